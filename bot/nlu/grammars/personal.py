# ruff: noqa: E501 - a pattern is read as one line
"""The speaker's own: tasks, reminders, snoozing, settings, check-in, charts and reports, yes, no, help."""

from __future__ import annotations

from bot.nlu.grammars.rule import rules

_TODO = r"(?:待办(?:事项|任务|清单|列表)?|代办(?:事项)?|任务(?:列表|清单)?|审批(?:单|任务|列表)?|单子|活儿?|事情?|工作(?:列表|任务)?|要办的事|to-?do(?: list)?s?|tasks?|pending(?: tasks?| items?)?|approvals?|todos?|工单|申请|流程)"
_WHAT = r"(?:哪些|什么|啥|多少|几个|几条|几件|几单|哪几个)(?:个|条|件)?"
_TIME = r"(?:W|今天|明天|本周|这周|下周|这个?星期|本星期|下个?星期|近期|最近|现在|目前|当前|一周|逾期|超期|过期|超时|this week|next week|today|overdue|这两天|今儿|快到期|到期|拖期|的|未来|还|都|,|\s)*"

MY_TASKS = rules(
    "my_tasks",
    r"(?:show|list|give|what'?s|check)(?: me)?(?: on)? (?:my )?(?P<when>today'?s|tomorrow'?s|this week'?s) (?:to-?dos?|tasks?|approvals?|work|items?|list)\??",
    (
        0.97,
        r"(?:请问|我|您)*(?:名下|手上|手头)(?:是否)?(?:还)?(?:有)?(?:没有)?(?:已经|已)?(?:逾期|超期|过期)的?(?:审批|任务|待办|单子)\??",
    ),
    r"(?:我)?(?:手上|手头|手里|名下)(?:还有|有|还剩|剩|压着?)?(?:几|多少)(?:个|条|张|份)?(?:单子|任务|审批|待办|活)(?:了|没批|没处理)?\??",
    (
        0.97,
        r"(?:我)?(?:名下|手上|手头)?(?:是否|有没有)?(?:还)?有(?:没有)?(?:已经|已)?(?:逾期|超期|过期)的?(?:审批|任务|待办|单子)\??",
    ),
    r"(?:这|本)(?:礼拜|周|星期)(?:内)?(?:还剩|要交|要做|要弄|没弄完|还有)(?:的)?(?:什么|啥|东西|活|哪些)(?:没弄完|没做完|没交|列个单子|列一下)?",
    r"(?:[^,?]{2,20},)?(?:你)?(?:把)?(?:我)?(?:待审批|待处理|没处理|没批|要处理|要批)的?(?:单子|任务)?(?:都|全)?(?:翻出来|列出来|列一下|找出来|拉出来)",
    rf"{_TIME}(?:我|我这边|我这里|我手上|我手头|手上|手头|手里|我自己|轮到我|在我这|我名下|名下)*{_TIME}(?:还|都|上|里|的|现在|总共|一共)*(?:有|剩|积压|堆)(?:了)?(?:没有?)?(?:{_WHAT}|要|需要|没)(?:的)?(?:我)?(?:要|需要|等|待|该|没|未|还没)*{_TODO}?(?:是|的|要|需要|等|等着|待|没|未|没有|还没|该|我|在|来)*(?:批|审|审批|处理|办|做|完成|签|签字|干|弄|搞|看|处理完|批完|做完|审核|搞定|交|到期|逾期|超期|过期|超时)?(?:的|了|呢|啊|吗|单子|任务|审批|事|掉)*\??",
    rf"(?:看看?|查看|查|列出?|打开|显示|给我看看?|看一?下|查一?下|列一?下|show|list|帮我看看|瞅瞅|翻一下|刷一下|调出|拉一下|汇总一下|check一?下)*(?:一下|下)?\s?{_TIME}(?:我|我自己|本人|my|等我|待我|需要我|要我|轮到我)?(?:的)?\s?{_TIME}(?:所有|全部|没处理|未处理|没完成|未完成|未办|没办完|待处理|待审批|待审核|待批|待办|处理|审批|审核|批|签)?(?:的)?\s?(?:待办(?:事项|任务|清单|列表)?|代办(?:事项)?|任务(?:列表|清单)|(?<=的)任务|工作列表|to-?do(?: list)?s?|(?<=我的)\s?tasks?|待审批|待处理|(?<=处理的)单子|(?<=批的)单子|(?<=审批的)单子|pending(?: approvals?| tasks?)?|(?<=我的)任务|inbox|收件箱|(?<=期的)任务|(?<=期)任务|(?<=W)任务)(?:有哪些|有什么|有啥|有多少|都有啥|是什么|列表|清单|列出来|给我看看|发我|呢|还有吗|看看|看一下|情况|多少|都有哪些)?\??",
    rf"{_TIME}(?:我)?{_TIME}(?:要|需要|该|得|应该|有)(?:做|干|办|处理|批|审批|审|完成|忙)(?:些)?(?:{_WHAT})(?:事情?|活|工作|任务|单子|审批)?(?:啊|呢)?\??",
    rf"{_TIME}(?:有没有|还有没有|有无|有)(?:什么|啥|哪些)?(?:等|待|需要|要|轮到|该)?(?:我)?(?:要|需要)?(?:审批|批|处理|签|办|做|审核|看|逾期|超期|过期|到期|超时)(?:的)?(?:了)?(?:的)?(?:单子|任务|东西|事|审批|流程)?(?:吗|呢|没|么)?\??",
    rf"{_TIME}(?:有|有没有)(?:我)(?:的)?(?:审批|任务|待办|单子|活)(?:吗|么)?\??",
    r"(?:哪些|什么|啥)(?:任务|待办|审批|单子|事|流程)?(?:是)?(?:快|已经|已|都)*(?:逾期|超期|过期|超时|到期|要到期|拖期|延误)(?:了)?(?:的)?(?:要我?处理)?(?:有哪些)?\??",
    r"(?:我)?(?:的)?(?:有)?(?:逾期|超期|过期|超时)(?:了)?(?:没处理|未处理|没完成)?(?:的)?(?:任务|待办|审批|单子|事项)?(?:有哪些|有什么|有多少|列出来|给我看看|有几个|列一下|有吗|都有啥)?\??",
    rf"(?:看看?|查一?下|查|看一?下|列一?下)?(?P<who>[PD]+|他|她)(?:现在|目前|这边|那边|{_TIME})*(?:手上|手头|手里|名下|那|那边)?(?:还|都|的)*(?:{_TIME})(?:有|在|还有)?(?:{_WHAT})?(?:没|未|要|待)*(?:处理|完成|做|忙|办|批|审批)?(?:的)?(?:待办|任务|活儿?|单子|工作|事情?|审批|tasks?|to-?dos?)(?:没处理|没完成|未完成|没批|要处理|列表|清单|有哪些|有什么|有啥|有多少|多不多|没做|没做完|要做|给我看看|没办|没批完|呢)?\??",
    rf"(?P<who>[PD]+)(?:{_TIME})(?:在|都在|要|需要)(?:忙|做|干|处理|弄)(?:些)?(?:什么|啥|哪些(?:任务|活|事)?)(?:任务|活|事)?(?:呢|啊)?\??",
    rf"(?:W)?(?:还|我|都|现在)*(?:有|剩)?(?:{_WHAT})(?:没|没有|未|要|需要|等我?|待)(?:我)?(?:处理|批|审|审批|办|完成|做|签|弄|干|看)(?:的|完|了|完的)?(?:任务|单子|审批|事)?\??",
    r"(?:等|待|需要|要)我(?:审批|批|处理|签|审核|办|审|确认|签字)(?:的)?(?:单子|任务|流程|东西|申请|审批)?(?:有哪些|有什么|有多少|有啥|都有哪些|有几个|呢|还有吗)?\??",
    r"(?:what(?:'s| is| are| do i have)?|anything|is there anything|do i have anything|got anything|show me what(?:'s| is)?|whats)(?: still| currently| all)? ?(?:overdue|pending|outstanding|due|left|open|waiting|on|to do|to approve|late|past due|coming up|assigned to me|in)(?: (?:on|for|to|in|me|my|plate|list|queue|desk|approve|do|sign|tasks?|inbox|today|tomorrow|this|next|week|approval|the|at|right|now|still|W+|review|handle|from|of|due|overdue|waiting|pending))*\??",
    r"what (?:do|should|must) i (?:need to |have to |still need to |still have to |have |still )?(?:do|approve|sign|finish|handle|review|work on|complete|to do|to approve|get done)(?: (?:today|tomorrow|this|next|week|now|still|W+|on|first|by|the|left))*\??",
    r"(?:show|list|see|check|view|open|get|give|display|pull up)(?: me)?(?: all| up)?(?: of)? (?:my|the)? ?(?:open |pending |overdue |current |outstanding |today's |tomorrow's |unfinished |W+'?s? )*(?:tasks?|to-?dos?(?: list)?|to do list|todo list|approvals|inbox|queue|plate|work list|assignments|task list|items|pending|work)(?: (?:for |due |that are |from |to |on )*(?:today|tomorrow|this week|next week|overdue|me|W+|my plate|do))*\??",
    r"(?:my |all my |any )?(?:open |pending |overdue |outstanding |today's |tomorrow's |W+'?s? )*(?:tasks?|to-?dos?(?: list)?|to do list|todo list|approvals|inbox|task list|plate|pending)(?: list| (?:for |due |that are )?(?:today|tomorrow|this week|next week|overdue|W+|please|for me|waiting))*\??",
    r"(?:do i have|have i got|are there|any)(?: any)?(?: open| pending| overdue| more| outstanding| new)* ?(?:tasks?|approvals?|to-?dos?|items?|requests?|things?|T+)(?: (?:pending|waiting|left|to (?:do|approve|review|sign)|for me|due|overdue|today|on my (?:plate|desk)|this week|W+))*\??",
    r"(?:anything|is there anything|something)(?: (?:overdue|waiting|due|pending|for me|to approve|to do|to sign|need|i need|that needs|needing|requiring|my|today|this week|W+|on my plate|left))+(?: .*)?\??",
    r"what (?:am i|'?m i) (?:late on|behind on|working on|supposed to do|missing|assigned|on the hook for)(?: .*)?\??",
    r"(?:what(?:'s| is| does| are| tasks does| tasks are)?|show|list|see|check)(?: on| me| with| all)? ?(?P<who>[PD]+)(?:'s)?(?: on| working on| doing| up to| have| plate| still| got| busy with| tasks?| open| pending| overdue| to-?dos?| workload list| queue| to do| left| this week| today| next week| W+| assigned| need to| approve)+\??",
    r"(?:how many|which)(?: of my)? (?:tasks?|approvals?|requests?|things|items|ones)(?: (?:do i|are|have i|am i|is))? ?(?:have|got|left|overdue|pending|waiting|due|still|open|late|need)+.*\??",
    r"(?:今天|W)?(?:我)?(?:有啥|有什么|的|看下我的|我的|看看我的)?\s?(?:task|to-?do|pending|todo|待办|approval)s?(?:列表|有哪些)?\??",
    r"(?:my|我的?|看看my)(?:\s)?(?:待办|任务|todo|to-do)(?:list)?",
    r"(?P<who>[PD]+)(?:'s)? (?:open |pending |overdue )*(?:tasks?|to-?dos?|plate|queue|approvals)(?: .*)?\??",
)

