"""Streamlit's one page of HTML, told beforehand what it would otherwise find out one after the other.

Streamlit's own page names the scripts that it starts with. Each of its elements is a script more, asked for when the first of its kind
arrives, and what that one needs when it has come: three rounds, and the last chart waits for all. Those of a first view are named in the
page, so that they come while it starts, the small ones in one (serving/scripts.py). It also says where the socket is, which is then
opened at once and not after two questions, and with which letters to begin, so that those that Streamlit brings along and the theme does
not use stay where they are. Its style sheet brings the icons (serving/icons.py). Who comes again has the socket opened and the page asked
for by the page itself (page/early.js). The dashboard's own styles and scripts, all of `page`, stand in it too.
"""

import json
import re
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving import icons, scripts

STATIC = Path(st.__file__).parent / "static"
# What Streamlit would answer to with "not changed", which would be said of its own page, or with a packed one, which is not to be told.
WHOLE = (b"if-none-match", b"if-modified-since", b"accept-encoding")
LETTERS = re.compile(r"<link\s+rel=\"preload\"[^>]*\bas=\"font\"[^>]*>")
FIRST = re.compile(r"<script type=\"module\" crossorigin src=\"([^\"]+)\">")
MODULE = re.compile(r"<link rel=\"modulepreload\" crossorigin href=\"\./([^\"]+)\">")
# Chromium keeps the compiled form of what has come twice. It compiles a module anew each time all the same, unless it has come as a
# script: measured from the third visit on, 860 -> 700 ms to the last chart of Overview, and up to 25 ms more before.
AS_SCRIPT = 'rel="preload" as="script" crossorigin'
# With address and answer at hand Streamlit opens the socket and asks the server meanwhile. No other site may send its page messages.
TOLD = """<script>
window.__streamlit = {{
  BACKEND_BASE_URL: location.origin,
  HOST_CONFIG: {{ allowedOrigins: [location.origin], useExternalAuthToken: false }},
  LIGHT_THEME: {{ bodyFont: {font} }}, DARK_THEME: {{ bodyFont: {font} }}
}};
{scripts}</script>
"""
OWN = Path(__file__).parent / "page"


def page() -> bytes:
    """Streamlit's page with what is told beforehand in it."""
    font = json.dumps(st.get_option("theme.font") or "sans-serif")
    told = TOLD.format(font=font, scripts=_own("early.js", "back.js", "language.js"))
    styles = f"<style>{_own('frame.css', 'print.css')}</style>"  # behind those that Streamlit adds to the head, and so above them
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    small = scripts.small()
    large = [file for file in scripts.needed() if file not in small.files]
    later = [file for file in large if f'"./{file}"' not in text]
    links = "".join(f'<link {AS_SCRIPT} fetchpriority="low" href="./{file}">\n' for file in later)
    text = LETTERS.sub("", text).replace('.css"', f'.css?icons={icons.mark()}"')
    text = MODULE.sub(lambda link: f'<link {AS_SCRIPT} href="./{link[1]}">' if link[1] in large else "", text)
    # What says where the small ones are stands in front of what asks for them.
    text = FIRST.sub(rf'<link {AS_SCRIPT} href="\1"><script src="./{small.address}"></script>\g<0>', text)
    # In front of the style sheet, for which a script that stands behind it waits.
    for place, what in (("<title>", told), ("</head>", links), ("</body>", styles)):
        text = text.replace(place, what + place)
    return text.encode()


def _own(*names: str) -> str:
    return "".join((OWN / name).read_text(encoding="utf-8") for name in names)


class Ahead:
    """Puts `page` in the place of Streamlit's own, whichever address it stands at; passes on all else."""

    def __init__(self, app: ASGIApp):
        """Stand in front of `app`."""
        self.app, self.theirs, self.ours = app, (STATIC / "index.html").read_bytes(), page()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer whoever asks for a page, or pass on."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        asked = [pair for pair in scope["headers"] if pair[0] not in WHOLE]
        held: list[Message] = []

        async def look(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            if held:
                start = held.pop()
                if message.get("body") == self.theirs:
                    kept = [p for p in start["headers"] if p[0] not in (b"content-length", b"etag", b"last-modified")]
                    start = {**start, "headers": [*kept, (b"content-length", str(len(self.ours)).encode())]}
                    message = {**message, "body": self.ours}
                await send(start)
            await send(message)

        await self.app({**scope, "headers": asked}, receive, look)
