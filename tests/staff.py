"""Robin, who edits: a staff account, and a phone that makes six digits."""

import base64
import hashlib
import hmac
import re
import struct
import time
from html import unescape
from typing import Any

from accounts.models import User
from tests.people import Person

ROBIN_PASSPHRASE = "silver harbor candle thirty"
FACTOR = "/account/second-factor/"


class Phone:
    """An app for one-time codes, written from RFC 6238 and not from the library that checks them."""

    def __init__(self, page: str) -> None:
        groups = re.findall(r"<span>([A-Z2-7]{4})</span>", unescape(page))
        self.secret = "".join(groups)
        self.key = base64.b32decode(self.secret)

    def digits(self, later: int = 0) -> str:
        """What it shows now, or so many half minutes later."""
        counter = int(time.time()) // 30 + later
        digest = hmac.new(self.key, struct.pack(">Q", counter), hashlib.sha1).digest()
        at = digest[-1] & 15
        number: int = struct.unpack(">I", digest[at : at + 4])[0]
        return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"

    def wrong_digits(self) -> str:
        """Six digits that fit at no time near now."""
        near = {self.digits(later) for later in range(-3, 4)}
        return next(digits for number in range(10) if (digits := f"{number}12345") not in near)


class Editor(Person):
    """A person with a staff account."""

    phone: Phone

    def give(self, code: str, **fields: str) -> Any:
        return self.client.post(FACTOR, {"code": code, **fields})

    def set_up(self) -> list[str]:
        """Sets the phone up and gives the spare codes. This session is verified then."""
        self.phone = Phone(self.reads(FACTOR))
        return spare_codes(self.give(self.phone.digits()).content.decode())

    def is_verified(self) -> bool:
        return "The desk is open in this browser" in self.reads(FACTOR)


def robin() -> Editor:
    User.objects.create_editor("robin", ROBIN_PASSPHRASE)
    editor = Editor("robin", ROBIN_PASSPHRASE)
    assert editor.sign_in().status_code == 302
    return editor


def spare_codes(page: str) -> list[str]:
    return re.findall(r"<li>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</li>", page)
