"""Reading: what is shown, in which order, and where the eye stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.company import card, text
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.sample import BOT, GROUP, NOW, empty, morning
from tests.browser.stub_chat import StubChat

pytestmark = pytest.mark.browser

HOSTILE = (
    '<img src=x onerror="window.hit=1"> <script>window.hit=1</script> [点我](javascript:window.hit=1) '
    "[也点我](data:text/html,hit) **<b>粗</b>** `<i>` https://example.com/?q=<script>"
)


def talk(messages: int) -> StubChat:
    chat = empty()
    for n in range(1, messages + 1):
        chat.post(BOT, text(f"第 {n} 条"), at=NOW - timedelta(minutes=messages - n), read=True)
    return chat


def top_of(page: Page, words: str) -> float:
    box = page.locator(".message", has_text=words).bounding_box()
    assert box is not None
    return box["y"]


def scroll_to(page: Page, top: int) -> None:
    page.locator(".scroller").evaluate("(scroller, top) => { scroller.scrollTop = top; }", top)


def test_hostile_text_stays_text(open_page: OpenPage) -> None:
    chat = empty()
    chat.post(
        BOT, text(HOSTILE), card(title=HOSTILE, outcome=HOSTILE, facts=[{"label": "<b>", "value": HOSTILE}])
    )
    chat.post(BOT, text(HOSTILE), author="liu.yang")
    page = open_page(chat)
    expect(page.locator(".message")).to_have_count(2)
    expect(page.locator(".bubble").first).to_contain_text('<img src=x onerror="window.hit=1">')
    assert page.locator(".messages img, .messages script, .messages b").count() == 0
    links = page.locator(".messages a").evaluate_all("(all) => all.map(({protocol}) => protocol)")
    assert set(links) == {"https:"}
    assert page.evaluate("window.hit") is None


def test_markdown_of_the_bot_is_formatted_and_that_of_people_is_not(open_page: OpenPage) -> None:
    chat = empty()
    chat.post(BOT, text("**粗** *斜* `码`\n下一行\n\n1. 一\n2. 二\n\n- [链接](https://example.com/a)\n"))
    chat.post(BOT, text("3*4*5 = **60**"), author="liu.yang")
    page = open_page(chat)
    bot = page.locator(".bot .bubble")
    expect(bot.locator("strong")).to_have_text("粗")
    expect(bot.locator("em")).to_have_text("斜")
    expect(bot.locator("code")).to_have_text("码")
    expect(bot.locator("p br")).to_have_count(1)
    expect(bot.locator("ol li")).to_have_text(["一", "二"])
    expect(bot.locator("ul a")).to_have_attribute("rel", "noopener noreferrer")
    expect(page.locator(".mine .bubble")).to_have_text("3*4*5 = **60**")


def test_a_changed_card_stays_where_it_stood_and_the_page_does_not_move(open_page: OpenPage) -> None:
    chat = talk(20)
    asked = chat.post(BOT, card(title="审批：甲"), read=True)
    for n in range(21, 41):
        chat.post(BOT, text(f"第 {n} 条"), read=True)
    page = open_page(chat)
    page.locator(".message", has_text="第 25 条").evaluate("(row) => row.scrollIntoView()")
    page.wait_for_timeout(100)
    before = top_of(page, "第 30 条")
    chat.change(asked, card(title="审批：甲", state="done", status="已同意", outcome="李娜 同意\n" * 6))
    expect(page.locator(".card-done .card-title")).to_have_text("审批：甲")
    assert abs(top_of(page, "第 30 条") - before) < 1
    following = page.locator(".message", has_text="审批：甲").locator("xpath=following-sibling::li[1]")
    expect(following).to_contain_text("第 21 条")


def test_an_older_version_that_comes_late_changes_nothing(open_page: OpenPage) -> None:
    chat = empty()
    asked = chat.post(BOT, card(title="审批：甲"))
    old = dict(chat.messages[BOT][0])
    page = open_page(chat)
    chat.change(asked, card(title="审批：甲", state="done", status="已同意"))
    expect(page.locator(".card-state")).to_have_text("已同意")
    chat.tell("message", old)
    chat.post(BOT, text("之后的话"))
    expect(page.locator(".messages .bubble")).to_have_text("之后的话")
    expect(page.locator(".card-state")).to_have_text("已同意")


def test_reading_back_is_not_disturbed_by_news_and_one_press_leads_to_it(open_page: OpenPage) -> None:
    chat = talk(40)
    page = open_page(chat, size=PHONE)
    expect(page.locator(".message").last).to_be_in_viewport()
    scroll_to(page, 600)
    page.wait_for_timeout(100)
    before = top_of(page, "第 20 条")
    chat.post(BOT, text("新来的"))
    jump = page.get_by_role("button", name="1 条新消息")
    expect(jump).to_be_visible()
    assert abs(top_of(page, "第 20 条") - before) < 1
    jump.click()
    expect(page.locator(".message").last).to_be_in_viewport()
    expect(jump).to_be_hidden()


def test_older_messages_come_while_scrolling_up_and_the_page_stays(open_page: OpenPage) -> None:
    page = open_page(talk(120))
    expect(page.locator(".message")).to_have_count(50)
    scroll_to(page, 0)
    expect(page.locator(".message")).to_have_count(100)
    assert page.locator(".scroller").evaluate("({scrollTop}) => scrollTop") > 1000
    scroll_to(page, 0)
    expect(page.locator(".message")).to_have_count(120)
    expect(page.get_by_role("button", name="更早的消息")).to_be_hidden()


def test_after_a_lost_line_the_page_reads_what_it_missed(open_page: OpenPage) -> None:
    chat = talk(3)
    asked = chat.post(BOT, card(title="审批：甲"), read=True)
    page = open_page(chat)
    expect(page.locator(".message")).to_have_count(4)
    chat.down = True
    chat.drop_streams()
    expect(page.locator(".line-bar")).to_contain_text("正在重连")
    page.locator(".composer-field").fill("断线时说的")
    page.locator(".composer-field").press("Enter")
    expect(page.locator(".sending-failed")).to_contain_text("没发出去")
    chat.mute = True
    chat.post(BOT, text("断线时来的"))
    chat.change(asked, card(title="审批：甲", state="done", status="已同意"))
    chat.mute = chat.down = False
    expect(page.locator(".card-state")).to_have_text("已同意", timeout=10_000)
    expect(page.locator(".message", has_text="断线时来的")).to_be_visible()
    expect(page.locator(".mine .bubble")).to_have_text("断线时说的")
    expect(page.locator(".sending-failed")).to_have_count(0)
    expect(page.locator(".line-bar")).to_be_hidden()
    assert len(chat.came("POST", "/chat/messages")) == 1


def test_what_is_new_is_marked_and_then_read(open_page: OpenPage) -> None:
    chat = morning()
    page = open_page(chat)
    expect(page.locator(".conversation .badge")).to_have_text("2")
    page.get_by_role("link", name="研发部").click()
    marked = page.locator(".message", has=page.locator(".unread-line"))
    expect(marked).to_contain_text("DR-8 设计评审")
    expect(page.locator(".conversation .badge")).to_have_count(0)
    read = {"conversation": GROUP, "seq": 4}
    assert chat.came("POST", "/chat/read", lambda each: each.body == read)[-1].body == read


def test_days_are_separated_and_said_as_people_do(open_page: OpenPage) -> None:
    chat = empty()
    for days in (400, 9, 1, 0):
        chat.post(BOT, text("早"), at=NOW - timedelta(days=days), read=True)
    page = open_page(chat)
    expect(page.locator(".day")).to_have_text(["2025年10月20日 周一", "11月15日 周日", "昨天", "今天"])


def test_news_is_told_to_those_who_listen(open_page: OpenPage) -> None:
    chat = empty()
    page = open_page(chat)
    asked = chat.post(BOT, card(title="审批：甲"))
    expect(page.locator("#announcer")).to_have_text("推推: 审批：甲 · 等你审批")
    chat.change(asked, card(title="审批：甲", state="done", status="已同意", outcome="李娜 同意"))
    expect(page.locator("#announcer")).to_have_text("审批：甲, 已同意, 李娜 同意")
