# ruff: noqa: E501 - an example that stands for several is read as one line
"""`suggest_improvement`: suggest how a process could be improved."""

from __future__ import annotations

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class SuggestImprovementSlots(Slots):
    text: str | None = None
    template: str | None = None


EXAMPLES = (
    "建议把法务审核提前",
    "我有个建议,采购流程减少一级审批",
    "提个建议:报销可以自动审核小额",
    "建议合同审批和财务并行",
    "优化建议:请假三天以内不用总监批",
    "能不能把设计评审改成线上",
    "建议新品立项去掉重复的财务审核",
    "我觉得报销流程太长了,应该精简",
    "希望采购申请能自动带出供应商",
    "改进意见:审批超时自动升级",
    "建议增加一个加急通道",
    "流程可以优化一下,法务和质量同时审",
    "提议把评审会放到周二",
    "建议取消纸质签字",
    "给个改进建议,变更申请加上影响评估模板",
    "反馈一下,请假审批太慢,建议主管直接批",
    "建议客诉处理24小时内必须响应",
    "我提议市场推广的预算门槛提高到30万",
    "建议减少审批环节",
    "流程改进:IT部署先测试再审批",
    "suggestion: run legal in parallel with finance",
    "I suggest skipping the CFO for small amounts",
    "improvement idea: auto-approve expenses below 200",
    "can we drop the second approval in procurement",
    "it would be better to do design review earlier",
    "suggest merging the two finance steps",
    "my suggestion is to shorten the leave process",
    "feedback: contract review takes too long, let legal go first",
    "I propose moving quality check before purchasing",
    "we should automate small claims, just a suggestion",
    "suggest that PMO be notified earlier",
    "idea for improving onboarding: add a checklist",
    "建议procurement流程少一个approval",
    "suggestion:把legal放到前面",
    "能不能把设计评审和测算改成并行,这样快点",
    "给你们提个建议 通知别一天发三遍 一遍就够了",
    "please make the reason field optional in leave, just a suggestion",
    "以后能让申请人看到进度就好了,算个建议",
    "有个想法哈,一万以下的能不能经理批完就完事",
    "why not let design and legal review at the same time? put that down as a suggestion",
    "采购最好加上比价这一步",
    "流程里少一步复核会快很多,供参考",
    "我提个建议啊报销一千以下的就不要走总监了",
    "建议优化请假流程,减少审批层级。",
    "兹建议将法务审核前置。",
    "be nice if small claims skipped the CFO, just a thought",
    "{我建议|建议|提个建议|我有个建议|有个想法|提个 suggestion}{:|,|}{把预算审核放到立项前面|会签先过法务|质检和评审并行|发票拍照上传就行|小额免总监审批|先过 design 再过 finance}",
    "{对|针对|关于}{费用报销流程|采购审批|请假流程}{提个建议|的改进建议|有个建议|的优化意见}{:|,}{500元以下免总监审批|发票拍照上传就行|主管批就够了}",
    "{here's a suggestion|suggestion|my suggestion|I suggest|I propose|an idea}{:| -|,} {drop the second signature on small orders|run legal in parallel with finance|skip the CFO below 1k|merge the two reviews}",
    "{每次都要来回跑|样件来回寄太慢|一等就是一礼拜|流程太长了}{,|,所以我}{建议质检和评审并行|建议合并两个环节|提个建议:线上签|建议去掉这一步}",
    "{给流程提个意见|我给报销提个建议哈|吐个槽|有个改进想法}{:|,}{超时的该自动升级到上级|支持批量上传发票|让质量和设计同时评审|表单太长砍一半}",
    "{feedback on the leave form|an improvement idea|proposal|one thought}: {let us pick half days|attach the 3D file by default|merge the two checks|send it to legal first}",
    "{合同审批|报销|请假}{能不能|可以}{改进一下|优化下|简化点}{:|,}{十万以下不用总经理签|拍照就行|自动带出余额|少一级}",
    "{我觉得|感觉|个人认为}{采购申请|报销|合同审批}里{总监那步|法务那关|会签}{可以去掉|太多余|放前面更好|应该并行}{|,反馈一下|,提个建议|,你记下}",
    "{能不能|要不|不如}让{小额采购|百元报销|短期请假}{跳过财务总监|免审批|组长批就行}{,太慢|,省事|,建议考虑}",
    "{建议|希望}{报销单能自动识别发票|系统记住常用供应商|审批超时自动提醒|请假不用填两遍}",
    "it {would help|would be great|might be better} if {contract review allowed parallel signing|claims could be photographed|finance came before legal}{|, just an idea}",
    "{提议|倡议|建议}{:|,}{客诉单自动同步给质量部|评审改线上|打卡支持定位}",
    "{why not|could we|maybe we could} {merge the two approval steps|drop the paper form|let managers approve small claims}{?|, it'd be faster|}",
    "{may I|let me|can I|I'd} {propose|suggest} {something|one thing|an idea}: {auto-remind approvers after 48 hours|skip legal for renewals|merge the two finance steps}",
    "{有一点|有个地方|有处|我}{想改进|可以改进|能优化|值得改}{:|,}{批完之后应该通知仓库|退回时要写明原因|报销不用贴两遍票}",
    "{吐槽转建议|说个建议|冒昧提一句|个人看法}:{请假三天内主管批就够了|采购能不能合并|审批人别超过三个}",
    "{要我说|依我看|讲真|我看}{报销|采购审批|请假}就该{线上传发票|少一级|合并审|手机上批}",
    "why {don't we|not} {let managers approve under 1000|skip legal for small ones|batch the claims|send reminders earlier}{|?}",
    "{it'd|it would} {help|be nice|save time} to {get a reminder two days before|merge the steps|have a template for NDAs}",
    "{提个|有个|说个}{小想法|小建议|不成熟的想法},{评审可以线上开|采购可以并行审|客诉先分级}",
    "{能不能|可否|是不是可以}把{请假审批|采购流程|报销步骤|合同会签}{简化|精简|缩短|优化|合并}{一下|些|}",
    "希望{请假|报销|审批}能{手机上直接批|自动汇总|快点|少填几项}",
    "{建议|希望}{驳回|退回|审批}时{必须|要|都}{写清理由|填原因|附说明}",
    "{流程|审批|步骤}太{长|多|绕}了,{能不能|可否}{减掉一步|少签一个|砍几道}",
)

INTENT = IntentSpec(
    name="suggest_improvement",
    about="Suggest how a process could be improved.",
    slots=SuggestImprovementSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
)
