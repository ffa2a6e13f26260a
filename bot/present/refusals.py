"""Refusals of the engine in people's words: what is wrong, what happened instead, what can be done."""

from __future__ import annotations

from datetime import datetime, tzinfo

from bot.messages import Text
from bot.present import moments, names
from bot.present.closing import became
from engine import errors as x
from engine.people import Directory, PersonId
from engine.process import ProcessStatus, TaskStatus
from engine.template import Template

_VERBS = {
    "approve": Text(zh="同意", en="approved"),
    "reject": Text(zh="驳回", en="rejected"),
    "complete": Text(zh="标记完成", en="completed"),
    "return": Text(zh="退回", en="returned"),
    "transfer": Text(zh="转交", en="transferred"),
    "add_signer": Text(zh="加签", en="given another signer"),
    "remove_signer": Text(zh="减签", en="relieved of a signer"),
    "claim": Text(zh="领取", en="claimed"),
    "release": Text(zh="放回", en="released"),
    "take_back": Text(zh="收回", en="taken back"),
}
_ENDED = {
    ProcessStatus.COMPLETED: Text(zh="已经走完", en="is completed"),
    ProcessStatus.REJECTED: Text(zh="已被驳回", en="was rejected"),
    ProcessStatus.CANCELLED: Text(zh="已经撤回", en="was cancelled"),
}
_KINDS = {
    "process": Text(zh="流程", en="process"),
    "task": Text(zh="待办", en="task"),
    "template": Text(zh="流程模板", en="template"),
    "person": Text(zh="同事", en="colleague"),
}


def refusal(
    error: x.WorkflowError,
    directory: Directory,
    *,
    now: datetime,
    zone: tzinfo,
    template: Template | None = None,
) -> Text:
    """`template` gives field labels their names."""
    match error:
        case x.NotFound():
            kind = _KINDS.get(error.kind, Text(zh=error.kind, en=error.kind))
            return Text(
                zh=f"没有找到{kind.zh} {error.name},也可能你看不到它。请核对一下。",
                en=f"There is no {kind.en} {error.name} that you can see. Please check it.",
            )
        case x.NotYours():
            return _not_yours(error, directory)
        case x.TaskClosed():
            return _closed(error, directory, now, zone)
        case x.ProcessClosed():
            what = _ENDED.get(ProcessStatus(error.status), Text(zh="已结束", en="has ended"))
            at = moments.moment(error.at, now, zone) if error.at else Text(zh="", en="")
            return Text(
                zh=f"{error.process} {what.zh}{f'({at.zh})' if at.zh else ''},不能再操作,什么都没有改。",
                en=f"{error.process} {what.en} {at.en}".rstrip() + "; nothing was changed.",
            )
        case x.NotAllowedHere():
            verb = _VERBS.get(error.verb, Text(zh=error.verb, en=error.verb))
            return Text(
                zh=f"这一步不能{verb.zh},什么都没有改。",
                en=f"This step cannot be {verb.en}; nothing was changed.",
            )
        case x.FieldRequired():
            labels = names.listed(_label(each, template) for each in error.fields)
            return Text(zh=f"还差:{labels.zh}。", en=f"Still missing: {labels.en}.")
        case x.FieldInvalid():
            label = _label(error.field, template)
            return Text(
                zh=f"「{label.zh}」填的“{error.value}”不对,请换一个。",
                en=f"“{error.value}” does not fit “{label.en}”: it should be {error.expected}.",
            )
        case x.TooOften():
            at = moments.moment(error.urged_at, now, zone)
            return Text(
                zh=f"{at.zh} 刚催过,一小时内不重复打扰。",
                en=f"They were nudged {at.en}; once an hour is enough.",
            )
        case x.AlreadySigner() | x.PersonInactive() | x.AlreadyClaimed() | x.NotAdded():
            return _person(error, directory)
        case x.Stale():
            label = _label(error.field, template)
            return Text(
                zh=f"「{label.zh}」刚被别人改成了 {error.theirs},你填的是 {error.yours}。"
                "请看一下新的内容再决定,你的修改没有保存。",
                en=f"“{label.en}” has just been changed to {error.theirs}; you wrote {error.yours}. "
                "Please look at it again; your change was not saved.",
            )
        case x.ProcessSuspended():
            return Text(
                zh=f"{error.process} 已挂起,恢复之后才能处理;现在可以留言。",
                en=f"{error.process} is suspended and can be acted on once it is resumed; you can comment.",
            )
        case x.DelegationCircle():
            people = names.listed(names.name(PersonId(each), directory) for each in error.people)
            return Text(
                zh=f"这样会绕成一圈:{people.zh} 互相代理。请换一个人或换一段时间。",
                en=f"That would go round in a circle: {people.en} would stand in for each other. "
                "Choose somebody else, or another period.",
            )
        case x.TooLate():
            return _TOO_LATE[error.verb]
        case _:
            return _PLAIN.get(
                error.code, Text(zh="这一步现在做不了,什么都没有改。", en="That is not possible now.")
            )


