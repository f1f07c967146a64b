"""Opens a journal from `manage.py dumpdata accounts reflections`, by passphrase or by code. No Django in it.

Written from `docs/journal-format.md` alone:  python standalone_reader.py DUMP.json NAME (passphrase|code) SECRET
"""

import base64
import hashlib
import hmac
import json
import sys
import unicodedata
import uuid

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DOMAIN = b"small-moments journal"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def binding(*parts: object) -> bytes:
    whole = b""
    for part in (DOMAIN, *parts):
        encoded = part if isinstance(part, bytes) else str(part).encode()
        whole += len(encoded).to_bytes(4, "big") + encoded
    return whole


def open_blob(key: bytes, blob: bytes, bound_to: bytes) -> bytes:
    assert blob[0] == 1, "This reader knows format 1 only."
    return AESGCM(key).decrypt(blob[1:13], blob[13:], blob[:1] + bound_to)


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """RFC 5869 with SHA-256, for 32 bytes: one block."""
    extracted = hmac.new(salt, secret, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


def argon2id(passphrase: str, slot: dict[str, object]) -> bytes:
    secret = unicodedata.normalize("NFC", passphrase).encode()
    salt = base64.b64decode(str(slot["salt"]))
    passes, memory, lanes = (int(str(slot[name])) for name in ("passes", "memory", "lanes"))
    return hash_secret_raw(secret, salt, passes, memory, lanes, 32, Type.ID)


def read_code(written: str) -> bytes:
    digits = "".join(written.split()).replace("-", "").upper().translate(str.maketrans("OIL", "011"))
    number, check = 0, CROCKFORD.index(digits[26]) * 32 + CROCKFORD.index(digits[27])
    for digit in digits[:26]:
        number = number * 32 + CROCKFORD.index(digit)
    assert number % 1021 == check, "This is not a recovery code."
    return number.to_bytes(16, "big")


def unpad(frame: bytes) -> bytes:
    return frame[4 : 4 + int.from_bytes(frame[:4], "big")]


class Journal:
    """The rows of one person in a dump, and her data keys that the secret opens."""

    def __init__(self, rows: list[dict], name: str, way: str, secret: str) -> None:  # type: ignore[type-arg]
        self.rows = rows
        self.person = next(uuid.UUID(row["pk"]) for row in self.of("accounts.user") if row["fields"]["name"] == name)
        self.keys = {
            row["pk"]: (row["fields"]["number"], key)
            for row in self.of("accounts.datakey")
            if row["fields"]["person"] == str(self.person) and (key := self.data_key(row, way, secret))
        }

    def of(self, model: str) -> list[dict]:  # type: ignore[type-arg]
        return [row for row in self.rows if row["model"] == model]

    def data_key(self, data_key: dict, way: str, secret: str) -> bytes | None:  # type: ignore[type-arg]
        kind = {"passphrase": "passphrase", "code": "recovery"}[way]
        for row in self.of("accounts.keyslot"):
            slot, identity = row["fields"], uuid.UUID(row["pk"]).bytes
            if slot["data_key"] != data_key["pk"] or slot["kind"] != kind:
                continue
            if kind == "passphrase":
                wrapping = argon2id(secret, slot)
            else:
                wrapping = hkdf(read_code(secret), identity, DOMAIN + b" recovery")
            bound_to = binding(
                f"slot {kind}", self.person.bytes, identity, "data key", 0, data_key["fields"]["number"],
                base64.b64decode(slot["salt"]), slot["memory"], slot["passes"], slot["lanes"],
            )  # fmt: skip
            try:
                return open_blob(wrapping, base64.b64decode(slot["sealed"]), bound_to)
            except InvalidTag:  # another passphrase
                continue
        return None

    def read(self, key_row: str, record: str, blob: str, kind: str, field: str, revision: int) -> bytes:
        number, key = self.keys[key_row]
        bound_to = binding(kind, self.person.bytes, uuid.UUID(record).bytes, field, revision, number)
        return unpad(open_blob(key, base64.b64decode(blob), bound_to))

    def pages(self) -> list[dict]:  # type: ignore[type-arg]
        found = []
        for row in self.of("reflections.entry"):
            entry = row["fields"]
            if entry["data_key"] in self.keys:
                where = (entry["data_key"], row["pk"])
                head = json.loads(self.read(*where, entry["head"], "entry", "head", entry["revision"]))
                text = self.read(*where, entry["body"], "entry", "body", entry["revision"]).decode()
                found.append({**head, "text": text})
        return found

    def drafts(self) -> list[dict]:  # type: ignore[type-arg]
        return [
            json.loads(
                self.read(
                    row["fields"]["data_key"],
                    row["pk"],
                    row["fields"]["sealed"],
                    "draft",
                    "whole",
                    row["fields"]["revision"],
                )
            )
            for row in self.of("reflections.draft")
            if row["fields"]["data_key"] in self.keys
        ]


if __name__ == "__main__":
    dump, name, way, secret = sys.argv[1:]
    with open(dump, encoding="utf-8") as file:
        journal = Journal(json.load(file), name, way, secret)
    json.dump({"pages": journal.pages(), "drafts": journal.drafts()}, sys.stdout, ensure_ascii=False)
