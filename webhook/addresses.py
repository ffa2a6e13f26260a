"""Where our calls may go: never into the company's own network unless its operator says so.

A name is resolved once, each of its addresses examined, and the call made to the address examined: a name
that answers differently the next moment leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

_PORTS = {"https": 443, "http": 80}
_LONGEST = 2000  # characters


class Unreachable(Exception):
    """Of a URL: the name is unknown, for now at least."""


class NotAllowed(Exception):
    """Of a URL that we do not call, whatever happens."""


@dataclass(frozen=True, slots=True)
class Target:
    """`call` names the address examined; `host` and `name` are for the Host header and the certificate."""

    call: str
    host: str
    name: str


def target(url: str, *, private: bool) -> Target:
    """`private`: addresses of the own network are allowed, and plain HTTP. Raises NotAllowed, Unreachable."""
    parts = _split(url)
    if parts.scheme not in (_PORTS if private else ("https",)):
        raise NotAllowed("https only" if not private else "http and https only")
    if not parts.hostname or parts.username is not None or len(url) > _LONGEST:
        raise NotAllowed("a host, no user name in it, and at most 2000 characters")
    port = parts.port or _PORTS[parts.scheme]
    address = _resolved(parts.hostname, port, private=private)
    literal = f"[{address}]" if ":" in address else address
    path = parts._replace(netloc=f"{literal}:{port}", fragment="").geturl()
    return Target(call=path, host=parts.netloc, name=parts.hostname)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - asked for its error
    except ValueError as error:
        raise NotAllowed("not a URL") from error
    return parts


def _resolved(host: str, port: int, *, private: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host} is not known") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not private and not all(map(_is_public, addresses)):
        raise NotAllowed("an address of a private network")
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    found = mapped or found
    return found.is_global and not found.is_multicast
