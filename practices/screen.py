"""What a screen's form holds: the fields of its step, and everything she said before, hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from practices.definition import Definition
from practices.flow import Sent, Walk, question
from practices.steps import Option, Step


@dataclass
class Choice:
    """One option as the form shows it."""

    option: Option
    chosen: bool


@dataclass
class Cell:
    """One question about one row of a scale."""

    name: str
    ask: str
    choices: list[Choice]


@dataclass
class Table:
    """A scale with rows as it is shown at the end: every row, the blank ones too, so that it can go on on paper."""

    caption: str
    asks: list[str]
    rows: list[tuple[str, list[str]]]


@dataclass
class Fields:
    """The fields of one step, with what is known of them: her answer from before, and one from another time."""

    choices: list[Choice] = field(default_factory=list)
    own: str = ""
    rows: list[tuple[str, list[Cell]]] = field(default_factory=list)
    last: str = ""


def names_of(step: Step) -> list[str]:
    """The form fields that belong to a step."""
    if step.rows:
        return [f"{step.id}-{row + 1}-{at + 1}" for row in range(len(step.rows)) for at in range(len(step.columns))]
    return [step.id, f"{step.id}-own"] if step.own else [step.id] if step.is_asked else []


def fields_of(step: Step, sent: Sent, last: Sequence[tuple[str, str]]) -> Fields:
    """The fields of a step. What she has just sent is shown again; else a scale's rows begin with the last answers."""
    before = dict(last)
    if step.rows:
        return Fields(rows=[(row, _cells(step, at, sent, before.get(row, ""))) for at, row in enumerate(step.rows)])
    said = sent.getlist(step.id)
    own = sent.get(step.id if step.kind == "words" else f"{step.id}-own", "")
    choices = [Choice(option, option.label in said) for option in step.options]
    return Fields(choices=choices, own=own, last=before.get(question(step, []), ""))


def _cells(step: Step, row: int, sent: Sent, last: str) -> list[Cell]:
    before = last.split("; ")
    cells = []
    for at, column in enumerate(step.columns):
        name = f"{step.id}-{row + 1}-{at + 1}"
        said = sent.get(name, before[at] if at < len(before) else "")
        cells.append(Cell(name, column.ask, [Choice(option, option.label == said) for option in column.options]))
    return cells


def tables_of(way: Walk) -> list[Table]:
    """The scales with rows that she has filled in, if only one row of them."""
    return [
        Table(
            answered.question,
            [column.ask for column in answered.step.columns],
            [(row, said.split("; ")) for row, said in zip(answered.step.rows, answered.said, strict=True)],
        )
        for answered in way.kept
        if answered.step.rows
    ]


def carried(practice: Definition, way: Walk, sent: Sent) -> list[tuple[str, str]]:
    """Hidden fields: which screens she has seen, and every answer but that of the screen in front of her.

    Answers of screens further on stay too, so that whoever went back loses nothing.
    """
    pairs = [("seen", answered.step.id) for answered in way.done]
    if way.at:
        pairs += [("seen", way.at.id), ("at", way.at.id)]
    for step in practice.steps:
        if step is not way.at:
            pairs += [(name, value) for name in names_of(step) for value in sent.getlist(name) if value]
    for question_, said in zip(sent.getlist("last_question"), sent.getlist("last_answer"), strict=False):
        pairs += [("last_question", question_), ("last_answer", said)]
    return pairs
