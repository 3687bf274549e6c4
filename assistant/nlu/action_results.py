"""Checks what the action server answers, without checking the schema itself each time.

Rasa 3.6 validates every answer of an action with `jsonschema.validate`, which first validates its
own constant schema against the meta-schema: 60 % of the processor time of a turn, measured with
py-spy. The check of the answer stays as it was (docs/decisions/0017).
"""

from typing import Any

from jsonschema.validators import validator_for  # type: ignore[import-untyped]
from rasa.core.actions.action import RemoteAction


def check_schema_once() -> None:
    """From now on the schema is checked here, once, and the answers are checked against it."""
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(_: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate
