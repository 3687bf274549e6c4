"""The list of all documents: what is to be done stands first, everything can be found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from assistant.documents.kind import Kind
from assistant.documents.listing import Line, Need, Stage, Wish, fits, is_on_its_way
from assistant.documents.words import words
from assistant.staff.role import Permission
from connectors.console.content.shelf import address, people, shop_of, title_of
from connectors.console.fields import Clean
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import load_texts, page
from connectors.console.route import console_router

router = console_router()
_AT_ONCE = 50
Reader = Annotated[SignedIn, signed_in(Permission.READ_CONTENT)]


class Looked(BaseModel):
    """What is chosen above the list; a choice that is none of ours is no choice."""

    q: Clean = ""
    field: Clean = ""
    kind: Clean = ""
    stage: Clean = ""
    need: Clean = ""
    mine: bool = False
    page: Annotated[int, Field(ge=1, le=100_000)] = 1

    def wish(self, who: SignedIn) -> Wish:
        """What is looked for."""
        return Wish(
            self.q, self.field, _one_of(Kind, self.kind), _one_of(Stage, self.stage),
            _one_of(Need, self.need), who.id if self.mine else "",
        )  # fmt: skip

    def given(self, **instead: object) -> dict[str, object]:
        """The same for a link, with something else in the place of some of it."""
        chosen = {**self.model_dump(exclude_defaults=True, exclude={"page"}), **instead}
        return {name: value for name, value in chosen.items() if value not in ("", None, False)}


@router.get("/console/content")
async def content_list(
    request: Request, who: Reader, asked: Annotated[Looked, Query()]
) -> Response:
    """Fifty documents of those that fit, and how many wait for this person."""
    every = await shop_of(request).overview.lines()
    wish = asked.wish(who)
    found = [line for line in every if fits(line, wish)]
    first = (asked.page - 1) * _AT_ONCE
    given: dict[str, Any] = {
        "lines": found[first : first + _AT_ONCE], "count": len(found), "is_empty": not every,
        "pages": -(-len(found) // _AT_ONCE), "tasks": _tasks(every, who), "asked": asked,
        "people": await people(request), "documents": words(),
        "fields": (fields := _fields(request, every)), "field_names": dict(fields),
        "address": address, "title_of": _title, **_choices(),
    }  # fmt: skip
    return page(request, "content/list.html", who, **given)


def _tasks(every: Iterable[Line], who: SignedIn) -> list[tuple[str, int, dict[str, Any]]]:
    """What waits for this person: its name in the texts, how many, and the choice that shows it."""
    counts: Counter[str] = Counter()
    for line in every:
        counts[line.stage] += 1
        counts["mine"] += line.shown.author == who.id and is_on_its_way(line)
        counts.update(line.needs)
    chosen: list[tuple[str, str, bool]] = [
        ("review", Stage.IN_REVIEW, who.may(Permission.REVIEW_CONTENT)),
        ("publish", Stage.APPROVED, who.may(Permission.REVIEW_CONTENT)),
        ("mine", "mine", who.may(Permission.WRITE_CONTENT)),
        ("failed", Need.FAILED, who.may(Permission.REVIEW_CONTENT)),
        ("due", Need.DUE, True),
        ("scheduled", Stage.SCHEDULED, True),
    ]
    return [
        (name, counts[key], _choice(key))
        for name, key, allowed in chosen
        if allowed and counts[key]
    ]


def _choice(key: str) -> dict[str, Any]:
    if key == "mine":
        return {"mine": "true"}
    return {"stage" if key in set(Stage) else "need": str(key)}


def _fields(request: Request, every: Iterable[Line]) -> list[tuple[str, str]]:
    """Fields that stand in the list, with their names."""
    names: Mapping[str, str] = request.app.state.parts.knowledge.current.base.fields.root
    known = {line.shown.summary.field for line in every} - {""}
    return sorted(((id_, names.get(id_, id_)) for id_ in known), key=lambda pair: pair[1])


def _choices() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen above the list, with its words."""
    said = load_texts()["content"]
    return {
        "stage_choices": [(stage.value, said["stages"][stage]) for stage in Stage],
        "need_choices": [(need.value, said["needs"][need]) for need in Need],
        "kind_choices": [(kind.value, words().kinds[kind]) for kind in Kind],
    }


def _title(line: Line) -> str:
    return title_of(line.document.path, line.document.kind, line.shown)


def _one_of(choices: Any, value: str) -> Any:
    return choices(value) if value in set(choices) else None
