# ruff: noqa: E501 - a pattern is read as one line
"""Acts that are told of, nearly done or only supposed: what the tense and the mood of a sentence give away."""

from __future__ import annotations

import re

from bot.nlu.shape import over_shape

_ACT = r"(?:批准|批|同意|通过|驳回|驳|拒绝|拒|否决|退回|退|打回|撤回|撤销|撤|取消|催|转给|转交|签字|签到|签退|签过|打卡|加签|委托|提交|作废)"
_WHO = r"(?!全部)(?:[PD]+|他们?|她们?|老板|领导|客户|人事|对方|人家|大家|[一-鿿]{1,3}(?:部|总|经理|总监|主管|老师|那边|主任))(?:那边|们)?"
_WHEN = r"(?:W|昨[天日]|前[天日]|今早|今天|上午|下午|早上|晚上|刚刚?|刚才|方才|上个?(?:礼拜|星期|周|月)|前两天|前阵子|那天|月初|年初|去年|都|也|又|还|已经?|早就|就|终于|最终|,|\s)"

TOLD = over_shape(
    rf"(?:已|已经|早就|早已|业已|均已|就已)(?:于|在)?(?:W|昨[天日]|今[天日早]|前[天日]|本月.日)*(?:将|把)?[^,?]{{0,10}}?{_ACT}(?!.*(?:吗|没有?|么)\??$)"
    rf"|^{_WHEN}+{_WHO}(?:又|居然|竟然|还|也)?(?:把|将|给)[^,?]{{0,14}}?{_ACT}(?:了|掉了|回来了)(?:,|$)"
    rf"|^{_WHO}{_WHEN}*(?:把|将|给)[^,?]{{0,14}}?{_ACT}[^,?]{{0,8}}了$"
    rf"|^{_WHO}{_WHEN}+(?:已)?[^,?]{{0,6}}?{_ACT}[^,?]{{0,12}}$(?<![吗没么吧])"
    rf"|^{_WHO}{_WHEN}+把[^,?]{{1,12}}(?:完|好)了$|^{_WHO}(?:部门|组|公司)?{_WHEN}*(?:发起|提交|采购|启动|申请)了|秒[批过]了?(?:,|$)|[批过审]得(?:真|飞|太|很|挺|好)?[快慢]|系统(?:自动|已)[^,?]{{0,6}}了"
    rf"|^(?:我|我们)?(?:W|昨[天日]|前[天日]|今早|上午|早上|刚刚?|刚才|上个?(?:礼拜|星期|周|月))+(?:就|已)?(?:把|将)[^,?]{{1,14}}?{_ACT}[^,?]{{0,8}}了$"
    rf"|^(?:我|我们)?(?:[WM]+|昨[天日晚夜]|前[天日晚]|上个?(?:礼拜|星期|周|月))[^,?]{{0,16}}?才[^,?]{{0,3}}?{_ACT}|就当(?:请客|做慈善|交学费|喂狗|没发生|买教训)"
    r"|被(?:驳回|退回|拒绝?|否决|打回|撤[回销]|取消|毙)[^,?]{0,4}了$|差一?点|险些|本来(?:想|打算|要|准备)|原本(?:想|打算|要)|原打算|谁说我|还没(?:同意|批准|驳回|决定)呢|不是[^,?]{0,10}(?:了|过)(?:嘛|吗|么)|可没(?:同意|批|说)"
    rf"|^(?:我|我们|{_WHO}){_WHEN}*[^,?]{{0,6}}?(?:approve|reject|return|cancel|withdraw|transfer|delegate|sign)d?\s?了(?!吗|没)"
    r"|(?:发起|提交|申请|采购|报销|走|请)过(?:一?[次个回笔]|,|$)(?!.*(?:吗|没有?|\?)$)"
)
TOLD_EN = re.compile(
    r"^(?:i|we|he|she|they) (?:didn'?t|did not|haven'?t|have not|never) (?:actually |even |really )?(?:reject|approv|sign|cancel|withdr|return|transfer|sen[dt]|delegat|ask)\w*\b(?!.*\?)|"
    r"^(?:i|we) (?:just |also |only )?(?:sent|handed|passed|gave|returned|rejected|approved|signed|cancelled|canceled|withdrew|transferred|forwarded|bounced|kicked|declined|okayed|vetoed|delegated|told|asked|reminded|nudged|chased|pinged)\b(?!.*\?)|"
    r"^(?:i|we|he|she|they)(?:'ve|'s| have| has| had)(?: \w+)? (?:approved|rejected|declined|signed|returned|withdrawn|cancelled|canceled|transferred|delegated|denied|accepted|refused|sent|handed|passed|forwarded|nudged|chased)\b(?!.*\?)"
    r"|^(?!(?:withdraw|cancel|pull|scrap|please|recall|take|remind|send|return|reject|approve|can|could|comment|note|leave|add)\b)[^,;.]{1,40}\b(?:got|was|were|been|gets) (?:\w+ )?(?:rejected|approved|returned|declined|cancelled|canceled|signed|denied|withdrawn|sent back|turned down|accepted)\b(?!.*\?)"
    r"|\b(?:almost|nearly|(?:was|were) (?:going|about|supposed|planning) to|was thinking (?:of|about)|would have|could have|should have|had planned|meant to|used to)\b"
    r"|^(?:i|we|he|she|they|[a-z]+|[a-z]+ [a-z]+|[PD]+) (?:approved|rejected|declined|signed|returned|withdrew|cancelled|canceled|bounced|turned down|vetoed|sent back|knocked back|okayed|denied|transferred|handed|forwarded|passed)\b.*\b(?:yesterday|last|ago|earlier|already|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|before)\b"
    r"|^(?:finance|legal|procurement|hr|it|pmo|marketing|design|quality|service|they|he|she|the \w+) (?:\w+ )?(?:sent|bounced|knocked|kicked|returned|turned|rejected|approved|signed|cancelled|vetoed|declined)\b(?!.*\?)"
)
_ASKING = re.compile(r"哪|谁(?!说)|什么|啥|几|多少|\?")
SUPPOSED = re.compile(
    r"(?:如果|要是|假如|假若|若|倘若|换成?|换作|换做)(?:我|你|他|她)?(?:是|能做主|当上?了?|做了?|有权|说了算|有那个权)(?!(?:不|没|的话))"
    r"|(?:如果|要是|假如|假使|假若|倘若|万一|哪天)[^,?]{0,14}?被(?:驳|退|打回|撤|毙|否|拒)|梦想(?:是|着|有)|做梦都|幻想着?"
    r"|[我你](?:要|若)是[^,]{0,4}(?:领导|老板|总监|总经理|你|他|她|经理|财务|ceo|cfo)|^换(?:我|成我|作我|做我)"
    r"|\bif i (?:were|was|had|ran|could|ruled)\b|\bhad i \w+|\bif it were\b|\bif you (?:were|had|was|could)\b|\bup to me\b|\bin (?:his|her|your|their) (?:shoes|place|position)\b|\bif only\b"
)
_LAY = re.compile(
    r"[订抢买][^,]{0,12}(?:高铁|火车|机|电影|门|车)票|外卖|快递|红包|相亲|演唱会|手机号|套餐|电影|电视剧|餐厅|饭店|火锅|奶茶|天气|股票|彩票|高考|驾照|四级|六级|考研|求婚|房东|孩子|作业|午饭|晚饭|早饭|晚餐|午餐|跑步|跑完步|马拉松|游戏|追剧|闹钟|会员|关注|音乐|空调|网吧|宠物|猫|狗|毕业论文|论文|食堂|奖金|工资|年会|停车|电梯|厕所|放假|打印机|地铁|火车|唱歌|歌|减肥|健身|个鬼|个头|个屁"
    r"|\b(?:lunch|dinner|breakfast|movie|restaurant|girlfriend|boyfriend|homework|netflix|gym|dog|cat|weather|football|attitude|taste in|this guy|pizza|wi-?fi|coffee machine|salary|parking|elevator|haircut|laundry|dishes)\b"
)
_LEISURE = re.compile(
    r"(?:游戏|支付宝|微信|抖音|淘宝|京东|健身|景点|网红|早起|减肥|读书|旅游|单词|朋友圈|跑步|运动|学习|长城|公园)[^,]{0,4}(?:打卡|签到)"
    r"|(?:打卡|签到)(?:了)?(?:一家|一个|一间|网红|景点|好物|朋友圈|领|有礼|送|抽奖|墙|簿|台|率|第.{1,2}天|圣地)"
    r"|(?:recommend|suggest|know)\b.{0,16}\b(?:restaurant|place to|sushi|movie|book\b|song|hotel|bar\b|cafe|coffee|podcast|gift|recipe|pizza|noodle|show to|brunch|doctor|dentist)"
    r"|^推荐(?:一?[个家部本首]|点|几)(?!.*(?:流程|模板|申请|审批|单))|(?:打卡机|打卡时间|没(?:签到|打卡)|忘(?:记|了)?(?:签到|打卡|签退)|(?:快|终于|准备|不想)(?:要)?[上下]班|[上下]班(?:迟到|第一天|路上|高峰|好累))|check (?:this|that) out|check out (?:this|that) (?:video|song|link|photo|article)|check in on\b|report for duty|comment ça|friend request|topping|交给时间|^done deal|^(?:都|全)?结束了$|^(?:撤了撤了|完了完了|过了过了)$|subscription|netflix|^差评|^好评"
)


