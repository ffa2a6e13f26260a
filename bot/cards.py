"""What the assistant shows: says what, not how it looks. Anatomy: docs/glossary.md, "card"."""

from __future__ import annotations

from enum import StrEnum

from pydantic import ConfigDict, Field

from bot.messages import Text, Value

MAX_SHOWN = 4  # buttons of a card


class State(StrEnum):
    """The state strip: colour and word, never colour alone."""

    WAITING = "waiting"  # amber
    DONE = "done"  # green
    REJECTED = "rejected"  # red
    CANCELLED = "cancelled"  # grey
    INFO = "info"  # blue


class Style(StrEnum):
    PRIMARY = "primary"  # the likely one: first and filled
    PLAIN = "plain"
    DANGER = "danger"  # never first


class Link(Value):
    """A file of a process. `url` is where one reader opens it: the post office fills it in."""

    label: str
    file: str  # `NP-12/BLOB`
    url: str = ""


class Fact(Value):
    label: Text  # at most 5 Chinese characters
    value: Text
    links: tuple[Link, ...] = ()  # the files that `value` names


class Option(Value):
    id: str
    label: Text


class Button(Value):
    """`id` comes back as `Press.action`: `verb` or `verb/argument`, e.g. `approve/NP-12-3`; ≤ 128 bytes."""

    id: str
    label: Text
    style: Style = Style.PLAIN
    asks: bool = False  # it opens a form first, where the platform can show one beside the chat


class InputType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    PERSON = "person"
    FILE = "file"  # its value is a JSON list of `{id, name}`
    TABLE = "table"  # its value is a JSON list of rows, each `{column: text}`


class Input(Value):
    """A form's question; whatever it asks can also be answered in plain words."""

    id: str
    label: Text
    type: InputType = InputType.TEXT
    required: bool = False
    options: tuple[Option, ...] = ()
    value: str = ""  # what is known already
    hint: Text | None = None
    columns: tuple[Input, ...] = ()  # of a table


ON_PAGE = Text(zh="打开网页填写", en="Fill in on a page")  # what leads to `Card.page`


class Card(Value):
    key: str  # `task/NP-12-3`, `form/…`: a later card with this key replaces it in place
    state: State
    status: Text  # the word beside the strip's colour
    title: Text
    number: str = ""
    facts: tuple[Fact, ...] = Field(default=(), max_length=6)
    more: tuple[Fact, ...] = ()  # behind 详情
    context: Text | None = None  # where in the flow, what comes after, why you
    inputs: tuple[Input, ...] = ()
    page: str = ""  # where the inputs are filled in that this platform's cards do not hold
    buttons: tuple[Button, ...] = Field(default=(), max_length=6)
    extra: tuple[Button, ...] = ()  # behind 更多
    outcome: Text | None = None  # after the decision: who decided what and when, instead of buttons


def folded(card: Card) -> tuple[tuple[Button, ...], tuple[Button, ...]]:
    """The buttons that a card shows and those behind its 更多: four at most are seen, 更多 among them.

    The likely one stands first and what destroys last; of the plain ones the last go behind.
    """
    every = (*card.buttons, *card.extra)
    ordered = tuple(each for style in Style for each in every if each.style is style)
    plain = [each for each in ordered if each.style is Style.PLAIN]
    too_many = len(ordered) + 1 - MAX_SHOWN if len(ordered) > MAX_SHOWN else 0
    behind = plain[max(0, len(plain) - too_many) :] if too_many else []
    return tuple(each for each in ordered if each not in behind), tuple(behind)


class Picture(Value):
    """A chart, posted back into the chat."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )

    name: str
    png: bytes
    alt: Text


class Saying(Value):
    """A plain sentence (markdown: bold, lists, links), with at most five quick answers."""

    text: Text
    choices: tuple[Button, ...] = Field(default=(), max_length=5)


class Reply(Value):
    """What the assistant says in one go, in order."""

    parts: tuple[Saying | Card | Picture, ...] = ()


def say(zh: str, en: str, *choices: Button) -> Reply:
    return Reply(parts=(Saying(text=Text(zh=zh, en=en), choices=choices),))


def show(*parts: Saying | Card | Picture) -> Reply:
    return Reply(parts=parts)
