"""Commands: what "/start 1-001193" and its like ask for. Pure."""

import re
from dataclasses import dataclass

from assistant.conversation.deep_links import read_start
from assistant.conversation.incoming import Kind

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Command:
    """`bot`: the bot it names ("/help@bot"), which need not be ours."""

    name: str
    bot: str | None
    rest: str

    @property
    def asks(self) -> tuple[Kind, str]:
        """Kind and content of the message that it stands for."""
        if self.name.lower() != "start":
            return Kind.TEXT, " ".join([self.name.replace("_", " "), self.rest]).strip()
        return read_start(self.rest)


def read_command(text: str) -> Command | None:
    """The command a text begins with, None when it is a text like any other."""
    found = _COMMAND.fullmatch(text.strip())
    return Command(found[1], found[2], (found[3] or "").strip()) if found else None
