"""Lint: what is wrong or doubtful in a template that is well formed, before anybody starts it."""

from engine.lint.finding import Finding, Level
from engine.lint.report import errors, lint

__all__ = ["Finding", "Level", "errors", "lint"]
