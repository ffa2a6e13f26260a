# ruff: noqa: E501 - a pattern is read as one line
"""How the values of text fields stand in a sentence, by field id; the value is the group `v`.

A pattern that begins with `(?#shape)` is matched against the shape (T: the template's name), the others
against the normalised text. A field that is not listed here is found by its label alone.
"""

from __future__ import annotations

import re

from bot.nlu.lexicon import KnownField

# Labels that are too common as words to announce a value by themselves.
VAGUE = frozenset(
    [
        "内容",
        "对象",
        "类型",
        "类别",
        "日期",
        "时间",
        "开始",
        "结束",
        "type",
        "date",
        "on",
        "for",
        "from",
        "to",
        "with",
        "at",
        "about",
        "change",
        "system",
        "product",
        "goal",
        "due",
        "合同",
        "客户",
        "变更",
        "改动",
        "产品",
        "活动",
    ]
) - {"客户"}
VAGUE = VAGUE | {"客户"}

# What people write for a label besides the template's own words.
SHORT = {
    "budget": ("bgt", "预估", "经费预算"),
    "launch_date": ("ddl", "上市时间", "launch"),
    "needed_by": ("ddl", "需求时间", "到货时间"),
    "sign_by": ("ddl", "deadline"),
    "quantity": ("数目",),
    "product": ("产品代号", "代号"),
    "counterparty": ("合同相对方", "相对方", "对方单位", "签约对方", "counterpart"),
    "severity": ("严重性", "等级", "sev"),
    "owner": ("lead",),
    "item": ("采购内容", "采购品"),
    "environment": ("env",),
    "contract": ("合同标题",),
    "customer": ("客户名字",),
    "campaign": ("活动主题", "推广活动"),
}


def known_labels(one: KnownField) -> list[str]:
    """All the words that announce a field, longest first."""
    words = {one.zh, one.en, *one.synonyms, *SHORT.get(one.id, ())}
    return sorted((w.lower() for w in words), key=lambda w: (-len(w), w))


TRIM_START = re.compile(
    r"^(?:的|了|是|为|叫|:|,|\s|一下|一个|一份|the\b|a\b|an\b|our\b|my\b|some\b|on\b|就是|说|主要是)*"
)
TRIM_START_WHOLE = re.compile(r"^(?:的|是|为|:|,|\s|就是|说|主要是|一下)*")
TRIM_END_WHOLE = re.compile(r"(?:,|\s|谢谢|please|thanks|吧)*$")
TRIM_END = re.compile(r"(?:的|了|吧|一下|要|用|,|\s|谢谢|流程|就行|即可|please|thanks)*$")

_END = r"(?=[,;?!]|\.(?!\d)|$)"
_RUN = r"(?=[,;.?!\sMWPN]|$)"  # in a shape: where the words run into a value of another kind
_STOP_EN = r"(?=[,;?!]|\.(?!\d)|$|\s(?:for|with|by|budget|on|at|due|from|to|starting|launching|owner|led|before|because|until|in|worth|valued|costing|over|under|and|is|w/)\b)"


def _all(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.ASCII) for pattern in patterns)


