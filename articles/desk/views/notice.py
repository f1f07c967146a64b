"""The banner on every page of the site, set by a publisher or the operator."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.desk.site import site
from config import banner as the_banner
from config.roles import PUBLISHER, roles_of


@require_http_methods(["GET", "HEAD", "POST"])
def banner(request: HttpRequest) -> HttpResponse:
    """Sets or takes away the line above every page; the emergency lines stand in it by themselves."""
    context = {**site.each_context(request), "title": _("Banner"), "words": the_banner.current()}
    if request.method != "POST":
        return render(request, "desk/banner.html", context)
    if PUBLISHER not in roles_of(request.user):
        raise Http404
    words = request.POST.get("words", "").strip()
    try:
        if words and "clear" not in request.POST:
            the_banner.set_text(words)
            messages.success(request, _("The banner stands on every page now."))
        else:
            the_banner.clear()
            messages.success(request, _("The banner is gone."))
    except ValueError as error:
        return render(request, "desk/banner.html", context | {"words": words, "refusal": str(error)}, status=422)
    return redirect("desk:banner")
