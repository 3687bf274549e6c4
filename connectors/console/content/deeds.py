"""What a person may do with a version now. Pure; the rules themselves stand in the core."""

from collections.abc import Collection
from enum import StrEnum

from assistant.documents.version import State, Version
from assistant.staff.account import Account
from assistant.staff.role import Permission


class Deed(StrEnum):
    """One button."""

    EDIT = "edit"
    SUBMIT = "submit"
    DROP = "drop"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"


def deeds(version: Version, account: Account, authors: Collection[str]) -> frozenset[Deed]:
    """The buttons of a version on its way. `authors`: of what is new in it, who may not review."""
    writes = account.may(Permission.WRITE_CONTENT)
    reviews = account.may(Permission.REVIEW_CONTENT)
    allowed: set[Deed] = {Deed.EDIT} if writes and not version.ends else set()
    if version.state is State.DRAFT and writes:
        allowed |= {Deed.SUBMIT, Deed.DROP}
    if version.state is State.IN_REVIEW:
        allowed |= {Deed.TAKE_BACK} if writes else set()
        if reviews and account.id not in authors:
            allowed |= {Deed.APPROVE, Deed.SEND_BACK}
    if version.state is State.APPROVED:
        allowed |= {Deed.TAKE_BACK} if writes or reviews else set()
        if reviews:
            allowed |= {Deed.PUBLISH, Deed.SCHEDULE}
            allowed |= {Deed.UNSCHEDULE} if version.publish_at else set()
    return frozenset(allowed)
