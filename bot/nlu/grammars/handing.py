# ruff: noqa: E501 - a pattern is read as one line
"""Bringing others in: transfer, add a signer, delegate, urge, comment."""

from __future__ import annotations

from bot.nlu.grammars.rule import rules

_NAME = r"(?P<who>[PDT]+|[\u4e00-\u9fff]{2,4}?)"
_GIVE = r"(?:转给|转交给?|转办给?|转派给?|批转给|转到|转一下给|转(?=[PD])|移交给?|改派给?|重新指派给|指派给|分派给|派给|分给|交给|交由|丢给|甩给|推给|扔给|让给|递给|转让给|移给|transfer给?|assign给?|reassign给?|handover给?|forward给?|转)"
_WORK = r"(?:来)?(?:去)?(?:处理|跟进|办理|办|做|弄|负责|审批|审核|审|批|看一?下?|看看|定|决定|解决|搞|接手|操作|执行|签)?(?:一下|下)?"

TRANSFER = rules(
    "transfer_task",
    r"(?:[^?]{2,40}?[,\s])?(?:请)?(?:改由|改派|换由|转由|改让)(?P<who>[PDT]+)(?:来)?(?:处理|办理|负责|审批|审核|跟进|接手)?",
    r"(?P<pre>[^?]{2,24}?(?:不归我|不该我|不是我|轮不到我|跟我无关|与我无关|不熟|管不了|看不了|处理不了|搞不定|不懂)[^,?]{0,6}?)[,\s]*(?:还是|应该|麻烦|就|你|请)*(?:转|给|交|让|找|派)(?:给)?(?P<who>[PDT]+)(?:来|去)?(?:处理|看|办|审|批|弄|吧)*",
    r"(?P<pre>[^?]{4,50}?[,;.]) ?(?:(?:could|can|would) you )?(?:please )?(?:pass|hand|give|forward|send|move|assign|route) (?P<obj>it|this|that|N+)(?: on| over| along)? to (?P<who>[PDT]+)(?: instead)?\??",
    r"(?:can|could|would|will|should)? ?(?P<who>P+) (?:please )?(?:take|handle|do|deal with|take over|pick up) (?P<obj>this(?: one)?|it|N+|the [^,?]{2,24}?)(?: instead(?: of me)?| for me| over)*\??",
    r"(?P<pre>[^?]{6,40}?),(?:请|麻烦)?(?:将|把)?\s?(?P<obj>N+)[,\s]*(?:转交?给?|移交给?|转办给?)\s?(?P<who>[PD]+)(?:审核|处理|审批|办理)?",
    r"转给(?P<who>[PDT]+)(?:主任|经理|总监)?吧?[,\s]+(?P<post>.+)",
    rf"(?:(?P<pre>[^,?]{{2,20}}?)[,;\s]+)?(?:把|将)?(?P<obj>{{OBJ}}|N+)?\s?(?:就|直接|先|都|也|帮我|请|给我|还是|应该|需要|要)*\s?{_GIVE}\s?{_NAME}{_WORK}(?:[,;\s]+(?P<post>.+))?",
    r"(?P<obj>{OBJ}|N+)?(?:{SEP})?(?:让|叫|请|换|由|给|改由|换成)(?P<who>[PD]+)(?:来|去)?(?:处理|做|办理|办|负责|弄|接手|审批|审核|审|批|跟进|看|搞)(?:吧|一下)?(?:[,;\s]+(?P<post>.+))?",
    r"(?:让|叫|请|换|由)(?P<who>[PD]+)(?:来|去)?(?:处理|做|办理|办|负责|弄|接手|跟进|审|批)(?P<obj>{OBJ}|N+)(?:[,;\s]+(?P<post>.+))?",
    r"(?:(?P<pre>[^?]{2,40}?)[,;] )?(?:transfer|reassign|forward|route|hand|pass|move|assign|give|delegate|send|kick|redirect|shift|re-?route|escalate) (?P<obj>(?:(?!\bmy approvals?|\ball my|\bback\b|\breminder).){1,36}?)(?: over| on| along| off)* to (?:the )?(?P<who>[PDT]+|[a-z]+(?: [a-z]+)?)(?: (?:to|for) (?:handle|handling|deal with|review|take care of|process|decide|approve|approval|look at)(?: it| this| on)?)?(?:(?:[,;]\s?|\s(?=because|since|as ))(?P<post>.+))?",
    r"(?:transfer|reassign|forward|hand over|hand off|pass)(?: it)? to (?:the )?(?P<who>[PDT]+|[a-z]+(?: [a-z]+)?)(?:[,;]\s?(?P<post>.+))?",
    r"(?:let|have|get|ask) (?:the )?(?P<who>[PDT]+) (?:to )?(?:handle|deal with|take over|take|do|process|take care of|look after|pick up|own)(?: on)? (?P<obj>{OBJ}|N+)(?: over| instead)?(?:[,;]\s?(?P<post>.+))?",
    r"(?P<obj>{OBJ}|N+|this) (?:should|must|needs to|has to) (?:go|be (?:handled|done|transferred|reassigned|approved))(?: by| to) (?:the )?(?P<who>[PD]+)(?:[,;]\s?(?P<post>.+))?",
    r"(?:把)?(?P<obj>{OBJ}|N+)?\s?(?:transfer|assign|reassign|handover|forward|hand over)\s?(?:给|to|一下给)\s?(?P<who>[PD]+)",
    r"(?P<who>[PD]+)(?: should| can|,? please)? (?:take over|handle)(?: please)? (?P<obj>N+|it|this(?: one)?|{OBJ})",
)

