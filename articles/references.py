"""The sources that articles cite: `content/references.json`, in the CSL-JSON way, with what each can carry."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

IDENTITY = re.compile(r"[a-z0-9]{3,40}\Z")
DOI = re.compile(r"10\.\d{4,9}/\S+\Z")
REQUIRED = ("id", "title", "author", "issued", "container-title", "status", "strength")


class ReferencesError(Exception):
    """`content/references.json` cannot be used; the text is one sentence that says what and where."""


@dataclass(frozen=True)
class Reference:
    """One source. `strength` says in plain words what it can carry; `is_checked` whether a stored copy was read."""

    identity: str
    title: str
    authors: tuple[str, ...]
    year: str
    container: str
    volume: str
    issue: str
    pages: str
    doi: str
    url: str
    is_checked: bool
    strength: str

    @property
    def link(self) -> str:
        """Where it can be read; empty for an old paper that stands nowhere on the web that we know of."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def byline(self) -> str:
        """Up to three names, as in Robson, Kumar."""
        names = ", ".join(self.authors[:3])
        return f"{names} et al." if len(self.authors) > 3 else names

    @property
    def where(self) -> str:
        """Volume, issue and pages, as in 136(4), 347-353."""
        issue = f"({self.issue})" if self.issue else ""
        return ", ".join(part for part in (f"{self.volume}{issue}", self.pages.replace("-", "–")) if part)


@cache
def references() -> dict[str, Reference]:
    """All references by id, read once. Raises ReferencesError."""
    return load(settings.CONTENT_DIR / "references.json")


def load(path: Path) -> dict[str, Reference]:
    """Reads a reference list. Raises ReferencesError with the file, the entry and one sentence."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReferencesError(f"{path.name}: the file is missing.") from None
    except UnicodeDecodeError:
        raise ReferencesError(f"{path.name}: the file is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise ReferencesError(f"{path.name}, line {error.lineno}: this is not JSON ({error.msg}).") from None
    if not isinstance(entries, list):
        raise ReferencesError(f"{path.name}: a list of references is expected.")
    found: dict[str, Reference] = {}
    for number, entry in enumerate(entries, 1):
        reference = _reference(entry, f"{path.name}, entry {number}")
        if reference.identity in found:
            raise ReferencesError(f"{path.name}, entry {number}: the id {reference.identity} stands there twice.")
        found[reference.identity] = reference
    return found


def _reference(entry: Any, where: str) -> Reference:
    if not isinstance(entry, dict):
        raise ReferencesError(f"{where}: an entry with keys is expected.")
    where = f"{where} ({entry.get('id', 'no id')})"
    for key in REQUIRED:
        if not entry.get(key):
            raise ReferencesError(f"{where}: the key {key} is missing or empty.")
    if not IDENTITY.match(entry["id"]):
        raise ReferencesError(f"{where}: an id has lower-case letters and digits only.")
    doi = entry.get("DOI") or ""
    if doi and not DOI.match(doi):
        raise ReferencesError(f"{where}: {doi} is not a DOI, which looks like 10.1192/bjp.136.4.347.")
    url = entry.get("url") or ""
    if url and not url.startswith("https://"):
        raise ReferencesError(f"{where}: the url must begin with https://.")
    try:
        authors = tuple(str(name.get("family") or name["literal"]) for name in entry["author"])
        year = str(entry["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, AttributeError):
        raise ReferencesError(f"{where}: author needs names, and issued needs date-parts.") from None
    return Reference(
        identity=entry["id"],
        title=entry["title"],
        authors=authors,
        year=year,
        container=entry["container-title"],
        volume=entry.get("volume") or "",
        issue=entry.get("issue") or "",
        pages=entry.get("page") or "",
        doi=doi,
        url=url,
        is_checked=not str(entry["status"]).startswith("recalled"),
        strength=entry["strength"],
    )
