"""The icons that pages and Streamlit's own elements show, in a font of 11 kB in the place of Streamlit's of 375, which has all there are.

`static/icons.woff2` is Streamlit's Material Symbols (Apache 2.0) with the icons of `names` alone. After an icon more, or another Streamlit:

    uv run --with fonttools --with brotli python -m serving.icons
"""

import base64
import hashlib
import re
import subprocess
from pathlib import Path

import streamlit as st

THEIRS = re.compile(rb"url\([^)]*MaterialSymbols-Rounded[^)]*\)")
ROOT = Path(__file__).parent.parent
FONT = ROOT / "static" / "icons.woff2"
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
    (theirs,) = STATIC.glob("media/MaterialSymbols-Rounded.*.woff2")
    glyphs = sorted(f"_{name}" if name[0].isdigit() else name for name in names())
    kept = [f"--glyphs={','.join(glyphs)}", "--ignore-missing-glyphs", f"--text={SPELT}"]
    how = ["--layout-features=*", "--no-layout-closure", "--flavor=woff2", f"--output-file={FONT}"]
    subprocess.run(["pyftsubset", str(theirs), *kept, *how], check=True)


if __name__ == "__main__":
    make()
