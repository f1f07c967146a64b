"""Slowing guesses down without ever locking her out.

Each name, each browser that has signed in before, and each address has its own allowance in one database table that all
workers share. Whoever lives with her may use up the name's allowance; her own browser has another, and the recovery
code (128 bits, not to be guessed) asks for no allowance by name.

An allowance is two things: a wait that doubles from the fourth try on, up to a minute; and the generic cell rate
algorithm (ITU-T I.371, annex A), by which no hour holds more than burst + 3600 / interval tries.
"""

import hashlib
import hmac
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from accounts.models import Attempt

LONGEST_WAIT = 60  # seconds: what we ask anybody to wait at a time
FREE_TRIES = 3  # before the wait begins to grow
A_DAY = 24 * 3600


@dataclass(frozen=True)
class Allowance:
    """Up to `burst` tries at once, one more each `interval` seconds."""

    burst: int
    interval: float


NAME = Allowance(burst=10, interval=180)  # 10 + 20 = 30 in any hour, all strangers together
BROWSER = Allowance(burst=10, interval=60)
ADDRESS = Allowance(burst=60, interval=20)  # a whole ward may share one address
JOINING = Allowance(burst=60, interval=60)


class TooMany(Exception):
    """Not evaluated. `wait` is what to ask for, in whole seconds from 1 to 60."""

    def __init__(self, wait: float) -> None:
        self.wait = min(LONGEST_WAIT, max(1, round(wait + 0.5)))
        super().__init__()


def take(kind: str, what: str, allowance: Allowance, *, growing: bool = True) -> None:
    """Uses one try of an allowance, before anything slow begins. Raises TooMany, and then nothing was used."""
    now = time.time()
    key = _keyed_hash(kind, what)
    with transaction.atomic():
        if Attempt.objects.filter(last__lt=now - A_DAY).exists():
            Attempt.objects.filter(last__lt=now - A_DAY).delete()
        Attempt.objects.get_or_create(key=key, defaults={"last": now})
        row = Attempt.objects.select_for_update().get(key=key)
        wait = max(row.not_before - now, row.free_at - (allowance.burst - 1) * allowance.interval - now)
        if wait > 0:
            raise TooMany(wait)
        row.tries += 1
        row.not_before = now + (_growing_wait(row.tries) if growing else 0)
        row.free_at = max(row.free_at, now) + allowance.interval
        row.last = now
        row.save()


def forgive(kind: str, what: str) -> None:
    """A right answer: the wait starts small again. What the hour has used stays used."""
    Attempt.objects.filter(key=_keyed_hash(kind, what)).update(tries=0, not_before=0)


def _growing_wait(tries: int) -> float:
    """0, 0, 0, 2, 4, 8, 16, 32, 60, 60 … seconds after that many tries."""
    return 0.0 if tries <= FREE_TRIES else min(LONGEST_WAIT, 2.0 ** min(tries - FREE_TRIES, 10))


def _keyed_hash(kind: str, what: str) -> str:
    message = f"attempt\0{kind}\0{what}".encode(errors="replace")
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
