"""Which of Streamlit's scripts a first view needs, and the small ones among them in one.

Four fifths of a hundred scripts are a few hundred bytes each, and each costs the browser a millisecond or two, over a slow line a place in a
queue of six. They come in one file, which says by an import map that the text of each is at hand (an address of kind `data:`). Each stays a
module of its own, the same for whoever imports it later; a browser that knows no import maps asks for them as Streamlit's page would.
"""

import functools
import hashlib
import json
import re
import urllib.parse
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

STATIC = Path(st.__file__).parent / "static"
# Drawn on the first view of nearly every page: the sidebar's choices, charts and what stands around them.
NEEDED = (
    "widgets/ButtonGroup",
    "widgets/Selectbox",
    "elements/EChartsChart",
    "elements/PageLink",
    "widgets/Button",
)
SMALL = 4_000  # bytes: of larger ones the browser keeps what it compiled
# A script that asks where it stands, or imports another later, stays where it is.
OF_ITS_PLACE = re.compile(r"\bimport(\.meta|\s*\()")
OTHER = re.compile(r"(\b(?:from|import)\s*[\"'])\./")
AT = "\x01"  # the folder of the scripts, in their texts
MAP = """(() => {
  const at = new URL("static/js/", document.currentScript.src).href, imports = {};
  for (const [name, text] of Object.entries(%s)) imports[at + name] = "data:text/javascript," + text.replaceAll("%%01", at);
  const map = Object.assign(document.createElement("script"), { type: "importmap", textContent: JSON.stringify({ imports }) });
  document.head.append(map);
})();
"""


class Small(NamedTuple):
    """Which files are in it, the address and the text of the script that has them."""

    files: frozenset[str]
    address: str
    text: str


@functools.cache
def needed() -> tuple[str, ...]:
    """Files of the first view below Streamlit's folder: those that its page names, then those of NEEDED, what is needed first in front."""
    made = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    files: dict[str, None] = {}
    _of(made, "index.html", files)
    for element in NEEDED:
        _of(made, f"../lib/src/components/{element}/{Path(element).name}.tsx", files)
    return tuple(files)


def _of(made: dict, name: str, files: dict[str, None]) -> None:
    """Add to `files` the one made of a source and those it imports; nothing for a source that this Streamlit does not have."""
    if name in made and made[name]["file"] not in files:
        files[made[name]["file"]] = None
        for other in made[name].get("imports", []):
            _of(made, other, files)


@functools.cache
def small() -> Small:
    """The small ones of `needed`."""
    texts = {file: (STATIC / file).read_text(encoding="utf-8") for file in needed()}
    texts = {file: text for file, text in texts.items() if len(text) < SMALL and not OF_ITS_PLACE.search(text)}
    safe = "".join(map(chr, range(33, 127))).replace("%", "").replace("#", "")
    encoded = {Path(file).name: urllib.parse.quote(OTHER.sub(rf"\1{AT}", text), safe) for file, text in texts.items()}
    script = MAP % json.dumps(encoded)
    return Small(frozenset(texts), f"small.{hashlib.sha256(script.encode()).hexdigest()[:8]}.js", script)


def _answer(_request: Request) -> Response:
    headers = {"cache-control": "public, immutable, max-age=31536000"}  # its name changes with its content
    return Response(small().text, media_type="text/javascript", headers=headers)


ROUTE = Route(f"/{small().address}", _answer)
