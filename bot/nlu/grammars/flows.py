# ruff: noqa: E501 - a pattern is read as one line
"""About processes: list, status, withdraw, forecast, explain, recommend, create a template, improve, comment."""

from __future__ import annotations

from bot.nlu.grammars.rule import rules

LIST = rules(
    "list_templates",
    r"(?:都)?(?:有)(?:啥|什么|哪些)(?:可用的?)?\s?(?:flows?|workflows?|templates?|process(?:es)?)(?:可以)?(?:start|走|用|提)?\??",
    r"(?:给|来|看|列)(?:我)?(?:个|一个|一份|下)?(?:能|可以?)(?:申请|发起|提交|走|提)的(?:事项|流程|单子|东西|模板)(?:列表|清单|有哪些)?",
    r"(?:我|这里|系统里?|咱们?|公司|目前|现在|都)*(?:能|可以|可|支持|会)(?:用来)?(?:发起|提交|提|走|申请|启动|用|开|办|建|选)(?:的)?(?:的|都|有)*(?:哪些|什么|啥|哪几种|几种|几个|多少)(?:类型|种类|样)?(?:的)?(?:流程|模板|申请|审批|单子|事|process(?:es)?|templates?|workflows?|T+|东西)?(?:啊|呢|类型|种类|模板)?\??",
    r"(?:我|这里|系统里?|咱们?|公司|目前|现在|都|一共|总共|里面|你们?)*(?:都)?(?:有)(?:哪些|什么|啥|哪几种|几种|几个|多少)(?:个|种)?(?:可(?:以)?用的?|现成的|能用的)?(?:的)?(?:流程|模板|申请|审批|单子|审批流|process(?:es)?|templates?|workflows?|T+)(?:模板|类型|种类|单)?(?:可(?:以)?)?(?:能)?(?:发起|提交|提|走|申请|选|用|start|使用)?(?:呢|啊)?\??",
    r"(?:把|看看?|查看|列出?|列举|显示|打开|给我看看?|展示|list|show|看一?下|给我|来|瞧瞧|发我|查一?下|给我一?份|介绍一?下)*(?:一下|下|一份)?(?:所有|全部|现有|可用|可发起|能发起|都有哪些|都有什么|我能用|公司)*(?:的)?\s?(?:流程模板|流程列表|流程清单|流程目录|模板列表|模板清单|审批列表|审批类型|流程类型|流程种类|模板库|所有流程|全部流程|所有模板|全部模板|模板|流程大全|templates?|process list|流程菜单|申请类型)(?:有哪些|有什么|有啥|都有哪些|都有啥|列出来|列一下|发我|给我看看|看一下|看看|都列出来|发一下|都有什么)?\??",
    r"(?:流程|模板|审批流?|申请|单子|process(?:es)?|templates?)(?:类型|模板|种类)?(?:都)?(?:有)(?:哪些|什么|啥|哪几种|几种)(?:可以)?(?:发起|选|用|走|提)?\??",
    r"(?:什么|哪些|啥)(?:流程|模板|申请|审批|单子|process|templates?)(?:我)?(?:能|可以|可)(?:发起|提|走|用|start|申请|选)?\??",
    r"(?:我|系统|你们|公司|现在|这里)*(?:能|可以)(?:走|提|发起|申请|办|start)(?:的)?(?:流程|审批|申请|process(?:es)?)?(?:都)?(?:有|是)?(?:啥|哪些|什么|哪几个)(?:流程|模板|审批|process)?\??",
    r"(?:what|which)(?: \w+)?(?: kinds? of| types? of| sorts? of)? ?(?:process(?:es)?|templates?|workflows?|requests?|forms?|things?|flows?|procedures?|stuff)?(?: \w+)? ?(?:can|could|may|am i able to|are available|do we have|do you have|are there|exist|is available|do you support|are supported|are on offer)(?: (?:i|we|be|you))?(?: (?:start|submit|file|initiate|kick off|launch|open|use|raise|create|started|run|request|choose from|pick))?(?: here| from| now| with you| in (?:the|this) system| today)?\??",
    r"(?:show|list|give|see|display|view|browse)(?: me)?(?: out)? ?(?:all|the|a list of|available|every|full|complete|of|my|list|existing|your|our| )*(?:process(?:es)?|templates?|workflows?|request types?|flows?|forms?)(?: list| templates?| catalog(?:ue)?)?(?: (?:i can|we can|that i can|available|we have|you have|there are).*)?\??",
    r"(?:all |available |the |list of )*(?:process|templates?|workflows?|request) ?(?:templates?|types?|catalog(?:ue)?|list|menu)?(?: available| list)?\??",
    r"what(?:'s| is| are) (?:all )?(?:the |available |my )*(?:process(?:es)?|templates?|workflows?|request types?)(?: available| list| i can (?:start|use))?\??",
    r"what request types exist\??",
)

_WHERE = (
    r"(?:走到哪(?:一?步|里|儿|个环节|一环)?|到哪(?:一?步|里|儿|个环节|一环|个节点)?|进行到哪(?:一?步|里|儿|个环节)?|批到哪(?:一?步|里|儿|个环节)?|卡在(?:哪|谁|什么)[^,?]{0,6}|在谁(?:那|手|这)[^,?]{0,4}"
    r"|停在(?:哪|谁)[^,?]{0,4}|(?:现在|目前)?(?:轮)?到谁[^,?]{0,5}|(?:什么|啥|怎么个)(?:状态|情况|进展|进度|阶段|环节)|怎么?样了?|咋样了?|如何了?|处理得怎么样|办得怎么样|(?:有)?(?:没有|没|什么|啥)?(?:新)?(?:进展|动静|消息|下文|眉目)(?:了|没|吗)?"
    r"|(?:的)?(?:进度|进展|状态|情况|流程进度|审批进度|审批状态|当前状态|最新进展|最新状态|下落|status|progress)(?:怎么样|如何|咋样|是什么|查一?下|呢|发我)?了?|还在走吗|还差谁[^?]{0,5}|还要谁[^?]{0,5}|还(?:剩|差|要|需要)(?:几|多少|谁|哪)[^?]{0,8}|(?:现在|目前)(?:在)?(?:哪|谁)[^?]{0,8}"
    r"|谁(?:在|还没|没)?(?:审|批|处理|卡)[^?]{0,5}|(?:走|审|批|处理|办|弄|签|搞)(?:完|好|下来|过)(?:了)?(?:没有?|吗|么|不)|(?:走|审|批|处理|办|签)(?:了)?(?:没有?|吗|么)|下来了?(?:没有?|吗)|过了?(?:没有?|吗|么)|结束了?(?:没有?|吗)|卡住了?吗?|卡哪了?|stuck在哪[^?]*|到哪)"
)
_DID = r"(?:批准|同意|通过|批|签字|签|审核|审批|审|驳回|拒绝|退回|打回|处理|看|确认|盖章|回复|交|提交|完成|退|拒|核准|approve|reject|sign)"

