"""How she likes her journal: one sealed blob, so that not even her wish to look back is known."""

import json
from typing import Any

from django.db import transaction

from accounts.slots import Opened
from reflections import sealing
from reflections.models import Preferences
from reflections.sealing import DoesNotOpen

KIND, FIELD = "preferences", "whole"
OVER_TIME = "over_time"


def read(opened: Opened) -> dict[str, Any]:
    """Everything she has set; nothing where nothing is set, or where it does not open."""
    row = Preferences.objects.filter(data_key=opened.data_key).first()
    if row is None:
        return {}
    try:
        plain = sealing.unseal(
            opened, row.sealed, kind=KIND, record=opened.data_key.id, field=FIELD, revision=row.revision
        )
        found: dict[str, Any] = json.loads(plain)
    except (DoesNotOpen, ValueError):
        return {}
    return found


def write(opened: Opened, **changes: Any) -> None:
    """Sets some of them and leaves the others."""
    with transaction.atomic():
        row = Preferences.objects.select_for_update().filter(data_key=opened.data_key).first()
        revision = row.revision + 1 if row else 1
        plain = json.dumps({**read(opened), **changes}).encode()
        sealed = sealing.seal(opened, plain, kind=KIND, record=opened.data_key.id, field=FIELD, revision=revision)
        Preferences.objects.update_or_create(
            data_key=opened.data_key, defaults={"revision": revision, "sealed": sealed}
        )
