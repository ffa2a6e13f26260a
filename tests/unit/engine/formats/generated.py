"""Random templates with every kind of step and every setting, in the shape that the YAML has."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from engine.formats.yaml import built
from engine.template import Template
from tests.unit.engine.formats.company import STEPS

Plain = dict[str, Any]
_TEXTS = st.text("abcXYZ 审批<>&\"'#:{}[]|%*!-,", min_size=1, max_size=12).map(str.strip).filter(bool)
_LABELS = st.one_of(_TEXTS, st.fixed_dictionaries({"zh": _TEXTS, "en": _TEXTS}))
_SPANS = st.sampled_from(["30m", "4h", "1d", "10d"])
_FIELDS: list[Plain] = [
    {"id": "amount", "type": "money", "label": {"zh": "金额", "en": "Amount"}, "required": True},
    {"id": "kind", "type": "choice", "label": "Kind", "options": [{"id": "a b", "label": "A"}]},
    {"id": "who", "type": "person", "label": "Who", "synonyms": ["谁", "whom"], "hint": "Some <b>one</b>"},
    {"id": "day", "type": "date", "label": "Day"},
    {
        "id": "rows",
        "type": "table",
        "label": "Rows",
        "columns": [{"id": "x", "label": "X", "type": "number"}],
    },
]
_WHO = st.sampled_from(
    [
        {"person": "li.na"},
        {"role": "cfo", "weight": 3},
        {"head_of": "finance", "veto": True},
        {"manager_of": "starter", "level": 2},
        {"managers_of": "who", "up_to": "总监"},
        {"field": "who"},
        {"starter": True},
        {"chosen": True},
        {"people": 'person.title == "CFO" && amount > 1'},
        {"on_call": "ops"},
    ]
)
_WHOS = st.lists(_WHO, min_size=1, max_size=3)
_CONDITIONS = st.sampled_from(
    [
        "amount > 500000",
        'kind == "a b" && !(amount < 3)',
        'who == "li.na" || starter.department == "it"',
        "true",
    ]
)
_PEOPLE: dict[str, Any] = {
    "empty": st.sampled_from(["pass", "halt", {"person": "li.na"}]),
    "return": st.just(False),
    "way_back": st.sampled_from(["straight_back", "ask"]),
    "timeout": st.sampled_from(["pass", "reject", "escalate", {"transfer": {"role": "cfo"}}]),
    "takeover": st.just(True),
    "transfer": st.sampled_from([False, {"who": [{"role": "cfo"}]}]),
    "add_signer": st.just(False),
    "take_back": st.just(False),
    "recheck": st.sampled_from(["warn", "refuse"]),
    "comment": st.sampled_from(["required", "required_to_reject"]),
    "files": st.just("required"),
    "edits": st.just(["amount"]),
    "hidden": st.just(["day"]),
    "requires": st.just(["kind"]),
    "distinct_people": st.just(True),
    "batch": st.just(False),
    "final": st.just(True),
    "mode": st.sampled_from(["all", "sequence", "claim"]),
}
_APPROVAL: dict[str, Any] = _PEOPLE | {
    "mode": st.sampled_from(["all", "sequence", "vote", "claim"]),
    "pass": st.sampled_from(["2/3", "66.67%", "3"]),
    "self": st.sampled_from(["pass", "allow"]),
    "repeat": st.sampled_from(["any", "ask"]),
    "reject_to": st.just("starter"),
    "any_reject": st.just("all"),
    "early": st.just(False),
    "wait_all": st.just(True),
}
_PLAIN_KINDS = st.one_of(
    st.fixed_dictionaries({"kind": st.just("approval"), "who": _WHOS}, optional=_APPROVAL),
    st.fixed_dictionaries({"kind": st.just("task"), "who": _WHOS}, optional=_PEOPLE),
    st.fixed_dictionaries({"kind": st.just("notify"), "who": _WHOS}, optional={"text": _TEXTS}),
    st.fixed_dictionaries({"kind": st.just("timer"), "after": _SPANS}, optional={"working": st.just(False)}),
    st.fixed_dictionaries({"kind": st.just("timer"), "until": st.sampled_from(["day", "2026-12-01T09:00"])}),
    st.fixed_dictionaries(
        {"kind": st.just("message"), "message": _TEXTS},
        optional={"key": st.just("kind"), "takes": st.just({"amount": "a.b.0"})},
    ),
    st.fixed_dictionaries(
        {"kind": st.just("service"), "url": st.just("https://erp.example.com/?a=1&b=<2>")},
        optional={
            "method": st.sampled_from(["GET", "PUT"]),
            "sends": st.just({"x": "amount * 2"}),
            "retries": st.just(0),
            "once": st.just(True),
            "final": st.just(True),
        },
    ),
    st.fixed_dictionaries(
        {"kind": st.just("plugin"), "plugin": st.just("stamp")},
        optional={"settings": st.just({"deep": [1, {"x": None}]})},
    ),
    st.fixed_dictionaries(
        {"kind": st.just("call"), "template": st.just("leave")},
        optional={
            "fields": st.just({"days": "item.x"}),
            "results": st.just({"day": "to"}),
            "each": st.just("rows"),
            "wait": st.just(False),
            "title": _TEXTS,
        },
    ),
)


class _Names:
    """Ids in the order in which steps are drawn."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> str:
        self.count += 1
        return f"step_{self.count}"


