"""Numbers to call, of which an article holds none: they live in the directory, checked and dated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articles.finding import Finding
from articles.prose import Passage, blank

# What looks like a number to call and is none: addresses, DOIs, dates, spans of years, register numbers.
_NOT_TO_CALL = re.compile(
    r"https?://\S+|\b10\.\d{4,9}/\S+|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b"
    r"|\b(?:19|20)\d\d ?[-‐‑–—/] ?(?:(?:19|20)\d\d|\d\d)\b"
    r"|\b(?:PMID|PMC|PMCID|ISBN|ISRCTN|ACTRN|NCT|CG|NG)[: ]?\d[\d-]*",
    re.IGNORECASE,
)
# Behind these figures stands something counted, not a call: "a study of 112 mothers", "112 °F".
_COUNTED = (
    r"(?![.,]?\d|[-‐‑–/]\d|\s?(?:%|°|percent\b|per\scent\b|mg\b|ml\b|g\b|kg\b|minutes|hours|days|weeks|months|times|words|"
    r"women|mothers|moms|mums|parents|fathers|dads|families|babies|infants|newborns|children|people|adults|couples|"
    r"pairs|dyads|participants|births|studies|trials|new\b|young|first-time|pregnant|postpartum))"
)
_EMERGENCY_AND_CRISIS = re.compile(
    rf"(?<![\d.,/°$£€+-])\b(?:911|999|988|112|000|116\s?123|13\s11\s14|741\s?741)\b{_COUNTED}"
)
_ASKED_TO_CALL = re.compile(
    rf"\b(?:call|calls|calling|dial|dialing|ring|phone|text|texting|sms)\s(?:\w+\s){{0,3}}?(?P<number>\d{{3,6}})\b{_COUNTED}",
    re.IGNORECASE,
)
_BETWEEN = r"(?:\s?[-‐‑–/]\s?|[.\s]|\)\s?|\s\()"
_GROUPS = re.compile(rf"(?<![\w.,/])(?:\+|\()?\d{{1,14}}(?:{_BETWEEN}\d{{1,14}}){{0,8}}(?!\w)")
_WITH_LETTERS = re.compile(r"\b(?:1[\s-])?(?:800|833|844|855|866|877|888|1800|1300)[\s-][A-Z]{3,}\b")
_SPELLED_OUT = re.compile(
    r"\bnine[\s-](?:one[\s-]one|eight[\s-]eight|nine[\s-]nine)\b|\bone[\s-]one[\s-]two\b|\btriple[\s-](?:nine|zero)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CALLING_LINK = ("tel:", "sms:", "callto:")


def phone_number_findings(shown: Iterable[Passage]) -> Iterator[Finding]:
    """Every number to call on the page, also in quotes, words to say and links."""
    for passage in shown:
        for link in passage.links:
            if link.address.lower().startswith(_CALLING_LINK):
                yield _finding(passage.line_at(link.start), link.address)
        told = 0
        numbers = _numbers(blank(_NOT_TO_CALL, passage.text))
        for start, number in sorted(numbers, key=lambda each: (each[0], -len(each[1]))):
            if start >= told:  # Two patterns may see the same number; the longer one wins.
                yield _finding(passage.line_at(start), number)
                told = start + len(number)


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_EMERGENCY_AND_CRISIS, _WITH_LETTERS, _SPELLED_OUT):
        for match in pattern.finditer(text):
            yield match.start(), match[0]
    for match in _ASKED_TO_CALL.finditer(text):
        if not _YEAR.fullmatch(match["number"]):
            yield match.start("number"), match["number"]
    for match in _GROUPS.finditer(text):
        if _is_dialled(match[0]):
            yield match.start(), match[0]


def _is_dialled(run: str) -> bool:
    """Whether a run of digits and separators is as long, and grouped, as numbers to call are."""
    groups = re.findall(r"\d+", run)
    digits = "".join(groups)
    if digits.startswith("0") and run[1:2] != ".":
        return len(digits) >= 5
    is_range = len(groups) == 2 and len(groups[0]) == len(groups[1]) and int(groups[0]) < int(groups[1])
    starts_with_year = _YEAR.fullmatch(groups[0]) is not None and len(digits) < 10
    return len(digits) >= 7 and not is_range and not starts_with_year


def _finding(line: int, number: str) -> Finding:
    message = (
        f"“{number}” looks like a number to call. Numbers live in content/support.toml, where somebody "
        "has checked them; write “call the emergency number”, or use a get-help block, which leads to them."
    )
    return Finding(line, "phone-number", message, "error")
