"""Buttons on channels that give back a few bytes: a token out, the payload kept here."""

from typing import Protocol


class Keyboard(Protocol):
    """Keeps payloads by token. Every method may raise StorageError."""

    async def tokens(self, conversation: str, payloads: list[str]) -> list[str]:
        """One token for each payload: 16 characters of A-Z a-z 0-9 - _, good in this conversation
        alone. The same payload gives the same token. Numbers given out before mean nothing more.
        """

    async def number(self, conversation: str, payloads: list[str]) -> None:
        """The buttons are shown as a numbered list: from now on "2" means the second of these."""

    async def payload(self, conversation: str, typed: str) -> str | None:
        """The payload of a token or number of this conversation; None for anything else typed."""
