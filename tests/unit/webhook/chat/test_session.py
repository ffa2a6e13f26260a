"""Who looks at the page, and who may send from it."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from bot.messages import Language
from engine.people import PersonId
from tests.unit.webhook.server import Company, browser, serving, with_speech
from webhook.chat.session import COOKIE, Session, opened, sealed


def test_a_first_visitor_of_the_demo_becomes_liu_yang(url: str) -> None:
    with browser(url, None) as client:
        session = client.get("/chat/session").json()

    assert (session["user"], session["demo"], session["language"]) == ("liu.yang", True, "zh")
    assert (session["now"], session["timezone"]) == ("2026-11-24T04:00:00.000Z", "Asia/Shanghai")
    assert session["voice"] is False
    assert session["people"][1] == {
        "id": "li.na",
        "name": "李娜",
        "english_name": "Li Na",
        "title": {"zh": "工程师", "en": "Engineer"},
        "department": {"id": "rd", "zh": "研发部", "en": "R&D"},
    }
    assert "he.gone" not in {each["id"] for each in session["people"]}


def test_the_demo_lets_one_become_somebody_else(url: str) -> None:
    with browser(url, None) as client:
        answer = client.post("/chat/session", json={"user": "li.na"})
        assert answer.json()["user"] == "li.na"
        assert client.get("/chat/session").json()["user"] == "li.na"
        cookie = answer.headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_one_cannot_become_who_has_left(url: str) -> None:
    with browser(url, None) as client:
        answer = client.post("/chat/session", json={"user": "he.gone"})

    assert (answer.status_code, answer.json()["code"]) == (422, "person_inactive")


def test_without_the_demo_there_is_no_switcher_and_no_visitor(company: Company) -> None:
    with serving(replace(company.parts(), demo=False)) as url, browser(url, None) as client:
        assert client.get("/chat/session").json() | {"now": ""} == {
            "user": None,
            "demo": False,
            "language": "zh",
            "now": "",
            "timezone": "Asia/Shanghai",
            "voice": False,
            "people": [],
        }
        assert client.post("/chat/session", json={"user": "li.na"}).status_code == 404
        refused = client.get("/chat/conversations")
        assert (refused.status_code, refused.json()["code"]) == (401, "signed_out")


def test_a_forged_cookie_is_nobody() -> None:
    good = sealed(Session(PersonId("li.na"), Language.EN), b"secret")

    assert opened(good, b"secret") == Session(PersonId("li.na"), Language.EN)
    assert opened(good, b"another secret") == Session()
    forged = sealed(Session(PersonId("zhang.wei")), b"guess").split(".")[0] + "." + good.split(".")[1]
    assert opened(forged, b"secret") == Session()
    assert opened("nonsense", b"secret") == Session()
    assert opened("", b"secret") == Session()


def test_a_chosen_language_stays_and_is_known_to_the_assistant(company: Company, url: str) -> None:
    with browser(url, "li.na") as client:
        assert client.post("/chat/language", json={"language": "en"}).json()["language"] == "en"
        assert client.get("/chat/session").json()["language"] == "en"

    assert company.languages == {"li.na": Language.EN}


def test_a_persons_own_language_holds_where_the_page_has_none(company: Company, url: str) -> None:
    company.languages["li.na"] = Language.EN
    with browser(url, "li.na") as client:
        assert client.get("/chat/session").json()["language"] == "en"


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_another_sites_page_cannot_speak_for_the_reader(
    company: Company, liu_yang: httpx.Client, headers: dict[str, str]
) -> None:
    body = {"conversation": "dm:liu.yang", "text": "同意", "key": "k"}
    answer = liu_yang.post("/chat/messages", json=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
    assert company.heard == []


def test_our_own_page_may(company: Company, liu_yang: httpx.Client, url: str) -> None:
    body = {"conversation": "dm:liu.yang", "text": "同意", "key": "k"}
    own = {"origin": url, "sec-fetch-site": "same-origin"}
    assert liu_yang.post("/chat/messages", json=body, headers=own).status_code == 202


def test_a_form_without_the_json_type_is_refused(company: Company, liu_yang: httpx.Client) -> None:
    body = '{"conversation": "dm:liu.yang", "text": "同意", "key": "k"}'.encode()
    answer = liu_yang.post("/chat/messages", content=body, headers={"content-type": "text/plain"})

    assert answer.status_code == 422
    assert company.heard == []


def test_voice_without_a_speech_service_says_so(liu_yang: httpx.Client) -> None:
    answer = liu_yang.post(
        "/chat/voice?conversation=dm:liu.yang", content=b"abc", headers={"content-type": "audio/webm"}
    )

    assert (answer.status_code, answer.json()["code"]) == (501, "no_speech_service")
    assert "打字" in answer.json()["detail"]


def test_voice_is_said_as_heard_and_marked(company: Company) -> None:
    with serving(with_speech(company.parts(), "报销一千二")) as url, browser(url) as client:
        kind = {"content-type": "audio/webm;codecs=opus"}
        recording = b"r" * 1_500_000  # larger than any JSON body may be
        answer = client.post("/chat/voice?conversation=dm:liu.yang", content=recording, headers=kind)
        assert answer.status_code == 202
        shown = client.get("/chat/messages?conversation=dm:liu.yang").json()["items"]

    assert shown[0]["parts"][0]["text"] == "报销一千二"
    assert company.heard[0].voice
    assert company.heard[0].text == "报销一千二"


def test_a_recording_that_holds_no_words_is_a_kind_sentence(company: Company) -> None:
    with serving(with_speech(company.parts(), " ")) as url, browser(url) as client:
        kind = {"content-type": "audio/webm"}
        answer = client.post("/chat/voice?conversation=dm:liu.yang", content=b"r", headers=kind)

    assert (answer.status_code, answer.json()["code"]) == (422, "not_transcribed")
    assert company.heard == []


def test_the_cookie_is_the_only_name_tag(url: str) -> None:
    with browser(url, "li.na") as client:
        assert list(client.cookies) == [COOKIE]
