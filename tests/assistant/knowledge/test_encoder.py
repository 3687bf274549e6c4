"""The sentence encoder, trained for real on the invented records."""

from pathlib import Path

import numpy as np
import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.encoder import DIMENSIONS, Encoder, train_encoder
from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.search import SearchIndex
from assistant.language.text import fold

TEXTS = ["Đăng ký khai sinh", "đăng ký tạm trú cho công nhân", "???", ""]


def test_one_row_a_text(encoder: Encoder) -> None:
    assert encoder.encode(TEXTS).shape == (len(TEXTS), DIMENSIONS)
    assert encoder.encode(TEXTS).dtype == np.float32


def test_nothing_gives_no_rows(encoder: Encoder) -> None:
    """Still as wide as any other answer: an empty knowledge base is no crash."""
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_vectors_are_of_length_one(encoder: Encoder) -> None:
    """So that an inner product is a cosine."""
    assert np.linalg.norm(encoder.encode(TEXTS[:2]), axis=1) == pytest.approx(1, abs=1e-5)


def test_accents_and_capitals_do_not_matter(encoder: Encoder) -> None:
    typed, bare = encoder.encode([TEXTS[0], fold(TEXTS[0])])
    assert typed == pytest.approx(bare)


def test_it_loads_itself_when_first_asked(encoder: Encoder, tmp_path: Path) -> None:
    """Making one is light: a folder that is not there fails only on use."""
    absent = Encoder(str(tmp_path / "absent"))
    with pytest.raises((OSError, ValueError)):
        absent.encode(["khai sinh"])


def test_same_entries_give_the_same_model(
    encoder: Encoder, small_entries: list[Entry], tmp_path: Path
) -> None:
    """Training is repeatable: a report can be made again."""
    train_encoder(small_entries, tmp_path, epochs=1)
    assert Encoder(str(tmp_path)).encode(TEXTS[:2]) == pytest.approx(encoder.encode(TEXTS[:2]))


def test_an_entry_of_a_bare_name_can_be_learned_from(tmp_path: Path) -> None:
    """A portal record may have one title of one word and no passage."""
    entries = [
        Entry("1", "Khác", ("Khác",), (), True),
        Entry("2", "Tạm trú", ("Tạm trú",), (), True),
    ]
    train_encoder(entries, tmp_path, epochs=1)
    assert Encoder(str(tmp_path)).encode(["tạm trú"]).shape == (1, DIMENSIONS)


@pytest.fixture(scope="session")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A whole sentence transformer of one layer, as a hub would serve it."""
    from sentence_transformers import SentenceTransformer, models
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordLevel
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("hub")
    words = ["[PAD]", "[UNK]", "đăng", "ký", "dang", "ky", "khai", "sinh"]
    tokenizer = Tokenizer(WordLevel({w: n for n, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(folder / "bert")
    shape = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16,
    )  # fmt: skip
    BertModel(shape).save_pretrained(folder / "bert")
    body = models.Transformer(str(folder / "bert"))
    SentenceTransformer(modules=[body, models.Pooling(16)], device="cpu").save(str(folder / "st"))
    return str(folder / "st")


def test_a_model_of_a_hub_is_read_with_its_accents(transformer: str) -> None:
    model = Encoder(transformer, folded=False)
    typed, bare = model.encode(["đăng ký khai sinh", "dang ky khai sinh"])
    assert typed.shape == (16,)
    assert np.linalg.norm(typed) == pytest.approx(1, abs=1e-5)
    assert typed != pytest.approx(bare)


def test_a_model_of_a_hub_serves_the_search(
    transformer: str, small_base: KnowledgeBase, small_entries: list[Entry]
) -> None:
    cache = FeatureCache(Encoder(transformer, folded=False))
    policy = small_base.policy
    index = SearchIndex(small_entries, cache, policy.search, policy.confidence)
    assert index.search("gia hạn tạm trú").hits[0].code == "9.000003"
