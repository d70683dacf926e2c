"""Three pages once more in Dash, the opponent of bench.browser: the same figures, sentences and pictures.

Built as Dash's documents advise: Dash Pages, figures in the layout, graph objects, numbers in the frames' own arrays, a choice that
patches the one thing that changes, no debug, no tables that nobody sees, scripts served by itself. Answers are packed, scripts once, and
kept by the browser for a year, and small ones leave at once, as the dashboard's are (serving/packed.py, serving/prompt.py).
"""

import functools
import gzip
import os
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler

import dash
import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, Patch, callback, dcc, html

import queries
from pages.capabilities import announced_facts, gap_facts
from pages.deployments import event_facts
from pages.kit import formats, labels
from pages.kit.cache import run
from pages.kit.view import View
from pages.outreach import region_facts
from pages.overview import facts as overview_facts
from pages.parity import facts as parity_facts

SMALL = 8  # capabilities on the overview
PLAIN = {"margin": {"l": 4, "r": 4, "t": 24, "b": 4}, "template": "plotly_white", "height": 340}
app = Dash(__name__, use_pages=True, pages_folder="", serve_locally=True, suppress_callback_exceptions=True)


def view(month: str = "", scope: str = "all") -> View:
    """What the dashboard's link of this month and scope shows; the newest month without one."""
    snapshot = queries.current()
    newest = run("months", snapshot)["as_of"].iloc[0].date()
    return View(snapshot, pd.Timestamp(month).date() if month else newest, scope, not month or month == str(newest))


def announced(seen: View, small: bool) -> tuple[str, go.Figure]:
    """The finding and the map of what was announced: by Ministerial, and where all is shown by regional group too."""
    asked = announced_facts.in_units(run(gap_facts.ANNOUNCED, seen.snapshot, as_of=seen.until))
    by_meeting = announced_facts.announced(run, seen, asked, "ministerial")
    groups = list(announced_facts.pledges(by_meeting).index)
    if small:
        frame, groups = by_meeting, groups[::-1][:SMALL]
    else:
        frame = announced_facts.consistent(run, seen, asked, "both")
    grid = announced_facts.grid(run, seen, frame, groups)
    numbers: list[list[float | None]] = [[None] * len(grid.columns) for _ in grid.rows]
    words = [[""] * len(grid.columns) for _ in grid.rows]
    for cell in grid.cells:
        numbers[cell.y][cell.x], words[cell.y][cell.x] = cell.share, cell.text + cell.aside + cell.mark
    drawn = go.Heatmap(
        z=numbers, x=grid.columns, y=grid.rows, text=words, texttemplate="%{text}", colorscale="Blues", showscale=False, xgap=1, ygap=1
    )  # fmt: skip
    figure = go.Figure(drawn, PLAIN | {"yaxis": {"autorange": "reversed"}, "xaxis": {"side": "top"}})
    return announced_facts.finding(run, seen, by_meeting), figure


def regions(seen: View) -> tuple[str, go.Figure]:
    """The finding and the bars of the regional groups, with each one's share of Member States."""
    found = run(region_facts.GROUPS, seen.snapshot, as_of=seen.as_of, scope=seen.scope)
    rows = overview_facts.deployed_rows(run, seen, found)
    bars = go.Bar(
        y=rows["name"], x=100 * rows["fraction"], text=rows["beside"], orientation="h", name="Share of people"
    )
    ticks = go.Scatter(y=rows["name"], x=100 * rows["member_state_fraction"], mode="markers", marker={"symbol": "line-ns-open", "size": 14}, name="Share of Member States")  # fmt: skip
    return overview_facts.deployed_finding(found), go.Figure([bars, ticks], PLAIN)


def women(seen: View) -> tuple[str, go.Figure]:
    """The finding and the bars of the five categories against their targets."""
    rows = run(parity_facts.BY_CATEGORY, seen.snapshot, as_of=seen.as_of, scope=seen.scope)
    names = [labels.category_name(code) for code in rows["category"]]
    bars = go.Bar(y=names, x=100 * rows["women_fraction"], orientation="h", name="Women", text=["" if pd.isna(share) else formats.per_cent(share) for share in rows["women_fraction"]])  # fmt: skip
    least = go.Scatter(y=names, x=rows["minimum_2025_percent"], mode="markers", marker={"symbol": "line-ns-open", "size": 14}, name="2025 minimum")  # fmt: skip
    last = go.Scatter(y=names, x=rows["target_2028_percent"], mode="markers", marker={"symbol": "triangle-up"}, name="2028 target")  # fmt: skip
    return parity_facts.furthest(rows), go.Figure([bars, least, last], PLAIN)


def trend(seen: View, category: str) -> tuple[str, go.Figure]:
    """The finding and the lines of the categories, one of them with the target of each year and the events on it."""
    rows = run("parity_trend", seen.snapshot, scope=seen.scope)
    rows = rows[rows["as_of"].dt.date <= seen.as_of]
    lines = [
        go.Scatter(x=part["as_of"], y=100 * part["women_fraction"], name=labels.category_name(str(code)), line={"width": 3 if code == category else 1})
        for code, part in rows.groupby("category", sort=False)
    ]  # fmt: skip
    targets = run("targets", seen.snapshot)
    path = targets[(targets["category"] == category) & targets["target_percent"].notna()]
    lines.append(go.Scatter(x=pd.to_datetime(path["year"].astype(str) + "-12-31"), y=path["target_percent"], mode="lines+markers", line={"shape": "vh", "dash": "dash"}, name="Target"))  # fmt: skip
    figure = go.Figure(lines, PLAIN | {"height": 430, "xaxis": {"rangeslider": {"visible": True}}})
    return parity_facts.moved(rows, category), figure


