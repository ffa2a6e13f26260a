# ruff: noqa: E501 - a pattern is read as one line
"""Deciding on a task: approve, reject, return, complete."""

from __future__ import annotations

from bot.nlu.grammars.rule import rules

_ME = r"(?:我(?:这边|这里|方|个人|本人|自己)?|本人|这边|i|we)?(?:完全|也|就|先|直接|都|现在|hereby| )*"
_YES = (
    r"(?:同意|赞成|批准|核准|准予通过|审批通过|审核通过|审批同意|准予|照准|放行|通过|批过|批掉|批了|批|准了|approve[ds]?|approving|approval|pass|"
    r"sign off(?: on)?|sign it off|green[ -]?light|accept|授权通过|点同意|点通过|点个同意|点个通过|给过|ok掉)"
)
_DONE = r"(?:了|掉|过|一下|下|it|过了|的|啦)?"
_FINE = (
    r"(?:可以|行|好的?|没问题|没意见|没毛病|无异议|没啥问题|看过了|看了|审过了|照办|挺好|不错|ok(?:ay)?|yes|yep|yeah|sure|fine|great|lgtm"
    r"|looks? (?:good|fine|great|ok)(?: to me)?|all good|good|no (?:objections?|problem|issues?)|seems fine|好嘞|嗯|对|"
    r"i'?m (?:ok|fine) with (?:it|this|that))"
)
_ALL = r"(?:全部|所有的?|全都|都|全|一键|统统|一律|通通|批量|一次性|剩下的?(?:全部|都)?|待办(?:全部|都))"
_ALL_EN = r"(?:all|everything|them all|all of (?:them|these|it)|all (?:my |the |pending |open )*(?:\w+ )?(?:ones|approvals|requests|tasks|items|T+))"

