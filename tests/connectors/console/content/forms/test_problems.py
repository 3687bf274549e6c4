"""What is missing leads to the box where it is missing."""

from assistant.documents.kind import Kind
from connectors.console.content.forms.problems import problems_of

ENTRY = """\
topic: Tại quầy
entries:
  - {id: a, question: Hỏi gì?, aliases: [một], answer: "", checked_on: hôm qua, sources: []}
"""


def test_each_problem_names_its_box() -> None:
    found = {p.box: (p.where, p.text) for p in problems_of(Kind.FAQ, "faq/a.yml", ENTRY)}
    assert found["entries.0.answer"] == ("Câu hỏi › mục 1 › Trả lời", "Cần có chữ.")
    assert found.keys() == {"entries.0.answer", "entries.0.checked_on", "entries.0.sources"}


def test_what_is_wrong_with_the_whole_leads_to_its_field() -> None:
    path, text = "procedures/ho_tich/1.000001.yml", "cases: 3\nname: Việc"
    boxes = [problem.box for problem in problems_of(Kind.PROCEDURE, path, text)]
    assert "cases" in boxes
    assert "papers" in boxes


def test_a_whole_text_has_none() -> None:
    whole = 'office: "07210"\nprocedures: []\n'
    assert problems_of(Kind.OVERRIDE, "overrides/07210.yml", whole) == []
