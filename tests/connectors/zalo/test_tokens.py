"""The rotating token: never used twice, never lost, and a person is called when it is dead."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from assistant.clock import now
from assistant.conversation.credentials import Pair
from assistant.conversation.delivery import DeliveryError, Refusal
from assistant.wiring import Conversing
from connectors.zalo.oauth import ZaloOAuth
from connectors.zalo.tokens import TokenKeeper, seed_of
from tests.connectors.zalo.conftest import Ask
from tests.fakes.zalo.server import ZaloServer


def _keeper(parts: Conversing, zalo: ZaloServer, seed: Pair | None = None) -> TokenKeeper:
    """As another process would have it."""
    account = zalo.account
    oauth = ZaloOAuth(zalo.address, account.app, account.app_secret)
    return TokenKeeper(parts.stores.credentials, oauth, "zalo:test", seed)


def _pair(zalo: ZaloServer, hours: float = 0) -> Pair:
    since = now() - timedelta(hours=hours)
    return Pair(zalo.account.access, zalo.account.refresh, since, since + timedelta(hours=25))


async def test_the_tokens_of_the_settings_begin(parts: Conversing, zalo: ZaloServer) -> None:
    account = zalo.account
    keeper = _keeper(parts, zalo, seed_of(account.access, account.refresh, now()))
    assert await keeper.access() == account.access
    assert account.renewals == 0


async def test_a_refresh_token_alone_is_used_at_once(parts: Conversing, zalo: ZaloServer) -> None:
    keeper = _keeper(parts, zalo, seed_of(None, zalo.account.refresh, now()))
    assert await keeper.access() == zalo.account.access
    assert zalo.account.renewals == 1


async def test_after_a_restart_the_kept_pair_counts_not_the_one_of_the_settings(
    parts: Conversing, zalo: ZaloServer
) -> None:
    seed = seed_of(zalo.account.access, zalo.account.refresh, now())
    first = _keeper(parts, zalo, seed)
    await first.renewed(await first.access())
    assert await _keeper(parts, zalo, seed).access() == zalo.account.access


async def test_new_settings_replace_a_pair_that_is_dead(
    parts: Conversing, zalo: ZaloServer
) -> None:
    dead = _keeper(parts, zalo, seed_of("dead", "dead", now()))
    with pytest.raises(DeliveryError):
        await dead.renewed(await dead.access())
    seed = seed_of(zalo.account.access, zalo.account.refresh, now())
    assert await _keeper(parts, zalo, seed).access() == zalo.account.access


async def test_many_workers_renew_once(parts: Conversing, zalo: ZaloServer) -> None:
    await parts.stores.credentials.put("zalo:test", _pair(zalo))
    stale = zalo.account.access
    keepers = [_keeper(parts, zalo) for _ in range(4)]
    for keeper in keepers:
        await keeper.load()
    got = await asyncio.gather(*(k.renewed(stale) for k in keepers for _ in range(5)))
    assert set(got) == {zalo.account.access}
    assert (zalo.account.renewals, zalo.account.refused_renewals) == (1, 0)


async def test_whoever_waits_may_be_stopped_the_new_pair_is_kept_all_the_same(
    parts: Conversing, zalo: ZaloServer
) -> None:
    await parts.stores.credentials.put("zalo:test", _pair(zalo))
    keeper = _keeper(parts, zalo)
    waiting = asyncio.create_task(keeper.renewed(zalo.account.access))
    while not zalo.account.renewals:
        await asyncio.sleep(0)
    waiting.cancel()
    await keeper.close()
    kept = await parts.stores.credentials.get("zalo:test")
    assert kept is not None
    assert kept.access == zalo.account.access


@pytest.mark.parametrize(("hours", "renewals"), [(19.9, 0), (20.1, 1)])
async def test_it_is_renewed_ahead_of_time(
    parts: Conversing, zalo: ZaloServer, hours: float, renewals: int
) -> None:
    await parts.stores.credentials.put("zalo:test", _pair(zalo, hours))
    await _keeper(parts, zalo).keep_fresh()
    assert zalo.account.renewals == renewals


async def test_a_refused_refresh_token_calls_a_person_and_is_not_tried_again(
    parts: Conversing, zalo: ZaloServer
) -> None:
    pair = _pair(zalo, 21)
    await parts.stores.credentials.put("zalo:test", pair)
    zalo.account.rotate()  # somebody else used it
    keeper = _keeper(parts, zalo)
    with capture_logs() as logs:
        await keeper.keep_fresh()
        await keeper.keep_fresh()
        with pytest.raises(DeliveryError) as error:
            await _keeper(parts, zalo).renewed(pair.access)
    assert zalo.account.refused_renewals == 1
    assert (error.value.refusal, error.value.after) == (Refusal.REFRESH, 300)
    assert [log["event"] for log in logs].count("zalo needs consent") >= 2
    assert pair.refresh not in str(logs)


async def test_while_the_access_token_lives_it_is_used_though_the_refresh_was_refused(
    parts: Conversing, zalo: ZaloServer
) -> None:
    await parts.stores.credentials.put("zalo:test", _pair(zalo, 21))
    alive = zalo.account.access
    zalo.account.refresh = "another"
    keeper = _keeper(parts, zalo)
    await keeper.keep_fresh()
    assert await keeper.access() == alive


async def test_an_unclear_end_is_an_alarm_and_tried_again_later(
    parts: Conversing, zalo: ZaloServer
) -> None:
    pair = _pair(zalo, 21)
    await parts.stores.credentials.put("zalo:test", pair)
    zalo.account.faults.outage = True
    keeper = _keeper(parts, zalo)
    with capture_logs() as logs:
        await keeper.keep_fresh()
        with pytest.raises(DeliveryError, match="pauses"):
            await keeper.renewed(pair.access)
    assert "it may be burnt" in str(logs)
    zalo.account.faults.outage = False
    await _keeper(parts, zalo).keep_fresh()
    assert zalo.account.renewals == 1


async def test_consent_brings_sending_back_in_every_process(
    parts: Conversing, zalo: ZaloServer
) -> None:
    await parts.stores.credentials.put("zalo:test", _pair(zalo, 26))
    zalo.account.rotate()
    worker, gateway = _keeper(parts, zalo), _keeper(parts, zalo)
    with pytest.raises(DeliveryError):
        await worker.access()
    await gateway.consented(_pair(zalo))
    assert await worker.access() == zalo.account.access


async def test_without_any_token_a_person_is_called(parts: Conversing, zalo: ZaloServer) -> None:
    keeper = _keeper(parts, zalo)
    with pytest.raises(DeliveryError) as error:
        await keeper.access()
    assert error.value.refusal is Refusal.REFRESH
    with capture_logs() as logs:
        await keeper.keep_fresh()
    assert logs[0]["event"] == "zalo needs consent"


async def test_no_token_lies_open_in_the_database(
    parts: Conversing, zalo: ZaloServer, ask: Ask
) -> None:
    await parts.stores.credentials.put("zalo:test", _pair(zalo))
    (row,) = ask("SELECT sealed::text, name FROM channel_tokens")
    assert zalo.account.refresh.encode().hex() not in row[0]
    assert zalo.account.refresh not in repr(_pair(zalo))


def test_no_seed_without_tokens() -> None:
    assert seed_of(None, None, now()) is None
    assert seed_of("", "", now()) is None