_SIGN = r"(?:加签|会签|前加签|后加签|并加签|加个签|并签|联签|cosign|co-sign|联合审批|加审)"
_SIGNER = r"(?:审批人|签字人|会签人|加签人|审核人|审批|会签|signer|approver|co-?signer|签核人)"
_WHOS = r"(?P<who>[PDT]+(?:(?:和|跟|与|、|,|还有|以及|及|加上|\s|and|&|\+)+(?:the )?[PDT]+)*|[\u4e00-\u9fff]{2,3})"

ADD_SIGNER = rules(
    "add_signer",
    rf"(?:给|在|对|为|把)?(?P<obj>{{OBJ}}|N+)?(?:上|里)?\s?(?:再|也|还|需要|要|得|帮我|请)*(?:前|后|并)?{_SIGN}(?:一下|给|个|到|上)?\s?{_WHOS}?(?:一下|审批|审核)?",
    rf"(?:给|在|对|为)?(?P<obj>{{OBJ}}|N+)?(?:上|里)?\s?(?:再|多|也|还|需要|要)*(?:加|添|增加|添加|新增|加上|补)(?:上)?(?:一|两|1|2|几)?(?:个|位|名)?{_SIGNER}[,:\s是为]*{_WHOS}?",
    rf"(?:给|在|对|为)?(?P<obj>{{OBJ}}|N+)?(?:上|里)?\s?(?:再|多|也|还|需要|要)*(?:加|添加|增加|加上|拉上|叫上|带上|加一下|add|include)(?:一下|上|个)?\s?{_WHOS}\s?(?:一起|也|来|一块|一同|共同|as|做|当|作为|为|成)*\s?(?:审批人?|审核人?|审|批|签字?|会签|签|signer|approver|co-?signer|加签|把关|看)(?:一下|下)?",
    rf"(?:把|将)(?P<obj>N+)?{_WHOS}(?:也)?(?:加|加入|添加|拉|列|加进|拉进|放)(?:到|进|为|成|做|上)?.{{0,6}}?{_SIGNER}(?:里|中)?",
    rf"(?P<obj>{{OBJ}}|N+)?(?:{{SEP}})?(?:再|也|还)*(?:让|请|叫|需要|要|得|找|加)(?:上)?{_WHOS}(?:也|再|一起|一块|一同|共同|来|都)+(?:审批|审核|审|批|签字|签个字|签|会签|把关|看一?下|过一?下|加签)(?:一下|下|个字)?",
    rf"(?P<obj>{{OBJ}}|N+)?(?:{{SEP}})?(?:再|也|还)*(?:让|请|叫|需要|要|找){_WHOS}(?:会签|签个字|加签|签一下字?|签字|也签)(?:一下)?",
    rf"(?P<obj>{{OBJ}}|N+)?(?:{{SEP}})?(?:还|也|再)(?:要|需要|得|让|请|叫){_WHOS}(?:部)?(?:签字|签|会签|审核|审批|审|批|确认|同意)(?:一下)?",
    rf"(?:拉|喊|叫|拉上|叫上|请)(?:上)?{_WHOS}(?:一起|一块儿?|一同)(?:审|批|签|会签|审批|看)",
    rf"(?:also |please )*(?:add|include|put|bring in|loop in|need|require|get|have|ask|want|request) (?:an? |the |one |another |extra |additional )*(?:co-?signers?|signers?|approvers?|signature|sign-?off|signatory|reviewer)(?: to (?P<obj>{{OBJ}}|N+))?(?: from| by|:|,|-| as)?\s?(?:the )?{_WHOS}?(?: (?:to|on|for) (?P<obj2>{{OBJ}}|N+))?",
    rf"(?:also |please )*(?:add|include|put|bring in|loop in|bring) (?:the )?{_WHOS} (?:as|to|in|on|for)(?: an?| the| another| extra| additional)* ?(?:co-?|second |extra |additional |further )?(?:signers?|approvers?|approval(?:s| list)?|sign(?:ing)?|signatory|sign-?off|co-?sign|approve|reviewers?)(?: (?:to|on|for|of|in) (?P<obj>{{OBJ}}|N+)| (?P<obj2>N+|it|this|{{OBJ}}))?",
    rf"(?:also |please )*(?:get|have|let|ask|need|want) (?:the )?{_WHOS} (?:to )?(?:also )?(?:co-?sign|counter-?sign|sign(?: off)?|approve|review)(?: off| on)?(?: (?P<obj>{{OBJ}}|N+|this|it))?(?: too| as well| also)?",
    rf"(?:also )?route (?P<obj>{{OBJ}}|N+) (?:through|past|via) (?:the )?{_WHOS}(?: (?:as well|too|for .*))?",
    rf"(?:counter-?sign|co-?sign)(?:ed|ature)? (?:by|from) (?:the )?{_WHOS}",
    rf"{_WHOS} (?:must|should|needs to|has to) (?:also )?(?:co-?sign|sign|countersign)(?: off)?(?: (?:on )?(?P<obj>{{OBJ}}|N+|this|it))?(?: too| as well)?",
    rf"(?:让|请)?{_WHOS}(?:也)\s?(?:sign|approve|co-?sign)(?:一下)?",
    rf"(?:加签|add|加)(?:一下)?\s?{_WHOS}\s?(?:as|做|当)?\s?(?:an? )?(?:signer|approver|审批人)?",
)

