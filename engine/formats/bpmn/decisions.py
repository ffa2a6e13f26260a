"""Where a drawing decides: conditions become CEL, an approval's yes and no become its own outcome, and a
gateway without conditions becomes a question to whoever stands before it."""

from __future__ import annotations

import re
from typing import Any

from engine.formats.bpmn import own
from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.foreign_conditions import as_words
from engine.formats.bpmn.forms import Form
from engine.formats.bpmn.graph import FINISH, Graph, Piece, Way
from engine.formats.bpmn.names import both, identifier
from engine.formats.bpmn.shape import NO, YES, drop_unreached
from engine.formats.expressions.parse import bare, parse
from engine.formats.expressions.render import render, variables
from engine.formats.expressions.tree import Expression, NotTranslated
from engine.people import Label

_OUTCOME = re.compile(
    r"^(!|not\b|not\()?\s*\(?\s*(\w*(?:approv|agree|accept|pass|reject|同意|通过|审批结果)\w*)\s*\)?"
    r"\s*(?:(==|=|!=|eq|ne)\s*[\"']?(\w+)[\"']?)?$",
    re.IGNORECASE,
)


def own_words(graph: Graph) -> None:
    """Flows that carry our own conditions keep them, unless the drawn one was changed since."""
    for way in graph.ways:
        when = own.said_when(way)
        own.way(graph, way, as_words(when) if when else None)


def outcomes(graph: Graph, form: Form) -> None:
    """`approve → yes or no?` with one approval before it: the no is the approval's rejection."""
    for piece in tuple(graph.pieces.values()):
        ins, outs = graph.into(piece.id), graph.out_of(piece.id)
        if piece.is_ours or piece.kind != "condition" or len(ins) != 1 or len(outs) != 2:
            continue
        before = graph.pieces[ins[0].source]
        said = [_says(way) for way in outs]
        if said.count(None) == 1:  # the other one is said by leaving it open
            said = [each if each is not None else not next(s for s in said if s is not None) for each in said]
        if not _may_be_approval(before) or sorted(map(str, said)) != ["False", "True"]:
            continue
        yes, no = (outs[0], outs[1]) if said[0] else (outs[1], outs[0])
        if (
            graph.pieces[yes.target].kind == FINISH
            and graph.pieces[no.target].kind != FINISH
            and not _says_by_name(no)
        ):
            continue
        _settle(graph, piece, before, form, to=(yes.target, no.target))
    drop_unreached(graph)


def _may_be_approval(piece: Piece) -> bool:
    return not piece.is_ours and piece.kind in ("approval", "task") and "reject_to" not in piece.settings


def _settle(graph: Graph, gateway: Piece, before: Piece, form: Form, *, to: tuple[str, str]) -> None:
    yes, no = to
    before.kind = "approval"
    before.settings["reject_to"] = no
    for key in ("edits", "requires"):  # the yes or no itself is no question of the form any more
        kept = [each for each in before.settings.get(key, ()) if not _OUTCOME.match(each)]
        for answered in before.settings.pop(key, ()):
            if answered not in kept:
                form.drop(answered)
        if kept:
            before.settings[key] = kept
    graph.remove(gateway.id)
    graph.connect(before.id, yes)
    graph.tell(
        Level.INFO,
        gateway,
        f"这个判断就是{before.shown or '前一步'}的同意或驳回,并入那一步",
        f"this decision is the yes or no of {before.shown or 'the step before'} and becomes part of it",
    )


def _says_by_name(way: Way) -> bool:
    name = way.line.name if way.line else ""
    return bool(YES.match(name) or NO.match(name))


def _says(way: Way) -> bool | None:
    """Whether a way is the yes (True) or the no (False) of a decision; None when it does not say."""
    text = bare(way.condition)
    if text:
        found = _OUTCOME.match(text)
        if not found:
            return None
        negated, name, op, value = found.groups()
        says = not re.search("reject", name, re.IGNORECASE)
        if value is not None:
            if not (YES.match(value) or NO.match(value)):
                return None
            says = says if YES.match(value) else not says
        if op in ("!=", "ne"):
            says = not says
        return says is not bool(negated)
    name = way.line.name if way.line else ""
    return True if YES.match(name) else False if NO.match(name) else None


def conditions(graph: Graph, form: Form) -> None:
    """Sets `when` of every way out of a choice."""
    trees: list[tuple[Way, Expression]] = []
    for piece in tuple(graph.pieces.values()):
        if piece.kind not in ("condition", "inclusive"):
            continue
        outs = graph.out_of(piece.id)
        if not any(way.condition or way.when for way in outs):
            _ask(graph, piece, outs, form)
            continue
        for way in outs:
            if way.condition and (tree := _tree(graph, way)):
                trees.append((way, tree))
    for _, tree in trees:
        for name, use in variables(tree):
            if use:
                form.named(name, use)
            else:
                form.undecided(name)
    for way, tree in trees:
        _render(graph, way, tree, form)
    for piece in graph.pieces.values():
        if piece.kind in ("condition", "inclusive") and not piece.is_ours:
            _settle_default(graph, piece)


