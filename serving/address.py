"""Where the server listens and the name under which people reach it: PORT, LEDGER_HOST, LEDGER_ORIGIN and LEDGER_PROXY.

What cannot be is said in words, and ends the program: a server that guesses where it stands lets in whom it should not.
"""

import contextlib
import errno
import ipaddress
import os
import socket
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "::1")
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Address:
    """`host` and `port` are what it listens on; `origin` is its public address, empty without one; `proxies` are whose word on clients counts."""

    port: int
    host: str = "127.0.0.1"
    origin: str = ""
    proxies: tuple[str, ...] = ()

    @property
    def origins(self) -> frozenset[str]:
        """Every origin (scheme, name and port, as browsers write it) whose pages may open the socket and upload: its own, no other."""
        if self.origin:
            return frozenset({self.origin})
        names = {"localhost", "127.0.0.1", f"[{self.host}]" if ":" in self.host else self.host}
        return frozenset(f"http://{name}" + ("" if self.port == 80 else f":{self.port}") for name in names)

    @property
    def shown(self) -> str:
        """What to type into a browser."""
        return self.origin or f"http://localhost:{self.port}"

    @property
    def reached(self) -> str:
        """The address at which this machine itself reaches the server."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "localhost": "127.0.0.1"}.get(self.host, self.host)


def read() -> Address:
    """The address that the environment says; the program ends, in words, where it says none."""
    port, host, origin = _port(), _host(), _origin()
    proxies = _proxies()
    if not is_loopback(host):
        if not origin:
            sys.exit(
                f"LEDGER_HOST={host} lets other machines in, and LEDGER_ORIGIN does not say under which name: set it, as in"
                " LEDGER_ORIGIN=https://ledger.example.org. docs/DEPLOY.md shows how a proxy with TLS stands in front."
            )
        if not proxies:
            sys.exit(
                f"LEDGER_HOST={host} lets other machines in: LEDGER_PROXY must say the address, or the network, of the proxy that"
                " stands in front, as in LEDGER_PROXY=172.30.0.2. Who knocks is known by its word, and limits are kept by it."
            )
    return Address(port, host, origin, (*LOOPBACK, *proxies) if origin else ())


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach a server that listens there."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def probe(address: Address) -> None:
    """End the program, in words, where another program has the port or the address is not of this machine."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as trial:
        if os.name == "posix":  # a port that a server has just left counts as free, as it does for the server itself
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address.host, address.port))
        except OSError as problem:
            if problem.errno == errno.EADDRNOTAVAIL:
                sys.exit(f"LEDGER_HOST is {address.host!r}, which is no address of this machine.")
            busy = problem.errno == errno.EADDRINUSE
            why = "taken, perhaps by this dashboard already running" if busy else f"not to be had: {problem.strerror}"
            sys.exit(
                f"Port {address.port} is {why}. Choose another: PORT=8600 make run (Windows: set PORT=8600 first)."
            )


def _port() -> int:
    asked = os.environ.get("PORT") or "8501"
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        sys.exit(f"PORT is {asked!r}, which is not a port: choose a number from 1 to 65535, such as PORT=8600.")
    return int(asked)


def _host() -> str:
    asked = os.environ.get("LEDGER_HOST", "").strip() or "127.0.0.1"
    if asked != "localhost" and not _is_address(asked):
        sys.exit(
            f"LEDGER_HOST is {asked!r}, which is not an address: say one of this machine, such as 127.0.0.1 or 0.0.0.0 (all)."
        )
    return asked


def _origin() -> str:
    """LEDGER_ORIGIN as browsers write an origin: in small letters, without a slash at its end and without the port that goes without saying."""
    asked = os.environ.get("LEDGER_ORIGIN", "").strip()
    if not asked:
        return ""
    with contextlib.suppress(ValueError):  # a port that is none, brackets that do not close
        said = urlsplit(asked.lower())
        name, port = said.hostname or "", said.port
        is_bare = asked.isascii() and not (
            said.username or said.password or said.path.strip("/") or said.query or said.fragment
        )
        is_safe = said.scheme == "https" or (
            said.scheme == "http" and (is_loopback(name) or name.endswith(".localhost"))
        )
        if name and is_bare and is_safe and "*" not in name:
            shown = f"[{name}]" if ":" in name else name
            return f"{said.scheme}://{shown}" + ("" if port in (None, DEFAULT_PORTS[said.scheme]) else f":{port}")
    sys.exit(
        f"LEDGER_ORIGIN is {asked!r}, which is not a public address: say scheme and name alone, as people type it, such as"
        " https://ledger.example.org. Without TLS (http://) only names of this machine itself are taken."
    )


def _proxies() -> tuple[str, ...]:
    """The addresses and networks that LEDGER_PROXY names, with commas between."""
    asked = [part.strip() for part in os.environ.get("LEDGER_PROXY", "").split(",") if part.strip()]
    for part in asked:
        try:
            is_everybody = ipaddress.ip_network(part).prefixlen == 0
        except ValueError:
            is_everybody = True
        if is_everybody:
            sys.exit(
                f"LEDGER_PROXY names {part!r}, which is neither an address nor a network: say that of the proxy, such as 172.30.0.2."
            )
    return tuple(asked)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
