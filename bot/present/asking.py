"""Small forms that a decision needs: a reason, a person. Each can also be answered in words."""

from __future__ import annotations

from bot.cards import Card, Input, InputType, State
from bot.messages import Text
from bot.present import forms, standing
from engine.people import Directory
from engine.process import Process


def reason_form(verb: Text, process: Process) -> Card:
    what = standing.headline(process)
    return _form(
        Text(zh=f"{verb.zh}:{what.zh}", en=f"{verb.en}: {what.en}"),
        process,
        Input(id="reason", label=Text(zh="理由", en="Reason"), type=InputType.LONG_TEXT),
    )


def person_form(process: Process, directory: Directory) -> Card:
    what = standing.headline(process)
    return _form(
        Text(zh=f"转交:{what.zh}", en=f"Hand over: {what.en}"),
        process,
        Input(
            id="person",
            label=Text(zh="转交给", en="To"),
            type=InputType.PERSON,
            required=True,
            options=forms.people(directory),
        ),
    )


def _form(title: Text, process: Process, question: Input) -> Card:
    return Card(
        key="",  # the turn fills it in, and adds the buttons
        state=State.INFO,
        status=Text(zh="请补充", en="One more thing"),
        title=title,
        number=process.number,
        inputs=(question,),
    )
