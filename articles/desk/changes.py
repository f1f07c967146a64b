"""What differs between two states of a manuscript, part by part."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.desk.kinds import Kind
from articles.desk.parts import Typed, take_apart
from articles.differences import Piece, words_between


@dataclass(frozen=True)
class Change:
    """One part that differs, and how."""

    label: str
    pieces: list[Piece]


def changes_between(kind: Kind, before: Any, after: Any) -> list[Change]:
    """The parts that differ between two manuscripts, or records of one; those that publishing sets are left out."""
    return _changes(kind, before.fields, before.body, after.fields, after.body)


def changes_between_texts(kind: Kind, before: str, after: str) -> list[Change]:
    """The same for two whole texts; an empty one has no parts."""
    old, new = (_apart(text) for text in (before, after))
    return _changes(kind, *old, *new)


def _apart(text: str) -> tuple[dict[str, Typed], str]:
    if not text:
        return {}, ""
    apart = take_apart(text)
    return apart.fields, apart.body


def _changes(kind: Kind, old: dict[str, Typed], old_body: str, new: dict[str, Typed], new_body: str) -> list[Change]:
    compared = [
        (str(part.label), _plain(old.get(part.key, "")), _plain(new.get(part.key, ""))) for part in kind.shown_parts()
    ]
    compared.append((_("Text"), old_body, new_body))
    return [Change(label, words_between(before, after)) for label, before, after in compared if before != after]


def _plain(value: Typed) -> str:
    """As one text. A switch that is off and one that is not there are the same."""
    text = "\n".join(value) if isinstance(value, list) else value
    return "" if text == "false" else text