def _tree(graph: Graph, way: Way) -> Expression | None:
    try:
        return parse(way.condition)
    except NotTranslated as error:
        _untranslated(graph, way, error)
        return None


def _render(graph: Graph, way: Way, tree: Expression, form: Form) -> None:
    try:
        way.when = render(tree, form.named, form.kinds())
    except NotTranslated as error:
        _untranslated(graph, way, error)


def _untranslated(graph: Graph, way: Way, error: NotTranslated) -> None:
    way.when = "false"
    graph.tell(
        Level.ERROR,
        way,
        f"条件 {way.condition} 翻译不了:{error}",
        f"the condition {way.condition} cannot be translated: {error}",
    )


def _settle_default(graph: Graph, piece: Piece) -> None:
    """What is taken when nothing holds; other engines would stop with an error there."""
    outs = graph.out_of(piece.id)
    for way in outs:
        if way.is_default and way.when is not None:
            graph.tell(
                Level.WARNING,
                way,
                f"默认连线上的条件 {way.condition} 不起作用",
                f"the condition {way.condition} on a default flow has no effect",
            )
            way.when = None
    bare_ways = [way for way in outs if way.when is None]
    if piece.kind == "inclusive":
        for way in bare_ways:
            if not way.is_default:
                way.when = "true"  # in BPMN a flow without a condition is always taken
        return
    for extra in bare_ways[1:]:
        graph.tell(Level.ERROR, extra, "这条连线缺少条件", "a condition is missing on this line")
        extra.when = "false"
    if not bare_ways:
        last = outs[-1]
        if not _complementary(outs):
            graph.tell(
                Level.WARNING,
                last,
                "没有画默认连线;条件都不成立时走这一条",
                "no default flow is drawn; this one is taken when no condition holds",
            )
        last.label = last.label or _label(last)
        last.when = None


def _complementary(outs: list[Way]) -> bool:
    """Two ways of which the second plainly says the opposite of the first."""
    if len(outs) != 2:
        return False
    one, other = (way.when or "" for way in outs)
    opposite = {">": "<=", "<=": ">", "<": ">=", ">=": "<", "==": "!=", "!=": "=="}
    found = re.fullmatch(r"(\w+) (>=|<=|>|<|==|!=) (.+)", one)
    if not found or "&&" in one or "||" in one:
        return False
    yes_no = {'"yes"': '"no"', '"no"': '"yes"'}
    return other == f"{found[1]} {opposite[found[2]]} {found[3]}" or (
        found[3] in yes_no and other == f"{found[1]} {found[2]} {yes_no[found[3]]}"
    )


def _ask(graph: Graph, piece: Piece, outs: list[Way], form: Form) -> None:
    """A choice that says nothing: people answer it, before they come to it."""
    if piece.kind == "inclusive":
        piece.kind = "parallel"
        graph.tell(
            Level.WARNING,
            piece,
            "包容网关的连线都没有条件,理解为同时走",
            "an inclusive gateway without conditions takes every line",
        )
        return
    names = [_label(way) or _leads_to(graph, way) for way in outs]
    options: list[dict[str, Any]] = []
    for name in names:
        taken = [str(each["id"]) for each in options]
        options.append(
            {
                "id": identifier(name.en, taken, f"option_{len(taken) + 1}"),
                "label": {"zh": name.zh, "en": name.en},
            }
        )
    made = form.declare(
        f"{identifier(piece.id)[:30]}_choice",
        "choice",
        piece.shown or "选择",
        required=False,
        options=options,
    )
    for way, option in zip(outs, options, strict=True):
        way.when = f'{made["id"]} == "{option["id"]}"'
        way.label = way.label or _label(way)
    asked = _asked(graph, piece)
    for before in asked:
        for key in ("edits", "requires"):
            before.settings[key] = [*before.settings.get(key, ()), made["id"]]
    if not asked:
        made["required"] = True
    outs[-1].when = None
    who = "、".join(each.shown or each.id for each in asked) or "申请人"
    by = ", ".join(each.shown or each.id for each in asked) or "the starter"
    graph.tell(
        Level.WARNING,
        piece,
        f"连线上没有条件;改为由{who}选择走哪条",
        f"no line has a condition; {by} chooses which one to take",
    )


def _asked(graph: Graph, piece: Piece) -> list[Piece]:
    """The people right before a choice; nobody when something else stands there on some way."""
    before = [graph.pieces[way.source] for way in graph.into(piece.id)]
    people = [each for each in before if each.kind in ("approval", "task") and not each.is_ours]
    return people if before and len(people) == len(before) else []


def _label(way: Way) -> Label | None:
    return both(way.line.name) if way.line and way.line.name else None


def _leads_to(graph: Graph, way: Way) -> Label:
    target = graph.pieces[way.target]
    return (
        both(target.shown)
        if target.shown
        else Label("结束", "End")
        if target.kind == FINISH
        else both(target.id)
    )
