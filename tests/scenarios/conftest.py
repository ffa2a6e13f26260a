"""The company, new for each scenario, once on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app.core import open_core
from bot.app.demo import seed
from bot.app.redis_server import start_redis
from bot.app.settings import Settings
from bot.app.wiring import Understanding, open_understanding
from storage.database import Database, open_database
from tests.scenarios.company import TUESDAY, Company, CompanyClock, open_company


@pytest.fixture(scope="session")
def redis_of_scenarios(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = start_redis(tmp_path_factory.mktemp("redis"))
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def understanding(tmp_path_factory: pytest.TempPathFactory, learnt: Path) -> Understanding:
    """Trained once; it knows the company, which is the same in every scenario."""
    folder = tmp_path_factory.mktemp("words")
    database = open_database(f"sqlite:///{folder / 'tuitui.db'}")
    database.upgrade()
    core = open_core(Settings(demo=True, data_dir=learnt), database=database, clock=CompanyClock())
    seed.company(core, TUESDAY)
    return open_understanding(core)


@pytest.fixture
def company(
    database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Company:
    clock = CompanyClock()
    settings = Settings(demo=True, data_dir=tmp_path, redis_url=redis_of_scenarios)
    core = open_core(settings, database=database, clock=clock)
    seed.company(core, clock.now())
    return open_company(core, clock, understanding)
