"""A text's way over the desk: written, checked, reviewed, published, and taken back by the files unchanged."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.export import export
from articles.models import Article, Manuscript
from tests.desk_people import Staff, words_of

SLUG = "out-of-step"


def body_with(staff: Staff, words: str) -> str:
    return staff.opens(SLUG).manuscript.body.rstrip("\n") + f"\n\n{words}\n"


def published(staff: Staff, words: str = "You two are new to each other.", **approval: str) -> Manuscript:
    """One more sentence, all the way to the public page."""
    page = staff.opens(SLUG)
    page.saves(body=body_with(staff, words))
    staff.step(page.manuscript, "submit")
    if approval:
        staff.step(page.manuscript, "approve", revision=page.manuscript.revision, **approval)
    answered = staff.get(page.address).context["doubts"]  # type: ignore[attr-defined]
    staff.step(
        page.manuscript, "publish", why="One more sentence", revision=page.manuscript.revision, answered=answered
    )
    return page.manuscript


def test_the_first_page_says_what_waits(robin: Staff) -> None:
    Article.objects.filter(slug=SLUG).update(review_due="2026-01-01")
    words = words_of(robin.get("/desk/"))
    assert "Why do we keep missing each other? · 2026-01-01 · overdue" in words
    assert "Contacts to check" in words
    assert "1 account." in words


def test_a_saved_draft_leaves_the_public_page_as_it_is(robin: Staff, client: Client) -> None:
    before = client.get(f"/articles/{SLUG}/").content
    answer = robin.opens(SLUG).saves(main_message="Something else altogether.")
    assert answer.status_code == 302
    assert Manuscript.objects.get(slug=SLUG).step == "draft"
    assert client.get(f"/articles/{SLUG}/").content == before


def test_publishing_brings_the_text_its_day_and_its_next_version_to_readers(robin: Staff, client: Client) -> None:
    major, minor = Article.objects.get(slug=SLUG).version.split(".")
    published(robin)
    words = words_of(client.get(f"/articles/{SLUG}/"))
    assert "You two are new to each other." in words
    assert f"version {major}.{int(minor) + 1}" in words
    assert Article.objects.get(slug=SLUG).updated == timezone.localdate()


def test_the_preview_is_the_page_byte_for_byte(robin: Staff, client: Client) -> None:
    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "You two are new to each other."))
    robin.step(page.manuscript, "submit")
    preview = robin.get(f"/desk/texts/{page.pk}/page/").content
    robin.step(page.manuscript, "publish", why="x", revision=page.manuscript.revision,
               answered=robin.get(page.address).context["doubts"])  # type: ignore[attr-defined]  # fmt: skip
    assert client.get(f"/articles/{SLUG}/").content == preview


def test_the_live_preview_is_the_pages_own_text(robin: Staff, client: Client) -> None:
    body = Article.objects.get(slug=SLUG).body
    live = robin.client.post("/desk/preview/", {"content": body}).content.decode()
    page = client.get(f"/articles/{SLUG}/").content.decode()
    text, notes = live.rsplit("<ol><li id=", 1)
    assert text.strip() in page
    assert f"<ol><li id={notes.strip()}" in page


def test_an_approval_stands_on_the_page_and_ends_with_the_next_change(robin: Staff, client: Client) -> None:
    published(robin, name="Dr. Ada Moss", role="perinatal psychiatrist")
    words = words_of(client.get(f"/articles/{SLUG}/"))
    assert "Dr. Ada Moss, perinatal psychiatrist" in words
    assert "No clinician has reviewed these pages" not in words
    published(robin, "One sentence that nobody has approved.")
    words = words_of(client.get(f"/articles/{SLUG}/"))
    assert "This page was changed after that, and waits to be reviewed again." in words
    assert "No clinician has reviewed these pages yet." in words


def test_what_was_approved_stays_on_record_in_full(robin: Staff) -> None:
    text = published(robin, name="Dr. Ada Moss", role="perinatal psychiatrist")
    record = robin.get(f"/desk/texts/{text.pk}/history/").content.decode().split("Approvals")[1]
    assert "Dr. Ada Moss, perinatal psychiatrist" in record
    assert "You two are new to each other." in record


def test_a_change_after_approval_asks_again(robin: Staff) -> None:
    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "You two are new to each other."))
    robin.step(page.manuscript, "submit")
    robin.step(page.manuscript, "approve", revision=page.manuscript.revision, name="Ada Moss", role="midwife")
    robin.opens(SLUG).saves(body=body_with(robin, "And another thing."))
    assert page.manuscript.step == "draft"
    assert "that approval does not count for it" in words_of(robin.get(page.address))


def test_a_clinician_approves_what_she_has_read_and_nothing_newer(robin: Staff) -> None:
    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "You two are new to each other."))
    robin.step(page.manuscript, "submit")
    answer = robin.step(page.manuscript, "approve", revision=page.manuscript.revision - 1, name="Ada", role="midwife")
    assert "was changed while you were reading" in words_of(answer)
    assert not page.manuscript.approvals.exists()


def test_an_error_keeps_a_text_from_being_published(robin: Staff, client: Client) -> None:
    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "You should have known better."))
    robin.step(page.manuscript, "submit")
    answer = robin.step(page.manuscript, "publish", why="x", revision=page.manuscript.revision)
    assert "It has errors." in words_of(answer)
    assert b"known better" not in client.get(f"/articles/{SLUG}/").content


def test_what_is_doubtful_is_published_only_after_a_yes(robin: Staff, client: Client) -> None:
    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "You two are new to each other."))
    robin.step(page.manuscript, "submit")
    answer = robin.step(page.manuscript, "publish", why="x", revision=page.manuscript.revision)
    assert "Some questions are open." in words_of(answer)
    assert page.manuscript.step == "in review"


def test_findings_stand_beside_their_field_in_the_words_of_the_rule(robin: Staff) -> None:
    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "You should have known better."), summary="Word " * 70)
    text = robin.get(page.address).content.decode()
    summary, body = (text.split(f'data-findings="{part}"')[1].split("</ul>")[0] for part in ("summary", "body"))
    assert "60 is the most." in summary
    assert "A summary has 60 words or fewer." in summary
    assert re.search(r"Line \d+\..*should have", body, re.DOTALL)


def test_findings_come_while_somebody_writes_and_nothing_is_kept(robin: Staff) -> None:
    page = robin.opens(SLUG)
    data = page.fields | {"kind": "article", "id": page.pk, "title": ""}
    found = robin.client.post("/desk/texts/findings/", data).json()["findings"]
    assert [finding["message"] for finding in found if finding["key"] == "title"] == ["title is empty."]
    assert page.manuscript.revision == 1


def test_a_new_article_goes_from_an_empty_form_to_a_page(robin: Staff, client: Client) -> None:
    model = robin.opens(SLUG).fields
    fields = model | {"kind": "article", "slug": "a-new-page", "order": "9", "title": "What is this?", "revision": "0"}
    fields["body"] = model["body"].replace("## ", "## Now ")
    answer = robin.client.post("/desk/texts/add/", fields)
    assert answer.status_code == 302, words_of(answer)
    new = Manuscript.objects.get(slug="a-new-page")
    robin.step(new, "submit")
    doubts = robin.get(f"/desk/texts/{new.pk}/change/").context["doubts"]  # type: ignore[attr-defined]
    robin.step(new, "publish", why="A new page", revision=Manuscript.objects.get(pk=new.pk).revision, answered=doubts)
    assert client.get("/articles/a-new-page/").status_code == 200
    assert "A new page" in words_of(client.get("/articles/a-new-page/changes/"))


def test_a_half_written_text_is_kept_as_it_is(robin: Staff) -> None:
    answer = robin.client.post(
        "/desk/texts/add/", {"kind": "article", "slug": "half", "title": "Half", "body": "So far"}
    )
    assert answer.status_code == 302
    half = Manuscript.objects.get(slug="half")
    assert (half.title, half.body) == ("Half", "So far\n")
    assert "No page yet" in words_of(robin.get(f"/desk/texts/{half.pk}/page/"))


def test_export_after_publishing_gives_files_that_sync_takes_back_unchanged(
    robin: Staff, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    shutil.copytree(settings.CONTENT_DIR, tmp_path / "content")
    monkeypatch.setattr(settings, "CONTENT_DIR", tmp_path / "content")
    published(robin, name="Dr. Ada Moss", role="perinatal psychiatrist")
    result = export(settings.CONTENT_DIR / "en" / "articles")
    assert result.written == [f"{SLUG}.md"]
    call_command("sync_articles")
    said = capsys.readouterr().out
    assert "0 created, 0 updated, 0 renamed, 0 removed, 0 kept, 0 conflicts, 27 unchanged" in said
    call_command("check_content")
    assert export(settings.CONTENT_DIR / "en" / "articles").written == []
    assert "Site and files agree." in words_of(robin.get("/desk/files/"))


def test_what_changed_shows_versions_reasons_and_the_difference(robin: Staff, client: Client) -> None:
    published(robin)
    answer = client.get(f"/articles/{SLUG}/changes/")
    assert "One more sentence" in words_of(answer)
    assert "First version." in words_of(answer)
    assert "You two are new to each other." in re.findall(r"<ins>(.*?)</ins>", answer.content.decode(), re.DOTALL)[0]
