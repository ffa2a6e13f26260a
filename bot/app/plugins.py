"""Steps that installed packages bring as entry points of `tuitui.steps`; docs/how-to/plugins.md."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points

import structlog
from pydantic import JsonValue, TypeAdapter, ValidationError

from webhook.outgoing import CallFailed

GROUP = "tuitui.steps"
PATIENCE_S = 30.0  # a worker has other things to do; what takes longer is a `service` or `message` step's
Plugin = Callable[[Mapping[str, JsonValue], Mapping[str, JsonValue]], Mapping[str, JsonValue]]

_ANSWER: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])

log = structlog.get_logger()


class Plugins(Mapping[str, EntryPoint]):
    """By name; found anew each time, so that what is installed later is known without a restart."""

    def __getitem__(self, name: str) -> EntryPoint:
        for found in entry_points(group=GROUP, name=name):
            return found
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(entry_points(group=GROUP).names))

    def __len__(self) -> int:
        return len(entry_points(group=GROUP).names)


def run(
    found: EntryPoint | None,
    name: str,
    fields: Mapping[str, JsonValue],
    settings: Mapping[str, JsonValue],
    *,
    patience_s: float = PATIENCE_S,
) -> dict[str, JsonValue]:
    """The fields that it changes. Whatever it does wrong is a CallFailed, never the worker's end."""
    if found is None:
        raise CallFailed(f"no plugin {name!r} is installed", final=True)
    given: list[object] = []
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            plugin: Plugin = found.load()
            given.append(plugin(dict(fields), dict(settings)))
        except BaseException as error:  # a stranger's code: even its SystemExit is its failure
            wrong.append(error)

    thread = threading.Thread(target=work, name=f"plugin-{name}", daemon=True)
    thread.start()
    thread.join(patience_s)
    if wrong:
        log.warning("plugin_failed", plugin=name, error=repr(wrong[0]))
        raise CallFailed(f"{name}: {wrong[0]!r}") from wrong[0]
    if not given:
        # It may be at work still, so it is not called again by itself: an administrator looks and retries.
        log.warning("plugin_slow", plugin=name, patience_s=patience_s)
        raise CallFailed(f"{name}: no answer within {patience_s:g} s", final=True)
    try:
        return _ANSWER.validate_python(given[0])
    except ValidationError as error:
        raise CallFailed(f"{name}: its answer is no mapping of fields to JSON values", final=True) from error
