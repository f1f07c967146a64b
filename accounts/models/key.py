"""The sealed data key of a person, once for each way she may open it."""

import uuid

from django.db import models

from accounts.keys import Cost, associated_data


class DataKey(models.Model):
    """One random key of one person, which itself stands nowhere: only its slots do.

    A person has one, until she has lost both passphrase and code and starts afresh: the next number then stands beside
    the locked one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="data_keys")
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_data_key_of_a_number")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.number}"


class KeySlot(models.Model):
    """The data key, sealed under a passphrase or a recovery code."""

    class Kind(models.TextChoices):
        PASSPHRASE = "passphrase"  # noqa: S105 - a word, not a secret
        RECOVERY = "recovery"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key = models.ForeignKey(DataKey, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # What one Argon2id run took when this slot was made; a slot for a recovery code needs none.
    salt = models.BinaryField(default=b"")
    memory = models.PositiveIntegerField(default=0)
    passes = models.PositiveIntegerField(default=0)
    lanes = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["data_key", "kind"], name="one_slot_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def cost(self) -> Cost:
        return Cost(self.memory, self.passes, self.lanes)

    def bound_to(self) -> bytes:
        """What its sealed key is bound to: whose it is, which one, and the very cost it was derived at."""
        return associated_data(
            f"slot {self.kind}", self.data_key.person_id.bytes, self.id.bytes, "data key", 0, self.data_key.number,
            bytes(self.salt), self.memory, self.passes, self.lanes,
        )  # fmt: skip
