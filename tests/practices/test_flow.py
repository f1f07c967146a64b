"""Where somebody is, told by her answers alone: whatever is sent, nothing breaks and no step is skipped by forgery."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from practices.definition import parse
from practices.flow import Walk, fill, last_answers, walk
from practices.kept import as_pairs, as_text
from practices.steps import HELP_SCREENS
from tests.practices.good_practice import practice_text

PRACTICE = parse("plain.md", practice_text())
LOAD = parse("plain.md", practice_text(("own: Or something else", "cards: [In the room, Outside]"), ("{thing}", "it")))
ROWS = parse(
    "plain.md",
    practice_text(
        ("{thing}", "it"),
        (
            "kind: choice\n    ask: What do you see?\n    options: [a cup, a chair]\n    own: Or something else",
            """kind: scale
    ask: The days
    rows: [Day 1, Day 2]
    columns:
      - {ask: Mood, options: [low, {label: racing, help: now}]}
      - {ask: Sleep, options: [some, none]}""",
        ),
    ),
)


def sent(**fields: str | list[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name.replace("_", "-"), [value] if isinstance(value, str) else value)
    return query


def at(way: Walk) -> str:
    return way.at.id if way.at else way.outcome


def test_nothing_sent_is_the_first_step() -> None:
    assert at(walk(PRACTICE, sent())) == "thing"


def test_an_answer_leads_on() -> None:
    assert at(walk(PRACTICE, sent(seen="thing", thing="a cup"))) == "wait"


def test_the_end_comes_after_the_last_step() -> None:
    way = walk(PRACTICE, sent(seen=["thing", "wait", "words"], thing="a cup", words="blue"))
    assert at(way) == "end"
    assert way.pairs() == [("What do you see?", "a cup"), ("What is it like?", "blue")]


def test_a_step_that_was_not_seen_is_never_skipped() -> None:
    assert at(walk(PRACTICE, sent(seen=["thing", "words"], thing="a cup", words="blue"))) == "wait"


def test_an_option_that_is_none_of_ours_counts_as_no_answer() -> None:
    assert walk(PRACTICE, sent(seen="thing", thing="<b>a cup</b>")).done[0].said == ()


def test_a_tap_that_decides_the_way_cannot_be_left_out() -> None:
    practice = parse("plain.md", practice_text(("    own: Or something else\n", "")))
    assert at(walk(practice, sent(seen="thing"))) == "thing"
    assert at(walk(practice, sent(seen="thing"), stop=True)) == "end"


def test_stopping_keeps_what_was_said_until_there() -> None:
    way = walk(PRACTICE, sent(seen=["thing"], thing="a cup"), stop=True)
    assert (at(way), way.pairs()) == ("end", [("What do you see?", "a cup")])


def test_too_many_characters_come_back_with_a_sentence_and_are_not_cut() -> None:
    way = walk(PRACTICE, sent(seen=["thing", "wait", "words"], thing="a cup", words="b" * 41))
    assert at(way) == "words"
    assert way.problem == "That is 41 characters, and there is room for 40. Shorten it a little."


def test_stopping_with_too_many_characters_loses_none_of_them() -> None:
    way = walk(PRACTICE, sent(seen=["thing", "wait", "words"], thing="a cup", words="b" * 41), stop=True)
    assert way.pairs()[-1] == ("What is it like?", "b" * 41)


def test_what_may_not_stand_in_an_answer_comes_back_with_the_reason() -> None:
    spoilt = practice_text(("most: 40", "without: [but you, you made me]\n    without_why: Say only your side."))
    way = walk(parse("plain.md", spoilt), sent(seen=["thing", "wait", "words"], thing="a cup", words="Yes BUT YOU ran"))
    assert (at(way), way.problem) == ("words", "Say only your side.")


def test_a_place_is_filled_with_the_answer_and_a_sentence_without_one_is_not_shown() -> None:
    done = walk(PRACTICE, sent(seen="thing", thing="a cup")).done
    assert fill("You saw {thing}.", done) == "You saw a cup."
    assert fill("You saw {thing} and {words}.", done) == ""
    assert fill("{thing?} {words?}", done) == "a cup"
    assert fill("{words?}", done) == ""


def test_each_card_is_asked_by_itself() -> None:
    way = walk(LOAD, sent(seen=["thing-1"], thing_1="a cup"))
    assert (at(way), way.pairs()) == ("thing-2", [("In the room", "a cup")])


def test_rows_that_were_left_blank_are_not_kept() -> None:
    way = walk(ROWS, sent(seen="thing", thing_2_1="low", thing_2_2="some"))
    assert way.pairs() == [("Day 2", "low; some")]
    assert way.help == ""


def test_a_row_can_ask_for_help() -> None:
    assert walk(ROWS, sent(seen="thing", thing_1_1="racing")).help == "now"


def test_last_answers_are_carried_within_bounds() -> None:
    many = QueryDict(mutable=True)
    many.setlist("last_question", ["q" * 999] * 100)
    many.setlist("last_answer", ["a" * 5000] * 100)
    pairs = last_answers(many)
    assert (len(pairs), len(pairs[0][0]), len(pairs[0][1])) == (60, 300, 2000)


def test_a_step_that_is_never_kept_is_not_among_the_pairs() -> None:
    practice = parse("plain.md", practice_text(("    own: Or something else", "    kept: false")))
    assert walk(practice, sent(seen="thing", thing="a cup"), stop=True).pairs() == []


NAMES = st.sampled_from(["seen", "thing", "thing-own", "words", "wait", "at", "back", "last_question"])
VALUES = st.one_of(st.sampled_from(["thing", "wait", "words", "a cup", "a chair"]), st.text(max_size=60))


@given(st.lists(st.tuples(NAMES, VALUES), max_size=12), st.booleans())
def test_whatever_is_sent_the_walk_ends_somewhere_and_says_only_what_may_be_said(
    fields: list[tuple[str, str]], stop: bool
) -> None:
    query = QueryDict(mutable=True)
    for name, value in fields:
        query.appendlist(name, value)
    way = walk(PRACTICE, query, stop=stop)
    assert at(way) in {"thing", "wait", "words", "end"}
    assert [answered.step.id for answered in way.done] == ["thing", "wait", "words"][: len(way.done)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["What now?", "Day 1"]), st.text("ab \n", min_size=1, max_size=20).map(str.strip)
        ).filter(lambda pair: pair[1]),
        max_size=5,
    )
)
def test_pairs_come_back_from_their_text(pairs: list[tuple[str, str]]) -> None:
    again = as_pairs(as_text(pairs))
    assert [(question, said.split()) for question, said in again] == [
        (question, said.split()) for question, said in pairs
    ]


@given(st.text())
def test_any_text_can_be_read_as_pairs(text: str) -> None:
    assert all(question.strip() and said.strip() for question, said in as_pairs(text))


def test_help_screens_end_the_way() -> None:
    practice = parse("plain.md", practice_text(("[a cup, a chair]", "[a cup, {label: a fire, to: help-now}]")))
    way = walk(practice, sent(seen=["thing", "wait", "words"], thing="a fire", words="hot"))
    assert way.outcome in HELP_SCREENS
    assert way.at is None
