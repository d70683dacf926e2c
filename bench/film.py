"""The overview's first visit over a slow line, 1 Mbit/s and 300 ms, as Chromium plays it: when what stands, and a strip of pictures."""

import base64
import io
import time

from PIL import Image, ImageDraw

from etl.settings import ROOT

LINE = {"offline": False, "latency": 300, "downloadThroughput": 1e6 / 8, "uploadThroughput": 1e6 / 8}
ASKED = {"headline": 8.0, "first picture": 16.0, "switch": 3.0}  # seconds
MOST = 1.6  # MB before the first picture
STEP, FRAMES, WIDTH = 1.6, 10, 300  # seconds between pictures; how many; pixels of each
HEADLINE = "document.querySelector('[data-testid=stMain] h1') && document.querySelector('[data-testid=stMain]').innerText.includes('people in uniform')"
PICTURE = "[...document.querySelectorAll('[data-testid=stEChartsChart] canvas')].some(e => e.getBoundingClientRect().width > 50)"
# The page itself notes when each stands: whoever asks from outside waits while it is busy.
NOTED = f"""window.stood = {{}};
setInterval(() => {{
  if (!stood.headline && {HEADLINE}) stood.headline = performance.now();
  if (!stood["first picture"] && {PICTURE}) stood["first picture"] = performance.now();
}}, 50);"""
PLACE = ROOT / "bench-results" / "slow-line.png"


def run(browser, url: str) -> None:
    """Print when headline and first picture stand and how much had come by then, and a click to another page; save the strip."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    received = [0]
    session.on("Network.dataReceived", lambda told: received.__setitem__(0, received[0] + told["encodedDataLength"]))
    page.add_init_script(NOTED)
    found: dict[str, float] = {}
    strip: list[tuple[float, bytes]] = []
    start, size = time.perf_counter(), 0.0
    page.goto(url, wait_until="commit")
    while len(strip) < FRAMES or len(found) < 2:
        now = time.perf_counter() - start
        if now > 60:
            raise RuntimeError(f"Over the slow line only {sorted(found)} stood after a minute.")
        found = {what: at / 1000 for what, at in page.evaluate("window.stood || {}").items()}
        size = size if size and "first picture" in found else received[0] / 1e6
        if len(strip) < FRAMES and now >= STEP * (len(strip) + 1):
            # Playwright's own picture would wait for the letters that are still to come.
            shot = session.send("Page.captureScreenshot", {"format": "jpeg", "quality": 80})
            strip.append((now, base64.b64decode(shot["data"])))
        page.wait_for_timeout(50)
    page.wait_for_timeout(3000)
    start = time.perf_counter()
    page.locator("[data-testid=stSidebarNav] a", has_text="Gender parity").click()
    page.wait_for_function("document.querySelector('[data-testid=stMain] h1')?.innerText == 'Gender parity' && !document.querySelector('[data-stale=true]')", timeout=60_000, polling=20)  # fmt: skip
    page.wait_for_function(PICTURE, timeout=60_000, polling=20)
    found["switch"] = time.perf_counter() - start
    context.close()
    for what, seconds in found.items():
        print(f"slow line, {what}: {seconds:.1f} s, asked {ASKED[what]:.0f}{'' if seconds <= ASKED[what] else ', missed'}")  # fmt: skip
    print(f"slow line, before the first picture: {size:.2f} MB, asked {MOST}{'' if size <= MOST else ', missed'}")
    save(strip)


def save(strip: list[tuple[float, bytes]]) -> None:
    """Write the pictures beside each other, in two rows, with seconds under each."""
    small = [(at, Image.open(io.BytesIO(shot)).convert("RGB")) for at, shot in strip]
    height = WIDTH * small[0][1].height // small[0][1].width
    across = -(-len(small) // 2)
    film = Image.new("RGB", (across * (WIDTH + 8), 2 * (height + 26)), "white")
    for place, (at, shot) in enumerate(small):
        x, y = place % across * (WIDTH + 8), place // across * (height + 26)
        film.paste(shot.resize((WIDTH, height), Image.Resampling.LANCZOS), (x, y))
        ImageDraw.Draw(film).text((x + 4, y + height + 4), f"{at:.1f} s", fill="black", font_size=15)
    PLACE.parent.mkdir(exist_ok=True)
    film.quantize(128).save(PLACE, optimize=True)
    print(f"slow line, pictures: {PLACE.relative_to(ROOT)}")
