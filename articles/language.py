"""The language of an article: is it plain, kind and safe enough for a tired reader?

`RULES` is what we ask; `language_findings` tells what is not right yet; `python -m articles.language FILE`
tells it to a writer. Front matter, claims and references are checked elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal

from articles.content_note import content_note_findings
from articles.finding import Finding
from articles.phone_numbers import phone_number_findings
from articles.prose import Passage, Sentence, passages, words
from articles.safe_messaging import NEVER_WAIVED, help_findings, suicide_findings
from articles.syllables import syllables
from articles.wording import forbidden_findings, passive_findings, person_findings, quote, sign_findings

__all__ = ["RULES", "Finding", "language_findings", "reading_grade", "word_count"]

Audience = Literal["mother", "family", "professional"]

RULES: dict[str, str] = {
    "article-length": "An article has 500 to 1,200 words; a help-first page 250 to 700.",
    "reading-grade": "Flesch-Kincaid grade: aim at 6. Above 7 warns, above 8 fails (professionals: 12).",
    "sentence-mean": "Sentences have 8 to 20 words on average.",
    "sentence-length": "No sentence has more than 30 words.",
    "short-sentences": "No more than three sentences in a row have fewer than six words.",
    "paragraph-length": "A paragraph has 60 words and four sentences at most.",
    "heading-distance": "A heading or a block comes before 220 words have gone by.",
    "passive": "No more than 15 in 100 sentences are passive (warns).",
    "second-person": "1 sentence in 10 says “you”, or more; “I” stands only inside quotation marks.",
    "temperature": "A temperature is given in °F and °C.",
    "exclamation-mark": "No exclamation marks.",
    "emoji": "No emoji.",
    "blaming-words": "No “you should have”, “bad mother”, “cold mother”, “damage”, “failed as”, unless in a "
    "quoted thought that the next sentence answers.",
    "forbidden-words": "No just, simply, at least, try harder, cherish, journey, mama, super-, except in a "
    "myth's quoted saying that is answered; no “selfish”, even denied.",
    "normal-feelings": "Feelings are “common”, not “normal”.",
    "suicide-words": "Never “commit”, “failed” or “successful” beside suicide; say “died by suicide”, "
    "“thoughts of ending your life”.",
    "suicide-method": "No method, place or amount in a paragraph on suicide.",
    "suicide-cause": "No single cause of a suicide.",
    "suicide-statistics": "No statistics of death by suicide.",
    "help-in-sight": "Where suicide is mentioned, a get-help block stands under the same heading.",
    "content-note": "A content note before birth trauma, hospital pictures, loss, harm, violence.",
    "phone-number": "No numbers to call in an article: they live in content/support.toml, checked and dated.",
    "waiver-refused": "Safe messaging, help in sight and phone numbers cannot be waived.",
}

HEADINGS = ("heading", "title")
SENTENCES = ("paragraph", "item")
NOT_HER_PROSE = frozenset({"words-to-say", "for-professionals", "drawing"})
LENGTH = (500, 1_200)  # words
HELP_FIRST_LENGTH = (250, 700)  # words
GRADE = (7.0, 8.0)  # warns above, fails above; US school years
PROFESSIONAL_GRADE = (12.0, 12.0)
MEAN_SENTENCE = (8, 20)  # words
LONGEST_SENTENCE = 30  # words
SHORT_SENTENCE, MOST_SHORT_IN_A_ROW = 6, 3  # words; sentences
LONGEST_PARAGRAPH, MOST_SENTENCES = 60, 4  # words; sentences
HEADING_DISTANCE = 220  # words


def language_findings(
    body: str,
    *,
    first_line: int,
    audience: Audience,
    help_first: bool,
    content_note: str,
    waivers: Collection[str] = (),
) -> list[Finding]:
    """Everything that is not right yet with an article's language, in the order of its lines.

    `body` is the Markdown below the front matter, and `first_line` the file's line on which it starts.
    """
    shown = passages(body, first_line=first_line)
    found = [*_page_findings(shown, first_line, help_first=help_first), *_prose_findings(shown, audience)]
    if audience != "professional":
        found += content_note_findings(shown, content_note=content_note)
    waived = frozenset(waivers) - NEVER_WAIVED
    kept = [finding for finding in found if finding.rule not in waived]
    return sorted([*_waiver_findings(waivers), *kept], key=lambda finding: finding.line)


def _page_findings(shown: list[Passage], first_line: int, *, help_first: bool) -> Iterator[Finding]:
    """What is asked of everything on the page, whoever is speaking."""
    yield from _length_findings(shown, first_line, help_first=help_first)
    yield from _distance_findings(shown)
    yield from sign_findings(shown)
    yield from phone_number_findings(shown)
    yield from suicide_findings(shown)
    yield from help_findings(shown, help_first=help_first)


def _prose_findings(shown: list[Passage], audience: Audience) -> Iterator[Finding]:
    """What is asked of her prose only: not of words to say, quotes, strength lines and the like."""
    hers = _her_prose(shown, audience)
    told = [passage for passage in hers if passage.kind in SENTENCES]
    yield from _grade_findings(told, audience)
    yield from _sentence_findings(told)
    yield from _short_sentence_findings(shown, told)
    yield from _paragraph_findings(told)
    yield from passive_findings(told)
    if audience != "professional":
        yield from person_findings(told)
        yield from forbidden_findings(hers)


def _her_prose(shown: Iterable[Passage], audience: Audience) -> list[Passage]:
    # On a page for professionals, their blocks are the page's own prose.
    left_out = NOT_HER_PROSE - {"for-professionals"} if audience == "professional" else NOT_HER_PROSE
    return [p for p in shown if p.kind in (*HEADINGS, *SENTENCES) and not p.is_in(left_out)]


def _waiver_findings(waivers: Iterable[str]) -> Iterator[Finding]:
    for rule in sorted(NEVER_WAIVED.intersection(waivers)):
        message = f"The rule {rule} keeps readers safe and cannot be waived. Take the waiver out."
        yield Finding(1, "waiver-refused", message, "error")


def word_count(body: str) -> int:
    """The words a reader meets: all that is shown but citations, addresses and the text behind drawings."""
    return _count(passages(body))


def _count(shown: Iterable[Passage]) -> int:
    return sum(len(words(passage.text)) for passage in shown if passage.kind != "drawing")


def reading_grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade level of some sentences, in US school years; 0.0 without words.

    0.39 words a sentence + 11.8 syllables a word - 15.59. Source: Kincaid, Fishburne, Rogers and Chissom
    (1975), Derivation of new readability formulas for Navy enlisted personnel, Research Branch Report 8-75.
    """
    told = [spoken for spoken in map(words, sentences) if spoken]
    count = sum(map(len, told))
    if not count:
        return 0.0
    spoken_parts = sum(syllables(word) for spoken in told for word in spoken)
    return 0.39 * count / len(told) + 11.8 * spoken_parts / count - 15.59


