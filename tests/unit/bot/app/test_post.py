"""The post office between platforms of which some limit, die, or no longer change what was sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from redis import Redis

from bot.adapter import NotReachable, Opened, PlatformError, RateLimited, Refused, UpdateTooLate
from bot.app.bundles import bundled
from bot.app.core import Core, open_core
from bot.app.identities import Identities
from bot.app.memory import open_memory
from bot.app.outages import Outages
from bot.app.platforms import form_desk
from bot.app.post import PostOffice, posted
from bot.app.settings import Settings
from bot.cards import Button, Card, Reply, Saying, State, say, show
from bot.letters import Letter
from bot.messages import Address, Language, OutgoingMessage, same
from scheduler.jobs.outbox import deliver_outbox
from scheduler.parts import Parts
from scheduler.rq_queue import RqQueue
from storage.database import Database
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.posted import PostedCards
from storage.preferences import PreferenceBook
from storage.reminders import Reminders
from storage.turns import Turns
from tests.scenarios.company import CompanyClock

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
ANN, BOB = "ann", "bob"


@dataclass
class Platform:
    """Shows what it is sent; each id stands for a message, changed in place as long as it may be."""

    name: str
    shown: dict[str, str] = field(default_factory=dict)
    calls: int = 0
    fails: list[PlatformError] = field(default_factory=list)  # the next calls
    is_dead: bool = False
    too_late: bool = False

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        words = " ".join(_words(part, language) for part in reply.parts)
        return (OutgoingMessage(address=address, payload={"words": words}, key=key, replaces=replaces),)

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        self.calls += 1
        if self.is_dead:
            raise NotReachable(self.name)
        if self.fails:
            raise self.fails.pop(0)
        if message.replaces is not None and self.too_late:
            raise UpdateTooLate("too_late")
        where = message.replaces or f"{message.address.conversation}-{len(self.shown) + 1}"
        self.shown[where] = str(message.payload["words"])
        return where


def _words(part: object, language: Language) -> str:
    if isinstance(part, Saying):
        return part.text.said_in(language)
    assert isinstance(part, Card)
    return (part.outcome or part.title).said_in(language)


@dataclass
class Mail:
    """A post office with two platforms and one worker. Ann has both, Bob the second."""

    parts: Parts
    post: PostOffice
    north: Platform
    south: Platform
    clock: CompanyClock

    def sends(self, key: str, letter: Letter) -> None:
        self.parts.outbox.add([posted(letter, key)], now=self.clock.now())

    def works(self, *, after_s: float = 0) -> None:
        self.clock.advance(timedelta(seconds=after_s))
        deliver_outbox(self.parts, self.clock.now())


def _mail(core: Core, redis: Redis, clock: CompanyClock) -> Mail:
    north, south = Platform("north"), Platform("south")
    platforms = {"north": Opened(north), "south": Opened(south)}
    outages, outbox = Outages(), Outbox(core.database)
    post = PostOffice(
        core=core,
        memory=open_memory(core),
        platforms=platforms,
        identities=Identities(core, platforms, outages),
        cards=PostedCards(core.database),
        preferences=PreferenceBook(core.database),
        outbox=outbox,
        desk=form_desk(core),
        outages=outages,
    )
    parts = Parts(
        owner="worker",
        clock=clock,
        queue=RqQueue(redis),
        inbox=Inbox(core.database),
        turns=Turns(core.database),
        outbox=outbox,
        reminders=Reminders(core.database),
        handle=lambda message, held, now: (),
        apologise=lambda message, now: (),
        notify=lambda payload, now: (),
        send=post.send,
        remind=lambda reminder, now: (),
        due_timers=lambda now, most: (),
        fire=lambda timer, now: None,
        redirect=lambda now: None,
        fire_waits=lambda now: None,
        tidy=lambda now: {},
        bundle=bundled,
    )
    return Mail(parts, post, north, south, clock)


@pytest.fixture
def mail(sqlite_database: Database, redis: Redis) -> Mail:
    clock = CompanyClock()
    return _mail(open_core(Settings(), database=sqlite_database, clock=clock), redis, clock)


def at(platform: str, person: str = ANN) -> Address:
    return Address(platform=platform, conversation=f"dm-{person}")


def text(words: str, address: Address, person: str = ANN) -> Letter:
    return Letter(person=person, reply=say(words, words), address=address)


def card(words: str = "approve?", *, outcome: str = "") -> Card:
    return Card(
        key="task/NP-1-1",
        state=State.DONE if outcome else State.WAITING,
        status=same("…"),
        title=same(words),
        buttons=() if outcome else (Button(id="approve/NP-1-1", label=same("OK")),),
        outcome=same(outcome) if outcome else None,
    )


def decided(by: str = "Ann") -> Letter:
    return Letter(person=ANN, reply=show(card(outcome=f"{by} approved")), update=True)


def _with_cards(mail: Mail) -> None:
    """Of one task: Ann's on the first platform, Bob's on the second."""
    mail.sends("a", Letter(person=ANN, reply=show(card()), address=at("north")))
    mail.sends("b", Letter(person=BOB, reply=show(card()), address=at("south", BOB)))
    mail.works()
    assert (mail.north.shown, mail.south.shown) == ({"dm-ann-1": "approve?"}, {"dm-bob-1": "approve?"})


def test_a_decision_changes_the_card_in_place_for_everyone_who_has_it(mail: Mail) -> None:
    _with_cards(mail)
    mail.sends("done", decided())
    mail.works()
    assert mail.north.shown == {"dm-ann-1": "Ann approved"}
    assert mail.south.shown == {"dm-bob-1": "Ann approved"}


def test_a_card_that_can_no_longer_be_changed_is_posted_anew(mail: Mail) -> None:
    _with_cards(mail)
    mail.north.too_late = mail.south.too_late = True
    mail.sends("done", decided())
    mail.works()
    assert mail.north.shown == {"dm-ann-1": "approve?", "dm-ann-2": "Ann approved"}
    assert mail.south.shown == {"dm-bob-1": "approve?", "dm-bob-2": "Ann approved"}
    assert [each.message for each in mail.post.cards.of_card("task/NP-1-1")][2:] == ["dm-ann-2", "dm-bob-2"]


@pytest.mark.parametrize("failure", ["dead", "limited"])
def test_a_platform_that_fails_delays_its_own_card_only(mail: Mail, failure: str) -> None:
    _with_cards(mail)
    if failure == "dead":
        mail.north.is_dead = True
    else:
        mail.north.fails = [RateLimited(20), RateLimited(20)]
    mail.sends("done", decided())
    mail.sends("next", text("and now?", at("south"), ANN))
    mail.works()
    assert mail.south.shown == {"dm-bob-1": "Ann approved", "dm-ann-2": "and now?"}
    assert mail.north.shown == {"dm-ann-1": "approve?"}
    mail.north.is_dead = False
    mail.works(after_s=30)
    assert mail.north.shown == {"dm-ann-1": "Ann approved"}


def test_a_place_that_refuses_keeps_no_other_from_its_news(mail: Mail) -> None:
    _with_cards(mail)
    mail.north.fails = [Refused("account_gone"), Refused("account_gone")]
    mail.sends("done", decided())
    mail.works()
    assert mail.south.shown == {"dm-bob-1": "Ann approved"}


def test_a_dead_platform_is_asked_now_and_then_not_for_each_message(mail: Mail) -> None:
    mail.north.is_dead = True
    for number in range(20):
        mail.sends(f"n{number}", text("hello", at("north", f"p{number}"), f"p{number}"))
        mail.sends(f"s{number}", text("hello", at("south", f"p{number}"), f"p{number}"))
    mail.works()
    assert len(mail.south.shown) == 20
    assert mail.north.calls == 1
    mail.works(after_s=3)
    assert mail.north.calls == 1
    mail.north.is_dead = False
    mail.works(after_s=15)
    assert len(mail.north.shown) == 20


def test_a_card_on_a_platform_that_was_switched_off_is_let_rest(mail: Mail) -> None:
    _with_cards(mail)
    here, _ = mail.post.cards.of_card("task/NP-1-1")
    mail.post.cards.record(replace(here, platform="west"))
    mail.sends("done", decided())
    mail.works()
    assert mail.south.shown == {"dm-bob-1": "Ann approved"}


def test_texts_that_waited_for_the_limit_arrive_as_one(mail: Mail) -> None:
    mail.north.fails = [RateLimited(30)]
    for number in range(1, 4):
        mail.sends(f"t{number}", text(f"news {number}", at("north")))
    mail.works()
    assert mail.north.shown == {}
    mail.works(after_s=31)
    assert mail.north.shown == {"dm-ann-1": "news 1\n\nnews 2\n\nnews 3"}
    mail.works(after_s=600)
    assert len(mail.north.shown) == 1


def test_texts_that_did_not_wait_arrive_each_by_itself(mail: Mail) -> None:
    for number in range(1, 3):
        mail.sends(f"t{number}", text(f"news {number}", at("north")))
    mail.works()
    assert list(mail.north.shown.values()) == ["news 1", "news 2"]


def test_a_card_between_waiting_texts_keeps_its_place(mail: Mail) -> None:
    mail.north.fails = [RateLimited(30)]
    mail.sends("t1", text("news 1", at("north")))
    mail.sends("t2", text("news 2", at("north")))
    mail.sends("c", Letter(person=ANN, reply=show(card()), address=at("north")))
    mail.sends("t3", text("news 3", at("north")))
    mail.works()
    mail.works(after_s=31)
    assert list(mail.north.shown.values()) == ["news 1\n\nnews 2", "approve?", "news 3"]


def test_a_merged_text_that_is_limited_again_loses_nothing(mail: Mail) -> None:
    mail.north.fails = [RateLimited(30), RateLimited(30)]
    for number in range(1, 4):
        mail.sends(f"t{number}", text(f"news {number}", at("north")))
    mail.works()
    mail.works(after_s=31)
    assert mail.north.shown == {}
    mail.works(after_s=31)
    assert list(mail.north.shown.values()) == ["news 1\n\nnews 2\n\nnews 3"]
