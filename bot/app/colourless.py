"""structlog without rich, which it would load (seventy modules with what rich loads) for coloured tracebacks.

To be imported before anything that logs; a later import of rich works as ever.
"""

import sys

_absent = sys.modules.get("rich") is None
if _absent:
    sys.modules["rich"] = None  # type: ignore[assignment]  # the import system's own word for "not there"
import structlog  # noqa: E402 - while rich is away

if _absent:
    del sys.modules["rich"]

__all__ = ["structlog"]
