"""Whether this session has shown the second factor of its person, and when that ends."""

from typing import Any

from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY

INVITED = "invited_phone"  # in the session until a phone is confirmed: its secret, each browser's own


def is_verified(request: HttpRequest) -> bool:
    """Whether a code was given since this session's sign-in."""
    device: Any = getattr(request.user, "otp_device", None)
    return device is not None


def forget(request: HttpRequest) -> None:
    """This session has to give a code again. For each sign-in, right after Django's own `login`.

    Django keeps a session's data where the same person signs in once more; and django-otp carries a verified user over
    into the session that follows a new passphrase.
    """
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    request.session.pop(INVITED, None)
    if is_verified(request):
        person: Any = request.user
        person.otp_device = None
