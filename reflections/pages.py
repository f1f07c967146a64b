"""One page of a journal in the clear: for one request, and never stored so."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import now as this_moment

from accounts.slots import Opened
from reflections import kinds, sealing
from reflections.models import Entry, FormerText
from reflections.sealing import DoesNotOpen

ENTRY, FORMER = "entry", "former text"
DAYS_DELETED, DAYS_FORMER = 7, 30  # how long what she deleted or changed is kept


@dataclass(frozen=True)
class Head:
    """What a list shows. Times are ISO 8601, in the time of the place where she was (UTC where her
    browser did not say)."""

    title: str = ""
    written: str = ""
    changed: str = ""
    closeness: int = 0  # 1 far to 5 close; 0 for nothing said. Shown as words, never as a number
    feelings: tuple[str, ...] = ()
    prompt: str = ""
    kind: str = ""  # "practice" for answers she kept; empty for her own pages
    practice: str = ""  # its slug; whether that practice still exists is not promised
    beside: str = ""  # the id of the page that this one was saved beside, from another device
    erase_on: str = ""  # the day (ISO) from which it is erased for good

    @property
    def written_at(self) -> datetime:
        return _moment(self.written)

    @property
    def changed_at(self) -> datetime:
        return _moment(self.changed)

    @property
    def is_deleted(self) -> bool:
        return bool(self.erase_on)

    def is_due(self, today: str) -> bool:
        return bool(self.erase_on) and self.erase_on <= today

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, encoded: bytes) -> "Head":
        """Raises DoesNotOpen for what is not a head. Keys of a later release are left out."""
        try:
            read: dict[str, Any] = json.loads(encoded)
            if not cls.__dataclass_fields__.keys() >= read.keys():
                read = {name: read[name] for name in cls.__dataclass_fields__ if name in read}
            read["feelings"] = tuple(read.get("feelings", ()))
            read["kind"] = kinds.kind_of(read.get("kind"), read.get("practice", ""))
            return cls(**read)
        except (ValueError, TypeError, AttributeError):
            raise DoesNotOpen from None


class Row(NamedTuple):
    """An entry's columns without the weight of a model: a list opens thousands of them."""

    id: UUID
    revision: int
    head: bytes
    body: bytes = b""


@dataclass(frozen=True)
class Page:
    """A head and its text, and where they stand."""

    id: UUID
    revision: int
    head: Head
    text: str = field(default="")


def now(offset: int = 0) -> str:
    """This second, ISO 8601, at `offset` minutes east of UTC (-840 to 840)."""
    return this_moment().astimezone(timezone(timedelta(minutes=offset))).isoformat(timespec="seconds")


def day_after(days: int) -> str:
    """The day that many days from today, UTC, ISO 8601."""
    return (this_moment().astimezone(UTC).date() + timedelta(days=days)).isoformat()


def today() -> str:
    return day_after(0)


def put(opened: Opened, row: Entry | FormerText, head: Head, text: str) -> None:
    """Seals a page into a row, at the row's revision. Does not save it."""
    kind = _kind(row)
    row.head = sealing.seal(opened, head.to_bytes(), kind=kind, record=row.id, field="head", revision=row.revision)
    row.body = sealing.seal(opened, text.encode(), kind=kind, record=row.id, field="body", revision=row.revision)


def open_head(opened: Opened, row: Entry | FormerText | Row) -> Head:
    """Raises DoesNotOpen."""
    return Head.from_bytes(
        sealing.unseal(opened, row.head, kind=_kind(row), record=row.id, field="head", revision=row.revision)
    )


def open_page(opened: Opened, row: Entry | FormerText | Row) -> Page:
    """Raises DoesNotOpen."""
    head = open_head(opened, row)
    return Page(row.id, row.revision, head, open_text(opened, row))


def open_text(opened: Opened, row: Entry | FormerText | Row) -> str:
    """Raises DoesNotOpen."""
    plain = sealing.unseal(opened, row.body, kind=_kind(row), record=row.id, field="body", revision=row.revision)
    try:
        return plain.decode()
    except UnicodeDecodeError:
        raise DoesNotOpen from None


def with_deletion(head: Head) -> Head:
    """The head of a page that she deletes: kept a week, then erased the next time she unlocks."""
    return replace(head, erase_on=day_after(DAYS_DELETED))


def _kind(row: Entry | FormerText | Row) -> str:
    return FORMER if isinstance(row, FormerText) else ENTRY


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
