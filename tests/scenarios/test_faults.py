"""Whatever is killed, every message is answered: none is lost, none answered twice, each in its turn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.intents.help import TEXT
from tests.scenarios.installation import Installation, eventually

pytestmark = pytest.mark.faults

PEOPLE = ("liu.yang", "wang.fang", "li.na")
ROUNDS = 20


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path, {"PATH": "/usr/bin:/bin"})
    made.start()
    yield made
    made.stop()


def answers(installation: Installation) -> list[int]:
    """How often each was told what the assistant can do; other news may come meanwhile."""
    return [
        sum(any(part.get("text") == TEXT.zh for part in said["parts"]) for said in installation.hears(person))
        for person in PEOPLE
    ]


def befall(installation: Installation, number: int) -> None:
    """What dies after which round."""
    match number:
        case 3:
            installation.kill("worker-1")
        case 5:
            installation.kill("worker-2")
        case 8:
            installation.kill_redis()
        case 11:
            installation.kill("web")
        case 14:
            installation.flush_redis()
        case 17:
            installation.kill_tree()
            installation.start()


def test_messages_survive_the_death_of_every_part(installation: Installation) -> None:
    for number in range(ROUNDS):
        for person in PEOPLE:
            installation.says(person, "帮助", f"{person}/{number}")
        befall(installation, number)

    expected = [ROUNDS] * len(PEOPLE)
    assert eventually(lambda: answers(installation) == expected, 90), answers(installation)
    time.sleep(5)  # nothing comes a second time
    assert answers(installation) == expected
