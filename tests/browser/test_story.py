"""The story of the first paragraph, as a new user lives it: the real system behind the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.running import PATIENCE_MS, Chat, running


@pytest.fixture(scope="module")
def tuitui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("tuitui")) as url:
        yield url


@pytest.fixture
def people(browser: Browser, tuitui: str, request: pytest.FixtureRequest) -> Iterator[dict[str, Chat]]:
    """Each at a browser of their own."""
    contexts = []
    chats = {}
    for person in ("liu.yang", "chen.jie"):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        chats[person] = Chat(context.new_page(), tuitui, person)
    yield chats
    for context in contexts:
        context.close()


@pytest.mark.browser
def test_a_process_runs_from_one_sentence_before_ones_eyes(people: dict[str, Chat]) -> None:
    starter, manager = people["liu.yang"], people["chen.jie"]
    starter.says("帮我发起一个新品立项流程")
    starter.sees("还差:产品、预算")
    starter.says("星尘投影仪,预算62万")
    starter.sees("提交后:陈杰 → 李娜")
    starter.presses("确认")
    starter.sees("现在等陈杰(研发总监)")

    manager.sees("审批:星尘投影仪")  # the card came by itself
    manager.presses("同意")
    manager.sees("陈杰 已同意")  # the card gave way to who decided
    starter.sees("陈杰 同意了「部门经理审批」")

    starter.says("发一下星尘投影仪的甘特图")
    picture = starter.page.locator("img[src^='/blobs/']").last
    expect(picture).to_be_visible(timeout=PATIENCE_MS)
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1200

    starter.says("switch to English")
    starter.sees("Process assistant")  # the page too, at once
    starter.says("切换成中文")
    starter.sees("流程助手")


@pytest.mark.browser
def test_the_time_machine_brings_reminders_and_escalations(people: dict[str, Chat], tuitui: str) -> None:
    starter, manager = people["liu.yang"], people["chen.jie"]
    starter.says("报销1300元差旅费")
    starter.presses("确认")
    starter.sees("已发起 EX-")
    manager.sees("审批:差旅费报销 1300 元")
    manager.page.request.post(
        f"{tuitui}/api/v1/demo/clock", data={"advance": "P7D"}, headers={"Origin": tuitui}
    )
    manager.sees("后面的人都在等你")
    manager.sees("我已告诉张伟")
