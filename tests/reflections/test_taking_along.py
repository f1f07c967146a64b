"""Export and import: the same text byte for byte, all or nothing, and no trick in a ZIP."""

import io
import json
import tracemalloc
import zipfile
from typing import Any

import pytest
from django.test import Client

from reflections import importing, unpacking
from reflections.models import Entry
from tests.people import Person, writing

TEXT = "line\n\n\ttabbed  \ntrailing \n\u202bשלום\u202c 🌙 \\ \" ' <b> \u2028"


def exported(person: Person) -> bytes:
    answer = person.client.post("/journal/export/", {"passphrase": person.passphrase})
    assert answer.status_code == 200
    return bytes(answer.content)


def brought_in(person: Person, file: bytes, **fields: Any) -> Any:
    upload = io.BytesIO(file)
    upload.name = "anything.zip"
    return person.client.post("/journal/import/", {"file": upload, **fields})


def zip_of(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def journal_of(person: Person, **changes: Any) -> bytes:
    page = {"id": "00000000-0000-4000-8000-000000000009", "text": "x", "written": "2026-11-01T03:00+00:00", **changes}
    return zip_of({"journal.json": json.dumps({"format": 1, "owner": str(person.user.pk), "pages": [page]})})


def test_what_was_taken_along_comes_back_byte_for_byte(alice: Person, bob: Person) -> None:
    alice.write(TEXT, title="Ti tle", closeness="5", feelings=["numb", "weit weg"], offset="-300")
    alice.client.post("/journal/draft/", writing(text="half a page"))
    file = exported(alice)
    assert brought_in(bob, file, from_another_name="on").status_code == 200
    mine, his = (json.loads(zipfile.ZipFile(io.BytesIO(exported(who))).read("journal.json")) for who in (alice, bob))
    kept = [page for page in his["pages"] if page["text"] != "half a page"]
    for page in (mine["pages"][0], kept[0]):
        del page["id"]
    assert mine["pages"] == kept
    assert kept[0]["text"] == TEXT
    assert [page["text"] for page in his["pages"] if page["text"] == "half a page"] == ["half a page"]


def test_the_file_has_a_neutral_name_and_a_page_of_text_for_each_entry(alice: Person) -> None:
    alice.write("words", title="Title")
    answer = alice.client.post("/journal/export/", {"passphrase": alice.passphrase})
    assert answer["Content-Disposition"] == 'attachment; filename="papers.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        pages = [name for name in archive.namelist() if name.endswith(".md")]
        assert len(pages) == 1
        assert archive.read(pages[0]).decode().startswith("# Title\n\n")
        assert archive.read(pages[0]).decode().endswith("\n\nwords\n")


def test_export_asks_for_the_passphrase_again(alice: Person) -> None:
    alice.write("words")
    answer = alice.client.post("/journal/export/", {"passphrase": "not this one at all"})
    assert answer.status_code == 403
    assert b"words" not in answer.content


def test_bringing_the_same_file_in_twice_doubles_nothing(alice: Person) -> None:
    alice.write("words")
    file = exported(alice)
    assert "0 pages were" in brought_in(alice, file).content.decode()
    Entry.objects.all().delete()
    assert "1 page was" in brought_in(alice, file).content.decode()
    assert "0 pages were" in brought_in(alice, file).content.decode()
    assert Entry.objects.count() == 1


def test_a_page_that_differs_is_kept_beside_once(alice: Person) -> None:
    address = alice.write("words")
    file = exported(alice)
    alice.client.post(address + "edit/", writing(text="changed since", base="1"))
    assert "1 page was" in brought_in(alice, file).content.decode()
    assert "0 pages were" in brought_in(alice, file).content.decode()
    assert "changed since" in alice.reads(address)


def test_a_file_of_another_name_brought_in_twice_doubles_nothing(alice: Person, bob: Person) -> None:
    alice.write("words")
    file = exported(alice)
    assert "1 page was" in brought_in(bob, file, from_another_name="on").content.decode()
    assert "0 pages were" in brought_in(bob, file, from_another_name="on").content.decode()


def test_a_page_that_she_has_deleted_since_comes_back(alice: Person) -> None:
    address = alice.write("words", title="Back again")
    file = exported(alice)
    alice.client.post(address + "delete/", {"how": "later"})
    assert "1 page was" in brought_in(alice, file).content.decode()
    assert "Back again" in alice.reads("/journal/")


def test_a_page_without_a_time_was_written_now(alice: Person) -> None:
    assert brought_in(alice, journal_of(alice, written="")).status_code == 200
    assert "1970" not in alice.reads("/journal/")


def test_a_file_of_another_name_is_asked_about(alice: Person, bob: Person) -> None:
    alice.write("words")
    answer = brought_in(bob, exported(alice))
    assert answer.status_code == 422
    assert "made under another name" in answer.content.decode()
    assert 'name="from_another_name"' in answer.content.decode()
    assert Entry.objects.count() == 1


def test_another_persons_page_is_not_told_by_its_number(alice: Person, bob: Person) -> None:
    number = alice.write("words").split("/")[2]
    assert "1 page was" in brought_in(bob, journal_of(bob, id=number)).content.decode()
    assert Entry.objects.count() == 2


NOT_A_ZIP = "not a whole ZIP"
STRANGE = "not an exported journal"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"not a zip at all", NOT_A_ZIP),
        (zip_of({"journal.json": "{}"})[:-30], NOT_A_ZIP),
        (zip_of({"journal.json": json.dumps({"format": 1, "pages": []}) * 50})[:60], NOT_A_ZIP),
        (zip_of({"other.txt": "x"}), STRANGE),
        (zip_of({"journal.json": "not json"}), STRANGE),
        (zip_of({"journal.json": "[" * 100_000}), STRANGE),
        (zip_of({"journal.json": "[]"}), STRANGE),
        (zip_of({"journal.json": '{"format": 2}'}), STRANGE),
        (zip_of({"journal.json": '{"format": 1}', "../evil": "x"}), STRANGE),
        (zip_of({"journal.json": '{"format": 1}', "a\\..\\b": "x"}), STRANGE),
        (zip_of({"journal.json": '{"format": 1}', "/etc/x": "x"}), STRANGE),
        (b"", "Choose the ZIP file"),
    ],
    ids=[
        "no ZIP", "cut at the end", "cut in the middle", "without journal.json", "not JSON", "nested too deeply",
        "a list", "another format", "a way out", "a way out with backslashes", "an absolute path", "nothing",
    ],
)  # fmt: skip
def test_what_is_no_journal_is_refused_in_one_sentence(alice: Person, file: bytes, sentence: str) -> None:
    answer = brought_in(alice, file)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "a\0b"},
        {"text": "\ud800"},
        {"text": "x" * 100_001},
        {"text": 5},
        {"text": None},
        {"title": "x" * 201},
        {"id": "7"},
        {"feelings": [1]},
        {"feelings": 7},
        {"written": 5},
        {"written": "../../../x"},
        {"changed": "soon"},
        {"erase_on": "never"},
    ],
)
def test_one_bad_page_brings_nothing_in(alice: Person, changes: dict[str, Any]) -> None:
    page = {"id": "00000000-0000-4000-8000-000000000008", "text": "good"}
    bad = {"id": "00000000-0000-4000-8000-000000000009", "text": "x", **changes}
    whole = json.dumps({"format": 1, "owner": str(alice.user.pk), "pages": [page, bad]})
    answer = brought_in(alice, zip_of({"journal.json": whole}))
    assert answer.status_code == 422
    assert STRANGE in answer.content.decode()
    assert not Entry.objects.exists()


