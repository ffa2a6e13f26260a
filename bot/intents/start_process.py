# ruff: noqa: E501 - an example that stands for several is read as one line
"""`start_process`."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field, JsonValue

from bot.cards import Button, Reply
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import names
from bot.present.choosing import WHOM, apart, with_choices
from bot.present.done import done
from bot.present.starting import confirm_start, form_card, question
from bot.view import MAX_CHOICES, TurnView, Unclear, number_in
from engine import commands
from engine import fields as form
from engine.errors import FieldInvalid
from engine.process import Process
from engine.service import Outcome
from engine.sight import hidden_from
from engine.template import FieldType, Template


class StartProcessSlots(Slots):
    template: str | None = None  # a template's id; None when only a field is corrected
    title: str | None = None  # only as said
    fields: dict[str, JsonValue] = Field(default_factory=dict)  # the template's own field ids


EXAMPLES = (
    "请病假后天一天",
    "身体难受,明天请一天病假",
    "这两天发烧,周四请病假",
    "calling in sick tomorrow",
    "not feeling well, taking Monday off",
    "后天想歇一天",
    "帮我发起一个新品立项流程",
    "我要发起新品立项",
    "走个采购,买10台示波器,预算62万",
    "走一个采购申请,20把椅子,下周五之前要",
    "申请采购5台笔记本,供应商联想",
    "提个采购单:打印纸50箱,预算3千",
    "要买三台服务器,帮我提采购",
    "帮我请假,明后两天",
    "想请三天年假,下周三到周五",
    "请个病假,今天下午",
    "明天我想请一天事假",
    "下周一请假一天,家里有事",
    "休年假12月20号到24号",
    "报销1200元差旅费",
    "报一下昨天打车的86块",
    "报销一笔餐费,三百二",
    "提个报销,客户招待费2800",
    "帮我走个报销流程",
    "发起合同审批,对方是华东电子,金额120万",
    "有份采购合同要审,甲方是蓝海科技,月底前签",
    "合同审批走起,跟北辰的框架协议",
    "做一个双十一推广,预算50来万,投抖音",
    "发起市场推广,渠道小红书,12月1号开始",
    "立个项,极光手表,预算两百万",
    "新建一个立项,产品叫云雀耳机,负责人孙磊",
    "开个设计评审,周四评表盘方案",
    "约个设计评审会,评审包装设计",
    "提个变更申请,把电池容量改成500毫安",
    "发起变更,屏幕换供应商,影响交期两周",
    "客户投诉了,帮我建个客诉单",
    "登记一个客诉,客户永辉超市,屏幕闪屏",
    "有客户反映充电发烫,走客诉流程",
    "部署一下CRM系统到生产环境",
    "发起IT部署,周六晚上十点上线ERP",
    "帮我提个上线申请,系统是官网",
    "不对,预算是80万",
    "预算改成45万",
    "数量改成20台",
    "供应商换成华为",
    "负责人写刘洋",
    "不是下周三,是下周四",
    "金额应该是3500",
    "start a new-product initiation for Aurora, budget 800k, due Dec 20",
    "kick off a procurement for 10 laptops",
    "I need to buy 5 monitors, budget 12k",
    "I'd like to take Monday and Tuesday off",
    "request sick leave for today",
    "take annual leave from Dec 21 to Dec 25",
    "expense claim: 350 yuan taxi",
    "reimburse me 480 for client dinner yesterday",
    "file an expense, 99 bucks for software",
    "open a contract review with Acme, 1.2M, sign by Friday",
    "start a design review for the strap on Thursday",
    "raise a change request: switch the battery supplier",
    "log a customer complaint from Walmart, screen flickers",
    "start an IT deployment of the CRM to production",
    "launch a marketing campaign on TikTok, budget 300k",
    "new leave request please",
    "submit a purchase request for 3 servers",
    "no, the budget is 800k",
    "actually make it 15 units",
    "change the amount to 4200",
    "帮我start一个procurement,20台monitor",
    "发起一个design review,周五review logo",
    "走个leave,下周一到周三",
    "我想申请一个IT deployment",
    "把云雀耳机立个项吧预算一百万郑爽负责",
    "请提一个采买流程,打印机一台,预算两千",
    "raise a purchase for 3 printers from Canon, 9k",
    "官网升级要走个流程,你起一下",
    "we have a lease with Orient worth 1.1 million, please put it through contract review",
    "报一下酒店钱八百",
    "七月三号到五号休产假 帮我提一下",
    "明天上午九点到十一点我想请假去看牙",
    "帮我提个变更,外壳颜色要调整,会影响交期",
    "有个客诉,南方医院说血压计不准,登记一下",
    "起个流程",
    "I want to start a new workflow",
    "start a process",
    "new request",
    "帮忙起一个推广,主题夏日狂欢,从6月1号跑起,花二十来万",
    "上个礼拜五垫的打车费六十,帮我报",
    "把小程序部署一下流程走起来,环境是生产",
    "想跟恒大签个两百万的广告合同,提审",
    "星期一星期二两天我调休",
    "包装要评一下,组织个设计评审,本周四",
    "交通费一百二,六月三号的,去见客户,帮我报",
    "下周想歇两天,帮我弄个假条",
    "缺键盘了,再进十个,走采购",
    "我要用一笔钱买办公椅二十把",
    "客户那边又炸了,说包装破损,建个客诉",
    "请示一下立个新品",
    "let's get the change request going for the strap material",
    "put in a leave for me next Friday",
    "could you log a complaint, Metro says the watch overheats",
    "get me a day off on Friday",
    "we need a deployment of the billing system to staging on Sunday night",
    "set up a campaign for the spring launch, 200k on WeChat",
    "I paid 230 for parking yesterday, please expense it",
    "兹申请采购投影仪两台,预算一万元,请予办理。",
    "因工作需要,申请于七月三日至五日请年假。",
    "起个NP,product: Eagle drone,bgt 2M",
    "提个PR,10个电机",
    "book me off from Jan 3 through Jan 5, annual leave",
    "we need the HR system rolled out to production, can you open the deployment",
    "请为我发起新品立项流程,产品名称为云帆音箱。",
    "I'd like Monday off, sick",
    "我要报一下上周去北京的高铁票五百五十三",
    "那个帮我走个合同审批对方是联通金额是六十万",
    "{发起|走|提|起|开|新建|来}{个|一个|一份}{新品立项|采购|合同审批|费用报销|IT部署|设计评审|变更申请|市场推广|客诉处理|采够}{|流程|申请}{|吧|,预算80万|,产品云雀耳机,孙磊负责|,下周五之前|,金额1.2亿}",
    "{我要|我想|帮我|麻烦帮我|给我|我得}{请假|请个假|请两天假|走个采购|报销|报个销|提个变更|立个项|开个客诉|约个设计评审}{|,年假,下周一到下周三|,12台示波器|,打车费86块5|,周五的|,理由是回老家}",
    "{老板催得急|螺丝快用光了|客户又投诉了|服务器要升级|合同要续签}{,| }{给我起个IT部署吧|提个采购再拿五千颗|登记个客诉,严重程度高|走个变更|走合同审批}",
    "{报|报销|报一下|报肖}{昨天的打车费|住宿费|餐费|机票|客户招待}{86块5|1280元|两千三|600}{|,上周五的|,前天发生的|,原因是招待客户}",
    "{start|kick off|raise|open|file|log|set up|submit} {a|an|a new|one} {new product initiation|procurement request|expense claim|customer complaint|change request|design review|marketing campaign|contract review|IT deployment}{| for Nimbus| for 30 printers, budget 45k|, severity critical|: 3,486 yuan, travel|, needed by Friday|, owner Zhou Ting}",
    "I {need|want|would like|have} to {put in sick leave|take Friday off|request leave|buy 12 laptops|claim my taxi|file an expense|raise a purchase} {from tomorrow|for flu|, 300 yuan|, budget 60k|next week|until Thursday}",
    "{IT deployment|procurement|change request|expense claim|leave request|design review} {please|pls|needed|request}{:|,| -} {system Jira, env staging|24 sensors, 38k|replace the USB port|128 yuan taxi|Monday to Wednesday|for the crown next week}",
    "{i need|we need|need} {a change request|a procurement|an expense claim|a design review|a deployment}{:| for|,} {drop Python 3.8|30 monitors, 40k|lunch with client, 300|the new dial|the ERP to production}",
    "{发起|走|提|新开|弄}{个|一个|一条}{流程|申请|审批|单子}{|吧|,谢谢|,我要用}",
    "I want to {start|open|begin} {a process|a workflow|something new, a process|a request}{|, please| for my team}",
    "{走个|发起一个|起个|start个} {procurement|contract review|change request|IT deployment|expense}{,| }{买6台laptops,budget六万|合同就是NDA|系统是工单平台|打车两百}",
    "{请|休|想请|要请}{个|两天|半天|}{年假|病假|事假|调休|假}{|,明天下午|,下周一到周三,回老家|,后天早上八点到十二点|,孩子开家长会}",
    "{手表表冠|极光耳机|底壳模具}{结构|外观|}{下周四|明天|月底}{要|想}{开个设计评审|评审|做设计评审|走设计评审}{|,周婷负责}",
    '{烦请|请|请为我|请协助}{启动|发起|提交}{一份|}{合同审批|采购申请|请假申请}{。合同名称:年度软件维护协议|,标题为"苏州续签"|:办公椅12把,预算8000元|,事由:探亲}',
    "{客户|蓝海医疗|用户}{又来投诉|反映|投诉}{屏幕花屏|掉色|充不进电}{,登记个客诉|,开一个客诉处理|,走客诉|,建个客诉单}{|,严重程度高}",
    "{买|采购|订|再买}{12台示波器|十把椅子|一批螺丝|两台打印机}{,预算62万|,大概50来万|,下个月15号前到货|,供应商震旦|,走采购}",
    "{仓库那边|车间|实验室}{示波器不够用了|缺扳手|电脑坏了|没耗材了},{想再要4台,十二万左右,帮我走采购|申请买两台|帮提个采购|要采购一批}",
    "{can't get out of bed|feeling awful|kid is sick}, {put in sick leave for me|I need a sick day|file a leave for me}{, Sep 7 through Sep 9|, today|, tomorrow}{, reason: flu|}",
    "{改个BOM|换个电池|图纸要改}{,电池从A厂换到B厂|,螺丝换成M4|,颜色改成黑}{,11月10号前得定|}{,走变更|,提变更申请|,开个变更单}",
    "customer {Helios|Acme|Delta} {is furious|called|complains}: {chargers overheat|screen flickers|strap broke}{, critical|}, {open a complaint case|log it|file a complaint}",
    "{前天|昨天|周二}{请客户吃饭|打车|住酒店}{花了|垫了}{一千二百八|三百|六百五}{,招待费|}{,帮我报了|,报一下|,走报销}",
    "{hey, |}{put me down for|book me|I'm taking|mark me for} {personal leave|annual leave|a half day|time off}{, 2pm to 5pm tomorrow| next Monday| Thursday and Friday}{, kid's school thing|}",
    "{包装盒|底座|新表带}设计评审约在{9月22号|下周三|明天},{给我建一个|安排一下|发起吧}{,主题就叫包装盒|}",
    "{想|我想|要}{休|请}{两天|三天|一周|半天}{年假|事假|假|调休}{,|}{下周四开始|带娃|回家|从后天起}",
    "{新项目|云雀耳机|智能门锁}{要立项|想立项|立个项|准备立项},{预算三百万|下半年上|刘洋负责|帮我发起}",
    "{请假|报销|采购|客诉|变更}{来一个|提一个|走一个|开一个|+1}{|,一般级别|:两天|,打车两百|,表带断了}",
    "{小郑|我|孙磊}{上个礼拜三|昨天}{垫的|花的|付的}{展位费四千二|打车费八十|餐费三百},{我替她报|帮我报|走报销}",
    "{客户投诉|客诉|投诉}{啦|来了|一个},{大华说屏幕闪|恒远反馈掉漆|用户说充不上电}{,挺严重的|,一般|,赶紧建单}",
    "{买点儿|采购|要}{打印纸|螺丝|显示器|手套}{,|}{20箱|三台|五十副|一百个}{,周五前要|,预算两千|,急用}",
    "{我们准备|团队想}{中秋|双十一}做一波{campaign|推广|营销},{budget 大概 15 万|预算20万},{你帮我把流程提了|走流程|发起吧}",
    "{给我|帮我}{走个|来个|提个}{请假|采购|报销|变更}{,周四下午,去看牙|,5把人体工学椅|,高铁票553|,换电机供应商}",
    "{要|得}{采购|买}{5把人体工学椅|三台打印机|一批轴承},{预算一万二|两千左右}{,下月初要|,尽快|}",
    "{高铁票553|住店四百|加油三百}{,|}{昨天去苏州的|上周的|出差花的}{,报销|,给报了|,走报销}",
    "{we want to|we're going to|let's} {launch Comet earbuds|start Aurora 2}{, budget 2.2M|}{, owner Liu Yang|}, {start the initiation|open a new product process|kick it off formally}",
    "{Friday|tomorrow|next week} off {please|, personal matters|, kid is ill|for a wedding}",
    "{订单系统|CRM|官网}{周六凌晨|今晚|下周}要上{生产|正式环境|灰度}{,走部署流程|,提个IT部署|}{,黄磊负责|}",
    "{将|把}{A厂电机换为B厂|包装改成纸盒|螺丝从M3改M4},{影响成本|会影响交期|}{,|}{发起变更|提变更单|走变更流程}",
    "{双旦促销|新春活动}想投{小红书和抖音|朋友圈}{,预算40万|}{,提个市场推广|,走推广流程|}",
    "{book|schedule|arrange} a design review for {the hinge|rev C|the new case} on {Dec 2|Monday}{, Sun Lei owns it|}",
    "{报销|报}{上周五和客户吃饭的钱|昨天的油费|团建的奶茶钱|机场打车}{,|}{八百六|两百五|一共三百|96块}",
    "{we need to|please|can you help us} {buy|order|get} {two 3D printers|60 thermocouples|a label printer}{, around 30k|, 4500 yuan|}{, please start it| by Friday|, raise the request}",
    "{need|taking|requesting} {sick leave|a day off|annual leave|personal time} {today and tomorrow|on Monday|next week}{|, fever|, family stuff}",
    "{file|log|open} a complaint{:| for} {customer Vega, the screen is yellow|Delta, strap broke|Acme says it won't charge}{, high severity|}",
    "{new project|we're doing|planning} {Seagull|a smart scale|Aurora 3}{, budget 1.8M|}, {open the initiation|start new product process|kick off NP}",
    "{新项目|新品}{代号海燕|叫云雀|名叫极光三代}{,想做智能秤|}{,预算180万|}{,走立项|,发起立项|,立个项}",
    "{签个|要签}{两年期物流合同|保洁协议|软件授权}{,对方顺达|}{,金额96万|}{,走审批|,提合同审批|,发起合同流程}",
    "{电路板|外壳|包装}要{加ESD保护|改颜色|换材料},{提个变更|走变更|开变更单}{,影响成本两块钱|}",
    "{安排|约}{一次|个}设计评审,{评折叠支架|评新外壳}{,下周二|,明天下午}",
    "customer {Lumina|Vega} {says|reports} {the hinge squeaks|it overheats|paint peels}{, medium severity|}, {register it|log a complaint|please file}",
    "{给实验室|给车间|给前台}买{两个恒温箱|一台打印机|十把椅子}{大概三万块|,两千}{下月十号要用|}{,走采购|,提单}",
    "{我要报销|报一笔}{住宿六百八十块|停车费四十五|机票两千一}{上周四住的|昨天的|上月的}",
    "expense{:| -} {parking 45|hotel 680|lunch 120}{, last Tuesday|, yesterday|}",
    "{新品立项吧|立个项|立项}{,叫晨曦台灯|,海燕秤}{,预算九十万|}{,刘洋牵头|}",
    "{报个|报一下}{打车费|快递费|餐费}{,前天的,37块|,昨天的,120|一百二}",
    "要立项一个{新品|新产品},{猎户座音箱|云雀手表}{,12月15上市|}{,预算百来万|}",
    "we need {200 ball bearings|ten helmets|a new router}{, 6k budget|}{, from SKF|}, {raise a purchase|start procurement|order it please}",
    "{系统升级|版本发布}走部署{:|,}{CRM 5.0上预发|ERP上生产}{,明晚十点|}",
    "{变更|改图}{:|,}{充电线由1米改1.5米|外壳改黑色|螺丝加胶}{,成本增加一块二|}",
    "plan a design review for {the strap clasp|the hinge|rev F}{| next Thursday}",
    "{请|休|请个|歇}{两天|4天|一天|半天|一周}{假|年假|病假|事假}",
    "{我|}{明天|后天|下周一|周五|下午|这周四}{要|想|得|需要|}请{个|一天|半天|}假{|,看牙|,去医院|,家里有事|,孩子开学|陪产检}",
    "{孩子|老人|我|媳妇}{发烧|不舒服|住院|要生}{了|},{明天|今天|后天|周三}{请|得请|想请}{个|一天|两天}假",
    "{下周三|明天|周五下午}请假{看病|接孩子|办签证|搬家|回老家|参加婚礼}",
    "{明天|周五|下周一}{休息一天|不来了,请假|调休|倒休一天|休个年假}",
    "{买|采购|订|购入|补}{4台电脑|两台打印机|十个键盘|一台投影仪|20个U盘|3部手机|六把椅子}{|,急用|,给新人用|,走流程}",
    "{办公室|仓库|新人|会议室|产线}{缺|少|需要|没有}{显示器|两台电脑|打印纸|椅子|扳手}{了|},{买几个|采购一下|申请采购|买10个|订一批}",
    "{我想|我要|想|得}{买东西|采购点东西|买点办公用品|采购一批物料|买设备|报销|报个账|请假|出个差旅报销|提个变更|立项}",
    "{住宿|酒店|机票|打车|停车|餐饮|加油}{费|}{|花了}{320|1260元|两百多|八十五},{给报一下|帮我报了|报一下吧|我要报销|报了吧}",
    "{和|跟|同}{蓝天科技|华东电子|移动}{签的|谈的|的}{合同|协议|NDA|补充协议}{要审|审一下|要审一下|走下审批|帮忙过审|提交审批}",
    "{把|将}{HR系统|官网|WMS|网关|报表服务}{部署到|发布到|上到|装到}{生产|测试环境|预发|云服务器}{|,今晚|,黄磊负责}",
    "{客户|沃尔玛|医院那边|经销商}{投诉|反映|来电说}{插头松动|屏幕有坏点|噪音大|收到的是坏的}{,记录一下|,登记|,记一下|,开单|,客诉走起来}",
    "{给|为}{Comet耳机|海燕手环|智能灯|新款音箱}{立项|立个项|发起立项|走立项流程}{|,预算100万}",
    "{这个|表带|外壳|屏幕}{变更|客诉|立项|采购}我来{提|发起|走},{影响不大|预算八万|下周要|影响交期三天}",
    "{客诉|采购|立项|变更}{那个|}{给我|帮我}{立上|提上|建上|开起来|走上|递一张}",
    "{采购|报销|请假|变更}{这块|单子|申请|}{帮我|给我|替我}{提一张|递一下|走一个|填一个|交一个}{,打印纸五箱|,打车45|,周四下午|}",
    "{缺人手了|服务器扛不住|电池供不上|设备老化}{,|}{采购两台新的|得买三台|申请采购一批|走个采购}",
    "{i need|need|want} {a day off|tomorrow off|two days of leave|friday afternoon off|a sick day}{| please| for a doctor's visit|, family matter}",
    "{taking|I'll take|I'm taking} {thursday|tomorrow|the 5th} {off|as leave|as a sick day|as annual leave}{| please|}",
    "{need|we need|want} to {buy|order|purchase|get} {4 chairs|a printer|two monitors|10 keyboards}{|, 3k| for the new hires}",
    "{expense|claim|reimburse} {180 for taxi|my hotel, 900 yuan|the client dinner, 650|45 parking}{| please| yesterday}",
    "{get|have|put} {the Acme contract|our lease|the NDA with Orion} {reviewed|through review|approved by legal via the process}{, 300k|}",
    "{deploy|release|roll out|push} {the CRM|version 3 of the portal|the MES} to {production|staging|test} {tonight|on Saturday|, owner Huang Lei}",
    "{lodge|enter|make|prepare} {an expense|a complaint|a leave request|a purchase request} for {me|us|the team}{: taxi, 42|, next Monday|}",
    "{customer|Acme|a client} {complained|is complaining|complains} {about|that} {late delivery|the noise|the battery died}{, log it please|, please open a case|, start the process}",
    "{请|麻烦}{帮我|给我}{请|休}{三天|一天}{年假|病假}",
    "{我|本人}{因病|因事|因搬家}{需|要}{请假|休假}{一天|两天|}{,11月3日|,明天起}",
    "{put through|send in|place|cut} {a PO|a purchase order|an order request} for {12 webcams|8 chairs|two routers}{|, 4k}",
    "{我老婆要生了|家里老人住院|要结婚了|孩子幼升小},{请陪产假十天|请个假照顾两天|请婚假一周|请三天假}",
    "{I'm|I am} {out sick|off sick|on vacation|out of office} {today|tomorrow|from Dec 24 to Jan 2|next week}{, please file it|, log my leave|}",
    "{安排|整|盘|搞|办|弄|来}{个|一个|一波}{采购|立项|报销|请假|评审|推广}{,探头二十根|,名字叫青鸟|,昨儿打车四十八|,下周三|}",
    "{兹|现|特|拟}{申请|提请|呈请}{费用报销|采购|请假|变更审批|合同审批}{人民币叁仟元整|三台设备|三日|,事由为客户接待|,请审批}",
    "{就|关于}{电池供应商调整|外壳改色|新品青鸟}{事宜|}{提请变更|申请立项|发起变更审批}",
    "{明儿|明天|今儿下午|后天}{不来了|有事不来|来不了},{请个事假|给我请个假|算年假|按调休走}",
    "{新来的|实习生|同事}{没电脑|缺显示器|没工位},{采购|买|申请}{两台笔记本|一台显示器|一张桌子}",
    "{有个|一个}{顾客|用户|客户}{说|讲|反馈}{手环过敏|屏幕裂了|漏电},{立个客诉|建客诉单|走客诉处理}",
    "{跟|和|请}{客户|供应商}{吃了顿饭|喝了咖啡|打车}{六百八|一百二},{能报的话报一下|给我报了|报销一下}",
    "{vacation|annual leave|sick leave|time off}{:|,| from}{ Dec 24 to Jan 2| next Monday| tomorrow and Friday}{ please|, please file it|}",
    "{we need|I'd like|let's do} {an ECR|a PO|an NPI|a CR} for {the cheaper motor|5 desks|the blue bird project}",
    "{产线|车间|实验室}{螺丝刀|烙铁|夹具}{坏了|不够|丢了}{,| }{买五把新的|补十个|采购两套}",
    "{年假|事假|病假|调休}{,|:|}{12月3号|下周一|明后两天}{|,回老家|,谢谢}",
    "{出差补贴|高铁票|住宿费}{和打车费|}{一共|共|合计}{一千四|860|两千出头}{,我要报销|,报了吧|,走报销}",
    "{合同|协议}{草案|初稿|定稿}{出来了|好了},{跟万达的|对方中兴|和医院的}{,三百八十万|},{帮忙送审|走审批|提合同审批}",
    "我{明天|后天|下周一|周五|下午|今晚}{要|得|想}请假{|,看牙|,有事|,去医院|陪孩子}",
    "{明天|后天|下周一|周四下午|这周五}请{假|个假|事假|病假}{|去看牙|陪老人|去办事|看医生|,家里有事}",
    "{孩子|老人|我}{发烧|不舒服|生病|崴脚}了{,|}{明天|今天|下午}请{个|一天|半天|}假",
    "{客诉|客户投诉|客诉处理}{客户是|,客户}{格兰仕|华为|海尔}{,|}{说|反映|称}{噪音大|异响|屏幕闪|不充电}",
    "{五金城|医院|电网|学校}{那边|}{投诉|反映|抱怨}{充电器|屏幕|电机|手环}{发热|异响|闪屏|断带},{记一下|登记|建单|走客诉}",
    "{start|begin|open} something new, {a workflow|a process|a request}{| I think| for us}",
    "{看一下|评审一下|评一评|评下}{新包装|表盘|logo}的{设计|方案|外观},{周三|周五下午|下周}{开评审|约个评审|走设计评审}",
    "{customer|client} {Bosch|Acme} {says|claims|reports} {the sensor is drifting|it leaks|the battery dies}, {open a case|log a case|create a complaint}",
    "{could you|can someone|please} {order|get|buy} {40 gloves|a dozen mice|6 desks} for the {warehouse|office|lab}",
    "买{5个|3台|十把|两箱|一台|8套}{鼠标|服务器|椅子|A4纸|投影|电脑|工具}",
    "{购买|采购|订购|再买|买点}{5个|三台|20把|两箱}{交换机|笔记本电脑|办公椅|硒鼓}",
    "{孩子|老妈|我}{发烧|感冒|摔伤}了{|,}{明天|后天|今天下午}{请个假|请一天假|要请假|请半天}",
    "{周三|周五|下周}{评一下|评审|评一评}{新包装|外壳|表盘}的{设计|结构|打样}",
)


def plan(slots: StartProcessSlots, view: TurnView) -> Plan:
    if slots.template and view.pressed and (number := number_in(slots.template)):
        slots = _again(view.process_meant(number), slots, view)
    found = _template(slots.template, view)
    if found is None:
        return _ask_which(slots, view)
    template = with_choices(found)
    fields = {**slots.fields, **_pressed(template, view)}
    known, doubtful = _known(template, fields, view)
    missing = doubtful or form.missing(template, known)
    if missing:
        return Ask(
            question=question(template, missing, doubtful=bool(doubtful)),
            slot=f"fields.{missing[0]}",
            form=form_card(template, known, view.directory),
            slots={"template": template.id, "title": slots.title, "fields": known},
        )
    fields, chosen = apart(known)
    command = commands.StartProcess(
        template=template.id, title=slots.title or "", fields=fields, chosen=chosen, actor=view.speaker
    )
    if view.pressed and view.values:  # the form's own submit is the confirmation
        return Do((command,))
    return Do((command,), confirm_start(template, known, slots.title, view.speaker, view.world, view.now))


def _template(template: str | None, view: TurnView) -> Template | None:
    return next((each for each in view.memory.templates() if each.id == template), None)


def _again(process: Process, slots: StartProcessSlots, view: TurnView) -> StartProcessSlots:
    """With the data of an earlier one, as far as the speaker sees them (R29)."""
    hidden = hidden_from(process, view.speaker, view.world)
    said = {name: value for name, value in process.fields.items() if name not in hidden}
    whom = {f"{WHOM}{step}": people[0] for step, people in process.chosen.items() if people}
    return slots.model_copy(update={"template": process.template.id, "fields": {**said, **whom}})


def _ask_which(slots: StartProcessSlots, view: TurnView) -> Plan:
    templates = view.memory.templates()
    if slots.template is None and slots.fields:
        raise Unclear(
            "你想改哪个流程?先说要发起什么,比如「走个采购」。",
            "Which process is that for? Say first what to start, such as “a procurement request”.",
        )
    choices = tuple(
        Button(id=f"choose/template/{each.id}", label=names.text(each.name))
        for each in templates[:MAX_CHOICES]
    )
    rest = names.listed(names.text(each.name) for each in templates[MAX_CHOICES:])
    return Ask(
        question=Text(
            zh=f"要发起哪种流程?还有:{rest.zh}。",
            en=f"Which process shall I start? There are also {rest.en}.",
        ),
        slot="template",
        choices=choices,
        slots={"title": slots.title, "fields": dict(slots.fields)},
    )


def _pressed(template: Template, view: TurnView) -> dict[str, JsonValue]:
    filled = view.filled(template)
    return {name: value for name, value in filled.items() if name in template.fields_by_id and value != ""}


def _known(
    template: Template, said: dict[str, JsonValue], view: TurnView
) -> tuple[dict[str, JsonValue], tuple[str, ...]]:
    """What fits the form, and the fields whose value does not (they are asked for again)."""
    known: dict[str, JsonValue] = {}
    doubtful = []
    for name, value in said.items():
        field = template.fields_by_id.get(name)
        if field is None:
            continue
        if field.type is FieldType.PERSON and isinstance(value, str):
            value = view.person_meant(value, slot=f"fields.{name}")
        try:
            known |= form.accepted(template, {name: value}, view.directory)
        except FieldInvalid:
            doubtful.append(name)
    return known, tuple(doubtful)


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    return done(outcomes, Text(zh="已发起", en="Started"), view.directory, now=view.now, zone=view.zone)


INTENT = IntentSpec(
    name="start_process",
    about=(
        "Start a process from a template, or correct or add a field of the one being started; never "
        "a question about which process to use."
    ),
    slots=StartProcessSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
