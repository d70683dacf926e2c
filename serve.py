"""Serve the dashboard: on the loopback address, or under the public name that LEDGER_ORIGIN says (docs/DEPLOY.md, docs/SETTINGS.md).

An address that cannot be had ends it at once, in words: the warm-up would call another program's server ready.
"""

import logging
import os
import sys
import threading
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from etl.records.access import audit, sign_in
from serving import address, guard, health, limits, logs, prompt, scripts, workers
from serving.ahead import Ahead
from serving.gate import Gate
from serving.limits import Limits
from serving.media import Media
from serving.packed import PackedStatic
from serving.sign_in import SignIn
from serving.warm import warm


def overview(request: Request) -> Response:
    """Send whoever types the first page's name to where it lives, with the rest of the link."""
    return RedirectResponse(f"/?{request.url.query}")


def around(place: address.Address) -> list[Middleware]:
    """All that stands in front of the pages, for one address."""
    return [
        Middleware(Gate, address=place),
        Middleware(Limits, limits=limits.shared(workers.beside())),
        Middleware(SignIn),
        Middleware(Media),
        Middleware(PackedStatic),
        Middleware(GZipMiddleware, minimum_size=2000, compresslevel=4),
        Middleware(Ahead),
    ]


def make(place: address.Address) -> st.App:
    """The dashboard behind all that stands in front of it, for one address."""
    return st.App(
        Path(__file__).parent / "dashboard.py",
        routes=[Route("/overview", overview), scripts.ROUTE, *health.ROUTES],
        middleware=around(place),
        secrets=sign_in.secrets() if sign_in.is_configured() else None,
    )


def serve(place: address.Address) -> None:
    """Serve in this process until it is told to end."""
    address.probe(place)
    # Whose word uvicorn takes on who the client is: without a public name nobody's.
    os.environ["FORWARDED_ALLOW_IPS"] = ",".join(place.proxies)
    threading.Thread(target=warm, args=(place,), daemon=True).start()
    config = {"server.port": place.port, "server.address": place.host, "logger.hideWelcomeMessage": True}
    prompt.set_up()
    make(place).run(config=config)


if __name__ == "__main__":
    chosen, number = address.read(), workers.count()
    guard.check(chosen)
    logs.set_up()
    sys.setswitchinterval(
        0.001
    )  # seconds: who waits for Python's one core asks for it five times as soon (serving/turns.py)
    audit.say_at_start(logging.getLogger(__name__))
    if number > 1:
        workers.supervise(chosen, number)
    else:
        serve(chosen)
