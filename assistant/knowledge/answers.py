"""Putting a record into words: templates over its fields, nothing else.

A sentence of fact is always a field of the record; the templates only arrange them.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE, Answers, NeededPaper, checklist, holds
from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Aspect, Case, Option, Record, When
from assistant.knowledge.reply import (
    Button,
    ListedPaper,
    ListedPapers,
    Reply,
    SourceNote,
    UnneededPaper,
)

_BLANK_LINES = re.compile(r"\n{3,}")
_OR = " / "
_LONGEST_ITEM = 320  # characters of one line of an official text
_MOST_PAPERS = 40
_MOST_RELATED = 3
_FOLLOW_UPS: tuple[Aspect, ...] = ("papers", "fee", "time", "place")


class Speaker:
    """Says what a record holds. `answers` are the cases settled: they narrow what is said."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=False,  # noqa: S701 - plain text; each channel escapes for itself
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._templates.filters["brief"] = brief

    def aspects(self, record: Record, asked: Sequence[Aspect], answers: Answers) -> Reply:
        """One reply for one or more aspects of a procedure."""
        texts = [self._text(f"{aspect}.j2", record, answers) for aspect in asked]
        buttons = self._follow_ups(record, asked)
        return Reply(text="\n\n".join(texts), buttons=buttons, sources=[source_of(record)])

    def papers(self, record: Record, answers: Answers) -> Reply:
        """The checklist of this resident."""
        listed = checklist(record, answers)
        papers = [self._listed(need) for need in listed.papers]
        unnecessary = [
            UnneededPaper(name=need.paper.name, reason=" ".join(w.text for w in need.paper.unless))
            for need in listed.papers
            if need.paper.unless
        ]
        view = {
            "groups": _grouped(papers[:_MOST_PAPERS]),
            "left_out": len(papers[_MOST_PAPERS:]),
            "papers": papers,
            "unnecessary": unnecessary,
            "notes": listed.notes,
            "based_on": _labels(record, answers),
        }
        text = self._text("papers.j2", record, answers, **view)
        return Reply(
            text=text,
            buttons=self._after_papers(record, answers),
            sources=[source_of(record)],
            checklist=ListedPapers(
                title=record.name,
                intro=text.split("\n\n")[0],
                papers=papers,
                unnecessary=unnecessary,
                notes=[*listed.notes, *filter(None, [self._doubt(record, "papers")])],
            ),
        )

    def case(self, record: Record, case: Case, *, first: bool) -> Reply:
        """The next question of the checklist, its options as buttons."""
        buttons = [
            Button(title=option.label, payload=_case_payload(record, case, option.id))
            for option in case.options
        ]
        unsure = Button(
            title=self._base.phrases["unsure"], payload=_case_payload(record, case, UNSURE)
        )
        text = self._text("case.j2", record, {}, case=case, first=first)
        return Reply(text=text, buttons=[*buttons, unsure], sources=[source_of(record)])

    def redirect(self, record: Record, option: Option, target: Record) -> Reply:
        """An option chosen that belongs to another procedure."""
        text = self._text("redirect.j2", record, {}, option=option, name=target.name)
        return Reply(text=text, sources=[source_of(record)])

    def elsewhere(self, record: Record, option: Option, code: str) -> Reply:
        """An option whose procedure has no record here: its note, its code, and a person."""
        text = self._base.phrases.fill("leads_elsewhere", code=code)
        note = f"{option.note}\n" if option.note else ""
        return Reply(text=note + text, buttons=[self.officer_button()], sources=[source_of(record)])

    def question(self, faq: Faq) -> Reply:
        """The answer to a question that is not one procedure, and the procedures it leads to."""
        text = self._templates.get_template("faq.j2").render(faq=faq, phrases=self._base.phrases)
        buttons = [
            self.choice(code) for code in faq.related[:_MOST_RELATED] if self._base.knows(code)
        ]
        url = next((source.url for source in faq.sources if source.url), None)
        source = SourceNote(code=faq.code, name=faq.question, checked_on=faq.checked_on, url=url)
        return Reply(text=_tidy(text), buttons=[*buttons, self.officer_button()], sources=[source])

    def choice(self, code: str, aspect: Aspect | None = None, label: str | None = None) -> Button:
        """A procedure or question to choose, by its name unless a label says it better."""
        more = {"aspect": aspect} if aspect else {}
        return Button(
            title=label or self._base.name(code),
            payload=payload("choose_procedure", procedure=code, **more),
        )

    def officer_button(self) -> Button:
        """To a person."""
        title = self._base.phrases["button_officer"]
        return Button(title=title, payload=payload("talk_to_officer"))

    def resume_button(self, record: Record) -> Button:
        """Back to a checklist left half-way."""
        return Button(
            title=self._base.phrases["resume_checklist"],
            payload=payload("resume_checklist", procedure=record.code),
        )

    def _follow_ups(self, record: Record, said: Sequence[Aspect]) -> list[Button]:
        return [
            Button(
                title=self._base.aspects.button(aspect),
                payload=payload(f"ask_{aspect}", procedure=record.code),
            )
            for aspect in _FOLLOW_UPS
            if aspect not in said
        ]

    def _after_papers(self, record: Record, answers: Answers) -> list[Button]:
        phrases = self._base.phrases
        buttons = self._follow_ups(record, ["papers"])
        book = payload("book_appointment", procedure=record.code)
        buttons.append(Button(title=phrases["button_book"], payload=book))
        if answers:
            again = payload("change_answers", procedure=record.code)
            buttons.append(Button(title=phrases["change_answers"], payload=again))
        return buttons

    def _listed(self, need: NeededPaper) -> ListedPaper:
        paper, phrases = need.paper, self._base.phrases
        details = [
            phrases.fill("originals", count=paper.originals) if paper.originals else None,
            phrases.fill("copies", count=paper.copies) if paper.copies else None,
            phrases.fill("only_if", labels=", ".join(need.only_if)) if need.only_if else None,
            paper.note,
        ]
        use = phrases["handed_in"] if paper.use == "submit" else phrases["shown"]
        return ListedPaper(
            id=paper.id,
            name=brief(paper.name),
            detail="; ".join(filter(None, details)) or None,
            group=brief(paper.heading.rstrip(":")) if paper.heading else use,
            to_confirm=paper.to_confirm,
        )

    def _doubt(self, record: Record, aspect: Aspect) -> str | None:
        doubt = record.to_confirm.get(aspect)
        return f"{doubt} ({self._base.phrases['confirm_mark']})" if doubt else None

    def _text(self, template: str, record: Record, answers: Answers, **more: Any) -> str:
        text = self._templates.get_template(template).render(
            record=record,
            phrases=self._base.phrases,
            applies=lambda when: applies(when, answers),
            conditions=lambda when: _conditions(record, when),
            day=_day,
            **more,
        )
        return _tidy(text)


