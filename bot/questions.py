"""Open questions: their cards, their buttons, and what a yes would execute."""

from __future__ import annotations

from typing import Any

from pydantic import JsonValue

from bot.cards import Button, Card, Saying, State, Style, say
from bot.dialogue import Pending, Wait
from bot.messages import Text
from bot.wishes import WISHES
from engine.wire import command_from_json, command_to_json

CONFIRMED = Text(zh="已确认", en="Confirmed")
CANCELLED = Text(zh="已取消", en="Cancelled")
SUPERSEDED = Text(zh="已有新的内容", en="Superseded")
EXPIRED = say("这个按钮已经过期了,请再说一次要办的事。", "That button has expired; please say it again.")


def reminder(pending: Pending) -> Saying:
    yes, no = yes_and_no(pending.nonce)
    if pending.wait is Wait.YES and pending.card is not None:
        title = pending.card.title
        text = Text(zh=f"刚才的事还等你一句话:{title.zh}", en=f"This still waits for your word: {title.en}")
        return Saying(text=text, choices=(yes, no))
    text = Text(
        zh="刚才问你的还没说完,接着说就行;不办了就说「算了」。",
        en="My question from before still stands; just go on, or say “never mind”.",
    )
    return Saying(text=text, choices=(*pending.choices[:4], no))


def closed(card: Card, outcome: Text) -> Card:
    """The same card after its question was settled: small, and smaller when nothing came of it."""
    changes = {"status": outcome, "inputs": (), "buttons": (), "context": None}
    if outcome == CONFIRMED:
        return card.model_copy(update={**changes, "state": State.DONE})
    return card.model_copy(update={**changes, "state": State.CANCELLED, "facts": (), "more": ()})


def yes_and_no(nonce: str) -> tuple[Button, Button]:
    return (
        Button(id=f"confirm/{nonce}", label=Text(zh="确认", en="Confirm"), style=Style.PRIMARY),
        Button(id=f"deny/{nonce}", label=Text(zh="取消", en="Cancel")),
    )


def with_yes_and_no(card: Card, nonce: str) -> Card:
    return card.model_copy(update={"key": f"confirm/{nonce}", "buttons": yes_and_no(nonce)})


def with_form_buttons(card: Card, nonce: str) -> Card:
    submit = Button(id=f"submit/{nonce}", label=Text(zh="提交", en="Submit"), style=Style.PRIMARY)
    return card.model_copy(update={"key": f"form/{nonce}", "buttons": (submit, yes_and_no(nonce)[1])})


def kept(command: Any) -> dict[str, JsonValue]:
    if isinstance(command, WISHES):
        return {"wish": type(command).__name__, **command.model_dump(mode="json")}
    return command_to_json(command)


def restored(data: dict[str, JsonValue]) -> Any:
    fields = {name: value for name, value in data.items() if name != "wish"}
    kind = next((each for each in WISHES if each.__name__ == data.get("wish")), None)
    return kind.model_validate(fields) if kind else command_from_json(data)
