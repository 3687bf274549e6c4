"""The names of today's communes and wards, as people write them."""

from pathlib import Path

import yaml


def place_names(offices: Path) -> dict[str, list[str]]:
    """Office id → the names of its unit: "phường Kinh Bắc" and plain "Kinh Bắc".

    A plain name is left out where it is also the name of the province.
    """
    content = yaml.safe_load(offices.read_text(encoding="utf8"))
    names: dict[str, list[str]] = {}
    for office in content["offices"]:
        if office["kind"] != "commune":
            continue
        kind, _, name = office["unit"].partition(" ")
        full = f"{kind.lower()} {name}"
        names[office["id"]] = [full] if name == "Bắc Giang" else [full, name]
    return names
