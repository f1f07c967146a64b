"""One Argon2 run at a time in a worker, so that a crowd at the door takes neither the memory nor the help pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

LONGEST_WAIT = 2.0  # seconds; who would wait longer is told at once, and keeps what she typed
_turns = BoundedSemaphore(1)


class Busy(Exception):
    """The worker is occupied. Answer 503 with the form as it came."""


@contextmanager
def turn() -> Iterator[None]:
    """Waits for the worker's one turn. Take it outside any transaction: a waiting writer would hold up everybody.

    Raises Busy.
    """
    if not _turns.acquire(timeout=LONGEST_WAIT):
        raise Busy
    try:
        yield
    finally:
        _turns.release()