_POWER = r"(?:审批权?限?|审批工作|审批事项|审批的?事|审批任务|审核|待办|代办|单子|流程|签字权?|签批|工作|任务|事务|approvals?|sign-?offs?|所有事情?|一切)"
_FOR_ME = r"(?:代理?我|替我|帮我|代替我|代为|代)"
_APPROVALS = r"(?:all )?(?:of )?my (?:pending |open )?(?:approvals?|approval rights|approval authority|approval tasks|sign-?offs?|tasks|reviews|signing authority|work|queue|requests)"

DELEGATE = rules(
    "delegate",
    (
        0.98,
        r"(?P<pre>.*?)我的?(?:所有|全部)?的?(?:审批|单子|待办|流程|签字)(?:的事|工作|这块)?(?:都|就|全|先|暂时)*(?:让|找|由|请|归|交给|叫|托)(?P<who>[PD]+)(?:来)?(?:帮忙|帮我|帮着|代我|替我|代为|代|先|都)*(?:审批|批|处理|审|签|看|顶)(?:一下|着)?(?P<post>.*)",
    ),
    (
        0.97,
        r"(?P<pre>.*(?:不在|休假|出差|请假|离开|外出|产假|年假|假期)[^?]{0,10}?)[,\s]*(?:期间|的时候|时)?[,\s]*(?:都|就|全|一律)+(?:找|让|由|归|交给)(?P<who>[PD]+)(?:来)?(?:批|审|审批|签|处理|代)?(?:就行|好了)?",
    ),
    (
        0.96,
        r"(?P<pre>.*?)(?P<who>P+) (?:will |is going to |can |should )?(?:signs?|approves?|handles?|covers?|decides?|takes?)(?: off| on| care of)? (?:whatever|everything|anything|all|what)\b.*\b(?:me|mine|my)\b(?P<post>.*)",
    ),
    (
        0.96,
        r"(?P<pre>.*?)(?:我的?|名下|我名下)?(?:所有|一切|全部)?的?(?:审批|单子|流程|待办)(?:这块|这边|这些天|工作|的事|的活)?(?:,)?(?:都|全|就)*(?:由|归|找|让|请)?(?P<who>[PD]+)(?:来)?(?:接手|顶上|代管|顶着|顶|代劳|接管|一概|负责|代批|代审|批|审|处理)(?P<post>.*)",
    ),
    rf"(?P<pre>.*?)(?:把|将)?(?:我的?)?(?:所有的?|全部的?|全部|一切)?{_POWER}(?:上的)?(?:都|全部|全|统统|先|暂时|就|一律|临时|也)*\s?(?:交给|委托给?|授权给|托付给|移交给|转给|给|交由|归|由|让|请|找|delegate给|delegate to)\s?(?P<who>[PD]+|[\u4e00-\u9fff]{{2,3}}?)(?:代理|代批|代为审批|来|负责|处理|代办|审批?|批|代签|打理|接管|顶|看着|管|代|代我批?|帮我)*(?P<post>[,\s]?(?:到|直到|until|从|自).+|[,\s].+)?",
    rf"(?P<pre>.*?)(?:由|让|请|委托|叫|授权)?(?P<who>[PD]+)(?:来)?(?:全权|临时|暂时|暂|先)*{_FOR_ME}(?:处理|审批?|批|签|代理|办|审核|行使|顶|值|做主|代办|看|代批)(?:一下)?(?:我的)?{_POWER}?(?P<post>[一二两三四五六七八九十\d半]+(?:天|周)|.*)",
    rf"(?P<pre>.*?)(?:由|让|请|委托|授权)(?P<who>[PD]+)(?:来)?(?:全权|临时|暂时)*(?:代批|代审|代签|代理|代办|代管)(?:我的)?{_POWER}?(?P<post>.*)",
    r"(?P<pre>.*?)(?:设|设置|指定|添加|加|建|设定|设成|开启|开|弄|请|找|取|配置|set|delegate)*(?:一?个|一下|我的?|好)*(?:审批)?代理(?:人|审批)?(?:[:：,\s]|设成|设为|改成|改为|是|为|选|给|定|定为|换成)*(?P<who>[PD]+)(?P<post>.*)",
    r"(?:把|将)?(?P<who>[PD]+)(?:设|设置|指定|定|设定|加|选)(?:为|成|做|作)?(?:我的)?(?:审批)?代理人?(?P<post>.*)",
    r"(?P<pre>.*?)(?:委托|授权|代理给)(?:给)?(?P<who>[PD]+)(?:来|帮我|全权)*(?:代?审批?|批|处理|签|代理|代批)(?P<post>.*)",
    r"(?P<pre>.*?)(?:我)?(?:的)?(?:approvals?|审批)(?:都|全部|全)?\s?(?:delegate\s?)?(?:给|to|交给)\s?(?P<who>[PD]+)(?P<post>.*)",
    rf"(?P<pre>.*?\b)?(?P<who>[PD]+) (?:will |is going to |can |should |shall |to )?(?:covers?|covering|handles?|takes? over|takes? care of|looks? after|does|do|approves?|signs?|processes) (?:for )?{_APPROVALS}(?P<post>.*)",
    r"(?P<pre>.*?\b)?(?P<who>[PD]+) (?:will |is |is going to |can |should |shall )?(?:approv(?:e|es|ing)|sign(?:s|ing)?|act(?:s|ing)?|cover(?:s|ing)?|decid(?:e|es)|stand(?:s|ing)?(?: in)?|fill(?:s|ing)? in)(?: off| things| everything| in)? (?:on my behalf|for me|in my place|in my stead|as my (?:delegate|deputy))(?P<post>.*)",
    rf"(?P<pre>.*?)(?:delegate|hand|route|assign|pass|send|give|forward|redirect|transfer|move|leave) {_APPROVALS}(?: over)? (?:to|with) (?:the )?(?P<who>[PDT]+)(?P<post>.*)",
    r"(?P<pre>.*?)(?:delegate|hand over)(?: everything| approvals)? to (?:the )?(?P<who>[PD]+) (?P<post>(?:while|until|till|from|for|next|this|W).*)",
    rf"(?P<pre>.*?){_APPROVALS}(?: should| will)? (?:go|goes|are handled by|are covered by|be handled by|to)(?: to)? (?:the )?(?P<who>[PD]+)(?P<post>.*)",
    r"(?P<pre>.*?)approvals (?:should |will )?go to (?P<who>[PD]+)(?P<post>.*)",
    r"(?P<pre>.*?)(?:set|make|appoint|name|use|assign|nominate|choose) (?P<who>[PD]+)(?: as)? my (?:delegate|deputy|stand-?in|substitute|proxy|backup|cover)(?: approver| for approvals)?(?P<post>.*)",
    r"(?P<pre>.*?)(?:let|have|get|ask) (?P<who>[PD]+) (?:to )?(?:sign|approve|act|cover|stand in|decide|handle (?:all )?my approvals|handle approvals)(?: things| everything)?(?: for me| on my behalf| in my place|)(?P<post>(?: (?:while|until|till|from|next|this|during).*)?)",
    r"(?P<pre>.*?)(?P<who>[PD]+)(?: is|'s| will be|) my (?:delegate|deputy|stand-?in|substitute|proxy|backup|cover)(?P<post>.*)",
    r"(?P<pre>.*?)my (?:delegate|deputy|stand-?in|substitute|proxy|backup)(?: approver)? (?:is|will be|should be) (?P<who>[PD]+)(?P<post>.*)",
)

