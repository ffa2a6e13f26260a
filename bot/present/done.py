"""What was done, worded from the events that did it, and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.cards import Reply, say
from bot.messages import Text
from bot.present import names, standing
from engine import events as e
from engine.people import Directory
from engine.process import Process
from engine.service import Outcome
from engine.sight import hidden_at


def done(
    outcomes: Sequence[Outcome], verb: Text, directory: Directory, *, now: datetime, zone: tzinfo
) -> Reply:
    """已同意 NP-12 极光手表。现在等… One line each when there are several."""
    if len(outcomes) == 1:
        line = _line(outcomes[0], verb, directory, now, zone)
        return say(line.zh, line.en)
    lines = [_line(each, verb, directory, now, zone) for each in outcomes]
    return say(
        "\n".join(f"- {each.zh}" for each in lines),
        "\n".join(f"- {each.en}" for each in lines),
    )


def _line(outcome: Outcome, verb: Text, directory: Directory, now: datetime, zone: tzinfo) -> Text:
    what = standing.headline(outcome.process)
    if outcome.repeated:
        stands = standing.waits_for(outcome.process, directory, now, zone)
        return Text(
            zh=f"{what.zh}:你之前已经处理过了。{stands.zh}", en=f"{what.en}: done already. {stands.en}"
        )
    stands = standing.goes_on(outcome.process, directory, now, zone)
    told = _told(outcome, directory)
    return Text(
        zh=f"{verb.zh} {what.zh}。{_changes(outcome).zh}{stands.zh}{told.zh}",
        en=f"{verb.en} {what.en}. {_after(_changes(outcome).en, stands.en)}{told.en}",
    )


def _after(reason: str, stands: str) -> str:
    return f"{reason}, it is {stands[:1].lower()}{stands[1:]}" if reason else stands


def _told(outcome: Outcome, directory: Directory) -> Text:
    """When it ended: that whoever asked hears of it too."""
    process = outcome.process
    acted = {event.actor for event in outcome.events}
    if process.is_running or process.starter in acted:
        return Text(zh="", en="")
    starter = names.name(process.starter, directory)
    return Text(zh=f"已告诉{starter.zh}。", en=f" {starter.en} was told.")


def _changes(outcome: Outcome) -> Text:
    """What else the events say: a branch taken because of the data."""
    taken = [event for event in outcome.events if isinstance(event, e.BranchTaken) and event.when]
    if not taken or not outcome.process.is_running:
        return Text(zh="", en="")
    hidden = {name for each in _acts(outcome) for name in hidden_at(outcome.process, each.step)}
    if not taken[-1].data.keys().isdisjoint(hidden):  # from who acted
        return Text(zh="", en="")
    reason = condition(taken[-1], outcome.process)
    return Text(zh=f"{reason.zh},", en=reason.en) if reason else Text(zh="", en="")


def _acts(outcome: Outcome) -> list[e.Decided]:
    return [event for event in outcome.events if isinstance(event, e.Decided)]


def condition(event: e.BranchTaken, process: Process) -> Text | None:
    """因为预算超过 50 万 is the template's own words for a branch, when it has them."""
    flows = process.template.step(event.step).flows
    label = next((each.label for each in flows if each.to == event.to and each.when == event.when), None)
    return names.text(label) if label else None
