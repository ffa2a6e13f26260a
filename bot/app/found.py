"""Finds what the folders declare: intents, step types, platforms. A new file is found; nothing is edited."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

from bot import adapters as adapter_folder
from bot import intents as intent_folder
from bot import verbs as verb_folder
from bot.adapter import PlatformSpec
from bot.intent import IntentSpec
from engine import steps as step_folder
from engine.step import StepType

if TYPE_CHECKING:
    from bot.view import TurnView  # the intents bring it along; the web part has none


def intents() -> dict[str, IntentSpec[Any, TurnView]]:
    return {module.INTENT.name: module.INTENT for module in _modules(intent_folder)}


def verbs() -> dict[str, IntentSpec[Any, TurnView]]:
    """What only buttons mean: nobody is taught to say it, no model is told."""
    return {spec.name: spec for module in _modules(verb_folder) for spec in module.VERBS}


def step_types() -> dict[str, StepType]:
    return {module.STEP.kind: module.STEP for module in _modules(step_folder)}


def platforms() -> dict[str, PlatformSpec[Any]]:
    """Each platform's `adapter` module declares `PLATFORM`."""
    found = {}
    for each in pkgutil.iter_modules(adapter_folder.__path__):
        platform = importlib.import_module(f"{adapter_folder.__name__}.{each.name}.adapter").PLATFORM
        found[platform.name] = platform
    return found


def _modules(folder: ModuleType) -> Iterator[ModuleType]:
    for each in pkgutil.iter_modules(folder.__path__):
        yield importlib.import_module(f"{folder.__name__}.{each.name}")
