"""Replies as cards and texts: what is shown, and that whatever is said stays within Feishu's limits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.adapters.feishu.markdown import pieces, plain, written
from bot.adapters.feishu.render import MAX_CARD, bare, count, render, size
from bot.cards import (
    Button,
    Fact,
    Input,
    InputType,
    Link,
    Option,
    Picture,
    Reply,
    Saying,
    State,
    Style,
    show,
)
from bot.messages import Address, Language, OutgoingMessage, Text, same
from tests.emulators.feishu_rules import MAX_ELEMENTS, buttons, check_card, check_message, inputs, words
from tests.unit.bot.adapters.cards import card, crammed

ADDRESS = Address(platform="feishu", conversation="on_1")
GROUP = Address(platform="feishu", conversation="oc_1", thread="om_asked", direct=False)
LONG = "<很长&的*话*> " * 2000


def rendered(
    reply: Reply, language: Language = Language.ZH, address: Address = ADDRESS
) -> list[dict[str, Any]]:
    return [checked(each) for each in render(reply, language, address, key="k", replaces=None)]


def checked(message: OutgoingMessage) -> dict[str, Any]:
    """Its content, after Feishu's own rules."""
    body: dict[str, Any] = message.payload
    return check_message({**body, "content": json.dumps(body["content"], ensure_ascii=False)})


def test_a_card_shows_its_state_its_number_and_its_buttons_which_carry_its_key() -> None:
    (content,) = rendered(show(card()))
    header = content["header"]
    assert header["title"]["content"] == "审批:示波器"
    assert header["template"] == "orange"
    assert [each["text"]["content"] for each in header["text_tag_list"]] == ["等你审批", "NP-12"]
    shown = buttons(content)
    assert [(label, each["type"]) for label, each in shown.items()] == [
        ("同意", "primary_filled"),
        ("转交", "default"),
        ("驳回", "danger"),
    ]
    assert shown["同意"]["behaviors"] == [
        {"type": "callback", "value": {"do": "approve/NP-12-3", "card": "task/NP-12-3"}}
    ]
    assert "预算\n¥ 620,000" in words(content)
    assert "NP-12" in content["config"]["summary"]["content"], "seen in the list of chats"


@pytest.mark.parametrize("state", list(State))
def test_each_state_has_its_colour(state: State) -> None:
    colours = {"waiting": "orange", "done": "green", "rejected": "red", "cancelled": "grey", "info": "blue"}
    (content,) = rendered(show(card(state=state)))
    assert content["header"]["template"] == colours[state.value]


def test_english_for_who_reads_english() -> None:
    (content,) = rendered(show(card()), Language.EN)
    assert "Approve: oscilloscopes" in words(content)
    assert "Approve" in buttons(content)


def test_in_a_group_buttons_carry_where_the_card_stands() -> None:
    (content,) = rendered(show(card()), address=GROUP)
    value = buttons(content)["同意"]["behaviors"][0]["value"]
    assert (value["chat"], value["thread"]) == ("oc_1", "om_asked")


def test_a_card_is_shared_so_that_everybody_sees_it_change() -> None:
    (content,) = rendered(show(card()))
    assert content["config"]["update_multi"] is True


def test_short_facts_stand_in_pairs_and_a_long_one_alone() -> None:
    values = ("一", "二", "三", "很长" * 20, "五")
    facts = tuple(Fact(label=same(f"第{n}"), value=same(value)) for n, value in enumerate(values, 1))
    (content,) = rendered(show(card(facts=facts, buttons=())))
    shown = content["body"]["elements"]
    assert [each["tag"] for each in shown] == ["column_set", "markdown", "markdown", "markdown"]
    order = [words(content).index(f"第{n}") for n in range(1, 6)]
    assert order == sorted(order)


def test_the_lesser_facts_are_behind_details() -> None:
    more = (Fact(label=same("供应商"), value=same("*普源*")),)
    (content,) = rendered(show(card(more=more)))
    (panel,) = [each for each in content["body"]["elements"] if each["tag"] == "collapsible_panel"]
    assert panel["expanded"] is False
    assert panel["elements"][0]["content"] == "供应商:&#42;普源&#42;"


def test_a_decided_card_says_who_decided_instead_of_buttons() -> None:
    (content,) = rendered(show(card(buttons=(), outcome=same("陈杰 已同意"), state=State.DONE)))
    assert buttons(content) == {}
    assert "陈杰 已同意" in words(content)


def test_a_card_of_which_only_its_title_is_left_is_still_one() -> None:
    (content,) = rendered(show(card(facts=(), buttons=())))
    assert "等你审批" in words(content)


