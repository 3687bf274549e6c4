"""The spaCy pipeline for Vietnamese: syllables as tokens, and an entity ruler for what has a shape.

Identifiers, form codes and the names of communes are found by rule, not learned: a pattern is
right every time, and a new commune needs no training. Tokens are compared by their folded form,
so that "phuong kinh bac" is found as "phường Kinh Bắc" is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import spacy
from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from assistant.language.text import fold

SHAPES = {
    "procedure_code": r"^\d\.\d{6}$",
    "dossier_code": r"^[Hh]\d{2}(?:\.\d+)+(?:-\d+)+$",
    "form_code": r"^(?:[Tt][Pp]/[A-Za-z0-9./-]+|(?:[Cc][Tt]|[Dd][Cc]|[Tt][Kk])\d{2}[A-Za-z]?)$",
}
# Inside a word of ours "/", "-" and "." belong to codes and dates, so only brackets split.
_INFIXES = [r"(?<=[^\W\d_])[,;:!?](?=[^\W\d_])", r"[()\[\]{}]"]


@dataclass(frozen=True)
class Entity:
    """A stretch of the text with a known shape or name; `id` is the key of a place."""

    label: str
    text: str
    start: int
    end: int
    id: str | None = None


def build_pipeline(places: Mapping[str, Iterable[str]] | None = None) -> Language:
    """A blank Vietnamese pipeline with the ruler. `places`: key → the names people use for it."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.vocab.lex_attr_getters[NORM] = fold
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        prefix_search=compile_prefix_regex(nlp.Defaults.prefixes or []).search,
        suffix_search=compile_suffix_regex(nlp.Defaults.suffixes or []).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
    )
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "NORM"})
    shapes = [
        {"label": label, "pattern": [{"TEXT": {"REGEX": shape}}]} for label, shape in SHAPES.items()
    ]
    named = [
        {"label": "place", "pattern": name, "id": key}
        for key, names in (places or {}).items()
        for name in names
    ]
    ruler.add_patterns(shapes + named)
    return nlp


def entities(nlp: Language, text: str) -> list[Entity]:
    """The entities of a text, with character offsets into it."""
    return [
        Entity(span.label_, span.text, span.start_char, span.end_char, span.ent_id_ or None)
        for span in nlp(text).ents
    ]
