"""Several people on one text: nobody's words are lost, and what happened can be seen and taken back."""

import pytest
from django.test import Client

from articles.models import Article, Manuscript
from articles.sync import sync
from config import maintenance
from tests.articles.desk.test_a_day import SLUG, body_with, published
from tests.desk_people import Staff, words_of


@pytest.fixture
def kit(robin: Staff) -> Staff:
    """A second editor, who may do nothing else."""
    return Staff("kit", ("editor",))


def test_the_second_of_two_editors_is_told_and_loses_nothing(robin: Staff, kit: Staff) -> None:
    first, second = robin.opens(SLUG), kit.opens(SLUG)
    first.saves(main_message="What Robin wrote.")
    answer = second.saves(main_message="What Kit wrote.")
    assert answer.status_code == 409
    words = words_of(answer)
    assert "robin saved at" in words
    assert b"What Kit wrote." in answer.content
    assert "What Robin wrote." in words.replace("</ins>", "") or b"Robin" in answer.content
    assert first.manuscript.fields["main_message"] == "What Robin wrote."


def test_after_looking_the_second_editor_saves_on_top_and_the_first_is_in_the_history(robin: Staff, kit: Staff) -> None:
    first, second = robin.opens(SLUG), kit.opens(SLUG)
    first.saves(main_message="What Robin wrote.")
    shown = second.saves(main_message="What Kit wrote.").context["form"]  # type: ignore[attr-defined]
    second.saves(main_message="What Kit wrote.", revision=shown["revision"].value())
    assert first.manuscript.fields["main_message"] == "What Kit wrote."
    written = [state.fields["main_message"] for state in first.manuscript.history.all()]
    assert written[:2] == ["What Kit wrote.", "What Robin wrote."]


def test_the_same_save_twice_is_one_state(robin: Staff) -> None:
    page = robin.opens(SLUG)
    page.saves(main_message="Once.")
    page.saves(main_message="Once.", revision=page.manuscript.revision)
    assert page.manuscript.history.count() == 2


def test_a_session_that_runs_out_hands_the_text_back(robin: Staff) -> None:
    page = robin.opens(SLUG)
    robin.client.logout()
    answer = page.saves(body="Words that took an hour.\n\nAnd more.", summary="A summary, too.")
    assert answer.status_code == 403
    assert b"Words that took an hour.\n\nAnd more." in answer.content.replace(b"\r", b"")
    assert b"A summary, too." in answer.content
    assert page.manuscript.revision == 1


def test_a_second_factor_that_is_missing_hands_the_text_back_too(robin: Staff) -> None:
    page = robin.opens(SLUG)
    robin.client.logout()
    robin.client.force_login(robin.user)
    assert b"Words that took an hour." in page.saves(body="Words that took an hour.").content


def test_a_form_with_an_old_token_comes_back_with_its_text(robin: Staff) -> None:
    page = robin.opens(SLUG)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = robin.client.cookies
    answer = strict.post(page.address, page.fields | {"body": "Words that took an hour."})
    assert answer.status_code == 403
    assert b"Words that took an hour." in answer.content
    assert b"Press Save once more" in answer.content


def test_a_text_that_arrives_while_the_house_is_closed_comes_back(robin: Staff) -> None:
    page = robin.opens(SLUG)
    maintenance.turn_on()
    try:
        answer = page.saves(body="Words that took an hour.")
    finally:
        maintenance.turn_off()
    assert answer.status_code == 503
    assert b"Words that took an hour." in answer.content
    assert page.manuscript.revision == 1


