"""Replies as Block Kit: what is shown, and that whatever is said stays within Slack's limits."""

from __future__ import annotations

from typing import Any

import pytest

from bot.adapters.slack.inputs import IN_MODALS
from bot.adapters.slack.modal import Origin, modal
from bot.adapters.slack.mrkdwn import pieces, read, written
from bot.adapters.slack.render import form, home, render
from bot.cards import Button, Input, InputType, Option, Picture, Reply, Saying, show
from bot.messages import Address, Language, Text, same
from tests.emulators.slack_rules import check_message, check_view, texts
from tests.unit.bot.adapters.cards import card, crammed

ORIGIN = Origin(action="submit/1", card="form/1", channel="D1", language=Language.ZH)
ADDRESS = Address(platform="slack", conversation="D1")
LONG = "<很长&的话> " * 2000


def rendered(reply: Reply, language: Language = Language.ZH) -> list[dict[str, Any]]:
    return [each.payload for each in render(reply, language, ADDRESS, key="k", replaces=None)]


def test_a_card_shows_its_number_its_strip_and_its_buttons_which_carry_its_key() -> None:
    (payload,) = rendered(show(card()))
    check_message(payload)
    header, strip, _, actions = payload["blocks"]
    assert header["text"]["text"] == "审批:示波器"
    assert strip["elements"][0]["text"] == "🟡 *等你审批* · NP-12"
    assert [(each["action_id"], each["value"], each.get("style")) for each in actions["elements"]] == [
        ("approve/NP-12-3", "task/NP-12-3", "primary"),
        ("transfer/NP-12-3", "task/NP-12-3", None),
        ("reject/NP-12-3", "task/NP-12-3", "danger"),
    ]
    assert "NP-12" in payload["text"]


def test_english_for_who_reads_english() -> None:
    (payload,) = rendered(show(card()), Language.EN)
    assert "Approve: oscilloscopes" in texts(payload["blocks"])


@pytest.mark.parametrize("options", [1, 100, 101, 500, 20_000])
@pytest.mark.parametrize("inputs", [1, 12, 60])
def test_whatever_a_card_holds_slack_takes_it(options: int, inputs: int) -> None:
    buttons = tuple(Button(id=f"choose/{n}", label=same(LONG)) for n in range(6))
    full = crammed(LONG, questions=inputs, options=options, buttons=buttons)
    for payload in (*rendered(show(full)), form(full, Language.ZH)):
        check_message(payload)
        assert payload["blocks"][-1]["type"] == "actions", "it can always be answered"


@pytest.mark.parametrize("options", [1, 100, 101, 5000])
def test_a_modal_holds_what_is_asked_within_slack_s_limits(options: int) -> None:
    choices = tuple(Option(id=f"p{n}", label=same(f"选项{n} {'长' * 90}")) for n in range(options))
    asked = tuple(
        Input(id=f"field{n}", label=same(LONG), type=kind, options=choices, hint=same(LONG))
        for n, kind in enumerate([*InputType, *InputType])
    )
    view = modal(card(title=same(LONG), context=same(LONG), inputs=asked), ORIGIN, "提交" * 20)
    assert view is not None
    check_view(view, "modal")
    held = [each for each in asked if each.type in IN_MODALS]
    assert len([each for each in view["blocks"] if each["type"] == "input"]) == len(held)


@pytest.mark.parametrize(
    "words", ["好", LONG, "字" * 30_000, "一行\n" * 9000, "**粗** [x](https://a.example/b) " * 900]
)
def test_whatever_is_said_arrives_whole_in_messages_that_slack_takes(words: str) -> None:
    choices = (Button(id="say/help", label=same("帮助")),)
    payloads = rendered(show(Saying(text=same(words), choices=choices)))
    for each in payloads:
        check_message(each)
    said = "".join(
        block["text"]["text"] for each in payloads for block in each["blocks"] if block["type"] == "section"
    )
    assert said.replace("\n", "").strip() == written(words).replace("\n", "").strip()
    assert [each["blocks"][-1]["type"] for each in payloads][-1] == "actions"


