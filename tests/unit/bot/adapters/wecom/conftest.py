from __future__ import annotations

from tests.emulators.wecom import wecom

__all__ = ["wecom"]