_PUSH = r"(?:催催|催一催|催一下|催促一下|催促|催办一下|催办|催个|催下|催一催|催|戳一下|戳戳|戳|提醒一?下|敲打一下|敲一下|督促一下|督促|推一下|推一推|推推|跟催|盯一下|push一下|ping一下|nudge一下|urge一下|chase一下|加急|[崔摧]一?下)"
_HURRY = r"(?:赶紧|赶快|快点儿?|快些|尽快|抓紧|抓点紧|麻利点|速度|快|早点|马上|立刻|上点心|动作快点)"
_ACT = r"(?:的)?(?:审批|批复|批|审核|审|处理|办|看|签字|签|弄|搞|回复|确认|通过|盖章|推进|动|提交|给个结果)?(?:一下|下)?"
_OF = r"(?:我的?|我提的|我那个)?"

URGE = rules(
    "urge",
    r"(?:nudge|chase|poke|ping|push|remind|prod|bug|hurry) (?:up )?(?:the )?(?P<who>[PD]+)(?: up)? for me",
    r"(?P<who>[PD]+)(?:怎么|咋)还(?:不|没)(?:批|审|签|处理|动|看|弄)(?:呀|啊|呢|完|好)*[,\s]+(?:快)?(?:帮我|给我|再)*(?:催催|催一?下|催)(?:他|她)?",
    r"(?:能不能|可不可以|能否|要不)(?:再)?(?:催催|催一下|催下|催)(?P<who>[PDT]+)?(?P<obj>N+|{OBJ})?\??",
    r"(?:帮我)?(?:吹|推|崔|摧|翠|脆)(?:一吹|一催|吹|一下|下|一)(?P<who>[PDT]+)?(?P<obj>(?:的|那个|那份|那笔)?(?:{OBJ}|N+))?(?:吧)?",
    r"(?:cui)(?:一下|下|催| ?cui| ?yi ?xia| ?xia)*\s?(?P<who>[PDT]+)?(?P<obj>N+)?",
    r"cui yi [a-zP]+",
    r"light (?:a|the) fire (?:under|beneath) (?:the )?(?P<who>[PDT]+(?= |$)|N+|them|him|her)(?: team)?(?: (?:on|about) (?P<obj>.+))?",
    r"(?P<who>[PDT]+)(?:那边|那)?(?:能不能|可不可以|能否|可否)(?:再)?(?:快点|快一点|快些|赶紧|抓紧|搞快点|加快|加加油)(?:点)?(?:批|审|处理|弄|看)?(?P<obj>.{0,10}?)(?:呀|啊)?\??",
    r"(?P<who>[PD]+)(?:那边)?(?:怎么|咋)还(?:不|没)(?:批|审|签|处理|动|看|弄)(?:呀|啊|呢)?",
    r"(?:get|have) (?:the )?(?P<who>[PDT]+|them|him|her|things|this) (?:to )?(?:moving|going|mov(?:e|ing) (?:on|along)|a move on)(?: (?:on|with) (?P<obj>.+?))?",
    r"(?P<pre>[^?]{3,50}?)[,;.] ?(?:please |can you |so )*(?:nudge|chase|poke|ping|push|remind|prod|bug) (?P<who>them|him|her|[PDT]+|the approver)(?: again)?",
    r"(?P<pre>[^?]{3,40}?)[,\s](?:请|烦请|麻烦|望)?(?:你|您)?(?:代为|再|帮忙|尽快|再次|代)*(?:催促|催办|督促|催)(?:一次|一下|一遍)?",
    r"(?:put|apply) (?:some |a bit of )?pressure on (?:the )?(?P<who>[PDT]+)(?: (?:about|on|over) (?P<obj>.+?))?|(?:put a rush on|rush|fast-?track) (?P<obj2>N+|it|this|the .{2,24}?)",
    rf"(?:(?P<pre>[^?]{{2,20}}?)[,\s]+)?(?:再|也|快点|赶紧|继续|麻烦|帮忙|多|去)*{_PUSH}(?:他|她|他们|对方|人家|审批人|负责人|处理人|经办人|那边|当前节点)?(?P<who>[PDT]+)?(?:那边|他们|那儿|的人)?[,\s]*(?:让他|请他|叫他)?{_HURRY}?{_ACT}\s?(?P<obj>(?:{_OF})(?:{{OBJ}}|N+))?(?:{{SEP}}(?P<post>.+))?",
    rf"(?:把|给|对|在)?(?P<obj>{_OF}(?:{{OBJ}}|N+))\s?(?:[,\s]|请|帮我|再|麻烦|也|需要|给我|快)*{_PUSH}(?:一下|一遍|一催|催|下|他|她|P+|D+|人)?(?:{{SEP}}(?P<post>.+))?",
    rf"(?:让|叫|请|喊|告诉|跟|提醒一?下?|通知|和)(?P<who>[PD]+|他|她|他们|审批人|负责人|那边|对方|相关人员?|领导)(?:那边|他们)?(?:说一?[下声])?[,\s]*{_HURRY}(?:的)?(?:把)?(?P<obj>{_OF}(?:{{OBJ}}|N+))?(?:给)?{_ACT}(?P<obj2>{_OF}(?:{{OBJ}}|N+))?(?:了|掉)?",
    r"(?:给|向|对)(?P<who>[PD]+|审批人|负责人|他|她)(?:发|来|推|下)(?:一?个|条|一下)?(?:催办|催促|催单|提醒催一下)(?:通知|消息|提醒)?",
    rf"(?P<who>[PD]+)(?:那边|那|你)?(?:{_HURRY}|怎么还不)(?:点)?{_ACT}(?P<obj>{_OF}(?:{{OBJ}}|N+))?",
    rf"(?P<obj>{{OBJ}}|N+)?(?:{{SEP}})?(?:加急|催单|催办|催一下|请尽快处理|很急|比较急)(?:一下|处理|办理)?(?:[,\s](?:让|叫|请)(?P<who>[PD]+){_HURRY}.*)?",
    rf"(?P<pre>[^?]{{2,30}}?)[,\s]+(?:快|再|赶紧)?{_PUSH}(?P<who>[PD]+)?(?:{_HURRY})?",
    r"(?:催|督促)(?:一下|下|催)?(?P<who>[PD]+)(?:那边)?(?:把|对|关于|在)?(?:的)?(?P<obj>(?:{OBJ}|N+))(?:的)?(?:审批|事|上|处理)?(?:快点|赶紧|尽快|抓紧)?(?:批|处理|签|审|弄)?(?:了|一下)?",
    r"(?:nudge|chase|chase up|push|poke|ping|urge|bug|prod|remind|hurry(?: up)?|rush|hustle|press|follow up with|bump|expedite|speed up|escalate|hassle)(?: up| on)?(?:一下)? ?(?:(?:the )?(?P<who>[PDT]+|approvers?|him|her|them|whoever (?:has|is holding) it)(?: team| again)?)?(?:[,\s]*(?:on|about|for|with|regarding|over|to (?:approve|sign(?: off on)?|review|hurry(?: up)?(?: with| on)?|process|finish|look at|act on|move on|decide(?: on)?|respond(?: to| on)?|speed up|get on with)) ?(?P<obj>(?:the |my |this |that |our )?(?:{OBJ}|N+|it|this|approval|review))?)?(?:{SEP}(?P<post>.+))?",
    r"(?:nudge|chase|chase up|push|bump|expedite|speed up|hurry up|rush|follow up on|urge|ping)(?:一下)? ?(?P<obj>(?:on |about )?(?:the |my |this |that )?(?:N+|{OBJ}|it|this|approvals?))(?: (?:along|up|again|with (?P<who>[PD]+)))?(?:{SEP}(?P<post>.+))?",
    r"give (?:the )?(?P<who>[PDT]+|approvers?|him|her|them) (?:a |another )?(?:nudge|push|poke|reminder|kick|ping)(?: (?:on|about|to|for|regarding) (?:approve |sign |review )?(?P<obj>.+?))?",
    r"(?:tell|ask|get|remind|have|push|beg) (?:the )?(?P<who>[PDT]+|approvers?|him|her|them) to (?:please )?(?:hurry(?: up)?|move|speed (?:it )?up|be quick|get a move on|act|get going|get on it|respond|(?:approve|sign|review|process|look at)(?: off)?(?: on)? (?:\w+ ){0,5}(?:quickly|asap|soon|faster|now|already))(?: (?:with|on|about|up) ?(?P<obj>.+?))?",
    r"(?:把)?(?P<obj>N+|{OBJ})?\s?(?:push|nudge|chase|ping|urge|催)一下\s?(?P<who>[PD]+)?(?P<obj2>N+|{OBJ})?",
)

TABLE = (*TRANSFER, *ADD_SIGNER, *DELEGATE, *URGE)
