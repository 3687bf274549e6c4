"""What an office says of a procedure itself, added to what the record says."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.record import Aspect
from assistant.knowledge.reply import Reply

_TOLD_WITH = frozenset({"place", "time"})
"""Aspects that differ from office to office."""


class OwnWords:
    """Knows what the offices of one edition wrote."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=False,  # noqa: S701 - plain text; each channel escapes for itself
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._template = environment.get_template("place_own_word.j2")

    def of(self, code: str, office: str | None) -> str | None:
        """The words, as lines; None where the office wrote none."""
        words = self._base.overrides.get(office or "")
        word, known = words.of(code) if words else None, self._base.offices.office(office or "")
        if word is None or known is None:
            return None
        return self._template.render(name=known.name, word=word).strip()

    def beside(
        self, reply: Reply, told: Sequence[Aspect], code: str, office: str | None
    ) -> Reply:  # fmt: skip
        """The reply, with the words where they belong to what is told."""
        said = self.of(code, office) if _TOLD_WITH.intersection(told) else None
        return reply.model_copy(update={"text": f"{reply.text}\n\n{said}"}) if said else reply
