"""Whom a drawing names (assignee, candidates, lane) → rules of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import Graph, Piece
from engine.formats.bpmn.model import Item
from engine.formats.bpmn.words import ZEEBE
from engine.formats.expressions.parse import bare
from engine.people import Directory

Rule = dict[str, Any]
_EXPRESSION = re.compile(r"^(?:[$#]\{.*\}|=.*)$", re.DOTALL)
_VARIABLE = re.compile(r"^[^\W\d]\w*$")
_STARTER = re.compile(
    r"^(?:the )?(?:initiator|starter|applicant|requester|requestor|employee"
    r"|apply_?user(?:_?id)?|start_?user(?:_?id)?|execution\.startUserId|申请人|发起人|提交人|提单人|经办人|员工)$",
    re.IGNORECASE,
)
_MANAGER = re.compile(
    r"^(?:(?:the )?(?:starters?|initiators?|applicants?|employees?)?[_ ']*s?[_ ]*"
    r"(?:line |direct |department |dept )?(?:manager|supervisor|superior|leader|boss)(?:_?id)?"
    r"|(?:直属|直接|部门)?(?:上级|主管|经理|领导|负责人))$",
    re.IGNORECASE,
)


def assigned(graph: Graph, piece: Piece, directory: Directory | None) -> tuple[list[Rule], bool]:
    """Rules for a piece, and whether they are a pool to claim from. Empty when the drawing names nobody."""
    item = piece.item
    if item is None:
        return [], False
    assignee, users, groups = _written(item)
    if assignee and not (
        item.element.first("multiInstanceLoopCharacteristics") and _EXPRESSION.match(assignee)
    ):
        return [_person(graph, piece, assignee, directory)], False
    if assignee:
        return [{"chosen": True}], False  # one of a collection, which somebody must fill
    rules = [_person(graph, piece, each, directory) for each in _listed(users)]
    rules += [group(graph, piece, each, directory) for each in _listed(groups)]
    if rules:
        return rules, True
    if item.lane:
        return [group(graph, piece, item.lane, directory)], False
    return [], False


def _written(item: Item) -> tuple[str, str, str]:
    zeebe = item.extension(ZEEBE, "assignmentDefinition")
    if zeebe is not None:
        return tuple(_unquoted(zeebe.get(key)) for key in ("assignee", "candidateUsers", "candidateGroups"))  # type: ignore[return-value]  # three keys, three texts
    standard = ""
    for kind in ("humanPerformer", "potentialOwner", "performer"):
        for each in item.element.all(kind):
            standard = "".join(
                inner.text for inner in each.walk() if inner.name == "formalExpression"
            ).strip()
    users, groups = item.attribute("candidateUsers"), item.attribute("candidateGroups")
    wrapped = re.fullmatch(r"(user|group)\((.*)\)", standard)
    if wrapped:
        return (
            item.attribute("assignee"),
            users or wrapped[2] * (wrapped[1] == "user"),
            groups or (wrapped[2] * (wrapped[1] == "group")),
        )
    return item.attribute("assignee") or standard, users, groups


def _unquoted(text: str) -> str:
    """Zeebe writes a fixed list as `= ["a", "b"]`, a fixed text as it is or as `= "a"`."""
    fixed = re.fullmatch(r"=\s*\[?((?:\s*\"[^\"]*\"\s*,?)+)\]?", text)
    return ",".join(re.findall(r'"([^"]*)"', fixed[1])) if fixed else text


def _listed(text: str) -> Iterator[str]:
    parts = [text] if _EXPRESSION.match(text) else re.split(r"[,,;;、]", text)
    yield from (each.strip() for each in parts if each.strip())


def _person(graph: Graph, piece: Piece, written: str, directory: Directory | None) -> Rule:
    name = bare(written) if _EXPRESSION.match(written) else written
    if _STARTER.match(name):
        return {"starter": True}
    if _EXPRESSION.match(written):
        return _by_variable(graph, piece, name, written)
    if directory is not None:
        for person in directory.people.values():
            if name.lower() in (
                person.id.lower(),
                person.email.lower(),
                person.name.zh,
                person.name.en.lower(),
            ):
                return {"person": str(person.id)}
        if name in directory.roles:
            return {"role": name}
        graph.tell(
            Level.WARNING, piece, f"通讯录里没有 {name} 这个人", f"nobody in the directory is called {name}"
        )
    return {"person": name}


def _by_variable(graph: Graph, piece: Piece, name: str, written: str) -> Rule:
    if _MANAGER.match(name):
        graph.tell(
            Level.INFO,
            piece,
            f"{written} 理解为申请人的上级",
            f"{written} is taken for the starter's manager",
        )
        return {"manager_of": "starter"}
    if _VARIABLE.match(name):
        return {"field": name}  # a field of the form with that name; `fields` makes it
    graph.tell(
        Level.WARNING,
        piece,
        f"办理人 {written} 算不出来,改为由申请人发起时选择",
        f"the assignee {written} cannot be worked out; the starter chooses instead",
    )
    return {"chosen": True}


def group(graph: Graph, piece: Piece, written: str, directory: Directory | None) -> Rule:
    """A candidate group or a lane: a role, a department (its head), a title, or a person."""
    name = bare(written) if _EXPRESSION.match(written) else written
    if _STARTER.match(name):
        return {"starter": True}
    found = _in_directory(name, directory)
    if found:
        return found
    if _MANAGER.match(name):
        return {"manager_of": "starter"}
    if _EXPRESSION.match(written):
        return _by_variable(graph, piece, name, written)
    graph.tell(
        Level.WARNING,
        piece,
        f"没有叫{name}的角色、部门、职位或人;先按角色{name}导入",
        f"no role, department, title or person is called {name}; taken for a role of that name",
    )
    return {"role": name}


def _in_directory(name: str, directory: Directory | None) -> Rule | None:
    if directory is None:
        return None
    wanted = name.lower()
    role = next((each for each in directory.roles if each.lower() == wanted), None)
    if role:
        return {"role": role}
    for department in directory.departments.values():
        if wanted in (str(department.id).lower(), department.name.zh, department.name.en.lower()):
            return {"head_of": str(department.id)}
    for person in directory.people.values():
        if wanted in (person.name.zh, person.name.en.lower(), str(person.id).lower()):
            return {"person": str(person.id)}
    titles = {person.title.zh: person.title.zh for person in directory.people.values()}
    titles |= {person.title.en.lower(): person.title.zh for person in directory.people.values()}
    if wanted in titles:
        return {"people": f'person.title == "{titles[wanted]}"'}
    return None
