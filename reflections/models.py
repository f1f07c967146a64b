"""What stands in the table: random ids, whose, which revision, and sealed blobs. Nothing else, not even a time."""

import uuid
from typing import Any, ClassVar

from django.db import models

from accounts.keys import FORMAT
from accounts.models import User
from accounts.slots import Opened


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, person: Any) -> "EntryQuerySet":
        """This person's entries, open or not: someone else's simply do not exist."""
        return self.filter(data_key__person=person) if isinstance(person, User) else self.none()

    def under(self, opened: Opened) -> "EntryQuerySet":
        """The entries that this open key can read."""
        return self.filter(data_key=opened.data_key)


class Entry(models.Model):
    """One page of a journal, in two blobs so that a list opens heads only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key = models.ForeignKey("accounts.DataKey", on_delete=models.CASCADE, related_name="entries")
    format = models.PositiveSmallIntegerField(default=FORMAT)
    revision = models.PositiveIntegerField(default=1)
    head = models.BinaryField()
    body = models.BinaryField()

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return str(self.id)


class FormerText(models.Model):
    """What an entry said before it was changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="former_texts")
    format = models.PositiveSmallIntegerField(default=FORMAT)
    revision = models.PositiveIntegerField()
    head = models.BinaryField()
    body = models.BinaryField()

    def __str__(self) -> str:
        return str(self.id)


class Draft(models.Model):
    """Words that are being written. Which entry they belong to stands inside the blob."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key = models.ForeignKey("accounts.DataKey", on_delete=models.CASCADE, related_name="drafts")
    format = models.PositiveSmallIntegerField(default=FORMAT)
    revision = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.id)


class Preferences(models.Model):
    """How she likes her journal, in one blob."""

    data_key = models.OneToOneField(
        "accounts.DataKey", on_delete=models.CASCADE, primary_key=True, related_name="preferences"
    )
    format = models.PositiveSmallIntegerField(default=FORMAT)
    revision = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "preferences"

    def __str__(self) -> str:
        return str(self.data_key_id)
