"""Who opened a form's page: asked of WeCom's own client, told by WeCom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from bot.adapter import NotReachable
from bot.adapters.wecom import places
from bot.adapters.wecom.app_sender import AppSender
from bot.adapters.wecom.render import render
from bot.adapters.wecom.sign_in import WecomSignIn
from bot.app.platforms import wecom_config
from bot.app.settings import Settings
from bot.cards import Input, InputType, show
from bot.messages import Language, same
from tests.emulators.wecom import AGENT, CORP, WecomEmulator, failure
from tests.emulators.wecom_oauth import CLIENT, SESSION
from tests.unit.bot.adapters.wecom.parts import AT, HOME, Desk, client_of, config, tools
from tests.unit.bot.adapters.wecom.test_render import form

BACK = f"{HOME}/forms/x.y?lang=zh"


@pytest.fixture
def sign_in(wecom: WecomEmulator) -> WecomSignIn:
    wecom.joins("lina", "李娜")
    wecom.oauth.trusted.add("tuitui.example")
    return WecomSignIn(replace(config(wecom.origin), oauth_url=wecom.origin), client_of(wecom))


def _comes_back(sign_in: WecomSignIn, member: str, back: str = BACK) -> dict[str, str]:
    """What WeCom's client, in which a member is logged in, brings back to our page; nothing when it stays."""
    address = sign_in.address(back, "s-1", CLIENT)
    assert address is not None
    answered = httpx.get(address, cookies={SESSION: member})
    return dict(parse_qsl(urlsplit(answered.headers.get("location", "")).query))


def test_the_client_is_sent_to_be_told_who_it_is(sign_in: WecomSignIn) -> None:
    address = sign_in.address(BACK, "s-1", CLIENT)
    assert address is not None
    assert address.endswith("#wechat_redirect")
    asked = parse_qs(urlsplit(address).query)
    assert (asked["appid"], asked["agentid"], asked["scope"]) == ([CORP], [str(AGENT)], ["snsapi_base"])
    assert asked["redirect_uri"] == [BACK]


def test_another_browser_cannot_tell(sign_in: WecomSignIn) -> None:
    assert sign_in.address(BACK, "s-1", "Mozilla/5.0 Firefox/140.0") is None


def test_a_code_tells_whose_account_it_is_and_only_once(sign_in: WecomSignIn) -> None:
    came = _comes_back(sign_in, "LiNa")
    assert came["state"] == "s-1"
    assert sign_in.account(came["code"]) is None, "no member of that very id"
    came = _comes_back(sign_in, "lina")
    assert sign_in.account(came["code"]) == "lina"
    assert sign_in.account(came["code"]) is None


def test_who_is_no_member_is_nobody(sign_in: WecomSignIn) -> None:
    assert sign_in.account(_comes_back(sign_in, "guest")["code"]) is None


@pytest.mark.parametrize("code", ["", "CODE1", "made up"])
def test_a_code_that_was_never_given_is_nobody_s(sign_in: WecomSignIn, code: str) -> None:
    assert sign_in.account(code) is None


def test_a_code_grows_old(wecom: WecomEmulator, sign_in: WecomSignIn) -> None:
    came = _comes_back(sign_in, "lina")
    wecom.oauth.at = lambda: 1_763_888_400.0 + 301
    assert sign_in.account(came["code"]) is None


def test_a_page_outside_the_trusted_domain_is_told_nothing(sign_in: WecomSignIn) -> None:
    assert _comes_back(sign_in, "lina", "https://elsewhere.example/forms/x.y") == {}


def test_when_wecom_is_away_that_is_no_verdict(wecom: WecomEmulator, sign_in: WecomSignIn) -> None:
    wecom.fails("auth/getuserinfo", failure(-1))
    with pytest.raises(NotReachable):
        sign_in.account("CODE1")


@pytest.mark.parametrize(("signs_in", "hours"), [(True, 72), (False, 16)])
def test_a_page_that_asks_who_opens_it_is_good_for_longer(
    wecom: WecomEmulator, signs_in: bool, hours: int
) -> None:
    wecom.joins("lina")
    desk = Desk()
    kit = tools(desk=desk)
    card = form(Input(id="budget", label=same("预算"), type=InputType.MONEY, required=True))
    (message,) = render(show(card), Language.ZH, places.by_app("lina"), key="k/1", replaces=None, home=HOME)
    AppSender(client_of(wecom, kit), kit, signs_in).send(message, AT)
    (offered,) = desk.offered
    assert offered.expires_at == AT + timedelta(hours=hours)
    assert offered.message == message.key, "a card like it has another page"


@pytest.mark.parametrize(
    ("moved", "asked", "where"),
    [
        ({}, "", "https://open.weixin.qq.com"),
        ({"wecom_api_url": "http://127.0.0.1:9"}, "", ""),
        ({"wecom_api_url": "http://127.0.0.1:9"}, "http://127.0.0.1:9", "http://127.0.0.1:9"),
        ({}, "off", ""),
    ],
)
def test_where_it_is_asked_follows_the_settings(moved: dict[str, str], asked: str, where: str) -> None:
    known = {"wecom_corp_id": CORP, "wecom_agent_id": str(AGENT), "wecom_secret": "s", "wecom_token": "t"}
    settings = Settings(**{**known, "wecom_aes_key": "k", "wecom_oauth_url": asked, **moved}, _env_file=None)
    found = wecom_config(settings)
    assert found is not None
    assert found.app is not None
    assert (found.app.oauth_url, found.signs_in) == (where, bool(where))
