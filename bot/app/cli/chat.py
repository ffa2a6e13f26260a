"""`tuitui chat --as USER`."""

from __future__ import annotations

import argparse
import sys
import threading

from bot.app.core import open_core
from bot.app.demo.seed import seed
from bot.app.failure import CommandFailed
from bot.app.settings import Settings
from bot.app.terminal import open_terminal
from bot.messages import Text
from engine.people import PersonId


def chat(chosen: argparse.Namespace, settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    core = open_core(settings)
    core.database.upgrade()
    if settings.demo:
        seed(core, core.clock.now())
    person = PersonId(chosen.person)
    if not core.people.directory().is_active(person):
        raise CommandFailed(
            Text(
                zh=f"通讯录里没有 {person}。先用 tuitui people import 导入,或设 TUITUI_DEMO=1 用演示公司。",
                en=f"{person} is not in the directory. Import it with tuitui people import, "
                "or set TUITUI_DEMO=1 for the demo company.",
            )
        )
    terminal = open_terminal(core, person)
    stopped = threading.Event()
    watcher = threading.Thread(target=terminal.watch, args=(stopped,), daemon=True)
    watcher.start()
    try:
        for line in sys.stdin:
            if line.strip() == "/quit":
                break
            terminal.says(line.strip())
    except KeyboardInterrupt:
        pass
    finally:
        stopped.set()
        watcher.join(timeout=5)
        core.database.close()
