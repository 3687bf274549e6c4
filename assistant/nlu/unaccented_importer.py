"""Training data twice: as written, and without its accents, as many residents type."""

from __future__ import annotations

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.language.text import fold


class UnaccentedImporter(RasaFileImporter):
    """Rasa's own file importer, plus the unaccented twin of every example that has accents."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of the files, each followed by its twin."""
        data = super().get_nlu_data(language)
        known = {example.get(TEXT) for example in data.training_examples}
        twins = [
            Message(data={**example.data, TEXT: fold(text)})
            for example in data.training_examples
            if (text := example.get(TEXT)) and fold(text) not in known
        ]
        return data.merge(TrainingData(training_examples=twins))
