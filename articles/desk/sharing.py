"""A link by which a reviewer without an account reads one text before it is public: signed, and over in two weeks."""

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.desk.looks import look_at
from articles.models import Manuscript

DAYS = 14
SALT = "small-moments.desk.share"


def path_to(manuscript: Manuscript) -> str:
    """The path of a link to this text, good for DAYS days."""
    return reverse("shared", args=[signing.dumps(manuscript.pk, salt=SALT)])


@login_not_required
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The text as it stands now. Kept in no cache, and in no search engine."""
    try:
        manuscript = Manuscript.objects.filter(pk=signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600)).first()
    except signing.SignatureExpired:
        manuscript = None
    except signing.BadSignature:
        raise Http404 from None
    if manuscript is None:
        response = render(request, "desk/link_has_ended.html", status=410)
    else:
        response = look_at(request, manuscript, for_reviewer=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store, private"
    return response
