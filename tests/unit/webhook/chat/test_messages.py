"""What is said and pressed in the web chat."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.cards import Button, Card, Fact, Picture, State, say, show
from bot.messages import Press, Text, same
from engine.people import Label
from storage.chat import ChatStore
from tests.unit.webhook.server import NOON, Company

HOME = "dm:liu.yang"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x04\xb0\x00\x00\x03 \x08\x02\x00\x00\x00" + b"\x00" * 20


def card(status: Text, *buttons: Button, state: State = State.WAITING) -> Card:
    return Card(
        key="task/NP-12-3",
        state=state,
        status=status,
        title=Text(zh="审批:极光手表", en="Approve: Aurora watch"),
        number="NP-12",
        facts=(Fact(label=Text(zh="预算", en="Budget"), value=Text(zh="62 万元", en="¥620k")),),
        buttons=buttons,
    )


WAITING = Text(zh="等你审批", en="Waiting for you")
DONE = Text(zh="已同意", en="Approved")
APPROVE = Button(id="approve/NP-12-3", label=Text(zh="同意", en="Approve"))


def items(client: httpx.Client, conversation: str = HOME, **query: int) -> list[dict[str, Any]]:
    answer = client.get("/chat/messages", params={"conversation": conversation, **query})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_what_i_say_shows_at_once_and_reaches_the_assistant(company: Company, liu_yang: httpx.Client) -> None:
    answer = liu_yang.post("/chat/messages", json={"conversation": HOME, "text": " 我的待办 ", "key": "k-1"})

    assert answer.status_code == 202
    message = items(liu_yang)[0]
    assert message["id"] == answer.json()["id"]
    assert message["author"] == {"id": "liu.yang", "name": "刘洋"}
    assert message["parts"] == [{"type": "text", "text": "我的待办", "choices": []}]
    (heard,) = company.heard
    assert (heard.platform, heard.sender, heard.text) == ("web", "liu.yang", "我的待办")
    assert heard.message_id == message["id"]
    assert heard.address.conversation == HOME
    assert heard.address.direct
    assert heard.at == NOON
    assert company.woken == 1


def test_a_message_sent_again_under_its_key_is_said_once(company: Company, liu_yang: httpx.Client) -> None:
    body = {"conversation": HOME, "text": "我的待办", "key": "k-1"}
    first, second = (liu_yang.post("/chat/messages", json=body) for _ in range(2))

    assert first.json() == second.json()
    assert len(items(liu_yang)) == 1
    assert len(company.heard) == 1


def test_one_persons_key_does_not_meet_anothers(
    company: Company, liu_yang: httpx.Client, li_na: httpx.Client
) -> None:
    liu_yang.post("/chat/messages", json={"conversation": HOME, "text": "a", "key": "same"})
    li_na.post("/chat/messages", json={"conversation": "dm:li.na", "text": "b", "key": "same"})

    assert [each.text for each in company.heard] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [("长" * 4001, 413, "text_too_long"), ("a\x00b", 422, "text_unreadable"), ("  ", 422, "text_empty")],
)
def test_what_cannot_be_read_is_refused_kindly_and_goes_nowhere(
    company: Company, liu_yang: httpx.Client, text: str, status: int, code: str
) -> None:
    answer = liu_yang.post("/chat/messages", json={"conversation": HOME, "text": text, "key": "k"})

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert "。" in answer.json()["detail"]
    assert company.heard == []
    assert items(liu_yang) == []


def test_a_refusal_speaks_the_readers_language(liu_yang: httpx.Client) -> None:
    liu_yang.post("/chat/language", json={"language": "en"})
    answer = liu_yang.post("/chat/messages", json={"conversation": HOME, "text": "x" * 4001, "key": "k"})

    assert answer.json()["detail"].startswith("That is more than 4,000 characters.")


def test_a_huge_body_is_cut_off_before_it_is_parsed(company: Company, liu_yang: httpx.Client) -> None:
    answer = liu_yang.post("/chat/messages", json={"conversation": HOME, "text": "x" * 1_100_000, "key": "k"})

    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


def test_a_reply_is_read_in_each_readers_language(company: Company, liu_yang: httpx.Client) -> None:
    company.says(HOME, say("好的。", "Fine.", Button(id="yes", label=Text(zh="是", en="Yes"))), key="r1")
    chinese = items(liu_yang)[0]["parts"]
    liu_yang.post("/chat/language", json={"language": "en"})
    english = items(liu_yang)[0]["parts"]

    assert chinese == [
        {"type": "text", "text": "好的。", "choices": [{"id": "yes", "label": "是", "style": "plain"}]}
    ]
    assert english == [
        {"type": "text", "text": "Fine.", "choices": [{"id": "yes", "label": "Yes", "style": "plain"}]}
    ]


def test_a_decided_card_changes_in_place(company: Company, liu_yang: httpx.Client) -> None:
    (posted,) = company.says(HOME, show(card(WAITING, APPROVE)), key="r1")
    company.says(HOME, say("下一件。", "Next."), key="r2")
    company.says(HOME, show(card(DONE, state=State.DONE)), key="r3", replaces=posted)

    first, second = items(liu_yang)
    assert (first["id"], first["seq"], first["version"]) == (posted, 1, 2)
    assert first["parts"][0]["status"] == "已同意"
    assert first["parts"][0]["buttons"] == []
    assert (second["seq"], second["version"]) == (2, 1)


def test_a_reply_delivered_twice_shows_once(company: Company, liu_yang: httpx.Client) -> None:
    first = company.says(HOME, say("好的。", "Fine."), key="r1")
    second = company.says(HOME, say("好的。", "Fine."), key="r1")

    assert first == second
    assert len(items(liu_yang)) == 1


def test_a_press_reaches_the_assistant_with_its_form(company: Company, liu_yang: httpx.Client) -> None:
    (posted,) = company.says(HOME, show(card(WAITING, APPROVE)), key="r1")
    body = {
        "conversation": HOME,
        "message": posted,
        "card": "task/NP-12-3",
        "action": "approve/NP-12-3",
        "values": {"comment": "同意,尽快"},
        "key": "k-2",
    }
    answer = liu_yang.post("/chat/presses", json=body)

    assert answer.status_code == 202
    (heard,) = company.heard
    assert heard.press == Press(
        action="approve/NP-12-3", values={"comment": "同意,尽快"}, card="task/NP-12-3"
    )
    assert heard.quotes == posted


def test_a_press_on_a_message_of_another_conversation_is_not_found(
    company: Company, liu_yang: httpx.Client
) -> None:
    (posted,) = company.says("dm:li.na", show(card(WAITING, APPROVE)), key="r1")
    body = {"conversation": HOME, "message": posted, "action": "approve/NP-12-3", "key": "k"}

    assert liu_yang.post("/chat/presses", json=body).status_code == 404
    assert company.heard == []


def test_nobody_reads_or_writes_where_they_are_no_member(
    company: Company, liu_yang: httpx.Client, li_na: httpx.Client
) -> None:
    li_na.post("/chat/messages", json={"conversation": "dm:li.na", "text": "悄悄话", "key": "k"})

    assert li_na.get("/chat/messages", params={"conversation": "dm:li.na"}).status_code == 200
    assert liu_yang.get("/chat/messages", params={"conversation": "dm:li.na"}).status_code == 404
    body = {"conversation": "dm:li.na", "text": "偷看", "key": "k"}
    assert liu_yang.post("/chat/messages", json=body).status_code == 404
    assert len(company.heard) == 1


def test_a_picture_is_for_members_and_is_kept_by_the_browser(
    company: Company, liu_yang: httpx.Client, li_na: httpx.Client
) -> None:
    chart = Picture(name="gantt.png", png=PNG, alt=Text(zh="甘特图", en="Gantt chart"))
    company.says(HOME, show(chart), key="r1")
    part = items(liu_yang)[0]["parts"][0]

    assert (part["type"], part["alt"], part["width"], part["height"]) == ("image", "甘特图", 1200, 800)
    picture = liu_yang.get(part["url"])
    assert picture.content == PNG
    assert picture.headers["content-type"] == "image/png"
    assert "immutable" in picture.headers["cache-control"]
    assert li_na.get(part["url"]).status_code == 404


def test_older_and_newer_messages_come_in_pages(company: Company, liu_yang: httpx.Client) -> None:
    for n in range(1, 6):
        company.says(HOME, say(f"第{n}条", f"No. {n}"), key=f"r{n}")

    def seqs(**query: int) -> tuple[list[int], bool]:
        body = liu_yang.get("/chat/messages", params={"conversation": HOME, "limit": 2, **query}).json()
        return [each["seq"] for each in body["items"]], body["more"]

    assert seqs() == ([4, 5], True)
    assert seqs(before=4) == ([2, 3], True)
    assert seqs(before=2) == ([1], False)
    assert seqs(after=3) == ([4, 5], False)
    assert seqs(after=1) == ([2, 3], True)


def test_conversations_say_what_is_unread_and_what_came_last(
    company: Company, liu_yang: httpx.Client
) -> None:
    assert liu_yang.get("/chat/conversations").json()["items"] == [
        {"id": HOME, "title": {"zh": "推推", "en": "Tuitui"}, "direct": True, "unread": 0, "last": None}
    ]
    liu_yang.post("/chat/messages", json={"conversation": HOME, "text": "我的待办", "key": "k"})
    company.says(HOME, show(card(WAITING, APPROVE)), key="r1")

    (home,) = liu_yang.get("/chat/conversations").json()["items"]
    assert home["unread"] == 1
    assert home["last"] == {"at": "2026-11-24T04:00:00.000Z", "text": "审批:极光手表"}

    assert liu_yang.post("/chat/read", json={"conversation": HOME, "seq": 2}).status_code == 204
    assert liu_yang.post("/chat/read", json={"conversation": HOME, "seq": 1}).status_code == 204
    assert liu_yang.get("/chat/conversations").json()["items"][0]["unread"] == 0


def test_in_a_group_the_bot_hears_what_mentions_it(
    company: Company, liu_yang: httpx.Client, li_na: httpx.Client
) -> None:
    title = Label("极光项目组", "Aurora team")
    members = ["liu.yang", "li.na"]
    ChatStore(company.database).open("g:aurora", title, members, direct=False, now=NOON)
    (bots,) = company.says("g:aurora", say("在。", "Here."), key="r1")

    def say_(text: str, key: str, **more: str) -> None:
        body = {"conversation": "g:aurora", "text": text, "key": key, **more}
        liu_yang.post("/chat/messages", json=body).raise_for_status()

    say_("中午吃什么", "k1")
    say_("@推推 发一下甘特图", "k2")
    say_("@推推催一下", "k3")
    say_("同意", "k4", reply_to=bots)

    assert [each.text for each in company.heard] == ["发一下甘特图", "催一下", "同意"]
    assert not any(each.address.direct for each in company.heard)
    assert company.heard[-1].quotes == bots
    assert len(items(li_na, "g:aurora")) == 5


def test_text_is_kept_as_it_was_written(company: Company, liu_yang: httpx.Client) -> None:
    words = "<script>alert(1)</script>\n第二行 😀"
    liu_yang.post("/chat/messages", json={"conversation": HOME, "text": words, "key": "k"})

    assert items(liu_yang)[0]["parts"] == [{"type": "text", "text": words, "choices": []}]
    assert company.heard[0].text == same(words).zh
