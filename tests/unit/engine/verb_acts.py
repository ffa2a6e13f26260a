"""The verbs of `verbs.txt`: what came before each, and the command itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

from engine import commands as c
from engine.people import SYSTEM, PersonId
from engine.process import TaskId
from engine.template import StepId
from tests.unit.engine.galaxy import Story, at, galaxy

PERSON = {
    "A": "guo.tao",
    "B": "li.na",
    "C": "wu.hao",
    "D": "zheng.shuang",
    "E": "huang.lei",
    "G": "he.ping",
    "N": "chen.jie",
    "V": "zhang.wei",
    "W": "wang.fang",
    "X": "xu.jing",
    "Y": "sun.lei",
    "Z": "zhou.ting",
}
LETTER = {person: letter for letter, person in PERSON.items()} | {"": "?"}
WHO = {
    "holder": "A",
    "principal": "A",
    "veto": "C",
    "other seat": "B",
    "pool member": "B",
    "deputy": "D",
    "guest": "G",
    "starter": "Z",
    "cc'd": "X",
    "earlier": "E",
    "admin": "W",
    "viewer": "V",
    "stranger": "Y",
    "system": "",
}
MODES = ("any", "all", "sequence", "vote", "claim", "task")
UNCLAIMED = ("claim", "take back s0", "retry a halted step", "suspended: claim")
FIRST = TaskId("ST-1-2")  # A's task on s1: the first but E's


class Case(NamedTuple):
    """The one who acts, the one on whose seat (himself, or D for his principal), the mode and the verb."""

    who: str
    mode: str
    verb: str

    @property
    def actor(self) -> str:
        return PERSON[WHO[self.who]]

    @property
    def first(self) -> str:
        """Who has done what came before the verb: A, or his deputy, who does approvals only."""
        if self.who in ("deputy", "principal") and self.mode != "task":
            return PERSON["D"]
        return PERSON["C" if self.who == "veto" else "A"]


Prepare = Callable[[Story, Case], Story]
Act = Callable[[Story, Case], c.AnyCommand]


def mine(story: Story, case: Case) -> dict[str, Any]:
    """The command's actor, and A's task: for who has a veto, and for a guest, his own."""
    person = case.actor if case.who in ("veto", "guest") else PERSON["A"]
    open_ = story.find(person, "s1")
    return {
        "process": story.process.number,
        "task": open_.id if open_ else FIRST,
        "actor": PersonId(case.actor),
    }


def whole(story: Story, case: Case) -> dict[str, Any]:
    return {"process": story.process.number, "actor": PersonId(case.actor)}


def says_yes(story: Story, person: str) -> c.AnyCommand:
    kind = c.Complete if story.process.template.step(StepId("s1")).kind == "task" else c.Approve
    return kind(**story.named(person))


def acts(story: Story, case: Case) -> Story:
    return story.does(says_yes(story, case.first))


def asks(position: str) -> Prepare:
    return lambda story, case: story.adds(case.first, PERSON["G"], position=position)


def then(*steps: Prepare) -> Prepare:
    def prepared(story: Story, case: Case) -> Story:
        for each in steps:
            story = each(story, case)
        return story

    return prepared


def nothing(story: Story, _: Case) -> Story:
    return story


def guest_says_yes(story: Story, _: Case) -> Story:
    return story.does(says_yes(story, PERSON["G"]))


def another_acts(story: Story, case: Case) -> Story:
    """The next signer or voter; where the step is passed, the next step's person asks somebody."""
    acts(story, case)
    if story.find(PERSON["N"]):
        return story.adds(PERSON["N"], PERSON["X"])
    return story.ok(PERSON["B"])


def transfer(to: str) -> Act:
    return lambda story, case: c.Transfer(**mine(story, case), to=PersonId(to), reason="出差")


def leave(leaver: str, to: str | None) -> Act:
    def left(story: Story, case: Case) -> c.AnyCommand:
        people = dict(story.world.directory.people)
        person = PersonId(PERSON[leaver])
        people[person] = replace(people[person], active=False)
        story.world = replace(story.world, directory=replace(story.world.directory, people=people))
        successor = PersonId(PERSON[to]) if to else None
        return c.Reassign(**whole(story, case), leaver=person, to=successor, reason="离职")

    return left


def back(to: str) -> Act:
    return lambda story, case: c.Return(**mine(story, case), to_step=StepId(to) if to else None)


def add(position: str) -> Act:
    return lambda story, case: story.add("", PERSON["G"], position=position).model_copy(
        update=mine(story, case)
    )


def remove(person: str) -> Act:
    return lambda story, case: c.RemoveSigner(**mine(story, case), person=PersonId(PERSON[person]))


