"""Pages of the house: about, privacy, leaving, and what stands where something went wrong."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from articles import reading
from config.addresses import canonical
from config.public_page import public_page
from config.same_site import from_our_pages
from support import chosen


@public_page()
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html", {"canonical": canonical(request)})


@public_page()
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def privacy(request: HttpRequest) -> HttpResponse:
    """Says what is kept where; its one button takes everything of ours off her device."""
    if request.method == "POST":
        response = render(request, "pages/forgotten.html")
        reading.forget(response)
        chosen.forget(response)
        # What a script of ours kept (the theme) goes with it, and so do pages that the browser has kept.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
    return render(request, "pages/privacy.html", {"canonical": canonical(request)})


@public_page()
@require_safe
def fewer_traces(request: HttpRequest) -> HttpResponse:
    """What Leave does and does not do, and how to leave less behind."""
    return render(request, "pages/fewer_traces.html", {"canonical": canonical(request)})


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For monitors: is the server up, and does its database answer?"""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


# --- When something went wrong: the handlers named in urls.py --------------------------------------------------------


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """No template, no database, no directory: any of them may be what broke."""
    return HttpResponse(_SERVER_ERROR, status=500)


_SERVER_ERROR = (settings.BASE_DIR / "templates" / "errors" / "500.html").read_bytes()
