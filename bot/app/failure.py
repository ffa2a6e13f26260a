"""What a command says when it cannot go on: a sentence for the operator, and exit code 1."""

from __future__ import annotations

from bot.messages import Text


class CommandFailed(Exception):
    def __init__(self, problem: Text) -> None:
        super().__init__(problem.en)
        self.problem = problem