STATUS = rules(
    "process_status",
    (
        0.93,
        r"(?P<about>[^,?]{2,20}?)(?:现在|目前|到底|这会儿|究竟|[,\s])*(?:走到哪|批到哪|进行到哪|到哪一?步|卡在(?:哪|谁)|搁谁那|在谁那|在谁手[里上])[^,?]{0,6}\??",
    ),
    r"where (?:are we|do we stand|did we get|have we got(?:ten)?)(?: up)?(?: (?:on|with|to with|at with))? (?:the )?(?P<about>.+?)(?: now| these days| at the moment)?\??",
    r"hows (?:the |my )?(?P<about>.+?)(?: going| doing| coming along| looking)\??",
    (0.97, r"(?:现在)?(?:该|轮)?到谁(?:了|那了?|手上了?|那儿了?)\??"),
    (
        0.97,
        r"(?P<obj>[^,?]{0,24}?)(?:批没批|签没签|审没审|过没过|看没看|动没动|同没同意|通没通过|批不批|走没走完|批了没批|好没好|完没完|弄没弄)(?:完|好|过|了|啊)*\s?(?P<obj>[^?]{0,20}?)\??",
    ),
    rf"(?:查一?下|查查|查询|看一?下|看看|看下|问一?下|问问|告诉我|我想知道|想知道|想问一?下|请问|跟进一下|check一?下?|帮忙看看|了解一?下|打听一?下|说说)*[,\s]*(?P<obj>[^,?]{{0,30}}?)(?:的|这个流程|这个单子|流程|现在|目前|如今|到底|究竟|已经|都|还|是|[,\s])*{_WHERE}(?:了|呢|啊|呀)?\??",
    (
        0.96,
        rf"(?P<who>[PD]+|他|她|他们|领导|老板|对方|财务|总监|大家|法务|[^,?]{{1,4}}?(?:总|经理|主管|总监|部|那边))(?:那边|那|们)?(?:到底|今天|昨天|有没有|已经|都|是不是|是否|还|刚才)*(?P<mid>[^,?]{{0,8}}?){_DID}(?:完|过|掉|好)?(?P<obj>[^,?]{{0,12}}?)(?:了|过)?(?:没有|没|吗|么|不)?\?*(?<=[没吗么有不?])",
    ),
    (
        0.96,
        rf"(?P<who>[PDW]+|他|她|他们|领导|老板|对方|[^,?]{{0,6}})(?:有没有|是不是|是否)(?:已经|都)?(?P<mid>[^,?]{{0,8}}?){_DID}(?P<obj>[^,?]{{0,16}}?)(?:了|过)?(?:吗|呢)?\??",
    ),
    (
        0.96,
        rf"(?P<obj>[^,?]{{1,30}}?)(?:已经|都|被|有没有|是否|是不是|给|现在)*{_DID}(?:完|过|掉|好|下来|通过)?(?:了|过)?(?:没有|没|吗|么)\??",
    ),
    rf"(?P<obj>[^,?]{{1,30}}?)(?:有没有|是否|是不是)(?:已经|被)?{_DID}[^,?]{{0,6}}\??",
    rf"{_DID}(?:完|过|下来)?(?:了)?(?:没有|没|吗|么)\??",
    r"(?:现在|目前|当前)?(?:轮|走|流转|流)?到(?:谁|哪)(?:审批|审|批|签|处理|了|那|这|一步|个环节|那里|手上|手里)*(?:了)?\??",
    r"(?:谁|哪个?人)(?:还)?(?:没有?|在)(?:批|审|签|处理|同意)(?P<obj>.{0,12}?)(?:呢|啊)?\??",
    r"(?:查一?下|看一?下|看看|查询|查|看下|查看|check一?下?)(?P<obj>N+)(?:的)?(?:情况|流程|单子)?",
    r"(?P<obj>N+)(?:怎么|为什么|为何|咋)(?:还|这么)(?:没|慢|不|久)[^?]*\??",
    r"(?P<obj>[^,?]{1,24}?)(?:怎么|为什么|咋)还(?:没|不)(?:批|过|好|走完|下来|通过|审|签|处理)[^?]{0,6}\??",
    r"(?P<obj>N+)(?: status| progress)?\?",
    r"(?P<obj>N+) (?:status|progress)(?: please)?\??",
    r"(?:so )?where(?:'s| is| are| does)? (?:we (?:with|on|at with) )?(?P<obj>.+?)(?: at| now| stand| currently| up to| right now| in the process| stuck| sitting| at the moment| these days)*\??",
    r"(?:what(?:'s| is)?|give me|show me|tell me|get|check|any|i want) ?(?:the |me |an? )*(?:current |latest )*(?:status|progress|state|update|news|situation|stage|word|movement)(?: update)? ?(?:of|on|for|about|with|from|in)?(?: (?P<obj>.+?))?(?: now| please| at| currently)?\??",
    r"(?:status|progress|update)(?: check)?(?: of| on| for|:)? ?(?P<obj>.+?)?(?: please)?\??",
    r"(?:check|track|look up|look into|follow|see|check in on|check up on)(?: on| the status of| status of| up on| the progress of| how)? (?P<obj>N+|(?:the |my |our )?.+?)(?: is doing| is going| status| progress| please| for me)?",
    r"how(?:'s| is| are| far(?: along)?(?: is| has)?) (?P<obj>.+?)(?: going| doing| coming along| coming| progressing| getting on| along| gone| looking| come)*\??",
    r"(?:who|whom)(?:'s| is| has| does| are)? (?:currently |now |still )*(?:has|have|holding|holds|holding up|sitting on|blocking|got|it waiting for|it waiting on|reviewing|handling|approving|stuck with|with|responsible for|needs to|need to|it pending with|it with|left to|to)(?: up)?(?: (?:approve|sign|review|act on|act))? ?(?P<obj>.+?)?(?: now| right now| at the moment| currently| next| waiting (?:for|on))*\??",
    r"whose (?:desk|court|plate|hands) (?:is )?(?P<obj>.+?)(?: (?:on|in)(?: now)?)?\??",
    r"who (?:is|are) (?P<obj>.+?) (?:waiting (?:for|on)|stuck with|with|pending with)(?: now)?\??",
    r"what(?:'s| is) (?:happening|going on|up|the holdup|holding up|the deal|the story)(?: with| on)? (?P<obj>.+?)(?: now)?\??",
    (
        0.97,
        r"(?:did|has|have|had|was|were|is|are) (?P<who>[PD]+|he|she|they|my boss|it|anyone|everyone|anybody|(?:the )?(?:\w+ )?(?:boss|team|approver|manager|T+|director)|N+|(?:my|the|our) .+?)(?:'s)? (?:already |yet |been |finally |even )*(?:approv(?:e|ed)|sign(?:ed)?(?: off)?|reject(?:ed)?|look(?:ed)? at|review(?:ed)?|pass(?:ed)?|done|complete[d]?|finish(?:ed)?|agree[d]?|decid(?:e|ed)|go(?:ne)? through|declined?|cleared|returned|act(?:ed)?|sent|handled|processed|through)(?: (?:on )?(?P<obj>.+?))?(?: yet| already| now)?\??",
    ),
    r"(?:is|are|has|was) (?P<obj>.+?) (?:approved|done|finished|complete|completed|through|stuck|signed|rejected|still pending|pending|moving|closed|over|been approved|gone through|passed)(?: yet| already| now)?\??",
    r"(?P<obj>N+|.+?)(?: is)? stuck (?:where|at|on|with)[^?]*\??",
    r"(?P<obj>.{2,30}?)\s?(?:status|progress)(?:如何|怎么样|咋样|呢|是什么|是啥)?\??",
    r"(?P<obj>N+) ?(?:到哪|在哪|咋样|怎样)?(?:了)?\?",
)

