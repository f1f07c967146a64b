"""Ten codes on paper for whoever has lost her phone: each opens the desk once.

They live in django-otp's static device, which slows guesses and burns what was used; but what stands in its rows is a
keyed hash, never the code. 60 random bits under SECRET_KEY are not to be guessed from a copy of the database, and a
slow hash would add nothing: beside them stands the secret of the phone, which must be in clear.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from accounts.models import User
from accounts.recovery_code import ALPHABET, as_read, groups

HOW_MANY = 10
CHARACTERS = 12  # of five bits each
NAME = "spare codes"


def make(person: User) -> list[str]:
    """Ten new codes in groups of four, in place of all former ones. To be shown once. Call it in a transaction."""
    StaticDevice.objects.filter(user=person).delete()
    device = StaticDevice.objects.create(user=person, name=NAME)
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(CHARACTERS)) for _ in range(HOW_MANY)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=hashed(person, code)) for code in codes)
    return ["-".join(groups(code)) for code in codes]


def hashed(person: User, typed: str) -> str:
    """What stands in the row for a code as somebody typed it: 96 bits, which fill the column's 16 characters."""
    message = f"spare code\0{person.pk}\0{as_read(typed)}".encode(errors="replace")
    digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def left(person: User) -> int:
    """How many are still good."""
    return int(StaticToken.objects.filter(device__user=person).count())