FORM = card(
    key="form/n1",
    inputs=(
        Input(id="item", label=same("物品"), required=True),
        Input(id="why", label=same("理由"), type=InputType.LONG_TEXT, hint=same("一句话")),
        Input(id="budget", label=same("预算"), type=InputType.MONEY, value="620000"),
        Input(id="needed_by", label=same("何时要"), type=InputType.DATE, value="2026-12-01"),
        Input(id="at", label=same("几点"), type=InputType.DATETIME, value="2026-12-01T15:00"),
        Input(
            id="owner",
            label=same("负责人"),
            type=InputType.PERSON,
            required=True,
            options=(Option(id="li.na", label=same("李娜")), Option(id="chen.jie", label=same("陈杰"))),
            value="chen.jie",
        ),
    ),
    buttons=(
        Button(id="submit/n1", label=same("提交"), style=Style.PRIMARY),
        Button(id="deny/n1", label=same("取消")),
    ),
)


def test_a_form_asks_by_the_component_of_each_kind_and_shows_what_is_known() -> None:
    (content,) = rendered(show(FORM))
    asked = inputs(content)
    assert {label: each["tag"] for label, each in asked.items()} == {
        "物品": "input",
        "理由": "input",
        "预算": "input",
        "何时要": "date_picker",
        "几点": "picker_datetime",
        "负责人": "select_static",
    }
    assert asked["物品"]["required"] is True
    assert asked["理由"]["input_type"] == "multiline_text"
    assert asked["理由"]["placeholder"]["content"] == "一句话"
    assert asked["预算"]["default_value"] == "620000"
    assert asked["何时要"]["initial_date"] == "2026-12-01"
    assert asked["几点"]["initial_datetime"] == "2026-12-01 15:00"
    assert asked["负责人"]["initial_index"] == 2


def test_the_likely_button_submits_and_another_works_however_little_is_filled_in() -> None:
    (content,) = rendered(show(FORM))
    submits = {label: each.get("form_action_type") for label, each in buttons(content).items()}
    assert submits == {"提交": "submit", "取消": None}
    (form,) = [each for each in content["body"]["elements"] if each["tag"] == "form"]
    assert list(buttons(form)) == ["提交"], "in a form a button can only submit or reset"


def test_a_date_that_is_none_is_shown_to_be_corrected() -> None:
    asked = Input(id="d", label=same("何时要"), type=InputType.DATE, value="下周")
    (content,) = rendered(show(card(inputs=(asked,))))
    assert inputs(content)["何时要"] | {"tag": "input", "default_value": "下周"} == inputs(content)["何时要"]


@pytest.mark.parametrize("options", [1, 100, 500, 20_000])
@pytest.mark.parametrize("questions", [1, 12, 60])
def test_whatever_a_card_holds_feishu_takes_it(options: int, questions: int) -> None:
    full = crammed(LONG, questions=questions, options=options)
    (content,) = rendered(show(full))
    assert count(content) <= MAX_ELEMENTS
    assert size(content) <= MAX_CARD
    assert len(buttons(content)) == 3, "it can be decided all the same"


@pytest.mark.parametrize("questions", [59, 60, 70])
def test_many_short_questions_are_counted_as_feishu_counts_them(questions: int) -> None:
    asked = tuple(Input(id=f"q{n}", label=same(f"问{n}")) for n in range(questions))
    (content,) = rendered(show(card(inputs=asked)))
    assert count(content) < MAX_ELEMENTS
    assert len(inputs(content)) in (0, questions), "all of a form or nothing of it"
    assert len(buttons(content)) == 3


def test_people_too_many_for_a_menu_are_typed() -> None:
    everybody = tuple(Option(id=f"p{n}", label=same(f"员工{n}")) for n in range(500))
    asked = Input(id="to", label=same("给谁"), type=InputType.PERSON, options=everybody)
    (content,) = rendered(show(card(inputs=(asked,))))
    assert inputs(content)["给谁"]["tag"] == "input"


def test_a_menu_too_long_costs_no_other_question_its_component() -> None:
    everybody = tuple(Option(id=f"p{n}", label=same(f"员工{n}")) for n in range(500))
    asked = (
        Input(id="to", label=same("给谁"), type=InputType.PERSON, options=everybody),
        Input(id="on", label=same("何时"), type=InputType.DATE),
        Input(id="how", label=same("怎么"), type=InputType.CHOICE, options=everybody[:3]),
    )
    (content,) = rendered(show(card(inputs=asked)))
    tags = {label: each["tag"] for label, each in inputs(content).items()}
    assert tags == {"给谁": "input", "何时": "date_picker", "怎么": "select_static"}


