from __future__ import annotations

import pytest
from redis import Redis

from storage.database import Database
from tests.unit.scheduler.office import Office


@pytest.fixture
def office(database: Database, redis: Redis) -> Office:
    return Office(database, redis)
