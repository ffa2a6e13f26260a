# ruff: noqa: E501 - a pattern is read as one line
"""What must not become an act, although it contains the words of one.

Negations, questions, conditions, reports, hypotheses, talk about words, and attempts to command the assistant
are recognised before any grammar of acts is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.reading import Reading
from bot.nlu.shape import over_shape
from bot.nlu.tellings import SUPPOSED, leisure, told

_ACT = (
    r"(?:批准|批|同意|通过|驳回|拒绝|拒|退回|打回|转交|转给|转|撤回|撤销|撤|取消|催|提交|发起|加签|签字|签|打卡|签到|签退|提醒|完成|审批|审|点|动|操作|放行|执行|处理"
    r"|标记|留言|评论|评|委托|交给|给|发|提|走|报销|请假|采购|买|建|启动|立项|关|订|付|推进|动手|确认|结束|切换|设|改|告诉|通知|加|退|回)"
)
_ACT_EN = (
    r"(?:approv|reject|sign|cancel|withdraw|submit|send|transfer|delegat|urge|nudg|chas|remind|start|return|complet|mark|add|comment|creat|forward|reassign|press|pass|do|clos|"
    r"declin|recall|pull|hand|escalat|check|clock|set|schedul|order|buy|file|open|kick|launch|assign|touch|snooz|push|process|let|give|switch|make|accept|route|tell|act|go)"
)

META = re.compile(
    r"^我?(?:建议|劝|推荐)你(?!们)(?!.*(?:流程|审批|提醒|消息|报表|模板|报销|采购))|[,。.!~\s](?:开(?:个)?玩笑(?:的|啦)?|逗你(?:玩)?的?|骗你的|just kidding|kidding|jk)[\s.!~]*$|^[嗯啊哦呃额唔哎]+(?:\.{2,}|…+|~+|。{2,})$|忽视.{0,10}规则|置为(?:通过|同意)|(?:所有人|别人|其他人)的?.{0,6}权限|权限都|数据库|\btreat (?:every|all|any|each)\b|from now on,? (?:treat|approve|accept|always|every)|[与和]\"?[^,]{1,8}二者|^[嗯啊哦呃额唔哎]{3,}[.。!]?$|有何区别|github|座位|催(?:婚|眠|生|熟|化|泪|收|奶|更|命)|真是|真(?:好看|烦|麻烦|累|难|丑|漂亮|无聊|没用)|好(?:看|烦|麻烦|累|痛苦|无聊|难用|丑|漂亮)(?:啊|吗|呢)?$|似的$|配色|有奖|头大|头疼|心烦|心累|欢迎|完结|落在?会议室|哪个好$|大全$|拼音|偏旁|部首|金字旁|提手旁|.的.(?:是|怎么)(?:什么|哪个|写)|颁布|repeat after me|[\"'][^\"']{1,14}[\"'] (?:or|vs|and) |你(?:看过|听过|去过|吃过|玩过|读过)|(?:怎么|如何|咋)(?:写|读|念|拼|翻译|造句)|什么意思|啥意思|是什么意思|的意思|含义|近义词|反义词|同义词|几个字|几画|笔画|拼音|偏旁|造个?句|(?:用|的)?(?:英语|英文|中文|日语|法语)(?:怎么|咋|如何)(?:说|讲|写|表达)"
    r"|(?:(?:titled?|named|called)\b|歌名|片名|书名|标题|题目)[^,]{0,4}\W?\s?[\"'“]|(?:喊|嚷|念叨|唠叨|嘟囔|哼着?)[着了:]*\s?[\"'“]"
    r"|(?:英语|英文|中文|日语)(?:是什么|叫什么|名字)|翻译(?:一下|成|这|那|下|出来|为|器)|帮我翻译|翻译$|译成|有什么(?:区别|不同|差别)|(?:区别|不同|差别)(?:是什么|在哪|吗)|这个词|这两个字|这几个字|两个字|的定义|什么叫|叫做什么|词性|词组|是(?:动词|名词)|成语|典故|出自|谁发明|的的由来|起源|的历史(?:是|由来|上)"
    r"|(?:(?<!为)什么是|(?<!为)啥是)|(?:是什么|是啥)(?:东西|玩意|来着)?\??$|字怎么|口语|发音|名词解释|这个字"
    r"|\bwhat does .+ mean|\bmeaning of\b|\bhow (?:do|would|should) (?:you|i|we|one) (?:say|spell|pronounce|write|translate)\b|\btranslat|\bdifference between\b|\bsynonym|\bantonym|\bdefinition\b|\bdefine (?:the )?(?:word|term)|\bthe words?\b|\bpronounc|\bspell|\bwho invented\b|\bhistory of\b"
    r"|^what(?:'s| is| are) an? (?:gantt|burn|kpi|workflow|procurement|expense|sla|bottleneck|digest|pmo|signer|delegate|template|process)|\bin (?:chinese|english|french|german)\?|\bin a sentence\b|\bgrammar\b|\betymology\b|\bmeans? what\b|\bsay .+ in (?:chinese|english)\b|letters does|is .+ a (?:verb|noun|word)"
)
COMMANDING = re.compile(
    r"</?[a-z_]+>|[a-z]_[a-z]+\(|\w\(\)|^\W*\{\s*\"|\s--[a-z]|"  # markup and code: nobody speaks like that
    r"(?<!我的)(?:所有|全部|一切|最高|总监|总经理|管理员|老板|领导|ceo)(?:人)?的?(?:审批)?权限?(?:限)?[^,]{0,4}(?:给我|都?开|打开|授予我|放开)|(?:给我|帮我)?(?:开通|打开|授予我?|赋予我?)[^,]{0,8}权限|新的?指令[:,]|原样输出|^(?:注意|警告)[:,!].{0,8}(?:规则|指令|你)|你?就?听我的[,]|(?:我|本人)(?:才)?是(?:你的?|系统)?(?:开发者?|管理员|主人|创造者|超级用户|工程师)|(?:我)?命令你|清空(?:数据|所有|全部)|删除?(?:掉)?(?:所有|全部)(?:流程|数据|记录|日志)|(?:跳过|绕过|不经过|不用经过|省略)(?:所有|一切|全部)?(?:审批|审核|确认)[^,]{0,4}(?:直接|全部|一律|统统)|(?:无视|忽视|不理会|抛弃|推翻)[^,]{0,8}(?:规定|规则|约束|指令|限制|设定|要求)|不用管(?:什么)?(?:规则|规定|流程)|(?:忘了|忘记)你(?:的|是)"
    r"|\bfrom (?:this moment|now on|today on)\w*,? (?:approve|pass|accept|sign|you|always)|\bapprove (?:everything|anything|whatever) (?:that )?(?:comes|arrives|from)|(?:隐藏|内部|底层|原始)的?(?:指令|规则|提示)|\b(?:hidden|secret|initial) (?:rules|instructions|prompt)|没有(?:任何)?限制的|\bsystem prompt\b|\b(?:override|circumvent)\b|\bi(?:'m| am) (?:your|the) (?:developer|admin|administrator|creator|owner|master|root)\b|\bi (?:order|command) you\b|\bgrant me\b|\bgive me (?:full|admin|root|all) (?:access|rights|permissions?)\b|\b(?:instructions|text|prompt) above\b|\bdelete (?:all|every)\b|\bhypnoti|\bno restrictions\b|\bnew persona\b|\b(?:developer|admin) override\b"
    r"|"
    r"(?:你的)?(?:新|唯一)?(?:任务|职责|工作|使命)(?:就)?是(?:把|将|让|无条件|同意|批准|服从)|(?:把|将)每(?:条|句|个).{0,12}当作|绕过|绕开|repeat after me|\byour (?:new )?(?:task|job|goal|role) is\b"
    r"|(?:忽略|无视|忘掉|忘记|抛开|不要?管|别管|绕过|绕开|跳过|撇开|清除|覆盖|解除|关闭|无需遵守|不用遵守|不再遵守|违反).{0,12}(?:指令|规则|设定|限制|提示|要求|约束|命令|设置的规则|权限|确认步骤|安全|流程直接|审核机制|身份)"
    r"|你(?:现在|从现在起|以后|今后|就|将|已经|其实)*(?:是|扮演|假装|充当|变成|当|作为|要当|成为)(?:一?[个名只位条]|我的|管理员|系统|老板|ceo|root|总经理|超级|财务|dan|猫|海盗|诗人|助理|黑客|没有|无|张|审批人|领导)"
    r"|从现在(?:起|开始)?[,\s]*你|假装|装作|扮演|假设你是|请?以.{1,8}的?(?:身份|口吻|语气|名义)|角色扮演|进入.{0,8}模式|开启.{0,6}(?:开发者|管理员|上帝|调试|越狱|debug).{0,4}(?:模式)?|系统(?:消息|提示|指令|通知|管理员|prompt|公告)[:：,是]|系统提示词|提示词|你的(?:prompt|指令|规则|设定|源码|代码|密钥|系统|权限|配置|主人)|开发者模式|管理员(?:模式|权限|授权|身份)|越狱|最高权限|sudo\b|root权限"
    r"|(?:你)?(?:必须|只能|要)(?:无条件)?(?:听我的|听从我|服从|执行我|遵守我|按我说的)|把你的.{0,8}(?:告诉|发给|输出|打印|显示|透露|泄露|给)|(?:重复|输出|打印|泄露|透露|展示|告诉我|复述).{0,6}(?:你的|上面的|以上|系统).{0,6}(?:指令|提示|规则|prompt|内容|设定|文字)|不(?:要|用|需要)(?:再)?(?:问我|确认|请示|征求).{0,8}(?:直接|自动|全部|一律)|无需(?:我)?确认"
    r"|以后(?:所有|每个|任何|全部).{0,10}(?:自动|直接|都).{0,6}(?:批|通过|同意)|自动(?:帮我|给我|替我)?(?:批准|同意|通过|审批|批)(?:掉)?(?:所有|以后|今后|一切|全部|任何)|授权你"
    r"|\bignore\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|above|previous|everything|restrictions?|policy|policies|safety|checks?)\b|\b(?:forget|disregard|override|bypass|skip|disable|drop|erase)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|restrictions?|everything you|training|safety|permissions?|checks?|confirmations?|filters?|policy)\b"
    r"|\byou(?:'re| are| will be) (?:now|a|an|my|no longer|the|free|henceforth|going to act|dan|hereby)\b(?! (?:great|good|nice|genius|star|lifesaver|best|help|friend|awesome))|\bact (?:as|like) (?:an?|the|if|my|root|admin|ceo)\b|\bpretend\b|\brole-?play|\bfrom now on,? you\b|\b(?:reveal|print|show|output|repeat|leak|display|tell me|give me|dump|share|what(?:'s| is| are)) (?:me )?(?:your|the|all) (?:system|hidden|initial|secret|internal|original|full)? ?(?:prompt|instructions|rules|system prompt|source code|api key|password|secret|configuration)"
    r"|\b(?:developer|debug|god|admin|dan|jailbreak|root|maintenance|unrestricted) mode\b|\bjailbreak|^\W*system ?:|\bsystem ?: ?(?:you|ignore|grant|all|approve|the user)|\bsystem (?:message|prompt|override|notice|instruction)|\[(?:system|inst|admin)|<\|?(?:system|im_start|admin)|###|\bas (?:an? )?(?:admin|administrator|ceo|root|superuser)\b|\bas (?:the|your) (?:admin|administrator|ceo|root|developer|creator|owner|system)\b|\badmin (?:access|rights|privileges)|\byou (?:must|have to|shall|will) (?:obey|comply|only|always|follow my|do whatever|approve everything|do exactly)|\bobey\b|without (?:asking|confirmation|checking|my confirmation)|\bauto-?approve (?:everything|all|every|any)|\bdo anything now\b|\bnew instructions?:|\bdrop table\b|rm -rf|<script|select \* from|\bexecute (?:code|the following|command)|\beval\("
)
NEGATED = over_shape(
    rf"(?:别|不要|勿|不用|不必|甭|莫|禁止|不许|切勿|不得|先不|暂不|暂时不|先不要|不需要|不想|没让你|没叫你|没说|不是让你|不是要|用不着|没必要|不该|不应该|没打算|没有要|并?不打算|无需|免得)(?:你|您|再|去|着急|急着|急|马上|现在|立刻|给他|给她|给[PD]+|帮我|替我|替他|跟|随便|轻易|直接|自动|老是?|总|乱|擅自|就|把[^,]{{1,14}}|对[^,]{{1,8}}|给我|让[PD]+|我|它|,|\s|这么快|全部?|都|这个|那个|N+|T+|[PD]+|要|先|先给|又|一直|每次|催着|在|先急着)*{_ACT}"
    r"|(?:别|不要|先别|勿|不用|甭)(?:再|给我|急着|\s)*(?:approve|reject|sign|return|send|cancel|withdraw|transfer|add|submit|nudge|push|chase|delegate|remind|close|mark|start|urge)"
    rf"|(?:千万|暂时|先|请)(?:别|不要|不|勿)|{_ACT}(?:不得|不了吧|不成)|(?:等等|等一下|慢着|且慢|稍等|缓一缓|先等等)[,\s]*(?:先)?(?:别|不|再)|(?:别|不要|先不)(?:动|弄|急|慌|着急|忙)"
    r"|(?<!还)(?:没|没有)(?:要|让|叫|说)(?:你)?(?:批|撤|同意|驳|转|催|通过|提交)"
)
NEGATED_EN = re.compile(
    rf"\b(?:do not|don'?t|dont|never|not to|please don'?t|shouldn'?t|should not|must not|mustn'?t|can'?t let you|no need to|needn'?t|stop|avoid|refrain from|without|hold off(?: on)?|wait before|rather than|instead of|i didn'?t (?:ask|say|tell|mean)|i never (?:asked|said|told)|i don'?t want (?:you )?(?:to)?|i'?d rather (?:you )?(?:not|didn'?t)|not going to|not ready to|not planning to|i won'?t|i'?m not)\b(?: \w+){{0,3}}? ?\b{_ACT_EN}\w*"
    r"|\b(?:not yet|hold off|hold your horses|hold on|wait)\b(?=.*(?:approv|reject|cancel|sign|send|submit|withdraw|transfer|remind|start))|\b(?:don'?t|do not|never) (?:approve|reject|cancel|sign|submit|withdraw|transfer|return|urge|send)|\bnot (?:approve|reject|cancel|submit|withdraw|transfer|delegate|sign)\b"
)
_NEGATION_OK = re.compile(
    r"别忘|不要忘|别忘了|don'?t (?:let me )?forget|do not forget|do not disturb|don'?t disturb|勿扰|不要打扰|别打扰|免打扰|never ?mind"
)
_STAYED = re.compile(
    r"(?:我)?(?:现在|目前|暂时)?还不(?:能|可以|要|想|打算)|(?:please |ok,? |no,? )?(?:don'?t|do not|never)\b(?!.*\bunless\b)|(?:请|先|千万)*(?:别|不要)(?!忘|打扰|在每)"
)
CONDITION = over_shape(
    r"(?:如果|要是|只要|除非|假如|若是?|若|前提是|倘若|假使|要不是)[^?]{1,40}?(?:[,]|就|的话|再|才|那|则|可以|我|便)[^?]{0,24}?(?:同意|批|通过|可以|签|没问题|没意见|行|ok|approve|放行)"
    r"|等[^,?]{1,24}?(?:之后|以后|后|了|完|好|齐|到|过)[^?]{0,10}?(?:再|才|就)[^?]{0,8}?(?:同意|批|通过|签|approve|放行)|(?:的话)[,\s]*(?:我|就|那|可以)*[^?]{0,6}(?:同意|批|通过|可以|没问题|approve)"
    r"|[^,?]{1,24}?(?:没意见|没问题|说行|说可以|同意|确认|ok|点头|批了|签了|通过|补齐|降到|补上|以内|以下|到位)(?:了)?(?:我|的话)?(?:这边)?(?:就|才|再)(?:同意|批|通过|可以(?:批|通过)?|行|没问题|签|放行|ok|批准|给过)"
    r"|(?:同意|通过|批准|可以批|可以通过)[,\s]*(?:但|不过|但是)?(?:前提|条件)(?:是|条件)|(?:前提|条件)(?:是|:)|^(?:原则上|有条件)(?:地)?同意.{2,}|只有.{1,20}(?:才|我才).{0,6}(?:同意|批|通过)"
)
CONDITION_EN = re.compile(
    r"(?:approv\w*|sign(?: off)?|ok(?:ay)?|fine(?: by me| with me)?|yes|agree|accept|pass|good|go ahead|happy|support|in favou?r)\b.{0,40}\b(?:if|once|as long as|provided(?: that)?|providing|unless|only (?:if|when|after)|when|after|subject to|assuming|until|contingent on|on (?:the )?condition|pending(?! \w*(?:approvals?|tasks|requests|items|ones|for me)|$)|so long as)\b"
    r"|\b(?:if|once|as long as|provided|unless|only when|only if|when|after|assuming|until)\b.{2,50}?(?:,|then|\bi(?:'ll|'d| will| would| can)?\b|we)\s?.{0,14}\b(?:approve|sign|ok|agree|accept|fine|good|pass|yes|go ahead)"
    r"|^only (?:approve|sign|accept|pass)\b|\bnot (?:approve|sign) unless\b|\bconditional(?:ly)? (?:approv|on|upon)"
)
HYPOTHESIS = over_shape(
    r"(?:如果|要是|假如|万一|倘若|假设|若是|若|假使|一旦).*(?:怎么办|怎么样|会怎|会不会|怎样|如何|后果|会有什么|咋办|会发生|呢$|多好|就好了|\?$|吗$|生气|影响)|(?:要是|如果).*(?:就好了|多好|该多好)|能.*就好了|^万一|(?:要是|如果|假如|早知道).*(?:当初|早就|早)"
    r"|\bwhat (?:if|happens|would happen|will happen)\b|\bif\b.*\b(?:what|would (?:happen|it|they|he|she|that|you)|will (?:it|they|he|she|that) )\b|\bi wish\b|\bif only\b|\bsuppose\b|\bimagine\b|\bhypothetically\b|\bwould be nice if\b"
)
_SAY = r"(?:说|讲|表示|告诉我?|问我?|跟我说|和我说|回复说|觉得|认为|提到|声称|喊着?|写着?|发了?|回了|打了|要求我|叫我|让我|催我|提醒我|答应|承诺|透露|通知我)"
_OTHERS = r"(?:[PD]+|他们?|她们?|老板|领导|客户|同事|朋友|有人|大家|老婆|老公|妈妈?|爸爸?|孩子|儿子|女儿|房东|老师|学校|医生|银行|政府|国会|议会|法院|公司|对方|供应商|甲方|乙方|网友|群里|邻居|媒体|新闻|专家|父母|家里人?|女朋友|男朋友|媳妇|室友|同学|裁判|法官|物业|业主|股东|董事会|监管|海关|使馆|签证官|面试官|HR那边|隔壁部门|别的公司|人家|那家公司)"
REPORT = over_shape(
    rf"(?:听说|据说|传说|好像|似乎|原来|居然|竟然|没想到|幸好|可惜|新闻说|昨晚梦到|梦见|梦到)(?=.*(?:批|同意|通过|驳回|拒绝|退回|撤|催|转|签|采购|报销|请假|立项|推广|合同|延期))"
    rf"|^{_OTHERS}(?:那边|们)?(?:昨天|今天|刚才|刚刚|刚|已经|早就|都|前天|上周|上个?月|早上|也|又|还|老是?|总|终于|W|没有|没|不|会|在群里|在会上|在微信上|在邮件里|私下|亲口|,|\s)*{_SAY}(?!一?[下声])"
    rf"|^(?:我)?{_OTHERS}[^,?]{{0,12}}?(?:不)?(?:同意|批准|批|通过|驳回|拒绝|退回|投了?同意|打回|签|撤回|取消)(?:了|过)(?!吗|没|么|没有)[^?]*$"
    rf"|^(?:我)?(?:的)?{_OTHERS}(?:也|都|还|就|并|终于|居然|一直|总是)*不?(?:同意|批准|允许|答应|拒绝)(?:我|他|她|我们|给|退|让|了|把|涨|加)"
    r"|(?:上次|上回|去年|前年|当年|以前|之前|那次|当时|曾经|昨天|前天|上周|上个?月|刚才|刚刚|早就|早上|W)[^,?吗没]{0,24}?(?:批|同意|通过|驳回|拒绝|退回|撤回|撤|催|转|签|采购|报销|请|打卡|签到|提交|做|发起|审批|申请|交|加签|取消)(?:给.{1,4})?(?:了|过)(?:了|假|一次|一遍|的)?$"
    r"|(?:你|您)?不用管|(?:口头|当面|微信|电话)(?:上)?(?:汇报|说|讲|聊|沟通)(?:过)?了$|^(?:他们?|她们?|人家|大家|对方)(?:也|都|又|还)?把[^,?]{1,14}(?:了|掉)$|当初|(?:早就|早)(?:完|好|批|弄)(?:了|完)"
    r"|(?:会|单|法|制度|表|费|部|群|条)(?:上|里)(?:他|她|大家|我|有人|都)"
    r"|我[^,?]{0,10}(?:已经|早就|就已经?)(?:将|把)?[^,?]{0,8}(?:退|批|同意|通过|驳回|撤|催|转|签|提交|报|取消)[^,?]{0,12}了[.。]?$|不是[^,?]{0,8}(?:了|过)(?:嘛|吗|么)"
    r"|我(?:已经|早就|刚|刚刚|刚才|昨天|上周|前天|W)+(?:就)?(?:批|同意|通过|驳回|拒绝|退回|撤回|催|转|签|打|报|请|提醒)[^,?]{0,4}?(?:了|过)(?!吗|没)"
)
REPORT_EN = over_shape(
    r"^(?:(?:my |the |our |his |her )?(?:\w+ )?(?:boss|manager|wife|husband|client|customer|landlord|parents?|mom|dad|kid|son|daughter|teacher|school|friend|team|company|board|bank|court|judge|committee|congress|senate|government|doctor|supplier|vendor|neighbou?r|guys?|colleague|roommate|bank|insurance|visa officer|school|coach|referee|professor|union)|[PD]+|he|she|they|someone|somebody|everyone|everybody|people)(?:'s| is| has| had| have|'ve)?(?: \w+){0,3}? (?:said|says|told|asked|approved|rejected|declined|signed|agreed|cancelled|canceled|refused|turned down|returned|passed|thinks?|mentioned|claims?|wants|withdrew|transferred|delegated|started|sent|denied|vetoed|wrote|accepted|approves|rejects|keeps|kept|forgot|loves|hates|likes|submitted)\b(?!.*\?)"
    r"|\b(?:yesterday|last (?:week|month|year|night|time)|ago|already|earlier|back then|previously|once|years? ago|the other day)\b(?=.*\b(?:approved|rejected|took|started|submitted|cancelled|signed|returned|bought|filed|withdrew|transferred|reminded|was|were|did|got|had|went))|\bi (?:already |just )?(?:approved|rejected|signed|submitted|cancelled|withdrew|transferred|took|returned|filed|reminded|nudged|commented) .*(?:already|yesterday|last|ago|earlier|this morning|W)\b"
    r"|^(?:we|they|he|she) (?:\w+ )?(?:cancelled|canceled|approved|rejected|returned|withdrew|started|bought|signed|dropped|killed|scrapped) |\bback in\b"
    r"|\bi'?ve already\b|\bi already\b|\bapparently\b|\bi heard\b|\brumou?r|\bsupposedly\b|\bi dreamt|\bi dreamed|\bin the (?:news|movie|book|show)"
)


# What each reason leaves standing: an act is never among it.
ALLOWED = {
    "commanding": frozenset({"none"}),
    "leisure": frozenset({"none"}),
    "meta": frozenset(
        {
            "none",
            "comment",
            "create_template",
            "set_reminder",
            "suggest_improvement",
        }
    ),
    # 驳回理由写了八百字: spoken of, as a thing
    "topic": frozenset(
        {
            "none",
            "show_chart",
            "report",
            "process_status",
            "predict_delay",
            "explain",
            "help",
            "my_tasks",
            "list_templates",
            "recommend_template",
            "suggest_improvement",
            "comment",
        }
    ),
    "hypothesis": frozenset(
        {
            "none",
            "suggest_improvement",
            "recommend_template",
            "set_reminder",
            "predict_delay",
            "create_template",
        }
    ),
    "condition": frozenset(
        {
            "comment",
            "delegate",
            "create_template",
            "suggest_improvement",
            "set_reminder",
            "recommend_template",
            "predict_delay",
        }
    ),
    "negated": frozenset(
        {
            "none",
            "deny",
            "settings",
            "reject",
            "comment",
            "create_template",
            "suggest_improvement",
            "set_reminder",
            "explain",
            "recommend_template",
            "process_status",
            "my_tasks",
            "cancel_process",
            "transfer_task",
            "snooze",
            "return_task",
            "start_process",
        }
    ),
    "report": frozenset(
        {
            "none",
            "comment",
            "suggest_improvement",
            "set_reminder",
            "create_template",
            "process_status",
            "explain",
            "my_tasks",
            "complete_task",
            "start_process",
            "cancel_process",
            "check_in",
            "show_chart",
            "urge",
            "recommend_template",
            "delegate",
            "transfer_task",
        }
    ),
}


_TOPIC = over_shape(
    r"(?:^|,)[^,?]{0,8}?(?:批|批准|同意|通过|驳回|拒绝|退回|撤回|转交|加签|催办?|催促|打卡|签到|审批|T+|提醒|委托)(?:的)?(?:理由|原因|意见|率|制度|记录|按钮|邮件|通知|次数|速度|功能|页面|界面|模板|规则|规定|机|员|群)(?:里|上)?(?:也|都|又|居然|竟然|还是|全|真|太|特|很|好|挺|越|写|是|被|让|搞|弄|改|用|坏|丢)(?!.*(?:建议|应该|能不能|吗|什么|哪|谁|\?))"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an utterance is no act. `comment`: a conditional yes, which is a remark."""

    kind: str  # meta | commanding | leisure | negated | condition | hypothesis | report


def verdict(reading: Reading) -> Verdict | None:
    """The first reason why the utterance must not become an act, or None."""
    judged = slice(reading.since, reading.until)
    text, shape = reading.text[judged].strip(), reading.shape[judged].strip()
    if COMMANDING.search(text):
        return Verdict("commanding")
    if leisure(text):
        return Verdict("leisure")
    if META.search(text):
        return Verdict("meta")
    if HYPOTHESIS.search(shape) or SUPPOSED.search(text):
        return Verdict("hypothesis")
    if _STAYED.match(text) and not _NEGATION_OK.search(text):
        return Verdict("negated")
    if CONDITION.search(shape) or CONDITION_EN.search(text):
        return Verdict("condition")
    if not _NEGATION_OK.search(text) and (NEGATED.search(shape) or NEGATED_EN.search(text)):
        return Verdict("negated")
    if _TOPIC.search(shape):
        return Verdict("topic")
    if REPORT.search(shape) or REPORT_EN.search(shape) or told(shape):
        return Verdict("report")
    return None
