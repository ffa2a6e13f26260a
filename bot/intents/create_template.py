"""`create_template`: a new kind of process by talking: described, corrected, published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pydantic.json_schema import SkipJsonSchema

from bot.cards import Button, Reply, Style, say
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.modelling import naming, telling
from bot.modelling.correcting import PUBLISH, corrected
from bot.modelling.describing import described
from bot.modelling.draft import Draft
from bot.modelling.source import template_of
from bot.present import names
from bot.view import TurnView
from bot.wishes import PublishTemplate
from engine.drafting import may_add
from engine.formats import yaml_out
from engine.people import PMO, PersonId


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
)

_BUTTON = "publish"


def plan(slots: CreateTemplateSlots, view: TurnView) -> Plan:
    """Nothing is changed before 发布: a draft lives in the dialogue only."""
    if slots.draft is not None and slots.change:
        return _on(slots.draft, slots.change, view)
    said = view.said if view.said and not view.pressed else slots.text or ""
    ids, prefixes = _taken(view)
    draft = described(said, view.directory, ids=ids, prefixes=prefixes)
    if draft.stages:
        return _shown(draft, view)
    return Ask(
        question=Text(
            zh="这个流程有哪几步?按顺序说,比如「部门经理批,超 20 万再到财务总监,最后抄送人事」。",
            en="Which steps does it have? Say them in order, such as “the manager approves, above 200k "
            "the CFO too, then notify HR”.",
        ),
        slot="change",
        slots={"draft": draft.model_dump(mode="json")},
    )


def _on(draft: Draft, said: str, view: TurnView) -> Plan:
    if said.startswith(f"{_BUTTON}:") or PUBLISH.fullmatch(said):
        return _publish(draft, said, view)
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
    changed = corrected(draft, said, view.directory)
    if changed is None:
        lost = Text(
            zh="这句我没对上,草稿没有变。可以说「法务和财务并行」「把金额改成30万」「删掉财务」。",
            en="I could not place that; the draft is as it was. Say “legal and finance in parallel”, "
            "“change the amount to 300k”, “remove finance” or “add legal before finance”.",
        )
        return _ask(draft, lost, view)
    if changed.name != draft.name:
        ids, prefixes = _taken(view)
        name = changed.name.zh
        changed = changed.model_copy(
            update={"id": naming.identifier(changed.name.en if changed.name.en.isascii() else name, ids),
                    "prefix": naming.prefix(name, prefixes)}
        )  # fmt: skip
    return _shown(changed, view, telling.changes(draft, changed))


def _shown(draft: Draft, view: TurnView, changes: Text | None = None) -> Plan:
    """The draft as words, below its picture."""
    if not draft.stages:
        return _ask(
            draft, Text(zh="还是没听出步骤,再说一次?", en="I still hear no steps; say them again?"), view
        )
    steps = telling.outline(draft)
    head = Text(
        zh=f"**{draft.name.zh}**(草稿,编号 {draft.prefix}-…)",
        en=f"**{draft.name.en}** (a draft, {draft.prefix}-…)",
    )
    zh, en = [f"{head.zh}\n{steps.zh}"], [f"{head.en}\n{steps.en}"]
    if changes is not None:
        zh.insert(0, f"改好了:\n{changes.zh}")
        en.insert(0, f"Changed:\n{changes.en}")
    for each in draft.doubts:
        zh.append(f"⚠ 通讯录里没有「{each}」,先由发起人选人;说「{each}改成…」可以指定。")
        en.append(
            f"⚠ Nobody is called “{each}”: the starter chooses; say “change {each} to …” to name somebody."
        )
    for each in draft.unread:
        zh.append(f"⚠ 「{each}」我没听懂,没有写进去。")
        en.append(f"⚠ I did not understand “{each}” and left it out.")
    return _ask(draft, Text(zh="\n\n".join(zh), en="\n\n".join(en)), view, picture=True)


def _ask(draft: Draft, words: Text, view: TurnView, *, picture: bool = False) -> Ask:
    """What is open: more corrections, or the word that publishes it."""
    ways = Text(
        zh="要改就直接说;说「发布」就能用,「算了」就不要了。",
        en="Just say what to change; “publish” puts it to use, “never mind” drops it.",
    )
    question = Text(zh=f"{words.zh}\n\n{ways.zh}", en=f"{words.en}\n\n{ways.en}")
    publish = Button(
        id=f"choose/change/{_BUTTON}:{_seal(draft)}", label=Text(zh="发布", en="Publish"), style=Style.PRIMARY
    )
    shown = (view.memory.flow(template_of(draft, view.world), view.language),) if picture else ()
    return Ask(
        question=question,
        slot="change",
        choices=(publish,) if draft.stages else (),
        slots={"draft": draft.model_dump(mode="json")},
        shown=shown,
    )


def _publish(draft: Draft, said: str, view: TurnView) -> Plan:
    if not draft.stages:
        return _shown(draft, view)
    if said.startswith(f"{_BUTTON}:") and said != f"{_BUTTON}:{_seal(draft)}":
        old = Text(
            zh="那是改动之前的按钮。现在的草稿是:", en="That button was of an earlier draft. It now reads:"
        )
        return _ask(
            draft,
            Text(zh=f"{old.zh}\n{telling.outline(draft).zh}", en=f"{old.en}\n{telling.outline(draft).en}"),
            view,
        )
    if not may_publish(view):
        whom = names.people(view.directory.with_role(PMO), view.directory)
        sorry = Text(
            zh=f"发布流程要由{whom.zh}或已有流程的负责人来做。草稿我留着,你可以把上面的图和步骤转给他们。",
            en=f"Publishing is for {whom.en} and for owners of templates. I keep the draft; "
            "pass the picture and steps on.",
        )
        return _ask(draft, sorry, view)
    ids, prefixes = _taken(view)
    if draft.id in ids or draft.prefix in prefixes:  # somebody was faster
        name = draft.name.zh
        draft = draft.model_copy(
            update={"id": naming.identifier(draft.id, ids), "prefix": naming.prefix(name, prefixes)}
        )
    template = template_of(draft, view.world, owner=view.speaker)
    source = yaml_out.write(template, view.world.steps)
    return Do(
        (
            PublishTemplate(
                template=template.id, source=source, by=view.speaker, name=draft.name, prefix=draft.prefix
            ),
        )
    )


def may_publish(view: TurnView) -> bool:
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
    return say(
        f"已发布「{wish.name.zh}」,编号从 {wish.prefix}-1 开始,负责人是你。"
        f"现在谁都可以说「发起{wish.name.zh}」。",
        f"“{wish.name.en}” is published, numbered from {wish.prefix}-1, and you own it. "
        f"Anyone can now say “start {wish.name.en}”.",
        start,
    )


INTENT = IntentSpec(
    name="create_template",
    about="Describe a new kind of process (a template) to be created, with its steps.",
    slots=CreateTemplateSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
