"""Long connections to the platforms: each is held by one process of the company at a time.

Whoever has the platform's lease in Redis runs its listener; when it dies, another takes over within seconds.
While Redis is away the holder goes on: nobody else can take over from it then either.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from threading import Event, Thread

import structlog
from redis import Redis
from redis.exceptions import RedisError

from bot.adapter import Listener, Received
from scheduler.parts import Clock
from webhook.attempts import attempt
from webhook.parts import Inbox

_LEASE_MS = 6000  # then another takes over from a holder that died
_RENEW_S = 1.5
_PAUSES_S = (1.0, 5.0, 30.0)  # before a listener that broke off is started again
_STOP_S = 8.0  # what a listener may take to say goodbye

# KEYS: the lease. ARGV: the holder, milliseconds. Whether it is the holder's, who keeps it so long.
_HOLD = """
local holder = redis.call('get', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
return 1
"""
_LET_GO = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"

log = structlog.get_logger()


class SocketLease:
    """Of one platform, for one process."""

    def __init__(self, redis: Redis, platform: str, *, lease_ms: int = _LEASE_MS) -> None:
        self._redis, self._key, self._lease_ms = redis, f"tuitui:socket:{platform}", lease_ms
        self._me = secrets.token_hex(8)  # two processes of one name must not both think that they hold it
        self._held = False

    def hold(self) -> bool:
        """Take or keep it; whether it is ours."""
        try:
            self._held = bool(self._redis.eval(_HOLD, 1, self._key, self._me, self._lease_ms))
        except RedisError as error:
            log.warning("lease_not_renewed", lease=self._key, error=repr(error))
        return self._held

    def let_go(self) -> None:
        """At once, so that nobody waits for its end."""
        self._held = False
        try:
            self._redis.eval(_LET_GO, 1, self._key, self._me)
        except RedisError as error:
            log.warning("lease_not_released", lease=self._key, error=repr(error))


class Socket:
    """Runs a listener while the lease is held."""

    def __init__(
        self,
        platform: str,
        listener: Listener,
        lease: SocketLease,
        taken: Callable[[Received], None],
        *,
        renew_s: float = _RENEW_S,
    ) -> None:
        self._platform, self._listener, self._lease, self._taken = platform, listener, lease, taken
        self._renew_s = renew_s

    def run(self, stop: Event) -> None:
        """Until `stop`."""
        try:
            while not stop.is_set():
                if self._lease.hold():
                    self._listen(stop)
                stop.wait(self._renew_s)
        finally:
            self._lease.let_go()

    def _listen(self, stop: Event) -> None:
        """Until the lease is lost or `stop`; the connection is closed when this returns."""
        ended = Event()
        thread = Thread(target=self._stay, args=(ended,), name=f"socket-{self._platform}", daemon=True)
        log.info("socket_opened", platform=self._platform)
        thread.start()
        while not stop.wait(self._renew_s) and self._lease.hold():
            pass
        ended.set()
        thread.join(_STOP_S)
        while thread.is_alive() and not stop.is_set():  # a second one beside it would only do harm
            log.error("socket_not_closed", platform=self._platform)
            thread.join(_STOP_S)
        log.info("socket_closed", platform=self._platform)

    def _stay(self, ended: Event) -> None:
        failures = 0
        while not ended.is_set():
            try:
                self._listener.run(self._taken, ended)
            except Exception as error:  # the outermost loop: what a library throws must not end the socket
                log.exception("socket_failed", platform=self._platform, error=repr(error))
            if not ended.is_set():
                ended.wait(_PAUSES_S[min(failures, len(_PAUSES_S) - 1)])
                failures += 1


def take_into(inbox: Inbox, clock: Clock) -> Callable[[Received], None]:
    """Durable when it returns, each message once; what may be settled by an attempt is in good hands."""

    def taken(received: Received) -> None:
        if received.attempt is not None:
            attempt(received, taken)
            return
        now = clock.now()
        fresh = [inbox.accept(message.model_copy(update={"at": now}), now) for message in received.messages]
        if any(fresh):
            inbox.wake()
        elif fresh:
            log.info("socket_repeated", messages=len(fresh))

    return taken


class Sockets:
    """All of them, in threads of this process."""

    def __init__(
        self, listeners: Mapping[str, Listener], redis: Redis, taken: Callable[[Received], None]
    ) -> None:
        self._stop = Event()
        self._threads = [
            Thread(
                target=Socket(platform, listener, SocketLease(redis, platform), taken).run,
                args=(self._stop,),
                name=f"lease-{platform}",
                daemon=True,
            )
            for platform, listener in listeners.items()
        ]

    def start(self) -> None:
        for each in self._threads:
            each.start()

    def stop(self) -> None:
        """Close the connections and give the leases back."""
        self._stop.set()
        for each in self._threads:
            each.join(_STOP_S + _RENEW_S)
