"""Answers of a practice are pages of their own kind: in the list, in search, over time, and taken along and back."""

import io
import json
import zipfile
from dataclasses import asdict
from typing import Any

from accounts import slots
from reflections import sealing
from reflections.models import Entry
from reflections.pages import Head, open_head
from tests.people import Person, only_entry
from tests.reflections.test_taking_along import brought_in, exported, zip_of

TEXT = "What comes to mind from today?\nA blank one\n\nIn one line, if you like\ndiaper, 4 a.m."
KEPT: dict[str, Any] = {"kind": "practice", "practice": "a-moment-today", "title": "A moment today"}
LABEL = "Practice · A moment today"


def opened_by(person: Person) -> slots.Opened:
    opened = slots.open_with_passphrase(person.user, person.passphrase)
    assert opened is not None
    return opened


def keep(person: Person, text: str = TEXT, **fields: Any) -> str:
    return person.write(text, **{**KEPT, **fields})


def test_the_sealed_head_says_kind_and_practice(alice: Person) -> None:
    keep(alice)
    head = open_head(opened_by(alice), only_entry())
    assert (head.kind, head.practice) == ("practice", "a-moment-today")


def test_no_practice_name_stands_in_the_table(alice: Person) -> None:
    keep(alice)
    row = repr(Entry.objects.values().get())
    assert "moment" not in row
    assert "practice" not in row


def test_the_list_shows_what_it_is_and_her_own_pages_as_before(alice: Person) -> None:
    keep(alice)
    alice.write("words", title="A title of hers")
    page = alice.reads("/journal/")
    assert LABEL in page
    assert "Practice · A title of hers" not in page


def test_the_list_can_be_narrowed_to_practices(alice: Person) -> None:
    keep(alice)
    alice.write("words", title="A title of hers")
    page = alice.reads("/journal/?show=practices")
    assert LABEL in page
    assert "A title of hers" not in page


def test_a_journal_without_a_kept_practice_offers_no_narrowing(alice: Person) -> None:
    alice.write("words")
    assert "show=practices" not in alice.reads("/journal/")


def test_later_practices_are_on_further_pages_of_the_narrowed_list(alice: Person) -> None:
    for number in range(31):
        keep(alice, text=f"What?\n{number}")
    assert 'href="?show=practices&amp;page=2"' in alice.reads("/journal/?show=practices")
    assert LABEL in alice.reads("/journal/?show=practices&page=2")


def test_search_shows_what_it_is(alice: Person) -> None:
    keep(alice)
    assert LABEL in alice.client.post("/journal/search/", {"q": "diaper"}).content.decode()


def test_over_time_shows_what_it_is(alice: Person) -> None:
    alice.client.post("/journal/over-time/", {"show": "on"})
    keep(alice, closeness="2")
    assert f"a little far · {LABEL}" in alice.reads("/journal/over-time/")


def test_a_page_opens_with_the_questions_as_they_were_asked(alice: Person) -> None:
    page = alice.reads(keep(alice))
    assert "<dt>What comes to mind from today?</dt><dd>A blank one</dd>" in page
    assert "<dt>In one line, if you like</dt><dd>diaper, 4 a.m.</dd>" in page
    assert "Practice · <time" in page


def test_a_page_she_wrote_on_shows_every_word(alice: Person) -> None:
    page = alice.reads(keep(alice, text=TEXT + "\n\nand a line that answers nothing"))
    assert "and a line that answers nothing" in page
    assert "<dt>" not in page


def test_a_change_leaves_it_a_practice_whatever_the_form_says(alice: Person) -> None:
    address = keep(alice)
    form = {"form_id": "", "base": "1", "title": "A moment today", "text": "changed", "kind": "", "practice": ""}
    assert alice.client.post(f"{address}edit/", form).status_code == 302
    head = open_head(opened_by(alice), only_entry())
    assert (head.kind, head.practice) == ("practice", "a-moment-today")


def test_answers_that_arrive_locked_are_still_a_practice_once_saved(alice: Person) -> None:
    alice.lock()
    form = {**KEPT, "text": TEXT, "form_id": "00000000-0000-4000-8000-000000000007", "base": "0"}
    held = alice.client.post("/journal/new/", form)
    assert 'name="kind" value="practice"' in held.content.decode()
    alice.client.post("/journal/new/", {**form, "passphrase": alice.passphrase})
    assert LABEL in alice.reads("/journal/")


def test_a_draft_of_answers_goes_on_as_a_practice(alice: Person) -> None:
    form = {**KEPT, "text": TEXT, "form_id": "00000000-0000-4000-8000-000000000007", "base": "0"}
    alice.client.post("/journal/draft/", form)
    page = alice.reads("/journal/new/?draft=00000000-0000-4000-8000-000000000007")
    assert 'name="kind" value="practice"' in page
    assert 'name="practice" value="a-moment-today"' in page


def test_an_unknown_kind_is_a_page_of_hers(alice: Person) -> None:
    alice.write("words", title="Hers", kind="score")
    assert open_head(opened_by(alice), only_entry()).kind == ""


def test_a_page_from_before_kinds_had_names_is_told_by_its_practice(alice: Person) -> None:
    keep(alice)
    opened, row = opened_by(alice), only_entry()
    old = {name: value for name, value in asdict(open_head(opened, row)).items() if name != "kind"}
    plain = json.dumps(old).encode()
    row.head = sealing.seal(opened, plain, kind="entry", record=row.id, field="head", revision=row.revision)
    row.save()
    assert LABEL in alice.reads("/journal/")


def test_a_page_of_hers_from_before_kinds_had_names_stays_hers() -> None:
    assert Head.from_bytes(b'{"title":"Hers","practice":""}').kind == ""


def test_it_is_taken_along_and_comes_back_the_same(alice: Person, bob: Person) -> None:
    keep(alice)
    file = exported(alice)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        page = json.loads(archive.read("journal.json"))["pages"][0]
        readable = archive.read(next(name for name in archive.namelist() if name.endswith(".md"))).decode()
    assert (page["kind"], page["practice"]) == ("practice", "a-moment-today")
    assert readable.startswith("# A moment today\n\nPractice\n\n")
    assert brought_in(bob, file, from_another_name="on").status_code == 200
    assert open_head(opened_by(bob), Entry.objects.of(bob.user).get()).kind == "practice"
    assert LABEL in bob.reads("/journal/")


def test_a_file_from_before_kinds_had_names_comes_back_as_practices(alice: Person) -> None:
    page = {"id": "00000000-0000-4000-8000-000000000009", "text": TEXT, "title": "A moment today"}
    old = {"format": 1, "owner": str(alice.user.pk), "pages": [{**page, "practice": "a-moment-today"}]}
    assert brought_in(alice, zip_of({"journal.json": json.dumps(old)})).status_code == 200
    assert LABEL in alice.reads("/journal/")
