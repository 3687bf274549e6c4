"""Names and phones as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.appointment import Contact
from assistant.appointments.person import ContactError, completed, contact_of, knows


@pytest.mark.parametrize("typed", [
    "0912345678", "+84912345678", "84912345678", "0084 912 345 678", "091.234.5678",
    "(091) 234-5678", " 0912 345 678 ", "０９１２３４５６７８",
])  # fmt: skip
def test_a_phone_has_one_way_to_be_written(typed: str) -> None:
    assert contact_of("Lan Anh", typed).phone == "0912345678"


def test_a_land_line_is_a_phone_too() -> None:
    assert contact_of("Lan Anh", "0204 3854 123").phone == "02043854123"


@pytest.mark.parametrize("typed", [
    "", "091234567", "09123456789", "0112345678", "027199887766", "+1 202 555 0100", "số của em",
    "0912345678; DROP TABLE", "٠٩١٢٣٤٥٦٧٨a",
])  # fmt: skip
def test_what_is_no_vietnamese_phone_is_refused_by_name(typed: str) -> None:
    with pytest.raises(ContactError) as error:
        contact_of("Lan Anh", typed)
    assert error.value.field == "phone"
    assert typed not in str(error.value) or not typed


@pytest.mark.parametrize("name", ["Nguyễn Thị Hoa", "H'Hen Niê", "Lò Văn A.", "Y Moan", "An-na Lê"])
def test_names_of_all_peoples_are_taken(name: str) -> None:
    assert contact_of(f"  {name} ", "0912345678").name == name


@pytest.mark.parametrize("name", ["", "A", "123", "<b>Lan</b>", "Lan\x00", "a" * 81, "=SUM(A1)",
                                  "https://x.vn"])  # fmt: skip
def test_what_is_no_name_is_refused_by_name(name: str) -> None:
    with pytest.raises(ContactError) as error:
        contact_of(name, "0912345678")
    assert error.value.field == "name"


def test_an_address_is_one_line_and_not_endless() -> None:
    assert contact_of("Lan Anh", "0912345678", " thôn 3,\n xã A ").address == "thôn 3, xã A"
    with pytest.raises(ContactError) as error:
        contact_of("Lan Anh", "0912345678", "a" * 201)
    assert error.value.field == "address"


def test_what_is_said_now_stands_before_what_was_said_before() -> None:
    known = Contact("Lan Anh", "0912345678")
    assert completed(known, Contact("", "")) == known
    assert completed(known, Contact("Lê Hoa", "")) == Contact("Lê Hoa", "0912345678")
    assert completed(Contact("", ""), Contact("", "0912345678")) == Contact("", "0912345678")


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_taken_is_taken_again_as_it_was_written(name: str, phone: str) -> None:
    with suppress(ContactError):
        contact = contact_of(name, phone)
        assert contact_of(contact.name, contact.phone) == contact


def test_the_second_factor_is_four_digits_or_the_whole() -> None:
    contact = Contact("Lan Anh", "0912345678")
    assert all(knows(contact, right) for right in ("5678", " 5678 ", "0912345678", "+84912345678"))
    wrong = ("678", "5679", "45678", "", "0912345679", "٥٦٧٨", "abcd")
    assert not any(knows(contact, factor) for factor in wrong)
