"""The words of an article: whom it speaks to, what it never says, and signs it does without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articles.finding import Finding
from articles.prose import QUOTED, Passage, Sentence, word_list

PASSIVE_LIMIT = 0.15  # share of sentences
SECOND_PERSON_LEAST = 0.1  # share of sentences that say "you"

BE = word_list("am is are was were be been being isn't aren't wasn't weren't")
SHORT_ADVERBS = word_list("not never often always also still already now then soon well sometimes seldom rarely")
IRREGULAR_PARTICIPLES = word_list(
    "beaten bitten blown bought bound broken brought built caught chosen cut dealt done drawn driven "
    "eaten fed felt forbidden forgiven forgotten fought found frozen given grown heard held hidden "
    "hit hurt kept known laid led left lent let lost made met misled misunderstood overheard overseen "
    "paid put read rewritten ridden run said seen sent set sewn shaken shot shown shut sold sought "
    "spoken spent split spread stolen struck sung sworn swept taken taught thought thrown told torn "
    "undone understood upheld withheld withdrawn woken won woven written"
)
# These say how somebody is, not what was done to them; or end in -ed by chance.
NOT_PASSIVE = word_list(
    "alarmed allowed ashamed bed bleed bored confused depressed disabled disappointed embarrassed "
    "excited exhausted feed frightened hundred indeed interested married meant muddled naked need "
    "overwhelmed red relaxed relieved sacred scared seed shed shocked speed stressed supposed tempted "
    "terrified tired trained used wicked worn worried"
)

BLAME = re.compile(
    r"\byou should(?:n['’]t| not)?(?:\shave|['’]ve)\b|\b(?:bad|cold)\s(?:mother|mom|mum)s?\b"
    r"|\bdamag(?:e[ds]?|ing)\b|\bfailed\sas\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"\bjust\b|\bsimply\b|\bat\sleast\b|\btr(?:y|ies|ied|ying)\sharder\b|\bcherish(?:e[ds]|ing)?\b|\bjourneys?\b"
    r"|\bmam+as?\b|\bsuper(?:-\w+|\s?(?:mom|mum|mother|mama|woman|dad|parent)s?\b)|\b(?:un)?selfish(?:ness|ly)?\b",
    re.IGNORECASE,
)
NORMAL = re.compile(
    r"\bnormal\b(?!\s(?:range|blood|temperature|thyroid|pressure|weight|growth|result|test|heart|pulse|scan|level|"
    r"hearing|vision|hormone|breathing|limit|delivery|value)s?\b)",
    re.IGNORECASE,
)
BETTER = {
    "just": "leave it out",
    "simply": "leave it out",
    "at least": "leave it out: it makes light of what she feels",
    "normal": "say “common”",
}
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f]+")
_SPEAKS_OF_ITSELF = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|myself|mine)\b")
_YOU = word_list("you your yours yourself yourselves you're you've you'll you'd")
_DEGREES = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{1,2})?)\s?(?:[°º]|degrees\b)\s?(?:([FC])\b|(F)ahrenheit|(C)elsius)?",
    re.IGNORECASE,
)


def passive_findings(prose: Iterable[Passage]) -> Iterator[Finding]:
    """Warn when more than 15 % of sentences say what was done, and not who does it."""
    told = [(passage, sentence) for passage in prose for sentence in passage.sentences]
    passive = [(passage, sentence) for passage, sentence in told if is_passive(sentence)]
    if told and len(passive) / len(told) > PASSIVE_LIMIT:
        passage, first = passive[0]
        places = ", ".join(str(p.line_at(s.start)) for p, s in passive[:6])
        yield Finding(
            passage.line_at(first.start),
            "passive",
            f"{len(passive)} of {len(told)} sentences are passive (at most 15 in 100), on lines {places}. "
            f"Say who does it, as in “The nurse weighs your baby”. The first is {quote(first.text)}.",
            "warning",
        )


def is_passive(sentence: Sentence) -> bool:
    """True when a form of "be" stands before a past participle, with one adverb between them or none."""
    spoken = [word.lower().replace("’", "'") for word in sentence.words]
    for index, word in enumerate(spoken[:-1]):
        if word in BE or word.endswith(("'re", "i'm")):
            following = spoken[index + 1]
            if (following.endswith("ly") or following in SHORT_ADVERBS) and index + 2 < len(spoken):
                following = spoken[index + 2]
            if following in IRREGULAR_PARTICIPLES or (following.endswith("ed") and following not in NOT_PASSIVE):
                return True
    return False


def person_findings(prose: Iterable[Passage]) -> Iterator[Finding]:
    """The page speaks to its reader: it says "you", and "I" only inside quotation marks."""
    prose = list(prose)
    told = [sentence for passage in prose for sentence in passage.sentences]
    addressed = sum(any(w.lower().replace("’", "'") in _YOU for w in s.words) for s in told)
    if told and addressed / len(told) < SECOND_PERSON_LEAST:
        message = f"Only {addressed} of {len(told)} sentences say “you”. Let 1 in 10, or more, speak to the reader."
        yield Finding(prose[0].line, "second-person", message, "error")
    for passage in prose:
        for match in _SPEAKS_OF_ITSELF.finditer(passage.own_words):
            message = (
                f"“{match[0]}” speaks of the writer. Say “you”; "
                "a thought of hers, or words to say aloud, belong in quotation marks."
            )
            yield Finding(passage.line_at(match.start()), "second-person", message, "error")


def sign_findings(shown: Iterable[Passage]) -> Iterator[Finding]:
    """No exclamation mark, no emoji, and no temperature in one scale only: on the whole page."""
    for passage in shown:
        for match in re.finditer("!+", passage.text):
            before = passage.text[max(0, match.start() - 40) : match.start()]
            message = f"An exclamation mark after {quote(before)}. A full stop is calmer."
            yield Finding(passage.line_at(match.start()), "exclamation-mark", message, "error")
        for match in _EMOJI.finditer(passage.text):
            message = f"“{match[0][:10]}” is a picture. Say it in words."
            yield Finding(passage.line_at(match.start()), "emoji", message, "error")
        yield from _temperature_findings(passage)


def _temperature_findings(passage: Passage) -> Iterator[Finding]:
    read = [(match, *_degrees_celsius(match)) for match in _DEGREES.finditer(passage.text)]
    by_scale = {scale: {heat for _, heat, each in read if each == scale} for scale in "FC"}
    for match, heat, scale in read:
        twins = by_scale.get({"F": "C", "C": "F"}.get(scale, ""), set())
        # A figure rounded to whole degrees may stand half a degree from its twin.
        if twins.isdisjoint(range(heat - 6, heat + 7)):
            message = f"“{match[0].strip()}” needs both scales, and both the same heat, as in “100.4 °F (38 °C)”."
            yield Finding(passage.line_at(match.start()), "temperature", message, "error")


def _degrees_celsius(match: re.Match[str]) -> tuple[int, str]:
    """A temperature in tenths of a degree Celsius, and the scale it was given in: F, C, or nothing."""
    value, scale = float(match[1]), (match[2] or match[3] or match[4] or "").upper()
    return round((value - 32) * 50 / 9 if scale == "F" else value * 10), scale


def forbidden_findings(prose: Iterable[Passage]) -> Iterator[Finding]:
    """Words that blame, and words that make light, outside a quoted thought that is answered."""
    prose = list(prose)
    last_of_block = {block: passage for passage in prose for block in passage.blocks if passage.sentences}
    for passage in prose:
        end = _answered_to(passage, last_of_block)
        thoughts = [match.span() for match in QUOTED.finditer(passage.prose) if match.end() <= end]
        answered = {place for start, stop in thoughts for place in range(start, stop)}
        for match in BLAME.finditer(passage.prose):
            if match.start() not in answered:
                yield _blame(passage, match)
        for match in [*FORBIDDEN.finditer(passage.prose), *NORMAL.finditer(passage.prose)]:
            # A myth is by its nature somebody else's saying; "selfish" hurts even there.
            is_saying = passage.is_in({"myth"}) and match.start() in answered
            if not is_saying or "selfish" in match[0].lower():
                yield _forbidden(passage, match)


def _answered_to(passage: Passage, last_of_block: dict[tuple[str, int], Passage]) -> int:
    """Up to which place in the passage (in characters) a further sentence follows."""
    if any(last_of_block.get(block) not in (None, passage) for block in passage.blocks):
        return len(passage.prose)
    return passage.sentences[-1].start if passage.sentences else 0


def _blame(passage: Passage, match: re.Match[str]) -> Finding:
    message = (
        f"“{match[0]}” may be heard as blame. Say it without; or, if it is a thought of hers, put it in "
        "quotation marks and answer it in the next sentence."
    )
    return Finding(passage.line_at(match.start()), "blaming-words", message, "error")


def _forbidden(passage: Passage, match: re.Match[str]) -> Finding:
    rule = "normal-feelings" if match[0].lower() == "normal" else "forbidden-words"
    better = BETTER.get(match[0].lower(), "find other words")
    return Finding(passage.line_at(match.start()), rule, f"We never say “{match[0]}” to her: {better}.", "error")


def quote(text: str, longest: int = 90) -> str:
    """The words in quotation marks for a message, on one line and cut to a length in characters."""
    shown = " ".join(text[: longest * 3].split())
    return f"“{shown if len(shown) <= longest else shown[:longest].rstrip() + ' …'}”"
