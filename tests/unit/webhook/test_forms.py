"""The page of a form: whose it is, what it takes, and that its submission comes in like a click."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from bot.adapter import NotReachable
from bot.app.form_desk import FormDesk
from bot.cards import Button, Card, Fact, Input, InputType, Option, State, Style
from bot.forms import Form
from bot.messages import Address, Language, Press, Text, same
from engine.people import PersonId
from storage.blobs import BlobStore
from tests.unit.webhook.server import NOON, Company, serving
from webhook.parts import FormParts

SECRET, CHAT = b"a secret of the tests", "a chat's own browser"
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


def _known(company: Company) -> Callable[[str, str], bool]:
    return lambda platform, message: any(each.message_id == message for each in company.heard)


@pytest.fixture
def client(company: Company, desk: FormDesk) -> Iterator[httpx.Client]:
    """Of a platform that tells nobody who opened a page."""
    forms = FormParts(find=desk.find, answered=_known(company))
    with serving(replace(company.parts(), forms=forms)) as url, _browser(url) as client:
        yield client


@dataclass
class _SignIn:
    """A platform whose codes are the names of its accounts, each good once."""

    used: set[str] = field(default_factory=set)

    def address(self, back: str, state: str, browser: str) -> str | None:
        return (
            f"https://chat.example/?{urlencode({'back': back, 'state': state})}" if browser == CHAT else None
        )

    def account(self, code: str) -> str | None:
        if code == "down":
            raise NotReachable("the platform")
        fresh = code not in self.used
        self.used.add(code)
        return code if fresh and code != "guest" else None


@pytest.fixture
def client_in_chat(company: Company, desk: FormDesk) -> Iterator[httpx.Client]:
    """The browser inside a chat that tells who opened a page."""
    owners = {"lina": PersonId("li.na"), "chenjie": PersonId("chen.jie")}
    forms = FormParts(
        find=desk.find,
        sign_ins={"wecom": _SignIn()},
        owner=lambda platform, account: owners.get(account),
        answered=_known(company),
    )
    parts = replace(company.parts(), forms=forms, machine_now=lambda: company.now)
    with serving(parts) as url, _browser(url) as client:
        client.headers["user-agent"] = CHAT
        yield client


def _browser(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, timeout=10)


def _signs_in(client: httpx.Client, page: str, account: str, *, state: str = "") -> httpx.Response:
    """As far as the platform's answer leads."""
    asked = dict(parse_qsl(urlsplit(client.get(page).headers["location"]).query))
    back = urlsplit(asked["back"])
    query = {**dict(parse_qsl(back.query)), "code": account, "state": state or asked["state"]}
    return client.get(back.path, params=query)


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


def test_where_nobody_tells_who_opened_it_it_is_answered_once(
    client: httpx.Client, page: str, company: Company
) -> None:
    assert client.post(page, data=ANSWERS).status_code == 200
    again = client.post(page, data={**ANSWERS, "budget": "1"})
    assert "以第一次交的为准" in again.text
    assert len(company.heard) == 1
    assert client.get(page).status_code == 410, "nor is it shown again"


def test_its_person_opens_it_in_the_chat_and_answers_it(
    client_in_chat: httpx.Client, page: str, company: Company
) -> None:
    came = _signs_in(client_in_chat, page, "lina")
    assert came.status_code == 303
    assert "code" not in came.headers["location"], "it stands in no history and no referrer"
    assert "发起:采购" in client_in_chat.get(came.headers["location"]).text
    for _ in range(2):
        assert client_in_chat.post(page, data=ANSWERS).status_code == 200
    assert [each.sender for each in company.heard] == ["lina"], "sent twice it is one submission"
    client_in_chat.post(page, data={**ANSWERS, "budget": "630000"})
    assert len(company.heard) == 2, "corrected it is another"


def test_a_colleague_who_was_sent_the_link_is_told_whose_it_is(
    client_in_chat: httpx.Client, page: str, company: Company
) -> None:
    came = _signs_in(client_in_chat, page, "chenjie")
    assert came.status_code == 403
    assert "这个表单是给李娜的" in came.text
    assert "采购" not in came.text
    assert client_in_chat.post(page, data=ANSWERS).status_code == 403
    assert company.heard == []


@pytest.mark.parametrize(("account", "state"), [("guest", ""), ("lina", "forged")])
def test_who_cannot_be_told_is_shown_nothing(
    client_in_chat: httpx.Client, page: str, account: str, state: str
) -> None:
    came = _signs_in(client_in_chat, page, account, state=state)
    assert came.status_code == 403
    assert client_in_chat.get(page).status_code == 302, "and is asked again"


