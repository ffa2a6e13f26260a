"""Steps that installed packages bring: found, called, and when they fail said kindly."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import plugins
from engine.process import Process
from tests.scenarios.company import Company
from tests.scenarios.test_effects import AFTER, published, start
from webhook.outgoing import CallFailed

_CODE = """
import time

def double(fields, settings):
    return {"amount": fields["amount"] * settings["times"]}

def refuse(fields, settings):
    raise OSError("no paper")

def leave(fields, settings):
    raise SystemExit(1)

def doze(fields, settings):
    time.sleep(20)

def babble(fields, settings):
    return {"item": object()}
"""
_ENTRIES = """[tuitui.steps]
double = tuitui_sample_plugin:double
refuse = tuitui_sample_plugin:refuse
leave = tuitui_sample_plugin:leave
doze = tuitui_sample_plugin:doze
babble = tuitui_sample_plugin:babble
missing = tuitui_sample_plugin:nothing_of_that_name
"""
STEP = (
    "  - {{id: seal, kind: plugin, name: 用印, plugin: {name}, settings: {{times: 2}}, retries: 0{more}}}\n"
)


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Path]:
    """A package as pip leaves it behind: code, and `.dist-info` with its entry points."""
    site = tmp_path / "site"
    info = site / "tuitui_sample-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "tuitui_sample_plugin.py").write_text(_CODE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tuitui-sample\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(_ENTRIES)
    sys.path.append(str(site))
    yield site
    sys.path.remove(str(site))
    sys.modules.pop("tuitui_sample_plugin", None)


def _sealed(company: Company, name: str, more: str = "") -> Process:
    published(company, "sealing", "SE", STEP.format(name=name, more=more) + AFTER)
    return start(company, "sealing", amount=120)


@pytest.mark.usefixtures("installed")
def test_a_plugin_changes_fields_and_the_process_goes_on(company: Company) -> None:
    process = _sealed(company, "double")
    assert process.fields["amount"] == 240
    assert [each.assignee for each in process.tasks] == ["chen.jie"]


@pytest.mark.usefixtures("installed")
def test_a_plugin_that_fails_halts_its_step_and_the_pmo_can_retry(company: Company) -> None:
    process = _sealed(company, "refuse")
    assert [each.problem for each in process.halts] == ["plugin_failed"]
    told = company.hears("wang.fang")
    assert "停在「用印」:插件 refuse 没有做完" in told.text
    assert "the plugin refuse did not finish its work" in told.english
    assert "OSError" not in told.text, "the machine's words go to the log"
    assert "重试" in told.labels


@pytest.mark.usefixtures("installed")
def test_a_plugin_that_fails_takes_the_way_for_errors(company: Company) -> None:
    process = _sealed(company, "gone", ", on_error: after")
    assert [each.step for each in process.tasks] == ["after"]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "reason", "final"),
    [
        ("refuse", "no paper", False),
        ("leave", "SystemExit", False),
        ("missing", "nothing_of_that_name", False),
        ("doze", "no answer within 0.2 s", True),
        ("babble", "no mapping of fields", True),
        ("gone", "no plugin 'gone' is installed", True),
    ],
)
def test_whatever_a_plugin_does_wrong_is_a_failed_call(name: str, reason: str, final: bool) -> None:
    with pytest.raises(CallFailed, match=reason) as failed:
        plugins.run(plugins.Plugins().get(name), name, {}, {}, patience_s=0.2)
    assert failed.value.final is final


def test_an_installed_plugin_is_listed_in_a_process_of_its_own(installed: Path) -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "bot.app", "plugin", "list"],
        env={**os.environ, "PYTHONPATH": f"{Path.cwd()}{os.pathsep}{installed}"},  # noqa: TID251 - handed on, not read
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "plugin step\tdouble\ttuitui_sample_plugin:double\ttuitui-sample" in listed.splitlines()
