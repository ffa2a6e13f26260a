"""The server of the web part."""

from __future__ import annotations

import socket

import uvicorn


class WebServer(uvicorn.Server):
    """Ends all open streams when it stops; uvicorn would wait for them, and complain of each it cuts."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.config.app.state.hub.let_go()  # type: ignore[union-attr] - always an application of ours
        await super().shutdown(sockets)
