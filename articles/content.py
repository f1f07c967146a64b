"""An article as a file: what its front matter must say, how it is read, and how it is written back.

Pure: a text comes in, and an `ArticleFile` goes out or a `ContentError` that names file, line and rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import yaml

from articles.finding import Finding
from articles.front_matter import (
    Key,
    WrongValue,
    choice,
    day,
    list_of,
    matching,
    pairs,
    read,
    slug,
    split,
    text,
    truth,
    whole_number,
)

FEW_WORDS = text(most=300)


def clinical_review(node: yaml.Node) -> dict[str, str]:
    """`none yet` as an empty review, or who reviewed it, in what role, when, and by its fingerprint which text."""
    if isinstance(node, yaml.ScalarNode):
        if node.value.strip() != "none yet":
            raise WrongValue("must be `none yet`, or name, role and date below it.", node)
        return {}
    review = pairs(node)
    if set(review) - {"text"} != {"name", "role", "date"}:
        raise WrongValue("needs exactly name, role and date.", node)
    try:
        date.fromisoformat(review["date"])
    except ValueError:
        raise WrongValue(f"has the date {review['date']!r}: it must be a day such as 2026-11-23.", node) from None
    return review


# In the order in which an exported file shows them.
ARTICLE_KEYS = (
    Key("title", text(most=160)),
    Key("quiet_title", text(most=160), required=False),
    Key("slug", slug),
    Key("path", slug),
    Key("order", whole_number),
    Key("summary", text(most=600)),
    Key("main_message", text(most=300)),
    Key("audience", choice("mother", "family", "professional")),
    Key("topics", list_of(FEW_WORDS, most=12)),
    Key("search_words", list_of(FEW_WORDS, most=60)),
    Key("claims", list_of(matching(r"C\d\dc?", "C02, or C40c in its corrected form"))),
    Key("references", list_of(matching(r"[a-z0-9]{3,40}", "robson1980"))),
    Key("practice", matching(r"[a-z0-9]+(-[a-z0-9]+)*|none: .+", "one-sense, or “none: ” and the reason")),
    Key("prompts", list_of(text(most=200), most=3)),
    Key("related", list_of(slug, most=4)),
    Key("content_note", FEW_WORDS, required=False),
    Key("help_first", truth, required=False, default=False),
    Key("published", day),
    Key("updated", day),
    Key("review_due", day),
    Key("version", matching(r"\d+\.\d+", "1.0")),
    Key("what_changed", text(most=200), required=False),
    Key("authors", list_of(FEW_WORDS)),
    Key("clinical_review", clinical_review),
    Key("funding", FEW_WORDS),
    Key("conflicts", FEW_WORDS),
    Key("waivers", pairs, required=False, default={}),
)
KEYS = tuple(key.name for key in ARTICLE_KEYS)
OPTIONAL = {key.name: key.default for key in ARTICLE_KEYS if not key.required}


class ContentError(Exception):
    """A file cannot be used; `findings` say what is wrong, in the order of its lines."""

    def __init__(self, file_name: str, findings: list[Finding]) -> None:
        super().__init__(f"{file_name}: {len(findings)} findings")
        self.file_name = file_name
        self.findings = findings


@dataclass(frozen=True)
class ArticleFile:
    """A file that was read. `values` holds the front matter by key, and the body; `text` is the file as it stands."""

    name: str
    text: str
    values: Mapping[str, Any]
    body_line: int

    @property
    def slug(self) -> str:
        return str(self.values["slug"])

    @property
    def body(self) -> str:
        return str(self.values["body"])

    def body_lines(self) -> Iterator[tuple[int, str]]:
        """Each line of the body with its number in the file."""
        yield from enumerate(self.body.splitlines(), self.body_line)

    def line_of(self, key: str) -> int:
        """The line of a key of the front matter; the first line where it was left out."""
        for number, line in enumerate(self.text.splitlines()[: self.body_line], 1):
            if line.startswith(f"{key}:"):
                return number
        return 1


@lru_cache(maxsize=512)
def parse(name: str, file_text: str) -> ArticleFile:
    """Reads one article. Raises ContentError with everything that is wrong with its form.

    Kept, because sync, export and the desk read the same texts again and again, and YAML is slow.
    """
    parts = split(file_text)
    if isinstance(parts, Finding):
        raise ContentError(name, [parts])
    values, findings = read(parts.front, ARTICLE_KEYS)
    if not parts.body.strip():
        findings.append(Finding(parts.body_line, "empty", "the article has no text below its keys.", "error"))
    if findings:
        raise ContentError(name, sorted(findings, key=lambda finding: finding.line))
    return ArticleFile(name, file_text, MappingProxyType(values | {"body": parts.body}), parts.body_line)


def dump(values: Mapping[str, Any]) -> str:
    """Writes an article as a file: keys in a fixed order, without those that are empty and may be; body untouched."""
    front: dict[str, Any] = {}
    for key in KEYS:
        if key in OPTIONAL and values[key] == OPTIONAL[key]:
            continue
        front[key] = _plain(key, values[key])
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=110)}---\n{values['body']}"


def _plain(key: str, value: Any) -> Any:
    """A value as YAML text that reads back as the same: PyYAML puts quotation marks where a text needs them."""
    if key == "clinical_review" and not value:
        return "none yet"
    if isinstance(value, date):
        return Unquoted(value.isoformat())
    return Unquoted(str(value)) if key in ("version",) else value


class Unquoted(str):
    """A text that YAML would take for a date or a number. We read all as text: it needs no quotation marks."""

    __slots__ = ()


def _write_unquoted(dumper: yaml.SafeDumper, value: Unquoted) -> yaml.ScalarNode:
    # Tagged as what YAML would guess from it, so that the emitter leaves the tag and the quotation marks out.
    guess = dumper.resolve(yaml.ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(guess, str(value))


yaml.SafeDumper.add_representer(Unquoted, _write_unquoted)
