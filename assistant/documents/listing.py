"""The list of all documents: how far each has come, why to look at it, which are shown. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from assistant.documents.alarms import DueAlarm
from assistant.documents.due_list import Alarms
from assistant.documents.kind import Kind
from assistant.documents.version import Listed, Origin, State, Version
from assistant.documents.words import words
from assistant.language.text import fold


class Stage(StrEnum):
    """How far the newest version of a document has come, as a clerk counts."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ENDED = "ended"


class Need(StrEnum):
    """Why somebody should look at a document."""

    DUE = "due"
    IMPORTED = "imported"
    NO_WAYS = "no_ways"
    FAILED = "failed"


@dataclass(frozen=True)
class Line:
    """One document of the list. `alarms`: the most urgent first."""

    document: Listed
    stage: Stage
    needs: frozenset[Need]
    alarms: tuple[DueAlarm, ...]

    @property
    def shown(self) -> Version:
        """The version the list tells of: the newest, or the one in use where that was given up."""
        return _shown(self.document)


@dataclass(frozen=True)
class Wish:
    """What is looked for; what is empty does not matter. `author`: of a version not yet in use."""

    words: str = ""
    field: str = ""
    kind: Kind | None = None
    stage: Stage | None = None
    need: Need | None = None
    author: str = ""


def lines(documents: Iterable[Listed], alarms: Alarms) -> list[Line]:
    """Every document, what changed last first."""
    made = [_line(document, alarms) for document in documents]
    made.sort(key=lambda line: line.document.path)
    return sorted(made, key=lambda line: _touched(line.shown), reverse=True)


def fits(line: Line, wish: Wish) -> bool:
    """Whether a document is one that is looked for; letters without accents find those with."""
    version = line.shown
    return (
        (not wish.field or version.summary.field == wish.field)
        and (wish.kind is None or line.document.kind is wish.kind)
        and (wish.stage is None or line.stage is wish.stage)
        and (wish.need is None or wish.need in line.needs)
        and (not wish.author or (version.author == wish.author and is_on_its_way(line)))
        and all(word in _searched(line.document) for word in fold(wish.words).split())
    )


def is_on_its_way(line: Line) -> bool:
    """Whether there is a version that residents do not read yet."""
    return line.stage not in (Stage.PUBLISHED, Stage.ENDED)


def stage_of(version: Version) -> Stage:
    """How far one version has come."""
    match version.state:
        case State.DRAFT | State.IN_REVIEW:
            return Stage(version.state.value)
        case State.APPROVED:
            return Stage.SCHEDULED if version.publish_at else Stage.APPROVED
        case _:
            return Stage.ENDED if version.ends else Stage.PUBLISHED


def _line(document: Listed, alarms: Alarms) -> Line:
    shown = _shown(document)
    found = _alarms(document, alarms)
    needs = {
        Need.DUE: bool(found),
        Need.IMPORTED: _is_imported(shown),
        Need.NO_WAYS: shown.summary.ways == 0 and not shown.ends,
        Need.FAILED: bool(shown.problem),
    }
    wanted = frozenset(need for need, holds in needs.items() if holds)
    return Line(document, stage_of(shown), wanted, found)


def _shown(document: Listed) -> Version:
    """A version that a dropped one had replaced is not what staff work on."""
    newest, public = document.newest, document.published
    return public if public is not None and newest.state is State.SUPERSEDED else newest


def _alarms(document: Listed, alarms: Alarms) -> tuple[DueAlarm, ...]:
    codes = document.newest.summary.codes or [document.path.removesuffix(".yml")]
    found = [alarm for code in codes for alarm in alarms.get(code, ())]
    return tuple(sorted(found, key=lambda alarm: alarm.due))


def _is_imported(version: Version) -> bool:
    """Whether a file changed it; the files that all began with changed nothing."""
    began = version.number == 1 and version.state is State.PUBLISHED and version.reviewer is None
    return version.origin is Origin.FILES and not began


def _touched(version: Version) -> datetime:
    moments = (version.at, version.reviewed_at, version.published_at)
    return max(moment for moment in moments if moment)


def _searched(document: Listed) -> str:
    newest = document.newest.summary
    public = document.published.summary.title if document.published else ""
    return _folded(newest.title, public, document.path, " ".join(newest.codes), document.kind)


@lru_cache(maxsize=10_000)
def _folded(title: str, public: str, path: str, codes: str, kind: Kind) -> str:
    return fold(f"{title} {public} {path} {codes} {words().kinds[kind]}")
