"""Fixtures that all tests may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog

pytest_plugins = ("tests.servers", "tests.redis")


@pytest.fixture(autouse=True)
def _logs_of_its_own() -> Iterator[None]:
    """A command that a test runs in this process sets up logging; the next test must not inherit it."""
    yield
    structlog.reset_defaults()
