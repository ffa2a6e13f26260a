# ruff: noqa: E501 - an example that stands for several is read as one line
"""`approve`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards import Card, Fact, Reply
from bot.intent import Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import names, standing
from bot.present.confirming import confirm, confirm_verb
from bot.present.done import done
from bot.view import MY_TASKS, Target, TurnView, Unclear
from engine import commands
from engine.batches import left_out
from engine.process import TaskKind
from engine.service import Outcome


class ApproveSlots(Slots):
    task: str | None = None
    all: bool | None = None
    comment: str | None = None


EXAMPLES = (
    "同意",
    "全部通过",
    "批了张伟的报销",
    "通过",
    "批准",
    "同意,没问题",
    "准了",
    "批了吧",
    "NP-12同意",
    "PR-7通过,尽快下单",
    "同意立项",
    "这个我批了",
    "审批通过",
    "都批了",
    "全部同意",
    "所有待办都通过",
    "一键通过",
    "同意孙磊的请假",
    "把李娜那个采购批了",
    "我同意了",
    "可以,批",
    "通过,注意控制成本",
    "没意见,同意",
    "同意采购,货比三家",
    "合同可以签,同意",
    "给他批了",
    "点个通过",
    "帮我同意一下",
    "请假的都批了",
    "我这边通过",
    "批一下CT-3",
    "准予通过",
    "照办,同意",
    "行,批了",
    "同易",
    "通锅",
    "approve",
    "approve PR-7, go ahead",
    "approved",
    "looks good, approve it",
    "LGTM",
    "approve all",
    "approve everything",
    "sign off on CT-3",
    "yes, approve it",
    "I approve",
    "approve Sun Lei's leave",
    "go ahead and approve NP-12",
    "approved, but watch the cost",
    "approve the contract",
    "pass it",
    "okay to proceed, approved",
    "give it my approval",
    "sign it off",
    "approve them all",
    "accept the purchase request",
    "approve一下",
    "PR-7 approve",
    "我approve了",
    "全部approve",
    "这个pass",
    "通过吧,PR-3",
    "approve everything on my plate",
    "ok to PR-3 from my side",
    "能批的都批了吧",
    "happy with PR-3, please approve",
    "老王那笔报销给批了吧",
    "没啥好说的,批",
    "给小李的请假开绿灯",
    "这单放行",
    "我看行,批了",
    "yes to NP-3",
    "it's a yes from me, approved",
    "I'm good with this, sign it off",
    "all of them approved",
    "准了准了",
    "同意同意",
    "NP-3 我点头了",
    "经审阅,予以批准,请严格控制费用。",
    "经核实无误,同意。",
    "审核无异议,予以通过。",
    "同意该申请,请按计划执行。",
    "you have my approval on NP-5",
    "I'm happy to sign this off",
    "consider it approved",
    "green light from me",
    "这个我同意啊没啥问题",
    "+1 approve",
    "NP-5 pass",
    "予以同意",
    "{NP-12|CT-9|这个|李娜的报销|那份合同|EX-118}{|我}{批准|同意|通过|准了|可以过|没意见|批了吧}{|了}{|,备注:价格合理|,意见:注意成本|,附言:尽快|,理由充分}",
    "{我这边|我|本人}{没意见|没问题|看完了|看过了|审过了}{,|,那就}{批了|通过|同意|过|准了|签了}{|吧|哈}",
    "{嗯|行|好|可以|ok|成}{|,|那}{同意|批|准了|通过|签}{|哈|吧|了|啦}",
    "{给|帮我给|麻烦给|把}{NP-12|CC三十一|他那单|小李的请假|那笔报销|这个}{批了|通过了|批掉|过了|批准|同意了}{|吧|哈}",
    "{approve|sign off|sign off on|ok|green-light|pass|accept} {NP-12|EX-118|Li Na's claim|this one|the contract|the purchase}{|, note: receipts verified|, comment: fair price|with the note: looks fine| with comment: go fast|, all good|, price is fair| please}",
    "{please|pls|can you|go ahead and|kindly|I'd like you to} {approve|sign off|okay|pass} {it|PR-7|this request|the leave|CT-3|Sun Lei's trip}{| for me| now| thanks|, thanks}",
    "{I|We} {approve|approve of|am fine with approving|hereby approve|sign off on} {NP-5|this|it|the budget|the deployment}{|.|, proceed}",
    "{NP-30|PR-44|这个|EX-9|李总那单} {approve|approve一下|approve掉|pass|pass掉|sign off|ok}{|,comment写:注意控制成本|,comment是可以|,note:尽快|吧|了}",
    "{待我批的|手上的|我名下的|剩下的|这几个|所有|今天的}{全部|都|全|通通|一起}{批了|通过|同意|approve|批准|过了}{|吧}",
    "approve {absolutely everything|all of them|the lot|all pending|all my requests|whatever is waiting} {in my queue|on my desk|on my list|for me|please|now}",
    "{经审核|经研究|经核实|材料齐全|核对无误|审阅完毕}{,|,现}{予以通过|同意|予以批准|准予通过|批准}{。|,请执行|,请按计划办理}",
    "{看了三遍|刚开完会|忙到现在|刚对过数字|和法务聊过了|材料都看了}{,没问题|,放心了|,心里有数了|,终于有空}{,CC-40我批准|,这单我同意|,NP-3给他批了吧|,PR-8通过|,那个采购批了}",
    "{yes|sure|fine|okay|yep|alright|good}{,| -|.} {approved|approve it|sign it|go ahead and approve|let it pass|I approve}",
    "{批|准|过|同意}{一下|了|吧|了吧|掉}{PR-7|老张的请假|这个采购|设计评审|那单}",
    "{looks good|all fine|numbers check out|happy with it|no objections|no concerns}{,| -|;} {approve|approved|sign it off|approve NP-3|pass it|let it through}",
    "{aprove|aproved|approv|approval for} {PR-52|it|NP-2|this}{|, price is fair|, thanks}",
    "{设计评审|表盘图标评审|服务器采购|年度合同}{我同意|我批了|我这边通过|我没意见}{|,备注:颜色按B方案|,备注 可以|,注明:下周执行|,意见是:尽快}",
    "{CT-102|NP-9|这单|他的差旅|采购那条}{我没意见|我没啥说的|没毛病|看着行|我OK}{,|,那}{签吧|过吧|批吧|放行|给过}{|,早点办|,别拖了}",
    "{我这边的|手头的|待批的|名下的|排着队的}{全|都|统统|一股脑}{批了吧|过了|签了|放行吧|同意了}{|别一个个点了|,省得麻烦|,我都看过|,辛苦}",
    "{老板都发话了|材料我看过|预算也够|没什么可挑的|人家急用}{,|,那}{这单我签,通过|PR-3放行|NP-2我点头|CT-70签了|给他开绿灯}",
    "{给|为}{NP-4|这个采购|老王的假条|那份协议}{放行|点个头|盖个章|开绿灯|亮绿灯|签个字}{|吧|,没问题}",
    "go ahead {and okay|with|and sign|and pass|and clear} {LV-31|the trip|it|PR-2}{|, enjoy the beach|, all yours|, budget is there}",
    "{give|you've got|has} {LV-2|it|this one|the order} {the nod|my blessing|the green light|the go-ahead|a thumbs up}{|, do it soon}",
    "{I'm good with|I'm happy with|no issues with|nothing against|works for me:} {NP-8|the quote|CT-4|this request}{, approve|, sign it off|, let it through|, go ahead and approve}",
    "{这笔|那条|EX-7|老李的加班餐}{报销|采购|申请|}{没问题|合理|正常|可以},{批|过|准|同意}{了|掉吧|,下次注意发票|}",
    "{LV-3|请假|他的年假}{准|批|ok|给假}{了|,好好休息|,玩得开心|吧}",
    "{please|kindly} {sign|approve} {the|my pending} {contracts|requests|batch|leave requests}{ all| for me| today|}",
    "{将|把}{我名下|本人}{所有|全部}{待审批的事项|待办|申请}{一并|全部|统一}{予以批准|通过|同意}",
    "{一个不落|一口气|一次性}{,|}{统统通过|全批了|都同意|都过了}",
    "approve {it|this|that|them}{|.|!| now| please}",
    "{若审核无误|如上|既然没问题}{,|,那}{同意|予以通过|批准}",
    "{CR-9|那个改动|这个变更|NP-2}{我看了下|我看过|瞧了瞧}{影响不大|没啥风险|挺合理|可行}{,|,那就}{给他过|过吧|批了|放行}",
    "{okay by me|fine by me|no problem from my side|works for me}{,|:} {PR-31 can go|NP-3 can proceed|approve it|let CT-2 through}",
    "把{等我签的|要我批的|我这儿的|摆我面前的}{都|全}{签了|批了|过了|处理成同意}",
    "{行吧行吧|得嘞|妥妥的|没说的|那必须}{,|}{NP-20批|这单过|批了|同意}",
    "{I've read|having checked|went through} {CT-77|the quote|the numbers}{,|;} {sign it off on my behalf|approve|it's approved|good to sign}",
    "{老马那趟出差|小赵的加班餐|这次培训费}{费用合理|不贵|符合标准}{,|}{同意报|批了|通过|给报}",
    "{跟李总商量过了|客户那边确认了|上次说好的}{,|}{NP-8同意|这单批|把PR-3批掉|给过}",
    "{LGTM|lgtm|looks good to me|+1|thumbs up} {on|for|to} {NP-7|CT-3|this|the quote}{|, ship it|, go}",
    "{you may|you can|please do|feel free to} {approve|sign|pass|clear} {PR-62|it|this one}{ for me| on my behalf||, I've checked}",
    "{I'm okay with|I back|I endorse|I've no objection to|happy to approve} {NP-7|the request|his trip|this}{|, approved|, so approve it|, sign off}",
    "{EX-91|CR-4|PR-6} {is correct|is in order|checks out|is reasonable}{,| -} {approve|approved|pass it|sign off}",
    "{同意|批准|准予}{放款|付款|执行|采购|立项|出差}{,|}{EX-91|NP-7|}{|,尽快}",
    "{剩余|其余|其他}{待批的|单子|申请}{请|}{一并|都|全部}{通过|批了|同意}",
    "{给}{老郭|小赵|何平}的{采购|报销|请假}{签了|批了|点通过|放行}",
    "{过|批|准|行}{,|!|。}{CR-44|NP-7|这单}{|尽快|执行吧}",
    "{法务意见已吸收|条款已核对|数字没问题}{,|}{CT-61同意签署|同意签批|NP-7同意执行|准予付款}",
    "{这个月|本周|今天}所有{报销|请假|采购}都{给过|批了|同意|放行}",
    "{批|签}!{就这么干|没二话|马上办}{|,NP-64|,CT-6}",
    "{客户等着发货|领导在催|时间紧}{,|}{PR-90我这关过了|NP-3我投赞成票|CT-8我点头|这单我没二话,批}",
    "{CR-33|NP-71}{没啥好犹豫的|没得说|无可挑剔|理由充分}{,|}{批|同意|通过|过}",
    "{这几个|那些|小额}{报销|请假|采购}{全|都|一起}给{他们|大家|他}{过了吧|批了|通过吧|签掉}",
    "{我投赞成票|我赞成|我举双手赞成|没异议}{,批准|,NP-71过|,通过|,同意}",
    "{thumbs up|a yes|green light|my ok} {on|for|to} {EX-140|CT-2|the marketing one} {from me|from my side|, proceed}",
    "{孙磊|小赵|老郭}的{加班调休|出差|报销|采购}我{准了|批了|同意|没意见,过}",
    "{yeah|yup|alright} go ahead, approve {the marketing one|EX-1|it|that request}",
    "{LV-61|EX-8|这单}{ |,|}{老婆生娃|家里有急事|情况属实|客户在等},{批了让他赶紧回去|批了吧|同意,快去|准了}",
    "把{研发部|小赵|他们组}提的{那几单|那两个|几个采购}{都|全}{批一下|批了|通过|同意掉}",
    "{on board with|comfortable with|behind} {NP-83|it}, {please sign off|approve|go ahead}",
    "{张伟|老何|他|刘洋}{那个|的}{报销|采购|假|单子|合同}我{同意|批}{了|}",
    "{批批批|同意同意|过过过|准准准}{|,没问题|,赶紧的}",
    "{没啥说的|没得说|我看行|妥|OK的|挺好},{同意|批了吧|过|准了|通过}",
    "{老何|张伟|小郑}的{采购|假|报销}{我批了|我准了|可以过|给批了吧|通过吧}",
    "{happy|glad|fine|good} to {sign this off|approve this|let it through|give it my OK}",
    "{yep|sure|okay|great},? {go for it|approved|do approve it|sign it through}",
    "同意{该|此|本}{申请|报销|采购|合同|请求}",
    "{approved|approving|OK'd} {from|on} my {side|end|part}",
)


VERB = Text(zh="同意", en="Approve")
KINDS = frozenset({TaskKind.APPROVAL})
_EXCEPT = re.compile(
    r"(?:除[了开]?|\b(?:except(?: for)?|apart from|other than|all but|everything but)\b)"
    r"(?P<what>.+?)(?:[之以]?外|[,,。;;.]|其[他它余]|都|全|剩下|$)",
    re.IGNORECASE,
)


def plan(slots: ApproveSlots, view: TurnView) -> Plan:
    several = _all(view) if slots.all else view.tasks_named(KINDS)
    together = slots.all or len(several) > 1
    left: list[tuple[Target, str]] = []
    if together:
        targets, left = _fit_together(several, view)
    else:
        targets = [view.task_meant(slots.task, KINDS)]
    comment = view.values.get("comment", "")
    if len(targets) == 1:  # what is said of several is no comment on each
        comment = slots.comment or comment
    approvals = tuple(
        commands.Approve(
            process=each.process.number,
            task=each.id,
            actor=view.speaker,
            comment=comment,
            fields=view.filled(each.process.template),
            files=view.files_for(each.id),
        )
        for each in targets
    )
    if view.pressed:
        return Do(approvals)
    if len(targets) == 1:
        note = Text(zh="意见", en="Comment")
        return Do(approvals, _confirm_one(targets[0], comment, note, view, left))
    return Do(approvals, _confirm_all(targets, view, left))


def _confirm_one(
    target: Target, comment: str, label: Text, view: TurnView, left: Sequence[tuple[Target, str]]
) -> Card:
    return confirm_verb(
        VERB,
        target.process,
        view.world,
        view.now,
        note=comment,
        label=label,
        context=_without(left),
        viewer=view.speaker,
    )


def _fit_together(several: list[Target], view: TurnView) -> tuple[list[Target], list[tuple[Target, str]]]:
    """Those that want nothing beyond a yes, and the others with what they want (R73)."""
    found = [(each, left_out(each.process, each.task) if each.task else None) for each in several]
    targets = [each for each, why in found if why is None]
    left = [(each, why) for each, why in found if why is not None]
    if not targets and (words := _without(left)) is not None:
        raise Unclear(words.zh, words.en, MY_TASKS)
    return targets, left


_WANTS = {
    "single": Text(zh="要单独审批", en="to be decided by itself"),
    "comment": Text(zh="要写意见", en="wants a comment"),
    "files": Text(zh="要附文件", en="wants a file"),
    "fields": Text(zh="要补填表单", en="wants fields filled in"),
}


def _without(left: Sequence[tuple[Target, str]]) -> Text | None:
    if not left:
        return None
    named = names.listed(
        Text(
            zh=f"{each.process.number} {each.process.title}({_WANTS[why].zh})",
            en=f"{each.process.number} {each.process.title} ({_WANTS[why].en})",
        )
        for each, why in left
    )
    return Text(zh=f"请单独处理:{named.zh}。", en=f"To be dealt with one by one: {named.en}.")


def _all(view: TurnView) -> list[Target]:
    targets = [
        Target(process, task.id, task)
        for process, task in view.memory.open_tasks(view.speaker)
        if task.kind in KINDS
    ]
    if not targets:
        raise Unclear("你手上现在没有等着审批的事。", "Nothing awaits your approval right now.", MY_TASKS)
    return _without_exceptions(targets, view)


def _without_exceptions(targets: list[Target], view: TurnView) -> list[Target]:
    """除了 PR-7 都同意: what is excepted has to be found, or nothing is approved."""
    excepted = _EXCEPT.search(view.said)
    if excepted is None:
        return targets
    words = re.sub(r"^[\s,,]+|[\s,,]+$", "", excepted["what"])
    kept_back = {each.id for each in view.tasks_like(words, targets)}
    left = [each for each in targets if each.id not in kept_back]
    if not kept_back or not left:
        raise Unclear(
            f"除“{words}”以外要同意哪些,我没对上,所以一件都没批。说编号就行。",
            f"I could not tell what “all but {words}” leaves, so nothing was approved. Tell me the numbers.",
            MY_TASKS,
        )
    return left


def _confirm_all(targets: Sequence[Target], view: TurnView, left: Sequence[tuple[Target, str]]) -> Card:
    facts = [
        Fact(label=Text(zh=each.process.number, en=each.process.number), value=_what(each, view))
        for each in targets
    ]
    count = len(targets)
    title = Text(zh=f"同意这 {count} 项?", en=f"Approve these {count}?")
    return confirm(title, facts=facts, context=_without(left))


def _what(target: Target, view: TurnView) -> Text:
    who = names.name(target.process.starter, view.directory)
    name = standing.template_name(target.process)
    title = target.process.title
    return Text(zh=f"{title}({name.zh},{who.zh})", en=f"{title} ({name.en}, {who.en})")


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    return done(outcomes, Text(zh="已同意", en="Approved"), view.directory, now=view.now, zone=view.zone)


INTENT = IntentSpec(
    name="approve",
    about=(
        "Approve: a clear, unconditional, present yes by the speaker to an approval; not reports, "
        "questions, negations or conditions."
    ),
    slots=ApproveSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
