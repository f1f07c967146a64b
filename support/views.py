"""Somebody to talk to: by country, with no sign-in, no script and no database."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.addresses import canonical
from config.public_page import public_page
from support.countries import country_name
from support.directory import directory, is_country


@public_page(always_ask=True)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return _worldwide(request)


def _worldwide(request: HttpRequest) -> HttpResponse:
    """No country chosen: every emergency number, then the countries, then what serves everywhere."""
    contacts = directory()
    crisis = [(country, contacts.answering_tonight(country.code)) for country in contacts.countries()]
    context = {
        "canonical": canonical(request, reverse("support:index")),
        "countries": contacts.countries(),
        "tonight": [(country, lines) for country, lines in crisis if lines],
        "worldwide": contacts.worldwide(),
    }
    return render(request, "support/index.html", context)


@public_page(always_ask=True)
@require_safe
def country(request: HttpRequest, cc: str) -> HttpResponse:
    """One country's page; a country we have nothing for gets the worldwide page; what is no country is a 404."""
    if cc != cc.lower() or not is_country(cc):
        raise Http404
    contacts = directory()
    if not contacts.has_page(cc):
        return _worldwide(request)
    context = {
        "canonical": canonical(request),
        "code": cc,
        "name": country_name(cc.upper()),
        "emergency": contacts.emergency_in(cc),
        "others": [contact for contact in contacts.in_country(cc) if contact.kind != "emergency"],
        "worldwide": contacts.worldwide(),
    }
    return render(request, "support/country.html", context)
