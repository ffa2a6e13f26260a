"""The path of a token: which steps it has passed, seen from where it stands. R20–R23, R54.

A branch's path is its own, that of the branches it lies in, and that of branchings that were joined before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.process import Fork, Passed, Process, Token

Level = tuple[int, int]  # fork and branch; (0, 0) is the process itself


def path(process: Process, token: Token) -> list[Passed]:
    """Oldest first."""
    own = lineage(process, token)
    made = _made(process)
    open_forks = {each.id for each in process.forks}
    return [each for each in process.trail if _outermost((each.fork, each.branch), own, made, open_forks)]


def lineage(process: Process, token: Token) -> list[Level]:
    """The token's own level and those around it, outwards."""
    forks = {each.id: each for each in process.forks}
    levels: list[Level] = [(token.fork, token.branch)]
    while levels[-1] != (0, 0) and (fork := forks.get(levels[-1][0])) is not None:
        levels.append((fork.outer, fork.outer_branch))
    if levels[-1] != (0, 0):
        levels.append((0, 0))
    return levels


def inside(process: Process, fork: int) -> list[Token]:
    """The tokens in a fork, and in forks within it."""
    outer = {each.id: each.outer for each in process.forks}

    def lies_in(level: int) -> bool:
        while level and level != fork:
            level = outer.get(level, 0)
        return level == fork

    return [each for each in process.tokens if lies_in(each.fork)]


@dataclass(frozen=True, slots=True)
class Rewind:
    """What going back to a passed step means."""

    level: Level  # where the token stands afterwards
    ended: tuple[int, ...]  # tokens that end
    forks: tuple[Fork, ...]  # those open afterwards
    lost: tuple[Passed, ...]  # what no longer counts, oldest first


def rewind(process: Process, token: Token, target: Passed | None) -> Rewind:
    """From where the token stands to a step of its path; None: to the very start."""
    own = lineage(process, token)
    made = _made(process)
    chain: list[Passed] = []  # the closed branchings between the target and the token's own levels, inwards
    level: Level = (target.fork, target.branch) if target else (0, 0)
    meets = level
    while meets not in own:
        chain.insert(0, made[meets[0]])
        meets = (made[meets[0]].fork, made[meets[0]].branch)
    forks, ended = _without_forks_between(process, token, meets)
    forks = (*forks, *_reopened(chain, level, process))
    path_now = path(process, token)
    index = (
        process.trail.index(target)
        if target in process.trail
        else -1
        if target is None
        else len(process.trail)
    )
    kept_branches = _sibling_levels(chain, level, process)
    gone_forks = {each.id for each in process.forks} - {each.id for each in forks}
    lost = [
        each
        for place, each in enumerate(process.trail)
        if each.fork in gone_forks
        or (place >= index and each in path_now and (each.fork, each.branch) not in kept_branches)
    ]
    reopened = {each.made for each in chain}
    lost = [each for each in lost if not (each.branches and each.made in reopened)]
    return Rewind(level, ended, forks, tuple(lost))


def _without_forks_between(
    process: Process, token: Token, meets: Level
) -> tuple[tuple[Fork, ...], tuple[int, ...]]:
    """Going to before a fork ends all its branches."""
    if (token.fork, token.branch) == meets:
        return process.forks, (token.id,)
    forks = {each.id: each for each in process.forks}
    outermost = forks[token.fork]
    while (outermost.outer, outermost.outer_branch) != meets:
        outermost = forks[outermost.outer]
    ended = inside(process, outermost.id)
    gone = {outermost.id} | {each.id for each in process.forks if lies_in(each, outermost.id, process)}
    return tuple(each for each in process.forks if each.id not in gone), tuple(each.id for each in ended)


def lies_in(fork: Fork, outer: int, process: Process) -> bool:
    """Whether a fork lies within another, however deep."""
    forks = {each.id: each for each in process.forks}
    around = fork.outer
    while around and around != outer:
        around = forks[around].outer if around in forks else 0
    return around == outer


def _reopened(chain: Sequence[Passed], level: Level, process: Process) -> tuple[Fork, ...]:
    """The other branches count as arrived; the join waits for just this one."""
    return tuple(
        Fork(
            id=each.made,
            step=each.step,
            outer=each.fork,
            branches=each.branches,
            arrived=tuple(branch for branch in range(1, each.branches + 1) if branch != own),
            outer_branch=each.branch,
        )
        for each, own in zip(chain, _own_branches(chain, level), strict=True)
    )


def _own_branches(chain: Sequence[Passed], level: Level) -> list[int]:
    """The branch of each fork of the chain in which the next one, or at last the target, lies."""
    inner = [each.branch for each in chain[1:]]
    return [*inner, level[1]] if chain else []


def _sibling_levels(chain: Sequence[Passed], level: Level, process: Process) -> set[Level]:
    """The branches, of forks that open again, whose passing stands; with all that lies in them."""
    kept: set[Level] = set()
    for fork, own in zip(chain, _own_branches(chain, level), strict=True):
        kept |= {(fork.made, each) for each in range(1, fork.branches + 1) if each != own}
    while True:
        more = {
            (each.made, branch)
            for each in process.trail
            if each.branches and (each.fork, each.branch) in kept
            for branch in range(1, each.branches + 1)
        } - kept
        if not more:
            return kept
        kept |= more


def adjacent(steps: Sequence[Passed], process: Process) -> list[Passed]:
    """The nearest earlier steps that people decided: one, or behind a join the last of each branch."""
    found: list[Passed] = []
    skip: set[int] = set()
    for each in reversed(steps):
        if each.fork in skip:
            continue
        if each.made and not each.branches:  # a join
            found += _last_of_branches(each.made, steps)
            if found:
                return found
            skip.add(each.made)
        elif each.decided:
            return [each]
    return found


def _last_of_branches(fork: int, steps: Sequence[Passed]) -> list[Passed]:
    last: dict[int, Passed] = {}
    for each in steps:
        if each.fork == fork and each.decided:
            last[each.branch] = each
    return list(last.values())


def _made(process: Process) -> dict[int, Passed]:
    """Who made each fork, by its id."""
    return {each.made: each for each in process.trail if each.branches}


def _outermost(
    level: Level, own: Sequence[Level], made: dict[int, Passed], open_forks: set[int]
) -> Level | None:
    """The level of the token's own lineage at which this one attaches; None for a sibling's."""
    while level not in own:
        if level[0] in open_forks or level[0] not in made:
            return None
        level = (made[level[0]].fork, made[level[0]].branch)
    return level
