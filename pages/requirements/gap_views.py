"""Grids of the requirements page: asks without a pledge, and public announcements beside the uniformed asks."""

import pandas as pd
import streamlit as st

from pages.kit import cell_charts as requirement_charts
from pages.kit import filters, formats, labels, notes
from pages.kit.cache import run
from pages.kit.cell_charts import Cell
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import labels as pledge_labels
from pages.requirements import labels as requirement_labels
from pages.requirements import views as requirement_views
from pages.requirements.detail_views import PLEDGES, pledges

WITHOUT = "asks_without_pledge"
ANNOUNCED = "announced_by_ask"
MINISTERIALS = "ministerials"
LONGEST = 52  # letters of a row's name: three lines where the screen is narrow would touch the next row's


def without(view: View, kind: str) -> None:
    """Draw chapter by category: asks without a pledge of all asks. A click filters the catalogue."""
    found = run(WITHOUT, view.snapshot, as_of=view.until, asks=kind)
    total, bare = int(found["ask_count"].sum()), int(found["without_pledge_count"].sum())
    st.markdown(
        _(
            "**{bare} of {total}** asks have no confirmed pledge under them. In each cell: asks without a pledge of all asks there. Empty: the guide asks for nothing there. Click a cell to see its asks in the catalogue."
        ).format(bare=formats.count(bare), total=formats.count(total))
    )
    chapters = [code for code in requirement_labels.CHAPTERS if code in set(found["chapter"])]
    categories = [code for code in pledge_labels.CATEGORIES if code in set(found["pledge_category"])]
    rows = list(found.itertuples())
    cells = [
        Cell(chapters.index(row.chapter), categories.index(row.pledge_category), int(row.without_pledge_count),
             _("{n}\nof {all}").format(n=row.without_pledge_count, all=row.ask_count))
        for row in rows
    ]  # fmt: skip
    columns = [_(requirement_labels.CHAPTERS_SHORT[code]) for code in chapters]
    names = [_(requirement_labels.CATEGORIES_SHORT[code]) for code in categories]
    chart = requirement_charts.grid(cells, columns, names, requirement_charts.FEW_TO_MANY, notes.ink())
    height = requirement_charts.height(names)

    def follow() -> None:
        place = requirement_charts.chosen(st.session_state["without"].selection.selected)
        if place is not None and place < len(rows):
            asked = {"show": "catalogue", "chapter": rows[place].chapter, "category": rows[place].pledge_category}
            for key, code in (
                asked | {"pledged": "without", "status": "all", "capability": "all", "mission": "all", "ask": "all"}
            ).items():
                st.query_params[key] = code
            st.query_params.pop("q", None)

    title = _("Asks without a pledge, by chapter of the guide and category of the form")
    st.echarts_chart(chart, height=height, key="without", on_select=follow, alt=title)
    requirement_views.under(view, WITHOUT, found, "without_table", chart=chart, height=height, title=title)


