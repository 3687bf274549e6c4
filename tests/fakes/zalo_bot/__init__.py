"""A small real server that behaves as Zalo's Bot Platform: `python -m tests.fakes.zalo_bot`."""
