"""A whole value as YAML in the manner of the knowledge base. Pure."""

import unicodedata
from datetime import time
from typing import Any

import yaml

_WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Lists stand deeper than their key, long texts are folded, paragraphs stand as they are."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        """A value that stands twice is written twice."""
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else ">" if len(value) > _WIDTH else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    time, lambda dumper, value: dumper.represent_str(value.isoformat(timespec="minutes"))
)
_Dumper.add_representer(tuple, lambda dumper, value: dumper.represent_list(value))


def dumped(data: Any) -> str:
    """The text of a value; one form of each letter."""
    text = _dump(data, _Dumper)
    # Folding has corners where a text comes back changed: then it stands between quotes.
    same = yaml.load(text, yaml.CSafeLoader) == yaml.load(
        plain := _dump(data, _Quoting), yaml.CSafeLoader
    )
    return text if same else plain


class _Quoting(_Dumper):
    """The same, every text on one line."""


_Quoting.add_representer(str, yaml.representer.SafeRepresenter.represent_str)


def _dump(data: Any, dumper: type[_Dumper]) -> str:
    text = yaml.dump(
        data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=_WIDTH,
        default_flow_style=False,
    )  # fmt: skip
    return unicodedata.normalize("NFC", text.removesuffix("...\n"))
