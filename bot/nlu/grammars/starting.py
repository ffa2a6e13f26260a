# ruff: noqa: E501 - a pattern is read as one line
"""Starting a process: leave, a purchase, an expense … in as many words as people have for them."""

from __future__ import annotations

from bot.nlu.grammars.rule import rules

_BEGIN = r"(?:发起|启动|新建|创建|新增|提交|提|走|开|起|填|申请|建|登记|录入?|弄|搞|整|办|做|跑|开启|递交|来|报|约|安排|立|start|create|提个|打|交)(?:一下|下)?"
_ONE = r"(?:一?(?:个|份|条|张|笔|单|次|下|项|场|趟|波|轮|套)|一|a|an|the|new|新的?|\s)*"
_BEGIN_EN = (
    r"(?:start|kick off|kick-off|launch|open|create|initiate|raise|submit|file|begin|make|set up|put in|run|log|request|apply for|fill (?:in|out)|"
    r"do|place|need|book|register|record|report|get|schedule|arrange|add|setup|put through|put together|enter|trigger|spin up|prepare|send in)"
)
_A = r"(?:(?:an?|the|my|another|some|new|one|for|quick|urgent)\s)*"

START = rules(
    "start_process",
    (
        0.93,
        r"(?P<pre>(?!.*(?:吗|么|没有?|谁)[^,]{0,2}$)[^,?]{2,24}),\s?(?:我)?(?:W|想|要|得|先|,)*(?:请|休)(?:个|上|W|[一二两三半\d]+(?:天|个?(?:下午|上午))(?:的)?)*(?:T+|假)(?P<post>[^了过]*)",
    ),
    (
        0.93,
        r"(?:W|我|想|要|打算|,|\s)*(?:歇|休息)(?:个|一下)?(?:[一二两三四五半\d]+(?:天|个?(?:下午|上午)))(?:[,\s]+(?P<post>.*))?",
    ),
    (
        0.93,
        r"(?:i'?m |i am |im |(?:still |really |just )?(?:feeling|feel|not feeling) )+[^,;.?]{2,24}[,;. ]+(?:so )?(?:i'?m |i am |i'?ll |i will )?(?:be )?(?:taking|take|need|gonna take|going to take) (?P<post>.*W.*\boff\b.*|W off.*)",
    ),
    (
        0.93,
        r"(?:W|我|要|想|需要|得|给|帮|组里|我们)*(?:买|采购|采买|添|进|订)(?:点儿?|些|几样)?(?P<post>[^,?]{1,16}[,\s]?(?:\d+|[一二两三四五六七八九十]+)(?:台|把|个|套|部|件|箱|张|块|条|批|只|支|本|包|盒|瓶|份|根|卷|双|袋|桶).*)",
    ),
    (0.93, r"(?:有)?(?:个)?(?P<tpl>T+)(?:来了|来啦|啦|啊)[,:]\s?(?P<post>[^?]{4,})"),
    (
        0.93,
        r"(?:我)?(?:W|想|要|打算|准备|得|,)*(?:请|休)(?:个)?(?:[一二两三四五六七八九十半\d]+(?:天|周|小时|个下午|个上午)半?)(?:的)?(?:T+|假)?(?:[,\s]+(?P<post>.*))?",
    ),
    (
        0.93,
        r"(?:W|我|要|想|需要|得)*(?:购买|采购|采买|买|订购|购置|添置)(?P<post>\d+(?:台|把|个|套|部|件|箱|张|块|条|批|只|支|本|包|盒|瓶|份|根|卷).+)",
    ),
    (
        0.93,
        r"(?:W|我|要|想)*(?:出差|打车|住宿|加油|餐费|机票|差旅|交通|招待)(?:费)?(?P<tpl>T+)(?P<post>\s?\d.*)",
    ),
    (
        0.94,
        r"(?:can you |please )?(?:raise|file|submit|open|put in|create|start|提|起|开|走|提个|起个|开个|来个|提一个|帮我提个)\s?(?:an? |个|一个)?(?:pr|np|mk|ct|ex|lv|dr|cr|cc|ecn|ecr|po)(?![a-z])(?P<post>.*)",
    ),
    (
        0.95,
        r"(?:i'?d like to |i want to |please )?(?:book|put|mark|sign|schedule|count) me (?:off|out(?: of office)?|down for (?:T+|leave))(?: on| for| from)?\s?(?P<post>.*W.*)",
    ),
    (0.94, r"(?:申请|请求)(?P<tpl>T+)(?:一?[批个台套份])?(?P<post>.+)"),
    (0.93, r"(?P<tpl>T+)(?:的)?(?:流程|申请)?(?:麻烦|帮忙|帮我|请)*(?:开|走|提|发|起|弄)(?:一下|一个|个)"),
    (0.93, r"(?:urgent |new |客诉\+?1?)?(?P<tpl>T+)(?:\+1)?(?: please)?:\s?(?P<post>.{4,})"),
    (0.93, r"(?P<tpl>T+) from (?P<post>[a-z][^,:?]{1,24}[:,].+)"),
    (
        0.93,
        r"(?:we |i )?(?:have to |need to |want to |must |should )?(?:buy|purchase|order|procure) (?P<post>(?:\d+|a dozen|two|three|four|five|ten|twenty) .+)",
    ),
    (
        0.93,
        r"(?P<post>.{3,40}?(?:M+)?.{0,20}?)[,\s](?:我)?(?:帮我|替(?:他|她|P+)|给我)(?:报一?下?|T+)(?:了)?",
    ),
    rf"(?:[^,;?]{{0,12}}?){_BEGIN}{_ONE}(?:(?!流程|申请|单子)[^,;:?]{{0,24}}?)(?P<tpl>T+)(?:的)?(?:流程|申请|单子?|单据|表单?|审批|process|request)?(?:吧|走起|一下)?(?P<post>(?:[,;:\s.]|给|跟|和|从|把|买|W|\d|M|因|from|for|of|to|with|on).*)?",
    (
        0.87,
        r"(?:要|想|需要|准备|打算|我|W|给我|帮|来|得|今|再|先|去|[,\s])*(?P<tpl>T+)(?:流程|申请|单)?(?:吧|走起|走一个|走一下|走起来|一下|一个)?(?P<post>[,;:\s\dMWNP一二两三四五六七八九十半给跟和从把了到的].*)?",
    ),
    (
        0.9,
        r"(?:要|想|需要|准备|打算|得|急需|申请|帮忙|再|W|[,\s])*(?:购买|采买|买|订购|订|购置|添置|购|进)(?:一批|一些|点|了|个|入|几)?(?P<post>.*(?:\d|[一二两三四五六七八九十百千]+)(?:台|把|个|套|部|件|箱|张|块|条|批|只|支|本|包|辆|kg|吨|米|片|盒|瓶|份|根|颗|组|桶|双|卷|对|袋|升|斤|公斤|副|枚|间|幅|架|顶|扇|株|盆|units?|pcs|pieces).*)",
    ),
    (
        0.9,
        r"(?:我)?(?:想|要|需要|打算|准备|得|W|[,\s])*(?:请|休|调)(?:个|上|W|M|[一二两三四五六七八九十半\d.]+(?:个)?(?:天|周|星期|小时|下午|上午|日)?半?(?:的)?)*(?P<tpl>T+|假)(?P<post>.*)?",
    ),
    (
        0.9,
        r"(?:我)?(?:W)?(?:想|要|需要|打算|准备|我|W|到|至|[,\s-])*(?:请|休)(?:个|上|[一二两三四五六七八九十半\d.]+(?:个)?(?:天|周|星期|小时|下午|上午)?半?(?:的)?)*(?:T+|假)(?P<post>.*)?",
    ),
    (
        0.88,
        r"(?P<pre>.{2,40}?),\s?(?:我)?(?:想|要|需要|帮我|帮忙|麻烦)*(?:发起|走|提|开|建|报|申请|登记|请|弄)(?:一?(?:个|下|份|张|笔|次))?(?:的)?(?P<tpl>T+)(?:流程|申请|单子?|一下|审批)?(?P<post>[,\s].*)?",
    ),
    (
        0.88,
        r"(?P<pre>[^?]{2,40}?)(?:花|用|付|垫|付了|花掉|消费|垫付|支出)(?:了|掉)?(?:M+|\d+)(?P<post>.*?)(?:报一?下|报销|报掉|报了|给报|T+)(?:一下|吧)?",
    ),
    (0.9, r"报一?(?:下|个|笔|掉|了)(?P<post>.*(?:M+|\d+|[一二两三四五六七八九十百千]{2,}).*)"),
    (0.9, r"(?P<post>.{2,30}?(?:M+|\d+)[^,]{0,8}?),?\s?(?:报一?下|给报了|报掉|T+一下|走T+|要?T+)"),
    (
        0.88,
        r"(?:把|将)?(?P<sys>[^,?]{2,16}?)(?:要|需要)?(?:部署|上线|发布|发版|TT)(?:到|至|在)(?P<post>.*(?:环境|服务器|机房|云|prod|production|生产|测试|预发|staging).*)",
    ),
    (
        0.9,
        r"(?:TT|部署|上线|发版)(?:一下|下)?\s?(?P<post>.{2,40}?(?:到|至|在|去).*(?:环境|服务器|机房|云|prod|生产|测试|预发|staging).*)",
    ),
    (
        0.93,
        rf"(?:i'?d like to |i want to |we (?:need|want) to |i need to |help me (?:to )?|need to |want to |to |i'?m going to |gotta |going to )*{_BEGIN_EN}(?: me)? {_A}(?:[^,;:?]{{0,30}}? )?(?P<tpl>T+)(?: process| request| workflow| form| ticket)?(?P<post>[\s,;:.-].*)?",
    ),
    (
        0.9,
        rf"{_A}(?P<tpl>T+)(?: request| please| process| form)?(?:(?P<post>\s?[,;:-].+|\s(?:for|of|from|to|with|on|about|M|W|\d).+))",
    ),
    (0.85, rf"{_A}new {_A}(?P<tpl>T+)(?: request| please| process| form)?"),
    (
        0.85,
        r"(?:i (?:want|need|would like) (?:a |an |some )?|want (?:a|an|some) |need (?:a|an|some|to (?:take|go on)) |take |taking |request(?:ing)? |apply for |requesting |i'll be on |i'm taking )(?P<post>.*(?:T+|off).*)",
    ),
    (
        0.9,
        r"(?:i )?(?:need|want|would like|'d like|wanna|have|plan)? ?(?:to )?(?:take|taking|have) (?P<post>.*\boff\b.*)",
    ),
    (
        0.9,
        r"(?:we |i )?(?:need to |want to |have to |must |should |gotta |'d like to |would like to |let's )*(?:buy|purchase|order|procure) (?!me |us |a (?:coffee|pizza|burger|drink|beer|taxi|cab|book|house|car))(?P<post>.*\S.*)",
    ),
    (0.9, r"(?:reimburse|expense|T+)(?: me)?(?: for)? (?P<post>.*(?:M+|\d+).*)"),
    (0.9, r"(?:claim|get back|expense|submit)(?: back)? (?P<post>(?:M+|\d+).*)"),
    (
        0.9,
        r"(?:deploy|roll ?out|release|TTTTTT|TTTTTTT) (?P<post>.+ (?:to|on|in) (?:the )?(?:prod|production|staging|test|uat|live|cloud|environment).*)",
    ),
    (
        0.86,
        r"(?P<pre>(?:customer|client|a customer|有客户|客户)[^?]*?(?:complain(?:s|ed|ing)?|投诉|反映|反馈|抱怨|reports?|reported|says?|said|吐槽|TT)[^?]*)(?:[,;.]?.*(?:T+|登记|记录|建单|处理|log|file|open).*)",
    ),
    (
        0.86,
        r"(?:登记|记录|录入|建)(?:一?(?:个|下|条))?(?P<post>(?:客户|用户).*(?:投诉|反映|反馈|问题|坏|T+).*)",
    ),
    (0.85, r"(?P<tpl>T+),?\s?(?P<post>(?:[^,;?]{1,20}(?:[,;]|$)){1,5})"),
    (
        0.9,
        r"(?:我)?\s?(?:start|file|submit|create|open|raise|apply|request|发起)(?:一下|一个|个|一份)?\s?(?:a |an )?(?P<tpl>T+)(?P<post>.*)",
    ),
    (0.88, r"(?P<pre>.*)(?:要|需要|想|得)(?:审|审批|评审|签|走|报|请|TT)(?:一下|下|个)?[,;](?P<post>.*)"),
)

TABLE = START