def _whole_sentences(told: Iterable[Passage]) -> list[tuple[Passage, Sentence]]:
    """Sentences that can be graded. A list item without a full stop is a fragment, and tells nothing."""
    return [(p, s) for p in told for s in p.sentences if p.kind != "item" or s.is_whole]


def _length_findings(shown: list[Passage], first_line: int, *, help_first: bool) -> Iterator[Finding]:
    least, most = HELP_FIRST_LENGTH if help_first else LENGTH
    count = _count(shown)
    if not least <= count <= most:
        kind = "A help-first page" if help_first else "An article"
        yield Finding(
            first_line,
            "article-length",
            f"The text has {count} words. {kind} has {least} to {most:,}.",
            "error",
        )


def _grade_findings(told: list[Passage], audience: Audience) -> Iterator[Finding]:
    whole = _whole_sentences(told)
    grade = round(reading_grade(s.text for _, s in whole), 1)
    warns, fails = PROFESSIONAL_GRADE if audience == "professional" else GRADE
    if grade <= warns:
        return
    hardest = sorted(whole, key=lambda each: reading_grade([each[1].text]), reverse=True)[:3]
    passage, first = hardest[0]
    lines = ", ".join(str(p.line_at(s.start)) for p, s in hardest)
    message = (
        f"Reading grade {grade}; it fails above {fails:g}. Use shorter sentences and words. "
        f"The hardest are on lines {lines}, first of all {quote(first.text)}."
    )
    yield Finding(passage.line_at(first.start), "reading-grade", message, "error" if grade > fails else "warning")


