"""A row of the national portal as a record: as printed, and nothing said that is not printed."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.knowledge.content import Phrases
from assistant.knowledge.entry import entry_of
from assistant.knowledge.official import official_record, read_official
from assistant.knowledge.portal import PortalChannel, PortalPaper, PortalPapers, PortalRow, Refused
from assistant.knowledge.record import Fee, Record, TimeLimit
from tests.assistant.knowledge.conftest import ROW, TODAY, Rows


def record_of(phrases: Phrases, **changes: object) -> Record:
    """The record of the example row with these fields changed."""
    return official_record(PortalRow.model_validate({**ROW, **changes}), phrases, TODAY)


def filed(*channels: Mapping[str, object]) -> dict[str, Any]:
    """These ways to file, as the only change of a row."""
    return {"channels": [{"channel": "in_person", **channel} for channel in channels]}


def fees(phrases: Phrases, *channels: dict[str, object]) -> list[Fee]:
    """What is said of the fees of these ways to file."""
    return record_of(phrases, **filed(*channels)).fees


def times(phrases: Phrases, *channels: dict[str, object]) -> list[TimeLimit]:
    """What is said of the time limits of these ways to file."""
    return record_of(phrases, **filed(*channels)).times


def papers(phrases: Phrases, *texts: str) -> list[str]:
    """The papers of a row that lists these, by name."""
    items = [{"text": text} for text in texts]
    record = record_of(phrases, documents=[{"case": None, "items": items}])
    return [paper.name for paper in record.papers]


def test_a_row_becomes_a_record_of_the_portal(phrases: Phrases) -> None:
    record = record_of(phrases, decision="12/QĐ-TEST")
    assert (record.code, record.origin, record.checked_on) == ("9.100001", "portal", TODAY)
    assert record.name == "Cấp bản sao trích lục hộ tịch"
    assert record.official_name == "Thủ tục cấp bản sao trích lục hộ tịch"
    assert record.field == "ho_tich"
    assert record.level == ["commune", "province"]
    assert record.place.text == "Ủy ban nhân dân cấp xã"
    assert record.decision == "12/QĐ-TEST"
    assert [law.number for law in record.law] == ["60/2014/QH13"]
    assert (record.sources[0].name, record.sources[0].url) == (
        phrases["portal_name"], "https://example.vn/9.100001"
    )  # fmt: skip


def test_a_row_with_no_more_than_a_name_says_what_the_portal_leaves_open(phrases: Phrases) -> None:
    row = PortalRow.model_validate({"code": "9.100001", "name": "Tên việc"})
    record = official_record(row, phrases, TODAY)
    assert (record.papers, record.steps, record.law) == ([], [], [])
    assert record.to_confirm == {"papers": phrases["portal_no_papers"]}
    assert record.fees == [Fee(text=phrases["portal_no_fee"], to_confirm=True)]
    assert record.times == [TimeLimit(text=phrases["portal_no_time"], to_confirm=True)]
    assert record.place.text == phrases["portal_no_place"]
    assert record.level == ["other"]
    assert record.field == "khac"
    assert record.online.level == "none"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"),
        ("Thủ tục hành chính: cấp phép xây dựng", "Cấp phép xây dựng"),
        ("THỦ TỤC cấp phép", "Cấp phép"),
        ("cấp phép xây dựng", "Cấp phép xây dựng"),
        ("Giải quyết thủ tục phá sản", "Giải quyết thủ tục phá sản"),
    ],
)
def test_a_name_loses_only_the_words_every_name_begins_with(
    phrases: Phrases, name: str, short: str
) -> None:
    record = record_of(phrases, name=name)
    assert (record.name, record.official_name) == (short, name)


@pytest.mark.parametrize(
    ("level", "levels"),
    [
        ("Cấp Xã", ["commune"]), ("Cấp Tỉnh; cấp xã", ["commune", "province"]),
        ("Cấp Bộ", ["ministry"]), ("Cơ quan khác", ["other"]), ("", ["other"]), (None, ["other"]),
    ],
)  # fmt: skip
def test_the_level_tells_who_decides(
    phrases: Phrases, level: str | None, levels: list[str]
) -> None:
    assert record_of(phrases, level=level).level == levels


@pytest.mark.parametrize(
    ("field", "slug"),
    [
        ("Hộ tịch", "ho_tich"),
        ("Đất đai, nhà ở", "dat_dai_nha_o"),
        ("1. Thuế", "khac"),
        ("!", "khac"),
    ],
)
def test_a_field_becomes_a_name_of_a_folder(phrases: Phrases, field: str, slug: str) -> None:
    assert record_of(phrases, field=field).field == slug


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("8.000 Đồng", 8000), ("1.500.000 đồng", 1_500_000), ("75,000 VNĐ", 75_000),
        ("50000 Việt Nam đồng", 50_000), ("1000đồng", 1000),
    ],
)  # fmt: skip
def test_an_amount_of_money_is_a_fee(phrases: Phrases, printed: str, amount: int) -> None:
    assert fees(phrases, {"fee": printed}) == [Fee(amount=amount)]


@pytest.mark.parametrize(
    "printed",
    [
        "0 đồng", "50 Đồng", "999 đồng", "2 %", "10 USD", "Theo quy định", "8.000,00 đồng",
        "8000.5 đồng", "5.000 - 8.000 đồng",
    ],
)  # fmt: skip
def test_what_is_no_amount_in_dong_is_said_as_printed_and_to_be_confirmed(
    phrases: Phrases, printed: str
) -> None:
    """Below 1000 đồng the portal means a percentage, or thousands: it is not a price."""
    (fee,) = fees(phrases, {"fee": printed})
    assert fee.amount is None
    assert fee.to_confirm
    assert printed in (fee.text or "")


@pytest.mark.parametrize(
    "note",
    [
        None, "", "Không", "Không quy định.", "Vnđ", "Đồng ()",
        "Nộp trực tiếp tại bộ phận một cửa.",
    ],
)  # fmt: skip
def test_free_is_free_where_the_note_says_nothing_else_of_money(
    phrases: Phrases, note: str | None
) -> None:
    assert fees(phrases, {"fee": "Miễn phí", "note": note}) == [Fee(text=phrases["portal_free"])]


@pytest.mark.parametrize(
    "note",
    [
        "Lệ phí do HĐND tỉnh quy định.",
        "Do Hội đồng nhân dân cấp tỉnh quyết định mức thu",
        "Phí theo Thông tư 85/2019/TT-BTC",
        "Mức thu phí: theo địa phương",
        "Lệ phí: 8.000 đồng/bản",
        "Phí 0,15 % giá trị",
    ],
)
def test_free_beside_a_fee_that_others_set_is_not_free(phrases: Phrases, note: str) -> None:
    (fee,) = fees(phrases, {"fee": "Miễn phí", "note": note})
    assert fee.to_confirm
    assert fee.amount is None
    assert note in (fee.text or "")
    assert "miễn phí" not in (fee.text or "").lower().replace(note.lower(), "")


def test_no_fee_printed_is_told_with_its_note_or_as_not_told(phrases: Phrases) -> None:
    assert fees(phrases, {"note": "Lệ phí theo địa phương"}) == [
        Fee(text="Lệ phí theo địa phương", to_confirm=True)
    ]
    assert fees(phrases, {}) == [Fee(text=phrases["portal_no_fee"], to_confirm=True)]


@pytest.mark.parametrize(
    ("printed", "amount", "unit"),
    [
        ("1 Ngày làm việc", 1, "working_day"), ("20 Ngày", 20, "day"), ("8 Giờ", 8, "hour"),
        ("2 tháng", 2, "month"), ("3ngày làm việc", 3, "working_day"),
    ],
)  # fmt: skip
def test_a_time_limit_keeps_its_unit(
    phrases: Phrases, printed: str, amount: int, unit: str
) -> None:
    (limit,) = times(phrases, {"time": printed})
    assert (limit.amount, limit.unit, limit.text) == (amount, unit, None)


@pytest.mark.parametrize("printed", ["1", "120", "0", "140,000"])
def test_a_bare_number_has_no_unit(phrases: Phrases, printed: str) -> None:
    """A day is not a working day: nobody may add the one it would like."""
    (limit,) = times(phrases, {"time": printed})
    assert (limit.amount, limit.unit) == (None, None)
    assert limit.to_confirm
    assert limit.text == phrases.fill("portal_time_without_unit", time=printed)


@pytest.mark.parametrize("printed", ["1.5 Ngày làm việc", "0 ngày", "10 - 15 ngày", "Trả ngay"])
def test_a_time_that_cannot_be_read_is_said_as_printed(phrases: Phrases, printed: str) -> None:
    """Where a unit is printed, it must not be said that none is."""
    (limit,) = times(phrases, {"time": printed})
    assert limit.to_confirm
    assert printed in (limit.text or "")
    assert "không ghi đơn vị" not in (limit.text or "")


def test_a_note_belongs_to_what_it_speaks_of(phrases: Phrases) -> None:
    by_day = {"time": "3 Ngày", "fee": "8.000 đồng", "note": "Kéo dài thêm 2 ngày khi xác minh."}
    record = record_of(phrases, **filed(by_day))
    assert record.times == [TimeLimit(amount=3, unit="day", text=by_day["note"])]
    assert record.fees == [Fee(amount=8000)]
    of_money = {**by_day, "note": "Phí giảm một nửa khi nộp trực tuyến."}
    record = record_of(phrases, **filed(of_money))
    assert record.times == [TimeLimit(amount=3, unit="day")]
    assert record.fees == [Fee(amount=8000, text=of_money["note"])]


def test_the_same_on_all_ways_is_said_once(phrases: Phrases) -> None:
    ways = [{"channel": way, "time": "3 Ngày", "fee": "Miễn phí"} for way in ("online", "post")]
    record = record_of(phrases, channels=ways)
    assert [fee.channel for fee in record.fees] == ["any"]
    assert [limit.channel for limit in record.times] == ["any"]


def test_what_differs_by_way_names_the_way(phrases: Phrases) -> None:
    ways = [
        {"channel": "online", "time": "3 Ngày", "fee": "7.000 đồng"},
        {"channel": "in_person", "time": "3 Ngày", "fee": "15.000 đồng"},
        {"channel": "post", "time": "3 Ngày", "fee": "15.000 đồng"},
    ]
    record = record_of(phrases, channels=ways)
    assert [(fee.channel, fee.amount) for fee in record.fees] == [
        ("online", 7000), ("in_person", 15_000), ("post", 15_000),
    ]  # fmt: skip
    assert [limit.channel for limit in record.times] == ["any"]


def test_two_fees_of_one_way_are_both_said(phrases: Phrases) -> None:
    both = [fee.amount for fee in fees(phrases, {"fee": "8.000 đồng"}, {"fee": "5.000 đồng"})]
    assert both == [8000, 5000]


@pytest.mark.parametrize(
    ("channels", "level"), [(["online", "post"], "unknown"), (["post"], "none")]
)
def test_filing_on_the_network_is_offered_where_it_is_printed(
    phrases: Phrases, channels: list[str], level: str
) -> None:
    """How far it goes is not printed."""
    ways = [{"channel": channel} for channel in channels]
    online = record_of(phrases, channels=ways).online
    assert online.level == level
    assert (online.url is not None) is (level == "unknown")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Tờ khai theo mẫuMau01.docx", "Tờ khai theo mẫu"),
        ("Đơn đề nghị (Mẫu số 01)Mẫu 01 - Đơn.doc", "Đơn đề nghị (Mẫu số 01)"),
        ("Bản vẽ.Ban ve mau.pdf (12 KB)", "Bản vẽ."),
        ("Đơn xinDon xin.docx; Phu luc.xlsx", "Đơn xin"),
        ("Bản chụp giấy chứng nhận;2.MauGCN.zip", "Bản chụp giấy chứng nhận;"),
        ("Giấy tờ về đất", "Giấy tờ về đất"),
        ("Phiếu LLTP. Giấy khác", "Phiếu LLTP. Giấy khác"),
    ],
)
def test_a_file_glued_to_the_name_of_a_paper_is_cut(
    phrases: Phrases, printed: str, name: str
) -> None:
    assert papers(phrases, printed) == [name]


def test_a_paper_that_is_nothing_but_a_file_or_nothing_is_left_out(phrases: Phrases) -> None:
    assert papers(phrases, "Không có thông tin", "", "Giấy ủy quyền") == ["Giấy ủy quyền"]


def test_forms_come_first_and_the_rest_keeps_its_order(phrases: Phrases) -> None:
    """The portal's own order is not kept on its way to us."""
    printed = ["Giấy ủy quyền", "- Đơn đề nghị", "Sổ hộ khẩu", "Tờ khai theo mẫu"]
    assert papers(phrases, *printed) == [
        "- Đơn đề nghị", "Tờ khai theo mẫu", "Giấy ủy quyền", "Sổ hộ khẩu"
    ]  # fmt: skip


