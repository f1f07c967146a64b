"""Who works at the desk in these tests."""

import pytest

from tests.staff import Staff


@pytest.fixture
def robin(library: None) -> Staff:
    """Editor, clinician and publisher in one."""
    return Staff("robin")
