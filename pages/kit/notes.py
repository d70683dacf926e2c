"""What stands under a figure: its definition, its table, its downloads and where it comes from, all from one declaration."""

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from typing import Any, Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

import queries
from pages.kit import exports, formats, grids, labels, links, naming, sources
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.naming import Names, lookup
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.theme import GROUND, INK
from pages.kit.view import View, Wanted, scope_name

ABBREVIATIONS = (
    "UN: United Nations. T/PCC: troop- and police-contributing country. UNMEM: United Nations military experts on mission"
    " (observers). FPU: formed police unit. IPO: individual police officer. GPP: government-provided personnel. PCRS: Peacekeeping"
    " Capability Readiness System. RDL: Rapid Deployment Level."
)

NAMED = 20  # rows set aside that a page names
SLIDES = "slides"  # where a session keeps what its reader collected
Window = tuple[tuple[float, float], tuple[float, float]]  # (west, east), (south, north)
# Where the areas of the United Nations' notes lie, roughly: which maps show them.
MAP_AREAS: dict[str, Window] = {
    "jammu_and_kashmir": ((72.5, 80.4), (32.2, 37.1)),
    "abyei": ((27.7, 29.1), (9.2, 10.3)),
    "sudan_south_sudan": ((23.8, 34.2), (8.6, 12.3)),
    "falkland_islands_malvinas": ((-61.4, -57.6), (-52.5, -51.0)),
}
COMMON = {
    "mission": labels.mission_name,
    "mission_code": labels.mission_name,
    "category": lookup(labels.CATEGORIES),
    "personnel_type": lookup(labels.TYPES),
    "status": lookup(labels.TARGET_STATUS),
    "target_status": lookup(labels.TARGET_STATUS),
    "verdict": lookup(labels.VERDICTS),
    "state": lookup(labels.MISSION_STATES),
    "key": lookup(labels.TYPES),
    "regional_group": lookup(labels.GROUPS),
}


def under(
    view: View,
    name: str,
    frame: pd.DataFrame,
    key: str,
    table: Mapping[str, Any] | None = None,
    label: str = "",
    line: bool = True,
    names: Names | None = None,
    **files: Any,
) -> None:
    """Put definition, table twin and downloads of a query's answer under its figure, and the line of its sources.

    `frame` is what is on screen, `table` its column settings besides the headings of the query. `label` heads what is folded;
    `line` leaves the sources to another figure beside it; `names` says how the table tells codes of its own columns. `files`
    are the other arguments of `offer`: with `chart`, what is drawn above, it offers the picture too.
    """
    about = queries.get(name).about
    if line and (unknown := sex_not_reported(view, frame)):
        st.caption(unknown)
    folded = label or _("Definition, table and download")
    with st.expander(folded, type="compact", on_change="rerun", key=f"under_{key}") as opened:
        if opened.open:
            metric, unit, note = (sources.in_words(name, about[part]) for part in ("metric", "unit", "note"))
            st.markdown(f"**{_(about['title'])}.** {metric}. **{_('Unit')}**{colon()}{unit}.")
            if note:
                st.caption(formats.sentence(note))
            columns = headings(name, frame) | dict(table or {})
            grids.show(on_screen(view, frame, names), column_config=columns, alt=_(about["title"]))
            offer(view, name, frame, key, **files)
    if line:
        st.caption(source_line(view, name))


def sex_not_reported(view: View, frame: pd.DataFrame) -> str:
    """A sentence where the sex of people of the month shown is not reported, who stand in this answer; else empty."""
    columns = [column for column in frame.columns if column.endswith("sex_not_reported_count")]
    rows = frame[frame["as_of"] == pd.Timestamp(view.as_of)] if "as_of" in frame.columns else frame
    people = int(rows[columns].sum().max()) if columns else 0
    if not people:
        return ""
    words = ngettext(
        "The sex of {n} person is not reported: women are at least those reported, shares are over all others, and none stands where too few are.",
        "The sex of {n} people is not reported: women are at least those reported, shares are over all others, and none stands where too few are.",
        people,
    )
    return words.format(n=formats.count(people))


def named(frame: pd.DataFrame, names: Names | None = None) -> pd.DataFrame:
    """Return a frame for the screen, its codes in words: `names` first, then those of categories and personnel types."""
    known = COMMON | dict(names or {})
    return frame.assign(**{column: frame[column].map(known[column]) for column in frame.columns if column in known})


def on_screen(view: View, frame: pd.DataFrame, names: Names | None = None) -> pd.DataFrame:
    """`named`, and states by their names: no code stands beside the name that it is of, or in its place."""
    shown = named(frame, names)
    if "iso3" in shown and "iso3" not in (names or {}):
        states = naming.states(run, view)
        shown = shown.assign(iso3=shown["iso3"].map(lambda code: states.get(code, code)))
    if "name" not in shown:
        return shown
    twice = [code for code in ("iso3", "key") if code in shown and (code == "key" or shown[code].equals(shown["name"]))]
    return shown.drop(columns=twice)