def yes(story: Story, case: Case) -> c.AnyCommand:
    return c.Approve(**mine(story, case))


def guest_decides(kind: Callable[..., c.AnyCommand]) -> Act:
    """The guest's own act, whoever's row it is."""

    def decided(story: Story, case: Case) -> c.AnyCommand:
        made = says_yes(story, PERSON["G"])
        return made if kind is c.Approve else kind(**story.named(PERSON["G"]))

    return decided


def holder_says_yes(story: Story, case: Case) -> c.AnyCommand:
    kind = c.Complete if case.mode == "task" else c.Approve
    return kind(**mine(story, case))


def other_says_yes(story: Story, _: Case) -> c.AnyCommand:
    return says_yes(story, PERSON["B"])


def admin(kind: Callable[..., c.AnyCommand], **more: Any) -> Act:
    return lambda story, case: kind(**{**whole(story, case), "reason": "因故", **more})


def delegated(deputy: str, *, ended: bool = False) -> Prepare:
    def began(story: Story, _: Case) -> Story:
        story.delegates(PERSON["A"], PERSON[deputy], at("Mon"), at("Tue"))
        return story.redirected().on("Tue") if ended else story

    return began


def redirect(story: Story, _: Case) -> c.AnyCommand:
    return c.Redirect(process=story.process.number, actor=SYSTEM)


def fire(story: Story, person: str) -> c.AnyCommand:
    task = story.task(person, "s1")
    assert task.timer is not None
    named: dict[str, Any] = {"process": story.process.number, "task": task.id, "actor": SYSTEM}
    return c.FireTimer(**named, kind=task.timer.kind, turn=task.timer.turn)


def later(story: Story, _: Case) -> Story:
    return story.on("Mon", "17:00")


def is_up(story: Story, _: Case) -> c.AnyCommand:
    return fire(story, PERSON["A"])


def a_day_later(story: Story, _: Case) -> Story:
    return story.on("Tue", "17:00")


def guest_is_up(story: Story, _: Case) -> c.AnyCommand:
    return fire(story, PERSON["G"])


def last_is_up(story: Story, _: Case) -> c.AnyCommand:
    """Everybody's timer but the last one's has fired, by due and seat; this is the last one."""
    while len(due := [each for each in story.process.tasks if each.due_at and each.due_at <= story.now]) > 1:
        story.does(fire(story, due[0].assignee))
    return fire(story, due[0].assignee) if due else redirect(story, _)


def urged(story: Story, case: Case) -> Story:
    return story.does(c.Urge(process=story.process.number, actor=story.process.starter))


def an_hour_later(story: Story, case: Case) -> Story:
    story = urged(story, case)
    story.now += timedelta(hours=1)
    return story


def everybody_back(story: Story, _: Case) -> Story:
    assert story.process.halts
    story.world = galaxy()
    return story


