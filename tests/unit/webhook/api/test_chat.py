"""Chatting for people over the open API, the time machine, the metrics."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from bot.cards import Picture, say, show
from bot.messages import Language, Text
from storage.api_keys import Scope
from tests.unit.webhook.server import Company, key_of, program, serving


def test_a_message_for_a_person_reaches_the_assistant(company: Company, erp: httpx.Client) -> None:
    body = {"user": "liu.yang", "conversation": "dm:liu.yang", "text": "我的待办"}
    answer = erp.post("/chat/messages", json=body)

    assert answer.status_code == 202
    (heard,) = company.heard
    assert (heard.message_id, heard.sender, heard.text) == (answer.json()["id"], "liu.yang", "我的待办")
    assert heard.platform == "web"
    assert company.woken == 1


def test_a_conversation_of_its_own_is_made_when_first_named(company: Company, erp: httpx.Client) -> None:
    body = {"user": "liu.yang", "conversation": "erp-4711", "text": "我的待办"}
    erp.post("/chat/messages", json=body).raise_for_status()
    company.says("erp-4711", say("没有待办。", "Nothing."), key="r1")

    (heard,) = company.heard
    assert heard.address.conversation == "erp-4711"
    assert heard.address.direct
    (item,) = erp.get("/chat/messages?conversation=erp-4711").json()["items"]
    assert item["author"] == {"id": "bot", "name": "推推"}
    assert item["parts"][0]["text"] == "没有待办。"


def test_what_the_bot_said_is_newest_first_after_a_message_and_in_pages(
    company: Company, erp: httpx.Client
) -> None:
    body = {"user": "liu.yang", "conversation": "dm:liu.yang", "text": "我的待办"}
    said = erp.post("/chat/messages", json=body).json()["id"]
    for n in (1, 2, 3):
        company.says("dm:liu.yang", say(f"第{n}句", f"No. {n}"), key=f"r{n}")

    def texts(**query: str | int) -> tuple[list[str], str | None]:
        query["conversation"] = "dm:liu.yang"
        found = erp.get("/chat/messages", params=query, headers={"accept-language": "zh"}).json()
        return [each["parts"][0]["text"] for each in found["items"]], found["next_cursor"]

    assert texts() == (["第3句", "第2句", "第1句"], None)
    assert texts(after=said) == (["第3句", "第2句", "第1句"], None)
    assert texts(after=3) == (["第3句"], None)
    page, cursor = texts(limit=2)
    assert page == ["第3句", "第2句"]
    assert texts(limit=2, cursor=str(cursor)) == (["第1句"], None)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"user": "nobody", "text": "hi"}, 422, "person_inactive"),
        ({"user": "liu.yang", "conversation": "dm:li.na", "text": "hi"}, 404, "not_found"),
        ({"user": "liu.yang", "text": "长" * 4001}, 413, "text_too_long"),
        ({"user": "liu.yang"}, 422, "invalid_request"),
    ],
)
def test_what_cannot_be_said_is_refused(
    company: Company, erp: httpx.Client, body: dict[str, str], status: int, code: str
) -> None:
    answer = erp.post("/chat/messages", json=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert company.heard == []


def test_a_repeated_message_is_said_once(company: Company, erp: httpx.Client) -> None:
    body = {"user": "liu.yang", "text": "我的待办"}
    ids = {erp.post("/chat/messages", json=body, headers={"idempotency-key": "k"}).text for _ in range(2)}

    assert len(ids) == 1
    assert len(company.heard) == 1


def test_a_picture_is_for_keys_that_may_chat(company: Company, url: str, erp: httpx.Client) -> None:
    chart = Picture(name="gantt.png", png=b"png", alt=Text(zh="甘特图", en="Gantt"))
    company.says("dm:liu.yang", show(chart), key="r1")
    (item,) = erp.get("/chat/messages?conversation=dm:liu.yang").json()["items"]
    picture = url + item["parts"][0]["url"]

    assert httpx.get(picture, headers=dict(erp.headers)).content == b"png"
    reader = {"authorization": f"Bearer {key_of(company, Scope.READ, name='reader')}"}
    assert httpx.get(picture, headers=reader).status_code == 404


def test_time_advances_for_a_key_and_for_the_page(
    company: Company, erp: httpx.Client, liu_yang: httpx.Client
) -> None:
    assert erp.post("/demo/clock", json={"advance": "P1D"}).json() == {"now": "2026-11-25T04:00:00.000Z"}
    page = liu_yang.post("/api/v1/demo/clock", json={"advance": "PT1H"})
    assert page.json() == {"now": "2026-11-25T05:00:00.000Z"}
    foreign = {"origin": "https://evil.example"}
    refused = liu_yang.post("/api/v1/demo/clock", json={"advance": "PT1H"}, headers=foreign)
    assert refused.status_code == 403


@pytest.mark.parametrize("by", ["-P1D", "PT0S", "P2Y", "tomorrow"])
def test_time_takes_no_other_step(company: Company, erp: httpx.Client, by: str) -> None:
    before = company.now

    assert erp.post("/demo/clock", json={"advance": by}).status_code == 422
    assert company.now == before


def test_outside_the_demo_there_is_no_time_machine(company: Company) -> None:
    parts = replace(company.parts(), demo=False, advance=None)
    with serving(parts) as url, program(url, key_of(company)) as client:
        assert client.post("/demo/clock", json={"advance": "P1D"}).status_code == 404


def test_metrics_count_requests_and_say_how_work_stands(url: str, erp: httpx.Client) -> None:
    fields = {"item": "示波器", "budget": 1}
    erp.post("/processes", json={"template": "purchase", "starter": "liu.yang", "fields": fields})
    erp.get("/processes/PR-1")
    erp.get("/processes/PR-1")
    text = httpx.get(f"{url}/metrics").text

    labels = 'method="GET",route="/api/v1/processes/{process}",status="200"'
    assert f"tuitui_http_requests_total{{{labels}}} 2.0" in text
    assert "tuitui_open_tasks 1.0" in text
    assert 'tuitui_processes{status="running"} 1.0' in text
    assert "tuitui_inbox_waiting 0.0" in text
    assert "tuitui_events_total 2.0" in text


def test_metrics_say_how_much_of_the_platforms_quotas_was_used(company: Company) -> None:
    parts = company.parts()
    gauges = replace(parts.gauges, budgets=lambda: [("wecom/member", 12, 30)])
    with serving(replace(parts, gauges=gauges)) as url:
        text = httpx.get(f"{url}/metrics").text
    assert 'tuitui_platform_budget_used{budget="wecom/member"} 12.0' in text
    assert 'tuitui_platform_budget_limit{budget="wecom/member"} 30.0' in text


def test_what_was_said_to_somebody_is_read_in_their_language(company: Company, erp: httpx.Client) -> None:
    company.says("dm:liu.yang", say("好的。", "Fine."), key="r1")

    def text(**headers: str) -> str:
        found = erp.get("/chat/messages", params={"conversation": "dm:liu.yang"}, headers=headers).json()
        return str(found["items"][0]["parts"][0]["text"])

    assert text() == "好的。"
    company.languages["liu.yang"] = Language.EN
    assert text() == "Fine."
    assert text(**{"accept-language": "zh"}) == "好的。", "unless the request asks for one"
