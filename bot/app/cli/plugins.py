"""`tuitui plugin list`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil

from bot.app.cli.running import say
from bot.app.plugins import Plugins
from bot.app.settings import Settings

_KINDS = {  # each kind's folder, and what a file there declares; without it the file is a tool of the others
    "platform": ("bot.adapters", None),
    "intent": ("bot.intents", "INTENT"),
    "chart": ("charts", "CHART"),
    "step": ("engine.steps", "STEP"),
}


def list_all(_chosen: argparse.Namespace, _settings: Settings) -> None:
    """Kind and name, one a line; of an installed plugin also what it calls and the package it is from."""
    for kind, (package, declared) in _KINDS.items():
        for found in pkgutil.iter_modules(importlib.import_module(package).__path__):
            if declared is None or hasattr(importlib.import_module(f"{package}.{found.name}"), declared):
                say(f"{kind}\t{found.name}")
    for name, entry in Plugins().items():
        package = entry.dist.name if entry.dist else ""
        say(f"plugin step\t{name}\t{entry.value}\t{package}".rstrip())
