"""`make editor`: a staff account and its roles, and one sentence for everything that cannot be."""

import io
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import User
from config.roles import roles_of
from tests.people import Person

pytestmark = pytest.mark.django_db

PASSPHRASE = "correct quiet otter lamp"


@pytest.fixture
def hand_in(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Hands a passphrase in, runs the command, and gives what it said."""

    def run(*words: str, passphrase: str = PASSPHRASE) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{passphrase}\n"))
        said = io.StringIO()
        call_command("make_editor", *words, stdout=said)
        return said.getvalue()

    return run


def test_an_editor_may_open_the_desk_and_is_no_superuser(hand_in: Any) -> None:
    assert hand_in("Robin") == "robin may open the desk now. Roles of robin: editor, publisher.\n"
    robin = User.objects.get(name="robin")
    assert robin.is_staff
    assert not robin.is_superuser
    assert robin.check_password(PASSPHRASE)


def test_roles_may_be_several(hand_in: Any) -> None:
    hand_in("robin", "--role", "editor", "--role", "clinician")
    assert roles_of(User.objects.get(name="robin")) == {"editor", "clinician"}


def test_a_clinician_gets_no_other_role_along(hand_in: Any) -> None:
    hand_in("robin", "--role", "clinician")
    assert roles_of(User.objects.get(name="robin")) == {"clinician"}


def test_run_again_it_adds_roles_asks_for_no_passphrase_and_says_what_it_did(hand_in: Any) -> None:
    hand_in("robin")
    said = hand_in("ROBIN", "--role", "clinician", "--role", "editor", passphrase="")
    assert said == "Added: clinician. Roles of robin: clinician, editor, publisher.\n"
    assert User.objects.get().check_password(PASSPHRASE)


def test_run_again_without_a_role_it_changes_nothing(hand_in: Any) -> None:
    hand_in("robin", "--role", "clinician")
    assert hand_in("robin") == "Nothing to change. Roles of robin: clinician.\n"


def test_a_role_can_be_taken_away(hand_in: Any) -> None:
    hand_in("robin")
    said = hand_in("robin", "--remove-role", "publisher", "--role", "clinician")
    assert said == "Added: clinician. Removed: publisher. Roles of robin: clinician, editor.\n"
    assert hand_in("robin", "--remove-role", "publisher").startswith("Nothing to change.")


def test_a_private_account_never_becomes_staff(hand_in: Any, alice: Person) -> None:
    with pytest.raises(CommandError, match=r"^Nothing was changed: alice-1 is somebody's private account"):
        hand_in("Alice-1", "--role", "editor")
    assert not alice.user.is_staff
    assert roles_of(alice.user) == frozenset()


@pytest.mark.parametrize(
    ("words", "passphrase", "sentence"),
    [
        (["robin"], "short", "Use 12 characters or more"),
        (["robin"], "1234567890123", "Many people use that one"),
        (["robin"], "", "Type your passphrase"),
        (["robin"], "x" * 1100, "passphrase"),
        (["robin"], "nul \0 in the middle of it", "."),
        (["ro bin"], PASSPHRASE, "Use letters, digits"),
        ([""], PASSPHRASE, "Say a name"),
        (["  "], PASSPHRASE, "Say a name"),
        (["x" * 61], PASSPHRASE, "at most 60"),
        (["robin", "--role", "doctor"], PASSPHRASE, "no role 'doctor': say editor, clinician or publisher"),
        (["robin", "--remove-role", "doctor"], PASSPHRASE, "no role 'doctor'"),
        (["robin", "--remove-role", "editor"], PASSPHRASE, "no staff account 'robin'"),
        (["robin", "--role", "editor", "--remove-role", "editor"], PASSPHRASE, "given and taken away at once"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(hand_in: Any, words: list[str], passphrase: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=r"^Nothing was changed: ") as refusal:
        hand_in(*words, passphrase=passphrase)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not User.objects.exists()


def test_the_makefile_hands_each_role_on() -> None:
    command = ["make", "-n", "editor", "NAME=robin", "ROLE=editor clinician"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True)
    assert done.stdout.strip().endswith('manage.py make_editor --role "editor" --role "clinician" -- "robin"')
