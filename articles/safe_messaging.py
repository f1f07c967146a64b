"""Safe messaging: how an article may speak of suicide, and where help must be in sight.

What published media guidelines on suicide share, as this project words it: no method, place or amount, no
single cause, no statistics of death, no words of crime or success, and help close by. None can be waived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articles.finding import Finding
from articles.prose import Passage, Sentence, split_sentences, word_list
from articles.wording import quote

NEVER_WAIVED = word_list("suicide-words suicide-method suicide-cause suicide-statistics help-in-sight phone-number")

_SELF = r"(?:your|my|her|him|them|our|one)(?:self|selves)"
_WHOSE = r"(?:your|my|her|his|their|our|one['’]s)"
# The name of a line is no mention: "Suicide & Crisis Lifeline".
_NO_LINE = r"(?!\s(?:prevention|hotline|helpline|lifeline|line|crisis|and\scrisis|&\scrisis)\b)"
_ENDING_A_LIFE = rf"\b(?:end|ends|ended|ending|take|takes|took|taken|taking)\s{_WHOSE}\s(?:own\s)?(?:life|lives)\b"
_KILLING = rf"\bkill(?:s|ed|ing)?\s{_SELF}\b|\bend(?:s|ed|ing)?\sit\sall\b"
MENTION = re.compile(
    rf"\bsuicid(?:e|es|al|ality)\b{_NO_LINE}|{_ENDING_A_LIFE}|{_KILLING}"
    r"|\b(?:thoughts?|thinks?|thinking|dreams?|dreaming)\s(?:of|about)\s(?:\w+\s)?(?:dying|death|being\sdead)\b"
    r"|\b(?:want|wants|wanted|wanting|wish|wishes|wishing)\sto\s(?:die|be\sdead)\b"
    r"|\bwish(?:ed|es)?\s\w+\s(?:was|were)\sdead\b"
    r"|\bbetter\soff\s(?:dead|without\s(?:you|me|her|him|us|their\s(?:mother|mom|mum)))\b"
    r"|(?:\bnot|n['’]t)\s(?:want|wanting)\sto\s(?:live|be\salive|be\shere|wake\sup)\b",
    re.IGNORECASE,
)
# A death, not a thought of one: "1 in 20 has thoughts of suicide" is no statistic of death.
_DEATH = re.compile(
    r"(?<!thoughts of )(?<!thoughts about )(?<!thought of )(?<!think of )(?<!think about )(?<!thinking of )"
    rf"(?<!thinking about )(?:\bsuicides?\b{_NO_LINE}|{_ENDING_A_LIFE})",
    re.IGNORECASE,
)
_SUICIDE_OR_ATTEMPT = re.compile(rf"\bsuicid(?:e|es|al)\b{_NO_LINE}|\battempt", re.IGNORECASE)
_WRONG_BESIDE = re.compile(
    r"\b(?:commit(?:s|ted|ting)?|fail(?:s|ed|ing)?|(?:un)?success(?:es|ful|fully)?|completed|botched)\b",
    re.IGNORECASE,
)
_WRONG_ANYWHERE = re.compile(
    rf"{_KILLING}|\b(?:tak(?:e|es|ing|en)|took)\s{_WHOSE}\sown\s(?:life|lives)\b", re.IGNORECASE
)
_METHOD = re.compile(
    r"\b(?:overdos\w*|hanged|hanging(?!\s(?:on|up|out|around))|noose|gun(?:s|shot)?|firearms?|pistol|rifle|pills?|"
    r"tablets?|poison\w*|razors?|blades?|knife|knives|wrists?|rope|suffocat\w*|strangl\w*|asphyxia\w*|"
    r"carbon\smonoxide|exhaust\sfumes|drown\w*|bridges?|cliffs?|rooftops?|balcon(?:y|ies)|railway|train\stracks?|"
    r"jump(?:s|ed|ing)?\s(?:off|from|out|in\sfront|under)|bleach|\d{1,6}\s?(?:mg|milligrams?|grams?|ml))\b",
    re.IGNORECASE,
)
_METHOD_ANYWHERE = re.compile(
    rf"\b(?:(?:hang(?:s|ed|ing)?|drown(?:s|ed|ing)?|shoot(?:s|ing)?|shot)\s{_SELF}"
    rf"|(?:slit|cut)(?:s|ting)?\s{_WHOSE}\swrists?)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:drove|drives?|driven|push(?:es|ed)|(?:led|leads?|leading)\s(?:\w+\s)?to|causes?(?!\sof\sdeath)|caus(?:ed|ing)|because\sof|"
    r"due\sto|results?\s(?:of|in)|reasons?\s(?:for|behind|why)|to\sblame|ends?\sin)\b",
    re.IGNORECASE,
)
_STATISTIC = re.compile(
    r"%|\bper\s?cent(?:age)?\b|\b(?:\d{1,9}|one|two|three|four|five|six)\s(?:in|out\sof|of)\s(?:every\s)?"
    r"(?:\d|five|ten|twenty|a\shundred|a\sthousand)|\bper\s\d|\brates?\b|\b(?:leading|main|major|top|common|commonest)\s"
    r"causes?\b|\bdeaths\b|\btimes\s(?:more|as|the)\b|\bstatistics?\b",
    re.IGNORECASE,
)


def suicide_findings(shown: Iterable[Passage]) -> Iterator[Finding]:
    """What is said of suicide, sentence by sentence, anywhere on the page."""
    for passage in shown:
        method = _METHOD if MENTION.search(passage.text) else _METHOD_ANYWHERE
        for sentence in split_sentences(passage.text):
            line = passage.line_at(sentence.start)
            yield from _word_findings(sentence, line)
            yield from _method_findings(sentence, line, method)
            if _DEATH.search(sentence.text):
                yield from _death_findings(sentence, line)


def _word_findings(sentence: Sentence, line: int) -> Iterator[Finding]:
    wrong = _WRONG_ANYWHERE.search(sentence.text)
    if not wrong and _SUICIDE_OR_ATTEMPT.search(sentence.text) and MENTION.search(sentence.text):
        wrong = _WRONG_BESIDE.search(sentence.text)
    if wrong:
        message = (
            f"Of suicide we never say “{wrong[0]}”, as in {quote(sentence.text)}. "
            "Say “died by suicide”, or “thoughts of ending your life”."
        )
        yield Finding(line, "suicide-words", message, "error")


def _method_findings(sentence: Sentence, line: int, method: re.Pattern[str]) -> Iterator[Finding]:
    named = method.search(sentence.text)
    if named:
        message = (
            f"“{named[0]}” names a method, a place or an amount in a paragraph on suicide. Leave it out, "
            "or move it to a paragraph of its own if it speaks of something else."
        )
        yield Finding(line, "suicide-method", message, "error")


def _death_findings(sentence: Sentence, line: int) -> Iterator[Finding]:
    cause = _CAUSE.search(sentence.text)
    if cause:
        message = (
            f"“{cause[0]}” gives suicide one cause, in {quote(sentence.text)}. "
            "It never has one cause; say what can help."
        )
        yield Finding(line, "suicide-cause", message, "error")
    statistic = _STATISTIC.search(sentence.text)
    if statistic:
        message = f"“{statistic[0]}” counts deaths, in {quote(sentence.text)}. Leave the figure out; say what can help."
        yield Finding(line, "suicide-statistics", message, "error")


def help_findings(shown: Iterable[Passage], *, help_first: bool) -> Iterator[Finding]:
    """A mention of suicide needs a get-help block under the same ## heading; told once for each heading.

    On a help-first page the help stands above the text, so the opening has it in sight already.
    """
    shown = list(shown)
    helped = {passage.section for passage in shown if passage.is_in({"get-help"})}
    if help_first:
        helped.add(0)
    for passage in shown:
        mention = MENTION.search(passage.text)
        if mention and passage.section not in helped:
            helped.add(passage.section)
            message = (
                f"{quote(mention[0])} stands where no help is in sight. Put a get-help block under the same ## heading."
            )
            yield Finding(passage.line_at(mention.start()), "help-in-sight", message, "error")
