"""What the launcher does where there is none: tables and records at the start, forgetting daily.

Run beside the services of compose.yaml: python deploy/keeper.py
"""

import time
from pathlib import Path

from assistant import wiring
from assistant.clock import now
from assistant.errors import SettingError
from assistant.settings import Settings
from assistant.storage.database import migrate
from assistant.storage.retention import forget_older_than

READY = Path("/tmp/ready")  # noqa: S108 - read by the health check of this container alone
_DAY = 24 * 3600


def main() -> None:
    """Until stopped. An error ends it: the container starts again."""
    settings = Settings()
    if settings.database_url is None:
        raise SettingError("DATABASE_URL is not set")
    migrate(settings.database_url)
    wiring.editions(settings).publish(settings.knowledge_base)
    while True:
        # also creates Rasa's database when it is missing, so Rasa waits for this
        forget_older_than(settings.database_url, now(), settings.retention_days)
        READY.touch()
        time.sleep(_DAY)


if __name__ == "__main__":
    main()
