"""Search by her own words: the right page among the first three, also misspelled at 3 a.m., and never a dead end."""

import pytest
from django.test import Client

from articles.models import Article
from articles.saying import Thing, Wordings, spelled, split, stem
from articles.search import search
from tests.articles.phrases import FIRST_SIGHT, TUNED_ON

pytestmark = pytest.mark.usefixtures("library")

# What she types, and the pages that answer it. The constants of `articles/search.py` and the words in `search.toml`
# were tuned while looking at these.
PHRASES = {
    "i feel nothing for my baby": {"you-are-not-the-only-one"},
    "yelled at my toddler": {"how-to-repair", "after-a-bad-day"},
    "baby was in nicu": {"apart-at-the-start"},
    "is it because of the c-section": {"when-birth-was-frightening"},
    "dont love my babby": {"you-are-not-the-only-one"},
    "i want my old life back": {"love-care-and-the-bond"},
    "my baby hates me": {"does-my-baby-love-me"},
    "baby wont stop crying cant cope": {"when-the-crying-wont-stop"},
    "will they take my baby if i tell": {"will-they-take-my-baby"},
    "intrusive thoghts about hurting baby": {"thoughts-that-frighten-you"},
    "he checks my phone": {"your-pace-your-privacy"},
    "antidepresants breastfeeding safe": {"what-treatment-can-do"},
    "how to find a therapist": {"choosing-a-therapist"},
    "who can i talk to tonight": {"first-doors", "is-this-urgent"},
    "is it postpartum depression": {"mood-worry-and-tiredness"},
    "did i ruin my baby": {"is-this-hurting-my-baby"},
    "my wife isnt bonding with the baby": {"standing-beside-her"},
    "im a dad and feel nothing": {"partners-feel-it-too"},
    "why does she arch her back": {"reading-your-babys-signals"},
    "am i a good mom": {"good-enough"},
    "scrolling while feeding": {"phones-feeds-and-3am"},
    "i shook my baby": {"when-the-crying-wont-stop", "is-this-urgent", "how-to-repair"},
    "we dont click": {"out-of-step"},
    "worst day i want to run away": {"after-a-bad-day"},
    "cant pay rent new baby no family": {"your-story-and-your-load"},
    "traumatc birth flashbacks": {"when-birth-was-frightening"},
    "adopted baby no bond": {"apart-at-the-start"},
    "hearing voices after birth": {"is-this-urgent"},
    "touched out": {"small-moments", "reading-your-babys-signals"},
    "screening guideline for bonding": {"for-services-and-policymakers"},
}
# Written before any tuning, and never looked at while tuning.
HELD_OUT = {
    "nothing happens when i look at her": {"you-are-not-the-only-one", "small-moments", "love-care-and-the-bond"},
    "everyone says i should be happy but im empty": {
        "you-are-not-the-only-one",
        "mood-worry-and-tiredness",
        "good-enough",
    },
    "losing my temper with a two year old": {"how-to-repair", "after-a-bad-day"},
    "my son was in an incubator": {"apart-at-the-start"},
    "they cut me open and i never held him": {"when-birth-was-frightening", "apart-at-the-start"},
    "she only calms down with grandma": {"does-my-baby-love-me"},
    "what happens if i ring social services myself": {"will-they-take-my-baby"},
    "pictures in my head of something bad happening to him": {"thoughts-that-frighten-you"},
    "can i take zoloft and nurse": {"what-treatment-can-do"},
    "colicky baby screaming every evening": {"when-the-crying-wont-stop", "reading-your-babys-signals"},
    "partner says im crazy and will get custody": {"will-they-take-my-baby"},
    "i drink every night since the baby": {"your-story-and-your-load"},
    "too late hes already one": {"is-this-hurting-my-baby"},
    "not sleeping even when he sleeps": {"mood-worry-and-tiredness"},
    "how do i help my daughter with her newborn": {"standing-beside-her"},
}
FIRST = 3


def missed(phrases: dict[str, set[str]]) -> dict[str, list[str]]:
    """The phrases whose page is not among the first three, with what came instead."""
    came = {phrase: [article.slug for article in search(phrase)[:FIRST]] for phrase in phrases}
    return {phrase: slugs for phrase, slugs in came.items() if not phrases[phrase] & set(slugs)}


