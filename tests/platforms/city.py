"""The demo company with its people on one platform or several: real floor, worker, database and Redis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from redis import Redis

from bot.app.core import open_core
from bot.app.demo import seed
from bot.app.settings import Settings
from bot.app.web import parts_of
from bot.app.wiring import Understanding
from engine.process import Process
from storage.database import Database
from storage.queries.processes import ProcessQueries
from tests.emulators.llm import KEY, SPEECH_MODEL, LlmEmulator
from tests.emulators.phone import Phone, Seen
from tests.platforms.site import Site, opener
from tests.scenarios.company import Company, CompanyClock, open_company
from tests.unit.webhook.server import bound, serving


@dataclass
class City:
    company: Company
    sites: Mapping[str, Site]
    phones: dict[tuple[str, str], Phone] = field(default_factory=dict)

    def phone(self, person: str, platform: str = "") -> Phone:
        """On the only platform, or the one named; the account is made when it is first needed."""
        name = platform or next(iter(self.sites))
        if (person, name) not in self.phones:
            email = f"{person}@galaxy.example" if "." in person else f"{person}@elsewhere.example"
            self.phones[person, name] = self.sites[name].joins(person, email)
        return self.phones[person, name]

    def works(self) -> None:
        self.company.works_within_limits()
        refused = [f"{name}: {each}" for name, site in self.sites.items() for each in site.refusals()]
        assert refused == [], "we send what the platforms take"

    def passes(self, *, hours: int, step: int = 6) -> None:
        for _ in range(0, hours, step):
            self.company.clock.advance(timedelta(hours=step))
            self.works()

    def process(self) -> Process:
        """The only one there is."""
        (only,) = self.processes()
        return only

    def processes(self) -> list[Process]:
        queries = ProcessQueries(self.company.core.database, self.company.core.templates.read)
        return [queries.process(each.number) for each in queries.page(limit=10).items]


@contextmanager
def open_city(
    *names: str, database: Database, folder: Path, redis_url: str, understanding: Understanding
) -> Iterator[City]:
    clock = CompanyClock()
    door = bound()
    url = f"http://127.0.0.1:{door.getsockname()[1]}"
    with Redis.from_url(redis_url) as redis:
        redis.flushall()  # each story has the platforms' limits for itself
    with ExitStack() as opened:
        stt = opened.enter_context(LlmEmulator())
        sites = {
            name: opened.enter_context(
                opener(name)(lambda: clock.machine_now().timestamp(), stt, lambda: url)
            )
            for name in names
        }
        settings = Settings(
            demo=True,
            data_dir=folder,
            public_url=url,
            redis_url=redis_url,
            stt_base_url=stt.base_url,
            stt_api_key=KEY,
            stt_model=SPEECH_MODEL,
            **{name: value for site in sites.values() for name, value in site.settings.items()},
        )
        core = open_core(settings, database=database, clock=clock)
        seed.company(core, clock.now())
        opened.enter_context(serving(parts_of(core), at=door))
        for site in sites.values():
            site.serve(url)
        yield City(open_company(core, clock, understanding), sites)


def words(phone: Phone) -> str:
    return "\n".join(each.words for each in phone.sees())


def card(phone: Phone, button: str) -> Seen:
    """The newest message of theirs with such a button."""
    found = [each for each in phone.sees() if button in each.buttons]
    assert found, f"{phone.person} sees no {button} on {phone.platform}: {words(phone)}"
    return found[-1]
