"""The article page, from its first screen to its last line."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.prompts import prompt_text, prompts_of
from config.public_page import forget_kept_pages

pytestmark = pytest.mark.usefixtures("library")


def page(client: Client, slug: str = "love-care-and-the-bond") -> str:
    return client.get(f"/articles/{slug}/").content.decode()


def article(slug: str = "love-care-and-the-bond") -> Article:
    return Article.objects.get(slug=slug)


def change(slug: str = "love-care-and-the-bond", **values: Any) -> None:
    Article.objects.filter(slug=slug).update(**values)


def test_the_first_things_are_title_message_and_help(client: Client) -> None:
    text = page(client).split('<main class="main"')[1]
    places = [text.index(part) for part in ("<h1>", 'class="lead"', 'class="help-bar"', "minutes", 'id="text"')]
    assert places == sorted(places)


def test_the_tab_is_quiet_where_the_title_would_give_her_away(client: Client) -> None:
    change(quiet_title="Reading")
    assert "<title>Reading · Small Moments</title>" in page(client)


def test_a_content_note_comes_before_the_text_and_can_be_skipped_past(client: Client) -> None:
    change(content_note="This page speaks of a hospital.")
    text = page(client)
    assert text.index("This page speaks of a hospital.") < text.index('id="text"')
    assert 'href="#after-the-text"' in text
    assert 'id="after-the-text"' in text


def test_without_a_content_note_there_is_nothing_to_skip(client: Client) -> None:
    change(content_note="")
    assert "#after-the-text" not in page(client)


def test_every_article_ends_in_the_four_help_levels(client: Client) -> None:
    for slug in Article.objects.values_list("slug", flat=True):
        text = page(client, slug)
        for level in ("Now: call", "Today (tonight counts)", "This week:", "Keep an eye"):
            assert level in text, slug
        assert 'href="tel:999"' in text, slug


def test_a_prompt_is_a_link_that_carries_an_id_and_no_words(client: Client) -> None:
    prompt = prompts_of(article())[0]
    assert f'href="/journal/new/?prompt={prompt.identity}"' in page(client)
    assert re.fullmatch(r"[0-9a-f]{10}", prompt.identity)
    assert prompt_text(prompt.identity) == prompt.text


def test_an_id_of_no_prompt_means_nothing() -> None:
    assert prompt_text("0" * 10) == ""
    assert prompt_text("") == ""


def test_no_two_prompts_share_an_id() -> None:
    identities = [prompt.identity for row in Article.objects.all() for prompt in prompts_of(row)]
    assert len(set(identities)) == len(identities)


def test_the_page_says_that_no_clinician_has_reviewed_it(client: Client) -> None:
    assert "None yet. No clinician has reviewed this page." in page(client)


def test_a_review_is_named_with_role_and_date(client: Client) -> None:
    change(clinical_review={"name": "R. Viewer", "role": "perinatal psychiatrist", "date": "2026-11-20"})
    assert "R. Viewer, perinatal psychiatrist, 2026-11-20" in page(client)


def test_an_overdue_review_is_said(client: Client) -> None:
    change(review_due=date(2026, 1, 1))
    assert "overdue: read with care" in page(client)


def test_every_source_of_the_real_articles_stands_in_its_notes(client: Client) -> None:
    for row in Article.objects.all():
        text = page(client, row.slug)
        for identity in row.references:
            assert f'id="ref-{identity}"' in text, row.slug
            assert f'href="#cite-{identity}-1"' in text, row.slug


def test_links_within_a_page_lead_somewhere(client: Client) -> None:
    for slug in Article.objects.values_list("slug", flat=True):
        text = page(client, slug)
        anchors = set(re.findall(r'id="([^"]+)"', text))
        assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors, slug


def test_links_to_other_pages_of_ours_lead_somewhere(client: Client) -> None:
    missing = set()
    for slug in Article.objects.values_list("slug", flat=True):
        for address in re.findall(r'href="(/(?:articles|support|about|privacy)/[^"#?]*)', page(client, slug)):
            if client.get(address).status_code != 200:
                missing.add(address)
    assert missing == set()


def test_structured_data_says_what_the_page_says(client: Client) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client))
    assert found
    data = json.loads(found.group(1))
    assert data["headline"] == article().title
    assert data["dateModified"] == article().updated.isoformat()
    assert "lastReviewed" not in data


def test_structured_data_names_a_review_only_when_there_was_one_of_this_text(client: Client) -> None:
    change(updated="2026-11-20", clinical_review={"name": "R. Viewer", "role": "psychiatrist", "date": "2026-11-20"})
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client))
    assert found
    assert json.loads(found.group(1))["lastReviewed"] == "2026-11-20"
    change(updated="2026-11-21")
    forget_kept_pages()
    assert "lastReviewed" not in page(client)


def test_the_canonical_address_is_without_what_was_typed_behind_it(client: Client) -> None:
    response = client.get("/articles/love-care-and-the-bond/?from=somewhere")
    assert (
        '<link rel="canonical" href="http://testserver/articles/love-care-and-the-bond/">' in response.content.decode()
    )


def test_the_way_on_follows_the_path(client: Client) -> None:
    steps = list(Article.objects.on_path("start-here"))
    text = page(client, steps[0].slug)
    assert f'<a class="way__next" href="{steps[1].get_absolute_url()}" rel="next">' in text
    assert 'rel="prev"' not in text


def test_an_article_of_tomorrow_is_not_there_today(client: Client) -> None:
    change(published=date(2999, 1, 1))
    assert client.get("/articles/love-care-and-the-bond/").status_code == 404
    assert "love-care-and-the-bond" not in client.get("/articles/").content.decode()
    assert "love-care-and-the-bond" not in client.get("/sitemap.xml").content.decode()


def test_a_text_in_the_database_is_markdown_and_never_html() -> None:
    assert not any(re.search(r"<(p|div|h2|script)\b", row.body) for row in Article.objects.all())


def test_the_feed_names_every_article_once(client: Client) -> None:
    text = client.get("/articles/feed/").content.decode()
    assert text.count("<entry>") == Article.objects.count()
    assert "<title>Small Moments</title>" in text


def test_the_sitemap_names_every_article_and_no_private_room(client: Client) -> None:
    response = client.get("/sitemap.xml")
    text = response.content.decode()
    assert response.headers["Content-Type"] == "application/xml"
    assert all(row.get_absolute_url() in text for row in Article.objects.all())
    assert "/journal/" not in text
    assert "/account/" not in text