_DOUBT = re.compile(
    r"^(?:hey |so |hmm,? |and )?(?:would|will) you (?:ever |really |actually |personally )*(?:approve|reject|sign|decline|accept|agree|pass|return|withdraw)\b(?!.*(?:please|pls|for me|\b[a-z]{2}-?\d))|"
    r"^(?:hmm+,? ?)?(?:should|shall) (?:i|we) (?!(?:use|file|start)\b)|\b(?:maybe|perhaps|(?:i|we) (?:might|may|could)|not sure|i wonder|wondering|do you think|considering|tempted to)\b.{0,30}\b(?:approve|reject|sign|return|cancel|withdraw|send|transfer|start|launch|file|buy|submit)"
    r"|\bi(?:'ll| will) (?:\w+ )?(?:approve|reject|sign|return|cancel|withdraw|transfer|delegate)\b.*\b(?:later|tomorrow|soon|next|monday|afterwards|eventually)\b"
    r"|(?:该不该|要不要|是不是该|是不是应该|应不应该)(?!发|催)|(?:不知道|不确定|(?<!好)(?<!不)(?<!没)犹豫|纠结|考虑|在想).{0,8}(?:批|同意|驳|退|签|通过|撤)|(?:可能|也许|或许|说不定|大概)(?:会|要|得|该)?(?:批|同意|驳|退|签|通过|撤|报销|请假|采购|买|立项|发起|提|走|办|催|转)|打算(?:下个?月|下季度|下半年|明年|年后|以后|将来|过阵子)|批还是不批|你?应该无条件|能不能批|^可以(?:退回|撤回|驳回|批)吗"
)


def doubted(text: str) -> bool:
    """Whether the speaker is still making up their mind: no act yet, but a question may be answered."""
    return _DOUBT.search(text) is not None


def told(shape: str) -> bool:
    """Whether the sentence only reports an act, or one that nearly was."""
    return bool((TOLD.search(shape) and not _ASKING.search(shape)) or TOLD_EN.search(shape))


def elsewhere(text: str) -> bool:
    """Whether it speaks of life outside the company, in words that alone would ask for an act."""
    return _LAY.search(text) is not None


def leisure(text: str) -> bool:
    """Whether an act's word is used in its other, private sense."""
    return _LEISURE.search(text) is not None