def _sentence_findings(told: list[Passage]) -> Iterator[Finding]:
    for passage in told:
        for sentence in passage.sentences:
            if len(sentence.words) > LONGEST_SENTENCE:
                count = len(sentence.words)
                message = f"A sentence of {count} words. Make two of it, of 30 at most: {quote(sentence.text)}."
                yield Finding(passage.line_at(sentence.start), "sentence-length", message, "error")
    whole = [sentence for _, sentence in _whole_sentences(told)]
    least, most = MEAN_SENTENCE
    mean = round(sum(len(s.words) for s in whole) / len(whole), 1) if whole else least
    if not least <= mean <= most:
        message = f"Sentences have {mean} words on average. Between {least} and {most} reads easily."
        yield Finding(told[0].line, "sentence-mean", message, "error")


def _short_sentence_findings(shown: list[Passage], told: list[Passage]) -> Iterator[Finding]:
    """A heading, a list, a quote or a block's edge is a pause, and starts the count anew."""
    graded = {id(passage) for passage in told if passage.kind == "paragraph"}
    in_a_row = 0
    blocks: tuple[tuple[str, int], ...] = ()
    for passage in shown:
        if id(passage) not in graded or passage.blocks != blocks:
            in_a_row = 0
        blocks = passage.blocks
        for sentence in passage.sentences if id(passage) in graded else ():
            in_a_row = in_a_row + 1 if len(sentence.words) < SHORT_SENTENCE else 0
            if in_a_row == MOST_SHORT_IN_A_ROW + 1:
                message = f"The fourth sentence in a row under six words. Join two of them: {quote(sentence.text)}."
                yield Finding(passage.line_at(sentence.start), "short-sentences", message, "error")


def _paragraph_findings(told: list[Passage]) -> Iterator[Finding]:
    for passage in told:
        count, sentences = sum(len(s.words) for s in passage.sentences), len(passage.sentences)
        if count > LONGEST_PARAGRAPH or sentences > MOST_SENTENCES:
            message = (
                f"A paragraph of {count} words and {sentences} sentences; {LONGEST_PARAGRAPH} words and "
                f"{MOST_SENTENCES} sentences are the most. Start a new one on the way: {quote(passage.text)}."
            )
            yield Finding(passage.line, "paragraph-length", message, "error")


def _distance_findings(shown: list[Passage]) -> Iterator[Finding]:
    count = 0
    blocks: tuple[tuple[str, int], ...] = ()
    for passage in shown:
        is_break = passage.kind in HEADINGS or passage.kind == "drawing"
        if is_break or passage.blocks != blocks:
            count = 0
        blocks = passage.blocks
        before, count = count, count + (0 if is_break else len(words(passage.text)))
        if before < HEADING_DISTANCE <= count:
            message = f"{count} words without a heading or a block. Put one before this: {quote(passage.text)}."
            yield Finding(passage.line, "heading-distance", message, "error")


def main(files: list[str]) -> int:
    """Tell a writer what is not right yet; front matter is only skimmed for what the rules need to know."""
    fails = False
    for name in files:
        front, body, first_line = _read(Path(name))
        audience: Audience = "professional" if front.get("audience") == "professional" else "mother"
        found = language_findings(
            body,
            first_line=first_line,
            audience=audience,
            help_first=front.get("help_first") == "true",
            content_note=front.get("content_note", ""),
            waivers=[key for key in front if key in RULES],
        )
        told = [passage for passage in _her_prose(passages(body), audience) if passage.kind in SENTENCES]
        grade = reading_grade(sentence.text for _, sentence in _whole_sentences(told))
        report = [f"{name}:{f.line}: {f.level}: {f.rule}: {f.message}" for f in found]
        sys.stdout.write("\n".join([*report, f"{name}: {word_count(body)} words, grade {grade:.1f}", ""]))
        fails = fails or any(finding.level == "error" for finding in found)
    return int(fails)


def _read(path: Path) -> tuple[dict[str, str], str, int]:
    lines = path.read_text(encoding="utf-8").splitlines()
    ends = [number for number, line in enumerate(lines) if line.strip() == "---"][:2]
    if len(ends) < 2 or ends[0]:
        return {}, "\n".join(lines), 1
    pairs = (line.strip(" -").partition(":") for line in lines[1 : ends[1]])
    front = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}
    return front, "\n".join(lines[ends[1] + 1 :]), ends[1] + 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
