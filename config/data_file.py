"""A small file in DATA_DIR that the operator's commands write and every worker reads."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def path_of(name: str) -> Path:
    """Where it stands. Read from the settings each time, so that a test has a folder of its own."""
    return Path(settings.DATA_DIR) / name


def write(name: str, text: str) -> None:
    """Writes it whole or not at all: whoever reads meanwhile gets the former text or the new one. Raises OSError."""
    path = path_of(name)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # The server may run under another account than the operator. Who may come this far, the folder's mode decides.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def remove(name: str) -> None:
    """Removes it; where it is gone already, nothing happens. Raises OSError."""
    path_of(name).unlink(missing_ok=True)
