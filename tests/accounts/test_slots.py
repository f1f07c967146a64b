"""Slots: changed by somebody, or by two presses at once, they lose nothing and lock nobody out."""

from typing import Any

import pytest

from accounts import keys, recovery_code, slots
from accounts.models import DataKey, KeySlot, OpenKey, User
from tests import people
from tests.people import Person

NEW = "a wholly different passphrase"


@pytest.mark.parametrize(
    "change",
    [
        {"salt": b""}, {"salt": b"x" * 15}, {"salt": b"x" * 17}, {"memory": 0}, {"memory": 2**31 - 1}, {"passes": 0},
        {"passes": 2**31 - 1}, {"lanes": 0}, {"lanes": 2**31 - 1}, {"sealed": b""}, {"sealed": b"\x01"},
        {"sealed": b"\x01" * 61}, {"kind": "recovery"},
    ],
)  # fmt: skip
def test_a_slot_that_somebody_changed_locks_the_journal_calmly(alice: Person, change: dict[str, Any]) -> None:
    alice.client.post("/account/recovery-code/", {"skip": "1"})
    KeySlot.objects.filter(kind="recovery").delete()
    KeySlot.objects.update(**change)
    alice.lock()
    assert alice.unlock().status_code == 403
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 302


def test_no_bit_of_a_slot_or_of_an_unlocked_session_may_change(alice: Person) -> None:
    slot, row = KeySlot.objects.get(kind="recovery"), OpenKey.objects.get()
    code = recovery_code.read(alice.code())
    for bit in range(8 * len(slot.sealed)):
        KeySlot.objects.filter(pk=slot.pk).update(sealed=flipped(bytes(slot.sealed), bit))
        assert slots.open_with_code(alice.user, code) is None
    for bit in range(0, 8 * len(row.sealed), 7):
        OpenKey.objects.update(sealed=flipped(bytes(row.sealed), bit))
        assert alice.client.get("/journal/")["Location"].startswith("/journal/unlock/")
    KeySlot.objects.filter(pk=slot.pk).update(sealed=slot.sealed)
    OpenKey.objects.update(sealed=row.sealed)
    assert slots.open_with_code(alice.user, code) is not None
    assert alice.client.get("/journal/").status_code == 200


def flipped(blob: bytes, bit: int) -> bytes:
    changed = bytearray(blob)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_a_change_during_a_slow_sign_in_is_not_taken_back(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raising the cost wraps anew at sign-in. In between, she may have changed her passphrase on another device."""
    monkeypatch.setattr(keys, "COST", keys.Cost(memory=20 * 1024, passes=2))
    derive = slots.derive
    changed: list[bool] = []

    def slowly(passphrase: str) -> slots.Wrapping:
        if not changed:
            changed.append(True)
            fields = {"current": alice.passphrase, "passphrase": NEW}
            assert alice.client.post("/account/passphrase/", fields).status_code == 302
        return derive(passphrase)

    monkeypatch.setattr(slots, "derive", slowly)
    Person(alice.name, alice.passphrase).sign_in()
    assert slots.open_with_passphrase(alice.user, NEW) is not None
    assert slots.open_with_passphrase(alice.user, alice.passphrase) is None


def test_a_first_sign_in_pressed_twice_makes_one_journal(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.create_editor("robin", people.BOB_PASSPHRASE)
    derive = slots.derive
    pressed: list[Person] = []

    def slowly(passphrase: str) -> slots.Wrapping:
        if not pressed:
            pressed.append(Person("robin", people.BOB_PASSPHRASE))
            pressed[0].sign_in()
            pressed[0].write("written by the first press")
        return derive(passphrase)

    monkeypatch.setattr(slots, "derive", slowly)
    robin = Person("robin", people.BOB_PASSPHRASE)
    robin.sign_in()
    assert DataKey.objects.count() == 1
    assert "Without a title" in robin.reads("/journal/")


def test_a_journal_that_opens_after_all_is_opened_and_no_other_is_begun(alice: Person) -> None:
    address = alice.write("kept")
    alice.lock()
    answer = alice.client.post("/journal/forgot/", {"passphrase": alice.passphrase})
    assert answer["Location"] == "/journal/"
    assert DataKey.objects.count() == 1
    assert "kept" in alice.reads(address)
