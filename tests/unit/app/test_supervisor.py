"""The process tree: what dies is started again, and it ends as a whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

# Each child notes its process id in a file of its name, and lives until it is told to end.
_TREE = """
import os, sys, time
from pathlib import Path
from bot.app.supervisor import Child, Supervisor

folder = Path(sys.argv[1])

def live(name):
    with (folder / name).open("a") as file:
        file.write(f"{os.getpid()}\\n")
    while True:
        time.sleep(60)

Supervisor([Child(name, lambda name=name: live(name)) for name in ("web", "worker")]).run(lambda: None)
"""


def pids(folder: Path, name: str) -> list[int]:
    file = folder / name
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def tree(tmp_path: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", _TREE, str(tmp_path)], stderr=subprocess.DEVNULL)
    assert eventually(lambda: bool(pids(tmp_path, "web") and pids(tmp_path, "worker")))
    return process


def test_a_child_that_dies_is_started_again(tree: subprocess.Popen[bytes], tmp_path: Path) -> None:
    os.kill(pids(tmp_path, "worker")[0], signal.SIGKILL)
    assert eventually(lambda: len(pids(tmp_path, "worker")) == 2)
    assert len(pids(tmp_path, "web")) == 1
    tree.terminate()
    tree.wait(20)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_tree_ends_as_a_whole(
    number: signal.Signals, tree: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    tree.send_signal(number)
    assert tree.wait(20) == 0
    assert not any(lives(pid) for name in ("web", "worker") for pid in pids(tmp_path, name))


def test_a_killed_parent_leaves_no_children(tree: subprocess.Popen[bytes], tmp_path: Path) -> None:
    tree.kill()
    tree.wait(20)
    children = [pid for name in ("web", "worker") for pid in pids(tmp_path, name)]
    assert eventually(lambda: not any(map(lives, children)))
