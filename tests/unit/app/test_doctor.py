"""The doctor finds what is wrong, says how to mend it, and answers with the exit status."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapter import NotReachable
from bot.app.cli import main
from bot.app.core import open_core
from bot.app.demo.seed import company
from bot.app.doctor import examined
from bot.app.settings import Settings
from bot.findings import Finding, fine
from bot.messages import same
from engine.commands import StartProcess
from engine.people import PersonId
from storage.database import Database

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def here(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUITUI_LANGUAGE", "en")
    (tmp_path / "var").mkdir()
    shutil.copy(tmp_path / "tuitui.db", tmp_path / "var" / "tuitui.db")
    return tmp_path


def wrong_lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["doctor"]) == 1
    return [line for line in capsys.readouterr().out.splitlines() if line.startswith("!!")]


def test_a_sound_installation_is_all_well(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.startswith("OK") for line in lines)


def test_it_speaks_the_configured_language(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUITUI_LANGUAGE", "zh")
    main(["doctor"])
    assert "数据目录" in capsys.readouterr().out


def test_an_empty_database_wants_an_upgrade(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "var" / "tuitui.db").unlink()
    assert ["tuitui db upgrade" in line for line in wrong_lines(capsys)] == [True]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TUITUI_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none", "TUITUI_DATABASE_URL"),
        ("TUITUI_REDIS_URL", "redis://127.0.0.1:1", "TUITUI_REDIS_URL"),
        ("TUITUI_SLACK_BOT_TOKEN", "xoxb-1", "TUITUI_SLACK_SIGNING_SECRET"),
        ("TUITUI_FEISHU_APP_ID", "cli_1", "TUITUI_FEISHU_APP_SECRET"),
        ("TUITUI_PROT", "8001", "TUITUI_PROT"),
    ],
)
def test_what_is_missing_or_out_of_reach_is_named(
    name: str,
    value: str,
    says: str,
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, value)
    found = wrong_lines(capsys)
    assert len(found) == 1
    assert says in found[0]


def test_an_altered_record_is_found(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    core = open_core(Settings())
    company(core, NOON)
    fields = {"kind": "年假", "from": "2026-11-25", "to": "2026-11-26"}
    started = core.workflow.execute(
        StartProcess(actor=PersonId("liu.yang"), template="leave", fields=fields), NOON
    )
    core.database.close()
    assert main(["doctor"]) == 0
    with closing(sqlite3.connect(here / "var" / "tuitui.db")) as database, database:
        database.execute("UPDATE event SET actor = 'li.na' WHERE seq = 1")
    capsys.readouterr()
    found = wrong_lines(capsys)
    assert len(found) == 1
    assert started.process.number in found[0]


def test_each_platform_that_is_on_is_examined_and_one_that_does_not_answer_stops_no_other(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("APP_ID", "APP_SECRET", "VERIFICATION_TOKEN"):
        monkeypatch.setenv(f"TUITUI_FEISHU_{name}", "emulated")
    monkeypatch.setenv("TUITUI_FEISHU_API_URL", "http://127.0.0.1:1")
    found = wrong_lines(capsys)
    assert found
    assert all("Feishu" in line for line in found)


def test_an_examination_that_fails_itself_is_a_finding() -> None:
    def examine() -> Iterator[Finding]:
        yield fine(same("Feishu"), same("credentials"))
        raise NotReachable("reset by peer")

    first, second = examined(same("Feishu"), examine())
    assert (first.is_fine, second.is_fine) == (True, False)
    assert "reset by peer" in second.says.en
