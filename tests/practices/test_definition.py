"""A practice's file: what is read, and what is said of a file that cannot be."""

import pytest

from articles.content import ContentError
from practices.definition import parse
from tests.practices.good_practice import practice_text


def errors(*changes: tuple[str, str]) -> list[str]:
    with pytest.raises(ContentError) as raised:
        parse("plain.md", practice_text(*changes))
    return [f"{finding.line}: {finding.message}" for finding in raised.value.findings]


def test_a_good_file_is_read_with_its_steps_in_order() -> None:
    practice = parse("plain.md", practice_text())
    assert [step.id for step in practice.steps] == ["thing", "wait", "words"]
    assert practice.step("thing").labels == ("a cup", "a chair")
    assert practice.body.strip().startswith("You can look")


SPOILT = [
    (("kind: words", "kind: dance"), "26: kind is 'dance': it must be one of text, choice, scale, timer, words."),
    (("    ask: What is it like?\n", ""), "25: the key ask is missing."),
    (("stop: Stop when you have had enough.\n", ""), "1: the key stop is missing."),
    (("Stop when you have had enough.", ""), "9: stop is empty."),
    (("A plain practice", "x" * 81), "2: title has 81 characters; 80 is the most."),
    (("What is it like?", "x" * 161), "27: ask has 161 characters; 160 is the most."),
    (("a chair", "y" * 141), "19: options has 141 characters; 140 is the most."),
    (("fits: [holding]", "fits: [standing]"),
     "11: fits is 'standing': it must be one of holding, arms-free, cannot-settle, baby-away."),
    (("    most: 40", "    loud: yes"), "28: the key loud is not known here."),
    (("[a cup, a chair]", "[{label: a cup, where: there}]"),
     "19: options holds an option that is not right: the key where is not known here."),
    (("keep: true", "keep: perhaps"), "12: keep is 'perhaps': it must be true or false."),
    (("steps:\n", "steps: none\nother:\n"), "15: steps must be a list of steps, each behind a hyphen."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), SPOILT, ids=[message for _, message in SPOILT])
def test_what_is_wrong_is_told_with_its_line(change: tuple[str, str], message: str) -> None:
    assert message in errors(change)


def test_everything_that_is_wrong_is_told_together() -> None:
    found = errors(("kind: words", "kind: dance"), ("A plain practice", "x" * 81), ("    ask: What do you see?\n", ""))
    assert len(found) == 3


def test_a_step_with_cards_becomes_a_screen_for_each() -> None:
    practice = parse("plain.md", practice_text(("    own: Or something else", "    cards: [In the room, Outside]")))
    assert [(step.id, step.ask) for step in practice.steps[:2]] == [("thing-1", "In the room"), ("thing-2", "Outside")]


def test_a_file_with_no_text_below_its_keys_is_refused() -> None:
    text = practice_text().split("\n---\n")[0] + "\n---\n\n"
    with pytest.raises(ContentError) as raised:
        parse("plain.md", text)
    assert [finding.rule for finding in raised.value.findings] == ["empty"]
