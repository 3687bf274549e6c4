"""Who comes, as typed: a name and a phone, checked and written in one way."""

import re
import unicodedata
from typing import Literal

from assistant.appointments.appointment import Contact
from assistant.errors import AssistantError

_LONGEST_NAME, _LONGEST_ADDRESS = 80, 200
_FACTOR_DIGITS = 4
# Mobile numbers have ten digits, those of land lines eleven, beginning with 02.
_PHONE = re.compile(r"0[35789]\d{8}|02\d{9}")
_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")

ContactField = Literal["name", "phone", "address"]


class ContactError(AssistantError):
    """Something about who comes cannot be used; `field` names it. The text itself is not kept."""

    def __init__(self, field: ContactField) -> None:
        super().__init__(f"{field} cannot be used")
        self.field = field


def contact_of(name: str, phone: str, address: str = "") -> Contact:
    """A checked contact; ContactError names the first field that cannot be used."""
    return Contact(checked_name(name), checked_phone(phone), checked_address(address))


def completed(known: Contact, said: Contact) -> Contact:
    """What was known, with what is said now in its place, checked; ContactError.

    In a conversation name and phone may come one after the other: what is empty was not said.
    """
    return Contact(
        checked_name(said.name) if said.name else known.name,
        checked_phone(said.phone) if said.phone else known.phone,
        checked_address(said.address) if said.address else known.address,
    )


def checked_name(typed: str) -> str:
    """A name of letters in any script, at least two, with single spaces; ContactError."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    letters = sum(sign.isalpha() for sign in name)
    if letters < 2 or len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        raise ContactError("name")
    return name


def checked_phone(typed: str) -> str:
    """A Vietnamese number as ten or eleven digits from 0 on; ContactError."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    digits = re.sub(r"[\s().-]", "", plain)
    digits = re.sub(r"^(?:\+|00)?84(?=\d{9,10}$)", "0", digits)
    if not (digits.isascii() and _PHONE.fullmatch(digits)):
        raise ContactError("phone")
    return digits


def checked_address(typed: str) -> str:
    """Where a home visit goes, empty for others: one line; ContactError when it is too long."""
    address = " ".join(unicodedata.normalize("NFC", typed).split())
    if len(address) > _LONGEST_ADDRESS or not address.isprintable():
        raise ContactError("address")
    return address


def knows(contact: Contact, factor: str) -> bool:
    """Whether `factor` is the last four digits of the phone, or the whole of it."""
    digits = re.sub(r"[\s().-]", "", unicodedata.normalize("NFKC", factor))
    if len(digits) == _FACTOR_DIGITS and digits.isascii():
        return digits == contact.phone[-_FACTOR_DIGITS:]
    try:
        return checked_phone(factor) == contact.phone
    except ContactError:
        return False
