"""退回 and 拿回: back to an earlier step, to the asker, or to before one's own decision."""

from __future__ import annotations

from engine import commands as c
from engine import events as e
from engine.acts.deciding import drop_guests
from engine.errors import NotAllowedHere, NotYours, ProcessSuspended, TargetInvalid, TooLate
from engine.people import SYSTEM
from engine.permission import Held, held, running, seen
from engine.process import (
    Because,
    Fork,
    Mode,
    Origin,
    Process,
    Round,
    Seat,
    TaskId,
    TaskKind,
    Token,
    Undo,
    Vote,
)
from engine.rewinding import back_to, targets
from engine.rounds import group_verdict
from engine.seating import family
from engine.settling import ask_again, left_over, reopen_seat
from engine.template import START, StepId
from engine.walk import Walk


def give_back(walk: Walk, command: c.Return) -> None:
    mine = held(walk, command.task)
    task, config = mine.task, walk.process.template.step(mine.task.step).config
    if mine.seat.origin in (Origin.BEFORE, Origin.AFTER):
        _to_asker(walk, mine, command)
        return
    if task.kind is TaskKind.RESUBMIT or config.may_return is False:
        raise NotAllowedHere("return", task.step)
    round_ = walk.process.round(task.round)
    if round_.mode is Mode.VOTE and not mine.seat.veto:
        raise NotAllowedHere("return", task.step)
    if command.to_step == task.step and round_.mode is Mode.SEQUENCE:
        _to_previous_signer(walk, mine, command)
        return
    target = command.to_step or START
    token = walk.process.token(round_.token)
    if target not in targets(walk.process, token) or not _allowed(config.may_return, target):
        raise TargetInvalid(target)
    straight = _way_back(config.way_back, command) == "straight_back"
    drop_guests(walk, task)
    stood = walk.process.round(task.round)
    _returned(walk, mine, target, command, straight=straight)
    because = Because(rule="return", by=walk.actor)
    back_to(walk, token, target, "returned", because, straight=stood if straight else None)


def _allowed(may_return: bool | tuple[str, ...], target: StepId) -> bool:
    return may_return is True or (isinstance(may_return, tuple) and target in may_return)


def _way_back(rule: str, command: c.Return) -> str:
    if rule == "ask":
        return command.way_back or "walk_again"
    return rule


def _returned(walk: Walk, mine: Held, target: StepId, command: c.Return, *, straight: bool = False) -> None:
    walk.emit(
        e.TaskReturned,
        task=mine.task.id,
        step=mine.task.step,
        to_step=target,
        reason=command.reason,
        on_behalf_of=mine.on_behalf_of,
        way_back="straight_back" if straight else "walk_again",
    )


def _to_previous_signer(walk: Walk, mine: Held, command: c.Return) -> None:
    """Within 依次: the signer before is asked again, the returner's own seat queues again (R20)."""
    round_ = walk.process.round(mine.task.round)
    before = [each for each in round_.seats if each.id < mine.seat.id and each.origin is Origin.RULE]
    previous = next((each for each in reversed(before) if each.vote is Vote.YES), None)
    if previous is None:
        raise TargetInvalid(mine.task.step)
    _returned(walk, mine, mine.task.step, command)
    walk.close_tasks(walk.tasks_of(round_.id), "returned")
    reopen_seat(walk, round_, previous, "returned")
    walk.open_task(walk.process.round(round_.id), previous, because=Because("return", by=walk.actor))


def _to_asker(walk: Walk, mine: Held, command: c.Return) -> None:
    """A guest returns only to who asked him: the group ends, the asker gets a new task (R6)."""
    round_ = walk.process.round(mine.task.round)
    asker = round_.seat(mine.seat.asked_by)
    _returned(walk, mine, mine.task.step, command)
    end_group(walk, walk.process.round(round_.id), mine.seat.group, "returned")
    ask_anew(walk, round_.id, asker, "returned")


