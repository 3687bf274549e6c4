"""What tests share: the real knowledge base, a small invented one, and what is built from them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import create_engine, text

from assistant.knowledge.base import KnowledgeBase, load_knowledge_base
from assistant.knowledge.checklist import UNSURE, Answers, next_case, redirect
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.content import Aspects, Fields, Phrases, Safety
from assistant.knowledge.encoder import Encoder, train_encoder
from assistant.knowledge.entry import Entry, entry_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.live import Edition
from assistant.knowledge.loading import load_model, load_versions, load_yaml
from assistant.knowledge.policy import Policy
from assistant.knowledge.record import Record
from assistant.knowledge.search import SearchIndex
from assistant.storage.database import migrate, with_driver
from assistant.storage.embedded import EmbeddedServer
from tests.chromium import NoBrowser, chromium

REAL = Path(__file__).parents[1] / "knowledge_base"
SMALL = Path(__file__).with_name("small_knowledge_base")

Paths = Callable[..., Iterator[dict[str, str]]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A module's own: one that lives longer would hold the event loop that other tests need."""
    try:
        with chromium() as started:
            yield started
    except NoBrowser as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """The knowledge base that ships."""
    return REAL


@pytest.fixture(scope="session")
def small_folder() -> Path:
    """Invented records, made for the tests: 9.000001 nests and leads on, 9.000002 is its near
    twin, 9.000003 has no cases, x.ho-kinh-doanh leads to a code without a record."""
    return SMALL


@pytest.fixture(scope="session")
def real_base() -> KnowledgeBase:
    """The knowledge base that ships, loaded."""
    return load_knowledge_base(REAL)


@pytest.fixture(scope="session")
def real_policy() -> Policy:
    """The thresholds and weights that ship."""
    return load_model(REAL / "policy.yml", Policy)


@pytest.fixture(params=sorted((REAL / "procedures").rglob("*.yml")), ids=lambda path: path.stem)
def real_record(request: pytest.FixtureRequest) -> Record:
    """Each record of the knowledge base that ships, one test each."""
    return _load_record(request.param)


@cache
def _load_record(path: Path) -> Record:
    return load_model(path, Record)


@pytest.fixture(scope="session")
def small_base(real_policy: Policy) -> KnowledgeBase:
    """The invented records among the real words: policy, aspects, phrases, safety texts."""
    return KnowledgeBase(
        records={record.code: record for record in load_versions(SMALL / "procedures")},
        policy=real_policy,
        aspects=load_model(REAL / "aspects.yml", Aspects),
        phrases=load_model(REAL / "phrases.yml", Phrases),
        safety=load_model(REAL / "safety.yml", Safety),
        fields=load_model(SMALL / "fields.yml", Fields),
    )


@pytest.fixture
def raw_record() -> dict[str, Any]:
    """The invented record 9.000001 as its YAML says it, to be spoiled by a test."""
    content: dict[str, Any] = load_yaml(SMALL / "procedures/ho_tich/9.000001.yml")
    return content


@pytest.fixture(scope="session")
def small_entries(small_base: KnowledgeBase) -> list[Entry]:
    """The invented records as the search sees them."""
    return [entry_of(record) for record in small_base.records.values()]


@pytest.fixture(scope="session")
def encoder(small_entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """A real encoder that has seen the invented records once: some seconds for the session."""
    folder = tmp_path_factory.mktemp("encoder")
    train_encoder(small_entries, folder, epochs=1)
    encoder = Encoder(str(folder))
    encoder.warm_up()
    return encoder


@pytest.fixture(scope="session")
def small_index(small_base: KnowledgeBase, small_entries: list[Entry]) -> SearchIndex:
    """Search over the invented records by words alone: ready at once."""
    policy = small_base.policy
    return SearchIndex(small_entries, FeatureCache(), policy.search, policy.confidence)


@pytest.fixture(scope="session")
def consultation(small_base: KnowledgeBase, small_index: SearchIndex) -> Consultation:
    """Consultations over the invented records."""
    return Consultation(small_base, small_index)


@pytest.fixture(scope="session")
def paths_of() -> Paths:
    """Every complete way through the cases of a record; with `unsure` also "I do not know"."""
    return _paths


def _paths(
    record: Record, answers: Answers | None = None, *, unsure: bool = False
) -> Iterator[dict[str, str]]:
    answers = dict(answers or {})
    case = next_case(record, answers)
    if case is None or redirect(record, answers):
        yield answers
        return
    for option in [*(o.id for o in case.options), *([UNSURE] if unsure else [])]:
        yield from _paths(record, {**answers, case.id: option}, unsure=unsure)


@dataclass(frozen=True)
class Standing:
    """Knowledge that nobody publishes to."""

    current: Edition


@pytest.fixture(scope="session")
def standing(small_base: KnowledgeBase, consultation: Consultation) -> Standing:
    """The invented records, as a process holds them."""
    return Standing(Edition(small_base, consultation))


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated database on a real PostgreSQL, the one that ships."""
    server = EmbeddedServer(tmp_path_factory.mktemp("database") / "postgres", owner=True)
    try:
        url = server.start()
        migrate(url)
        yield url
    finally:
        server.stop()


@pytest.fixture
def empty_shelf(database_url: str) -> str:
    """The same, without a document: whoever publishes files finds nothing of other tests."""
    engine = create_engine(with_driver(database_url))
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE documents CASCADE"))
    engine.dispose()
    return database_url
