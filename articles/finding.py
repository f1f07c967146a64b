"""What a check of an article tells its editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing to mend: where it stands, which rule asks for it, and what would be right."""

    line: int  # line in the file, counted from 1
    rule: str
    message: str
    level: Literal["error", "warning"]
