"""What a measured system remembers, and what the fake Zalo got, beside what residents sent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import psycopg

from assistant.storage.embedded import EmbeddedServer
from evaluation.history import Kept, Reply, judged
from evaluation.residents import sent
from evaluation.running import Ours

_INBOX = """
SELECT substr(conversation_id, 6), message_id, id, answered_at IS NOT NULL
FROM inbox WHERE conversation_id = ANY(%(users)s) ORDER BY id
"""
_OUTBOX = """
SELECT substr(conversation_id, 6), reply ->> 'text', inbox_id, state
FROM outbox WHERE conversation_id = ANY(%(users)s) ORDER BY id
"""


def verdict(system: Ours, fake: str, asked: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """What went wrong; `asked`: the messages that were acknowledged, by resident."""
    arrived: dict[str, list[str]] = defaultdict(list)
    for message in sent(fake):
        arrived[str(message["user_id"])].append(str(message["message"]))
    users = {"users": [f"zalo:{user}" for user in asked]}
    server = EmbeddedServer(system.data / "postgres", owner=False)
    with psycopg.connect(server.start()) as connection:
        inbox = connection.execute(_INBOX, users).fetchall()
        outbox = connection.execute(_OUTBOX, users).fetchall()
    return judged(asked, [Kept(*row) for row in inbox], [Reply(*row) for row in outbox], arrived)
