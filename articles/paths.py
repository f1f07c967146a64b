"""The paths through the library and the doors into it (`content/<language>/paths.toml`), and how she searches for a
thing (`search.toml` beside it).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

KEYS = {
    "path": ("slug", "title", "summary"),
    "door": ("words", "article"),
    "said_also": ("words",),
    "speaker": ("audience", "words"),
    "elsewhere": ("words", "title", "more", "address", "stands"),
}


class PathsError(Exception):
    """`paths.toml` cannot be used; the text is one sentence that says what and where."""


@dataclass(frozen=True)
class Path_:  # noqa: N801 - `Path` is the file system's here
    slug: str
    title: str
    summary: str


@dataclass(frozen=True)
class Door:
    """A way of asking, and the slug of the article that answers it."""

    words: str
    article: str


@dataclass(frozen=True)
class Speaker:
    """Wordings that tell a search by somebody other than a mother, and the audience whose pages are meant."""

    audience: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Elsewhere:
    """A page outside the library, and the words of a search that lead to it."""

    words: tuple[str, ...]
    title: str
    more: str
    address: str
    stands: str  # "first", before the articles that were found, or "alone"


@dataclass(frozen=True)
class Library:
    paths: tuple[Path_, ...]
    doors: tuple[Door, ...]
    said_also: tuple[frozenset[str], ...]
    speakers: tuple[Speaker, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    def path(self, slug: str) -> Path_:
        """The path of that slug. Raises KeyError."""
        for path in self.paths:
            if path.slug == slug:
                return path
        raise KeyError(slug)

    def place(self, slug: str) -> int:
        """Where a path stands among the others, from 0; behind all of them if it is not there."""
        slugs = [path.slug for path in self.paths]
        return slugs.index(slug) if slug in slugs else len(slugs)


@cache
def library() -> Library:
    """The paths of the site, read once. Raises PathsError."""
    folder = settings.CONTENT_DIR / "en"
    return load(folder / "paths.toml", folder / "search.toml")


def load(path: Path, *more: Path) -> Library:
    """Reads a paths file, and others that add to it. Raises PathsError."""
    data = _tables(path)
    for other in more:
        for kind, entries in _tables(other).items():
            data[kind] = [*data.get(kind, []), *entries]
    paths = tuple(Path_(**_entry(path.name, "path", entry)) for entry in data.get("path", []))
    if not paths:
        raise PathsError(f"{path.name}: there is no [[path]].")
    if len({entry.slug for entry in paths}) < len(paths):
        raise PathsError(f"{path.name}: two paths bear the same slug.")
    name = more[0].name if more else path.name
    return Library(
        paths=paths,
        doors=tuple(Door(**_entry(path.name, "door", entry)) for entry in data.get("door", [])),
        said_also=tuple(
            frozenset(word.lower() for word in _entry(name, "said_also", entry)["words"])
            for entry in data.get("said_also", [])
        ),
        speakers=tuple(_speaker(name, entry) for entry in data.get("speaker", [])),
        elsewhere=tuple(_elsewhere(name, entry) for entry in data.get("elsewhere", [])),
    )


def _tables(path: Path) -> dict[str, list[Any]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PathsError(f"{path.name}: the file is missing.") from None
    except UnicodeDecodeError:
        raise PathsError(f"{path.name}: the file is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise PathsError(f"{path.name}: this is not TOML: {error}.") from None
    for kind in data:
        if kind not in KEYS:
            raise PathsError(f"{path.name}: [[{kind}]] is not known; use {', '.join(f'[[{k}]]' for k in KEYS)}.")
    return data


def _speaker(name: str, entry: Any) -> Speaker:
    fields = _entry(name, "speaker", entry)
    if fields["audience"] not in ("family", "professional"):
        raise PathsError(f"{name}: in a [[speaker]], audience is family or professional.")
    return Speaker(fields["audience"], tuple(fields["words"]))


def _elsewhere(name: str, entry: Any) -> Elsewhere:
    fields = _entry(name, "elsewhere", entry)
    if not fields["address"].startswith("/"):
        raise PathsError(f"{name}: in an [[elsewhere]], address begins with / and stays on this site.")
    if fields["stands"] not in ("first", "alone"):
        raise PathsError(f"{name}: in an [[elsewhere]], stands is first or alone.")
    return Elsewhere(**{**fields, "words": tuple(fields["words"])})


def _entry(name: str, kind: str, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict) or set(entry) != set(KEYS[kind]):
        raise PathsError(f"{name}: a [[{kind}]] has exactly these keys: {', '.join(KEYS[kind])}.")
    for key, value in entry.items():
        wanted = list if key == "words" and kind != "door" else str
        if not isinstance(value, wanted) or not value:
            raise PathsError(f"{name}: in a [[{kind}]], {key} is empty or not a {wanted.__name__}.")
    return entry
