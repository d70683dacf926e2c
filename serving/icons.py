"""The icons that pages and Streamlit's own elements show, in a font of 10 kB in the place of Streamlit's of 375, which has all there are.

`icons.woff2` is Streamlit's Material Symbols (Apache 2.0) with the icons of `names` alone. After an icon more, or another Streamlit:

    uv run --with fonttools --with brotli python -m serving.icons
"""

import base64
import hashlib
import re
from pathlib import Path

import streamlit as st

FONT = Path(__file__).parent / "icons.woff2"
THEIRS = re.compile(rb"url\([^)]*MaterialSymbols-Rounded[^)]*\)")
ROOT = FONT.parent.parent
STATIC = Path(st.__file__).parent / "static" / "static"
NAME = re.compile(r"material/([a-z0-9_]+)")
SPELT = "abcdefghijklmnopqrstuvwxyz0123456789_ "


def names() -> set[str]:
    """Every icon that the code of the pages names, or a script of Streamlit."""
    texts = [*(ROOT / "pages").rglob("*.py"), *(ROOT / "serving").glob("*.py"), *STATIC.glob("js/*.js")]
    return {name for path in texts for name in NAME.findall(path.read_text(encoding="utf-8"))}


def within(style: bytes) -> bytes:
    """A style sheet of Streamlit with the font in it in the place of the address of Streamlit's own."""
    font = base64.b64encode(FONT.read_bytes())
    return THEIRS.sub(b"url(data:font/woff2;base64," + font + b")", style)


def mark() -> str:
    """What tells this font from one with other icons: browsers keep a style sheet for a year by its address."""
    return hashlib.sha256(FONT.read_bytes()).hexdigest()[:8]


def make() -> None:
    """Write the font anew: of Streamlit's, the letters that names are spelt with and what the names of `names` turn into."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    (theirs,) = STATIC.glob("media/MaterialSymbols-Rounded.*.woff2")
    font, wanted = TTFont(theirs), names()
    letter = {glyph: chr(code).lower() for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            of = getattr(table, "ExtSubTable", table).ligatures
            for first in list(of):
                of[first] = [
                    one for one in of[first] if "".join(letter.get(g, " ") for g in (first, *one.Component)) in wanted
                ]
                if not of[first]:
                    del of[first]
    options = subset.Options(flavor="woff2", layout_features=["*"])
    maker = subset.Subsetter(options)
    maker.populate(unicodes=[ord(one) for one in SPELT])
    maker.subset(font)
    subset.save_font(font, str(FONT), options)


if __name__ == "__main__":
    make()