_PULL = r"(?:撤回|撤销|撤掉|撤下来|撤回来|撤单|撤了|撤|取消掉?|作废|终止|收回|废掉|废弃|关闭|关掉|停掉|中止|停止|withdraw|cancel|recall|召回|删掉|删除|不要了)"
_PULL_EN = r"(?:withdraw|cancel|pull back|take back|recall|retract|abort|terminate|scrap|kill|pull|revoke|call off|drop|stop|close|void|rescind|undo)"

CANCEL = rules(
    "cancel_process",
    r"(?P<obj>{OBJ}|N+)?(?:请)?(?:予以|做)(?:终止|撤销|作废|撤回|取消)(?:处理)?(?:{SEP}(?P<post>.+))?",
    rf"{_PULL_EN} (?P<obj>(?:my|the|our|this|that) [^,;:?]{{1,40}}? (?:request|claim|order|application|project|initiation|purchase|ticket|form))(?:[,;.:-]\s?(?P<post>.+))?",
    r"(?:我)?(?:不想|不)走了[,\s]*(?:把)?(?P<obj>.{1,12}?)(?:撤|撤了|撤回|撤掉|取消)(?:吧)?",
    r"(?P<obj>.{2,16}?)(?:我)?不(?:想)?(?:签|买|做|要|弄|走|办)了[,\s]+(?:帮我|就|给我|先)*撤(?:了|掉|回|单|吧)*",
    r"(?:i )?(?:don'?t|no longer) need (?P<obj>N+|(?:my|the|that) .{2,30}?)(?: any ?more| any longer)?[,;.]\s?(?:please )?(?:so )?(?:withdraw|cancel|pull|kill|drop|scrap)(?: it)?",
    rf"(?:把|将)(?P<obj>.{{1,30}}?)(?:给)?(?:我)?(?:先)?{_PULL}(?:来|吧|了|掉|一下|下来)*(?:{{SEP}}(?P<post>.+))?",
    rf"{_PULL}(?:一下|掉|了)?\s?(?P<obj>N+|{{OBJ}}|我[^,;]{{1,20}}?|刚[^,;]{{1,20}}?)(?:流程|这个流程|申请)?(?:{{SEP}}(?P<post>.+))?",
    rf"(?P<obj>N+|{{OBJ}}|我(?:的|刚|W|昨|前)[^,;]{{1,20}}?)(?:{{SEP}})?(?:我)?(?:要|想|得|先|就|都|直接|帮我|给我|需要)*{_PULL}(?:来|了|掉|吧|一下|下来)*(?:{{SEP}}(?P<post>.+))?",
    r"(?:撤回|撤销|撤单|撤了吧?|撤回来|作废|流程作废|撤销申请|撤回申请|撤回流程|撤掉|撤回一下|withdraw|recall|撤)(?:掉|了)?(?:{SEP}(?P<post>.+))?",
    r"(?P<pre>[^?,]{2,24}?),\s?(?:先|帮我|我|要|就|还是|直接|请)*(?:把它|把这个)?(?:撤回来?|撤销|撤了|撤掉|作废|撤单|撤|取消掉?(?:流程|申请|这个))(?:来|吧|了|一下)*(?P<obj>{OBJ}|N+)?",
    rf"(?P<obj>{{OBJ}}|N+|[^,?]{{1,12}}?(?:T+|单|申请|流程))(?:{{SEP}})?(?:我)?不(?:要|走|办|做|需要|搞|请|买|报|提|用|想走|发|立|推)了[,\s]*(?:(?:就|先|帮我|都|给我|直接)*{_PULL}(?:吧|了|掉)*)?(?:{{SEP}}(?P<post>.+))?",
    rf"(?:不想走了|不走了|不办了|不报了|不买了|不请了|不做了),?\s?(?:把)?(?P<obj>.{{1,20}}?){_PULL}(?:吧|了)?",
    rf"(?:please |actually |i (?:want|need|would like|'d like) to )*{_PULL_EN} (?P<obj>N+|(?:my|the|our|this|that|it) ?(?:(?!because|since)[^,;:?]){{0,60}}?|it|{{OBJ}})(?: request| process| please)?(?:(?:[,;.:-]\s?| (?=because|since|as |due ))(?P<post>.+))?",
    r"(?:把)?(?P<obj>N+|{OBJ}|我的.{1,16}?)\s?(?:withdraw|cancel|recall)(?:掉|一下|了)?(?:{SEP}(?P<post>.+))?",
    r"(?:take|pull|call) (?P<obj>(?:my|the|this|that|N).{0,30}?) (?:back|off)(?:[,;.]\s?(?P<post>.+))?",
    r"(?P<pre>i (?:made a mistake|entered|picked|chose|got|put|typed|used|selected).{2,40}?)[,;.]\s?(?:please )?(?:withdraw|cancel|recall|retract|pull back) (?P<obj>it|N+|{OBJ})",
    r"(?P<obj>N+)(?: is)? (?:no longer needed|not needed(?: anymore)?)[,;]?\s?(?:please )?(?:withdraw|cancel)(?: it)?",
)

