"""Accounts that no directory matches, joined by the person on both sides.

In a chat that knows them they ask for a code («绑定我的 Slack»), in the other they say it: whoever holds both
ends is one person. A code is short-lived, for one platform and good once, whoever tries it; Redis keeps only
its keyed hash. Without Redis nothing can be linked.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from redis import Redis
from redis.exceptions import RedisError

from bot.adapter import Budget, RateLimited
from bot.app import linking_words
from bot.app.core import Core
from bot.cards import Reply, say
from bot.letters import Letter
from bot.messages import Address, IncomingMessage, Text
from bot.present import names
from engine.people import PersonId
from storage.accounts import Accounts

CONFIRMED = "confirmed"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is mistaken for something else
_LIVES_S = 600
_GUESSES, _CODES, _HOUR_S = 5, 5, 3600.0
_SAID = re.compile(
    r"(?P<word>绑定|关联|link)?[\s::]*(?P<code>[2-9A-Za-z]{4}-[2-9A-Za-z]{4})[。.]?", re.IGNORECASE
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said here, and what the person is told where the code came from."""

    reply: Reply
    elsewhere: Letter | None = None


@dataclass(frozen=True, slots=True)
class Linking:
    """`titles` of the platforms in use that have accounts of their own, by name; `also`: other names."""

    core: Core
    redis: Redis
    budget: Budget
    titles: Mapping[str, Text]
    also: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def answer(self, message: IncomingMessage, person: PersonId | None, now: datetime) -> Answer | None:
        """None: this is not about linking."""
        text = message.text.strip()
        if message.press is not None or len(text) > 40:
            return None
        try:
            if (code := _SAID.fullmatch(text)) is not None:
                return self._code_said(message, person, code, now)
            if person is None:
                return None
            names = {
                name: (title.zh, title.en, *self.also.get(name, ())) for name, title in self.titles.items()
            }
            if (asked := linking_words.to_unlink(text, names)) is not None:
                return self._unlink(asked, person)
            if (asked := linking_words.to_link(text, names)) is not None:
                return self._give(asked, message, person)
            if linking_words.to_link_something(text):
                return self._which(message)
        except RedisError as error:
            log.warning("linking_unavailable", error=repr(error))
            return Answer(
                say("现在暂时不能关联账号,请稍后再试。", "Accounts cannot be linked just now; try later.")
            )
        except RateLimited:
            return Answer(
                say("试得太多了,请一小时后再来。", "Too many attempts; please come back in an hour.")
            )
        return None

    # The side that knows the person

    def _give(self, platform: str, message: IncomingMessage, person: PersonId) -> Answer:
        title = self.titles[platform]
        if platform == message.platform:
            return Answer(
                say(f"你就在{title.zh}里,这里我认得你。", f"This is {title.en}, and I know you here.")
            )
        if self._accounts.on(platform, person):
            return Answer(
                say(
                    f"你的{title.zh}账号已经关联好了。换账号的话,先说「解除关联{title.zh}」。",
                    f"Your {title.en} account is linked already; to change it, say “unlink {title.en}”.",
                )
            )
        if not message.address.direct:
            return Answer(
                say(
                    "绑定码只能给你一个人看,请私聊我再说一次。",
                    "The code is for your eyes only; ask me in private.",
                )
            )
        self.budget.take(f"link-codes/all/{person}", limit=_CODES, window_s=_HOUR_S)
        code = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        kept = {"person": person, "platform": platform, "address": message.address.model_dump_json()}
        self.redis.set(self._key(code), json.dumps(kept), ex=_LIVES_S)
        shown = f"{code[:4]}-{code[4:]}"
        log.info("link_code_given", person=person, platform=platform)
        return Answer(
            say(
                f"请在{title.zh}里私聊我,发送:**绑定 {shown}**\n10 分钟内有效,只能用一次;不要给别人看。",
                f"In {title.en}, send me in private: **link {shown}**\n"
                "It is good for 10 minutes and once; show it to nobody.",
            )
        )

    def _which(self, message: IncomingMessage) -> Answer | None:
        others = [title for name, title in self.titles.items() if name != message.platform]
        if not others:
            return None
        zh, en = "、".join(each.zh for each in others), ", ".join(each.en for each in others)
        return Answer(
            say(
                f"绑定哪一个?{zh}都可以,比如说「绑定{others[0].zh}」。",
                f"Which one: {en}? Say for example “link {others[0].en}”.",
            )
        )

    def _unlink(self, platform: str, person: PersonId) -> Answer:
        title = self.titles[platform]
        if not self._accounts.unlink(platform, person, linked_by=CONFIRMED):
            return Answer(
                say(
                    f"没有你自己关联的{title.zh}账号。通讯录里匹配上的账号,请管理员在通讯录里改。",
                    f"You have linked no {title.en} account yourself. One that the directory matched is "
                    "changed in the directory, by an administrator.",
                )
            )
        log.info("account_unlinked", person=person, platform=platform)
        return Answer(
            say(f"好,你的{title.zh}账号已解除关联。", f"Done: your {title.en} account is no longer linked.")
        )

    # The other side

    def _code_said(
        self, message: IncomingMessage, person: PersonId | None, said: re.Match[str], now: datetime
    ) -> Answer | None:
        if person is not None and not said["word"]:
            return None  # of somebody known, it may be a part number
        if message.platform not in self.titles:
            return None
        self.budget.take(
            f"link-guesses/{message.platform}/{message.sender}", limit=_GUESSES, window_s=_HOUR_S
        )
        given = self.redis.getdel(self._key(said["code"].replace("-", "").upper()))
        kept = json.loads(given) if given else None
        if kept is None or kept["platform"] != message.platform or not message.address.direct:
            return Answer(_INVALID if message.address.direct else _SEEN)
        owner = PersonId(kept["person"])
        directory = self.core.people.directory()
        if not directory.is_active(owner):
            return Answer(_INVALID)
        name = names.name(owner, directory)
        if person is not None and person != owner:
            return Answer(
                say(
                    "这个账号已经是另一位同事的了,没有改动。",
                    "This account is a colleague's already; nothing was changed.",
                )
            )
        self._accounts.link(message.platform, message.sender, owner, linked_by=CONFIRMED, now=now)
        log.info("account_linked", platform=message.platform, person=owner, by=CONFIRMED)
        return Answer(
            say(
                f"关联好了,{name.zh}。以后在这里也能发起、审批、查进度。",
                f"Linked. Welcome, {name.en}: you can start, decide and follow things here as well.",
            ),
            elsewhere=self._told(owner, message.platform, kept["address"]),
        )

    def _told(self, owner: PersonId, platform: str, address: str) -> Letter:
        title = self.titles[platform]
        return Letter(
            person=owner,
            address=Address.model_validate_json(address),
            reply=say(
                f"你的{title.zh}账号已关联。不是你本人操作的话,马上说「解除关联{title.zh}」。",
                f"Your {title.en} account is linked. If that was not you, say “unlink {title.en}” at once.",
            ),
        )

    def _key(self, code: str) -> str:
        mixed = hmac.new(self.core.settings.session_secret(), f"link {code}".encode(), hashlib.sha256)
        return f"tuitui:link:{mixed.hexdigest()}"

    @property
    def _accounts(self) -> Accounts:
        return Accounts(self.core.database)


_INVALID = say(
    "这个绑定码不对、过期了,或者已经用过。请在我认识你的聊天里再要一个。",
    "That code is wrong, has expired or was used. Ask for another in a chat where I know you.",
)
_SEEN = say(
    "这个绑定码大家都看到了,已经作废。请再要一个,私聊发给我。",
    "Everybody has seen that code, so it is void. Ask for another and send it to me in private.",
)
