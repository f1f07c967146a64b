"""A file's form: keys, values, fences; and writing it back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.content import KEYS, OPTIONAL, ContentError, dump, parse
from articles.finding import Finding
from tests.articles.good_article import FRONT, file_text


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(ContentError) as error:
        parse("plain-page.md", text)
    return [(finding.line, finding.rule, finding.message) for finding in error.value.findings]


def test_values_are_read_as_what_they_are() -> None:
    article = parse("plain-page.md", file_text(help_first="true", version="1.10"))
    assert article.values["published"] == date(2026, 11, 1)
    assert article.values["order"] == 1
    assert article.values["help_first"] is True
    assert article.values["version"] == "1.10"
    assert article.values["clinical_review"] == {}


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    text = file_text().replace("funding: none", "funding: no").replace("conflicts: none", "conflicts: 1.10")
    values = parse("plain-page.md", text).values
    assert (values["funding"], values["conflicts"]) == ("no", "1.10")


@pytest.mark.parametrize("key", [key for key in KEYS if key not in OPTIONAL])
def test_a_missing_key_is_named(key: str) -> None:
    assert problems(file_text(without=(key,))) == [(1, "missing-key", f"the key {key} is missing.")]


def test_an_unknown_key_is_named_with_its_line() -> None:
    text = file_text().replace("title:", "titel: x\ntitle:")
    assert problems(text) == [(2, "unknown-key", "the key titel is not known here.")]


def test_a_key_twice_is_named_with_its_line() -> None:
    assert problems(file_text().replace("title:", "title: x\ntitle:"))[0][:2] == (3, "key-twice")


WRONG_VALUES: list[tuple[dict[str, Any], str | None]] = [
    ({"title": ""}, "title is empty."),
    ({"title": "x" * 161}, "title has 161 characters; 160 is the most."),
    ({"title": ["a"]}, "title must be one text, not a list."),
    ({"slug": "Plain Page"}, "slug is 'Plain Page': use lower-case words, digits and hyphens."),
    ({"slug": "../x"}, "slug is '../x': use lower-case words, digits and hyphens."),
    ({"order": "first"}, "order is 'first': it must be a whole number from 1."),
    ({"order": 0}, "order is '0': it must be a whole number from 1."),
    ({"audience": "fathers"}, "audience is 'fathers': it must be one of mother, family, professional."),
    ({"topics": "one"}, "topics must be a list, one value a line behind a hyphen, or []."),
    ({"claims": ["2"]}, "claims is '2': it must look like C02, or C40c in its corrected form."),
    ({"claims": ["C02", "C02"]}, "claims names the same value twice."),
    ({"prompts": ["a", "b", "c", "d"]}, "prompts has 4 values; 3 is the most."),
    ({"published": "yesterday"}, "published is 'yesterday': it must be a day such as 2026-11-23."),
    ({"published": "2026-02-30"}, "published is '2026-02-30': it must be a day such as 2026-11-23."),
    ({"help_first": "yes"}, "help_first is 'yes': it must be true or false."),
    ({"version": "one"}, "version is 'one': it must look like 1.0."),
    ({"practice": "none"}, None),  # a slug may be called so
    ({"practice": "One Sense"}, "practice is 'One Sense': it must look like one-sense, or “none: ” and the reason."),
    ({"clinical_review": "soon"}, "clinical_review must be `none yet`, or name, role and date below it."),
    ({"clinical_review": {"name": "A"}}, "clinical_review needs exactly name, role and date."),
    ({"waivers": ["a"]}, "waivers must be keys with a text each."),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG_VALUES, ids=[str(case[0])[:40] for case in WRONG_VALUES])
def test_a_wrong_value_is_told_in_one_sentence_with_its_line(changes: dict[str, Any], sentence: str | None) -> None:
    text = file_text(**changes)
    if sentence is None:
        parse("plain-page.md", text)
        return
    ((line, rule, message),) = problems(text)
    assert (rule, message) == ("value", sentence)
    key = next(iter(changes))
    lines = text.splitlines()
    at = next(number for number, found in enumerate(lines, 1) if found.startswith(f"{key}:"))
    assert at <= line <= at + 5


def test_a_control_character_is_refused() -> None:
    assert problems(file_text().replace("title: A plain", 'title: "A\\x07 plain').replace("page?\n", 'page?"\n', 1))


FORMS = {
    "no front matter": ("Text only.\n", 1, "front-matter"),
    "nothing at all": ("", 1, "front-matter"),
    "no second fence": ("---\ntitle: x\n", 1, "front-matter"),
    "bad YAML": ("---\ntitle: [\n---\nText\n", 3, "yaml"),
    "a tab": ("---\ntitle: x\n\tslug: y\n---\nText\n", 3, "yaml"),
    "a list": ("---\n- title\n---\nText\n", 2, "yaml"),
    "an empty front": ("---\n---\nText\n", 2, "yaml"),
    "an alias bomb": ("---\na: &a [1]\ntitle: *b\n---\nText\n", 3, "yaml"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_the_wrong_form_is_told(form: str) -> None:
    text, line, rule = FORMS[form]
    assert problems(text)[0][:2] == (line, rule)


def test_an_article_without_text_is_told() -> None:
    assert problems(file_text(" \n"))[0][1] == "empty"


def test_everything_wrong_is_told_at_once() -> None:
    assert len(problems(file_text(without=("title",), order="x", version="y"))) == 3


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    article = parse("plain-page.md", file_text("First line.\n"))
    assert article.text.splitlines()[article.body_line - 1] == "First line."


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n{text}"):
        refused: list[Finding] | None = None
        try:
            parse("any.md", whole)
        except ContentError as error:
            refused = error.findings
        assert refused is None or refused


PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    lambda text: text.strip() == text and text
)


@given(
    title=PRINTABLE,
    topics=st.lists(PRINTABLE, max_size=5, unique=True),
    waivers=st.dictionaries(PRINTABLE, PRINTABLE, max_size=3),
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200),
)
def test_what_is_written_reads_back_the_same(title: str, topics: list[str], waivers: dict[str, str], text: str) -> None:
    values = {
        **parse("plain-page.md", file_text()).values,
        "title": title,
        "topics": topics,
        "waivers": waivers,
        "body": f"\nA line.\n{text}",
    }
    assert parse("plain-page.md", dump(values)).values == values


def test_a_clinical_review_reads_back_the_same() -> None:
    review = {"name": "R. Viewer", "role": "perinatal psychiatrist", "date": "2026-11-20"}
    values = parse("plain-page.md", file_text(clinical_review=review)).values
    assert values["clinical_review"] == review
    assert parse("plain-page.md", dump(values)).values == values


def test_an_export_leaves_out_what_is_empty_and_may_be() -> None:
    written = dump(parse("plain-page.md", file_text()).values)
    assert "content_note" not in written
    assert next(iter(FRONT)) in written.splitlines()[1]
