"""The check-in: six questions, no score, nothing kept. Source: the project's voice and safety guide, part 2.3.

Each answer stands for a level of help, and the highest one wins. A page that is not sure sends her to somebody:
a needless call costs a call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["ANSWERS", "QUESTIONS", "Answer", "Level", "Outcome", "outcome", "read_answers"]

Answer = Literal["yes", "some", "no", "skip"]
Level = Literal["eye", "week", "today", "now"]
Violence = Literal["", "link", "panel"]

ANSWERS: tuple[Answer, ...] = get_args(Answer)
QUESTIONS = ("q1", "q2", "q3", "q4", "q5", "q6")
# From the least urgent to the most.
LEVELS: tuple[Level, ...] = get_args(Level)

TABLE: Mapping[str, Mapping[Answer, Level]] = {
    "q1": {"yes": "now", "some": "now", "no": "eye", "skip": "today"},
    "q2": {"yes": "now", "some": "now", "no": "eye", "skip": "today"},
    "q3": {"yes": "today", "some": "today", "no": "eye", "skip": "today"},
    "q4": {"yes": "today", "some": "week", "no": "eye", "skip": "week"},
    "q5": {"yes": "week", "some": "week", "no": "eye", "skip": "eye"},
    "q6": {"yes": "today", "some": "today", "no": "eye", "skip": "eye"},
}
VIOLENCE: Mapping[Answer, Violence] = {"yes": "panel", "some": "panel", "no": "", "skip": "link"}


@dataclass(frozen=True)
class Outcome:
    """What the result page shows: its level, and the lines of higher levels that stand there all the same."""

    level: Level
    whole_table: bool = False
    now_lines: bool = False
    today_lines: bool = False
    plan_line: bool = False
    violence: Violence = ""


def read_answers(posted: Mapping[str, str]) -> dict[str, Answer]:
    """Her answers; what is missing, or is no answer of ours, counts as skipped."""
    found: dict[str, Answer] = {}
    for question in QUESTIONS:
        given = posted.get(question, "")
        found[question] = next((answer for answer in ANSWERS if answer == given), "skip")
    return found


def outcome(answers: Mapping[str, Answer]) -> Outcome:
    """The level of the table for these six answers, and what else must be shown."""
    skipped_all = all(answer == "skip" for answer in answers.values())
    level = max((TABLE[question][answers[question]] for question in QUESTIONS), key=LEVELS.index)
    return Outcome(
        level=level,
        whole_table=skipped_all,
        now_lines=level == "now" or "skip" in (answers["q1"], answers["q2"]),
        today_lines=level in ("now", "today") or answers["q4"] == "some",
        plan_line=answers["q3"] != "no",
        violence=VIOLENCE[answers["q6"]],
    )
