"""Beside an office's own words stands what the province wrote."""

from types import SimpleNamespace

from assistant.documents.kind import Kind
from assistant.knowledge.base import KnowledgeBase
from connectors.console.content.forms.beside import beside
from connectors.console.content.forms.places import Opened


def request(base: KnowledgeBase) -> SimpleNamespace:
    knowledge = SimpleNamespace(current=SimpleNamespace(base=base))
    state = SimpleNamespace(parts=SimpleNamespace(knowledge=knowledge))
    return SimpleNamespace(app=SimpleNamespace(state=state))


def test_the_inherited_text_and_hours_are_there(real_base: KnowledgeBase) -> None:
    words = Opened("overrides/07210.yml", Kind.OVERRIDE, None, "")
    typed = {"procedures": [{"code": "1.001193 – Đăng ký khai sinh"}, {"code": "?"}]}
    given = beside(request(real_base), words, typed)  # type: ignore[arg-type]
    assert given["inherited"] == {"1.001193": real_base.records["1.001193"]}
    assert ([1, 2, 3, 4, 5], "08:00", "11:00") in given["standard"]
    assert given["office"].id == "07210"
    assert given["procedures"]["1.001193"] == "Đăng ký khai sinh"


def test_other_forms_have_names_to_pick_from(real_base: KnowledgeBase) -> None:
    topic = Opened("faq/a.yml", Kind.FAQ, None, "")
    assert beside(request(real_base), topic, {})["inherited"] == {}  # type: ignore[arg-type]