def headings(name: str, frame: pd.DataFrame) -> dict[str, Any]:
    """Return how the columns of a query's answer are headed and formatted on screen, from its header; in files they keep their codes.

    What `naming.with_names` puts beside a code is headed as the query that it comes from.
    """
    columns = queries.get("countries").columns | queries.get(name).columns
    kinds: dict[str, Callable[[str], Any]] = {
        "count": functools.partial(st.column_config.NumberColumn, format="localized"),
        "percent": functools.partial(st.column_config.NumberColumn, format="percent"),
        "day": st.column_config.DateColumn,
    }
    shown: dict[str, Any] = {}
    for code in frame.columns:
        if column := columns.get(code):
            # The query's own heading is that of the code in files.
            heading = _("State or territory") if code == "iso3" else _(column.heading)
            shown[code] = kinds[column.format](heading) if column.format else heading
    return shown


def column_heading(name: str, column: str) -> str:
    """Return the heading of one column of a query, from its header."""
    return _(queries.get(name).columns[column].heading)


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
    more: Mapping[str, str] | None = None,
) -> None:
    """Offer what is on screen as files, made only when asked for: the frame as CSV and XLSX, the chart as PNG and SVG.

    `chart` is an ECharts option or a plotly figure. Its picture stands under `title` or else the query's; `credit` is what a
    map must say besides its source. `more` is what the files of the frame say besides the usual, such as the filters that hold.
    """
    about = sources.head(run, view, name) | dict(more or {})
    day = sources.day(run, view, name)
    says = more or {}
    is_supposed = says.get("Supposed", "nothing") != "nothing"
    file = sources.file_name(run, view, name, name, filters=says.get("Filters", ""), is_supposed=is_supposed)
    with st.container(horizontal=True):
        links.download(view, "CSV", lambda: exports.to_csv(frame, about), f"{file}.csv", "text/csv", key=f"csv_{key}")
        links.download(
            view,
            "XLSX",
            lambda: exports.to_xlsx(frame, about),
            f"{file}.xlsx",
            key=f"xlsx_{key}",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        for kind in ("PNG", "SVG") if chart else ():
            if st.button(kind, key=f"{kind.lower()}_{key}"):
                words = [
                    title or _(queries.get(name).about["title"]),
                    formats.day(day),
                    *([scope_name(view)] if "scope" in queries.get(name).params else []),
                ]
                show = st.dialog(_("Picture of this chart"), width="large")(_draw)
                marks = [_("RESTRICTED: not to be passed on.")] if about["Audience"] == "restricted" else []
                lines = " ".join(filter(None, [*marks, sources.line(run, view, name), credit]))
                show(kind, file, chart, height, width, view.marked(" · ".join(words)), lines)
    st.caption(_("Cite this"))
    st.code(_cite(view, name, title, day), language=None, wrap_lines=True)


def _cite(view: View, name: str, title: str, day: dt.date) -> str:
    """Return a sentence that says which figure this is: title, day, source, data version and link."""
    return _("{title}, as of {day}. {source} {link}").format(
        title=view.marked(title or _(queries.get(name).about["title"])),
        day=formats.day(day),
        source=sources.line(run, view, name),
        link=f"{st.context.url}?{urlencode(st.query_params.to_dict())}",
    )


def _draw(kind: str, file: str, chart: Any, height: int, width: Any, heading: str, credits: str) -> None:
    """Draw a chart once more with its title and source in it: the browser draws, so the browser saves."""
    if not isinstance(chart, dict):
        from pages.kit import maps  # the other pages do without plotly

        st.markdown(_("The camera at its top right saves it as {kind}, with what it says below.").format(kind=kind))
        save = {"format": kind.lower(), "filename": file, "scale": 1 if kind == "SVG" else 2}
        config = maps.CONFIG | {"toImageButtonOptions": save, "displayModeBar": True}
        st.plotly_chart(
            exports.map_picture(chart, heading, credits), theme=None, config=config, key="picture", alt=heading
        )
        return
    ground = GROUND.get(st.context.theme.type or "light", GROUND["light"])
    option, more = exports.picture(chart, heading, credits, file, ink(), ground)
    st.markdown(_("The arrow at its top right saves it as {kind}, with what it says below.").format(kind=kind))
    renderer: Literal["svg", "canvas"] = "svg" if kind == "SVG" else "canvas"
    st.echarts_chart(option, height=height + more, width=width, renderer=renderer, key=f"picture_{kind}", alt=heading)


def source_line(view: View, *names: str) -> str:
    """Return the line under a figure: where its queries' rows come from, and the rows of this month that are set aside, if any."""
    line = sources.line(run, view, *names)
    if aside := sources.set_aside(run, view, *names):
        line += f" **{aside}** ({health(view)})."
    return line


def health(view: View) -> str:
    """Return, in Markdown, a link to the rows that are set aside in a month."""
    return f"[{_('Data health')}]({links.way('data_health', view)})"


def not_read(view: View, *names: str, reasons: Mapping[str, str] | None = None) -> None:
    """Say how many rows are set aside of the files behind these queries, with the way to them; nothing where none is.

    It stands with the figures that those rows could change: none of them may be read as a zero. Rows of a month of the monthly
    file stand in its source line. With `reasons`, words of the codes of reasons, a restricted view names each row too.
    """
    parts = sources.not_read(run, view, *names)
    if not parts:
        return
    rest = _("What they say is in no figure here: a number may be higher, a zero need not be one.")
    st.markdown(f":material/warning: **{semicolon().join(parts)}.** {rest} {health(view)}")
    if reasons and not view.is_open:
        named = run("rows_not_read", view.snapshot, as_of=view.until)
        _name_rows(named[named["source"].isin(sources.not_monthly(view, *names))], reasons)


def _name_rows(rows: pd.DataFrame, reasons: Mapping[str, str]) -> None:
    """List rows that are set aside, folded: file and place, reason, and what stands there. Frame: rows_not_read."""
    if rows.empty:
        return
    with st.expander(ngettext("Which row it is", "Which rows they are", len(rows))):
        lines = [
            f"- **{formats.plain(errors.placed(row.place))}** · {formats.plain(row.file_name)}  \n{labels.name(reasons, row.reason)}{colon()}{formats.plain(errors.told(row.detail))}"
            for row in rows[:NAMED].itertuples()
        ]
        st.markdown("\n".join(lines))
        if len(rows) > NAMED:
            st.caption(_("The first {n}; Data health lists them all.").format(n=NAMED))


def set_aside(before: View) -> None:
    """Say it where the earlier month has rows that are kept out of its figures."""
    aside = int(run("set_aside", before.snapshot, as_of=before.as_of, scope=before.scope)["row_count"].sum())
    if aside:
        words = ngettext("{n} row of {month} is set aside.", "{n} rows of {month} are set aside.", aside)
        st.caption(f"{words.format(n=aside, month=formats.month(before.as_of))} ({health(before)})")


def later(lines: list[str]) -> None:
    """What happened after the month shown: the first line in sight, the others behind it; nothing where nothing did."""
    if lines:
        st.info(lines[0])
    if others := lines[1:]:
        with st.expander(
            ngettext("{count} more event after this month", "{count} more events after this month", len(others)).format(
                count=len(others)
            )
        ):
            st.markdown("\n".join(f"- {line}" for line in others))


def head(view: View, title: str, lead: str) -> None:
    """Put a page's title, what it is for, and what month and scope it shows."""
    heading(view, title)
    st.markdown(f"{lead} :gray[{formats.day(view.as_of)} · {scope_name(view)}]")


def heading(view: View, title: str) -> None:
    """Put a page's title; in the exercise it says so."""
    st.title(view.marked(title))


def finding(sentence: str, figure: str) -> None:
    """Head a figure with what it shows, in words from its frame; its own name stands small under it."""
    st.header(sentence)
    st.caption(figure)


def slide(view: View, kind: str, **choices: Any) -> None:
    """Offer to collect a figure as a slide, of what is on screen; the page Hand over makes the file."""
    wanted = Wanted(kind, view, tuple(sorted(choices.items())))
    collected = st.session_state.setdefault(SLIDES, [])
    is_there = wanted in collected
    st.button(
        _("In my slides") if is_there else _("Add to my slides"),
        key=f"slide_{kind}",
        icon=":material/check:" if is_there else ":material/add_to_photos:",
        type="tertiary",
        disabled=is_there,
        on_click=collected.append,
        args=(wanted,),
        help=_("The page Hand over makes one file of all slides that you add"),
    )


def foot() -> None:
    """Spell out the page's abbreviations, once."""
    st.caption(_(ABBREVIATIONS))


def ink() -> str:
    """Return the colour of letters drawn into charts, for the appearance the reader has chosen."""
    return INK.get(st.context.theme.type or "light", INK["light"])


def appearance() -> str:
    """light or dark, as the reader sees the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def map_credit(window: Window | None = None) -> str:
    """Whose boundaries a map shows, and what they do not mean: for the line under it and for its picture.

    `window` is what it shows, (west, east) and (south, north) in degrees; None is the world, or what nobody can tell exactly.
    The United Nations' standard notes stand under it for the areas that it shows.
    """
    words = [
        _(
            "Boundaries: United Nations Geodata, simplified, not for commercial use. The boundaries and names shown and the"
            " designations used on this map do not imply official endorsement or acceptance by the United Nations."
        )
    ]
    words += [_(note) for code, note in labels.MAP_NOTES.items() if window is None or _overlap(MAP_AREAS[code], window)]
    return " ".join(words)


def _overlap(area: Window, window: Window) -> bool:
    """Whether an area lies in a window, in part at least."""
    (left, right), (low, high) = area
    (west, east), (south, north) = window
    return low <= north and high >= south and left <= east and right >= west


def no_place() -> None:
    """Why there is no map in the exercise."""
    st.caption(_("Invented states have no place on a map: regions are drawn as bars."))