APPROVE = rules(
    "approve",
    r"(?:you(?:'ve| have) got my (?:approval|blessing|ok|vote))(?: (?:on|for) (?P<obj>{OBJ}))?",
    r"(?P<obj>N+|{OBJ}) (?:has|gets|have) my (?:approval|blessing|ok|okay|vote|sign-?off)(?:{SEP}(?P<post>.+))?",
    r"(?P<obj>N+)\s?(?:ok|okay|可以|没问题|没意见|行|准了?|lgtm|looks good|thumbs up|good to go)(?:的|了)?(?:{SEP}(?P<post>.+))?",
    r"(?:okay|ok|good|cleared|fine|happy|clear) to (?:proceed|go ahead)(?: with (?P<obj>{OBJ}))?",
    r"(?:a )?(?:big )?(?:thumbs up|green light|go-ahead|yes|approval)(?: from (?:me|my side|us)| (?:on|for|to) (?P<obj>{OBJ}))+(?:{SEP}(?P<post>.+))?",
    r"(?:let|wave|push|put) (?P<obj>it|this(?: one)?|that|N+|{OBJ}) through(?:{SEP}(?P<post>.+))?",
    r"(?:rubber-?stamp|okay|ok|bless|sanction|clear|endorse) (?P<obj>it|this(?: one)?|that|N+|the .{2,24}?)(?:{SEP}(?P<post>.+))?",
    r"signed off|ok'?d|okayed|(?:it'?s |that'?s )?a yes from me|consider (?P<obj>{OBJ}) (?:approved|signed|done)|approval granted|permission granted|granted",
    r"(?:i )?(?:agree|concur)|i'?m (?:approving|signing|accepting) (?P<obj>it|this(?: one)?|that|N+|{OBJ})|(?P<obj2>that one|this(?: one)?|N+|it) (?:can|may|should) (?:go through|pass|proceed)|go ahead with (?P<obj3>N+|it|this|that|{OBJ})",
    r"(?:没毛病|没问题|没意见|可以|行|好|看过了)[,\s]+(?:就|那就|给)?过(?:了|掉)?",
    r"(?:tong ?yi|pi ?(?:le|zhun)|tong ?guo)(?: le)?",
    r"(?:准奏|准假|准了|照准|恩准|没问题,过|可以,?过|行,?过|过了吧|放行吧?|盖章|签了吧?|同意签[字署约]?)",
    (0.93, r"(?P<obj>{OBJ}|N+)(?:我)?(?:这边)?(?:没意见|无异议|没有异议|可以给?过|给过)"),
    (
        0.97,
        r"(?:把|将)?(?P<all>(?:剩下|这|那|手上|其余|余下)(?:的)?(?:这|那)?(?:几|些|两|三|四|五)(?:个|单|条|张|份)?)(?:也|都|全部|一起)*(?:给)?(?:同意|批|过|通过)(?:了|掉)?",
    ),
    r"(?P<obj>{OBJ})(?:我)?(?:没意见|没问题),?(?:过|批|同意|通过)(?:了)?",
    (
        0.96,
        r"(?:把|将)?(?P<all>(?:待批的|能批的|这几个|剩下的|手上的)?(?:单子)?(?:一个不落[,]?)?(?:一次性|统统|全部?|都|一并)+)(?:给)?(?:批|通过|同意|过)(?:了|掉)?(?:吧)?(?:,?(?P<post>.+))?",
    ),
    r"you have my (?:approval|blessing|ok)(?: on (?P<obj>N+|{OBJ}))?(?:{SEP}(?:but )?(?P<post>.+))?",
    r"(?:经)?[^,]{0,6},?(?:予以|可予)(?:批准|同意|通过)(?:{SEP}(?P<post>.+))?",
    rf"{_ME}{_YES}{_DONE}(?:{{SEP}}(?P<post>.+))?",
    rf"{_ME}{_YES}{_DONE}\s?(?P<obj>{{OBJ}})(?:了|的)?(?:{{SEP}}(?P<post>.+))?",
    rf"(?:把|将|给)(?P<obj>{{OBJ}}|N+)\s?(?:也|都|先|给|一起|直接)*{_YES}{_DONE}(?:{{SEP}}(?P<post>.+))?",
    rf"(?P<obj>{{OBJ}})(?:{{SEP}})?{_ME}(?:可以)?{_YES}{_DONE}(?:{{SEP}}(?P<post>.+))?",
    rf"(?P<fine>{_FINE})(?:{{SEP}})?(?:就|那就|我|let's |i |please |then )*{_YES}{_DONE}\s?(?P<obj>{{OBJ}})?(?:{{SEP}}(?P<post>.+))?",
    rf"(?P<fine>{_FINE}){{SEP}}(?P<obj>{{OBJ}}){_ME}{_YES}{_DONE}",
    (
        0.97,
        rf"(?:把|将)?(?P<all>{_ALL})(?:给)?(?:的)?(?:待办|单子|申请|审批|任务)?(?:都|全部|给我|给)*{_YES}{_DONE}(?:{{SEP}}(?P<post>.+))?",
    ),
    (
        0.97,
        rf"{_YES}{_DONE}\s?(?P<all>所有的?|全部的?|{_ALL_EN})(?:待办|单子|申请|审批|任务)?(?:{{SEP}}(?P<post>.+))?",
    ),
    (
        0.97,
        rf"(?:把|将)?(?P<obj>[^,;?]{{1,16}}?)(?:的)?(?P<all>全部|全都|都|全){_YES}{_DONE}(?:{{SEP}}(?P<post>.+))?",
    ),
    (
        0.96,
        rf"(?:把|将)?(?P<all>所有的?|全部的?|手上的?)(?P<obj>[^,;?]{{1,16}}?)(?:都|全部|全|给)*{_YES}{_DONE}(?:{{SEP}}(?P<post>.+))?",
    ),
    (
        0.96,
        rf"{_YES}{_DONE}\s?(?P<all>所有的?|全部的?|all)(?: (?:the|of|open|pending|my))*\s?(?P<obj>[^,;?]{{1,24}}?)(?:{{SEP}}(?P<post>.+))?",
    ),
    r"(?:lgtm|looks good to me|ship it|good to go|looks good)(?:{SEP}(?P<post>.+))?",
    r"go ahead(?: and|,| with)? ?(?:approve|sign|sign off on)(?: ?(?P<obj>{OBJ}))?(?:{SEP}(?P<post>.+))?",
    r"give (?:(?P<obj>{OBJ}) )?(?:my|the|a)? ?(?:approval|green light|go-ahead|ok|okay|thumbs up)(?: (?:to|on|for) (?P<obj2>{OBJ}))?",
    r"(?P<obj>{OBJ})(?: is|'s)? (?:approved|good to go|ok with me|fine by me|fine with me)(?:{SEP}(?P<post>.+))?",
    (0.9, rf"(?P<pre>[^?]{{2,30}}?),\s?{_ME}{_YES}(?:了|吧)?"),
    r"(?:给)?(?:P+|他|她|人家)(?:批|通过)(?:了|一下|掉)?",
    r"(?:批|审)(?:一下|了|下)(?P<obj>{OBJ})",
)

