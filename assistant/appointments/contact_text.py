"""Who comes, in a resident's own words: "tên em là Lan, sdt 0912 345 678, địa chỉ thôn Đông".

Pure, and read before anything of the text is kept, logged or sent on.
"""

import re
from dataclasses import dataclass

from assistant.appointments.appointment import Contact
from assistant.appointments.person import ContactError, checked_name, checked_phone
from assistant.language.contact_words import contact_words
from assistant.language.text import fold, has_accents, normalise

_LONGEST = 300
_DIGITS = re.compile(r"(?<![\d.])(?:\+|00)?\d(?:[\d\s.()-]*\d)(?!\d)")
_FEWEST_DIGITS = 8  # of what was meant as a phone; a date or an hour has less
_IS = re.compile(
    r"^(?:da\s+|vang\s+|a\s+|u\s+)*(?:toi|em|minh|chau|bac|chi|anh|con|tui)\s+(?:ten\s+)?(?:la\s+)?"
)
_ENDS = re.compile(r"(?:(?:^|\s+)(?:a|nhe|nha|ban|day|do|vay|giup|voi))+$")
_CORRECTS = re.compile(
    r"^(?:a\s+)?(?:nham|sai|a khong|khong|sua lai|doi lai|lon|y toi la|y em la|y minh la|dung ra)"
    r"(?:\s+(?:roi|la|thanh|so|ten|phai|y toi la|y em la))*[\s,:;.-]+"
)
_LONGEST_NAME_WORDS = 6


@dataclass(frozen=True)
class Read:
    """What was found; empty parts were not said. `wrong`: digits that are no phone number."""

    contact: Contact
    wrong: bool = False

    @property
    def found(self) -> bool:
        """Whether anything of a contact stood in the text."""
        return bool(self.contact.name or self.contact.phone or self.contact.address or self.wrong)


def read_contact(raw: str, *, address: bool = False) -> Read:
    """Name, phone and, where one is asked for, the address in a text."""
    text = normalise(raw[:_LONGEST])
    text = _without_opening(text)
    phone, wrong, rest = _phone(text)
    place = ""
    if address:
        rest, place = _address(rest)
    name = _name(rest, beside=bool(phone or place))
    return Read(Contact(name, phone, place), wrong)


def _without_opening(text: str) -> str:
    match = _CORRECTS.match(_flat(text))
    return text[match.end() :] if match and len(_flat(text)) == len(text) else text


def _phone(text: str) -> tuple[str, bool, str]:
    """The phone, whether digits were none, and the other words."""
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) < _FEWEST_DIGITS:
            continue
        rest = f"{text[: match.start()]} , {text[match.end() :]}"
        try:
            return checked_phone(match.group()), False, rest
        except ContactError:
            return "", True, rest
    return "", False, text


def _address(text: str) -> tuple[str, str]:
    match = contact_words().address.search(_flat(text))
    if match is None or len(_flat(text)) != len(text):
        return text, ""
    place = text[match.end() :].strip(" ,.;:-")
    return text[: match.start()], place


def _name(text: str, *, beside: bool) -> str:
    """A name said as one, or words that can be nothing else. `beside`: a phone stands there too."""
    flat = _flat(text)
    if len(flat) != len(text):
        text = flat
    said = contact_words().named.search(flat)
    if said:
        text = re.split(r"[,;:\n]", _cut(contact_words().phone, text[said.end() :]))[0]
    else:
        text = _cut(contact_words().phone, text)
        opening = _IS.match(_flat(text).strip())
        stripped = text.strip()
        text = stripped[opening.end() :] if opening else stripped
        parts = [part.strip() for part in re.split(r"[,;:\n–]| - ", text) if part.strip()]
        text = max(parts, key=len, default="")
    text = text.strip(" .,;:!?-–/")
    ends = _ENDS.search(_flat(text))
    text = text[: ends.start()] if ends else text
    if not _is_name(text, sure=bool(said) or beside):
        return ""
    try:
        return _capitals(checked_name(text))
    except ContactError:
        return ""


def _is_name(text: str, *, sure: bool) -> bool:
    words = _flat(text).split()
    if not words or len(words) > _LONGEST_NAME_WORDS or any(c.isdigit() for c in text):
        return False
    if _has_surname(text, words):
        return True
    if contact_words().no_name.search(_flat(text)):
        return False
    capitals = all(word[:1].isupper() for word in text.split())
    return sure or capitals or len(words) in range(2, 5)


def _has_surname(text: str, words: list[str]) -> bool:
    """A surname first: whatever follows is a name ("Sáng", "Lịch"), unless nothing has accents or
    capitals and a word of it asks something.
    """
    if len(words) < 2:
        return False
    first = text.split(maxsplit=1)[0].lower()
    if first != words[0] or has_accents(text):
        return first in contact_words().surnames
    capitals = all(word[:1].isupper() for word in text.split())
    return words[0] in contact_words().bare_surnames and (
        capitals or not contact_words().asks.search(" ".join(words))
    )


def _capitals(name: str) -> str:
    """A name typed in small letters gets its capitals; the letters stay as typed."""
    return name if any(c.isupper() for c in name) else name.title()


def _cut(pattern: re.Pattern[str], text: str) -> str:
    """The text without what a folded pattern finds in it."""
    flat, kept, end = _flat(text), [], 0
    if len(flat) != len(text):
        return pattern.sub(" ", flat)
    for match in pattern.finditer(flat):
        kept.append(text[end : match.start()])
        end = match.end()
    return " ".join([*kept, text[end:]])


def _flat(text: str) -> str:
    return fold(text)
