"""The page of a form: whose it is, what it takes, and that its submission comes in like a click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape

import httpx
import pytest

from bot.app.form_desk import FormDesk
from bot.cards import Button, Card, Fact, Input, InputType, Option, State, Style
from bot.forms import Form
from bot.messages import Address, Language, Press, Text, same
from storage.blobs import BlobStore
from tests.unit.webhook.server import NOON, Company, serving

SECRET = b"a secret of the tests"
FORM = Form(
    card=Card(
        key="form/7",
        state=State.INFO,
        status=Text(zh="待填写", en="To fill in"),
        title=Text(zh="发起:采购", en="Start: procurement"),
        number="PR-3",
        facts=(Fact(label=Text(zh="申请人", en="From"), value=same("<孙磊>")),),
        inputs=(
            Input(id="budget", label=Text(zh="预算", en="Budget"), type=InputType.MONEY, required=True),
            Input(
                id="by", label=Text(zh="需要日期", en="Needed by"), type=InputType.DATE, value="2026-12-01"
            ),
            Input(
                id="kind",
                label=Text(zh="类别", en="Kind"),
                type=InputType.CHOICE,
                options=(
                    Option(id="a", label=Text(zh="设备", en="Equipment")),
                    Option(id="b", label=same("B")),
                ),
                value="a",
            ),
            Input(
                id="reason", label=Text(zh="理由", en="Reason"), type=InputType.LONG_TEXT, value="'><script>"
            ),
        ),
        buttons=(
            Button(id="submit/7", label=Text(zh="提交", en="Submit"), style=Style.PRIMARY),
            Button(id="deny/7", label=Text(zh="取消", en="Cancel")),
        ),
    ),
    language=Language.ZH,
    sender="lina",
    address=Address(platform="wecom", conversation="app:lina"),
    expires_at=NOON + timedelta(hours=72),
)
ANSWERS = {"budget": "620000", "by": "2026-12-01", "kind": "b", "reason": "研发用", "action": "submit/7"}


@pytest.fixture
def desk(company: Company) -> FormDesk:
    return FormDesk(BlobStore(company.database), SECRET, "")


@pytest.fixture
def client(company: Company, desk: FormDesk) -> Iterator[httpx.Client]:
    parts = replace(company.parts(), form=desk.find)
    with serving(parts) as url, httpx.Client(base_url=url, timeout=10) as client:
        yield client


@pytest.fixture
def page(desk: FormDesk) -> str:
    return desk.offer(FORM, NOON)


def test_it_shows_what_is_asked_and_what_is_known(client: httpx.Client, page: str) -> None:
    shown = client.get(page)
    assert shown.status_code == 200
    for words in ("发起:采购", "PR-3", "待填写", "预算", "2026-12-01", "设备", "提交", "取消"):
        assert words in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["referrer-policy"] == "no-referrer"


def test_nothing_that_somebody_typed_becomes_markup(client: httpx.Client, page: str) -> None:
    text = client.get(page).text
    assert "<script>" not in text
    assert "<孙磊>" not in text
    assert "<孙磊>" in unescape(text)


def test_it_reads_in_both_languages(client: httpx.Client, page: str) -> None:
    text = client.get(page, params={"lang": "en"}).text
    assert "Start: procurement" in text
    assert "中文" in text, "and back"


def test_its_submission_is_a_press_of_the_form_s_person(
    client: httpx.Client, page: str, company: Company
) -> None:
    answered = client.post(page, data=ANSWERS)
    assert answered.status_code == 200
    assert "可以关掉这个页面了" in answered.text
    (message,) = company.heard
    assert (message.platform, message.sender, message.address) == ("wecom", "lina", FORM.address)
    values = {name: value for name, value in ANSWERS.items() if name != "action"}
    assert message.press == Press(action="submit/7", values=values, card="form/7")


def test_sent_twice_it_is_one_submission_and_corrected_another(
    client: httpx.Client, page: str, company: Company
) -> None:
    for _ in range(2):
        assert client.post(page, data=ANSWERS).status_code == 200
    assert len(company.heard) == 1
    client.post(page, data={**ANSWERS, "budget": "630000"})
    assert len(company.heard) == 2


def test_what_is_missing_is_named_and_nothing_is_lost(
    client: httpx.Client, page: str, company: Company
) -> None:
    answered = client.post(page, data={**ANSWERS, "budget": " "})
    assert answered.status_code == 422
    assert "这一项要填" in answered.text
    assert "研发用" in answered.text
    assert company.heard == []


def test_the_other_buttons_go_without_the_answers(client: httpx.Client, page: str, company: Company) -> None:
    assert client.post(page, data={"action": "deny/7"}).status_code == 200
    assert company.heard[0].press is not None
    assert company.heard[0].press.action == "deny/7"


def test_an_action_that_is_not_on_the_form_does_nothing(
    client: httpx.Client, page: str, company: Company
) -> None:
    assert client.post(page, data={**ANSWERS, "action": "approve/NP-1-1"}).status_code == 422
    assert company.heard == []


def test_an_address_that_was_not_signed_by_us_is_none(
    client: httpx.Client, page: str, company: Company
) -> None:
    name, _, signature = page.partition(".")
    stranger = FormDesk(BlobStore(company.database), b"another secret", "").offer(FORM, NOON)
    kept = BlobStore(company.database).keep("dm:liu.yang", name="a", media_type="a", data=b"{}", now=NOON)
    for forged in (name, f"{name}.", f"{name}.{'0' * 40}", f"/forms/{kept}.{signature}", stranger):
        assert client.get(forged).status_code == 404
        assert client.post(forged, data=ANSWERS).status_code == 404
    assert company.heard == []


def test_an_old_one_has_expired_and_says_what_to_do(
    client: httpx.Client, page: str, company: Company
) -> None:
    company.now = NOON + timedelta(hours=72)
    assert client.get(page).status_code == 410
    answered = client.post(page, data=ANSWERS)
    assert answered.status_code == 410
    assert "回到聊天里" in answered.text
    assert company.heard == []
