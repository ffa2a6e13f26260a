"""WeCom by its self-built app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.emulators.llm import LlmEmulator
from tests.emulators.wecom import AES_KEY, AGENT, CORP, RECORDING, SECRET, TOKEN, WecomEmulator, failure
from tests.emulators.wecom_phone import WecomPhone
from tests.platforms.site import Site


@dataclass
class _Phone(WecomPhone):
    """The app is sent no transcript: the speech service hears what is said."""

    stt: LlmEmulator | None = None

    def speaks(self, words: str, *, audio: bytes = RECORDING) -> None:
        assert self.stt is not None
        self.stt.hears = words
        super().speaks(words, audio=audio)


@contextmanager
def open_site(at: Callable[[], float], stt: LlmEmulator, url: Callable[[], str]) -> Iterator[Site]:
    with WecomEmulator(at) as wecom:

        def joins(person: str, email: str) -> _Phone:
            """Their account is named like their e-mail."""
            wecom.joins(person, email=email)
            return _Phone(wecom, person, person, floor=url, stt=stt)

        def serve(where: str) -> None:
            wecom.callback_url = f"{where}/wecom/callback"
            wecom.oauth.trusted.add(urlsplit(where).netloc)

        yield Site(
            settings={
                "wecom_corp_id": CORP,
                "wecom_agent_id": str(AGENT),
                "wecom_secret": SECRET,
                "wecom_token": TOKEN,
                "wecom_aes_key": AES_KEY,
                "wecom_api_url": wecom.origin,
                "wecom_oauth_url": wecom.origin,
            },
            joins=joins,
            serve=serve,
            redelivers=lambda: wecom.redelivers().status_code,
            limits=lambda: wecom.fails("message/send", failure(45009)),
            # 60111: whom the directory does not know; 42045: a card past its one change, posted anew.
            refusals=lambda: [str(each) for each in wecom.refusals if each.code not in (60111, 42045)],
        )
