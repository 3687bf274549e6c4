"""The words around the records: aspects, phrases, fields, safety texts."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from assistant.errors import ContentError
from assistant.knowledge.record import AnyCode, Aspect, Identifier, Text

Words = Annotated[list[Text], Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AspectWords(_Part):
    """The button of an aspect, and the words that ask for it."""

    button: Text
    cues: Words


class Aspects(RootModel[dict[Aspect, AspectWords]]):
    """All of aspects.yml."""

    def button(self, aspect: Aspect) -> str:
        """The words on the button of this aspect."""
        return self.root[aspect].button


class Phrases(RootModel[dict[Identifier, Text]]):
    """All of phrases.yml: sentences by name."""

    def __getitem__(self, name: str) -> str:
        if name not in self.root:
            raise ContentError([f"phrases.yml: '{name}' is missing"])
        return self.root[name]

    def fill(self, name: str, /, **values: object) -> str:
        """The sentence with its {places} filled."""
        return self[name].format(**values)


class Alarm(_Part):
    """Words that mean danger or fraud, and the fixed text said before any model runs."""

    id: Identifier
    any: list[Text] = []
    all: list[Words] = []
    never: list[Text] = []
    reply: Text


class Safety(_Part):
    """All of safety.yml."""

    emergency: list[Alarm]
    scam: list[Alarm]


class Fields(RootModel[dict[Identifier, Text]]):
    """All of fields.yml: folder name → what residents read."""


class Side(_Part):
    """One answer to a distinguishing question: procedures whose name holds one of `words`.

    Without words: every procedure that no other side takes. `said`: how residents say it; while
    nothing of it is said, the search holds such procedures back.
    """

    label: Text
    words: list[Text] = []
    said: list[Text] = []


class Distinction(_Part):
    """A question that tells near relatives among the procedures apart."""

    question: Text
    sides: Annotated[list[Side], Field(min_length=2, max_length=4)]


class Distinctions(RootModel[list[Distinction]]):
    """All of distinctions.yml, the first that fits is asked."""


class Families(RootModel[dict[Text, Annotated[list[AnyCode], Field(min_length=2, max_length=4)]]]):
    """All of families.yml: a word that means several procedures → the likeliest of them."""
