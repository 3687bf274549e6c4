"""Words beside figures: names of rows, shares as they are read."""

from typing import Any

from assistant.figures.share import Share
from assistant.knowledge.base import KnowledgeBase
from connectors.console.page import load_texts


def words() -> dict[str, Any]:
    """Of texts/figures.yml."""
    found: dict[str, Any] = load_texts()["figures"]
    return found


def percent(share: float) -> str:
    """ "62,3"."""
    return f"{share * 100:.1f}".replace(".", ",")


def read_share(share: Share | None) -> str:
    """A share, never without its number and interval."""
    said = words()
    if share is None:
        return str(said["no_share"])
    of = said["share_of"].format(percent=percent(share.value), n=share.whole)
    low, high = (f"{end * 100:.0f}" for end in (share.low, share.high))
    return f"{of} ({said['interval'].format(low=low, high=high)})"


def field_names(base: KnowledgeBase) -> dict[str, str]:
    """Code of a procedure → name of its field."""
    names: dict[str, str] = dict(base.fields.root)
    return {
        code: names.get(record.field, record.field) for code, record in base.records.items()
    }  # fmt: skip


def procedure_name(base: KnowledgeBase, code: str | None) -> str:
    """Its name; the code where it is gone; empty for none."""
    record = base.records.get(code or "")
    return record.name if record else code or ""
