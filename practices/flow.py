"""Where somebody is in a practice, told by her answers alone: nothing is kept between one screen and the next.

Each form carries all answers so far. What was sent is walked from the first step along the options chosen; the first
step that has no usable answer is the next screen. A forged or outdated answer only means that its step is asked again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from practices.definition import Definition
from practices.steps import END, HELP_LEVELS, HELP_SCREENS, PLACE, Option, Step

LONGEST_LAST = 2_000  # characters of an earlier answer that is carried along
MOST_LAST = 60  # pairs

Sent = MultiValueDict[str, str]


@dataclass(frozen=True)
class Answered:
    """One step and what she said to it. An empty `said` is a step that was left out, or only read."""

    step: Step
    said: tuple[str, ...]
    question: str

    @property
    def words(self) -> str:
        """The answer as one text, one line for each thing chosen."""
        return "\n".join(self.said)

    @property
    def options(self) -> list[Option]:
        labels = [part for said in self.said for part in said.split("; ")] if self.step.rows else list(self.said)
        return [option for label in labels if (option := self.step.option(label))]


@dataclass
class Walk:
    """The way so far. `at` is the step to show next, or none where the practice has come to `outcome`."""

    done: list[Answered] = field(default_factory=list)
    at: Step | None = None
    outcome: str = END
    problem: str = ""

    @property
    def holds(self) -> bool:
        """Did she say that she has the baby in her arms?"""
        return any(option.holds for answered in self.done for option in answered.options)

    @property
    def help(self) -> str:
        """The panel that an answer asks for, the most urgent one first; empty without any."""
        asked = {option.help for answered in self.done for option in answered.options}
        return next((level for level in HELP_LEVELS if level in asked), "")

    @property
    def says(self) -> list[str]:
        """What the chosen options tell at the end, each once."""
        told = [option.says for answered in self.done for option in answered.options if option.says]
        return list(dict.fromkeys(told))

    @property
    def last_words(self) -> str:
        """What an option that ended the practice says: it stands in place of the practice's own last words."""
        options = self.done[-1].options if self.done and self.outcome == END else []
        return next((option.says for option in options if option.to == END), "")

    @property
    def kept(self) -> list[Answered]:
        """What may be kept, printed or copied: answers with words in them, but for those that never are."""
        return [answered for answered in self.done if answered.step.is_asked and answered.step.kept and answered.said]

    def pairs(self, but: Sequence[str] = ()) -> list[tuple[str, str]]:
        """Question and answer as they are kept; a scale with rows gives a pair for each row that was filled in.

        `but` names steps that are left out.
        """
        found: list[tuple[str, str]] = []
        for answered in self.kept:
            if answered.step.id in but:
                continue
            if answered.step.rows:
                rows = zip(answered.step.rows, answered.said, strict=True)
                found += [(row, said) for row, said in rows if said.strip("; ")]
            else:
                found.append((answered.question, answered.words))
        return found


def walk(definition: Definition, sent: Sent, *, stop: bool = False) -> Walk:
    """Follows her answers from the first step. With `stop`, the way ends where she is, with what she has said."""
    way = Walk()
    seen = set(sent.getlist("seen"))
    target = definition.steps[0].id
    while target not in (END, *HELP_SCREENS):
        step = definition.step(target)
        said, problem = answer(step, sent)
        # Stopping never asks for anything, not even for fewer words: what she wrote comes to the end as it is.
        if step.id not in seen or ((problem or _must_be_answered(step, said)) and not stop):
            way.at, way.problem = (None, "") if stop else (step, problem)
            break
        answered = Answered(step, said, question(step, way.done))
        way.done.append(answered)
        target = _next(definition, answered)
    else:
        way.outcome = target
    return way


def _must_be_answered(step: Step, said: tuple[str, ...]) -> bool:
    """A tap among options that may lead somewhere else cannot be passed over."""
    return step.kind == "choice" and not step.many and not step.own and not said


def _next(definition: Definition, answered: Answered) -> str:
    chosen = next((option.to for option in answered.options if option.to), "")
    return chosen or answered.step.next or definition.after(answered.step)


def answer(step: Step, sent: Sent) -> tuple[tuple[str, ...], str]:
    """What was sent for a step, as far as it can be used, and what is wrong with it in a sentence to show."""
    if step.kind == "words":
        return _written(step, sent.get(step.id, ""))
    if step.rows:
        said = tuple(_row(step, row, sent) for row in range(len(step.rows)))
        return (said if any(part.strip("; ") for part in said) else ()), ""
    if step.kind not in ("choice", "scale"):
        return (), ""
    chosen = tuple(label for label in dict.fromkeys(sent.getlist(step.id)) if label in step.labels)
    own, problem = _written(step, sent.get(f"{step.id}-own", "")) if step.own else ((), "")
    if not step.many:
        # A tap is the newer answer: words of her own that came along are from the screen before.
        return (chosen[:1] or own), "" if chosen else problem
    said = (*chosen, *own)
    if len(said) > step.many:
        return said, _("That is more than %(most)d. Take one away.") % {"most": step.many}
    return said, problem


def _row(step: Step, row: int, sent: Sent) -> str:
    """One row's answers, joined by semicolons in the order of the columns."""
    parts = []
    for at, column in enumerate(step.columns):
        value = sent.get(f"{step.id}-{row + 1}-{at + 1}", "")
        parts.append(value if value in [option.label for option in column.options] else "")
    return "; ".join(parts)


def _written(step: Step, raw: str) -> tuple[tuple[str, ...], str]:
    words = "".join(sign for sign in raw.replace("\r\n", "\n") if sign == "\n" or sign.isprintable()).strip()
    if not words:
        return (), ""
    if len(words) > step.most:
        sentence = _("That is %(length)d characters, and there is room for %(most)d. Shorten it a little.")
        return (words,), sentence % {"length": len(words), "most": step.most}
    if any(phrase.casefold() in words.casefold().replace("’", "'") for phrase in step.without):
        return (words,), step.without_why
    return (words,), ""


def fill(sentence: str, done: Sequence[Answered]) -> str:
    """A sentence with her answers in their places; empty where one is missing, unless its place says `{name?}`."""
    said: Mapping[str, str] = {answered.step.id: " ".join(answered.said) for answered in done}
    places = PLACE.findall(sentence)
    if any(not said.get(name) and not optional for name, optional in places):
        return ""
    if places and not any(said.get(name) for name, _optional in places):
        return ""
    return " ".join(PLACE.sub(lambda place: said.get(place[1], ""), sentence).split())


def question(step: Step, done: Sequence[Answered]) -> str:
    """What a step asks, with earlier answers in their places, or without them where they were left out."""
    return fill(step.ask, done) or " ".join(PLACE.sub("", step.ask).split())


def last_answers(sent: Sent) -> list[tuple[str, str]]:
    """What she answered another time, if the journal sent it along: shown beside the question, and carried on."""
    questions, answers = sent.getlist("last_question"), sent.getlist("last_answer")
    pairs = zip(questions[:MOST_LAST], answers[:MOST_LAST], strict=False)
    return [(question[:300], said[:LONGEST_LAST]) for question, said in pairs]