def test_a_paper_keeps_its_case_its_form_and_its_numbers(phrases: Phrases) -> None:
    item = {"text": "Đơn", "form": "Mẫu 01", "originals": 2, "copies": 0}
    twins = [{"text": "Đơn", "originals": -1, "copies": 3}]
    documents = [{"case": "Nộp lần đầu:", "items": [item]}, {"case": "", "items": twins}]
    first, second = record_of(phrases, documents=documents).papers
    assert (first.heading, first.form, first.originals, first.copies) == (
        "Nộp lần đầu:", "Mẫu 01", 2, None,
    )  # fmt: skip
    assert (second.heading, second.originals, second.copies) == (None, None, 3)
    assert first.id != second.id


def test_steps_are_cut_at_their_own_marks_only(phrases: Phrases) -> None:
    printed = "Bước 1: Nộp hồ sơ\ntại xã.\nBước 2: Nhận kết quả.\n\n- Mang theo giấy hẹn.\n"
    assert record_of(phrases, steps=printed).steps == [
        "Bước 1: Nộp hồ sơ\ntại xã.", "Bước 2: Nhận kết quả.", "- Mang theo giấy hẹn.",
    ]  # fmt: skip


@pytest.mark.parametrize("field", ["who", "steps", "conditions", "agency"])
def test_what_is_not_told_is_nothing(phrases: Phrases, field: str) -> None:
    """The portal's words for it are never said as a fact."""
    record = record_of(phrases, **{field: "Không có thông tin"})
    assert "Không có thông tin" not in record.model_dump_json()


