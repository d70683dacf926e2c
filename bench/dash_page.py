"""The same figures on a Dash page, for comparison: overview (bars, sparklines, tables) and gender parity (bars, trend)."""

import os

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from dash.dash_table.DataTable import DataTable

import queries

app = Dash(__name__, serve_locally=True)


def bars() -> go.Figure:
    """Draw the five parity bars with their minimum."""
    parity = queries.run("parity_by_category")
    figure = go.Figure(go.Bar(y=parity["category"], x=100 * parity["women_fraction"], orientation="h"))
    figure.add_scatter(y=parity["category"], x=parity["minimum_2025_percent"], mode="markers")
    return figure


def trend() -> go.Figure:
    """Draw one line a category."""
    found = queries.run("parity_trend")
    return go.Figure(
        [go.Scatter(x=part["as_of"], y=part["women_fraction"], name=name) for name, part in found.groupby("category")]
    )


def spark(column: str) -> go.Figure:
    """Draw one small line."""
    found = queries.run("deployment_trend").tail(36)
    return go.Figure(go.Scatter(x=found["as_of"], y=found[column])).update_layout(height=120)


def table(name: str) -> DataTable:
    """Show the first rows of a list."""
    return DataTable(queries.run(name).head(6).to_dict("records"))


def layout_of(path: str) -> html.Div:
    """Return one page."""
    if path == "/gender_parity":
        return html.Div([dcc.Graph(figure=bars()), dcc.Graph(figure=trend())])
    sparks = [
        dcc.Graph(figure=spark(c)) for c in ("people_count", "women_count", "women_fraction", "contributor_count")
    ]
    tables = [table("deployment_by_mission"), table("deployment_by_contributor")]
    return html.Div([*sparks, dcc.Graph(figure=bars()), *tables])


app.layout = html.Div([dcc.Location(id="url"), html.Div(id="page")])


@app.callback(Output("page", "children"), Input("url", "pathname"))
def show(path: str) -> html.Div:
    """Answer a link."""
    return layout_of(path)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(os.environ["PORT"]), debug=False)
