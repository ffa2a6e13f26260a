"""A platform is one folder and one entry; what must be in it and beside it."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from bot.adapter import PlatformSpec
from bot.app import found
from bot.app.credentials import _NEEDED
from bot.app.platforms import _CONFIGS
from bot.app.settings import PLATFORMS, Settings
from tests.platforms import site

ADAPTERS = Path("bot/adapters")
OURS = {"webchat": "web", "terminal": "terminal"}  # they have no API and no accounts of their own
OTHERS = sorted(
    each.name for each in ADAPTERS.iterdir() if (each / "adapter.py").exists() and each.name not in OURS
)
FILES = ("adapter", "client", "config", "directory", "errors", "payloads", "receive", "render")
# What costs the web part a second of its start, or a phone call to somewhere.
HEAVY = ("slack_bolt", "slack_sdk", "wechatpy", "dingtalk_stream", "lark_oapi", "av", "openai", "langchain")


def test_every_folder_declares_the_platform_of_its_name() -> None:
    specs = found.platforms()
    assert set(specs) == {*OTHERS, *OURS.values()}
    for name, spec in specs.items():
        assert isinstance(spec, PlatformSpec)
        assert (spec.name, bool(spec.title.zh), bool(spec.title.en)) == (name, True, True)


@pytest.mark.parametrize("name", OTHERS)
def test_a_platform_is_a_folder_of_known_files(name: str) -> None:
    missing = [file for file in FILES if not (ADAPTERS / name / f"{file}.py").exists()]
    assert missing == []


@pytest.mark.parametrize("name", OTHERS)
def test_beside_the_folder_stand_its_entry_its_emulator_its_payloads_and_its_page(name: str) -> None:
    assert name in _CONFIGS, "one entry switches it on"
    assert name in PLATFORMS, "it may be named in TUITUI_PLATFORM_ORDER"
    assert name in _NEEDED, "the doctor knows when it is half set up"
    assert Path(f"tests/emulators/{name}.py").exists()
    assert any(Path(f"tests/payloads/{name}").iterdir())
    assert Path(f"tests/scenarios/test_{name}.py").exists()
    assert Path(f"docs/how-to/{name}.md").exists()


def test_every_phone_has_a_site_where_the_stories_are_told() -> None:
    for name in site.names():
        assert callable(site.opener(name))


def test_without_credentials_every_other_platform_is_off() -> None:
    settings = Settings()
    assert [name for name, config_of in _CONFIGS.items() if config_of(settings) is not None] == []


@pytest.mark.parametrize("name", OTHERS)
def test_its_settings_are_the_only_place_that_knows_its_credentials(name: str) -> None:
    known = [field for field in Settings.model_fields if field.startswith(f"{name}_")]
    assert any(field.endswith("_url") for field in known), "its API can be answered by another host"
    importlib.import_module(f"bot.adapters.{name}.config")


@pytest.mark.parametrize("name", OTHERS)
def test_loading_a_platform_loads_no_heavy_library(name: str) -> None:
    """In a process of its own: others have loaded them here."""
    code = (
        f"import sys, bot.adapters.{name}.adapter; print([each for each in {HEAVY!r} if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