def brief(text: str) -> str:
    """An official text cut at the end of a sentence or word; what staff wrote is short enough."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_ITEM:
        return text
    cut = text[:_LONGEST_ITEM]
    ends = [cut.rfind(sign) for sign in (". ", "; ")]
    end = max(ends) if max(ends) > _LONGEST_ITEM // 2 else cut.rfind(" ")
    return cut[:end].rstrip(" .,;:") + "…"


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", text).strip()


def _grouped(papers: Sequence[ListedPaper]) -> list[tuple[str, list[ListedPaper]]]:
    """The papers by group, groups in the order they first come."""
    groups: dict[str, list[ListedPaper]] = {}
    for paper in papers:
        groups.setdefault(paper.group, []).append(paper)
    return list(groups.items())


def applies(when: When, answers: Answers) -> bool:
    """Whether an item may concern this resident: cases not asked yet keep it."""
    return holds({case: options for case, options in when.items() if case in answers}, answers)


def source_of(record: Record) -> SourceNote:
    """The record as the source of a reply."""
    url = next((source.url for source in record.sources if source.url), None)
    return SourceNote(code=record.code, name=record.name, checked_on=record.checked_on, url=url)


def payload(intent: str, **entities: str) -> str:
    """What a button sends back: Rasa's "/intent{…}" form."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def _case_payload(record: Record, case: Case, option: str) -> str:
    return payload("answer_case", procedure=record.code, case=case.id, option=option)


def _conditions(record: Record, when: When) -> str:
    labels = {(case.id, o.id): o.label for case in record.cases for o in case.options}
    return ", ".join(
        _OR.join(labels[case, option] for option in options) for case, options in when.items()
    )


def _labels(record: Record, answers: Answers) -> list[str]:
    return [o.label for case in record.cases for o in case.options if answers.get(case.id) == o.id]


def _day(value: date) -> str:
    return f"{value:%d/%m/%Y}"
