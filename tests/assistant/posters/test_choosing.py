"""Which procedures get a poster."""

from dataclasses import replace

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from assistant.knowledge.record import Record
from assistant.posters.choosing import choose, posted


@pytest.fixture
def portal(real_base: KnowledgeBase) -> Record:
    """A record of the portal for which it prints no agency."""
    record = real_base.record("1.001193")
    place = record.place.model_copy(
        update={"receivers": ["other"], "text": real_base.phrases["portal_no_place"]}
    )
    return record.model_copy(
        update={"code": "9.999999", "origin": "portal", "level": ["commune"], "place": place}
    )


def _at(record: Record, text: str, *levels: str) -> Record:
    place = record.place.model_copy(update={"text": text})
    return record.model_copy(update={"place": place, "level": list(levels)})


def test_by_code_in_order_and_once(real_base: KnowledgeBase, ward: Office) -> None:
    chosen = choose(real_base, ward, ["2.000635", "1.001193", "2.000635"], [])
    assert [record.code for record in chosen.records] == ["1.001193", "2.000635"]
    assert chosen.elsewhere == ()


def test_what_is_not_known_is_told(real_base: KnowledgeBase, ward: Office) -> None:
    chosen = choose(real_base, ward, ["1.001193", "8.888888"], ["nothing"])
    assert chosen.unknown_codes == ("8.888888",)
    assert chosen.unknown_fields == ("nothing",)
    assert len(chosen.records) == 1


def test_what_is_taken_elsewhere_is_told_and_made(real_base: KnowledgeBase, ward: Office) -> None:
    chosen = choose(real_base, ward, ["1.004222"], [])  # the commune's police
    assert chosen.elsewhere == ("1.004222",)
    assert len(chosen.records) == 1


@pytest.mark.parametrize("name", ["ho_tich", "Hộ tịch", "ho tich"])
def test_a_field_by_its_id_or_name(real_base: KnowledgeBase, ward: Office, name: str) -> None:
    chosen = choose(real_base, ward, [], [name])
    assert {record.field for record in chosen.records} == {"ho_tich"}
    assert "1.001193" in [record.code for record in chosen.records]


def test_a_whole_office(real_base: KnowledgeBase, ward: Office) -> None:
    codes = [r.code for r in choose(real_base, ward, [], [], whole=True).records]
    assert codes == sorted(codes)
    assert "1.001193" in codes
    assert "1.004222" not in codes


@pytest.mark.parametrize(
    ("text", "levels", "hangs"),
    [
        ("Uỷ ban Nhân dân cấp xã, phường, thị trấn", ("commune", "province"), True),
        ("Ủy ban Nhân dân\xa0xã,\xa0phường,\xa0thị trấn.", ("commune",), True),
        ("Chủ tịch UBND cấp xã", ("commune",), True),
        ("Chi cục Hải quan khu vực", ("commune", "province", "ministry"), False),
        ("Thuế cơ sở, Thuế tỉnh, thành phố", ("commune", "province"), False),
        ("Công an cấp Xã", ("commune",), False),
        ("Ủy ban nhân dân cấp tỉnh", ("commune",), False),
        ("Ủy ban nhân dân cấp xã", ("province",), False),
    ],
)
def test_of_the_portal_the_agency_decides(
    real_base: KnowledgeBase, ward: Office, portal: Record, text: str, levels: tuple[str, ...],
    *, hangs: bool,
) -> None:  # fmt: skip
    assert posted(ward, _at(portal, text, *levels), real_base) is hangs


def test_without_an_agency_the_lowest_level_alone_counts(
    real_base: KnowledgeBase, ward: Office, portal: Record
) -> None:
    assert posted(ward, portal, real_base)
    assert not posted(ward, _at(portal, portal.place.text, "commune", "ministry"), real_base)


def test_an_imported_one_is_found_by_its_code(
    real_base: KnowledgeBase, ward: Office, portal: Record
) -> None:
    base = replace(real_base, records={**real_base.records, portal.code: portal})
    assert choose(base, ward, [portal.code], []).records == (portal,)