_LATE = r"(?:延期|延误|超期|逾期|误期|拖期|拖延|拖|晚点|迟到|迟|晚|来不及|赶不上|掉期|delay|late|slip|miss deadline|miss)"

PREDICT = rules(
    "predict_delay",
    r"(?:will|would|is|are) (?:the |my |our )?(?P<about>.+?) (?:going to |likely to |about to )?(?:slip|slide|run late|be late|be delayed|overrun)\??",
    r"(?:any|what(?:'s| is| are) the|is there a|is there any) (?:chance|odds|risk|danger|possibility)(?: that| of)? (?P<obj>.+?) (?:runs?|running|is|being|will be|gets?|getting|goes|going|ends? up|slips?|slipping)(?: late| delayed| overdue| behind.*| past.*)?\??",
    r"(?:ddl|deadline|截止)(?:之)?前?(?P<obj>.{0,10}?)(?:搞得完|弄得完|做得完|赶得完|完得成|搞得定)(?:不|吗|么)?",
    rf"(?P<obj>[^,?]{{0,30}}?)(?:到底|这样下去|按现在的?(?:进度|速度)|照这个?(?:进度|速度)|照这么下去|会|不会|预计|估计|大概|[,\s])*(?:会不会|会|有没有可能|可能|是不是要|要不要|能不能不|怕不怕|是否会?|有没有)(?:要|再|有)?{_LATE}(?:了|的)?(?:风险|可能|的可能|危险)?(?:啊|呢|吗|么)?\??",
    r"(?P<obj>[^,?]{0,30}?)(?:能不能|能否|可否|能|可以|是否能|来得及|赶得上|赶得及|会|有把握|有希望|还能|能赶在)(?P<mid>[^,?]{0,16}?)(?:按时|按期|准时|如期|及时|按计划|前|之前)(?P<mid2>[^,?]{0,12}?)(?:完成|上线|交付|结束|走完|批完|批下来|发布|搞定|弄完|下来|做完|搞完|办完|完|上市|到位|通过)?(?:吗|么|呢)?\??(?<=[吗么?呢完成线付束布定来及过市位])",
    r"(?P<obj>[^,?]{0,30}?)(?:预计|估计|预测|大概|大约|一般|还要|还需要|还得|最快|最晚|到底|什么时候|何时|几号|哪天)*(?:什么时候|啥时候|何时|几号|哪天|多久|多长时间|几天|哪一天|几时)(?:才)?(?:能|会|可以)?(?:批完|走完|完成|结束|批下来|搞定|完|下来|做完|办完|通过|审完|好|上线|签完|弄好|上市|落地|到位|批好|批)(?:了)?(?:啊|呢|吗)?\??",
    r"(?P<obj>[^,?]{0,30}?)(?:赶得上|来得及|赶得及|赶不赶得上|来不来得及|赶不上)(?P<mid>[^,?]{0,20})(?:吗|么|呢|不)?\??",
    r"(?:帮我|帮忙)?(?:预测|预估|估计|评估|估算|估一?下|算一?下|推算|预判)(?:一下|下)?(?P<obj>[^,?]{0,24}?)(?:的)?(?:完成时间|完工时间|延期风险|延期概率|延误风险|延期可能性?|会不会延期|延期|结束时间|工期|什么时候(?:能)?(?:完成|结束|走完)|交付时间|风险|多久|哪天能完成|完成日期|时间)(?:吗)?\??",
    r"(?P<obj>[^,?]{0,24}?)(?:的)?(?:延期|延误|超期|逾期)(?:的)?(?:概率|可能性?|风险|几率)(?:多大|有多大|高不高|大吗|大不大|高吗|是多少|如何|怎么样)?\??",
    r"(?P<obj>[^,?]{0,24}?)(?:会|能)\s?(?:delay|slip|miss deadline|on time|late|按时)(?:吗|么)?\??",
    r"(?P<obj>[^,?]{1,24}?)(?:的)?\s?(?:eta|预计完成时间|预计完成日期|预计时间)(?:是)?(?:什么时候|多少|几号|呢|哪天)?\??",
    r"(?:will|would|is|are|can|could|does|do you think|think|you think|any chance|what are the odds|is there a (?:risk|chance)|how likely is it)(?: that)? ?(?P<obj>.{0,40}?)(?: will| going to| likely to| gonna| likely| be able to| to)*(?: be| make| meet| miss| slip| run| finish| complete| hit| get done| end| ship| go| wrap up| close| get approved| be approved| done| come)+ ?(?:it|its|the|their|our|on|in)? ?(?:late|delayed?|on time|in time|date|deadline|by .+|before .+|overdue|target(?: date)?|behind schedule|past .+|schedule|over|due date|slip(?:ping|s)?|on schedule)?\??(?<=[a-z?])",
    r"when (?:will|is|does|do you expect|can|could|should|would|might|are) (?P<obj>.+?)(?: to| likely to| expected to| going to| be)* (?:be )?(?:finish(?:ed)?|done|complete[d]?|ready|approved|end|close|closed|over|through|go through|land|ship|wrap up|get approved|signed)\??",
    r"(?:predict|forecast|estimate|project)(?: the| any| when| if| whether)? ?(?:delay|finish date|completion(?: date| time)?|end date|due date|eta|risk of delay|finish|date)? ?(?:of|for|on|in)? ?(?P<obj>.+?)?(?: (?:completes|finishes|will (?:finish|complete|end|be late|be delayed|slip|be done)|is done|ends|is late))?\??",
    r"(?:what(?:'s| is) the )?(?:eta|expected (?:finish|completion|end)(?: date)?|risk of (?:a )?delay|delay risk|chance of (?:a )?delay)(?: (?:of|for|on|in) (?P<obj>.+?))?\??",
    r"(?:is|are) (?P<obj>.+?) (?:at risk(?: of .+)?|on track|on schedule|going to slip|running late|late|slipping|going to be late|in danger of .+|likely to .+|delayed|behind(?: schedule)?)(?: to .+)?\??",
    r"(?:how likely is|what's the likelihood of|what is the likelihood of|how probable is) (?P<obj>.+?)\??",
    r"(?:can|will) we (?:make|meet|hit|finish|get) (?P<obj>.+?)\??",
    r"how (?:long|much longer|many (?:more )?days)(?: until| till| before| will| is| does| more)? ?(?P<obj>.+?)\??",
    r"(?P<obj>N+|[^,?]{1,20}?)(?:会不会|会|能不能)(?:miss|delay|slip|late)[^?]*\??",
)

