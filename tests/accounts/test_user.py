"""A person: a name, a passphrase, and as little else as can be."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User

pytestmark = pytest.mark.django_db

PASSPHRASE = "correct quiet otter lamp"


def test_what_we_know_of_a_person_is_this_and_no_more() -> None:
    assert {field.name for field in User._meta.get_fields() if field.concrete} == {
        "id", "name", "password", "joined", "is_active", "is_staff", "is_superuser", "groups", "user_permissions",
    }  # fmt: skip


def test_a_name_has_one_spelling() -> None:
    User.objects.create_user("Quiet-Otter", PASSPHRASE)
    assert User.objects.get_by_natural_key(" QUIET-OTTER ").name == "quiet-otter"


def test_a_passphrase_is_kept_as_an_argon2_hash_alone() -> None:
    user = User.objects.create_user("robin", PASSPHRASE)
    assert user.password.startswith("argon2$argon2id$")
    assert user.check_password(PASSPHRASE)


def test_signing_in_leaves_no_time_behind(client: Client) -> None:
    user = User.objects.create_user("robin", PASSPHRASE)
    client.force_login(user)
    assert user.joined == timezone.localdate().replace(day=1)
    assert not hasattr(User.objects.get(pk=user.pk), "last_login") or user.last_login is None


def test_an_empty_name_is_no_name() -> None:
    with pytest.raises(ValueError, match="name"):
        User.objects.create_user("  ", PASSPHRASE)
