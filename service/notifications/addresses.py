"""Where a webhook may go: the open internet, over TLS, and nowhere inside. Checked again with every attempt, on the very address
that is then connected to, so that a name cannot change its meaning in between.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from service.errors import BadInput, Finding

Resolve = Callable[[str, int], Sequence[str]]
"""From a name and a port to addresses."""
LONGEST_URL, LONGEST_NAME, LONGEST_PART = 2000, 253, 63
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII | re.IGNORECASE)
PORTS = frozenset({443, 8443})
INSIDE_4 = tuple(
    ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
OPEN_6 = IPv6Network("2000::/3")
INSIDE_6 = tuple(IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
"""Parts of the open range that lead elsewhere: transition techniques, which can hide an inner address, and examples."""


class Forbidden(BadInput):
    """A webhook may not go there."""

    code = "webhook-address"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect to, and what to say there."""

    host: str
    port: int
    address: str
    path: str
    is_tls: bool

    @property
    def url(self) -> str:
        """By the address that was checked."""
        return f"{'https' if self.is_tls else 'http'}://{_bracketed(self.address)}:{self.port}{self.path}"

    @property
    def authority(self) -> str:
        """Whom the message is for, as the header says it."""
        host = _bracketed(self.host)
        return host if self.port == (443 if self.is_tls else 80) else f"{host}:{self.port}"


def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a name. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_outside(address: str) -> bool:
    """Whether the address lies in the open internet, however it is written."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        return found in OPEN_6 and not any(found in net for net in INSIDE_6)
    return _is_outside_4(found)


def _is_outside_4(address: IPv4Address) -> bool:
    return not any(address in net for net in INSIDE_4)


def check_url(url: str, *, anywhere: bool = False) -> None:
    """What can be said without asking anybody. Raises Forbidden. `anywhere` is for trying things out on one machine."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _forbidden("This is no address.") from None
    if len(url) > LONGEST_URL or not url.isascii() or any(ord(c) < 33 or ord(c) == 127 for c in url) or "\\" in url:
        raise _forbidden("An address holds no spaces and only plain characters; write others as the standard for addresses asks.")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise _forbidden("An address names a host, and no user.")
    if not _is_host(parts.hostname):
        raise _forbidden("The name of the host is none.")
    if anywhere:
        return
    if parts.scheme != "https":
        raise _forbidden("Only https is taken.")
    if port not in (None, *PORTS):
        raise _forbidden(f"Only the ports {', '.join(map(str, sorted(PORTS)))} are taken.")
    if _looks_like_number(parts.hostname) and not is_outside(parts.hostname):
        raise _forbidden("The address lies inside a network.")


def find_target(url: str, ask: Resolve = resolve, *, anywhere: bool = False) -> Target:
    """Where to connect to. Every address of the name has to lie outside: one inside is enough to refuse. Raises Forbidden, OSError."""
    check_url(url, anywhere=anywhere)
    parts = urlsplit(url)
    host = str(parts.hostname)
    is_tls = parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    found = list(ask(host, port))
    if not found:
        raise OSError(f"{host} has no address")
    if not anywhere and not all(is_outside(address) for address in found):
        raise _forbidden("The address lies inside a network.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, found[0], path, is_tls)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_host(host: str) -> bool:
    """Whether a resolver can be asked: each part of a name has 1 to 63 characters."""
    name = host.removesuffix(".")
    return ":" in host or (len(name) <= LONGEST_NAME and all(1 <= len(part) <= LONGEST_PART for part in name.split(".")))


def _looks_like_number(host: str) -> bool:
    """As the standard for addresses has it: a host whose last part is a number is one as a whole."""
    last = host.removesuffix(".").rpartition(".")[2]
    return ":" in host or NUMBER.fullmatch(last) is not None


def _forbidden(why: str) -> Forbidden:
    return Forbidden(why, findings=[Finding("/url", "webhook-address", why)])
