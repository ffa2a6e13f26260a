"""Fixtures of the fault tests: a whole service, and somebody who keeps it busy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.leaves import Leaves
from tests.service import Service, running


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with running(tmp_path / "var") as started:
        yield started


@pytest.fixture
def leaves(service: Service) -> Iterator[Leaves]:
    with service.client("faults") as client:
        yield Leaves(service, client)
