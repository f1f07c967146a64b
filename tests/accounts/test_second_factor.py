"""The second factor of staff: set up first, asked for after each sign-in, counted once, in no journal's way."""

import io
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import attempts, second_factor, spare_codes
from accounts.entering import Wrong
from accounts.models import Attempt, Session, User
from tests import staff
from tests.people import Person
from tests.staff import FACTOR, Editor, Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin() -> Editor:
    return staff.robin()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A clock that the tests turn: for the phone, for django-otp and for the counters."""

    class Clock:
        now = time.time()

        def time(self) -> float:
            return self.now

    it = Clock()
    for module in ("accounts.attempts.time", "django_otp.plugins.otp_totp.models.time", "tests.staff.time"):
        monkeypatch.setattr(module, it)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromtimestamp(it.now, UTC))
    return it


@pytest.fixture
def desk(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.accounts.desk_urls"


# Who may see it


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete"])
def test_a_stranger_is_asked_to_sign_in(client: Client, method: str) -> None:
    answer = getattr(client, method)(FACTOR)
    assert (answer.status_code, answer["Location"]) == (302, f"/account/sign-in/?next={FACTOR}")


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_for_a_member_there_is_nothing_here(alice: Person, method: str) -> None:
    assert getattr(alice.client, method)(FACTOR).status_code == 404


def test_it_is_kept_nowhere(robin: Editor) -> None:
    for page in (robin.client.get(FACTOR), robin.give("000"), robin.give(Phone(robin.reads(FACTOR)).digits())):
        assert "no-store" in page["Cache-Control"]


def test_the_account_page_leads_staff_there_and_nobody_else(robin: Editor, alice: Person) -> None:
    assert f'href="{FACTOR}"' in robin.reads("/account/")
    assert FACTOR not in alice.reads("/account/")


# Setting up


def test_staff_without_a_phone_are_led_to_set_one_up_wherever_they_were_going(robin: Editor) -> None:
    robin.client.post("/account/sign-out/")
    assert robin.sign_in()["Location"] == f"{FACTOR}?next=%2Fjournal%2F"


def test_a_member_goes_straight_to_her_journal(alice: Person) -> None:
    alice.client.post("/account/sign-out/")
    assert alice.sign_in()["Location"] == "/journal/"


def test_the_page_shows_the_secret_as_picture_text_and_link(robin: Editor) -> None:
    page = robin.reads(FACTOR)
    phone = Phone(page)
    assert len(phone.key) == 20
    assert f"secret={phone.secret}&amp;" in page
    assert "otpauth://totp/Small%20Moments%3Arobin?" in page
    assert 'role="img" aria-label="QR code.' in page


def test_the_secret_stays_the_same_until_it_is_confirmed(robin: Editor) -> None:
    assert Phone(robin.reads(FACTOR)).secret == Phone(robin.reads(FACTOR)).secret


def test_another_browser_is_shown_another_secret(robin: Editor) -> None:
    other = Editor("robin", staff.ROBIN_PASSPHRASE)
    other.sign_in()
    assert Phone(robin.reads(FACTOR)).secret != Phone(other.reads(FACTOR)).secret


def test_wrong_digits_keep_nothing_and_show_the_same_secret(robin: Editor) -> None:
    phone = Phone(robin.reads(FACTOR))
    answer = robin.give(phone.wrong_digits())
    assert answer.status_code == 403
    assert Phone(answer.content.decode()).secret == phone.secret
    assert "do not fit" in answer.content.decode()
    assert not TOTPDevice.objects.exists()


def test_right_digits_confirm_the_phone_verify_the_session_and_show_ten_codes(robin: Editor) -> None:
    codes = robin.set_up()
    assert len(set(codes)) == 10
    assert robin.is_verified()
    assert codes[0] not in robin.reads(FACTOR)


def test_the_page_with_the_codes_is_named_quietly_and_leads_on(robin: Editor) -> None:
    phone = Phone(robin.reads(FACTOR))
    page = robin.give(phone.digits(), next="/desk/articles/").content.decode()
    assert "<title>Small Moments</title>" in page
    assert '<a class="button button--main" href="/desk/articles/">' in page


def test_a_second_browser_cannot_confirm_another_phone_afterwards(robin: Editor) -> None:
    other = Editor("robin", staff.ROBIN_PASSPHRASE)
    other.sign_in()
    late = Phone(other.reads(FACTOR))
    robin.set_up()
    assert other.give(late.digits()).status_code == 403
    assert TOTPDevice.objects.count() == 1
    assert not other.is_verified()


def test_of_two_phones_confirmed_at_the_same_moment_the_first_stays(robin: Editor) -> None:
    other = Editor("robin", staff.ROBIN_PASSPHRASE)
    other.sign_in()
    late = Phone(other.reads(FACTOR))
    robin.set_up()
    under_way = RequestFactory().post(FACTOR)  # past the view's own look, which saw no phone yet
    under_way.session, under_way.user = other.client.session, robin.user
    with pytest.raises(Wrong):
        second_factor.set_up(under_way, robin.user, late.digits())
    assert TOTPDevice.objects.count() == 1


# Giving a code


def test_sign_in_leads_through_the_code_to_the_desk(robin: Editor, desk: None) -> None:
    robin.set_up()
    robin.client.post("/account/sign-out/")
    fields = {"name": "robin", "passphrase": staff.ROBIN_PASSPHRASE, "next": "/desk/?q=1"}
    answer = robin.client.post("/account/sign-in/", fields)
    assert answer["Location"] == f"{FACTOR}?next=%2Fdesk%2F%3Fq%3D1"
    assert robin.client.get("/desk/")["Location"].startswith(FACTOR)
    answer = robin.give(robin.phone.digits(1), next="/desk/?q=1")
    assert answer["Location"] == "/desk/?q=1"
    assert robin.reads("/desk/") == "the desk"


def test_to_her_own_journal_a_staff_account_needs_no_code(robin: Editor) -> None:
    robin.set_up()
    robin.client.post("/account/sign-out/")
    assert robin.sign_in()["Location"] == "/journal/"
    assert "Mine." in robin.reads(robin.write("Mine."))


def test_a_journal_that_is_open_stays_open_through_set_up_code_and_reset(robin: Editor) -> None:
    address = robin.write("Mine.")
    robin.set_up()
    assert "Mine." in robin.reads(address)
    second_factor.reset(robin.user)
    robin.sign_in()
    assert "Mine." in robin.reads(address)


def test_without_anywhere_to_go_the_desk_is_next(robin: Editor) -> None:
    robin.set_up()
    robin.sign_in()
    assert robin.give(robin.phone.digits(1))["Location"] == "/desk/"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "desk"]
)
def test_next_leads_to_no_other_site(robin: Editor, target: str) -> None:
    robin.set_up()
    robin.sign_in()
    assert robin.give(robin.phone.digits(1), next=target)["Location"] == "/desk/"


@pytest.mark.parametrize("form", ["{0}{1}", " {0} {1} ", "{0}-{1}"])
def test_digits_may_have_a_gap(robin: Editor, form: str) -> None:
    robin.set_up()
    robin.sign_in()
    digits = robin.phone.digits(1)
    assert robin.give(form.format(digits[:3], digits[3:])).status_code == 302


@pytest.mark.parametrize("code", ["", "12345", "1234567", "１２３４５６", "+12345", "0x1234", "x" * 41, "\0"])
def test_what_is_no_code_verifies_nothing(robin: Editor, code: str) -> None:
    robin.set_up()
    robin.sign_in()
    assert robin.give(code).status_code in (200, 403)
    assert not robin.is_verified()


def test_digits_count_once(robin: Editor) -> None:
    robin.set_up()
    robin.sign_in()
    digits = robin.phone.digits(1)
    assert robin.give(digits).status_code == 302
    robin.sign_in()
    assert robin.give(digits).status_code == 403


def test_the_digits_that_set_the_phone_up_do_not_count_again(robin: Editor) -> None:
    phone = Phone(robin.reads(FACTOR))
    digits = phone.digits()
    robin.give(digits)
    robin.sign_in()
    assert robin.give(digits).status_code == 403


def test_digits_of_another_phone_do_not_fit(robin: Editor) -> None:
    robin.set_up()
    User.objects.create_editor("sasha", staff.ROBIN_PASSPHRASE)
    sasha = Editor("sasha", staff.ROBIN_PASSPHRASE)
    sasha.sign_in()
    sasha.set_up()
    robin.sign_in()
    assert robin.give(sasha.phone.digits(1)).status_code == 403


# Spare codes


def test_a_spare_code_counts_once(robin: Editor) -> None:
    first, *_rest = robin.set_up()
    robin.sign_in()
    assert robin.give(first).status_code == 302
    assert "You have 9 spare codes left." in robin.reads(FACTOR)
    robin.sign_in()
    assert robin.give(first).status_code == 403


def test_a_spare_code_may_be_typed_as_people_read_it(robin: Editor) -> None:
    code = robin.set_up()[0]
    robin.sign_in()
    assert robin.give(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")).status_code == 302


def test_a_spare_code_is_of_one_person(robin: Editor) -> None:
    code = robin.set_up()[0]
    sasha = User.objects.create_editor("sasha", staff.ROBIN_PASSPHRASE)
    assert spare_codes.hashed(robin.user, code) != spare_codes.hashed(sasha, code)


def test_no_spare_code_stands_in_the_database(robin: Editor) -> None:
    codes = robin.set_up()
    bare = {code.replace("-", "") for code in codes}
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10
    assert not {token.upper() for token in kept} & (bare | set(codes))
    assert not any(code in str(session.get_decoded()) for session in Session.objects.all() for code in bare)


def test_new_spare_codes_take_the_place_of_the_former(robin: Editor) -> None:
    old = robin.set_up()[0]
    new = staff.spare_codes(robin.client.post(FACTOR, {"new_codes": "1"}).content.decode())
    assert (len(new), StaticDevice.objects.count(), StaticToken.objects.count()) == (10, 1, 10)
    robin.sign_in()
    assert robin.give(old).status_code == 403


def test_without_a_code_no_new_spare_codes_are_made(robin: Editor) -> None:
    robin.set_up()
    robin.sign_in()
    answer = robin.client.post(FACTOR, {"new_codes": "1"})
    assert staff.spare_codes(answer.content.decode()) == []


# Guessing


def test_guesses_wait_longer_and_longer_and_the_form_comes_back(robin: Editor, clock: Any) -> None:
    robin.set_up()
    robin.sign_in()
    wrong = robin.phone.wrong_digits()
    answers = [robin.give(wrong) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [403, 429]
    assert answers[1]["Retry-After"] == "2"
    assert f'value="{wrong}"' in answers[1].content.decode()


def test_an_hour_of_guesses_evaluates_thirty_at_most_and_ends_in_no_lock_out(robin: Editor, clock: Any) -> None:
    robin.set_up()
    robin.sign_in()
    evaluated, start = 0, clock.now
    while clock.now < start + 3600:
        clock.now += 20
        evaluated += robin.give(robin.phone.wrong_digits()).status_code == 403
    assert 10 <= evaluated <= 30
    clock.now += 180
    assert robin.give(robin.phone.digits()).status_code == 302


def test_the_counter_is_one_for_all_browsers_of_the_account(robin: Editor, clock: Any) -> None:
    robin.set_up()
    statuses = []
    for _ in range(20):
        clock.now += 61
        browser = Editor("robin", staff.ROBIN_PASSPHRASE)
        browser.client.force_login(robin.user)
        statuses.append(browser.give(robin.phone.wrong_digits()).status_code)
    assert statuses.count(429) >= 1


def test_setting_up_has_the_same_allowance(robin: Editor, clock: Any) -> None:
    wrong = Phone(robin.reads(FACTOR)).wrong_digits()
    assert [robin.give(wrong).status_code for _ in range(5)] == [403, 403, 403, 403, 429]


def test_nobody_without_the_passphrase_can_use_up_the_codes_allowance(robin: Editor) -> None:
    robin.set_up()
    key = attempts._keyed_hash("second factor", str(robin.user.pk))
    before = Attempt.objects.filter(key=key).values().first()
    for _ in range(5):
        Client().post(FACTOR, {"code": "123456"})
        Client().post("/account/sign-in/", {"name": "robin", "passphrase": "wrong words here"})
    assert Attempt.objects.filter(key=key).values().first() == before


def test_staff_sign_in_has_everybodys_limits() -> None:
    User.objects.create_editor("robin", staff.ROBIN_PASSPHRASE)
    tries = [Client().post("/account/sign-in/", {"name": "robin", "passphrase": "wrong words here"}) for _ in range(5)]
    assert [answer.status_code for answer in tries] == [403, 403, 403, 403, 429]


# When it ends


def test_signing_in_again_asks_again_even_in_the_same_session(robin: Editor) -> None:
    robin.set_up()
    robin.sign_in()
    assert not robin.is_verified()


def test_a_new_passphrase_asks_again(robin: Editor) -> None:
    robin.set_up()
    fields = {"current": staff.ROBIN_PASSPHRASE, "passphrase": "a wholly different passphrase"}
    assert robin.client.post("/account/passphrase/", fields).status_code == 302
    assert robin.client.get("/account/").status_code == 200
    assert not robin.is_verified()


def test_signing_out_everywhere_asks_again_in_every_browser(robin: Editor) -> None:
    robin.set_up()
    other = Editor("robin", staff.ROBIN_PASSPHRASE)
    other.sign_in()
    other.client.post("/account/sign-out/", {"everywhere": "1"})
    assert robin.client.get(FACTOR).status_code == 302
    robin.sign_in()
    assert not robin.is_verified()


def test_one_browser_verifies_itself_alone(robin: Editor) -> None:
    robin.set_up()
    other = Editor("robin", staff.ROBIN_PASSPHRASE)
    other.sign_in()
    assert not other.is_verified()


def test_somebody_who_is_staff_no_longer_finds_nothing_here(robin: Editor) -> None:
    robin.set_up()
    User.objects.filter(name="robin").update(is_staff=False)
    assert robin.client.get(FACTOR).status_code == 404


# The operator's way


def test_a_reset_takes_phone_and_codes_away_and_ends_every_session(robin: Editor) -> None:
    codes = robin.set_up()
    said = io.StringIO()
    call_command("reset_second_factor", "Robin", stdout=said)
    assert said.getvalue() == "robin sets up a new phone at the next sign-in; every session of robin has ended.\n"
    assert robin.client.get(FACTOR).status_code == 302
    assert robin.sign_in()["Location"].startswith(FACTOR)
    assert robin.give(codes[0]).status_code == 403
    assert "set this up once" in robin.reads(FACTOR)


@pytest.mark.parametrize("name", ["nobody-1", "alice-1", ""])
def test_a_reset_for_who_is_not_staff_is_refused_in_one_sentence(alice: Person, name: str) -> None:
    with pytest.raises(CommandError, match=r"^Nothing was changed: there is no staff account"):
        call_command("reset_second_factor", name)
