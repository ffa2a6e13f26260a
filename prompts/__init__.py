"""What we tell the language model: one text file per purpose, read through `load`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template


def load(name: str, **values: str) -> str:
    """The text of `prompts/<name>.txt` with each `$placeholder` replaced, once: a value is never read again.

    Raises FileNotFoundError for an unknown name, KeyError for a missing value,
    ValueError for a value that the text has no place for.
    """
    template = _read(name)
    if unplaced := values.keys() - set(template.get_identifiers()):
        raise ValueError(f"prompts/{name}.txt has no place for {', '.join(sorted(unplaced))}")
    return template.substitute(values)


@cache
def _read(name: str) -> Template:
    if not name.isidentifier():
        raise FileNotFoundError(f"no prompt is called {name!r}")
    return Template(files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8"))
