"""How a number becomes a link, and how it is read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.contacts import Phone, Text
from support.numbers import dialable, digits, is_known, is_well_formed, spoken


@pytest.mark.parametrize(
    ("number", "country", "href"),
    [
        # Short codes stay as they are.
        ("911", "US", "tel:911"),
        ("000", "AU", "tel:000"),
        ("116 123", "GB", "tel:116123"),
        ("024", "ES", "tel:024"),
        # So do those that the library does not know.
        ("14416", "IN", "tel:14416"),
        ("113", "NL", "tel:113"),
        ("188", "BR", "tel:188"),
        # Full numbers get their country code.
        ("1-800-944-4773", "US", "tel:+18009444773"),
        ("604-255-7999", "CA", "tel:+16042557999"),
        ("020 7386 0868", "GB", "tel:+442073860868"),
        # Numbers that belong to one country are dialed as they are at home.
        ("0808 2000 247", "GB", "tel:08082000247"),
        ("13 11 14", "AU", "tel:131114"),
        ("1300 726 306", "AU", "tel:1300726306"),
        ("1-800-891-4416", "IN", "tel:18008914416"),
        # A number that belongs to no country is never made longer.
        ("12345", "ZZ", "tel:12345"),
    ],
)
def test_a_number_becomes_a_link_that_dials_it(number: str, country: str, href: str) -> None:
    assert Phone(number, country).href == href


def test_a_text_carries_the_word_to_send() -> None:
    assert Text("741741", "US", body="HOME").href == "sms:741741?body=HOME"


def test_a_text_without_a_word_carries_none() -> None:
    assert Text("971-203-7773", "US").href == "sms:+19712037773"


def test_a_whatsapp_number_opens_whatsapp_and_not_sms() -> None:
    assert Text("9151 1767", "SG", by="whatsapp").href == "https://wa.me/6591511767"


@pytest.mark.parametrize(
    ("number", "aloud"),
    [
        ("988", "9 8 8"),
        ("1-800-944-4773", "1, 8 0 0, 9 4 4, 4 7 7 3"),
        ("13 11 14", "1 3, 1 1, 1 4"),
        ("741741", "7 4 1, 7 4 1"),
        ("0800 1110111", "0 8 0 0, 1 1 1, 0 1 1 1"),
    ],
)
def test_a_number_is_read_aloud_digit_by_digit_in_its_groups(number: str, aloud: str) -> None:
    assert Phone(number, "US").spoken == aloud


@given(
    st.from_regex(r"\+?[0-9]{1,5}([ -][0-9]{1,9}){0,4}", fullmatch=True),
    st.sampled_from(["US", "GB", "NL", "AU"]),
)
def test_no_digit_is_lost_or_gained_on_the_way(number: str, country: str) -> None:
    assert is_well_formed(number)
    assert spoken(number).replace(",", "").replace(" ", "") == digits(number).removeprefix("+")
    assert dialable(number, country).endswith(digits(number).lstrip("+0")[-3:])


@given(st.text())
def test_whatever_is_typed_nothing_raises(number: str) -> None:
    is_well_formed(number)
    is_known(number, "US")
    spoken(number)