def test_passages_are_facts_long_enough_to_say_something(phrases: Phrases) -> None:
    """Papers and results as they are, steps by sentence; what the portal leaves open is dropped."""
    assert entry_of(record_of(phrases)).passages == (
        "Công dân Việt Nam",
        "Tờ khai theo mẫu",
        "Giấy ủy quyền",
        "Nộp hồ sơ tại bộ phận một cửa của xã.",
        "Cán bộ tra sổ rồi cấp bản sao.",
        "Bản sao trích lục",
    )


def test_a_file_gives_its_records_and_the_lines_that_cannot_be_used(
    phrases: Phrases, rows: Rows
) -> None:
    path = rows(ROW, b"{", {**ROW, "code": "9.100002"}, {**ROW, "code": "sai"})
    records, refused = read_official(path, phrases, TODAY)
    assert sorted(records) == ["9.100001", "9.100002"]
    assert [row.line for row in refused] == [2, 4]


def test_of_two_rows_of_one_code_the_first_is_taken(phrases: Phrases, rows: Rows) -> None:
    path = rows(ROW, {**ROW, "name": "Một tên khác"})
    records, refused = read_official(path, phrases, TODAY)
    assert records["9.100001"].official_name == ROW["name"]
    assert refused == [Refused(2, "code: '9.100001' stood in an earlier line")]


