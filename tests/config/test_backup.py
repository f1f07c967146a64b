"""Backup and restore: whole or not at all, checked, and nothing half done wherever they are stopped."""

import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from config import backup

HOUSE = Path(settings.BASE_DIR)
NAME = "small-moments.sqlite3"
COUNTED = "SELECT count(*) FROM accounts_user"


def environment(data: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "config.settings"}


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real, empty database of this release."""
    data = tmp_path_factory.mktemp("migrated")
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=HOUSE, env=environment(data), check=True)
    return data / NAME


@pytest.fixture
def live(migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site's own database, with one person and some weight."""
    path = tmp_path / "data" / NAME
    path.parent.mkdir()
    shutil.copy(migrated, path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        add_person(database, "1")
        database.execute("INSERT INTO accounts_session VALUES ('k', 'd', '2099-01-01', ?)", ("1" * 32,))
        database.execute("INSERT INTO accounts_attempt VALUES ('canary-attempt', 1, 0, 0, 0)")
        database.commit()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    return path


def add_person(database: sqlite3.Connection, digit: str) -> None:
    database.execute(
        "INSERT INTO accounts_user (id, name, password, joined, is_active, is_staff, is_superuser)"
        " VALUES (?, ?, 'x', '2026-01-01', 1, 0, 0)",
        (digit * 32, f"person-{digit}"),
    )
    database.execute("INSERT INTO accounts_datakey VALUES (?, 1, ?)", (digit * 32, digit * 32))
    for number in range(40):
        row = (f"{digit}{number:031x}", 1, 1, os.urandom(600), os.urandom(6000), digit * 32)
        database.execute(
            "INSERT INTO reflections_entry (id, format, revision, head, body, data_key_id) VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )


def people_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(database.execute(COUNTED).fetchone()[0])


def somebody_joins(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        add_person(database, "2")
        database.commit()


def ignore(copied: int, all_: int) -> None:
    """Progress that nobody looks at."""


def names_beside(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir()} - {f"{path.name}-wal", f"{path.name}-shm"}


def test_a_backup_is_whole_and_for_one_pair_of_eyes(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    call_command("backup", str(target), stdout=io.StringIO())
    assert people_in(target) == 1
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names_beside(target) == {"copy.sqlite3", "data"}


def test_a_backup_says_how_far_it_is(live: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", str(tmp_path / "copy.sqlite3"))
    said = capsys.readouterr().out
    assert "of" in said
    assert "opened and checked" in said


def test_what_ends_by_itself_is_in_no_backup(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    with closing(sqlite3.connect(target)) as database:
        for table in backup.PASSING:
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    assert b"canary-attempt" not in target.read_bytes()


def test_what_is_saved_while_it_is_copied_does_not_make_it_begin_again(
    live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES_AT_ONCE", 10)
    target = tmp_path / "copy.sqlite3"
    steps: list[int] = []

    def saving(copied: int, all_: int) -> None:
        if not steps:
            somebody_joins(live)
        steps.append(copied)

    backup.back_up(target, progress=saving)
    assert steps == sorted(steps)
    assert (people_in(target), people_in(live)) == (1, 2)


def test_nothing_is_written_over_unless_said_so(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    target.write_text("precious")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(target))
    assert target.read_text() == "precious"
    backup.back_up(target, progress=ignore, replace=True)
    assert people_in(target) == 1


def test_a_backup_comes_back_and_the_former_database_is_kept(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    somebody_joins(live)
    former = backup.restore(target, progress=ignore, replace=True)
    assert former is not None
    assert (people_in(live), people_in(former)) == (1, 2)
    assert stat.S_IMODE(former.stat().st_mode) == 0o600


def test_a_backup_comes_back_where_there_is_nothing(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    for path in live.parent.iterdir():
        path.unlink()
    assert backup.restore(target, progress=ignore) is None
    assert people_in(live) == 1
    assert stat.S_IMODE(live.stat().st_mode) == 0o600


def test_a_backup_comes_back_where_the_database_is_ruined(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    for path in live.parent.iterdir():
        path.unlink()
    live.write_bytes(b"ruins " * 1000)
    former = backup.restore(target, progress=ignore, replace=True)
    assert people_in(live) == 1
    assert former is not None
    assert former.read_bytes().startswith(b"ruins")


def test_a_running_database_is_not_replaced_unless_said_so(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    somebody_joins(live)
    with pytest.raises(CommandError, match="say --replace"):
        call_command("restore", str(target))
    assert people_in(live) == 2


def test_a_database_that_somebody_is_writing_stays_as_it_is(
    live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    somebody_joins(live)
    monkeypatch.setattr(backup, "LONGEST_WAIT", 0)
    with closing(sqlite3.connect(live)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(backup.Refused, match="as it was before"):
            backup.restore(target, progress=ignore, replace=True)
    assert people_in(live) == 2


def a_later_release(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('accounts', '9999_x', '2026')")
        database.commit()


def another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE shopping (item)")


def damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        pages = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reflections_entry'").fetchone()[0]
        size = database.execute("PRAGMA page_size").fetchone()[0]
    whole = bytearray(path.read_bytes())
    whole[(pages - 1) * size : pages * size] = os.urandom(size)
    path.write_bytes(whole)


def orphans(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM accounts_datakey")
        database.commit()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda path: path.unlink(), "is not there"),
        (lambda path: path.write_bytes(b""), "not one of Small Moments"),
        (lambda path: path.write_bytes(b"PK\x03\x04" * 5000), "no SQLite database"),
        (lambda path: path.write_bytes(path.read_bytes()[:-8192]), "damaged|only a part"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), "damaged|only a part"),
        (another_program, "not one of Small Moments"),
        (damage, "damaged|only a part"),
        (orphans, "rows that are missing"),
        (a_later_release, "later release"),
    ],
    ids=[
        "missing",
        "empty",
        "a ZIP",
        "cut at the end",
        "cut early",
        "another program's",
        "damaged",
        "orphans",
        "later",
    ],
)
def test_what_is_no_backup_of_ours_is_refused_in_one_sentence(
    live: Path, tmp_path: Path, change: Any, sentence: str
) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    change(target)
    somebody_joins(live)
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", str(target), "--replace")
    assert people_in(live) == 2
    assert names_beside(live) == {NAME}


def test_a_full_or_forbidden_folder_is_said_and_leaves_nothing(live: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", str(tmp_path / "nowhere" / "copy.sqlite3"))

    def fill(copied: int, all_: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(backup.Refused, match="No space left"):
        backup.back_up(tmp_path / "copy.sqlite3", progress=fill)
    assert names_beside(tmp_path / "copy.sqlite3") == {"data"}


def test_on_postgresql_both_name_its_own_way(live: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    for command in ("backup", "restore"):
        with pytest.raises(CommandError, match="pg_dump"):
            call_command(command, str(tmp_path / "x"))


# Forks once for each step and kills the child there: what it leaves behind is looked at, and the next one begins.
KILLER = """
import json, os, pathlib, signal, sys, django
django.setup()
from config import backup
from tests.config.test_backup import people_in
backup.PAGES_AT_ONCE = 10
what, file, live = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
steps, found = 0, []
def die(*args):
    global steps
    steps -= 1
    if steps < 0:
        os.kill(os.getpid(), signal.SIGKILL)
for name in ("check", "_put", "_to_disk", "_forget_what_passes"):
    def wrapped(*args, real=getattr(backup, name)):
        die()
        result = real(*args)
        die()
        return result
    setattr(backup, name, wrapped)
for number in range(1000):
    child = os.fork()
    if not child:
        steps = number
        getattr(backup, what)(file, progress=die, replace=True)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    formers = [path for path in live.parent.glob("[!.]*.before-*") if path.suffix[-4:] not in ("-wal", "-shm")]
    found.append((people_in(file), people_in(live), [people_in(path) for path in formers]))
    if status == 0:
        break
    assert status == signal.SIGKILL, status
print(json.dumps(found))
"""


def killed_at_every_step(live: Path, what: str, file: Path) -> list[tuple[int, int, list[int]]]:
    """How many people stood in the file, in the database and in each former one, after each kill; then at the end."""
    command = [sys.executable, "-c", KILLER, what, str(file), str(live)]
    answer = subprocess.run(command, cwd=HOUSE, env=environment(live.parent), check=True, stdout=subprocess.PIPE)
    found: list[tuple[int, int, list[int]]] = json.loads(answer.stdout)
    assert len(found) > 30
    return found


def test_a_backup_that_is_killed_anywhere_leaves_the_one_before_or_the_new_one(live: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    somebody_joins(live)
    found = killed_at_every_step(live, "back_up", target)
    copies = [copy for copy, _live, _formers in found]
    assert copies == sorted(copies)
    assert set(copies) == {1, 2}
    assert {there for _copy, there, _formers in found} == {2}
    assert names_beside(target) == {"copy.sqlite3", "data"}


def test_a_restore_that_is_killed_anywhere_leaves_the_one_or_the_other_and_the_former_beside(
    live: Path, tmp_path: Path
) -> None:
    target = tmp_path / "copy.sqlite3"
    backup.back_up(target, progress=ignore)
    somebody_joins(live)
    found = killed_at_every_step(live, "restore", target)
    there = [live_ for _copy, live_, _formers in found]
    assert there[0] == 2
    assert there[-1] == 1
    assert set(there) == {1, 2}
    # Once the database has changed, what stood there before stands beside it.
    assert all(2 in formers for _copy, live_, formers in found if live_ == 1)
    assert {copy for copy, _live, _formers in found} == {1}
    assert not list(live.parent.glob("*.part*"))
