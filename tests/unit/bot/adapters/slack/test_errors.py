"""Slack's errors: which kind each is, through the real client and a real server."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.adapter import NotReachable, PlatformError, ProtocolChanged, RateLimited, Refused, TokenExpired
from bot.adapters.slack.adapter import SlackAdapter
from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.config import SlackConfig
from bot.app.budget import LocalBudget
from bot.cards import say
from bot.messages import Address, Language, OutgoingMessage
from tests.emulators.slack import SECRET, TOKEN, Failure, SlackEmulator
from tests.unit.bot.adapters.slack.test_signature import AT


def adapter(slack: SlackEmulator, token: str = TOKEN) -> SlackAdapter:
    return SlackAdapter(SlackClient(SlackConfig(token, SECRET, slack.api_url)), LocalBudget())


def message(replaces: str | None = None) -> OutgoingMessage:
    address = Address(platform="slack", conversation="C9")
    return OutgoingMessage(
        address=address, payload={"text": "hello", "blocks": []}, key="k", replaces=replaces
    )


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (Failure(429, "ratelimited", {"Retry-After": "17"}), RateLimited),
        (Failure(200, "rate_limited"), RateLimited),
        (Failure(200, "token_expired"), TokenExpired),
        (Failure(200, "invalid_auth"), TokenExpired),
        (Failure(200, "account_inactive"), TokenExpired),
        (Failure(503, "service_unavailable"), NotReachable),
        (Failure(500, body=b"<html>sorry</html>"), NotReachable),
        (Failure(200, "fatal_error"), NotReachable),
        (Failure(200, "channel_not_found"), Refused),
        (Failure(200, "not_in_channel"), Refused),
        (Failure(200, "missing_scope"), Refused),
        (Failure(200, "msg_blocks_too_long"), Refused),
        (Failure(200, "something_new"), ProtocolChanged),
        (Failure(200, body=b"<html>a proxy's page</html>"), ProtocolChanged),
        (Failure(200, body=b'{"ok": true}'), ProtocolChanged),
        (Failure(200, body=b"[]"), ProtocolChanged),
    ],
    ids=lambda each: str(getattr(each, "error", getattr(each, "__name__", each))),
)
def test_each_failure_is_of_its_kind(
    slack: SlackEmulator, failure: Failure, kind: type[PlatformError]
) -> None:
    slack.fails("chat.postMessage", failure)
    with pytest.raises(kind) as caught:
        adapter(slack).send(message(), AT)
    if "Retry-After" in failure.headers:
        assert isinstance(caught.value, RateLimited)
        assert caught.value.retry_after_s == 17


def test_nobody_there() -> None:
    with SlackEmulator(lambda: 0.0) as gone:
        sender = adapter(gone)
    with pytest.raises(NotReachable):
        sender.send(message(), AT)


def test_a_wrong_token(slack: SlackEmulator) -> None:
    with pytest.raises(TokenExpired):
        adapter(slack, token="xoxb-of-yesterday").send(message(), AT)


@pytest.mark.parametrize(
    ("word", "comes_to"),
    [
        ("edit_window_closed", lambda old, new: new != old),
        ("cant_update_message", lambda old, new: new != old),
        ("message_not_found", lambda old, new: new == old),
    ],
)
def test_a_card_that_cannot_be_changed_is_shown_anew_unless_it_was_deleted(
    slack: SlackEmulator, word: str, comes_to: Callable[[str, str], bool]
) -> None:
    sender = adapter(slack)
    old = sender.send(message(), AT)
    slack.fails("chat.update", Failure(200, word))
    assert comes_to(old, sender.send(message(replaces=old), AT))


def test_an_update_changes_the_message_where_it_stands(slack: SlackEmulator) -> None:
    sender = adapter(slack)
    old = sender.send(message(), AT)
    reply = say("换了", "changed")
    (changed,) = sender.render(reply, Language.ZH, message().address, key="k2", replaces=old)
    assert sender.send(changed, AT) == old
    assert (slack.messages[old].text, slack.messages[old].edits) == ("换了", 1)