_NO = (
    r"(?:驳回|拒绝|拒掉|拒了|拒|否决|否了|否掉|毙了|毙掉|枪毙|回绝|不同意|不予(?:通过|批准|同意)|(?<!还)不批准|(?<!还)不批|不通过|不准|不给过|(?<!还)不能批|不能通过|不能同意"
    r"|不给批|审批不通过|审核不通过|打叉|驳|reject(?:ed|ing)?|declin(?:e|ed|ing)|deny|denied|refus(?:e|ed)|veto(?:ed)?|disapprove[d]?|turn(?:ed)? (?:it )?down"
    r"|not approved|not approving|no go|don'?t agree|do not agree|can'?t approve|cannot approve|can not approve|won'?t approve|say no to|knock back)"
)
_NO_DONE = r"(?:了|掉|一下|下|吧|it|this|that|them)?"

REJECT = rules(
    "reject",
    r"(?P<pre>[^?]{3,30}),(?:这个|这单|我)?(?:直接|先)?(?:驳掉|驳了|驳|否掉|拒掉|打掉|不给过|不能过)",
    r"no (?:for|on|to) (?P<obj>N+)(?:{SEP}(?P<post>.+))?",
    r"(?:that'?s|it'?s) a no from me(?:{SEP}(?P<post>.+))?",
    r"(?:bu ?tong ?yi|bu ?pi|bo ?hui|ju ?jue)(?: (?:le|diao|ba))?(?:{SEP}(?P<post>.+))?",
    r"(?:that'?s|it'?s|this is|this one is|PP?)? ?a (?:hard |firm |big |definite )?no(?: from me| for me)?(?:{SEP}(?P<post>.+))?",
    r"(?P<obj>N+|这个|这单)(?:,|\s)*(?:ng|no go|no-go|thumbs down|no)(?:{SEP}(?P<post>.+))?",
    r"(?:no,? ?|sorry,? ?)?i (?:do not|don'?t) (?:approve|agree|support|accept)(?: (?:of |with |to )?(?P<obj>it|this(?: one)?|that|N+|the .{2,24}?))?(?:{SEP}(?P<post>.+))?",
    r"(?:i )?(?:can'?t|cannot|won'?t) (?:sign|let) (?P<obj>it|this|that|N+) (?:off|through)(?:{SEP}(?P<post>.+))?",
    r"thumbs down(?: (?:on|for|to) (?P<obj>{OBJ}))?(?:{SEP}(?P<post>.+))?",
    r"(?:i )?(?:won'?t|can'?t|cannot|will not|refuse to|am not going to) (?:sign(?: off)?(?: on)?|pass|accept|agree to|endorse|ok|okay|support) (?P<obj>(?:it|this(?: one)?|that|N+|the .{2,24}?))(?:{SEP}(?P<post>.+))?",
    r"(?:给|把)(?:他|她|它|P+)(?:的)?(?:驳|拒|否|毙|打掉)(?:了|掉|回去?)",
    r"(?P<obj>N+|{OBJ})?(?:{SEP})?打回(?:去)?[,\s]*不(?:予)?(?:T+|报销|批准|通过|同意)(?:{SEP}(?P<post>.+))?",
    r"(?:knock|shoot|vote|strike) (?P<obj>it|this|that|N+|{OBJ}) down(?:{SEP}(?P<post>.+))?|(?:shoot|vote|strike|throw out) (?:down )?(?P<obj2>N+|this|it)",
    r"(?:pass on|say no to|give (?:it|this) a no|kill) (?P<obj>this(?: one)?|that one)(?:{SEP}(?P<post>.+))?",
    r"(?:not|i'?m not) (?:happening|approving|signing|ok with|okay with|on board with|in favou?r of)(?: (?P<obj>it|this(?: one)?|that|N+|{OBJ}))?(?:{SEP}(?P<post>.+))?",
    (0.96, r"(?P<obj>N+|{OBJ})别批[,\s]*(?:直接)?(?:驳回|拒绝?)(?:了|掉)?(?:{SEP}(?P<post>.+))?"),
    rf"{_ME}{_NO} ?{_NO_DONE}(?:(?:{{SEP}}|,?\s?(?=因为|由于|理由|原因|because|since|as |due to|on the grounds))(?P<post>.+))?",
    rf"{_ME}{_NO} ?{_NO_DONE}\s?(?P<obj>{{OBJ}})(?:了)?(?:(?:{{SEP}}|,?\s?(?=因为|由于|理由|原因|because|since|as |due to))(?P<post>.+))?",
    rf"(?:把|将|给)(?P<obj>{{OBJ}})\s?(?:也|都|先|给|直接)*{_NO}{_NO_DONE}(?:{{SEP}}(?P<post>.+))?",
    rf"(?P<obj>{{OBJ}})(?:{{SEP}})?{_ME}{_NO}{_NO_DONE}(?:(?:{{SEP}}|,?\s?(?=因为|由于|理由|原因|because|since|as |due to))(?P<post>.+))?",
    r"turn down (?P<obj>{OBJ})(?:{SEP}(?P<post>.+))?",
    r"turn (?P<obj>{OBJ}) down(?:{SEP}(?P<post>.+))?",
    rf"(?:no|nope|不行|不可以|不好|不|sorry){{SEP}}{_ME}{_NO} ?{_NO_DONE}\s?(?P<obj>{{OBJ}})?(?:{{SEP}}(?P<post>.+))?",
    r"(?P<obj>{OBJ})(?: is|'s| was)? (?:rejected|declined|not approved|denied)(?:{SEP}(?P<post>.+))?",
    (0.9, rf"(?P<pre>[^?]{{2,40}}?)[,\s]\s?{_ME}(?:so )?{_NO} ?{_NO_DONE}(?:\s?(?P<obj>{{OBJ}}))?"),
    (0.88, rf"(?P<pre>(?:太|超|没|不够|缺|重复|价格|预算|金额|材料|资料)[^?,]{{1,16}}?){_NO}{_NO_DONE}"),
)

