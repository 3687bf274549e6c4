"""Pages, and that no word is missing in them."""

import re
from datetime import UTC, datetime

import pytest

from assistant.staff.refusal import StaffRefusal
from assistant.staff.role import Role
from connectors.console.page import HERE, MENU, load_texts, shown_moment
from tests.connectors.console.conftest import Member, Visit, Visitor

TEMPLATES = sorted((HERE / "templates").glob("*.html"))


@pytest.mark.parametrize("refusal", StaffRefusal)
def test_every_refusal_has_its_sentence(refusal: StaffRefusal) -> None:
    assert load_texts()["refusals"][refusal.value].endswith((".", "{wait}."))


@pytest.mark.parametrize("role", Role)
def test_every_role_is_explained(role: Role) -> None:
    assert load_texts()["roles"][role]
    assert load_texts()["role_hints"][role]


@pytest.mark.parametrize("name", [name for name, *_ in MENU if name != "home"])
def test_every_page_of_the_menu_is_named_and_told(name: str) -> None:
    assert load_texts()["menu"][name]
    assert load_texts()["home"]["pages"][name]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_script_no_style_and_no_words(template: object) -> None:
    text = template.read_text(encoding="utf8")  # type: ignore[attr-defined]
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=|https?://", text)
    plain = re.sub(r"{[{%#].*?[}%#]}|<[^>]*>", "", text, flags=re.DOTALL)
    assert not re.search(r"[à-ỹđ]", plain, re.IGNORECASE)


def test_no_word_is_lost_to_a_key_that_yaml_takes_for_another_thing() -> None:
    def keys(part: object) -> list[object]:
        if not isinstance(part, dict):
            return []
        return [*part, *(key for each in part.values() for key in keys(each))]

    assert [key for key in keys(load_texts()) if not isinstance(key, str)] == []


def test_times_are_those_of_viet_nam() -> None:
    assert shown_moment(datetime(2026, 11, 22, 20, 5, tzinfo=UTC)) == "03:05 23/11/2026"
    assert shown_moment(None) == ""


def test_the_menu_shows_what_may_be_opened(
    administrator: Visitor, member: Member, visit: Visit
) -> None:
    editor = visit()
    editor.sign_in(member(Role.EDITOR))
    assert 'href="/console/staff"' in administrator.get("/console").text
    assert 'href="/console/staff"' not in editor.get("/console").text
    assert 'href="/console/account" aria-current="page"' in editor.get("/console/account").text


def test_a_page_is_kept_by_nobody_and_framed_by_nobody(administrator: Visitor) -> None:
    headers = administrator.http.get("/console/account").headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "form-action 'self'" in headers["content-security-policy"]