_LATER = r"(?:再|到时候?|稍后|晚点|迟点|回头|过会儿?|等会儿?|等下|待会儿?|一会儿?)"
_ASK_AGAIN = r"(?:提醒我?(?:一下|一次|我吧|我看|我批|处理)?|叫我|通知我|说|看|弹出来|弹|找我|来找我|来问我?|问我|推给我|发给我|处理|弄|搞|批|喊我|告诉我|推送|提示我?|提一下|remind我?(?:一下)?|催我|ping我|审|定|跟我说|review|remind me|remind)"
_HOLD = r"(?:稍后提醒|延后|推迟|暂缓|挂起|搁置|暂停提醒|缓一缓|先放一?放|先放着|先搁着?|先搁置|放一放|往后推|推后|顺延|先挂着|先挂起|延迟|延迟提醒|推一推|缓到|推到|先不处理|先不看|压一压|snooze|postpone|先缓一?缓|晾一晾|先晾着|搁一搁|再放放|再等等)"

SNOOZE = rules(
    "snooze",
    (0.97, r"(?:过|等)(?P<when>W+)(?:之?后)?(?:再)?(?:提醒|叫|通知)我?(?:一下)?"),
    r"(?:先)?(?:挂起|挂着|搁着|搁置|放着|放一放|缓一缓)[,\s]*(?P<when>W+)(?:再)?(?:说|看|弄|处理|提醒)?(?:我)?",
    (
        0.99,
        r"(?:not (?:right )?now|later|busy)[,;. -]+(?:bring|show|put) (?:it|this) up again (?:at |on |in )?(?P<when>W+)",
    ),
    r"snooze \d+ ?(?:h|hours?|m|min|d)",
    r"(?:过|等)?半个?(?:钟|钟头|小时)(?:后|之后|再)*(?:再)?(?:弹|提醒|叫|说|推)(?:给)?(?:我)?",
    r"(?:wake|ping|poke|buzz|hit) me (?:up )?about (?:this|it|(?P<obj>N+)) (?:again )?(?P<when>W+)",
    rf"(?P<obj>N+|{{OBJ}}|这个?|这条|它)?(?:[^,?]{{0,8}}[,，\s])?(?:我)?(?:等|到|过|先|在|就|,|\s)*(?P<when>W+)(?:之后|以后|后|前|左右|的时候|吧|,|\s)*(?:再|又|重新)(?:来)?{_ASK_AGAIN}(?:这个|它|一下|我|这条|这事|N+|吧|{{OBJ}})*",
    rf"(?P<obj>N+|{{OBJ}}|这个?|这条|这单)?[,\s]*(?:我)?(?:先)?{_HOLD}(?:一下|着|吧|这个|这条|它)?[,\s]*(?P<obj2>N+)?(?:等|到|至|给我|吧|,|过|\s|往后|再)*(?P<when>W+|[一二两三四五六七八九十\d]+(?:天|个?小时|分钟|周))?(?:之后|以后|后|再|说|看|提醒|我|处理|吧|来|提|弄)*",
    rf"(?P<pre>[^?,]{{1,12}}?)[,\s]+(?:我)?(?:先)?(?:等|过|到)?(?P<when>W+)(?:之?后)?(?:再)?{_ASK_AGAIN}(?:这个|它|一下|我|吧)*",
    rf"(?:现在|暂时|目前|这会儿?|今天|手头|手上)?(?:没空|忙|没时间|不方便|在开会|开会|处理不了|顾不上|走不开|在路上)(?:呢|着|中)?[,\s]*{_LATER}?(?:等|过|到)?(?P<when>W+)?(?:之?后)?(?:再)?{_ASK_AGAIN}(?:这个|它|一下|我|吧)*",
    rf"(?:这个|这条|它|N+)?{_LATER}(?:再)?{_ASK_AGAIN}(?:我)?[,\s]*(?:这个|它|N+)?[,\s]*(?:到|等|在)?(?P<when>W+)?",
    r"(?:提醒我?|叫我|通知我)(?:晚点|稍后|迟点|晚些)(?:再)?(?:看|处理|批)?[,\s]*(?P<when>W+)?",
    r"(?P<obj>N+)[,\s]*(?P<when>W+)(?:再)?(?:提醒我?|叫我|弹出来|通知我)(?:一下)?",
    r"(?:延后|推迟|往后推|延迟|推后|顺延|缓|晚)(?P<when>W+|半?[一二两三四五六七八九十\d]*(?:天|个?小时|分钟|周|个?钟头))(?:再)?(?:提醒|说|处理|看)?(?:我)?",
    r"(?:snooze|postpone|defer|put off|delay|hold|park|shelve|push|hide|mute|pause|dismiss)(?: back)?(?: (?P<obj>N+|it|this(?: one| task| reminder)?|that|the (?:reminder|task|card)|{OBJ}))?(?: off| back| out)?[,\s]*(?:until|till|to|for|by)?\s?(?P<when>W+|\w+ (?:hours?|minutes?|days?|weeks?))?(?: please)?",
    r"(?:put|push|set) (?P<obj>N+|it|this|{OBJ}) (?:off|aside|back)(?: until| till| to| for)? ?(?P<when>W+)?",
    r"remind me(?: of| about)? (?P<obj>N+|this(?: one| task| again)?|it|that|{OBJ})(?: again)?(?: later)?[,\s]*(?:at|on|in|by)?\s?(?P<when>W+)?(?: again)?",
    r"remind me(?: again| later)+(?: about (?P<obj>this|it|N+|{OBJ}))?[,\s]*(?:at|on|in)?\s?(?P<when>W+)?",
    r"(?:remind|ask|tell|ping|nudge|notify|show|alert|bug) me(?: about (?:this|it))? again(?: about (?:this|it|(?P<obj>N+)))?[,\s]*(?:at|on|in)?\s?(?P<when>W+)?",
    r"(?:ping|nudge|ask|notify|alert) me (?:about|on|of) (?P<obj>this|it|N+)(?: again)?[,\s]*(?:at|on|in|later)*\s?(?P<when>W+)?",
    r"(?:come back to me|bring (?:it|this) (?:up|back)|get back to me|circle back|show (?:it|this)(?: to me)?|resurface (?:it|this)|check back)(?: up| again| with me| on this| about this| later)*[,\s]*(?:at|on|in)?\s?(?P<when>W+)?(?: again)?",
    r"(?:not now|later|busy(?: now| right now)?|can't look (?:now|at this now)|i'?m (?:busy|in a meeting)(?: now)?|not today|in a meeting)[,\s;.]+(?:maybe |remind me |ask me |again |try |let's do |at |on |until |about |come back |ping me |this )*(?P<when>W+)(?: again| instead)?",
    r"(?:later|晚点|稍后)[,\s]*(?:at |on )?(?P<when>W+)",
    r"(?:这个|N+)?\s?(?:later|snooze)(?:一下|到|再说|至|until)*[,\s]*(?P<when>W+)?(?:再说)?",
    r"(?P<when>W+)(?:再|之后再)(?:说|看|处理|议|定|弄|搞|聊)(?:这个|这事|它)?",
    r"(?:W+)?(?:那|等)?(?P<when>W+)再(?:remind|ping|叫|问)我?(?:一下)?",
)

