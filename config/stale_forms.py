"""A form that stood open too long, whose token is no longer good: whoever wrote in it gets the words back."""

from django.http import HttpRequest, HttpResponse

from articles.desk import held as on_the_desk
from reflections import held as in_the_journal


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """settings.CSRF_FAILURE_VIEW. Each room knows its own forms."""
    if on_the_desk.is_writing(request):
        return on_the_desk.stale(request)
    return in_the_journal.csrf_failure(request, reason)
