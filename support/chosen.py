"""The country she chose, kept on her device and nowhere else: one cookie, never guessed from her address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from support.countries import is_country

COOKIE = "__Host-country" if settings.HTTPS else "country"
A_YEAR = 365 * 24 * 3600  # seconds


def chosen_country(request: HttpRequest) -> str:
    """The two small letters of the country on this device, or "". A cookie that we did not write counts as none."""
    code = request.COOKIES.get(COOKIE, "")
    return code if code == code.lower() and is_country(code) else ""


def remember(response: HttpResponse, code: str) -> None:
    """Keeps the country on her device for a year from now."""
    response.set_cookie(COOKIE, code, max_age=A_YEAR, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")


def forget(response: HttpResponse) -> None:
    """Takes the country off her device."""
    response.delete_cookie(COOKIE, path="/", samesite="Lax")
