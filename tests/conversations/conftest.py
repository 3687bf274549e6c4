"""These tests speak to the running assistant."""

import pytest

from tests.system.running import share


def pytest_configure(config: pytest.Config) -> None:
    """One running system for all folders that need it."""
    share(config)
