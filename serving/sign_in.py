"""What people are told where signing in fails: the provider is away, refuses, or its answer was used before.

Streamlit says "Authentication error", or leads back to the first page without a word.
"""

import html
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

LOGIN, RETURN = "/auth/login", "/oauth2callback"
AWAY = "Nobody can sign in just now: the service that does it cannot be reached. Who is signed in stays so, and open pages go on. Try again in a minute."
UNFINISHED = "Signing in was not finished: the service that does it could not be reached, refused, or its answer was used before. Nothing was changed. Try again."
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{title}</title><body style="font-family:sans-serif;max-width:40em;margin:3em auto;padding:0 1em"><h1>{title}</h1><p>{words}</p><p><a href="/">Back to the dashboard</a></p></body></html>'


def _failure(scope: Scope, start: Message) -> str:
    """What went wrong in a step of signing in, in words; empty where it went on."""
    if scope["path"] == LOGIN:
        return AWAY if start["status"] >= 400 else ""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    came_in = any(
        cookie.startswith(f"{USER_COOKIE_NAME}=") and f'{USER_COOKIE_NAME}=""' not in cookie
        for cookie in Headers(raw=start["headers"]).getlist("set-cookie")
    )
    return UNFINISHED if {"code", "error"} & asked.keys() and not came_in else ""


class SignIn:
    """Puts words in the place of an answer that tells a person nothing; cookies that it takes away are still taken."""

    def __init__(self, app: ASGIApp):
        """Stand in front of `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a step that went on, or say what went wrong."""
        if scope["type"] != "http" or scope["path"] not in (LOGIN, RETURN):
            await self.app(scope, receive, send)
            return
        failed: list[tuple[str, Message]] = []

        async def look(message: Message) -> None:
            if message["type"] == "http.response.start" and (words := _failure(scope, message)):
                failed.append((words, message))
            if not failed:
                await send(message)

        await self.app(scope, receive, look)
        for words, start in failed:
            page = PAGE.format(title="Sign in", words=html.escape(words))
            answer = HTMLResponse(page, 503, {"Cache-Control": "no-store", "Retry-After": "60"})
            answer.raw_headers += [(name, value) for name, value in start["headers"] if name == b"set-cookie"]
            await answer(scope, receive, send)
