"""委托: who acts for whom, when. The seat stays with the principal; both may act, the first one counts.

R35–R41 of the approval rules: periods are half-open, chains are followed, circles are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.errors import DelegationCircle, FieldInvalid, PersonInactive, SelfTarget
from engine.people import PMO, Directory, PersonId
from engine.process import Process
from engine.template import FieldType

MAX_LINKS = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """What a delegation is limited to; empty: every approval."""

    template: str = ""
    department: str = ""  # of the starter
    up_to_cny: float | None = None  # the first money field of the form is at most that

    @property
    def limits(self) -> int:
        return bool(self.template) + bool(self.department) + (self.up_to_cny is not None)


@dataclass(frozen=True, slots=True)
class Delegation:
    """`principal`'s approvals go to `deputy` from `start` until `end`. `id` rises with each one made."""

    id: int
    principal: PersonId
    deputy: PersonId
    start: datetime
    end: datetime
    scope: Scope = Scope()


def may_give(actor: PersonId, principal: PersonId, directory: Directory) -> bool:
    """The principal; or an administrator for him, who looks after all processes."""
    return actor == principal or actor in directory.with_role(PMO)


def check(new: Delegation, others: Iterable[Delegation], directory: Directory, now: datetime) -> None:
    """Raises SelfTarget, PersonInactive, FieldInvalid for a period that is over, or DelegationCircle."""
    if new.deputy == new.principal:
        raise SelfTarget()
    if not directory.is_active(new.deputy):
        raise PersonInactive(new.deputy)
    if new.end <= new.start or new.end <= now:
        raise FieldInvalid("to", new.end.isoformat(), "a time after the period's beginning, and to come")
    known = [each for each in others if each.start < new.end and new.start < each.end]
    chain = _circle(new, known)
    if chain:
        raise DelegationCircle(chain)


def _circle(new: Delegation, known: Sequence[Delegation]) -> tuple[str, ...]:
    """The people of a circle that `new` would close within a common moment; none if it closes none."""
    waiting: list[tuple[PersonId, datetime, datetime, tuple[str, ...]]] = [
        (new.deputy, new.start, new.end, (new.principal, new.deputy))
    ]
    while waiting:
        person, start, end, chain = waiting.pop()
        for each in known:
            begins, ends = max(start, each.start), min(end, each.end)
            if each.principal != person or begins >= ends:
                continue
            if each.deputy == new.principal:
                return chain
            if each.deputy not in chain and len(chain) <= len(known) + 1:
                waiting.append((each.deputy, begins, ends, (*chain, each.deputy)))
    return ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Who acts for a principal now. `passed_over`: a deputy may not: starter, left, seated or circle."""

    deputy: PersonId | None = None
    passed_over: str = ""


def standing(
    principal: PersonId,
    process: Process,
    delegations: Sequence[Delegation],
    directory: Directory,
    now: datetime,
    *,
    barred: frozenset[PersonId] = frozenset(),
) -> Standing:
    """The last link of the chain of deputies; `barred` are people who may not act for another here."""
    person, seen = principal, {principal}
    for _ in range(MAX_LINKS):
        link = _link(person, process, delegations, directory, now)
        if link is None:
            break
        if link.deputy in seen:
            return Standing(passed_over="circle")
        seen.add(link.deputy)
        person = link.deputy
    if person == principal:
        return Standing()
    if not directory.is_active(person):
        return Standing(passed_over="left")
    if person in barred:
        return Standing(passed_over="starter" if person == process.starter else "seated")
    return Standing(deputy=person)


def _link(
    person: PersonId,
    process: Process,
    delegations: Sequence[Delegation],
    directory: Directory,
    now: datetime,
) -> Delegation | None:
    """The one in force: the most specific, else the latest made."""
    fitting = [
        each
        for each in delegations
        if each.principal == person and each.start <= now < each.end and _fits(each.scope, process, directory)
    ]
    return max(fitting, key=lambda each: (each.scope.limits, each.id), default=None)


def _fits(scope: Scope, process: Process, directory: Directory) -> bool:
    if scope.template and scope.template != process.template.id:
        return False
    if scope.department:
        starter = directory.person(process.starter)
        if starter is None or starter.department != scope.department:
            return False
    if scope.up_to_cny is None:
        return True
    money = next((each.id for each in process.template.fields if each.type is FieldType.MONEY), None)
    amount = process.fields.get(money) if money else None
    return isinstance(amount, int | float) and amount <= scope.up_to_cny
