"""The second step of a sign-in: six digits from an app (TOTP), or a recovery code, good once."""

import re
import secrets
from datetime import datetime

import pyotp

_ISSUER = "Trợ lý Một cửa Bắc Ninh"
_STEP_SECONDS = 30
_DRIFT = 1  # steps that a clock may be off, either way
_RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def made_secret() -> str:
    """A new secret for an app."""
    return pyotp.random_base32()


def app_address(secret: str, name: str) -> str:
    """What the app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """The step of time that these digits belong to, None when they are wrong. Who takes them keeps
    the step: the same digits, and older ones, are then used up.
    """
    digits = re.sub(r"\s", "", typed)
    if not re.fullmatch(r"[0-9]{6}", digits):
        return None
    totp, present = pyotp.TOTP(secret), int(now.timestamp()) // _STEP_SECONDS
    right = None
    for step in range(present - _DRIFT, present + _DRIFT + 1):
        if secrets.compare_digest(totp.generate_otp(step), digits):
            right = step
    return right


def made_recovery_codes() -> list[str]:
    """Codes for the day on which the phone is lost: 50 bits each."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2))
        for _ in range(_RECOVERY_CODES)
    ]


def read_recovery_code(typed: str) -> str | None:
    """The code however typed; None when it cannot be one."""
    letters = re.sub(r"[\s-]", "", typed.lower())
    return letters if len(letters) == 10 and set(letters) <= set(_LETTERS) else None
