"""Figures that centres enter."""

from html import unescape

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Member, Visit, Visitor, form_value

PATH = "/console/figures/centres"
GOOD = {
    "office": "07210", "month": "2026-05", "received": "1.200", "online": "700",
    "resolved": "1000", "on_time": "980", "rated": "", "satisfied": "", "source": "báo cáo tháng",
}  # fmt: skip


def _manager(visit: Visit, member: Member, office: str | None = None) -> Visitor:
    visitor = visit()
    visitor.sign_in(member(Role.MANAGER, office=office))
    return visitor


def _send(visitor: Visitor, text: str | bytes) -> str:
    content = text.encode() if isinstance(text, str) else text
    token = form_value(visitor.get(PATH).text, "csrf")
    answer = visitor.http.post(
        f"{PATH}/file", data={"csrf": token}, files={"file": ("a.csv", content, "text/csv")},
        follow_redirects=True,
    )  # fmt: skip
    assert answer.status_code in {200, 422}
    return unescape(answer.text)


def test_a_month_is_kept_shown_and_logged_with_what_it_was(
    visit: Visit, member: Member, console: Served
) -> None:
    visitor = _manager(visit, member)
    assert visitor.post(PATH, **GOOD).status_code == 303
    again = visitor.post(PATH, **{**GOOD, "on_time": "990"})
    page = visitor.get(again.headers["location"]).text
    assert "Đã lưu số liệu của 1 tháng." in page
    assert "báo cáo tháng" in page
    kept = "SELECT received, on_time, rated FROM centre_figures WHERE month = '2026-05-01'"
    assert console.ask(kept) == [(1200, 990, None)]
    last = "SELECT subject, before FROM audit WHERE action = 'centre_figures_kept'"
    subject, before = console.ask(f"{last} ORDER BY number DESC LIMIT 1")[0]
    assert subject == "07210/2026-05"
    assert '"on_time": 980' in before


def test_what_cannot_be_is_told_and_comes_back_filled_in(visit: Visit, member: Member) -> None:
    visitor = _manager(visit, member)
    for change, told in (
        ({"on_time": "1001"}, "đúng hạn không thể nhiều hơn"),
        ({"online": ""}, "phải có cả hai"),
        ({"online": "sáu trăm"}, "không phải là số nguyên"),
        ({"source": ""}, "nguồn của số liệu"),
        ({"month": "2999-01"}, "không ở tương lai"),
        ({"office": "khong-co"}, "Không có điểm tiếp nhận này"),
    ):
        answer = visitor.post(PATH, **{**GOOD, **change})
        assert answer.status_code == 422
        assert told in answer.text
        assert 'value="1.200"' in answer.text


def test_a_manager_of_an_office_enters_that_office_alone(
    visit: Visit, member: Member, console: Served
) -> None:
    visitor = _manager(visit, member, office="07228")
    page = visitor.get(PATH).text
    assert page.count('<option value="0') == 1
    assert visitor.post(PATH, **{**GOOD, "month": "2026-04"}).status_code == 422
    sent = _send(visitor, "Mã,Năm,Tháng,Tiếp nhận,Trực tuyến,Đã giải quyết,Đúng hạn,Lượt đánh giá,"
                 "Hài lòng,Nguồn\n07210,2026,4,5,5,,,,,x\n")  # fmt: skip
    assert "không được nhập cho nơi này" in sent
    assert console.ask("SELECT 1 FROM centre_figures WHERE month = '2026-04-01'") == []


def test_the_template_comes_back_filled_in(visit: Visit, member: Member, console: Served) -> None:
    visitor = _manager(visit, member)
    template = visitor.get(f"{PATH}/template.csv").content.decode("utf-8-sig")
    lines = template.splitlines()
    assert len(lines) > 90
    office = lines[1].split(",")[0]
    lines[1] = f"{office},x,2026,3,100,50,90,80,40,36,bảng kê"
    assert "Đã lưu số liệu của 1 tháng." in _send(visitor, "\r\n".join(lines))
    row = console.ask("SELECT office, satisfied FROM centre_figures WHERE month = '2026-03-01'")
    assert row == [(office, 36)]


def test_a_file_with_a_wrong_line_changes_nothing(
    visit: Visit, member: Member, console: Served
) -> None:
    visitor = _manager(visit, member)
    head = visitor.get(f"{PATH}/template.csv").content.decode("utf-8-sig").splitlines()[0]
    wrong = f"{head}\n07210,x,2026,2,9,8,,,,,a\n07228,x,2026,2,9,10,,,,,a\n"
    told = _send(visitor, wrong)
    assert "Dòng 3: Số nộp trực tuyến không thể nhiều hơn" in told
    assert console.ask("SELECT 1 FROM centre_figures WHERE month = '2026-02-01'") == []
    for file in (b"", b"\xff\xfe\x00", "không phải bảng", head, b"PK\x03\x04" * 50):
        assert "Chưa lưu được" in _send(visitor, file)
    assert visitor.post(f"{PATH}/file", PATH).status_code == 422
