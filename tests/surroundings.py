"""Read before Django's settings are: nothing of a local run, and nothing set by hand, reaches a test."""

import os
import tempfile
from pathlib import Path

_SCRATCH = tempfile.TemporaryDirectory(prefix="small-moments-test-")

for name in (
    "SITE_HOST", "SECRET_KEY", "DATABASE_URL", "CACHE_URL", "TRUSTED_PROXIES", "LEAVE_URL", "OPERATOR_ADDRESS",
    "JOINING", "CONTENT_DIR",
):  # fmt: skip
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = _SCRATCH.name
# Playwright leaves its event loop in the worker; a database test that runs after a browser test must not mind.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
(Path(_SCRATCH.name) / "static").mkdir()
