"""Who comes, read from residents' own words."""

import pytest

from assistant.appointments.contact_text import read_contact


@pytest.mark.parametrize(("text", "name", "phone"), [
    ("Nguyễn Văn An 0912345678", "Nguyễn Văn An", "0912345678"),
    ("tên em là Lan, sdt 0912 345 678", "Lan", "0912345678"),
    ("ten toi la nguyen thi hoa so dien thoai 0987.654.321", "Nguyen Thi Hoa", "0987654321"),
    ("0912345678", "", "0912345678"),
    ("sdt: +84912345678, họ tên: Lê Văn Bình ạ", "Lê Văn Bình", "0912345678"),
    ("dạ em Hương 0356789123", "Hương", "0356789123"),
    ("mẹ tôi tên Phạm Thị Lý 0912345678", "Phạm Thị Lý", "0912345678"),
    ("số của tôi 0912345678 nhé", "", "0912345678"),
    ("Đặng Thị Lịch 0912 345 678", "Đặng Thị Lịch", "0912345678"),
    ("à nhầm, 0987654321", "", "0987654321"),
])  # fmt: skip
def test_a_phone_with_or_without_a_name(text: str, name: str, phone: str) -> None:
    read = read_contact(text)
    assert (read.contact.name, read.contact.phone, read.wrong) == (name, phone, False)


@pytest.mark.parametrize(("text", "name"), [
    ("Trần Thị Mai", "Trần Thị Mai"), ("tran thi mai", "Tran Thi Mai"), ("em là Hoa", "Hoa"),
    ("không phải, tên là Lê Văn Tám", "Lê Văn Tám"), ("Nguyễn Thị Sáng", "Nguyễn Thị Sáng"),
    ("tôi là Đỗ Văn Đạt", "Đỗ Văn Đạt"),
])  # fmt: skip
def test_only_a_name(text: str, name: str) -> None:
    assert read_contact(text).contact.name == name


@pytest.mark.parametrize("text", [
    "phí bao nhiêu", "lệ phí có mất không", "sao phải cho số điện thoại", "ok", "đổi sang thứ năm",
    "để tôi hỏi lại vợ", "9h sáng 26/11", "ngày 26/11/2026", "xác nhận", "đủ rồi", "kết hôn", "",
    "thôi không đặt nữa", "chiều mai", "số 1",
])  # fmt: skip
def test_what_is_no_contact(text: str) -> None:
    assert not read_contact(text).found


@pytest.mark.parametrize("text", ["0912 345 67", "Lê Văn Bình 09123456789", "026123456789"])
def test_digits_that_are_no_phone_number(text: str) -> None:
    read = read_contact(text)
    assert read.wrong
    assert not read.contact.phone


def test_an_address_where_one_is_asked_for() -> None:
    text = "Nguyễn Văn An 0912 345 678, địa chỉ thôn Đông, xã Tiên Lục"
    read = read_contact(text, address=True).contact
    assert (read.name, read.phone, read.address) == (
        "Nguyễn Văn An", "0912345678", "thôn Đông, xã Tiên Lục",
    )  # fmt: skip
    assert not read_contact(text).contact.address


def test_nothing_of_it_is_printed() -> None:
    assert "0912345678" not in repr(read_contact("Nguyễn Văn An 0912345678"))
    assert "Nguyễn" not in repr(read_contact("Nguyễn Văn An 0912345678"))
