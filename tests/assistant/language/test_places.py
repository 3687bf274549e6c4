"""Today's units as people name them."""

from assistant.language.places import place_names
from assistant.settings import ROOT


def test_every_commune_has_its_full_name_and_usually_its_plain_one() -> None:
    names = place_names(ROOT / "knowledge_base" / "offices.yml")
    assert len(names) == 99
    assert all(name[0].split()[0] in {"xã", "phường"} for name in names.values())


def test_a_plain_name_that_is_also_a_former_province_needs_its_kind() -> None:
    """ "ở Bắc Giang" is most often said of the whole region, not of the ward."""
    names = place_names(ROOT / "knowledge_base" / "offices.yml")
    assert names["07210"] == ["phường Bắc Giang"]
