"""What changed from one version of a template to another: by step, field, way and setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from engine.formats import plain
from engine.people import Label
from engine.template import END, Step, Template


@dataclass(frozen=True, slots=True)
class Change:
    """`setting` is empty when the whole part came or went; then `before` and `after` are None."""

    of: Literal["template", "field", "step", "way"]
    id: str
    name: Label
    how: Literal["added", "removed", "changed"]
    setting: str = ""
    before: Any = None
    after: Any = None


def differences(old: Template | None, new: Template) -> tuple[Change, ...]:
    """In the order of the new version, what is gone last. Without an old one everything is new."""
    if old is not None:
        return (*_head(old, new), *_fields(old, new), *_steps(old, new))
    fields = (Change("field", each.id, each.label, "added") for each in new.fields)
    return (*fields, *(Change("step", each.id, each.name, "added") for each in _drawn(new).values()))


def _head(old: Template, new: Template) -> Iterator[Change]:
    for setting, before, after in _unequal(plain.head(old), plain.head(new)):
        yield Change("template", new.id, new.name, "changed", setting, before, after)


def _fields(old: Template, new: Template) -> Iterator[Change]:
    for each in new.fields:
        before = old.fields_by_id.get(each.id)
        if before is None:
            yield Change("field", each.id, each.label, "added")
            continue
        for setting, was, now in _unequal(plain.field(before), plain.field(each)):
            yield Change("field", each.id, each.label, "changed", setting, was, now)
    for each in old.fields:
        if each.id not in new.fields_by_id:
            yield Change("field", each.id, each.label, "removed")


def _steps(old: Template, new: Template) -> Iterator[Change]:
    were, are = _drawn(old), _drawn(new)
    for id_, each in are.items():
        before = were.get(id_)
        if before is None:
            yield Change("step", id_, each.name, "added")
            continue
        for setting, was, now in _unequal(plain.step(before), plain.step(each)):
            yield Change("step", id_, each.name, "changed", setting, was, now)
        yield from _ways(before, each, new)
    for id_, each in were.items():
        if id_ not in are:
            yield Change("step", id_, each.name, "removed")


def _ways(old: Step, new: Step, template: Template) -> Iterator[Change]:
    were = {way.to: plain.flow(way) for way in old.flows}
    are = {way.to: plain.flow(way) for way in new.flows}
    for to in (*are, *(each for each in were if each not in are)):
        name = template.steps[to].name if to in template.steps else Label(str(to), str(to))
        name = Label("结束", "End") if to == END else name
        arrow = Label(f"{new.name.zh} → {name.zh}", f"{new.name.en} → {name.en}")
        if to not in were:
            yield Change("way", f"{new.id} → {to}", arrow, "added", "when", None, are[to].get("when"))
        elif to not in are:
            yield Change("way", f"{new.id} → {to}", arrow, "removed")
        else:
            for setting, was, now in _unequal(were[to], are[to]):
                yield Change("way", f"{new.id} → {to}", arrow, "changed", setting, was, now)


def _drawn(template: Template) -> Mapping[str, Step]:
    return {each.id: each for each in template.steps.values() if each.kind not in ("start", "join")}


def _unequal(old: plain.Plain, new: plain.Plain) -> Iterator[tuple[str, Any, Any]]:
    for setting in (*new, *(each for each in old if each not in new)):
        if old.get(setting) != new.get(setting):
            yield setting, old.get(setting), new.get(setting)
