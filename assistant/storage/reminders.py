"""Reminders in PostgreSQL. What is sent is posted and marked in one transaction."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.appointments.appointment import Appointment, Kind, State
from assistant.appointments.reminder import Due, Fate, Reminder, ReminderKind
from assistant.appointments.reminder_words import Telling
from assistant.appointments.reminding import Decision, Unplanned
from assistant.clock import VIETNAM
from assistant.conversation.outbox import FETCHED
from assistant.storage.booking_tables import appointment_changes, appointments, closures, seats
from assistant.storage.database import reading, transaction
from assistant.storage.outbox import PostgresOutbox
from assistant.storage.reminder_tables import ratings, reminders
from assistant.storage.tables import conversations

PHONE = "phone"  # the channel of those who have no conversation with us
_AT_ONCE = 1000  # of one round; the next takes the rest
_BEFORE = (ReminderKind.DAY, ReminderKind.HOURS)
_COLUMNS = (
    appointments.c.id, appointments.c.code, seats.c.office, seats.c.counter, appointments.c.kind,
    appointments.c.procedure, appointments.c.starts_at, appointments.c.ends_at,
    appointments.c.state, appointments.c.sequence, appointments.c.conversation,
)  # fmt: skip
CLOSED_THEN = and_(
    closures.c.office == seats.c.office,
    or_(closures.c.counter.is_(None), closures.c.counter == seats.c.counter),
    closures.c.since < appointments.c.ends_at,
    closures.c.until > appointments.c.starts_at,
    closures.c.ended_at.is_(None),
)


class PostgresReminders:
    """Implements assistant.appointments.reminding.ReminderStore.

    `by_phone`: the templates that may go to a phone where a conversation does not reach.
    """

    def __init__(
        self, engine: AsyncEngine, outbox: PostgresOutbox, by_phone: Collection[str] = ()
    ) -> None:
        self._engine = engine
        self._outbox = outbox
        self._by_phone = by_phone

    async def unplanned(self, now: datetime, until: datetime) -> list[Unplanned]:
        """Booked ones that begin before `until`, without reminders for their time."""
        changed = select(func.max(appointment_changes.c.at)).where(
            appointment_changes.c.appointment_id == appointments.c.id
        )
        since = func.coalesce(changed.scalar_subquery(), appointments.c.made_at).label("since")
        found = (
            _visits(since)
            .where(_is(State.BOOKED), appointments.c.starts_at.between(now, until))
            .where(appointments.c.day.between(now.date(), until.date()))
            .where(~_thought_of(*_BEFORE))
        )
        return [Unplanned(_visit(row), _local(row.since)) for row in await self._all(found)]

    async def visited(self, since: datetime) -> list[Appointment]:
        """Those who came, to visits that ended after `since`, and were not asked yet."""
        found = _visits().where(
            _is(State.ARRIVED), appointments.c.day >= since.date(),
            appointments.c.ends_at > since, ~_thought_of(ReminderKind.RATING, sequence=0),
        )  # fmt: skip
        return [_visit(row) for row in await self._all(found)]

    async def closed(self, now: datetime) -> list[Appointment]:
        """Booked ones to come, at times since closed, whose owners were not told."""
        closed = select(closures.c.id).where(CLOSED_THEN, closures.c.until > now).exists()
        found = _visits().where(
            _is(State.BOOKED), appointments.c.day >= now.date(), appointments.c.starts_at > now,
            closed, ~_thought_of(ReminderKind.CLOSED),
        )  # fmt: skip
        return [_visit(row) for row in await self._all(found)]

    async def plan(self, appointment: int, made: Sequence[Reminder]) -> None:
        """Keep them; what is kept already stays as it is."""
        rows = [
            {"appointment_id": appointment, "kind": one.kind, "sequence": one.sequence,
             "due_at": one.due_at, "state": "waiting" if one.due_at else "dropped"}
            for one in made
        ]  # fmt: skip
        async with reading(self._engine) as connection:
            await connection.execute(insert(reminders).values(rows).on_conflict_do_nothing())

    async def send_next(
        self, now: datetime, after: int, tell: Callable[[Due], Awaitable[Decision]]
    ) -> int | None:
        """Take a reminder that is due, of an id above `after`, and do what `tell` says."""
        async with transaction(self._engine) as connection:
            row = (await connection.execute(_next(now, after))).one_or_none()
            if row is None:
                return None
            decided, told = await tell(_due(row))
            if decided is Fate.WAIT:
                return int(row.reminder)
            posted = told is not None and await self._post(connection, row, told)
            values = {"state": "sent", "sent_at": now} if posted else {"state": "dropped"}
            done = update(reminders).where(reminders.c.id == row.reminder).values(**values)
            await connection.execute(done)
        return int(row.reminder)

    async def rate(self, conversation: str, code: str, stars: int, now: datetime) -> bool:
        """Keep what a visitor thought; False when nobody came to such an appointment."""
        visited = select(appointments.c.id, literal(stars), literal(now)).where(
            appointments.c.code == code, appointments.c.conversation == conversation,
            _is(State.ARRIVED),
        )  # fmt: skip
        kept = insert(ratings).from_select(["appointment_id", "stars", "at"], visited)
        said = {"stars": kept.excluded.stars, "at": kept.excluded.at}
        last = kept.on_conflict_do_update(index_elements=["appointment_id"], set_=said)
        async with reading(self._engine) as connection:
            rated = await connection.execute(last.returning(ratings.c.appointment_id))
            return rated.one_or_none() is not None

    async def _all(self, found: Select[Any]) -> list[Row[Any]]:
        async with reading(self._engine) as connection:
            return list(await connection.execute(found.limit(_AT_ONCE)))

    async def _post(self, connection: AsyncConnection, row: Row[Any], told: Telling) -> bool:
        """To the conversation, and by phone where that is not read unless it is open."""
        channel = await connection.scalar(
            select(conversations.c.channel).where(conversations.c.id == row.conversation)
        )
        template = told.template
        if channel is not None:
            await self._outbox.post_on(
                connection, row.conversation, told.reply, template=template
            )  # fmt: skip
        if channel is not None and channel not in FETCHED:
            return True
        if template is None or template.name not in self._by_phone or not row.has_contact:
            return channel is not None
        own = f"{PHONE}:{row.code}"
        made = insert(conversations).values(id=own, channel=PHONE, address=row.code)
        await connection.execute(made.on_conflict_do_nothing())
        await self._outbox.post_on(connection, own, told.reply, template=template)
        return True


def _visits(*more: Any) -> Select[Any]:
    return select(*_COLUMNS, *more).join_from(appointments, seats)


def _is(state: State) -> Any:
    return appointments.c.state == state.value


def _thought_of(*kinds: ReminderKind, sequence: int | None = None) -> Any:
    """Whether there is a reminder of these kinds, for the time the appointment has now."""
    of = appointments.c.sequence if sequence is None else sequence
    return (
        select(reminders.c.id)
        .where(reminders.c.appointment_id == appointments.c.id, reminders.c.sequence == of)
        .where(reminders.c.kind.in_([kind.value for kind in kinds]))
        .exists()
    )


def _next(now: datetime, after: int) -> Select[Any]:
    """Locked with its appointment; what another worker or a change has in hand is passed over."""
    reason = select(closures.c.reason).where(CLOSED_THEN)
    reason = reason.order_by(closures.c.id.desc()).limit(1)
    more = (
        reminders.c.id.label("reminder"), reminders.c.kind.label("about"), reminders.c.due_at,
        reminders.c.sequence.label("made_for"), reason.scalar_subquery().label("closed"),
        appointments.c.contact.is_not(None).label("has_contact"),
    )  # fmt: skip
    return (
        _visits(*more)
        .join(reminders, reminders.c.appointment_id == appointments.c.id)
        .where(reminders.c.state == "waiting", reminders.c.due_at <= now, reminders.c.id > after)
        .order_by(reminders.c.id)
        .limit(1)
        .with_for_update(of=[reminders, appointments], key_share=True, skip_locked=True)
    )


def _due(row: Row[Any]) -> Due:
    kind = ReminderKind(row.about)
    return Due(kind, row.made_for, _local(row.due_at), _visit(row), row.closed)


def _visit(row: Row[Any]) -> Appointment:
    return Appointment(
        id=row.id, code=row.code, office=row.office, counter=row.counter, kind=Kind(row.kind),
        procedure=row.procedure, start=_local(row.starts_at), end=_local(row.ends_at),
        state=State(row.state), sequence=row.sequence, conversation=row.conversation,
    )  # fmt: skip


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)
