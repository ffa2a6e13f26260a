"""Calls to other systems: signed, examined before they go, and honest about failure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from storage.subscriptions import Subscription
from tests.emulators.subscriber import Subscriber, subscriber
from webhook.addresses import NotAllowed, Unreachable, target
from webhook.outgoing import CallFailed, deliver, sign

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def erp() -> Iterator[Subscriber]:
    with subscriber() as system:
        system.secret = SECRET
        yield system


def call(system: Subscriber, *, secret: str = SECRET, private: bool = True) -> None:
    subscription = Subscription("wh_1", system.url, secret, (), "erp", NOW)
    deliver(subscription, "call/wh_1/NP-1/3", '{"type": "task_approved"}', now=NOW, private=private)


def test_the_signature_is_that_of_the_specification() -> None:
    signed = sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_call_is_genuine_and_keeps_its_id_when_it_is_repeated(erp: Subscriber) -> None:
    call(erp)
    call(erp)

    (first, body), (second, _) = erp.calls
    assert (first, body) == (second, {"type": "task_approved"})


@pytest.mark.parametrize("status", [302, 404, 429, 500])
def test_whatever_is_not_2xx_is_tried_again(erp: Subscriber, status: int) -> None:
    erp.answers.append(status)
    with pytest.raises(CallFailed, match=f"answered {status}") as failure:
        call(erp)
    assert (failure.value.final, failure.value.retry_after_s, erp.calls) == (False, 7.0, [])


@pytest.mark.parametrize(("asked", "waits"), [("9" * 400, 86_400.0), ("soon", None)])
def test_no_subscriber_makes_us_wait_for_ever(erp: Subscriber, asked: str, waits: float | None) -> None:
    erp.answers, erp.retry_after = [503], asked
    with pytest.raises(CallFailed) as failure:
        call(erp)
    assert failure.value.retry_after_s == waits


def test_whoever_is_gone_is_called_no_more(erp: Subscriber) -> None:
    erp.answers.append(410)
    with pytest.raises(CallFailed) as failure:
        call(erp)
    assert failure.value.final


def test_a_private_address_is_not_called(erp: Subscriber) -> None:
    with pytest.raises(CallFailed):
        call(erp, private=False)
    assert erp.calls == []


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.1.2.3/hook",
        "https://192.168.0.10:8443/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://224.0.0.1/",
        "http://93.184.216.34/",
        "https://user:pass@93.184.216.34/",
        "ftp://93.184.216.34/",
        "https://",
        "https://[::1",
        "https://93.184.216.34:99999/",
    ],
)
def test_what_leads_inside_or_is_no_plain_url_is_refused(url: str) -> None:
    with pytest.raises(NotAllowed):
        target(url, private=False)


def test_the_call_goes_to_the_address_that_was_examined() -> None:
    found = target("https://93.184.216.34:8443/hook?x=1#part", private=False)

    assert found.call == "https://93.184.216.34:8443/hook?x=1"
    assert (found.host, found.name) == ("93.184.216.34:8443", "93.184.216.34")


def test_an_unknown_name_may_be_known_later() -> None:
    with pytest.raises(Unreachable):
        target("https://no-such-host.invalid/", private=False)
