"""Files into rows, rows into files: what happens in every case, and what never does."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.export import export
from articles.library import read_shelf
from articles.models import Article, Edition
from articles.sync import Report, Take, UnknownSlug, sync
from tests.articles.good_article import body, file_text, write_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A content folder with two articles, synced once."""
    other = file_text(body().replace("Part", "Chapter"), slug="second", order=2, title="Second?")
    settings.CONTENT_DIR = write_content(tmp_path / "content", plain_page=file_text(), second=other)
    run(settings.CONTENT_DIR)
    return Path(settings.CONTENT_DIR)


def run(folder: Path, *, take: dict[str, Take] | None = None, check: bool = False) -> Report:
    return sync(read_shelf(folder).articles, take=take, check=check)


def path(folder: Path, name: str = "plain-page") -> Path:
    return folder / "en" / "articles" / f"{name}.md"


def edit_file(folder: Path, title: str = "From the file?") -> None:
    path(folder).write_text(path(folder).read_text().replace("A plain page?", title))


def edit_row(title: str = "From the site?") -> None:
    Article.objects.filter(slug="plain-page").update(title=title)


def title() -> str:
    return Article.objects.get(slug="plain-page").title


def everything() -> list[dict[str, Any]]:
    return [dict(row) for row in Article.objects.order_by("pk").values()]


def test_a_second_sync_changes_nothing(folder: Path) -> None:
    before = Edition.current()
    report = run(folder)
    assert sorted(report.unchanged) == ["plain-page", "second"]
    assert not report.changes_anything
    assert Edition.current() == before


def test_a_changed_file_updates_its_row_and_turns_the_edition(folder: Path) -> None:
    before = Edition.current()
    edit_file(folder)
    assert run(folder).updated == ["plain-page"]
    assert title() == "From the file?"
    assert Edition.current() > before


def test_a_row_edited_on_the_site_is_kept_and_shown(folder: Path) -> None:
    edit_row()
    report = run(folder)
    assert report.kept == ["plain-page"]
    assert "+title: From the site?" in report.differences["plain-page"]
    assert title() == "From the site?"


def test_when_both_changed_the_row_is_kept_and_the_conflict_reported(folder: Path) -> None:
    edit_file(folder)
    edit_row()
    report = run(folder)
    assert report.conflicts == ["plain-page"]
    assert "-title: From the site?" in report.differences["plain-page"]
    assert title() == "From the site?"


def test_the_same_edit_on_both_sides_is_no_conflict(folder: Path) -> None:
    edit_file(folder, "The same?")
    edit_row("The same?")
    assert run(folder).unchanged[0] == "plain-page"
    assert run(folder).changes_anything is False


def test_taking_the_file_ends_a_conflict(folder: Path) -> None:
    edit_file(folder)
    edit_row()
    assert run(folder, take={"plain-page": "file"}).updated == ["plain-page"]
    assert title() == "From the file?"
    assert not run(folder).conflicts


def test_taking_the_site_ends_a_conflict_and_export_brings_both_together(folder: Path) -> None:
    edit_file(folder)
    edit_row()
    assert run(folder, take={"plain-page": "site"}).kept == ["plain-page"]
    assert title() == "From the site?"
    assert not run(folder).conflicts
    export(path(folder).parent)
    assert "From the site?" in path(folder).read_text()
    run(folder)
    assert sorted(run(folder).unchanged) == ["plain-page", "second"]


def test_taking_a_side_where_there_is_no_conflict_is_refused(folder: Path) -> None:
    with pytest.raises(UnknownSlug):
        run(folder, take={"plain-page": "file"})


def test_a_file_that_is_gone_takes_its_untouched_row_along(folder: Path) -> None:
    path(folder).unlink()
    assert run(folder).removed == ["plain-page"]
    assert not Article.objects.filter(slug="plain-page").exists()


def test_a_file_that_is_gone_leaves_an_edited_row(folder: Path) -> None:
    edit_row()
    path(folder).unlink()
    assert run(folder).conflicts == ["plain-page"]
    assert title() == "From the site?"


@pytest.mark.parametrize(("side", "there"), [("file", False), ("site", True)])
def test_an_editor_decides_over_an_edited_row_without_a_file(folder: Path, side: Take, there: bool) -> None:
    edit_row()
    path(folder).unlink()
    run(folder, take={"plain-page": side})
    assert Article.objects.filter(slug="plain-page").exists() is there
    assert not run(folder).conflicts


def rename(folder: Path, new: str = "plainer-page") -> None:
    text = path(folder).read_text().replace("slug: plain-page", f"slug: {new}")
    path(folder).unlink()
    path(folder, new).write_text(text)


def test_a_renamed_slug_keeps_its_old_address(folder: Path, client: Client) -> None:
    rename(folder)
    assert run(folder).renamed == ["plain-page -> plainer-page"]
    response = client.get("/articles/plain-page/")
    assert (response.status_code, response.headers["Location"]) == (301, "/articles/plainer-page/")


