"""How much one request may bring. What is over comes back with her words in it, instead of an error page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from reflections import held

MEGABYTE = 1024 * 1024
LARGEST_FORM = 2 * MEGABYTE
LARGEST_IMPORT = 64 * MEGABYTE
IMPORT = "reflections:import"
ROOM_FOR_FIELDS = 64 * 1024  # around the file itself


class BodySize:
    """Refuses a body over its limit with 413, before anything reads it.

    It stands in front of the CSRF check, which would read all of it, and looks at the length the browser announced: the
    server takes no body without one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        length = announced_length(request)
        if length <= LARGEST_FORM:
            return None
        # Only somebody who is signed in has a journal to bring in: nobody else may fill our memory.
        is_import = match is not None and match.view_name == IMPORT and request.user.is_authenticated
        if is_import and length <= LARGEST_IMPORT + ROOM_FOR_FIELDS:
            return None
        return held.too_large(request, can_be_read=length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def announced_length(request: HttpRequest) -> int:
    """Bytes of the body as announced; 0 where nothing is said, and then Django reads nothing."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdigit() else 0
