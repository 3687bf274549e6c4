"""Why something is not done for a member of the staff."""

from datetime import timedelta
from enum import StrEnum

from assistant.errors import AssistantError


class StaffRefusal(StrEnum):
    """The pages have a sentence for each (connectors/console/texts.yml)."""

    WRONG = "wrong"  # name or password: which of both is not told
    LOCKED = "locked"
    WRONG_CODE = "wrong_code"
    OVER = "over"  # what was begun has ended meanwhile
    UNKNOWN_TO_PROVIDER = "unknown_to_provider"
    TAKEN_NAME = "taken_name"
    TAKEN_EMAIL = "taken_email"
    BAD_NAME = "bad_name"
    BAD_PERSON = "bad_person"
    BAD_EMAIL = "bad_email"
    NO_ROLE = "no_role"
    NO_OFFICE = "no_office"
    UNKNOWN_OFFICE = "unknown_office"
    NO_SUCH_ACCOUNT = "no_such_account"
    CHANGED_MEANWHILE = "changed_meanwhile"
    LAST_ADMINISTRATOR = "last_administrator"
    OWN_ACCOUNT = "own_account"  # nobody takes away what they are themselves signed in with
    PASSWORD_SHORT = "password_short"  # noqa: S105 - the name of a rule
    PASSWORD_LONG = "password_long"  # noqa: S105
    PASSWORD_COMMON = "password_common"  # noqa: S105
    PASSWORD_NAME = "password_name"  # noqa: S105
    PASSWORD_SAME = "password_same"  # noqa: S105


class StaffError(AssistantError):
    """Not done. `wait`: how long until it may be tried again, where that is why."""

    def __init__(self, refusal: StaffRefusal, wait: timedelta | None = None) -> None:
        super().__init__(refusal.value)
        self.refusal, self.wait = refusal, wait
