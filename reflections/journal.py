"""Her journal as a whole: pages found, saved, changed, deleted, restored and erased, each in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.db import transaction

from accounts.slots import Opened
from reflections import drafts
from reflections.models import Entry, FormerText
from reflections.pages import (
    DAYS_FORMER,
    Head,
    Page,
    Row,
    day_after,
    now,
    open_head,
    open_page,
    put,
    today,
    with_deletion,
)
from reflections.sealing import DoesNotOpen

ROWS_AT_ONCE = 500
HeadChange = Callable[[Head], Head]


@dataclass(frozen=True)
class Contents:
    """What stands in a journal: newest first, and what could not be opened."""

    pages: list[Page]
    deleted: list[Page]
    damaged: list[UUID]


@dataclass(frozen=True)
class Saved:
    """Where her words are now. `beside` is the page that they would have overwritten."""

    page: Page
    beside: UUID | None = None


def contents(opened: Opened) -> Contents:
    """Every head, and no text. Opening 10,000 takes a fraction of a second (`make bench`)."""
    found = Contents([], [], [])
    rows = Entry.objects.under(opened).values_list("id", "revision", "head").iterator(ROWS_AT_ONCE)
    for row in map(Row._make, ((*row, b"") for row in rows)):
        try:
            page = Page(row.id, row.revision, open_head(opened, row))
        except DoesNotOpen:
            found.damaged.append(row.id)
        else:
            (found.deleted if page.head.is_deleted else found.pages).append(page)
    found.pages.sort(key=lambda page: page.head.written_at, reverse=True)
    found.deleted.sort(key=lambda page: page.head.erase_on)
    return found


def whole_pages(opened: Opened) -> Iterator[Page]:
    """Every page with its text, one at a time, in no order; what does not open is left out."""
    rows = Entry.objects.under(opened).values_list("id", "revision", "head", "body").iterator(ROWS_AT_ONCE)
    for row in map(Row._make, rows):
        try:
            yield open_page(opened, row)
        except DoesNotOpen:
            continue


def save_new(opened: Opened, identity: UUID, head: Head, text: str) -> Saved:
    """Saves a new page under the number its form carried, so that the same submit twice is one page.

    Other words under a number that is taken are kept beside it.
    """
    with transaction.atomic():
        row = Entry.objects.under(opened).select_for_update().filter(pk=identity).first()
        if row is None:
            taken = Entry.objects.filter(pk=identity).exists()  # by somebody else: nobody is told
            saved = Saved(_insert(opened, uuid4() if taken else identity, head, text))
        else:
            saved = _against(opened, row, identity, head, text)
        drafts.discard(opened, identity)
        return saved


def save_change(opened: Opened, row_id: UUID, form_id: UUID, base: int, head: Head, text: str) -> Saved | None:
    """Saves a change that began at revision `base`; None where the page is there no more.

    Where the page has moved on since, nothing is overwritten: the change is kept as a page beside it.
    """
    with transaction.atomic():
        row = Entry.objects.under(opened).select_for_update().filter(pk=row_id).first()
        if row is None:
            return None
        if row.revision != base:
            saved = _against(opened, row, form_id, head, text)
        else:
            saved = Saved(_change(opened, row, head, text))
        drafts.discard(opened, form_id)
        return saved


def delete(opened: Opened, row_id: UUID) -> None:
    """Puts a page into Recently deleted."""
    _reseal(opened, row_id, with_deletion)


def restore(opened: Opened, row_id: UUID) -> None:
    """Takes a page out of Recently deleted."""
    _reseal(opened, row_id, lambda head: replace(head, erase_on=""))


def erase(opened: Opened, row_id: UUID) -> None:
    """Removes a page and everything it said before, now and for good, whether or not it opens."""
    Entry.objects.under(opened).filter(pk=row_id).delete()


def erase_due(opened: Opened) -> int:
    """Removes what was deleted a week ago or changed a month ago; its dates are sealed, so only now can we know."""
    day = today()
    due = [page for page in contents(opened).deleted if page.head.is_due(day)]
    former = [
        row.id
        for row in FormerText.objects.filter(entry__data_key=opened.data_key).only("id", "revision", "head")
        if _is_due(opened, row, day)
    ]
    with transaction.atomic():
        for page in due:  # at the revision that was looked at: another device may put a page back at this moment
            Entry.objects.under(opened).filter(pk=page.id, revision=page.revision).delete()
        for at in range(0, len(former), ROWS_AT_ONCE):
            FormerText.objects.filter(pk__in=former[at : at + ROWS_AT_ONCE]).delete()
    return len(due) + len(former)


def former_texts(opened: Opened, row: Entry) -> list[Page]:
    """What a page said before, newest first; what does not open is left out."""
    found = []
    for former in row.former_texts.order_by("-revision"):
        try:
            found.append(open_page(opened, former))
        except DoesNotOpen:
            continue
    return found


def _insert(opened: Opened, identity: UUID, head: Head, text: str) -> Page:
    row = Entry(id=identity, data_key=opened.data_key)
    head = replace(head, written=head.written or now(), changed=head.changed or now())
    put(opened, row, head, text)
    row.save(force_insert=True)
    return Page(row.id, row.revision, head, text)


def _against(opened: Opened, row: Entry, form_id: UUID, head: Head, text: str) -> Saved:
    """Words that met a page they did not expect: the same words are saved already, others are kept beside it."""
    try:
        page = open_page(opened, row)
    except DoesNotOpen:
        page = None
    if page is not None and _says_the_same(page, head, text):
        return Saved(page)
    beside = replace(head, beside=str(row.id), written="", changed="", erase_on="")
    other = Entry.objects.under(opened).filter(pk=form_id).exclude(pk=row.pk).first()
    if other is not None:
        try:
            kept = open_page(opened, other)
        except DoesNotOpen:
            kept = None
        if kept is not None and _says_the_same(kept, head, text):
            return Saved(kept, beside=row.id)
    free = not Entry.objects.filter(pk=form_id).exists()
    return Saved(_insert(opened, form_id if free else uuid4(), beside, text), beside=row.id)


def _change(opened: Opened, row: Entry, head: Head, text: str) -> Page:
    try:
        before = open_page(opened, row)
    except DoesNotOpen:  # a damaged page may be written anew; there is nothing to keep of it
        before = None
    if before is not None and _says_the_same(before, head, text):
        return before
    if before is not None:
        former = FormerText(entry=row, revision=row.revision)
        put(opened, former, replace(before.head, erase_on=day_after(DAYS_FORMER)), before.text)
        former.save(force_insert=True)
        head = replace(head, written=before.head.written, beside=before.head.beside, erase_on="")
    head = replace(head, written=head.written or now(), changed=now())
    row.revision += 1
    put(opened, row, head, text)
    row.save(update_fields=["revision", "head", "body"])
    return Page(row.id, row.revision, head, text)


def _says_the_same(page: Page, head: Head, text: str) -> bool:
    mine = (head.title, head.closeness, head.feelings, text)
    return (page.head.title, page.head.closeness, page.head.feelings, page.text) == mine


def _reseal(opened: Opened, row_id: UUID, change: HeadChange) -> None:
    with transaction.atomic():
        row = Entry.objects.under(opened).select_for_update().filter(pk=row_id).first()
        if row is None:
            return
        page = open_page(opened, row)
        row.revision += 1
        put(opened, row, change(page.head), page.text)
        row.save(update_fields=["revision", "head", "body"])


def _is_due(opened: Opened, row: FormerText, day: str) -> bool:
    try:
        return open_head(opened, row).is_due(day)
    except DoesNotOpen:
        return False
