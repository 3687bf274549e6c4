"""The sentence encoder: texts in, unit vectors out. Trained here, or any model of a hub.

A static model (one vector a word piece, averaged) needs no transformer to run; what it adds to the
lexical search is measured, not assumed: docs/decisions/0004.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.entry import Entry
from assistant.language.text import fold

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
DIMENSIONS = 256
_SEED = 20261121
_PASSAGES_EACH = 12
_FRAGMENTS_EACH = 4
_LONGEST = 300  # characters: beyond it an average of word pieces says little


class Encoder:
    """Light to make, heavy to warm: the model loads in `warm_up`.

    `folded`: the model was trained on folded text, as ours is; a hub's model wants the accents.
    """

    def __init__(self, model: str, *, folded: bool = True) -> None:
        self._name = model
        self._folded = folded
        self._model: SentenceTransformer | None = None

    def warm_up(self) -> None:
        """Load the model: a folder, or a hub's name where the machine may reach one."""
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds to import

        self._model = SentenceTransformer(self._name, device="cpu")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one row a text."""
        if self._model is None:
            self.warm_up()
        assert self._model is not None
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        read = [(fold(text) if self._folded else text)[:_LONGEST] for text in texts]
        vectors = self._model.encode(
            read, normalize_embeddings=True, batch_size=512, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def train_encoder(entries: Sequence[Entry], folder: Path, epochs: int = 5) -> None:
    """Learn from the entries alone that their titles, questions and passages belong together.

    Same entries, same model: the seed is fixed. About 45 s for 2,625 records on two cores.
    """
    import torch  # noqa: PLC0415 - seconds to import, and only training needs them
    from datasets import Dataset  # noqa: PLC0415
    from sentence_transformers import (  # noqa: PLC0415
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
        losses,
        models,
    )
    from transformers import set_seed  # noqa: PLC0415

    set_seed(_SEED)
    torch.use_deterministic_algorithms(True)
    pairs = list(_pairs(entries, random.Random(_SEED)))
    pieces = models.StaticEmbedding(_word_pieces(pairs), embedding_dim=DIMENSIONS)
    model = SentenceTransformer(modules=[pieces], device="cpu")
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(folder / "checkpoints"),
        num_train_epochs=epochs,
        per_device_train_batch_size=1024,
        learning_rate=0.05,
        warmup_steps=0.1,
        save_strategy="no",
        report_to="none",
        use_cpu=True,
        seed=_SEED,
        logging_steps=1000,
    )
    data = Dataset.from_dict({"anchor": [a for a, _ in pairs], "positive": [b for _, b in pairs]})
    loss = losses.MultipleNegativesRankingLoss(model)
    SentenceTransformerTrainer(model, args=arguments, train_dataset=data, loss=loss).train()
    model.save(str(folder), create_model_card=False)


def _pairs(entries: Sequence[Entry], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Title ↔ passage, title ↔ title, and fragments of a title as short questions have them."""
    for entry in entries:
        titles = [fold(title) for title in entry.titles]
        passages = [fold(passage)[:_LONGEST] for passage in entry.passages]
        chance.shuffle(passages)
        for number, passage in enumerate(passages[:_PASSAGES_EACH]):
            yield titles[number % len(titles)], passage
        for title in titles[1:]:
            yield title, titles[0]
        for title in titles:
            for _ in range(_FRAGMENTS_EACH):
                fragment = _fragment(title, chance)
                yield fragment, titles[0]
                yield fragment, chance.choice(passages or titles)


def _fragment(title: str, chance: random.Random) -> str:
    words = title.split()
    length = max(2, int(len(words) * chance.uniform(0.3, 0.8)))
    start = chance.randrange(0, max(1, len(words) - length + 1))
    return " ".join(words[start : start + length])


def _word_pieces(pairs: Sequence[tuple[str, str]]):  # type: ignore[no-untyped-def]
    """A byte-pair tokenizer learned from the folded texts, so that no word is unknown."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers  # noqa: PLC0415

    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))  # noqa: S106 - a token of text
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.BpeTrainer(vocab_size=8000, special_tokens=["[UNK]"], show_progress=False)
    tokenizer.train_from_iterator((text for pair in pairs for text in pair), trainer)
    return tokenizer
