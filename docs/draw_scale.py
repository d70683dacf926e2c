"""Draw docs/scale.svg from docs/scale.json, which `python -m bench scale` writes: `python docs/draw_scale.py`.

Both axes go by powers of ten: what grows as rows do is as steep as the thin line.
"""

import json
import math
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 480, 50, 250, 20, 50
X, Y = (5.9, 8.1), (-0.5, 3.5)  # powers of ten that are shown
LINES = (  # figure, name, colour, dash
    ("slowest", "Slowest metric, ms", "#b5562b", ""),
    ("build_seconds", "Build from nothing, s", "#0072bc", ""),
    ("read_csv_seconds", "DuckDB's read_csv, s", "#5a5a5a", "2 4"),
    ("middle", "Median metric, ms", "#b5562b", "6 4"),
)


def at(rows: float, value: float) -> tuple[float, float]:
    """Where a value stands on the picture."""
    across = (math.log10(rows) - X[0]) / (X[1] - X[0])
    up = (math.log10(value) - Y[0]) / (Y[1] - Y[0])
    return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)


def line(points: list[tuple[float, float]], colour: str, more: str = "") -> str:
    """A line through points."""
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{told}" fill="none" stroke="{colour}" {more}/>'


def text(x: float, y: float, said: str, colour: str = "#333333", anchor: str = "middle") -> str:
    """A word at a place."""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{said}</text>'


def main() -> None:
    """Write the picture."""
    sizes = json.loads((HERE / "scale.json").read_text(encoding="utf-8"))
    rows = [one["rows"] for one in sizes]
    for one in sizes:
        times = sorted(one["milliseconds"].values())
        one |= {"slowest": times[-1], "middle": times[len(times) // 2]}
    drawn = []
    for power, name in ((6, "1 million rows"), (7, "10 million"), (8, "100 million")):
        drawn.append(line([at(10**power, 10 ** Y[0]), at(10**power, 10 ** Y[1])], "#e6e6e6"))
        drawn.append(text(at(10**power, 1)[0], HEIGHT - BOTTOM + 22, name))
    for power in range(4):
        drawn.append(line([at(10 ** X[0], 10**power), at(10 ** X[1], 10**power)], "#e6e6e6"))
        drawn.append(text(LEFT - 8, at(1, 10**power)[1] + 4, f"{10**power:,}", anchor="end"))
    steep = [at(rows[0], 1), at(rows[-1], rows[-1] / rows[0])]
    drawn += [line(steep, "#b4b4b4"), text(steep[0][0] + 115, steep[0][1] - 60, "as rows grow", "#6e6e6e")]
    for key, name, colour, dash in LINES:
        points = [at(one["rows"], one[key]) for one in sizes]
        drawn.append(line(points, colour, f'stroke-width="2.5" stroke-dasharray="{dash}"'))
        for (x, y), one in zip(points, sizes, strict=True):
            drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>')
            if one is not sizes[-1]:
                is_below = one[key] in (one["read_csv_seconds"], min(one["build_seconds"], one["middle"]))
                drawn.append(text(x, y + (18 if is_below else -9), f"{one[key]:,.3g}", colour))
        last = f"{name}: {sizes[-1][key]:,.0f}"
        drawn.append(text(points[-1][0] + 10, points[-1][1] + 4, last, colour, "start"))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">'
    parts = [head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *drawn, "</svg>"]
    (HERE / "scale.svg").write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