def test_what_another_site_sent_is_handed_back_to_nobody(robin: Staff) -> None:
    page = robin.opens(SLUG)
    robin.client.logout()
    answer = robin.client.post(page.address, {"body": "evil"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 404
    assert b"evil" not in answer.content


def test_the_history_says_who_when_why_and_what(robin: Staff) -> None:
    page = robin.opens(SLUG)
    page.saves(main_message="Something kinder.", why="It was too cold")
    words = words_of(robin.get(f"/desk/texts/{page.pk}/history/"))
    assert "robin It was too cold draft" in words
    newest = page.manuscript.history.first()
    shown = robin.get(f"/desk/texts/{page.pk}/history/{newest.pk}/").content.decode()
    assert "<ins>Something kinder.</ins>" in shown


def test_any_state_can_be_restored_and_the_one_before_is_kept(robin: Staff) -> None:
    page = robin.opens(SLUG)
    first = page.manuscript.history.first()
    before = page.manuscript.body
    page.saves(body="Everything is gone.\n")
    robin.client.post(f"/desk/texts/{page.pk}/history/{first.pk}/")
    assert page.manuscript.body == before
    assert page.manuscript.step == "draft"
    assert [state.body for state in page.manuscript.history.all()][1] == "Everything is gone.\n"


def test_a_state_of_another_text_cannot_be_restored_into_this_one(robin: Staff) -> None:
    page, other = robin.opens(SLUG), robin.opens("how-to-repair")
    theirs = other.manuscript.history.first()
    assert robin.client.post(f"/desk/texts/{page.pk}/history/{theirs.pk}/").status_code == 404


def test_a_copy_overtaken_by_its_file_is_told_and_not_published_over_it(robin: Staff) -> None:
    from articles.content import parse

    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "A sentence of the desk."))
    row = Article.objects.get(slug=SLUG)
    files = [
        parse(each.file_name, each.file_text.replace("of you got here", "of you came here"))
        for each in Article.objects.all()
    ]
    sync(files)
    assert Article.objects.get(slug=SLUG).body != row.body
    assert "The public text has changed since this copy was begun" in words_of(robin.get(page.address))
    robin.step(page.manuscript, "submit")
    answer = robin.step(page.manuscript, "publish", why="x", revision=page.manuscript.revision)
    assert "Decide first which one counts." in words_of(answer)
    robin.client.post(f"/desk/texts/{page.pk}/begin/", {"from": "public"})
    assert page.manuscript.body == Article.objects.get(slug=SLUG).body
    assert any("A sentence of the desk." in state.body for state in page.manuscript.history.all())


def test_an_untouched_copy_follows_its_file(robin: Staff) -> None:
    page = robin.opens(SLUG)
    Article.objects.filter(slug=SLUG).update(main_message="From the file.")
    assert b"From the file." in robin.get(page.address).content
    assert page.manuscript.step == "published"


def test_only_a_clinician_approves_and_only_a_publisher_publishes(robin: Staff, kit: Staff) -> None:
    page = kit.opens(SLUG)
    page.saves(body=body_with(robin, "One more sentence."))
    kit.step(page.manuscript, "submit")
    fields = {"revision": page.manuscript.revision, "name": "Kit", "role": "editor", "why": "x"}
    codes = {act: kit.step(page.manuscript, act, **fields).status_code for act in ("approve", "publish", "send-back")}
    assert set(codes.values()) == {404}
    assert page.manuscript.step == "in review"


def test_a_publisher_who_is_no_editor_reads_and_does_not_write(robin: Staff) -> None:
    pat = Staff("pat", ("publisher",))
    page = pat.opens(SLUG)
    assert page.saves(main_message="Mine now.").status_code == 404
    assert "Save draft" not in words_of(pat.get(page.address))


def test_a_reviewer_sends_a_text_back_with_a_reason(robin: Staff) -> None:
    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "One more sentence."))
    robin.step(page.manuscript, "submit")
    robin.step(page.manuscript, "send-back", why="Say who this is for")
    assert page.manuscript.step == "draft"
    assert page.manuscript.history.first().history_change_reason == "Say who this is for"


def test_a_draft_that_was_never_public_can_be_thrown_away_and_a_public_text_cannot(robin: Staff) -> None:
    robin.client.post("/desk/texts/add/", {"kind": "article", "slug": "half", "title": "Half"})
    half = Manuscript.objects.get(slug="half")
    robin.client.post(f"/desk/texts/{half.pk}/delete/")
    assert not Manuscript.objects.filter(slug="half").exists()
    assert robin.client.post(f"/desk/texts/{robin.opens(SLUG).pk}/delete/").status_code == 404


def test_a_public_address_stays_whatever_a_form_says(robin: Staff) -> None:
    page = robin.opens(SLUG)
    page.saves(slug="somewhere-else", main_message="Another message.")
    assert page.manuscript.slug == SLUG


def test_a_published_copy_has_nothing_to_submit(robin: Staff) -> None:
    page = robin.opens(SLUG)
    page.saves(main_message="Another message.")
    page.saves(main_message=page.fields["main_message"], revision=page.manuscript.revision)
    assert "Nothing in it differs from what is public." in words_of(robin.step(page.manuscript, "submit"))


def test_every_version_of_a_page_is_on_record_with_who(robin: Staff) -> None:
    published(robin)
    record = Article.objects.get(slug=SLUG).history.first()
    assert (record.history_user, record.history_change_reason) == (robin.user, "One more sentence")
