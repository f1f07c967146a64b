"""Words on their way: saved every few seconds, sealed like everything else, gone once the page is saved."""

import json
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.slots import Opened
from reflections import sealing
from reflections.models import Draft, Entry
from reflections.pages import now, open_page
from reflections.sealing import DoesNotOpen

KIND, FIELD = "draft", "whole"
MOST = 200  # drafts that one journal keeps; a page behind that is still written, its draft is not


class TooManyDrafts(Exception):
    """A journal is full of unfinished pages: her words stay in the form, and she can save them as a page."""


@dataclass(frozen=True)
class Unfinished:
    """A draft in the clear."""

    id: UUID
    revision: int
    title: str = ""
    text: str = ""
    closeness: str = ""
    feelings: tuple[str, ...] = ()
    prompt: str = ""
    kind: str = ""
    practice: str = ""
    entry: str = ""  # the page it changes, or nothing for a new one
    base: int = 0  # the revision of that page when she began
    changed: str = ""

    def says_the_same(self, other: "Unfinished") -> bool:
        return self._words() == other._words()

    def is_empty(self) -> bool:
        return not (self.title.strip() or self.text.strip() or self.closeness or self.feelings)

    def _words(self) -> tuple[Any, ...]:
        return (self.title, self.text, self.closeness, self.feelings)


def keep(opened: Opened, draft: Unfinished) -> Unfinished:
    """Saves a draft that began at `draft.revision` (0: never saved) and gives it back as it stands now.

    Two tabs may hold one draft: where it has moved on, these words are kept as a draft of their own. What has been
    saved as a page in the meantime does not come back as a draft. Raises TooManyDrafts.
    """
    with transaction.atomic():
        row = Draft.objects.filter(data_key=opened.data_key).select_for_update().filter(pk=draft.id).first()
        if row is None:
            if _is_saved_already(opened, draft):
                return draft
            if Draft.objects.filter(data_key=opened.data_key).count() >= MOST:
                raise TooManyDrafts
            # A number that is gone or taken elsewhere is not used again.
            free = draft.revision == 0 and not Draft.objects.filter(pk=draft.id).exists()
            return _write(opened, Draft(id=draft.id if free else uuid4(), revision=0), draft, new=True)
        if row.revision != draft.revision:
            before = _open_or_none(opened, row)
            if before is not None and before.says_the_same(draft):
                return before
            return _write(opened, Draft(id=uuid4(), revision=0), draft, new=True)
        return _write(opened, row, draft, new=False)


def all_of(opened: Opened) -> list[Unfinished]:
    """Every draft that opens, the newest first."""
    rows = Draft.objects.filter(data_key=opened.data_key)
    found = [draft for row in rows if (draft := _open_or_none(opened, row)) is not None]
    return sorted(found, key=lambda draft: draft.changed, reverse=True)


def find(opened: Opened, identity: UUID) -> Unfinished | None:
    row = Draft.objects.filter(data_key=opened.data_key, pk=identity).first()
    return _open_or_none(opened, row) if row is not None else None


def of_entry(opened: Opened, entry: UUID) -> Unfinished | None:
    """The newest draft of a change to this page."""
    return next((draft for draft in all_of(opened) if draft.entry == str(entry)), None)


def discard(opened: Opened, identity: UUID) -> None:
    Draft.objects.filter(data_key=opened.data_key, pk=identity).delete()


def _write(opened: Opened, row: Draft, draft: Unfinished, *, new: bool) -> Unfinished:
    row.data_key = opened.data_key
    row.revision += 1
    content = {**asdict(draft), "changed": now()}
    del content["id"], content["revision"]
    plain = json.dumps(content, ensure_ascii=False).encode()
    row.sealed = sealing.seal(opened, plain, kind=KIND, record=row.id, field=FIELD, revision=row.revision)
    row.save(force_insert=new)
    return _from(row, content)


def _open_or_none(opened: Opened, row: Draft) -> Unfinished | None:
    try:
        plain = sealing.unseal(opened, row.sealed, kind=KIND, record=row.id, field=FIELD, revision=row.revision)
        return _from(row, json.loads(plain))
    except (DoesNotOpen, ValueError, TypeError):
        return None


def _from(row: Draft, content: dict[str, Any]) -> Unfinished:
    known = {name: content[name] for name in Unfinished.__dataclass_fields__ if name in content}
    known["feelings"] = tuple(known.get("feelings", ()))
    return Unfinished(id=row.id, revision=row.revision, **known)


def _is_saved_already(opened: Opened, draft: Unfinished) -> bool:
    """An autosave may arrive after the page itself: then its words are there, and it is not needed."""
    for identity in {draft.entry or str(draft.id), str(draft.id)}:
        row = Entry.objects.under(opened).filter(pk=identity).first()
        if row is None:
            continue
        try:
            page = open_page(opened, row)
        except DoesNotOpen:
            continue
        if page.text == draft.text and page.head.title == draft.title:
            return True
    return False
