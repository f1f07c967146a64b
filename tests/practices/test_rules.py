"""What a practice must keep to: each rule finds what it is for, and the real practices keep to all."""

from pathlib import Path

import pytest

from practices.definition import parse
from practices.library import read_practices
from practices.rules import RULES, practice_findings
from tests.practices.good_practice import practice_text, write_practices


def rules_broken(*changes: tuple[str, str], name: str = "plain.md") -> set[str]:
    return {finding.rule for finding in practice_findings(parse(name, practice_text(*changes)), ["start-here"])}


def test_nothing_is_wrong_with_the_good_practice() -> None:
    assert rules_broken() == set()


HARD = (
    "Institutional psychoeducational interventions necessitate considerable intergenerational familiarization. "
    "Comprehensive reconceptualization facilitates individualized psychological recuperation."
)
BROKEN = [
    (("path: start-here", "path: nowhere"), "practice-path"),
    (("id: words", "id: thing"), "step-twice-named"),
    (("id: words", "id: seen"), "step-twice-named"),
    (("    seconds: 60", "    seconds: 60\n    next: thing"), "step-leads-nowhere"),
    (("    seconds: 60", "    seconds: 60\n    next: mountain"), "step-leads-nowhere"),
    (("    seconds: 60", "    seconds: 60\n    next: end"), "step-never-reached"),
    (("Look at {thing}.", "Look at {words}."), "step-place"),
    (("You saw {thing}.", "You saw {nobody}."), "step-place"),
    (("seconds: 60", "seconds: 61"), "step-needs"),
    (("    most: 40", "    most: 40\n    seconds: 60"), "step-needs"),
    (("    most: 40", "    most: 40\n    without: [but you]"), "step-needs"),
    (("[a cup, a chair]", "[a cup, a chair, a cup]"), "value"),
    (("[a cup, a chair]", "[a cup, {label: a cup, hint: blue}]"), "step-label-twice"),
    (("    options: [a cup, a chair]\n    own: Or something else\n", ""), "step-needs"),
    (("kind: choice\n    ask: What do you see?\n    options: [a cup, a chair]\n    own: Or something else",
      "kind: scale\n    ask: What do you see?\n    rows: [Day 1]\n    options: [a, b]"), "step-needs"),
    (("You can look at a thing", "You can look at a thing " + "again and again " * 100), "practice-length"),
    (("That was it.", "You should have looked longer."), "blaming-words"),
    (("What is it like?", "Cherish it!"), "forbidden-words"),
    (("What is it like?", "Cherish it!"), "exclamation-mark"),
    (("a chair", "to end my life"), "help-in-sight"),
    (("That was it.", "Call 555-123-4567."), "phone-number"),
    (("That was it.", HARD), "practice-grade"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "rule"), BROKEN, ids=[f"{rule}-{at}" for at, (_, rule) in enumerate(BROKEN)])
def test_each_rule_finds_what_it_is_for(change: tuple[str, str], rule: str) -> None:
    if rule == "value":
        with pytest.raises(Exception, match="1 findings"):
            rules_broken(change)
        return
    assert rule in rules_broken(change)


def test_the_file_is_named_after_its_slug() -> None:
    assert rules_broken(name="other.md") == {"practice-file-name"}


def test_two_practices_cannot_have_the_same_order(tmp_path: Path) -> None:
    content = write_practices(tmp_path, plain=practice_text(), second=practice_text(("slug: plain", "slug: second")))
    assert [(name, finding.rule) for name, finding in read_practices(content).errors] == [
        ("second.md", "practice-order")
    ]


def test_the_real_practices_follow_every_rule(content: Path) -> None:
    shelf = read_practices(content)
    assert shelf.findings == []
    assert len(shelf.practices) >= 14


def test_every_practice_of_the_plan_is_there(content: Path) -> None:
    planned = {
        "one-sense", "three-breaths", "five-things", "another-way-to-see-it", "words-for-repair", "a-moment-today",
        "what-you-did-today", "phone-down-plan", "should-into-could", "who-shares-the-load", "my-two-weeks",
        "watch-wonder-try", "first-appointment", "step-away",
    }  # fmt: skip
    assert planned <= {practice.slug for practice in read_practices(content).practices}


def test_the_guide_names_every_rule_as_the_code_does(content: Path) -> None:
    guide = (content.parent / "docs" / "writing-a-practice.md").read_text()
    assert [rule for rule, text in RULES.items() if f"| `{rule}` | {text} |" not in guide] == []
