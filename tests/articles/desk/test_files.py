"""Desk and files: a conflict is shown as two texts and their difference, and decided at the desk."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import Article, Manuscript
from tests.articles.desk.test_a_day import SLUG, published
from tests.desk_people import Staff, words_of


@pytest.fixture
def folder(robin: Staff, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A content folder of this test's own."""
    shutil.copytree(settings.CONTENT_DIR, tmp_path / "content")
    monkeypatch.setattr(settings, "CONTENT_DIR", tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def conflict(robin: Staff, folder: Path) -> Path:
    """One article published at the desk, while its file was changed too."""
    published(robin, "A sentence of the desk.")
    file = folder / "en" / "articles" / f"{SLUG}.md"
    file.write_text(file.read_text().replace("of you got here", "of you came here"))
    return file


def test_a_text_that_was_not_exported_yet_is_named(robin: Staff, folder: Path) -> None:
    published(robin, "A sentence of the desk.")
    words = words_of(robin.get("/desk/files/"))
    assert "Published here, and not in its file yet" in words
    assert "1 text" in words or "One text was published here" in words_of(robin.get("/desk/"))


def test_a_conflict_shows_both_texts_and_their_difference(robin: Staff, conflict: Path) -> None:
    text = robin.get("/desk/files/").content.decode()
    assert "Changed both here and in its file." in text
    assert "came" in text.split("<del>")[1].split("</del>")[0]
    assert "of you came here" in text.split("<pre")[1]
    assert "of you got here" in text.split("<pre")[2]
    assert "decide which counts" in words_of(robin.get("/desk/"))


def test_keeping_the_site_ends_the_conflict_for_sync_too(robin: Staff, conflict: Path) -> None:
    with pytest.raises(CommandError, match="have both changed"):
        call_command("sync_articles")
    robin.client.post("/desk/files/", {"kind": "article", "slug": SLUG, "take": "site"})
    call_command("sync_articles")
    assert "A sentence of the desk." in Article.objects.get(slug=SLUG).body


def test_taking_the_file_brings_its_text_to_readers_and_the_desk(robin: Staff, conflict: Path) -> None:
    robin.client.post("/desk/files/", {"kind": "article", "slug": SLUG, "take": "file"})
    assert "of you came here" in Article.objects.get(slug=SLUG).body
    page = robin.opens(SLUG)
    assert "of you came here" in page.manuscript.body
    assert any("A sentence of the desk." in state.body for state in page.manuscript.history.all())


def test_an_editor_alone_cannot_decide(robin: Staff, conflict: Path) -> None:
    kit = Staff("kit", ("editor",))
    assert kit.client.post("/desk/files/", {"kind": "article", "slug": SLUG, "take": "file"}).status_code == 404


def test_a_decision_taken_twice_changes_nothing_more(robin: Staff, conflict: Path) -> None:
    robin.client.post("/desk/files/", {"kind": "article", "slug": SLUG, "take": "file"})
    before = Article.objects.get(slug=SLUG).body
    answer = robin.client.post("/desk/files/", {"kind": "article", "slug": SLUG, "take": "site"}, follow=True)
    assert "This was decided meanwhile." in words_of(answer)
    assert Article.objects.get(slug=SLUG).body == before


def test_a_file_that_cannot_be_read_is_named_with_its_line(robin: Staff, folder: Path) -> None:
    (folder / "en" / "articles" / f"{SLUG}.md").write_text("no keys at all")
    words = words_of(robin.get("/desk/files/"))
    assert f"{SLUG}.md, line 1: the file must begin with a line ---" in words
    assert f"The file {SLUG}.md cannot be read" in words_of(robin.get("/desk/"))


def test_a_practice_goes_the_same_way(robin: Staff, folder: Path) -> None:
    page = robin.opens("three-breaths", "practice")
    page.saves(summary="Breathe out slowly, three times.")
    robin.step(page.manuscript, "submit")
    doubts = robin.get(page.address).context["doubts"]  # type: ignore[attr-defined]
    preview = robin.get(f"/desk/texts/{page.pk}/page/").content
    robin.step(page.manuscript, "publish", why="Shorter", revision=page.manuscript.revision, answered=doubts)
    assert robin.client.get("/practice/three-breaths/").content == preview
    assert b"Breathe out slowly, three times." in preview
    call_command("export_articles")
    call_command("sync_articles")
    call_command("check_content")
    assert "Site and files agree." in words_of(robin.get("/desk/files/"))
    assert Manuscript.objects.get(kind="practice", slug="three-breaths").step == "published"


def test_sources_are_found_by_author_year_and_words(robin: Staff) -> None:
    assert "[^robson1980]" in words_of(robin.get("/desk/sources/?q=robson+1980"))
    found = robin.client.get("/desk/sources/?q=kumar+maternal", headers={"accept": "application/json"}).json()
    assert [each["id"] for each in found["sources"]] == ["robson1980"]
    assert "No source of ours matches." in words_of(robin.get("/desk/sources/?q=zzzz"))


def test_a_publisher_puts_a_banner_on_every_page_and_takes_it_away(robin: Staff) -> None:
    robin.client.post("/desk/banner/", {"words": "One line does not answer today."})
    assert "One line does not answer today." in words_of(robin.client.get("/articles/"))
    robin.client.post("/desk/banner/", {"words": "One line does not answer today.", "clear": "1"})
    assert "One line does not answer today." not in words_of(robin.client.get("/articles/"))


def test_a_banner_that_is_too_long_comes_back_with_a_sentence(robin: Staff) -> None:
    answer = robin.client.post("/desk/banner/", {"words": "x" * 301})
    assert answer.status_code == 422
    assert "301 characters" in words_of(answer)
    assert "x" * 301 in answer.content.decode()
