"""How a practice's screens stand on a phone of 360 × 740: what to press is in sight, and low enough for a thumb."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenContext
from tests.browser.test_practices import screens, to_screen
from tests.public_pages import PRACTICES

HALF, HEIGHT = 370, 740  # px: where a thumb begins to reach, and where the phone ends
# Everything that leads on, as far as it is really on top at its place: [top, bottom] of each.
IN_SIGHT = """() => [...document.querySelectorAll('.answers button.option, .answers button.answers__next')]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    if (!box.height || box.bottom > innerHeight) return false;
    const there = document.elementFromPoint(box.left + box.width / 2, box.bottom - 4);
    return one === there || one.contains(there);
  })
  .map((one) => [one.getBoundingClientRect().top, one.getBoundingClientRect().bottom])"""


@pytest.mark.parametrize("slug", PRACTICES)
def test_on_every_screen_an_answer_is_in_sight_and_within_reach(phone_without_scripts: Page, slug: str) -> None:
    found = {}
    for heading in screens(phone_without_scripts, slug):
        answers = phone_without_scripts.evaluate(IN_SIGHT)
        is_end = not phone_without_scripts.locator(".answers").count()
        found[heading] = is_end or any(HALF <= (top + bottom) / 2 <= HEIGHT for top, bottom in answers)
    # The one sentence and one button of this practice stand above its call buttons, so a little higher.
    if slug == "step-away":
        found.pop("Crib. On their back. Close the door. Ten minutes.")
    assert [heading for heading, is_good in found.items() if not is_good] == []


@pytest.mark.parametrize(
    ("slug", "labels"),
    [
        ("one-sense", ["Yes", "My baby", "a weight"]),
        ("three-breaths", ["A ring"]),
        ("watch-wonder-try", ["With a timer"]),
        ("words-for-repair", ["Everyone is safe", "I'll take"]),
    ],
)
def test_a_screen_with_a_timer_fits_the_phone_with_all_its_buttons(phone: Page, slug: str, labels: list[str]) -> None:
    to_screen(phone, slug, *labels)
    expect(phone.get_by_role("button", name="Timer off")).to_be_in_viewport(ratio=1)
    assert phone.evaluate("document.documentElement.scrollHeight") == HEIGHT


def test_leave_stays_in_sight_at_the_end_of_the_longest_screen(phone_without_scripts: Page) -> None:
    to_screen(phone_without_scripts, "my-two-weeks", "Start")
    phone_without_scripts.get_by_label("The day was").last.scroll_into_view_if_needed()
    phone_without_scripts.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert phone_without_scripts.evaluate("scrollY") > HALF
    expect(phone_without_scripts.get_by_role("link", name="Leave")).to_be_in_viewport(ratio=1)


def test_leave_stays_in_sight_in_full_screen(phone: Page) -> None:
    to_screen(phone, "one-sense", "Yes", "My baby", "a weight")
    phone.get_by_role("button", name="Fill the screen").click()
    expect(phone.get_by_role("button", name="Fill the screen")).to_be_hidden()
    assert phone.evaluate("document.fullscreenElement === document.documentElement")
    expect(phone.get_by_role("link", name="Leave")).to_be_in_viewport(ratio=1)
    expect(phone.get_by_role("button", name="Stop here")).to_be_in_viewport(ratio=1)


def test_the_minute_says_its_sentences_one_after_the_other(phone_without_scripts: Page) -> None:
    to_screen(phone_without_scripts, "one-sense", "My baby isn't on me", "a sound")
    sentences = [
        phone_without_scripts.get_by_text(words) for words in ("Eyes open.", "Does it change", "Nothing has to")
    ]
    expect(sentences[0]).to_be_visible()
    expect(sentences[1]).to_be_hidden()
    expect(sentences[2]).to_be_hidden()
    phone_without_scripts.evaluate("document.getAnimations().forEach((one) => (one.currentTime = 25_000))")
    expect(sentences[1]).to_be_visible()
    expect(sentences[2]).to_be_hidden()
    phone_without_scripts.evaluate("document.getAnimations().forEach((one) => (one.currentTime = 45_000))")
    expect(sentences[2]).to_be_visible()


def test_turning_the_timer_off_says_everything_at_once(phone: Page) -> None:
    to_screen(phone, "one-sense", "My baby isn't on me", "a sound")
    expect(phone.get_by_text("Nothing has to happen.")).to_be_hidden()
    phone.get_by_role("button", name="Timer off").click()
    expect(phone.get_by_text("Nothing has to happen.")).to_be_visible()


def test_the_fortnight_says_each_question_once_and_tells_it_with_every_field(phone_without_scripts: Page) -> None:
    to_screen(phone_without_scripts, "my-two-weeks", "Start")
    asked = phone_without_scripts.get_by_text("Could you sleep when you had the chance?")
    assert sum(one.bounding_box()["width"] > 1 for one in asked.all() if one.bounding_box()) == 1  # type: ignore[index]
    expect(phone_without_scripts.get_by_label("Could you sleep when you had the chance?")).to_have_count(14)


def test_the_call_button_takes_the_place_of_next_when_a_row_asks_for_it(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    to_screen(page, "my-two-weeks", "Start")
    expect(page.get_by_role("button", name="Next")).to_be_in_viewport(ratio=1)
    page.get_by_label("The day was").first.select_option("very high or racing")
    expect(page.get_by_role("link", name="see who answers")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Next")).not_to_be_in_viewport()


def test_words_that_came_back_stand_open(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    to_screen(page, "words-for-repair", "Everyone is safe", "I'm calm enough", "A toddler")
    page.get_by_text("Or in your own words").click()
    page.get_by_label("A few words").fill("I yelled, but you made me")
    with page.expect_navigation():
        page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("A few words")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_in_viewport()


def test_the_first_step_stands_by_itself_on_a_wide_screen_too(open_context: OpenContext) -> None:
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto("/practice/a-moment-today/")
    expect(page.get_by_role("button", name="Nothing today")).to_be_in_viewport(ratio=1)
    assert PHONE["viewport"] == {"width": 360, "height": HEIGHT}
