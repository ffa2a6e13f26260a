"""R67: an edit is one commit with its decision; what a step hides is nowhere to be read for its people."""

from __future__ import annotations

from pydantic import BaseModel

from bot.messages import Text
from bot.present.confirming import confirm_verb
from bot.present.done import done
from bot.present.explaining import explanation
from bot.present.process_card import process_card
from bot.present.task_card import open_card
from engine import commands as c
from engine.people import PersonId
from engine.service import Outcome
from engine.sight import hidden_from
from tests.unit.engine.galaxy import Story, approval, begin

GATE = (
    "  - {id: gate, kind: condition, name: 门, branches: [{when: budget > 50, label: 预算超过 50, steps: ["
    "{id: high, kind: approval, name: high, who: [{person: guo.tao}], hidden: [budget]}]}]}\n"
)
STEPS = approval("s1", "li.na", more="hidden: [budget, item]") + GATE + approval("s2", "he.ping")


def started() -> Story:
    return begin(STEPS, budget=98_765, item="密件", amount=1234)


def read(*said: BaseModel | Text) -> str:
    return " ".join(each.model_dump_json() for each in said)


def leaks(words: str) -> list[str]:
    return [each for each in ("98,765", "9.88", "98765", "密件", "预算") if each in words]


def test_an_edit_is_one_commit_with_its_decision() -> None:
    story = begin(approval("s1", "li.na", more="edits: [amount]"), amount=1)
    before = story.process
    story.refuses("field_invalid", story.approve("li.na", amount="很多"))
    assert story.process is before, "neither the field nor the vote"
    assert (story.ok("li.na", amount=2).process.fields["amount"], story.status) == (2, "completed")


def test_the_cards_of_its_people_do_not_show_it() -> None:
    story = started()
    task, li = story.task("li.na"), PersonId("li.na")
    cards = [
        open_card(story.process, task, story.world, story.now),
        process_card(story.process, story.history, story.world, story.now, viewer=li),
        confirm_verb(Text(zh="同意", en="Approve"), story.process, story.world, story.now, viewer=li),
    ]
    assert leaks(read(*cards)) == []
    assert "1,234" in read(*cards), "what is not hidden is shown"
    story.ok("li.na")
    assert leaks(story.hears("li.na") + story.hears("li.na", "en")) == [], "nor does the locked card"


def test_the_answer_to_a_decision_names_no_condition_upon_it() -> None:
    story = started().ok("li.na")
    outcome = Outcome(story.process, story.latest)
    said = done(
        [outcome],
        Text(zh="已同意", en="Approved"),
        story.world.directory,
        now=story.now,
        zone=story.world.calendar.zone,
    )
    assert leaks(read(said)) == []
    card = process_card(story.process, story.history, story.world, story.now, viewer=PersonId("li.na"))
    assert leaks(read(card)) == [], "nor does the history"


def test_explain_names_no_condition_upon_it() -> None:
    story = started().ok("li.na")
    task, history = story.task("guo.tao"), story.history
    for_holder = explanation(story.process, task, history, story.world, story.now, viewer=PersonId("guo.tao"))
    assert leaks(read(for_holder)) == []
    for_starter = explanation(
        story.process, task, history, story.world, story.now, viewer=PersonId("zhou.ting")
    )
    assert leaks(read(for_starter)) != []


def test_who_started_administers_or_is_shown_it_elsewhere_sees_it() -> None:
    story = started()
    hidden = {
        person: hidden_from(story.process, PersonId(person), story.world)
        for person in ("zhou.ting", "wang.fang", "li.na", "chen.jie")
    }
    assert hidden == {
        "zhou.ting": frozenset(),
        "wang.fang": frozenset(),
        "li.na": {"budget", "item"},
        "chen.jie": {"budget", "item"},  # a manager without a step of his own
    }
    story.ok("li.na").ok("guo.tao")
    assert hidden_from(story.process, PersonId("he.ping"), story.world) == frozenset()
    assert hidden_from(story.process, PersonId("guo.tao"), story.world) == {"budget"}
    assert hidden_from(story.process, PersonId("li.na"), story.world) == {"budget", "item"}, "also afterwards"


def test_a_signer_who_was_added_sees_no_more_than_who_asked() -> None:
    """R14."""
    story = started().adds("li.na", "xu.jing")
    card = open_card(story.process, story.task("xu.jing"), story.world, story.now)
    assert leaks(read(card)) == []
    story.refuses("field_invalid", c.Approve(**story.named("xu.jing"), fields={"amount": 2}))
