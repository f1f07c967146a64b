"""Syllables, known and guessed."""

from __future__ import annotations

import pytest

from articles.syllables import syllables, syllables_by_rule


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("baby", 2),
        ("Baby’s", 2),
        ("babies'", 2),
        ("tired", 2),
        ("hour", 2),
        ("don’t", 1),
        ("postpartum", 3),
        ("midwife's", 2),
        ("Winnicott's", 3),
        ("first-time", 2),
        ("c-section", 3),
        ("10", 1),
        ("38", 3),
        ("104", 4),
        ("193", 6),
        ("1980", 4),
        ("1900", 4),
        ("2005", 4),
        ("2020", 4),
        ("100.4", 5),
        ("1,200", 3),
        ("1000000", 7),
        ("a.m.", 2),
        ("U.S.", 2),
        ("PTSD", 4),
        ("WHO", 5),
        ("NICU", 2),
        ("OK", 2),
        ("I", 1),
        ("Ω", 1),
        ("１９", 1),
        ("x" * 1000, 1),
    ],
)
def test_a_word_has_as_many_syllables_as_it_is_said_with(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hope", 1),
        ("hopes", 1),
        ("wishes", 2),
        ("little", 2),
        ("rocked", 1),
        ("wanted", 2),
        ("tree", 1),
        ("create", 2),
        ("being", 2),
        ("radio", 3),
        ("nation", 2),
        ("precious", 2),
        ("quiet", 2),
        ("rhythm", 1),
        ("quality", 3),
        ("various", 3),
        ("", 1),
        ("é", 1),
    ],
)
def test_a_word_that_no_dictionary_knows_is_counted_by_its_spelling(word: str, count: int) -> None:
    assert syllables_by_rule(word) == count


def test_the_spelling_agrees_with_the_dictionary_on_the_words_of_our_pages() -> None:
    told = "mother baby feeling nothing tonight doctor nurse quiet moment breathing crying touched alone"
    assert {word for word in told.split() if syllables_by_rule(word) != syllables(word)} == set()
