"""Cards: pressing, filling in, unfolding, looking."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.company import button, card, field, text
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.sample import BOT, Story, empty, morning
from tests.browser.stub_chat import Json, StubChat

pytestmark = pytest.mark.browser


def showing(*parts: Json) -> StubChat:
    chat = empty()
    chat.post(BOT, *parts)
    return chat


def test_a_press_is_sent_once_and_the_card_waits_for_its_answer(open_page: OpenPage) -> None:
    chat = showing(Story("zh").approval())
    page = open_page(chat)
    approve = page.get_by_role("button", name="同意")
    approve.dblclick()
    expect(approve).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("button", name="驳回")).to_be_disabled()
    presses = chat.came("POST", "/chat/presses")
    assert [(each.body["action"], each.body["card"]) for each in presses] == [
        ("approve/NP-12-3", "task/NP-12-3")
    ]
    chat.change(f"{BOT}-1", Story("zh").decided())
    expect(page.locator(".card-outcome")).to_contain_text("陈杰 今天 14:19 同意")
    expect(page.locator(".buttons")).to_have_count(0)


def test_a_sentence_in_answer_gives_the_buttons_back(open_page: OpenPage) -> None:
    chat = showing(Story("zh").approval())
    page = open_page(chat)
    page.get_by_role("button", name="转交").click()
    expect(page.get_by_role("button", name="同意")).to_be_disabled()
    chat.post(BOT, text("转给谁？"))
    expect(page.get_by_role("button", name="同意")).to_be_enabled()


def test_what_destroys_stands_last_and_apart(open_page: OpenPage) -> None:
    buttons = [button("a", "驳回", "danger"), button("b", "退回"), button("c", "同意", "primary")]
    page = open_page(showing(card(buttons=buttons)), size=PHONE)
    expect(page.locator(".buttons .button")).to_have_text(["同意", "退回", "驳回"])


def test_more_than_four_buttons_hide_behind_more(open_page: OpenPage) -> None:
    names = ["同意", "退回", "转交", "加签", "抄送", "驳回"]
    styles = ["primary", "plain", "plain", "plain", "plain", "danger"]
    buttons = [button(name, name, style) for name, style in zip(names, styles, strict=True)]
    page = open_page(showing(card(buttons=buttons)), size=PHONE)
    expect(page.locator(".buttons .button")).to_have_text(["同意", "退回", "更多", "驳回"])
    page.get_by_role("button", name="更多").click()
    expect(page.locator(".buttons .button")).to_have_text(["同意", "退回", "转交", "加签", "抄送", "驳回"])


def fill_in(page: Page) -> None:
    page.get_by_label("产品名称").fill("极光手表 2")
    page.get_by_label("预算").fill("62万")
    page.get_by_label("上市日期").fill("2026-12-20")
    page.get_by_label("启动会").fill("2026-12-01T09:30")
    page.get_by_role("button", name="负责人").click()
    page.get_by_role("searchbox", name="搜索姓名").fill("结构")
    page.get_by_role("button", name="孙磊").click()
    page.get_by_role("radio", name="门店").check()
    page.get_by_label("首批数量").fill("500")
    page.get_by_label("理由").fill("补齐\n产品线")


def test_every_kind_of_field_is_sent_in_its_normal_form(open_page: OpenPage) -> None:
    chat = showing(Story("zh").form())
    page = open_page(chat, size=PHONE)
    expect(page.locator(".card-title")).to_be_in_viewport()  # taller than the phone: read from its beginning
    expect(page.locator(".date-words").first).to_have_text("选择日期")
    expect(page.get_by_role("button", name="我还有啥没处理")).to_have_count(
        1
    )  # nothing said yet: what to say
    fill_in(page)
    expect(page.locator(".money-echo")).to_have_text("即 62 万元")
    expect(page.locator(".date-words").first).to_have_text("12月20日 周日")
    page.get_by_role("button", name="发起", exact=True).click()
    expect(page.locator(".button-busy")).to_be_visible()
    assert chat.came("POST", "/chat/presses")[0].body["values"] == {
        "product": "极光手表 2",
        "budget": "620000",
        "launch_date": "2026-12-20",
        "kickoff": "2026-12-01T09:30",
        "owner": "sun.lei",
        "channel": "retail",
        "units": "500",
        "reason": "补齐\n产品线",
    }


def test_files_are_chosen_and_a_table_is_filled_in_row_by_row(open_page: OpenPage) -> None:
    columns = [field("item", "物品", "text"), field("price", "单价", "money", required=False)]
    asked = [
        field("items", "明细", "table", columns=columns),
        field("quote", "报价单", "file", required=False),
    ]
    chat = showing(card(inputs=asked, buttons=[button("submit/1", "提交", "primary")]))
    page = open_page(chat, size=PHONE)
    page.locator("[data-field='quote']").set_input_files({"name": "报价.pdf", "mimeType": "", "buffer": b"x"})
    expect(page.locator(".file-name")).to_have_text("报价.pdf")
    page.locator("[data-field='items.1.item']").fill("示波器")
    page.get_by_role("button", name="加一行").click()
    page.locator("[data-field='items.2.price']").fill("800")
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".cell .field-error:not(:empty)")).to_have_text("还差物品")
    page.locator("[data-field='items.2.item']").fill("探头")
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".button-busy")).to_be_visible()
    values = chat.came("POST", "/chat/presses")[0].body["values"]
    assert json.loads(values["items"]) == [{"item": "示波器"}, {"price": "800", "item": "探头"}]
    assert json.loads(values["quote"]) == [{"id": "id-报价.pdf", "name": "报价.pdf"}]


def test_what_is_missing_is_said_at_the_field(open_page: OpenPage) -> None:
    chat = showing(Story("zh").form())
    page = open_page(chat)
    page.get_by_role("button", name="发起", exact=True).click()
    expect(page.locator(".field-error:not(:empty)")).to_have_text(
        ["还差预算", "还差上市日期", "还差负责人", "还差渠道"]
    )
    expect(page.get_by_label("预算")).to_be_focused()
    assert chat.asked("POST", "/chat/presses") == []
    page.get_by_role("button", name="先不办").click()
    expect(page.locator(".button-busy")).to_have_text("先不办")


def test_a_long_list_of_choices_opens_with_search(open_page: OpenPage) -> None:
    options = [{"id": f"o{n}", "label": f"选项 {n}"} for n in range(12)]
    chat = showing(card(inputs=[field("kind", "类别", "choice", options=options)]))
    page = open_page(chat)
    page.get_by_role("button", name="类别").click()
    page.get_by_role("searchbox", name="类别").fill("11")
    page.get_by_role("button", name="选项 11").click()
    expect(page.get_by_role("button", name="类别")).to_contain_text("选项 11")


def test_typing_in_a_form_goes_on_when_its_card_changes(open_page: OpenPage) -> None:
    form = Story("zh").form()
    chat = showing(form)
    page = open_page(chat)
    reason = page.get_by_label("理由")
    reason.press_sequentially("写到")
    chat.change(f"{BOT}-1", {**form, "status": "还差一项"})
    expect(page.locator(".card-state")).to_have_text("还差一项")
    expect(reason).to_be_focused()
    page.keyboard.type("一半")
    expect(reason).to_have_value("写到一半")


def test_a_quick_answer_is_pressed_once(open_page: OpenPage) -> None:
    chat = showing(text("你说的是哪一个？", button("pick/NP-12", "NP-12"), button("pick/PR-7", "PR-7")))
    page = open_page(chat, size=PHONE)
    page.get_by_role("button", name="PR-7").click()
    expect(page.get_by_role("button", name="PR-7")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="NP-12")).to_be_disabled()
    pressed = chat.came("POST", "/chat/presses")[0].body
    assert (pressed["action"], pressed["card"], pressed["values"]) == ("pick/PR-7", None, {})


def test_details_unfold_and_stay_unfolded(open_page: OpenPage) -> None:
    chat = showing(Story("zh").approval())
    page = open_page(chat)
    page.get_by_role("button", name="详情").click()
    expect(page.get_by_text("孙磊（结构工程师）")).to_be_visible()
    chat.change(f"{BOT}-1", Story("zh").decided())
    expect(page.locator(".card-outcome")).to_be_visible()
    expect(page.get_by_text("孙磊（结构工程师）")).to_be_visible()


def test_a_card_is_narrow_and_nothing_is_wider_than_the_phone(open_page: OpenPage) -> None:
    for size in (PHONE, (320, 640), (1280, 800)):
        page = open_page(morning("en"), size=size)
        expect(page.locator(".card").first).to_be_attached()
        widths = page.locator(".card").evaluate_all("(all) => all.map(({offsetWidth}) => offsetWidth)")
        assert max(widths) <= 420
        assert page.locator(".scroller").evaluate("(each) => each.scrollWidth <= each.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_picture_opens_full_screen_and_escape_closes_it(open_page: OpenPage) -> None:
    page = open_page(morning())
    frame = page.get_by_role("button", name="放大查看")
    frame.focus()
    page.keyboard.press("Enter")
    viewer = page.locator(".viewer")
    expect(viewer).to_be_visible()
    page.keyboard.press("+")
    expect(viewer.locator("img")).to_have_css("transform", "matrix(1.5, 0, 0, 1.5, 0, 0)")
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(frame).to_be_focused()
