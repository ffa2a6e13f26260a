"""Our cards as template cards: developer.work.weixin.qq.com/document/path/90236, 101032.

What they cannot hold (amounts, days, reasons, long lists) is filled in on a page; its address is put in
where FORM stands when the card is sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from bot.adapters.wecom import press
from bot.adapters.wecom.words import bare
from bot.cards import Button, Card, Fact, Input, InputType, Saying, State, Style
from bot.messages import Language, Text
from bot.rendering import short

FORM = "form:"  # stands for the address of the form's page
MAX_BUTTONS = 6
MAX_OPTIONS, MAX_BOXES, MAX_SELECTS = 10, 20, 3
_MAX_FACTS = 6
_MAX_KEY = 1024  # bytes
_MAX_OPTION = 128  # bytes of its id
_TITLE, _DESC, _BODY, _VALUE, _LABEL = 36, 44, 160, 30, 10  # characters shown; the rest would be cut there
_MARKS = {
    State.WAITING: ("🟡", 0),
    State.DONE: ("🟢", 3),
    State.REJECTED: ("🔴", 2),
    State.CANCELLED: ("⚪", 0),
    State.INFO: ("🔵", 1),
}
_STYLES = {Style.PRIMARY: 1, Style.PLAIN: 2, Style.DANGER: 3}
_FILL_IN = Text(zh="填写", en="Fill in")
_OPEN = Text(zh="打开表单填写", en="Open the form")

Body = dict[str, Any]


def task_id(key: str) -> str:
    """Never used twice: `key` is the message's own."""
    return f"t{hashlib.sha256(key.encode()).hexdigest()[:40]}"


def needs_page(card: Card) -> bool:
    """Whether some question has no place on the card."""
    return bool(card.inputs) and bool(card.buttons) and _kind(card) is None


def card_body(card: Card, language: Language, *, key: str, home: str, links: bool) -> Body:
    """`links`: buttons may lead to a page, as the app's do and the smart bot's do not."""
    if not card.buttons:
        return _notice(card, language, home)
    task = {"task_id": task_id(key)}
    if card.inputs:
        match _kind(card):
            case "select":
                return {**_interaction(card, card.buttons, language), **_selection(card, language), **task}
            case "vote":
                return {**_vote(card, language), **task}
            case "selects":
                return {**_selects(card, language), **task}
        if not links:
            return _linked_notice(card, language)
        return {**_with_page(card, language), **task}
    return {**_interaction(card, card.buttons, language), **task}


def choices_body(saying: Saying, language: Language, *, key: str) -> Body:
    """A short sentence with its quick answers."""
    text = bare(saying.text.said_in(language)).strip() or "…"
    first, _, rest = text.partition("\n")
    title, body = short(first, _TITLE), rest.strip()
    if len(first) > _TITLE:
        body = text
    return {
        "card_type": "button_interaction",
        "main_title": {"title": title},
        **({"sub_title_text": short(body, _BODY)} if body else {}),
        "task_id": task_id(key),
        "button_list": _buttons(saying.choices[:MAX_BUTTONS], "", language),
    }


def fits_choices(saying: Saying, language: Language) -> bool:
    return len(saying.text.said_in(language)) <= _BODY


def words(card: Card, language: Language) -> str:
    """The card in plain words, for where no card can go."""
    mark, _ = _MARKS[card.state]
    head = f"{mark} {card.status.said_in(language)}{f' · {card.number}' if card.number else ''}"
    lines = [head, f"**{card.title.said_in(language)}**"]
    lines += [
        f"{each.label.said_in(language)}:{each.value.said_in(language)}" for each in (*card.facts, *card.more)
    ]
    lines += [each.said_in(language) for each in (card.context, card.outcome) if each is not None]
    if card.inputs and card.buttons:
        asked = "、" if language is Language.ZH else ", "
        names = asked.join(each.label.said_in(language) for each in card.inputs)
        lines.append(Text(zh=f"请直接回答:{names}", en=f"Please just answer: {names}").said_in(language))
    return "\n".join(each for each in lines if each)


def _kind(card: Card) -> str | None:
    """How its questions fit on the card: `select`, `vote`, `selects`; None when they do not."""
    if any(each.type not in (InputType.CHOICE, InputType.PERSON) or not each.options for each in card.inputs):
        return None
    if any(len(option.id.encode()) > _MAX_OPTION for each in card.inputs for option in each.options):
        return None
    most = max(len(each.options) for each in card.inputs)
    if len(card.inputs) == 1 and most <= MAX_OPTIONS:
        return "select"
    if card.facts:
        return None  # the two others show none
    if len(card.inputs) == 1 and most <= MAX_BOXES:
        return "vote"
    return "selects" if len(card.inputs) <= MAX_SELECTS and most <= MAX_OPTIONS else None


