"""The second factor of staff: set up once, asked for after each sign-in; ten codes for the day the phone is gone."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import second_factor as factor
from accounts import spare_codes
from accounts.attempts import TooMany
from accounts.entering import Wrong
from accounts.forms import PRIVATE
from accounts.models import User
from accounts.qr import qr_code
from accounts.verified import is_verified
from accounts.views.answers import private, refused, where_next

SET_UP, ASK = "accounts/second_factor_set_up.html", "accounts/second_factor.html"
CODES, VERIFIED = "accounts/spare_codes.html", "accounts/second_factor_verified.html"


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Six digits, or a spare code"),
        max_length=40,
        widget=forms.TextInput(attrs={**PRIVATE, "autocomplete": "one-time-code"}),
        error_messages={"required": gettext_lazy("Type the code here.")},
    )


class DigitsForm(CodeForm):
    """While there are no spare codes yet, a phone may show its number keys."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits that your phone shows now")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def second_factor(request: HttpRequest) -> HttpResponse:
    """For staff alone; to anybody else there is nothing here."""
    person = request.user
    if not isinstance(person, User) or not person.is_staff:
        raise Http404
    if is_verified(request):
        return _verified(request, person)
    if factor.has_phone(person):
        return _ask(request, person)
    return _set_up(request, person)


def _set_up(request: HttpRequest, person: User) -> HttpResponse:
    """The first time: a QR code, six digits to show that it arrived, then the spare codes."""
    form = DigitsForm(request.POST or None)
    invitation = factor.invite(request, person)
    context = {"next": _where_next(request), "invitation": invitation, "qr": qr_code(invitation.address)}
    if request.method != "POST" or not form.is_valid():
        return render(request, SET_UP, {"form": form, **context})
    try:
        codes = factor.set_up(request, person, form.cleaned_data["code"])
    except (Wrong, TooMany) as refusal:
        return refused(request, SET_UP, form, refusal, wrong=_wrong_digits(), **context)
    return render(request, CODES, {"codes": codes, "next": _where_next(request), "is_first": True})


def _ask(request: HttpRequest, person: User) -> HttpResponse:
    form = CodeForm(request.POST or None)
    context = {"next": _where_next(request)}
    if request.method != "POST" or not form.is_valid():
        return render(request, ASK, {"form": form, **context})
    try:
        factor.verify(request, person, form.cleaned_data["code"])
    except (Wrong, TooMany) as refusal:
        return refused(request, ASK, form, refusal, wrong=_wrong_code(), **context)
    return redirect(_where_next(request))


def _verified(request: HttpRequest, person: User) -> HttpResponse:
    """Nothing more to ask; from here she may make new spare codes."""
    if request.method == "POST" and "new_codes" in request.POST:
        codes = factor.new_spare_codes(person)
        return render(request, CODES, {"codes": codes, "next": _where_next(request)})
    if request.method == "POST":  # the form a second time, after it had counted
        return redirect(_where_next(request))
    return render(request, VERIFIED, {"left": spare_codes.left(person), "next": _where_next(request)})


def _where_next(request: HttpRequest) -> str:
    return where_next(request, home=factor.DESK)


def _wrong_digits() -> str:
    return _("Those digits do not fit. They change every half minute: type the ones that show now.")


def _wrong_code() -> str:
    return _(
        "That code does not fit. Digits change every half minute and count once, a spare code counts once: "
        "wait for the next digits, or take another code."
    )
