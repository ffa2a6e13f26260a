# ruff: noqa: E501 - a pattern is read as one line
"""Words that mean the same, for the classifier: one that no example contains is known by its company.

搞掂 counts as 做完, to poke as to nudge; and what stands together in a sentence (away, in my place) tells more
than either.
"""

from __future__ import annotations

import re
from itertools import combinations

_GROUPS = {
    "yes": r"同意|赞成|批准|核准|准了|放行|approve[ds]?|approving|approval|sign(?:ed)? off|greenlight|endorse",
    "pass": r"通过|过了|批了|批掉|签了|批|签字|签|sign(?:ed)?|pass(?:ed)?",
    "no": r"驳回|驳|拒绝|拒|否决|否(?!定|则|认)|毙|不同意|不批|不予|不准|reject(?:ed|ing)?|declin(?:e|ed)|den(?:y|ied)|veto(?:ed)?|refus(?:e|ed)",
    "back": r"退回|退给|退|打回|返回|返给|回炉|重做|重写|重填|重提|send (?:it )?back|sent back|return(?:ed)?|bounce[d]?|kick|punt|rework",
    "miss": r"缺|漏|不全|不齐|没附|错了|不对|写错|填错|missing|lacks?|incomplete|wrong|forgot",
    "hand": r"转交|转给|转|移交|交给|交由|派给|甩给|给到|接手|forward|transfer|reassign|assign|hand(?:ed)?(?: over)?|pass along|route",
    "add": r"加签|会签|联签|再加|加上|加个|增加|拉上|叫上|带上|add|include|loop in|bring in|co-?sign|countersign",
    "forme": r"替我|代我|帮我批|代批|代理|代为|委托|授权|顶替|delegat\w*|on my behalf|for me|cover[s]?|deputy|stand in|acts? for",
    "away": r"出差|休假|度假|出国|不在|闭关|休息期间|vacation|away|on leave|out of office|travell?ing|abroad",
    "urge": r"催|赶紧|抓紧|尽快|加急|快点|麻溜|利索|戳|敲打|踹|拱|推一?推|督促|nudge|chase|poke|hurry|push|ping|prod|speed up|wake",
    "slow": r"磨蹭|太慢|这么慢|躺|卡|压着|拖|搁|没动静|没动|stuck|slow|sitting on|holding|sleeping on|delayed?",
    "drop": r"撤回|撤销|撤|取消|作废|收回|不要了|不用了|停掉|终止|withdraw|cancel|pull|scrap|recall|take back|kill|call off|abort",
    "done": r"做完|弄完|搞定|搞掂|完成|写好|做好|弄好|画好|画完|测完|打完|交了|办妥|完事|收工|结项|验收|上传了|发出|发给|寄出|done|finish(?:ed)?|complet(?:e|ed)|wrap(?:ped)?|ticks?|closed? out|delivered|ready",
    "note": r"留言|备注|评论|批注|附注|注明|写一句|comment|note|remark|record",
    "later": r"晚点|稍后|回头|等会儿?|待会儿?|一会儿?|迟点|过会|再说|later|snooze|postpone|defer|not now|busy|没空|正忙|忙",
    "remind": r"提醒|叫我|喊我|闹钟|别忘|记得|remind|alarm|don't forget|alert",
    "chart": r"甘特图?|燃尽图?|看板|仪表盘|工作量|负荷|瓶颈|图表|图|gantt|burn-?down|dashboard|workload|chart|cycle time|bottleneck",
    "report": r"周报|月报|季报|报表|绩效|风险报告|总结|report|performance|summary",
    "late": r"延期|延误|逾期|跳票|拖期|按时|准时|赶得上|来得及|如期|late|delay|on time|slip|miss|deadline|make it|in time",
    "why": r"为什么|为啥|为何|凭什么|凭啥|干嘛|咋又|怎么轮到|怎么到我|why|how come|reason",
    "which": r"哪个|哪些|哪种|什么|啥|几个|几种|which|what",
    "who": r"谁|who|whose",
    "where": r"哪了|哪一步|哪里|到哪|进度|进展|状态|情况|怎么样|咋样|如何|where|status|progress|update|how far",
    "flow": r"流程|模板|审批流|单子|表单|workflow|process|template|form|flow",
    "mine": r"我手上|我名下|手头|我这边|我还|我的|待我|等我|要我|需要我|my|mine|on my plate|for me to",
    "todo": r"待办|任务|活儿?|待审批|待处理|todo|to-?do|tasks?|queue|pending|overdue",
    "new": r"新建|创建|设计|搭|定义|新增|做个|做一个|建一?个|create|define|build|set up|design",
    "start": r"发起|启动|提交|申请|走个|走一个|提个|开个|起个|来个|立项|start|kick off|raise|submit|file|open|log|launch|request",
    "buy": r"买|采购|订购|购置|采买|进货|buy|purchase|order|procure",
    "pay": r"报销|报一下|报了|垫付|垫了|花了|发票|reimburse|expense|claim|refund",
    "leave": r"请假|休假|年假|病假|事假|调休|假|歇|leave|day off|off sick|vacation|sick",
    "gripe": r"投诉|客诉|反映|抱怨|吐槽|complain\w*|complaint",
    "suggest": r"建议|提议|改进|优化|精简|简化|合并|希望|不如|何不|suggest\w*|propos\w*|improve\w*|idea|should|better",
    "speak": r"中文|英文|英语|语言|english|chinese|language",
    "quiet": r"打扰|勿扰|静音|别吵|别发|别推|免打扰|quiet|mute|disturb|silence|notifications?",
    "digest": r"摘要|汇总|日报|简报|digest|daily summary",
    "here": r"打卡|签到|签退|到岗|上班|下班|到了|到公司|clock|check(?:ing)? in|check(?:ing)? out|punch|arrived|on site",
    "if": r"如果|要是|假如|只要|若|万一|的话|if|unless|once|provided|as long as",
    "said": r"说|讲|告诉|听说|据说|said|says|told|heard",
    "pastw": r"昨天|上周|刚才|已经|早就|上次|去年|yesterday|last|already|ago",
    "dont": r"别|不要|不用|先不|不必|don'?t|do not|never|no need",
    "mean": r"意思|怎么读|怎么写|怎么说|英文|翻译|区别|拼音|定义|mean|spell|translate|difference|define|pronounce|word",
    "help": r"怎么用|会什么|能干|功能|教教|帮助|使用|help|how do i use|what can you",
    "okw": r"好的?|行|可以|没问题|没意见|对|嗯|ok|okay|yes|sure|fine|good|great",
}
_MEANT = {name: re.compile(pattern) for name, pattern in _GROUPS.items()}
_NAMED = "PDTNMW"


def concepts(core: str) -> set[str]:
    """What is meant, and which of it together and beside which kinds of names."""
    meant = {name for name, pattern in _MEANT.items() if pattern.search(core)}
    beside = sorted(meant | {kind for kind in _NAMED if kind in core})
    return {
        *("@" + name for name in meant),
        *(one + "&" + other for one, other in combinations(beside, 2)),
    }
