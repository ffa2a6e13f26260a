"""What is said of a draft: what it is, what is different, what is doubtful, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import Text
from bot.modelling import telling
from bot.modelling.draft import Draft
from bot.present import names
from bot.present.lint import sentence
from engine.lint import Finding, Level
from engine.people import PMO, Directory
from engine.template import Template

STEPS_WANTED = Text(
    zh="这个流程有哪几步?按顺序说,比如「部门经理批,超 20 万再到财务总监,最后抄送人事」。",
    en="Which steps does it have? Say them in order, such as “the manager approves, above 200k "
    "the CFO too, then notify HR”.",
)
NO_STEPS = Text(zh="还是没听出步骤,再说一次?", en="I still hear no steps; say them again?")
NOT_PLACED = Text(
    zh="这句我没对上,草稿没有变。可以说「法务和财务并行」「把金额改成30万」「删掉财务」。",
    en="I could not place that; the draft is as it was. Say “legal and finance in parallel”, "
    "“change the amount to 300k”, “remove finance” or “add legal before finance”.",
)
NOTHING_CHANGED = Text(
    zh="和现在的版本一样,没有什么要发布的。",
    en="It equals the published version; there is nothing to publish.",
)
NOTHING_TO_REPLAY = Text(
    zh="这是个新流程,还没有走完的单子可以拿来试算。",
    en="This is a new process: there are no finished ones to replay yet.",
)


def told(
    draft: Draft,
    before: Draft | None,
    first: Text | None,
    findings: Sequence[Finding],
    template: Template,
) -> Text:
    """`before` is the published version, `first` what was done just now."""
    parts = [first] if first is not None else []
    parts.append(_joined(_head(draft), telling.outline(draft)))
    if before is not None:
        parts.append(_compared(draft, before))
    for each in draft.doubts:
        parts.append(
            Text(
                zh=f"⚠ 通讯录里没有「{each}」,先由发起人选人;说「{each}改成…」可以指定。",
                en=f"⚠ Nobody is called “{each}”: the starter chooses; "
                f"say “change {each} to …” to name somebody.",
            )
        )
    for each in draft.unread:
        parts.append(
            Text(
                zh=f"⚠ 「{each}」我没听懂,没有写进去。",
                en=f"⚠ I did not understand “{each}” and left it out.",
            )
        )
    for finding in findings:
        if finding.level is not Level.INFO:
            line = remark(finding, template)
            sign = "✗" if finding.level is Level.ERROR else "⚠"
            parts.append(Text(zh=f"{sign} {line.zh}", en=f"{sign} {line.en}"))
    return _paragraphs(parts)


def with_ways(words: Text, draft: Draft) -> Text:
    """What can be said next."""
    ways = Text(
        zh="要改就直接说;说「发布」就能用,「算了」就不要了。",
        en="Just say what to change; “publish” puts it to use, “never mind” drops it.",
    )
    if draft.is_change:
        ways = Text(
            zh="要改就直接说;「模拟」看看会有什么变化,「发布」就是下一版,「算了」就不要了。",
            en="Just say what to change; “simulate” shows what it would mean, “publish” makes it the next "
            "version, “never mind” drops it.",
        )
    return _paragraphs([words, ways])


def changed(changes: Text) -> Text:
    return Text(zh=f"改好了:\n{changes.zh}", en=f"Changed:\n{changes.en}")


def put_aside(draft: Draft) -> Text:
    return Text(
        zh=f"「{draft.name.zh}」的草稿没有发布,先放下了。",
        en=f"The draft of “{draft.name.en}” was not published; it is dropped.",
    )


def as_it_is(draft: Draft) -> Text:
    ask = Text(
        zh="想改哪里?比如「财务总监改成超过30万才要」「下单之前加法务」。",
        en="What should change? Say “the CFO only above 300k” or “add legal before the order”.",
    )
    return _paragraphs([_joined(_head(draft), telling.outline(draft)), ask])


def not_placed(draft: Draft) -> Text:
    sorry = Text(
        zh="要改什么我没对上,再说一次?可以说「财务总监改成超过30万才要」「法务之后加财务」。",
        en="I could not place the change; say it again, such as “the CFO only above 300k” or "
        "“add finance after legal”?",
    )
    return _paragraphs([_joined(_head(draft), telling.outline(draft)), sorry])


def earlier_button(draft: Draft) -> Text:
    old = Text(
        zh="那是改动之前的按钮。现在的草稿是:", en="That button was of an earlier draft. It now reads:"
    )
    return _joined(old, telling.outline(draft))


def pass_it_on(current: Template | None, directory: Directory) -> Text:
    whom = _masters(current, directory)
    owners = Text(zh="或已有流程的负责人", en=" and for owners of templates")
    if current is not None:
        owners = Text(zh="", en="")
    return Text(
        zh=f"发布流程要由{whom.zh}{owners.zh}来做。草稿我留着,你可以把上面的图和步骤转给他们。",
        en=f"Publishing is for {whom.en}{owners.en}. I keep the draft; pass the picture and steps on.",
    )


def not_yours(template: Template, directory: Directory) -> tuple[str, str]:
    whom = _masters(template, directory)
    return (
        f"「{template.name.zh}」由{whom.zh}来改。想法可以告诉他们,或者对我说「建议…」。",
        f"“{template.name.en}” is changed by {whom.en}. Tell them your idea, or say “suggestion: …” to me.",
    )


def unclear(words: Text) -> Text:
    return Text(zh=f"{words.zh}草稿没有变。", en=f"{words.en} The draft is as it was.")


def broken(step: Text) -> Text:
    """A change that leaves a step without a way to it or on from it."""
    return Text(
        zh=f"这样改,「{step.zh}」就走不到了,或者没有去处。",
        en=f"With this change “{step.en}” could not be reached, or would lead nowhere.",
    )


def no_draft(template: Template) -> tuple[str, str]:
    return (
        f"「{template.name.zh}」没有改动中的草稿。说出要改什么,比如「把{template.name.zh}流程的…改成…」,我就能试算。",
        f"There is no draft of “{template.name.en}”. Say what to change, such as “change "
        f"{template.name.en.lower()}: …”, and I can simulate it.",
    )


def overtaken(draft: Draft, current: Template | None) -> Text:
    if current is None:
        return Text(
            zh="这个流程已经停用,不能再发布新版。", en="It is retired by now; no new version can follow."
        )
    return Text(
        zh=f"你是从第 {draft.version} 版改起的,现在已是第 {current.version} 版,没有发布,免得盖掉别人的改动。"
        f"说「改{draft.name.zh}流程」可以从新版重新改起。",
        en=f"You began from version {draft.version}, but version {current.version} is there by now; nothing "
        f"was published over it. Say “edit the {draft.name.en.lower()} process” to begin from the new one.",
    )


def refused(found: Sequence[Finding], template: Template) -> Text:
    """The steps that stand against publishing, in people's words."""
    lines = [remark(each, template) for each in found]
    head = Text(zh="还不能发布,先改好这些:", en="It cannot be published before this is mended:")
    zh, en = [f"✗ {each.zh}" for each in lines], [f"✗ {each.en}" for each in lines]
    return Text(zh="\n".join((head.zh, *zh)), en="\n".join((head.en, *en)))


