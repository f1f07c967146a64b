"""The readers who are easily forgotten, and where each finds her paragraph, section or pointer."""

from pathlib import Path

import pytest

from articles.content import parse
from articles.prose import passages

# Reader, page, and words of the place that is hers. A place may move within its page, and its words may be bettered;
# then this list is bettered with it.
PLACES = [
    ("in danger from her body: bleeding, pressure, clots, heart", "is-this-urgent", "bleeding that fills a pad"),
    ("in danger from her body: bleeding, pressure, clots, heart", "mood-worry-and-tiredness", "blood that soaks a pad"),
    ("with a thyroid, iron or milk let-down behind it", "mood-worry-and-tiredness", "thyroid and your iron checked"),
    ("with a thyroid, iron or milk let-down behind it", "mood-worry-and-tiredness", "reflex (D-MER)"),
    ("with a living baby after a loss", "your-story-and-your-load", "not loving can feel safer"),
    ("without a living baby", "your-story-and-your-load", "If you have no living baby now"),
    ("without a living baby", "apart-at-the-start", "If your baby died"),
    ("whose one twin died", "apart-at-the-start", "one of your babies died and another lives"),
    ("shaken by intensive care", "apart-at-the-start", "The beeping may have stopped"),
    ("who drinks or uses something", "your-story-and-your-load", "If you drink or use to get through"),
    ("who drinks or uses something", "is-this-urgent", "quit a mood medicine, alcohol, or a drug"),
    ("who takes medicine and breastfeeds", "what-treatment-can-do", "If you breastfeed"),
    ("under 18", "first-doors", "You are under 18"),
    ("under 18", "will-they-take-my-baby", "You are under 18"),
    ("who is new here, without papers, or speaks another language", "first-doors", "Ask for an interpreter"),
    ("who is new here, without papers, or speaks another language", "will-they-take-my-baby", "You have no papers"),
    ("who is less often believed", "first-doors", "If you are Black or Indigenous"),
    ("who is less often believed", "first-doors", "Please write down that you said no"),
    ("who did not carry the baby, or whose family is of another kind", "you-are-not-the-only-one", "the real mom"),
    ("who did not carry the baby, or whose family is of another kind", "partners-feel-it-too", "trans or nonbinary"),
    ("who is the father or other parent", "partners-feel-it-too", "You're allowed to have this too"),
    ("by adoption, foster care, kinship or surrogacy", "apart-at-the-start", "adoption, foster care, surrogacy"),
    ("who is disabled", "small-moments", "None of this needs hands, sight, or lifting"),
    ("who is disabled", "your-story-and-your-load", "people may watch your hands"),
    ("who is autistic, has ADHD, or never knows what she feels", "small-moments", "You may be autistic, have ADHD"),
    ("who is autistic, has ADHD, or never knows what she feels", "reading-your-babys-signals", "you are autistic"),
    (
        "whose baby is early, ill, disabled, or has reflux or colic",
        "reading-your-babys-signals",
        "Some babies came early",
    ),
    ("with two or more at once", "love-care-and-the-bond", "one twin and not the other"),
    (
        "who bonded with her first and not with this one",
        "you-are-not-the-only-one",
        "fell for your first child at once",
    ),
    ("who did not want or choose this pregnancy", "your-story-and-your-load", "It may have come from rape"),
    ("disappointed by the sex of the baby", "love-care-and-the-bond", "I wanted a girl"),
    ("who is alone with it", "first-doors", "You have no one to bring"),
    ("who is alone with it", "good-enough", "with no one beside you"),
    ("with a court, a prison or the military in the picture", "will-they-take-my-baby", "a prison, or the military"),
    ("who is threatened with losing her baby", "will-they-take-my-baby", "I'll tell them you're crazy"),
    ("whose child is older", "love-care-and-the-bond", "If your child is older"),
    ("whose child is older", "is-this-hurting-my-baby", "If your child is older"),
    ("whose child is older", "small-moments", "With a toddler, or an older child"),
    ("who regrets it all", "love-care-and-the-bond", "I regret this"),
    ("with unwanted thoughts", "thoughts-that-frighten-you", "Some are about accidents"),
    ("who is watched on her phone", "your-pace-your-privacy", "If somebody goes through your phone"),
    ("without money, food or a home", "first-doors", "Money, food, or housing"),
]
NOTED = {
    "your-story-and-your-load", "apart-at-the-start", "when-birth-was-frightening", "how-to-repair", "after-a-bad-day",
    "thoughts-that-frighten-you", "when-the-crying-wont-stop", "will-they-take-my-baby", "is-this-urgent",
}  # fmt: skip
HELP_FIRST = {
    "is-this-urgent", "thoughts-that-frighten-you", "when-the-crying-wont-stop", "will-they-take-my-baby",
}  # fmt: skip


def page(content: Path, slug: str) -> str:
    body = parse(f"{slug}.md", (content / "en" / "articles" / f"{slug}.md").read_text()).body
    return " ".join(" ".join(passage.text for passage in passages(body)).split()).replace("’", "'")


@pytest.mark.parametrize(("reader", "slug", "words"), PLACES)
def test_the_reader_finds_her_place(content: Path, reader: str, slug: str, words: str) -> None:
    assert words in page(content, slug), f"a mother {reader} has lost her place on {slug}"


@pytest.mark.parametrize("slug", sorted(NOTED))
def test_what_may_hurt_to_read_is_announced(content: Path, slug: str) -> None:
    assert parse(f"{slug}.md", (content / "en" / "articles" / f"{slug}.md").read_text()).values["content_note"]


def test_help_comes_first_where_it_must_and_asks_for_no_writing(content: Path) -> None:
    for path in (content / "en" / "articles").glob("*.md"):
        values = parse(path.name, path.read_text()).values
        assert values["help_first"] == (path.stem in HELP_FIRST)
        if values["help_first"]:
            assert values["prompts"] == []
            assert values["quiet_title"]