_WHY = r"(?:为什么|为啥|为何|凭什么|凭啥|怎么|咋|干嘛|干吗|什么原因|因为什么|哪条规则|什么规则|依据什么|why)"

EXPLAIN = rules(
    "explain",
    r"(?P<obj>[^,?]{0,12}?)(?:跟|和|与|关)我(?:有)?(?:什么|啥|何)(?:关系|相干|事)\??",
    r"(?P<obj>[^,?]{0,16}?)(?:为什么|为啥|怎么|为何)(?:会)?(?:被)?(?:跳过|略过|绕过)(?:了)?(?:.{0,10})\??",
    r"(?:讲讲|说说|解释一?下?|介绍一?下)(?P<obj>[^,?]{0,14}?)(?:的)?(?:来由|缘由|由来|来龙去脉|来历)",
    r"what (?:made|makes|caused|brought|put|got|led) (?P<obj>it|this(?: one| task)?|N+|the .+?) (?:to )?(?:land|come|end up|arrive|appear|show up|go|reach|here|in|on|to|with|before|need)\b.*\??",
    r"what(?:'s| does| has)? (?P<obj>this|it|N+)(?: got)?(?: have)? to do with me\??",
    r"y (?:me|do i|am i|is|does) ?.{0,30}\??",
    rf"(?:解释一?下|说明一?下|解释|说说|告诉我|我想知道|想问问?|请问|想知道)?[,\s]*(?P<obj>[^,?]{{0,20}}?){_WHY}(?P<mid>[^,?]{{0,14}}?)(?:要|需要|得|会|轮到|是|到|找|给|分给|分到|派给|转给|转到|来|还要|该|由|让|落|跑|发给|推给|assign给?)(?:我|本人|他们|PP+|DD+|P|D)+(?P<rest>[^?]{{0,14}})\??",
    rf"(?:解释一?下|说明一?下|解释|说说|告诉我)?[,\s]*(?P<obj>[^,?]{{0,20}}?){_WHY}(?:还|都|非|一定|必须)?(?:要|需要|得|会|非得)(?P<mid>[^,?]{{0,10}}?)(?:经过|走|过|审批|审核|审|批|签字|签|签|盖章|到|找|会签|approve|sign)(?P<rest>[^?]{{0,16}})\??",
    rf"(?P<obj>[^,?]{{0,20}}?){_WHY}(?:没|没有|跳过|不用|不走|不经过|会跳过|绕过|直接|走)(?P<mid>[^,?]{{0,4}}?)(?:走|经过|过|到|给|了|找)?(?P<rest>[PDT了这条路流程分支][^?]{{0,14}})\??",
    rf"(?P<obj>[^,?]{{0,20}}?){_WHY}(?:是|会)?(?:我|轮到我|找我|找上我|给我|分给我|到我这|在我这|跑我这|来我这)[^?]{{0,10}}\??",
    rf"(?:解释|说明|说说|讲讲|讲一?下)(?:一下|下)?(?P<obj>N+|{{OBJ}})?(?:{_WHY}|怎么会?|的?(?:流转|路径|走向|审批)(?:原因|依据|逻辑|规则)?)[^?]{{0,20}}\??",
    r"(?P<obj>[^,?]{0,20}?)(?:怎么|咋|为啥|为什么)(?:会)?(?:轮到|跑到|到了?|来到|落到|分到|转到|流到|找到|给到|派到|给|派给|分给|跑|到)(?:了)?我(?:这儿?|手上|头上|手里|这里|这边|来)?(?:了|来了|来|批|审)?(?:的|呢|啊)?\??",
    r"(?P<obj>[^,?]{0,20}?)(?:什么|啥)(?:原因|理由|规则|依据)(?:要|会|需要|让|转到|分给|到|给)?(?:我|找我)[^?]{0,8}\??",
    r"(?:why|how come)(?: is| was| does| do| did| has| have| am| are| should| must)? (?P<obj>this(?: one| task)?|it|N+|i|me|we|(?:the |my )?.+?)(?: (?:on my|in my|with me|assigned|here|to me|have to|need to|needs? to|go|went|going|routed|sent|come|came|require|required|involved|skipped|my|the|get|got|waiting|for me|approv|sign|coming|land|landed|end up|ended up|be|doing|asking|being|been).*)?\??",
    r"why (?:me|this(?: task)?|am i .+)\??",
    r"(?:explain|tell me|show me|clarify)(?: to me)? (?:why|how|the reason|the routing|the path|the rule).*?(?P<obj>N+|this|it)?(?: .+)?\??",
    r"(?:what(?:'s| is) the (?:reason|rule|logic|basis)).*(?:i |me|my|approv|sign|assigned|routed|N+).*\??",
    r"how did (?P<obj>this|it|N+|{OBJ}) (?:end up|get|come|land|arrive|wind up).*\??",
    r"(?P<obj>N+|这个|这)?\s?why\s?(?:要|是|需要)?我?(?:approve|批|审|sign|me)\??",
)

