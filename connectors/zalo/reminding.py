"""Template messages: what the account may say when a resident has not written for a week."""

import re

from assistant.conversation.delivery import DeliveryError, Refusal
from connectors.zalo.client import ZaloClient
from connectors.zalo.recipient import Recipient, recipient

_LOCAL = re.compile(r"0(\d{9})")
_WORLD = re.compile(r"\+?84(\d{9})")
_LONGEST_MARK = 48


async def send_template(
    client: ZaloClient, to: str, template: str, values: dict[str, str], mark: str
) -> str:
    """Send an approved template to a phone ("09…", "+84…") or to a user of the account.

    `mark` (at most 48 characters) comes back in Zalo's receipt of a message to a phone.
    DeliveryError when it was not taken.
    """
    if len(mark) > _LONGEST_MARK:
        raise ValueError(f"a mark of at most {_LONGEST_MARK} characters")
    if not (template and values):
        raise DeliveryError(Refusal.CONFIGURATION, "no template")
    return await client.template(_receiver(to), template, values, mark)


def _receiver(to: str) -> str | Recipient:
    """A phone as Zalo wants it ("84…"), or a user: their ids are far longer than phone numbers."""
    plain = re.sub(r"[ .\-()]", "", to)
    found = _LOCAL.fullmatch(plain) or _WORLD.fullmatch(plain)
    return f"84{found[1]}" if found else recipient(to)
