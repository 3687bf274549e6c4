"""Which passwords may be taken, and passwords that are made for people who have none yet.

Length decides, not signs: rules about digits and capitals lead to `Matkhau@123`, which is guessed
first. What is easily guessed is refused by name.
"""

import re
import secrets
import unicodedata

from assistant.staff.refusal import StaffError, StaffRefusal

SHORTEST, LONGEST = 12, 128
# Without those that are read as one another on paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# Words that guessed passwords are made of; what is left beside them must be a password itself.
_COMMON = (
    "matkhau", "password", "passw0rd", "admin", "administrator", "welcome", "qwerty", "asdfgh",
    "zxcvbn", "iloveyou", "vietnam", "bacninh", "bacgiang", "motcua", "hanhchinh", "anhyeuem",
    "letmein", "canbo", "ubnd", "chaomung",
)  # fmt: skip
_RUNS = ("0123456789012345", "9876543210987654", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_LEAST_LEFT = 6  # characters beside common words and runs
_LEAST_DIFFERENT = 5


def normal(password: str) -> str:
    """The same password on every keyboard: ấ may be typed as one sign or as three."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, name: str, person: str) -> None:
    """StaffError when it may not be the password of this account."""
    password = normal(password)
    folded = _folded(password)
    if len(password) < SHORTEST:
        raise StaffError(StaffRefusal.PASSWORD_SHORT)
    if len(password) > LONGEST:
        raise StaffError(StaffRefusal.PASSWORD_LONG)
    if len(set(folded)) < _LEAST_DIFFERENT or _left(folded, set(_COMMON)) < _LEAST_LEFT:
        raise StaffError(StaffRefusal.PASSWORD_COMMON)
    own = {_folded(part) for part in [name, *re.split(r"[._-]", name), *person.split()]}
    if _left(folded, {part for part in own if len(part) > 2} | set(_COMMON)) < _LEAST_LEFT:
        raise StaffError(StaffRefusal.PASSWORD_NAME)


def made_password() -> str:
    """One to be read out and changed at the first sign-in: 16 letters, some 79 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(16))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def _folded(text: str) -> str:
    """Small letters without marks: "Mật khẩu" is guessed as soon as "matkhau"."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c) and not c.isspace())


def _left(folded: str, words: set[str]) -> int:
    """How many characters are neither in the words nor a year, nor in a run such as 12345."""
    for word in sorted(words, key=len, reverse=True):
        folded = folded.replace(word, "")
    folded = _YEAR.sub("", folded)
    for run in _RUNS:
        for length in range(min(len(run), len(folded)), 3, -1):
            for at in range(len(run) - length + 1):
                folded = folded.replace(run[at : at + length], "")
    return len(folded)