def warnings(found: Sequence[Finding]) -> list[Finding]:
    return [each for each in found if each.level is Level.WARNING]


def remark(finding: Finding, template: Template) -> Text:
    """「财务总监审批」:… — the step by its name, as people know it."""
    words = sentence(finding, template)
    if finding.step is None:
        return words
    name = template.step(finding.step).name
    return Text(zh=f"「{name.zh}」:{words.zh}", en=f"“{name.en}”: {words.en}")


def published(name: Text, prefix: str, version: int, remarks: Sequence[Text]) -> Text:
    first = Text(
        zh=f"已发布「{name.zh}」,编号从 {prefix}-1 开始,负责人是你。现在谁都可以说「发起{name.zh}」。",
        en=f"“{name.en}” is published, numbered from {prefix}-1, and you own it. "
        f"Anyone can now say “start {name.en}”.",
    )
    if version > 1:
        first = Text(
            zh=f"已发布「{name.zh}」第 {version} 版,新发起的走新版;正在走的还按原来的版本。",
            en=f"Version {version} of “{name.en}” is published and holds for whatever starts from now on; "
            "what is under way keeps its own.",
        )
    doubtful = [Text(zh=f"⚠ {each.zh}", en=f"⚠ {each.en}") for each in remarks]
    return _paragraphs([first, *doubtful])


def _head(draft: Draft) -> Text:
    if draft.is_change:
        return Text(
            zh=f"**{draft.name.zh}**(第 {draft.version + 1} 版草稿)",
            en=f"**{draft.name.en}** (draft of version {draft.version + 1})",
        )
    return Text(
        zh=f"**{draft.name.zh}**(草稿,编号 {draft.prefix}-…)",
        en=f"**{draft.name.en}** (a draft, {draft.prefix}-…)",
    )


def _compared(draft: Draft, before: Draft) -> Text:
    changes = telling.changes(before, draft)
    if not changes.zh:
        return Text(zh=f"和现在的第 {before.version} 版一样。", en=f"It equals version {before.version}.")
    return Text(
        zh=f"和现在的第 {before.version} 版比:\n{changes.zh}",
        en=f"Compared with version {before.version}:\n{changes.en}",
    )


def _masters(template: Template | None, directory: Directory) -> Text:
    owners = template.owners if template else ()
    return names.people((*owners, *directory.with_role(PMO)), directory)


def _joined(head: Text, rest: Text) -> Text:
    return Text(zh=f"{head.zh}\n{rest.zh}", en=f"{head.en}\n{rest.en}")


def _paragraphs(parts: Sequence[Text]) -> Text:
    return Text(zh="\n\n".join(each.zh for each in parts), en="\n\n".join(each.en for each in parts))
