"""Everything that keeps something, opened on one engine. Nothing connects before its first use."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.clock import now
from assistant.errors import SettingError
from assistant.notices.board import Board
from assistant.settings import Settings
from assistant.storage.appointments import PostgresAppointments
from assistant.storage.audit import PostgresAudit
from assistant.storage.carried import PostgresCarried
from assistant.storage.caseload import PostgresCaseload
from assistant.storage.cases import PostgresCases
from assistant.storage.channel_tokens import PostgresCredentials
from assistant.storage.closures import PostgresClosures
from assistant.storage.database import open_engine
from assistant.storage.documents import PostgresDocuments
from assistant.storage.erasure import Erasure
from assistant.storage.figures import PostgresFigures
from assistant.storage.figures_stores import Figuring
from assistant.storage.inbox import PostgresInbox
from assistant.storage.jobs import Jobs
from assistant.storage.keyboard import PostgresKeyboard
from assistant.storage.lookup import PostgresLookup
from assistant.storage.notices import PostgresNotices
from assistant.storage.outbox import PostgresOutbox
from assistant.storage.pushed import PostgresPushed
from assistant.storage.question_cases import PostgresQuestionCases
from assistant.storage.queue import PostgresQueue
from assistant.storage.reminders import PostgresReminders
from assistant.storage.scans import PostgresScans
from assistant.storage.seal import Seal
from assistant.storage.staff import PostgresAccounts
from assistant.storage.staff_sessions import PostgresSessions
from assistant.storage.staff_tries import PostgresTries
from assistant.storage.switch import PostgresSwitch
from assistant.storage.transcripts import PostgresTranscripts
from assistant.storage.turn_ratings import PostgresTurnRatings
from assistant.storage.turns import PostgresTurns
from assistant.storage.unanswered import PostgresUnanswered


@dataclass(frozen=True)
class Stores:
    """Everything that keeps something, on one engine."""

    engine: AsyncEngine
    jobs: Jobs
    inbox: PostgresInbox
    outbox: PostgresOutbox
    keyboard: PostgresKeyboard
    cases: PostgresCases
    switch: PostgresSwitch
    notices: Board
    turns: PostgresTurns
    pushed: PostgresPushed
    transcripts: PostgresTranscripts
    credentials: PostgresCredentials
    erasure: Erasure
    figures: PostgresFigures
    figuring: Figuring
    appointments: PostgresAppointments
    reminders: PostgresReminders
    seal: Seal
    carried: PostgresCarried
    scans: PostgresScans
    queue: PostgresQueue
    audit: PostgresAudit
    accounts: PostgresAccounts
    sessions: PostgresSessions
    tries: PostgresTries
    documents: PostgresDocuments
    closures: PostgresClosures
    lookup: PostgresLookup
    caseload: PostgresCaseload
    unanswered: PostgresUnanswered
    question_cases: PostgresQuestionCases
    turn_ratings: PostgresTurnRatings


def open_stores(settings: Settings) -> Stores:
    """The stores of the database. DATABASE_URL must be set: the launcher sees to it."""
    if settings.database_url is None:
        raise SettingError("DATABASE_URL is not set; `assistant up` starts a database and sets it")
    engine, jobs = open_engine(settings.database_url), Jobs(settings.database_url)
    key = settings.secret_key.get_secret_value() if settings.secret_key else None
    seal, outbox = Seal(key, settings.data / "secret.key"), PostgresOutbox(engine, jobs)
    audit = PostgresAudit(engine, seal.digest)
    return Stores(
        engine, jobs, PostgresInbox(engine, jobs), outbox,
        PostgresKeyboard(engine), PostgresCases(engine, outbox), PostgresSwitch(engine),
        Board(PostgresNotices(engine), now),
        PostgresTurns(engine), PostgresPushed(engine, jobs.address), PostgresTranscripts(engine),
        PostgresCredentials(engine, seal), Erasure(engine, settings.database_url),
        PostgresFigures(engine), Figuring.on(engine, now), PostgresAppointments(engine, seal, now),
        PostgresReminders(engine, outbox, frozenset(settings.zalo_templates)), seal,
        PostgresCarried(engine, seal), PostgresScans(engine),
        PostgresQueue(engine),
        audit, PostgresAccounts(engine, seal, audit), PostgresSessions(engine, audit),
        PostgresTries(engine, seal.digest), PostgresDocuments(engine),
        closures=PostgresClosures(engine, seal, now), lookup=PostgresLookup(engine, seal),
        caseload=PostgresCaseload(engine),
        unanswered=PostgresUnanswered(engine), question_cases=PostgresQuestionCases(engine),
        turn_ratings=PostgresTurnRatings(engine),
    )  # fmt: skip
