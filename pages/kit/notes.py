"""What stands under a figure: its definition, its table, its downloads and where it comes from, all from one declaration."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd
import streamlit as st

import queries
from pages.kit import exports, formats, grids, labels
from pages.kit.cache import run
from pages.kit.snapshot import View, marked
from pages.kit.text import _, ngettext
from pages.kit.theme import GROUND, INK

ABBREVIATIONS = (
    "UN: United Nations. T/PCC: troop- and police-contributing country. UNMEM: United Nations military experts on mission"
    " (observers). FPU: formed police unit. IPO: individual police officer. GPP: government-provided personnel. PCRS: Peacekeeping"
    " Capability Readiness System. RDL: Rapid Deployment Level."
)


def under(
    view: View,
    name: str,
    frame: pd.DataFrame,
    key: str,
    table: dict | None = None,
    label: str = "",
    line: bool = True,
    names: Mapping[str, Callable[[Any], Any]] | None = None,
    **files: Any,
) -> None:
    """Put definition, table twin and downloads under a figure. `frame` is what is on screen, `table` its column settings.

    `label` heads what is folded; `line` adds the source below, for where no other figure beside it does; `names` says how the
    table tells codes of its own columns. `files` are the other arguments of `offer`: with `chart`, what is drawn above, it
    offers the picture too.
    """
    about = queries.get(name).about
    folded = label or _("Definition, table and download")
    with st.expander(folded, on_change="rerun", key=f"under_{key}") as opened:
        if opened.open:
            st.markdown(f"**{_(about['title'])}.** {_(about['metric'])}. **{_('Unit')}**: {_(about['unit'])}.")
            if about["note"]:
                st.caption(formats.sentence(_(about["note"])))
            shown = headings(frame) | (table or {})
            told = {column: how for column, how in (names or {}).items() if column in frame.columns}
            rows = frame.assign(**{column: [how(code) for code in frame[column]] for column, how in told.items()})
            grids.show(named(rows, told), column_config=shown, alt=_(about["title"]))
            offer(view, name, frame, key, **files)
    if line:
        st.caption(source_line(view))


def named(frame: pd.DataFrame, told: Collection[str] = ()) -> pd.DataFrame:
    """Return a frame for the screen, with names for codes of categories and personnel types; columns `told` have theirs."""
    names = {
        "category": labels.CATEGORIES, "personnel_type": labels.TYPES,
        "status": labels.TARGET_STATUS, "target_status": labels.TARGET_STATUS, "state": labels.MISSION_STATES, "key": labels.TYPES,
    }  # fmt: skip
    known = [column for column in names if column in frame.columns and column not in told]
    return frame.assign(**{key: [labels.name(names[key], code) for code in frame[key]] for key in known})


def headings(frame: pd.DataFrame) -> dict:
    """Return how a query's own columns are headed on screen; in files they keep their codes."""
    shown = {}
    for column in frame.columns:
        title = labels.name(labels.COLUMNS, column)
        if column.endswith("_fraction"):
            shown[column] = st.column_config.NumberColumn(title, format="percent")
        elif pd.api.types.is_datetime64_any_dtype(frame[column]):
            shown[column] = st.column_config.DateColumn(title)
        elif column.endswith(("_count", "_bytes")) or column.startswith(("more_women", "women_added")):
            shown[column] = st.column_config.NumberColumn(title, format="localized")
        else:
            shown[column] = title
    return shown


def offer(
    view: View,
    name: str,
    frame: pd.DataFrame,
    key: str,
    *,
    chart: Any = None,
    height: int = 360,
    width: int | str = "stretch",
    title: str = "",
    credit: str = "",
    more: dict[str, str] | None = None,
    source: str = "",
) -> None:
    """Offer what is on screen as files, made only when asked for: the frame as CSV and XLSX, the chart as PNG and SVG.

    `chart` is an ECharts option or a plotly figure. Its picture stands under `title` or else the query's; `credit` is what a
    map must say besides its source. `more` is what the files of the frame say besides the usual. `source` takes the place of
    the line of deployments, whose month and scope are then not said either.
    """
    told = declared(view, name) | (more or {})
    file = f"{file_start(view)}{name.rpartition('/')[2]}-{view.as_of}-{view.scope}-{view.snapshot.version}"
    with st.container(horizontal=True):
        st.download_button(
            "CSV", lambda: exports.to_csv(frame, told), f"{file}.csv", "text/csv", key=f"csv_{key}", on_click="ignore"
        )
        st.download_button(
            "XLSX", lambda: exports.to_xlsx(frame, told), f"{file}.xlsx", key=f"xlsx_{key}", on_click="ignore",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )  # fmt: skip
        for kind in ("PNG", "SVG") if chart else ():
            if st.button(kind, key=f"{kind.lower()}_{key}"):
                heading = marked(view.snapshot.dataset, title or _(queries.get(name).about["title"]))
                if not source:
                    heading = f"{heading} · {formats.day(view.as_of)} · {scope_name(view)}"
                show = st.dialog(_("Picture of this chart"), width="large")(_draw)
                show(kind, file, chart, height, width, heading, f"{source or facts(view)} {credit}".strip())


