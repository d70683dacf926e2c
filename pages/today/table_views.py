"""Tables of the morning on screen: rows whose unit leads to its entry."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities.facts import told
from pages.deployments import facts as deployment_facts
from pages.kit import formats, grids, links, notes
from pages.kit.naming import Heading, Names
from pages.kit.text import _
from pages.kit.view import View
from pages.today.facts import Morning

TALL, LONG = 420, 11  # pixels of a table that scrolls, and rows from which one does


def show(
    view: View,
    morning: Morning,
    query: str,
    frame: pd.DataFrame,
    headings: dict[str, Heading],
    key: str,
    alt: str,
    has_entry: bool = True,
    filters: str = "",
    off_paper: tuple[str, ...] = (),
    rows_on_paper: int | None = None,
    **drawn: Any,
) -> None:
    """List rows whose unit leads to its entry: the roster's under its state, a slot's under its contributor; then what it is made of.

    `headings` are the columns in order after the unit; `off_paper` those that a sheet has no room for, which holds the first
    `rows_on_paper` rows, or all. Without an entry in the roster the contributor alone opens.
    `drawn` is the chart above it, where there is one.
    """
    first = frame.head(grids.MOST)
    if len(first) < len(frame):
        st.caption(_("The first {n}; the files hold them all.").format(n=formats.count(len(first))))
    made = morning.once(
        f"table {key} {filters}", lambda: _made(first, headings, morning.names, key, off_paper, rows_on_paper)
    )
    grids.draw(made, height=TALL if len(first) > LONG else "content", alt=alt, key=f"table_{key}")
    more = {"Filters": filters} if filters else {}
    notes.under(view, query, frame, f"today_{key}", {"in_days": _("In days")}, line=False, names=morning.names, more=more, **drawn)  # fmt: skip
    if clicked := st.session_state.get(f"open_{key}"):
        row = first.iloc[clicked.row]
        links.open_page(
            deployment_facts.COUNTRY_PAGE, view, iso3=row["iso3"], **({"unit": row["unit_id"]} if has_entry else {})
        )


def _made(
    first: pd.DataFrame,
    headings: dict[str, Heading],
    words: Names,
    key: str,
    off_paper: tuple[str, ...],
    rows_on_paper: int | None,
) -> grids.Made:
    """Rows in words as a table, its unit a button."""
    table = pd.DataFrame({"unit_id": first["unit_id"]})
    for column in headings:
        if column in words and not pd.api.types.is_numeric_dtype(first[column]):
            table[column] = told(first, column, words[column])
            if column == "why_not":
                table[column] = table[column].where(first[column].notna(), _("available"))
        else:
            table[column] = first[column].to_numpy()
    button = st.column_config.ButtonColumn(
        _("Unit"), pinned=True, width=110, type="tertiary", alignment="left", key=f"open_{key}"
    )
    columns = grids.columns(table, {"unit_id": button} | headings)
    on_paper = (table.drop(columns=[*off_paper], errors="ignore").head(rows_on_paper or len(table)), columns)
    return grids.made(table, columns, on_paper)
