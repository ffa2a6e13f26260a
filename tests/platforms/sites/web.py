"""The web chat: no emulator, the page's own requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import httpx

from tests.emulators.llm import LlmEmulator
from tests.emulators.web_phone import WebPhone
from tests.platforms.site import Site


@contextmanager
def open_site(at: Callable[[], float], stt: LlmEmulator, url: Callable[[], str]) -> Iterator[Site]:
    with ExitStack() as clients:

        def joins(person: str, email: str) -> WebPhone:
            client = clients.enter_context(httpx.Client(base_url=url(), timeout=10))
            return WebPhone(client, person, stt)

        yield Site(settings={}, joins=joins)
