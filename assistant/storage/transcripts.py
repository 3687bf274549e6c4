"""Conversations as officers read them, from turns and outbox."""

from sqlalchemy import literal_column, select, union_all
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.transcript import Line, Writer
from assistant.storage.database import transaction
from assistant.storage.tables import outbox, turns


class PostgresTranscripts:
    """Implements assistant.conversation.transcript.Transcripts."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def lines(self, conversation: str, limit: int) -> list[Line]:
        """The latest lines of it, the oldest first."""
        # A turn is kept a moment before the replies to it, so the moment alone puts both in order.
        asked = select(
            turns.c.at.label("at"),
            literal_column("0").label("id"),
            literal_column("true").label("asked"),
            turns.c.question.label("text"),
            turns.c.outcome.label("outcome"),
            literal_column("NULL::text").label("officer"),
            literal_column("NULL::text").label("state"),
            literal_column("''").label("reason"),
        ).where(turns.c.conversation_id == conversation)
        said = select(
            outbox.c.created_at.label("at"),
            outbox.c.id.label("id"),
            literal_column("false").label("asked"),
            outbox.c.reply["text"].astext.label("text"),
            literal_column("NULL::text").label("outcome"),
            outbox.c.officer.label("officer"),
            outbox.c.state.label("state"),
            outbox.c.reason.label("reason"),
        ).where(outbox.c.conversation_id == conversation)
        # Of a long conversation only the end is read.
        ends = [
            select(side.order_by(newest.desc()).limit(limit).subquery())
            for side, newest in ((asked, turns.c.at), (said, outbox.c.id))
        ]
        both = union_all(*ends).subquery()
        latest = select(both).order_by(both.c.at.desc(), both.c.id.desc()).limit(limit)
        async with transaction(self._engine) as connection:
            rows = (await connection.execute(latest)).all()
        return [
            Line(at, Writer.RESIDENT, words, outcome)
            if is_asked
            else Line(at, _writer(officer), words, sent=state == "sent", reply=id_, reason=reason,
                      is_parked=state == "parked", officer=officer)
            for at, id_, is_asked, words, outcome, officer, state, reason in reversed(rows)
        ]  # fmt: skip


def _writer(officer: str | None) -> Writer:
    return Writer.OFFICER if officer else Writer.ASSISTANT
