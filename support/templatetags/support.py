"""What other rooms show of this one."""

from typing import Any

from django import template

from support.directory import directory

register = template.Library()


@register.inclusion_tag("support/_help_levels.html")
def help_levels() -> dict[str, Any]:
    """The four help levels. No country is known on an article's page, so every emergency number is there."""
    return {"emergency": directory().emergency()}


@register.inclusion_tag("support/_emergency_numbers.html")
def emergency_numbers() -> dict[str, Any]:
    """Every country's emergency number, to tap."""
    return {"emergency": directory().emergency()}
