"""The library as a whole: every page there, in its place, found from others, and leading nowhere dead."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from articles.content import ArticleFile, parse
from tests.public_pages import ARTICLES

PATHS = {
    "start-here": ["you-are-not-the-only-one", "is-this-urgent", "your-pace-your-privacy"],
    "why-it-happens": [
        "love-care-and-the-bond", "mood-worry-and-tiredness", "when-birth-was-frightening", "apart-at-the-start",
        "your-story-and-your-load", "is-this-hurting-my-baby",
    ],
    "finding-your-way-back": [
        "small-moments", "reading-your-babys-signals", "good-enough", "phones-feeds-and-3am", "does-my-baby-love-me",
    ],
    "rupture-and-repair": ["when-the-crying-wont-stop", "out-of-step", "how-to-repair", "after-a-bad-day"],
    "getting-help": [
        "first-doors", "choosing-a-therapist", "what-treatment-can-do", "thoughts-that-frighten-you",
        "will-they-take-my-baby",
    ],
    "partners-and-family": ["standing-beside-her", "partners-feel-it-too"],
    "for-professionals": ["evidence-and-limits", "for-services-and-policymakers"],
}  # fmt: skip
PRACTICES = {
    "one-sense", "three-breaths", "five-things", "another-way-to-see-it", "words-for-repair", "step-away",
    "a-moment-today", "what-you-did-today", "phone-down-plan", "should-into-could", "who-shares-the-load",
    "my-two-weeks", "watch-wonder-try", "first-appointment",
}  # fmt: skip
DRAWINGS = {
    "babys-signals": "reading-your-babys-signals",
    "common-to-urgent": "mood-worry-and-tiredness",
    "out-of-step": "out-of-step",
    "feeds-and-drains": "your-story-and-your-load",
    "first-doors": "first-doors",
    "help-levels": "is-this-urgent",
    "three-things": "love-care-and-the-bond",
}


@pytest.fixture(scope="module")
def shelf() -> dict[str, ArticleFile]:
    from django.conf import settings

    folder = Path(settings.CONTENT_DIR) / "en" / "articles"
    return {path.stem: parse(path.name, path.read_text()) for path in sorted(folder.glob("*.md"))}


def test_every_path_has_its_steps_in_order(shelf: dict[str, ArticleFile]) -> None:
    by_path: dict[str, list[tuple[int, str]]] = {}
    for slug, article in shelf.items():
        by_path.setdefault(article.values["path"], []).append((article.values["order"], slug))
    assert {path: [slug for _, slug in sorted(steps)] for path, steps in by_path.items()} == PATHS
    assert all([order for order, _ in sorted(steps)] == [*range(1, len(steps) + 1)] for steps in by_path.values())


def test_no_page_for_mothers_or_family_needs_a_waiver(shelf: dict[str, ArticleFile]) -> None:
    assert [slug for slug, a in shelf.items() if a.values["audience"] != "professional" and a.values["waivers"]] == []


def test_every_page_states_what_jama_asks_for(shelf: dict[str, ArticleFile]) -> None:
    for article in shelf.values():
        values = article.values
        assert values["authors"], "authorship"
        assert values["references"], "attribution"
        assert values["funding"], "disclosure"
        assert values["conflicts"], "disclosure"
        assert values["updated"] < values["review_due"], "currency"


def test_every_mothers_page_gives_one_thing_to_try_and_a_way_to_stop(shelf: dict[str, ArticleFile]) -> None:
    for slug, article in shelf.items():
        blocks = re.findall(r"^::: try-this.*?^:::$", article.body, re.MULTILINE | re.DOTALL)
        assert len(blocks) == (0 if article.values["audience"] == "professional" else 1), slug
        assert all(re.search(r"\b[Ss]top", block) for block in blocks), slug


def test_every_page_says_when_to_get_help(shelf: dict[str, ArticleFile]) -> None:
    assert [slug for slug, article in shelf.items() if "::: get-help" not in article.body] == []


def test_every_practice_is_one_that_was_promised(shelf: dict[str, ArticleFile], content: Path) -> None:
    named = {article.values["practice"] for article in shelf.values()}
    exercises = {practice for practice in named if not practice.startswith("none: ")}
    assert exercises <= PRACTICES
    if there := {path.stem for path in (content / "en" / "practices").glob("*.md")}:
        assert exercises <= there


def test_every_drawing_is_used_where_it_belongs_and_says_the_same_in_words(shelf: dict[str, ArticleFile]) -> None:
    from articles.safe_html import drawing_names

    found = {
        name: (slug, caption.strip())
        for slug, article in shelf.items()
        for name, caption in re.findall(r"^::: drawing (\S+)\n(.*?)^:::$", article.body, re.MULTILINE | re.DOTALL)
    }
    assert {name: slug for name, (slug, _) in found.items()} == DRAWINGS
    assert all(len(caption.split()) > 20 for _, caption in found.values())
    assert drawing_names() == set(DRAWINGS)


def test_no_page_is_an_orphan(shelf: dict[str, ArticleFile]) -> None:
    """Each is related to another or stands in its text, beside the list of all pages."""
    reached = {
        target
        for slug, article in shelf.items()
        for target in [*article.values["related"], *re.findall(r"/articles/([a-z0-9-]+)/", article.body)]
        if target != slug
    }
    assert set(shelf) - reached == set()


def test_every_page_has_a_door_or_is_for_professionals(shelf: dict[str, ArticleFile]) -> None:
    from articles.paths import library

    behind_doors = {door.article for door in library().doors}
    assert {slug for slug, a in shelf.items() if a.values["audience"] != "professional"} == behind_doors


PAGES = ["/", "/about/", "/about/evidence/", "/privacy/", "/articles/", "/articles/glossary/"]


def _targets(html: str) -> Iterator[tuple[str, str]]:
    for address in re.findall(r'href="([^"]*)"', html):
        page, _, place = address.partition("#")
        if page in ("", *PAGES) or page.startswith(("/articles/", "/support/", "/practice/")):
            yield page.partition("?")[0], place


@pytest.mark.usefixtures("library")
def test_no_link_between_pages_is_dead(client: Client) -> None:
    walked = [*PAGES, *(f"/articles/{slug}/" for slug in ARTICLES)]
    html = {page: client.get(page).content.decode() for page in walked}
    dead = set()
    for page, text in html.items():
        for target, place in _targets(text):
            there = target or page
            if there not in html:
                html_there = client.get(there)
                if html_there.status_code != 200:
                    dead.add(f"{page} leads to {there}, which is {html_there.status_code}")
            elif place and f'id="{place}"' not in html[there]:
                dead.add(f"{page} leads to {there}#{place}, which is no place there")
    assert dead == set()


@pytest.mark.usefixtures("library")
def test_feed_and_sitemap_hold_every_page(client: Client) -> None:
    feed, sitemap = (client.get(address).content.decode() for address in ("/articles/feed/", "/sitemap.xml"))
    for slug in ARTICLES:
        assert f"/articles/{slug}/" in feed
        assert f"/articles/{slug}/</loc>" in sitemap
    for page in PAGES:
        assert f"{page}</loc>" in sitemap
