"""Every rule of an article's form, each with a file that breaks just that rule."""

import re
from pathlib import Path
from typing import Any

import pytest

from articles import language, rules
from articles.library import read_shelf
from tests.articles.good_article import PARAGRAPH, body, file_text, write_content


def found(folder: Path, **files: str | bytes) -> list[tuple[str, str]]:
    """File and rule of everything that is wrong."""
    shelf = read_shelf(write_content(folder, **files))
    return [(name, finding.rule) for name, finding in shelf.findings]


def test_the_good_article_keeps_every_rule(tmp_path: Path) -> None:
    assert found(tmp_path, plain_page=file_text()) == []


BROKEN: list[tuple[str, dict[str, Any], str | None]] = [
    ("unknown-path", {"path": "nowhere"}, None),
    ("unknown-related", {"related": ["no-such-page"]}, None),
    ("unknown-related", {"related": ["plain-page"]}, None),
    ("summary-length", {"summary": "word " * 61}, None),
    ("main-message", {"main_message": "One. Two. Three."}, None),
    ("main-message", {"main_message": "No full stop at all"}, None),
    ("banned-claim", {"claims": ["C40"]}, None),
    ("unknown-claim", {"claims": ["C99"]}, None),
    ("reference-unlisted", {"references": []}, None),
    ("reference-uncited", {"references": ["robson1980", "unseen1999"]}, None),
    ("reference-unknown", {}, body("You may read more of it.[^nosuch2000]")),
    (
        "reference-recalled",
        {"references": ["robson1980", "unseen1999"]},
        body("You may read more of it here on the page.[^unseen1999]"),
    ),
    ("own-note", {}, body("[^robson1980]: My own words")),
    ("unknown-block", {}, body("::: shout\nYou can read it.\n:::")),
    ("unknown-block", {}, body("::: fact\nYou can read it here today.")),
    ("unknown-block", {}, body(":::")),
    ("unknown-drawing", {}, body("::: drawing nothing\nYou can see it.\n:::")),
    ("html", {}, body("You can see <b>it</b> here, on this page.")),
    ("heading-level", {}, body("#### Too deep", PARAGRAPH)),
    ("heading-level", {}, body("# Too high", PARAGRAPH)),
    ("link-kind", {}, body("You can go [there now](http://example.org/).")),
    ("link-kind", {}, body("You can go [there now](javascript:alert).")),
    ("unknown-link", {}, body("You can go [there now](/articles/no-such-page/).")),
    ("unknown-link", {}, body("You can go [there now](/nowhere/).")),
    ("dates", {"updated": "2026-10-01", "review_due": "2027-09-01"}, None),
    ("dates", {"review_due": "2028-11-01"}, None),
    ("dates", {"review_due": "2026-11-01"}, None),
    ("article-length", {}, "\n" + PARAGRAPH + "[^robson1980]\n"),
]


@pytest.mark.parametrize(("rule", "changes", "text"), BROKEN, ids=[f"{n}-{case[0]}" for n, case in enumerate(BROKEN)])
def test_a_file_that_breaks_one_rule_is_told_of_that_rule(
    tmp_path: Path, rule: str, changes: dict[str, Any], text: str | None
) -> None:
    assert found(tmp_path, plain_page=file_text(text, **changes)) == [("plain-page.md", rule)]


def test_a_file_named_otherwise_than_its_slug_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, other_name=file_text()) == [("other-name.md", "file-name")]


def test_two_files_with_one_slug_are_told(tmp_path: Path) -> None:
    wrong = found(tmp_path, plain_page=file_text(), second=file_text(order=2, title="Another?"))
    assert ("second.md", "slug-twice") in wrong


def test_two_articles_on_one_step_are_told(tmp_path: Path) -> None:
    other = file_text(body().replace("Part", "Chapter"), slug="second")
    assert found(tmp_path, plain_page=file_text(), second=other) == [("second.md", "step-twice")]


def test_articles_that_share_more_than_two_headings_are_told(tmp_path: Path) -> None:
    wrong = found(tmp_path, plain_page=file_text(), second=file_text(slug="second", order=2))
    assert {rule for _, rule in wrong} == {"shared-headings"}


def test_two_articles_may_name_each_other_as_related(tmp_path: Path) -> None:
    one = file_text(related=["second"])
    two = file_text(body().replace("Part", "Chapter"), slug="second", order=2, related=["plain-page"])
    assert found(tmp_path, plain_page=one, second=two) == []


def test_a_door_to_no_article_is_told(tmp_path: Path) -> None:
    folder = write_content(tmp_path, plain_page=file_text())
    with (folder / "en" / "paths.toml").open("a") as file:
        file.write('[[door]]\nwords = "Where?"\narticle = "no-such-page"\n')
    assert [(name, f.rule) for name, f in read_shelf(folder).findings] == [("paths.toml", "unknown-door")]


def test_a_recalled_source_beside_a_checked_one_may_stand(tmp_path: Path) -> None:
    text = body("You may read more of it here on the page.[^robson1980][^unseen1999]")
    assert found(tmp_path, plain_page=file_text(text, references=["robson1980", "unseen1999"])) == []


def test_professionals_may_read_a_banned_claim(tmp_path: Path) -> None:
    assert found(tmp_path, plain_page=file_text(claims=["C40"], audience="professional")) == []


def test_a_finding_names_the_line(tmp_path: Path) -> None:
    shelf = read_shelf(write_content(tmp_path, plain_page=file_text(path="nowhere")))
    (_, finding) = shelf.findings[0]
    assert file_text(path="nowhere").splitlines()[finding.line - 1] == "path: nowhere"


def test_the_guide_for_writers_prints_every_rule_as_it_is(content: Path) -> None:
    guide = (content.parent / "docs" / "writing-an-article.md").read_text()
    printed = dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", guide, flags=re.MULTILINE))
    known = rules.RULES | language.RULES
    assert {name: printed.get(name) for name in known} == known


def test_the_real_articles_keep_every_rule(content: Path) -> None:
    assert read_shelf(content).findings == []
