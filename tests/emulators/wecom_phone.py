"""Somebody's WeCom client: the app in private, the smart bot in the group, forms on their pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

import httpx

from tests.emulators.phone import Seen, links
from tests.emulators.wecom import RECORDING, Message, WecomEmulator
from tests.emulators.wecom_bot import BotEmulator
from tests.emulators.wecom_oauth import CLIENT, SESSION
from tests.emulators.wecom_oauth import PATH as AUTHORIZE

GROUP = "wrOgQhDgAAMOzjVYf0-common"


@dataclass
class WecomPhone:
    """`account` is the person's user id, `floor` where our pages are served.

    Without a `bot` there are no groups: an app hears none.
    """

    wecom: WecomEmulator
    person: str
    account: str
    bot: BotEmulator | None = None
    floor: Callable[[], str] = str
    platform: str = "wecom"
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def __post_init__(self) -> None:
        """The client's own browser is logged in."""
        self.cookies.set(SESSION, self.account, path=AUTHORIZE)

    def writes(self, text: str, *, group: bool = False) -> None:
        if group:
            assert self.bot is not None, "groups are the smart bot's"
            self.bot.says(self.account, text, group=GROUP)
        else:
            self._accepted(self.wecom.says(self.account, text))

    def answers(self, text: str, *, under: Seen) -> None:
        """An app is told of no quotation: the words alone arrive."""
        self.writes(text, group=self._message(under.id).user == GROUP)

    def speaks(self, words: str, *, audio: bytes = RECORDING) -> None:
        """The app gets the recording alone; the words are what the speech service makes of it."""
        self._accepted(self.wecom.speaks(self.account, audio))

    def presses(self, button: str, *, on: Seen | None = None) -> None:
        message = self._message(on.id) if on else self._newest(button)
        if button not in _pressable(message):
            assert self._fills_in(message.page, {}, button)
        elif message.by == "bot":
            assert self.bot is not None
            self.bot.clicks(self.account, message, button)
        else:
            self._accepted(self.wecom.clicks(self.account, message, button))

    def submits(self, values: Mapping[str, str]) -> None:
        """On the card where it can be, else on the page that it leads to; by the labels of both."""
        for message in reversed(self._all()):
            if message.page:
                if self._fills_in(message.page, values):
                    return
                continue
            if (chosen := _chosen(message, values)) is not None:
                submit = next(iter(message.buttons))
                self._accepted(self.wecom.clicks(self.account, message, submit, **chosen))
                return
        raise AssertionError(f"{self.person} sees no form with {list(values)}")

    def checks_in(self, place: str) -> None:
        self._accepted(self.wecom.shares(self.account, place))

    def sees(self, *, group: bool = False) -> Sequence[Seen]:
        shown = self.bot.seen_in(GROUP) if group and self.bot else self._direct()
        return [
            Seen(
                each.id,
                each.words,
                tuple(self._buttons(each)),
                tuple(self._inputs(each)),
                each.image,
                links([each.card, each.text]),
            )
            for each in shown
        ]

    def _inputs(self, message: Message) -> list[str]:
        if message.page:
            return list(_fields(self._opened(message.page)))
        return [str(each["title"]) for each in _menus(message)]

    def _buttons(self, message: Message) -> list[str]:
        """Those of its form's page too."""
        own = _pressable(message)
        return own + [each for each in _actions(self._opened(message.page)) if each not in own]

    def _opened(self, page: str) -> str:
        return self._browses("GET", page).text if page else ""

    def browser(self) -> httpx.Client:
        """The client's own, which is logged in."""
        headers = {"user-agent": CLIENT}
        return httpx.Client(headers=headers, cookies=self.cookies, follow_redirects=True, timeout=10)

    def _browses(self, method: str, page: str, data: Mapping[str, str] | None = None) -> httpx.Response:
        with self.browser() as browser:
            answered = browser.request(method, self._here(page), data=data)
            self.cookies = browser.cookies
            return answered

    def _here(self, page: str) -> str:
        """A test's floor has a port of its own."""
        floor = self.floor()
        return f"{floor}/forms/{page.partition('/forms/')[2]}" if floor else page

    def _fills_in(self, page: str, values: Mapping[str, str], button: str = "") -> bool:
        """What the page lacks is asked for again there, and so is left to be answered in words."""
        shown = self._opened(page)
        fields, actions = _fields(shown), _actions(shown)
        if not values.keys() <= fields.keys():
            return False
        sent = {fields[label][0]: fields[label][1].get(value, value) for label, value in values.items()}
        action = actions[button or next(iter(actions))]
        answered = self._browses("POST", page, {**_known(shown), **sent, "action": action})
        assert answered.status_code in (200, 422), answered.text
        return True

    def _direct(self) -> list[Message]:
        return [*self.wecom.seen_by(self.account), *(self.bot.seen_in(self.account) if self.bot else ())]

    def _all(self) -> list[Message]:
        return [*(self.bot.seen_in(GROUP) if self.bot else ()), *self._direct()]

    def _message(self, id_: str) -> Message:
        """Of anybody: cards are forwarded."""
        return next(each for each in (*self._all(), *self.wecom.messages) if each.id == id_)

    def _newest(self, button: str) -> Message:
        found = [each for each in self._all() if button in self._buttons(each)]
        assert found, f"{self.person} sees no {button}: {[each.words for each in self._all()]}"
        return found[-1]

    @staticmethod
    def _accepted(answer: httpx.Response) -> None:
        assert answer.status_code == 200, f"answered {answer.status_code}"