def test_who_is_signed_in_for_one_form_is_not_so_for_another_s(
    client_in_chat: httpx.Client, page: str, desk: FormDesk, company: Company
) -> None:
    assert _signs_in(client_in_chat, page, "lina").status_code == 303
    others = desk.offer(FORM.model_copy(update={"sender": "chenjie"}), NOON)
    assert client_in_chat.get(others).status_code == 302
    assert client_in_chat.post(others, data=ANSWERS).status_code == 403
    assert company.heard == []


def test_who_was_signed_in_hours_ago_is_asked_again(
    client_in_chat: httpx.Client, page: str, company: Company
) -> None:
    assert _signs_in(client_in_chat, page, "lina").status_code == 303
    company.now = NOON + timedelta(hours=2)
    assert client_in_chat.get(page).status_code == 302


def test_a_code_is_good_once(client_in_chat: httpx.Client, page: str) -> None:
    assert _signs_in(client_in_chat, page, "lina").status_code == 303
    client_in_chat.cookies.clear()
    assert _signs_in(client_in_chat, page, "lina").status_code == 403


def test_when_the_platform_does_not_answer_nothing_is_shown(client_in_chat: httpx.Client, page: str) -> None:
    assert _signs_in(client_in_chat, page, "down").status_code == 503


@pytest.mark.parametrize("spoilt", ["", "x", "bGluYQ.0000", "{}.{}"])
def test_a_visitor_that_we_did_not_sign_is_nobody(
    client_in_chat: httpx.Client, page: str, spoilt: str, company: Company
) -> None:
    headers = {"cookie": f"tuitui_visitor={spoilt}"}
    assert client_in_chat.get(page, headers=headers).status_code == 302
    assert client_in_chat.post(page, data=ANSWERS, headers=headers).status_code == 403
    assert company.heard == []


def test_another_browser_is_told_to_open_it_in_the_chat(client_in_chat: httpx.Client, page: str) -> None:
    shown = client_in_chat.get(page, headers={"user-agent": "Firefox"})
    assert shown.status_code == 403
    assert "请在聊天里打开" in shown.text


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


_TABLE = Input(
    id="items",
    label=Text(zh="明细", en="Items"),
    type=InputType.TABLE,
    required=True,
    columns=(
        Input(id="item", label=Text(zh="物品", en="Item"), required=True),
        Input(id="price", label=Text(zh="单价", en="Price"), type=InputType.MONEY),
    ),
)
_FILE = Input(id="quote", label=Text(zh="报价单", en="Quote"), type=InputType.FILE, required=True)


@pytest.fixture
def rows_page(desk: FormDesk) -> str:
    card = FORM.card.model_copy(update={"inputs": (_TABLE, _FILE)})
    return desk.offer(FORM.model_copy(update={"card": card}), NOON)


def test_tables_and_files_come_in_as_a_form_s_values(
    client: httpx.Client, rows_page: str, company: Company
) -> None:
    sent = {"action": "submit/7", "items.1.item": "示波器", "items.1.price": "6.2万", "items.3.item": "探头"}
    answered = client.post(rows_page, data=sent, files={"quote.new": ("报价.pdf", b"%PDF")})
    assert answered.status_code == 200
    press = company.heard[0].press
    assert press is not None
    assert json.loads(press.values["items"]) == [{"item": "示波器", "price": "6.2万"}, {"item": "探头"}]
    (file,) = json.loads(press.values["quote"])
    assert file["name"] == "报价.pdf"
    kept = BlobStore(company.database).find(file["id"])
    assert kept is not None
    assert kept.data == b"%PDF"


def test_a_row_that_lacks_something_and_a_refused_file_are_named_and_the_rest_is_kept(
    client: httpx.Client, rows_page: str, company: Company
) -> None:
    sent = {"action": "submit/7", "items.1.item": "示波器", "items.2.price": "800"}
    files = [("quote.new", ("报价.pdf", b"%PDF")), ("quote.new", ("run.bat", b"x"))]
    text = client.post(rows_page, data=sent, files=files).text
    assert "第 2 行还差「物品」。" in text
    assert "程序和脚本" in text
    assert "去掉 报价.pdf" in text
    assert "示波器" in text
    assert company.heard == []


def test_more_rows_are_added_without_losing_what_is_written(client: httpx.Client, rows_page: str) -> None:
    assert client.get(rows_page).text.count("<fieldset class=row-block>") == 2
    more = client.post(rows_page, data={"action": "rows/items", "items.1.item": "示波器"})
    assert more.status_code == 200
    assert more.text.count("<fieldset class=row-block>") == 4
    assert "示波器" in more.text
