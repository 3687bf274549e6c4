"""Who has scanned, and who only looks."""

import pytest

from connectors.web.onward.previews import is_scan

PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/141.0 Mobile Safari"


@pytest.mark.parametrize("agent", [
    PHONE,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 Zalo android/24100",
    "Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120 Mobile Safari",
    "Mozilla/5.0 (Linux; Android 13; CUBOT) AppleWebKit/537.36 Chrome/120 Mobile Safari",
])  # fmt: skip
def test_a_telephone_counts(agent: str) -> None:
    assert is_scan("GET", {"user-agent": agent})


@pytest.mark.parametrize("agent", [
    "", "TelegramBot (like TwitterBot)", "facebookexternalhit/1.1", "WhatsApp/2.23.20.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "Twitterbot/1.0",
    "SkypeUriPreview Preview/0.5", "curl/8.5.0", "python-httpx/0.28.1", "SomeCrawler/1.0",
])  # fmt: skip
def test_a_robot_does_not(agent: str) -> None:
    assert not is_scan("GET", {"user-agent": agent})


def test_a_look_ahead_does_not() -> None:
    assert not is_scan("HEAD", {"user-agent": PHONE})
    assert not is_scan("GET", {"user-agent": PHONE, "sec-purpose": "prefetch;prerender"})
    assert not is_scan("GET", {"user-agent": PHONE, "purpose": "preview"})
