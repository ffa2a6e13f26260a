"""A template in the making: stages one after another, each with one or several steps."""

from __future__ import annotations

from pydantic import JsonValue

from bot.messages import Text, Value


class Gate(Value):
    """A step's condition: `field` `op` `value`, and below `upper` when it is a range.

    `written` is a published branch's CEL; where nothing else is known of it, `label` says what it means.
    """

    field: str  # amount | budget | days | quantity, or a field of the published form
    op: str = ""  # > | >= | < | <=
    value: float = 0
    upper: float | None = None
    called: Text | None = None  # that field's name
    money: bool = False  # whether that field is an amount
    written: str = ""
    label: Text | None = None

    def opposite(self) -> Gate | None:
        """Of a gate without `upper`."""
        ops = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
        if self.upper is not None or self.op not in ops:
            return None
        return self.with_limit(ops[self.op], self.value)

    def with_limit(self, op: str, value: float, upper: float | None = None) -> Gate:
        """Of the same field; what was written about another limit no longer holds."""
        return Gate(field=self.field, op=op, value=value, upper=upper, called=self.called, money=self.money)


class DraftStep(Value):
    """One task or approval. `people` is how they were called, `who` the engine's rules.

    Of a published step, `own` is all that it had and `named` its name, as long as that still says what it is.
    """

    kind: str = "approval"  # approval | task | notify; PIECE: a part that is kept as it is; or a mark
    who: tuple[dict[str, JsonValue], ...]
    people: Text
    act: Text
    mode: str = "any"  # any | all | sequence
    due: str = ""
    timeout: str = ""
    gate: Gate | None = None  # beside steps without this condition
    own: dict[str, JsonValue] = {}
    named: Text | None = None
    way: Text | None = None  # what its branch of a parallel step is called
    target: str = ""  # of a mark: the published step's id

    @property
    def name(self) -> Text:
        if self.named is not None:
            return self.named
        people = self.people.en[:1].upper() + self.people.en[1:]
        return Text(zh=f"{self.people.zh}{self.act.zh}", en=f"{people}: {self.act.en}")

    @property
    def is_kept(self) -> bool:
        """Whether it is no step that could be changed: a part that is kept, or a mark."""
        return self.kind == PIECE or self.kind in _MARKS

    def by(self, who: tuple[dict[str, JsonValue], ...], people: Text, mode: str) -> DraftStep:
        """The same step for other people; a name that names the old ones goes."""
        is_about_them = self.kind == "approval" or (
            self.named is not None and self.people.zh in self.named.zh
        )
        named = None if is_about_them else self.named
        return self.model_copy(update={"who": who, "people": people, "mode": mode, "named": named})


PIECE = "piece"
OTHERWISE = "otherwise"
LABEL, GOTO, PASS = "label", "goto", "pass"
_MARKS = (LABEL, GOTO, PASS)


def mark(kind: str, target: str = "") -> DraftStep:
    """Between steps, as in a listing: ways to `target` come out here, or go there from here.

    What is put before or after a step stands between it and its marks, and so its ways stay right; PASS
    is a branch without anything.
    """
    nobody = Text(zh="", en="")
    return DraftStep(kind=kind, who=(), people=nobody, act=nobody, target=target)


class Unclear(Exception):
    """A correction that could mean several things, or would break a way; `words` name the step."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.en)
        self.words = words


class Stage(Value):
    """Steps that run side by side; `gate` is the condition without which they are passed over.

    `fork` is the id of the published condition that it is a branch of: the first that holds is taken, and
    the one without a gate otherwise. `own` is the published parallel step.
    """

    steps: tuple[DraftStep, ...]
    gate: Gate | None = None
    fork: str = ""
    own: dict[str, JsonValue] = {}

    @property
    def mark(self) -> str:
        """Its kind when it is one."""
        return self.steps[0].kind if self.steps and self.steps[0].kind in _MARKS else ""

    def alone(self) -> Stage:
        """The same steps without the branch that they are on."""
        return self.model_copy(update={"gate": None, "fork": ""})

    def is_one_with(self, other: Stage) -> bool:
        """Whether both are on the same branch of the same condition."""
        return (self.fork, self.gate) == (other.fork, other.gate)


class Draft(Value):
    id: str
    prefix: str
    name: Text
    said: str
    fields: tuple[str, ...] = ()  # besides those of the gates
    stages: tuple[Stage, ...] = ()
    doubts: tuple[str, ...] = ()  # words that named nobody we know
    unread: tuple[str, ...] = ()  # what was said and not understood
    version: int = 0  # the published one that it changes; 0: a new template
    base: dict[str, JsonValue] = {}  # of that version: all but its steps
    forks: dict[str, dict[str, JsonValue]] = {}  # its conditions by id; of their branches OTHERWISE's label

    @property
    def is_change(self) -> bool:
        return bool(self.version)

    @property
    def asks_for_days(self) -> bool:
        """Whether a condition is about a number of days: then 改成3天 may mean that one."""
        gates = [gate for stage in self.stages for gate in (stage.gate, *(step.gate for step in stage.steps))]
        return any(each is not None and each.field == "days" for each in gates)

    def with_stages(self, stages: tuple[Stage, ...]) -> Draft:
        """Without what became empty."""
        kept = tuple(each for each in stages if each.steps)
        return self.model_copy(update={"stages": kept})

    def inserted(self, place: int, stages: tuple[Stage, ...], *, after: bool) -> Draft:
        """Before the stage at `place`. Within a branch they belong to it; they never part two branches."""
        here = self.stages
        while 0 < place < len(here) and here[place - 1].fork and here[place - 1].fork == here[place].fork:
            if here[place - 1].is_one_with(here[place]) and all(each.gate is None for each in stages):
                branch = here[place]
                stages = tuple(
                    each.model_copy(update={"fork": branch.fork, "gate": branch.gate}) for each in stages
                )
                break
            place += 1 if after else -1
        return self.with_stages((*here[:place], *stages, *here[place:]))
