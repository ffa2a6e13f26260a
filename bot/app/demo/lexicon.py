"""What the parsers know of the demo company, 星河智造 Galaxy Dynamics."""

from __future__ import annotations

from bot.nlu.lexicon import KnownDepartment, KnownField, KnownPerson, KnownTemplate, Lexicon


def _person(id: str, zh: str, titles: str, department: str, manager: str | None) -> KnownPerson:
    en = " ".join(part.title() for part in id.split("."))
    return KnownPerson(
        id=id, zh=zh, en=en, titles=tuple(titles.split("/")), department=department, manager=manager
    )


PEOPLE = (
    _person("zhang.wei", "张伟", "总经理/CEO/总裁/general manager", "management", None),
    _person("li.na", "李娜", "财务总监/CFO/finance director/chief financial officer", "finance", "zhang.wei"),
    _person("wang.fang", "王芳", "PMO主任/项目办主任/PMO lead/PMO head", "pmo", "zhang.wei"),
    _person("chen.jie", "陈杰", "研发总监/R&D director/CTO", "rnd", "zhang.wei"),
    _person("liu.yang", "刘洋", "产品经理/product manager/PM", "rnd", "chen.jie"),
    _person("sun.lei", "孙磊", "结构工程师/mechanical engineer", "rnd", "chen.jie"),
    _person("zhou.ting", "周婷", "软件工程师/software engineer", "rnd", "chen.jie"),
    _person("zhao.min", "赵敏", "设计师/designer", "design", "liu.yang"),
    _person("wu.hao", "吴昊", "市场总监/marketing director/CMO", "marketing", "zhang.wei"),
    _person("zheng.shuang", "郑爽", "市场专员/marketing specialist", "marketing", "wu.hao"),
    _person("huang.lei", "黄磊", "IT主管/IT经理/IT manager", "it", "zhang.wei"),
    _person("xu.jing", "徐静", "法务/legal counsel/法律顾问/lawyer", "legal", "zhang.wei"),
    _person("he.ping", "何平", "采购经理/procurement manager/purchasing manager", "procurement", "li.na"),
    _person("lin.xia", "林夏", "HR经理/人事经理/人力资源经理/HR manager", "hr", "zhang.wei"),
    _person("guo.tao", "郭涛", "质量经理/品质经理/质检经理/quality manager", "quality", "zhang.wei"),
    _person("ma.chao", "马超", "现场工程师/field engineer/售后工程师", "service", "guo.tao"),
)

DEPARTMENTS = (
    KnownDepartment(id="management", zh="总经办", en="Management", head="zhang.wei"),
    KnownDepartment(id="finance", zh="财务部", en="Finance", head="li.na"),
    KnownDepartment(id="pmo", zh="项目管理办公室", en="PMO", head="wang.fang"),
    KnownDepartment(id="rnd", zh="研发部", en="R&D", head="chen.jie"),
    KnownDepartment(id="design", zh="设计部", en="Design", head="zhao.min"),
    KnownDepartment(id="marketing", zh="市场部", en="Marketing", head="wu.hao"),
    KnownDepartment(id="it", zh="信息部", en="IT", head="huang.lei"),
    KnownDepartment(id="legal", zh="法务部", en="Legal", head="xu.jing"),
    KnownDepartment(id="procurement", zh="采购部", en="Procurement", head="he.ping"),
    KnownDepartment(id="hr", zh="人力资源部", en="HR", head="lin.xia"),
    KnownDepartment(id="quality", zh="质量部", en="Quality", head="guo.tao"),
    KnownDepartment(id="service", zh="售后服务部", en="Service", head="ma.chao"),
)


def _field(id: str, type: str, zh: str, en: str, synonyms: str = "") -> KnownField:
    return KnownField(id=id, type=type, zh=zh, en=en, synonyms=tuple(filter(None, synonyms.split("/"))))


_BUDGET = _field("budget", "money", "预算", "budget", "经费/总预算")
_OWNER = _field("owner", "person", "负责人", "owner", "牵头人/责任人/项目负责人")
_REASON = _field("reason", "text", "原因", "reason", "理由/事由")
_NEEDED_BY = _field(
    "needed_by", "date", "需要日期", "needed by", "需求日期/到货日期/要货日期/交货日期/deadline"
)

