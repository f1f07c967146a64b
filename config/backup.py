"""A copy of the database, and back: through SQLite's own interface, whole or not at all, and opened before it counts.

https://www.sqlite.org/backup.html: the copy is one moment's state, and a database that is copied into is, should the
machine stop half way, what it was before.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

Progress = Callable[[int, int], None]  # pages copied, pages there are
PAGES_AT_ONCE = 1000
LONGEST_WAIT = 20  # seconds for somebody who is writing
# What ends by itself within days must not wait five weeks in a backup, nor come back to life in a restore.
PASSING = ("accounts_openkey", "accounts_session", "accounts_attempt")
OURS = {"accounts_user", "accounts_keyslot", "reflections_entry", "django_migrations"}


class Refused(Exception):
    """Nothing was done. The text is one sentence or two that say why and what to do."""


def database() -> Path:
    """The file that holds the site's data. Raises Refused where it is another kind of database."""
    if connection.vendor != "sqlite":
        raise Refused(
            "This site keeps its data in PostgreSQL: use `pg_dump --format=custom --file=FILE` to copy it and "
            "`pg_restore --clean --if-exists --single-transaction --dbname=NAME FILE` to bring it back."
        )
    return Path(connection.settings_dict["NAME"])


def back_up(target: Path, *, progress: Progress, replace: bool = False) -> int:
    """Copies the database to `target` (mode 0600) while the site goes on; gives its size in bytes. Raises Refused."""
    source = database()
    if not source.exists():
        raise Refused(f"There is no database at {source} yet: start the site once first.")
    if target.exists() and not replace:
        raise Refused(f"{target} is there already: name another file, or say --replace.")
    with _beside(target) as new:
        _copy(source, new, progress)
        _forget_what_passes(new)
        if check(new) != check(source):
            raise Refused("The site was being upgraded meanwhile: make the backup again.")
        _put(new, target)
    return target.stat().st_size


def restore(source: Path, *, progress: Progress, replace: bool = False) -> Path | None:
    """Puts the backup `source` in the database's place and gives where the former one is kept. Raises Refused."""
    target = database()
    _refuse_a_later_release(source, check(source))
    if not target.exists():
        _restore_into_nothing(source, target, progress)
        return None
    if not replace:
        raise Refused(f"{target} is there already: stop the site and say --replace. The former one is kept beside it.")
    former = target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}")
    try:
        with _beside(target) as new:
            _copy(target, new, progress)
            _put(new, former)
    except Refused:
        raise
    except sqlite3.DatabaseError:
        _set_aside(target, former)  # no database any more, so it is kept as it is
        _restore_into_nothing(source, target, progress)
        return former
    _restore_over(source, target, former, progress)
    return former


def check(file: Path) -> set[tuple[str, str]]:
    """Opens a copy and gives the migrations in it. Raises Refused where it is not whole, or not ours."""
    if not file.is_file():
        raise Refused(f"{file} is not there: name a file that `manage.py backup` wrote.")
    try:
        with closing(_opened_to_read(file)) as opened:
            tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables >= OURS:
                raise Refused(f"{file} is a database, but not one of Small Moments.")
            if opened.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise Refused(f"{file} is damaged: use another backup.")
            if opened.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise Refused(f"{file} is not complete: some of its rows point to rows that are missing.")
            return set(opened.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.DatabaseError:
        raise Refused(f"{file} is no SQLite database, or only a part of one.") from None


def in_tenths(say: Callable[[str], object]) -> Progress:
    """Says how far it is, ten times at most a copy."""
    said = -1

    def progress(copied: int, all_: int) -> None:
        nonlocal said
        tenth = 10 * copied // max(all_, 1)
        if tenth != said:
            said = tenth
            say(f"  {copied} of {all_} pages")

    return progress


def _restore_into_nothing(source: Path, target: Path, progress: Progress) -> None:
    with _beside(target) as new:
        _copy(source, new, progress)
        check(new)
        _put(new, target)


def _restore_over(source: Path, target: Path, former: Path, progress: Progress) -> None:
    """Into the very file, so that whoever has it open sees the one or the other and nothing between."""
    try:
        _copy(source, target, progress)
        check(target)
    except (sqlite3.Error, Refused) as error:
        with suppress(sqlite3.Error):
            _copy(former, target, lambda _copied, _all: None)
        raise Refused(
            f"The database is as it was before ({error}). Is the site still running? Stop it first."
        ) from None


def _refuse_a_later_release(file: Path, applied: set[tuple[str, str]]) -> None:
    known = set(MigrationLoader(None).disk_migrations)
    apps = {app for app, _name in known}
    if later := {f"{app} {name}" for app, name in applied - known if app in apps}:
        raise Refused(f"{file} is from a later release (it knows {min(later)}): install that release first.")


def _copy(source: Path, target: Path, progress: Progress) -> None:
    """Raises sqlite3.Error, and then the target is what it was."""

    def step(status: int, left: int, all_: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):  # after LONGEST_WAIT; it would try again for ever
            raise sqlite3.OperationalError("somebody is writing in it")
        progress(all_ - left, all_)

    with closing(_opened_to_read(source)) as from_, closing(sqlite3.connect(target, timeout=LONGEST_WAIT)) as to:
        from_.execute("BEGIN")  # one moment's state to the end, so that savers do not make it begin again
        from_.execute("SELECT count(*) FROM sqlite_master").fetchone()
        from_.backup(to, pages=PAGES_AT_ONCE, progress=step)


def _opened_to_read(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=LONGEST_WAIT)


def _forget_what_passes(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")  # one file, with no second one beside it to forget
        opened.execute("PRAGMA secure_delete=ON")
        for table in PASSING:
            opened.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        opened.commit()


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """An empty file of mode 0600 in the target's folder; whatever happens, it does not stay there.

    Only a machine that stops can leave it behind: the next backup to the same name takes it over.
    """
    new = target.with_name(f".{target.name}.part")
    try:
        handle = os.open(new, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Refused(f"{target.parent} cannot be written ({error.strerror}): name another folder.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.fchmod(handle, 0o600)
        os.truncate(handle, 0)
        yield new
    except BlockingIOError:
        raise Refused(f"Another backup to {target} is under way: wait for it.") from None
    except (sqlite3.OperationalError, OSError) as error:
        raise Refused(f"The copy could not be made ({error}): nothing was changed.") from None
    finally:
        for leftover in (new, *_companions(new)):
            leftover.unlink(missing_ok=True)
        os.close(handle)


def _put(new: Path, target: Path) -> None:
    """The new file under its name in one step, and on the disk before anybody is told."""
    _to_disk(new)
    new.replace(target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _set_aside(target: Path, former: Path) -> None:
    for file, kept in zip((target, *_companions(target)), (former, *_companions(former)), strict=True):
        if file.exists():
            file.replace(kept)


def _companions(file: Path) -> list[Path]:
    return [file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal")]
