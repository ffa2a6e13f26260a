"""Which processes a person may see, as a condition for lists; the rule is `engine.permission.may_see`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select, true

from engine.people import PMO, SYSTEM, Directory, PersonId
from engine.template import Template
from storage.tables import METADATA

_PROCESS = METADATA.tables["process"].c
_PARTICIPANT = METADATA.tables["participant"].c


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and what he sees beyond the processes that he takes part in."""

    person: PersonId
    everything: bool = False
    templates: tuple[str, ...] = ()  # that he owns, or that are open to the company
    starters: tuple[PersonId, ...] = ()  # whom he leads


def viewer(person: PersonId, directory: Directory, templates: Iterable[Template]) -> Viewer:
    active = directory.is_active(person)
    return Viewer(
        person=person,
        everything=person == SYSTEM or (active and person in directory.with_role(PMO)),
        templates=tuple(
            each.id for each in templates if each.open_to_company or (active and person in each.owners)
        ),
        starters=tuple(each for each in directory.people if directory.leads(person, each)),
    )


def seen_by(who: Viewer | None) -> ColumnElement[bool]:
    """None: no restriction."""
    if who is None or who.everything:
        return true()
    taking_part = select(_PARTICIPANT.process).where(_PARTICIPANT.person == who.person)
    return or_(
        _PROCESS.number.in_(taking_part),
        _PROCESS.template.in_(who.templates),
        _PROCESS.starter.in_(who.starters),
    )
