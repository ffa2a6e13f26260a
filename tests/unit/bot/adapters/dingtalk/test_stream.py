"""The Stream, against a real WebSocket server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.adapter import Received
from bot.adapters.dingtalk.adapter import PLATFORM
from bot.messages import IncomingMessage
from tests.emulators.dingtalk import DingTalkEmulator
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
