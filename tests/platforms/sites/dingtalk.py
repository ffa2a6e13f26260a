"""DingTalk by callbacks, its cards from a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.emulators.dingtalk import (
    CARD_SECRET,
    CLIENT_ID,
    CLIENT_SECRET,
    ROBOT,
    TEMPLATE,
    DingTalkEmulator,
    Failure,
)
from tests.emulators.dingtalk_phone import DingTalkPhone
from tests.emulators.llm import LlmEmulator
from tests.platforms.site import Site

_TOO_FAST = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"


@contextmanager
def open_site(at: Callable[[], float], stt: LlmEmulator, url: Callable[[], str]) -> Iterator[Site]:
    with DingTalkEmulator(at) as dingtalk:

        def joins(person: str, email: str) -> DingTalkPhone:
            return DingTalkPhone(dingtalk, person, dingtalk.joins(person, email=email))

        def serve(where: str) -> None:
            dingtalk.callback_url = f"{where}/dingtalk/callback"

        yield Site(
            settings={
                "dingtalk_client_id": CLIENT_ID,
                "dingtalk_client_secret": CLIENT_SECRET,
                "dingtalk_robot_code": ROBOT,
                "dingtalk_api_url": dingtalk.origin,
                "dingtalk_oapi_url": dingtalk.origin,
                "dingtalk_mode": "http",
                "dingtalk_card_template_id": TEMPLATE,
                "dingtalk_card_secret": CARD_SECRET,
            },
            joins=joins,
            serve=serve,
            redelivers=lambda: dingtalk.redelivers().status_code,
            limits=lambda: dingtalk.fails(
                "POST /v1.0/card/instances/createAndDeliver", Failure(_TOO_FAST, 403)
            ),
            refusals=lambda: [str(each) for each in dingtalk.refusals if each.code != "60121"],
        )
