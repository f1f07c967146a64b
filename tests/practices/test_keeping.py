"""The circle: a practice's answers into the journal by two presses, and from there beside the next ones."""

import pytest

from practices.models import Practice
from tests import people
from tests.people import Person
from tests.practices.forms import buttons_of, press, title_of, walk

pytestmark = pytest.mark.django_db
LINE = "diaper <4 a.m.> & quiet"
AGAIN = "Do it again"


@pytest.fixture
def alice(library: None, monkeypatch: pytest.MonkeyPatch) -> Person:
    people.cheap_keys(monkeypatch)
    return people.alice().join()


def kept_once(alice: Person) -> str:
    """Keeps a practice; the address of its page in the journal."""
    page = press(alice.client, walk(alice.client, "a-moment-today", "A blank one"), "Next", line=LINE)
    shown_back = press(alice.client, page, "Keep this in my journal")
    assert "diaper &lt;4 a.m.&gt; &amp; quiet" in shown_back.content.decode()
    saved = press(alice.client, shown_back, "Save")
    assert saved.status_code == 302
    return str(saved.url)


def test_answers_are_kept_by_a_second_press_with_the_questions_as_they_were_asked(alice: Person) -> None:
    html = alice.client.get(kept_once(alice)).content.decode()
    assert "<dt>What comes to mind from today?</dt><dd>A blank one</dd>" in html
    assert "<dt>In one line, if you like</dt><dd>diaper &lt;4 a.m.&gt; &amp; quiet</dd>" in html


def test_what_was_kept_is_a_page_of_its_own_kind(alice: Person) -> None:
    kept_once(alice)
    assert "Practice · A moment today" in alice.reads("/journal/?show=practices")


def test_a_kept_practice_can_be_done_again_with_the_last_answers_beside(alice: Person) -> None:
    entry = alice.client.get(kept_once(alice))
    again = press(alice.client, entry, AGAIN)
    assert title_of(again) == "What comes to mind from today?"
    assert "Last time: A blank one" in again.content.decode()
    page = press(alice.client, again, "A good moment")
    assert "Last time: diaper &lt;4 a.m.&gt; &amp; quiet" in page.content.decode()


def test_a_practice_that_was_taken_away_is_not_offered_again(alice: Person) -> None:
    entry = kept_once(alice)
    assert any(words.startswith(AGAIN) for words in buttons_of(alice.client.get(entry)))
    Practice.objects.filter(slug="a-moment-today").delete()
    assert not any(words.startswith(AGAIN) for words in buttons_of(alice.client.get(entry)))
