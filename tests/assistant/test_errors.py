"""The tree of errors."""

import inspect

from assistant import errors


def test_every_error_is_ours_and_stands_in_the_drawn_tree() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    assert all(issubclass(kind, errors.AssistantError) for kind in kinds)
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in kinds)


def test_only_what_may_pass_is_worth_another_try() -> None:
    kinds = [errors.DialogueError, errors.StorageError, errors.ContentError, errors.SettingError]
    assert [kind.retryable for kind in kinds] == [True, True, False, False]


def test_a_content_error_has_a_line_for_each_problem() -> None:
    error = errors.ContentError(["a.yml: name is missing", "b.yml: unknown field"])
    assert str(error).splitlines() == error.problems
