"""The Stream, against a real WebSocket server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.adapter import Received
from bot.adapters.dingtalk.adapter import PLATFORM
from bot.adapters.dingtalk.places import direct_with
from bot.messages import IncomingMessage, Place
from tests.emulators.dingtalk import DingTalkEmulator, Failure
from tests.emulators.dingtalk_stream import DingTalkStreamServer
from tests.unit.bot.adapters.dingtalk.parts import config_of, tools


class Taker:
    def __init__(self) -> None:
        self.messages: list[IncomingMessage] = []
        self.fails = False

    def __call__(self, received: Received) -> None:
        if self.fails:
            raise OSError("the database is away")
        self.messages += received.messages


@contextmanager
def listening(dingtalk: DingTalkEmulator, taker: Taker) -> Iterator[DingTalkStreamServer]:
    stop, listener = threading.Event(), PLATFORM.open(config_of(dingtalk), tools()).listener
    assert listener is not None
    dingtalk.joins("0421")
    with DingTalkStreamServer(dingtalk) as server:
        thread = threading.Thread(target=listener.run, args=(taker, stop))
        thread.start()
        server.connected()
        yield server
        stop.set()
        thread.join(5)
        assert not thread.is_alive(), "it stops when it is told to"


def test_a_message_is_acknowledged_once_it_is_taken(dingtalk: DingTalkEmulator) -> None:
    taker = Taker()
    with listening(dingtalk, taker):
        assert dingtalk.says("0421", "我的待办").status_code == 200
    assert [each.text for each in taker.messages] == ["我的待办"]


def test_what_could_not_be_kept_is_not_acknowledged(dingtalk: DingTalkEmulator) -> None:
    taker = Taker()
    taker.fails = True
    with listening(dingtalk, taker):
        assert dingtalk.says("0421", "我的待办").status_code == 500
        taker.fails = False
        assert dingtalk.redelivers().status_code == 200
    assert len(taker.messages) == 1


def test_pings_are_echoed_and_unknown_topics_acknowledged(dingtalk: DingTalkEmulator) -> None:
    taker = Taker()
    with listening(dingtalk, taker) as server:
        assert server.sends("SYSTEM", "ping", '{"opaque":"x"}').body == {"opaque": "x"}
        assert server.sends("EVENT", "*", "{}").body == {"status": "SUCCESS"}
        assert server.sends("CALLBACK", "/v1.0/new/thing", "{}").status_code == 200
        assert server.sends("CALLBACK", "/v1.0/im/bot/messages/get", "not json").status_code == 200
    assert taker.messages == []


def test_a_check_in_in_dingtalk_comes_with_its_place(dingtalk: DingTalkEmulator) -> None:
    taker = Taker()
    with listening(dingtalk, taker) as server:
        assert server.checks_in("0421", "苏州工厂").body == {"status": "SUCCESS"}
    (message,) = taker.messages
    assert message.place == Place(name="苏州工厂", latitude=31.23, longitude=121.47)
    assert (message.sender, message.address) == ("0421", direct_with("0421"))


def test_one_whose_record_is_not_there_yet_is_to_come_again(dingtalk: DingTalkEmulator) -> None:
    taker = Taker()
    with listening(dingtalk, taker) as server:
        assert server.checks_in("0421", "苏州工厂", recorded=False).body == {"status": "LATER"}
        dingtalk.fails("POST /topapi/checkin/record/get", Failure("90018", 200))
        assert server.checks_in("0421", "苏州工厂").body == {"status": "LATER"}
        assert server.checks_in("0421", "苏州工厂").body == {"status": "SUCCESS"}
        for unreadable in ("not json", "[]", '{"StaffId":""}', '{"StaffId":"0421","TimeStamp":"soon"}'):
            answer = server.sends("EVENT", "*", unreadable, eventType="check_in")
            assert answer.body == {"status": "SUCCESS"}, "it would be as unreadable the next time"
    assert len(taker.messages) == 1


def test_it_connects_again_with_a_new_ticket(dingtalk: DingTalkEmulator) -> None:
    taker = Taker()
    with listening(dingtalk, taker) as server:
        server.sends("SYSTEM", "disconnect", json.dumps({"reason": "expired"}))
        server.connected(2)
        server.drops()
        server.connected(3)
        assert dingtalk.says("0421", "我的待办").status_code == 200
    assert len(set(server.tickets)) == 3


def test_an_endpoint_that_is_not_encrypted_is_refused_where_the_api_is(dingtalk: DingTalkEmulator) -> None:
    listener = PLATFORM.open(config_of(dingtalk, api_url="https://api.dingtalk.com"), tools()).listener
    assert getattr(listener, "is_secure", False)
