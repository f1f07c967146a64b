"""An unlocked journal: the data key sealed inside the session, under a secret that only this browser holds.

Whoever takes the database, the sessions and SECRET_KEY has no cookie, and so no key; whoever takes the cookie alone has
nothing that it opens.
"""

import base64
import binascii
import secrets
import time
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts import keys
from accounts.models import DataKey, OpenKey, Session
from accounts.slots import Opened

IDLE_MINUTES = 30
LONGEST_MINUTES = 12 * 60
SECRET_BYTES = 32
JUST_UNLOCKED = "just_unlocked"  # in the session, until the journal has erased what was due


def cookie_name() -> str:
    """The key cookie's name: behind HTTPS bound to this very host."""
    return "__Host-key" if settings.HTTPS else "key"


def this_minute() -> int:
    """Minutes since 1970."""
    return int(time.time() // 60)


def unlock(request: HttpRequest, opened: Opened, *, code: bytes = b"") -> str:
    """Opens her journal in this browser and gives the cookie's value for `remember`. The session must be signed in.

    A `code` waits beside it, sealed alike, until she has written it down.
    """
    if request.session.session_key is None:
        request.session.save()
    session_key = str(request.session.session_key)
    request.session[JUST_UNLOCKED] = True
    secret = secrets.token_bytes(SECRET_BYTES)
    wrapping = _wrapping_key(secret, session_key)
    minute = this_minute()
    OpenKey.objects.update_or_create(
        session_id=session_key,
        defaults={
            "data_key": opened.data_key,
            "sealed": keys.seal(wrapping, opened.key, _bound_to(opened.data_key, "data key")),
            "sealed_code": keys.seal(wrapping, code, _bound_to(opened.data_key, "code")) if code else b"",
            "opened": minute,
            "used": minute,
        },
    )
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def remember(response: HttpResponseBase, value: str) -> None:
    """Gives the browser its secret: for no script, no other site, and without a lifetime."""
    response.set_cookie(cookie_name(), value, httponly=True, samesite="Lax", secure=settings.HTTPS, path="/")


def opened_by(request: HttpRequest) -> Opened | None:
    """The data key of this browser's unlocked journal, or None where it is locked. Counts as use."""
    row = _row(request)
    wrapping = _wrapping_key_of(request)
    if row is None or wrapping is None:
        return None
    try:
        key = keys.unseal(wrapping, row.sealed, _bound_to(row.data_key, "data key"))
    except keys.DoesNotOpen:
        return None
    if row.used != this_minute():
        OpenKey.objects.filter(pk=row.pk).update(used=this_minute())
    return Opened(row.data_key, key)


def waiting_code(request: HttpRequest) -> bytes:
    """The recovery code that she has not confirmed yet, or nothing."""
    row, wrapping = _row(request), _wrapping_key_of(request)
    if row is None or wrapping is None or not row.sealed_code:
        return b""
    try:
        return keys.unseal(wrapping, row.sealed_code, _bound_to(row.data_key, "code"))
    except keys.DoesNotOpen:
        return b""


def keep_code(request: HttpRequest, code: bytes) -> None:
    """Lets a new recovery code wait to be written down. The journal must be open."""
    row, wrapping = _row(request), _wrapping_key_of(request)
    if row is not None and wrapping is not None:
        row.sealed_code = keys.seal(wrapping, code, _bound_to(row.data_key, "code"))
        row.save(update_fields=["sealed_code"])


def forget_code(request: HttpRequest) -> None:
    """She has it, or does not want it: it stands nowhere any more."""
    OpenKey.objects.filter(session_id=request.session.session_key).update(sealed_code=b"")


def lock(request: HttpRequest, response: HttpResponseBase) -> None:
    """Removes the sealed copy from the session and the secret from the browser. Signed in for reading she stays.

    Where the database fails, the secret is gone all the same: without it the copy opens to nobody, and ages out.
    """
    if request.session.session_key:
        with suppress(DatabaseError):
            OpenKey.objects.filter(session_id=request.session.session_key).delete()
    # Changing a cookie is also what keeps Chrome from showing the page again on Back.
    response.delete_cookie(cookie_name(), path="/", samesite="Lax")


def sweep() -> None:
    """Removes what time has ended, whoever's it is: sealed copies that have locked, and sessions that are over.

    A database that cannot be written just now is no reason to refuse a page: what is due opens nothing in any case.
    """
    for due in (OpenKey.objects.filter(_has_locked()), Session.objects.filter(expire_date__lt=timezone.now())):
        with suppress(DatabaseError):
            if due.exists():  # a look costs no writer's lock
                due.delete()


def _has_locked() -> Q:
    minute = this_minute()
    return Q(used__lte=minute - IDLE_MINUTES) | Q(opened__lte=minute - LONGEST_MINUTES)


def _row(request: HttpRequest) -> OpenKey | None:
    """The sealed copy of this browser, unless its time is over."""
    session_key = request.session.session_key
    if not session_key or not request.user.is_authenticated:
        return None
    rows = OpenKey.objects.select_related("data_key").exclude(_has_locked())
    return rows.filter(session_id=session_key, data_key__person=request.user).first()


def _wrapping_key_of(request: HttpRequest) -> bytes | None:
    value = request.COOKIES.get(cookie_name(), "")
    try:
        secret = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except (binascii.Error, ValueError):
        return None
    session_key = request.session.session_key
    return _wrapping_key(secret, session_key) if len(secret) == SECRET_BYTES and session_key else None


def _wrapping_key(secret: bytes, session_key: str) -> bytes:
    return keys.key_from_secret(secret, session_key.encode(), "session")


def _bound_to(data_key: DataKey, field: str) -> bytes:
    return keys.associated_data("session", data_key.person_id.bytes, data_key.id.bytes, field, 0, data_key.number)
