"""Live updates: what happens elsewhere shows at once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Any

import httpx

from bot.app.redis_server import start_redis
from bot.cards import say
from bot.messages import Language
from storage.live import LiveBus
from tests.unit.webhook.server import Company, browser, serving

HOME = "dm:liu.yang"
Event = tuple[str, dict[str, Any]]


@contextmanager
def listening(client: httpx.Client) -> Iterator[Queue[Event]]:
    """The events that a page receives, from `ready` on."""
    events: Queue[Event] = Queue()
    with client.stream("GET", "/chat/stream", timeout=10) as response:
        assert response.headers["content-type"].startswith("text/event-stream")

        def read() -> None:
            name = ""
            try:
                for line in response.iter_lines():
                    if line.startswith("event: "):
                        name = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        events.put((name, json.loads(line.removeprefix("data: "))))
            except httpx.HTTPError:
                events.put(("closed", {}))

        reading = threading.Thread(target=read, daemon=True)
        reading.start()
        assert events.get(timeout=5) == ("ready", {})
        yield events


def test_a_reply_and_its_change_in_place_arrive(company: Company, liu_yang: httpx.Client) -> None:
    with listening(liu_yang) as events:
        (posted,) = company.says(HOME, say("等你审批", "Waiting"), key="r1")
        company.says(HOME, say("已同意", "Approved"), key="r2", replaces=posted)
        first, second = events.get(timeout=5), events.get(timeout=5)

    assert (first[0], first[1]["version"], first[1]["parts"][0]["text"]) == ("message", 1, "等你审批")
    assert (second[0], second[1]["version"], second[1]["parts"][0]["text"]) == ("message", 2, "已同意")
    assert first[1]["id"] == second[1]["id"] == posted


def test_the_event_is_the_message_as_it_would_be_loaded(company: Company, liu_yang: httpx.Client) -> None:
    with listening(liu_yang) as events:
        company.says(HOME, say("好的。", "Fine."), key="r1")
        _, told = events.get(timeout=5)

    assert liu_yang.get("/chat/messages", params={"conversation": HOME}).json()["items"] == [told]


def test_what_is_said_shows_on_the_persons_other_pages_with_typing(url: str, liu_yang: httpx.Client) -> None:
    with browser(url, "liu.yang") as phone, listening(phone) as events:
        liu_yang.post("/chat/messages", json={"conversation": HOME, "text": "我的待办", "key": "k"})
        said, typing = events.get(timeout=5), events.get(timeout=5)

    assert said[1]["parts"][0]["text"] == "我的待办"
    assert typing == ("typing", {"conversation": HOME, "on": True})


def test_who_changes_the_language_in_words_is_shown_all_in_it_at_once(
    company: Company, liu_yang: httpx.Client
) -> None:
    liu_yang.post("/chat/language", json={"language": "zh"}).raise_for_status()
    with listening(liu_yang) as events:
        company.languages["liu.yang"] = Language.EN
        company.says(HOME, say("以后用英文。", "English from now on."), key="r1")
        assert events.get(timeout=5) == ("language", {"language": "en"})
        company.says(HOME, say("好的。", "Fine."), key="r2")
        assert events.get(timeout=5)[1]["parts"][0]["text"] == "Fine."
    assert liu_yang.get("/chat/session").json()["language"] == "en", "later words outweigh the page's choice"


def test_nobody_hears_what_is_said_elsewhere(
    company: Company, liu_yang: httpx.Client, li_na: httpx.Client
) -> None:
    with listening(li_na) as events:
        company.says(HOME, say("只给刘洋", "For Liu Yang"), key="r1")
        company.says("dm:li.na", say("给李娜", "For Li Na"), key="r2")
        name, told = events.get(timeout=5)

    assert (name, told["parts"][0]["text"]) == ("message", "给李娜")


def test_the_time_machine_is_told_to_everyone(company: Company, liu_yang: httpx.Client) -> None:
    with listening(liu_yang) as events:
        company.live.clock(company.now)
        assert events.get(timeout=5) == ("clock", {"now": "2026-11-24T04:00:00.000Z"})


def test_without_redis_the_chat_goes_on_and_live_updates_come_back(company: Company, tmp_path: Any) -> None:
    server = start_redis(tmp_path)
    company.live = LiveBus(server.url)
    with serving(company.parts()) as url, browser(url) as client, listening(client) as events:
        server.stop()
        assert client.get("/readyz").status_code == 503
        body = {"conversation": HOME, "text": "我的待办", "key": "k"}
        assert client.post("/chat/messages", json=body).status_code == 202
        again = start_redis(tmp_path)
        try:
            assert events.get(timeout=10) == ("ready", {})
            company.says(HOME, say("在了。", "Back."), key="r1")
            assert events.get(timeout=5)[1]["parts"][0]["text"] == "在了。"
        finally:
            again.stop()
    company.live.close()


def test_a_server_that_stops_ends_its_streams_instead_of_cutting_them(company: Company) -> None:
    with httpx.Client(timeout=10) as client:
        with serving(company.parts()) as url:
            client.post(f"{url}/chat/session", json={"user": "liu.yang"}).raise_for_status()
            stream = client.send(client.build_request("GET", f"{url}/chat/stream"), stream=True)
            lines = stream.iter_lines()
            assert next(lines) == ": welcome"
        for _ in lines:  # to its end: a cut would be a protocol error
            pass
