"""Finding and masking personal numbers before a text is stored, logged or sent on."""

import re

_ID_NUMBER = re.compile(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)|(?<!\d)\d{9}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?84|0)[ .]?(?:3|5|7|8|9)(?:[ .-]?\d){8}(?!\d)")
_LAND_LINE = re.compile(r"(?<!\d)02(?:[ .-]?\d){9}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PASSPORT = re.compile(r"(?<!\w)[A-Z]\d{7,8}(?!\w)")
# A dossier code such as H05.12.34-250718-0001 is what a resident may want to ask with: kept.
_DOSSIER = re.compile(r"(?<!\w)H\d{2}(?:\.\d+)+(?:-\d+)+(?!\w)", re.IGNORECASE)

MASKS = {
    "[phone_number]": (_MOBILE, _LAND_LINE),
    "[id_number]": (_ID_NUMBER,),
    "[email_address]": (_EMAIL,),
    "[passport_number]": (_PASSPORT,),
}


def mask_personal(text: str) -> str:
    """The text with ID numbers, phones, addresses of mail and passports replaced by their kind."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\x00{len(kept) - 1}\x00"

    text = _DOSSIER.sub(keep, text)
    for mask, patterns in MASKS.items():
        for pattern in patterns:
            text = pattern.sub(mask, text)
    return re.sub("\x00(\\d+)\x00", lambda match: kept[int(match.group(1))], text)


def has_personal(text: str) -> bool:
    """Whether the text holds something that would be masked."""
    return mask_personal(text) != text
