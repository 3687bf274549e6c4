"""A small real server that behaves as Telegram's Bot API: `python -m tests.fakes.telegram`."""
