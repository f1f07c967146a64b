"""What stands behind the articles: the words they use (`glossary.toml`) and the claims they began from (`claims.toml`).

Both are content like the articles: read from a file, checked with them, and never edited on the site.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
CLAIM = re.compile(r"C\d\d\Z")
TERM_KEYS = {"slug": str, "word": str, "find": list, "meaning": str, "article": str}
TERM_NEEDS = {"slug", "word", "meaning"}
CLAIM_KEYS = {"number": str, "words": str, "left_out": str}
CLAIM_NEEDS = {"number", "words"}


class BackMatterError(Exception):
    """`glossary.toml` or `claims.toml` cannot be used; the text is one sentence that says what and where."""


@dataclass(frozen=True)
class Term:
    """A word and its meaning. `find` holds the forms that lead to it at their first use in a text."""

    slug: str
    word: str
    find: tuple[str, ...]
    meaning: str
    article: str


@dataclass(frozen=True)
class Claim:
    """A statement this site began from, in our words, and why no page for parents tells it, where none does."""

    number: str
    words: str
    left_out: str


class Forms:
    """The forms of all terms, ready to be looked for in a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._slugs = {form.casefold(): term.slug for term in terms for form in term.find}
        longest_first = sorted(self._slugs, key=len, reverse=True)
        choices = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where forms stand in a text: start and end (in characters), and the slug of the term."""
        for match in self._pattern.finditer(text):
            yield match.start(), match.end(), self._slugs[match[0].casefold()]


NO_FORMS = Forms(())


@cache
def glossary() -> tuple[Term, ...]:
    """The words of the site in the order of the alphabet, read once. Raises BackMatterError."""
    return load_glossary(settings.CONTENT_DIR / "en" / "glossary.toml")


@cache
def forms() -> Forms:
    """What a text is searched for. Raises BackMatterError."""
    return Forms(glossary())


@cache
def claims() -> tuple[Claim, ...]:
    """The claims by number, read once. Raises BackMatterError."""
    return load_claims(settings.CONTENT_DIR / "en" / "claims.toml")


def load_glossary(path: Path) -> tuple[Term, ...]:
    """Reads a glossary. Raises BackMatterError with the file, the entry and one sentence."""
    terms = []
    for entry, where in _entries(path, "term", TERM_KEYS, TERM_NEEDS):
        if not SLUG.match(entry["slug"]):
            raise BackMatterError(f"{where}: a slug has lower-case letters, digits and single hyphens.")
        find = entry.get("find", [])
        if not all(isinstance(form, str) and form.strip() for form in find):
            raise BackMatterError(f"{where}: find is a list of words.")
        article = entry.get("article", "")
        terms.append(Term(entry["slug"], entry["word"], tuple(find), entry["meaning"], article))
    _each_once(path, "slug", [term.slug for term in terms])
    _each_once(path, "form", [form.casefold() for term in terms for form in term.find])
    return tuple(sorted(terms, key=lambda term: term.word.casefold()))


def load_claims(path: Path) -> tuple[Claim, ...]:
    """Reads the claims. Raises BackMatterError with the file, the entry and one sentence."""
    found = []
    for entry, where in _entries(path, "claim", CLAIM_KEYS, CLAIM_NEEDS):
        if not CLAIM.match(entry["number"]):
            raise BackMatterError(f"{where}: a number looks like C07.")
        found.append(Claim(entry["number"], entry["words"], entry.get("left_out", "")))
    _each_once(path, "number", [claim.number for claim in found])
    return tuple(sorted(found, key=lambda claim: claim.number))


def _entries(path: Path, kind: str, keys: Mapping[str, type], needs: set[str]) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BackMatterError(f"{path.name}: the file is missing.") from None
    except UnicodeDecodeError:
        raise BackMatterError(f"{path.name}: the file is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise BackMatterError(f"{path.name}: this is not TOML: {error}.") from None
    if set(data) != {kind} or not isinstance(data[kind], list):
        raise BackMatterError(f"{path.name}: [[{kind}]] entries are expected, and nothing else.")
    for number, entry in enumerate(data[kind], 1):
        where = f"{path.name}, {kind} {number}"
        if unknown := sorted(set(entry) - set(keys)):
            raise BackMatterError(f"{where}: {unknown[0]} is not a key; use {', '.join(keys)}.")
        for key in sorted(needs - set(entry)):
            raise BackMatterError(f"{where}: the key {key} is missing.")
        for key, value in entry.items():
            if not isinstance(value, keys[key]) or not value:
                raise BackMatterError(f"{where}: {key} is empty or not a {keys[key].__name__}.")
        yield entry, where


def _each_once(path: Path, what: str, values: list[str]) -> None:
    if twice := sorted({value for value in values if values.count(value) > 1}):
        raise BackMatterError(f"{path.name}: the {what} {twice[0]} stands there twice.")
