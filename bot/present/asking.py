"""Small forms that a decision needs: a reason, a person. Each can also be answered in words."""

from __future__ import annotations

from bot.cards import Card, Input, InputType, Option, State
from bot.messages import Text
from bot.present import forms, standing
from engine.people import Directory
from engine.process import Process

REASON = Input(id="reason", label=Text(zh="理由", en="Reason"), type=InputType.LONG_TEXT)


def reason_form(verb: Text, process: Process, *more: Input, required: bool = False) -> Card:
    """`more` is asked above the reason."""
    return form(verb, process, *more, REASON.model_copy(update={"required": required}))


def person_form(verb: Text, label: Text, process: Process, directory: Directory, *more: Input) -> Card:
    return form(verb, process, person_input(label, directory), *more)


def person_input(label: Text, directory: Directory, *, id: str = "person") -> Input:
    return Input(id=id, label=label, type=InputType.PERSON, required=True, options=forms.people(directory))


def choice(
    id: str, label: Text, options: tuple[Option, ...], *, chosen: str = "", required: bool = True
) -> Input:
    return Input(id=id, label=label, type=InputType.CHOICE, required=required, options=options, value=chosen)


def form(verb: Text, process: Process, *inputs: Input) -> Card:
    what = standing.headline(process)
    return Card(
        key="",  # the turn fills it in, and adds the buttons
        state=State.INFO,
        status=Text(zh="请补充", en="One more thing"),
        title=Text(zh=f"{verb.zh}:{what.zh}", en=f"{verb.en}: {what.en}"),
        number=process.number,
        inputs=inputs,
    )
