"""Joining, signing in, signing out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import attempts, entering, open_key, second_factor
from accounts.address import client_address
from accounts.attempts import TooMany
from accounts.entering import Entered, Wrong
from accounts.forms import JoinForm, SignInForm
from accounts.models import Session, User
from accounts.names import suggested_name
from accounts.passphrase import suggested_passphrase
from accounts.turns import Busy
from accounts.views.answers import posted, private, refused, where_next

JOIN, SIGN_IN = "accounts/join.html", "accounts/sign_in.html"


@login_not_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """A name and a passphrase; the journal is open behind it."""
    if not settings.JOINING_IS_OPEN:
        return render(request, "accounts/joining_closed.html", status=403)
    if request.method != "POST":
        form = JoinForm(initial={"name": suggested_name()})
        return render(request, JOIN, {"form": form, "suggestion": suggested_passphrase()})
    form = JoinForm(request.POST)
    if not form.is_valid():
        return render(request, JOIN, {"form": form, "suggestion": suggested_passphrase()})
    try:
        return _join(request, form)
    except (Wrong, TooMany, Busy) as refusal:
        taken = _("Somebody has that name already. Change a word or a digit.")
        return refused(request, JOIN, form, refusal, wrong=taken, suggestion=suggested_passphrase())


@login_not_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The same answer for names we know and names we do not."""
    form = SignInForm(request.POST or None)
    context: dict[str, Any] = {"next": where_next(request), "joining_is_open": settings.JOINING_IS_OPEN}
    if request.method != "POST" or not form.is_valid():
        return render(request, SIGN_IN, {"form": form, **context})
    try:
        entered = entering.enter(request, form.cleaned_data["name"], form.cleaned_data["passphrase"])
    except (Wrong, TooMany, Busy) as refusal:
        return refused(request, SIGN_IN, form, refusal, **context)
    return _gone_in(request, entered, second_factor.on_the_way(entered.person, where_next(request)))


@private
@posted(back="/account/")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Here, or everywhere."""
    response = redirect("/")
    open_key.lock(request, response)
    if request.POST.get("everywhere") and isinstance(request.user, User):
        Session.objects.filter(person=request.user).delete()
    logout(request)
    return response


def _join(request: HttpRequest, form: JoinForm) -> HttpResponse:
    name, passphrase = form.cleaned_data["name"], form.cleaned_data["passphrase"]
    attempts.take("joining", client_address(request), attempts.JOINING, growing=False)
    if not User.objects.filter(name=name).exists():
        try:
            return _gone_in(request, entering.join(request, name, passphrase), "/account/recovery-code/")
        except IntegrityError:
            pass  # the same form twice, or somebody else at the same moment
    # A second tap on Join finds the name taken by the first: with the same passphrase it is the same person.
    return _gone_in(request, entering.enter(request, name, passphrase), "/account/recovery-code/")


def _gone_in(request: HttpRequest, entered: Entered, target: str) -> HttpResponse:
    response = redirect(target)
    entered.give_cookies(request, response)
    return response