def announced(view: View) -> None:
    """Draw the uniformed capabilities asked for against Ministerials or regional groups, with the pledges announced in public."""
    st.warning(
        _(
            "These are announcements that public pages print, and only those that were found: the list is partial and biased, with few rows of Latin America and the Caribbean (GRULAC) and of Eastern Europe. It says nothing about regions, and announced is not registered."
        ),
        icon=":material/info:",
    )
    named = {"ministerial": _("By Ministerial"), "regional_group": _("By UN regional group")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = filters.choice(_("Draw"), "by", named, "ministerial", wide=True)
        meeting = ""
        if by == "regional_group":
            names = {"all": _("All, and at none")} | {
                code: code for code in run(MINISTERIALS, view.snapshot)["ministerial"]
            }
            code = filters.choice(_("Ministerial"), "at", names | {"none": _("At no Ministerial")}, "all")
            meeting = "" if code == "all" else code
    day = view.until
    found = run(ANNOUNCED, view.snapshot, by=by, ministerial=meeting, as_of=day, today=view.today)
    named_asks = requirement_views.grouped(view)
    rows = {code: shortened(named_asks.get(code, code)) for code in found["ask_group"].drop_duplicates()}
    places = _places(found)
    if by == "ministerial":
        st.caption(_ages(found))
    st.markdown(
        _(
            "In each cell: announced pledges that answer an ask for the capability. **0**: asked for, and none in the list. Empty: none in the list, and what that Ministerial asked for is not known here. Hatched: the list has no pledge of any kind there. The four parts of countering drones are never added. Click a cell to read the pledges."
        )
    )
    chart, drawn = announced_chart(found, rows, places, notes.ink())
    height = requirement_charts.height(list(rows))

    def follow() -> None:
        place = requirement_charts.chosen(st.session_state[f"announced_{by}"].selection.selected)
        if place is not None and place < len(drawn):
            st.query_params["row"], st.query_params["column"] = drawn[place]

    title = _("Uniformed capabilities asked for, and pledges announced in public")
    st.echarts_chart(chart, height=height, key=f"announced_{by}", on_select=follow, alt=title)
    requirement_views.under(view, ANNOUNCED, found, "announced_table", chart=chart, height=height, title=title)
    _sentences(view, rows, places, by, meeting)


def announced_chart(
    found: pd.DataFrame, rows: dict[str, str], places: dict[str, str], ink: str
) -> tuple[dict, list[tuple[str, str]]]:
    """Return the grid of announcements and which row and column each of its cells is. Frame: announced_by_ask."""
    at, down = list(places), list(rows)
    cells, drawn = [], []
    for row in found.itertuples():
        x, y = at.index(row.code), down.index(row.ask_group)
        if row.listed_count == 0:
            cells.append(Cell(x, y, None, "", hatched=True))
        elif row.pledge_count or row.is_asked:
            cells.append(Cell(x, y, int(row.pledge_count), formats.count(row.pledge_count)))
        else:
            continue
        drawn.append((row.ask_group, row.code))
    return requirement_charts.grid(
        cells, list(places.values()), list(rows.values()), requirement_charts.ANNOUNCED, ink
    ), drawn


def shortened(name: str) -> str:
    """Return a name that fits beside a row of the grid."""
    return name if len(name) <= LONGEST else f"{name[:LONGEST].rsplit(' ', 1)[0]} …"


def _places(found: pd.DataFrame) -> dict[str, str]:
    names = {"none": _("At none")} | {code: _(name) for code, name in labels.GROUPS_SHORT.items()}
    return {code: names.get(code, code) for code in found["code"].drop_duplicates()}


def _ages(found: pd.DataFrame) -> str:
    """Return how long ago each Ministerial was."""
    met = found.drop_duplicates("code").dropna(subset=["age_days"])
    told = [
        ngettext("{meeting}: {days} day ago", "{meeting}: {days} days ago", int(row.age_days)).format(
            meeting=row.code, days=formats.count(row.age_days)
        )
        for row in met.itertuples()
    ]
    return formats.sentence("; ".join(told))


def _sentences(view: View, rows: dict[str, str], places: dict[str, str], by: str, meeting: str) -> None:
    """Offer one capability and column, and show the pledges behind its number."""
    st.header(_("The pledges behind a number"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        row = filters.choice(_("Asked for"), "row", {"all": _("Choose one, or click a cell")} | rows, "all")
        column = filters.choice(_("Where"), "column", {"all": _("All")} | places, "all")
    if row == "all":
        return
    found = run(PLEDGES, view.snapshot, ask_group=row, as_of=view.until)
    found = found[found["is_announced"] & (found["status"] != "withdrawn")]
    if meeting:
        found = found[found["ministerial"] == meeting]
    if column != "all":
        found = found[found["ministerial" if by == "ministerial" else "regional_group"] == column]
    pledges(view, found, "announced_pledges")
