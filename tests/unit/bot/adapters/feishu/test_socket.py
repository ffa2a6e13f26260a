"""The long connection, to a real WebSocket server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.adapter import Received
from bot.adapters.feishu.adapter import PLATFORM
from bot.adapters.feishu.frames import CONTROL, DATA, Frame, decode, encode
from bot.adapters.feishu.receive import Receiver
from bot.adapters.feishu.socket import FeishuSocket
from bot.messages import IncomingMessage
from tests.emulators.feishu import FeishuEmulator
from tests.emulators.feishu_socket import FeishuSocketServer
from tests.unit.bot.adapters.feishu.parts import client_of, config_of, tools

# Frame{SeqID 1, LogID 300, service 3, method 1, headers {type: event}, payload "hi"}, put together by hand.
BYTES = bytes.fromhex("0801 10ac02 1803 2001 2a0d 0a0474797065 12056576656e74 4202 6869")


def test_a_frame_is_written_as_protobuf_writes_it() -> None:
    frame = Frame(DATA, service=3, seq_id=1, log_id=300, headers={"type": "event"}, payload=b"hi")
    assert encode(frame) == BYTES
    assert decode(BYTES) == frame


@pytest.mark.parametrize(
    "frame",
    [
        Frame(CONTROL, 33, headers={"type": "ping"}),
        Frame(
            DATA, seq_id=(1 << 64) - 1, log_id=1 << 63, payload=b"\x00" * 300, headers={"": "", "键": "值"}
        ),
        Frame(DATA, payload_encoding="gzip", payload_type="json", log_id_new="2026"),
    ],
    ids=["ping", "large", "rare fields"],
)
def test_a_frame_comes_back_as_it_went(frame: Frame) -> None:
    assert decode(encode(frame)) == frame


def test_fields_of_a_later_version_are_skipped() -> None:
    later = bytes.fromhex(
        "5005 5d00000000 61 0000000000000000 7203616263"
    )  # 10 varint, 11, 12 fixed, 14 bytes
    assert decode(BYTES + later) == decode(BYTES)


@pytest.mark.parametrize(
    "garbage", ["08", "42ff", "4205 6869", "ff" * 11, "2a02 0a05", "0b", "2a02 0801", "8001" * 9 + "ff"]
)
def test_garbage_is_no_frame(garbage: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(bytes.fromhex(garbage))


class Taker:
    """What takes messages; it may fail for a while."""

    def __init__(self) -> None:
        self.messages: list[IncomingMessage] = []
        self.failures = 0
        self._changed = threading.Condition()

    def __call__(self, received: Received) -> None:
        with self._changed:
            if self.failures:
                self.failures -= 1
                raise OSError("the database is away")
            self.messages += received.messages
            self._changed.notify_all()


@contextmanager
def listening(feishu: FeishuEmulator, taker: Taker) -> Iterator[threading.Thread]:
    stop = threading.Event()
    receiver = Receiver(bot=lambda: "ou_bot")
    listener = FeishuSocket(client_of(feishu, tools()), receiver, is_secure=False)
    thread = threading.Thread(target=listener.run, args=(taker, stop))
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive(), "it stops when it is told to"


@pytest.mark.parametrize("split", [1, 3])
def test_events_and_clicks_come_over_the_connection_and_are_answered(
    feishu: FeishuEmulator, split: int
) -> None:
    taker, union = Taker(), feishu.joins("lina")
    with FeishuSocketServer(feishu, split=split) as server, listening(feishu, taker):
        server.connected()
        feishu.says(union, "我的待办")
        feishu.picks(union, "help")
        click = json.loads(Path("tests/payloads/feishu/click.json").read_text("utf-8"))["payload"]
        server.pushes(click)
    assert [each.text for each in taker.messages] == ["我的待办", "", ""]
    assert [each["code"] for each in server.answers] == [200, 200, 200]
    assert server.answers[0]["data"] == {}
    assert server.answers[2]["data"]["toast"]["content"] == "收到,正在办。"


def test_what_is_not_durable_is_not_acknowledged_and_comes_again(feishu: FeishuEmulator) -> None:
    taker, union = Taker(), feishu.joins("lina")
    taker.failures = 1
    with FeishuSocketServer(feishu) as server, listening(feishu, taker):
        server.connected()
        feishu.says(union, "我的待办")
    assert [each["code"] for each in server.answers] == [500, 200]
    assert [each.text for each in taker.messages] == ["我的待办"]


def test_what_means_nothing_to_us_and_what_is_malformed_is_acknowledged(feishu: FeishuEmulator) -> None:
    taker = Taker()
    with FeishuSocketServer(feishu) as server, listening(feishu, taker):
        server.connected()
        feishu.sends_event("im.message.applauded_v9", {"anything": 1})
        feishu.sends_event("im.message.receive_v1", {"sender": "nonsense"})
    assert [each["code"] for each in server.answers] == [200, 200]
    assert taker.messages == []


def test_after_a_broken_line_it_connects_again(feishu: FeishuEmulator) -> None:
    taker, union = Taker(), feishu.joins("lina")
    with FeishuSocketServer(feishu) as server, listening(feishu, taker):
        server.connected()
        feishu.says(union, "一")
        server.drops()
        server.connected(times=2)
        feishu.says(union, "二")
    assert [each.text for each in taker.messages] == ["一", "二"]


def test_a_line_on_which_nothing_is_heard_any_more_is_given_up(feishu: FeishuEmulator) -> None:
    with FeishuSocketServer(feishu) as server, listening(feishu, Taker()):
        server.deaf = True
        server.connected(times=2)
        assert server.pings >= 2


def test_it_waits_for_a_platform_that_is_not_there_yet(feishu: FeishuEmulator) -> None:
    taker, union = Taker(), feishu.joins("lina")
    with listening(feishu, taker):
        while not feishu.endpoints_asked:
            threading.Event().wait(0.01)
        with FeishuSocketServer(feishu) as server:
            server.connected()
            feishu.says(union, "早")
    assert [each.text for each in taker.messages] == ["早"]


def test_an_unencrypted_line_is_refused_where_the_platform_is_encrypted(feishu: FeishuEmulator) -> None:
    stop = threading.Event()
    with FeishuSocketServer(feishu) as server:
        strict = FeishuSocket(client_of(feishu, tools()), Receiver())
        thread = threading.Thread(target=strict.run, args=(Taker(), stop))
        thread.start()
        while feishu.endpoints_asked < 2:
            threading.Event().wait(0.01)
        stop.set()
        thread.join(10)
        assert server.connections == []


@pytest.mark.parametrize("by_socket", [True, False])
def test_a_mode_has_either_a_listener_or_routes(feishu: FeishuEmulator, by_socket: bool) -> None:
    opened = PLATFORM.open(config_of(feishu, by_socket=by_socket), tools())
    assert (opened.listener is not None) == by_socket
    assert list(opened.routes) == ([] if by_socket else [("POST", "/feishu/events")])