def _draw(kind: str, file: str, chart: Any, height: int, width: int | str, heading: str, told: str) -> None:
    """Draw a chart once more with its title and source in it: the browser draws, so the browser saves."""
    if not isinstance(chart, dict):
        from pages.kit import maps  # the other pages do without plotly

        st.markdown(_("The camera at its top right saves it as {kind}, with what it says below.").format(kind=kind))
        save = {"format": kind.lower(), "filename": file, "scale": 1 if kind == "SVG" else 2}
        config = maps.CONFIG | {"toImageButtonOptions": save, "displayModeBar": True}
        st.plotly_chart(
            exports.map_picture(chart, heading, told), theme=None, config=config, key="picture", alt=heading
        )
        return
    ground = GROUND.get(st.context.theme.type or "light", GROUND["light"])
    option, more = exports.picture(chart, heading, told, file, ink(), ground)
    st.markdown(_("The arrow at its top right saves it as {kind}, with what it says below.").format(kind=kind))
    renderer = "svg" if kind == "SVG" else "canvas"
    st.echarts_chart(option, height=height + more, width=width, renderer=renderer, key=f"picture_{kind}", alt=heading)


def declared(view: View, name: str) -> dict[str, str]:
    """Return what a file says of itself: title, definition, unit, source, as of, scope, version."""
    about = queries.get(name).about
    sources = run("sources", view.snapshot)
    files = run("files", view.snapshot)
    used = sources[sources["source"].isin(files["source"])]
    return {
        "Title": marked(view.snapshot.dataset, about["title"]),
        "Definition": about["metric"],
        "Unit": about["unit"],
        "Note": about["note"],
        "Source": "; ".join(f"{row.producer}: {row.title} ({row.dataset_id})" for row in used.itertuples()),
        "Licence": "; ".join(used["licence"].unique()),
        "As of": view.as_of.isoformat(),
        "Scope": view.scope,
        "Dataset": view.snapshot.dataset,
        "Audience": view.snapshot.audience,
        "Data version": view.snapshot.version,
    }


def facts(view: View) -> str:
    """Return, as plain text, where a figure comes from: source, both dates, version."""
    fresh = run("freshness", view.snapshot, today=view.as_of)
    loaded = fresh[fresh["source"] == "deployments"].iloc[0]
    told = _(
        "Source: UN Department of Peace Operations. Data as of {as_of}; loaded on {loaded}; data version {version}."
    )
    if view.is_exercise:
        told = _("EXERCISE, nothing in it is real. Data as of {as_of}; loaded on {loaded}; data version {version}.")
    return told.format(
        as_of=formats.day(view.as_of), loaded=formats.day(loaded["loaded_on"]), version=view.snapshot.version
    )


def source_line(view: View) -> str:
    """Return the line under every figure: its facts, and rows set aside if there are any."""
    line = facts(view)
    aside = int(run("set_aside", view.snapshot, as_of=view.as_of, scope=view.scope)["row_count"].sum())
    if aside:
        told = ngettext("{n} row of this month is set aside", "{n} rows of this month are set aside", aside).format(
            n=aside
        )
        line += f" **{told}** ({_health(view)})."
    return line


def _health(view: View) -> str:
    """Return a link to the rows that are set aside in a month."""
    here = f"?v={view.snapshot.version}&month={view.as_of}&scope={view.scope}"
    here += f"&dataset={view.snapshot.dataset}" if view.is_exercise else ""
    return f"[{_('Data health')}](data_health{here})"


def set_aside(before: View) -> None:
    """Say it where the earlier month has rows that are kept out of its figures."""
    aside = int(run("set_aside", before.snapshot, as_of=before.as_of, scope=before.scope)["row_count"].sum())
    if aside:
        told = ngettext("{n} row of {month} is set aside.", "{n} rows of {month} are set aside.", aside)
        st.caption(f"{told.format(n=aside, month=formats.month(before.as_of))} ({_health(before)})")


def head(view: View, title: str, lead: str) -> None:
    """Put a page's title, what it is for, and what month and scope it shows."""
    heading(view, title)
    st.markdown(f"{lead} :gray[{formats.day(view.as_of)} · {scope_name(view)}]")


def heading(view: View, title: str) -> None:
    """Put a page's title; in the exercise it says so."""
    st.title(marked(view.snapshot.dataset, title))


def file_start(view: View) -> str:
    """Return what the names of all files that leave the dashboard begin with."""
    return "EXERCISE-" if view.is_exercise else ""


def scope_name(view: View) -> str:
    """Return in words which missions are counted."""
    return _("all missions") if view.scope == "all" else _("peacekeeping operations only")


def foot() -> None:
    """Spell out the page's abbreviations, once."""
    st.caption(_(ABBREVIATIONS))


def ink() -> str:
    """Return the colour of letters drawn into charts, for the appearance the reader has chosen."""
    return INK.get(st.context.theme.type or "light", INK["light"])
