"""Payloads of buttons by token, in PostgreSQL."""

import hashlib

from sqlalchemy import Delete, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.storage.database import transaction
from assistant.storage.tables import buttons

_MOST = 20  # numbers of one list


class PostgresKeyboard:
    """Implements assistant.conversation.keyboard.Keyboard."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def tokens(self, conversation: str, payloads: list[str]) -> list[str]:
        """One token for each payload, good in this conversation alone.

        A numbered list that was shown before is over: "1" is then read as a text.
        """
        made = [_token(conversation, payload) for payload in payloads]
        if not made:
            return []
        rows = [
            {"token": token, "conversation_id": conversation, "payload": payload}
            for token, payload in dict(zip(made, payloads, strict=True)).items()
        ]
        async with transaction(self._engine) as connection:
            await connection.execute(_forget_numbers(conversation))
            await connection.execute(insert(buttons).values(rows).on_conflict_do_nothing())
        return made

    async def number(self, conversation: str, payloads: list[str]) -> None:
        """The buttons are shown as a numbered list: from now on "2" means the second of these."""
        rows = [
            {"token": _numbered(conversation, number), "conversation_id": conversation,
             "payload": payload}
            for number, payload in enumerate(payloads[:_MOST], 1)
        ]  # fmt: skip
        async with transaction(self._engine) as connection:
            await connection.execute(_forget_numbers(conversation))
            if rows:
                await connection.execute(insert(buttons).values(rows).on_conflict_do_nothing())

    async def payload(self, conversation: str, typed: str) -> str | None:
        """The payload of a token or number of this conversation; None for anything else typed."""
        plain = typed.strip().rstrip(".")
        is_number = plain.isascii() and plain.isdecimal() and len(plain) < len(str(_MOST)) + 1
        token = _numbered(conversation, int(plain)) if is_number else plain
        kept = select(buttons.c.payload).where(
            buttons.c.token == token, buttons.c.conversation_id == conversation
        )
        async with transaction(self._engine) as connection:
            found: str | None = await connection.scalar(kept)
        return found


def _forget_numbers(conversation: str) -> Delete:
    former = [_numbered(conversation, number) for number in range(1, _MOST + 1)]
    return delete(buttons).where(buttons.c.token.in_(former))


def _token(conversation: str, payload: str) -> str:
    # Not a secret: a payload means nothing outside its conversation, which is asked for as well.
    return hashlib.sha256(f"{conversation}\n{payload}".encode()).hexdigest()[:16]


def _numbered(conversation: str, number: int) -> str:
    return _token(conversation, f"number {number}")
