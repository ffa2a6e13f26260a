"""What the web part must not load: each costs every start time and memory."""

from __future__ import annotations

import subprocess
import sys


def test_the_web_app_loads_nothing_that_only_others_need() -> None:
    code = "import sys; import bot.app.web; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    others = {
        "rich",
        "alembic",
        "psycopg",
        "sqlalchemy.dialects.postgresql",
        "rq",
        "cryptography.fernet",
        "yaml",
    }
    heavy = {"matplotlib", "numpy", "openai", "langchain_core", "cel", "slack_bolt", "bot.nlu.local"}
    later = {"charts.sheet", "engine.formats.bpmn.read", "engine.lint", "engine.simulation"}
    assert not {*others, *heavy, *later} & set(done.stdout.split())
