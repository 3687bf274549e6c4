"""A cross-encoder by a setting: loaded from a folder here, as from a hub elsewhere."""

from pathlib import Path

import numpy as np
import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.reranker import LOOKED_AT, Reranker
from assistant.knowledge.search import SearchIndex


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A whole cross-encoder of one layer, untrained: its opinions are worthless but its own."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        PreTrainedTokenizerFast,
        set_seed,
    )

    set_seed(1)
    folder = tmp_path_factory.mktemp("reranker")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "đăng", "ký", "khai", "sinh", "tạm", "trú"]
    tokenizer = Tokenizer(models.WordLevel({w: n for n, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]",
    ).save_pretrained(folder)  # fmt: skip
    shape = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, num_labels=1,
    )  # fmt: skip
    BertForSequenceClassification(shape).save_pretrained(folder)
    return str(folder)


def test_each_text_gets_a_score_between_0_and_1(model: str) -> None:
    scores = Reranker(model).scores("đăng ký khai sinh", ["khai sinh", "tạm trú", "hộ chiếu"])
    assert scores.shape == (3,)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_no_texts_no_scores(model: str) -> None:
    assert Reranker(model).scores("khai sinh", []).shape == (0,)


def test_its_opinion_moves_the_best_hits_and_no_others(
    model: str, small_base: KnowledgeBase, small_entries: list[Entry]
) -> None:
    policy, weights = small_base.policy.search, small_base.policy.confidence
    policy = policy.model_copy(update={"rerank_weight": 1.0})
    alone = SearchIndex(small_entries, FeatureCache(), policy, weights)
    cache = FeatureCache(reranker=Reranker(model))
    helped = SearchIndex(small_entries, cache, policy, weights)
    before = {hit.code: hit.score for hit in alone.search("đăng ký khai sinh").hits}
    after = {hit.code: hit.score for hit in helped.search("đăng ký khai sinh").hits}
    assert len(before) <= LOOKED_AT
    moved = np.array([after[code] - before[code] for code in before])
    assert ((moved >= 0) & (moved <= 1)).all()
    assert moved.any()


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises((OSError, ValueError)):
        Reranker(str(tmp_path / "none")).warm_up()
