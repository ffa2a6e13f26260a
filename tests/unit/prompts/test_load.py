"""Prompts are files; values are put in once and cannot bring placeholders of their own."""

from __future__ import annotations

import pytest

from prompts import load


def test_a_value_is_never_read_as_a_placeholder() -> None:
    assert "$now ${monday} $$" in load("repair", faults="$now ${monday} $$")


def test_a_missing_value_is_an_error_and_so_is_one_without_a_place() -> None:
    with pytest.raises(KeyError):
        load("repair")
    with pytest.raises(ValueError, match="no place for colour"):
        load("repair", faults="x", colour="red")


@pytest.mark.parametrize("name", ["nowhere", "../pyproject", "/etc/hosts", "a.b", ""])
def test_only_a_prompt_of_the_package_can_be_loaded(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        load(name)
