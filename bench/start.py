"""`python -m bench.start`: how soon the command, the web app and the whole service are there. JSON lines.

Command and import are measured in fresh interpreters with warm byte code, in turns with their yardstick;
ratios are medians of the rounds' ratios. The service is started on a data dir that it has filled and left
before.
"""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import httpx

from tests.service import Service, running

_ROUNDS = 7
_STARTS = 3
_NOTHING = ("-c", "pass")
_HELP = ("-m", "bot.app", "--help")
_OURS, _THEIRS = "import bot.app.web", "import fastapi, sqlmodel, rq"
# The import's own processor time and the memory that the interpreter then holds, in MiB.
_WEIGHED = """
from time import process_time
begun = process_time()
{imports}
taken = process_time() - begun
pages = int(open("/proc/self/statm").read().split()[1])
import os
print(taken, pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
"""


def command_s(words: tuple[str, ...]) -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begun


def weighed(imports: str) -> tuple[float, float]:
    run = subprocess.run(
        [sys.executable, "-c", _WEIGHED.format(imports=imports)], check=True, capture_output=True, text=True
    )
    seconds, mib = run.stdout.split()
    return float(seconds), float(mib)


def help_line() -> dict[str, object]:
    rounds = [(command_s(_HELP), command_s(_NOTHING)) for _ in range(_ROUNDS)]
    return compared(
        "help", "ms", [(ours * 1000, its * 1000) for ours, its in rounds], "bare interpreter", 5.0
    )


def import_lines() -> list[dict[str, object]]:
    rounds = [(weighed(_OURS), weighed(_THEIRS)) for _ in range(_ROUNDS)]
    seconds = [(ours[0] * 1000, its[0] * 1000) for ours, its in rounds]
    memory = [(ours[1], its[1]) for ours, its in rounds]
    yardstick = "fastapi + sqlmodel + rq"
    return [
        compared("import_web", "ms", seconds, yardstick, 1.3),
        compared("import_web_memory", "MiB", memory, yardstick, 1.3),
    ]


def compared(
    bench: str, unit: str, rounds: list[tuple[float, float]], yardstick: str, most: float
) -> dict[str, object]:
    ratios = sorted(ours / its for ours, its in rounds)
    return {
        "bench": f"start/{bench}",
        "unit": unit,
        "ours": round(median(ours for ours, _ in rounds), 1),
        "yardstick": yardstick,
        "theirs": round(median(its for _, its in rounds), 1),
        "ratio": round(median(ratios), 2),
        "range": [round(ratios[0], 2), round(ratios[-1], 2)],
        "goal": f"<= {most}",
        "ok": median(ratios) <= most,
    }


def up_line() -> dict[str, object]:
    """From the command to the chat's page with its conversations, on a filled data dir."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "var"
        first_s = usable_s(data)
        later = sorted(usable_s(data) for _ in range(_STARTS))
    import_s = median(weighed(_THEIRS)[0] for _ in range(_STARTS))
    return {
        "bench": "start/up",
        "unit": "s",
        "ours": round(median(later), 2),
        "range": [round(later[0], 2), round(later[-1], 2)],
        "yardstick": "import of fastapi + sqlmodel + rq",
        "theirs": round(import_s, 2),
        "with_an_empty_data_dir": round(first_s, 2),
        "goal": "<= 5",
        "ok": median(later) <= 5,
    }


def usable_s(data: Path) -> float:
    begun = perf_counter()
    with running(data) as service:
        _look(service)
        return perf_counter() - begun


def _look(service: Service) -> None:
    """What a browser asks for before somebody can type."""
    with httpx.Client(base_url=service.url) as client:
        for path in ("/", "/chat/conversations", "/chat/messages?conversation=dm:liu.yang"):
            client.get(path).raise_for_status()


def main() -> None:
    for folder in ("bot", "engine", "storage", "scheduler", "charts", "webhook", "prompts"):
        compileall.compile_dir(folder, quiet=1)  # as the yardsticks' is, whatever the environment says of it
    for line in (help_line(), *import_lines(), up_line()):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
