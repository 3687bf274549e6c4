"""The office and the procedure of a request: found, or refused by name."""

import pytest
from starlette.requests import Request

from connectors.refused import Refused
from connectors.web.office_choice import known_office, known_procedure
from tests.connectors.booking import BIRTH
from tests.connectors.conftest import Served


@pytest.fixture
def request_(gateway: Served) -> Request:
    """A request to the gateway."""
    return Request({"type": "http", "app": gateway.app})


def test_what_is_known_is_found(request_: Request) -> None:
    assert known_office("07210", request_).unit == "Phường Bắc Giang"
    assert known_procedure(BIRTH, request_).code == BIRTH


@pytest.mark.parametrize("status", [404, 422])
def test_what_is_not_is_refused(request_: Request, status: int) -> None:
    with pytest.raises(Refused) as office:
        known_office("99999", request_, status=status)
    with pytest.raises(Refused) as procedure:
        known_procedure("9.999999", request_, status=status)
    assert (office.value.status, office.value.field) == (status, "office")
    assert (procedure.value.status, procedure.value.field) == (status, "procedure")
