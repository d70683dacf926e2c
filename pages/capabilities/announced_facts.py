"""What was announced in public of the capabilities asked for, as a grid and a sentence: for views without a roster. No Streamlit.

The public list is partial: what is not in it is no fact about a state, a region or a capability.
"""

import html
from typing import Any, NamedTuple

import pandas as pd

from pages.capabilities.gap_charts import Covered
from pages.kit import formats
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.requirements import facts as requirement_facts

IN_UNITS = ("units", "teams", "services")
LONGEST = 44  # letters of a capability's name beside its row
MARK = "●"  # in a cell: some of its pledges are consistent with the deployment figures
NAMED = 3  # capabilities that the finding names; more where several share the last place


class Grid(NamedTuple):
    """What is drawn: cells, names of columns and rows, which capability each cell is of, and the places without a column."""

    cells: list[Covered]
    columns: list[str]
    rows: list[str]
    capabilities: list[str]
    without: list[str]


def in_units(capabilities: pd.DataFrame) -> tuple[str, ...]:
    """Which of these capabilities are asked for in units, teams or services. Frame: capability_announced or capability_stage."""
    return tuple(capabilities.loc[capabilities["unit_of_quantity"].isin(IN_UNITS), "capability"])


def announced(run: Run, view: View, capabilities: tuple[str, ...], by: str) -> pd.DataFrame:
    """Pledges announced of these capabilities (`in_units`), by ministerial or regional_group (announced_by_ask)."""
    frame = run(requirement_facts.ANNOUNCED, view.snapshot, by=by, as_of=view.until, today=view.today)
    return frame[frame["capability"].isin(capabilities)]


def consistent(run: Run, view: View, capabilities: tuple[str, ...], by: str) -> pd.DataFrame:
    """As `announced`, with how many of them the deployment figures are consistent with (announced_consistent); `by` may be both."""
    frame = run(requirement_facts.CONSISTENT, view.snapshot, by=by, as_of=view.until, today=view.today)
    return frame[frame["capability"].isin(capabilities)]


def cell(row: Any) -> str:
    """Pledges of a row of announced_consistent as a cell writes them, with how many the deployment figures are consistent with; empty without one."""
    if not row.pledge_count:
        return ""
    number = formats.count(row.pledge_count)
    return f"{number} · {formats.count(row.consistent_count)} {MARK}" if row.consistent_count else number


def legend(frame: pd.DataFrame) -> str:
    """What the mark in a cell means and what a cell without it does not; empty where no cell has one. Frame: announced_consistent."""
    if not frame["consistent_count"].any():
        return ""
    return _(
        "4 · 1 {mark}: of 4 pledges, deployment figures are consistent with 1, and no more: no status, a person confirms it. Much cannot be seen in these figures, such as aircraft or equipment: a cell without {mark} says nothing against a state."
    ).format(mark=MARK)


def pledges(frame: pd.DataFrame) -> pd.Series:
    """Pledges of each capability by `ask_group`, each pledge once, those with the fewest first. Frame: announced_by_ask by Ministerial."""
    return frame.groupby("ask_group", sort=False)["pledge_count"].sum().sort_values(kind="stable")


def finding(run: Run, view: View, frame: pd.DataFrame) -> str:
    """Which capabilities asked for in units were announced most often in public; that none is in the list, where none is.

    Frame: announced_by_ask by Ministerial. What was not found in the list is told of none.
    """
    number = pledges(frame)[::-1]
    number = number[number > 0]
    if number.empty:
        return _("The public list has no pledge of a capability asked for in units: that is not zero")
    first = number[number >= number.iloc[:NAMED].iloc[-1]]
    names = requirement_facts.grouped(run, view)
    parts = [
        ngettext("{capability} ({n} pledge)", "{capability} ({n} pledges)", n).format(
            capability=names.get(code, code), n=formats.count(n)
        )
        for code, n in first.items()
    ]
    return _("Announced most often in public: {list}").format(list=semicolon().join(parts))


def grid(run: Run, view: View, frame: pd.DataFrame, groups: list[str]) -> Grid:
    """The cells of these capabilities (`ask_group`), in this order, under each place that has a pledge. Frame: announced_by_ask, or announced_consistent."""
    frame = frame[frame["ask_group"].isin(groups)]
    if "consistent_count" not in frame:
        frame = frame.assign(consistent_count=0)
    places = requirement_facts.places(frame)
    filled = frame.groupby("code", sort=False)["pledge_count"].sum()
    columns = [code for code in places if filled[code] > 0]
    names = requirement_facts.grouped(run, view)
    bare = set(groups) - set(frame.loc[frame["pledge_count"] > 0, "ask_group"])
    drawn, where = [], []
    for row in frame[frame["code"].isin(columns)].itertuples():
        x, y, number = columns.index(row.code), groups.index(row.ask_group), int(row.pledge_count)
        said = _("none found in the public list")
        text = formats.count(number) if number else said if row.ask_group in bare and x == len(columns) // 2 else ""
        if number:
            said = ngettext("{n} pledge announced", "{n} pledges announced", number).format(n=number)
        if row.consistent_count:
            of = _("{n} of {all} consistent with deployments: no status, a person confirms it")
            said += f"<br>{of.format(n=formats.count(row.consistent_count), all=formats.count(number))}"
        aside = {"aside": f" · {formats.count(row.consistent_count)} ", "mark": MARK} if row.consistent_count else {}
        words = f"<b>{html.escape(names.get(row.ask_group, row.ask_group))}</b><br>{html.escape(places[row.code])}{colon()}{said}"
        drawn.append(Covered(x, y, text, number or None, hatched=not number, words=words, **aside))
        where.append(row.capability)
    short = [requirement_facts.shortened(names.get(code, code), LONGEST) for code in groups]
    heads = [places[code] for code in columns]
    return Grid(drawn, heads, short, where, [places[code] for code in places if code not in columns])
