"""Extensions are found, not registered: each module of a folder declares one object."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any


def names_in(package: str) -> tuple[str, ...]:
    """The modules of a package, in alphabetical order, without importing them."""
    path = importlib.import_module(package).__path__
    return tuple(sorted(module.name for module in pkgutil.iter_modules(path)))


def declared_in(package: str, name: str) -> tuple[Any, ...]:
    """What each module of a package declares under a name: `declared_in("engine.steps", "STEP")`."""
    return tuple(getattr(importlib.import_module(f"{package}.{each}"), name) for each in names_in(package))
