"""The worker: answers what the doors put into the inbox, sends what the outbox holds."""

import asyncio
import signal
from contextlib import suppress

import uvloop

from assistant import wiring
from assistant.clock import now
from assistant.conversation.upkeep import Chore, Upkeep
from assistant.documents.workshop import open_workshop
from assistant.logs import configure_logs
from assistant.settings import Settings, load_settings
from connectors.doors import open_doors


async def work(settings: Settings) -> None:
    """Until told to stop, or until the database is gone."""
    parts = wiring.conversing(settings, "worker")
    doors = open_doors(settings, parts)
    shift = wiring.shift(settings, parts, doors)
    shop = open_workshop(parts.stores.documents, wiring.editions(settings), now)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, shift.stop)
    chores = [
        Chore("forgotten cases", 60, parts.handover.release_forgotten),
        Chore("reminders", 15, parts.reminding.remind),
        Chore("documents of today", 60, shop.publishing.due),
        Chore("figures", 60, parts.stores.figuring.keep_up),
    ]
    upkeep = asyncio.create_task(Upkeep(chores).run())
    upkeep.add_done_callback(lambda _: shift.stop())  # it ends only by a mistake of ours
    try:
        await shift.run()
    finally:
        upkeep.cancel()
        with suppress(asyncio.CancelledError):
            await upkeep
        for door in doors.values():
            await door.close()
        await parts.close()


def main() -> None:
    """Run until stopped. Crash-only: whoever started it starts it again."""
    configure_logs()
    # A turn is some twenty round trips to the database: this loop does a fifth more of them.
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work(load_settings()))


if __name__ == "__main__":
    main()
