"""Slack by callbacks, with the transcripts that it makes of its clips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.emulators.llm import LlmEmulator
from tests.emulators.slack import SECRET, TOKEN, Failure, SlackEmulator
from tests.emulators.slack_phone import SlackPhone
from tests.platforms.site import Site


@contextmanager
def open_site(at: Callable[[], float], stt: LlmEmulator, url: Callable[[], str]) -> Iterator[Site]:
    with SlackEmulator(at) as slack:

        def joins(person: str, email: str) -> SlackPhone:
            user = f"U{person.replace('.', '').upper()}"
            slack.joins(user, email)
            return SlackPhone(slack, person, user)

        def serve(where: str) -> None:
            slack.callback_url = f"{where}/slack/events"

        yield Site(
            settings={
                "slack_bot_token": TOKEN,
                "slack_signing_secret": SECRET,
                "slack_api_url": slack.api_url,
            },
            joins=joins,
            serve=serve,
            redelivers=lambda: slack.redelivers().status_code,
            limits=lambda: slack.fails("chat.postMessage", Failure(429, "ratelimited", {"Retry-After": "7"})),
            refusals=lambda: [each.error for each in slack.refusals if each.error != "users_not_found"],
        )