_REMIND = r"(?:提醒|叫|喊|通知|告诉|提示|remind|ping|alert|催)(?:一?下|一声)?"

REMINDER = rules(
    "set_reminder",
    (0.97, r"每(?:个)?(?P<when>W+)(?:都)?(?:提醒|叫|喊)(?P<who>我|P+|D+|大家)(?:要|去)?(?P<text>.+)"),
    r"make sure (?:that )?(?:i|we|(?P<who>P+)) (?P<text>.+?)[,\s]+(?:at |on |by |before )*(?P<when>W+)",
    rf"(?:别忘了?|记得|到时候?|请|帮我|,|\s)*(?:在)?(?P<when>W+)(?:之前|以前|前|的时候|左右|之后|,|\s|记得|务必|帮我|请|给我|要|准时|左右)*{_REMIND}\s?(?P<who>P+|D+|T+|我们?|大家|自己|团队|所有人|全体|[\u4e00-\u9fff]{{2,3}}?(?=交|提|开|发|去|来|把|完成|参加|填))?(?:要|去|一下|记得|该|别忘了?|,|:|\s)*(?P<text>.+)",
    rf"(?:别忘了?|记得|到时候?|请|帮我|,|\s)*{_REMIND}\s?(?P<who>P+|D+|T+|我们?|大家|自己|团队|所有人|全体)(?:要|记得|在|,|\s|务必|于)*(?P<when>W+)(?:之前|以前|前|的时候|左右|要|记得|去|之后|,|:|\s)*(?P<text>.+)",
    rf"(?:别忘了?|记得|到时候?|请|,|\s)*{_REMIND}\s?(?P<who>P+|D+|我们?|大家|自己|团队)(?:要|记得|在|去|,|:|\s)*(?P<text>[^?]{{2,30}}?)[,\s:]+(?:时间|在|是|定在|于|:|就)*(?P<when>W+)(?:之前|前)?",
    r"(?:给|为|帮)?(?P<who>P+|我|自己|大家)?(?:设|设置|定|建|加|创建|来|弄|新建|添加|set)(?:一?[个条])?(?:定时|日程)?(?:提醒|闹钟|闹铃|待办提醒|reminder)[,:\s]*(?:在|于)?(?P<when>W+)(?:之前|前|的时候|,|:|\s|提醒我|叫我|去|要|我)*(?P<text>.+)",
    r"(?:给|为)?(?P<who>P+|我|自己|大家)?(?:设|设置|定|建|加|创建|来|弄|新建|添加)(?:一?[个条])?(?:定时|日程)?(?P<when>W+)(?:的)?(?:提醒|闹钟|闹铃)[,:\s]*(?:提醒我?|去|叫我?)?(?P<text>.+)",
    r"(?:给|为)?(?P<who>P+|我|自己|大家)?(?:设|设置|定|建|加|创建)(?:一?[个条])?(?:提醒|闹钟)[,:\s]*(?P<text>[^?]{2,30}?)[,\s]+(?P<when>W+)",
    r"(?:帮我)?(?:记着|记一?下|记住|记得|备忘)[,:\s]*(?P<when>W+)(?:之前|前|要|得|去|我|,|\s)*(?P<text>.+)",
    rf"(?P<when>W+)(?:之前|前|记得|要|,|\s)*(?:记得|别忘了|一定|务必|到时候)*{_REMIND}(?P<who>我|P+|D+|大家)?(?:要|去|,|:|\s)*(?P<text>.+)",
    r"(?P<when>W+)(?:有个|要|有|得)(?P<text>.{1,20}?)[,\s]+(?:记得|到时候?|帮我|别忘了|请)*(?:提醒|叫|喊|通知)(?:一?下)?(?P<who>我|P+|大家)(?:一下|一声)?",
    rf"{_REMIND}(?P<who>我|P+|D+|大家)(?P<text>.+?)(?:在)?(?P<when>W+)(?:之前|前)?",
    r"(?:please )?(?:remind|ping|alert|notify|tell|nudge|prompt|warn) (?P<who>me|[PD]+|us|the team|everyone|everybody|the [\w&]+ team|[a-z]+)(?: again)?,? (?:at |on |by |in |around |before )?(?P<when>W+)(?: to| that| about| of| i| for|:|,| -)* (?P<text>.+)",
    r"(?:please )?(?:remind|ping|alert|notify|tell|nudge|prompt|warn) (?P<who>me|[PD]+|us|the team|everyone|everybody|the [\w&]+ team|[a-z]+)(?: to| that| about| of|:|,)+ (?P<text>.+?)[,\s]+(?:at |on |by |in |before |around |no later than )*(?:the )?(?P<when>W+)",
    r"(?:please )?(?:at |on |by |in |before )?(?P<when>W+)[,:]?\s?(?:please )?(?:remind|ping|alert|notify|tell|nudge) (?P<who>me|[PD]+|us|the team|everyone|everybody)(?: to| that| about| of|:|,)* (?P<text>.+)",
    r"(?:set|create|add|make|schedule|put)(?: up)?(?: me)?(?: an?| the)? (?:reminder|alarm|alert)(?: for (?P<who>me|[PD]+))?(?: for| at| on|:)* ?(?P<when>W+)(?:\s?[:,-]\s?| to | for | about | that )(?P<text>.+)",
    r"(?:set|create|add|make|schedule|put)(?: up)?(?: me)?(?: an?| the)? (?:reminder|alarm|alert)(?: for (?P<who>me|[PD]+))?(?:\s?[:,-]\s?| to | for | about | that )(?P<text>.+?)[,\s]+(?:at |on |by |in |for )*(?P<when>W+)",
    r"(?:don't let me forget|make sure i (?:don't forget|remember)|don't forget to remind me|help me remember)(?: to| that| about)? (?P<text>.+?)[,\s]+(?:at |on |by |in |before )*(?P<when>W+)",
    r"set (?:a )?reminder\s?(?P<when>W+)[,\s]*(?P<text>.+)",
    r"(?:W+)?(?P<when>W+)\s?remind\s?(?P<who>我|P+|大家|me)(?P<text>.+)",
    r"remind\s?(?P<who>我|P+|大家)\s?(?P<when>W+)(?P<text>.+)",
)