_QUOTED = r'"(?P<v>[^"]{2,40})"'
_NAMED = _all(
    _QUOTED,
    r"(?:产品|活动|项目|系统|主题|名字|名称|产品名|代号)?(?:就)?(?:名为|名叫|叫做?|命名为|called|named)\s?(?P<v>[^,;.?!]{2,24}?)(?=[,;.?!]|$|预算|的(?:新品|立项|推广))",
    r"(?:代号|名字)(?:叫|是|为|:)?\s?(?P<v>[^,;.?!]{2,16}?)(?=[,;.?!]|$)",
    r"^(?P<v>[^,;:]{2,12}?)(?:想|要|准备|打算)?投(?=[^,]{0,3}(?:小红书|抖音|微信|朋友圈|微博|b站))",
    r"(?:产品|活动|主题)(?:名称?)?(?:是|为|:)\s?(?P<v>[^,;.?!]{2,24}?)" + _END,
    r"(?#shape)(?:给|为|替|针对|就)(?P<v>[^,;:.?!TWM]{2,16}?)(?:发起|做|走|提|开|搞|申请|启动|办|立|建|来)(?:一?个|一下|一次|一场)?(?:[^,;]{0,3})T",
    r"(?#shape)(?:发起|启动|新建|创建|提交|提|走|开|做|申请|弄|搞|办|立|起|来|来个|建)(?:一下|下)?(?:一?个|一场|一次|一波|一轮|个)?(?:关于)?(?P<v>[^,;:.?!TWM]{2,16}?)(?:项目|产品)?的?T",
    r"(?#shape)^(?P<v>[^,;:.?!TWM]{2,14}?)(?:项目|产品)?(?:的|要|准备|需要|想)?(?:做|走|发起)?(?:个|一个)?T",
    r"(?#shape)T+\s?(?:for|of|on)\s(?:the |our |a |an )?(?:new )?(?P<v>[^,;.?!TWM]{2,40}?)" + _STOP_EN,
    r"(?#shape)T+[a-z ]{1,16}? for (?:the |our |a |an )?(?P<v>[^,;.?!TWM]{2,40}?)" + _STOP_EN,
    r"(?#shape)(?:start|launch|create|open|run|initiate|kick off|begin|do)\s(?:an?|the|our)\s(?P<v>[^,;.?!TWM]{2,30}?)\sT",
    r"(?#shape)T+ for (?:me|us)\?\s(?P<v>[^,;:.?!TWM]{2,40}?)(?=[,;]|$)",
    r"(?#shape)T+(?:申请|流程|单)?(?: please)?[,:\s]+(?:产品|项目)?(?P<v>[^,;:.?!TWMPN\d]{2,24}?)" + _RUN,
)

PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    "product": _NAMED,
    "campaign": _NAMED,
    "channel": _all(
        r"(?:渠道|平台)(?:就)?(?:是|为|用|选|走|写|填|:|在)?\s?(?P<v>[^,;.?!]{1,16}?)" + _END,
        r"(?:投放?(?:到|在)?|投)(?!入|诉)(?P<v>[^,;.?!\d]{2,12}?)(?:平台|渠道)?" + _END,
        r"在(?P<v>[^,;.?!\d]{2,10}?)(?:上)?(?:投放?|推广|推|做推广|做活动|打广告|做)",
        r"(?#shape)T+\s(?:on|via|through)\s(?P<v>[^,;.?!TWM]{2,24}?)" + _STOP_EN,
        r"\b(?:on|via|through|using)\s(?P<v>(?:tiktok|douyin|wechat|weibo|google|facebook|linkedin|instagram|social media|youtube|email|tv|xiaohongshu|red|bilibili)[^,;.?!]{0,16}?)"
        + _STOP_EN,
        r"(?:,|\s)(?P<v>(?:tiktok|douyin|wechat|weibo|google|facebook|linkedin|instagram|youtube|bilibili|xiaohongshu)(?: (?:and|&|\+) (?:tiktok|douyin|wechat|weibo|google|facebook|linkedin|instagram|youtube|bilibili))*)(?=[,;.?!]|$| only| ads)",
        r"(?P<v>(?:抖音|小红书|微信|微博|公众号|朋友圈|视频号|淘宝|京东|快手|知乎|b站)+(?:(?:和|、|跟|以及|加|,)(?:抖音|小红书|微信|微博|公众号|朋友圈|视频号|淘宝|京东|快手|知乎|b站)+)*)",
        r"(?P<v>抖音|小红书|微信|微博|公众号|朋友圈|B站|b站|视频号|淘宝|京东|快手|知乎|线下|电梯广告)",
    ),
    "system": _all(
        _QUOTED,
        r"(?:deploy|部署|上线|发布|release)(?:一下|下)\s?(?P<v>[^,;.?!]{2,16}?)\s?(?=到|至|在|去|[,;.?!]|$|\sto\b)",
        r"(?:^|[,;:\s把将])(?P<v>[^,;:?!\s把将]{2,16}?)(?:要|准备|需要|得|想)?(?:上到?|发到|发布到|部署到|推到|升级到|迁到|上线到?)(?=生产|测试|预发|线上|正式|灰度|开发|仿真|prod|uat|staging|sit)",
        r"(?:need|get|have|want) (?:the |our )?(?P<v>[a-z][\w -]{1,24}?) (?:rolled out|deployed|released|pushed|shipped|live)\b",
        r"(?:把|将)(?P<v>[^,;.?!]{2,16}?)(?:部署|上线|发布|发版|升级|迁)",
        r"(?:部署|上线|发布)(?:一下|下|一个|个)?(?P<v>(?!申请|流程|到|在|单|窗口|环境|时间)[^,;.?!]{2,16}?)(?=到|至|在|去|[,;.?!]|$|,|窗口)",
        r"(?#shape)T+\s(?:of|for)\s(?:the |our )?(?P<v>[^,;.?!TWM]{2,24}?)(?:\ssystem)?" + _STOP_EN,
        r"(?:deploy|roll out|rollout|release|deployment of|rollout of)\s(?:the |our )?(?P<v>[^,;.?!]{2,24}?)\s(?:to|on|in|into|for)\b",
        r"(?#shape)(?:发起|提|走|申请|做|start|open|create|raise)(?:一?个|一下|an?|the|\s)*(?P<v>[^,;:.?!TWMN]{2,14}?)(?:系统)?的?\s?T",
        r"系统(?:是|为|叫|:)\s?(?P<v>[^,;.?!]{2,16}?)" + _END,
        r"(?#shape)T+(?:申请|流程|单)?(?: please| request)?[,:\s]+(?P<v>[^,;:.?!TWMPN]{2,24}?)(?=[,;]|$)",
        r"(?#shape)^(?P<v>[^,;:.?!TWMN]{2,14}?)(?:要|需要|准备)?(?:做|走)?T",
    ),
    "environment": _all(
        r"(?P<v>(?:生产|测试|预发布?|预生产|开发|灰度|仿真|正式|uat|sit|prod|阿里云|腾讯云|线上)(?:环境)?)(?=[,;.?!\s]|$|的|上|,|部署|服务器|窗口|W|下|周|今|明|去|吧|一)",
        r"(?:部署|上线|发布)?(?:到|至|在)(?P<v>[^,;.?!到]{1,10}?(?:环境|服务器|机房|云|集群))",
        r"\b(?:to|on|in|into)\s(?:the )?(?P<v>(?:production|prod|staging|test(?:ing)?|uat|dev(?:elopment)?|pre-?prod|sandbox|cloud|aws|azure)(?: environment| env| cluster| server)?)\b",
    ),
    "window": _all(
        r"(?#shape)(?:窗口(?:期|时间)?|维护时间|时间|window)?(?:是|为|:|在|on|during|\s)*(?P<v>W+(?:\s?(?:到|至|-|~|to|until|and)\s?W+)?)"
    ),
    "item": _all(
        _QUOTED,
        r"(?:^|[,;\s])(?:[^,;\s]{1,8}?那边|我们组?|组里|车间|实验室|我这)?(?P<v>[^,;.?!\d\s]{2,10}?)(?:都)?(?:快)?(?:不够用?|用光|用完|没货|见底|告急|全坏)了?",
        r"缺(?:[一两俩几\d]+[个台把套批]?|点|一批|些)?(?P<v>[^,;.?!\d\s]{2,10}?)(?=[,;.?!]|$)",
        r"(?:买|采购|购买|订购|购置|采买|添置|进)(?:一批|一些|点|了|几[个台套]|一?[台个套批把部]|些|一)?(?P<v>(?!申请|流程|单|的)[^,;.?!:\d一二两三四五六七八九十]{2,16}?)(?=[,;.?!]|$|预算|\d)",
        r"(?:buy|purchase|order|procure|get|request for|procurement of|procurement for|purchase of|need)\s(?:an?|the|some|new)?\s?(?P<v>[^,;.?!\d]{2,30}?)"
        + _STOP_EN,
        r"(?#shape)T+(?:单|流程)?[,:\s]+(?:买|要买|采购)?(?P<v>[^,;:.?!TWMPN\d一二两三四五六七八九十]{2,16}?)"
        + _RUN,
        r"(?#shape)T+\s(?:for|of)\s(?:an?|the|some|new)?\s?(?P<v>[^,;.?!TWM\d]{2,30}?)" + _STOP_EN,
        r"(?#shape)(?:发起|提|走|申请|开|弄)(?:一?个|一下|一笔|一单)?(?P<v>[^,;:.?!TWMN\d]{2,14}?)的?T",
    ),
    "supplier": _all(
        r"(?:^|,)(?P<v>[^,;.?!]{2,8}?)(?:那边|家)?(?:供货|报价)",
        r"(?:供应商|供货商|厂家|厂商|品牌)(?:是|为|选|用|定|找|:|换成|改成|写|就用)*\s?(?P<v>[^,;.?!]{1,16}?)"
        + _END,
        r"(?:从|向|找|跟)(?P<v>[^,;.?!]{2,12}?)(?:那里|那边|家)?(?:再|又)?(?:拿|要|买|采购|进货|订|购|拿货|下单)",
        r"\bfrom\s(?P<v>[^,;.?!]{2,24}?)" + _STOP_EN,
        r"\b(?:supplier|vendor)\s(?:is\s|:\s?)?(?P<v>[^,;.?!]{2,24}?)" + _END,
    ),
    "counterparty": _all(
        r"(?:对方|甲方|乙方|签约方|合作方|客户|对手方|相对方)(?:公司)?(?:是|为|:|叫)?\s?(?P<v>[^,;.?!]{2,20}?)"
        + _END,
        r"(?:跟|和|与|(?<!合)同)(?P<v>[^,;:.?!]{2,16}?)(?:公司)?(?:的|签|之间|那份|那个|谈|合作)",
        r"\b(?:with|between us and)\s(?:the )?(?P<v>[^,;.?!]{2,30}?)" + _STOP_EN,
    ),
    "contract": _all(
        _QUOTED,
        r"(?:跟|和|与|同)[^,;.?!]{2,16}?(?:签)?(?:的|那份)(?P<v>[^,;.?!的]{0,10}?(?:合同|协议|订单|备忘录))(?!审批|评审|审核|流程)",
        r"(?:份|个|张)(?P<v>[^,;.?!的份个]{1,10}?(?:合同|协议))(?!审批|评审|审核)",
        r"(?:^|,|:)(?:份|个)?(?P<v>[^,;.?!份个签]{2,12}?(?:合同|协议))(?=,|$|\s)",
        r"签(?:个|份|一份)?(?:[^,;]{0,10}?的)?(?P<v>[^,;.?!的]{2,8}?(?:合同|协议))(?=,|$|\s)",
        r"\b(?:an?|the|our)\s(?P<v>[a-z -]{3,30}?(?:agreement|contract|lease))\b",
        r"(?:合同)(?:名称?)?(?:是|叫|为|:)\s?(?P<v>[^,;.?!]{2,24}?)" + _END,
        r"(?P<v>[^,;.?!的份个\s走提审签发起]{2,8}?(?:合同|协议))(?=的?(?:审批|评审|审核|要审|要签|要走|需要))",
        r"\b(?:review|approval|contract)\s(?:of|for)\s(?:the |an? |our )?(?P<v>[^,;.?!]{2,40}?)" + _STOP_EN,
        r"\b(?:the|our|an?)\s(?P<v>[a-z&' -]{2,30}?\s(?:agreement|contract|nda|lease|sow|msa))\b",
        r"\b(?P<v>nda|msa|sow)\b",
    ),
    "category": _all(
        r"(?P<v>(?:差旅|餐饮|交通|住宿|招待|业务招待|客户招待|打车|出租车|停车|油|加油|机票|火车票|高铁票|高铁|酒店|办公用品|办公|快递|通讯|电话|培训|会议|团建|车|过路|邮寄|礼品|聚餐|餐|加班餐|伙食|材料|维修|广告|软件|服务|打印|翻译|资料)(?:费用|费|票|款|支出|开销|开支)?)(?=[,;.?!\s]|$|\d|[一二三四五六七八九十两百千]|的|共|一共|¥|M|花|用|,|报|总|钱|我|去)",
        r"(?P<v>(?:(?![报销笔的我要提申请交把个下付垫了是日号天周和去在给帮])[\u4e00-\u9fff]){1,6}?(?:费用|费))(?=[,;.?!\s]|$|\d|[一二三四五六七八九十两百千]|的|共|¥|花|用|报|总|我)",
        r"\b(?P<v>(?:travel|taxi|cab|hotel|flight|train|meals?|dinner|lunch|client dinner|client lunch|team dinner|team lunch|team building|software|office supplies|parking|fuel|gas|transport(?:ation)?|accommodation|entertainment|training|conference|books?|phone|internet|uber|didi|airfare|lodging|subscription|shipping|courier|postage|stationery|entertaining|coffee|snacks?|breakfast|rail|bus|metro|visa|toll|mileage|ferry|car rental|rental car|catering|printing|tickets?)(?: rides?)?(?: expenses?| fees?| costs?| fares?| tickets?| bills?)?)\b",
    ),
    "reason": _all(
        r"(?:因为|由于|原因(?:是|:)|理由(?:是|:)|事由(?:是|:)?|是因为|为了)\s?(?P<v>[^,;.?!]{2,30}?)" + _END,
        r"\b(?:because(?: of)?|due to|reason:?|since|so that|as) (?P<v>[^,;.?!]{2,60}?)" + _END,
        r"(?:,|\s)(?P<v>(?:家里|身体|孩子|家人|老人|父母|老婆|老公|感冒|发烧|生病|看病|去医院|体检|搬家|结婚|办事|有事|私事|回老家|看牙|不舒服|陪|参加|带|接|出去|出国|探亲|办)[^,;.?!]{0,16}?)"
        + _END,
        r"(?#shape)T+\s(?:request\s)?(?:W+\s)?(?:for|to)\s(?P<v>(?!W)[^,;.?!TM]{3,40}?)" + _END,
        r"(?:,|\s)(?:i'm |i am |i have |i've got |got )?(?P<v>(?:a )?(?:family|doctor|dentist|medical|wedding|funeral|moving|sick|flu|fever|personal|child|kid|parent)[^,;.?!]{0,40}?)"
        + _END,
        r"(?#shape)W(?:去)?(?P<v>(?:办|陪|看|参加|接|送|搬|带|处理|回|考|照顾)[^,;.?!TMWNP]{1,16}?)" + _END,
        r"(?#shape)(?:T|假)(?:去)?(?P<v>(?:办|陪|看|参加|接|送|搬|带|处理|回|考|照顾)[^,;.?!TMWNP]{1,16}?)"
        + _END,
        r"(?#shape)(?:W|T|假|,)(?P<v>去[^,;.?!TMWNP]{2,12}?)" + _END,
    ),
    "kind": _all(
        r"(?P<v>年休假|年假|病假|事假|婚假|陪产假|产假|丧假|调休假?|哺乳假|育儿假|探亲假|公假|护理假|补休|工伤假|产检假|半天假)",
        r"\b(?P<v>(?:annual|sick|personal|maternity|paternity|parental|marriage|bereavement|unpaid|paid|compassionate|casual|medical|study|comp(?:ensatory)?|emergency)\s(?:leave|time off|day|days off))\b",
        r"\b(?P<v>vacation|pto|comp time|time off in lieu)\b",
    ),
    "subject": _all(
        _QUOTED,
        r"(?:^|[,;:\s])(?P<v>[^,;:?!\s]{2,16}?)(?:要|需要|得|想|准备)(?:评审?|过)(?:一?下|一轮)",
        r"(?:评审|评|review|审)(?:一下|下)?(?P<v>(?!会|流程|申请|单|时间|的)[^,;.?!]{2,20}?)" + _END,
        r"(?#shape)(?:给|为|就|对|针对)(?P<v>[^,;:.?!TWM]{2,20}?)(?:发起|做|走|提|开|搞|申请|安排|约)(?:一?个|一下|一次|一场)?[^,;]{0,3}T",
        r"(?#shape)(?:发起|启动|新建|提交|提|走|开|做|申请|安排|约|组织|来)(?:一下|下)?(?:一?个|一场|一次|个)?(?:W)*(?:关于)?(?P<v>[^,;:.?!TWM]{2,20}?)的?T",
        r"(?#shape)T+(?:会|流程)?[,:\s]+(?:主题|内容|评审|评)?(?:是|为|:)?(?P<v>[^,;:.?!TWMPN]{2,20}?)"
        + _END,
        r"(?#shape)T+\s(?:for|of|on|about)\s(?:the |our |an? )?(?P<v>[^,;.?!TWM]{2,40}?)" + _STOP_EN,
        r"(?:主题|内容|评审内容)(?:是|为|:)\s?(?P<v>[^,;.?!]{2,24}?)" + _END,
        r"(?#shape)^(?:W|,|\s)*(?P<v>[^,;:.?!TWM]{2,14}?)(?:要|需要)?(?:做|开|走)?(?:个|一个|一下)?T",
    ),
    "change": _all(
        r"(?P<v>(?:把|将)[^,;.?!]{2,20}?(?:改成|改为|换成|换为|调整为|调整到|升级到|升级为|降到|增加到|提高到|替换成|替换为|改|换|调|去掉|加)(?:[^,;.?!]|\.(?=\d)){0,24}?)"
        + _END,
        r"(?#shape)T+(?:单|申请|流程)?[,:\s]+(?:内容|变更内容)?(?:是|为|:)?(?P<v>[^,;?!]{2,80}?)(?=[,;?!]|$)",
        r"(?:变更内容|内容)(?:是|为|:)\s?(?P<v>[^,;.?!]{2,30}?)" + _END,
        r"(?:^|,)(?P<v>[^,;:?!]{2,20}?(?:要|想|需要|得)(?:加|改|换|去掉|升级|调|缩|减)[^,;?!]{1,20}?)(?=,|$)",
        r"(?:^|,)(?P<v>[^,;:?!]{1,16}?(?:从[^,;?!]{1,12})?(?:换到|换成|改到|改成|改为|换为)[^,;?!]{1,16}?)(?=,|$)",
        r"(?#shape)T+(?: request)?\s(?:to|for)\s(?P<v>[^,;?!]{3,60}?)(?=[,;?!]|$|\sby W)",
        r"(?P<v>[^,;.?!:]{2,16}?(?:改成|改为|换成|换为|调整为|调整到|换供应商|升级)(?:[^,;.?!]|\.(?=\d)){0,16}?)"
        + _END,
    ),
    "impact": _all(
        r"(?:影响(?:范围)?(?:是|为|到|:)?|会影响(?:到)?)\s?(?P<v>[^,;.?!]{2,20}?)" + _END,
        r"\b(?:impact(?:s|ing)?|affect(?:s|ing)?|impact is|impact:)\s?(?:on\s)?(?:the\s)?(?P<v>[^,;.?!]{2,40}?)"
        + _END,
    ),
    "customer": _all(
        r"(?:a customer|customer|client), (?P<v>[^,;]{2,24}?), ",
        r"(?#shape)T+[,:]\s?(?P<v>[^,;:.?!TWMPN]{2,20}?)(?=,)",
        r"客户(?:名称?)?(?:是|叫|:|为)\s?(?P<v>[^,;.?!]{2,16}?)" + _END,
        r"客户(?P<v>(?!投诉|反映|反馈|说|抱怨|那边|都|的|服务|吐槽|在|要|不|对|很|现场|说|有|收|来)[^,;.?!]{2,12}?)(?=[,;.?!]|$|投诉|反映|反馈|说|抱怨|的)",
        r"(?P<v>[^,;.?!:\s个条有一]{2,10}?)(?:客户)?(?:那边)?(?:来)?(?:投诉|反映|反馈|抱怨)(?:说|称)?(?=[^,;]{2,})",
        r"(?#shape)T+[,:\s]+(?P<v>[^,;:.?!TWMPN]{2,12}?)(?:投诉|反映|反馈|说|的)",
        r"\bfor (?P<v>[^,;.?!:]{2,24}?):",
        r"\b(?:from|by|customer|client)\s(?:is\s|:\s?)?(?P<v>(?!complain|for\b)[^,;.?!:]{2,24}?)(?=[,;.?!:]|$|\s(?:about|that|says|said|complain|reports?|reported|regarding|over)\b)",
        r"(?:^|\s)(?P<v>[a-z][\w& ]{1,20}?)\s(?:complain(?:s|ed)|reports?|reported|says|said)\b",
    ),
    "problem": _all(
        r"(?:投诉|反映|反馈|说|抱怨|报告)(?:了|称|说|我们|产品|的|是)*(?P<v>(?!单|:|,|一|客户|流程|处理|一下)[^,;.?!]{3,24}?)(?=[,;.?!]|$)",
        r"(?:says?|said|reports?|reported) (?:that )?(?P<v>[^,;.?!-]{4,60}?)(?=[,;.?!]|$|\s-)",
        r"(?#shape)T+[,:]\s?[^,;]{2,24},\s?(?P<v>[^,;.?!TWM]{4,60}?)(?=[,;.?!]|$)",
        r"(?:问题|故障|投诉内容|反映|反馈|投诉|抱怨)(?:是|说|称|:|为|的是)*\s?(?P<v>(?!单|流程|处理|了|客户)[^,;.?!]{2,24}?)(?=[,;.?!]|$)",
        r"\b(?:about|that|problem(?: is)?:?|issue(?: is)?:?|regarding|because|over|complain(?:s|ed)?(?: that| about)?|reports?|reported)\s(?P<v>[^,;.?!]{3,60}?)"
        + _END,
        r"(?:,|\s|:)(?P<v>[^,;.?!TW]{2,24}?(?:坏|裂|漏|屏|不了|不上|不准|失灵|发烫|异响|脱落|故障|掉|碎|慢|死机|黑屏|断|松|错|少|缺|划痕|质量|发热|闪|卡|过期|失效|变形|开裂|不符|延迟|没电|进水)[^,;.?!]{0,10}?)"
        + _END,
        r"(?:,|:)\s(?P<v>(?!severity|priority|urgent|customer|very|high|low|critical)[^,;.?!]{3,60}?)" + _END,
    ),
    "severity": _all(
        r"(?:严重程度|严重性|严重级别|级别|等级|优先级|severity|priority)(?:是|为|:|算|\s|is)*(?P<v>[^,;.?!]{1,10}?)"
        + _END,
        r"\b(?P<v>critical|high|medium|low|minor|major|urgent|severe|serious)(?:\s(?:severity|priority))",
        r"(?:,|\s|比较|很|挺|蛮|相当|算|属于)(?P<v>非常严重|很严重|比较严重|严重|紧急|特急|一般|轻微|高|中|低|p[0-4]|s[1-4])(?:级|级别|优先级|的)?"
        + _END,
        r",\s(?P<v>critical|high|medium|low|minor|major|urgent|severe|serious|very serious)" + _END,
    ),
}

# Where a value of these fields stops whatever follows.
STOPS: dict[str, re.Pattern[str]] = {
    "customer": re.compile(
        r"(?:那边|方面|公司|客户)?(?:打电话|来电|又来?)?(?:说|反映|反馈|投诉|抱怨|报修|吐槽)|的(?=[^,;]{2})|\s(?:complain|report|says?\b|said\b|is\b|called\b)"
    ),
    "change": re.compile(r",?(?:会|可能|将)?(?:会)?影响|\\bimpact"),
    "counterparty": re.compile(r"(?:的|签)(?=.)|的$"),
    "supplier": re.compile(r"(?:那边|家)?(?:供货|报价|的)"),
}
