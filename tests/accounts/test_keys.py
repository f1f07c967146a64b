"""Keys: known answers for every derivation, and what is refused."""

import contextlib
import hashlib
import hmac
import math
from uuid import UUID

import pytest
from argon2.low_level import Type, hash_secret_raw
from hypothesis import given
from hypothesis import strategies as st

from accounts import keys, recovery_code
from accounts.keys import Cost, DoesNotOpen, WeakCost
from accounts.passphrase import (
    PassphraseTooLong,
    one_spelling,
    passphrase_bytes,
    suggested_passphrase,
    words,
    words_offered,
)
from tests import people

SALT = bytes(range(16))


def test_the_key_of_a_passphrase_is_the_known_one() -> None:
    found = keys.key_from_passphrase("copper kettle", SALT, Cost(memory=19 * 1024, passes=2))
    assert found.hex() == "84faff029bc0fc1f836789ab1e63cca7fe6ca622dc31bce32fca82ecf65bf96a"


def test_the_key_of_a_passphrase_is_what_another_library_derives() -> None:
    other = hash_secret_raw("größe und maß".encode(), SALT, 2, 19 * 1024, 1, 32, Type.ID)
    assert keys.key_from_passphrase("größe und maß", SALT, Cost(19 * 1024, 2)) == other


def test_the_key_of_a_random_secret_is_the_known_one() -> None:
    found = keys.key_from_secret(bytes(16), UUID(int=7).bytes, "recovery")
    assert found.hex() == "dbf84b4f86fa90daf7ebaed31f25cd53d82a750cda17eda8ee096a3c2b7b642d"


def test_the_key_of_a_random_secret_is_what_rfc_5869_says() -> None:
    extracted = hmac.new(b"salt", b"secret", hashlib.sha256).digest()
    expanded = hmac.new(extracted, b"small-moments journal session\x01", hashlib.sha256).digest()
    assert keys.key_from_secret(b"secret", b"salt", "session") == expanded


def test_what_a_blob_is_bound_to_is_written_with_lengths() -> None:
    assert keys.associated_data("entry", b"\x00\x01", 12) == (
        b"\x00\x00\x00\x15small-moments journal\x00\x00\x00\x05entry\x00\x00\x00\x02\x00\x01\x00\x00\x00\x0212"
    )


@given(st.lists(st.binary(max_size=6), max_size=5), st.lists(st.binary(max_size=6), max_size=5))
def test_no_two_lists_of_parts_are_bound_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (keys.associated_data(*one) == keys.associated_data(*other)) == (one == other)


def test_two_keyboards_give_one_passphrase() -> None:
    assert passphrase_bytes("cafe\u0301") == passphrase_bytes("caf\u00e9")


def test_a_passphrase_is_never_trimmed() -> None:
    assert one_spelling(" a b ") == " a b "


def test_a_passphrase_has_a_thousand_and_twenty_four_bytes_at_most() -> None:
    assert len(passphrase_bytes("x" * 1024)) == 1024
    with pytest.raises(PassphraseTooLong):
        passphrase_bytes("x" * 1025)


def test_a_passphrase_that_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="text"):
        passphrase_bytes("\ud800")


@pytest.mark.parametrize(
    "cost",
    [Cost(19 * 1024 - 1, 2), Cost(64 * 1024, 1), Cost(64 * 1024, 3, 0), Cost(2**21, 3), Cost(64 * 1024, 17)],
)
def test_a_cost_below_the_floor_or_above_the_ceiling_is_refused(cost: Cost) -> None:
    with pytest.raises(WeakCost):
        keys.key_from_passphrase("copper kettle", SALT, cost)


def test_new_slots_are_made_at_64_mib_and_three_passes() -> None:
    assert Cost(memory=64 * 1024, passes=3, lanes=1) == people.REAL_COST


def test_what_is_sealed_opens_again() -> None:
    key = keys.new_data_key()
    assert keys.unseal(key, keys.seal(key, b"words", b"here"), b"here") == b"words"


def test_nothing_opens_elsewhere_or_under_another_key() -> None:
    key = keys.new_data_key()
    blob = keys.seal(key, b"words", b"here")
    for other_key, place in ((key, b"there"), (keys.new_data_key(), b"here")):
        with pytest.raises(DoesNotOpen):
            keys.unseal(other_key, blob, place)


def test_no_single_bit_may_change() -> None:
    key = keys.new_data_key()
    blob = keys.seal(key, b"words", b"here")
    for bit in range(8 * len(blob)):
        flipped = bytearray(blob)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(DoesNotOpen):
            keys.unseal(key, bytes(flipped), b"here")


def test_nothing_may_be_cut_off_or_added() -> None:
    key = keys.new_data_key()
    blob = keys.seal(key, b"words", b"here")
    for changed in [*(blob[:length] for length in range(len(blob))), blob + b"\x00", b"\x02" + blob[1:]]:
        with pytest.raises(DoesNotOpen):
            keys.unseal(key, changed, b"here")


def test_a_thousand_equal_texts_give_a_thousand_blobs() -> None:
    key = keys.new_data_key()
    assert len({keys.seal(key, b"words", b"here") for _ in range(1000)}) == 1000


def test_the_code_is_written_as_known() -> None:
    assert recovery_code.written(bytes(range(16))) == "0004-1061-050R-3GG2-8A1C-60T3-GF5E"


@given(st.binary(min_size=16, max_size=16))
def test_every_code_comes_back(code: bytes) -> None:
    assert recovery_code.read(recovery_code.written(code)) == code


def test_a_code_is_read_as_people_write_it() -> None:
    written = recovery_code.written(bytes(16))
    assert recovery_code.read(written.lower().replace("-", " ").replace("0", "o")) == bytes(16)


@given(st.binary(min_size=16, max_size=16), st.integers(0, 27), st.sampled_from(recovery_code.ALPHABET))
def test_one_wrong_character_is_always_noticed(code: bytes, place: int, character: str) -> None:
    bare = recovery_code.written(code).replace("-", "")
    wrong = bare[:place] + character + bare[place + 1 :]
    if wrong != bare:
        with pytest.raises(recovery_code.NotARecoveryCode):
            recovery_code.read(wrong)


@given(st.binary(min_size=16, max_size=16), st.integers(0, 26))
def test_two_neighbours_swapped_are_noticed(code: bytes, place: int) -> None:
    bare = recovery_code.written(code).replace("-", "")
    swapped = bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]
    if swapped != bare:
        with pytest.raises(recovery_code.NotARecoveryCode):
            recovery_code.read(swapped)


@given(st.text(max_size=60))
def test_reading_any_text_as_a_code_raises_nothing_else(text: str) -> None:
    with contextlib.suppress(recovery_code.NotARecoveryCode):
        assert len(recovery_code.read(text)) == 16


def test_four_words_of_the_long_list_are_offered() -> None:
    assert len(words()) == 7776
    assert len(set(words())) == 7776
    offered = suggested_passphrase().split(" ")
    assert len(offered) == 4
    assert set(offered) <= set(words())


def test_no_word_is_offered_that_could_hurt_her() -> None:
    offered = set(words_offered())
    hurting = {"smother", "childless", "unloved", "suffocate", "crib", "estranged", "despair", "numbness", "mom"}
    assert hurting <= set(words())
    assert not hurting & offered
    assert 4 * math.log2(len(offered)) > 51.5
