"""Looking back at her own words, month by month. Marks on a page: no line, no number, no judgement; a gap is a gap."""

from dataclasses import dataclass
from datetime import datetime

from reflections.closeness import WORDS, word
from reflections.pages import Head, Page

# The drawing's own units.
WIDTH, ROW, MARGIN = 310, 26, 16
TOP = 14
MARK = 5


@dataclass(frozen=True)
class Mark:
    """One thing she said, where it stands in the drawing."""

    x: int
    y: int


@dataclass(frozen=True)
class Said:
    """One page's own words for how close, and how it felt."""

    at: datetime
    closeness: str
    feelings: tuple[str, ...]
    kind: str = ""
    title: str = ""


@dataclass(frozen=True)
class Month:
    at: datetime
    marks: list[Mark]
    said: list[Said]


@dataclass(frozen=True)
class Row:
    word: str
    y: int


def rows() -> list[Row]:
    """The five words from the top, close first."""
    return [Row(str(WORDS[number]), _y(number)) for number in sorted(WORDS, reverse=True)]


def height() -> int:
    return TOP + ROW * len(WORDS)


def months(pages: list[Page]) -> list[Month]:
    """The months in which she said something, the newest first. Months without a word are not there at all."""
    found: dict[str, list[Page]] = {}
    for page in sorted(pages, key=lambda page: page.head.written_at):
        if page.head.closeness or page.head.feelings:
            found.setdefault(page.head.written[:7], []).append(page)
    return [_month(of_month) for _key, of_month in sorted(found.items(), reverse=True)]


def _month(pages: list[Page]) -> Month:
    said = [_said(page.head) for page in pages]
    marks = [Mark(_x(page.head.written_at.day), _y(page.head.closeness)) for page in pages if page.head.closeness]
    return Month(pages[0].head.written_at, marks, said)


def _said(head: Head) -> Said:
    """What she said on a page, and which practice it was where it was one."""
    title = head.title if head.kind else ""
    return Said(head.written_at, word(head.closeness), head.feelings, head.kind, title)


def _x(day: int) -> int:
    """Left is the month's beginning, right its end."""
    return MARGIN + round((day - 1) * (WIDTH - 2 * MARGIN) / 30)


def _y(closeness: int) -> int:
    return TOP + ROW * (max(WORDS) - closeness)
