# ruff: noqa: E501 - an example that stands for several is read as one line
"""`help`: ask what the assistant can do or how to use it."""

from __future__ import annotations

from bot.cards import Button, Saying, show
from bot.intent import IntentSpec, Plan, Say, Slots
from bot.messages import Text
from bot.view import MY_TASKS, TurnView, nothing


class HelpSlots(Slots):
    topic: str | None = None


EXAMPLES = (
    "你能干啥",
    "帮助",
    "怎么用",
    "你会什么",
    "你有什么功能",
    "使用说明",
    "教我怎么用",
    "你都能做些什么事",
    "怎么发起流程",
    "怎么请假",
    "如何报销",
    "怎么撤回申请",
    "怎么设置代理人",
    "加签怎么操作",
    "转交怎么用",
    "你可以帮我审批吗",
    "你会画甘特图吗",
    "操作指南",
    "新手引导",
    "功能介绍一下",
    "我该怎么跟你说话",
    "能查进度吗",
    "支持语音吗",
    "如何修改免打扰时间",
    "推推怎么用",
    "不会用,教教我",
    "help",
    "what can you do",
    "how do I use this",
    "how do I start a purchase",
    "how does delegation work",
    "can you make charts",
    "how to withdraw a request",
    "what are your features",
    "show me the commands",
    "I need help",
    "how can you help me",
    "usage guide",
    "are you able to set reminders",
    "how to approve in bulk",
    "what else can you do",
    "help me with approvals",
    "help一下",
    "怎么用approve",
    "can you handle leave requests?",
    "刚来的,咋使唤你",
    "有说明书没",
    "what are you for",
    "请介绍一下您的使用方法。",
    "功能list",
    "how does this thing work",
    "{你|}{都|到底|究竟|}{能|会|可以}{干啥|做什么|帮我干什么|handle些什么|干些啥|帮上什么忙}{|呀|啊|,介绍介绍|?}",
    "{你|你们这个助手}{有|都有}{啥|哪些|什么}{本事|功能|能力|用处|技能}{|呀|?}",
    "{what|how} {can you do|sort of things can I ask you|can you help with|do I use you|are your features|things can you handle}{| for me|?}",
    "{新人|刚来|第一次用|刚入职}{求带|,怎么用你|,你能帮我做什么|,你有哪些本事|,教教我怎么用}{|呀|🙋}",
    "{help|帮助|使用说明|怎么用}{| with snoozing| me|一下| on leave|:请假}",
    "{怎么|如何|咋}{发起请假|加签|转交任务|设置委托|用你审批|撤回流程}{|?|呢|啊}",
    "{咋用呀|怎么玩|怎么操作}{这玩意|这东西|你|}{|?|啊}",
    "{你能不能|你会不会|能不能}{看懂语音|听懂方言|批量审批|发提醒|看附件}{|啊|吗|?}",
    "{can you|are you able to|do you} {make burndown charts|handle travel claims|send reminders to others|understand Chinese|read PDFs}?",
    "what {sort of commands|languages|things} do you {understand|support|know|do}{|?}",
    "{指导我|教我|告诉我|说明一下}{如何|怎么}{加签|转交|委托|撤回|提采购|看甘特图|设置免打扰}",
    "{加签|转交|委托|催办|撤回}是{怎么操作的|怎么用的|咋弄的}{|?|啊}",
    "{怎么|如何}{转交任务给旁人|把任务给同事|催人|撤回申请|改语言|批量同意}{|?|呢}",
    "{新手教程|操作手册|使用说明|帮助文档|功能列表|命令}{在哪|有吗|给我看看|有哪些|发一份}{|?|啊}",
    "{how do I|how can I|how to} {delegate my approvals|withdraw a request|add a signer|start a process|set quiet hours|snooze}{|?| here}",
    "is it possible to {set a reminder for my team|approve in bulk|attach files|use voice}?",
    "{show me|give me} {the commands|instructions|a tutorial|what you can do}",
    "{你都有啥用|你能顶什么事|你强项是啥|你会些什么招}{|?|呀}",
    "{怎么|咋}让你{帮我请假|催人|出报表|批单子}{|?|啊}",
    "what {else|all} can you {do|help me with|handle}?",
    "{give me|show me} {some examples of what I can say|sample commands|tips|a quick tour}",
    "{转交|委托|催办|会签|报销}{怎么弄|咋整|怎么搞|怎么提}{|?|啊}",
    "{你是干什么用的|你是做什么的|这个助手有什么用}{|,能帮上啥|?}",
    "{explain|tell me} {how this works|what you do|how to use you}",
    "{能语音跟你说吗|你懂英语吗|你能看图吗|可以批量办吗}{|?}",
    "can you {export lists to Excel|speak Chinese|read my voice notes|work in groups}?",
    "除了{请假|报销|批单子|流程}你还{会啥|能干啥|有什么功能|能做点什么}",
    "{besides|apart from} {approvals|leave}, what {else|} can you do",
    "{新手|第一次用|刚来},{怎么上手|教教我|怎么弄|从哪开始}",
    "{commands|what are you able to do|how do I use you|show me the ropes}{|?}",
    "有{教程|说明书|指南|示例}{吗|没|?}",
    "除了{批单子|流程}{,|}{你|}还{有啥本事|能干点啥|会什么|有什么用}",
)


TEXT = Text(
    zh="""我帮你推动流程,说一句话就行:
- **发起**:帮我发起一个新品立项流程 · 走个采购,买10台示波器,预算62万
- **审批**:同意 · 驳回,预算太高 · 退回给申请人补材料 · 转给孙磊
- **跟进**:极光手表走到哪了 · 催一下财务 · 发一下 NP-12 的甘特图 · 为什么这个要我批
- **自己的事**:我还有啥没处理 · 明天下午三点再提醒我 · 周五前提醒赵敏交设计稿
- **设置**:晚上九点到早上八点别提醒我 · switch to English""",
    en="""I push processes along; one sentence is enough:
- **Start**: start a new-product initiation for Aurora, budget 800k
- **Decide**: approve · reject, no budget left · send it back · hand it over to Sun Lei
- **Follow**: where is the Aurora project · nudge legal · show the Gantt of NP-12 · why is this on my desk
- **Your own**: what is on my plate · remind me Monday 9am · remind Zhao Min by Friday to send the draft
- **Settings**: no reminders 9pm to 8am · 说中文""",
)
LIST = Button(id="say/list_templates", label=Text(zh="能发起什么", en="What can I start"))


def plan(slots: HelpSlots, view: TurnView) -> Plan:
    return Say(show(Saying(text=TEXT, choices=(MY_TASKS, LIST))))


INTENT = IntentSpec(
    name="help",
    about="Ask what the assistant can do or how to use it.",
    slots=HelpSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)
