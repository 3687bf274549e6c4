"""Reading the knowledge base: YAML in, checked records out, or every problem in one report."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import ContentError
from assistant.knowledge.faq import Faq, FaqTopic
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
        text = path.read_text(encoding="utf8")
    except (ValueError, OSError) as error:
        raise ContentError([f"{path}: {_one_line(error)}"]) from error
    return parse_yaml(text, path)


def parse_yaml(text: str, path: Path) -> Any:
    """The content of a text as if it stood in this file."""
    try:
        return yaml.load(text, _StrictLoader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError([f"{path}: {_one_line(error)}"]) from error


def load_model(path: Path, model: type[ModelT]) -> ModelT:
    """One YAML file as one object; ContentError names every wrong field."""
    return as_model(load_yaml(path), path, model)


def as_model(content: object, path: Path, model: type[ModelT]) -> ModelT:
    """What a file holds as one object; ContentError names every wrong field."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise ContentError(list(_field_problems(path, error))) from error


class ReadModel(Protocol):
    """How a file becomes an object: `load_model`, or something that remembers."""

    def __call__(self, path: Path, model: type[ModelT]) -> ModelT: ...


def load_versions(folder: Path, read: ReadModel = load_model) -> list[Record]:
    """All records below `folder`, every version. Any problem anywhere: ContentError with all.

    A later version of a record stands beside it as `<code>@<first day>.yml`.
    """
    found: dict[str, Record] = {}
    problems: list[str] = []
    for path in sorted(folder.rglob("*.yml")):
        try:
            record = read(path, Record)
        except ContentError as error:
            problems += error.problems
            continue
        problems += _misplaced(path, record, found)
        found[path.stem] = record
    if problems:
        raise ContentError(problems)
    return list(found.values())


def load_faqs(folder: Path, read: ReadModel = load_model) -> list[Faq]:
    """All questions below `folder`, in the order of their files."""
    known: dict[str, Path] = {}
    faqs: list[Faq] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            topic = read(path, FaqTopic)
        except ContentError as error:
            problems += error.problems
            continue
        for faq in topic.entries:
            if faq.id in known:
                problems.append(f"{path}: '{faq.id}' stands in {known[faq.id].name} too")
            known[faq.id] = path
            faqs.append(faq)
    if problems:
        raise ContentError(problems)
    return faqs


def _misplaced(path: Path, record: Record, known: dict[str, Record]) -> Iterable[str]:
    if path.stem in known:
        yield f"{path}: code: '{record.code}' stands in another file too"
    code, _, day = path.stem.partition("@")
    if code != record.code:
        yield f"{path}: code: '{record.code}' does not match the file's name"
    if day and day != str(record.effective_from):
        yield f"{path}: effective_from: '{record.effective_from}' does not match the file's name"
    if path.parent.name != record.field:
        yield f"{path}: field: '{record.field}' does not match the folder's name"


def missing_links(versions: Iterable[Record], faqs: Iterable[Faq]) -> list[str]:
    """Codes that are pointed to and no record has: allowed, but a clerk should know."""
    versions, faqs = list(versions), list(faqs)
    known = {record.code for record in versions} | {faq.code for faq in faqs}
    links = [(f"{r.field}/{r.code}.yml", {*r.related, *_led_to(r)}) for r in versions]
    links += [(f"{faq.code}", set(faq.related)) for faq in faqs]
    return [
        f"{where}: points to '{code}', which has no record"
        for where, codes in links
        for code in sorted(codes - known)
    ]


def _led_to(record: Record) -> set[str]:
    codes = {o.leads_to for case in record.cases for o in case.options}
    return {code for code in (*codes, record.successor) if code}


def _field_problems(path: Path, error: ValidationError) -> Iterable[str]:
    for problem in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in problem["loc"]) or "record"
        yield f"{path}: {where}: {problem['msg'].removeprefix('Value error, ')}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
