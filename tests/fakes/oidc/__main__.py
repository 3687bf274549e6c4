"""By hand: `python -m tests.fakes.oidc --port N`."""

import argparse

from tests.fakes.oidc.server import OidcServer

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=9200)
    OidcServer(parser.parse_args().port).run()