_WHICH = r"(?:哪个|哪种|哪条|什么|啥|哪一个|哪一种|哪类|何种)(?:样的)?"
_KIND = r"(?:流程|模板|申请|单子?|审批流?|表单?|类型|process|template|workflow|form|审批)"

RECOMMEND = rules(
    "recommend_template",
    (
        0.98,
        r"(?:我)?(?:不知道|请问)?(?:应该|该|要|得)?(?:用|走|提|选)(?:什么|哪个|哪种|啥|哪条)(?:流程|模板|申请)(?:来|去)?(?P<text>(?:请|买|办|做|招|换|租|修|搞|开)[^?]{1,20})\??",
    ),
    (
        0.98,
        r"(?P<text>.{2,40}?)[,\s]*(?:是|应该|该|要)?(?:走|用|提|算|选)T+(?:还是|或者|or)(?:走|用|提|算|选)?T+\??",
    ),
    (
        0.97,
        r"(?:拿不准|不确定|搞不清|不知道|吃不准)(?:应该|该|要)?(?:用|走|提|选)(?:哪个|什么|哪种|啥)(?:流程|模板|申请|单子?)[:,\s]*(?P<text>.+)",
    ),
    rf"(?P<text>[^?]{{2,50}}?)[,\s]*(?:请问|应该|应当|该|我|得|要|需要|适合|合适|一般|到底|具体|可以|能|是|的话|时候?|时|那)*(?:用|走|提|选|发起|填|start|适合|开|属于|算|挑|套|办)(?:一下|的)?(?:是)?{_WHICH}\s?{_KIND}(?:比较|更|最|才)?(?:合适|好|对|比较好|呢|啊|走|提|吗|模板|恰当)*\??",
    rf"(?:我)?(?:不知道|不清楚|不确定|想问|想知道|请问|问一?下)?[,\s]*(?:该|应该|得|要)?(?:用|走|提|选|发起)?{_WHICH}\s?{_KIND}(?:比较|更|最)?(?:适合|适用于?|合适|可以用来|能用来|是用来|用来|用于|能|可以|好)[,，\s:]?(?P<text>[^?]{{2,50}}?)(?:的|呢|啊)?\??",
    rf"(?:推荐|建议)(?:一下|一?个|个|下)?(?:合适的?|适合的?)?{_KIND}[,:\s]*(?:给我)?[,:\s]*(?P<text>.+)",
    rf"(?P<text>.{{2,50}}?)[,\s]*(?:给|帮)?(?:我)?(?:推荐|建议)(?:一下|一?个|个|下)?(?:合适的?|适合的?|用)?(?:什么|哪个|啥)?{_KIND}\??",
    rf"(?:我)?(?:不知道|不清楚|不确定|搞不清)(?:应该|该|要)?(?:用|走|提|选|发起){_WHICH}{_KIND}[,\s]*(?:我)?(?:是)?(?P<text>.*)",
    rf"(?P<text>.{{2,50}}?)[,\s]*(?:应该|该|得)?(?:走|用|选|提){_WHICH}(?:合适|好|呢|比较好)\??",
    rf"(?:这种情况|这种事)(?:应该|该)(?:用|走){_WHICH}{_KIND}[:,\s]*(?P<text>.*)",
    r"(?:which|what)(?:'s| is)? ?(?:the )?(?:right |best |proper |correct |appropriate )?(?:process|template|workflow|form|request|request type|procedure|flow)(?: type)? ?(?:fits?|suits?|is (?:best |suitable |right |good |appropriate |the right one |meant )?(?:for|to use for)|should (?:i|we) (?:use|start|pick|choose|follow|file|take|go (?:with|through))(?: for| to| if| when)?|do (?:i|we) (?:need|use|start|pick|follow|file)(?: for| to| if| when)?|for|to use (?:for|to)|covers?|works for|applies to|handles?|would (?:fit|suit|work for)|matches|can i use (?:for|to)|to) (?P<text>.+?)\??",
    r"(?P<text>.+?)[,;.\s-]+(?:so )?(?:which|what)(?: is the)?(?: right| best| proper)? (?:process|template|workflow|form|request|one|procedure)(?: type)?(?: should (?:i|we) (?:use|start|pick|choose|follow|take)| do (?:i|we) (?:need|use|start|pick)| fits?(?: best)?| to use| is (?:best|right|suitable)| works| applies| would (?:fit|you recommend))?\??",
    r"(?:recommend|suggest)(?: me)?(?: an?| the| some)?(?: suitable| good| right| proper)? (?:process|template|workflow|form) (?:for|to) (?P<text>.+?)\??",
    r"(?:what|which) should (?:i|we) (?:file|submit|use|start|fill in|fill out|raise) (?:for|to|if|when) (?P<text>.+?)\??",
    r"(?:best|right|proper|suitable) (?:process|template|workflow|form) (?:for|to) (?P<text>.+?)\??",
    r"how (?:do|should) i choose (?:a|the) (?:process|template|workflow) for (?P<text>.+?)\??",
)

_NEW = r"(?:新建|创建|新增|增加|添加|设计|搭建?|建立?|定义|配置|制定|做|弄|加|设置|制作|搞|建个|画|生成|新|create|build|define|设|定制|编排)"

