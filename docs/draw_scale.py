"""Draw docs/scale.png from docs/scale.json, which `python -m bench scale` writes: `python docs/draw_scale.py`."""

import json
from pathlib import Path

import plotly.graph_objects as go

HERE = Path(__file__).parent
LINES = (
    ("build_seconds", "Whole build, s", "#0072bc", "solid"),
    ("read_csv_seconds", "DuckDB's own create table from read_csv, s", "#7a7a7a", "dot"),
    ("slowest", "Slowest metric, ms", "#b5562b", "solid"),
    ("middle", "Median metric, ms", "#b5562b", "dash"),
)


def main() -> None:
    """Draw seconds and milliseconds over rows, both axes by powers of ten: what grows as rows do is as steep as the thin line."""
    sizes = json.loads((HERE / "scale.json").read_text(encoding="utf-8"))
    rows = [one["rows"] for one in sizes]
    for one in sizes:
        times = sorted(one["milliseconds"].values())
        one |= {"slowest": times[-1], "middle": times[len(times) // 2]}
    figure = go.Figure()
    for key, name, colour, dash in LINES:
        values = [one[key] for one in sizes]
        figure.add_scatter(
            x=rows, y=values, name=name, mode="lines+markers+text", line={"color": colour, "dash": dash},
            text=[f"{value:,.0f}" for value in values], textposition="top center", textfont={"color": colour},
        )  # fmt: skip
    first = sizes[0]["build_seconds"]
    figure.add_scatter(
        x=rows, y=[first * count / rows[0] for count in rows], name="As rows grow", mode="lines",
        line={"color": "#c8c8c8", "width": 1},
    )  # fmt: skip
    axis = {"type": "log", "dtick": 1, "gridcolor": "#e6e6e6", "linecolor": "#7a7a7a"}
    figure.update_layout(
        width=900, height=520, plot_bgcolor="white", paper_bgcolor="white", font={"family": "sans-serif", "size": 13},
        margin={"l": 60, "r": 20, "t": 20, "b": 60}, legend={"x": 0.01, "y": 0.99},
        xaxis=axis | {"title": {"text": "Rows"}}, yaxis=axis | {"title": {"text": "Seconds; milliseconds of metrics"}},
    )  # fmt: skip
    figure.write_image(HERE / "scale.png")


if __name__ == "__main__":
    main()
