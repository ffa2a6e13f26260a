"""Around the messages: who one is, which conversation, which language, what time, what colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.sample import empty, morning

pytestmark = pytest.mark.browser

CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((each, n) => each * a + below[n] * (1 - a));
  const light = (rgb) => {
    const linear = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((each) => linear(each / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const colour = channels(getComputedStyle(node).backgroundColor);
    return (colour[3] ?? 1) === 1 ? colour : over(colour, behind(node.parentElement));
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
    if (node.closest(":disabled, .unseen, noscript")) continue;
    const ground = behind(node);
    const [a, b] = [light(over(channels(getComputedStyle(node).color), ground)), light(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${walker.currentNode.data} ${node.className} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("button, a.conversation, input, textarea")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !node.closest(".picture, .quotation, .segment, .choice, .unseen-input"))
  .map((node) => [node.className, node.getBoundingClientRect()])
  .filter(([, {height}]) => height < 36)
  .map(([name, {width, height}]) => `${name} ${width}x${height}`)"""


@pytest.mark.parametrize("dark", [False, True])
def test_every_word_is_readable(open_page: OpenPage, dark: bool) -> None:
    page = open_page(morning(), dark=dark)
    expect(page.locator(".card").first).to_be_attached()
    assert page.evaluate(CONTRASTS) == []
    page.locator(".me-row").click()
    assert page.evaluate(CONTRASTS) == []


def test_thumbs_hit_what_they_mean(open_page: OpenPage) -> None:
    page = open_page(morning(), size=PHONE)
    expect(page.locator(".card").first).to_be_attached()
    assert page.evaluate(SMALL_TARGETS) == []


def test_another_person_is_found_by_title_and_becomes_me(open_page: OpenPage) -> None:
    chat = empty()
    page = open_page(chat, size=PHONE)
    page.get_by_role("button", name="我和设置").click()
    page.get_by_role("searchbox", name="搜索姓名").fill("财务 总监")
    page.get_by_role("button", name="李娜").click()
    expect(page.locator(".me-button")).to_have_text("李娜")
    assert chat.user == "li.na"


def test_a_first_visitor_chooses_who_to_be(open_page: OpenPage) -> None:
    chat = empty()
    page = open_page(chat)
    chat.user = None
    page.reload()
    page.get_by_role("heading", name="你是哪一位").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="陈杰").click()
    expect(page.locator(".me-row")).to_contain_text("研发总监")


def test_the_language_switches_and_what_was_being_written_stays(open_page: OpenPage) -> None:
    page = open_page(empty())
    page.locator(".composer-field").press_sequentially("hello")
    page.locator(".me-row").click()
    page.get_by_role("radio", name="English").click()
    expect(page.locator(".composer-field")).to_have_attribute("placeholder", "Message Tuitui")
    expect(page.locator(".composer-field")).to_have_value("hello")
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_chosen_appearance_outlives_a_reload(open_page: OpenPage) -> None:
    page = open_page(empty())
    page.locator(".me-row").click()
    page.get_by_role("radio", name="深色").check()
    page.reload()
    expect(page.locator("body")).to_have_css("background-color", "rgb(17, 19, 23)")


def test_the_time_machine_moves_the_company(open_page: OpenPage) -> None:
    page = open_page(empty(), size=PHONE)
    page.get_by_role("button", name="时间机器").click()
    page.get_by_role("button", name="过一天").click()
    expect(page.locator(".machine-now")).to_have_text("11月25日 周三 14:18")
    page.keyboard.press("Escape")
    expect(page.locator(".clock-button")).to_contain_text("周三 14:18")


def test_on_a_phone_the_list_is_a_screen_of_its_own(open_page: OpenPage) -> None:
    page = open_page(morning(), size=PHONE)
    expect(page.get_by_role("button", name="返回会话列表")).to_contain_text("2")
    page.get_by_role("button", name="返回会话列表").click()
    expect(page.locator(".composer")).to_be_hidden()
    page.get_by_role("searchbox", name="搜索会话").fill("研发")
    page.get_by_role("link", name="研发部").click()
    expect(page.locator(".header h2")).to_have_text("研发部")
    page.go_back()
    expect(page.locator(".conversation-list")).to_be_visible()


def focused(page: Page) -> str:
    return str(
        page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )
    )


def test_everything_is_reached_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(morning())
    expect(page.locator(".composer-field")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox", name="搜索会话")).to_be_focused()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(focused(page))
        if reached[-1] == "给推推发消息":
            break
    for name in ("同意", "驳回", "详情", "回复", "回复 推推", "说话"):
        assert name in reached
