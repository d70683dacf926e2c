"""Files that people take: one of restricted figures is handed to the account for which it was made, while that is signed in, and to no other.

Streamlit gives a file to whoever has its address, which is a hash of what is in it.
"""

import json
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from etl.records.access import handed, people, sign_in
from etl.records.access.roles import NOBODY, Person
from serving.gate import refuse

PLACE = "/media/"


def person(cookies: Mapping[str, str]) -> Person:
    """Who signed in with these cookies; nobody where none says so, or where that sign-in has ended."""

    def one(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, cookies.get(name, ""))

    said = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    return people.of(json.loads(said)) if said else NOBODY


def is_for_another(name: str, cookies: Mapping[str, str]) -> bool:
    """Whether a file was made for others than who asks, or who asks has another role by now."""
    file = runtime.get_instance().media_file_mgr.read_file(name)
    whose = handed.readers(file.content) if file else None
    return whose is not None and person(cookies) not in whose


class Media:
    """Refuses with 403, in words, a file that was made for another person."""

    def __init__(self, app: ASGIApp):
        """Stand in front of `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be had."""
        if scope["type"] == "http" and scope["path"].startswith(PLACE) and sign_in.is_configured():
            cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
            if await run_in_threadpool(is_for_another, scope["path"].removeprefix(PLACE), cookies):
                await refuse(
                    scope, receive, send, 403, "This file was made for another sign-in. Take it from its page."
                )
                return
        await self.app(scope, receive, send)
