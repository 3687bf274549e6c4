"""The `state` of a consent: proves for a quarter hour that a person of the staff began it. Pure."""

import hashlib
import hmac

_LIFE_SECONDS = 900


def state_of(secret: str, nonce: str, at: float, *, pkce: bool) -> str:
    """A state that ends `_LIFE_SECONDS` after `at` (seconds since 1970)."""
    content = f"{int(at) + _LIFE_SECONDS}.{int(pkce)}.{nonce}"
    return f"{content}.{_mac(secret, content)}"


def pkce_of(secret: str, state: str, at: float) -> bool | None:
    """Whether a good state asked for PKCE; None when it is not ours or has ended."""
    content, _, mac = state.rpartition(".")
    if not hmac.compare_digest(mac.encode(), _mac(secret, content).encode()):
        return None
    ends, pkce, _ = content.split(".", 2)
    return pkce == "1" if at < int(ends) else None


def _mac(secret: str, content: str) -> str:
    return hmac.new(secret.encode(), content.encode(), hashlib.sha256).hexdigest()
