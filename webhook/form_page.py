"""What a form's page looks like: plain HTML that works in every chat's own browser, without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from bot.cards import Button, Card, Fact, Input, InputType, Style
from bot.messages import Language, Text
from webhook import form_rows

_CONTROLS = {
    InputType.NUMBER: 'type="text" inputmode="decimal" autocomplete="off"',
    InputType.MONEY: 'type="text" inputmode="decimal" autocomplete="off"',
    InputType.DATE: 'type="date"',
    InputType.DATETIME: 'type="datetime-local"',
}
_FEW = 4  # options that are all shown; more go into a menu
_OPTIONAL = Text(zh="可不填", en="optional")
_CHOOSE = Text(zh="请选择", en="Choose")
MISSING = Text(zh="这一项要填。", en="This is needed.")
_NOTHING: Mapping[str, Text] = {}
_DETAILS = Text(zh="详情", en="Details")
_CLOSE = Text(
    zh="结果会发到聊天里,可以关掉这个页面了。", en="The result comes in the chat; you can close this page."
)
_SENT = Text(zh="已交给推推", en="Handed to Tuitui")
_UNKNOWN = Text(zh="这里没有表单", en="There is no form here")
_UNKNOWN_WHY = Text(
    zh="链接不完整。请回到聊天里,从卡片上再打开一次。",
    en="The link is not complete. Go back to the chat and open it from the card again.",
)
_NOWHERE = Text(zh="没有这个页面", en="There is no such page")
_NOWHERE_WHY = Text(
    zh="地址可能打错了,或者它已经搬走。", en="The address may be mistyped, or what was here has moved."
)
_HOME = Text(zh="回到聊天", en="Back to the chat")
_EXPIRED = Text(zh="表单过期了", en="This form has expired")
_EXPIRED_WHY = Text(
    zh="什么都没有改。请回到聊天里再说一次,我会给你新的表单。",
    en="Nothing was changed. Ask again in the chat and you get a new form.",
)
_OUTSIDE = Text(zh="请在聊天里打开", en="Open this in the chat")
_OUTSIDE_WHY = Text(
    zh="这个表单要认得是谁在填。请回到聊天里,从卡片上打开它。",
    en="This form has to know who fills it in. Open it from the card in the chat.",
)
_FOREIGN = Text(zh="这个表单是给别人的", en="This form is for somebody else")
_FOREIGN_WHY = Text(
    zh="链接转发给别人是填不了的。有事要办,直接在聊天里跟我说就行。",
    en="A forwarded link cannot be answered. Whatever you need, just tell me in the chat.",
)
_UNCLEAR = Text(zh="没能认出你", en="I could not tell who you are")
_UNCLEAR_WHY = Text(
    zh="什么都没有改。请回到聊天里,从卡片上再打开一次。",
    en="Nothing was changed. Go back to the chat and open it from the card again.",
)
_ANSWERED = Text(zh="这个表单已经交过了", en="This form has been answered")
_ANSWERED_WHY = Text(
    zh="以第一次交的为准。要改的话,在聊天里跟我说。",
    en="What was sent first counts. To change it, tell me in the chat.",
)


def form(
    card: Card,
    language: Language,
    values: Mapping[str, str],
    wrong: Mapping[str, Text] = _NOTHING,
    *,
    more_rows: str = "",
) -> str:
    """`values` and what is `wrong` by input; `more_rows`: the table that gets some."""
    fields = "".join(
        _field(each, language, values.get(each.id, ""), wrong.get(each.id), more=each.id == more_rows)
        for each in card.inputs
    )
    facts = _facts(card.facts, language)
    if card.more:
        word = escape(_DETAILS.said_in(language))
        facts += f"<details class=details><summary>{word}</summary>{_facts(card.more, language)}</details>"
    context = _paragraph("card-context", card.context, language)
    buttons = "".join(_button(each, language) for each in _ordered(card.buttons))
    body = (
        f"<article class='card card-{card.state.value}'>{_head(card, language)}{facts}{context}"
        f"<form method=post action='?lang={language.value}' enctype=multipart/form-data class=card-acts>"
        f"<div class=form>{fields}</div><div class=buttons>{buttons}</div></form></article>"
        f"{_other(language)}"
    )
    return _page(card.title, language, body)


def done(card: Card, button: Button, language: Language) -> str:
    said = f"{button.label.said_in(language)} · {card.title.said_in(language)}"
    return _notice(_SENT, _CLOSE, language, said, state="done")


def expired(language: Language) -> str:
    return _notice(_EXPIRED, _EXPIRED_WHY, language)


def unknown(language: Language) -> str:
    return _notice(_UNKNOWN, _UNKNOWN_WHY, language)


def nowhere(language: Language) -> str:
    """To a browser at an address where nothing is."""
    return _notice(_NOWHERE, _NOWHERE_WHY, language, home=True)


def outside(language: Language) -> str:
    return _notice(_OUTSIDE, _OUTSIDE_WHY, language)


def foreign(owner: Text | None, language: Language) -> str:
    """To a colleague who was sent the link: whose it is."""
    whose = Text(zh=f"这个表单是给{owner.zh}的", en=f"This form is for {owner.en}") if owner else _FOREIGN
    return _notice(whose, _FOREIGN_WHY, language)


def unclear(language: Language) -> str:
    return _notice(_UNCLEAR, _UNCLEAR_WHY, language)


def answered(language: Language) -> str:
    return _notice(_ANSWERED, _ANSWERED_WHY, language, state="done")


def checks(button: Button) -> bool:
    """The likely button sends the form; the others go without it."""
    return button.style is Style.PRIMARY


def _notice(
    title: Text,
    why: Text,
    language: Language,
    said: str = "",
    *,
    state: str = "cancelled",
    home: bool = False,
) -> str:
    about = f"<p class=card-said>{escape(said)}</p>" if said else ""
    body = (
        f"<article class='card card-{state}' role=status><h1 class=card-title>"
        f"{escape(title.said_in(language))}</h1>{about}<p class=card-context>"
        f"{escape(why.said_in(language))}</p>{_way_home(language) if home else ''}</article>"
    )
    return _page(title, language, body)


def _way_home(language: Language) -> str:
    return f"<p class=way-home><a class='button button-primary' href='/'>{_HOME.said_in(language)}</a></p>"


def _head(card: Card, language: Language) -> str:
    number = f"<span class=card-number>{escape(card.number)}</span>" if card.number else ""
    return (
        f"<div class=card-strip><span class=card-state>{escape(card.status.said_in(language))}</span>{number}"
        f"</div><h1 class=card-title>{escape(card.title.said_in(language))}</h1>"
    )


def _facts(facts: tuple[Fact, ...], language: Language) -> str:
    rows = "".join(
        f"<div><dt>{escape(each.label.said_in(language))}</dt><dd>{escape(each.value.said_in(language))}</dd></div>"
        for each in facts
    )
    return f"<dl class=facts>{rows}</dl>" if rows else ""


def _field(asked: Input, language: Language, value: str, wrong: Text | None, *, more: bool) -> str:
    optional = (
        "" if asked.required else f"<span class=field-optional>{escape(_OPTIONAL.said_in(language))}</span>"
    )
    hint = f"<p class=field-hint>{escape(asked.hint.said_in(language))}</p>" if asked.hint else ""
    error = f"<p class=field-error role=alert>{escape(wrong.said_in(language))}</p>" if wrong else ""
    label = f"{escape(asked.label.said_in(language))}{optional}"
    if asked.options and len(asked.options) <= _FEW:
        return (
            f"<fieldset class=field><legend class=field-label>{label}</legend>"
            f"<div class=choices>{_choices(asked, language, value)}</div>{hint}{error}</fieldset>"
        )
    if asked.type is InputType.TABLE:
        rows = form_rows.table(asked, language, value, _control, more=more)
        return f"<div class=field><span class=field-label>{label}</span>{rows}{hint}{error}</div>"
    name = escape(asked.id)
    return (
        f"<div class=field><label class=field-label for='in-{name}'>{label}</label>"
        f"{_control(asked, language, value)}{hint}{error}</div>"
    )


def _choices(asked: Input, language: Language, value: str) -> str:
    name, required = escape(asked.id), " required" if asked.required else ""
    return "".join(
        f"<label class=choice><input type=radio name='{name}' value='{escape(each.id)}'"
        f"{' checked' if each.id == value else ''}{required}>"
        f"<span>{escape(each.label.said_in(language))}</span></label>"
        for each in asked.options
    )


def _control(asked: Input, language: Language, value: str) -> str:
    name = escape(asked.id)
    common = f"class=input id='in-{name}' name='{name}'{' required' if asked.required else ''}"
    if asked.options:
        options = "".join(
            f"<option value='{escape(each.id)}'{' selected' if each.id == value else ''}>"
            f"{escape(each.label.said_in(language))}</option>"
            for each in asked.options
        )
        empty = f"<option value=''>{escape(_CHOOSE.said_in(language))}</option>"
        return f"<select {common}>{empty}{options}</select>"
    if asked.type is InputType.FILE:
        return form_rows.files(asked, language, value)
    if asked.type is InputType.LONG_TEXT:
        return f"<textarea {common} rows=3>{escape(value)}</textarea>"
    control = _CONTROLS.get(asked.type, 'type="text" autocomplete="off"')
    box = f"<input {common} {control} value='{escape(value)}'>"
    return (
        f"<div class=money><span class=money-sign aria-hidden=true>¥</span>{box}</div>"
        if (asked.type is InputType.MONEY)
        else box
    )


def _button(button: Button, language: Language) -> str:
    free = "" if checks(button) else " formnovalidate"
    return (
        f"<button class='button button-{button.style.value}' name=action value='{escape(button.id)}'{free}>"
        f"{escape(button.label.said_in(language))}</button>"
    )


def _ordered(buttons: tuple[Button, ...]) -> list[Button]:
    """The likely one first, what destroys last."""
    order = (Style.PRIMARY, Style.PLAIN, Style.DANGER)
    return sorted(buttons, key=lambda each: order.index(each.style))


def _paragraph(kind: str, text: Text | None, language: Language) -> str:
    return f"<p class={kind}>{escape(text.said_in(language))}</p>" if text else ""


def _other(language: Language) -> str:
    other = Language.EN if language is Language.ZH else Language.ZH
    word = "English" if other is Language.EN else "中文"
    code = "en" if other is Language.EN else "zh-CN"
    return f"<p class=form-language><a href='?lang={other.value}' lang={code}>{word}</a></p>"


def _page(title: Text, language: Language, body: str) -> str:
    code = "zh-CN" if language is Language.ZH else "en"
    styles = "".join(
        f"<link rel=stylesheet href='/pages/css/{name}.css'>"
        for name in ("tokens", "card", "form", "form-page")
    )
    return (
        f"<!doctype html><html lang={code}><head><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1, viewport-fit=cover'>"
        "<meta name=color-scheme content='light dark'><meta name=robots content=noindex>"
        f"<title>{escape(title.said_in(language))} · 推推</title>"
        f"<link rel=icon href='/pages/logo.svg' type='image/svg+xml'>{styles}</head>"
        f"<body class=form-body><main>{body}</main></body></html>"
    )
