"""What the engine's facts and states are made of: frozen values, quick to make, to change and to write."""

from __future__ import annotations

from typing import Any, Self

from msgspec import Struct
from msgspec.structs import replace

Json = Any  # what JSON can say; checked where it comes in, by the form (`engine/fields.py`)


class Value(Struct, frozen=True, omit_defaults=True, gc=False):
    """Nothing is checked when one is made in code, only when one is read (`msgspec.json.decode`).

    `gc=False`: values hold no cycles, so the collector need not look at them.
    """

    def changed(self, **changes: Any) -> Self:
        """With some fields changed."""
        return replace(self, **changes)
