"""What the tests of the knowledge share: words, a folder to publish from, rows of the portal."""

import dataclasses
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.content import Distinctions, Phrases
from assistant.knowledge.entry import entries_of
from assistant.knowledge.faq import FaqTopic
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.loading import load_model
from assistant.knowledge.record import Record
from assistant.knowledge.search import SearchIndex

TODAY = date(2026, 11, 21)
ROW = {
    "code": "9.100001",
    "name": "Thủ tục cấp bản sao trích lục hộ tịch",
    "field": "Hộ tịch",
    "level": "Cấp Xã, Cấp Tỉnh",
    "who": "Công dân Việt Nam",
    "agency": "Ủy ban nhân dân cấp xã",
    "channels": [{"channel": "in_person", "time": "1 Ngày làm việc", "fee": "8.000 Đồng"}],
    "documents": [
        {
            "case": "",
            "items": [
                {"text": "Giấy ủy quyền", "originals": 1, "copies": 0},
                {"text": "Tờ khai theo mẫu", "originals": 1, "copies": 0},
            ],
        }
    ],
    "steps": "Nộp hồ sơ tại bộ phận một cửa của xã.\nNgắn.\nCán bộ tra sổ rồi cấp bản sao.",
    "conditions": "Không có thông tin",
    "result": ["Bản sao trích lục"],
    "legal": ["60/2014/QH13"],
    "url": "https://example.vn/9.100001",
}
FAQ = """\
topic: Tại quầy
entries:
  - id: may-in-tai-quay
    question: Quầy có máy in cho người dân không?
    aliases:
      - in giấy ở quầy được không
      - quầy có máy in không
      - cần in tờ khai thì in ở đâu
      - mượn máy in của quầy
      - photo giấy tờ tại quầy
    answer: |-
      Mỗi quầy có một máy in dùng chung.

      Bạn hỏi cán bộ trực quầy.
    to_confirm: Giá mỗi trang từng nơi một khác.
    related: ["9.000003", "9.999999"]
    checked_on: 2026-11-21
    sources: [{name: Sổ tay của điểm tiếp nhận, url: "https://example.vn/so-tay"}]
"""
Rows = Callable[..., Path]


def whole_knowledge_base(folder: Path, real: Path, small: Path) -> Path:
    """The real words, the invented records and one question, in a folder of their own."""
    (folder / "faq").mkdir(parents=True)
    for path in [*real.glob("*.yml"), small / "fields.yml", small / "life_events.yml"]:
        shutil.copy(path, folder)
    (folder / "faq" / "tai_quay.yml").write_text(FAQ, "utf8")
    shutil.copytree(small / "procedures", folder / "procedures")
    return folder


@pytest.fixture(scope="session")
def phrases(real_folder: Path) -> Phrases:
    """The sentences that ship."""
    return load_model(real_folder / "phrases.yml", Phrases)


@pytest.fixture
def folder(real_folder: Path, small_folder: Path, tmp_path: Path) -> Path:
    """A whole knowledge base to be changed or spoiled."""
    return whole_knowledge_base(tmp_path / "knowledge_base", real_folder, small_folder)


@pytest.fixture
def row() -> dict[str, Any]:
    """A row of the portal, to be spoiled."""
    copy: dict[str, Any] = json.loads(json.dumps(ROW))
    return copy


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    """A file of the given rows: objects as JSON, bytes as they are."""

    def _rows(*lines: object, name: str = "rows.jsonl") -> Path:
        texts = [
            line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()
            for line in lines
        ]
        path = tmp_path / name
        path.write_bytes(b"\n".join(texts) + b"\n")
        return path

    return _rows


@pytest.fixture
def record(raw_record: dict[str, Any]) -> Record:
    """The invented record 9.000001."""
    return Record.model_validate(raw_record)


def index_of(base: KnowledgeBase) -> SearchIndex:
    """Search over a knowledge base by words alone: ready at once."""
    policy = base.policy
    return SearchIndex(
        entries_of(base), FeatureCache(), policy.search, policy.confidence, base.distinctions
    )


@pytest.fixture(scope="session")
def asked_base(small_base: KnowledgeBase, real_folder: Path) -> KnowledgeBase:
    """The invented records with one question beside them, and the distinctions that ship."""
    topic = FaqTopic.model_validate(yaml.safe_load(FAQ))
    return dataclasses.replace(
        small_base,
        faqs={faq.code: faq for faq in topic.entries},
        distinctions=load_model(real_folder / "distinctions.yml", Distinctions),
    )


@pytest.fixture(scope="session")
def asked_index(asked_base: KnowledgeBase) -> SearchIndex:
    """Search over them by words alone."""
    return index_of(asked_base)


@pytest.fixture(scope="session")
def asked(asked_base: KnowledgeBase, asked_index: SearchIndex) -> Consultation:
    """Consultations over them."""
    return Consultation(asked_base, asked_index)


@pytest.fixture(scope="session")
def real_consultation(real_base: KnowledgeBase) -> Consultation:
    """Consultations over what ships, searched by words alone."""
    return Consultation(real_base, index_of(real_base))
