"""Who works at the desk in these tests."""

import pytest

from tests.desk_people import Staff


@pytest.fixture
def robin(library: None) -> Staff:
    """Editor, clinician and publisher in one."""
    return Staff("robin")
