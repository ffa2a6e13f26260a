"""Socket Mode, what people attached, and what the doctor sees, at Slack's emulator."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.adapter import RateLimited, Received, Refused, TokenExpired
from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.examine import examine
from bot.adapters.slack.media import SlackMedia
from bot.adapters.slack.socket import SlackSocket
from bot.messages import Attachment, Language
from tests.emulators.slack import APP_TOKEN, SECRET, TOKEN, SlackEmulator
from tests.emulators.slack_socket import SlackSocketServer


def config(slack: SlackEmulator, *, token: str = TOKEN, app_token: str = APP_TOKEN) -> SlackConfig:
    return SlackConfig(token, SECRET, slack.api_url, app_token, "http://localhost:8000")


class Inbox:
    """What was taken; refuses as long as it is full."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_full = False

    def __call__(self, received: Received) -> None:
        if self.is_full:
            raise OSError("disk full")
        self.texts += [each.text or str(each.press and each.press.action) for each in received.messages]


@contextmanager
def listening(slack: SlackEmulator, inbox: Inbox) -> Iterator[SlackSocketServer]:
    slack.joins("U1")
    stop = threading.Event()
    line = SlackSocket(SlackClient(config(slack)), is_secure=False)
    thread = threading.Thread(target=line.run, args=(inbox, stop), daemon=True)
    with SlackSocketServer(slack) as server:
        thread.start()
        server.connected()
        yield server
        stop.set()
        thread.join(5)
        assert not thread.is_alive(), "it stops when it is told"


def test_events_and_commands_come_over_the_line_and_are_acknowledged(slack: SlackEmulator) -> None:
    inbox = Inbox()
    with listening(slack, inbox) as server:
        assert slack.says("U1", "我的待办").status_code == 200
        told = slack.commands("U1", "报销", channel="C9")
    assert inbox.texts == ["我的待办", "报销"]
    assert told.json()["response_type"] == "ephemeral"
    assert [sorted(each) for each in server.acks] == [["envelope_id"], ["envelope_id", "payload"]]


def test_what_could_not_be_kept_is_not_acknowledged(slack: SlackEmulator) -> None:
    inbox = Inbox()
    with listening(slack, inbox) as server:
        inbox.is_full = True
        server.ack_s = 0.3
        assert slack.says("U1", "一").status_code == 504
        inbox.is_full, server.ack_s = False, 30.0
        assert server.redelivers().status_code == 200
    assert inbox.texts == ["一"]


def test_a_malformed_or_unknown_envelope_is_acknowledged_and_ignored(slack: SlackEmulator) -> None:
    inbox = Inbox()
    with listening(slack, inbox) as server:
        payloads: tuple[object, ...] = (None, [], {"type": "event_callback"}, {"type": "unheard_of"})
        for payload in payloads:
            envelope = {"envelope_id": "E0", "type": "events_api", "payload": payload}
            assert server.sends(envelope).status_code == 200
    assert inbox.texts == []


@pytest.mark.parametrize("end", ["renewed", "lost"])
def test_a_line_that_ends_is_opened_anew(slack: SlackEmulator, end: str) -> None:
    inbox = Inbox()
    with listening(slack, inbox) as server:
        if end == "renewed":
            server.renews()
        else:
            server.drops()
        server.connected(times=2)
        assert slack.says("U1", "二").status_code == 200
    assert inbox.texts == ["二"]


def test_a_file_is_fetched_with_the_token(slack: SlackEmulator) -> None:
    clip = slack.clip("", b"sound")
    media = SlackMedia(SlackClient(config(slack)))
    by_address = Attachment(kind="voice", name="audio_message", ref=clip["url_private_download"])
    assert (media.fetch(by_address).name, media.fetch(by_address).data) == ("audio_message.m4a", b"sound")
    assert media.fetch(Attachment(kind="file", name="a.pdf", ref=clip["id"])).data == b"sound"


def _clip(slack: SlackEmulator) -> tuple[dict[str, Any], Attachment]:
    clip = slack.clip("", b"sound")
    return clip, Attachment(kind="voice", name="a.m4a", ref=f"{clip['id']} {clip['url_private_download']}")


