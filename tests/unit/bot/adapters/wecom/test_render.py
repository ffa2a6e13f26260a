"""Cards as WeCom takes them: the emulator's rules check every one."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from bot.adapters.wecom import places
from bot.adapters.wecom.render import render
from bot.cards import Button, Card, Fact, Input, InputType, Option, Picture, Reply, Saying, State, Style, show
from bot.messages import Address, Language, Text, same
from tests.emulators.wecom_rules import check_card, texts
from tests.unit.bot.adapters.wecom.parts import HOME

APPROVE = Button(id="approve/NP-12-3", label=Text(zh="同意", en="Approve"), style=Style.PRIMARY)
REJECT = Button(id="reject/NP-12-3", label=Text(zh="驳回", en="Reject"), style=Style.DANGER)
SUBMIT = Button(id="submit/1", label=Text(zh="提交", en="Submit"), style=Style.PRIMARY)
CARD = Card(
    key="task/NP-12-3",
    state=State.WAITING,
    status=Text(zh="等你审批", en="Awaiting your approval"),
    title=Text(zh="审批:极光手表 新品立项", en="Approve: Aurora watch"),
    number="NP-12",
    facts=(Fact(label=Text(zh="预算", en="Budget"), value=Text(zh="62 万元", en="¥620k")),),
    context=Text(zh="你之后:李娜 → 归档", en="After you: Li Na"),
    buttons=(APPROVE, REJECT),
)


def choice(name: str, count: int, value: str = "") -> Input:
    options = tuple(Option(id=f"{name}{n}", label=same(f"选项{n}")) for n in range(count))
    return Input(id=name, label=same(name), type=InputType.CHOICE, options=options, value=value)


def form(*inputs: Input, facts: tuple[Fact, ...] = ()) -> Card:
    return CARD.model_copy(update={"inputs": inputs, "buttons": (SUBMIT,), "facts": facts, "key": "form/1"})


def payloads(
    reply: Reply, address: Address | None = None, language: Language = Language.ZH
) -> list[dict[str, JsonValue]]:
    address = address or places.by_app("lina")
    messages = render(reply, language, address, key="k", replaces=None, home=HOME)
    assert len({each.key for each in messages}) == len(messages)
    return [each.payload for each in messages]


def card_of(
    card: Card, address: Address | None = None, language: Language = Language.ZH
) -> dict[str, JsonValue]:
    (payload,) = payloads(show(card), address, language)
    body = payload["card"]
    assert isinstance(body, dict)
    checked = {**body}
    for name in ("button_list", "jump_list"):  # the page's address is put in when it is sent
        if isinstance(links := checked.get(name), list):
            checked[name] = [
                {**each, "url": HOME} if isinstance(each, dict) and each.get("url") else each
                for each in links
            ]
    if isinstance(action := checked.get("card_action"), dict):
        checked["card_action"] = {**action, "url": HOME}
    by_bot = address is not None and not address.conversation.startswith("app:")
    check_card(checked, by_bot=by_bot)
    return body


@pytest.mark.parametrize("address", [places.by_app("lina"), places.by_bot("lina"), places.in_group("wrX")])
@pytest.mark.parametrize("language", list(Language))
def test_a_task_s_card_says_all_and_has_its_buttons(address: Address, language: Language) -> None:
    body = card_of(CARD, address, language)
    words = "\n".join(texts(body))
    for text in (CARD.status, CARD.title, CARD.facts[0].value, *(each.label for each in CARD.buttons)):
        assert text.said_in(language) in words
    assert "NP-12" in words


def test_a_button_carries_the_card_it_is_on() -> None:
    buttons = card_of(CARD)["button_list"]
    assert isinstance(buttons, list)
    assert [each["key"] for each in buttons if isinstance(each, dict)] == [
        "approve/NP-12-3|task/NP-12-3",
        "reject/NP-12-3|task/NP-12-3",
    ]


def test_a_decided_card_is_a_notice() -> None:
    outcome = Text(zh="陈杰 已同意 · 今天 14:19", en="Approved by Chen Jie")
    body = card_of(CARD.model_copy(update={"buttons": (), "outcome": outcome, "state": State.DONE}))
    assert body["card_type"] == "text_notice"
    assert outcome.zh in "\n".join(texts(body))


@pytest.mark.parametrize(
    ("card", "kind"),
    [
        (form(choice("kind", 10, "kind3")), "button_interaction"),
        (form(choice("kind", 20)), "vote_interaction"),
        (form(choice("kind", 3), choice("person", 10, "person2")), "multiple_interaction"),
    ],
)
def test_choices_stand_on_the_card(card: Card, kind: str) -> None:
    assert card_of(card)["card_type"] == kind
    assert "form" not in payloads(show(card))[0]


@pytest.mark.parametrize(
    "card",
    [
        form(choice("kind", 21)),
        form(choice("kind", 11), facts=CARD.facts),
        form(*(choice(f"q{n}", 2) for n in range(4))),
        form(Input(id="budget", label=same("预算"), type=InputType.MONEY, required=True)),
        form(Input(id="reason", label=same("理由"), type=InputType.LONG_TEXT)),
    ],
)
def test_what_has_no_place_on_the_card_is_asked_on_a_page(card: Card) -> None:
    (payload,) = payloads(show(card))
    assert Card.model_validate(payload["form"]) == card
    assert "form:" in str(card_of(card))


def test_the_smart_bot_s_form_is_a_notice_that_leads_to_the_page() -> None:
    body = card_of(form(Input(id="reason", label=same("理由"))), places.by_bot("lina"))
    assert body["card_type"] == "text_notice"
    assert "form:" in str(body["jump_list"])


def test_in_a_group_a_form_is_asked_in_words() -> None:
    (payload,) = payloads(show(form(Input(id="reason", label=same("理由")))), places.in_group("wrX"))
    assert "请直接回答:理由" in str(payload["markdown"])


def test_a_card_that_is_too_long_is_cut_with_an_ellipsis() -> None:
    long = same("长" * 2000)
    facts = tuple(Fact(label=long, value=long) for _ in range(6))
    card = CARD.model_copy(
        update={"title": long, "facts": facts, "more": facts, "context": long, "status": long}
    )
    assert "…" in "\n".join(texts(card_of(card)))


def test_long_words_come_in_pieces_of_at_most_2048_bytes() -> None:
    text = "\n".join(f"第{n}行,说的是同一件事。" for n in range(200))
    found = payloads(show(Saying(text=same(text))))
    pieces = [str(each["text"]) for each in found]
    assert max(len(each.encode()) for each in pieces) <= 2048
    assert "\n".join(pieces) == text


def test_formatted_words_are_markdown_without_lists() -> None:
    (payload,) = payloads(show(Saying(text=same("**两件事**\n- 一\n- 二"))))
    assert payload == {"markdown": "**两件事**\n• 一\n• 二"}


def test_the_bot_s_markdown_keeps_its_lists() -> None:
    (payload,) = payloads(show(Saying(text=same("- 一\n- 二"))), places.by_bot("lina"))
    assert payload == {"markdown": "- 一\n- 二"}


def test_sentences_in_a_row_are_one_message() -> None:
    assert payloads(show(Saying(text=same("一")), Saying(text=same("二")))) == [{"text": "一\n\n二"}]


@pytest.mark.parametrize("length", [10, 100, 1000])
def test_quick_answers_are_buttons(length: int) -> None:
    saying = Saying(text=same("问" * length), choices=(APPROVE, REJECT))
    found = payloads(show(saying))
    body = found[-1]["card"]
    assert isinstance(body, dict)
    check_card(body, by_bot=False)
    assert "问" * 10 in str(found)


def test_a_picture_is_a_file_to_upload() -> None:
    (payload,) = payloads(show(Picture(name="NP-12.png", png=b"\x89PNG", alt=same("图"))))
    assert payload == {"file": {"name": "NP-12.png", "png": "iVBORw=="}}
