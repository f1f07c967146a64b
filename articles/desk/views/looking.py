"""Looking at a text: live while it is written, as the page it would be, and by a link for reviewers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from markdownx.views import MarkdownifyView

from articles.desk import sharing
from articles.desk.looks import look_at
from articles.desk.site import site
from articles.models import Manuscript
from config.addresses import canonical

# markdownx's own view over `render_markdown` (settings.MARKDOWNX_MARKDOWNIFY_FUNCTION), at an address that we guard.
preview = require_POST(MarkdownifyView.as_view())


@require_safe
def page(request: HttpRequest, manuscript_id: int) -> HttpResponse:
    """The page that publishing this text today would make."""
    return look_at(request, get_object_or_404(Manuscript, pk=manuscript_id))


@require_POST
def share(request: HttpRequest, manuscript_id: int) -> HttpResponse:
    """A link for a reviewer without an account."""
    manuscript = get_object_or_404(Manuscript, pk=manuscript_id)
    context = {
        **site.each_context(request),
        "title": _("A link for a reviewer"),
        "manuscript": manuscript,
        "link": canonical(request, sharing.path_to(manuscript)),
        "days": sharing.DAYS,
    }
    return render(request, "desk/share.html", context)
