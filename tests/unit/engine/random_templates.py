"""Random templates of every kind of step and setting, such as could be published: the lint has no errors."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from engine.lint import errors, lint
from engine.template import Template
from tests.unit.engine.galaxy import template

PEOPLE = ("chen.jie", "li.na", "wu.hao", "xu.jing", "he.ping", "zhou.ting", "wang.fang", "zhang.wei")
people = st.sampled_from(PEOPLE)
MODES = ("any", "all", "sequence", "vote", "claim")
Step = dict[str, Any]
_SETTINGS: dict[str, tuple[object, ...]] = {
    "empty": ("admin", "pass", "halt", {"person": "guo.tao"}),
    "way_back": ("walk_again", "straight_back", "ask"),
    "return": (True, False),
    "transfer": (True, False, {"who": [{"person": "li.na"}, {"person": "guo.tao"}]}),
    "add_signer": (True, False),
    "take_back": (True, False),
    "comment": ("optional", "optional", "required"),
    "distinct_people": (False, True),
    "takeover": (False, True),
    "final": (False, False, True),
    "recheck": ("reroute", "warn", "refuse"),
    "due": ("4h", "1d", "3d"),
    "edits": (["budget"], ["budget"], []),
    "hidden": ([], [], ["budget"]),
}
_OF_APPROVALS: dict[str, tuple[object, ...]] = {
    "self": ("manager", "pass", "allow"),
    "repeat": ("adjacent", "any", "ask"),
    "any_reject": ("first", "all"),
    "early": (True, False),
    "wait_all": (False, True),
    "reject_to": ("end", "end", "starter", "s1"),
}
_TIMEOUTS: tuple[object, ...] = (
    "remind",
    "pass",
    "reject",
    "escalate",
    {"transfer": {"person": "guo.tao"}},
    {"to": "s9"},
)


class _Names:
    """Of the steps of one template, in the order in which they are made."""

    def __init__(self) -> None:
        self._made = 0

    def next(self, kind: str) -> str:
        self._made += 1
        return f"{kind}{self._made}"


@st.composite
def for_people(draw: st.DrawFn, name: str, *, kind: str = "") -> Step:
    kind = kind or draw(st.sampled_from(["approval", "approval", "approval", "task"]))
    mode = draw(st.sampled_from(MODES if kind == "approval" else ("any", "all", "sequence", "claim")))
    rules: list[dict[str, object]] = [
        {"person": each} for each in draw(st.lists(people, min_size=1, max_size=4, unique=True))
    ]
    if mode == "vote":
        rules = [rule | {"weight": draw(st.integers(1, 3)), "veto": draw(st.booleans())} for rule in rules]
    rules += draw(st.lists(st.sampled_from([{"manager_of": "starter"}, {"role": "nobody"}]), max_size=1))
    # Most settings stand as they are: what is to be found lies between few of them.
    settings = _SETTINGS | (_OF_APPROVALS if kind == "approval" else {})
    chosen = draw(st.lists(st.sampled_from(sorted(settings)), max_size=6, unique=True))
    made: Step = {"id": name, "kind": kind, "name": name, "mode": mode, "who": rules, "due": "1d"}
    made |= {each: draw(st.sampled_from(settings[each])) for each in chosen}
    made["timeout"] = draw(st.sampled_from(_TIMEOUTS))
    if made["timeout"] == {"to": "s9"} and name == "s9":
        made["timeout"] = "pass"
    if mode == "vote":
        made["pass"] = draw(st.sampled_from(["1/2", "2/3", "> 1/2", "2", "100%", "66.67%"]))
    return made


def _waiting(draw: st.DrawFn, kind: str, name: str) -> Step:
    made: Step = {"id": name, "kind": kind, "name": name}
    match kind:
        case "timer":
            made |= draw(
                st.sampled_from([{"after": "6h"}, {"after": "6h", "working": False}, {"until": "2026-11-25"}])
            )
        case "message":
            made |= {"message": draw(st.sampled_from(["paid", "sent"])), "takes": {"budget": "sum"}}
        case "service":
            made |= {"url": "https://erp.example/book", "takes": {"note": "id"}, "once": draw(st.booleans())}
            made |= {"final": draw(st.booleans())}
        case "call":
            made |= {"template": "other", "wait": draw(st.booleans())}
            made |= {"reject_to": draw(st.sampled_from(["end", "starter"]))}
        case "notify":
            made |= {"who": [{"role": "pmo"}]}
    return made


def _branches(draw: st.DrawFn, names: _Names, depth: int, kind: str) -> list[Step]:
    conditions: dict[str, list[dict[str, str]]] = {
        "condition": [{"when": "budget > 50"}, {"when": "budget <= 50"}, {}],
        "inclusive": [{"when": "budget > 50"}, {"when": "budget > 10"}, {}],
        "parallel": [{}, {}, {}],
    }
    whens = conditions[kind]
    count = draw(st.integers(2, 3))
    return [
        {**whens[place], "steps": draw(blocks(names, depth + 1, most=2))}
        for place in (range(count) if count == 3 or kind == "parallel" else (0, 2))
    ]


@st.composite
def blocks(draw: st.DrawFn, names: _Names, depth: int, *, most: int) -> list[Step]:
    """Some steps one after another; some of them branch, down to two levels."""
    flat = ["person", "person", "person", "timer", "message", "service", "call", "notify"]
    deep = ["condition", "parallel", "parallel", "inclusive", "events"] if depth < 2 else []
    found: list[Step] = []
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(flat + deep))
        if kind == "person":
            found.append(draw(for_people(names.next("p"))))
        elif kind == "events":
            ways = [_waiting(draw, each, names.next("w")) for each in ("message", "timer")]
            inner = [draw(for_people(names.next("p"))) for _ in ways]
            steps = [
                {"steps": [way, *([each] if draw(st.booleans()) else [])]}
                for way, each in zip(ways, inner, strict=True)
            ]
            found.append({"id": names.next("e"), "kind": "events", "name": "先到", "branches": steps})
        elif kind in ("condition", "parallel", "inclusive"):
            name = names.next("g")
            found.append(
                {"id": name, "kind": kind, "name": name, "branches": _branches(draw, names, depth, kind)}
            )
        else:
            found.append(_waiting(draw, kind, names.next("w")))
    return found


@st.composite
def templates(draw: st.DrawFn) -> Template:
    """s1 and s9 are there always; a loop back to s1 often, a step that ends it all sometimes."""
    names = _Names()
    steps = [draw(for_people("s1", kind="approval")), *draw(blocks(names, 0, most=4))]
    if draw(st.integers(0, 2)) == 0:
        loop = {"when": "budget > 90", "to": "s1"}
        steps.append({"id": "again", "kind": "condition", "name": "again", "branches": [loop]})
    if draw(st.integers(0, 5)) == 0:
        stop = {"steps": [{"id": "stop", "kind": "finish", "name": "stop", "outcome": "rejected"}]}
        steps.append(
            {"id": "cut", "kind": "condition", "name": "cut", "branches": [{"when": "budget == 30", **stop}]}
        )
    steps.append(draw(for_people("s9")))
    withdraw = draw(st.sampled_from(["until_end", "before_first_decision", "never"]))
    made = template(written(steps), head=f"withdraw: {withdraw}\n")
    assume(not errors(lint(made, None)))
    return made


def written(steps: list[Step]) -> str:
    return "".join(f"  - {json.dumps(each, ensure_ascii=False)}\n" for each in steps)


@st.composite
def other_versions(draw: st.DrawFn, old: Template) -> Template:
    """The same way by other thresholds: what running processes may be moved to."""
    steps = dict(old.steps)
    for name, step in old.steps.items():
        if step.kind == "approval" and draw(st.booleans()):
            needs = draw(st.sampled_from(["1/3", "> 1/2", "100%"]))
            changes = {"needs": needs, "wait_all": draw(st.booleans()), "reject_to": "starter"}
            steps[name] = replace(step, config=step.config.model_copy(update=changes))
    return replace(old, version=old.version + 1, steps=steps)