def test_a_slug_renamed_twice_keeps_both_old_addresses(folder: Path, client: Client) -> None:
    rename(folder)
    run(folder)
    path(folder, "plainer-page").rename(path(folder, "plainest-page"))
    text = path(folder, "plainest-page").read_text()
    path(folder, "plainest-page").write_text(text.replace("slug: plainer-page", "slug: plainest-page"))
    run(folder)
    for old in ("plain-page", "plainer-page"):
        assert client.get(f"/articles/{old}/").headers["Location"] == "/articles/plainest-page/"


def test_two_articles_may_exchange_their_slugs(folder: Path) -> None:
    one, two = path(folder).read_text(), path(folder, "second").read_text()
    path(folder).write_text(two.replace("slug: second", "slug: plain-page"))
    path(folder, "second").write_text(one.replace("slug: plain-page", "slug: second"))
    run(folder)
    assert {a.slug: a.title for a in Article.objects.all()} == {"plain-page": "Second?", "second": "A plain page?"}


def test_a_new_article_may_take_an_address_that_was_left(folder: Path, client: Client, content: Path) -> None:
    shutil.copy(content / "en" / "glossary.toml", folder / "en")  # a page links the words that it explains
    rename(folder)
    run(folder)
    path(folder).write_text(file_text(body().replace("Part", "Act"), order=3, title="New here?"))
    run(folder)
    assert "New here?" in client.get("/articles/plain-page/").content.decode()


def test_a_check_writes_nothing_and_shows_the_difference(folder: Path) -> None:
    edit_file(folder)
    before = everything()
    report = run(folder, check=True)
    assert "+title: From the file?" in report.differences["plain-page"]
    assert everything() == before


BAD_FILES: dict[str, str | bytes] = {
    "no-front-matter": "Only text.",
    "bad-yaml": "---\ntitle: [\n---\ntext\n",
    "unknown-key": file_text(colour="red"),
    "missing-reference": file_text(body("You can read this too.[^nosuch2000]")),
    "duplicate-slug": file_text(order=3),
    "related-to-itself": file_text(slug="related-to-itself", order=3, related=["related-to-itself"]),
    "not-utf-8": b"---\ntitle: \xff\xfe\n---\n",
    "two-megabytes": b"x" * 2_000_000,
    "empty": "",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_one_broken_file_leaves_the_database_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    edit_file(folder)  # a good change, which must wait for the broken file to be mended
    content = BAD_FILES[name]
    path(folder, name).write_bytes(content if isinstance(content, bytes) else content.encode())
    before = everything()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("sync_articles")
    assert everything() == before
    told = capsys.readouterr().err
    assert f"{name}.md:" in told
    assert told.count(": ") >= 2


def test_a_directory_where_a_file_is_expected_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path(folder, "a-folder").mkdir()
    with pytest.raises(CommandError):
        call_command("sync_articles")
    assert "a-folder.md:1: file-kind: this is not a file." in capsys.readouterr().err


def test_a_symbolic_link_out_of_content_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "outside.md").write_text(file_text(slug="outside", order=3))
    path(folder, "outside").symlink_to(tmp_path / "outside.md")
    with pytest.raises(CommandError):
        call_command("sync_articles")
    assert "outside.md:1: link-out: this is a symbolic link that leads out of content/." in capsys.readouterr().err


def test_the_command_counts_and_ends_with_an_error_on_a_conflict(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_file(folder)
    edit_row()
    with pytest.raises(CommandError, match="--take file plain-page or --take site plain-page"):
        call_command("sync_articles")
    assert "0 created, 0 updated, 0 renamed, 0 removed, 0 kept, 1 conflicts, 1 unchanged" in capsys.readouterr().out


def test_the_command_takes_a_side(folder: Path) -> None:
    edit_file(folder)
    edit_row()
    call_command("sync_articles", "--take", "file", "plain-page")
    assert title() == "From the file?"


def test_check_content_ends_with_an_error_on_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_content")
    path(folder).write_text(file_text(path="nowhere"))
    with pytest.raises(CommandError, match="1 to mend"):
        call_command("check_content")
    assert "plain-page.md:4: error: unknown-path:" in capsys.readouterr().out


def test_an_export_of_what_did_not_change_is_the_same_byte_for_byte(folder: Path) -> None:
    odd = file_text().replace("title: A plain page?", 'title:   "A plain page?"   # a remark').replace("\n", "\r\n")
    path(folder).write_bytes(odd.encode())
    run(folder)
    path(folder).unlink()
    export(path(folder).parent)
    assert path(folder).read_bytes() == odd.encode()


def test_an_export_of_an_edited_row_reads_back_without_a_difference(folder: Path) -> None:
    edit_row("Ünusual: “quotes”, #hash and\ttab")
    assert export(path(folder).parent).written == ["plain-page.md"]
    run(folder)
    report = run(folder)
    assert sorted(report.unchanged) == ["plain-page", "second"]


def test_the_real_articles_export_byte_for_byte(library: None, content: Path, tmp_path: Path) -> None:
    export(tmp_path)
    for file in (content / "en" / "articles").glob("*.md"):
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()
