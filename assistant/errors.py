"""The errors the core raises, one small tree.

AssistantError
├── ContentError        a file of the knowledge base is wrong: file, field, reason
├── UnknownProcedure    no record has this code
├── SettingError        a setting is missing or cannot be read
├── StartError          a process of the assistant did not come up, or died
├── DialogueError       the Rasa server gave no usable answer (down, slow, empty)
├── StorageError        the database gave no answer
├── CaseError           an officer asked for a case that is not theirs, or closed
├── DeliveryError       a channel did not take a message (assistant/conversation/delivery.py)
├── DocumentError       a version cannot be changed so (assistant/documents/version.py)
├── StaffError          a staff account cannot be used or changed so (assistant/staff/refusal.py)
├── ProviderError       another house that signs staff in gave no usable answer (connectors/console)
├── BookingError        a time is not given, with the reason (assistant/appointments/appointment.py)
├── ContactError        a name or phone cannot be used (assistant/appointments/person.py)
├── QueueError          a number is not given or called, with the reason (assistant/queue/ticket.py)
└── ArrivalError        who has an appointment is not taken in, with the reason (…/arrival.py)
"""


class AssistantError(Exception):
    """Base of all errors of the assistant; `retryable` says whether trying again may help."""

    retryable = False


class ContentError(AssistantError):
    """Something in the knowledge base cannot be used. One line for each problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UnknownProcedure(AssistantError):
    """A procedure code that no record has."""


class SettingError(AssistantError):
    """A setting is missing or cannot be read; the message names it."""


class StartError(AssistantError):
    """A process did not come up or died; the message says which and why."""


class DialogueError(AssistantError):
    """The Rasa server is down, slow or silent."""

    retryable = True


class StorageError(AssistantError):
    """The database gave no answer."""

    retryable = True


class CaseError(AssistantError):
    """A case of a handover is closed, or another officer has it."""
