"""The server of the web part."""

from __future__ import annotations

import socket
from typing import Any

import uvicorn


class WebServer(uvicorn.Server):
    """Ends all open streams when it stops; uvicorn would wait for them, and complain of each it cuts."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        application: Any = self.config.app  # always one of ours
        application.state.hub.let_go()
        await super().shutdown(sockets)
