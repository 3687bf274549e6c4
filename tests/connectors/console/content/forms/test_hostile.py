"""The forms under attack: whatever is sent, no error of the server and no script in a page."""

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit
from tests.connectors.console.content.forms.conftest import RECORD, TOPIC
from tests.connectors.console.content.forms.test_form import boxes, editor

MANY = settings(
    max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
EVIL = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["<script>alert(1)</script>", "\x00", "{{7*7}}", "&a *a", "- x: [", "!!python/object:os",
     "1e999", "2026-02-31", "9" * 40, "x\n---\ny"]
)  # fmt: skip
PAGES = st.sampled_from([
    f"/console/content/{path}/edit" for path in (RECORD, TOPIC, "overrides/07210.yml")
] + ["/console/content/new/faq", "/console/content/new/procedure"])  # fmt: skip
NAMES = st.sampled_from([
    "base", "note", "name", "topic", "question", "code", "field", "papers.0.name", "papers.0.when",
    "papers.0.when.child", "papers.999.unless.0.text", "cases.0.options.0.label",
    "entries.0.answer", "entries.0.id", "entries.0._old", "procedures.0.code",
    "procedures.0.counter", "level", "place",
    "place.text.x", "to_confirm.fee", "fees.0.amount", "effective_from", "a.b.c.d.e.f.g", "..",
]) | st.text(max_size=12)  # fmt: skip
ACTS = st.sampled_from(["save", "submit", "preview", "effects", "add papers", "up entries.0", ""])
FORMS = st.dictionaries(NAMES, EVIL, max_size=8)
QUERIES = st.dictionaries(
    st.sampled_from(["number", "code", "on", "say", "case", "at", "said", "question"]), EVIL
)


def test_whatever_is_sent_gets_an_answer(shelf: Served, member: Member, visit: Visit) -> None:
    clerk = editor(member, visit)
    token = boxes(clerk.get(f"/console/content/{TOPIC}/edit").text)["csrf"][0]

    @MANY
    @given(page=PAGES, form=FORMS, act=ACTS | EVIL, base=st.sampled_from(["", "1", "2", "x"]))
    def attack(page: str, form: dict[str, str], act: str, base: str) -> None:
        sent = {"base": base, **form, "act": act}
        answer = clerk.http.post(
            page, data=sent, headers={"X-CSRF-Token": token}, follow_redirects=True
        )
        assert answer.status_code < 500
        assert "<script>alert" not in answer.text

    attack()


def test_whatever_is_asked_for_gets_an_answer(shelf: Served, member: Member, visit: Visit) -> None:
    clerk = editor(member, visit)

    @MANY
    @given(page=st.sampled_from(["edit", "preview"]), path=st.sampled_from([RECORD, TOPIC]) | EVIL,
           query=QUERIES)  # fmt: skip
    def attack(page: str, path: str, query: dict[str, str]) -> None:
        place = "/console/content/" + path.replace("\x00", "%00").replace("?", "%3F")
        try:
            answer = clerk.http.get(f"{place}/{page}", params=query, follow_redirects=True)
        except httpx.InvalidURL:
            return
        assert answer.status_code < 500
        assert "<script>alert" not in answer.text

    attack()
