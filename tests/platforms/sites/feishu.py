"""Feishu by callbacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.emulators.feishu import (
    APP_ID,
    APP_SECRET,
    ENCRYPT_KEY,
    VERIFICATION_TOKEN,
    Failure,
    FeishuEmulator,
)
from tests.emulators.feishu_phone import FeishuPhone
from tests.emulators.llm import LlmEmulator
from tests.platforms.site import Site


@dataclass
class _Phone(FeishuPhone):
    """Feishu makes no transcript: the speech service hears what is said."""

    stt: LlmEmulator | None = None

    def speaks(self, words: str) -> None:
        assert self.stt is not None
        self.stt.hears = words
        super().speaks(words)


@contextmanager
def open_site(at: Callable[[], float], stt: LlmEmulator, url: Callable[[], str]) -> Iterator[Site]:
    with FeishuEmulator(at) as feishu:

        def serve(where: str) -> None:
            feishu.callback_url = f"{where}/feishu/events"

        yield Site(
            settings={
                "feishu_app_id": APP_ID,
                "feishu_app_secret": APP_SECRET,
                "feishu_encrypt_key": ENCRYPT_KEY,
                "feishu_verification_token": VERIFICATION_TOKEN,
                "feishu_api_url": feishu.origin,
            },
            joins=lambda person, email: _Phone(feishu, person, feishu.joins(person, email), stt=stt),
            serve=serve,
            redelivers=lambda: feishu.redelivers().status_code,
            limits=lambda: feishu.fails(
                "POST im/v1/messages", Failure(99991400, 429, {"x-ogw-ratelimit-reset": "17"})
            ),
            refusals=lambda: [str(each) for each in feishu.refusals if each.code != 41050],
        )
