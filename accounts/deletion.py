"""Everything of one person, gone."""

from django.db import connection, transaction

from accounts.models import User


def delete_everything_of(person: User) -> None:
    """Deletes the person, and by the database's own references her keys, sessions and every page, in one transaction.

    SQLite then overwrites what was freed (`secure_delete`) and empties its write-ahead log, where sealed pages would
    otherwise wait. Raises DatabaseError, and then nothing was deleted.
    """
    with transaction.atomic():
        person.delete()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            # https://www.sqlite.org/pragma.html#pragma_wal_checkpoint
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
