"""Noting in `content/support.toml` that a person has checked a contact: two lines change, every other byte stays."""

from __future__ import annotations

import datetime
import os
import re
import tempfile
from pathlib import Path

from support.directory import Directory, lines_of, parse

__all__ = ["NotNoted", "note_check", "write_whole"]


class NotNoted(ValueError):
    """The check could not be noted; the text is one sentence that says why."""


def note_check(text: str, contact_id: str, *, by: str, on: datetime.date, name: str) -> str:
    """Return the text of the file with the day and the checker of one contact; `name` is what errors call the file.

    Raises:
        NotNoted: there is no such contact, or the checker's name cannot stand in the file.
        DirectoryError: the file breaks a rule, before or after.
    """
    found = parse(text, name)
    place = _place(found, contact_id)
    if not re.fullmatch(r"[^\W_][\w .'-]{0,79}", by):
        raise NotNoted(f'"{by}" is no name that can stand in the file: use letters, spaces, dots and hyphens.')
    at = lines_of(text)
    lines = text.splitlines(keepends=True)
    for field, value in (("checked_on", on.isoformat()), ("checked_by", by)):
        number = at["contact", place, field] - 1
        # Neither value holds a backslash, so re.sub takes it as it is.
        changed, times = re.subn(r'(=\s*)"[^"]*"', rf'\1"{value}"', lines[number], count=1)
        if not times:
            raise NotNoted(f'{name}:{number + 1}: write {field} = "" on one line first.')
        lines[number] = changed
    result = "".join(lines)
    parse(result, name)
    return result


def write_whole(path: Path, text: str) -> None:
    """Replace a file in one step: whoever reads it meanwhile sees the old text or the new, never half of one.

    Raises:
        OSError: the folder cannot be written.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(temporary).chmod(path.stat().st_mode)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _place(found: Directory, contact_id: str) -> int:
    for place, contact in enumerate(found.contacts):
        if contact.id == contact_id:
            return place
    raise NotNoted(f'no contact has the id "{contact_id}".')
