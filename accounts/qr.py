"""A QR code as the parts of an SVG: the template draws it, so that nobody has to vouch for markup."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of margin that ISO/IEC 18004 asks for


@dataclass(frozen=True)
class QrCode:
    """`size` is the edge with its margin, in modules; `path` is the dark ones, as data of one SVG path."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Raises segno.DataOverflowError for more than about 2,900 characters."""
    # On a screen nothing is torn or dirty: the least correction gives the largest modules.
    matrix = segno.make(text, error="l", micro=False).matrix
    runs = [
        f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for x, length in _dark_runs(bytes(row))
    ]
    return QrCode(len(matrix) + 2 * QUIET, "".join(runs))


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    """Where a run of dark modules begins, and how long it is."""
    runs: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if is_dark and x and row[x - 1]:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif is_dark:
            runs.append((x, 1))
    return runs
