"""Templates in YAML → the neutral model. Every flaw is named: line, field, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from engine import conditions
from engine.calendar import Duration
from engine.errors import Flaw, TemplateInvalid
from engine.expectations import expected
from engine.formats.source import SourceBranch, SourceField, SourceLabel, SourceStep, SourceTemplate
from engine.people import Label, PersonId
from engine.step import StepConfig, StepType
from engine.template import END, START, Choice, Field, FieldType, Flow, Step, StepId, Template

MAX_BYTES = 200_000
MAX_STEPS = 200
MAX_DEPTH = 100  # of lists and mappings within one another: four for each branch in a branch
Path = tuple[str | int, ...]


def read(source: str, version: int, types: Mapping[str, StepType], name: str = "template.yaml") -> Template:
    """The template that a YAML text describes. Raises TemplateInvalid with all flaws found."""
    if len(source.encode()) > MAX_BYTES:
        raise TemplateInvalid(name, (Flaw("", f"at most {MAX_BYTES // 1000} kB of text"),))
    data, lines = _parsed(source, name)
    return built(data, lines, version=version, types=types, name=name)


def built(
    data: Any, lines: Mapping[Path, int], *, version: int, types: Mapping[str, StepType], name: str
) -> Template:
    """The template that data in the shape of the YAML describe; other formats come through here as well."""
    try:
        written = SourceTemplate.model_validate(data)
    except ValidationError as error:
        raise TemplateInvalid(name, tuple(_flaws(error, (), lines, SourceTemplate))) from error
    builder = _Builder(types=types, fields=tuple(map(_field, written.fields)), lines=lines)
    first = builder.add(written.steps, ("steps",), END)
    builder.check(written)
    if builder.flaws:
        raise TemplateInvalid(name, tuple(builder.flaws))
    start = Step(START, "start", Label("填写", "Fill in"), StepConfig(), (Flow(first),))
    return Template(
        id=written.id,
        version=version,
        prefix=written.prefix,
        name=_label(written.name),
        about=_label(written.about),
        fields=builder.fields,
        steps={START: start, **builder.steps},
        first=first,
        title=written.title,
        owners=tuple(PersonId(each) for each in written.owners),
        synonyms=written.synonyms,
        due=_span(written.due),
        open_to_company=written.open_to_company,
        withdraw=written.withdraw,
        cascade=written.cascade,
        managers_see=written.managers_see,
    )


@dataclass(slots=True)
class _Builder:
    """Flattens nested steps into the neutral graph and collects flaws on the way."""

    types: Mapping[str, StepType]
    fields: tuple[Field, ...]
    lines: Mapping[Path, int]
    steps: dict[StepId, Step] = field(default_factory=dict)
    places: dict[StepId, Path] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def add(self, written: tuple[SourceStep, ...], path: Path, after: str) -> StepId:
        """Adds steps that follow one another and then lead to `after`; returns the first one's id."""
        for place, step in enumerate(written):
            following = written[place + 1].id if place + 1 < len(written) else after
            self._add_step(step, (*path, place), step.next or following)
        return StepId(written[0].id)

    def _add_step(self, step: SourceStep, path: Path, after: str) -> None:
        if step.id in self.places or step.id in (START, END):
            self._flaw((*path, "id"), f"an id used only once, not {step.id!r} again")
            return
        self.places[StepId(step.id)] = path
        kind = self.types.get(step.kind)
        if kind is None or step.kind == "start":
            kinds = ", ".join(sorted(each for each in self.types if each != "start"))
            self._flaw((*path, "kind"), f"one of {kinds}, not {step.kind!r}")
            return
        flows = self._flows(step, path, after)
        try:
            config = kind.config.model_validate(step.model_extra or {})
        except ValidationError as error:
            self.flaws.extend(_flaws(error, path, self.lines, kind.config))
            return
        self.steps[StepId(step.id)] = Step(
            id=StepId(step.id),
            kind=step.kind,
            name=_label(step.name),
            config=config,
            flows=flows,
            due=_span(step.due),
            planned=_span(step.planned),
            line=self.lines.get(path),
        )

    def _flows(self, step: SourceStep, path: Path, after: str) -> tuple[Flow, ...]:
        match step.kind:
            case "parallel" | "inclusive":
                return self._forked(step, path, after)
            case "condition":
                return self._branched(step, path, after)
            case "events":
                return self._awaited(step, path, after)
            case "finish":
                return ()
        if step.branches:
            self._flaw(
                (*path, "branches"), "branches only at a condition, inclusive, parallel or events step"
            )
        return _to(after)

    def _forked(self, step: SourceStep, path: Path, after: str) -> tuple[Flow, ...]:
        """Nested branches get a join of their own; branches with `to` meet where the drawing says."""
        join = f"{step.id}_join"
        if len(step.branches) < 2:
            self._flaw((*path, "branches"), "at least two branches")
        flows: list[Flow] = []
        for place, branch in enumerate(step.branches):
            where = (*path, "branches", place)
            self._check_when(step, branch, where)
            if bool(branch.to) == bool(branch.steps):
                self._flaw(where, "either `to` or nested `steps`")
                continue
            to = branch.to or self.add(branch.steps, (*where, "steps"), join)
            flows.append(Flow(StepId(to), branch.when, _optional(branch)))
        if any(branch.steps for branch in step.branches):
            if step.kind == "inclusive" and all(flow.when for flow in flows):
                flows.append(Flow(StepId(join)))  # none holds: on to the next step
            self._add_join(StepId(join), step, path, after)
        return (
            tuple(sorted(flows, key=lambda flow: flow.when is None))
            if step.kind == "inclusive"
            else tuple(flows)
        )

    def _check_when(self, step: SourceStep, branch: SourceBranch, where: Path) -> None:
        if branch.when is None:
            return
        if step.kind == "parallel":
            self._flaw(where, "no `when`: every branch of a parallel step is taken")
        elif expected := conditions.flaw(branch.when, self.fields):
            self._flaw((*where, "when"), expected)

    def _add_join(self, join: StepId, step: SourceStep, path: Path, after: str) -> None:
        name = join_name(_label(step.name))
        config = self.types["join"].config()
        self.steps[join] = Step(join, "join", name, config, _to(after), line=self.lines.get(path))
        self.places[join] = path

    def _branched(self, step: SourceStep, path: Path, after: str) -> tuple[Flow, ...]:
        flows: list[Flow] = []
        if not any(branch.when for branch in step.branches):
            self._flaw((*path, "branches"), "at least one branch with a condition in `when`")
        for place, branch in enumerate(step.branches):
            where = (*path, "branches", place)
            self._check_when(step, branch, where)
            if branch.to and branch.steps:
                self._flaw(where, "either `to` or nested `steps`, not both")
            to = self.add(branch.steps, (*where, "steps"), after) if branch.steps else branch.to or after
            flows.append(Flow(StepId(to), branch.when, _optional(branch)))
        if all(flow.when for flow in flows):
            flows.append(Flow(StepId(after)))  # no default written: on to the next step
        return _default_last(flows)

    def _awaited(self, step: SourceStep, path: Path, after: str) -> tuple[Flow, ...]:
        flows: list[Flow] = []
        if len(step.branches) < 2:
            self._flaw((*path, "branches"), "at least two branches")
        for place, branch in enumerate(step.branches):
            where = (*path, "branches", place)
            if branch.when or bool(branch.to) == bool(branch.steps):
                self._flaw(where, "either `to` or nested `steps`, without `when`")
                continue
            to = branch.to or self.add(branch.steps, (*where, "steps"), after)
            flows.append(Flow(StepId(to), label=_optional(branch)))
        return tuple(flows)

    def check(self, written: SourceTemplate) -> None:
        """References between the parts."""
        if len(self.steps) > MAX_STEPS:
            self._flaw(("steps",), f"at most {MAX_STEPS} steps")
        ids = [each.id for each in self.fields]
        for name in {each for each in ids if ids.count(each) > 1}:
            self._flaw(("fields",), f"each field once, not {name!r} again")
        for place, each in enumerate(self.fields):
            self._check_field(each, ("fields", place))
        for step in tuple(self.steps.values()):
            self._check_targets(step)
            self._check_fields(step, ids)
        if not self.flaws:
            self._check_reachable(StepId(written.steps[0].id))

    def _check_field(self, field: Field, path: Path) -> None:
        if field.type is FieldType.CHOICE and not field.options:
            self._flaw(path, "options, since its type is choice")
        if field.type is FieldType.TABLE and not field.columns:
            self._flaw(path, "columns, since its type is table")
        if field.columns and field.type is not FieldType.TABLE:
            self._flaw((*path, "columns"), f"columns only in a table; {field.id!r} is a {field.type}")
        names = [each.id for each in field.columns]
        for name in sorted({each for each in names if names.count(each) > 1}):
            self._flaw((*path, "columns"), f"each column once, not {name!r} again")
        for place, column in enumerate(field.columns):
            where = (*path, "columns", place)
            if column.type in (FieldType.TABLE, FieldType.FILE):
                self._flaw((*where, "type"), f"no {column.type} within the table {field.id!r}")
            else:
                self._check_field(column, where)

    def _check_targets(self, step: Step) -> None:
        path = self.places[step.id]
        for to in step.targets:
            if to != END and to not in self.steps and to not in self.places:
                self._flaw(path, f"a step to go on to; {to!r} does not exist")
        if step.kind == "events":
            for flow in step.flows:
                awaited = self.steps.get(flow.to)
                if awaited is not None and awaited.kind not in ("timer", "message"):
                    self._flaw(path, f"branches that begin with a timer or a message; {flow.to!r} is neither")

    def _check_fields(self, step: Step, ids: list[str]) -> None:
        path = self.places[step.id]
        named = [(name, *getattr(step.config, name, ())) for name in ("edits", "requires", "hidden")]
        for key, *names in named:
            for each in names:
                if each not in ids:
                    self._flaw((*path, key), f"fields of the form, not {each!r}")
        for rule in getattr(step.config, "who", ()):
            name, of = rule.rule
            if name == "field" and of.partition(".")[0] not in ids:
                self._flaw((*path, "who"), f"a field of the form, not {of!r}")

    def _check_reachable(self, first: StepId) -> None:
        seen, waiting = {first}, [first]
        while waiting:
            for to in self.steps[waiting.pop()].targets:
                if to not in seen and to != END:
                    seen.add(to)
                    waiting.append(to)
        for step in self.steps:
            if step not in seen:
                self._flaw(self.places[step], f"a way from the start to {step!r}; no step leads there")

    def _flaw(self, path: Path, expected: str) -> None:
        self.flaws.append(Flaw(_dotted(path), expected, _line(path, self.lines)))


