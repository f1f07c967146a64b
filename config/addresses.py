"""Addresses as other sites and search engines see them."""

from django.conf import settings
from django.http import HttpRequest


def canonical(request: HttpRequest, path: str = "") -> str:
    """The full address of this page, or of `path`, without what somebody typed behind it."""
    path = path or request.path
    return f"https://{settings.SITE_HOST}{path}" if settings.SITE_HOST else request.build_absolute_uri(path)
