"""The words of a poster, from words.yml."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.knowledge.loading import load_model


class Words(BaseModel):
    """All of words.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    author: str
    anywhere: str
    code: str
    field: str
    scan: str
    how: str
    offers: str
    address: str
    papers: str
    originals: str
    copies: str
    show: str
    more: str
    by_case: str
    all_by_case: str
    waived: str
    to_confirm: str
    confirm_mark: str
    checked_on: str
    help: str


@cache
def words() -> Words:
    """The words, read once."""
    return load_model(Path(__file__).with_name("words.yml"), Words)