VERBS: dict[str, tuple[Prepare, Act]] = {
    "approve": (nothing, yes),
    "complete": (nothing, lambda story, case: c.Complete(**mine(story, case))),
    "reject": (nothing, lambda story, case: c.Reject(**mine(story, case), reason="不行")),
    "return to s0": (nothing, back("s0")),
    "return to the starter": (nothing, back("")),
    "return to s2": (nothing, back("s2")),
    "transfer to G": (nothing, transfer(PERSON["G"])),
    "transfer to A himself": (nothing, transfer(PERSON["A"])),
    "transfer to B": (nothing, transfer(PERSON["B"])),
    "transfer to the starter": (nothing, transfer(PERSON["Z"])),
    "transfer to one who left": (nothing, transfer("nobody")),
    "transfer back to the principal": (nothing, transfer(PERSON["A"])),
    "add before": (nothing, add("before")),
    "add before, who approves": (asks("before"), guest_decides(c.Approve)),
    "add before, who rejects": (asks("before"), guest_decides(c.Reject)),
    "add before, who returns it": (asks("before"), guest_decides(c.Return)),
    "add before, then the asker approves": (asks("before"), holder_says_yes),
    "add before, then another seat approves": (asks("before"), other_says_yes),
    "add before, then remove": (asks("before"), remove("G")),
    "add after": (nothing, add("after")),
    "add after, then approve": (asks("after"), holder_says_yes),
    "add after, then approve, who approves": (then(asks("after"), acts), guest_decides(c.Approve)),
    "add after, then approve, who rejects": (then(asks("after"), acts), guest_decides(c.Reject)),
    "add after, then approve, who returns it": (then(asks("after"), acts), guest_decides(c.Return)),
    "add after, then approve, then remove": (then(asks("after"), acts), remove("G")),
    "add after, then reject": (asks("after"), lambda story, case: c.Reject(**mine(story, case))),
    "add parallel": (nothing, add("parallel")),
    "add parallel, then approve": (asks("parallel"), holder_says_yes),
    "add parallel, who approves": (asks("parallel"), guest_decides(c.Approve)),
    "add parallel, who rejects": (asks("parallel"), guest_decides(c.Reject)),
    "add parallel, then approve, who approves": (then(asks("parallel"), acts), guest_decides(c.Approve)),
    "add parallel, then remove": (asks("parallel"), remove("G")),
    "add parallel, then approve, then remove": (then(asks("parallel"), acts), remove("G")),
    "add parallel, who approves, then remove": (then(asks("parallel"), guest_says_yes), remove("G")),
    "remove B": (nothing, remove("B")),
    "claim": (nothing, lambda story, case: c.Claim(**mine(story, case))),
    "release": (nothing, lambda story, case: c.Release(**mine(story, case))),
    "take back": (acts, lambda story, case: c.TakeBack(**mine(story, case))),
    "take back a no": (
        lambda story, case: story.no(PERSON["A"]),
        lambda story, case: c.TakeBack(**mine(story, case)),
    ),
    "take back after another acted": (another_acts, lambda story, case: c.TakeBack(**mine(story, case))),
    "take back s0": (
        nothing,
        lambda story, case: c.TakeBack(**{**mine(story, case), "task": TaskId("ST-1-1")}),
    ),
    "take back s0 after somebody was asked along": (
        asks("parallel"),
        lambda story, case: c.TakeBack(**{**mine(story, case), "task": TaskId("ST-1-1")}),
    ),
    "withdraw": (nothing, lambda story, case: c.Cancel(**whole(story, case))),
    "cancel": (nothing, admin(c.Cancel)),
    "cancel without a reason": (nothing, admin(c.Cancel, reason="")),
    "urge": (nothing, lambda story, case: c.Urge(**whole(story, case))),
    "urge twice within the hour": (urged, lambda story, case: c.Urge(**whole(story, case))),
    "urge after an hour": (an_hour_later, lambda story, case: c.Urge(**whole(story, case))),
    "cc to Y": (nothing, lambda story, case: c.Cc(**whole(story, case), people=(PersonId(PERSON["Y"]),))),
    "comment": (nothing, lambda story, case: c.AddComment(**whole(story, case), text="看看")),
    "snooze": (nothing, lambda story, case: c.Snooze(**mine(story, case), until=at("Mon", "16:00"))),
    "suspend": (nothing, admin(c.Suspend)),
    "suspend without a reason": (nothing, admin(c.Suspend, reason="")),
    "resume": (nothing, admin(c.Resume)),
    "jump to s2": (nothing, admin(c.Jump, to_step=StepId("s2"))),
    "jump to the end": (nothing, admin(c.Jump, to_step=StepId("end"))),
    "jump to a step that is not there": (nothing, admin(c.Jump, to_step=StepId("s9"))),
    "jump without a reason": (nothing, admin(c.Jump, to_step=StepId("s2"), reason="")),
    "A leaves, to G": (nothing, leave("A", "G")),
    "A leaves, to B": (nothing, leave("A", "B")),
    "A leaves, to nobody": (nothing, leave("A", None)),
    "A leaves, to the starter": (nothing, leave("A", "Z")),
    "A leaves, to A himself": (
        nothing,
        admin(c.Reassign, leaver=PersonId(PERSON["A"]), to=PersonId(PERSON["A"])),
    ),
    "A leaves having approved": (acts, leave("A", "G")),
    "C leaves, to G": (nothing, leave("C", "G")),
    "retry": (nothing, lambda story, case: c.Retry(**whole(story, case), reason="修好了")),
    "retry a halted step": (
        everybody_back,
        lambda story, case: c.Retry(**whole(story, case), reason="修好了"),
    ),
    "a delegation to D begins": (delegated("D"), redirect),
    "a delegation to B begins": (delegated("B"), redirect),
    "a delegation to D begins and ends": (delegated("D", ended=True), redirect),
    "A's time is up": (later, is_up),
    "everybody's time is up": (later, last_is_up),
    "add before, and the guest's time is up": (then(asks("before"), a_day_later), guest_is_up),
    "add after, then approve, and the guest's time is up": (
        then(asks("after"), acts, a_day_later),
        guest_is_up,
    ),
    "add parallel, and the guest's time is up": (then(asks("parallel"), a_day_later), guest_is_up),
    "add before, then A leaves, to G": (asks("before"), leave("A", "G")),
}
