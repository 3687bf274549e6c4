"""Forms and addresses of the workshop under attack."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.connectors.console.conftest import Visitor, form_value
from tests.connectors.console.unanswered.conftest import BIRTH, Vain

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["\x00", "' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "%", "1.001193", "faq.x",
     "tinh", "alias", "example", "9" * 30, "-1", "1"]
)  # fmt: skip
FORMS = st.dictionaries(
    st.sampled_from(["words", "as", "code", "note", "wording", "office", "account", "text", "q",
                     "state", "field", "channel", "why", "order", "at", "said"]),
    TEXTS, max_size=8,
)  # fmt: skip
ACTS = ("words", "written", "out-of-scope", "done", "reopen", "pass-on")
MANY = settings(
    max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_whatever_is_sent_gets_an_answer_and_runs_nowhere(
    editor: Visitor, reviewer: Visitor, vain: Vain
) -> None:
    group = vain.group(BIRTH)
    who = {True: editor, False: reviewer}
    tokens = {key: form_value(one.get("/console").text, "csrf") for key, one in who.items()}
    addresses = [*(f"/console/unanswered/{group}/{act}" for act in ACTS),
                 f"/console/passed-on/{group}", "/console/unanswered/kept/1/remove"]  # fmt: skip

    @MANY
    @given(st.sampled_from(addresses), FORMS, st.booleans())
    def attack(address: str, form: dict[str, str], as_editor: bool) -> None:
        visitor, sent = who[as_editor], {"X-CSRF-Token": tokens[as_editor]}
        answer = visitor.http.post(address, data=form, headers=sent)
        assert answer.status_code < 500
        if address.endswith("/words") and not as_editor:
            assert answer.status_code == 403
        for path in ("/console/unanswered", f"/console/unanswered/{group}"):
            page = visitor.http.get(path, params=form)
            assert page.status_code < 500
            assert "<script>alert" not in page.text
        assert "<script>alert" not in visitor.http.get("/console/unanswered/kept").text

    attack()


def test_nobody_who_is_not_signed_in_reads_anything(vain: Vain, editor: Visitor) -> None:
    group = vain.group(BIRTH)
    editor.http.cookies.clear()
    for path in ("/console/unanswered", f"/console/unanswered/{group}", "/console/passed-on"):
        answer = editor.http.get(path)
        assert answer.status_code == 303
        assert BIRTH not in answer.text
    for act in ACTS:
        assert editor.http.post(f"/console/unanswered/{group}/{act}").status_code in {303, 403}
