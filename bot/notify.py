"""One process's news → who must hear what. The actor is answered by the turn; this is for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cards import Button, Card, Reply, Saying, show
from bot.letters import Letter
from bot.messages import Text
from bot.present import halting, moments, names, standing
from bot.present.news import news
from bot.present.task_card import closed_card, open_card
from bot.present.told import told
from engine import events as e
from engine.assignees import admins
from engine.people import PMO, SYSTEM, PersonId
from engine.ports import ClosedTask
from engine.process import Process, ProcessStatus, Task, TaskId, TaskStatus, TimerKind
from engine.sight import hidden_from
from engine.step import World

_CLOSED_BY: dict[type[e.Event], TaskStatus] = {
    e.TaskApproved: TaskStatus.APPROVED,
    e.TaskRejected: TaskStatus.REJECTED,
    e.TaskCompleted: TaskStatus.COMPLETED,
    e.TaskReturned: TaskStatus.RETURNED,
    e.TaskTransferred: TaskStatus.TRANSFERRED,
    e.TaskSkipped: TaskStatus.SKIPPED,
    e.TaskCancelled: TaskStatus.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter, and what makes it one of its kind within this batch of events."""

    key: str
    letter: Letter


def notices(
    process: Process,
    events: Sequence[e.AnyEvent],
    holders: Mapping[TaskId, PersonId],
    world: World,
    now: datetime,
) -> list[Notice]:
    """`events` are one command's; `holders` says whose each closed task was."""
    actor = next((each.actor for each in events if each.actor != SYSTEM), SYSTEM)
    desk = _Desk(process, world, now, actor=actor, holders=holders)
    for event in events:
        desk.hear(event)
    desk.tell_starter(events)
    return desk.notices


