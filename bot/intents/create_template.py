# ruff: noqa: E501 - an example that stands for several is read as one line
"""`create_template`: a kind of process by talking: described or changed, corrected, simulated, published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from pydantic.json_schema import SkipJsonSchema

from bot.cards import Button, Picture, Reply, Saying, Style, say, show
from bot.intent import Ask, Do, IntentSpec, Plan, Say, Slots
from bot.messages import Text
from bot.modelling import changing, naming, published, showing, telling
from bot.modelling.correcting import corrected
from bot.modelling.describing import described
from bot.modelling.draft import Draft, Unclear
from bot.modelling.phrases import BEGINS_ANEW, PUBLISH, SIMULATE
from bot.modelling.source import step_at, template_of
from bot.present import names, what_if
from bot.view import TurnView
from bot.wishes import PublishTemplate
from engine.drafting import may_add, may_publish
from engine.errors import TemplateInvalid
from engine.formats import yaml_out
from engine.lint import errors, lint
from engine.people import PersonId
from engine.template import Template


class CreateTemplateSlots(Slots):
    text: str | None = None
    draft: SkipJsonSchema[Draft | None] = None  # kept in the dialogue while it is talked about
    change: SkipJsonSchema[str] = ""  # what was said about it, or its button


EXAMPLES = (
    "新建一个外包审批流程:部门经理批,超20万再到财务总监",
    "创建一个流程,先主管审批再财务审批",
    "帮我设计一个用章流程:申请人提交,法务审核,总经理批",
    "新增一个流程模板:出差申请,经理批了人事备案",
    "定义一个新流程,供应商准入:采购初审,质量审核,总监批准",
    "我想建个新模板,招聘审批,HR初筛,部门面试,总经理定",
    "做一个离职流程模板:直属领导,HR,IT回收账号",
    "新建流程模板:样品申请",
    "搭一个付款审批流程,5万以下经理批,以上CFO批",
    "建立一个车辆使用流程:行政批",
    "加一个新的流程类型,叫培训申请,部门负责人审批",
    "配置一个流程:员工提交,组长批,三天没批自动升级",
    "创建审批流 名称借款 先经理后财务",
    "弄个新的审批流程,打样申请,设计和质量并行审",
    "添加一个模板,印刷品审批,市场总监批完发采购",
    "create a process: manager approves, above 200k the CFO too",
    "create a new template for travel requests: manager then HR",
    "build a workflow where legal reviews first and then the CEO signs",
    "define a new process for vendor onboarding: procurement, quality, CFO",
    "set up an approval flow: team lead, then finance",
    "make a new workflow called sample request, quality approves",
    "design a process template: manager approves, IT executes",
    "new template: hiring approval, HR screens, manager decides",
    "add a new workflow: seal usage, legal approves",
    "I want to create a process for equipment loans: admin approves",
    "create template 外包审批:manager先批,然后CFO",
    "新建一个workflow:leader approve完到finance",
    "我们缺个转正的流程,你建一个,HR填表,主管评分,HR经理定",
    "以后借样机也要走审批,给我建一套:申请人提,仓库确认,主管批",
    "we need a process for visitors: host requests, admin approves",
    "make a template for badge requests, HR then IT",
    "帮我建一个新流程供应商引入先采购看再质量定最后财务总监批",
    "请新建用印审批流程,由部门经理审核后报总经理批准。",
    "new flow: visitor pass, HR ok then admin",
    "{新建|创建|建|设计|做}{一个|个|一套}{流程|审批流程|流程模板|外包审批流程}{:|,}{出差先主管批,超五千再到财务总监|部门经理批,然后法务会签|印章使用申请,法务审核后由总经理批准|直属经理批,超一万再到CFO}",
    "{请创建如下流程|帮我新建流程|新流程}{:|,}{印章申请,法务审核后总经理批准|用车申请,主管批|离职交接,HR确认}",
    "{create|build|set up|make|design} a new {workflow|process|approval process|template}: {team lead signs, then HR files it|access request, manager approves, then IT provisions|budget transfer, head first, CFO above 100k|travel, boss approves}",
    "{我们缺一个流程|想加个流程|没有现成的},{你建一下:|帮建一个:|新建一个:}{车辆外借,行政登记,部门经理批|礼品领用,行政发放|印章外带,法务批}",
    "{弄个|加个|搞个|做个}{新流程模板|新模板|新流程}{,内容如下:|:}{用印申请,部门负责人批,法务备案|礼品领用,行政发放,超五百经理批}",
    "build me a process where {the lab books a slot, then QA confirms|finance checks, then the boss signs|IT approves, HR files}",
    "{做个新流程|加个流程|设计个审批}{:|,}{样品外寄,销售提,质量审,仓库发|访客登记,前台录,行政批|加班申请,组长批,HR备案}",
    "set up a {workflow|process} for {visitor badges|sample shipping|overtime}: {host requests, security approves|sales asks, QA checks, warehouse ships|lead approves, HR files}",
)

_PUBLISH, _SIMULATE = "publish", "simulate"


def plan(slots: CreateTemplateSlots, view: TurnView) -> Plan:
    """Nothing is changed before 发布: a draft lives in the dialogue only."""
    if slots.draft is not None and slots.change:
        return _on(slots.draft, slots.change, view)
    said = view.said if view.said and not view.pressed else slots.text or ""
    if (change := changing.wanted(said, view.memory.templates())) is not None:
        return _change(change, slots.draft, view)
    if slots.draft is not None and not BEGINS_ANEW.search(said):
        return _on(slots.draft, said, view)
    ids, prefixes = _taken(view)
    draft = described(said, view.directory, ids=ids, prefixes=prefixes)
    if draft.stages:
        return _shown(draft, view)
    return Ask(question=showing.STEPS_WANTED, slot="change", slots={"draft": draft.model_dump(mode="json")})


def _change(change: changing.Wanted, under_way: Draft | None, view: TurnView) -> Plan:
    """Of a published template, by who may; the draft of it that is under way goes on."""
    template = change.template
    if not may_publish(template, view.speaker, view.directory):
        return Say(say(*showing.not_yours(template, view.directory)))
    if change.is_simulation:
        return _simulation(change, under_way, view)
    if under_way is not None and under_way.id == template.id and under_way.is_change and change.said:
        return _on(under_way, change.said, view)
    draft = published.draft_of(template, view.world)
    left = None if under_way is None or under_way.id == template.id else showing.put_aside(under_way)
    if not change.said:
        return _ask(draft, showing.as_it_is(draft), view, picture=True)
    changed = _corrected(draft, change.said, view)
    if changed is None:
        return _ask(draft, showing.not_placed(draft), view, picture=True)
    return _ask(draft, changed, view) if isinstance(changed, Text) else _shown(changed, view, left)


def _corrected(draft: Draft, said: str, view: TurnView) -> Draft | Text | None:
    """The changed draft, what stands against the change, or None when it was not understood."""
    try:
        changed = corrected(draft, said, view.directory)
        return None if changed is None else _sound(changed, view)
    except Unclear as refusal:
        return showing.unclear(refusal.words)


def _sound(changed: Draft, view: TurnView) -> Draft | Text:
    try:
        template_of(changed, view.world)
    except TemplateInvalid as error:
        return showing.unclear(showing.broken(step_at(error.flaws[0].where, changed)))
    return changed


def _on(draft: Draft, said: str, view: TurnView) -> Plan:
    if said.startswith(f"{_PUBLISH}:") or PUBLISH.fullmatch(said):
        return _publish(draft, said, view)
    if said.startswith(f"{_SIMULATE}:") or SIMULATE.search(said):
        return _simulated(draft, view)
    if not draft.stages:
        ids, prefixes = _taken(view)
        steps = described(said, view.directory, ids=ids, prefixes=prefixes)
        told = {
            "stages": steps.stages,
            "fields": steps.fields,
            "doubts": steps.doubts,
            "unread": steps.unread,
        }
        return _shown(draft.model_copy(update={**told, "said": f"{draft.said} {said}"[:200]}), view)
    changed = _corrected(draft, said, view)
    if changed is None:
        return _ask(draft, showing.NOT_PLACED, view)
    if isinstance(changed, Text):
        return _ask(draft, changed, view)
    if changed.name != draft.name and not draft.is_change:
        ids, prefixes = _taken(view)
        name = changed.name.zh
        changed = changed.model_copy(
            update={"id": naming.identifier(changed.name.en if changed.name.en.isascii() else name, ids),
                    "prefix": naming.prefix(name, prefixes)}
        )  # fmt: skip
    return _shown(changed, view, showing.changed(telling.changes(draft, changed)))


def _shown(draft: Draft, view: TurnView, first: Text | None = None) -> Plan:
    """The draft as words, below its picture; `first` what was done just now."""
    if not draft.stages:
        return _ask(draft, showing.NO_STEPS, view)
    template = template_of(draft, view.world)
    before = _published(draft, view)
    words = showing.told(draft, before, first, lint(template, view.directory), template)
    return _ask(draft, words, view, picture=True)


def _published(draft: Draft, view: TurnView) -> Draft | None:
    """What a change is compared with."""
    current = _current(draft.id, view) if draft.is_change else None
    return published.draft_of(current, view.world) if current else None


def _current(template: str, view: TurnView) -> Template | None:
    return next((each for each in view.memory.templates() if each.id == template), None)


def _ask(draft: Draft, words: Text, view: TurnView, *, picture: bool = False) -> Ask:
    """What is open: more corrections, or the word that publishes it."""
    shown = (view.memory.flow(template_of(draft, view.world), view.language),) if picture else ()
    return Ask(
        question=showing.with_ways(words, draft),
        slot="change",
        choices=_buttons(draft, view),
        slots={"draft": draft.model_dump(mode="json")},
        shown=shown,
    )


def _buttons(draft: Draft, view: TurnView) -> tuple[Button, ...]:
    if not draft.stages or (draft.is_change and draft == _published(draft, view)):
        return ()
    publish = Button(
        id=f"choose/change/{_PUBLISH}:{_seal(draft)}",
        label=Text(zh="发布", en="Publish"),
        style=Style.PRIMARY,
    )
    simulate = Button(id=f"choose/change/{_SIMULATE}:{_seal(draft)}", label=Text(zh="模拟", en="Simulate"))
    return (publish, simulate) if draft.is_change else (publish,)


# What if


def _simulated(draft: Draft, view: TurnView) -> Plan:
    """Finished processes replayed through the draft, which stays open."""
    if not draft.is_change or not draft.stages:
        return _ask(draft, showing.NOTHING_TO_REPLAY, view)
    words, pictures = _what_if(template_of(draft, view.world), view)
    asked = _ask(draft, words, view)
    return replace(asked, shown=pictures)


def _simulation(change: changing.Wanted, under_way: Draft | None, view: TurnView) -> Plan:
    """Of the draft talked about here, else of the one that is kept in the designer."""
    if under_way is not None and under_way.id == change.template.id:
        return _simulated(under_way, view)
    kept = view.memory.kept_draft(change.template.id)
    if kept is None:
        return Say(say(*showing.no_draft(change.template)))
    words, pictures = _what_if(kept, view)
    return Say(show(*pictures, Saying(text=words)))


def _what_if(template: Template, view: TurnView) -> tuple[Text, tuple[Picture, ...]]:
    found = view.memory.replayed(template)
    lines = what_if.report(found, template, view.directory, _current(template.id, view))
    words = Text(zh="\n".join(each.zh for each in lines), en="\n".join(each.en for each in lines))
    pictures = (view.memory.what_if(found, template, view.language),) if found.replayed else ()
    return words, pictures


# Publishing


def _publish(draft: Draft, said: str, view: TurnView) -> Plan:
    """Once: a message that is taken again after a crash finds what it has published."""
    if (done := view.memory.published_by(view.key)) is not None:
        return Do((_wish(done, yaml_out.write(done, view.world.steps), view, done.version),))
    if not draft.stages:
        return _shown(draft, view)
    if said.startswith(f"{_PUBLISH}:") and said != f"{_PUBLISH}:{_seal(draft)}":
        return _ask(draft, showing.earlier_button(draft), view)
    if draft.is_change and draft == _published(draft, view):
        return _ask(draft, showing.NOTHING_CHANGED, view)
    current = _current(draft.id, view) if draft.is_change else None
    if not (may_publish(current, view.speaker, view.directory) if current else may_publish_new(view)):
        return _ask(draft, showing.pass_it_on(current, view.directory), view)
    if draft.is_change and (current is None or current.version != draft.version):
        return _ask(draft, showing.overtaken(draft, current), view)
    if not draft.is_change:
        draft = _with_free_names(draft, view)
    template = template_of(draft, view.world, owner=view.speaker)
    findings = lint(template, view.directory)
    if refused := errors(findings):
        return _ask(draft, showing.refused(refused, template), view)
    source = yaml_out.write(template, view.world.steps)
    remarks = tuple(showing.remark(each, template) for each in showing.warnings(findings))
    return Do((_wish(template, source, view, draft.version + 1, remarks),))


def _wish(
    template: Template, source: str, view: TurnView, version: int, remarks: tuple[Text, ...] = ()
) -> PublishTemplate:
    return PublishTemplate(
        template=template.id,
        source=source,
        by=view.speaker,
        name=names.text(template.name),
        prefix=template.prefix,
        version=version,
        remarks=remarks,
    )


def _with_free_names(draft: Draft, view: TurnView) -> Draft:
    """Somebody may have been faster with the id or the prefix."""
    ids, prefixes = _taken(view)
    if draft.id not in ids and draft.prefix not in prefixes:
        return draft
    name = draft.name.zh
    return draft.model_copy(
        update={"id": naming.identifier(draft.id, ids), "prefix": naming.prefix(name, prefixes)}
    )


def may_publish_new(view: TurnView) -> bool:
    return may_add(PersonId(view.speaker), view.memory.templates(), view.directory)


def _taken(view: TurnView) -> tuple[frozenset[str], frozenset[str]]:
    known = view.memory.every_template()
    return frozenset(each.id for each in known), frozenset(each.prefix for each in known)


def _seal(draft: Draft) -> str:
    """Tells an earlier draft's button from the present one's."""
    return hashlib.sha256(draft.model_dump_json().encode()).hexdigest()[:10]


def present(wishes: Sequence[PublishTemplate], view: TurnView) -> Reply:
    (wish,) = wishes
    start = Button(
        id=f"start/{wish.template}", label=Text(zh="发起一个", en="Start one"), style=Style.PRIMARY
    )
    words = showing.published(wish.name, wish.prefix, wish.version, wish.remarks)
    return say(words.zh, words.en, start)


INTENT = IntentSpec(
    name="create_template",
    about="Describe a new kind of process (a template) to be created, with its steps, or say what to change "
    "in the steps of an existing template (text: the whole sentence).",
    slots=CreateTemplateSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
