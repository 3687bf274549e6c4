"""The fake by hand: `python -m tests.fakes.zalo --port 9300 --hook http://127.0.0.1:8080/webhooks/zalo`.

Prints the settings an assistant needs to speak to it.
"""

import argparse
import sys

from tests.fakes.zalo.account import Account
from tests.fakes.zalo.server import ZaloServer


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description="A small Zalo Official Account.")
    parser.add_argument("--port", type=int, default=9300)
    parser.add_argument("--hook", default="http://127.0.0.1:8080/webhooks/zalo")
    parser.add_argument("--scale", type=float, default=1.0, help="of the waits between tries")
    parser.add_argument("--access-seconds", type=float, default=25 * 3600.0)
    parser.add_argument("--access-token", default="", help="instead of one made now")
    parser.add_argument("--refresh-token", default="", help="instead of one made now")
    parser.add_argument("--strangers", action="store_true", help="everybody may be written to")
    asked = parser.parse_args()
    account = Account(access_seconds=asked.access_seconds, strangers=asked.strangers)
    account.access = asked.access_token or account.access
    account.refresh = asked.refresh_token or account.refresh
    server = ZaloServer(asked.port, account)
    server.hooks.address, server.hooks.scale = asked.hook, asked.scale
    settings = {
        "ZALO_OA_ID": account.oa, "ZALO_APP_ID": account.app,
        "ZALO_APP_SECRET": account.app_secret, "ZALO_OA_SECRET": account.oa_secret,
        "ZALO_ACCESS_TOKEN": account.access, "ZALO_REFRESH_TOKEN": account.refresh,
        "ZALO_API_URL": server.address, "ZALO_OAUTH_URL": server.address,
    }  # fmt: skip
    sys.stdout.writelines(f"export {name}={value}\n" for name, value in settings.items())
    sys.stdout.flush()
    server.run()


if __name__ == "__main__":
    main()