def shown(finding: str, figure: go.Figure, name: str) -> html.Div:
    """A finding and its picture."""
    return html.Div([html.H2(finding), dcc.Graph(id=name, figure=figure)], style={"flex": "1 1 20rem"})


def choices(seen: View) -> html.Div:
    """Month and scope, as the dashboard's sidebar has them, and its pages."""
    months = [str(day.date()) for day in run("months", seen.snapshot)["as_of"]]
    links = [dcc.Link(page["name"], href=page["path"], style={"display": "block"}) for page in dash.page_registry.values()]  # fmt: skip
    return html.Div([*links, dcc.Dropdown(months, months[0], id="month", clearable=False), dcc.RadioItems(["all", "peacekeeping"], "all", id="scope")])  # fmt: skip


def overview() -> html.Div:
    """Three findings with their pictures, under the line of totals."""
    seen = view()
    total = run("deployment_total", seen.snapshot, as_of=seen.as_of, scope=seen.scope).iloc[0]
    line = f"**{formats.count(total.people_count)}** people in uniform · **{formats.women_of(total)}** women · **{formats.share_of(total)}** of all · **{formats.count(total.contributor_count)}** contributing states"
    pictures = html.Div([shown(*regions(seen), "regions"), shown(*women(seen), "women")], style={"display": "flex"})
    return html.Div([html.H1("Overview"), dcc.Markdown(line), shown(*announced(seen, True), "announced"), pictures])


def gaps() -> html.Div:
    """What was announced of every capability that is asked for in units."""
    return html.Div([html.H1("Capability gaps"), shown(*announced(view(), False), "all_announced")])


def parity() -> html.Div:
    """The categories beside their trend; observers and staff officers apart."""
    seen = view()
    codes = run("categories", seen.snapshot)["category"].tolist()
    options = [{"value": code, "label": labels.category_name(code)} for code in codes]
    apart = run("observers_staff_officers", seen.snapshot, as_of=seen.as_of, scope=seen.scope)
    numbers = [
        html.Div([labels.name(labels.TYPES, row.personnel_type), html.H3(formats.per_cent(row.women_fraction))])
        for row in apart.itertuples()
    ]
    pictures = html.Div(
        [shown(*women(seen), "bars"), shown(*trend(seen, "contingent_troops"), "trend")], style={"display": "flex"}
    )
    events = [html.P(line) for line in event_facts.not_shown(run, seen)[:1]]
    chosen = dcc.Dropdown(options, "contingent_troops", id="category", clearable=False)
    return html.Div([html.H1("Gender parity"), *events, chosen, pictures, *numbers])


@callback(Output("trend", "figure"), Input("category", "value"), Input("month", "value"), Input("scope", "value"), prevent_initial_call=True)  # fmt: skip
def follow(category: str, month: str, scope: str) -> Patch:
    """Change the lines of the trend, and nothing else of it."""
    changed = Patch()
    changed["data"] = trend(view(month, scope), category)[1].to_plotly_json()["data"]
    return changed


for path, name, layout in (("/", "Overview", overview), ("/capability_gaps", "Capability gaps", gaps), ("/gender_parity", "Gender parity", parity)):  # fmt: skip
    dash.register_page(name, path=path, name=name, layout=layout)
app.layout = lambda: html.Div(
    [html.Div(choices(view()), style={"width": "18rem"}), html.Div(dash.page_container, style={"flex": 1})],
    style={"display": "flex"},
)


def packed(inner: Callable) -> Callable:
    """A WSGI program whose answers leave packed: Dash's own scripts once, what is made for a reader lightly each time."""
    once = functools.lru_cache(maxsize=200)(gzip.compress)

    def outer(environ: dict, start: Callable) -> Iterable[bytes]:
        told: list = []
        body = b"".join(inner(environ, lambda *start: told.extend(start)))
        status, headers = told[:2]
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") and len(body) > 2000 and status.startswith("200"):
            is_script = "/_dash-component-suites/" in environ["PATH_INFO"]
            body = once(body, 6) if is_script else gzip.compress(body, 4)
            headers = [pair for pair in headers if pair[0].lower() != "content-length"]
            headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
        start(status, headers)
        return [body]

    return outer


if __name__ == "__main__":
    # Of every server of the standard library, Dash's too: a connection carries more than one answer, and none waits for its packet.
    BaseHTTPRequestHandler.protocol_version = "HTTP/1.1"
    BaseHTTPRequestHandler.disable_nagle_algorithm = True
    app.server.wsgi_app = packed(app.server.wsgi_app)  # type: ignore[method-assign]
    app.run(host="127.0.0.1", port=int(os.environ["PORT"]), debug=False)
