"""A data folder of each test's own, so that no banner and no closed house reaches from one test into another."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path
