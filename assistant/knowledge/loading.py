"""Reading the knowledge base: YAML in, checked records out, or every problem in one report."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import ContentError
from assistant.knowledge.record import Record

ModelT = TypeVar("ModelT", bound=BaseModel)


class _StrictLoader(yaml.CSafeLoader):
    """YAML whose `yes`, `no`, `on`, `off` stay words, and whose keys may not stand twice."""


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf")
)


def _unique_mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            raise yaml.MarkedYAMLError(
                problem=f"the key '{key}' stands twice", problem_mark=node.start_mark
            )
    return dict(loader.construct_mapping(node, deep=True))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping)


def load_yaml(path: Path) -> Any:
    """The content of one YAML file; ContentError names file, line and reason."""
    try:
        return yaml.load(path.read_text(encoding="utf8"), _StrictLoader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, OSError) as error:
        raise ContentError([f"{path}: {_one_line(error)}"]) from error


def load_model(path: Path, model: type[ModelT]) -> ModelT:
    """One YAML file as one object; ContentError names every wrong field."""
    content = load_yaml(path)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise ContentError(list(_field_problems(path, error))) from error


def load_records(folder: Path) -> dict[str, Record]:
    """All records below `folder`, by code. Any problem anywhere: ContentError with all of them."""
    records: dict[str, Record] = {}
    problems: list[str] = []
    for path in sorted(folder.rglob("*.yml")):
        try:
            record = load_model(path, Record)
        except ContentError as error:
            problems += error.problems
            continue
        problems += _misplaced(path, record, records)
        records[record.code] = record
    if problems:
        raise ContentError(problems)
    return records


def _misplaced(path: Path, record: Record, known: dict[str, Record]) -> Iterable[str]:
    if record.code in known:
        yield f"{path}: code: '{record.code}' stands in another file too"
    if path.stem != record.code:
        yield f"{path}: code: '{record.code}' does not match the file's name"
    if path.parent.name != record.field:
        yield f"{path}: field: '{record.field}' does not match the folder's name"


def missing_links(records: dict[str, Record]) -> list[str]:
    """Codes that records point to and no record has: allowed, but a clerk should know."""
    return [
        f"{record.field}/{record.code}.yml: points to '{code}', which has no record"
        for record in records.values()
        for code in sorted({*record.related, *_led_to(record)} - records.keys())
    ]


def _led_to(record: Record) -> set[str]:
    return {o.leads_to for case in record.cases for o in case.options if o.leads_to}


def _field_problems(path: Path, error: ValidationError) -> Iterable[str]:
    for problem in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in problem["loc"]) or "record"
        yield f"{path}: {where}: {problem['msg'].removeprefix('Value error, ')}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