class _Desk:
    def __init__(
        self,
        process: Process,
        world: World,
        now: datetime,
        *,
        actor: PersonId,
        holders: Mapping[TaskId, PersonId],
    ) -> None:
        self._process, self._world, self._now = process, world, now
        self._actor, self._holders = actor, holders
        self.notices: list[Notice] = []

    def hear(self, event: e.AnyEvent) -> None:
        match event:
            case e.RoundOpened() | e.TaskOpened():
                for task in e.opened_tasks(event):
                    self._opened(task)
            case (
                e.TaskApproved()
                | e.TaskRejected()
                | e.TaskCompleted()
                | e.TaskReturned()
                | e.TaskTransferred()
                | e.TaskSkipped()
                | e.TaskCancelled()
            ):
                self._closed(event)
            case e.TaskReminded():
                self._reminded(event)
            case e.TaskEscalated():
                self._escalated(event)
            case e.TaskUrged():
                self._urged(event)
            case e.PeopleNotified() if event.cause:
                for person in event.people:
                    hidden = hidden_from(self._process, person, self._world)
                    text = told(event, self._process, self._world.directory, hidden)
                    key = f"{event.cause}/{event.step}/{person}"
                    self._send(person, show(Saying(text=text, choices=(self._look(),))), key, always=True)
            case e.PeopleNotified():
                note = f":{event.text}" if event.text else ""
                self._inform(event.people, f"知会{note}", f"For your information{note}", event.step)
            case e.TaskReassigned():
                self._reassigned(event)
            case e.Suspended() | e.Resumed():
                self._stopped(event)
            case e.CcAdded():
                who = names.name(event.actor, self._world.directory)
                self._inform(event.people, f"{who.zh} 抄送给你", f"{who.en} copied you in", "cc")
            case e.Commented():
                self._commented(event)
            case e.Halted():
                self._halted(event)
            case _:
                pass  # the rest is told with the starter's summary, or is nobody's news

    # Tasks

    def _opened(self, opened: Task) -> None:
        task = self._process.task(opened.id)
        if task is None:
            return  # it was decided meanwhile: its card would only be in the way
        for person in (task.assignee,) if task.assignee else task.pool:
            self._send(person, show(self._card(task)), f"open/{task.id}/{person}")

    def _reassigned(self, event: e.TaskReassigned) -> None:
        """The card changes wherever it stands; who has the task now gets one, too."""
        task = self._process.task(event.task) if event.task else None
        if task is None:
            return
        card = self._card(task)
        self._send(event.was or event.assignee, show(card), f"moved/{task.id}/{event.at}", update=True)
        for person in (task.assignee,) if task.assignee else task.pool:
            if event.cause != "claimed":
                self._send(person, show(card), f"open/{task.id}/{person}/{event.at}")

    def _stopped(self, event: e.Suspended | e.Resumed) -> None:
        what, who = standing.headline(self._process), names.name(event.actor, self._world.directory)
        why = f":{event.reason}" if event.reason else ""
        if isinstance(event, e.Suspended):
            text = Text(
                zh=f"{what.zh} 被 {who.zh} 挂起了{why}。期限暂停计算,恢复后继续。",
                en=f"{who.en} suspended {what.en}{why}. Due times stand still until it is resumed.",
            )
        else:
            text = Text(zh=f"{what.zh} 已恢复,继续处理。", en=f"{what.en} is resumed; please go on.")
        holders = [task.assignee for task in self._process.tasks if task.assignee]
        for person in dict.fromkeys((self._process.starter, *holders)):
            self._send(person, show(Saying(text=text)), f"{event.type}/{event.at}/{person}")

    def _closed(self, event: e.Event) -> None:
        """The card gives way to who decided what and when, wherever it stands."""
        holder = self._holders.get(event.task) if event.task else None
        if holder is None or event.task is None:
            return
        closed = ClosedTask(
            id=event.task,
            process=self._process.number,
            status=_CLOSED_BY[type(event)],
            by=getattr(event, "by", None) or (None if event.actor == SYSTEM else event.actor),
            at=event.at,
            step=getattr(event, "step", None),
            on_behalf_of=getattr(event, "on_behalf_of", None),
            cause=getattr(event, "cause", ""),
        )
        card = closed_card(self._process, closed, self._world, self._now)
        self._send(holder, show(card), f"closed/{event.task}", update=True)

    def _reminded(self, event: e.TaskReminded) -> None:
        task = self._process.task(event.task) if event.task else None
        if task is None or task.assignee != event.assignee:
            return
        text = self._reminder_text(event)
        key = f"remind/{event.task}/{event.kind}/{event.turn}"
        self._send(event.assignee, show(Saying(text=text), self._reminder_card(task)), key, gentle=True)

    def _reminder_text(self, event: e.TaskReminded) -> Text:
        what = standing.headline(self._process)
        if event.kind is TimerKind.SNOOZE or event.due_at is None:
            return Text(zh=f"你让我现在提醒你:{what.zh}。", en=f"You asked me to remind you now: {what.en}.")
        zone = self._world.calendar.zone
        due = moments.moment(event.due_at, self._now, zone)
        if event.kind is TimerKind.DUE_SOON:
            boss = self._world.directory.manager_of(event.assignee)
            who = names.name(boss, self._world.directory) if boss else None
            zh_then = f"到时还没办,我会告诉你的上级{who.zh}。" if who else "后面的人在等这一步。"
            en_then = f"After that I tell {who.en}, your manager." if who else "Others wait for this step."
            return Text(
                zh=f"快到期了:{what.zh},{due.zh} 前要处理。{zh_then}",
                en=f"Due soon: {what.en}, by {due.en}. {en_then}",
            )
        if self._now - event.due_at < _JUST:
            return Text(
                zh=f"⚠️ 到期了:{what.zh}。后面的人都在等你。",
                en=f"⚠️ Due now: {what.en}. Everyone after you is waiting.",
            )
        late = moments.span(self._now - event.due_at)
        return Text(
            zh=f"⚠️ 已超期 {late.zh}:{what.zh},原定 {due.zh}。后面的人都在等你。",
            en=f"⚠️ {late.en} overdue: {what.en}, due {due.en}. Everyone after you is waiting.",
        )

    def _reminder_card(self, task: Task) -> Card:
        card = self._card(task)
        tomorrow = (self._now.astimezone(self._world.calendar.zone).date()).toordinal() + 1
        day = type(self._now.date()).fromordinal(tomorrow).isoformat()
        later = Button(id=f"snooze/{task.id}/{day}", label=Text(zh="明天再提醒", en="Remind me tomorrow"))
        first, rest = card.buttons[:2], card.buttons[2:]  # the rest is behind 更多
        return card.model_copy(update={"buttons": (*first, later), "extra": (*rest, *card.extra)})

    def _escalated(self, event: e.TaskEscalated) -> None:
        directory = self._world.directory
        holder = names.titled(event.assignee, directory)
        what = standing.headline(self._process)
        step = self._process.template.step(event.step).name
        late = moments.span(self._now - event.due_at) if event.due_at else Text(zh="一段时间", en="some time")
        nudge = Button(id=f"urge/{self._process.number}", label=Text(zh="催一下", en="Nudge"))
        look = Button(id=f"show/{self._process.number}", label=Text(zh="看看", en="Show"))
        text = Text(
            zh=f"⚠️ {what.zh} 的「{step.zh}」在{holder.zh}那里超期 {late.zh}了,提醒过还没办。"
            "麻烦你问一声是不是遇到了困难,或者安排别人来办。",
            en=f"⚠️ {what.en}: “{step.en}” is {late.en} overdue with {holder.en}, in spite of my reminders. "
            "Could you ask what is in the way, or have somebody else do it?",
        )
        self._send(
            event.to, show(Saying(text=text, choices=(nudge, look))), f"escalate/{event.task}", gentle=True
        )
        told = names.name(event.to, directory)
        also = Text(
            zh=f"{what.zh} 一直没有办,我已告诉{told.zh}。现在办完,后面就能继续。",
            en=f"{what.en} is still open, so I told {told.en}. Once you act, it moves on.",
        )
        self._send(event.assignee, show(Saying(text=also)), f"escalated/{event.task}", gentle=True)

    def _urged(self, event: e.TaskUrged) -> None:
        task = self._process.task(event.task) if event.task else None
        if task is None:
            return
        who = names.name(event.actor, self._world.directory)
        what = standing.headline(self._process)
        text = Text(zh=f"{who.zh} 催你处理:{what.zh}。", en=f"{who.en} asks you to act on {what.en}.")
        key = f"urge/{event.task}/{event.at.timestamp():.0f}"
        self._send(event.assignee, show(Saying(text=text), self._card(task)), key, gentle=True)

    # News

    def _inform(self, people: Sequence[PersonId], zh: str, en: str, key: str) -> None:
        stands = standing.waits_for(
            self._process, self._world.directory, self._now, self._world.calendar.zone
        )
        what = standing.headline(self._process)
        text = Text(zh=f"{zh}:{what.zh}。{stands.zh}", en=f"{en}: {what.en}. {stands.en}")
        for person in people:
            self._send(
                person, show(Saying(text=text, choices=(self._look(),))), f"inform/{key}/{self._process.seq}"
            )

    def _commented(self, event: e.Commented) -> None:
        who = names.name(event.actor, self._world.directory)
        what = standing.headline(self._process)
        text = Text(
            zh=f"{who.zh} 在 {what.zh} 留言:{event.text}", en=f"{who.en} noted on {what.en}: {event.text}"
        )
        people = {self._process.starter, *(task.assignee for task in self._process.tasks)}
        for person in sorted(people):
            self._send(
                person, show(Saying(text=text)), f"comment/{event.at.timestamp():.0f}/{self._process.seq}"
            )

    def _halted(self, event: e.Halted) -> None:
        why = halting.cause(event, self._process)
        step = self._process.template.step(event.step).name
        what = standing.headline(self._process)
        text = Text(
            zh=f"⚠️ {what.zh} 停在「{step.zh}」:{why.zh}。改好后点重试,流程接着走。",
            en=f"⚠️ {what.en} is halted at “{step.en}”: {why.en}. Mend the cause, then retry.",
        )
        retry = Button(id=f"retry/{self._process.number}", label=Text(zh="重试", en="Retry"), asks=True)
        directory = self._world.directory
        for person in dict.fromkeys((*admins(self._process, directory), *directory.with_role(PMO))):
            self._send(
                person,
                show(Saying(text=text, choices=(retry, self._look()))),
                f"halt/{event.step}/{self._process.seq}",
                always=True,
            )
        told = Text(
            zh=f"{what.zh} 停在「{step.zh}」,已通知管理员,不用你操作。",
            en=f"{what.en} is halted at “{step.en}”; the administrators were told.",
        )
        self._send(
            self._process.starter,
            show(Saying(text=told)),
            f"halted/{event.step}/{self._process.seq}",
            always=True,
        )

    def tell_starter(self, events: Sequence[e.AnyEvent]) -> None:
        """One summary of what a command led to, for the starter, and for the deciders when it ended."""
        did = news(events, self._process, self._world.directory)
        if did is None:
            return
        what = standing.headline(self._process)
        stands = standing.goes_on(self._process, self._world.directory, self._now, self._world.calendar.zone)
        text = Text(zh=f"{what.zh}:{did.zh}{stands.zh}", en=f"{what.en}: {did.en}{stands.en}")
        self._send(self._process.starter, show(Saying(text=text, choices=(self._look(),))), "news")
        if self._process.status in (ProcessStatus.REJECTED, ProcessStatus.CANCELLED):
            others = [each for each in self._process.participants if each != self._process.starter]
            for person in others:
                self._send(person, show(Saying(text=text)), "ended")

    def _look(self) -> Button:
        return Button(id=f"show/{self._process.number}", label=Text(zh="看看", en="Show"))

    def _card(self, task: Task) -> Card:
        return open_card(self._process, task, self._world, self._now)

    def _send(
        self,
        person: PersonId,
        reply: Reply,
        key: str,
        *,
        update: bool = False,
        gentle: bool = False,
        always: bool = False,
    ) -> None:
        """Who acted knows it already; but their own cards change, and their own new tasks come."""
        own = person == self._actor and not (update or always or key.startswith("open/"))
        if own or not self._world.directory.is_active(person):
            return
        letter = Letter(person=person, reply=reply, update=update, gentle=gentle)
        self.notices.append(Notice(f"{key}/{person}", letter))


_JUST = timedelta(minutes=5)  # what fell due this moment is not called late
