"""The check-in's table, over all 4,096 ways to answer it, against the voice and safety guide, part 2.3."""

from __future__ import annotations

from itertools import product

import pytest

from support.check_in import QUESTIONS, Answer, Level, outcome, read_answers

ANSWERS: list[Answer] = ["yes", "some", "no", "skip"]
EVERY_WAY = [dict(zip(QUESTIONS, given, strict=True)) for given in product(ANSWERS, repeat=6)]
# The guide's table, cell by cell, as numbers: 3 Now, 2 Today, 1 This week, 0 Keep an eye.
#                 yes  some  no  skipped
GUIDE = {
    "q1": (3, 3, 0, 2),
    "q2": (3, 3, 0, 2),
    "q3": (2, 2, 0, 2),
    "q4": (2, 1, 0, 1),
    "q5": (1, 1, 0, 0),
    "q6": (2, 2, 0, 0),
}
LEVELS: list[Level] = ["eye", "week", "today", "now"]


def guide_says(answers: dict[str, Answer]) -> Level:
    return LEVELS[max(GUIDE[question][ANSWERS.index(answer)] for question, answer in answers.items())]


def test_there_are_4096_ways_to_answer() -> None:
    assert len(EVERY_WAY) == 4096


def test_every_way_to_answer_leads_to_the_guides_level() -> None:
    wrong = [answers for answers in EVERY_WAY if outcome(answers).level != guide_says(answers)]
    assert wrong == []


def test_a_skipped_first_or_second_question_shows_the_lines_for_now() -> None:
    wrong = [a for a in EVERY_WAY if "skip" in (a["q1"], a["q2"]) and not outcome(a).now_lines]
    assert wrong == []


def test_not_sure_about_a_stranger_shows_the_lines_for_today() -> None:
    wrong = [a for a in EVERY_WAY if a["q4"] == "some" and not outcome(a).today_lines]
    assert wrong == []


def test_thoughts_of_dying_show_when_to_call_now() -> None:
    wrong = [a for a in EVERY_WAY if a["q3"] in ("yes", "some") and not outcome(a).plan_line]
    assert wrong == []


def test_violence_is_a_panel_on_any_level_a_quiet_link_when_skipped_and_absent_when_no() -> None:
    shown = {"yes": "panel", "some": "panel", "skip": "link", "no": ""}
    wrong = [a for a in EVERY_WAY if outcome(a).violence != shown[a["q6"]]]
    assert wrong == []


def test_only_all_skipped_shows_the_whole_table() -> None:
    whole = [a for a in EVERY_WAY if outcome(a).whole_table]
    assert whole == [dict.fromkeys(QUESTIONS, "skip")]


def test_all_no_is_keep_an_eye() -> None:
    assert outcome(dict.fromkeys(QUESTIONS, "no")).level == "eye"


@pytest.mark.parametrize("posted", [{}, {"q1": ""}, {"q1": "maybe", "q7": "yes"}, {"q1": "YES"}])
def test_what_is_no_answer_counts_as_skipped(posted: dict[str, str]) -> None:
    assert read_answers(posted) == dict.fromkeys(QUESTIONS, "skip")
