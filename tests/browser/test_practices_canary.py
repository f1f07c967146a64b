"""A canary in every field of every practice, none of them kept, then a search of everything that outlives a request."""

import re
import sqlite3
import urllib.parse
from html import unescape
from typing import Any

from tests.browser.test_canary import DATABASE, canary, disguises, hits
from tests.live import House, Visitor
from tests.public_pages import PRACTICES

NAMES = ("own", "words", "last", "large", "elsewhere", "error", "note", "kept", "joined", "again")


def post(visitor: Visitor, path: str, fields: list[tuple[str, str]], **headers: str) -> tuple[int, str, bytes]:
    """A form of a public page as a browser without scripts sends it."""
    body = urllib.parse.urlencode(fields).encode()
    return visitor.ask(path, body, **{"Content-Type": "application/x-www-form-urlencoded", **headers})


def fields_of(page: str, words: dict[str, str]) -> list[tuple[str, str]]:
    """What the page's first form sends, with a canary in whatever can be written in."""
    form = re.findall(r'<form class="answers[^"]*"[^>]*>(.*?)</form>', page, re.DOTALL)[-1]
    found = [
        (unescape(name), unescape(value))
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    ]
    written = re.findall(r'<(?:input|textarea) class="own-words__field"[^>]* name="([^"]*)"', form)
    first = re.findall(r'<button class="option[^"]*" name="([^"]*)" value="([^"]*)"', form)
    if written:
        return [*found, (written[0], words["own"] if written[0].endswith("-own") else words["words"])]
    return [*found, *((name, unescape(value)) for name, value in first[:1])]


def walk_through(visitor: Visitor, slug: str, words: dict[str, str]) -> str:
    """All of a practice, writing wherever that is possible; gives the last screen."""
    path = f"/practice/{slug}/"
    again = [("last_question", words["again"]), ("last_answer", words["last"])]
    page = post(visitor, path, again)[2].decode()
    while '<form class="answers' in page:
        fields = fields_of(page, words)
        assert post(visitor, path, [*fields, ("stop", "1")])[0] == 200
        status, where, answer = post(visitor, path, fields)
        assert (status, where) == (200, "")
        page = answer.decode()
    return page


def be_refused_and_meet_an_error(house: House, visitor: Visitor, words: dict[str, str]) -> None:
    path = "/practice/a-moment-today/"
    sent = [("seen", "kind"), ("kind", "A bad moment"), ("seen", "line")]
    assert post(visitor, path, [*sent, ("line", words["large"] + "x" * 3_000_000)])[0] == 413
    assert post(visitor, path, [*sent, ("line", words["large"] + "x" * 200)])[0] == 200
    assert post(visitor, path, [*sent, ("line", words["elsewhere"])], Origin="https://other.example")[0] == 403
    assert post(visitor, path, [*sent, ("line", words["words"]), ("let-go", "1")])[0] == 200
    with sqlite3.connect(house.data / DATABASE) as database:
        database.execute("ALTER TABLE practices_practice RENAME TO hidden")
    assert post(visitor, path, [*sent, ("line", words["error"])])[0] == 500
    with sqlite3.connect(house.data / DATABASE) as database:
        database.execute("ALTER TABLE hidden RENAME TO practices_practice")
    database.close()


def shown_back(visitor: Visitor, word: str) -> None:
    """The first press of “Keep this in my journal”, and no second one."""
    pairs: list[tuple[str, Any]] = [("question", word), ("answer", word), ("text", word), ("title", word)]
    sent = [("kind", "practice"), ("practice", "a-moment-today"), *pairs]
    assert word in post(visitor, "/journal/keep/", sent)[2].decode()


def test_no_unkept_answer_outlives_its_request(house: House) -> None:
    words = {name: canary(name[:3]) for name in NAMES}
    stranger = Visitor(house, "", "")
    seen = "".join(walk_through(stranger, slug, words) for slug in PRACTICES)
    assert all(words[name] in seen for name in ("own", "words", "again"))
    be_refused_and_meet_an_error(house, stranger, words)
    assert words["note"] in post(stranger, "/support/note/", [("weeks", words["note"])])[2].decode()
    shown_back(stranger, words["kept"])
    alice = Visitor(house, "alice-1", "copper kettle seventeen moss")
    alice.join()
    shown_back(alice, words["joined"])
    (house.data / "cookies").write_text(repr([list(jar) for jar in (stranger.jar, alice.jar)]))
    (house.data / "dump.json").write_bytes(house.manage("dumpdata"))
    assert b"OperationalError" in (house.data / "server.log").read_bytes()
    assert (house.data / f"{DATABASE}-wal").exists()
    for form in disguises(words["own"]):  # the search would find it: one is planted on purpose, in each disguise
        planted = house.data / "tmp" / "planted"
        planted.write_bytes(b"before " + form + b" after")
        assert hits([house.data], list(words.values())) != []
        planted.unlink()
    assert hits([house.data], list(words.values())) == []


def test_the_search_would_find_an_answer_in_the_database(house: House) -> None:
    word = canary("row")
    with sqlite3.connect(house.data / DATABASE) as database:
        database.execute("CREATE TABLE leak (answer TEXT)")
        database.execute("INSERT INTO leak VALUES (?)", (word,))
    database.close()
    assert hits([house.data], [word]) != []
