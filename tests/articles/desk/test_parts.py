"""A text taken apart into a form, and put together again: nothing of it is lost on the way."""

from pathlib import Path

import pytest

from articles.content import ARTICLE_KEYS, parse
from articles.desk.article_kind import PARTS as ARTICLE_PARTS
from articles.desk.parts import Part, key_at, put_together, take_apart
from articles.front_matter import Key
from practices.definition import KEYS as PRACTICE_KEYS
from practices.definition import parse as parse_practice
from practices.desk import PARTS as PRACTICE_PARTS
from tests.articles.good_article import file_text


@pytest.mark.parametrize(
    ("parts", "keys"), [(ARTICLE_PARTS, ARTICLE_KEYS), (PRACTICE_PARTS, PRACTICE_KEYS)], ids=["articles", "practices"]
)
def test_the_form_knows_every_key_in_its_order_and_which_may_be_left_out(
    parts: tuple[Part, ...], keys: tuple[Key, ...]
) -> None:
    assert [part.key for part in parts] == [key.name for key in keys]
    assert [part.key for part in parts if part.optional] == [key.name for key in keys if not key.required]


def test_every_article_of_ours_reads_the_same_after_the_form(content: Path) -> None:
    for path in sorted((content / "en" / "articles").glob("*.md")):
        apart = take_apart(path.read_text())
        again = put_together(apart.fields, apart.body, ARTICLE_PARTS)
        assert parse(path.name, again).values == parse(path.name, path.read_text()).values


def test_every_practice_of_ours_reads_the_same_after_the_form(content: Path) -> None:
    for path in sorted((content / "en" / "practices").glob("*.md")):
        before = parse_practice(path.name, path.read_text())
        apart = take_apart(path.read_text())
        after = parse_practice(path.name, put_together(apart.fields, apart.body, PRACTICE_PARTS))
        assert after.fingerprint == before.fingerprint
        assert [step.id for step in after.steps] == [step.id for step in before.steps]
        assert (after.end, after.waivers, after.fits) == (before.end, before.waivers, before.fits)


def test_a_list_of_keys_of_its_own_survives_as_it_was_written() -> None:
    text = file_text(waivers={"reading-grade": "It is a table: numbers and names."})
    apart = take_apart(text)
    again = put_together(apart.fields, apart.body, ARTICLE_PARTS)
    assert parse("plain-page.md", again).values["waivers"] == {"reading-grade": "It is a table: numbers and names."}


def test_a_line_of_the_text_leads_to_its_part() -> None:
    text = "---\ntitle: One\nsummary: >-\n  Two\n  three\n---\n\nFour\n"
    assert [key_at(text, line)[0] for line in (2, 3, 5)] == ["title", "summary", "summary"]
    assert key_at(text, 8) == ("body", 2)
