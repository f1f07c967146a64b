"""Each rule of an article's language: a small text that breaks it alone, and its sibling that keeps it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.finding import Finding
from articles.language import RULES, Audience, language_findings, main, reading_grade, word_count


def findings(
    body: str,
    *,
    audience: Audience = "mother",
    help_first: bool = False,
    content_note: str = "",
    waivers: Collection[str] = (),
    first_line: int = 1,
) -> list[Finding]:
    return language_findings(
        body,
        first_line=first_line,
        audience=audience,
        help_first=help_first,
        content_note=content_note,
        waivers=waivers,
    )


def rules(body: str, *, audience: Audience = "mother", content_note: str = "It speaks of dying.") -> set[str]:
    """The rules a text breaks, but for two: a small text is always too short, and its mean says nothing."""
    found = findings(body, audience=audience, content_note=content_note)
    return {finding.rule for finding in found} - {"article-length", "sentence-mean"}


YOU = "You can sit down with your baby for a while."
HELP = "\n\n::: get-help\nCall someone tonight, and tell them what you told us here.\n:::\n"
# Four syllables a word, and words enough for a middling sentence.
HARD = "Your psychological vulnerability necessitates professional consideration immediately."
EIGHTH_GRADE = "Your midwife can help you to understand later what happened to you at the hospital."

# rule: (a text that breaks it and nothing else, a text that keeps it)
CASES: dict[str, list[tuple[str, str]]] = {
    "reading-grade": [(HARD, YOU)],
    "sentence-length": [
        (f"{YOU} You can {'walk and ' * 14}rest.", f"{YOU} You can now {'walk and ' * 13}rest."),
    ],
    "short-sentences": [
        (
            f"{YOU} You can rest here now. You ate. You slept.\n\nYou can stop here now. {YOU} {YOU} {YOU}",
            f"{YOU} You can rest here now. You ate. You slept.\n\n{YOU} You can stop here now. {YOU} {YOU}",
        ),
        ("You can rest. You ate. You slept. You sat.", "You ate. You slept. You sat. You can rest here for now."),
        ("You can rest. You ate. You slept. You sat.", "You ate. You slept. You sat.\n\n## Rest\n\nYou can rest."),
        ("You can rest. You ate. You slept. You sat.", f"You ate. You slept.\n\n- {YOU}\n\nYou sat. You rest."),
    ],
    "paragraph-length": [
        (f"{YOU} {YOU} {YOU} {YOU} {YOU}", f"{YOU} {YOU} {YOU} {YOU}\n\n{YOU}"),
        (
            "You can put your baby down in the crib and then sit by the door. " * 4 + "(You rest.)",
            "You can put your baby down in the crib and then sit by the door. " * 4,
        ),
        (
            "You can now put your baby down in the crib and then sit by the door. " * 3 + "You can " + "go " * 11,
            "You can now put your baby down in the crib and then sit by the door. " * 3 + "You can " + "go " * 10,
        ),
    ],
    "heading-distance": [
        (f"{YOU}\n\n" * 22, f"{YOU}\n\n" * 21 + f"## Rest\n\n{YOU}\n\n"),
        (f"{YOU}\n\n" * 22, f"{YOU}\n\n" * 21 + f"::: fact\n{YOU}\n:::\n\n{YOU}\n\n"),
    ],
    "passive": [
        (
            f"{YOU} Your baby was weighed by the nurse this morning.",
            f"{YOU} The nurse weighed your baby this morning.",
        ),
        (
            f"{YOU} Your story is often told by somebody else.",
            f"{YOU} Somebody else often wants to tell your story.",
        ),
        (
            f"{YOU} You’re not told what comes next on the ward.",
            f"{YOU} You’re not sure what comes next on the ward.",
        ),
        (
            f"{YOU} You are left with all of it at the end.",
            f"{YOU} You are worn out and tired at the end of it.",
        ),
    ],
    "second-person": [
        (
            "A mother may feel far from her child for some weeks.",
            "You may feel far from your child for some weeks.",
        ),
        ("You may say that I am far from my child.", "You may say “I am far from my child” out loud."),
    ],
    "temperature": [
        (
            "Call if you have a fever of 100.4 °F or more today.",
            "Call if you have a fever of 100.4 °F (38 °C) or more today.",
        ),
        (
            "Call if you have a fever of 38 degrees or more today.",
            "You can go to bed. Your room is at 20°C, or 68°F, now.",
        ),
        (
            "Call if you have a fever of 100.4 °F (39 °C) or more today.",
            "You can go to bed. Your room is at 68–72 °F (20–22 °C) now.",
        ),
    ],
    "exclamation-mark": [("You can sit down with your baby for a while!", YOU)],
    "emoji": [(f"{YOU[:-1]} 🙂.", YOU), (f"{YOU[:-1]} ❤️.", f"{YOU[:-1]} → rest.")],
    "blaming-words": [
        (
            "You may fear that you are a bad mother to your baby.",
            "“I am a bad mother.” You may hear this at night when you are tired.",
        ),
        (
            "You may hear this at night. “I failed as a mother to my baby.”",
            "“I failed as a mother to my baby.” You may hear this at night.",
        ),
        (
            "You should’ve gone to bed at nine o'clock with your baby.",
            "You should go to bed at nine o'clock with your baby.",
        ),
        (
            "You did no damage to your baby when you felt so numb.",
            '"I damaged them." You did no harm when you felt numb.',
        ),
        (
            "## A cold mother?\n\nYou may fear it when your arms feel like wood at night.",
            "::: myth “A cold mother”\nYou may fear it when your arms feel like wood at night.\n:::",
        ),
    ],
    "forbidden-words": [
        (
            "You can just sit down with your baby for a while.",
            "You can adjust the light for your baby for a while.",
        ),
        ("You can simply sit down with your baby for a while.", YOU),
        ("At least you can sit down with your baby now.", "At last you can sit down with your baby now."),
        (
            "You are trying harder than anyone knows with your baby.",
            "You are trying more than anyone knows with your baby.",
        ),
        ("Cherish the time that you have with your baby now.", YOU),
        (
            "Your journey with your baby is a long one for you.",
            "Your road with your baby is a long one for you.",
        ),
        ("You can sit down with your baby for now, mama.", YOU),
        (
            "You are a supermom to your baby on most days.",
            "You are at the supermarket with your baby on most days.",
        ),
        ("It is not selfish to sleep when your baby sleeps, you know.", YOU),
        (
            "::: myth\n“A mother is selfish.” You need your rest when your baby sleeps.\n:::",
            "::: myth\n“Just enjoy every bit.” You need your rest when your baby sleeps.\n:::",
        ),
        ("“Just enjoy every bit.” You need your rest when your baby sleeps.", YOU),
    ],
    "normal-feelings": [
        (
            "What you feel for your baby now is quite normal.",
            "What you feel for your baby now is quite common.",
        ),
        ("It is normal for you to feel far away now.", "Your blood test may be in the normal range now."),
    ],
    "suicide-words": [
        (
            f"You may know a mother who committed suicide last year.{HELP}",
            f"You may know a mother who died by suicide last year.{HELP}",
        ),
        (
            f"You may know someone whose attempt at suicide was successful.{HELP}",
            f"You may know someone who lived through an attempt at suicide.{HELP}",
        ),
        (
            f"Tell someone today if you may kill yourself this week.{HELP}",
            f"Tell someone today if you may end your life this week.{HELP}",
        ),
        (
            f"“I want to kill myself.” Say it to a nurse you like today.{HELP}",
            f"You may feel that you failed, and that you want to die.{HELP}",
        ),
    ],
    "suicide-method": [
        (
            f"You think of dying. You look at the pills by your bed, and count.{HELP}",
            f"You think of dying. You look at the clock by your bed, and count.{HELP}",
        ),
        (
            "You may know a mother who hanged herself last year.",
            "You can hang up the phone at any time, and call again.",
        ),
        (
            f"You think of dying, and of 20 grams of something.{HELP}",
            f"You think of dying. You hate hanging up on a kind nurse.{HELP}",
        ),
    ],
    "suicide-cause": [
        (
            f"You may read that lost sleep drove her to suicide.{HELP}",
            f"You may read that lost sleep came before her suicide.{HELP}",
        ),
    ],
    "suicide-statistics": [
        (
            f"You may read that suicide is a leading cause of death.{HELP}",
            f"You may read that suicide leaves a family with questions.{HELP}",
        ),
        (
            f"You may read that 1 in 20 of these was suicide.{HELP}",
            f"About 1 in 20 mothers like you has thoughts of suicide.{HELP}",
        ),
    ],
    "help-in-sight": [
        (
            f"You may have thoughts of ending your life these days.\n\n## Help\n{HELP}",
            f"You may have thoughts of ending your life these days.{HELP}",
        ),
        (
            "You may feel that they are better off without you.",
            "You may feel better when you go off without your phone.",
        ),
        (
            f"## A\n{HELP}\n\n## B\n\nYou may think about dying on some of these days.",
            f"## A\n\n### B\n\nYou may think about dying on some of these days.\n\n### C\n{HELP}",
        ),
        (
            "## “I want to die”\n\nYou can say this aloud to someone you like.",
            "The Suicide & Crisis Lifeline is there for you at all hours.",
        ),
    ],
    "phone-number": [
        (
            "You can call 911 if your baby is hard to wake.",
            "You can call for help if your baby is hard to wake.",
        ),
        (
            "You can call [a line](tel:18005551234) when you feel low at night.",
            "You can call [a line](/support/) when you feel low at night.",
        ),
    ],
}
NOT_IN_CASES = {"article-length", "sentence-mean", "content-note", "waiver-refused"}


def cases() -> list[tuple[str, str, str]]:
    return [(rule, broken, kept) for rule, pairs in CASES.items() for broken, kept in pairs]


def test_every_rule_that_can_be_found_is_listed_with_what_it_asks() -> None:
    assert set(RULES) == set(CASES) | NOT_IN_CASES
    assert all(asks.endswith(".") for asks in RULES.values())


@pytest.mark.parametrize(("rule", "broken", "kept"), cases())
def test_a_text_that_breaks_one_rule_is_told_this_rule_and_no_other(rule: str, broken: str, kept: str) -> None:
    assert rules(broken) == {rule}


@pytest.mark.parametrize(("rule", "broken", "kept"), cases())
def test_its_sibling_that_keeps_the_rule_is_told_nothing(rule: str, broken: str, kept: str) -> None:
    assert rules(kept) == set()


# --- Length ---


@pytest.mark.parametrize(
    ("count", "help_first", "told"),
    [
        (499, False, True),
        (500, False, False),
        (1200, False, False),
        (1201, False, True),
        (249, True, True),
        (250, True, False),
        (700, True, False),
        (701, True, True),
    ],
)
def test_an_article_has_its_words_and_a_help_first_page_fewer(count: int, help_first: bool, told: bool) -> None:
    found = {finding.rule for finding in findings("word " * count, help_first=help_first)}
    assert ("article-length" in found) is told


def test_words_are_counted_as_a_reader_meets_them() -> None:
    text = "## Two words\n\nThe first-time [mother’s note](/x/)[^robson1980] (at 3 a.m.)\n"
    assert word_count(f"{text}\n::: drawing arcs\nNot these.\n:::\n") == 9


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("You rest for a bit now. You can put your baby down in bed.", True),  # 6 and 9 words
        ("You rest for a bit now. You can put your baby down in the bed here.", False),  # 6 and 10
        (f"You can {'walk ' * 18}.", False),  # 20
        (f"You can {'walk ' * 19}.", True),  # 21
        ("", False),
    ],
)
def test_sentences_have_eight_to_twenty_words_on_average(body: str, told: bool) -> None:
    assert ("sentence-mean" in {finding.rule for finding in findings(body)}) is told


# --- Reading grade ---


@pytest.mark.parametrize(
    ("sentences", "grade"),
    [
        # 6 words, 6 syllables: 0.39 x 6 + 11.8 x 1 - 15.59
        (["The cat sat on the mat."], -1.45),
        # 12 words in 2 sentences, 13 syllables (ba-by): 0.39 x 6 + 11.8 x 13/12 - 15.59
        (["The cat sat on the mat.", "You can hold the baby now."], -0.47),
        # 11 words, 17 syllables (mid-wife, un-der-stand, hap-pened, yes-ter-day): 4.29 + 18.24 - 15.59
        (["Your midwife can help you understand what happened to you yesterday."], 6.94),
        ([], 0.0),
        (["…", "!"], 0.0),
    ],
)
def test_the_grade_is_the_one_worked_out_by_hand(sentences: list[str], grade: float) -> None:
    assert reading_grade(sentences) == pytest.approx(grade, abs=0.01)


def test_a_grade_above_seven_warns_and_one_above_eight_fails() -> None:
    assert 7 < reading_grade([EIGHTH_GRADE]) <= 8
    assert [f.level for f in findings(EIGHTH_GRADE) if f.rule == "reading-grade"] == ["warning"]
    assert [f.level for f in findings(HARD) if f.rule == "reading-grade"] == ["error"]


def test_professionals_may_read_up_to_grade_twelve() -> None:
    text = "Clinicians often ask about the bond between a mother and her newborn baby."
    assert 8 < reading_grade([text]) <= 12
    assert "reading-grade" in rules(text)
    assert rules(text, audience="professional") == set()
    assert "reading-grade" in rules(HARD, audience="professional")


@pytest.mark.parametrize(
    "left_out",
    [
        f"::: words-to-say\n{HARD}\n:::",
        f"::: for-professionals\n{HARD}\n:::",
        f"::: drawing arcs\n{HARD}\n:::",
        f"> {HARD}",
        f"Strength: {HARD}",
        f"```\n{HARD}\n```",
        f"You can rest ({HARD[:-1]}) with your baby in your arms now.",
        "[You can rest with your baby](https://example.org/psychological-vulnerability-consideration) now.",
    ],
)
def test_what_is_not_her_prose_is_not_graded(left_out: str) -> None:
    assert rules(f"{YOU}\n\n{left_out}\n") == set()


def test_on_a_page_for_professionals_their_blocks_are_its_prose() -> None:
    assert "reading-grade" in rules(f"::: for-professionals\n{HARD}\n:::", audience="professional")


def test_headings_are_no_sentences_and_list_items_without_a_full_stop_are_fragments() -> None:
    body = f"## {HARD}\n\n{YOU}\n\n- {HARD[:-1]}\n- {HARD[:-1]}\n"
    assert rules(body) == set()
    assert rules(body.replace("ly\n", "ly.\n")) == {"reading-grade"}


# --- What is asked of whom ---


def test_words_for_her_are_free_on_pages_for_professionals() -> None:
    assert rules("The range was normal in at least 12 of the trials.", audience="professional") == set()


def test_pages_for_family_keep_the_same_rules_as_hers() -> None:
    assert rules("You can just sit down with her for a while.", audience="family") == {"forbidden-words"}


def test_a_link_may_name_a_page_whose_title_says_i() -> None:
    assert rules("You can read [I feel nothing for my baby](/x/) when you like.") == set()


def test_signs_count_in_words_to_say_too() -> None:
    assert rules(f"{YOU}\n\n::: words-to-say\nHelp me!\n:::") == {"exclamation-mark"}


def test_on_a_help_first_page_the_opening_has_help_in_sight() -> None:
    body = "You may have thoughts of ending your life these days."
    later = f"{YOU}\n\n## Later\n\n{body}"
    assert "help-in-sight" not in {f.rule for f in findings(body, help_first=True)}
    assert "help-in-sight" in {f.rule for f in findings(later, help_first=True)}


def test_safe_messaging_holds_in_every_block_and_for_every_reader() -> None:
    for block in ("words-to-say", "for-professionals", "get-help"):
        body = f"{YOU}\n\n::: {block}\nThey committed suicide.\n:::{HELP}"
        assert rules(body, audience="professional") == {"suicide-words"}


def test_a_content_note_is_due_on_pages_for_mothers_and_family_only() -> None:
    text = "You may read here of a baby who died last year."
    assert rules(text, content_note="") == {"content-note"}
    assert rules(text, content_note="", audience="family") == {"content-note"}
    assert rules(text, content_note="", audience="professional") == set()
    assert rules(text, content_note="This page speaks of loss.") == set()


# --- Waivers ---


def test_a_waived_rule_is_not_told() -> None:
    assert "passive" not in {f.rule for f in findings("You were weighed by the nurse.", waivers=["passive"])}


@pytest.mark.parametrize(
    "rule",
    [
        "suicide-words",
        "suicide-method",
        "suicide-cause",
        "suicide-statistics",
        "help-in-sight",
        "phone-number",
    ],
)
def test_what_keeps_readers_safe_cannot_be_waived(rule: str) -> None:
    broken = CASES[rule][0][0]
    assert {"waiver-refused", rule} <= {f.rule for f in findings(broken, waivers=[rule])}


def test_a_waiver_for_somebody_elses_rule_is_none_of_our_business() -> None:
    assert "waiver-refused" not in {f.rule for f in findings(YOU, waivers=["uncited-reference"])}


# --- What an editor is told ---


def test_a_finding_names_its_line_in_the_file() -> None:
    text = "You can sit down\nand just rest\nfor a while with your baby."
    body = f"## Rest\n\n{text}\n\n- You can\n- simply go!\n"
    found = [(f.line, f.rule) for f in findings(body, first_line=50) if f.rule in rules(body)]
    assert found == [(53, "forbidden-words"), (57, "exclamation-mark"), (57, "forbidden-words")]


def test_a_finding_quotes_the_words_and_says_what_would_be_right() -> None:
    [told] = [f.message for f in findings("It is normal for you to feel far away now.") if f.rule == "normal-feelings"]
    assert told == "We never say “normal” to her: say “common”."


def test_the_command_tells_findings_words_and_grade(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rest.md"
    file.write_text(
        f"---\ntitle: Rest\nwaivers:\n  normal-feelings: a reason\n---\n{YOU}\n\nYour just fear is normal.\n"
    )
    assert main([str(file)]) == 1
    told = capsys.readouterr().out
    assert f"{file}:8: error: forbidden-words:" in told
    assert "normal-feelings" not in told
    assert f"{file}: 15 words, grade" in told


# --- Any text at all ---

MARKED = st.text(alphabet='aI. !?\n#>-*_`[]()^:"“”’°F19|~\\{}&<ſ\u00a0', max_size=300)


@settings(max_examples=150, deadline=None)
@given(body=st.text(max_size=300) | MARKED | st.lists(st.sampled_from(sum(cases(), ())), max_size=6).map("\n".join))
def test_any_text_is_told_its_findings_on_lines_it_has(body: str) -> None:
    lines = len(body.splitlines()) + body.count("\n") + 1
    for finding in findings(body, first_line=1):
        assert finding.rule in RULES
        assert 1 <= finding.line <= lines
    assert word_count(body) >= 0


# Each once cost, or could cost, the square of its length.
STUBBORN = {
    "prose": f"{YOU} ",
    "paragraphs": f"{YOU}\n\n",
    "one word": "a",
    "digits": "1",
    "grouped digits": "1.",
    "spaced digits": "12 34 ",
    "dots": ".",
    "stops": "! ",
    "opened brackets": "(",
    "opened citations": "[^a",
    "opened quotes": "“a ",
    "quotes": '"a" ',
    "addresses": "{#a",
    "links": "[I](/x) ",
    "items": "- a\n",
    "blocks": "::: myth “a”\nbad mother\n:::\n",
    "mentions": "end your life thoughts of dying better off ",
    "suicide": "She committed suicide because of it. ",
    "temperatures": "1 °F 1 °C ",
    "passives": "be be be told ",
    "forbidden words": "just normal bad mother I ",
    "apostrophes": "a'",
    "vowels": "io",
    "emphasis": "_a_*b*",
    "nested blocks": "::: a\n",
}


@pytest.mark.parametrize("piece", STUBBORN.values(), ids=STUBBORN.keys())
def test_a_long_text_of_an_awkward_kind_is_graded_to_its_end(piece: str) -> None:
    # What it costs, and that the cost grows straight, is measured in `make bench`.
    assert isinstance(findings(piece * (10_000 // len(piece))), list)
