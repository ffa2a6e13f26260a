"""Fixtures that all tests may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest
import structlog

pytest_plugins = ("tests.servers", "tests.redis")


_END = "-----END CERTIFICATE-----\n"


@pytest.fixture(scope="session", autouse=True)
def _few_certificates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each new HTTP client reads all authorities of the world, for 35 ms; ours speak to our own servers."""
    first, _, _ = Path(certifi.where()).read_text("utf-8").partition(_END)
    few = tmp_path_factory.mktemp("trust") / "one.pem"
    few.write_text(f"{first}{_END}", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(few))
        yield


@pytest.fixture(scope="session")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data dir that keeps what was learnt from examples: seconds of work, done once for all workers."""
    return tmp_path_factory.getbasetemp().parent / "learnt"


@pytest.fixture(autouse=True)
def _logs_of_its_own() -> Iterator[None]:
    """A command that a test runs in this process sets up logging; the next test must not inherit it."""
    yield
    structlog.reset_defaults()
