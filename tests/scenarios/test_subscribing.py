"""Another system hears what happens to processes, in order, each event once, also when it was away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.subscriptions import Subscriptions
from tests.emulators.subscriber import Subscriber, subscriber
from tests.scenarios.company import Company


@pytest.fixture
def erp() -> Iterator[Subscriber]:
    with subscriber() as system:
        yield system


def subscribe(company: Company, erp: Subscriber, *events: str) -> str:
    made = Subscriptions(company.core.database).add(erp.url, events, by="erp", now=company.clock.now())
    erp.secret = made.secret
    return made.id


def heard(erp: Subscriber) -> list[str]:
    return [body["type"] for _, body in erp.calls]


def test_a_subscriber_is_called_for_each_event_in_order(company: Company, erp: Subscriber) -> None:
    subscribe(company, erp)
    process = company.says("liu.yang", "我要请假,后天一天,事假,原因是搬家").started()

    assert heard(erp)[0] == "process_started"
    told = [body["data"] for _, body in erp.calls]
    assert [each["event"]["seq"] for each in told] == list(range(1, len(told) + 1))
    assert {each["process"] for each in told} == {process.number}
    assert len({call for call, _ in erp.calls}) == len(told)


def test_only_the_types_that_were_asked_for(company: Company, erp: Subscriber) -> None:
    subscribe(company, erp, "round_opened")
    company.says("liu.yang", "我要请假,后天一天,事假,原因是搬家").started()

    assert set(heard(erp)) == {"round_opened"}


def test_a_subscriber_that_was_away_gets_everything_in_order(company: Company, erp: Subscriber) -> None:
    subscribe(company, erp, "process_started", "round_opened")
    erp.answers += [503, 500]
    company.says("liu.yang", "我要请假,后天一天,事假,原因是搬家").started()
    assert heard(erp) == []

    company.passes(minutes=1)
    company.passes(minutes=1)
    assert heard(erp) == ["process_started", "round_opened"]


def test_who_unsubscribed_is_not_called(company: Company, erp: Subscriber) -> None:
    webhook = subscribe(company, erp)
    erp.answers.append(503)
    company.says("liu.yang", "我要请假,后天一天,事假,原因是搬家").started()
    Subscriptions(company.core.database).remove(webhook)

    company.passes(minutes=1)
    assert heard(erp) == []


def test_who_says_gone_is_unsubscribed(company: Company, erp: Subscriber) -> None:
    subscribe(company, erp)
    erp.answers.append(410)
    company.says("liu.yang", "我要请假,后天一天,事假,原因是搬家").started()

    assert heard(erp) == []
    assert Subscriptions(company.core.database).all() == ()
