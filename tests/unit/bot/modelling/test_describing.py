# ruff: noqa: E501 - a description and what is expected of it are read as one line
"""Descriptions in Chinese and English, and the steps they mean.

The steps are written as `rule`, `task:rule`, `notify:rule`; `[all]`, `[sequence]` and `[any]` for several people,
`+` between parallel ones, `(condition)` before, `@due` and `!timeout` behind.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.app import found
from bot.app.company import read_company
from bot.app.demo.files import company_source
from bot.modelling.describing import described
from bot.modelling.draft import Draft, DraftStep, Stage
from bot.modelling.source import cel, template_of
from engine.calendar import Calendar
from engine.step import World

DIRECTORY = read_company(company_source(), ZoneInfo("Asia/Shanghai")).directory
WORLD = World(found.step_types(), DIRECTORY, Calendar())

CASES = (
    ("新建一个外包审批流程:部门经理批,超20万再到财务总监", "外包", "head_of=starter > (amount > 200000)role=cfo"),
    ("创建一个流程,先主管审批再财务审批", "新流程", "manager_of=starter > head_of=finance"),
    ("帮我设计一个用章流程:申请人提交,法务审核,总经理批", "用章", "person=xu.jing > role=ceo"),
    ("新增一个流程模板:出差申请,经理批了人事备案", "出差申请", "manager_of=starter > task:head_of=hr"),
    ("定义一个新流程,供应商准入:采购初审,质量审核,总监批准", "供应商准入", "head_of=procurement > head_of=quality > head_of=starter"),
    ("我想建个新模板,招聘审批,HR初筛,部门面试,总经理定", "招聘审批", "head_of=hr > head_of=starter > role=ceo"),
    ("做一个离职流程模板:直属领导,HR,IT回收账号", "离职", "manager_of=starter > head_of=hr > task:head_of=it"),
    ("搭一个付款审批流程,5万以下经理批,以上CFO批", "付款", "(amount < 50000)manager_of=starter > (amount >= 50000)role=cfo"),
    ("建立一个车辆使用流程:行政批", "车辆使用", "chosen=True"),
    ("加一个新的流程类型,叫培训申请,部门负责人审批", "培训申请", "head_of=starter"),
    ("配置一个流程:员工提交,组长批,三天没批自动升级", "新流程", "manager_of=starter@3d!escalate"),
    ("创建审批流 名称借款 先经理后财务", "借款", "manager_of=starter > head_of=finance"),
    ("弄个新的审批流程,打样申请,设计和质量并行审", "打样申请", "head_of=design+head_of=quality"),
    ("添加一个模板,印刷品审批,市场总监批完发采购", "印刷品审批", "person=wu.hao > task:head_of=procurement"),
    ("我们缺个转正的流程,你建一个,HR填表,主管评分,HR经理定", "转正", "task:head_of=hr > task:manager_of=starter > person=lin.xia"),
    ("帮我建一个新流程供应商引入先采购看再质量定最后财务总监批", "供应商引入", "head_of=procurement > head_of=quality > role=cfo"),
    ("请新建用印审批流程,由部门经理审核后报总经理批准。", "用印", "head_of=starter > role=ceo"),
    ("新建一个workflow:leader approve完到finance", "新流程", "manager_of=starter > head_of=finance"),
    ("新建一个调薪审批流程:HR和财务会签,最后总经理批", "调薪", "head_of=hr&head_of=finance[all] > role=ceo"),
    ("新建一个报价流程:李娜或张伟批", "报价", "person=li.na&person=zhang.wei[any]"),
    ("新建一个广告流程:市场总监、财务总监依次审批", "广告", "person=wu.hao&role=cfo[sequence]"),
    ("新建一个退款流程:大于等于3万到财务总监", "退款", "(amount >= 30000)role=cfo"),
    ("新建一个退款流程:不超过3万直属上级批,否则财务总监批", "退款", "(amount <= 30000)manager_of=starter > (amount > 30000)role=cfo"),
    ("新建一个加班流程:主管批,超过3天再到HR", "加班", "manager_of=starter > (days > 3)head_of=hr"),
    ("新建一个设备申请流程:经理批,10台以上IT审核", "设备申请", "manager_of=starter > (quantity >= 10)head_of=it"),
    ("新建一个设备流程:预算超过50万总经理批", "设备", "(budget > 500000)role=ceo"),
    ("新建一个合同流程:法务两天内审核,抄送财务", "合同", "person=xu.jing@2d > notify:head_of=finance"),
    ("新建一个入职流程:HR办理,IT开通账号,通知部门经理", "入职", "task:head_of=hr > task:head_of=it > notify:head_of=starter"),
    ("新建一个调岗流程:我领导批,再上上级批,然后人事归档", "调岗", "manager_of=starter > manager_of=starter^2 > task:head_of=hr"),
    ("新建一个捐赠流程:1万以下经理批,1万到10万总监批,10万以上总经理批", "捐赠", "(amount < 10000)manager_of=starter > (amount >= 10000 && amount < 100000)head_of=starter > (amount >= 100000)role=ceo"),
    ("新建一个付款流程:经理批,超过二十万的话,财务总监批", "付款", "manager_of=starter > (amount > 200000)role=cfo"),
    ("我想要一个供应商准入流程。采购初审(3天),质量和法务并行审核(各5天),抄送财务。", "供应商准入", "head_of=procurement@3d > head_of=quality@5d+person=xu.jing@5d > notify:head_of=finance"),
    ("新流程:固定资产报废,资产管理员鉴定,财务和IT会签,金额超过5万总经理批", "固定资产报废", "chosen=True > head_of=finance&head_of=it[all] > (amount > 50000)role=ceo"),
    ("做一个客户退款的审批,5000以下客服主管批,5000以上财务总监批,然后财务打款", "客户退款", "(amount < 5000)chosen=True > (amount >= 5000)role=cfo > task:head_of=finance"),
    ("建个付款流程,1万以内部门经理批就行,1万到10万加财务总监,10万以上总经理也要签,出纳付款", "付款", "(amount <= 10000)head_of=starter > (amount >= 10000 && amount < 100000)role=cfo > (amount >= 100000)role=ceo > task:chosen=True"),
    ("新建一个合同变更流程:法务先审,财务再审,金额大于100万的要财务总监和总经理会签,最后法务归档", "合同变更", "person=xu.jing > head_of=finance > (amount > 1000000)role=cfo&role=ceo[all] > task:person=xu.jing"),
    ("新建流程:差旅申请。直属领导批;如果超过3天,还要部门经理批;超过2万元,CFO批;HR备案", "差旅申请", "manager_of=starter > (days > 3)head_of=starter > (amount > 20000)role=cfo > task:head_of=hr"),
    ("New process for discounts: sales manager approves; discounts above 50k need the CFO, above 200k the CEO as well; cc legal", "discounts", "chosen=True > (amount > 50000)role=cfo > (amount > 200000)role=ceo > notify:head_of=legal"),
    ("set up a data access request: the department head approves, then IT and legal in parallel, then IT provisions access, notify the requester", "data access request", "head_of=starter > head_of=it+head_of=legal > task:head_of=it > notify:starter=True"),
    ("please create a workflow for marketing spend where the manager approves, the CFO approves if over 100k, otherwise finance", "marketing spend", "manager_of=starter > (amount > 100000)role=cfo > (amount <= 100000)head_of=finance"),
    ("create a process: manager approves, above 200k the CFO too", "新流程", "manager_of=starter > (amount > 200000)role=cfo"),
    ("create a new template for travel requests: manager then HR", "travel requests", "manager_of=starter > head_of=hr"),
    ("build a workflow where legal reviews first and then the CEO signs", "新流程", "head_of=legal > role=ceo"),
    ("define a new process for vendor onboarding: procurement, quality, CFO", "vendor onboarding", "head_of=procurement > head_of=quality > role=cfo"),
    ("set up an approval flow: team lead, then finance", "新流程", "manager_of=starter > head_of=finance"),
    ("make a new workflow called sample request, quality approves", "sample request", "head_of=quality"),
    ("design a process template: manager approves, IT executes", "新流程", "manager_of=starter > task:head_of=it"),
    ("new template: hiring approval, HR screens, manager decides", "hiring approval", "head_of=hr > manager_of=starter"),
    ("create a process for loans: legal and finance in parallel, then the CEO", "loans", "head_of=legal+head_of=finance > role=ceo"),
    ("create a process for gifts: legal or finance approves", "gifts", "head_of=legal&head_of=finance[any]"),
    ("create a process for gifts: both legal and finance approve", "gifts", "head_of=legal&head_of=finance[all]"),
    ("create a process for refunds: at least 30k goes to the CFO", "refunds", "(amount >= 30000)role=cfo"),
    ("create a process for refunds: under 5k manager approves, otherwise the CFO approves", "refunds", "(amount < 5000)manager_of=starter > (amount >= 5000)role=cfo"),
    ("create a process for trips: manager approves within 2 days, then notify HR", "trips", "manager_of=starter@2d > notify:head_of=hr"),
    ("create a process for overtime: department head approves, more than 3 days HR too", "overtime", "head_of=starter > (days > 3)head_of=hr"),
    ("create a process for audits: Li Na approves, then Guo Tao reviews", "audits", "person=li.na > person=guo.tao"),
    ("new flow: visitor pass, HR ok then admin", "visitor pass", "head_of=hr > chosen=True"),
)  # fmt: skip


def in_short(draft: Draft) -> str:
    return " > ".join(map(_stage, draft.stages))


def _stage(stage: Stage) -> str:
    gate = f"({cel(stage.gate)})" if stage.gate else ""
    return gate + "+".join(map(_step, stage.steps))


def _step(step: DraftStep) -> str:
    kind = "" if step.kind == "approval" else f"{step.kind}:"
    gate = f"({cel(step.gate)})" if step.gate else ""
    who = "&".join(_rule(each) for each in step.who)
    mode = f"[{step.mode}]" if len(step.who) > 1 else ""
    due, timeout = f"@{step.due}" if step.due else "", f"!{step.timeout}" if step.timeout else ""
    return f"{kind}{gate}{who}{mode}{due}{timeout}"


def _rule(who: object) -> str:
    assert isinstance(who, dict)
    (name, value), *more = who.items()
    return f"{name}={value}" + "".join(f"^{level}" for _, level in more)


@pytest.mark.parametrize(("said", "name", "steps"), CASES)
def test_a_description_means_these_steps_and_is_a_valid_template(said: str, name: str, steps: str) -> None:
    draft = described(said, DIRECTORY)
    assert (draft.name.zh, in_short(draft)) == (name, steps)
    assert template_of(draft, WORLD, owner="wang.fang").owners == ("wang.fang",)


def test_a_condition_that_is_no_amount_is_listed_as_not_understood() -> None:
    draft = described("新建一个招聘需求流程:HR审核,编制外的要总经理批", DIRECTORY)
    assert draft.unread == ("编制外的",)


def test_a_title_that_nobody_has_is_doubted_and_not_taken_for_another() -> None:
    assert described("新建一个退款流程:客服主管批", DIRECTORY).doubts == ("客服主管",)
    assert described("新建一个退款流程:采购经理批", DIRECTORY).doubts == ()


def test_ids_and_prefixes_are_those_that_nobody_has() -> None:
    said = "新建一个外包审批流程:部门经理批"
    first = described(said, DIRECTORY)
    second = described(said, DIRECTORY, ids={first.id}, prefixes={first.prefix})
    assert (first.id, first.prefix) == ("outsourcing", "WB")
    assert (second.id, second.prefix) == ("outsourcing_2", "WBA")


def test_the_form_asks_for_what_the_conditions_look_at() -> None:
    draft = described("新建一个加班流程:主管批,超过3天再到HR,超20万到财务总监", DIRECTORY)
    fields = template_of(draft, WORLD).fields_by_id
    assert [(each.id, each.type.value, each.required) for each in fields.values()] == [
        ("subject", "text", True),
        ("days", "number", True),
        ("amount", "money", True),
        ("reason", "long_text", False),
    ]


def test_what_is_not_understood_is_said_and_not_dropped_silently() -> None:
    draft = described("新建一个外包流程:部门经理批,顺便给大家订一份下午茶庆祝一下", DIRECTORY)
    assert in_short(draft) == "head_of=starter"
    assert draft.unread == ("顺便给大家订一份下午茶庆祝一下",)


def test_a_stranger_is_named_as_a_doubt() -> None:
    assert described("新建一个车辆流程:行政批", DIRECTORY).doubts == ("行政",)