CREATE = rules(
    "create_template",
    (
        0.98,
        rf"(?:{_NEW}|DD(?=一个))(?:一下)?(?:一?(?:个|套|条|份|种))?(?:新的?)*\s?(?P<text>[^,;:?]{{0,12}}?(?:审批)?(?:流程|审批流|模板|flow).{{4,}}(?:批|审核?|审批|确认|复核|签|定|会签|归档|把关)(?:就行|即可|就可以)?)",
    ),
    rf"{_NEW}(?:一下)?(?:一?(?:个|套|条|份|种))?(?:新的?|全新的?|自定义的?)*\s?(?P<text>[^,;:?]{{0,20}}?(?:流程|审批流|审批流程|流程模板|模板|workflow|process|template)(?:类型|模板)?(?:[,;:,\s]|叫|名称|用于|,).+)",
    rf"{_NEW}(?:一?(?:个|套|条|份|种))?(?:新的?|全新的?)*\s?(?P<text>[^,;:?]{{0,16}}?(?:流程模板|模板|审批流|新流程|template))",
    (
        0.97,
        rf"{_NEW}(?:一下)?(?:一?(?:个|套|条|份|种))?(?:新的?)*\s?(?P<text>.{{0,40}}?(?:流程|审批流|模板|workflow|process|template)?.{{0,6}}[,:;\s].*(?:先|再|然后|之后|接着|最后|超过?|以上|以下|批|审|签|approve|经理|总监|领导|主管).*(?:批|审|再|到|签|approve|finance|通过|会签|处理|备案|执行|确认|归档|CFO|定|cfo).*)",
    ),
    r"(?:create|build|set up|define|design|make|add|draft|new|need|configure|write|develop|setup)(?: me)?(?: a| an| up| the| out)? ?(?:new |custom |simple |another |own )*(?:approval |review |process )*(?:process template|process|workflow|template|flow|approval flow|procedure)(?:(?:\s?[:,-]\s?| where | in which | that | with | which | so that )(?P<text>.+)| (?P<text2>(?:for|called|named) .+))",
    r"(?:create|build|set up|define|design|make|add)(?: me)?(?: a| an)? ?(?:new |custom )*(?P<text>[\w' -]{2,30}? (?:process|workflow|template|flow|procedure)\s?[:,-]\s?.+)",
    r"new (?:process |workflow )?(?:template|workflow|process)\s?[:,-]?\s?(?P<text>.+)",
    r"(?:新建|创建|添加|新增)(?:一?个)?(?:新的)?(?:流程)?模板[,:\s]*(?P<text>.*)",
)

SUGGEST = rules(
    "suggest_improvement",
    (
        0.98,
        r"(?:把|将)(?P<text>.*(?:T+|审批|审核|评审|流程|环节).*(?:改成|改为|变成)(?:并行|串行|线上|自动|同时|备案|抽查).*)",
    ),
    (
        0.98,
        r"(?:能不能|可不可以|能否|可否|是不是可以|要不|不如)(?:把|将)?(?:取消|去掉|省掉|砍掉|精简|合并|简化|缩短|减少|放宽)(?P<text>.*(?:审批|流程|环节|步骤|审核|节点|T+|级|签字|手续).*)",
    ),
    (
        0.98,
        r"(?:能不能|可不可以|能否|可否|是不是可以|要不|不如)(?:把|将)(?P<text>.*(?:T+|审批|审核|评审|流程|环节).*(?:改成|改为|合并|并行|提前|放到|挪到|简化|取消|去掉).*)",
    ),
    (
        0.98,
        r"(?:我)?(?:提|有|说)(?:一?个|点|一点)?(?:小)?(?:建议|想法|意见)(?:啊|哈|呀|哦)+[,:\s]*(?P<text>.+)",
    ),
    (
        0.98,
        r"(?:please )?(?P<text>.+?)[,.?;\s-]+(?:this is |that's |it's |put that down as |take this as |note it as )?(?:just |only )?(?:a|my) suggestion",
    ),
    (
        0.98,
        r"(?P<text>.+?)[,;\s]+(?:算个建议|算是建议|供参考|仅供参考|一点建议|个人建议|反馈一下|这是我的建议|提个建议)",
    ),
    (0.97, r"(?:给你们|给公司)?(?:提|有)(?:一?个|点)?(?:小)?(?:建议|想法|意见)(?:哈|啊)?[,:\s]+(?P<text>.+)"),
    r"(?:我)?(?:有一?个?|提一?个?|给个?|提点|来个|说个|反馈一?个?)?(?:小|优化|改进|流程|合理化|改善|流程优化|流程改进)*(?:建议|意见|提议|想法)(?:是|一下)?(?:[,:;\s]|$)+(?P<text>.+)",
    r"(?:我)?(?:强烈|个人|特别|觉得)?(?:建议|提议|倡议)(?!书)(?:一下|大家|公司|你们|把?我们)?[,:\s]*(?P<text>.+)",
    r"(?:反馈|吐槽)(?:一下|个问题)?[,:\s]+(?P<text>.*(?:流程|审批|太慢|太长|建议|应该|可以|能不能|T+).*)",
    r"(?:我)?(?:觉得|认为|感觉|希望|想着|期望)(?P<text>.*(?:流程|审批|审核|T+|环节|步骤|节点|复核|签字|会签).*(?:应该|可以|最好|能|太|不如|没必要|多余|提前|合并|并行|精简|简化|取消|减少|自动|优化|改).*)",
    r"(?P<text>(?:T+|审批|流程|[^,?]{0,10}(?:流程|审批|审核|环节|步骤)).{0,20}?(?:可以|应该|最好|能不能|不如|是不是可以|没必要|多余|应当|能否|何不).*(?:优化|简化|合并|提前|并行|精简|取消|减少|自动|改|缩短|去掉|省|砍|同时|线上|下放|放宽|提高|降低|前置|后置|加|先).*)",
    r"(?:能不能|可不可以|要不|不如|是不是可以|能否|何不)(?:把)?(?P<text>.*(?:流程|审批|审核|T+|环节|步骤|评审|复核).*(?:优化|简化|合并|提前|并行|精简|取消|减少|自动|改|缩短|去掉|省掉|砍|放到|改成|线上).*)",
    r"(?:流程|审批)?(?:优化|改进|改善)(?:建议|意见|点|提案)?[,:\s]+(?P<text>.+)",
    r"(?:(?:just |my |a |an |here(?:'s| is) (?:a|an|my) |improvement |quick |one |process )*(?:suggestion|idea|proposal|feedback|improvement)(?: for improvement| idea| for (?:the )?(?:process|improving [\w ]+?))?(?: is(?: to| that)?| would be(?: to)?)?\s?[:,-]?\s?)(?P<text>.+)",
    r"(?:i(?:'d| would)?(?: like to)? |we |may i |let me |can i )?(?:suggest|propose|recommend|advise)(?: that| we| you)* (?P<text>.+)",
    r"(?P<text>(?:we|they|you) should .*(?:process|step|approval|review|automate|skip|merge|parallel|earlier|drop|claims?|T+|finance|legal).*?)(?:, just (?:a|my) suggestion)?",
    r"(?:it (?:would|might|could) be (?:better|nice|good|great|faster|helpful) (?:to|if) )(?P<text>.*(?:process|step|approv|review|automat|skip|merg|parallel|earlier|drop|claim|T+|finance|legal|before|after).*)",
    r"(?:can|could|why don't|why not|how about|what about|what if)(?: we| you)? (?P<text>(?:drop|skip|merge|remove|shorten|automat|combin|parallel|simplif|eliminat|reduc|mak|mov|run|cut|let).*(?:process|step|approv|review|check|T+|finance|legal|sign).*?)\??",
    r"(?:our|the|this) (?P<text>.*(?:process|approval|review|T+).*(?:should|could|too (?:long|slow|many)).*)",
)