def ask_anew(walk: Walk, round_id: int, asker: Seat, cause: str) -> None:
    """Without his guests: a yes that waited for them is void, and in 或签 it settled nobody else."""
    if asker.vote is Vote.PENDING:
        reopen_seat(walk, walk.process.round(round_id), asker, cause)
    ask_again(walk, round_id, asker.id)
    round_ = walk.process.round(round_id)
    if asker.vote is Vote.PENDING:
        _reopen(walk, round_, _skipped_siblings(walk, round_, asker))


def end_group(walk: Walk, round_: Round, group: int, cause: str | None) -> None:
    """With the guests whom its guests have asked; `cause` as for closing tasks."""
    guests = [each for each in round_.seats if each.group == group]
    tree = {one for guest in guests for one in family(round_, guest.id)}
    walk.close_tasks([each for each in walk.tasks_of(round_.id) if each.seat in tree], cause)
    for guest in guests:
        data = {"step": round_.step, "round": round_.id, "seat": guest.id, "person": guest.person}
        walk.emit(e.SignerRemoved, actor=SYSTEM, cause="group_ended", **data)


# Taking back one's own decision


def take_back(walk: Walk, command: c.TakeBack) -> None:
    process = walk.process
    seen(process, walk.actor, walk.world)
    running(process)
    if process.suspended_at is not None:
        raise ProcessSuspended(process.number)
    undo = next((each for each in process.undos if each.task == command.task), None)
    if undo is not None:
        if walk.actor not in (undo.person, undo.principal):
            raise NotYours(command.task, undo.person)
        _undo_step(walk, undo)
        return
    task = process.task(command.task)
    if task is not None:
        raise NotAllowedHere("take_back", task.step)  # it is not decided
    found = [(round_, seat) for round_ in process.rounds for seat in round_.seats]
    for round_, seat in found:
        if seat.voted_on != command.task or seat.vote is Vote.OPEN or seat.automatic:
            continue
        if walk.actor not in (seat.person, seat.voted_by):
            raise NotYours(command.task, seat.voted_by)
        _undo_vote(walk, round_, seat, command.task)
        return
    raise TooLate("take_back")


def _check_allowed(walk: Walk, step: StepId) -> None:
    if not walk.process.template.step(step).config.take_back:
        raise NotAllowedHere("take_back", step)


def _undo_vote(walk: Walk, round_: Round, seat: Seat, task: TaskId) -> None:
    """The round is still open: his own vote is out, the others' stand (R31)."""
    _check_allowed(walk, round_.step)
    if round_.mode is Mode.SEQUENCE and seat.origin is Origin.RULE:
        later = [each for each in round_.seats if each.origin is Origin.RULE and each.id > seat.id]
        if any(each.vote is not Vote.OPEN for each in later):
            raise TooLate("take_back")
        ids = {each.id for each in later}
        walk.close_tasks([each for each in walk.tasks_of(round_.id) if each.seat in ids], "taken_back")
    if seat.group:
        asker = round_.seat(seat.asked_by)
        if asker.vote in (Vote.YES, Vote.NO) or any(each.seat == asker.id for each in walk.process.tasks):
            raise TooLate("take_back")
    guests = {each.id for each in round_.seats if each.asked_by == seat.id and each.origin is Origin.AFTER}
    walk.close_tasks([each for each in walk.tasks_of(round_.id) if each.seat in guests], "taken_back")
    undone = seat.changed(vote=Vote.OPEN, automatic=False)
    seats = tuple(undone if each.id == seat.id else each for each in round_.seats)
    stood = walk.process.round(round_.id).changed(seats=seats, touched=True)
    walk.emit(e.DecisionTakenBack, task=None, step=round_.step, round=stood, undone=task)
    _reopen(walk, stood, [undone, *_skipped_siblings(walk, round_, seat)])


def _skipped_siblings(walk: Walk, round_: Round, seat: Seat) -> list[Seat]:
    """In 或签 the seats that this yes had settled, though added signers kept the round open."""
    if round_.mode is not Mode.ANY or seat.origin is not Origin.RULE:
        return []
    busy = {each.seat for each in walk.tasks_of(round_.id)}
    return [
        each
        for each in round_.seats
        if each.origin is Origin.RULE
        and each.vote is Vote.OPEN
        and each.id != seat.id
        and each.id not in busy
    ]