_TOO_LATE = {
    "withdraw": Text(
        zh="现在不能撤回了;可以请当前处理人退回给你。",
        en="It can no longer be withdrawn; ask the holder to return it to you.",
    ),
    "take_back": Text(
        zh="后面已经有人处理过了,不能再收回;可以请当前处理人退回。",
        en="Somebody has acted upon it since, so it cannot be taken back; ask the holder to return it.",
    ),
}
_PLAIN = {
    "self_target": Text(zh="不能转给自己。", en="It cannot be handed to yourself."),
    "starter_not_allowed": Text(
        zh="申请人不能审批自己的申请,请转给别人。",
        en="The person who asked may not decide; please choose somebody else.",
    ),
    "not_suspended": Text(zh="它没有挂起,不需要恢复。", en="It is not suspended."),
    "too_deep": Text(
        zh="加签最多三层,不能再往下加了;请直接留言或抄送给对方。",
        en="Signers can be added three levels deep and no further; comment or copy them in instead.",
    ),
    "attachment_required": Text(
        zh="这一步要求上传附件,请先发文件再提交。", en="This step requires a file; please attach one first."
    ),
    "not_halted": Text(zh="它没有停住,不需要重试。", en="It is not halted; there is nothing to retry."),
    "target_invalid": Text(
        zh="不能退回到那一步;可以退回给申请人,或前面有人处理过的步骤。",
        en="It cannot go back there; return it to the starter, or to a step that somebody decided.",
    ),
    "comment_required": Text(zh="这一步需要写明理由,请补一句。", en="This needs a reason; please add one."),
    "concurrent_change": Text(
        zh="刚才有别人同时在处理,请再试一次。", en="Somebody acted at the same moment; please try again."
    ),
}


def _not_yours(error: x.NotYours, directory: Directory) -> Text:
    if error.holder is None:
        return Text(zh=f"{error.subject} 不归你处理。", en=f"{error.subject} is not yours to act on.")
    holder = names.titled(PersonId(error.holder), directory)
    if error.subject.count("-") == 1:  # a process, not a task of it
        return Text(
            zh=f"{error.subject} 是{holder.zh}发起的,要由本人或流程管理员撤回;你可以给它留言。",
            en=f"{error.subject} was started by {holder.en}; they or its administrators may withdraw it. "
            "You can leave a comment.",
        )
    return Text(
        zh=f"{error.subject} 在{holder.zh}那里,只有本人能处理。可以说「催一下」。",
        en=f"{error.subject} is with {holder.en}, who alone can act on it. You can nudge them.",
    )


def _closed(error: x.TaskClosed, directory: Directory, now: datetime, zone: tzinfo) -> Text:
    if error.status is None or error.at is None:
        return Text(zh="它已经处理过了。", en="It has been dealt with already.")
    by = PersonId(error.by) if error.by else None
    said = became(TaskStatus(error.status), error.cause, by, directory, at=(error.at, now, zone))
    return Text(zh=f"这件待办{said.zh}。什么都没有改。", en=f"{said.en}; nothing was changed.")


def _person(
    error: x.AlreadySigner | x.PersonInactive | x.AlreadyClaimed | x.NotAdded, directory: Directory
) -> Text:
    match error:
        case x.AlreadyClaimed():
            who = names.name(PersonId(error.by), directory)
            return Text(
                zh=f"{who.zh}已经领取了它,由其处理。", en=f"{who.en} has claimed it and will handle it."
            )
        case x.AlreadySigner():
            who = names.name(PersonId(error.person), directory)
            return Text(zh=f"{who.zh}已经在这一步里了。", en=f"{who.en} is part of this step already.")
        case x.NotAdded():
            who = names.name(PersonId(error.person), directory)
            return Text(
                zh=f"{who.zh}不是加签进来的,或者已经表过态,不能减签。",
                en=f"{who.en} was not added as a signer, or has decided already, and cannot be removed.",
            )
        case x.PersonInactive():
            who = names.name(PersonId(error.person), directory)
            return Text(
                zh=f"通讯录里没有在职的“{who.zh}”,请换一位。",
                en=f"“{who.en}” is not in the directory, or has left.",
            )


def _label(field: str, template: Template | None) -> Text:
    found = template.fields_by_id.get(field) if template else None
    return names.text(found.label) if found else Text(zh=field, en=field)
