"""The words residents read around a notice: all of words.yml."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.knowledge.loading import load_model
from assistant.notices.notice import Severity, Wording


class NoticeWords(BaseModel):
    """`said`: a notice as a message of the chat; `switched_off`: while nobody is answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: dict[Severity, str]
    said: str
    switched_off: str

    def message(self, notice: Wording) -> str:
        """A notice as a message of the chat."""
        return self.said.format(label=self.labels[notice.severity], text=notice.text)


@cache
def words() -> NoticeWords:
    """The words, read once."""
    return load_model(Path(__file__).with_name("words.yml"), NoticeWords)
