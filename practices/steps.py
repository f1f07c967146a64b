"""The steps of a practice: their kinds, what each may say, and how they are read from a file.

One screen a step. `text` says something, `choice` is answered with a tap, `scale` asks in words that have an order,
`timer` waits in silence, `words` is a field to write in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import yaml

from articles.finding import Finding
from articles.front_matter import (
    Key,
    WrongValue,
    choice,
    line_of,
    list_of,
    read_mapping,
    slug,
    text,
    truth,
    whole_number,
)

KINDS = ("text", "choice", "scale", "timer", "words")
# Where a step may lead besides another step. The help screens are the end of a practice: nothing is kept there.
END = "end"
HELP_SCREENS = ("help-now", "help-today", "help-violence")
HELP_LEVELS = ("now", "violence", "today")  # the most urgent first
# What a practice may never call a step: names that its form uses for itself.
TAKEN = (END, *HELP_SCREENS, "seen", "at", "back", "stop", "go", "last-question", "last-answer", "clock", "let-go")
SECONDS = (30, 60, 120, 600)  # each has its line in components.css, as a style in the page would break our policy
MOST_STEPS = 40
PLACE = re.compile(r"\{([a-z0-9-]+)(\??)\}")  # an earlier answer's place in a sentence; with ? it may stay empty


@dataclass(frozen=True)
class Option:
    """Something to tap. `to` leads elsewhere than to the next step; `says` is told at the end; `help` names the panel
    that shows as soon as it is chosen; `holds` means that she has the baby in her arms."""

    label: str
    hint: str = ""
    to: str = ""
    says: str = ""
    help: str = ""
    holds: bool = False


@dataclass(frozen=True)
class Column:
    """One question asked of every row of a scale."""

    ask: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Step:
    """One screen. Which of the fields a kind uses is said in docs/writing-a-practice.md."""

    id: str
    kind: str
    ask: str
    line: int
    text: str = ""
    hint: str = ""
    button: str = ""
    options: tuple[Option, ...] = ()
    many: int = 0
    own: str = ""
    most: int = 300
    short: bool = False
    seconds: int = 0
    ring: str = "none"
    then: str = ""
    show: str = ""
    next: str = ""
    cards: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    without: tuple[str, ...] = ()
    without_why: str = ""
    help_line: str = ""
    kept: bool = True

    @property
    def is_asked(self) -> bool:
        """Has it an answer, or is it only read?"""
        return self.kind in ("choice", "scale", "words")

    @property
    def template(self) -> str:
        return f"practices/_{self.kind}.html"

    @cached_property
    def panel(self) -> str:
        """The help that shows on this very screen as soon as an option asks for it; empty without any."""
        everything = (*self.options, *(option for column in self.columns for option in column.options))
        return next((level for level in HELP_LEVELS if level in {option.help for option in everything}), "")

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(option.label for option in self.options)

    def option(self, label: str) -> Option | None:
        """The option of that label, in the options or in any column."""
        everything = (*self.options, *(option for column in self.columns for option in column.options))
        return next((option for option in everything if option.label == label), None)


@dataclass
class StepsRead:
    """What a list of steps became, and everything that is wrong with its form."""

    steps: tuple[Step, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def _tuple_of(reader: Callable[[yaml.Node], Any], *, most: int) -> Callable[[yaml.Node], Any]:
    read_list = list_of(reader, most=most)
    return lambda node: tuple(read_list(node))


def _mapping(node: yaml.Node, keys: tuple[Key, ...], what: str) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise WrongValue(f"holds something that is not {what}.", node)
    values, findings = read_mapping(node, keys)
    if findings:
        raise WrongValue(f"holds {what} that is not right: {findings[0].message}", node)
    return values


def _option(node: yaml.Node) -> Option:
    if isinstance(node, yaml.ScalarNode):
        return Option(label=str(text(most=140)(node)))
    return Option(**_mapping(node, OPTION_KEYS, "an option"))


def _column(node: yaml.Node) -> Column:
    return Column(**_mapping(node, COLUMN_KEYS, "a column"))


OPTION_KEYS = (
    Key("label", text(most=140)),
    Key("hint", text(most=140), required=False),
    Key("to", slug, required=False),
    Key("says", text(most=600), required=False),
    Key("help", choice(*HELP_LEVELS), required=False),
    Key("holds", truth, required=False, default=False),
)
COLUMN_KEYS = (
    Key("ask", text(most=80)),
    Key("options", _tuple_of(_option, most=8)),
)
STEP_KEYS = (
    Key("id", slug),
    Key("kind", choice(*KINDS)),
    Key("ask", text(most=160)),
    Key("text", text(most=900), required=False),
    Key("hint", text(most=200), required=False),
    Key("button", text(most=40), required=False),
    Key("options", _tuple_of(_option, most=12), required=False, default=()),
    Key("many", whole_number, required=False, default=0),
    Key("own", text(most=120), required=False),
    Key("most", whole_number, required=False, default=300),
    Key("short", truth, required=False, default=False),
    Key("seconds", whole_number, required=False, default=0),
    Key("ring", choice("none", "circle", "breath"), required=False, default="none"),
    Key("then", text(most=300), required=False),
    Key("show", text(most=300), required=False),
    Key("next", slug, required=False),
    Key("cards", _tuple_of(text(most=120), most=10), required=False, default=()),
    Key("rows", _tuple_of(text(most=60), most=14), required=False, default=()),
    Key("columns", _tuple_of(_column, most=3), required=False, default=()),
    Key("without", _tuple_of(text(most=40), most=6), required=False, default=()),
    Key("without_why", text(most=200), required=False),
    Key("help_line", text(most=200), required=False),
    Key("kept", truth, required=False, default=True),
)


def read_steps(node: yaml.Node) -> StepsRead:
    """Reads the list under `steps`, and tells everything that is wrong with any of them."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise WrongValue("must be a list of steps, each behind a hyphen.", node)
    found = StepsRead()
    steps: list[Step] = []
    for child in node.value:
        here = line_of(child)
        if not isinstance(child, yaml.MappingNode):
            found.findings.append(Finding(here, "value", "a step must be keys and values.", "error"))
            continue
        values, findings = read_mapping(child, STEP_KEYS, line=here)
        found.findings += findings
        if not findings:
            steps += _dealt(Step(line=here, **values))
    if len(steps) > MOST_STEPS:
        raise WrongValue(f"has {len(steps)} steps; {MOST_STEPS} is the most.", node)
    found.steps = tuple(steps)
    return found


def _dealt(step: Step) -> list[Step]:
    """A step with cards asks the same of each of them: one card, one screen."""
    if not step.cards:
        return [step]
    dealt = [replace(step, id=f"{step.id}-{at}", ask=card, cards=(), next="") for at, card in enumerate(step.cards, 1)]
    return [*dealt[:-1], replace(dealt[-1], next=step.next)]
