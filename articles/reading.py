"""What she has read, kept on her device and nowhere else: one cookie, which is there only when she asked for it."""

import re
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "__Host-read" if settings.HTTPS else "read"
HALF_A_YEAR = 182 * 24 * 3600
MOST = 60  # articles; keeps the cookie under a browser's limit of 4,096 bytes
SLUGS = re.compile(r"(?:[a-z0-9-]{1,80}(?:\.[a-z0-9-]{1,80})*)?\Z")


def remembers(request: HttpRequest) -> bool:
    """Did she ask this device to remember? The cookie being there, even empty, is her yes."""
    return COOKIE in request.COOKIES


def slugs_read(request: HttpRequest) -> list[str]:
    """Slugs in the order of reading, the last one last. A cookie that we did not write counts as empty."""
    value = request.COOKIES.get(COOKIE, "")
    return value.split(".") if value and SLUGS.match(value) else []


def remember(response: HttpResponse, slugs: Sequence[str]) -> None:
    """Keeps the list on her device for half a year from now."""
    value = ".".join(dict.fromkeys(slugs[-MOST:]))
    response.set_cookie(
        COOKIE, value, max_age=HALF_A_YEAR, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


def forget(response: HttpResponse) -> None:
    """Takes the list off her device."""
    response.delete_cookie(COOKIE, path="/", samesite="Lax")
