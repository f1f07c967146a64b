"""Bringing an exported journal in: all of it or nothing, and one at a time in memory."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.slots import Opened
from accounts.turns import Busy
from reflections import exporting, kinds, unpacking
from reflections.closeness import WORDS
from reflections.forms import LONGEST_TEXT, LONGEST_TITLE, feelings_in, without_what_cannot_be_kept
from reflections.journal import whole_pages
from reflections.models import Entry
from reflections.pages import Head, now, put

LISTS = ("pages", "drafts")
AT_ONCE = 200  # rows written together
_CLOSENESS = {str(number): number for number in WORDS}
_one_at_a_time = BoundedSemaphore(1)


class CannotBeImported(Exception):
    """The file cannot be brought in; the text is one sentence that says why and what to do."""


class AnotherPersons(CannotBeImported):
    """The file was made under another name: it may be hers, so she is asked."""


@contextmanager
def the_only_import() -> Iterator[None]:
    """An import may take much memory, so there is one at a time. Raises Busy."""
    if not _one_at_a_time.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _one_at_a_time.release()


def bring_in(opened: Opened, file: bytes, *, from_another_name: bool = False) -> int:
    """Adds the pages of an exported ZIP and gives how many were new.

    Raises CannotBeImported, and then nothing was added.

    A page that is here already, word for word, is left alone; other words under the same id are kept as a page of their
    own, as are all pages from another name. The file is walked twice, so that one strange page is found before any is
    written, and the database is held for no longer than writing takes.
    """
    owner = _owner_of_sound(file)
    is_hers = owner == str(opened.data_key.person_id)
    if not is_hers and not from_another_name:
        raise AnotherPersons(
            _("This file was made under another name. If these are your words, tick the box below and choose it again.")
        )
    with transaction.atomic():
        return _add_new(opened, _pages_in(file), is_hers=is_hers)


def _owner_of_sound(file: bytes) -> str:
    """Whose journal a file says it is, once all of it is sound. Raises CannotBeImported."""
    about = {}
    for key, value in _pieces(file):
        if key in LISTS:
            _page(value)
        else:
            about[key] = value
    if about.get("format") != exporting.FORMAT:
        raise CannotBeImported(_strange())
    return str(about.get("owner"))


def _pages_in(file: bytes) -> Iterator[tuple[UUID, Head, str]]:
    """The pages, and the drafts of pages that never were one."""
    for key, value in _pieces(file):
        if key == "pages" or (key == "drafts" and not value.get("entry")):
            yield _page(value)


def _pieces(file: bytes) -> Iterator[tuple[str, Any]]:
    try:
        yield from unpacking.pieces(file, exporting.JSON)
    except unpacking.Strange:
        raise CannotBeImported(_strange()) from None
    except unpacking.TooLarge:
        raise CannotBeImported(_("This file is too large to bring in. Up to 512 MB, unpacked, is possible.")) from None
    except unpacking.NotWhole:
        raise CannotBeImported(_("This file is not a whole ZIP file. Choose the one that Export gave you.")) from None


def _add_new(opened: Opened, pages: Iterator[tuple[UUID, Head, str]], *, is_hers: bool) -> int:
    """Writes what is not here yet and gives how many that were."""
    there = {_print_of(page.head, page.text) for page in whole_pages(opened)}
    added, rows = 0, []
    for identity, head, text in pages:
        if (print_of := _print_of(head, text)) in there:
            continue
        there.add(print_of)
        is_taken = not is_hers or Entry.objects.filter(pk=identity).exists()
        row = Entry(id=uuid4() if is_taken else identity, data_key=opened.data_key)
        put(opened, row, head, text)
        rows.append(row)
        added += 1
        if len(rows) == AT_ONCE:
            Entry.objects.bulk_create(rows)
            rows = []
    Entry.objects.bulk_create(rows)
    return added


def _print_of(head: Head, text: str) -> bytes:
    """By which the same words are known again, in memory only. What she has deleted may be brought back."""
    said = (head.written, head.title, head.closeness, head.feelings, head.is_deleted, text)
    return hashlib.sha256(repr(said).encode(errors="backslashreplace")).digest()


def _page(found: Any) -> tuple[UUID, Head, str]:
    try:
        text = without_what_cannot_be_kept_but_lines(found.get("text", ""))
        head = Head(
            title=without_what_cannot_be_kept_but_lines(found.get("title", "")),
            written=_time(found.get("written") or found.get("changed")),
            changed=_time(found.get("changed")),
            closeness=_CLOSENESS.get(str(found.get("closeness")), 0),
            feelings=feelings_in(list(found.get("feelings", ()))),
            prompt=without_what_cannot_be_kept_but_lines(found.get("prompt", ""))[:2000],
            kind=kinds.kind_of(_short(found.get("kind", "")), _short(found.get("practice", ""))),
            practice=_short(found.get("practice", "")),
            erase_on=_time(found["erase_on"])[:10] if found.get("erase_on") else "",
        )
        identity = UUID(found["id"])
    except (AttributeError, TypeError, ValueError, KeyError, ValidationError):
        raise CannotBeImported(_strange()) from None
    if len(text) > LONGEST_TEXT or len(head.title) > LONGEST_TITLE:
        raise CannotBeImported(_strange())
    return identity, head, text


def without_what_cannot_be_kept_but_lines(text: str) -> str:
    """As the writing form, but byte for byte: an exported text comes back as it was."""
    if not isinstance(text, str):
        raise TypeError
    without_what_cannot_be_kept(text)
    return text


def _time(text: Any) -> str:
    """A time as we write it, which also names a file on export; now, where nothing is said. Raises ValueError."""
    return datetime.fromisoformat(_short(text)).isoformat(timespec="seconds") if text else now()


def _short(text: Any) -> str:
    return without_what_cannot_be_kept_but_lines(text)[:80]


def _strange() -> str:
    return _("This file is not an exported journal, or somebody has changed it. Nothing was brought in.")
