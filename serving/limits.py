"""How often one client may ask: uploads, sign-in and new sessions are refused with 429 past it; a socket's messages wait.

Each process counts for itself. Of several each gives a share of what one would, for a client that changes its cookie comes to all of
them; not so of uploads, for the files of one session go to one process.
"""

import asyncio
import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.gate import SAFE, refuse

CLIENTS = 10_000  # of whom a limit is kept at once


@dataclass(frozen=True)
class Limit:
    """`at_once` may come together, then so many `a_second`; one office may stand behind one address."""

    at_once: float
    a_second: float


LIMITS = {
    "upload": Limit(200, 2),  # the forms of a ministerial are dropped at once
    "sign_in": Limit(60, 1),  # two requests a person
    "session": Limit(200, 5),
}
SHARED, LEAST = ("sign_in", "session"), 10
MESSAGES = Limit(60, 10)  # of one socket
SIGN_IN = ("/auth/login", "/auth/logout", "/oauth2callback")


def shared(processes: int) -> dict[str, Limit]:
    """The limits that each of so many processes keeps, none so small that nobody gets through a sign-in."""
    return {
        name: Limit(max(LEAST, one.at_once / processes), one.a_second / processes) if name in SHARED else one
        for name, one in LIMITS.items()
    }


class Bucket:
    """What is left of one allowance: a token goes with each thing done, and they come back with time."""

    def __init__(self, limit: Limit, now: float):
        """Begin full."""
        self.limit, self.tokens, self.then = limit, limit.at_once, now

    def wait(self, now: float) -> float:
        """Take a token, and return 0; or return the seconds until there is one."""
        self.tokens = min(self.limit.at_once, self.tokens + (now - self.then) * self.limit.a_second)
        self.then = now
        if self.tokens >= 1 - 1e-6:  # a wait that is over may fall short by a rounding
            self.tokens -= 1
            return 0
        return (1 - self.tokens) / self.limit.a_second

    def is_full(self, now: float) -> bool:
        """Whether it says no more than a new one would."""
        return self.tokens + (now - self.then) * self.limit.a_second >= self.limit.at_once


def client(scope: Scope) -> str:
    """Whom to count a request for: the address; of an IPv6 one the network, for who has one address there has 2^64."""
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:50]
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


def kind(scope: Scope) -> str | None:
    """Which limit a request falls under, by name; None where it falls under none."""
    if scope["type"] == "websocket":
        return "session"
    if scope["path"] in SIGN_IN:
        return "sign_in"
    return None if scope["method"] in SAFE else "upload"


class Limits:
    """Keeps `limits` in front of `app`, by client."""

    def __init__(self, app: ASGIApp, limits: dict[str, Limit] = LIMITS, clock: Callable[[], float] = time.monotonic):
        """Stand in front of `app`."""
        self.app, self.limits, self.clock = app, limits, clock
        self.buckets: dict[tuple[str, str], Bucket] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say when to come again."""
        name = kind(scope) if scope["type"] in ("http", "websocket") else None
        if name is not None and (seconds := self._bucket(name, client(scope)).wait(self.clock())):
            again = math.ceil(seconds)
            why = f"Too many requests from your address. Try again in {again} s."
            await refuse(scope, receive, send, 429, why, **{"Retry-After": str(again)})
            return
        await self.app(scope, self._slowed(receive) if scope["type"] == "websocket" else receive, send)

    def _bucket(self, name: str, who: str) -> Bucket:
        """The allowance of a client; of those of whom nothing is to be remembered none is kept."""
        now = self.clock()
        if len(self.buckets) >= CLIENTS:
            kept = {key: bucket for key, bucket in self.buckets.items() if not bucket.is_full(now)}
            self.buckets = kept if len(kept) < CLIENTS else {}
        return self.buckets.setdefault((name, who), Bucket(self.limits[name], now))

    def _slowed(self, receive: Receive) -> Receive:
        """A socket's messages, no faster than MESSAGES: each runs a page, and some write."""
        bucket = Bucket(MESSAGES, self.clock())

        async def slowly() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                while seconds := bucket.wait(self.clock()):
                    await asyncio.sleep(seconds)
            return message

        return slowly