def _pressable(message: Message) -> list[str]:
    return [label for label, each in message.buttons.items() if each.get("type", 0) == 0]


def _menus(message: Message) -> list[dict[str, object]]:
    card = message.card
    shown = [*card.get("select_list", ())]
    if "button_selection" in card:
        shown.append(card["button_selection"])
    if "checkbox" in card:  # it has no label of its own: the card's title asks
        shown.append({**card["checkbox"], "title": card["main_title"]["title"]})
    return shown


def _chosen(message: Message, values: Mapping[str, str]) -> dict[str, str] | None:
    """The options by what they read, at least by how they begin; a single menu takes a single answer."""
    menus = _menus(message)
    if not menus or len(values) > len(menus):
        return None
    named = {str(each["title"]): each for each in menus}
    if len(menus) == 1:
        named = dict.fromkeys(values, menus[0])
    if not values.keys() <= named.keys():
        return None
    chosen = {}
    for label, value in values.items():
        options = named[label]["option_list"]
        assert isinstance(options, list)
        found = [each["id"] for each in options if re.match(re.escape(value) + r"(\W|$)", each["text"])]
        if not found:
            return None
        chosen[str(named[label]["question_key"])] = str(found[0])
    return chosen


def _fields(page: str) -> dict[str, tuple[str, dict[str, str]]]:
    """By label: the name it is sent under, and the ids of its options by what they read."""
    fields: dict[str, tuple[str, dict[str, str]]] = {}
    for block in re.split(r"<(?:div|fieldset) class=field>", page)[1:]:
        label = re.search(r"class=field-label[^>]*>([^<]+)", block)
        name = re.search(r"name='([^']+)'", block)
        if label is None or name is None:
            continue
        pairs = re.findall(r"<option value='([^']*)'[^>]*>([^<]+)", block)
        pairs += re.findall(r"type=radio name='[^']+' value='([^']*)'[^>]*><span>([^<]+)", block)
        options = {unescape(text): unescape(id_) for id_, text in pairs}
        short = {re.split(r"[(（ ]", text)[0]: id_ for text, id_ in options.items()}
        fields[unescape(label[1])] = unescape(name[1]), {**short, **options}
    return fields


def _actions(page: str) -> dict[str, str]:
    """By label, the likely one first."""
    found = re.findall(r"name=action value='([^']+)'[^>]*>([^<]+)<", page)
    return {unescape(label): unescape(action) for action, label in found}


def _known(page: str) -> dict[str, str]:
    """What stands in the page's fields already."""
    typed = re.findall(r"<input class=input [^>]*name='([^']+)'[^>]*value='([^']*)'", page)
    written = re.findall(r"<textarea [^>]*name='([^']+)'[^>]*>([^<]*)", page)
    picked = re.findall(r"type=radio name='([^']+)' value='([^']*)' checked", page)
    menus = re.findall(r"<select [^>]*name='([^']+)'[^>]*>.*?<option value='([^']*)' selected", page)
    return {unescape(name): unescape(value) for name, value in [*typed, *written, *picked, *menus]}
