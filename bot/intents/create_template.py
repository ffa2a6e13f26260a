"""`create_template`: describe a new kind of process (a template) to be created, with its steps."""

from __future__ import annotations

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class CreateTemplateSlots(Slots):
    text: str | None = None


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

INTENT = IntentSpec(
    name="create_template",
    about="Describe a new kind of process (a template) to be created, with its steps.",
    slots=CreateTemplateSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
    changes=True,
)
