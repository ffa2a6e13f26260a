"""Feishu's errors and tokens: which kind each is, through the real client and a real server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.adapter import (
    NotReachable,
    PlatformError,
    ProtocolChanged,
    RateLimited,
    Refused,
    TokenExpired,
    UpdateTooLate,
)
from bot.adapters.feishu.client import FeishuClient
from bot.adapters.feishu.errors import error_of
from tests.emulators.feishu import Failure, FeishuEmulator
from tests.unit.bot.adapters.feishu.parts import client_of, tools

INFO = "GET application/v6/scopes"


def asks(client: FeishuClient) -> None:
    client.get("application/v6/scopes")


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (Failure(99991400, 429, {"x-ogw-ratelimit-reset": "17"}), RateLimited),
        (Failure(99991400, 400, {"x-ogw-ratelimit-reset": "17"}), RateLimited),
        (Failure(230020), RateLimited),
        (Failure(0, 429), RateLimited),
        (Failure(99991543), TokenExpired),
        (Failure(99991662), TokenExpired),
        (Failure(99991401), TokenExpired),
        (Failure(230006), TokenExpired),
        (Failure(0, 503), NotReachable),
        (Failure(2200, 200), NotReachable),
        (Failure(status=502, body=b"<html>sorry</html>"), NotReachable),
        (Failure(230031), UpdateTooLate),
        (Failure(99991672), Refused),
        (Failure(230013), Refused),
        (Failure(230053), Refused),
        (Failure(87654321), Refused),
        (Failure(status=200, body=b"<html>a proxy's page</html>"), ProtocolChanged),
        (Failure(status=200, body=b"[]"), ProtocolChanged),
        (Failure(status=404, body=b"nothing here"), ProtocolChanged),
    ],
    ids=lambda each: str(getattr(each, "code", getattr(each, "__name__", each))),
)
def test_each_failure_is_of_its_kind(
    feishu: FeishuEmulator, client: FeishuClient, failure: Failure, kind: type[PlatformError]
) -> None:
    feishu.fails(INFO, failure)
    with pytest.raises(kind) as caught:
        asks(client)
    assert isinstance(caught.value, UpdateTooLate) == (kind is UpdateTooLate)
    if failure.headers:
        assert isinstance(caught.value, RateLimited)
        assert caught.value.retry_after_s == 17


@pytest.mark.parametrize(
    ("told", "waits"), [(None, 1), ("", 1), ("0", 1), ("9", 9), ("soon", 1), ("9999", 600)]
)
def test_how_long_a_limit_lasts(told: str | None, waits: float) -> None:
    error = error_of(429, 99991400, "", told)
    assert isinstance(error, RateLimited)
    assert error.retry_after_s == waits


def test_an_unknown_code_is_refused_and_kept() -> None:
    error = error_of(400, 87654321, "something new")
    assert isinstance(error, Refused)
    assert (error.code, "something new" in str(error)) == ("87654321", True)


def test_nobody_there() -> None:
    with FeishuEmulator(lambda: 0.0) as gone:
        client = client_of(gone, tools())
    with pytest.raises(NotReachable):
        asks(client)


def test_a_server_that_hangs_up(feishu: FeishuEmulator, client: FeishuClient) -> None:
    asks(client)
    feishu.fails(
        INFO, Failure(status=200, headers={"Content-Length": "999", "Connection": "close"}, body=b"{")
    )
    with pytest.raises(NotReachable):
        asks(client)


def test_a_wrong_secret_is_the_operators_to_mend(feishu: FeishuEmulator) -> None:
    with pytest.raises(TokenExpired, match="10014"):
        asks(client_of(feishu, tools(), app_secret="of yesterday"))


def test_one_token_serves_all_threads(feishu: FeishuEmulator, client: FeishuClient) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: asks(client), range(24)))
    assert feishu.tokens_made == 1


def test_a_token_that_ended_early_is_renewed_once_for_all_threads(
    feishu: FeishuEmulator, client: FeishuClient
) -> None:
    asks(client)
    feishu.expires_tokens()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: asks(client), range(24)))
    assert feishu.tokens_made == 2


def test_a_token_that_is_refused_again_and_again_is_no_endless_loop(
    feishu: FeishuEmulator, client: FeishuClient
) -> None:
    feishu.fails(INFO, *[Failure(99991663)] * 3)
    with pytest.raises(TokenExpired):
        asks(client)
    assert feishu.tokens_made == 2
