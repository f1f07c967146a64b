"""Practices from files to rows and back: what is updated, what is kept, and both rooms together or not at all."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Edition
from articles.sync import Report, UnknownSlug
from practices.library import folder as practices_folder
from practices.library import read_practices
from practices.models import Practice
from practices.sync import export_practices, sync_practices
from tests.articles.good_article import file_text, write_content
from tests.practices.good_practice import practice_text, write_practices

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A content folder with one practice, synced once."""
    settings.CONTENT_DIR = write_practices(tmp_path / "content", plain=practice_text())
    run(settings.CONTENT_DIR)
    return Path(settings.CONTENT_DIR)


def run(content: Path, **options: Any) -> Report:
    return sync_practices(read_practices(content).practices, **options)


def path(content: Path) -> Path:
    return practices_folder(content) / "plain.md"


def edit_file(content: Path, title: str = "From the file") -> None:
    path(content).write_text(path(content).read_text().replace("A plain practice", title))


def edit_row(title: str = "From the site") -> None:
    row = Practice.objects.get()
    row.text = row.text.replace("A plain practice", title)
    row.save()


def title() -> str:
    return Practice.objects.get().definition.title


def test_a_second_sync_changes_nothing(folder: Path) -> None:
    before = Edition.current()
    assert run(folder).unchanged == ["plain"]
    assert Edition.current() == before


def test_a_changed_file_updates_its_row_and_turns_the_edition(folder: Path) -> None:
    before = Edition.current()
    edit_file(folder)
    assert run(folder).updated == ["plain"]
    assert title() == "From the file"
    assert Edition.current() == before + 1


def test_what_was_edited_on_the_site_is_kept(folder: Path) -> None:
    edit_row()
    report = run(folder)
    assert report.kept == ["plain"]
    assert "+title: From the site" in report.differences["plain"]
    assert title() == "From the site"


def test_where_both_changed_nothing_is_overwritten(folder: Path) -> None:
    edit_row()
    edit_file(folder)
    assert run(folder).conflicts == ["plain"]
    assert title() == "From the site"


@pytest.mark.parametrize(("side", "wins"), [("file", "From the file"), ("site", "From the site")])
def test_a_person_decides_a_conflict(folder: Path, side: str, wins: str) -> None:
    edit_row()
    edit_file(folder)
    run(folder, take={"plain": side})
    assert title() == wins
    assert run(folder).conflicts == []


def test_a_removed_file_takes_its_row_along(folder: Path) -> None:
    path(folder).unlink()
    assert run(folder).removed == ["plain"]
    assert not Practice.objects.exists()


def test_a_removed_file_does_not_take_an_edit_along(folder: Path) -> None:
    edit_row()
    path(folder).unlink()
    assert run(folder).conflicts == ["plain"]
    assert title() == "From the site"
    run(folder, take={"plain": "site"})
    assert run(folder).kept == ["plain"]


def test_a_decision_without_a_conflict_is_refused(folder: Path) -> None:
    with pytest.raises(UnknownSlug):
        run(folder, take={"plain": "file"})


def test_a_check_writes_nothing(folder: Path) -> None:
    edit_file(folder)
    assert run(folder, check=True).updated == ["plain"]
    assert title() == "A plain practice"


def test_the_real_practices_come_back_byte_for_byte(content: Path, tmp_path: Path, library: None) -> None:
    assert export_practices(tmp_path).unchanged == []
    files = {file.name: file.read_bytes() for file in practices_folder(content).iterdir()}
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == files


def test_the_command_fills_both_rooms_or_neither(folder: Path) -> None:
    edit_file(folder)
    write_content(folder, plain_page="no front matter")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("sync_articles", verbosity=0)
    assert title() == "A plain practice"


def test_the_command_takes_a_side_in_either_room(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_practices(write_content(folder, plain_page=file_text()), plain=practice_text())
    call_command("sync_articles")
    Article.objects.update(title="Site?")
    edit_row()
    edit_file(folder)
    article = folder / "en" / "articles" / "plain-page.md"
    article.write_text(article.read_text().replace("A plain page?", "File?"))
    with pytest.raises(CommandError, match="both changed"):
        call_command("sync_articles")
    call_command("sync_articles", "--take", "file", "plain-page", "--take", "site", "plain")
    assert (Article.objects.get().title, title()) == ("File?", "From the site")


@pytest.mark.parametrize("command", ["sync_articles", "check_content"])
def test_an_article_whose_practice_is_not_there_is_refused(
    folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_practices(write_content(folder, plain_page=file_text(practice="no-such-practice")), plain=practice_text())
    with pytest.raises(CommandError):
        call_command(command)
    told = capsys.readouterr()
    assert "practice-unknown: there is no practice no-such-practice" in (told.out + told.err).replace("error: ", "")
    assert not Article.objects.exists()
