"""What the web part must not load: each costs every start time and memory."""

from __future__ import annotations

import subprocess
import sys


def test_the_web_app_loads_nothing_that_only_others_need() -> None:
    code = "import sys; import bot.app.web; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    needless = {"rich", "alembic", "psycopg", "matplotlib", "numpy", "openai", "langchain_core", "cel"}
    postgres = "sqlalchemy.dialects.postgresql"
    assert not (
        {*needless, postgres, "charts.gantt", "bot.nlu.local", "slack_bolt"} & set(done.stdout.split())
    )
