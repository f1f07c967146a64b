"""What the house itself puts on every page."""

from typing import Any

from django import template
from django.http import HttpRequest

from config import banner as notice

register = template.Library()


@register.inclusion_tag("_banner.html", takes_context=True)
def banner(context: dict[str, Any]) -> dict[str, Any]:
    """The operator's notice with the way to help, or nothing. A template without a request shows it too."""
    request = context.get("request")
    return {"notice": notice.of(request) if isinstance(request, HttpRequest) else notice.current()}
