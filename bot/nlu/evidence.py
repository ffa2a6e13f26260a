# ruff: noqa: E501 - a pattern is read as one line
"""The words without which an intent is hardly ever meant.

An act that no grammar knows is taken from the classifier only where one of its own words was said; and where
none was, its grammars need not be asked at all.
"""

from __future__ import annotations

import re

_WORDS = {
    "approve": r"同意|通过|批|准|过|approv|pass|lgtm|sign|accept|ok\b|green|good|审|yes|ship|签|点头|放行|绿灯|没意见|没问题|没毛病|没二话|投赞成|准|nod|clear|blessing|can go|proceed|thumbs|go ahead|ship it|endorse|approv|ap+rov",
    "reject": r"驳|拒|否(?!定|则|认)|不同意|不批|不通过|不准|不予|不能|毙|叉|reject|declin|deny|denied|refus|veto|disapprov|turn|not approv|agree|\bno\b|can'?t|won'?t|knock|cannot|不给|不过|毙|打掉|打住|免谈|没门|不能签|不签|不可以批|不认可|不赞成|反对|不支持|别让.{0,6}过|object|support|against|strike|shoot",
    "return_task": r"退|打回|返回|送回|发回|还给|back|return|rework|重提|再提|bounce|kick|踢|回炉|返|重[新填写做报]|上一[步环]|redo|rework|punt|throw|toss|rewrite",
    "complete_task": r"完|好了|搞定|交了|勾|done|finish|complet|wrap|deliver|tick|mark|结束|关|check|clos|ready|交付|上传|提交|验收|上线|发出|划掉|set with|cross|做好|弄好|写好|收尾|收工|交差|打上|结掉|结了|定稿|办妥|妥|wrapped|ship|handed|上传|OK了",
    "transfer_task": r"转|交|移|派|给|让|换|归|由|丢|甩|transfer|reassign|forward|hand|pass|give|assign|let|rout|take over|move|delegat|handle|go to|have|get|挪|塞|扔|推|换|接|归|拿去|take|own|mind|his|give",
    "add_signer": r"签|会签|审批人|一起|一块|加|也|拉|叫上|sign|approver|loop|include|approve|add|签|批|审|会签|signer|sign|approver|approval|co-?sign|loop|rope|pull",
    "delegate": r"归|单子|帮我|代|委托|授权|审批|替|顶|交给|approv|delegat|deputy|cover|behalf|stand|for me|proxy|backup|substitute|sign|代|审批|单子|委托|授权|顶|替|cover|approv|delegat|sign|deput|stand|behalf|for me|acts",
    "urge": r"催|快|赶紧|抓紧|尽快|戳|推|加急|督促|急|nudg|chas|push|poke|ping|urge|hurry|remind|prod|bump|follow up|expedit|speed|rush|move|escalat|问问|崔|quick|poke|顶|踢|动一动|磨蹭|睡着|敲|快|慢|盯|加急|麻利|kick|moving|light|fire|waiting|overdue",
    "cancel_process": r"撤|取消|作废|终止|不要了|不走|不办|不做|不买|不请|不报|关|停|收回|废|删|不用了|withdraw|cancel|pull|recall|retract|abort|terminat|scrap|kill|take back|revoke|call off|drop|void|stop|undo|close|召回|不想|不搞|不需要|no longer|提错|撤|销|收|停|黄了|不搞|call off|bin|nix|axe|ditch",
    "comment": r"留|评论|备注|批注|附|注明|写|记|说|补|标注|comment|note|remark|message|write|say|mention|回一|句|批注|记|加|add|put|jot|就(?:批|签|同意|过)|再(?:批|签)|if|once|when|as long|provided|until|after|only|without",
    "create_template": r"流程|模板|审批流|workflow|process|template|flow|procedure|流程|模板|审批",
    "snooze": r"再|延|推迟|缓|稍后|晚点|等|过|挂|搁|放|snooz|later|again|remind|postpon|defer|put|not now|come back|bring|busy|忙|没空|hold|mute|park|ping|ask|shelve|push|晾|压|弹|回头|later|tomorrow|next|monday|morning|again|circle|resurface|push|move",
    "set_reminder": r"提醒|叫|闹钟|闹铃|通知|记得|记着|别忘|喊|remind|alarm|forget|ping|notify|alert|nudge|tell|make sure|催|吱|盯|alarm|闹",
    "start_process": r"T|流程|发起|申请|采购|报一?下|报了|报销|请.{0,6}假|休.{0,6}假|部署|上线|评审|变更|投诉|客诉|process|workflow|\bflow|reimburs|expense|leave|\bday off|deploy|purchas|complaint|review|campaign|rolled out|\boff\b|推广|假条|立项|合同|[买购订]|立个?项|客诉|补货|提单|走[个一T]|开[个一T]|launch|kick off|order|buy|sick|holiday|bug",
    "check_in": r"签|卡|到|下班|上班|收工|check|clock|punch|arriv|here|site|shift|sign|leaving|work|day|到岗|撤|回家|现场|office|plant|arriv|off for|done for",
    "settings": r"语(?!音)|文|english|chinese|打扰|勿扰|静音|别|不要|摘要|汇总|日报|简报|digest|summary|quiet|disturb|mute|notif|language|mandarin|silen|提醒|总结|dnd|早报|晚报|lang|摘要|早报|dnd|吵|推消息|弹|en\b|zh\b",
    "suggest_improvement": r"建议|意见|提议|优化|改进|改善|想法|应该|可以|能不能|希望|觉得|suggest|propos|idea|feedback|improve|should|better|can we|why not|how about|反馈|不如|认为|recommend|期望|吐槽|何不|要不|最好|供参考|流程|审批|合并|并行|简化|thought|merge|help if",
    "show_chart": r"图|看板|仪表|大盘|总览|概览|瓶颈|卡|慢|忙|负[荷载]|工作量|周期|耗时|时长|多久|几天|原因|燃尽|甘特|gantt|burn|load|dashboard|bottleneck|cycle|fail|reject|busy|busiest|chart|slow|how long|overview|timeline|plot|stuck|average|board|闲|空|用时|draw|lead time",
    "report": r"报|绩效|风险|总结|report|summary|performance|risk|weekly|monthly|业绩|汇总",
}
WORDS = {intent: re.compile(pattern) for intent, pattern in _WORDS.items()}


def supported(intent: str, shape: str) -> bool:
    """Whether the words of this intent are there; an intent that has none of its own always is."""
    pattern = WORDS.get(intent)
    return pattern is None or pattern.search(shape) is not None
