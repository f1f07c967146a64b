"""Sensitive subjects, before which a reader is told what is coming and may skip it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articles.finding import Finding
from articles.prose import Passage
from articles.safe_messaging import MENTION


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_SELF = r"(?:your|my|her|him|them)(?:self|selves)"
_A_BABY = r"(?:your|the|my|her|his|their|a)\s(?:baby|child|newborn|infant|toddler)"

# Words that put a picture before her eyes: one of them is enough.
PICTURED: dict[str, re.Pattern[str]] = {
    "birth trauma": _words(
        r"flashbacks?",
        r"ha?emorrhag\w+",
        r"emergency\s(?:c-section|cesarean|caesarean)",
        r"(?:birth|delivery|labor)\swas\s(?:\w+\s)?(?:scary|frightening|terrifying|traumatic)",
    ),
    "hospital pictures": _words(
        r"incubators?",
        r"ventilators?",
        r"resuscitat\w+",
        r"feeding\stubes?",
        r"tubes\sand|and\stubes",
        r"wires\sand|and\swires",
        r"alarms",
        r"operating\s(?:room|table|theater|theatre)",
    ),
    "loss": _words(
        r"(?:baby|babies|child|twin|infant|newborn)\s(?:(?:who|that|has|have|had)\s){0,2}(?:die[ds]?|dying)",
        r"(?:lost|losing|lose|loss\sof|death\sof)\s(?:a|your|my|her|their|the)\s(?:baby|child|pregnancy|twin)",
        r"miscarried",
        r"stillborn",
    ),
    "thoughts of harm": _words(
        MENTION.pattern,
        rf"(?:hurt(?:s|ing)?|harm(?:s|ing)?|shak(?:e|es|ing|en)|hit(?:s|ting)?|drop(?:s|ping)?|smother\w*)\s(?:{_SELF}|{_A_BABY})",
        r"violent\sthoughts?",
    ),
    "violence": _words(
        r"rap(?:e[ds]?|ist|ists)",
        r"(?:sexual(?:ly)?\s)?assault\w*",
        r"(?:someone|somebody|partner|he|she|who)\s(?:is\s)?(?:hits?|hitting|hurts?|hurting|beats?|beating|chok(?:es?|ing))\s(?:you|her)",
    ),
}
# Words that only name the subject. Once in passing needs no note; twice, or in a heading, it does.
NAMED: dict[str, re.Pattern[str]] = {
    "birth trauma": _words(
        r"birth\strauma",
        r"traumatic\s(?:birth|delivery|labou?r)s?",
        r"(?:frightening|terrifying|scary)\sbirths?",
    ),
    "hospital pictures": _words(r"NICU", r"intensive\scare"),
    "loss": _words(
        r"miscarriages?",
        r"stillbirths?",
        r"bereave\w*",
        r"(?:pregnancy|infant|baby)\sloss",
        r"after\sa\sloss",
    ),
    "thoughts of harm": _words(
        r"self-harm\w*",
        r"thoughts\sof\s(?:harm|hurting|harming|violence)",
        r"(?:intrusive|scary|frightening)\sthoughts?",
    ),
    "violence": _words(r"domestic\s(?:abuse|violence)", r"violen(?:ce|t)", r"abus(?:e[ds]?|ive|er|ing)"),
}


def content_note_findings(shown: Iterable[Passage], *, content_note: str) -> Iterator[Finding]:
    """A sensitive subject outside the help blocks needs a content note; told once for each subject."""
    if content_note.strip():
        return
    # The help levels stand on every page, and she must be able to read them at once.
    read = [passage for passage in shown if not passage.is_in({"get-help"})]
    for subject in PICTURED:
        due = _first_due(read, PICTURED[subject], NAMED[subject])
        if due:
            passage, match = due
            message = (
                f"“{match[0]}” touches on {subject}, and the page has no content note. "
                "Say in `content_note` what is coming, so that she may skip it."
            )
            yield Finding(passage.line_at(match.start()), "content-note", message, "error")


def _first_due(
    read: Iterable[Passage], pictured: re.Pattern[str], named: re.Pattern[str]
) -> tuple[Passage, re.Match[str]] | None:
    """Where the page first dwells on a subject."""
    earlier = 0
    for passage in read:
        match = pictured.search(passage.text)
        if match:
            return passage, match
        for match in named.finditer(passage.text):
            earlier += 1
            if earlier == 2 or passage.kind in ("heading", "title"):
                return passage, match
    return None
