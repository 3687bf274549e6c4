"""Entities with a known shape or name, found by the ruler of our spaCy pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.language.pipeline import build_pipeline, entities
from assistant.language.places import place_names


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityRulerExtractor(GraphComponent, EntityExtractorMixin):
    """Codes, forms and places. The names of places are read when the server starts."""

    def __init__(self, offices: Path) -> None:
        self._nlp = build_pipeline(place_names(offices) if offices.exists() else {})

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"offices": "knowledge_base/offices.yml"}

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityRulerExtractor:
        return cls(Path(config["offices"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities found to each message."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = [self._as_rasa(entity) for entity in entities(self._nlp, text)]
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _as_rasa(self, entity: Any) -> dict[str, Any]:
        return {
            "entity": entity.label,
            "value": entity.id or entity.text,
            "start": entity.start,
            "end": entity.end,
            "extractor": type(self).__name__,
        }
