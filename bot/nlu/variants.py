"""Examples that stand for several: `{withdraw|cancel} {NP-8|my request}` is taught in each of its words.

Not every combination is: each choice is taken at least once, beside ever other neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHOICE = re.compile(r"\{([^{}]*)\}")
_ROUNDS = 2  # how often the longest list of choices is gone through


def variants(example: str) -> Iterator[str]:
    """The example itself where it leaves nothing open."""
    choices = [found.split("|") for found in _CHOICE.findall(example)]
    if not choices:
        yield example
        return
    fixed = _CHOICE.sub("\0", example).split("\0")
    for turn in range(_ROUNDS * max(map(len, choices))):
        taken = [
            each[(turn + place * (turn // len(each) + 1)) % len(each)] for place, each in enumerate(choices)
        ]
        yield fixed[0] + "".join(said + after for said, after in zip(taken, fixed[1:], strict=True))
