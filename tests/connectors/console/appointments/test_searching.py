"""Finding an appointment by what somebody says on the phone."""

from tests.connectors.console.appointments.visits import Office


def test_by_code_by_phone_by_its_last_digits_and_by_name(office: Office) -> None:
    made = office.book(name="Đặng Thị Khế")
    phone = made["phone"]
    for said in (made["code"], made["code"].lower().replace("-", ""), phone,
                 f"+84 {phone[1:]}", phone[-4:], phone[-6:], "dang khe", "Khế"):  # fmt: skip
        assert made["code"] in office.get("/search", q=said).text, said


def test_nothing_of_another_office_is_found(office: Office, other: Office) -> None:
    made = other.book(name="Đặng Thị Sung")
    for said in (made["code"], made["phone"], made["phone"][-4:], "dang sung"):
        page = office.get("/search", q=said).text
        assert "Không tìm thấy" in page
        assert "Đặng Thị Sung" not in page
        assert f"visits/{made['code']}" not in page


def test_what_is_typed_comes_back_as_text(office: Office) -> None:
    page = office.get("/search", q='"><script>alert(1)</script>').text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_too_little_finds_nobody(office: Office) -> None:
    office.book()
    for said in ("", "12", "...", "  "):
        assert "visits/" not in office.get("/search", q=said).text
