"""Steps of several people or side by side, one of whom is meant."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import Text
from bot.modelling.cast import Rule
from bot.modelling.draft import DraftStep, Stage


def less(step: DraftStep, gone: Sequence[Rule]) -> DraftStep:
    """A joint step without some of its people."""
    joint = zip(step.who, names_of(step), strict=True)
    kept = [(who, name) for who, name in joint if who not in gone]
    people = Text(zh="、".join(name.zh for _, name in kept), en=", ".join(name.en for _, name in kept))
    return step.by(tuple(who for who, _ in kept), people, step.mode if len(kept) > 1 else "any")


def names_of(step: DraftStep) -> list[Text]:
    """Of a joint step's people, one for each rule."""
    zh = step.people.zh.replace("或", "、").split("、")
    en = step.people.en.replace(" or ", ", ").split(", ")
    if len(zh) == len(en) == len(step.who):
        return [Text(zh=one, en=other) for one, other in zip(zh, en, strict=True)]
    return [step.people for _ in step.who]


def alone(step: DraftStep, stage: Stage) -> Stage:
    """A step of a parallel stage by itself; its own condition parts it from the others' branch."""
    if step.gate is None:
        return Stage(steps=(step,), gate=stage.gate, fork=stage.fork)
    return Stage(steps=(step.model_copy(update={"gate": None}),), gate=step.gate)
