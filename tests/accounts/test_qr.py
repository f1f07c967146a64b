"""The QR code as one SVG path: every dark module, no light one, and the margin that scanners want."""

import re

import pytest
import segno

from accounts.qr import QUIET, qr_code

ADDRESS = "otpauth://totp/Small%20Moments%3Arobin?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567&issuer=Small%20Moments"


@pytest.mark.parametrize("text", ["x", ADDRESS, "long " * 100])
def test_the_path_paints_the_dark_modules_and_no_other(text: str) -> None:
    code = qr_code(text)
    painted = set()
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", code.path):
        assert length == back
        painted |= {(int(x) + step, int(y)) for step in range(int(length))}
    matrix = list(segno.make(text, error="l", micro=False).matrix_iter(border=QUIET))
    assert painted == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert code.size == len(matrix)
