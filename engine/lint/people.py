"""Rules that name nobody in the company as it is today."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from engine.lint.finding import Finding, Level, of_step
from engine.options import TimedTransfer, ToPerson
from engine.people import DepartmentId, Directory, PersonId
from engine.template import FieldType, Step, Template
from engine.who import AnyOf, Who


def check(template: Template, directory: Directory) -> Iterator[Finding]:
    for step in template.steps.values():
        yield from _step(step, template, directory)
    for owner in template.owners:
        if not directory.is_active(owner):
            yield Finding(Level.WARNING, "nobody", data={"rule": "owner", "of": owner})


def _step(step: Step, template: Template, directory: Directory) -> Iterator[Finding]:
    rules: tuple[Who, ...] = getattr(step.config, "who", ())
    empty = [rule for rule in rules if _is_empty(rule, template, directory)]
    stuck = bool(rules) and len(empty) == len(rules) and getattr(step.config, "empty", "") == "halt"
    for rule in (*empty, *(each for each in _of_settings(step) if _is_empty(each, template, directory))):
        name, of = rule.rule
        level = Level.ERROR if stuck and rule in empty else Level.WARNING
        yield of_step(level, "nobody", step, rule=name, of=of)
    for rule in rules:
        rota = directory.rotas.get(rule.on_call or "")
        if rota is not None and rule not in empty and (gap := rota.gap()) is not None:
            name_of: dict[str, JsonValue] = {"zh": rota.name.zh, "en": rota.name.en}
            yield of_step(Level.WARNING, "rota_gap", step, rota=name_of, at=gap.isoformat())


def _of_settings(step: Step) -> Iterator[Who]:
    """Whom the settings name, besides who acts."""
    config = step.config
    if isinstance(getattr(config, "empty", None), ToPerson):
        yield Who(person=config.empty.person)
    if isinstance(getattr(config, "timeout", None), TimedTransfer):
        yield config.timeout.transfer
    for name in ("transfer", "add_signer"):
        allowed = getattr(config, name, None)
        if isinstance(allowed, AnyOf):
            yield from allowed.who


def _is_empty(rule: Who, template: Template, directory: Directory) -> bool:
    """Whether it names nobody, whatever a form says; rules over people's answers are never judged so."""
    name, of = rule.rule
    match name:
        case "person":
            return not directory.is_active(PersonId(of))
        case "role":
            return not any(map(directory.is_active, directory.with_role(of)))
        case "head_of":
            return not _is_of_form(of, template) and not _has_head(of, directory)
        case "on_call":
            rota = directory.rotas.get(of)
            return rota is None or not any(directory.is_active(each.person) for each in rota.turns)
        case "manager_of":
            lines = (len(directory.line_above(each)) for each in directory.people)
            return max(lines, default=0) < rule.level
        case "managers_of":
            return isinstance(rule.up_to, str) and not _is_title(rule.up_to, directory)
        case "field":
            return _has_no_heads(of, template, directory)
    return False


def _is_of_form(of: str, template: Template) -> bool:
    return of == "starter" or of.partition(".")[0] in template.fields_by_id


def _has_head(department: str, directory: Directory) -> bool:
    head = directory.head_of(DepartmentId(department))
    return head is not None and directory.is_active(head)


def _has_no_heads(of: str, template: Template, directory: Directory) -> bool:
    field = template.fields_by_id.get(of)
    is_department = field is not None and field.type is FieldType.DEPARTMENT
    return is_department and not any(_has_head(each, directory) for each in directory.departments)


def _is_title(text: str, directory: Directory) -> bool:
    titled = any(text in (each.title.zh, each.title.en) for each in directory.people.values() if each.active)
    return titled or any(map(directory.is_active, directory.with_role(text)))
