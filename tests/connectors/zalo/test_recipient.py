"""Addresses in the words of the wire."""

from connectors.zalo.recipient import anonymous, recipient


def test_a_user_is_named_by_their_id() -> None:
    to = recipient("246845883529197922")
    assert (to.fields, to.is_anonymous) == ({"user_id": "246845883529197922"}, False)


def test_somebody_without_an_account_is_named_with_their_talk() -> None:
    to = recipient(anonymous("ANON", "C"))
    assert (to.fields, to.is_anonymous) == ({"anonymous_id": "ANON", "conversation_id": "C"}, True)