_BACK = r"(?:退回(?:去|来)?|打回(?:去|来)?|驳回(?=(?:给|到|至)|(?:让|叫|请)|(?:重|修改|补))|返回(?=[^,]{0,6}(?:步|环节|节点|修改|重))|回退|退(?:一下|给|到|至)|送回(?:去|给)?|发回(?:去|给)?|退还给?|打回)"
_REDO = r"(?:重|再|修改|改|补|完善|更新|调整|核|让|叫|请|把|加上|写|填|说明|并|去)"
_STEP = rf"(?P<step>(?:上一?个?|前一?个?|第)?[^,;:\s]{{1,12}}?)(?=$|[,;:\s]|{_REDO})"
_STEP_EN = r"(?P<step>(?:the )?(?:(?!for\b|because|since|so\b|and\b|to\b)[\w&'-]+ ?){1,4}?)"
_WHY_EN = (
    r"(?:(?:[,;:.-]\s?| )(?P<post>(?:for|because|since|so|to|as|and|with)\b .+)|[,;:.-]\s?(?P<post2>.+))?"
)
_VERB_EN = r"(?:send|return|bounce|kick|push|hand|pass|give|roll|move|route)"

RETURN = rules(
    "return_task",
    r"(?:不行|不对|这不行|不合格|no|nope)[,\s]+(?:给)?(?:打|退)回去?(?:吧|了)?(?:{SEP}(?P<post>.+))?",
    r"(?:返工|打回返工|重做吧?,?退回?)",
    r"退会(?:去|来)?(?:给(?P<step>[^,]{1,8}))?",
    r"往(?:前|回)(?:退|倒)(?:一|1|两|2)(?:个)?(?:步|环节)",
    r"knock (?P<obj>it|this|that|N+|{OBJ}) back(?: to (?P<step>[^,]{2,24}?))?",
    r"(?:give|hand|let) (?P<obj>it|this|N+) back(?: to (?P<step>[^,]{2,24}?))?(?: (?:for|to|and) (?P<post>.+))?",
    r"(?:needs? (?:a )?(?:re-?work|revision|redo|another pass|fixing))[,;. -]+(?:so )?(?:back to|send (?:it|this) back|return it)(?: to)?(?P<step>.*)",
    r"(?:推回|腿回)(?:给|到|至)?(?P<obj>N+)?(?P<step>上一?个?(?:步|环节|节点))?(?:吧)?[,\s]?(?P<post>.+)?",
    r"(?P<pre>[^,?]{2,20}),(?:先)?(?:还|退)给(?P<step>申请人|发起人|提交人)(?:去)?(?:补|改|重.{0,4})?",
    r"往(?:前|回)退(?:一|1)步",
    rf"(?:把|将)?(?P<obj>{{OBJ}}|N+)?(?:{{SEP}})?(?:我)?(?:要|先|得)?{_BACK}(?:一下)?(?:了)?(?:(?:给|到|至|回|去)?(?P<to>申请人|发起人|提交人|起草人|经办人)(?:去|来|处|那里)?|(?:给|到|至|回|去)\s?{_STEP}|(?=上|前|第){_STEP}|(?P<to>(?:申请人|发起人|提交人|起草人|经办人|P+|D+|T+)[^,\s]{{0,4}}?)(?=$|[,\s]|{_REDO}))?[,;:\s]*(?P<post>.+)?",
    rf"{_BACK}(?P<obj>N+|这个|这[条份笔张单]|它)(?:(?:给|到|至)\s?{_STEP})?[,;:\s]*(?P<post>.+)?",
    (
        0.9,
        rf"(?P<pre>[^?,]{{2,30}}?)[,\s]+{_BACK}(?:一下)?(?:了)?(?:(?:给|到|至|去)\s?{_STEP})?(?:(?P<post>重.{{1,6}}|修改|补.{{1,8}}))?",
    ),
    (
        0.9,
        r"让(?:他|她|P+|申请人|发起人|提交人)(?:改|补|重)(?P<post>.{0,14}?)(?:再提|重新提交|后再提交?|重提)",
    ),
    rf"{_VERB_EN} (?P<obj>(?:(?!back\b).){{1,30}}?) back(?: to {_STEP_EN})?{_WHY_EN}",
    rf"(?:send|bounce|kick|roll) back(?: (?P<obj>{{OBJ}}))?(?: to {_STEP_EN})?{_WHY_EN}",
    rf"return (?P<obj>(?:(?!to\b|for\b).){{1,30}}?)(?: to {_STEP_EN}){_WHY_EN}",
    rf"return (?P<obj>{{OBJ}}){_WHY_EN}",
    rf"(?:(?P<pre>needs? .{{3,30}}?|[^?]{{4,40}}?)[,;]\s?)(?:so |please )?(?:{_VERB_EN} (?:it|this|that) back|return it)(?: to {_STEP_EN})?",
    rf"back to {_STEP_EN}{_WHY_EN}",
    r"(?P<obj>N+|{OBJ})\s?(?:back|return|send back)(?:一下|回去|回)?(?:给|到|to)?\s?(?P<step>[^,]{0,12})(?:{SEP}(?P<post>.+))?",
    r"(?:把)?(?P<obj>N+|{OBJ})?\s?(?:return|send back|bounce back|退回)(?:一下|回去|掉)?(?:\s?(?:给|到|to)\s?(?P<step>[^,]{1,16}))?(?:{SEP}(?P<post>.+))?",
)

