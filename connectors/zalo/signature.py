"""Whether Zalo sent this: sha256 over app id, body, time and the secret of the account. Pure."""

import hashlib
import hmac
import re

HEADER = "X-ZEvent-Signature"
_MAC = re.compile(r"\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*", re.IGNORECASE)


def mac_of(app: str, body: bytes, timestamp: str, secret: str) -> str:
    """64 hexadecimal digits. `timestamp`: as it stands in the body."""
    return hashlib.sha256(app.encode() + body + timestamp.encode() + secret.encode()).hexdigest()


def is_signed(header: str, app: str, body: bytes, timestamp: str, secret: str) -> bool:
    """Whether the header signs the body; "mac=" before the digits may be missing."""
    found = _MAC.fullmatch(header)
    given = found[1].lower() if found else ""
    # Compared in constant time, and always: a missing header takes as long as a wrong one.
    return hmac.compare_digest(given, mac_of(app, body, timestamp, secret))
