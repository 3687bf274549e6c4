"""What the tests of the appointments desk share."""

from collections.abc import Iterator

import pytest

from tests.connectors.conftest import Served
from tests.connectors.console.appointments.visits import Office


@pytest.fixture
def office(console: Served) -> Iterator[Office]:
    """An office of the test's own, with an officer at the desk."""
    made = Office(console)
    yield made
    made.close()


@pytest.fixture
def other(console: Served) -> Iterator[Office]:
    """Another one."""
    made = Office(console)
    yield made
    made.close()
