"""Rows of what was asked in vain: found among the turns, and as the tables hold them."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.unanswered.grouping import Vector
from assistant.unanswered.question import Asked, Handled, Why

# A button's turn keeps its payload, a picture's its kind: neither was typed.
_TYPED = r"question !~ '^(/|\[[a-z _]+\]$|$)'"
# A greeting is no question, nor is the wish for a person.
_IDLE = (
    "'greet', 'thanks', 'goodbye', 'help', 'chitchat', 'insult', 'affirm', 'deny', 'unsure', "
    "'talk_to_officer', 'choose_ordinal'"
)
# The last typed question of the conversation, this turn's own included, not long before.
_QUESTION_BEFORE = f"""
JOIN LATERAL (
  SELECT * FROM turns t WHERE t.conversation_id = v.conversation_id AND t.at <= v.at
    AND t.at > v.at - interval '30 minutes' AND t.{_TYPED}
    AND coalesce(t.intent, '') NOT IN ({_IDLE}) AND t.outcome <> 'handed_over'
  ORDER BY t.at DESC LIMIT 1
) t ON true
"""  # noqa: S608 - constants of ours
_IN_VAIN = f"""
WITH vain AS (
  SELECT t.id, v.at AS noticed, 1 AS rank, 'disliked' AS why
  FROM turn_ratings r JOIN turns v ON v.id = r.turn_id {_QUESTION_BEFORE}
  WHERE NOT r.helpful AND r.at > :since AND r.at <= :until
  UNION ALL
  SELECT t.id, t.at, 2, 'unknown' FROM turns t
  WHERE t.outcome = 'unknown' AND t.at > :since AND t.at <= :until AND t.{_TYPED}
  UNION ALL
  SELECT t.id, v.at, 3, 'handed_over' FROM turns v {_QUESTION_BEFORE}
  WHERE v.outcome = 'handed_over' AND v.reason <> 'with an officer'
    AND v.at > :since AND v.at <= :until
  UNION ALL
  SELECT t.id, t.at, 4, 'unchosen' FROM turns t
  LEFT JOIN LATERAL (
    SELECT * FROM turns n WHERE n.conversation_id = t.conversation_id AND n.at > t.at
    ORDER BY n.at LIMIT 1
  ) n ON true
  WHERE t.outcome = 'clarified' AND t.at > :since AND t.at <= :until AND t.{_TYPED}
    AND t.scores <> '{{}}'::jsonb
    AND (n.id IS NOT NULL OR t.at <= :silent)
    AND coalesce(n.reason, '') <> 'chosen'
    AND NOT coalesce(n.outcome IN ('answered', 'continued') AND t.scores ? n.procedure, false)
)
SELECT DISTINCT ON (vain.noticed, t.id) t.id, t.at, t.question, t.scores, t.office, c.channel,
  vain.why
FROM vain JOIN turns t ON t.id = vain.id JOIN conversations c ON c.id = t.conversation_id
WHERE NOT EXISTS (SELECT FROM unanswered_questions q WHERE q.turn_id = t.id)
ORDER BY vain.noticed, t.id, vain.rank
LIMIT :most
"""  # noqa: S608 - constants of ours
_ALWAYS = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


async def in_vain(
    connection: AsyncConnection, since: datetime | None, until: datetime, silent: timedelta,
    most: int,
) -> list[Asked]:  # fmt: skip
    """Questions that turned out vain in that time and were not taken in yet, oldest first. A
    clarification counts when something else followed, or nothing for so long.
    """
    values = {
        "since": since or _ALWAYS, "until": until, "silent": until - silent, "most": most,
    }  # fmt: skip
    rows = await connection.execute(text(_IN_VAIN), values)
    asked: dict[str, Asked] = {}
    for row in rows:
        asked.setdefault(row.id, _asked(row))
    return list(asked.values())


def as_bytes(vector: Vector) -> bytes:
    """A centre as it is kept."""
    return np.asarray(vector, dtype="<f4").tobytes()


def as_vector(kept: bytes) -> Vector:
    """And as it is reckoned with."""
    return np.frombuffer(kept, dtype="<f4").astype(np.float32)


def handled_values(handled: Handled | None) -> dict[str, Any]:
    """The columns of what became of a group."""
    if handled is None:
        return dict.fromkeys(("way", "handled_by", "handled_at", "code", "office", "account")) | {
            "note": "",
            "reply": "",
        }
    return {
        "way": handled.way.value, "handled_by": handled.by, "handled_at": handled.at,
        "code": handled.code, "office": handled.office, "account": handled.account,
        "note": handled.note, "reply": handled.reply,
    }  # fmt: skip


def _asked(row: Any) -> Asked:
    return Asked(
        row.id, row.at, row.question, Why(row.why), row.channel, best_first(row.scores), row.office
    )


def best_first(scores: dict[str, float]) -> dict[str, float]:
    """JSON keeps no order."""
    return dict(sorted(scores.items(), key=lambda item: -item[1]))
