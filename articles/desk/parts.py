"""A text as the desk's form shows it: part by part, as typed. The way from a file to a form, and back.

Everything stays text: what is wrong with a value is told by the same check that reads files, and never by the form,
so that a half-written copy can be kept.
"""

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import yaml
from django.utils.functional import Promise

from articles.content import Unquoted
from articles.front_matter import Split, split

Typed = str | list[str]
Words = str | Promise  # a promise is a translation that is made when it is shown
Form = Literal["line", "text", "list", "choice", "yes-no", "day", "number", "references", "own"]
NEEDS_NO_QUOTES = re.compile(r"\d+|\d+\.\d+|\d{4}-\d{2}-\d{2}|true|false")


@dataclass(frozen=True)
class Part:
    """One key of the front matter as a field: its label, a hint, and what kind of field it is. `own` parts have a form
    of their own in the file (such as a practice's steps) and are shown as they stand there."""

    key: str
    label: Words
    hint: Words = ""
    form: Form = "line"
    options: Callable[[], Sequence[tuple[str, Words]]] | None = None
    group: str = "text"
    optional: bool = False


@dataclass(frozen=True)
class Apart:
    """A text taken apart: keys as typed, and the body."""

    fields: dict[str, Typed]
    body: str


def take_apart(text: str) -> Apart:
    """The parts of a whole text. Raises ValueError for one without readable keys, which no check lets through."""
    parts = split(text)
    if not isinstance(parts, Split):
        raise ValueError(parts.message)
    tree = yaml.compose(parts.front, Loader=yaml.SafeLoader)
    if not isinstance(tree, yaml.MappingNode):
        raise ValueError("There are no keys.")
    lines = parts.front.splitlines()
    return Apart({str(name.value): _typed(node, lines) for name, node in tree.value}, parts.body)


def put_together(fields: Mapping[str, Typed], body: str, parts: Sequence[Part]) -> str:
    """The whole text, keys in the order of `parts`. The parts of a text put together are that text in another form:
    every check reads the same from both."""
    front = "".join(_written(part, fields.get(part.key, "")) for part in parts)
    return f"---\n{front}---\n{body}"


def key_at(text: str, line: int) -> tuple[str, int]:
    """Which part a line of the whole text belongs to, and where in that part, from 1; the body's key is `body`."""
    key, first, fences = "", 1, 0
    for number, words in enumerate(text.splitlines()[:line], 1):
        if words.rstrip() == "---" and fences < 2:
            fences += 1
            key, first = ("body", number + 1) if fences == 2 else ("", number + 1)
        elif fences == 1 and (found := re.match(r"([a-z_]+):", words)):
            key, first = found[1], number
    return key, line - first + 1


def _typed(node: yaml.Node, lines: Sequence[str]) -> Typed:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(each, yaml.ScalarNode) for each in node.value):
        return [str(each.value) for each in node.value]
    if node.start_mark.line == node.end_mark.line:  # {key: value} on one line
        return yaml.serialize(node).strip()
    own = list(lines[node.start_mark.line : node.end_mark.line])
    own[0] = " " * node.start_mark.column + own[0][node.start_mark.column :]
    return textwrap.dedent("\n".join(own)).rstrip()


def _written(part: Part, value: Typed) -> str:
    if part.optional and value in ("", [], "false"):
        return ""
    if part.form == "own" and isinstance(value, str) and ":" in value:
        return f"{part.key}:\n{textwrap.indent(value.strip(), '  ')}\n"
    plain: Any = value
    if isinstance(value, str) and NEEDS_NO_QUOTES.fullmatch(value):
        plain = Unquoted(value)
    return yaml.safe_dump({part.key: plain}, allow_unicode=True, sort_keys=False, width=110)
