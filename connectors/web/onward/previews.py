"""Who looks at a link without anybody having scanned it: robots, previews, pages fetched ahead."""

import re
from collections.abc import Mapping

# Names of known fetchers, and the ending of nearly all others; Cubot is a maker of telephones.
_ROBOTS = re.compile(
    r"(?<!cu)bot\b|facebookexternalhit|facebookcatalog|meta-externalagent|whatsapp/|viber|"
    r"skypeuripreview|crawl|spider|slurp|preview|headless-fetch|python-|curl/|wget/|go-http-client",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


def is_scan(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a person opened it, as far as a request tells."""
    if method != "GET":
        return False
    agent = headers.get("user-agent", "")
    ahead = headers.get("sec-purpose", "") or headers.get("purpose", "")
    return bool(agent) and not _ROBOTS.search(agent) and not _AHEAD.search(ahead)
