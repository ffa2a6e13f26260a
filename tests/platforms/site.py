"""A platform as the stories need it: its emulator with the company's people on it.

A module of `sites/` is named after its platform and declares `open_site`; it is found by its phone,
`tests/emulators/NAME_phone.py`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from tests.emulators.llm import LlmEmulator
from tests.emulators.phone import Phone

_PHONES = "_phone"


def _nothing(_url: str) -> None:
    """The platform is not told where we are."""


def _no_repetition() -> int:
    raise AssertionError("it repeats nothing")


def _no_limit() -> None:
    raise AssertionError("it has no limits")


@dataclass(frozen=True)
class Site:
    """`settings` switch the platform on; `joins` gives a colleague (by id and e-mail) an account and a phone.

    `refusals` of what we sent, in the platform's own words; empty when all was well. `redelivers` sends the
    last request again and tells how it was answered; `limits`: the next card is one too many for now.
    """

    settings: Mapping[str, str]
    joins: Callable[[str, str], Phone]
    serve: Callable[[str], None] = _nothing
    refusals: Callable[[], list[str]] = field(default=list)
    redelivers: Callable[[], int] = _no_repetition
    limits: Callable[[], None] = _no_limit


# Given the moment by which requests are signed (seconds), the speech service, and where our own floor is.
OpenSite = Callable[[Callable[[], float], LlmEmulator, Callable[[], str]], AbstractContextManager[Site]]


def names() -> list[str]:
    """The platforms that have a phone."""
    emulators = Path(__file__).parents[1] / "emulators"
    return sorted(file.stem.removesuffix(_PHONES) for file in emulators.glob(f"*{_PHONES}.py"))


def opener(name: str) -> OpenSite:
    found: OpenSite = importlib.import_module(f"tests.platforms.sites.{name}").open_site
    return found