def test_a_plain_sentence_is_a_text_and_one_with_marks_or_choices_a_card() -> None:
    (text,) = rendered(show(Saying(text=same("已留言。"))))
    assert text == {"text": "已留言。"}
    (marked,) = rendered(show(Saying(text=same("**NP-12** 已通过\n- 一\n- 二"))))
    assert marked["body"]["elements"] == [{"tag": "markdown", "content": "**NP-12** 已通过\n- 一\n- 二"}]
    choice = Button(id="choose/n1/NP-1", label=same("NP-1"))
    (asked,) = rendered(show(Saying(text=same("哪一个?"), choices=(choice,))))
    assert list(buttons(asked)) == ["NP-1"]


@pytest.mark.parametrize(
    "words_", [LONG, "<" * 50_000, '"' * 50_000, "字" * 50_000, "**重** " * 9000, "行\n" * 20_000]
)
def test_a_long_saying_comes_in_several_messages_with_the_choices_under_the_last(words_: str) -> None:
    choice = Button(id="choose/n1/NP-1", label=same("NP-1"))
    contents = rendered(show(Saying(text=same(words_), choices=(choice,))))
    assert len(contents) > 1
    assert [list(buttons(each)) for each in contents] == [*[[]] * (len(contents) - 1), ["NP-1"]]


def test_words_of_a_card_are_a_text_that_can_be_answered() -> None:
    (message,) = render(show(card()), Language.ZH, ADDRESS, key="k", replaces=None)
    assert message.payload["words"] == (
        "NP-12 等你审批 · 审批:示波器\n预算:¥ 620,000\n直接回复即可:同意 / 转交 / 驳回"
    )


def test_the_card_that_stands_in_for_a_refused_one_is_taken() -> None:
    check_card(bare(LONG))
    check_card(bare(""))


def test_the_card_of_a_reply_takes_the_place_of_another() -> None:
    reply = show(Saying(text=same("你好")), card())
    sent = render(reply, Language.ZH, ADDRESS, key="k", replaces="om_1")
    assert [(each.key, each.replaces) for each in sent] == [("k/0/0", None), ("k/1/0", "om_1")]


def test_a_picture_is_uploaded_by_whoever_sends_it() -> None:
    (message,) = render(
        show(Picture(name="NP-1.png", png=b"\x89PNG", alt=same("甘特图"))),
        Language.ZH,
        ADDRESS,
        key="k",
        replaces=None,
    )
    assert message.payload == {"image": {"name": "NP-1.png", "png": "iVBORw=="}}


def test_what_somebody_typed_calls_nobody() -> None:
    everyone = '<at user_id="all"></at><at id=all></at>'
    (text,) = rendered(show(Saying(text=same(everyone))))
    assert "<at" not in text["text"]
    (marked,) = rendered(show(Saying(text=same(f"**{everyone}**"))))
    assert "<at" not in json.dumps(marked["body"])
    (shown,) = rendered(show(card(facts=(Fact(label=same("理由"), value=same(everyone)),))))
    assert "<at" not in json.dumps(shown["body"])


@pytest.mark.parametrize(
    ("ours", "feishus"),
    [
        ("**已同意** NP-12", "**已同意** NP-12"),
        ("## 进度", "**进度**"),
        ("a < b & c > d", "a &#60; b &#38; c &#62; d"),
        ("<at id=all></at> <@on_1>", "&#60;at id=all&#62;&#60;/at&#62; &#60;@on_1&#62;"),
        ("[看这里](https://a.example/x)", "[看这里](https://a.example/x)"),
    ],
)
def test_our_markdown_in_feishus(ours: str, feishus: str) -> None:
    assert written(ours) == feishus


def test_nothing_in_a_field_is_markup() -> None:
    assert plain("a*b_c`[d]<e>") == "a&#42;b&#95;c&#96;&#91;d&#93;&#60;e&#62;"


def test_no_cut_loses_a_word() -> None:
    text = "第一行很长很长\n第二行\n" * 30
    parts = pieces(text, 100)
    assert "".join(part.replace("\n", "") for part in parts) == text.replace("\n", "")
    assert all(len(part.encode()) <= 100 for part in parts)


def test_what_a_card_cannot_ask_is_asked_on_a_page_and_files_are_links() -> None:
    file = Link(label="报价.pdf", file="NP-12/b1", url="https://tuitui.example/files/NP-12/b1?sig=1")
    quote = Fact(label=Text(zh="报价", en="Quote"), value=same("报价.pdf"), links=(file,))
    asked = (Input(id="items", label=same("明细"), type=InputType.TABLE, required=True),)
    page = "https://tuitui.example/forms/1.2"
    (content,) = rendered(show(card(facts=(quote,), inputs=asked, page=page)))
    assert f"[报价.pdf]({file.url})" in json.dumps(content, ensure_ascii=False)
    assert page in json.dumps(content)
    assert inputs(content) == {}
