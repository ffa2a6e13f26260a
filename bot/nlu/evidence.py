# ruff: noqa: E501 - a pattern is read as one line
"""The words without which an intent is hardly ever meant.

An act that no grammar knows is taken from the classifier only where one of its own words was said; and where
none was, its grammars need not be asked at all.
"""

from __future__ import annotations

import re

_WORDS = {
    "approve": r"同意|通过|批|准|过|approv|pass|lgtm|sign|accept|ok\b|green|good|审|yes|ship",
    "reject": r"驳|拒|否|不同意|不批|不通过|不准|不予|不能|毙|叉|reject|declin|deny|denied|refus|veto|disapprov|turn|not approv|agree|\bno\b|can'?t|won'?t|knock|cannot|不给|不过",
    "return_task": r"退|打回|返回|送回|发回|还给|back|return|rework|重提|再提|bounce|kick",
    "complete_task": r"完|好了|搞定|交了|勾|done|finish|complet|wrap|deliver|tick|mark|结束|关|check|clos|ready|交付|上传|提交|验收|上线|发出|划掉|set with|cross",
    "transfer_task": r"转|交|移|派|给|让|换|归|由|丢|甩|transfer|reassign|forward|hand|pass|give|assign|let|rout|take over|move|delegat|handle|go to|have|get",
    "add_signer": r"签|会签|审批人|一起|一块|加|也|拉|叫上|sign|approver|loop|include|approve|add",
    "delegate": r"归|单子|帮我|代|委托|授权|审批|替|顶|交给|approv|delegat|deputy|cover|behalf|stand|for me|proxy|backup|substitute|sign",
    "urge": r"催|快|赶紧|抓紧|尽快|戳|推|加急|督促|急|nudg|chas|push|poke|ping|urge|hurry|remind|prod|bump|follow up|expedit|speed|rush|move|escalat|问问|崔|quick|poke",
    "cancel_process": r"撤|取消|作废|终止|不要了|不走|不办|不做|不买|不请|不报|关|停|收回|废|删|不用了|withdraw|cancel|pull|recall|retract|abort|terminat|scrap|kill|take back|revoke|call off|drop|void|stop|undo|close|召回|不想|不搞|不需要|no longer|提错",
    "comment": r"留|评论|备注|批注|附|注明|写|记|说|补|标注|comment|note|remark|message|write|say|mention",
    "create_template": r"流程|模板|审批流|workflow|process|template|flow|procedure",
    "snooze": r"再|延|推迟|缓|稍后|晚点|等|过|挂|搁|放|snooz|later|again|remind|postpon|defer|put|not now|come back|bring|busy|忙|没空|hold|mute|park|ping|ask|shelve|push",
    "set_reminder": r"提醒|叫|闹钟|闹铃|通知|记得|记着|别忘|喊|remind|alarm|forget|ping|notify|alert|nudge|tell|make sure|催",
    "start_process": r"T|流程|发起|申请|采购|报一?下|报了|报销|请.{0,6}假|休.{0,6}假|部署|上线|评审|变更|投诉|客诉|process|workflow|\bflow|reimburs|expense|leave|\bday off|deploy|purchas|complaint|review|campaign|rolled out|\boff\b|推广|假条|立项|合同",
    "check_in": r"签|卡|到|下班|上班|收工|check|clock|punch|arriv|here|site|shift|sign|leaving|work|day",
    "settings": r"语|文|english|chinese|打扰|勿扰|静音|别|不要|摘要|汇总|日报|简报|digest|summary|quiet|disturb|mute|notif|language|mandarin|silen|提醒|总结|dnd|早报|晚报",
    "suggest_improvement": r"建议|意见|提议|优化|改进|改善|想法|应该|可以|能不能|希望|觉得|suggest|propos|idea|feedback|improve|should|better|can we|why not|how about|反馈|不如|认为|recommend|期望|吐槽|何不|要不|最好|供参考",
    "show_chart": r"图|看板|仪表|大盘|总览|概览|瓶颈|卡|慢|忙|负[荷载]|工作量|周期|耗时|时长|多久|几天|原因|燃尽|甘特|gantt|burn|load|dashboard|bottleneck|cycle|fail|reject|busy|busiest|chart|slow|how long|overview|timeline|plot|stuck|average|board|闲|空|用时|draw|lead time",
    "report": r"报|绩效|风险|总结|report|summary|performance|risk|weekly|monthly|业绩|汇总",
}
WORDS = {intent: re.compile(pattern) for intent, pattern in _WORDS.items()}


def supported(intent: str, shape: str) -> bool:
    """Whether the words of this intent are there; an intent that has none of its own always is."""
    pattern = WORDS.get(intent)
    return pattern is None or pattern.search(shape) is not None
