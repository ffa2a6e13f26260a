"""Commands as JSON, for those who must keep one until it is confirmed."""

from __future__ import annotations

from typing import Any, get_args

from engine.commands import AnyCommand

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(AnyCommand)}


def command_to_json(command: AnyCommand) -> dict[str, Any]:
    return {"command": type(command).__name__, **command.model_dump(mode="json")}


def command_from_json(data: dict[str, Any]) -> AnyCommand:
    """Raises KeyError or ValueError for what is no command."""
    rest = {name: value for name, value in data.items() if name != "command"}
    command: AnyCommand = _KINDS[str(data["command"])].model_validate(rest)
    return command