_CHARTS = (
    r"(?:甘特图|甘特|横道图|排期图|进度图|时间线图?|时间轴图?|燃尽图|燃尽|工作量图?|工作负[荷载](?:图|情况)?|负[荷载]图?|仪表[盘板]|看板|数据大?盘|大盘|总览图?|概览图?|dashboard|驾驶舱"
    r"|周期(?:时间)?图?|耗时(?:图|分析|统计|情况)?|时长(?:图|统计|分析)?|瓶颈(?:图|分析)?|卡点(?:图|分析)?|失败原因(?:图|统计|分析|分布)?|驳回原因(?:图|统计|分析|分布)?|退回原因(?:图|统计|分析|分布)?|拒绝原因(?:图|统计|分析|分布)?|被拒原因(?:统计|分析)?"
    r"|gantt(?: ?chart| ?图)?|burn-?\s?down(?: ?chart| ?图)?|work ?load(?: ?chart| ?图)?|bottlenecks?(?: ?chart| ?图)?|cycle ?times?(?: ?chart| ?图)?|failure reasons?|rejection reasons?|lead times?|时间进度图|负载率|饱和度|overview)"
)
_GIVE = r"(?:发一?下|发我|发|看一?下|看看|看下|看|来一?[张个份]|来|出一?[张个份]?|画一?[张个下]?|给我看?看?|给|生成|展示|显示|打开|调出|拉一?[下张个份]?|做一?[张个份]|要一?[张个份]?|查一?下|查看|弄一?[张个]|整一?[张个]|show一?下?|show me|show|绘制|分析一?下|统计一?下|瞧瞧|瞅瞅|把|弄个|调一下|导出)"

CHART = rules(
    "show_chart",
    (
        0.96,
        rf"(?:{_GIVE})*(?P<about>[^?]{{0,36}}?)(?:的)?(?P<chart>{_CHARTS})(?:的)?(?:图表?|分析|情况|统计|分布|数据|页面?)?(?:给我看看|给我|看一?下|看看|发我|发一?下|发出来|调出来|打开|来一?[张份个]|呢|怎么样|如何|有吗|拿来|情况|画一?下|画出来|拉一?下|发群里|贴出来|导出)?(?:[,\s]*(?P<about2>[^?]{{0,16}}))?\??",
    ),
    r"(?:看看|看一?下|查一?下|想知道|统计一?下)?(?P<about>[^?,]{0,20}?)(?:谁|哪些人|大家|哪个人|的人|人)(?:最|比较|是不是|都)?(?:很|太|更)?(?:忙|闲|空|累|超负荷|过载|忙不过来|有空)(?:不忙|不闲)?(?:[,\s]*(?:出|画|来)[个张]图)?(?:呢|啊|吗)?\??",
    r"(?P<about>[^?,]{0,20}?)(?:哪个|哪些|哪一个|什么|哪)(?:环节|步骤|节点|流程|审批|地方|步|审批环节|一步|一环)(?:的)?(?:审批)?(?:最|总是|老是|经常|比较|容易|平均)?(?:慢|耗时|卡|拖|堵|花时间|久|卡壳|拖后腿|拖时间|拖延|耽误|费时)(?:人|时间|住|了|最长|最久)?(?:呢|啊|吗)?\??",
    r"(?P<about>[^?,]{0,20}?)(?:卡|堵|慢|瓶颈)(?:点)?(?:都)?(?:在|出在)(?:哪里?|哪儿|什么地方|哪个环节|哪些环节|哪一步)\??",
    r"(?P<about>[^?,]{0,30}?)(?:平均|一般|通常)(?:要|需要|得|审批|处理|花|用)*(?:多久|多长时间|几天|多少天|耗时|时长|用时|周期)(?:多少|是多少|多长|批完|走完)?(?:呢|啊)?\??",
    r"(?P<about>[^?,]{0,30}?)(?:为什么|为啥|什么原因)(?:老是?|总是?|经常|常常)?(?:被)?(?:驳回|退回|打回|拒绝|失败|不通过|被拒)(?:[,\s]*.{0,8}(?:图|统计|分析))?(?:呢|啊)?\??",
    r"(?P<about>[^?,]{0,30}?)(?:驳回|退回|被拒|失败|拒绝|打回)(?:的)?(?:原因|理由|情况)(?:是什么|有哪些|统计|分布|分析|占比|排行|汇总|都有哪些|给我)?(?:一下)?(?:图)?\??",
    r"(?P<about>.{0,30}?)(?:工作量|忙闲|负荷|负载|工作强度)(?:情况|怎么样|如何|大不大|分布|对比|饱和吗|排行|高不高|看一?下|统计|多少)?\??",
    (
        0.96,
        r"(?:(?:show|display|draw|plot|give|open|send|post|pull up|get|see|make|generate|view|render|create|bring up|produce|share|need|visuali[sz]e|chart|graph)(?: me| us| up)?)?(?: the| a| an| our| my)? ?(?P<about>.{0,40}?)\s?(?:'s )?(?P<chart>(?:gantt|burn-?\s?down|work ?load|dashboard|cycle[ -]times?|bottlenecks?|failure reasons?|rejection reasons?|lead times?|overview board|timeline|reasons (?:for|of) (?:failure|rejection)s?|overview|load)(?: ?(?:charts?|graph|diagram|board|view|plot))?)(?: (?:of|for|in|on|from|during)? ?(?P<about2>[^?]*?))?\??",
    ),
    r"(?:who(?:'s| is| are)?) (?:the )?(?:most )?(?:busiest|over ?loaded|busy|swamped|free|available|has (?:the )?(?:most|too much) (?:work|tasks|on (?:his|her|their) plate)|under ?utili[sz]ed)(?: (?P<about>.+?))?\??",
    r"where(?:'s| is| are| do)?(?: the| our)? ?(?:bottlenecks?|things|requests|processes|approvals)(?: get(?:ting)? stuck| slow down| stuck)?(?: (?P<about>.+?))?\??",
    r"(?:which|what) (?:step|stage|part)s? (?:is|are|takes?|of)? ?(?:the )?(?P<about>.*?)(?:slow(?:est|ing)?|longest|bottlenecks?|delays?|stuck).*\??",
    r"why do (?:our |my |the )?(?P<about>.*?) ?(?:requests? |processes |approvals )?(?:fail|get rejected|get declined|get returned|keep failing|keep getting rejected)(?: so often)?.*\??",
    r"(?:average|mean|typical)(?: cycle| lead| processing| approval| turnaround)? (?:time|duration)s?(?: (?P<about>.+?))?\??",
    r"how long (?:does|do|did) (?P<about>.+?) (?:usually |typically |normally |on average )?(?:take|last|run)(?: on average| usually| typically)?(?: .*)?\??",
    r"(?:plot|chart|graph|draw|visuali[sz]e) (?:the )?(?P<about>.+?)",
)

_REPORTS = (
    r"(?:周报表?|月报表?|周度报[告表]|月度报[告表]|周总结|月总结|周度总结|月度总结|绩效(?:报[告表])?|绩效考核(?:报[告表])?|风险(?:报[告表]|清单|评估|评估报告|分析报告|分析|汇总)?|业绩报[告表]|效能报[告表]|表现报告"
    r"|weekly(?: summary)?(?: report| 报告)?|monthly(?: summary)?(?: report| 报告)?|performance(?: report| 报[告表]| review)?|risk(?: report| 报[告表]| assessment| summary)?|(?:月|周)(?:度)?汇报)"
)

