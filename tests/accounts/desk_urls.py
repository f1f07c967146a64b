"""The house, and a desk that asks for a verified session the way settings.SECOND_FACTOR_URL says."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from config import urls
from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def desk(request: HttpRequest) -> HttpResponse:
    if not request.user.is_verified():  # type: ignore[union-attr]
        return redirect(f"{settings.SECOND_FACTOR_URL}?{urlencode({'next': request.get_full_path()})}")
    return HttpResponse("the desk")


urlpatterns = [path("desk/", desk, name="test-desk"), *urls.urlpatterns]
