"""Drag and drop: a process is drawn, published and started, in a real browser on the real system."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.running import PATIENCE_MS, Chat, running

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

# By the drawing's own commands, as its palette and context pad give them.
DRAW = """() => {
  const get = (name) => window.designer.modeler.get(name);
  const modeling = get("modeling"), registry = get("elementRegistry"), factory = get("elementFactory");
  const manager = registry.get("manager"), end = registry.get("end");
  modeling.removeConnection(registry.get("Flow_2"));
  modeling.moveShape(end, { x: 480, y: 0 });
  const choice = factory.createShape({ type: "bpmn:ExclusiveGateway" });
  const gate = modeling.appendShape(manager, choice, { x: 440, y: 160 });
  const task = modeling.appendShape(gate, factory.createShape({ type: "bpmn:Task" }), { x: 640, y: 60 });
  modeling.connect(task, end);
  modeling.connect(gate, end);
  return { gate: gate.id, task: task.id };
}"""
CHOOSE = """(id) => window.designer.modeler.get("selection").select(
  id ? window.designer.modeler.get("elementRegistry").get(id) : [])"""
WAY = """([source, target]) => window.designer.modeler.get("elementRegistry").get(source).outgoing
  .find((way) => way.target.id === target).id"""


DRAG = """(points) => {
  const stage = document.querySelector(".stage");
  points.forEach(([clientX, clientY], at) => stage.dispatchEvent(new PointerEvent(
    at ? "pointermove" : "pointerdown",
    { pointerId: 1, pointerType: "touch", clientX, clientY, bubbles: true })));
  stage.dispatchEvent(new PointerEvent("pointerup", { pointerId: 1, pointerType: "touch", bubbles: true }));
}"""
LEFT = """() => [...document.querySelectorAll(".djs-element tspan")]
  .find((words) => words.textContent === "部门经理审批").getBoundingClientRect().left"""


@pytest.fixture(scope="module")
def tuitui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("designer")) as url:
        yield url


@pytest.fixture
def designer(browser: Browser, tuitui: str) -> Iterator[Open]:
    """`designer(person, size=…, template=…)`: the page at somebody's. A script error fails the test."""
    contexts, errors = [], []

    def open_(
        person: str, *, size: tuple[int, int] = (1280, 800), dark: bool = False, template: str = ""
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
        page.request.post(f"{tuitui}/chat/session", data={"user": person}, headers={"Origin": tuitui})
        page.goto(f"{tuitui}/designer#{template}")
        expect(page.locator("#app[data-ready]")).to_be_visible(timeout=PATIENCE_MS)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []


def fill(page: Page, name: str, value: str) -> None:
    box = page.locator(f"[data-test={name}]")
    box.fill(value)
    box.press("Tab")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"[data-test={name}]").last.select_option(value)


def test_a_drawn_process_with_a_condition_is_published_and_started_from_the_chat(
    designer: Open, tuitui: str, browser: Browser
) -> None:
    page = designer("wang.fang")
    fill(page, "name", "外包审批")
    fill(page, "template-id", "outsourcing")
    fill(page, "prefix", "OS")
    page.locator("[data-section=form] > summary").click()
    page.locator("[data-test=add-field]").click()
    field = page.locator("[data-field=field_1]")
    field.locator("summary").click()
    field.get_by_label("名称(中文)").fill("金额")
    field.get_by_label("名称(中文)").press("Tab")
    field = page.locator("[data-field=field_1]")
    if not field.get_attribute("open"):
        field.locator("summary").click()
    field.get_by_label("类型").select_option("money")

    drawn = page.evaluate(DRAW)
    expect(page.locator(".mark-error").first).to_be_visible()  # nobody is named for the new step
    page.evaluate(CHOOSE, drawn["task"])
    fill(page, "step-name", "财务总监审批")
    page.locator("[data-test=add-who]").click()
    choose(page, "rule", "role")
    choose(page, "operand", "cfo")
    page.evaluate(CHOOSE, page.evaluate(WAY, [drawn["gate"], drawn["task"]]))
    page.locator("[data-test=add-condition]").click()
    fill(page, "value", "200000")
    page.evaluate(CHOOSE, page.evaluate(WAY, [drawn["gate"], "end"]))
    page.get_by_label("其他条件都不成立时走这条").check()
    expect(page.locator(".mark-error")).to_have_count(0)

    page.get_by_role("button", name="存草稿").click()
    expect(page.locator(".notice")).to_contain_text("草稿存好了")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.locator("[data-test=changes]")).to_contain_text("财务总监审批")
    page.get_by_role("button", name="确认发布").click()
    expect(page.locator(".notice")).to_contain_text("第 1 版已发布")

    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    starter = Chat(context.new_page(), tuitui, "liu.yang")
    starter.says("发起外包审批,金额30万")
    starter.sees("提交后:陈杰 → 李娜")  # the condition sends it to the CFO
    starter.presses("确认")
    starter.sees("已发起 OS-1")
    context.close()