REPORT = rules(
    "report",
    (
        0.95,
        rf"(?:{_GIVE}|写|做|编|整理|汇总|准备|导|输出|制作|起草|帮我|一份|一下|份|个|prepare|create|出个|下载)*(?P<about>[^?]{{0,30}}?)(?:的)?(?P<report>周报表?|月报表?|周度报[告表]|月度报[告表]|周总结报?告?|月总结报?告?|周度总结|月度总结(?:报告)?|绩效(?:考核|评估|分析)?(?:报[告表]|情况|数据)?|业绩报[告表]|效能报[告表]|风险(?:评估|分析|预警)?(?:报[告表]|清单|汇总|情况)|weekly ?(?:report|报告)?|monthly ?(?:report|报告)?|performance ?(?:report|报[告表])?|risk ?(?:report|报[告表]))(?:报表|报告)?(?:给我|发我|发一?下|看一?下|看看|导出|来一?份|生成一?下|怎么样|做一?下|出一?下|出来|呢|交上来|拉出来)?(?:[,\s]*(?P<about2>[^?]{{0,16}}))?\??",
    ),
    (
        0.95,
        rf"(?:{_GIVE}|写|做|汇总|准备|导|帮我|一份|一下|份|个)*(?P<about>(?:[^?]{{0,20}}(?:本|上|这个?|上个?|W|近)?(?:周|月|星期|季度|年)(?:度)?[^?]{{0,10}}))(?:的)?(?P<report>报表|报告|总结报告|工作总结|工作报告|汇总报告|总结)(?:给我|发我|发一?下|看一?下|看看|导出|来一?份)?\??",
    ),
    r"(?:汇总|总结|整理)(?:一下)?(?P<about>[^,?]{0,16}?)(?:的)?(?:工作|情况|项目|流程)?[,\s]*(?:出|生成|做|写)(?:一?[个份])?(?P<report>周报|月报|报告|报表)",
    (
        0.95,
        r"(?:(?:show|send|give|create|generate|make|prepare|write|export|run|get|produce|draft|pull|need|compile|build|do|share|print|see|want|email)(?: me| us| out| up)?)?(?: the| a| an| our| my)? ?(?P<about>.{0,40}?)\s?(?P<report>(?:weekly|monthly|performance|risk)(?: and)?(?: summary| status| progress| assessment)? ?(?:report|summary|review|assessment|overview)?)(?: (?:of|for|on|from|about|in|by)? ?(?P<about2>[^?]*?))?(?: please)?\??",
    ),
    (
        0.95,
        r"(?:(?:show|send|give|create|generate|make|prepare|write|export|run|get|produce|draft|pull|need|compile|want)(?: me| us| out| up)?)?(?: the| a| an| our| my)? ?(?P<about>.{0,30}?(?:week|month|quarter|year)(?:'?s|ly)?)(?: \w+)? (?P<report>report|summary report)(?: (?:of|for|on|from|about|in)? ?(?P<about2>[^?]*?))?(?: please)?\??",
    ),
    r"(?:how (?:is|was|did|has|are)) (?P<about>.+?)(?:'s)? (?P<report>perform(?:ing|ance|ed)?)(?: (?P<about2>.*))?\??",
    r"(?:出个?|来个?|要个?|给我)\s?(?P<report>weekly|monthly|performance|risk)\s?(?:report|报告|报表)?",
    r"(?:what(?:'s| are| is)) (?:the|our) (?:current |main |biggest |top )?(?P<report>risks?)(?: report)?(?: (?P<about>.+?))?\??",
    r"(?:看看|目前|现在|当前)?(?P<about>[^?]{0,16}?)(?:有哪些|有什么|都有哪些)(?P<report>风险)(?:点)?(?:呢)?\??",
)

_ARRIVE = r"(?:到了?|已到|抵达|到达|已经到|已到达|刚到|人已到|人在|来到|在)"

CHECK_IN = rules(
    "check_in",
    r"(?:下班|收工|上班|到岗|撤了|走了)(?:了|啦)?[,\s]+(?:check|clock|punch|sign)(?:ing)?[ -]?(?:in|out|off)",
    r"(?:i'?m )?(?:leaving|heading (?:out|home)|going home|off home)[^,?]{0,24}[,. ]+(?:please )?(?:check|clock|sign|punch)(?:ing)? (?:me )?out",
    r"(?:[^,?]{1,10},)?(?:帮我)?(?:打个?W+卡|W+卡(?:打一下|打了|帮我打))",
    r"(?:[^,?]{1,10},)?(?:我)?(?:请)?(?:帮我|为我|给我)?(?:打个?|办理?)?(?:下班卡|上班卡|签退|签到)(?:打一下|打个|一下|吧)?",
    r"(?:done|finished)(?: for (?:W+|today|the day))?[,;. ]+(?:clocking|checking|signing) (?:off|out)",
    r"(?:签到|打卡|上班打卡|上班签到|签个到|打个卡|签一下到|打一下卡|外勤打卡|外勤签到|到岗打卡|到岗|上班了?|早上打卡|开工|开始上班|现场签到|现场打卡|打上班卡|打早卡|上班卡|check ?in|上工|报到)(?:一下|上班|了|吧|打卡)?(?:[,\s]*(?:地点|位置|在|我在|人在|at|:|是|\s)*(?P<place>.+))?",
    r"(?:签退|下班打卡|下班签退|下班了?|收工了?|打卡下班|打下班卡|下班签到|下班卡|check ?out|离岗|下班走人|打卡走人|撤了下班|签退下班)(?:一下|了|吧|[,\s]*(?:签退|打卡|回家|打下卡|走了|撤)(?:一下)?)*",
    rf"(?:我|人|本人|我们)?(?:已经|已|刚|现在|今天|人)*{_ARRIVE}(?P<place>[^,?]{{1,24}}?)(?:了|啦|这边|这里|里)?(?:[,\s]|来|准备|帮我|给我)*(?:签个?到|打个?卡|签到|打卡|check ?in|签一下到)(?:一下)?",
    r"(?:我)?(?:在|到)(?P<place>[^,?]{1,20}?)(?:了)?[,\s]*(?:签个?到|打个?卡|外勤打卡|check ?in)(?:一下)?",
    r"(?:我)?(?:到|已到|到达|抵达)(?P<place>公司|办公室|单位|客户那[里边]?|客户现场|现场|工厂|工地|项目现场|展会|仓库|车间|办公楼|园区|厂里|店里|office)(?:了|啦)",
    r"(?:我|人)?(?:已经)?(?:到|已到|到达|抵达)(?P<place>[^,?的]{1,14}?)(?:了|啦)",
    r"(?:我|人)?(?:从|离开)(?P<place>[^,?]{1,20}?)(?:离开|出来|走|撤|回来)?(?:了)?[,\s]*(?:签退|下班打卡|打下班卡|打卡下班|check ?out)(?:一下)?",
    r"(?:我|今天|先|现在|要|准备)*(?:下班|收工|走|撤|回家)(?:了|啦)?[,\s]+(?:我|帮我|先)?(?:签退|打卡|打个卡|下班打卡|check ?out|打下班卡)(?:一下)?",
    r"(?:请|帮我|给我)*(?:打个?|签个?)?(?:上班|下班|外勤|早|晚)(?:卡|打卡|签到|签退)(?:[,\s]*(?:地点|位置|在|我在)*[:\s]*(?P<place>.+))?",
    r"(?:i'?m |i am |please |just |now |me )*(?:check(?:ing)? ?(?:me )?in|clock(?:ing)?(?: me)? in|punch(?:ing)?(?: me)? in|sign(?:ing)? in|start(?:ing)? (?:my |work|the )?(?:shift|day|work))(?: now| here| please| for the day| for work| today)*(?:[,\s]*(?:at|from|to|in|,|location|on)(?: the| our)? (?P<place>.+?))?(?: now| please)*",
    r"(?:i'?m |i am |please |just |now |me )*(?:check(?:ing)? ?(?:me )?out|clock(?:ing)?(?: me)? (?:out|off)|punch(?:ing)?(?: me)? out|sign(?:ing)? (?:out|off)|end(?:ing)? (?:my |the )?(?:shift|day)|leaving (?:work|the office)|done for (?:the day|today)|call(?:ing)? it a day)(?: now| here| please| for the day| for today| today)*(?:[,\s]+(?:clock|check|sign|punch)(?: me)? (?:out|off))?(?:[,\s]*(?:at|from|,)(?: the| our)? (?P<place>.+?))?",
    r"(?:i'?m |i am |i'?ve |i have |just |we'?re |now |have )*(?:at|arrived(?: at| in)?|here at|got to|reached|on site at|in|back at)(?: the| our)? (?P<place>[^,?;]+?)(?: now| already)*[,;.\s]+(?:please )?(?:and )?(?:check(?:ing)? ?(?:me )?in|clock(?:ing)?(?: me)? in|punch(?:ing)? in|sign(?:ing)? (?:me )?in)(?: please)?",
    r"(?:i'?m |i am |i'?ve |just )*(?:arrived|on site|at work|here)(?: (?:at|in)(?: the| our)? (?P<place>[^,?]+?)| on site)?",
    r"(?:i'?m )?(?:leaving|heading|done)(?: (?:work|home|the office|for the day|now|out|for today|from the .+?))+[,;.\s]+(?:please )?(?:check|clock|sign|punch)(?: me)? (?:out|off)(?: please)?",
    r"(?:我)?(?:到|已到|在)\s?(?P<place>[^,?]{1,20}?)(?:了)?[,\s]*(?:check ?in|clock in)(?:一下)?",
    r"(?:clock|check|punch)(?:ing)? ?(?:in|out)(?:了|一下|打卡)?",
)

