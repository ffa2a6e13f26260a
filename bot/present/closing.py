"""What became of a task that somebody else's act, a rule or the clock has closed: the true cause, by whom."""

from __future__ import annotations

from datetime import datetime, tzinfo

from bot.messages import Text
from bot.present import moments, names
from engine.people import Directory, PersonId
from engine.process import TaskStatus

_OWN = {
    TaskStatus.APPROVED: Text(zh="已由 {who} 同意", en="Approved by {who}"),
    TaskStatus.COMPLETED: Text(zh="已由 {who} 完成", en="Completed by {who}"),
    TaskStatus.REJECTED: Text(zh="已由 {who} 驳回", en="Rejected by {who}"),
    TaskStatus.RETURNED: Text(zh="已由 {who} 退回", en="Returned by {who}"),
    TaskStatus.TRANSFERRED: Text(zh="已由 {who} 转交", en="Transferred by {who}"),
    TaskStatus.SKIPPED: Text(zh="已由 {who} 先决定,无需再处理", en="Settled by {who}"),
    TaskStatus.CANCELLED: Text(zh="已由 {who} 取消", en="Cancelled by {who}"),
}
_CLOCK = {
    TaskStatus.APPROVED: Text(zh="超时,已自动同意", en="Approved by the time limit"),
    TaskStatus.COMPLETED: Text(zh="超时,已自动完成", en="Completed by the time limit"),
    TaskStatus.REJECTED: Text(zh="超时,已自动驳回", en="Rejected by the time limit"),
    TaskStatus.RETURNED: Text(zh="已退回", en="Returned"),
    TaskStatus.TRANSFERRED: Text(zh="超时,已自动转交", en="Transferred by the time limit"),
    TaskStatus.SKIPPED: Text(zh="无需处理", en="Not needed"),
    TaskStatus.CANCELLED: Text(zh="已取消", en="Cancelled"),
}
_HANDED_OVER = Text(zh="已由 {who} 交接", en="Handed over by {who}")
_ENOUGH_LEFT = Text(zh="已由 {who} 交接,余下的票已够通过", en="Passed when {who} handed work over")
_BY_SOMEBODY = {
    (TaskStatus.SKIPPED, "decided"): _OWN[TaskStatus.APPROVED],
    (TaskStatus.SKIPPED, "completed"): _OWN[TaskStatus.COMPLETED],
    (TaskStatus.SKIPPED, "removed"): Text(
        zh="已由 {who} 减签,余下的票已够通过", en="Passed when {who} removed a signer"
    ),
    (TaskStatus.SKIPPED, "left"): _ENOUGH_LEFT,
    (TaskStatus.SKIPPED, "merged"): _ENOUGH_LEFT,
    (TaskStatus.SKIPPED, "migrated"): Text(
        zh="已由 {who} 换成新版本,按新规则已通过", en="Passed by the version that {who} moved it to"
    ),
    (TaskStatus.CANCELLED, "rejected"): _OWN[TaskStatus.REJECTED],
    (TaskStatus.CANCELLED, "returned"): _OWN[TaskStatus.RETURNED],
    (TaskStatus.CANCELLED, "taken_back"): Text(zh="已被 {who} 拿回", en="Taken back by {who}"),
    (TaskStatus.CANCELLED, "withdrawn"): Text(zh="申请已由 {who} 撤回", en="Withdrawn by {who}"),
    (TaskStatus.CANCELLED, "cancelled"): Text(zh="流程已由 {who} 作废", en="Process cancelled by {who}"),
    (TaskStatus.CANCELLED, "removed"): Text(zh="已由 {who} 减签", en="Removed as a signer by {who}"),
    (TaskStatus.CANCELLED, "left"): _HANDED_OVER,
    (TaskStatus.CANCELLED, "merged"): Text(
        zh="已由 {who} 交接,并入接手人自己的一票", en="Handed over by {who} to somebody who signs already"
    ),
    (TaskStatus.CANCELLED, "jumped"): Text(
        zh="流程已由 {who} 跳转到别处", en="Moved to another step by {who}"
    ),
    (TaskStatus.CANCELLED, "edited"): Text(
        zh="内容已由 {who} 修改,要重新表态", en="Content changed by {who}, to be decided anew"
    ),
    (TaskStatus.CANCELLED, "migrated"): Text(
        zh="流程已由 {who} 换成新版本,这一步重来", en="Moved to a new version by {who}, the step begins anew"
    ),
    (TaskStatus.CANCELLED, "finished"): Text(
        zh="别的分支已由 {who} 办完,流程结束", en="The process ended in another branch, by {who}"
    ),
    (TaskStatus.TRANSFERRED, "asked_before"): Text(
        zh="{who} 已请人先签,要自己处理请先减签",
        en="{who} asked others to sign first; remove them to act at once",
    ),
    (TaskStatus.TRANSFERRED, "reassigned"): Text(zh="已由 {who} 改派", en="Reassigned by {who}"),
    (TaskStatus.TRANSFERRED, "left"): _HANDED_OVER,
}
_BY_ITSELF = {
    (TaskStatus.SKIPPED, "timeout"): Text(zh="超时,已自动处理", en="Settled by the time limit"),
    (TaskStatus.CANCELLED, "rejected"): Text(zh="流程已驳回", en="The process was rejected"),
    (TaskStatus.CANCELLED, "returned"): Text(zh="已退回", en="Returned"),
    (TaskStatus.CANCELLED, "cancelled"): Text(zh="流程已取消", en="The process was cancelled"),
    (TaskStatus.CANCELLED, "finished"): Text(zh="流程已结束", en="The process has ended"),
}


def became(
    status: TaskStatus,
    cause: str,
    by: PersonId | None,
    directory: Directory,
    *,
    at: tuple[datetime, datetime, tzinfo] | None = None,
) -> Text:
    """已由 李娜 同意; with `at` (the moment, now and the zone) 已由 李娜 于 15:02 同意."""
    when = moments.moment(*at) if at else None
    if by is None:
        said = _BY_ITSELF.get((status, cause), _CLOCK[status])
        return said if when is None else Text(zh=f"{said.zh}({when.zh})", en=f"{said.en}, {when.en}")
    said = _BY_SOMEBODY.get((status, cause), _OWN[status])
    who = names.name(by, directory)
    if when is not None:
        who = Text(zh=f"{who.zh} 于 {when.zh}", en=f"{who.en} {when.en}")
    return Text(zh=said.zh.format(who=who.zh), en=said.en.format(who=who.en))