def test_an_unknown_closeness_is_left_out(alice: Person) -> None:
    assert brought_in(alice, journal_of(alice, closeness=9)).status_code == 200
    assert "2026" in alice.reads("/journal/")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 1_000_000)
    bomb = zip_of({"journal.json": b" " * 2_000_000})
    assert len(bomb) < 10_000
    answer = brought_in(alice, bomb)
    assert "too large to bring in" in answer.content.decode()


@pytest.mark.parametrize(
    "inside",
    [
        b'{"format": 1, "pages": [' + b"[]," * 20_000_000 + b"[]]}",
        b'{"format": 1, "x": [' + b"0," * 20_000_000 + b"0]}",
        b'{"format": 1, "x": "' + b"x" * 60_000_000 + b'"}',
        b'{"format": 1, "x": {"y": [' + b"[]," * 20_000_000 + b"[]]}}",
        b'{"format": 1, "pages": [' + b"[" * 60_000_000,
        b"{" + b" " * 60_000_000 + b"}",
    ],
    ids=["lists in pages", "numbers", "one string", "lists inside", "ever deeper", "spaces"],
)
def test_a_zip_that_swells_in_memory_is_refused_in_little(
    alice: Person, inside: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = zip_of({"journal.json": inside})
    assert len(bomb) < 100_000
    monkeypatch.setattr(unpacking, "LARGEST_PIECE", 500_000)  # measuring memory is slow: smaller limits, sooner met
    monkeypatch.setattr(unpacking, "MOST_PIECES", 20_000)
    tracemalloc.start()
    answer = brought_in(alice, bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422
    assert peak < 60_000_000  # read whole, the first kind takes over a gigabyte


def test_a_zip_of_very_many_files_is_refused_before_it_is_listed(alice: Person) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("journal.json", '{"format": 1}')
        archive.comment = b""
    file = out.getvalue() + b"PK\x01\x02" * (unpacking.MOST_FILES + 1)
    assert "too large to bring in" in brought_in(alice, file).content.decode()


def test_a_journal_larger_than_the_window_comes_back_whole(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        alice.write(f"{number} " + TEXT * 20)
    file = exported(alice)
    Entry.objects.all().delete()
    monkeypatch.setattr(unpacking, "AT_ONCE", 7)
    assert "3 pages were" in brought_in(alice, file).content.decode()
    with zipfile.ZipFile(io.BytesIO(file)) as one, zipfile.ZipFile(io.BytesIO(exported(alice))) as other:
        assert sorted(one.read(name) for name in one.namelist() if name.endswith("md")) == sorted(
            other.read(name) for name in other.namelist() if name.endswith("md")
        )


def test_a_stranger_may_not_send_a_large_file(client: Client, db: None) -> None:
    upload = io.BytesIO(bytes(3 * 1024 * 1024))
    upload.name = "x.zip"
    assert client.post("/journal/import/", {"file": upload}).status_code == 413


def test_a_zip_that_lies_about_its_size_is_refused(alice: Person) -> None:
    whole = zip_of({"journal.json": b" " * 5000})
    lying = whole.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != whole
    assert brought_in(alice, lying).status_code == 422


def test_a_file_over_64_megabytes_is_413(alice: Person) -> None:
    answer = brought_in(alice, bytes(65 * 1024 * 1024))
    assert answer.status_code == 413


def test_a_file_of_some_megabytes_is_taken_in_memory(alice: Person) -> None:
    pages = [
        {"id": f"00000000-0000-4000-8000-{number:012d}", "text": chr(97 + number) * 90_000} for number in range(26)
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "journal.json", json.dumps({"format": 1, "owner": str(alice.user.pk), "pages": pages}) + " " * 4_000_000
        )
    assert "26 pages were" in brought_in(alice, out.getvalue()).content.decode()


def test_one_import_at_a_time(alice: Person) -> None:
    with importing.the_only_import():
        assert brought_in(alice, journal_of(alice)).status_code == 503
    assert brought_in(alice, journal_of(alice)).status_code == 200