@lru_cache(maxsize=32)  # a text is read when it is drawn, checked, published and first used
def _parsed(source: str, name: str) -> tuple[Any, Mapping[Path, int]]:
    """What it says, and on which lines. Not to be changed: others are handed the same."""
    try:
        _refuse_harm(source, name)
        loader = yaml.CSafeLoader(source)  # in C: every process reads every template when it starts
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except (yaml.YAMLError, ValueError) as error:  # the latter from numbers and dates that are none
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "text, numbers and dates that can be read"
        line = mark.line + 1 if mark else None
        raise TemplateInvalid(name, (Flaw("", f"YAML; {problem}", line),)) from error
    if not isinstance(data, dict) or node is None:
        raise TemplateInvalid(name, (Flaw("", "a template with id, prefix, name, fields and steps", 1),))
    lines: dict[Path, int] = {}
    _note_lines(node, (), lines)
    return data, lines


def _refuse_harm(source: str, name: str) -> None:
    """Aliases can make a small text expand without end, and deep nesting would exhaust whoever descends."""
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        is_alias = isinstance(event, yaml.AliasEvent)
        if is_alias or depth > MAX_DEPTH:
            expected = "text without aliases (*name)" if is_alias else f"nested at most {MAX_DEPTH} deep"
            line = event.start_mark.line + 1 if event.start_mark else None
            raise TemplateInvalid(name, (Flaw("", f"YAML; {expected}", line),))


