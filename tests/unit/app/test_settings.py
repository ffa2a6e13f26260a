"""Settings come from the environment; what is wrong with them is said by name."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.app.failure import CommandFailed
from bot.app.settings import Settings, load_settings, unknown_variables


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's own .env


def test_without_any_variable_everything_has_a_default(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.database == f"sqlite:///{tmp_path / 'var' / 'tuitui.db'}"
    assert settings.url == "http://127.0.0.1:8000"
    assert settings.platforms == ("wecom", "dingtalk", "feishu", "slack", "web")
    assert not settings.demo


def test_a_variable_wins_over_the_file_and_the_file_over_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("TUITUI_PORT=9001\nTUITUI_HOST=0.0.0.0\nOTHER=1\n")
    monkeypatch.setenv("TUITUI_PORT", "9002")
    settings = load_settings()
    assert (settings.port, settings.host) == (9002, "0.0.0.0")
    assert settings.url == "http://127.0.0.1:9002"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TUITUI_PORT", "70000"),
        ("TUITUI_TIMEZONE", "Asia/Nowhere"),
        ("TUITUI_LANGUAGE", "fr"),
        ("TUITUI_PLATFORM_ORDER", "web,pigeon"),
        ("TUITUI_LLM_MODEL", "alone"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(CommandFailed) as failure:
        load_settings()
    assert name.removesuffix("_MODEL") in failure.value.problem.en


def test_a_misspelt_variable_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUITUI_PROT", "8001")
    assert unknown_variables() == ["TUITUI_PROT"]


def test_a_secret_is_not_shown() -> None:
    settings = Settings(slack_bot_token="xoxb-secret")
    assert "xoxb-secret" not in repr(settings)


def test_the_session_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    secret = settings.session_secret()
    assert len(secret) >= 32
    assert settings.session_secret() == secret
    kept = tmp_path / "data" / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_a_given_secret_is_used_as_it_is(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, secret_key="given").session_secret() == b"given"
