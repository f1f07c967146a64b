"""What other rooms may know of this one: a number."""

from django import template

from accounts.models import User

register = template.Library()


@register.simple_tag
def account_count() -> int:
    """How many accounts there are. Whose they are, and who was here, is nobody's business."""
    return User.objects.count()
