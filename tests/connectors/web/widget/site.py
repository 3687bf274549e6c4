"""A site of the province, as a stand-in: it includes the assistant by one script tag.

By hand: `python -m tests.connectors.web.widget.site --assistant http://127.0.0.1:8080 --port 9000`,
with WIDGET_ORIGINS=http://localhost:9000 for the assistant.
"""

import argparse
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_DEMO = Path(__file__).with_name("demo.html")
# A careful site: no inline styles, no inline scripts, nothing from elsewhere but the assistant.
_POLICY = "default-src 'self'; script-src 'self' {assistant}; frame-src {assistant}"
# A careless one: rules for every element, which must not reach the widget.
_STYLE = """
* { font-family: cursive; }
button, svg, iframe, dialog { display: none !important; }
a { color: #1b4f9c; }
"""


class Site:
    """Serves the demo page on this machine, in a thread."""

    def __init__(self, port: int = 0) -> None:
        self.assistant = ""
        self.tag = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def address(self, host: str) -> str:
        """The same site under another name is another origin."""
        return f"http://{host}:{self.port}"

    def stop(self) -> None:
        """Give the port back."""
        self._server.shutdown()
        self._server.server_close()

    def page(self) -> str:
        """The demo page with the tag in it."""
        tag = self.tag or f'<script src="{self.assistant}/widget.js" async></script>'
        return _DEMO.read_text(encoding="utf8").replace("<!-- TAG -->", tag)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the name that http.server asks for
                style = self.path == "/site.css"
                body = (_STYLE if style else site.page()).encode()
                self.send_response(200 if style or self.path in {"/", "/other"} else 404)
                self.send_header(
                    "Content-Type", f"text/{'css' if style else 'html'}; charset=utf-8"
                )
                policy = _POLICY.format(assistant=site.assistant)
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
                """Nothing: tests read their own output."""

        return Handler


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assistant", required=True)
    parser.add_argument("--port", type=int, default=9000)
    said = parser.parse_args()
    site = Site(said.port)
    site.assistant = said.assistant.rstrip("/")
    print(f"{site.address('localhost')}; Ctrl-C stops it")  # noqa: T201 - for whoever started it
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        site.stop()


if __name__ == "__main__":
    main()