@st.composite
def templates(draw: st.DrawFn) -> Template:
    names = _Names()
    steps = _sequence(draw, names, depth=2)
    _lead_elsewhere(draw, steps, names)
    head: Plain = draw(
        st.fixed_dictionaries(
            {"name": _LABELS, "about": _LABELS},
            optional={
                "title": st.just("{kind}"),
                "owners": st.just(["li.na"]),
                "synonyms": st.just(["yes", "no", "1"]),
                "due": _SPANS,
                "open_to_company": st.just(True),
                "withdraw": st.sampled_from(["never", "before_first_decision"]),
                "cascade": st.just("all"),
                "managers_see": st.just(False),
            },
        )
    )
    data = {"id": "made", "prefix": "MD", **head, "fields": _FIELDS, "steps": steps}
    return built(data, {}, version=1, types=STEPS, name="made")


def _sequence(draw: st.DrawFn, names: _Names, depth: int) -> list[Plain]:
    return [_step(draw, names, depth) for _ in range(draw(st.integers(1, 3)))]


def _step(draw: st.DrawFn, names: _Names, depth: int) -> Plain:
    step: Plain = {"id": names.next(), "name": draw(_LABELS)}
    if draw(st.booleans()):
        step["due"] = draw(_SPANS)
    if draw(st.booleans()):
        step["planned"] = draw(_SPANS)
    kind = draw(st.sampled_from(["plain", "plain", "condition", "parallel", "inclusive", "events"]))
    if kind == "plain" or depth == 0:
        return {**step, **draw(_PLAIN_KINDS)}
    step |= {"kind": kind, "branches": []}
    for _ in range(draw(st.integers(2, 3))):
        branch: Plain = {"steps": _sequence(draw, names, depth - 1)}
        if kind in ("condition", "inclusive"):
            branch["when"] = draw(_CONDITIONS)
        if kind == "events":
            first = {"id": names.next(), "kind": "message", "name": "M", "message": "go"}
            branch["steps"] = [first, *branch["steps"]]
        if draw(st.booleans()):
            branch["label"] = draw(_LABELS)
        step["branches"].append(branch)
    if kind == "condition" and draw(st.booleans()):
        step["branches"].append({"label": draw(_LABELS)})
    return step


def _lead_elsewhere(draw: st.DrawFn, steps: list[Plain], names: _Names) -> None:
    """Settings and lines that leave the nesting: back to the first step, on to the last, or to the end."""
    last: Plain = {"id": names.next(), "kind": "finish", "name": "Stop", "outcome": "rejected"}
    ending: Plain = {
        "id": names.next(),
        "kind": "notify",
        "name": "Done",
        "who": [{"starter": True}],
        "next": "end",
    }
    steps += [ending, last]
    steps[0:0] = [
        {
            "id": names.next(),
            "kind": "approval",
            "name": "First",
            "who": [{"starter": True}],
            "timeout": {"to": last["id"]},
            "due": "1d",
            **({"reject_to": steps[0]["id"]} if draw(st.booleans()) else {}),
        }
    ]
    for step in steps[1:-2]:
        if step["kind"] in ("service", "plugin") and draw(st.booleans()):
            step["on_error"] = last["id"]
        if step["kind"] == "condition" and draw(st.booleans()):
            step["branches"].append(
                {"when": "amount < 1", "to": draw(st.sampled_from([steps[0]["id"], "end"]))}
            )
