"""Her words in their rows: bound to where they belong, padded, and readable for ever."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from accounts import slots
from accounts.models import DataKey, User
from accounts.slots import Opened
from reflections import drafts, journal, preferences, sealing
from reflections.models import Entry, FormerText
from reflections.pages import Head, open_page
from reflections.sealing import DoesNotOpen
from tests.people import Person
from tests.reflections.standalone_reader import Journal

GOLDEN = json.loads((Path(__file__).parent / "golden-1.json").read_text())


def opened_of(person: Person) -> Opened:
    opened = slots.open_with_passphrase(person.user, person.passphrase)
    assert opened is not None
    return opened


@pytest.mark.parametrize(
    ("plain", "frame"),
    [(0, 256), (252, 256), (253, 512), (4092, 4096), (4093, 5120), (5116, 5120), (5117, 6144), (100_000, 100_352)],
)
def test_sizes_go_by_steps(plain: int, frame: int) -> None:
    assert len(sealing.padded(b"x" * plain)) == frame
    assert sealing.unpadded(sealing.padded(b"x" * plain)) == b"x" * plain


def test_a_frame_that_lies_about_its_length_does_not_open() -> None:
    with pytest.raises(DoesNotOpen):
        sealing.unpadded(b"\x00\x00\x01\x00" + bytes(10))


def test_a_short_and_a_longer_line_take_the_same_room(alice: Person) -> None:
    alice.write("No.")
    alice.write("I sat with her for an hour, and nothing happened, and that was fine.")
    first, second = Entry.objects.all()
    assert len(first.head) == len(second.head)
    assert len(first.body) == len(second.body)


def test_a_blob_opens_nowhere_but_where_it_belongs(alice: Person, bob: Person) -> None:
    address = alice.write("mine", title="one")
    alice.client.post(address + "edit/", {"form_id": str(uuid4()), "text": "mine, changed", "base": "1"})
    alice.write("another")
    bob.write("his")
    opened = opened_of(alice)
    row = Entry.objects.get(pk=address.split("/")[2])
    former = FormerText.objects.get()
    others = [(other.head, other.body) for other in Entry.objects.exclude(pk=row.pk)]
    moved = [
        (row.body, row.head),  # another field
        *((head, row.body) for head, _body in others),  # another record, another person
        *((row.head, body) for _head, body in others),
        (former.head, former.body),  # another kind
    ]
    for head, body in moved:
        with pytest.raises(DoesNotOpen):
            open_page(opened, Entry(id=row.id, data_key=row.data_key, revision=row.revision, head=head, body=body))
    with pytest.raises(DoesNotOpen):  # another revision
        open_page(opened, Entry(id=row.id, revision=row.revision + 1, head=row.head, body=row.body))
    with pytest.raises(DoesNotOpen):  # another number of the key
        open_page(Opened(DataKey(id=opened.data_key.id, person=alice.user, number=2), opened.key), row)
    assert open_page(opened, row).text == "mine, changed"


def test_no_bit_of_a_stored_page_may_change(alice: Person) -> None:
    alice.write("short")
    opened, row = opened_of(alice), Entry.objects.get()
    for name in ("head", "body"):
        whole = bytes(getattr(row, name))
        for bit in range(8 * len(whole)):
            flipped = bytearray(whole)
            flipped[bit // 8] ^= 1 << bit % 8
            setattr(row, name, bytes(flipped))
            with pytest.raises(DoesNotOpen):
                open_page(opened, row)
        for length in range(len(whole)):
            setattr(row, name, whole[:length])
            with pytest.raises(DoesNotOpen):
                open_page(opened, row)
        setattr(row, name, whole)


def test_a_damaged_page_is_said_calmly_and_the_rest_is_read(alice: Person) -> None:
    whole = alice.write("still whole", title="Whole")
    broken = alice.write("will break", title="Broken")
    row = Entry.objects.get(pk=broken.split("/")[2])
    row.head = bytes(row.head)[:-1] + b"\x00"
    row.body = bytes(row.body)[:40]
    row.save()
    page = alice.client.get("/journal/")
    assert page.status_code == 200
    assert "Some pages do not open" in page.content.decode()
    assert "Whole" in page.content.decode()
    assert "still whole" in alice.reads(whole)
    for address in (broken, broken + "former/", broken + "delete/", "/journal/over-time/", "/journal/deleted/"):
        assert alice.client.get(address).status_code == 200
    assert alice.client.get(broken + "edit/").status_code == 404
    assert alice.client.post(broken + "restore/").status_code == 302
    assert "still whole" in alice.client.post("/journal/search/", {"q": "still"}).content.decode()
    assert alice.client.post("/journal/export/", {"passphrase": alice.passphrase}).status_code == 200
    assert alice.client.post(broken + "delete/", {"how": "now"}).status_code == 302
    assert Entry.objects.count() == 1


def test_a_head_whose_body_is_damaged_is_listed_and_opens_calmly(alice: Person) -> None:
    address = alice.write("gone", title="Half")
    Entry.objects.update(body=b"\x01" * 60)
    assert "Half" in alice.reads("/journal/")
    assert "does not open" in alice.reads(address)
    assert alice.client.post(address + "delete/", {"how": "later"}).status_code == 302


def test_drafts_and_preferences_that_do_not_open_are_left_out(alice: Person) -> None:
    opened = opened_of(alice)
    drafts.keep(opened, drafts.Unfinished(id=uuid4(), revision=0, text="half"))
    preferences.write(opened, over_time=True)
    opened.data_key.drafts.update(sealed=b"\x01" * 60)
    type(opened.data_key.preferences).objects.update(sealed=b"\x01" * 60)
    assert drafts.all_of(opened) == []
    assert preferences.read(opened) == {}
    assert alice.client.get("/journal/").status_code == 200


def test_a_head_of_a_later_release_is_read_without_what_we_do_not_know() -> None:
    later = json.dumps({"title": "x", "weather": "rain"}).encode()
    assert Head.from_bytes(later) == replace(Head(), title="x")


def golden_rows(tmp_path: Path) -> User:
    path = tmp_path / "golden.json"
    path.write_text(json.dumps(GOLDEN["rows"]))
    call_command("loaddata", str(path), verbosity=0)
    return User.objects.get(name=GOLDEN["name"])


@pytest.mark.parametrize("way", ["passphrase", "code"])
def test_the_golden_journal_of_the_first_release_opens(db: None, tmp_path: Path, way: str) -> None:
    from accounts import recovery_code

    person = golden_rows(tmp_path)
    if way == "passphrase":
        opened = slots.open_with_passphrase(person, GOLDEN["passphrase"])
    else:
        opened = slots.open_with_code(person, recovery_code.read(GOLDEN["code"]))
    assert opened is not None
    row = Entry.objects.get()
    page = open_page(opened, row)
    assert (page.text, page.head.title, page.head.closeness) == (GOLDEN["text"], "First light", 2)
    assert page.head.feelings == ("numb", "tired of it")
    assert [former.text for former in journal.former_texts(opened, row)] == [GOLDEN["before"]]
    assert [draft.text for draft in drafts.all_of(opened)] == ["half a sent"]
    assert preferences.read(opened) == {"over_time": True}


@pytest.mark.parametrize("way", ["passphrase", "code"])
def test_a_program_of_two_hundred_lines_opens_the_golden_tables(way: str) -> None:
    found = Journal(GOLDEN["rows"], GOLDEN["name"], way, GOLDEN[way])
    assert [page["text"] for page in found.pages()] == [GOLDEN["text"]]
    assert [draft["text"] for draft in found.drafts()] == ["half a sent"]


@pytest.mark.parametrize("way", ["passphrase", "code"])
def test_a_program_of_two_hundred_lines_opens_todays_tables(
    alice: Person, bob: Person, tmp_path: Path, way: str
) -> None:
    alice.write("today's words\n\nand more", title="t", closeness="4")
    bob.write("his")
    dump = tmp_path / "dump.json"
    with dump.open("w") as file:
        call_command("dumpdata", "accounts", "reflections", "--exclude", "accounts.session", stdout=file)
    secret = alice.passphrase if way == "passphrase" else alice.code()
    found = Journal(json.loads(dump.read_text()), alice.name, way, secret)
    assert [page["text"] for page in found.pages()] == ["today's words\n\nand more"]
    assert found.pages()[0]["closeness"] == 4
