"""A model's label → a valid intent and slots. What it made up is dropped, what it garbled is a fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue, ValidationError

from bot.intent import IntentSpec, Utterance
from bot.nlu.forms import MISSING, Fault, Forms, Names
from bot.nlu.lexicon import Lexicon
from bot.nlu.spoken import Spoken


class InvalidAnswer(Exception):
    """The label breaks the catalogue. `faults` name slots and forms only, never what was said."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Label:
    intent: str
    slots: dict[str, JsonValue]
    confidence: float


class AnswerReader:
    def __init__(self, specs: Sequence[IntentSpec[Any, Any]], lexicon: Lexicon) -> None:
        self._specs = {spec.name: spec for spec in specs}
        self._names = Names.of(lexicon)

    def read(self, answer: object, utterance: Utterance, *, people: frozenset[str]) -> Label:
        """`people` are the ids the model was told. Raises InvalidAnswer."""
        if not isinstance(answer, Mapping):
            raise InvalidAnswer(["the label must be an object"])
        spec = self._specs.get(str(answer.get("intent")))
        if spec is None:
            raise InvalidAnswer(["intent must be one of the catalogue"])
        raw = answer.get("slots") or {}
        if not isinstance(raw, Mapping):
            raise InvalidAnswer(["slots must be an object"])
        forms = Forms(self._names, Spoken(utterance.text), zone=utterance.now.tzinfo, people=people)
        slots = self._normal(spec, raw, forms)
        return Label(intent=spec.name, slots=slots, confidence=_confidence(answer.get("confidence")))

    def _normal(
        self, spec: IntentSpec[Any, Any], raw: Mapping[str, Any], forms: Forms
    ) -> dict[str, JsonValue]:
        names = {field.alias or name for name, field in spec.slots.model_fields.items()}
        slots: dict[str, Any] = {}
        faults = []
        for name in sorted(names & {str(key) for key in raw}):
            try:
                value = forms.slot(name, raw[name], raw)
            except Fault as fault:
                faults.append(f"{name} must be {fault}")
                continue
            if value is not MISSING:
                slots[name] = value
        try:
            valid = spec.slots.model_validate(slots)
        except ValidationError as error:
            faults += [f"{e['loc'][0]}: {e['msg']}" for e in error.errors(include_input=False) if e["loc"]]
            raise InvalidAnswer(faults) from None
        if faults:
            raise InvalidAnswer(faults)
        normal: dict[str, JsonValue] = valid.model_dump(
            mode="json", by_alias=True, exclude_unset=True, exclude_none=True
        )
        return normal


def _confidence(value: Any) -> float:
    """The model's own word for it, kept between 0 and 1; without one, a fair guess."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return 0.7
    return float(value)
