"""Commands: what "/start 1-001193" and its like ask for. Pure."""

import re
from dataclasses import dataclass

from assistant.conversation.incoming import Kind
from assistant.knowledge.answers import payload

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL)
# A link "t.me/<bot>?start=…" carries A-Z a-z 0-9 _ - alone: the dot of a code becomes a hyphen.
_CODE = re.compile(r"([0-9])-([0-9]{6})")


@dataclass(frozen=True)
class Command:
    """`bot`: the bot it names ("/help@bot"), which need not be ours."""

    name: str
    bot: str | None
    rest: str

    @property
    def asks(self) -> tuple[Kind, str]:
        """Kind and content of the message that it stands for.

        An appointment in a start link has no meaning yet: it is read as a text like any other.
        """
        if self.name.lower() != "start":
            return Kind.TEXT, " ".join([self.name.replace("_", " "), self.rest]).strip()
        code = _CODE.fullmatch(self.rest)
        if code is not None:
            return Kind.BUTTON, payload("choose_procedure", procedure=f"{code[1]}.{code[2]}")
        return (Kind.TEXT, self.rest) if self.rest else (Kind.WELCOME, "")


def read_command(text: str) -> Command | None:
    """The command a text begins with, None when it is a text like any other."""
    found = _COMMAND.fullmatch(text.strip())
    return Command(found[1], found[2], (found[3] or "").strip()) if found else None
