"""Whom drawings may name: a small company, and the step types."""

from __future__ import annotations

from pathlib import Path

from bot.app.found import step_types
from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId

STEPS = step_types()
DRAWINGS = Path(__file__).parents[3] / "payloads" / "bpmn"
DEMO = Path(__file__).parents[4] / "bot" / "app" / "demo" / "templates"
_LI_NA = PersonId("li.na")
_FINANCE, _HR = DepartmentId("finance"), DepartmentId("hr")
DIRECTORY = Directory(
    people={_LI_NA: Person(_LI_NA, Label("李娜", "Li Na"), Label("财务总监", "CFO"), _FINANCE)},
    departments={
        _FINANCE: Department(_FINANCE, Label("财务部", "Finance"), _LI_NA),
        _HR: Department(_HR, Label("人力资源部", "HR"), _LI_NA),
    },
    roles={"cfo": (_LI_NA,), "pmo": (_LI_NA,)},
)