def _note_lines(node: yaml.Node, path: Path, lines: dict[Path, int]) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _note_lines(value, (*path, str(key.value)), lines)
            lines[(*path, str(key.value))] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            _note_lines(value, (*path, place), lines)


def _flaws(
    error: ValidationError, base: Path, lines: Mapping[Path, int], model: type[BaseModel]
) -> Iterable[Flaw]:
    for each in error.errors(include_url=False):
        path = (*base, *each["loc"])
        known = tuple(model.model_fields) if len(each["loc"]) == 1 else ()
        yield Flaw(_dotted(path), expected(each, known).en, _line(path, lines))


def _line(path: Path, lines: Mapping[Path, int]) -> int | None:
    while path not in lines:
        if not path:
            return None
        path = path[:-1]
    return lines[path]


def _dotted(path: Path) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def join_name(fork: Label) -> Label:
    """What the join is called where the nested branches of a fork meet."""
    return Label(f"{fork.zh}汇合", f"{fork.en}: all done")


def _default_last(flows: list[Flow]) -> tuple[Flow, ...]:
    return tuple(sorted(flows, key=lambda flow: flow.when is None))


def _to(after: str) -> tuple[Flow, ...]:
    return (Flow(StepId(after)),)


def _optional(branch: SourceBranch) -> Label | None:
    return _label(branch.label) if branch.label else None


def _label(label: SourceLabel) -> Label:
    return Label(label.zh, label.en)


def _span(text: str | None) -> Duration | None:
    return Duration.parse(text) if text else None


def _field(written: SourceField) -> Field:
    return Field(
        id=written.id,
        type=written.type,
        label=_label(written.label),
        required=written.required,
        options=tuple(Choice(each.id, _label(each.label)) for each in written.options),
        synonyms=written.synonyms,
        hint=_label(written.hint) if written.hint else None,
        columns=tuple(map(_field, written.columns)),
    )
