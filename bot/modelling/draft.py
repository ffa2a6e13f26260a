"""A template in the making: stages one after another, each with one or several steps."""

from __future__ import annotations

from pydantic import JsonValue

from bot.messages import Text, Value


class Gate(Value):
    """A step's condition: `field` `op` `value`, and below `upper` when it is a range."""

    field: str  # amount | budget | days | quantity
    op: str  # > | >= | < | <=
    value: float
    upper: float | None = None

    def opposite(self) -> Gate:
        """Of a gate without `upper`."""
        ops = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
        return Gate(field=self.field, op=ops[self.op], value=self.value)


class DraftStep(Value):
    """One task or approval. `people` is how they were called, `who` the engine's rules."""

    kind: str = "approval"  # approval | task | notify
    who: tuple[dict[str, JsonValue], ...]
    people: Text
    act: Text
    mode: str = "any"  # any | all | sequence
    due: str = ""
    timeout: str = ""
    gate: Gate | None = None  # beside steps without this condition

    @property
    def name(self) -> Text:
        people = self.people.en[:1].upper() + self.people.en[1:]
        return Text(zh=f"{self.people.zh}{self.act.zh}", en=f"{people}: {self.act.en}")


class Stage(Value):
    """Steps that run side by side; `gate` is the condition without which they are passed over."""

    steps: tuple[DraftStep, ...]
    gate: Gate | None = None


class Draft(Value):
    id: str
    prefix: str
    name: Text
    said: str
    fields: tuple[str, ...] = ()  # besides those of the gates
    stages: tuple[Stage, ...] = ()
    doubts: tuple[str, ...] = ()  # words that named nobody we know
    unread: tuple[str, ...] = ()  # what was said and not understood

    def with_stages(self, stages: tuple[Stage, ...]) -> Draft:
        """Without what became empty."""
        kept = tuple(each for each in stages if each.steps)
        return self.model_copy(update={"stages": kept})
