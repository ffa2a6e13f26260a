"""After a vote: groups of guests conclude, the round is decided, its step passes or fails."""

from __future__ import annotations

from datetime import datetime, timedelta

from engine import events as e
from engine.people import SYSTEM
from engine.process import Because, Group, Mode, Origin, Round, Seat, Task, TaskId, Vote
from engine.rewinding import back_to, end_everything, tell_of_children
from engine.rounds import group_verdict, guests_of, verdict
from engine.seating import family
from engine.template import START, StepId
from engine.walk import Walk


def voted(walk: Walk, round_id: int, seat_id: int, task: TaskId | None) -> None:
    """What follows from the vote of a seat; `task` is the one it was given on."""
    seat = walk.process.round(round_id).seat(seat_id)
    if seat.group:
        conclude(walk, round_id, seat.group, task)
    else:
        settle(walk, round_id, seat_id, task)


def settle(walk: Walk, round_id: int, seat_id: int = 0, task: TaskId | None = None) -> None:
    """Decide the round if its votes suffice, else let the next ones act."""
    round_ = walk.process.round(round_id)
    step = walk.process.template.step(round_.step)
    result = verdict(round_, step.config)
    if result is Vote.YES:
        walk.close_tasks(walk.tasks_of(round_id), None)
        token = walk.process.token(round_.token)
        by_rule = task is None and all(each.automatic for each in round_.seats if each.vote is Vote.YES)
        walk.leave(token, step, seat=seat_id, task=task, automatic=by_rule, cause="repeat" if by_rule else "")
    elif result is Vote.NO:
        fail(walk, round_)
    elif round_.mode is Mode.SEQUENCE:
        _next_in_sequence(walk, round_)
    elif round_.mode is Mode.ANY:
        _overtaken(walk, round_)


def _next_in_sequence(walk: Walk, round_: Round) -> None:
    """The next signer of the rule, when those before and all added beside them have signed."""
    if walk.tasks_of(round_.id) or any(each.vote is Vote.PENDING for each in round_.seats):
        return
    following = next((each for each in round_.seats if each.vote is Vote.OPEN and not each.group), None)
    if following is not None:
        walk.open_task(round_, following)


def _overtaken(walk: Walk, round_: Round) -> None:
    """或签: one yes of the rule's seats settles the others; only signers beside them are still asked."""
    rule = [each for each in round_.seats if each.origin is Origin.RULE]
    given = next((each for each in rule if each.vote in (Vote.YES, Vote.PENDING)), None)
    if given is None:
        return
    done: set[int] = set()
    for seat in rule:
        if seat.id != given.id and seat.vote is not Vote.NO:
            done |= family(round_, seat.id)
    walk.close_tasks([each for each in walk.tasks_of(round_.id) if each.seat in done], None)


def conclude(walk: Walk, round_id: int, group_id: int, task: TaskId | None) -> None:
    """A group of guests: passed, the asker's turn comes, or his yes counts; a no is a no of his seat."""
    round_ = walk.process.round(round_id)
    group = next(each for each in round_.groups if each.id == group_id)
    result = group_verdict(round_, group)
    if result is Vote.OPEN:
        _next_guest(walk, round_, group)
        return
    asker = round_.seat(group.seat)
    decisive = next((each.id for each in guests_of(round_, group) if each.voted_on == task), asker.id)
    seats = {one for guest in guests_of(round_, group) for one in family(round_, guest.id)}
    open_ones = [each for each in walk.tasks_of(round_id) if each.seat in seats]
    walk.close_tasks(open_ones, None if result is Vote.YES else "rejected")
    if result is Vote.NO and round_.mode is not Mode.VOTE:
        _settle_seat(walk, round_, asker, Vote.NO, "guests")
        voted(walk, round_id, asker.id, None)
    elif group.position is Origin.BEFORE:
        ask_again(walk, round_id, asker.id)
    else:
        count_pending(walk, round_id, asker, decisive, task)


def count_pending(walk: Walk, round_id: int, asker: Seat, decisive: int, task: TaskId | None) -> None:
    """The asker's yes waits for nobody any more; `decisive` is whose vote (on `task`) made it count."""
    _settle_seat(walk, walk.process.round(round_id), asker, Vote.YES, "guests")
    if asker.group:
        conclude(walk, round_id, asker.group, task)
    else:
        settle(walk, round_id, decisive, task)


def _next_guest(walk: Walk, round_: Round, group: Group) -> None:
    if group.method is not Mode.SEQUENCE:
        return
    guests = guests_of(round_, group)
    busy = {each.seat for each in walk.tasks_of(round_.id)}
    if any(each.id in busy or each.vote is Vote.PENDING for each in guests):
        return
    following = next((each for each in guests if each.vote is Vote.OPEN), None)
    if following is not None:
        walk.open_task(round_, following)


def ask_again(walk: Walk, round_id: int, seat_id: int) -> Task:
    """A new task on an asker's seat, for its present holder, due after what was left (R2, R4)."""
    round_ = walk.process.round(round_id)
    seat = round_.seat(seat_id)
    return walk.open_task(round_, seat, because=Because("guests_done", by=None), due_at=left_over(walk, seat))


def left_over(walk: Walk, seat: Seat) -> datetime | None:
    """Now, and the working time that was left when the seat's latest task closed; some is always given."""
    if seat.due_at is None or seat.closed_at is None:
        return None
    calendar = walk.world.calendar
    left = max(calendar.between(seat.closed_at, seat.due_at), walk.world.min_back, timedelta())
    return calendar.after(walk.now, left)


def _settle_seat(walk: Walk, round_: Round, seat: Seat, vote: Vote, cause: str) -> None:
    walk.emit(
        e.SeatSettled,
        actor=SYSTEM,
        step=round_.step,
        round=round_.id,
        seat=seat.id,
        person=seat.person,
        vote=vote,
        cause=cause,
    )


def count_by_rule(walk: Walk, round_: Round, seat: Seat, cause: str) -> None:
    """A rule says yes for the seat: its task is skipped, and what the votes amount to is decided at once."""
    walk.close_tasks([each for each in walk.tasks_of(round_.id) if each.seat == seat.id], None)
    _settle_seat(walk, walk.process.round(round_.id), seat, Vote.YES, cause)
    settle(walk, round_.id, seat.id)


def reopen_seat(walk: Walk, round_: Round, seat: Seat, cause: str) -> None:
    """A vote that no longer counts: the seat is asked anew, when it is its turn."""
    _settle_seat(walk, round_, seat, Vote.OPEN, cause)


def fail(walk: Walk, round_: Round) -> None:
    """The step failed, and its setting says what that means."""
    step = walk.process.template.step(round_.step)
    last = next((each for each in reversed(walk.events) if isinstance(each, e.TaskRejected)), None)
    reason = last.reason if last else ""
    target = getattr(step.config, "reject_to", "end")
    if target == "end":
        end_everything(walk, "rejected")
        tell_of_children(walk)
        walk.emit(e.ProcessRejected, actor=SYSTEM, step=step.id, reason=reason)
        return
    token = walk.process.token(round_.token)
    because = Because(rule="return", by=walk.actor)
    back_to(walk, token, START if target == "starter" else StepId(target), "rejected", because)