_QUIET = r"(?:提醒|打扰|通知|发消息|推送|吵|烦|催|叫|找|给我发|@|联系|推|响|发通知|骚扰|来消息|弹|remind|notify|disturb|ping)"

SETTINGS = rules(
    "settings",
    r"(?:in |use |speak )?(?P<lang>english|chinese|mandarin|英文|英语|中文|汉语)(?: version| mode)?",
    (
        0.97,
        r"(?P<quiet>.*W.*?(?:以后|之后|后|开始|起)?(?:就)?(?:别|不要|勿)(?:再)?(?:吵|烦|叫|打扰|打搅|提醒|找|@)(?:我)?[,\s]+.*W.*)",
    ),
    (
        0.97,
        rf"(?P<quiet>.*W.*?)(?:之间|以后|之后|之前|期间|这段时间|的时候|后|前|都|请|就|先|消息|任何|什么|,|\s)*(?:别|不要|勿|不用|不许|停止|请勿|免|不)(?:再|给我|来|老)*{_QUIET}(?:我|了|消息|打扰|给)*(?:了)?(?:[,\s].*)?",
    ),
    (0.97, r"(?P<quiet>.*W.*)(?:免打扰|勿扰|静音|安静|静默)(?:模式|时段|时间)?.*"),
    (
        0.97,
        r"(?P<quiet>(?:设置|设|开启|打开|开|设定|把|调整|修改|改|更改|启用|set)?(?:一下|个|我的|成|为)*\s?(?:免打扰|勿扰|静音|安静时间|静默|quiet hours|do not disturb|dnd|不打扰)(?:模式|时段|时间)?.*(?:W|\d).*)",
    ),
    (
        0.96,
        r"(?P<off>(?:关闭|关掉|关了|取消|停用|解除|不要|不用|关|turn off|disable|退出)(?:一下|我的)*\s?(?:免打扰|勿扰|静音|静默|quiet hours|dnd|do not disturb)(?:模式|时段|时间|了)*)",
    ),
    (
        0.96,
        r"(?P<off>(?:免打扰|勿扰|静音|quiet hours|dnd)(?:模式|时段)?(?:关掉|关闭|取消|关了|关|off)(?:了|掉)?)",
    ),
    (
        0.97,
        rf"(?:别|不要|勿)(?:再|在)?(?P<quiet>(?:每[日天晚])?W.*?)(?:之间|以后|之后|后|的时候|,|\s)*{_QUIET}(?:我|了|消息)*",
    ),
    (0.97, r"(?P<quiet>(?:别|不要|勿|不)(?:再)?(?:提醒|打扰|通知|吵)我?(?:了)?[,\s:]*(?:从|在)?W.*)"),
    (
        0.96,
        r"(?:以后|从现在起|从今以后|今后|能不能|都|把|可以|,|\s|帮我|给我|我想|跟我|和我|对我|系统|请|改|就)*(?:界面|系统|显示|回复|默认|机器人|消息|ui)?(?:的)?(?:语言|文字|language)?(?:\s)?(?:切换?|换|改|设置?|调|设定|变|转|转换|更改|恢复|用|说|讲|使用|以|显示|采用|切|显示为)(?:一下|回|到|成|为|至|用|语言|个)*\s?(?P<lang>中文|汉语|普通话|国语|简体(?:中文)?|英文|英语|english|chinese|中文版|英文版)(?:界面|模式|版|语言)?(?:跟我|和我|给我|来|对我)?(?:回复|回答|说话?|沟通|交流|聊|显示|回我|说|讲|吧|答复|发消息|界面)*(?:吧|了|可以吗|好吗)?",
    ),
    (
        0.96,
        r"(?:[^?]{0,14}[,\s])?(?:我)?(?:看不懂|不懂|不会)(?P<not>英文|英语|中文|english|chinese)[,\s]*(?:换|切换|改|用)?(?:成|回|到)?(?P<lang>中文|英文|英语|chinese|english)?(?:吧)?",
    ),
    (
        0.95,
        r"(?:界面|系统)?(?:语言|language)(?:切|换|改|设置?|选|用|切换)*(?:成|为|到|:|是|=)?\s?(?P<lang>中文|英文|英语|chinese|english|汉语)(?:吧)?",
    ),
    (
        0.96,
        r"(?:please |can you |could you |i want you to |from now on,? |just |let's )*(?:switch|change|set|turn|go|move|reply|respond|answer|speak|talk|write|use|communicate|chat|put)(?: (?:to|the|my|your|it|back|me|over|language|ui|interface|in|display|everything|only|with|this|system|default|messages))* (?:to |in |into )?(?P<lang>english|chinese|mandarin)(?: (?:please|language|from now on|instead|mode|now|interface|only|to me|with me|version))*",
    ),
    (0.95, r"(?P<lang>english|chinese|mandarin)(?: please| language| mode)"),
    (0.96, r"(?P<digest>.*(?:日报|汇总|摘要|简报|早报|晚报|digest|summary|每日总结|日结|总结|提要|小结).*)"),
    (
        0.97,
        r"(?:please |set (?:my |the )?|turn on |enable |start )*(?P<quiet>(?:quiet hours|do not disturb|dnd|quiet time|silent mode|silence|mute).*(?:W|\d).*)",
    ),
    (
        0.97,
        r"(?P<off>(?:please )?(?:turn off|disable|stop|cancel|remove|clear|no more|end|switch off)(?: my| the)? (?:quiet hours|do not disturb|dnd|quiet time|silent mode).*)",
    ),
    (0.97, r"(?P<off>(?:quiet hours|dnd|do not disturb) off)"),
    (
        0.97,
        r"(?P<quiet>(?:please )?(?:no|don'?t|do not|never|stop)(?: send| push| give| show| bother(?:ing)?| disturb(?:ing)?| ping(?:ing)?| notify(?:ing)?| remind(?:ing)?| message| messaging| send me| any| me| more)* ?(?:notifications?|messages?|reminders?|alerts?|pings|disturb|me|bothering)?.*(?:between|from|after|before|during|at).*(?:W|\d).*)",
    ),
    (0.97, r"(?P<quiet>(?:mute|silence)(?: me| notifications| everything)? .*(?:W|\d).*)"),
)

