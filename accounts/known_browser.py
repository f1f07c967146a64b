"""A browser in which somebody has signed in before keeps an allowance of its own.

The cookie holds a random number and a keyed hash that ties it to one person; neither says who. Forged with a stolen
SECRET_KEY it gives more tries, and nothing else.
"""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User

DAYS = 180


def cookie_name() -> str:
    return "__Host-known" if settings.HTTPS else "known"


def browser_of(request: HttpRequest, person: User | None) -> str | None:
    """This browser's number, if this person has signed in here before."""
    number, _, proof = request.COOKIES.get(cookie_name(), "").partition(".")
    # For an unknown name the same work is done, so that the answer takes as long.
    expected = _proof(number, str(person.pk) if person else "nobody")
    is_hers = hmac.compare_digest(proof.encode(errors="replace"), expected.encode())
    return number if is_hers and person is not None and number else None


def remember(request: HttpRequest, response: HttpResponseBase, person: User) -> None:
    """Gives this browser its number, or leaves the one it has."""
    if browser_of(request, person) is None:
        number = secrets.token_hex(16)
        response.set_cookie(
            cookie_name(), f"{number}.{_proof(number, str(person.pk))}", max_age=DAYS * 24 * 3600,
            httponly=True, samesite="Lax", secure=settings.HTTPS, path="/",
        )  # fmt: skip


def forget(response: HttpResponseBase) -> None:
    """For somebody who has deleted her account: nothing of it stays here."""
    response.delete_cookie(cookie_name(), path="/", samesite="Lax")


def _proof(number: str, person: str) -> str:
    message = f"known browser\0{number}\0{person}".encode(errors="replace")
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
