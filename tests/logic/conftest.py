"""The portal every test of the logic starts from."""

from __future__ import annotations

import pytest

from tests import factories


@pytest.fixture
def portal(with_plugins, clean_db, clean_index) -> factories.Portal:
    """Offices, teams and one person for every role."""
    return factories.portal()