def test_a_transcript_that_is_not_done_is_asked_for_later(slack: SlackEmulator) -> None:
    media = SlackMedia(SlackClient(config(slack)))
    clip, recording = _clip(slack)
    for status in ({"status": "processing"}, None):
        slack.shared[clip["id"]] = {**clip, "transcription": status}
        with pytest.raises(RateLimited):
            media.transcript(recording)
    slack.writes_down(clip, "报销一千二 差旅费")
    assert media.transcript(recording) == "报销一千二 差旅费"
    assert media.fetch(recording).data == b"sound", "and it can be listened to as well"


def test_a_transcript_whose_preview_is_cut_is_read_as_a_whole(slack: SlackEmulator) -> None:
    clip, recording = _clip(slack)
    slack.writes_down(clip, "报销一千二 上周的 差旅费", preview="报销一千二")
    assert SlackMedia(SlackClient(config(slack))).transcript(recording) == "报销一千二 上周的 差旅费"


@pytest.mark.parametrize("status", ["failed", "none"])
def test_where_slack_writes_nothing_down_there_is_no_transcript(slack: SlackEmulator, status: str) -> None:
    clip, recording = _clip(slack)
    slack.shared[clip["id"]] = {**clip, "transcription": {"status": status}}
    assert SlackMedia(SlackClient(config(slack))).transcript(recording) == ""


def test_the_token_goes_to_no_other_host(slack: SlackEmulator) -> None:
    media = SlackMedia(SlackClient(config(slack)))
    with SlackEmulator(lambda: 0.0) as foreign:
        clip = foreign.clip("", b"bait")
        for url in (clip["url_private_download"], "https://slack.com.evil.example/f", "http://slack.com/f"):
            with pytest.raises(Refused, match="foreign_host"):
                media.fetch(Attachment(kind="file", name="a", ref=url))
        assert foreign.fetched == []


def test_a_log_in_page_is_no_file(slack: SlackEmulator) -> None:
    clip = slack.clip("", b"sound")
    media = SlackMedia(SlackClient(config(slack, token="xoxb-old")))
    with pytest.raises(TokenExpired):
        media.fetch(Attachment(kind="voice", name="a.m4a", ref=clip["url_private_download"]))


def test_a_file_that_is_not_stored_yet_is_asked_for_later(slack: SlackEmulator) -> None:
    slack.shared["F9"] = {"id": "F9"}
    with pytest.raises(RateLimited):
        SlackMedia(SlackClient(config(slack))).fetch(Attachment(kind="file", name="a", ref="F9"))


def findings(slack: SlackEmulator, *, skew_s: float = 0, **tokens: str) -> dict[str, bool]:
    now = datetime.now(UTC) + timedelta(seconds=skew_s)  # noqa: TID251 - the emulator's answers bear the real moment
    chosen = config(slack, **tokens)
    found = examine(chosen, SlackClient(chosen), now)
    return {each.says.said_in(Language.EN): each.is_fine for each in found}


def test_the_doctor_finds_all_well(slack: SlackEmulator) -> None:
    with SlackSocketServer(slack):
        found = findings(slack)
    assert len(found) == 4
    assert all(found.values()), found


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("token", "TUITUI_SLACK_BOT_TOKEN"),
        ("scopes", "users:read.email"),
        ("clock", "NTP"),
        ("socket", "connections:write"),
        ("callback", "TUITUI_PUBLIC_URL"),
    ],
)
def test_the_doctor_says_how_to_mend(slack: SlackEmulator, wrong: str, words: str) -> None:
    slack.scopes = "chat:write" if wrong == "scopes" else slack.scopes
    found = findings(
        slack,
        skew_s=400 if wrong == "clock" else 0,
        token="xoxb-old" if wrong == "token" else TOKEN,
        app_token="" if wrong == "callback" else APP_TOKEN,
    )
    assert [said for said, is_fine in found.items() if not is_fine and words in said], found
