"""One message → what is said back: understand, plan, do, word what was done."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import JsonValue, ValidationError

from bot import answers, questions
from bot.cards import Card, Reply, Saying, State, say, show
from bot.dialogue import Dialogue, Pending, Wait
from bot.greetings import unreadable
from bot.intent import Ask, Do, Intent, IntentSpec, Parser, Reader, Say, Utterance
from bot.memory import Memory
from bot.messages import IncomingMessage, Language, Place, Text
from bot.present import offering
from bot.present.refusals import refusal
from bot.present.task_card import open_card
from bot.presses import Meaning, meaning
from bot.smalltalk import courtesy
from bot.view import Ambiguous, TurnView, Unclear, number_in
from bot.wishes import WISHES, AnyWish
from engine.decide import decide
from engine.errors import TaskClosed, WorkflowError
from engine.events.work import Decided
from engine.people import PersonId
from engine.process import Number, TaskId
from engine.service import Outcome, WorkflowService
from engine.step import World

PATIENCE = timedelta(hours=12)  # an unanswered question is forgotten after that


@dataclass(frozen=True, slots=True)
class Taken:
    """What a turn came to. `wishes` are carried out with the end of the turn."""

    reply: Reply
    dialogue: Dialogue
    intent: Intent
    wishes: tuple[AnyWish, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    parser: Parser
    reader: Reader
    intents: Mapping[str, IntentSpec[Any, TurnView]]
    workflow: WorkflowService
    memory: Memory
    world: Callable[[], World]

    def take(
        self,
        message: IncomingMessage,
        *,
        person: PersonId,
        language: Language,
        dialogue: Dialogue,
        quoted: str | None,
        now: datetime,
    ) -> Taken:
        """`quoted` is the key of the card that the message answers, None when it answers none."""
        world = self.world()
        view = TurnView(
            speaker=person,
            said=message.text.strip(),
            now=now,
            language=language,
            world=world,
            memory=self.memory,
            reader=self.reader,
            quoted=quoted,
            focus=tuple(Number(each) for each in dialogue.focus),
            key=f"{message.platform}/{message.message_id}",
            attached=dialogue.files,
        )
        if dialogue.pending and now - dialogue.pending.since > PATIENCE:
            dialogue = dialogue.model_copy(update={"pending": None})
        dialogue = dialogue.model_copy(update={"turns": dialogue.turns + 1})
        talk = _Talk(self, message, view, dialogue)
        if message.press is not None:
            return talk.pressed(meaning(message.press), message.press.values)
        if message.place is not None and not message.text.strip():
            return talk.placed(message.place)
        if refused := unreadable(message):
            return Taken(refused, dialogue, Intent(name="none"))
        return talk.said()


class _Talk:
    """One turn under way; it lives as long as the message is handled."""

    def __init__(self, turn: Turn, message: IncomingMessage, view: TurnView, dialogue: Dialogue) -> None:
        self._turn, self._message, self._view, self._dialogue = turn, message, view, dialogue
        self._pending = dialogue.pending
        self._aside = False  # whether this turn leaves the open question as it is

    # Entrances

    def said(self) -> Taken:
        utterance = Utterance(
            text=self._view.said, now=self._view.now.astimezone(self._view.zone), speaker=self._view.speaker
        )
        begun = time.perf_counter()
        intent = self._turn.parser.parse(utterance)
        if not intent.ms:
            intent = intent.model_copy(update={"ms": (time.perf_counter() - begun) * 1000})
        pending = self._pending
        if pending is None:
            return self._plan(intent)
        if intent.name == "deny" and not intent.slots:
            return self._denied(intent)
        if pending.wait is Wait.YES and intent.name == "confirm":
            return self._confirmed(intent)
        slots = answers.read(pending, intent, utterance, self._turn.reader, self._view)
        if slots is not None:
            meant = intent.model_copy(update={"name": pending.intent, "slots": slots})
            return self._plan(meant)
        if intent.name in ("none", "confirm"):
            return self._again(intent)
        self._aside = True
        return self._plan(intent)

    def pressed(self, meant: Meaning, values: dict[str, str]) -> Taken:
        self._view = replace(self._view, pressed=True, values=values)
        if meant.intent is not None:
            # A button of some card; a question that is open about something else stays open.
            self._pending, self._aside = None, True
            return self._plan(meant.intent)
        certain = Intent(name="none", parser="button")
        match meant.verb, meant.rest:
            case "open", [task]:
                return self._open(task)
            case ("confirm" | "deny" | "submit" | "choose") as verb, rest:
                return self._answered(verb, rest, values)
            case _:
                return self._end(questions.EXPIRED, certain)

    def placed(self, place: Place) -> Taken:
        """A shared location is said to check in; a question that is open stays open."""
        self._aside = self._pending is not None
        where = place.name.strip() or f"{place.latitude:.5f}, {place.longitude:.5f}"
        return self._plan(Intent(name="check_in", slots={"kind": "check_in", "place": where}))

    def _answered(self, verb: str, rest: list[str], values: dict[str, str]) -> Taken:
        pending = self._pending
        certain = Intent(name=verb if verb in ("confirm", "deny") else "none", parser="button")
        if pending is None or (verb != "choose" and rest != [pending.nonce]):
            return self._end(questions.EXPIRED, certain, keep=True)
        meant = Intent(name=pending.intent, parser="button")
        match verb:
            case "confirm":
                return self._confirmed(certain)
            case "deny":
                return self._denied(certain)
            case "choose" if len(rest) == 2:
                return self._chosen(meant, pending, rest[1])
            case _:
                slots: dict[str, JsonValue] = dict(pending.slots)
                if pending.slot and not pending.slot.startswith("fields."):
                    slots[pending.slot] = values.get(pending.slot, "")
                return self._plan(meant.model_copy(update={"slots": slots}))

    def _chosen(self, meant: Intent, pending: Pending, value: str) -> Taken:
        # A choice among things is no confirmation of what is done with them.
        self._view = replace(self._view, pressed=False)
        slots = answers.with_slot(pending.slots, pending.slot, value)
        return self._plan(meant.model_copy(update={"slots": slots}))

    # Planning and doing

    def _plan(self, intent: Intent) -> Taken:
        spec = self._turn.intents[intent.name]
        try:
            plan = spec.plan(spec.slots.model_validate(_without_nones(intent.slots)), self._view)
        except ValidationError:
            plan = self._turn.intents["none"].plan(self._turn.intents["none"].slots(), self._view)
        except Ambiguous as doubt:
            plan = Ask(question=doubt.question, slot=doubt.slot, choices=doubt.choices, slots=intent.slots)
        except Unclear as unclear:
            plan = Say(unclear.reply)
        except WorkflowError as error:
            text = self._refused(error)
            plan = Say(say(text.zh, text.en))
        match plan:
            case Say(reply=reply):
                return self._end(reply, intent, keep=intent.name in ("none", "help"))
            case Ask():
                return self._ask(plan, intent)
            case Do(commands=commands, confirm=None) if not self._must_confirm(spec):
                return self._run(commands, intent)
            case Do(commands=commands) if (hopeless := self._hopeless(commands)) is not None:
                return self._end(say(hopeless.zh, hopeless.en), intent)
            case Do():
                return self._confirm(plan, intent)

    def _hopeless(self, commands: Sequence[Any]) -> Text | None:
        """Why none of this can be done; what would be refused after a yes is not asked about."""
        refused: list[Text] = []
        for command in commands:
            process = self._turn.memory.process(getattr(command, "process", Number("")))
            if process is None:  # a new one, or a wish of the speaker's own
                return None
            try:
                decide(process, command, self._view.world, self._view.now)
            except WorkflowError as error:
                refused.append(self._refused(error))
            else:
                return None
        return refused[0] if refused else None

    def _must_confirm(self, spec: IntentSpec[Any, TurnView]) -> bool:
        """What a transcript says is confirmed whenever it changes something: it may have been misheard."""
        return self._message.voice and not self._view.pressed and spec.changes

    def _ask(self, ask: Ask, intent: Intent) -> Taken:
        pending = Pending(
            wait=Wait.ANSWER,
            intent=intent.name,
            slots={**intent.slots, **ask.slots},
            since=self._view.now,
            nonce=self._nonce(),
            slot=ask.slot,
            choices=ask.choices,
            card=ask.form,
        )
        parts: list[Any] = [*ask.shown, Saying(text=ask.question, choices=ask.choices)]
        if ask.form is not None:
            form = questions.with_form_buttons(ask.form, pending.nonce)
            pending = pending.model_copy(update={"card": form})
            parts.append(form)
        return self._wait(show(*self._closed(), *parts), pending, intent)

    def _confirm(self, plan: Do, intent: Intent) -> Taken:
        card = plan.confirm or Card(
            key="",
            state=State.INFO,
            status=Text(zh="请确认", en="Please confirm"),
            title=Text(zh=f"是这个意思吗:{self._view.said}", en=f"Is this what you mean: {self._view.said}"),
        )
        nonce = self._nonce()
        card = questions.with_yes_and_no(card, nonce)
        pending = Pending(
            wait=Wait.YES,
            intent=intent.name,
            slots=dict(intent.slots),
            since=self._view.now,
            nonce=nonce,
            card=card,
            commands=tuple(questions.kept(each) for each in plan.commands),
        )
        return self._wait(show(*self._closed(), card), pending, intent)

    def _confirmed(self, intent: Intent) -> Taken:
        pending = self._pending
        assert pending is not None
        if pending.wait is not Wait.YES:
            return self._again(intent)
        named = intent.model_copy(update={"name": pending.intent})
        return self._run(tuple(questions.restored(each) for each in pending.commands), named)

    def _denied(self, intent: Intent) -> Taken:
        reply = show(
            *self._closed(questions.CANCELLED),
            *say("好,不办了,什么都没有动。", "All right, I dropped it; nothing was changed.").parts,
        )
        return self._end(reply, intent)

    def _run(self, commands: Sequence[Any], intent: Intent) -> Taken:
        """Each command is judged by itself; the answer is built from what they did."""
        spec = self._turn.intents[intent.name]
        wishes = tuple(each for each in commands if isinstance(each, WISHES))
        outcomes: list[Outcome] = []
        refused: list[Saying | Card] = []
        for place, command in enumerate(each for each in commands if each not in wishes):
            key = f"{self._message.platform}/{self._message.message_id}/{place}"
            try:
                outcomes.append(self._turn.workflow.execute(command, self._view.now, key=key))
            except WorkflowError as error:
                refused.append(Saying(text=self._refused(error)))
                refused.extend(self._instead(error, command))
        numbers = [each.process.number for each in outcomes]
        closed = [event.task for each in outcomes for event in each.events if event.task is not None]
        self._dialogue = self._dialogue.talked_about(*numbers).handed_in(*closed)
        done = wishes or outcomes
        outcome = questions.CONFIRMED if done else questions.SUPERSEDED
        parts: list[Any] = [] if self._aside else list(self._closed(outcome))
        if done:
            parts.extend(self._worded(spec, done))
        return self._end(show(*parts, *refused), intent, wishes=wishes)

    def _instead(self, error: WorkflowError, command: Any) -> list[Card]:
        """After a click on an old card: the one that the speaker has there now (R72)."""
        if not isinstance(error, TaskClosed):
            return []
        view, process = self._view, self._turn.memory.process(command.process)
        tasks = process.tasks if process is not None else ()
        mine = [each for each in tasks if each.assignee == view.speaker]
        return [open_card(process, each, view.world, view.now) for each in mine[:1]] if process else []

    def _worded(self, spec: IntentSpec[Any, TurnView], done: Sequence[Any]) -> Sequence[Any]:
        reply = self._with_way_back(spec.present(done, self._view), done)
        if not reply.parts and isinstance(done[0], Outcome):  # an intent without words of its own
            status = self._turn.intents["process_status"]
            plan = status.plan(status.slots.model_validate({"process": done[0].process.number}), self._view)
            return plan.reply.parts if isinstance(plan, Say) else ()
        return reply.parts

    def _with_way_back(self, reply: Reply, done: Sequence[Any]) -> Reply:
        """A decision that can still be taken back says so where it is confirmed."""
        outcome, first = done[0], reply.parts[0] if reply.parts else None
        if (
            len(done) > 1
            or not isinstance(outcome, Outcome)
            or not isinstance(first, Saying)
            or first.choices
        ):
            return reply
        decided = {each.task for each in outcome.events if isinstance(each, Decided)}
        speaker, now = self._view.speaker, self._view.now
        if not decided:
            return reply
        undoable = (each for each in offering.undoable(outcome.process, speaker, self._view.world, now))
        mine = [offering.take_back(each) for each in undoable if each in decided]
        return show(first.model_copy(update={"choices": tuple(mine[:1])}), *reply.parts[1:])

    def _open(self, task_id: str) -> Taken:
        intent = Intent(name="my_tasks", parser="button")
        number = number_in(task_id)
        process = self._turn.memory.process(number) if number else None
        task = process.task(TaskId(task_id)) if process else None
        if process is None or task is None or task.assignee != self._view.speaker:
            return self._end(say("它已经不在你手上了。", "It is no longer with you."), intent)
        self._dialogue = self._dialogue.talked_about(process.number)
        return self._end(show(open_card(process, task, self._view.world, self._view.now)), intent)

    # Endings

    def _again(self, intent: Intent) -> Taken:
        """Not an answer to what was asked: the question stands."""
        assert self._pending is not None
        unplaced = Text(zh="这句我没对上。", en="I could not place that.")
        answer = Saying(text=courtesy(self._view.said) or unplaced)
        parts = (answer, questions.reminder(self._pending))
        return self._end(show(*parts), intent, keep=True)

    def _closed(self, outcome: Text = questions.SUPERSEDED) -> tuple[Card, ...]:
        """The form or confirmation that was open, closed in place."""
        card = self._pending.card if self._pending else None
        return (questions.closed(card, outcome),) if card else ()

    def _wait(self, reply: Reply, pending: Pending, intent: Intent) -> Taken:
        dialogue = self._dialogue.model_copy(update={"pending": pending})
        return Taken(reply, _focused(dialogue, intent), intent)

    def _end(
        self, reply: Reply, intent: Intent, *, keep: bool = False, wishes: tuple[AnyWish, ...] = ()
    ) -> Taken:
        dialogue = self._dialogue
        if self._aside and self._pending is not None:
            if not self._pending.reminded:
                reply = show(*reply.parts, questions.reminder(self._pending))
                told = self._pending.model_copy(update={"reminded": True})
                dialogue = dialogue.model_copy(update={"pending": told})
        elif not keep and not self._aside:
            dialogue = dialogue.model_copy(update={"pending": None})
        return Taken(reply, _focused(dialogue, intent), intent, wishes)

    def _refused(self, error: WorkflowError) -> Text:
        view = self._view
        if isinstance(error, TaskClosed) and (task := self._turn.memory.closed_task(TaskId(error.task))):
            error = TaskClosed(error.task, task.status, task.by, task.at, task.cause)
        return refusal(error, view.directory, now=view.now, zone=view.zone)

    def _nonce(self) -> str:
        return f"{self._dialogue.turns}"


def _focused(dialogue: Dialogue, intent: Intent) -> Dialogue:
    """A process asked about by number is what is talked about next."""
    named = intent.slots.get("process") or intent.slots.get("task")
    number = number_in(named) if isinstance(named, str) else None
    return dialogue.talked_about(number) if number else dialogue


def _without_nones(slots: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: value for name, value in slots.items() if value is not None}