def _undo_step(walk: Walk, undo: Undo) -> None:
    """The step closed by it: undone only if nobody has acted upon what followed (R32, R33)."""
    _check_allowed(walk, undo.round.step)
    process = walk.process
    after = _descended(process, undo)
    rounds = [each for each in process.rounds if each.token in {token.id for token in after}]
    if any(each.touched for each in rounds) or (not after and not undo.joined):
        raise TooLate("take_back")
    if any(each.token in {token.id for token in after} for each in process.waits):
        raise TooLate("take_back")
    ids = {each.id for each in rounds}
    walk.close_tasks([each for each in process.tasks if each.round in ids], "taken_back")
    kept = _later(process, undo)
    walk.emit(
        e.TokenMoved,
        actor=SYSTEM,
        cause="taken_back",
        ended=tuple(each.id for each in after),
        token=undo.token,
        forks=_forks_before(process, undo),
        lost=kept,
        backs=process.backs,
        reroutes=process.reroutes,
    )
    before = _before(undo)
    walk.emit(e.DecisionTakenBack, task=None, step=before.step, round=before, undone=undo.task)
    again = [each for each in before.seats if each.id == undo.seat or each.id in _skipped(undo)]
    _reopen(walk, before, again)


def _skipped(undo: Undo) -> list[int]:
    """The seats whose tasks were skipped when that vote decided; not guests who were done by then."""
    round_ = undo.round
    at = round_.seat(undo.seat).closed_at
    working = [each for each in round_.groups if group_verdict(round_, each) is Vote.OPEN]
    done = {each.id for each in round_.groups} - {each.id for each in working}
    waiting = {each.seat for each in working if each.position is Origin.BEFORE}
    return [
        each.id
        for each in round_.seats
        if each.vote is Vote.OPEN
        and each.closed_at == at
        and each.group not in done
        and each.id not in waiting
    ]


def _before(undo: Undo) -> Round:
    """The round with the decisive vote out; those who asked its guest wait for them again."""
    seats = {each.id: each for each in undo.round.seats}
    asker = seats[undo.seat]
    seats[undo.seat] = asker.changed(vote=Vote.OPEN)
    while asker.origin is Origin.AFTER:
        asker = seats[asker.asked_by]
        seats[asker.id] = asker.changed(vote=Vote.PENDING)
    return undo.round.changed(seats=tuple(seats.values()), touched=True)


def _descended(process: Process, undo: Undo) -> list[Token]:
    """The tokens that stand where this decision led."""
    return [each for each in process.tokens if each.after == undo.round.id]


def _later(process: Process, undo: Undo) -> tuple[StepId, ...]:
    """What was passed by itself since, and the step itself."""
    place = next((n for n, each in enumerate(process.trail) if each.step == undo.round.step), 0)
    own = {(undo.token.fork, undo.token.branch)}
    made = {each.made for each in process.trail[place:] if each.branches}
    if undo.closed is not None:
        own.add((undo.closed.outer, undo.closed.outer_branch))
    return tuple(
        each.step for each in process.trail[place:] if (each.fork, each.branch) in own or each.fork in made
    )


def _forks_before(process: Process, undo: Undo) -> tuple[Fork, ...]:
    """Without those that it led into; the one whose join it reached waits for its branch again."""
    level = (undo.token.fork, undo.token.branch)
    levels = {level, (undo.closed.outer, undo.closed.outer_branch)} if undo.closed else {level}
    since: set[int] = set()
    for each in process.forks:
        if each.id > undo.round.id and ((each.outer, each.outer_branch) in levels or each.outer in since):
            since.add(each.id)
    kept = [_without_branch(each, undo) for each in process.forks if each.id not in since]
    return (*kept, undo.closed) if undo.closed else tuple(kept)


def _without_branch(fork: Fork, undo: Undo) -> Fork:
    if fork.id != undo.joined:
        return fork
    return fork.changed(arrived=tuple(each for each in fork.arrived if each != undo.token.branch))


def _reopen(walk: Walk, round_: Round, seats: list[Seat]) -> None:
    for seat in seats:
        walk.open_task(
            walk.process.round(round_.id),
            seat,
            because=Because("taken_back", by=walk.actor),
            due_at=left_over(walk, seat),
        )