TEMPLATES = (
    KnownTemplate(
        id="new_product",
        prefix="NP",
        zh="新品立项",
        en="New-product initiation",
        synonyms=(
            "新产品立项",
            "产品立项",
            "立项",
            "立个项",
            "立一个项",
            "新品项目",
            "新品",
            "new product initiation",
            "new-product",
            "new product",
            "product initiation",
            "project initiation",
            "npi",
        ),
        fields=(
            _field("product", "text", "产品", "product", "产品名/产品名称/新品名称"),
            _BUDGET,
            _field(
                "launch_date",
                "date",
                "上市日期",
                "launch date",
                "上市时间/上市/发布日期/发布时间/发布/上线日期/首发日期/release date/due date/due",
            ),
            _OWNER,
            _REASON,
        ),
    ),
    KnownTemplate(
        id="marketing_campaign",
        prefix="MK",
        zh="市场推广",
        en="Marketing campaign",
        synonyms=(
            "推广",
            "市场活动",
            "营销活动",
            "营销推广",
            "市场营销",
            "推广活动",
            "投放",
            "campaign",
            "marketing",
            "promotion",
            "promo",
        ),
        fields=(
            _field("campaign", "text", "活动", "campaign", "活动名/活动名称/推广主题/推广名称"),
            _BUDGET,
            _field("start_date", "date", "开始日期", "start date", "开始时间/启动日期/启动时间"),
            _field("channel", "text", "渠道", "channel", "投放渠道/平台/channels"),
        ),
    ),
    KnownTemplate(
        id="it_deployment",
        prefix="IT",
        zh="IT部署",
        en="IT deployment",
        synonyms=(
            "部署",
            "上线",
            "系统部署",
            "系统上线",
            "发版",
            "IT上线",
            "deployment",
            "deploy",
            "rollout",
            "release",
        ),
        fields=(
            _field("system", "text", "系统", "system", "系统名/应用/application/app"),
            _field("environment", "text", "环境", "environment", "部署环境"),
            _field(
                "window",
                "text",
                "窗口",
                "window",
                "部署窗口/上线窗口/维护窗口/时间窗口/时间窗/变更窗口/maintenance window",
            ),
            _OWNER,
        ),
    ),
    KnownTemplate(
        id="procurement",
        prefix="PR",
        zh="采购申请",
        en="Procurement request",
        synonyms=(
            "采购",
            "采购单",
            "购买申请",
            "采购流程",
            "procurement",
            "purchase request",
            "purchase order",
            "purchasing",
            "purchase",
            "buy request",
        ),
        fields=(
            _field("item", "text", "物品", "item", "品名/商品/物料/采购物品/goods/product"),
            _field("quantity", "number", "数量", "quantity", "采购数量/qty/件数/台数"),
            _BUDGET,
            _field("supplier", "text", "供应商", "supplier", "供货商/厂家/vendor"),
            _NEEDED_BY,
        ),
    ),
    KnownTemplate(
        id="contract_review",
        prefix="CT",
        zh="合同审批",
        en="Contract review",
        synonyms=(
            "合同",
            "合同审核",
            "合同评审",
            "合同审查",
            "审合同",
            "签合同",
            "contract approval",
            "contract",
            "contract reviewing",
        ),
        fields=(
            _field("contract", "text", "合同", "contract", "合同名称/合同名"),
            _field(
                "counterparty",
                "text",
                "对方",
                "counterparty",
                "甲方/乙方/对方公司/签约方/合作方/签约公司/other party",
            ),
            _field("amount", "money", "金额", "amount", "合同金额/标的/总额/总价/value/worth/total"),
            _field("sign_by", "date", "签署日期", "sign by", "签约日期/截止日期/签订日期/签署/签约期限"),
        ),
    ),
    KnownTemplate(
        id="expense",
        prefix="EX",
        zh="费用报销",
        en="Expense claim",
        synonyms=(
            "报销",
            "报账",
            "报个账",
            "报一下账",
            "费用",
            "expense",
            "expenses",
            "expense report",
            "reimbursement",
            "reimburse",
            "expense reimbursement",
            "claim",
        ),
        fields=(
            _field("amount", "money", "金额", "amount", "报销金额/总计/合计"),
            _field("category", "text", "类别", "category", "费用类型/科目/费用类别"),
            _field("occurred_on", "date", "发生日期", "occurred on", "发生时间/消费日期"),
            _REASON,
        ),
    ),
    KnownTemplate(
        id="leave",
        prefix="LV",
        zh="请假",
        en="Leave request",
        synonyms=(
            "请假申请",
            "休假",
            "请个假",
            "请假单",
            "放假",
            "年假",
            "病假",
            "事假",
            "调休",
            "leave",
            "time off",
            "day off",
            "vacation",
            "pto",
            "annual leave",
            "sick leave",
        ),
        fields=(
            _field("kind", "text", "类型", "kind", "假别/请假类型/假期类型"),
            _field("from", "date", "开始", "from", "开始时间/开始日期/起始日期/start date"),
            _field("to", "date", "结束", "to", "结束时间/结束日期/end date"),
            _REASON,
        ),
    ),
    KnownTemplate(
        id="design_review",
        prefix="DR",
        zh="设计评审",
        en="Design review",
        synonyms=("评审", "评审会", "设计评审会", "方案评审", "design reviewing", "design check"),
        fields=(
            _field("subject", "text", "主题", "subject", "评审内容/评审主题/评审对象/topic"),
            _field("review_date", "date", "评审日期", "review date", "评审时间"),
            _OWNER,
        ),
    ),
    KnownTemplate(
        id="change_request",
        prefix="CR",
        zh="变更申请",
        en="Change request",
        synonyms=(
            "变更",
            "变更单",
            "变更流程",
            "设计变更",
            "工程变更",
            "改动申请",
            "change",
            "ecr",
            "eco",
            "change order",
        ),
        fields=(
            _field("change", "text", "变更内容", "change", "改动内容"),
            _field("impact", "text", "影响", "impact", "影响范围"),
            _NEEDED_BY,
        ),
    ),
    KnownTemplate(
        id="customer_complaint",
        prefix="CC",
        zh="客诉处理",
        en="Customer complaint",
        synonyms=(
            "客诉",
            "客户投诉",
            "投诉",
            "投诉处理",
            "客诉单",
            "complaint",
            "customer issue",
            "complaint handling",
        ),
        fields=(
            _field("customer", "text", "客户", "customer", "投诉客户/客户名/客户名称/client"),
            _field("problem", "text", "问题", "problem", "投诉内容/故障/issue"),
            _field("severity", "text", "严重程度", "severity", "严重级别/级别/优先级/priority"),
        ),
    ),
)

LEXICON = Lexicon(people=PEOPLE, departments=DEPARTMENTS, templates=TEMPLATES)
