"""What the tests of appointments share."""

from tests.assistant.appointments.talking import finder, talk

__all__ = ["finder", "talk"]
