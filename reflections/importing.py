"""Bringing an exported journal in: all of it or nothing, and one at a time in memory."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.slots import Opened
from accounts.turns import Busy
from reflections import exporting, kinds
from reflections.closeness import WORDS
from reflections.forms import LONGEST_TEXT, LONGEST_TITLE, feelings_in, without_what_cannot_be_kept
from reflections.models import Entry
from reflections.pages import Head, open_page, put
from reflections.sealing import DoesNotOpen

LARGEST_UNPACKED = 512 * 1024 * 1024  # bytes, of all files together
MOST_FILES = 100_000
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
    own, as are all pages from another name.
    """
    read = _read(file)
    is_hers = read.get("owner") == str(opened.data_key.person_id)
    if not is_hers and not from_another_name:
        raise AnotherPersons(
            _("This file was made under another name. If these are your words, tick the box below and choose it again.")
        )
    pages = [_page(found) for found in _pages(read)]
    with transaction.atomic():
        rows = [row for found in pages if (row := _new_row(opened, *found, is_hers=is_hers)) is not None]
        for at in range(0, len(rows), AT_ONCE):
            Entry.objects.bulk_create(rows[at : at + AT_ONCE])
    return len(rows)


def _read(file: bytes) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            _check_size_and_names(archive)
            with archive.open(exporting.JSON) as whole:
                unpacked = whole.read(LARGEST_UNPACKED + 1)
        read = json.loads(unpacked)
    except (KeyError, ValueError, RecursionError):  # RecursionError is a RuntimeError, so it stands first
        raise CannotBeImported(_strange()) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise CannotBeImported(_("This file is not a whole ZIP file. Choose the one that Export gave you.")) from None
    if not isinstance(read, dict) or read.get("format") != exporting.FORMAT:
        raise CannotBeImported(_strange())
    return read


def _check_size_and_names(archive: zipfile.ZipFile) -> None:
    """What the file says of itself, before anything is unpacked; its lies zipfile notices by size and checksum."""
    files = archive.infolist()
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > LARGEST_UNPACKED:
        raise CannotBeImported(_("This file is too large to bring in. Up to 512 MB, unpacked, is possible."))
    for file in files:
        if file.filename.startswith(("/", "\\")) or ".." in file.filename.replace("\\", "/").split("/"):
            raise CannotBeImported(_strange())


def _pages(read: dict[str, Any]) -> list[Any]:
    pages, drafts = read.get("pages", []), read.get("drafts", [])
    if not isinstance(pages, list) or not isinstance(drafts, list):
        raise CannotBeImported(_strange())
    return [*pages, *(draft for draft in drafts if isinstance(draft, dict) and not draft.get("entry"))]


def _page(found: Any) -> tuple[UUID, Head, str]:
    try:
        text = without_what_cannot_be_kept_but_lines(found.get("text", ""))
        head = Head(
            title=without_what_cannot_be_kept_but_lines(found.get("title", "")),
            written=_short(found.get("written") or found.get("changed", "")),
            changed=_short(found.get("changed", "")),
            closeness=_CLOSENESS.get(str(found.get("closeness")), 0),
            feelings=feelings_in(list(found.get("feelings", ()))),
            prompt=without_what_cannot_be_kept_but_lines(found.get("prompt", ""))[:2000],
            kind=kinds.kind_of(_short(found.get("kind", "")), _short(found.get("practice", ""))),
            practice=_short(found.get("practice", "")),
            erase_on=_short(found.get("erase_on", "")),
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


def _new_row(opened: Opened, identity: UUID, head: Head, text: str, *, is_hers: bool) -> Entry | None:
    there = Entry.objects.filter(pk=identity).first()
    if there is not None and is_hers and there.data_key_id == opened.data_key.pk:
        try:
            page = open_page(opened, there)
        except DoesNotOpen:
            page = None
        if page is not None and (page.head.title, page.text) == (head.title, text):
            return None
    row = Entry(id=uuid4() if there is not None or not is_hers else identity, data_key=opened.data_key)
    put(opened, row, head, text)
    return row


def _short(text: Any) -> str:
    return without_what_cannot_be_kept_but_lines(text)[:80]


def _strange() -> str:
    return _("This file is not an exported journal, or somebody has changed it. Nothing was brought in.")
