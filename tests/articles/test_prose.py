"""How an article's text is taken apart: sentences, words, and what stands where."""

from __future__ import annotations

import pytest

from articles.prose import Passage, passages, split_sentences, words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("You sat down. You slept.", ["You sat down.", "You slept."]),
        ("Is it late? It is. Rest", ["Is it late?", "It is.", "Rest"]),
        ("Dr. Lee came. Ms. Roy left.", ["Dr. Lee came.", "Ms. Roy left."]),
        ("It is 3 a.m. and dark.", ["It is 3 a.m. and dark."]),
        ("It is 3 a.m. Sleep is far.", ["It is 3 a.m.", "Sleep is far."]),
        ("Ask at 5 p.m. Then go.", ["Ask at 5 p.m.", "Then go."]),
        ("Take a snack, e.g. Marmite, to bed.", ["Take a snack, e.g. Marmite, to bed."]),
        ("Take a snack, i.e. toast.", ["Take a snack, i.e. toast."]),
        ("In the U.S. Congress sat.", ["In the U.S. Congress sat."]),
        ("You live in the U.S. Call a nurse.", ["You live in the U.S.", "Call a nurse."]),
        ("A fever is 100.4 °F. Call.", ["A fever is 100.4 °F.", "Call."]),
        ("It took 1.5 hours. Then more.", ["It took 1.5 hours.", "Then more."]),
        ("“I am here.” Then stop.", ["“I am here.”", "Then stop."]),
        ('"I am here." Then stop.', ['"I am here."', "Then stop."]),
        ("“Why me?” she asks. You nod.", ["“Why me?” she asks.", "You nod."]),
        ("Many felt this.[^robson1980] You too.", ["Many felt this.[^robson1980]", "You too."]),
        ("Many felt this.[^a1][^b2] You too.", ["Many felt this.[^a1][^b2]", "You too."]),
        ("Many felt this (so did you). Rest.", ["Many felt this (so did you).", "Rest."]),
        ("You wait … and wait. Then sleep.", ["You wait … and wait.", "Then sleep."]),
        ("You wait... Then sleep.", ["You wait...", "Then sleep."]),
        ("Donald W. Winnicott said so. You may.", ["Donald W. Winnicott said so.", "You may."]),
        ("Can I. Then rest.", ["Can I.", "Then rest."]),
        ("So can I. Then rest.", ["So can I.", "Then rest."]),
        ("You need vitamin D. Ask a nurse.", ["You need vitamin D.", "Ask a nurse."]),
        ("About 4 in 10 felt so. 1 in 4 did not.", ["About 4 in 10 felt so.", "1 in 4 did not."]),
        ("You sat\ndown. You\nslept.", ["You sat down.", "You slept."]),
        ("… — !", []),
        ("", []),
    ],
)
def test_a_paragraph_is_split_where_its_sentences_end(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text)] == sentences


def test_a_sentence_knows_where_it_stands() -> None:
    text = "You sat down.  You slept."
    assert [text[s.start : s.end] for s in split_sentences(text)] == ["You sat down.", "You slept."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("first-time mothers", 2),
        ("don’t, won't", 2),
        ("at 3 a.m. sharp", 4),
        ("100.4 °F", 2),
        ("1,200 mothers", 2),
        ("yes/no", 2),
        ("— “ ” …", 0),
        ("C-section", 1),
        ("3am", 1),
    ],
)
def test_words_are_counted_as_they_are_read(text: str, count: int) -> None:
    assert len(words(text)) == count


BODY = """\
You sat *down*.[^robson1980]
You slept.

## Rest {#rest}

::: myth “Just enjoy it”
- One.
- Two.

Strength: *One* study.
:::

> Her words.

::: drawing three-things
Three things.
:::

### Then

<b>Shown as typed.</b>
"""


def test_passages_know_their_kind_their_line_and_their_section() -> None:
    seen = [(p.kind, p.text.strip(), p.line, p.section) for p in passages(BODY, first_line=11)]
    assert seen == [
        ("paragraph", "You sat down.             \nYou slept.", 11, 0),
        ("heading", "Rest", 14, 1),
        ("title", "“Just enjoy it”", 16, 1),
        ("item", "One.", 17, 1),
        ("item", "Two.", 18, 1),
        ("strength", "Strength: One study.", 20, 1),
        ("quote", "Her words.", 23, 1),
        ("drawing", "Three things.", 26, 1),
        ("heading", "Then", 29, 1),
        ("paragraph", "<b>Shown as typed.</b>", 31, 1),
    ]


def test_a_passage_knows_the_blocks_it_stands_in() -> None:
    one, two, outside = passages("::: fact\nOne.\n:::\n::: fact\nTwo.\n:::\nOutside.\n")
    assert one.is_in({"fact"})
    assert one.blocks != two.blocks
    assert not outside.is_in({"fact"})


def test_a_place_in_a_passage_has_its_line_in_the_file() -> None:
    [passage] = passages("You sat\ndown\nand slept.", first_line=7)
    assert [passage.line_at(passage.text.index(word)) for word in ("You", "down", "slept")] == [7, 8, 9]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("Low mood (depression) lifts.", "Low mood lifts."),
        ("Rest. (You can stop here.) Sleep.", "Rest. (You can stop here.) Sleep."),
        ("See https://example.org/a.b for more.", "See for more."),
    ],
)
def test_prose_leaves_out_terms_in_brackets_and_addresses(text: str, prose: str) -> None:
    [passage] = passages(text)
    assert " ".join(passage.prose.split()) == prose
    assert len(passage.prose) == len(passage.text)


def test_own_words_leave_out_quotations_and_the_names_of_links() -> None:
    [passage] = passages("You read [I feel nothing](/x/) and “I am tired” and [more](/y/) here.")
    assert passage.own_words.split() == ["You", "read", "and", "and", "here."]
    assert [link.address for link in passage.links] == ["/x/", "/y/"]


def test_an_unclosed_block_reaches_to_the_end() -> None:
    assert all(isinstance(p, Passage) and p.is_in({"fact"}) for p in passages("::: fact\nOne.\n\nTwo.\n"))