def test_what_is_changed_in_a_published_template_shows_before_it_counts(designer: Open) -> None:
    page = designer("wang.fang", template="expense")
    page.evaluate(CHOOSE, "cfo")
    choose(page, "mode", "all")
    page.locator("[data-section=settings] > summary").click()
    page.locator("[data-setting=comment]").select_option("required")
    page.get_by_role("button", name="看改动").click()
    changes = page.locator("[data-test=changes] .change")
    expect(changes).to_have_count(2)
    expect(changes.first).to_contain_text("财务总监审批")
    expect(page.locator("[data-test=changes]")).to_contain_text("默认 → all")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="模拟").click()
    expect(page.locator("[data-test=what-if]")).to_contain_text("个流程试算", timeout=PATIENCE_MS)
    expect(page.locator("[data-test=what-if] img")).to_have_js_property("naturalWidth", 1200)


def test_one_who_is_no_owner_may_look_but_not_change(designer: Open) -> None:
    page = designer("sun.lei", template="leave")
    fill(page, "about", "随便改改")
    page.get_by_role("button", name="存草稿").click()
    expect(page.locator(".notice.bad")).to_contain_text("只有它的负责人和 PMO 能改")


def test_a_drawing_of_another_tool_is_brought_in_and_taken_out_again(designer: Open, tmp_path: Path) -> None:
    page = designer("wang.fang", template="procurement")
    page.get_by_role("button", name="更多").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 BPMN 文件").click()
    file = tmp_path / "procurement.bpmn"
    download.value.save_as(file)
    page.get_by_role("button", name="更多").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".state")).to_contain_text("有改动没存")
    expect(page.locator("h1")).to_have_text("采购申请")
    expect(page.locator(".bjs-powered-by")).to_be_visible()  # the licence asks for it


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_fits_its_screen(designer: Open, size: tuple[int, int], dark: bool) -> None:
    page = designer("wang.fang", size=size, dark=dark, template="contract_review")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    drawing = page.locator(".djs-shape[data-element-id]").first
    expect(drawing).to_be_visible()
    expect(page.locator(".panel")).to_be_visible()
    expect(page.locator(".djs-palette")).to_be_visible(visible=size[0] > 700)


def test_on_a_phone_words_are_readable_and_a_finger_moves_the_drawing(designer: Open) -> None:
    page = designer("wang.fang", size=(390, 844), template="new_product")
    words = page.locator(".djs-element tspan", has_text="部门经理审批").bounding_box()
    assert words is not None
    assert words["height"] >= 8
    last = page.locator(".djs-element tspan", has_text="知会 PMO")
    assert last.evaluate("(words) => words.getBoundingClientRect().left") > 390

    page.evaluate(DRAG, [[340, 300], [40, 300]])

    page.wait_for_function(f"(left) => Math.abs(({LEFT})() - left) < 1", arg=words["x"] - 300)
