"""A clerk at a monitor and on a phone: a paper with its condition, a new answer, a preview."""

from assistant.staff.role import Role
from tests.connectors.conftest import Served
from tests.connectors.console.conftest import Desk, Member
from tests.connectors.console.content.forms.conftest import RECORD, TOPIC
from tests.connectors.console.content.forms.test_form import texts_of


def test_a_clerk_adds_a_paper_for_some_cases(shelf: Served, desk: Desk, member: Member) -> None:
    desk.sign_in(member(Role.EDITOR))
    page = desk.page
    page.goto(f"{desk.base}/console/content/{RECORD}/edit")
    desk.looked_at()
    page.get_by_role("button", name="Thêm giấy tờ").click()
    row = page.locator("#papers details.row").last
    row.get_by_label("Tên giấy tờ").fill("Giấy khám sức khỏe <b>mới</b>")
    row.locator(".when details summary").first.click()
    row.locator(".when input[type=checkbox]").first.check()
    desk.looked_at()
    page.get_by_role("button", name="Lưu và xem thử").click()
    page.get_by_role("link", name="Trên màn hình tự phục vụ").wait_for()
    desk.looked_at()
    page.get_by_role("link", name="Trên màn hình tự phục vụ").click()
    page.get_by_text("Giấy khám sức khỏe <b>mới</b>").wait_for()
    desk.looked_at()
    text = texts_of(shelf, RECORD)[-1]
    assert "- id: giay_kham_suc_khoe_b_moi_b" in text
    assert "when:" in text.partition("giay_kham_suc_khoe_b_moi_b")[2]


def test_a_clerk_writes_an_answer_and_sees_who_will_find_it(
    shelf: Served, desk: Desk, member: Member
) -> None:
    desk.sign_in(member(Role.EDITOR))
    page = desk.page
    page.goto(f"{desk.base}/console/content/new/faq?question=Có chỗ gửi xe không?")
    desk.looked_at()
    ways = [
        "gửi xe ở đâu",
        "có bãi xe không",
        "trung tâm giữ xe",
        "để xe máy chỗ nào",
        "chỗ đỗ ô tô",
    ]
    page.get_by_label("Thuộc chủ đề").select_option(TOPIC)
    page.get_by_label("Cách hỏi khác").fill("\n".join(ways))
    page.get_by_label("Câu trả lời").fill("Có bãi gửi xe trước cổng.")
    page.get_by_label("Tên nguồn").fill("Trung tâm")
    page.get_by_role("button", name="Lưu bản nháp").last.click()
    page.get_by_role("status").wait_for()
    desk.looked_at()
    page.get_by_role("button", name="Lưu và xem câu hỏi nào tìm thấy").click()
    page.get_by_role("heading", name="Câu hỏi sẽ tìm thấy nội dung này").wait_for(timeout=60_000)
    desk.looked_at()
    page.get_by_role("link", name="Sửa tiếp").click()
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    page.wait_for_url(f"**/console/content/{TOPIC}?**", timeout=60_000)
    rows = shelf.ask(
        "SELECT state FROM document_versions v JOIN documents d ON d.id = v.document_id"
        " WHERE path = :path ORDER BY number DESC LIMIT 1",
        path=TOPIC,
    )
    assert rows == [("in_review",)]
