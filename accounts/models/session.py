"""Where somebody is signed in, and where her journal is open."""

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """Django's session row, knowing whose it is so that all of one person's can be ended together."""

    person = models.ForeignKey("accounts.User", null=True, on_delete=models.CASCADE, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from accounts.sessions import SessionStore

        return SessionStore


class OpenKey(models.Model):
    """The data key of an unlocked browser, sealed under a secret that only that browser's cookie holds."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, primary_key=True, related_name="open_key")
    data_key = models.ForeignKey("accounts.DataKey", on_delete=models.CASCADE)
    sealed = models.BinaryField()
    # The recovery code until she has confirmed or skipped it, sealed in the same way.
    sealed_code = models.BinaryField(default=b"")
    # Minutes since 1970, not seconds: enough to lock by, and nothing finer is kept.
    opened = models.PositiveIntegerField(db_index=True)
    used = models.PositiveIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"open since minute {self.opened}"
