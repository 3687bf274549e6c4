"""What Zalo's error numbers mean for a message of ours. Pure.

From the table "mã lỗi" of the Official Account and of template messages; both families use some
numbers with another meaning, so each call names its family.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from assistant.conversation.delivery import DeliveryError, Refusal

_LIMIT_SECONDS = 30.0  # limits are per minute
_QUOTA_SECONDS = 900.0
_PERSONAL_QUOTA_SECONDS = 3600.0
_MORNING = 6

LIMITED, FAILED_ONCE, NIGHT = -32, -200, -234
NOT_SUPPORTED = frozenset({-201, -233})  # also what buttons on v3 may be answered with
_TOKEN = frozenset({-216, -220})
_WINDOW = frozenset({-230, -232})
_BLOCKED = frozenset({-213, -217, -227, -244})
_ACCOUNT = frozenset({
    -204, -205, -209, -212, -219, -221, -223, -224, -235, -240, -242, -248, -320, -321,
})  # fmt: skip
_LATER: Mapping[int, float] = {
    LIMITED: _LIMIT_SECONDS, -211: _QUOTA_SECONDS, -218: _PERSONAL_QUOTA_SECONDS,
}  # fmt: skip

_TEMPLATE_TOKEN = frozenset({-124})
_TEMPLATE_BLOCKED = frozenset({-114, -118, -119, -139, -140, -141})
_TEMPLATE_REFUSED = frozenset({
    -108, -109, -111, -112, -1121, -1122, -1124, -113, -1131, -116, -121, -122, -132, -249,
})  # fmt: skip
_TEMPLATE_LATER: Mapping[int, float] = {
    -100: 60.0, LIMITED: _LIMIT_SECONDS, -115: _QUOTA_SECONDS, -144: _PERSONAL_QUOTA_SECONDS,
    -147: _QUOTA_SECONDS,
}  # fmt: skip
_TEMPLATE_NIGHT = -133


def refusal_of(code: int, now: datetime, *, asked: float | None = None) -> DeliveryError:
    """The error of a message of the account; `asked`: seconds the answer itself asks us to wait.

    An unknown number is taken as "not this message": it is kept, visible, and not repeated.
    """
    reason = f"zalo {code}"
    if code in _TOKEN:
        return DeliveryError(Refusal.REFRESH, reason)
    if code in _WINDOW:
        return DeliveryError(Refusal.WINDOW_CLOSED, reason)
    if code in _BLOCKED:
        return DeliveryError(Refusal.BLOCKED, reason)
    if code in _ACCOUNT:
        return DeliveryError(Refusal.CONFIGURATION, reason)
    if code in _LATER:
        return DeliveryError(Refusal.RETRY, reason, after=max(asked or 0.0, _LATER[code]))
    if code == NIGHT:
        return DeliveryError(Refusal.RETRY, reason, after=until_morning(now))
    return DeliveryError(Refusal.RETRY if code == FAILED_ONCE else Refusal.REFUSED, reason)


def template_refusal_of(code: int, now: datetime) -> DeliveryError:
    """The error of a template message; what is not a matter of this message is configuration."""
    reason = f"zalo template {code}"
    if code in _TEMPLATE_TOKEN | _TOKEN:
        return DeliveryError(Refusal.REFRESH, reason)
    if code in _TEMPLATE_BLOCKED:
        return DeliveryError(Refusal.BLOCKED, reason)
    if code in _TEMPLATE_REFUSED:
        return DeliveryError(Refusal.REFUSED, reason)
    if code in _TEMPLATE_LATER:
        return DeliveryError(Refusal.RETRY, reason, after=_TEMPLATE_LATER[code])
    if code == _TEMPLATE_NIGHT:
        return DeliveryError(Refusal.RETRY, reason, after=until_morning(now))
    return DeliveryError(Refusal.CONFIGURATION, reason)


def until_morning(now: datetime) -> float:
    """Seconds until six o'clock of `now`'s own time zone, when the night's ban ends."""
    morning = now.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    if morning <= now:
        morning += timedelta(days=1)
    return (morning - now).total_seconds()
