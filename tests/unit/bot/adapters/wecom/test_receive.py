"""What the documented messages and events of the app become."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from bot.adapter import RawRequest
from bot.adapters.wecom.cipher import Callback
from bot.adapters.wecom.receive import Receiver
from bot.messages import Attachment, IncomingMessage, Place, Press
from tests.emulators.wecom import AES_KEY, CORP
from tests.emulators.wecom_cipher import encrypt
from tests.unit.bot.adapters.wecom.parts import AT, config, signed

PAYLOADS = Path("tests/payloads/wecom")
RECEIVE = Receiver(Callback(config()))


def request_of(name: str) -> RawRequest:
    xml = re.sub(r"<!--.*?-->\n", "", (PAYLOADS / f"{name}.xml").read_text("utf-8"))
    encrypted = encrypt(AES_KEY, xml, CORP, random.Random(1))
    return signed(encrypted, f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode())


def read(name: str) -> IncomingMessage:
    (message,) = RECEIVE(request_of(name), AT).messages
    assert (message.platform, message.sender) == ("wecom", "lina"), "ids are alike in upper and lower case"
    assert message.address.conversation == "app:lina"
    assert message.address.direct
    return message


def test_words() -> None:
    message = read("text")
    assert (message.message_id, message.text, message.voice) == ("7001", "报销1200元", False)


def test_a_recording_is_fetched_by_its_id() -> None:
    message = read("voice")
    assert message.attachments == (Attachment(kind="voice", name="7002.amr", ref="app/MID"),)
    assert message.text == ""


def test_pictures_and_files() -> None:
    assert read("image").attachments == (Attachment(kind="image", name="7003.jpg", ref="app/PIC"),)
    assert read("video").attachments == (Attachment(kind="file", name="7009.mp4", ref="app/VID"),)
    assert read("file").attachments == (Attachment(kind="file", name="合同.pdf", ref="app/FID"),)


def test_a_shared_place_and_a_link() -> None:
    assert read("location").place == Place(name="人民广场", latitude=31.2304, longitude=121.4737)
    assert read("link").text == "报价 https://example.com/q"


def test_the_app_is_opened_for_the_first_time_once() -> None:
    message = read("enter_agent")
    assert message.opened
    assert message.message_id == "opened/lina"


def test_menu_items_are_actions_or_words() -> None:
    assert read("menu_click").press == Press(action="say/my_tasks")
    assert read("menu_words").text == "我的待办"


def test_a_click_tells_its_card_and_brings_the_right_to_change_it() -> None:
    message = read("card_click")
    assert message.press == Press(action="approve/NP-12-3", card="task/NP-12-3")
    assert message.address.thread == "task/NP-12-3|RC1"


def test_choices_come_by_their_questions() -> None:
    press = read("card_choice").press
    assert press is not None
    assert press.values == {"kind": "travel", "person": "li.na"}


def test_a_repeated_event_has_the_same_id_and_another_one_another() -> None:
    first, second, other = read("card_click"), read("card_click"), read("card_choice")
    assert first.message_id == second.message_id
    assert first.message_id != other.message_id


@pytest.mark.parametrize("name", ["menu_view", "periodic_location", "something_new", "inactive_alert"])
def test_what_asks_for_nothing_is_acknowledged_and_ignored(name: str) -> None:
    assert RECEIVE(request_of(name), AT).messages == ()