def test_a_fee_of_endless_digits_is_refused_or_told_as_printed(
    phrases: Phrases, rows: Rows
) -> None:
    """One such row must not stop the import of the others."""
    endless = {**ROW, **filed({"fee": "9" * 5_000 + " đồng"})}
    records, refused = read_official(rows(endless, {**ROW, "code": "9.100002"}), phrases, TODAY)
    assert "9.100002" in records
    assert len(records) + len(refused) == 2


signs = st.sampled_from(
    ["Miễn phí", "8.000 đồng", "3 Ngày làm việc", "1", "do HĐND tỉnh quy định", "Mau01.docx",
     "Tờ khai", "Bước 1", "\n\n", "\n- ", " ", "Thủ tục", "<", "{note}", "%", "Không", ";", "()"]
)  # fmt: skip
letters = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
texts = st.lists(signs | letters, max_size=5).map("".join)
given_texts = st.none() | texts
valid_rows = st.fixed_dictionaries(
    {"code": st.just("9.100001"), "name": texts.map(lambda text: f"Cấp {text} giấy")},
    optional={
        "field": given_texts, "level": given_texts, "who": given_texts, "agency": given_texts,
        "steps": given_texts, "conditions": given_texts, "decision": given_texts,
        "result": st.lists(texts, max_size=3), "legal": st.lists(texts, max_size=3),
        "channels": st.lists(
            st.builds(
                PortalChannel, channel=st.sampled_from(["online", "post", "in_person"]),
                time=given_texts, fee=given_texts, note=given_texts,
            ).map(PortalChannel.model_dump), max_size=4,
        ),
        "documents": st.lists(
            st.builds(
                PortalPapers, case=given_texts,
                items=st.lists(
                    st.builds(PortalPaper, text=given_texts, form=given_texts), max_size=4
                ),
            ).map(PortalPapers.model_dump), max_size=3,
        ),
    },
)  # fmt: skip


@given(raw=valid_rows)
@example(raw={"code": "9.100001", "name": "Thủ tục Không"})
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_every_valid_row_becomes_a_record_that_can_be_kept(
    phrases: Phrases, raw: dict[str, Any]
) -> None:
    """Written to the store and read back, it is the same; and the search can hold it."""
    record = official_record(PortalRow.model_validate(raw), phrases, TODAY)
    kept = json.loads(record.model_dump_json(exclude_defaults=True))
    assert Record.model_validate(kept) == record
    assert all(entry_of(record).titles)
