"""What emulators have in common: a real server in a thread of its own, up while its context is."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Generic, Self, TypeVar

from websockets.sync.server import Server, ServerConnection, serve

Failure = TypeVar("Failure")
_LOOK_S = 0.02  # how late the end of a test is noticed


class HttpEmulator:
    """Use as a context manager."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_LOOK_S,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"


class PlatformEmulator(HttpEmulator, Generic[Failure]):
    """Its calls can be told to fail."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(handler)
        self._failures: dict[str, deque[Failure | None]] = {}

    def fails(self, call: str, *failures: Failure | None) -> None:
        """The next calls of this name, one after the other; None lets one through."""
        self._failures.setdefault(call, deque()).extend(failures)

    def next_failure(self, call: str) -> Failure | None:
        waiting = self._failures.get(call)
        return waiting.popleft() if waiting else None


class SocketServer:
    """Long connections. Use as a context manager."""

    def __init__(self, handle: Callable[[ServerConnection], None]) -> None:
        self.connections: list[ServerConnection] = []
        self._changed = threading.Condition()
        self._server: Server = serve(handle, "127.0.0.1", 0)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def origin(self) -> str:
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.drops()
        self._server.shutdown()
        self._thread.join()

    def connected(self, times: int = 1) -> None:
        """Wait until somebody has connected so often."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.connections) >= times, 15), "nobody connects"

    def drops(self) -> None:
        for each in list(self.connections):
            with contextlib.suppress(OSError):  # it is closed already
                each.socket.shutdown(socket.SHUT_RDWR)
