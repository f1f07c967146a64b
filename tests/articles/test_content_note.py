"""Before which subjects a content note is due."""

from __future__ import annotations

import pytest

from articles.content_note import content_note_findings
from articles.prose import passages


def subjects(text: str, *, content_note: str = "") -> list[str]:
    found = list(content_note_findings(passages(text), content_note=content_note))
    assert {(finding.rule, finding.level) for finding in found} <= {("content-note", "error")}
    return [finding.message.split("touches on ")[1].split(",")[0] for finding in found]


PICTURED = [
    ("The birth was very frightening for you.", "birth trauma"),
    ("You have flashbacks of that night.", "birth trauma"),
    ("Your baby lay in an incubator.", "hospital pictures"),
    ("You remember the tubes and the light.", "hospital pictures"),
    ("If your baby has died, read this.", "loss"),
    ("You lost a pregnancy last year.", "loss"),
    ("You fear that you may hurt your baby.", "thoughts of harm"),
    ("You think about dying.", "thoughts of harm"),
    ("Your baby was shaken: someone may shake the baby again.", "thoughts of harm"),
    ("You were raped.", "violence"),
    ("Someone hurts you at home.", "violence"),
]
NAMED = [
    ("birth trauma", "birth trauma"),
    ("intensive care", "hospital pictures"),
    ("a miscarriage", "loss"),
    ("thoughts of harm", "thoughts of harm"),
    ("domestic violence", "violence"),
]


@pytest.mark.parametrize(("text", "subject"), PICTURED)
def test_one_picture_of_a_sensitive_subject_needs_a_content_note(text: str, subject: str) -> None:
    assert subjects(text) == [subject]


@pytest.mark.parametrize(("text", "subject"), PICTURED)
def test_with_a_content_note_nothing_is_told(text: str, subject: str) -> None:
    assert subjects(text, content_note="This page speaks of hard things.") == []


def test_a_blank_content_note_is_none() -> None:
    assert subjects("You think about dying.", content_note="  ") == ["thoughts of harm"]


@pytest.mark.parametrize(("name", "subject"), NAMED)
def test_a_subject_that_is_named_once_in_passing_needs_no_note(name: str, subject: str) -> None:
    assert subjects(f"They may ask about {name} too.") == []


@pytest.mark.parametrize(("name", "subject"), NAMED)
def test_a_subject_that_is_named_twice_or_in_a_heading_does(name: str, subject: str) -> None:
    assert subjects(f"They may ask about {name} too.\n\nThen they write down {name}.") == [subject]
    assert subjects(f"## After {name}\n\nYou rest.") == [subject]


def test_the_help_blocks_need_no_note() -> None:
    assert subjects("::: get-help\nCall if you may hurt your baby, or think about dying.\n:::") == []


@pytest.mark.parametrize(
    "text",
    [
        "You drop your keys and hit the light.",
        "It hurts to sit. Your arms shake.",
        "You lose sleep, and your baby cries.",
        "Grapes and drapes.",
        "The monitor of your baby is on.",
    ],
)
def test_everyday_words_need_no_note(text: str) -> None:
    assert subjects(text) == []


def test_a_subject_is_told_once_at_its_first_line() -> None:
    shown = passages("You rest.\n\nYour baby died.\n\nYour baby died.", first_line=20)
    assert [finding.line for finding in content_note_findings(shown, content_note="")] == [22]
