# ruff: noqa: E501 - an example that stands for several is read as one line
"""`urge`: nudge whoever must act now to hurry up."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Reply, say
from bot.intent import Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import names, standing
from bot.view import TurnView, Unclear
from engine import commands
from engine import events as e
from engine.people import DepartmentId, PersonId
from engine.process import Process
from engine.service import Outcome


class UrgeSlots(Slots):
    process: str | None = None
    person: str | None = None


EXAMPLES = (
    "催一下财务",
    "催催李娜快批",
    "催一下NP-12",
    "帮我催催法务",
    "让李总快点批",
    "催下孙磊",
    "PR-7催一催",
    "这个单子催一下",
    "帮忙催审批",
    "给王芳发个催办",
    "能不能催催采购部",
    "催办CT-3",
    "麻烦提醒下审批人快点处理",
    "让他赶紧批一下",
    "合同审批再催一遍",
    "叫法务抓紧看下合同",
    "都三天了还没批,催一下",
    "催老板批一下我的报销",
    "极光手表立项帮我催一下",
    "催促一下陈杰",
    "加急一下,让财务快点",
    "戳一下设计那边",
    "再催一下他",
    "快点催一下研发",
    "推一下PR-7",
    "nudge legal on CT-3",
    "remind the approver to hurry",
    "push finance on PR-7",
    "chase Li Na for the approval",
    "give Sun Lei a nudge",
    "can you hurry up the approval",
    "poke the CFO about my expense",
    "ping legal about the contract",
    "please chase NP-12",
    "urge the approver",
    "tell Chen Jie to hurry up with the review",
    "follow up with procurement on PR-9",
    "nudge him",
    "bump PR-7",
    "get finance to move on this",
    "催一下legal",
    "nudge一下李娜",
    "帮我push一下PR-7",
    "ping一下财务",
    "give Chen Jie a poke, he's been sitting on it",
    "跟老王说一声 合同那个赶紧的",
    "再催一次",
    "那个报销怎么还没批,去催",
    "能不能帮忙盯一下何经理,PR-3 今天必须出来",
    "能替我去法务那边催催看吗",
    "PR-3一直压在财务,帮我推一把",
    "他一直没动静 你去问问他啥时候批",
    "麻烦帮我去催一催",
    "催呀",
    "给领导再提个醒让他批",
    "make him move",
    "can you get legal to look at CT-3 today",
    "tell whoever has it to get on with it",
    "push it along please",
    "请尽快处理一下那个合同,催下法务",
    "请督促财务尽快审批。",
    "烦请催办一下该合同。",
    "吹一下王芳那个合同",
    "light a fire under legal",
    "can you nudge Sun Lei? it's been sitting there since Monday",
    "get finance moving on this",
    "麻烦催一下吧都等了好几天了",
    "{催|催下|催催|催一下|麻烦催催|帮我催|再催}{财务|法务|采购部|李娜|我领导|郭经理}{|快批|快点批CR-6|赶紧签|,急死人了|,产线等着呢|吧}",
    "{DR-14|PR-85|CT-66|我的报销|那个采购}{催一催|催一下|催催|再催下|催办|帮我催催|push一下}{|吧|,太慢了|,急}",
    "{财务|李总|法务|采购}那边{能不能|可以|麻烦|}{帮我|给我|再|}{催快点|催一下|催一催|push一下|快一点|抓紧}{|,急用|吗|?}",
    "{一直没动静|等了三天了|还没批|好几天了|客户在等}{,|,给|,帮我}{催一下财务|催催|催李娜|催办一下|给研发部催一催}",
    "{nudge|chase|poke|push|ping|remind|hurry} {legal|finance|Li Na|whoever has IT-30|the approver} {about CT-3|on PR-80|to approve it|for me|again}{| would you| please| asap}",
    "{烦请|请}{督促|催办|催促}{陈杰|财务部|CT-66|相关审批人}{|尽快处理NP-31|尽快审批|尽快处理|。}",
    "{PR-119|CR-3} {李总|财务|法务}那边 {push|ping|nudge|催}一下",
    "{DR-14|PR-46|我那报销|CC-3}{ |,}{卡三天了|半天没动|还没人理|急着用}{|,}{推一推|催一催|帮我推推|顶一下|赶紧动一动}",
    "{采购部|财务|老郭|法务}{是不是都睡着了|那边磨蹭啥呢|怎么没声了|这么慢}{,|,帮我}{戳一下他们|顶一下|催催|敲打一下|推一把}",
    "{能不能|可不可以|麻烦}{让|叫|喊}{财务|李娜|审批的人}{快点|抓紧点|麻利点|动作快些|赶紧批}{|吗|,等着用}",
    "{李总|法务|郭经理}{今天|上午|}能不能把{PR-46|合同|NP-3}{看了|批了|签了},{麻烦提醒她一声快点|帮我催催|给她提个醒}",
    "{客户都骂到我这了|产线停着呢|明天就要发货},{CC-3|这单|采购}{赶紧让郭涛动一动|快催一下财务|帮忙加急|让他们快批}",
    "{give|light} {procurement|legal|Li Na} {a kick|a nudge|a poke|a push|a gentle reminder}{|, would you|, please| on PR-3}",
    "{get|make} {finance|them|Li Na} {to move on PR-8|moving|to hurry up|to look at CT-2|off their backsides}{| please|, it's urgent}",
    "{财务部|法务|采购}{迟迟没有回复|一直不批|没反应}{,|}{请您再催促一次|麻烦催催|再催下|帮忙催一把}",
    "{push|chase|nudge|get} {Li Na|legal|finance} to {sign off on the contract|approve my leave|look at PR-3|review it}{| please| today}",
    "{PR-31|NP-8|我的报销}{能不能|可以}{帮我推一下进度|催一下|给催催|推一把}{|吗|?}",
    "{合同|那单|CT-7}{还在|一直在}{法务|财务|李总}{那儿躺着|手里压着|桌上放着}{,|}{帮忙踢一脚|催一下|推一推|戳他一下}",
    "{remind|ping|poke} {the approver|whoever's next|the reviewer} {of MK-6|on NP-2|about my claim}{, we launch Monday|, it's urgent|}",
    "{李娜|财务}{压着|拖着|卡着}{EX-402|我的报销}{两周了|好几天|半个月}{,|}{催她一下|帮我催|去催催}",
    "{tell|ask} {finance|legal|Li Na} to {get a move on with EX-402|hurry up|look at CT-2 today|approve faster}",
    "{can you|please|could somebody} {bump|nudge|chase|expedite|push} {PR-62|my claim|the contract}{? it's been four days|, still nothing|, it's overdue| again}",
    "{PR-62|the lease|my claim} has been {sitting|waiting|pending} for {days|a week|ages}, {chase them|nudge whoever has it|can you push it}",
    "{法务|财务}{怎么回事|啥情况|睡着啦}{,|?}{CT-15|我的单子}{催一下|催催|帮我催}",
    "{快催|赶紧催|使劲催}{何平|财务|法务}{,产线要停了|,来不及了|,客户要跑了|}",
    "{PR-83|我的单}在{李总|法务}那{都|}{三天了|一周了|好久了}{,|}{催一催|催催|帮推下}",
    "{EX-140|我的借款}麻烦{催一催|催下}{李娜|财务}{,我等着还信用卡|,真的急|}",
    "{CC-60|这单}{谁在处理啊|卡谁那了}{,|}{催他快点|帮我催他|催一下那个人}",
    "{合同审批|报销|采购}{慢死了|太磨叽|等不起了}{,|}{帮我催|催催|快催一下}",
    "{李娜|林夏|财务|法务}是不是{忘了|漏了|没看到}我{那个|的}{LV-33|报销|单子},{帮我敲打敲打|劳烦催催|戳一下|提醒下她}",
    "{再不批|还不批|再拖}{供应商就不发货了|就黄了|我就急了},{PR-29|那单}{帮我踹老何一脚|催死他们|给我催|赶紧催催何平}",
    "{帮我|给我|替我}{踹|敲打|戳|盯|拱|喊}{一下|一脚|下}{何平|财务|法务|老李}",
    "{give|send} {finance|Li Na|legal} {a nudge|a kick|a poke|a push|another reminder} {on|about} {EX-9|my claim}",
    "{老何|财务|法务|李总}{那边|}{能不能|可不可以}{麻溜点|利索点|动作快点|快点批|抓点紧}{|,急用}",
    "{我的单子|PR-29|采购}{躺了一周了|三天没动了|卡半天了|放着没人管},{帮忙拱一拱|帮我推推|给催催|戳戳他们}",
    "{finance|legal|Li Na|the boss} {is|seems to be} {sleeping on|sitting on|slow with|ignoring} {EX-9|my claim|it}, {wake them up|nudge them|give them a push|hurry them}",
    "{加急|急急急|十万火急}{加急|,}{CT-19|这单|采购}{客户等着呢|今天必须批|等不了了|要停线了}",
    "{李总|陈总|老板}咋{还没批|还不签|没动静},{催催呗|去催催|帮问问}",
    "{敬请|烦请|请}{催办|督促|催促}{CT-19|财务|审批人|法务部}{|尽快处理|。}",
    "{他们|财务|那帮人}{太磨蹭了|效率太低|拖死人},{帮我催|催起来|催一催}",
    "{remind|tell|let} {the approver|finance|Li Na} {that I'm waiting|to hurry up|know it's urgent|to get a move on}",
)


def plan(slots: UrgeSlots, view: TurnView) -> Plan:
    person = _person(slots.person, view)
    process = _process(slots.process, person, view)
    _check_awaited(process, person, view)
    return Do((commands.Urge(process=process.number, actor=view.speaker, person=person),))


def _person(said: str | None, view: TurnView) -> PersonId | None:
    if said is None:
        return None
    if (head := view.directory.head_of(DepartmentId(said))) is not None:
        return head
    return view.person_meant(said)


def _process(words: str | None, person: PersonId | None, view: TurnView) -> Process:
    """With only a person named: the process of mine that waits for him."""
    if words or person is None:
        return view.process_meant(words)
    waiting = [
        each
        for each in view.memory.started_by(view.speaker)
        if any(task.assignee == person for task in each.tasks)
    ]
    if not waiting:
        who = names.name(person, view.directory)
        raise Unclear(
            f"你发起的流程里,现在没有在等{who.zh}的。",
            f"None of the processes you started is waiting for {who.en}.",
        )
    return view.the_process(waiting)


def _check_awaited(process: Process, person: PersonId | None, view: TurnView) -> None:
    """That somebody can be nudged at all is said in terms of the people, not of tasks."""
    waiting = [each for each in process.tasks if each.assignee != view.speaker]
    if not process.is_running or any(
        person in (None, each.assignee, each.on_behalf_of, *each.pool) for each in waiting
    ):
        return
    now = standing.waits_for(process, view.directory, view.now, view.zone)
    if person is None:
        raise Unclear(
            f"{process.number} 没有在等别人。{now.zh}", f"{process.number} waits for nobody else. {now.en}"
        )
    who = names.name(person, view.directory)
    raise Unclear(
        f"{process.number} 没有在等{who.zh}。{now.zh}",
        f"{process.number} is not waiting for {who.en}. {now.en}",
    )


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    urged = [event for event in outcomes[0].events if isinstance(event, e.TaskUrged)]
    who = names.listed(names.titled(each.assignee, view.directory) for each in urged)
    what = standing.headline(outcomes[0].process)
    text = Text(zh=f"已催{who.zh}处理 {what.zh}。", en=f"I have nudged {who.en} about {what.en}.")
    return say(text.zh, text.en)


INTENT = IntentSpec(
    name="urge",
    about="Nudge whoever must act now to hurry up.",
    slots=UrgeSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
