"""What a door hands in."""

from assistant.clock import now
from assistant.conversation.incoming import Incoming, Kind, conversation_of


def test_a_resident_on_a_channel_is_one_conversation() -> None:
    incoming = Incoming("zalo", "m1", "2468", Kind.TEXT, "chào", now())
    assert incoming.conversation == conversation_of("zalo", "2468") == "zalo:2468"