_NOTE = r"(?:留言|留个言|留一?句话?|备注|评论|批注|附言|添加评论|加个?评论|写个?备注|加个?备注|添加备注|写一句|记一笔|记录一下|补充一句|补充说明|写条评论|发表评论|发个?评论|发条评论|说明一下|注明|回复一句|回复|留条?评论|评论一?下?|comment(?:一下)?|note|附注|备注一下|补一句|标注)"

COMMENT = rules(
    "comment",
    r"(?:在|给|帮我在)?(?P<obj>N+|{OBJ})?(?:上|下|下面|里)?(?:留|流)(?:个|一?句|条|下)?言(?:一句|一下)?(?:就)?(?:说|,|:|写|\s)+(?P<text>.+)",
    r"[^?]{2,30}?(?:降到|控制在|压到|改到|低于|不超过)[^?,]{1,16}?(?:以下|以内|之内|内)?[,\s]*我(?:就|才)?(?:ok|可以|同意|没意见|没问题|批)",
    rf"(?:在|给|对|到|往|就|帮我在|针对)(?P<obj>.{{1,24}}?)(?:的)?(?:这个)?(?:流程|单子|任务|审批|申请|项目|合同)?(?:上面|下面|那里|底下|里面|中|里|上|下)?(?:加|写|留|添|发|做|补|添加|发表)?(?:一?[个条句下])?{_NOTE}(?:一下|一条|一句)?(?:说|写|,|:|内容是|是)*[\s:,]*(?P<text>.+)",
    rf"(?P<obj>N+|{{OBJ}})(?:上|里|下面)?(?:{{SEP}})?(?:加|写|留|添|补)?(?:一?[个条句下])?{_NOTE}(?:一下|一条|一句)?(?:说|写|内容是)?[\s:,]*(?P<text>.+)",
    rf"(?:加|写|留|添|补|发|添加)?(?:一?[个条句下])?{_NOTE}(?:一下|一条|一句|给P+|给大家|给审批人|给申请人)?(?:说|写|内容是|是)?[\s:,]+(?P<text>.+)",
    rf"(?:加|写|留|添|补|发|添加)(?:一?[个条句下]){_NOTE}(?:说|写)?(?P<text>.+)",
    rf"{_NOTE}(?:一下)?说(?P<text>.+)",
    r"(?:跟|和|给|对)(?:申请人|审批人|发起人|提交人|P+)(?:留言|备注)(?:说|,|:)?[\s:,]*(?P<text>.+)",
    r"(?:在|给|往)(?P<obj>N+|.{1,16}?)(?:上面|下面|里面|里|上|中)(?:写|记|加|补充|补)(?:一下|一句|一笔|个|上|条)?(?:说|话)?[\s:,]*(?P<text>.+)",
    r"(?:please )?(?:leave|add|post|put|write|make|drop|append)(?: a| an| the| my| another)?(?: quick| short)? (?:comment|note|remark|message)(?: (?:on|to|in|for|under|about) (?P<obj>N+|.+?))?(?:\s?[:,-]\s?| saying(?: that)? | that (?:says )?|: ?)(?P<text>.+)",
    r"(?:comment|note|remark)(?: (?:on|to|for|in|under) (?P<obj>N+|(?:the |my |this ).+?))?(?:\s?[:,-]\s?| saying(?: that)? | that )(?P<text>.+)",
    r"(?:comment|note) (?:on|to|for) (?P<obj>N+|.+?)\s?[:,-]\s?(?P<text>.+)",
    r"(?:write|say|mention|record|note|put|tell them)(?: down)? (?:on|in|under|at) (?P<obj>N+|(?:the |my |this ).+?) (?:that|saying)(?: that)? (?P<text>.+)",
    r"(?:note|mention|record|let it be noted)(?: down)? that (?P<text>.+)",
    r"(?:on|under|in) (?P<obj>N+|.{2,20}?),? (?:comment|note|write|say|add)\s?[:,]?\s?(?P<text>.+)",
    r"(?P<obj>N+)\s?(?:note|comment|remark)\s?[:,]\s?(?P<text>.+)",
    r"(?:留个?|加个?|写个?)\s?(?:comment|note)[\s:,]*(?P<text>.+)",
)

TABLE = (*LIST, *STATUS, *CANCEL, *PREDICT, *EXPLAIN, *RECOMMEND, *CREATE, *SUGGEST, *COMMENT)
