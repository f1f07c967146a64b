"""Forms on public pages: no CSRF token (it would need a cookie), and nothing on the server that they could change.

They are refused when the browser says that another site sent them. `POSTS_WITHOUT_TOKEN` in the tests pins the list.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def from_our_pages(view: View) -> View:
    """Takes a view's POSTs out of the CSRF check, and refuses those that another site sent."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            return render(request, "errors/elsewhere.html", status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(answer)


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Does the browser say that another site sent this? Sec-Fetch-Site where it is there, else Origin.

    A browser too old for both sends neither; since nothing is at stake, it passes.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc != request.get_host()
    return False