def test_inputs_keep_what_is_known_and_their_kinds() -> None:
    people = (Option(id="li.na", label=same("李娜")), Option(id="he.ping", label=same("何平")))
    asked = (
        Input(id="reason", label=same("理由"), type=InputType.LONG_TEXT, required=True),
        Input(id="until", label=same("到"), type=InputType.DATE, value="2026-11-27"),
        Input(id="from", label=same("从"), type=InputType.DATE, value="下周三"),
        Input(id="person", label=same("谁"), type=InputType.PERSON, options=people, value="he.ping"),
    )
    payload = form(card(inputs=asked), Language.ZH)
    check_message(payload)
    blocks = [block for block in payload["blocks"] if block["type"] == "input"]
    assert [(each["block_id"], each["optional"]) for each in blocks] == [
        ("in/reason", False),
        ("in/until", True),
        ("in/from", True),
        ("in/person", True),
    ]
    reason, until, start, person = (each["element"] for each in blocks)
    assert reason["multiline"] is True
    assert until["initial_date"] == "2026-11-27"
    assert start["initial_value"] == "下周三", "what is no date stays as it was typed"
    assert person["initial_option"]["value"] == "he.ping"


def test_a_card_with_a_form_has_a_button_that_opens_it() -> None:
    asked = Input(id="budget", label=same("预算"), type=InputType.MONEY)
    (task,) = rendered(show(card(inputs=(asked,))))
    assert [each["value"] for each in task["blocks"][-1]["elements"]] == [
        "?task/NP-12-3",
        "task/NP-12-3",
        "task/NP-12-3",
    ]
    (bare,) = rendered(show(card(key="form/1", inputs=(asked,))), Language.EN)
    assert bare["blocks"][-1]["elements"][0]["text"]["text"] == "Fill in"
    for each in (task, bare):
        assert not any(block["type"] == "input" for block in each["blocks"])


def test_a_form_of_hundreds_of_questions_is_no_modal() -> None:
    many = tuple(Input(id=f"f{n}", label=same("问")) for n in range(100))
    assert modal(card(inputs=many), ORIGIN, "提交") is None


def test_a_home_tab_holds_as_much_as_slack_takes() -> None:
    view = home(
        show(Saying(text=same("你好")), *(card(key=f"task/NP-{n}-1") for n in range(60))), Language.ZH
    )
    check_view(view, "home")
    assert 80 < len(view["blocks"]) <= 100


def test_a_picture_is_a_file_with_words_for_who_cannot_see_it() -> None:
    picture = Picture(name="NP-12.png", png=b"\x89PNG", alt=Text(zh="甘特图", en="Gantt"))
    (payload,) = rendered(show(picture))
    assert payload == {"file": {"name": "NP-12.png", "png": "iVBORw==", "alt": "甘特图"}}


def test_only_the_card_of_a_reply_takes_the_place_of_another() -> None:
    reply = show(Saying(text=same("你好")), card())
    sent = render(reply, Language.ZH, ADDRESS, key="k", replaces="17.1")
    assert [(each.key, each.replaces) for each in sent] == [("k/0/0", None), ("k/1/0", "17.1")]


@pytest.mark.parametrize(
    ("ours", "slacks"),
    [
        ("**已同意** NP-12", "*已同意* NP-12"),
        ("请**确认**一下", "请\u200b*确认*\u200b一下"),
        ("- 一\n- 二", "• 一\n• 二"),
        ("## 进度", "*进度*"),
        ("[看这里](https://a.example/x?a=1&b=2)", "<https://a.example/x?a=1&amp;b=2|看这里>"),
        ("见 https://a.example/x。", "见 <https://a.example/x>。"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;"),
        ("`a **b**`", "`a **b**`"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
    ],
)
def test_our_markdown_in_slacks(ours: str, slacks: str) -> None:
    assert written(ours) == slacks


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("<@UB> 同意 NP-12", "同意 NP-12"),
        ("转给 <@U7>", "转给 <@U7>"),
        ("转给 <@U7|lina>", "转给 <@U7>"),
        ("在 <#C9|ops> 里", "在 #ops 里"),
        ("<!here> 大家好", "@here 大家好"),
        ("<https://a.example/x|a.example/x>", "a.example/x"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_what_was_typed_into_slack_is_read_as_it_was_meant(typed: str, plain: str) -> None:
    assert read(typed, "UB") == plain


def test_no_cut_goes_through_an_entity_or_a_link() -> None:
    text = "ab&amp;<https://x.example|链接>" * 50
    parts = pieces(text, 100)
    assert "".join(parts) == text
    for part in parts:
        assert part.count("<") == part.count(">")
        assert part.count("&") == part.count(";")