def _head(card: Card, language: Language) -> Body:
    mark, colour = _MARKS[card.state]
    status = card.status.said_in(language)
    desc = f"{status} · {card.number}" if card.number else status
    return {
        "source": {"desc": f"{mark} {short(status, _LABEL)}", "desc_color": colour},
        "main_title": {
            "title": short(card.title.said_in(language), _TITLE) or "…",
            "desc": short(desc, _DESC),
        },
    }


def _body(card: Card, language: Language) -> Body:
    """The facts in their list; what would be cut there, and the rest, in the text below."""
    title = card.title.said_in(language)
    long = [each for each in card.facts if len(each.value.said_in(language)) > _VALUE]
    lines = [title] if len(title) > _TITLE else []
    lines += [each.said_in(language) for each in (card.outcome, card.context) if each is not None]
    lines += [_line(each, language) for each in (*long, *card.more)]
    text = bare("\n".join(lines))
    facts = [_fact(each, language) for each in card.facts[:_MAX_FACTS]]
    return {
        **({"sub_title_text": short(text, _BODY)} if text else {}),
        **({"horizontal_content_list": facts} if facts else {}),
    }


def _notice(card: Card, language: Language, home: str) -> Body:
    action = {"type": 1, "url": home}
    return {
        "card_type": "text_notice",
        **_head(card, language),
        **_body(card, language),
        "card_action": action,
    }


def _linked_notice(card: Card, language: Language) -> Body:
    jump = {"type": 1, "title": _OPEN.said_in(language), "url": FORM}
    return {**_notice(card, language, FORM), "jump_list": [jump]}


def _interaction(card: Card, buttons: Sequence[Button], language: Language) -> Body:
    return {
        "card_type": "button_interaction",
        **_head(card, language),
        **_body(card, language),
        "button_list": _buttons(buttons[:MAX_BUTTONS], card.key, language),
    }


def _with_page(card: Card, language: Language) -> Body:
    """The page's button first. What must be filled in leaves no button that would send it empty."""
    is_open = any(each.required and not each.value for each in card.inputs)
    kept = [each for each in card.buttons if not (is_open and each.style is Style.PRIMARY)]
    link = {"type": 1, "text": _FILL_IN.said_in(language), "style": 1, "url": FORM}
    body = _interaction(card, kept[: MAX_BUTTONS - 1], language)
    return {**body, "button_list": [link, *body["button_list"]]}


def _selection(card: Card, language: Language) -> Body:
    return {"button_selection": _select(card.inputs[0], language)}


def _vote(card: Card, language: Language) -> Body:
    asked = card.inputs[0]
    options = [
        {
            "id": each.id,
            "text": short(each.label.said_in(language), _LABEL + 1),
            "is_checked": each.id == asked.value,
        }
        for each in asked.options
    ]
    return {
        "card_type": "vote_interaction",
        **_head(card, language),
        "checkbox": {"question_key": asked.id, "option_list": options, "mode": 0},
        "submit_button": _submit(card, language),
    }


def _selects(card: Card, language: Language) -> Body:
    return {
        "card_type": "multiple_interaction",
        **_head(card, language),
        "select_list": [_select(each, language) for each in card.inputs],
        "submit_button": _submit(card, language),
    }


def _select(asked: Input, language: Language) -> Body:
    known = {"selected_id": asked.value} if any(asked.value == each.id for each in asked.options) else {}
    return {
        "question_key": asked.id,
        "title": short(asked.label.said_in(language), _LABEL),
        "option_list": [
            {"id": each.id, "text": short(each.label.said_in(language), _LABEL + 6)} for each in asked.options
        ],
        **known,
    }


def _submit(card: Card, language: Language) -> Body:
    button = card.buttons[0]
    return {"text": short(button.label.said_in(language), _LABEL), "key": press.key(button.id, card.key)}


def _buttons(buttons: Sequence[Button], card: str, language: Language) -> list[Body]:
    return [
        {
            "text": short(each.label.said_in(language), 2 * _LABEL),
            "style": _STYLES[each.style],
            "key": press.key(each.id, card),
        }
        for each in buttons
        if len(press.key(each.id, card).encode()) <= _MAX_KEY
    ]


def _fact(fact: Fact, language: Language) -> Body:
    value = short(bare(fact.value.said_in(language)).replace("\n", " "), _VALUE)
    leads = {"type": 1, "url": fact.links[0].url} if fact.links and fact.links[0].url else {}
    return {"keyname": short(fact.label.said_in(language), _LABEL), "value": value or "—", **leads}


def _line(fact: Fact, language: Language) -> str:
    return f"{fact.label.said_in(language)}:{fact.value.said_in(language)}"
