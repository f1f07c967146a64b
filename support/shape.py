"""The shape of `content/support.toml`: which fields there are, and of what type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["Block", "Complaints", "Fault", "blocks", "find_shape_faults", "name_of", "numbers_in"]

Block = Mapping[str, Any]
# A field, and one sentence on what is wrong with it.
Complaints = Iterator[tuple[str, str]]
# Which block ("contact", and its place among its kind), which field, and the sentence.
Fault = tuple[str, int, str, str]

FIELDS: Mapping[str, type] = {
    "id": str,
    "name": str,
    "country": str,
    "kind": str,
    "phones": list,
    "texts": list,
    "url": str,
    "hours": str,
    "time_zone": str,
    "answers_at_night": str,
    "languages": list,
    "audience": str,
    "cost": str,
    "what_it_is": str,
    "what_it_is_not": str,
    "checked_on": str,
    "checked_by": str,
    "checked_against": str,
    "publish": str,
}
MAY_BE_LEFT_OUT: Mapping[str, type] = {"opening": list, "topics": list}
PARTS: Mapping[str, tuple[str, ...]] = {
    "phones": ("number", "label"),
    "texts": ("number", "body", "by", "label"),
}
EXCEPTION_FIELDS: Mapping[str, type] = {"id": str, "number": str, "reason": str}
TOP_LEVEL: Mapping[str, type] = {"contact": list, "number_exception": list, "links_only": list}


def find_shape_faults(document: Block) -> Iterator[Fault]:
    """Yield every field that is missing, unknown, or of the wrong type."""
    for field, sentence in (*_fields(document, TOP_LEVEL, {}, "the file"), *_top_level_lists(document)):
        yield "", 0, field, sentence
    for place, block in enumerate(blocks(document, "contact")):
        for field, sentence in (*_fields(block, FIELDS, MAY_BE_LEFT_OUT, name_of(block)), *_parts(block)):
            yield "contact", place, field, sentence
    for place, block in enumerate(blocks(document, "number_exception")):
        for field, sentence in _fields(block, EXCEPTION_FIELDS, {}, f"the exception {name_of(block)}"):
            yield "number_exception", place, field, sentence


def blocks(document: Block, name: str) -> list[Block]:
    """Return the [[name]] blocks of the file."""
    return [block for block in _list(document, name) if isinstance(block, dict)]


def name_of(block: Block) -> str:
    """Return what a sentence calls this block."""
    return str(block.get("id") or "a contact without an id")


def numbers_in(block: Block) -> list[tuple[str, str]]:
    """Return each number of a contact, and the field that it stands in."""
    return [(field, line["number"]) for field in PARTS for line in block[field]]


def _top_level_lists(document: Block) -> Complaints:
    if not all(isinstance(code, str) for code in _list(document, "links_only")):
        yield "links_only", "the file: links_only must hold words in quotes."
    for field in ("contact", "number_exception"):
        if len(blocks(document, field)) != len(_list(document, field)):
            yield field, f"the file: each {field} is a block that begins with [[{field}]]."
    if document.get("contact") == []:
        yield "contact", "the file: there is no contact in it."


def _fields(block: Block, needed: Mapping[str, type], spare: Mapping[str, type], who: str) -> Complaints:
    for field in needed.keys() - block.keys():
        empty = '""' if needed[field] is str else "[]"
        yield field, f"{who}: the line {field} is missing; write {field} = {empty} if nothing is known."
    for field, value in block.items():
        wanted = needed.get(field) or spare.get(field)
        if wanted is None:
            yield field, f"{who}: there is no field called {field}."
        elif not isinstance(value, wanted):
            yield field, f"{who}: {field} must be {'words in quotes' if wanted is str else 'a list in [ ]'}."
        elif isinstance(value, str) and value != value.strip():
            yield field, f"{who}: {field} begins or ends with a space."


def _parts(block: Block) -> Complaints:
    """Look inside the lists: words in quotes, or for numbers { } with exactly its parts."""
    for field in ("languages", "opening", "topics"):
        if not all(isinstance(word, str) and word.strip() for word in _list(block, field)):
            yield field, f"{name_of(block)}: {field} must hold words in quotes."
    for field, parts in PARTS.items():
        for line in _list(block, field):
            whole = isinstance(line, dict) and tuple(sorted(line)) == tuple(sorted(parts))
            if not whole or not all(isinstance(value, str) for value in line.values()):
                wanted = ", ".join(parts)
                yield field, f"{name_of(block)}: each of {field} is {{ }} with {wanted}, all in quotes."


def _list(block: Block, field: str) -> list[Any]:
    found = block.get(field, [])
    return found if isinstance(found, list) else []
