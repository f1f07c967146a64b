"""Which text a clinician has reviewed: a review carries the fingerprint of what was read, and holds for that alone."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# What publishing itself sets, and no reader reads as part of the text.
SET_BY_PUBLISHING = ("clinical_review", "updated", "version", "what_changed")
DIGITS = 16  # hexadecimal: 64 bits tell a few thousand texts apart, and nobody gains by forging one


def fingerprint(values: Mapping[str, Any]) -> str:
    """The first 16 hexadecimal digits of the SHA-256 (FIPS 180-4) of a text's keys and body, as canonical JSON."""
    read = {key: value for key, value in values.items() if key not in SET_BY_PUBLISHING}
    canonical = json.dumps(read, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:DIGITS]


def is_current(values: Mapping[str, Any]) -> bool:
    """Whether the review in these values is one of this text. A review written by hand names no fingerprint: it holds
    while the text has not been updated after its day."""
    review = values["clinical_review"]
    if not review:
        return False
    if "text" in review:
        return bool(review["text"] == fingerprint(values))
    return str(values["updated"]) <= str(review["date"])
