"""The desk's front door. Whoever may not enter is shown the way to sign in, the second factor, or nothing at all."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from config.roles import roles_of

View = Callable[..., Any]
Response = TypeVar("Response", bound=HttpResponseBase)
# Strict trusted types break the admin's and markdownx's scripts; the rest of the policy stays (DESIGN, trap 8).
LOOSER = {"require-trusted-types-for": None, "trusted-types": None}


class Desk(AdminSite):
    """Django's admin, for staff whose second factor has been given in this session."""

    site_header = _("The desk")
    site_title = _("Desk · Small Moments")
    index_title = _("What waits")
    index_template = "desk/index.html"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_active and user.is_staff and user.is_verified())

    def turn_away(self, request: HttpRequest) -> HttpResponse:
        """Sign-in for strangers, the second factor for staff, and for everybody else there is nothing here."""
        user: Any = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if not (user.is_active and user.is_staff):
            raise Http404
        return redirect_to_login(request.get_full_path(), settings.SECOND_FACTOR_URL)

    def admin_view(self, view: View, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        """A view of the desk: staff only, never cached, and with the policy the admin can work under."""
        allowed = csrf_protect(never_cache(view))

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                return self.turn_away(request)
            return loosened(allowed(request, *args, **kwargs))

        return update_wrapper(answer, view)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {"roles": roles_of(request.user)}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Not the admin's own list: nobody's passphrase is set here, and what is not used has no address."""
        from articles.desk.urls import desk_urls

        return [
            path("", self.admin_view(self.index), name="index"),
            path("login/", to_sign_in, name="login"),
            path("logout/", self.admin_view(to_sign_out), name="logout"),
            path("jsi18n/", self.admin_view(self.i18n_javascript), name="jsi18n"),
            *desk_urls(self),
            re_path(r"(?P<url>.*)$", self.admin_view(nothing_here)),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from articles.desk.waiting import what_waits

        return super().index(request, (extra_context or {}) | what_waits())


def loosened(response: Response) -> Response:
    """The desk's policy, unless a page keeps the strict one."""
    if not hasattr(response, "_csp_replace"):
        response._csp_replace = LOOSER  # type: ignore[attr-defined]
    return response


def strict(response: HttpResponse) -> HttpResponse:
    """A page that needs none of the admin's scripts: it keeps the policy of the whole site."""
    response._csp_replace = {}  # type: ignore[attr-defined]
    return response


@login_not_required
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """/desk/login/: there is one way to sign in, with one set of limits on guessing."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/desk/"
    return redirect_to_login(target, settings.LOGIN_URL)


def to_sign_out(request: HttpRequest) -> HttpResponse:
    """/desk/logout/: signing out is a button of the account page."""
    return redirect("/account/")


def nothing_here(request: HttpRequest, url: str = "") -> HttpResponse:
    raise Http404


def back_to(manuscript_id: int) -> HttpResponse:
    """The page of one text."""
    return redirect(reverse("desk:articles_manuscript_change", args=[manuscript_id]))


site = Desk(name="desk")
