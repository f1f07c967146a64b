"""The second factor of staff: six digits from a phone (TOTP, RFC 6238) or a spare code, asked for once a session.

Members have none: their journals are opened by their passphrase, and a phone that is lost must lock nobody out of her
words. Nothing here looks at a journal, a staff account's own included.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import django_otp
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from accounts import attempts, spare_codes
from accounts.attempts import TooMany
from accounts.entering import Wrong
from accounts.models import Session, User
from accounts.recovery_code import groups
from accounts.verified import INVITED

DESK = "/desk/"
NAME = "phone"
MOST_FAILURES = 6  # django-otp doubles its wait without end; here it stops at 32 seconds, and attempts.py counts on


@dataclass(frozen=True)
class Invitation:
    """What a phone needs to know: the address behind the QR code, and the same secret to type."""

    address: str
    groups: list[str]


def has_phone(person: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=person, confirmed=True).exists())


def invite(request: HttpRequest, person: User) -> Invitation:
    """A secret for her phone, the same for this session until it is confirmed."""
    device = TOTPDevice(user=person, key=request.session.setdefault(INVITED, default_key()))
    secret = re.search(r"secret=(\w+)", device.config_url)
    return Invitation(device.config_url, groups(secret[1] if secret else ""))


def set_up(request: HttpRequest, person: User, typed: str) -> list[str]:
    """Keeps the phone whose digits these are, verifies this session, and gives ten spare codes.

    Raises Wrong, TooMany. Where a phone was confirmed meanwhile, its digits are wanted: Wrong.
    """
    attempts.take("second factor", str(person.pk), attempts.NAME)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # one set-up at a time
        device = TOTPDevice(user=person, name=NAME, key=request.session.get(INVITED) or default_key())
        if has_phone(person) or not _is_right(device, _digits(typed)):
            raise Wrong
        codes = spare_codes.make(person)
    request.session.pop(INVITED, None)
    _verified(request, person, device)
    return codes


def verify(request: HttpRequest, person: User, typed: str) -> None:
    """Verifies this session by six digits or a spare code, each of which counts once. Raises Wrong, TooMany."""
    attempts.take("second factor", str(person.pk), attempts.NAME)
    digits = _digits(typed)
    kind, token = (TOTPDevice, digits) if digits else (StaticDevice, spare_codes.hashed(person, typed))
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=person, confirmed=True).first()
        right = device is not None and _is_right(device, token)
    if not right:
        raise Wrong
    _verified(request, person, device)


def new_spare_codes(person: User) -> list[str]:
    """Ten others; the former ones open nothing from now on."""
    with transaction.atomic():
        return spare_codes.make(person)


def reset(person: User) -> None:
    """Takes phone and spare codes away and ends her sessions, so that she sets up anew."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=person).delete()
        StaticDevice.objects.filter(user=person).delete()
        Session.objects.filter(person=person).delete()


def on_the_way(person: User, target: str) -> str:
    """Where somebody goes who has just signed in. Staff without a phone set one up first, and for the desk a code is
    asked; to her own journal nothing stands in the way of anybody who has one."""
    if not person.is_staff or (has_phone(person) and not target.startswith(DESK)):
        return target
    return f"{settings.SECOND_FACTOR_URL}?{urlencode({'next': target})}"


def _digits(typed: str) -> str:
    """Six digits, with or without the gap that phones show in their middle; else nothing."""
    bare = "".join(typed.split()).replace("-", "")
    return bare if re.fullmatch(r"[0-9]{6}", bare) else ""


def _is_right(device: Any, token: str) -> bool:
    """Asks django-otp, which burns what counted and makes the next try wait. Raises TooMany."""
    is_allowed, why = device.verify_is_allowed()
    if not is_allowed:
        raise TooMany((why["locked_until"] - timezone.now()).total_seconds())
    if device.verify_token(token):
        return True
    if device.throttling_failure_count > MOST_FAILURES:
        device.throttling_failure_count = MOST_FAILURES
        device.save()
    return False


def _verified(request: HttpRequest, person: User, device: Any) -> None:
    # The session keeps its number: the open journal of the same browser is bound to it.
    django_otp.login(request, device)
    attempts.forgive("second factor", str(person.pk))
