"""Where the time of one page's script goes, drawn: a flame graph, without a browser.

    python -m bench flame [NAME]

The script of a page (the overview without NAME, which is a page's name in the address) is run warm again and again; meanwhile another
thread notes every half millisecond what it is at. Each box is a function, under it those that it called; how wide it is says how much
of the time it took. Of what is not this project's code a box says the package alone.
"""

import html
import logging
import sys
import threading
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import FrameType

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from dashboard import CONTENTS
from etl.settings import ROOT

RUNS, EVERY = 60, 0.0005  # of the script; seconds between two looks
WIDTH, ROW, LETTER = 1200, 17, 6.3  # pixels: of the picture, of a box's height, of a letter
LEAST = 0.004  # of the time: what took less is not drawn
PLACE = ROOT / "bench-results"
COLOURS = {"own": "#e0a06a", "streamlit": "#8fb8d8", "pandas": "#b9c9a3"}
OTHER = "#cfd6dc"
Stack = tuple[str, ...]


def run() -> None:
    """Write the picture, and print what took most: in all, and in itself."""
    name = sys.argv[2] if len(sys.argv) > 2 else "overview"
    script = {name: script for pages in CONTENTS.values() for name, script, _title in pages}[name]
    seen, taken = sample(script)
    whole = sum(seen.values())
    inside: Counter[str] = Counter()
    for stack, count in seen.items():
        inside.update(dict.fromkeys(set(stack), count))
    itself = Counter[str]()
    for stack, count in seen.items():
        itself[stack[-1]] += count
    print(f"{name}: {taken:.0f} ms a run, {RUNS} runs, {whole} looks; ms with all that is called, and ms in itself")
    for what, count in inside.most_common(25):
        print(f"{taken * count / whole:7.1f} {taken * itself[what] / whole:7.1f}  {what}")
    PLACE.mkdir(exist_ok=True)
    picture = PLACE / f"flame-{name}.svg"
    picture.write_text(
        draw(
            seen,
            f"The script of the page {name}: {taken:.0f} ms warm. Orange: this project; blue: Streamlit; green: pandas; grey: other",
        ),
        encoding="utf-8",
    )
    print(f"drawn: {picture.relative_to(ROOT)}")


def sample(script: str) -> tuple[Counter[Stack], float]:
    """What was seen on the way from dashboard.py inwards, with how often; and the milliseconds of a run."""
    logging.disable(logging.WARNING)
    compiled = ScriptCache()  # a server compiles each script once, AppTest for each run
    for module in (app_test, local_script_runner):
        setattr(module, "ScriptCache", lambda: compiled)  # noqa: B010
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.run()
    if script != "overview/page.py":
        at.switch_page(f"pages/{script}").run()
    for _ in range(5):
        at.run()
    seen: Counter[Stack] = Counter()
    is_over = threading.Event()
    looker = threading.Thread(target=_look, args=(seen, is_over), daemon=True)
    before = sys.getswitchinterval()
    sys.setswitchinterval(EVERY / 5)
    looker.start()
    start = time.perf_counter()
    for _ in range(RUNS):
        at.run()
    taken = 1000 * (time.perf_counter() - start) / RUNS
    is_over.set()
    looker.join()
    sys.setswitchinterval(before)
    if at.exception:
        raise RuntimeError(at.exception[0].value)
    return seen, taken


def _look(seen: Counter[Stack], is_over: threading.Event) -> None:
    while not is_over.wait(EVERY):
        for frame in sys._current_frames().values():
            if stack := _stack(frame):
                seen[stack] += 1


def _stack(frame: FrameType | None) -> Stack:
    """What calls what from dashboard.py inwards; nothing where a thread does not run it."""
    calls: list[str] = []
    while frame:
        calls.append(_said(frame))
        frame = frame.f_back
    calls.reverse()
    first = next((place for place, call in enumerate(calls) if call.startswith("dashboard.py")), None)
    if first is None:
        return ()
    inward = calls[first:]
    return inward[0], *(call for above, call in pairwise(inward) if call != above)


def _said(frame: FrameType) -> str:
    """A function of the project by file and name; of others the package; Python's own as such."""
    file = Path(frame.f_code.co_filename)
    if "site-packages" in file.parts:
        return file.parts[file.parts.index("site-packages") + 1]
    if file.is_relative_to(ROOT):
        return f"{file.relative_to(ROOT).as_posix()} {frame.f_code.co_name}"
    return "python"


def draw(seen: Counter[Stack], title: str) -> str:
    """The picture as SVG: boxes from the top down, those that one calls beside each other by name."""
    whole = sum(seen.values())
    boxes: list[str] = []
    deepest = _boxes(boxes, sorted(seen.items()), 0, 0, whole)
    height = ROW * (deepest + 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f'<text x="4" y="13" font-weight="bold">{html.escape(title)}</text>\n' + "\n".join(boxes) + "\n</svg>\n"
    )


def _boxes(boxes: list[str], stacks: list[tuple[Stack, int]], depth: int, left: float, whole: int) -> int:
    """Draw the calls at one depth of stacks that share all above it; return how deep it goes."""
    deepest, calls = depth, dict.fromkeys(stack[depth] for stack, _count in stacks if len(stack) > depth)
    for call in calls:
        inside = [(stack, count) for stack, count in stacks if len(stack) > depth and stack[depth] == call]
        share = sum(count for _stack, count in inside) / whole
        if share >= LEAST:
            _box(boxes, call, depth, left, share)
            deepest = max(deepest, _boxes(boxes, inside, depth + 1, left, whole))
        left += WIDTH * share
    return deepest


def _box(boxes: list[str], call: str, depth: int, left: float, share: float) -> None:
    colour = COLOURS.get("own" if ".py " in call else call, OTHER)
    top, width = ROW * (depth + 1), WIDTH * share
    words = call.removeprefix("pages/")
    shown = words if len(words) * LETTER < width else words.rpartition(" ")[2]
    shown = shown if len(shown) * LETTER < width else ""
    said = html.escape(f"{call}: {100 * share:.1f} %")
    boxes.append(
        f'<g><title>{said}</title><rect x="{left:.1f}" y="{top}" width="{max(width - 0.5, 0.5):.1f}" height="{ROW - 1}" fill="{colour}"/>'
        + (f'<text x="{left + 3:.1f}" y="{top + 12}">{html.escape(shown)}</text>' if shown else "")
        + "</g>"
    )
