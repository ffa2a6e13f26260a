"""A template's steps and flows as the nodes and edges of a drawing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from engine.calendar import Duration
from engine.formats import plain
from engine.formats.bpmn.drawing import Edge, Node
from engine.formats.bpmn.foreign_conditions import as_words
from engine.formats.bpmn.xml import as_text, tag
from engine.formats.postdominators import meeting_points
from engine.options import TimedFlow
from engine.process import Mode
from engine.template import END, START, Step, StepId, Template

_TAGS = {
    "approval": "userTask",
    "task": "userTask",
    "notify": "sendTask",
    "condition": "exclusiveGateway",
    "parallel": "parallelGateway",
    "inclusive": "inclusiveGateway",
    "events": "eventBasedGateway",
    "service": "serviceTask",
    "plugin": "serviceTask",
    "call": "callActivity",
    "timer": "intermediateCatchEvent",
    "message": "intermediateCatchEvent",
    "finish": "endEvent",
}
_EXITS = {
    "timeout": "Timeout",
    "reject_to": "Rejected",
    "on_error": "Failed",
}  # settings drawn on the boundary


def carried(what: str, data: Any) -> str:
    """Our own words: an element of our namespace that holds JSON."""
    text = json.dumps(data, ensure_ascii=False, separators=(", ", ": "))
    return tag("bpmn:extensionElements", {}, tag(f"tuitui:{what}", {}, as_text(text)))


def nodes(template: Template) -> tuple[Node, ...]:
    meet = meeting_points(template.steps)
    inclusive = {meet[each.id] for each in template.steps.values() if each.kind == "inclusive"}
    found = [Node("start", "startEvent", template.steps[START].name.zh)]
    for step in template.steps.values():
        if step.kind != "start":
            found.append(_node(step, is_inclusive=step.id in inclusive))
            found.extend(_boundary(step))
    ends = any(edge.target == END for edge in edges(template))
    return (*found, Node("end", "endEvent", "结束")) if ends else tuple(found)


def edges(template: Template) -> tuple[Edge, ...]:
    found: list[Edge] = []
    for step in template.steps.values():
        for flow in step.flows:
            own = plain.flow(flow)
            found.append(
                Edge(
                    id=f"Flow_{len(found) + 1}",
                    source=step.id,
                    target=flow.to,
                    name=flow.label.zh if flow.label else "",
                    condition=as_words(flow.when) if flow.when is not None else "",
                    own=carried("flow", own) if own else "",
                )
            )
        for setting, to in exits(step):
            found.append(Edge(f"Flow_{len(found) + 1}", f"{_EXITS[setting]}_{step.id}", to))
    return tuple(found)


def exits(step: Step) -> Iterator[tuple[str, StepId]]:
    """Settings that lead elsewhere: a timeout, a rejection to a step, an error."""
    if isinstance(getattr(step.config, "timeout", None), TimedFlow):
        yield "timeout", StepId(step.config.timeout.to)
    if getattr(step.config, "reject_to", "end") not in ("end", "starter"):
        yield "reject_to", StepId(step.config.reject_to)
    if getattr(step.config, "on_error", None):
        yield "on_error", StepId(step.config.on_error)


def _node(step: Step, *, is_inclusive: bool) -> Node:
    local = _TAGS.get(step.kind) or ("inclusiveGateway" if is_inclusive else "parallelGateway")
    data = plain.step(step)
    del data["id"]
    attributes = {"calledElement": f"Process_{step.config.template}"} if step.kind == "call" else {}
    return Node(step.id, local, step.name.zh, attributes, (carried("step", data),), tuple(_definitions(step)))


def _definitions(step: Step) -> Iterator[str]:
    config = step.config
    match step.kind:
        case "timer":
            yield _timer(config.after, config.until)
        case "message":
            yield tag("bpmn:messageEventDefinition", {"messageRef": f"Message_{step.id}"})
        case "finish":
            yield tag("bpmn:terminateEventDefinition", {})
        case "approval" | "task" if config.mode in (Mode.ALL, Mode.SEQUENCE, Mode.VOTE):
            many = tag("bpmn:loopCardinality", {"xsi:type": "bpmn:tFormalExpression"}, str(len(config.who)))
            sequential = "true" if config.mode is Mode.SEQUENCE else "false"
            yield tag("bpmn:multiInstanceLoopCharacteristics", {"isSequential": sequential}, many)


def messages(template: Template) -> Iterator[str]:
    for step in template.steps.values():
        if step.kind == "message":
            yield tag("bpmn:message", {"id": f"Message_{step.id}", "name": step.config.message})


def _boundary(step: Step) -> Iterator[Node]:
    for setting, _ in exits(step):
        if setting == "timeout":
            words, inside = "超时", _timer(str(step.due or Duration(1, "d")), None)
        else:
            words = "驳回" if setting == "reject_to" else "出错"
            inside = tag("bpmn:errorEventDefinition", {})
        yield Node(
            id=f"{_EXITS[setting]}_{step.id}",
            tag="boundaryEvent",
            name=words,
            attributes={"attachedToRef": step.id},
            inside=(carried("exit", {"of": setting}),),
            after=(inside,),
            host=step.id,
        )


def _timer(after: str | None, until: str | None) -> str:
    kind, words = ("timeDuration", _iso(after)) if after else ("timeDate", until or "")
    inside = tag(f"bpmn:{kind}", {"xsi:type": "bpmn:tFormalExpression"}, as_text(words))
    return tag("bpmn:timerEventDefinition", {}, inside)


def _iso(span: str) -> str:
    duration = Duration.parse(span)
    return f"P{duration.amount}D" if duration.unit == "d" else f"PT{duration.amount}{duration.unit.upper()}"
