"""`tuitui plugin list`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil

from bot.app.cli.running import say
from bot.app.plugins import Plugins
from bot.app.settings import Settings

_KINDS = {
    "platform": "bot.adapters",
    "intent": "bot.intents",
    "chart": "charts",
    "step": "engine.steps",
    "format": "engine.formats",
}


def list_all(_chosen: argparse.Namespace, _settings: Settings) -> None:
    """Kind and name, one a line; of an installed plugin also what it calls and the package it is from."""
    for kind, package in _KINDS.items():
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
            say(f"{kind}\t{module.name}")
    for name, found in Plugins().items():
        package = found.dist.name if found.dist else ""
        say(f"plugin step\t{name}\t{found.value}\t{package}".rstrip())
