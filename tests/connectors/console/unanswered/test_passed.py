from assistant.staff.role import Role
from tests.connectors.console.conftest import Visitor
from tests.connectors.console.unanswered.conftest import BIRTH, LOST, As, Vain


def _pass(editor: Visitor, vain: Vain, words: str, **to: str) -> int:
    group = vain.group(words)
    path = f"/console/unanswered/{group}"
    assert editor.post(f"{path}/pass-on", path, note="nhờ bạn", **to).status_code == 303
    return group


def test_an_officer_reads_what_their_office_is_asked_and_nothing_else(
    editor: Visitor, vain: Vain, signed_in: As
) -> None:
    group = _pass(editor, vain, LOST, office="tinh")
    here, elsewhere = (signed_in(Role.OFFICER, office=office) for office in ("tinh", "09319"))
    page = here.get("/console/passed-on").text
    assert LOST in page
    assert "nhờ bạn" in page
    assert BIRTH not in page
    assert LOST not in elsewhere.get("/console/passed-on").text
    form = {"text": "chen vào"}
    refused = elsewhere.post(f"/console/passed-on/{group}", "/console/passed-on", **form)
    assert refused.status_code == 404


def test_what_they_write_goes_back_to_the_workshop(
    editor: Visitor, vain: Vain, signed_in: As
) -> None:
    colleague = signed_in(Role.MANAGER)
    group = _pass(editor, vain, LOST, account=colleague.name)  # type: ignore[attr-defined]
    path = f"/console/passed-on/{group}"
    assert colleague.post(path, "/console/passed-on", text=" ").status_code == 422
    sent = colleague.post(path, "/console/passed-on", text="Bãi xe do công an quản lý.")
    assert sent.status_code == 303
    assert LOST not in colleague.get("/console/passed-on").text
    assert "Bãi xe do công an quản lý." in editor.get(f"/console/unanswered/{group}").text
    assert "có trả lời" in editor.get("/console/unanswered").text