_FINISHED = r"(?:完成|搞定|做完|弄完|办完|办好|处理好|处理完|做好|弄好|写完|写好|画完|画好|交了|交完|提交|验收完|验收|部署好|部署完|上线|测完|测试完|发出去|发完|整理好|整理完|搞完|忙完|结束|改好|改完|安装好|装好|签完|填好|填完|备好|准备好|出完|收尾|交付|跑完|开完|联系好|确认完|更新好|核对完|审校完|录好|拍完|培训完)"
_MARK = r"(?:标记?(?:为|成|一下|下)?(?:已)?完成|标(?:一下|个)?完成|勾掉|打勾|打个勾|勾上|划掉|关闭?任务|关掉任务|关了任务|完成任务|任务完成|结束任务|点(?:个|一下)?完成|设为(?:已)?完成|mark(?:一下)?(?: as)? (?:done|complete[d]?))"
_DONE_EN = r"(?:done|finished|completed?|complete|wrapped up|delivered|ready|submitted)"

COMPLETE = rules(
    "complete_task",
    r"(?P<obj>N+)[\s,]?(?:已经|都|我|也)*(?:搞定|弄完|做完|办完|办妥|完事|完工|done|finished)(?:了|啦)?(?:{SEP}(?P<post>.+))?",
    (
        0.93,
        r"(?:[^,?]{0,8}?(?:原型|设计稿?|DD稿?|文档|图纸?|方案|报告|样机|测试|报价单?|需求|调研|海报|文案|初稿|终稿|清单|问卷|模具|固件|接口|评审|手册|表格|材料))(?:已经|已|都|我)*(?:写完|画完|做完|做好|写好|画好|弄完|弄好|搞定|搞完|交了|交完|整理好|改完|改好|更新好|出完|完成)(?:了)(?:{SEP}(?P<post>[^?]+))?",
    ),
    r"(?:[^?]{2,40}?[,;.] ?)?(?:you (?:can|may) |so |please )*(?:tick|check|cross|mark|strike) (?P<obj>it|this(?: one)?|that(?: one)?|N+) off(?: the list| my list)?",
    (0.98, r"(?:tick|check|cross) off (?P<obj>the [^,;:?]{2,30}?|N+|my [^,;:?]{2,30}?)(?: for me)?"),
    r"(?:完工|收工交付|已完工|任务已完结|办结|已办结|结案)(?:了)?",
    rf"(?:(?P<obj>[^,;:]{{1,24}}?)(?:已经|都|我|也|这边|刚刚|刚|全部|终于|的)*{_FINISHED}(?:了|啦)?)?[,;\s]*(?:请|帮我|把它|可以|把任务|直接)*{_MARK}(?:了)?(?:{{SEP}}(?P<post>.+))?",
    rf"(?:把|将)(?P<obj>.{{1,24}}?)(?:的任务)?(?:也|都|给)?{_MARK}(?:了)?(?:{{SEP}}(?P<post>.+))?",
    r"(?:把|将)(?P<obj>.{1,24}?)(?:设|标|标记|改|置|mark)(?:为|成|一下)?\s?(?:已)?(?:完成|done|completed?)(?:状态)?(?:{SEP}(?P<post>.+))?",
    rf"(?:我|我这边|这边|这个|这条|这一步|它|任务|活|工作|事情?|已|已经|都|都已经|全部)*{_FINISHED}(?:了|啦)?(?:{{SEP}}(?P<post>[^?]+))?",
    (
        0.93,
        rf"(?P<obj>N+|{{OBJ}})(?:的)?(?:我这边|我|已经|已|都|这边|这一步|这步|的任务)*{_FINISHED}(?:了|啦)(?:{{SEP}}(?P<post>[^?]+))?",
    ),
    (0.93, r"完成(?:了)?(?P<obj>N+|{OBJ})(?:了)?(?:{SEP}(?P<post>[^?]+))?"),
    (
        0.9,
        r"(?P<obj>[^,;:?PDN]{2,14}?)(?:已经|已|都|我)*(?:写完|画完|做完|做好|写好|画好|测完|交了|弄完|搞定|搞完|办完|验收完|部署好|整理好|发出去|改完|改好|更新好|装好|准备好|出完|拍完|跑完|核对完)(?:了)(?:{SEP}(?P<post>[^?]+))?",
    ),
    (0.93, rf"{_DONE_EN}(?: with (?P<obj>[^,;:]+?))?(?:{{SEP}}(?P<post>[^?]+))?"),
    (
        0.93,
        r"(?:i(?:'m|'ve| have| am)? |all |we(?:'ve| have|'re)? |just )*(?:done|finished|completed|wrapped up)(?: with)? (?P<obj>(?:the |my |this |that |our )?[^,;:?]{2,40}?)(?:{SEP}(?P<post>[^?]+))?",
    ),
    rf"(?:mark|set|tick|check|flag)(?: off)? (?P<any>(?:(?!\bas\b)[^,;?])+?)(?: off)?(?: as)? {_DONE_EN}(?:{{SEP}}(?P<post>.+))?",
    rf"(?:把|将)?(?P<any>[^,;?PDW]{{2,14}}?)(?:这|那)?(?:个|项|条)?(?:任务|活儿?|工作)?(?:都|也|给)?{_MARK}(?:了|吧)?(?:{{SEP}}(?P<post>.+))?",
    r"(?:tick|check|cross) off (?P<obj>[^,;:]+?)(?:{SEP}(?P<post>.+))?",
    r"(?:complete|close|finish)(?: out| off)? (?P<obj>(?:(?:the|my|this|that) )?[^,;:]{1,40}?)(?: task)?(?:{SEP}(?P<post>.+))?",
    rf"(?:task|all|that's|it's|this is|i'm|i am|we're|that is|this one is)(?: all)? {_DONE_EN}(?: here)?(?:{{SEP}}(?P<post>[^?]+))?",
    (
        0.92,
        rf"(?P<obj>(?:N+|(?:the|my) [^,;:?]{{2,30}}?))(?:'s| is| are|'re| has been| have been) {_DONE_EN}(?: on my (?:side|end))?(?:{{SEP}}(?P<post>[^?]+))?",
    ),
    r"(?:这个|把这个|这条)?\s?(?P<obj>[^,;:?]{0,14}?)\s?(?:done|finish(?:ed)?|complete[d]?)了?(?:{SEP}(?P<post>[^?]+))?",
    r"(?:mark|标)(?:一下)?\s?(?:done|complete[d]?|完成)(?:{SEP}(?P<post>.+))?",
    r"(?:这条|这个)(?:可以)?(?:打勾|勾掉|关|关掉|结束)(?:了)?",
)

TABLE = (*APPROVE, *REJECT, *RETURN, *COMPLETE)
