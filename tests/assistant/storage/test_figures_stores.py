"""The chore of figures."""

from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask


async def test_the_chore_counts_and_draws_and_may_run_at_any_time(stores: Stores, ask: Ask) -> None:
    ask("DELETE FROM counted_days")
    await stores.figuring.keep_up()
    await stores.figuring.keep_up()
    days = "SELECT count(*) = count(DISTINCT day) FROM counted_days"
    assert ask(days) == [(True,)]
