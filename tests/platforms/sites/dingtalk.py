"""DingTalk by HTTP. Its people have mobiles too: it finds nobody by e-mail but by reading its whole book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.emulators.dingtalk import (
    CARD_SECRET,
    CLIENT_ID,
    CLIENT_SECRET,
    ROBOT,
    TEMPLATE,
    DingTalkEmulator,
)
from tests.emulators.dingtalk_phone import DingTalkPhone
from tests.emulators.llm import LlmEmulator
from tests.emulators.phone import Phone
from tests.platforms.site import Site

_PERSON = re.compile(r'email: (?P<email>\S+), mobile: "(?P<mobile>\d+)"')
_COMPANY = Path(__file__).parents[3] / "bot/app/demo/company.yaml"


@contextmanager
def open_site(at: Callable[[], float], stt: LlmEmulator, url: Callable[[], str]) -> Iterator[Site]:
    mobiles = dict(_PERSON.findall(_COMPANY.read_text("utf-8")))
    with DingTalkEmulator(at) as dingtalk:

        def joins(person: str, email: str) -> Phone:
            user = dingtalk.joins(f"u.{person}", mobiles.get(email, ""), email)
            return DingTalkPhone(dingtalk, person, user)

        def serve(where: str) -> None:
            dingtalk.callback_url = f"{where}/dingtalk/callback"

        yield Site(
            settings={
                "dingtalk_client_id": CLIENT_ID,
                "dingtalk_client_secret": CLIENT_SECRET,
                "dingtalk_robot_code": ROBOT,
                "dingtalk_card_template_id": TEMPLATE,
                "dingtalk_card_secret": CARD_SECRET,
                "dingtalk_mode": "http",
                "dingtalk_api_url": dingtalk.origin,
                "dingtalk_oapi_url": dingtalk.origin,
            },
            joins=joins,
            serve=serve,
            refusals=lambda: [str(each) for each in dingtalk.refusals if each.code != "60121"],
        )
