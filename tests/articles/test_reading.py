"""At her own pace: what is remembered, where, and only if she asked."""

import pytest
from django.test import Client

from articles.models import Article
from articles.reading import COOKIE, MOST

pytestmark = pytest.mark.usefixtures("library")

HELP_FIRST = "is-this-urgent"


def cookie(client: Client) -> str:
    return client.cookies[COOKIE].value


def test_remembering_is_off_and_she_is_asked_first(client: Client) -> None:
    response = client.post("/articles/small-moments/read/")
    assert "Remember what you have read?" in response.content.decode()
    assert not response.cookies


def test_saying_yes_turns_it_on_and_ticks_the_page(client: Client) -> None:
    response = client.post("/articles/small-moments/read/", {"remember": "on"})
    assert response.status_code == 302
    assert cookie(client) == "small-moments"
    text = client.get("/articles/").content.decode()
    assert text.count('class="step__read"') == 1


def test_it_can_be_turned_on_before_reading(client: Client) -> None:
    client.post("/articles/", {"remember": "on"})
    client.post("/articles/small-moments/read/")
    client.post("/articles/how-to-repair/read/")
    assert cookie(client) == "small-moments.how-to-repair"


def test_turning_it_off_clears_the_list(client: Client) -> None:
    client.post("/articles/", {"remember": "on"})
    response = client.post("/articles/", {"remember": "off"})
    assert response.cookies[COOKIE]["max-age"] == 0


def test_reading_a_page_again_moves_it_to_the_end(client: Client) -> None:
    client.cookies[COOKIE] = "small-moments.how-to-repair"
    client.post("/articles/small-moments/read/")
    assert cookie(client) == "how-to-repair.small-moments"


def test_a_help_first_page_is_never_remembered(client: Client) -> None:
    client.cookies[COOKIE] = "small-moments"
    response = client.post(f"/articles/{HELP_FIRST}/read/", {"remember": "on"})
    assert response.status_code == 404
    assert not response.cookies
    assert "I have read this" not in client.get(f"/articles/{HELP_FIRST}/").content.decode()


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(client: Client) -> None:
    client.post("/articles/", {"remember": "on"})
    morsel = client.cookies[COOKIE]
    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"
    assert morsel["path"] == "/"
    assert int(morsel["max-age"]) < 200 * 24 * 3600


def test_the_server_keeps_nothing(client: Client) -> None:
    from django.contrib.sessions.models import Session

    client.post("/articles/small-moments/read/", {"remember": "on"})
    assert Session.objects.count() == 0


@pytest.mark.parametrize("value", ["", "../etc", "a b", "x" * 5000, "no-such-page", '"><script>', "a..b", "é"])
def test_a_cookie_that_we_did_not_write_does_no_harm(client: Client, value: str) -> None:
    client.cookies[COOKIE] = value
    for page in ("/", "/articles/"):
        response = client.get(page)
        assert response.status_code == 200
        assert "<script>&" not in response.content.decode()


def test_the_list_has_a_bound(client: Client) -> None:
    client.cookies[COOKIE] = ".".join(f"page-{number}" for number in range(MOST + 20))
    client.post("/articles/small-moments/read/")
    assert len(cookie(client).split(".")) == MOST


def test_home_offers_to_go_on_where_she_was_if_she_asked_for_that(client: Client) -> None:
    assert "Continue where you were" not in client.get("/").content.decode()
    first, second = Article.objects.filter(path="rupture-and-repair", help_first=False).order_by("order")[:2]
    client.cookies[COOKIE] = first.slug
    text = client.get("/").content.decode()
    assert "Continue where you were" in text
    assert second.get_absolute_url() in text


def test_home_never_offers_a_help_first_page_to_go_on_with(client: Client) -> None:
    client.cookies[COOKIE] = "you-are-not-the-only-one"
    carry_on = client.get("/").content.decode().split("Continue where you were")[1][:300]
    assert HELP_FIRST not in carry_on
    assert "Do I need help right now" not in carry_on


def test_hers_is_private_and_everybody_elses_is_not(client: Client) -> None:
    assert "public" in client.get("/articles/").headers["Cache-Control"]
    client.cookies[COOKIE] = "small-moments"
    assert "private" in client.get("/articles/").headers["Cache-Control"]
    assert "public" in client.get("/articles/small-moments/").headers["Cache-Control"]


def test_the_privacy_page_names_the_cookie_and_clears_it(client: Client) -> None:
    text = client.get("/privacy/").content.decode()
    assert f"<code>{COOKIE}</code>" in text
    assert 'name="forget"' in text


def test_another_site_cannot_mark_a_page_as_read(client: Client) -> None:
    response = client.post(
        "/articles/small-moments/read/", {"remember": "on"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize("minutes", ["1", "3", "10"])
def test_time_is_a_way_in(client: Client, minutes: str) -> None:
    text = client.get(f"/articles/?minutes={minutes}").content.decode()
    assert 'class="step"' in text
    assert text.count('aria-current="true"') == 2  # the room in the bar, and the choice


def test_three_minutes_show_short_pages_only(client: Client) -> None:
    from articles.shelves import time_shelves

    assert all(article.minutes <= 4 for _, articles in time_shelves(3) for article in articles)


def test_an_odd_number_of_minutes_shows_everything(client: Client) -> None:
    text = client.get("/articles/?minutes=7").content.decode()
    assert text.count('class="path"') >= client.get("/articles/").content.decode().count('class="path"')


def test_every_path_that_has_something_to_read_is_there_in_order(client: Client) -> None:
    from articles.shelves import shelves

    slugs = [path.slug for path, _ in shelves()]
    text = client.get("/articles/").content.decode()
    places = [text.index(f'id="{slug}"') for slug in slugs]
    assert places == sorted(places)


def test_what_she_types_is_kept_nowhere(client: Client) -> None:
    response = client.get("/articles/search/", {"q": "zq-canary words"})
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    from config import public_page

    assert not any(b"zq-canary" in page.bodies[""] for page in public_page._kept.values())


def test_no_result_leads_to_suggestions_and_help(client: Client) -> None:
    text = client.get("/articles/search/", {"q": "xylophone zeppelin"}).content.decode()
    assert "We have no page in those words yet" in text
    assert 'class="door door--quiet"' in text
    assert 'href="/support/"' in text


@pytest.mark.parametrize("query", ["", " ", "\0", "'", '"', "a" * 5000, "* OR NEAR(", "<script>", "🙂", "NOT AND OR"])
def test_any_search_is_answered(client: Client, query: str) -> None:
    response = client.get("/articles/search/", {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
