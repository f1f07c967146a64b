"""Whose words a form holds: on a shared phone, a tab of hers may still stand open after somebody else has signed in."""

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

FIELD = "whose"
_LENGTH = 32  # hexadecimal digits


def mark_for(request: HttpRequest) -> str:
    """What a form carries: the mark it came with, else that of who is signed in; nothing where nobody is."""
    if FIELD in request.POST:
        return request.POST[FIELD][:_LENGTH]
    try:
        return _mark_of(str(request.user.pk)) if request.user.is_authenticated else ""
    except DatabaseError:
        return ""


def is_anothers(request: HttpRequest) -> bool:
    """Whether the words were written under another name than the one that is signed in now."""
    mark = request.POST.get(FIELD, "")
    return (
        bool(mark) and request.user.is_authenticated and not constant_time_compare(mark, _mark_of(str(request.user.pk)))
    )


def _mark_of(person: str) -> str:
    return salted_hmac("reflections.whose", person, algorithm="sha256").hexdigest()[:_LENGTH]