CONFIRM = rules(
    "confirm",
    r"(?:嗯+呐|嗯呢|嗯哪|好呐|中嘞|得嘞|成嘞|妥嘞|欧了|okk+|oki|yup+)",
    r"(?:信息|内容|以上|资料|数据)?(?:核对|确认|检查|复核)?(?:过)?(?:了)?(?:无误|没错|没问题|正确)(?:了)?",
    r"(?:对|嗯|是|好)(?:的)?[,]?(?:就)?(?:是)?(?:他|她|它|这个|这位|那个|这人)(?:了)?|thumbs up|(?:yes|yeah|yep)[,. ]+(?:him|her|that one|this one|the (?:first|second|last)(?: one)?)",
    r"(?:嗯|好|对|中|行|没错|是的?|可以)?[,]?(?:就)?(?:是|按)(?:这个|你说的?|这样)(?:意思|来|办|做)?(?:了)?",
    r"(?:信息|内容|以上|资料)?(?:核对|确认|检查)?(?:无误|没错|没问题|正确)[,]?(?:请|可以)?(?:继续|提交|发起|办理)",
    r"(?:yes|yep|yup|ye|yeah|ok|sure)[,.! ]+(?:looks? (?:good|right|fine)[,. ]+)?(?:please )?(?:send|submit|go ahead|do|confirm|start)(?: and (?:submit|send|start)(?: it)?| it| that)?",
    r"(?:yes|yep|yeah)[,. ]+that'?s (?:the one|it|him|her|right|correct)",
    r"(?:(?:嗯+|好+的?|行+|可以+|可|中|成|对+的?|是的?|没错|没问题|没毛病|确认|确定|就这样|就这么(?:办|定|着)|就这么定了|同意发起|提交|发起|发|发出|发出去|发送|好嘞|好滴|好呀|好哒|妥了?|妥妥|照办|走起|走你|来|执行|办|搞|继续|那就这样|没意见|okk?|okay|ojbk|欧了|欧克|好的呢|嗯呢|必须的?|当然|是这样|正确|准确|可以的|行的|对对对?|是是|yes|yep|yeah|yup|sure|go|好 go|亲自确认|确认无误|无误|没得问题|得嘞|得|收到确认|确认提交|确认发起|就它|就这个|选这个|就这样吧|提交吧|发吧|发起吧|可以提交|可以发|可以发起了?|弄吧|办吧|做吧|干吧|搞吧|批吧不用改|没问题的|嗯嗯|1确认|恩+|y|对啊|就这么定)(?:的|了|吧|啊|呀|哈|哒|噢|哦|一下|它)?[\s,.!~]*)+",
    r"(?:(?:yes|yep|yeah|yup|ya|ok|okay|okey|k|sure(?: thing)?|go|go ahead|go for it|do it|do that|confirm(?:ed)?|i confirm|correct|right|that'?s (?:right|correct|it|fine)|that is (?:right|correct)|sounds? (?:good|great|fine|right)|perfect|fine|great|absolutely|of course|definitely|please do|proceed|submit(?: it)?|send it|exactly|affirmative|all good|that works|works for me|make it so|please|alright|all right|cool|let'?s do (?:it|that|this)|let'?s go|yes please|good to go|by all means|certainly|indeed|it is|all correct|looks right|that looks (?:good|right)|continue|carry on|please proceed|go on|just do it|good|sure|agreed|aye|y|roger that)[\s,.!]*)+",
    r"(?:yes|ok|好的?|嗯|confirm|确认)[\s,]*(?:confirm|提交|go|确认|submit|继续|发起)(?:一下|吧)?",
)

DENY = rules(
    "deny",
    r"(?:我|你|啊|哎呀?|抱歉)?[,]?(?:搞|弄|说|打|点|听|理解|认|选|写)错(?:了|人了?|啦)",
    r"(?:啊|哎|不)?不是(?:这个|那个|这样)?[,]?(?:的)?[,]?你(?:理解|搞|听|弄|会错)(?:错|意)?(?:了)?",
    r"(?:nvm|never ?mind that|n+o+)",
    r"(?:啊|哎呀?|唉)?(?:不是|不对|错了)[,]?(?:你)?(?:搞错|弄错|理解错|听错|说错|误会|不是这个)(?:了)?",
    r"(?:哎呀?|唉)?[,]?(?:我)?不是(?:这个|那个)?(?:意思|我要的|这样的?)",
    r"(?:actually,? )?no[,.]? (?:leave it|T+ it|not (?:him|her|that one|this one)|forget it)|not (?:that|this|him|her)(?: one)?",
    r"取消(?:刚才|上一步)的?操作",
    (0.97, r"(?:啊|哦|噢|哎|唉)?不[,]?(?:撤掉|取消|忽略|删掉)?刚才(?:那句|说的|的话|那条).*"),
    r"(?:(?:还是|那|先|就|暂时|暂|今天|现在|这次|唉|哎|嗯|额|呃|我|不好意思)*[,\s]*(?:算了|不用了?|不要了?|不了|不必了?|不需要了?|不|取消|放弃|不是|不对|错了|不行|不可以|不好|不确认|不提交|不提了|不发了?|不弄了?|不搞了?|不做了?|不办了?|别发|别提交|别发起|别弄|别了|别|停|停下|打住|等等|等一下先别|先别|没有|没|当我没说|不成|否|不同意发起|不想要|不想了|不走了|不改了|作罢|拉倒|免了|no|nope|cancel|暂不|先不|不提交了|不发起了?|不继续|不来了|返回|退出|弃了|中止|不是这个|不是这样|不对的|错的|不准确|不选了?|再说吧|先这样不弄|取消吧|取消操作|先停|先不弄了?|先不提交|先不要提交|不要提交|先别提交|先别发|不要发|先不发|先不提|不发|别提|先不了|用不着|没必要|不必)(?:的|了|吧|啊|呀|哈|哦|先)?[\s,.!~]*)+",
    r"(?:(?:no(?: way| thanks?| thank you| need| no)?|nope|nah|never ?mind|forget (?:it|about it|that)|cancel(?: that| it| this| please)?|stop(?: it| that)?|don'?t(?: do (?:it|that))?|do not|not (?:now|that|this|really|today|right|correct|yet)|wrong|that'?s (?:wrong|not (?:right|it|correct|what i (?:meant|want)))|scratch that|abort|drop it|negative|leave it|skip it|hold on|wait|don'?t (?:submit|send|bother|proceed)(?: (?:it|that))?|incorrect|i changed my mind|on second thou?ght|not necessary|undo|quit|exit|i'?d rather not|please don'?t|rather not|no longer needed|actually no|actually never ?mind|n)[\s,.!]*)+",
    r"(?:no|不|算了)[\s,]*(?:算了|cancel|不要|不用|取消|thanks|谢谢)?",
    r"(?:no|nope|不|不是),?\s?(?:cancel that|cancel it|forget it|stop it|don't do that|that's wrong)",
)

_YOU = r"(?:你|您|推推|这个?机器人|机器人|小助手|助手|tuitui|这个系统|这玩意儿?|系统|这个助手|这个bot|bot)"
_CAN = r"(?:能|可以|会|支持|能够|是不是能|是否能|可不可以|能不能|会不会|是否支持|支不支持)"

