"""The life of a data key: made on joining, opened by passphrase or code, wrapped anew, never stored bare.

Deriving (slow, in a turn, outside any transaction) and writing (quick, in one transaction) are apart on purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts import keys, recovery_code
from accounts.models import DataKey, KeySlot, User
from accounts.turns import turn


@dataclass(frozen=True)
class Opened:
    """A data key in the clear, for the length of one request."""

    data_key: DataKey
    key: bytes
    slot: UUID | None = None  # the slot that opened it, where one did


@dataclass(frozen=True)
class Wrapping:
    """A wrapping key just derived from a passphrase, with what the slot must remember of it."""

    key: bytes
    salt: bytes
    cost: keys.Cost


def derive(passphrase: str) -> Wrapping:
    """A fresh wrapping key at today's cost. Takes a turn. Raises Busy, PassphraseTooLong, ValueError."""
    salt = keys.new_salt()
    with turn():
        return Wrapping(keys.key_from_passphrase(passphrase, salt, keys.COST), salt, keys.COST)


def open_with_passphrase(person: User, passphrase: str, *, number: int | None = None) -> Opened | None:
    """The newest of her data keys that this passphrase opens, or the one of that number; None if it opens none.

    Raises Busy, PassphraseTooLong, ValueError.
    """
    return next(all_opened_by(person, passphrase, number=number), None)


def all_opened_by(person: User, passphrase: str, *, number: int | None = None) -> Iterator[Opened]:
    """Each of her data keys that this passphrase opens, the newest first; one turn each. Raises as above."""
    slots = KeySlot.objects.filter(data_key__person=person, kind=KeySlot.Kind.PASSPHRASE)
    if number is not None:
        slots = slots.filter(data_key__number=number)
    for slot in slots.select_related("data_key").order_by("-data_key__number"):
        try:
            with turn():
                wrapping = keys.key_from_passphrase(passphrase, bytes(slot.salt), slot.cost)
            yield Opened(slot.data_key, keys.unseal(wrapping, slot.sealed, slot.bound_to()), slot.id)
        except (keys.DoesNotOpen, keys.WeakCost):
            continue


def open_with_code(person: User, code: bytes) -> Opened | None:
    """The data key that this recovery code opens; None if it opens none."""
    slots = KeySlot.objects.filter(data_key__person=person, kind=KeySlot.Kind.RECOVERY)
    for slot in slots.select_related("data_key").order_by("-data_key__number"):
        wrapping = keys.key_from_secret(code, slot.id.bytes, slot.kind)
        try:
            return Opened(slot.data_key, keys.unseal(wrapping, slot.sealed, slot.bound_to()))
        except keys.DoesNotOpen:
            continue
    return None


def is_at_another_cost(opened: Opened) -> bool:
    """Whether the slot that opened it was made at another cost than today's."""
    slot = KeySlot.objects.filter(pk=opened.slot).first() if opened.slot else None
    return slot is not None and slot.cost != keys.COST


def begin(person: User, wrapping: Wrapping) -> tuple[Opened, bytes] | None:
    """Her first data key, as `make` gives it; None where another press has made it meanwhile."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        return None if DataKey.objects.filter(person=person).exists() else make(person, wrapping)


def make(person: User, wrapping: Wrapping) -> tuple[Opened, bytes]:
    """A new data key with both slots, in one transaction; and its recovery code, which stands nowhere."""
    with transaction.atomic():
        highest = DataKey.objects.filter(person=person).aggregate(Max("number"))["number__max"] or 0
        data_key = DataKey.objects.create(person=person, number=highest + 1)
        opened = Opened(data_key, keys.new_data_key())
        wrap_with_passphrase(opened, wrapping)
        return opened, wrap_with_code(opened)


def wrap_with_passphrase(opened: Opened, wrapping: Wrapping) -> None:
    """Replaces the passphrase slot. The former passphrase opens nothing from the commit on."""
    slot = KeySlot(
        data_key=opened.data_key, kind=KeySlot.Kind.PASSPHRASE,
        salt=wrapping.salt, memory=wrapping.cost.memory, passes=wrapping.cost.passes, lanes=wrapping.cost.lanes,
    )  # fmt: skip
    _put(slot, wrapping.key, opened.key)


def wrap_anew(opened: Opened, wrapping: Wrapping) -> None:
    """The same passphrase at another cost, unless the slot that it opened has been replaced meanwhile.

    Deriving takes a while, and she may have changed her passphrase on another device: that change must stand.
    """
    with transaction.atomic():
        if opened.slot and KeySlot.objects.select_for_update().filter(pk=opened.slot).exists():
            wrap_with_passphrase(opened, wrapping)


def wrap_with_code(opened: Opened) -> bytes:
    """Replaces the recovery slot and gives the new code. The former code opens nothing from the commit on."""
    code = recovery_code.new_code()
    slot = KeySlot(data_key=opened.data_key, kind=KeySlot.Kind.RECOVERY)
    _put(slot, keys.key_from_secret(code, slot.id.bytes, slot.kind), opened.key)
    return code


def _put(slot: KeySlot, wrapping_key: bytes, key: bytes) -> None:
    slot.sealed = keys.seal(wrapping_key, key, slot.bound_to())
    with transaction.atomic():
        KeySlot.objects.filter(data_key=slot.data_key, kind=slot.kind).delete()
        slot.save(force_insert=True)
