"""What a run can make."""

from assistant.posters.form import Form


def test_a_form_is_the_ending_of_its_files() -> None:
    assert [form.value for form in Form] == ["pdf", "svg", "png"]
