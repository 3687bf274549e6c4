"""Addresses of residents on Zalo: a user of the account, or somebody without an account. Pure."""

from dataclasses import dataclass

_ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Recipient:
    """Whom a message goes to, in the words of the wire."""

    fields: dict[str, str]
    is_anonymous: bool


def anonymous(person: str, talk: str) -> str:
    """The address of somebody without an account: known in one talk alone."""
    return f"{_ANONYMOUS}:{person}:{talk}"


def recipient(address: str) -> Recipient:
    """The wire's words for an address."""
    match address.split(":"):
        case [kind, person, talk] if kind == _ANONYMOUS:
            return Recipient({"anonymous_id": person, "conversation_id": talk}, True)
        case _:
            return Recipient({"user_id": address}, False)
