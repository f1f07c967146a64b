"""An editor's walk: one more practice, added as one file, appears everywhere with no code."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.practices.forms import press, walk
from tests.practices.good_practice import practice_text, write_practices
from tests.public_pages import PRACTICES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _practices(library: None) -> None:
    """Every test here has the real practices."""


def test_one_more_file_appears_everywhere_with_no_code(client: Client, tmp_path: Path, settings: Any) -> None:
    copy = tmp_path / "content"
    shutil.copytree(settings.CONTENT_DIR, copy)
    write_practices(copy, plain=practice_text())
    article = copy / "en" / "articles" / "small-moments.md"
    article.write_text(article.read_text().replace("practice: one-sense", "practice: plain"))
    settings.CONTENT_DIR = copy
    call_command("check_content", verbosity=0)
    call_command("sync_articles", verbosity=0)

    for address in ("/practice/", "/practice/?for=holding", "/practice/?minutes=3"):
        assert 'href="/practice/plain/"' in client.get(address).content.decode()
    assert 'href="/practice/plain/"' in client.get("/articles/small-moments/").content.decode()
    assert "/practice/plain/</loc><lastmod>2026-11-23</lastmod>" in client.get("/sitemap.xml").content.decode()
    page = press(client, walk(client, "plain", "a chair", "Next"), "Next", words="wooden")
    assert '<p class="card">You saw a chair.</p>' in page.content.decode()
    shown_back = press(client, page, "Keep this in my journal").content.decode()
    assert "What do you see?\na chair\n\nWhat is it like?\nwooden" in shown_back
    assert 'name="practice" value="plain"' in shown_back


def test_the_sitemap_names_every_practice(client: Client) -> None:
    page = client.get("/sitemap.xml").content.decode()
    assert [slug for slug in PRACTICES if f"/practice/{slug}/</loc>" not in page] == []
    assert "/practice/</loc>" in page


def test_an_article_shows_its_practice_and_none_where_it_says_none(client: Client) -> None:
    assert 'class="practice-card' in client.get("/articles/small-moments/").content.decode()
    assert 'class="practice-card' not in client.get("/articles/is-this-urgent/").content.decode()
