"""Names of boxes become rows; buttons move them; nonsense does no harm."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.console.content.forms.sent import Act, act_of, done, typed_of
from connectors.console.content.forms.shape import stated, with_ids
from connectors.console.content.forms.shapes import OVERRIDE, RECORD

SHAPES = tuple(shape for section in RECORD for shape in section.shapes)


def rows(*names: str) -> dict[str, Any]:
    return typed_of(SHAPES, [(f"papers.{n}.name", name) for n, name in enumerate(names)])


def names(typed: dict[str, Any]) -> list[str]:
    return [row["name"] for row in typed["papers"]]


def test_rows_keep_the_order_in_which_they_stand() -> None:
    typed = typed_of(SHAPES, [("papers.7.name", "sau"), ("papers.2.name", "trước")])
    assert names(typed) == ["sau", "trước"]


def test_conditions_are_options_by_case() -> None:
    sent = [("fees.0.when.child", "a"), ("fees.0.when.child", "b"), ("fees.0.amount", "0")]
    assert typed_of(SHAPES, sent)["fees"][0]["when"] == {"child": ["a", "b"]}


def test_buttons_add_remove_and_move() -> None:
    typed, at = done(Act("add", ("papers",)), rows("a", "b"), SHAPES)
    assert (names(typed), at) == (["a", "b", ""], "papers.2")
    typed, at = done(Act("up", ("papers", "1")), rows("a", "b"), SHAPES)
    assert (names(typed), at) == (["b", "a"], "papers.0")
    typed, _ = done(Act("up", ("papers", "0")), rows("a", "b"), SHAPES)
    assert names(typed) == ["a", "b"]
    typed, at = done(Act("remove", ("papers", "0")), rows("a"), SHAPES)
    assert (names(typed), at) == ([], "papers")


def test_rows_within_rows() -> None:
    typed = typed_of(SHAPES, [("cases.0.question", "Ai?"), ("cases.0.options.0.label", "Tôi")])
    typed, at = done(Act("add", ("cases", "0", "options")), typed, SHAPES)
    assert at == "cases.0.options.1"
    assert [option["label"] for option in typed["cases"][0]["options"]] == ["Tôi", ""]


def test_a_form_has_an_end() -> None:
    typed = rows(*(str(n) for n in range(80)))
    assert len(typed["papers"]) == 60
    typed, _ = done(Act("add", ("papers",)), typed, SHAPES)
    assert len(typed["papers"]) == 60


def test_what_saves_is_no_such_button() -> None:
    assert act_of("save") is None
    assert act_of("add papers.0.unless") == Act("add", ("papers", "0", "unless"))
    assert act_of("add " + "x." * 30) is None


WORDS = st.sampled_from(
    ["papers", "cases", "options", "when", "place", "0", "1", "99", "x", "id", "_old", "name", ""]
)
PLACES = st.lists(WORDS, min_size=1, max_size=7)
SENT = st.lists(st.tuples(PLACES.map(".".join), st.text(max_size=8)), max_size=15)
ACTS = st.builds(Act, st.sampled_from(["add", "remove", "up", "down"]), PLACES.map(tuple))


@settings(deadline=None)
@given(sent=SENT, act=ACTS)
def test_whatever_is_sent_is_a_form(sent: list[tuple[str, str]], act: Act) -> None:
    for shapes in (SHAPES, OVERRIDE[0].shapes):
        typed, _ = done(act, typed_of(shapes, sent), shapes)
        with_ids(shapes, typed)
        assert isinstance(stated(shapes, typed, {}), dict)