HELP = rules(
    "help",
    r"(?:你|您|推推|这个?机器人)(?:是|到底是)?(?:干嘛|干什么|做什么|干啥|做啥)(?:用)?的(?:呀|啊|呢)?\??",
    r"(?:都|到底)?(?:会|有|具备|懂)(?:些|点)?(?:什么|哪些|啥)(?:本事|功能|能力|技能|命令)(?:呀|啊|呢)?你?\??",
    r"(?:请问)?(?:你|您|推推)?(?:都)?(?:具备|拥有|支持)(?:哪些|什么|啥)(?:功能|能力|命令)?\??",
    r"what (?:commands|things) do you (?:understand|know|support)\??|what are you (?:capable of|for|good at)\??|(?:i )?need (?:some |a little )?help(?: here)?",
    r"(?:我)?(?:不会弄|不会用|不会操作|搞不懂|不知道怎么弄)[,]?(?:帮帮我|教教我|帮个忙|求助)",
    r"(?:你|您)(?:都)?(?:能|可以)(?:帮我|为我)?(?:做|干)(?:些|点)?(?:什么|啥)(?:呀|啊|呢)?\??",
    r"(?:cmd|命令|功能|指令)(?:都)?(?:有)?(?:哪些|list|列表)",
    rf"{_YOU}?(?:都|到底|还|具体|究竟|一共|,|\s)*{_CAN}(?:帮我?们?|为我|替我)?(?:做|干|办|处理|提供|帮忙|干些|做些|搞|玩|些)+(?:点|些)?(?:什么|啥|哪些|什么事|哪些事|啥事|什么活)(?:事情?|活|呢|功能|的)?(?:啊|呢)?\??",
    rf"{_YOU}?(?:都|到底|还|具体|,|\s)*(?:会|能|懂)(?:点|些)?(?:什么|啥|哪些)(?:功能|呢|啊|东西)?\??",
    rf"{_YOU}?(?:都)?(?:有|提供)(?:什么|哪些|啥)(?:功能|用|用处|本事|能力|作用|技能|命令|指令)(?:呢|啊|可以用)?\??",
    rf"(?:{_YOU}(?:的)?)?(?:帮助(?:文档|中心|信息|手册|一下)?|使用说明|使用帮助|使用方法|使用手册|操作(?:指南|说明|手册|帮助)|功能(?:介绍|列表|清单|说明)(?:一下)?|新手(?:引导|指南|教程)|指南|说明书|用法|命令列表|教程|help|help一下|指令列表|玩法|入门)(?:在哪|看看|发我|有吗|介绍一下|介绍|是什么|给我|看一下|一下|说明)?\??",
    rf"(?:请|帮我)?(?:介绍|说明|讲解|演示)(?:一下|下)?(?:{_YOU}|你自己|自己|功能|用法|怎么用)(?:的)?(?:功能|用法|能力|本事)?(?:是什么|怎么用)?",
    r"(?:我)?(?:不会用|不太会用|不懂怎么用|不知道怎么用|新手|第一次用)[,\s]*(?:请|麻烦|可以|能)*(?:教教?我|怎么用|教我一下|指导一下|帮助|说明一下)?(?:吗)?\??",
    r"(?:教|教教|告诉|指导)(?:一下)?我?(?:一下)?(?:该|应该)?(?:怎么|如何|咋)(?P<topic>[^?]{1,20}?)\??",
    rf"(?:{_YOU}|这个|这东西|这|它)?(?:该|应该|要|是)?(?:怎么|如何|咋|怎样)(?:用|使用|玩|操作|用啊|使唤|和你说话|跟你说话|跟你说|对话)(?:呢|啊)?\??",
    r"(?:请问|想问一?下|问一?下|,|\s)*(?:我)?(?:要|想|该|应该|应当|能)?(?:怎么|如何|咋|怎样|怎么样|在哪里?|哪里可以|在哪儿)(?:才能|可以|能|去|来)?(?P<topic>(?:发起|提交|提|申请|撤回|撤销|审批|同意|驳回|退回|转交|转办|转给|加签|委托|设置|设|修改|改|查看|查|看|催办|催|报销|请假|打卡|签到|创建|新建|开|关闭|关|取消|切换|换|完成|留言|评论|批量|延后|添加|加|建|走|T+|批|用|start|approve|withdraw|delegate|订阅|导出|生成|画)[^?]{0,20}?)(?:呢|啊|的)?\??",
    r"(?P<topic>(?:加签|转交|委托|代理|撤回|催办|退回|会签|驳回|审批|T+|打卡|签到|甘特图|模板|免打扰|语言|报表|提醒|待办|流程|发起流程|留言|周报|approve|delegate|批量审批|燃尽图|转办)[^,?]{0,6}?)(?:功能)?(?:是)?(?:怎么|如何|咋|怎样)(?:用|使用|操作|弄|设置|设|做|走|搞|发起|写|打|申请|提|办|开|玩|查|看|改|关|加)(?:呢|啊|的)?\??",
    (
        0.96,
        rf"{_YOU}{_CAN}(?:帮我?们?|替我|为我|给我|直接|自动)?(?P<topic>[^?]{{1,20}}?)(?:吗|么|嘛|不|呢)\??",
    ),
    (
        0.96,
        rf"{_YOU}(?:能不能|可不可以|会不会|支不支持|是否能|能否)(?:直接|自动|够)?(?!帮我|替我|给我)(?P<topic>[^?]{{1,20}}?)(?:呢|啊)?\??",
    ),
    (
        0.9,
        r"(?:支持|能|可以|可不可以|能不能)(?P<topic>(?:语音|图片|查进度|画图|批量|文件|英文|导出|截图|手机|语音输入|发语音|多语言|微信|钉钉|飞书)[^?]{0,14}?)(?:吗|么|不)?\??",
    ),
    r"(?:请问)?(?:有没有|有)(?:什么)?(?:帮助|使用说明|操作手册|教程|指南|说明书|说明)(?:吗|文档)?\??",
    r"(?:what|which)(?: (?:all|else|other|things|kinds? of things|stuff))* ?(?:can|could|do) you (?:do|help(?: me)?(?: with)?|offer|support|know|handle)(?: for me| here| exactly)?\??",
    r"(?:what(?:'s| are| is)) (?:your|the) (?:features?|functions?|capabilit(?:y|ies)|commands?|skills?|abilities|options)\??",
    r"(?:i need |need |get |show |show me |give me |some |please )*(?:help|the help|the commands|commands|usage(?: guide)?|user guide|instructions|manual|tutorial|a tour|guide|your commands|your features|the features|available commands|some help|getting started)(?: me)?(?: please| menu| page)?\??",
    r"(?:i need |need |get |can i get |some |please )*help(?: me)? (?:with|on|about|regarding|for) (?P<topic>.+?)\??",
    r"(?:how (?:do|can|should|would|does one)(?: i| we| you)?(?: use| work with)? (?:this|it|you|this (?:thing|bot|system|app|tool)|tuitui|things work here)(?: bot| work| thing)?)\??",
    r"how (?:do|can|should|would)(?: i| we|es one) (?P<topic>(?!choose (?:a|the) process)[^?]+?)\??",
    r"how to (?P<topic>[^?]+?)\??",
    r"how (?:does|do) (?P<topic>(?:the )?(?:delegation|delegating|approvals?|snooz(?:e|ing)|reminders?|signing|co-?sign(?:ing|ers?)|escalations?|templates?|transfer(?:s|ring)?|reports?|charts?|check-?ins?|quiet hours|digests?|process(?:es)?|this|T+|withdrawing|returning)[^?]{0,20}?) work\??",
    (
        0.96,
        r"(?:can|could|are|do|will|would) you (?:also |even )?(?:able to |know how to |support |handle |capable of )?(?P<topic>(?:make|draw|set|do|show|send|create|approve|handle|understand|speak|translate|start|cancel|generate|produce|remind|manage|track|run|read|process|chart|reminders?|charts?|voice|reports?|help me with)(?! (?:N+|it\b|this\b|that\b|me\b (?:the|a)))[^?,]{0,30}?)\?",
    ),
    r"(?:are you able to|do you know how to|do you support|do you handle|is it possible to|am i able to|can i) (?P<topic>[^?]+?)\??",
    r"how can you help(?: me)?\??",
    r"what (?:do|can|should) i (?:say|type|ask|tell you)(?: to you| here| you)?\??",
    r"who are you and what can you do\??",
    r"(?:怎么用|如何使用|how to use)\s?(?P<topic>[a-zA-Z\u4e00-\u9fff ]{2,20})\??",
    r"(?P<topic>.{2,12}?)(?:怎么用|怎么操作|如何使用|怎么使用|如何操作|怎么弄|怎么设置|咋用|咋弄)(?:啊|呢)?\??",
)

TABLE = (*MY_TASKS, *SNOOZE, *REMINDER, *CHART, *REPORT, *CHECK_IN, *SETTINGS, *CONFIRM, *DENY, *HELP)
