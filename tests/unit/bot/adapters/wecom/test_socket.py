"""The smart bot's long connection: heard, answered, changed within seconds of a click, kept alive."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Event

import pytest

from bot.adapter import NotReachable, Received, UpdateTooLate
from bot.adapters.wecom import places
from bot.adapters.wecom.adapter import WecomAdapter
from bot.adapters.wecom.bot_sender import BotSender
from bot.adapters.wecom.config import BotConfig
from bot.adapters.wecom.connection import BotConnection, NotSubscribed
from bot.adapters.wecom.socket import BotSocket
from bot.cards import Button, Card, Picture, State, Style, say, show
from bot.messages import Address, IncomingMessage, Language, Text, same
from tests.emulators.wecom_bot import BOT_ID, BOT_SECRET, BotEmulator
from tests.unit.bot.adapters.wecom.parts import HOME, Desk, LocalRelay, tools

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
GROUP = "wrGroup"
CARD = Card(
    key="task/NP-12-3",
    state=State.WAITING,
    status=Text(zh="等你审批", en="Awaiting you"),
    title=same("审批"),
    number="NP-12",
    buttons=(Button(id="approve/NP-12-3", label=Text(zh="同意", en="Approve"), style=Style.PRIMARY),),
)
DECIDED = CARD.model_copy(update={"buttons": (), "state": State.DONE, "outcome": same("陈杰 已同意")})


@dataclass
class Line:
    """A bot that is connected, and the adapter that speaks through it."""

    emulator: BotEmulator
    socket: BotSocket
    adapter: WecomAdapter
    received: queue.SimpleQueue[IncomingMessage]

    def hears(self) -> IncomingMessage:
        return self.received.get(timeout=5)

    def answers(self, address: Address, card: Card, *, key: str, replaces: str | None = None) -> str:
        return self.sends(address, show(card), key=key, replaces=replaces)

    def sends(self, address: Address, reply: object, *, key: str, replaces: str | None = None) -> str:
        rendered = self.adapter.render(reply, Language.ZH, address, key=key, replaces=replaces)  # type: ignore[arg-type] # a Reply
        return [self.adapter.send(each, NOW) for each in rendered][-1]


@pytest.fixture
def line() -> Iterator[Line]:
    received: queue.SimpleQueue[IncomingMessage] = queue.SimpleQueue()
    relay, stop = LocalRelay(), Event()
    kit = tools(relay=relay, desk=Desk())

    def taken(each: Received) -> None:
        for message in each.messages:
            received.put(message)

    with BotEmulator() as emulator:
        config = BotConfig(BOT_ID, BOT_SECRET, emulator.url)
        socket = BotSocket(config, relay)
        thread = threading.Thread(target=socket.run, args=(taken, stop), daemon=True)
        thread.start()
        emulator.wait()
        yield Line(emulator, socket, WecomAdapter(None, BotSender(config, kit), HOME), received)
        stop.set()
        thread.join(5)
        assert not thread.is_alive(), "it stops when it is told to"


def test_a_direct_message_is_heard_and_answered_under_it(line: Line) -> None:
    request = line.emulator.says("LiNa", "帮我请两天假")
    message = line.hears()
    assert (message.sender, message.text, message.address.direct) == ("lina", "帮我请两天假", True)
    line.sends(message.address, say("好的。", "All right."), key="k1")
    (answer,) = [each for each in line.emulator.frames if each["cmd"] == "aibot_respond_msg"]
    assert answer["headers"]["req_id"] == request
    assert answer["body"] == {"msgtype": "markdown", "markdown": {"content": "好的。"}}


def test_in_a_group_the_mention_is_taken_off_and_the_group_is_answered(line: Line) -> None:
    line.emulator.says("lina", "我的待办", group=GROUP)
    message = line.hears()
    assert (message.text, message.address.conversation, message.address.direct) == (
        "我的待办",
        f"group:{GROUP}",
        False,
    )
    line.sends(message.address, say("没有。", "None."), key="k1")
    assert [each.text for each in line.emulator.seen_in(GROUP)] == ["没有。"]


def test_a_transcript_is_voice(line: Line) -> None:
    line.emulator.speaks("lina", "报销一千二")
    message = line.hears()
    assert (message.text, message.voice) == ("报销一千二", True)


def test_after_a_day_an_answer_is_a_message_of_its_own(line: Line) -> None:
    line.emulator.forgets(line.emulator.says("lina", "在吗"))
    line.sends(line.hears().address, say("在。", "Yes."), key="k1")
    assert [each.text for each in line.emulator.seen_in("lina")] == ["在。"]


def test_the_first_contact_is_welcomed(line: Line) -> None:
    line.emulator.enters("lina")
    message = line.hears()
    assert message.opened
    line.sends(message.address, say("你好。", "Hello."), key="k1")
    assert line.emulator.frames[-1]["cmd"] == "aibot_respond_welcome_msg"


def test_a_click_changes_the_card_in_place(line: Line) -> None:
    line.emulator.says("lina", "待办")
    address = line.hears().address
    reference = line.answers(address, CARD, key="k1")
    (card,) = line.emulator.seen_in("lina")
    line.emulator.clicks("lina", card, "同意")
    press = line.hears().press
    assert press is not None
    assert (press.action, press.card) == ("approve/NP-12-3", "task/NP-12-3")
    assert line.answers(address, DECIDED, key="k2", replaces=reference) == reference
    assert card.buttons == {}
    assert "陈杰 已同意" in card.words


def test_without_a_click_a_card_cannot_be_changed_any_more(line: Line) -> None:
    line.emulator.says("lina", "待办")
    address = line.hears().address
    reference = line.answers(address, CARD, key="k1")
    with pytest.raises(UpdateTooLate):
        line.answers(address, DECIDED, key="k2", replaces=reference)


def test_a_picture_goes_up_in_pieces(line: Line) -> None:
    line.emulator.says("lina", "图")
    png = b"\x89PNG" + b"x" * 600_000
    picture = Picture(name="NP-12.png", png=png, alt=same("图"))
    line.sends(line.hears().address, show(picture), key="k1")
    (shown,) = line.emulator.seen_in("lina")
    assert shown.image == png
    chunks = [each for each in line.emulator.frames if each["cmd"] == "aibot_upload_media_chunk"]
    assert [each["body"]["chunk_index"] for each in chunks] == [0, 1]


def test_it_comes_back_after_a_clean_close(line: Line) -> None:
    line.emulator.drops(1000)
    line.emulator.wait()
    line.emulator.says("lina", "还在吗")
    assert line.hears().text == "还在吗"


def test_who_was_superseded_does_not_take_the_connection_back(line: Line) -> None:
    with BotConnection(BotConfig(BOT_ID, BOT_SECRET, line.emulator.url)):
        _until(lambda: line.socket.say("{}").find("not connected") > 0)
        time.sleep(1.5)  # longer than its first pause
        assert line.emulator.subscriptions == 2


def test_a_wrong_secret_is_told_and_not_tried_again_at_once(line: Line) -> None:
    wrong = replace(BotConfig(BOT_ID, "another", line.emulator.url))
    with pytest.raises(NotSubscribed, match="40001"):
        BotConnection(wrong).__enter__()


def test_a_connection_without_a_pulse_is_given_up() -> None:
    with BotEmulator() as emulator:
        emulator.mute = True
        config = BotConfig(BOT_ID, BOT_SECRET, emulator.url)
        with BotConnection(config, pulse_s=0.01) as connection, pytest.raises(NotReachable, match="no pulse"):
            connection.listen(lambda received: None, Event())


def test_garbage_is_passed_over(line: Line) -> None:
    line.emulator.redelivers({"cmd": "aibot_msg_callback", "headers": {"req_id": "x"}, "body": {"a": 1}})
    line.emulator.redelivers({"cmd": "aibot_news", "headers": {"req_id": "y"}, "body": []})
    line.emulator.says("lina", "在吗")
    assert line.hears().text == "在吗"


def test_pushes_go_by_the_app_and_answers_where_the_question_came_from() -> None:
    kit = tools()
    bot = BotSender(BotConfig(BOT_ID, BOT_SECRET, "ws://127.0.0.1:1"), kit)
    both = WecomAdapter(object(), bot, HOME)  # type: ignore[arg-type] # nothing is sent
    reply = say("好。", "Well.")

    def way(address: Address, replaces: str | None = None) -> str:
        (message, *_) = both.render(reply, Language.ZH, address, key="k", replaces=replaces)
        return message.address.conversation

    assert way(places.by_bot("lina", "m/req-1")) == "bot:lina"
    assert way(places.by_bot("lina")) == "app:lina"
    assert way(places.in_group(GROUP)) == f"group:{GROUP}"
    assert way(places.by_app("lina"), "bot/x") == "bot:lina"


def _until(holds: Callable[[], bool]) -> None:
    patience = time.perf_counter() + 5
    while not holds() and time.perf_counter() < patience:
        time.sleep(0.01)
    assert holds()
