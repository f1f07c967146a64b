"""What time locks, and what no page keeps open."""

from datetime import timedelta

from django.utils import timezone

from accounts import open_key
from accounts.models import OpenKey, Session
from tests.people import Person


def test_a_code_that_waits_locks_with_the_journal(alice: Person) -> None:
    assert alice.code() != ""
    OpenKey.objects.update(used=open_key.this_minute() - 30)
    assert alice.code() == ""
    assert "Your journal is locked" in alice.reads("/account/recovery-code/")


def test_any_page_of_the_account_sweeps_what_has_expired(alice: Person, bob: Person) -> None:
    OpenKey.objects.filter(data_key__person=alice.user).update(used=1)
    Session.objects.filter(person=alice.user).update(expire_date=timezone.now() - timedelta(minutes=1))
    bob.client.get("/account/")
    assert list(OpenKey.objects.values_list("data_key__person__name", flat=True)) == [bob.name]
    assert list(Session.objects.values_list("person__name", flat=True)) == [bob.name]
