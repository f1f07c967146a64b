"""`check_contacts`, and what happens when the file breaks a rule."""

from __future__ import annotations

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from support.apps import directory_is_sound
from support.directory import read
from tests.support.good_file import GOOD

TODAY = datetime.datetime.now(datetime.UTC).date()
LONG_AGO = '"2020-01-01"'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The good file, in which the helpline was checked long ago and the emergency number today."""
    path = tmp_path / "support.toml"
    text = GOOD.replace('"2026-11-22"', f'"{TODAY}"').replace('"2026-08-25"', LONG_AGO)
    path.write_text(text, encoding="utf-8", newline="")
    monkeypatch.setattr("support.directory.FILE", path)
    return path


def run(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def test_it_lists_what_is_due_with_its_numbers(file: Path) -> None:
    said = run("check_contacts")
    assert "us-line: last checked 2020-01-01: 1-800-944-4773, 741741 https://example.org/" in said
    assert "se-line: last checked never: 90101" in said
    assert "us-911" not in said
    assert "2 of 3 are due (90 days)." in said


def test_it_lists_the_same_as_json(file: Path) -> None:
    rows = json.loads(run("check_contacts", "--json"))
    assert [(row["id"], row["checked_on"]) for row in rows] == [("us-line", "2020-01-01"), ("se-line", "")]


def test_noting_a_check_changes_two_lines_and_no_other_byte(file: Path) -> None:
    before = file.read_text(encoding="utf-8").splitlines()
    assert "us-line: checked on" in run("check_contacts", "--done", "us-line", "--by", "Zoë O'Hara-Lee")
    after = file.read_text(encoding="utf-8").splitlines()
    changed = [line for old, line in zip(before, after, strict=True) if old != line]
    assert changed == [f'checked_on = "{TODAY}"', 'checked_by = "Zoë O\'Hara-Lee"']


def test_a_noted_contact_is_not_due_any_more_and_shows_who_checked_it(file: Path) -> None:
    run("check_contacts", "--done", "us-line", "--by", "Ada")
    assert read(file).get("us-line").checked_by == "Ada"
    assert [contact.id for contact in read(file).due(TODAY)] == ["se-line"]


def test_line_ends_stay_as_they_are(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    lines = file.read_bytes().count(b"\r\n")
    run("check_contacts", "--done", "us-line", "--by", "Ada")
    assert file.read_bytes().count(b"\r\n") == lines == file.read_bytes().count(b"\n")


def test_nothing_is_unpublished_by_itself(file: Path) -> None:
    before = file.read_bytes()
    run("check_contacts")
    assert file.read_bytes() == before
    assert read(file).get("us-line").phones


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--done", "us-nobody", "--by", "Ada"), 'no contact has the id "us-nobody"'),
        (("--done", "us-line"), "together"),
        (("--by", "Ada"), "together"),
        (("--done", "us-line", "--by", 'A"\nx'), "no name that can stand in the file"),
        (("--done", "us-line", "--by", "\\1"), "no name that can stand in the file"),
    ],
)
def test_what_cannot_be_noted_is_refused_and_the_file_stays(file: Path, args: tuple[str, ...], sentence: str) -> None:
    before = file.read_bytes()
    with pytest.raises(CommandError, match=sentence):
        run("check_contacts", *args)
    assert file.read_bytes() == before


def test_a_broken_file_is_told_and_not_written(file: Path) -> None:
    broken = file.read_bytes().replace(b'number = "911"', b'number = "9l1"')
    file.write_bytes(broken)
    with pytest.raises(CommandError, match=r'content/support.toml:9: us-911: the number "9l1"'):
        run("check_contacts", "--done", "us-line", "--by", "Ada")
    assert file.read_bytes() == broken


def test_a_broken_file_stops_the_start_with_file_line_and_sentence(file: Path) -> None:
    file.write_text(file.read_text().replace('number = "911"', 'number = "9l1"'), encoding="utf-8")
    (problem,) = directory_is_sound()
    assert str(problem.msg).startswith('content/support.toml:9: us-911: the number "9l1" may hold only digits')
    assert problem.is_serious()


def test_a_sound_file_lets_the_start_go_on(file: Path) -> None:
    assert directory_is_sound() == []


def test_check_content_tells_of_it_too(file: Path) -> None:
    file.write_text(file.read_text().replace('number = "911"', 'number = "9l1"'), encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="1 to mend"):
        call_command("check_content", stdout=out)
    assert "content/support.toml:9: error: support: us-911: the number" in out.getvalue()


def test_check_content_passes_on_a_doubt_without_failing(file: Path) -> None:
    file.write_text(file.read_text().replace("1-800-944-4773", "14416"), encoding="utf-8")
    assert "warning: support: us-line: the library does not know 14416 there" in run("check_content")
