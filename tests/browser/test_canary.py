"""A canary in every field, then a search of everything that outlives a request. And what a thief gets."""

import base64
import io
import itertools
import json
import re
import secrets
import shutil
import sqlite3
import subprocess
import sys
import urllib.parse
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag

from tests.live import House, Visitor
from tests.reflections.standalone_reader import argon2id, binding, hkdf, open_blob

DATABASE = "small-moments.sqlite3"


def canary(what: str) -> str:
    """A random string that stands nowhere else, with a letter that each encoding writes differently."""
    return f"{what}{secrets.token_hex(12)}ßend"


def disguises(needle: str) -> set[bytes]:
    """The needle raw, in UTF-16, base64 (each of three alignments), hex, and escaped for URLs and JSON."""
    raw = needle.encode()
    forms = {
        raw,
        needle.encode("utf-16-le"),
        needle.encode("utf-16-be"),
        raw.hex().encode(),
        raw.hex().upper().encode(),
    }
    for shift in range(3):
        # Whole groups of three bytes only: what stands around the needle changes the characters at its ends.
        inner = raw[shift : shift + (len(raw) - shift) // 3 * 3]
        forms |= {base64.b64encode(inner), base64.urlsafe_b64encode(inner)}
    forms |= {urllib.parse.quote(needle).encode(), urllib.parse.quote_plus(needle).encode()}
    return forms | {json.dumps(needle)[1:-1].encode(), repr(raw)[2:-1].encode()}


def hits(folders: list[Path], needles: list[str]) -> list[str]:
    """Where a canary is found, as file and disguise."""
    forms = {form for needle in needles for form in disguises(needle)}
    found = []
    for path in itertools.chain.from_iterable(folder.rglob("*") for folder in folders):
        if path.is_file() and "static" not in path.parts:
            content = path.read_bytes()
            found += [f"{path.name}: {form!r}" for form in forms if form in content or form.lower() in content.lower()]
    return found


def journal_zip(owner: str, text: str) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        page = {"id": str(uuid4()), "text": text, "title": text}
        archive.writestr("journal.json", json.dumps({"format": 1, "owner": owner, "pages": [page]}))
    file.seek(0)
    file.name = "x.zip"
    return file


def live_through_everything(house: House, words: dict[str, str]) -> Visitor:
    """Writes, searches, exports, imports, is refused, and meets an error, with a canary in every field."""
    alice = Visitor(house, "alice-1", words["passphrase"])
    words["code"] = alice.join()
    words["practice"] = secrets.token_hex(12)
    fields = {name: words[name] for name in ("title", "text")} | {"feelings": words["feelings"][:40], "closeness": "2"}
    page = alice.write(**fields, practice=words["practice"])
    alice.post(f"/journal/{page}/edit/", {**fields, "text": words["changed"], "base": "1", "form_id": str(uuid4())})
    alice.post("/journal/draft/", {"text": words["draft"], "form_id": str(uuid4())})
    alice.post("/journal/keep/", {"text": words["kept"]})
    alice.post("/journal/over-time/", {"show": "on"})
    assert words["draft"] in alice.ask("/journal/")[2].decode()
    alice.post("/journal/search/", {"q": words["search"]})
    exported = alice.post("/journal/export/", {"passphrase": words["passphrase"]})[2]
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        owner = json.loads(archive.read("journal.json"))["owner"]
    assert alice.post("/journal/import/", {"file": journal_zip(owner, words["imported"])})[0] == 200
    assert alice.post("/journal/import/", {"file": journal_zip("another", words["imported"])})[0] == 422
    # A save with a wrong token, one that is too large, one that is too long, one that is locked, wrong secrets.
    assert alice.post("/journal/new/", {"text": words["stale"], "csrfmiddlewaretoken": "x" * 64})[0] == 403
    assert alice.post("/journal/new/", {"text": words["large"] + "x" * 3_000_000})[0] == 413
    assert alice.post("/journal/new/", {"text": words["large"] + "x" * 100_000, "form_id": str(uuid4())})[0] == 422
    alice.post("/account/passphrase/", {"current": words["wrong"], "passphrase": words["wrong"]})
    alice.post("/account/recover/", {"name": "alice-1", "code": words["code"][:-1] + "0", "passphrase": words["wrong"]})
    alice.post("/account/sign-in/", {"name": words["stranger"], "passphrase": words["wrong"]})
    # An error of ours, with her words in the frames of its traceback.
    with sqlite3.connect(house.data / DATABASE) as database:
        database.execute("ALTER TABLE reflections_formertext RENAME TO hidden")
    assert alice.ask(f"/journal/{page}/")[0] == 500
    with sqlite3.connect(house.data / DATABASE) as database:
        database.execute("ALTER TABLE hidden RENAME TO reflections_formertext")
    database.close()
    alice.post("/journal/lock/", {"text": words["locking"], "form_id": str(uuid4())})
    assert alice.post("/journal/new/", {"text": words["locked"], "form_id": str(uuid4())})[0] == 403
    assert alice.sign_in()
    # The passphrase is changed, then recovered by the code, which gives a new one.
    change = {"current": words["passphrase"], "passphrase": words["next"]}
    assert alice.post("/account/passphrase/", change)[0] == 302
    recover = {"name": "alice-1", "code": words["code"], "passphrase": words["last"]}
    assert alice.post("/account/recover/", recover)[0] == 302
    groups = re.findall(r"<span>([0-9A-Z]{4})</span>", alice.ask("/account/recovery-code/")[2].decode())
    words["new code"] = "-".join(groups)
    return alice


LOOKING = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("SELECT count(*) FROM sqlite_master").fetchone()
print("looking", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def house(house: House) -> Iterator[House]:
    """SQLite takes its write-ahead log away when nobody has the database open, as between two requests. Here somebody
    has: another process, as the locks of this one end whenever it closes the file (sqlite.org/howtocorrupt.html, 2.2).
    """
    command = [sys.executable, "-c", LOOKING, str(house.data / DATABASE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as looking:
        assert looking.stdout is not None
        assert looking.stdout.readline() == b"looking\n"
        yield house
        looking.kill()


def test_no_word_of_hers_outlives_its_request_in_clear(house: House) -> None:
    names = [
        "passphrase", "title", "text", "feelings", "changed", "draft", "kept", "search", "imported", "stale", "large",
        "wrong", "locking", "locked", "stranger", "next", "last",
    ]  # fmt: skip
    words = {name: canary(name[:3]) for name in names}
    alice = live_through_everything(house, words)
    cookie_secret = next(cookie.value for cookie in alice.jar if cookie.name == "key") or ""
    (house.data / "dump.json").write_bytes(house.manage("dumpdata"))
    house.manage("backup", str(house.data / "backup.sqlite3"))
    assert (house.data / f"{DATABASE}-wal").exists()
    assert b"OperationalError" in (house.data / "server.log").read_bytes()
    assert len(words["new code"]) == 34
    needles = [*words.values(), words["feelings"][:40], cookie_secret]
    needles += [words[name].replace("-", "") for name in ("code", "new code")]
    for form in disguises(words["text"]):  # the search would find it: one is planted on purpose, in each disguise
        planted = house.data / "planted"
        planted.write_bytes(b"before " + form + b" after")
        assert hits([house.data], needles) != []
        planted.unlink()
    assert hits([house.data], needles) == []


def stolen(house: House) -> dict[str, list[dict[str, Any]]]:
    """Everything a thief of the data folder has: tables, sessions and all, from copies of the database and its WAL."""
    loot = house.data / "loot"
    loot.mkdir()
    for path in house.data.glob(f"{DATABASE}*"):
        shutil.copy(path, loot)
    database = sqlite3.connect(loot / DATABASE)
    database.row_factory = sqlite3.Row
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {table: [dict(row) for row in database.execute(f"SELECT * FROM {table}")] for table in tables}  # noqa: S608
    database.close()
    return found


def opens(key: bytes, blob: bytes, bound_to: bytes) -> bool:
    try:
        open_blob(key, blob, bound_to)
    except InvalidTag:
        return False
    return True


def test_a_thief_of_everything_but_her_cookie_opens_nothing(house: House) -> None:
    alice = Visitor(house, "alice-1", "copper kettle " + secrets.token_hex(8))
    alice.join()
    page = alice.write("words")
    loot = stolen(house)
    secret_key = (house.data / "secret-key").read_text().strip()
    assert loot["accounts_openkey"], "her journal is open while the thief is in the house"
    # Every string and blob in the loot, and SECRET_KEY, as a key: straight, hashed, and by each derivation of ours.
    values = {secret_key.encode(), bytes(16), bytes(32)}
    for value in (value for rows in loot.values() for row in rows for value in row.values()):
        values.add(value if isinstance(value, bytes) else str(value).encode())
    session = loot["accounts_openkey"][0]
    salts = [session["session_id"].encode(), secret_key.encode(), b""]
    candidates = {value for value in values if len(value) == 32}
    for value, salt, use in itertools.product(values, salts, ("session", "recovery")):
        candidates.add(hkdf(value, salt, b"small-moments journal " + use.encode()))
    blobs = [session["sealed"], *(slot["sealed"] for slot in loot["accounts_keyslot"])]
    blobs += [row[name] for row in loot["reflections_entry"] for name in ("head", "body")]
    person, key_row = (bytes.fromhex(loot[name][0]["id"]) for name in ("accounts_user", "accounts_datakey"))
    bindings = [binding("session", person, key_row, "data key", 0, 1)]
    bindings += [
        binding("entry", person, bytes.fromhex(row["id"]), name, row["revision"], 1)
        for row in loot["reflections_entry"]
        for name in ("head", "body")
    ]
    for slot in loot["accounts_keyslot"]:
        cost = (slot["salt"], slot["memory"], slot["passes"], slot["lanes"])
        bindings.append(binding(f"slot {slot['kind']}", person, bytes.fromhex(slot["id"]), "data key", 0, 1, *cost))
    assert len(candidates) > 100
    assert not any(opens(*each) for each in itertools.product(candidates, blobs, bindings))
    # The attack works where the key is known: the very same program, given her cookie, opens her session.
    cookie = next(cookie.value for cookie in alice.jar if cookie.name == "key") or ""
    hers = hkdf(
        base64.urlsafe_b64decode(cookie + "="), session["session_id"].encode(), b"small-moments journal session"
    )
    assert opens(hers, session["sealed"], bindings[0])
    # With the session row he may pass for her where nothing is locked; the journal stays shut.
    thief = Visitor(house, alice.name, "")
    cookie = f"session={session['session_id']}"
    assert thief.ask("/account/", Cookie=cookie)[0] == 200
    assert thief.ask(f"/journal/{page}/", Cookie=cookie)[1].startswith("/journal/unlock/")


def test_a_guessed_passphrase_opens_exactly_that_journal(house: House) -> None:
    guesses = ["password123456", "iloveyou iloveyou", "correct horse battery staple", "letmein letmein"]
    people = [Visitor(house, f"person-{number}", f"violet ladder {secrets.token_hex(8)}") for number in range(3)]
    people[1].passphrase = guesses[2]
    for person in people:
        person.join()
        person.write(f"the words of {person.name}")
    loot = stolen(house)
    names = {row["id"]: row["name"] for row in loot["accounts_user"]}
    owners = {row["id"]: row["person_id"] for row in loot["accounts_datakey"]}
    opened: dict[str, bytes] = {}
    for slot in loot["accounts_keyslot"]:
        if slot["kind"] != "passphrase":
            continue
        owner = bytes.fromhex(owners[slot["data_key_id"]])
        cost = (slot["salt"], slot["memory"], slot["passes"], slot["lanes"])
        bound_to = binding("slot passphrase", owner, bytes.fromhex(slot["id"]), "data key", 0, 1, *cost)
        for guess in guesses:
            wrapping = argon2id(guess, {**slot, "salt": base64.b64encode(slot["salt"]).decode()})
            if opens(wrapping, slot["sealed"], bound_to):
                opened[names[owner.hex()]] = open_blob(wrapping, slot["sealed"], bound_to)
    assert list(opened) == ["person-1"]
    readable = 0
    for row in loot["reflections_entry"]:
        blob = row["body"]
        owner = bytes.fromhex(owners[row["data_key_id"]])
        readable += opens(opened["person-1"], blob, binding("entry", owner, bytes.fromhex(row["id"]), "body", 1, 1))
    assert readable == 1


def test_a_deleted_account_leaves_no_sealed_byte_behind(house: House) -> None:
    alice = Visitor(house, "alice-1", "copper kettle " + secrets.token_hex(8))
    alice.join()
    alice.write("words " * 2000)
    loot = stolen(house)
    shutil.rmtree(house.data / "loot")
    blobs = [row[name] for row in loot["reflections_entry"] for name in ("head", "body")]
    blobs += [slot["sealed"] for slot in loot["accounts_keyslot"]]
    # In small pieces, as the database may part a blob between its pages.
    pieces = [blob[at : at + 24] for blob in blobs for at in range(0, len(blob) - 24, 24)]
    files = [path for path in house.data.glob(f"{DATABASE}*") if not path.name.endswith("-shm")]

    def left() -> int:
        content = b"".join(path.read_bytes() for path in files)
        return sum(piece in content for piece in pieces)

    assert left() > 0.9 * len(pieces)
    assert alice.post("/account/delete/", {"passphrase": alice.passphrase})[0] == 200
    assert left() == 0
    assert b"alice-1" not in b"".join(path.read_bytes() for path in files)
