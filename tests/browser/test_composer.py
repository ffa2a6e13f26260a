"""Writing and sending."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.company import text
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.sample import BOT, NOW, empty
from tests.browser.stub_chat import StubChat

pytestmark = pytest.mark.browser


def sent(chat: StubChat) -> list[str]:
    return [request.body["text"] for request in chat.asked("POST", "/chat/messages")]


def arrived(chat: StubChat) -> list[str]:
    return [request.body["text"] for request in chat.came("POST", "/chat/messages")]


def compose(page: Page, key: str, *, composing: bool, code: int) -> None:
    """A key as an input method delivers it."""
    page.locator(".composer-field").evaluate(
        """(field, [key, composing, code]) => field.dispatchEvent(new KeyboardEvent("keydown",
          {key, isComposing: composing, keyCode: code, bubbles: true, cancelable: true}))""",
        [key, composing, code],
    )


def test_enter_sends_and_shift_enter_breaks_the_line(open_page: OpenPage) -> None:
    chat = empty()
    page = open_page(chat)
    field = page.locator(".composer-field")
    field.press_sequentially("第一行")
    field.press("Shift+Enter")
    field.press_sequentially("第二行")
    assert sent(chat) == []
    field.press("Enter")
    expect(page.locator(".mine .bubble")).to_have_text("第一行\n第二行")
    assert arrived(chat) == ["第一行\n第二行"]
    expect(field).to_have_value("")


def test_what_is_sent_while_the_page_still_loads_is_not_lost(open_page: OpenPage) -> None:
    chat = empty()
    page = open_page(chat)
    held: list[Route] = []
    page.route("**/chat/conversations", lambda route: held.append(route))
    with page.expect_request("**/chat/conversations"):
        page.reload()
    field = page.locator(".composer-field")
    field.fill("帮我发起一个新品立项流程")
    field.press("Enter")
    for route in held:
        route.continue_()
    expect(page.locator(".mine .bubble")).to_have_text("帮我发起一个新品立项流程")
    assert arrived(chat) == ["帮我发起一个新品立项流程"]


@pytest.mark.parametrize(("composing", "code"), [(True, 13), (False, 229)])
def test_the_enter_that_picks_a_candidate_sends_nothing(
    open_page: OpenPage, composing: bool, code: int
) -> None:
    chat = empty()
    page = open_page(chat)
    page.locator(".composer-field").fill("xin pin")
    compose(page, "Enter", composing=composing, code=code)
    expect(page.locator(".composer-field")).to_have_value("xin pin")
    compose(page, "Enter", composing=False, code=13)
    expect(page.locator(".mine .bubble")).to_have_text("xin pin")
    assert arrived(chat) == ["xin pin"]


def test_a_suggestion_starts_an_empty_conversation(open_page: OpenPage) -> None:
    chat = empty()
    page = open_page(chat, size=PHONE)
    page.get_by_role("button", name="帮我发起一个新品立项流程").click()
    expect(page.locator(".mine .bubble")).to_have_text("帮我发起一个新品立项流程")
    expect(page.locator(".suggestion")).to_have_count(0)


def test_someone_is_seen_typing_soon_after_sending(open_page: OpenPage) -> None:
    chat = empty()
    page = open_page(chat)
    page.locator(".composer-field").fill("我还有啥没处理")
    waited = page.evaluate(
        """async () => {
          const field = document.querySelector(".composer-field");
          const began = performance.now();
          field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
          while (document.querySelector(".typing").hidden) await new Promise(requestAnimationFrame);
          return performance.now() - began;
        }"""
    )
    assert waited < 300
    chat.post(BOT, text("没有了。"))
    expect(page.locator(".typing")).to_be_hidden()


def test_what_the_server_refuses_is_said_and_can_be_changed(open_page: OpenPage) -> None:
    chat = empty()
    chat.refusal = (413, "这条太长了，发 4000 字以内")
    page = open_page(chat)
    page.locator(".composer-field").fill("很长的话")
    page.locator(".composer-field").press("Enter")
    expect(page.locator(".sending-failed")).to_contain_text("这条太长了")
    page.get_by_role("button", name="改一改").click()
    expect(page.locator(".composer-field")).to_have_value("很长的话")
    expect(page.locator(".mine")).to_have_count(0)


def test_a_reply_carries_what_it_answers(open_page: OpenPage) -> None:
    chat = empty()
    asked = chat.post(BOT, text("**NP-12** 要同意吗？"), at=NOW)
    page = open_page(chat)
    page.get_by_role("button", name="回复 推推").click()
    expect(page.locator(".composer-quote")).to_contain_text("NP-12 要同意吗？")
    page.locator(".composer-field").fill("同意")
    page.locator(".composer-field").press("Enter")
    expect(page.locator(".mine .quotation")).to_contain_text("NP-12 要同意吗？")
    expect(page.locator(".composer-quote")).to_be_hidden()
    assert chat.came("POST", "/chat/messages")[0].body["reply_to"] == asked


def test_a_draft_waits_for_a_reload(open_page: OpenPage) -> None:
    page = open_page(empty())
    page.locator(".composer-field").press_sequentially("写到一半")
    page.reload()
    expect(page.locator(".composer-field")).to_have_value("写到一半")


def test_without_a_speech_endpoint_the_voice_button_says_so(open_page: OpenPage) -> None:
    page = open_page(empty())
    page.get_by_role("button", name="说话").click()
    expect(page.locator(".toast")).to_contain_text("没接语音识别")


def test_a_recording_is_sent(open_page: OpenPage) -> None:
    chat = empty()
    chat.voice = True
    page = open_page(chat)
    page.get_by_role("button", name="说话").click()
    expect(page.locator(".voice-time")).to_have_text("0:01")
    with page.expect_response("**/chat/voice*"):
        page.get_by_role("button", name="发送录音").click()
    assert chat.came("POST", "/chat/voice")[0].body["bytes"] > 0
    expect(page.locator(".voice-bar")).to_be_hidden()