def test_at_least_27_of_30_phrases_find_their_page() -> None:
    assert len(PHRASES) == 30
    assert len(missed(PHRASES)) <= 3, missed(PHRASES)


def test_phrases_nobody_tuned_on_do_nearly_as_well() -> None:
    assert len(HELD_OUT) == 15
    assert len(missed(HELD_OUT)) <= 2, missed(HELD_OUT)


def test_the_phrases_of_a_fresh_reader_find_their_page() -> None:
    assert len(missed(TUNED_ON)) <= len(TUNED_ON) // 20, missed(TUNED_ON)
    assert len(missed(FIRST_SIGHT)) <= len(FIRST_SIGHT) // 10, missed(FIRST_SIGHT)


@pytest.mark.parametrize(
    "phrase",
    [
        "suicidal",
        "i want to die",
        "kill myself",
        "better off without me",
        "i hurt my baby",
        "hearing voices",
        "self harm",
    ],
)
def test_words_of_danger_bring_the_urgent_page_at_once(phrase: str) -> None:
    # “I hurt my baby” may also mean her feelings: that page comes first, and begins with the emergency number.
    assert "is-this-urgent" in [article.slug for article in search(phrase)[:2]]


def test_every_door_and_every_title_finds_its_own_page() -> None:
    from articles.paths import library as paths

    wanted = {door.words: {door.article} for door in paths().doors}
    wanted |= {article.title: {article.slug} for article in Article.objects.published()}
    assert missed(wanted) == {}


def test_every_article_answers_its_own_search_words() -> None:
    lost = {
        f"{article.slug}: {phrase}"
        for article in Article.objects.published()
        for phrase in article.search_words
        if article.slug not in [found.slug for found in search(phrase)]
    }
    assert lost == set()


def test_pages_for_others_do_not_come_before_hers() -> None:
    assert search("i feel nothing")[0].audience == Article.Audience.MOTHER


@pytest.mark.parametrize("typed", ["tierd of it all", "TIRED, of it all!", "tired of it all"])
def test_slips_and_capitals_do_not_matter(typed: str) -> None:
    assert [article.slug for article in search(typed)] == [article.slug for article in search("tired of it all")]


def test_a_word_that_is_right_is_not_taken_for_another() -> None:
    assert spelled("swore", frozenset({"sore", "swear"}), frozenset({"swore"})) == "swore"
    assert spelled("rolling", frozenset({"scrolling"}), frozenset()) == "rolling"


def test_a_slip_is_taken_for_a_word_that_she_searches_with_first() -> None:
    assert spelled("tierd", frozenset({"tired"}), frozenset({"tied"})) == "tired"


@pytest.mark.parametrize(
    ("typed", "meant"), [("yelled", "yelling"), ("babies", "baby"), ("felt", "feeling"), ("hitting", "hits")]
)
def test_a_word_is_met_in_its_other_endings(typed: str, meant: str) -> None:
    assert stem(typed) == stem(meant)


def test_what_she_says_is_met_as_it_is_also_said() -> None:
    wordings = Wordings([{"c-section", "cesarean", "cut open"}])
    (thing,) = wordings.things(split("They cut me, cesareans"))[:1]
    assert thing == Thing("cesareans", frozenset({"c section", "cesarean", "cut open"}))


def test_a_wording_as_it_was_typed_goes_before_its_kin() -> None:
    wordings = Wordings([{"nursing", "breastfeeding"}, {"nurse", "midwife"}])
    (thing,) = wordings.things(["nursing"])
    assert thing.others == {"breastfeeding"}


def test_somebody_else_who_speaks_finds_the_page_for_them_first() -> None:
    assert search("im her husband and i am worried")[0].audience == Article.Audience.FAMILY


def test_a_search_without_words_finds_nothing() -> None:
    assert search("") == search("!?") == search("\0") == []


def test_no_result_is_no_dead_end(client: Client) -> None:
    page = client.get("/articles/search/", {"q": "zzzzzz"}).content.decode()
    assert "We have no page in those words yet" in page
    assert 'href="/support/' in page
    assert page.count('class="door door--quiet"') == 8
