"""Links to an appointment's papers that open without a second factor: signed, and nothing else.

Telephones and calendars fetch them by themselves. What they show is no secret to who has the link;
the signature keeps others from finding codes by trying.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

Sign = Callable[[str], str]
"""A keyed digest of a text, the same in all processes."""

CALENDAR, TICKET = "calendar.ics", "qr.svg"
_PATH = "/api/v1/appointments/{code}/{paper}"
_LENGTH = 32  # of the digest's letters: beyond guessing


@dataclass(frozen=True)
class Links:
    """Makes and checks them. `public`: our address as the internet sees it, if it is known."""

    sign: Sign
    public: str | None = None

    def to(self, code: str, here: str) -> tuple[str, str]:
        """The whole addresses of calendar file and ticket; `here`: the one we were asked at."""
        return self._at(code, (self.public or here).rstrip("/"))

    def paths(self, code: str) -> tuple[str, str]:
        """The same without our address, for our own pages."""
        return self._at(code, "")

    def of(self, code: str) -> tuple[str, str] | None:
        """The same where nobody asked over the web; None while our address is not known."""
        return self.to(code, self.public) if self.public else None

    def opens(self, code: str, token: str) -> bool:
        """Whether this token was made for this code."""
        return hmac.compare_digest(token.encode(), self._token(code).encode())

    def _at(self, code: str, base: str) -> tuple[str, str]:
        token = self._token(code)
        calendar, ticket = (
            f"{base}{_PATH.format(code=code, paper=paper)}?token={token}"
            for paper in (CALENDAR, TICKET)
        )
        return calendar, ticket

    def _token(self, code: str) -> str:
        return self.sign(f"paper:{code}")[:_LENGTH]
