"""Run by hand: `python -m tests.fakes.zalo_bot --port 8082`; ZALO_BOT_API_URL points here."""

import argparse

import uvicorn

from tests.fakes.zalo_bot.server import TOKEN, FakeZaloBot

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=8082)
parser.add_argument("--token", default=TOKEN)
parser.add_argument(
    "--plain-http", action="store_true", help="take webhooks that are not https, on this machine"
)
chosen = parser.parse_args()
fake = FakeZaloBot(chosen.token, https_only=not chosen.plain_http)
uvicorn.run(fake.app, host="127.0.0.1", port=chosen.port, log_level="warning")
