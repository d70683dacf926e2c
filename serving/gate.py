"""Who may knock: a request must name this server, and what changes something or opens the socket must come from its own pages.

Streamlit takes every page of localhost for its own, whatever its port, and every Host; a page of another program, or of a name
that is made to point here (DNS rebinding), could so read and drive a server of restricted data.
"""

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.address import Address

SAFE = {"GET", "HEAD"}
OPEN = {"/healthz", "/readyz"}  # a proxy or a supervisor asks these at the machine's own address
CORE = "_stcore"
USED = {"health", "host-config", "stream", "upload_file", "bidi-components"}  # what pages use of Streamlit's own ends
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
log = logging.getLogger(__name__)


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str, **headers: str) -> None:
    """Answer a request, or a socket that asks to be opened, with a status and words."""
    log.warning("Refused with %d, %s %.200r: %s", status, scope.get("method", "socket"), scope["path"], why)
    response = PlainTextResponse(why + "\n", status, headers)
    if scope["type"] == "websocket":
        await receive()  # its wish to connect, which must be read before it is answered
    await response(scope, receive, send)


class Gate:
    """Refuses with 403, in words, what does not name `address` or comes from another origin; Streamlit's other ends are not there."""

    def __init__(self, app: ASGIApp, address: Address):
        """Stand in front of `app`."""
        self.app = app
        self.by_host = {origin.partition("://")[2]: origin for origin in address.origins}
        self.shown = address.shown
        self.is_secure = address.origin.startswith("https://")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                self._secure(message)
            await send(message)

        if why := self.objection(scope):
            await refuse(scope, receive, send_safely, 403, why)
        elif not self._is_there(scope["path"]):
            await PlainTextResponse("There is nothing here.\n", 404)(scope, receive, send_safely)
        else:
            await self.app(scope, receive, send_safely)

    def objection(self, scope: Scope) -> str:
        """Why a request may not come in, in words; empty where it may."""
        if scope["type"] == "http" and scope["path"] in OPEN and scope["method"] in SAFE:
            return ""
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or hosts[0] not in self.by_host:
            return f"This server answers at {self.shown} alone. Open that address."
        if origins and origins != [self.by_host[hosts[0]]]:
            return f"Only pages of {self.shown} may ask this. It came from another one."
        if not origins and (scope["type"] == "websocket" or scope["method"] not in SAFE):
            return f"Only pages of {self.shown} may ask this, and browsers say of which page they are (Origin). This did not."
        return ""

    @staticmethod
    def _is_there(path: str) -> bool:
        """Whether pages use what is at a path: metrics and the ends for programs are not for readers."""
        parts = [part.casefold() for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
        return parts[:1] != [CORE] or (len(parts) > 1 and parts[1] in USED)

    def _secure(self, message: Message) -> None:
        """Say in an answer that other sites may not frame or use it, and that cookies travel over TLS alone where the origin has it."""
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if self.is_secure:
            message["headers"] = [
                (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
                for name, value in message["headers"]
            ]
