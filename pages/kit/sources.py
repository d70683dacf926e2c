"""Where a figure comes from, from the header of its query and the declarations behind it: for the line under it and its files.

Exactly the sources whose rows stand behind a query are cited, and of those the ones of which a file is loaded. No Streamlit.
"""

import datetime as dt
import functools
import re
from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

import queries
from pages.kit import formats
from pages.kit.languages import errors
from pages.kit.text import _, catalogue, colon, ngettext, quoted, semicolon
from pages.kit.view import Run, View, file_start

CODE = re.compile(r"(?<![\w.])[a-z]+(?:_[a-z0-9]+)+\b")
LONGEST = 60  # letters of the filters in the name of a file: systems take 255 bytes in all
MONTHLY = "deployments"  # its rows are of the month that is shown; other sources have days of their own


@dataclass(frozen=True)
class Cited:
    """One loaded source behind a figure: who made it, the day that its rows are of (None where they have none), when it came."""

    name: str
    producer: str
    title: str
    dataset_id: str
    licence: str
    is_restricted: bool
    as_of: dt.date | None
    loaded_on: dt.date


def cited(run: Run, view: View, *names: str) -> list[Cited]:
    """Return the sources behind queries of which a file is loaded, in name order.

    Monthly rows end with the month shown, and so do those of other sources where the query takes a day to read them on.
    """
    return list(_cited(run, view, queries.place(view.snapshot), names))


@functools.lru_cache(maxsize=1000)  # a page asks it of each figure several times, and what is published does not change
def _cited(run: Run, view: View, place: str, names: tuple[str, ...]) -> list[Cited]:
    until: dict[str, dt.date | None] = {}
    for name in names:
        is_read_on_a_day = "as_of" in queries.get(name).params
        for source in _behind(name, view.snapshot, place):
            is_limited = source == MONTHLY or (is_read_on_a_day and until.get(source, view.until))
            until[source] = view.until if is_limited else None
    files: dict[str, list] = {}
    for file in run("files", view.snapshot).itertuples():
        end = until.get(file.source)
        is_later = end and not pd.isna(file.as_of_first) and file.as_of_first.date() > end
        if file.source in until and not is_later:
            files.setdefault(file.source, []).append(file)
    rows = []
    for source in run("sources", view.snapshot).itertuples():
        if mine := files.get(source.source):
            days = [file.as_of.date() for file in mine if not pd.isna(file.as_of)]
            newest = min(max(days), until[source.source] or max(days)) if days else None
            loaded = max(file.received_at for file in mine).date()
            about = (source.producer, source.title, source.dataset_id, source.licence, source.audience == "restricted")
            rows.append(Cited(source.source, *about, newest, loaded))
    return rows


def day(run: Run, view: View, *names: str) -> dt.date:
    """Return the day that figures of queries are of: the month shown, or their sources' newest where none of them is monthly."""
    sources = cited(run, view, *names)
    days = [source.as_of for source in sources if source.as_of]
    return view.as_of if not days or MONTHLY in {source.name for source in sources} else max(days)


def line(run: Run, view: View, *names: str) -> str:
    """Return, as plain text, where the figures of these queries come from: sources, both dates of each, reference lists, version."""
    return _line(run, view, queries.place(view.snapshot), catalogue(), names)


@functools.lru_cache(maxsize=2000)
def _line(run: Run, view: View, _place: str, _words: Hashable, names: tuple[str, ...]) -> str:
    parts = [_("EXERCISE, nothing in it is real.")] if view.is_exercise else []
    sources = cited(run, view, *names)
    if sources:
        parts.append(_("Source: {sources}.").format(sources=" · ".join(map(_named, sources))))
    if lists := citations(run, view, *names):
        words = _("With {lists}.") if sources else _("Source: {lists}.")
        parts.append(words.format(lists=semicolon().join(lists)))
    parts.append(_("Data version {version}.").format(version=view.snapshot.version))
    return " ".join(parts)


def _named(source: Cited) -> str:
    """Return one source in words; in the exercise `producer` says whose shape the file has, which is too long for a line."""
    who = source.dataset_id if source.licence == "invented" else f"{_(source.producer)} ({source.dataset_id})"
    loaded = formats.day(source.loaded_on)
    if source.as_of is None:
        return _("{who}, loaded on {loaded}").format(who=who, loaded=loaded)
    return _("{who}, data as of {as_of}, loaded on {loaded}").format(
        who=who, as_of=formats.day(source.as_of), loaded=loaded
    )


def set_aside(run: Run, view: View, *names: str) -> str:
    """Return how many rows of the month shown are set aside, without a full stop; empty where none is, or these queries read no month."""
    if MONTHLY not in {source.name for source in cited(run, view, *names)}:
        return ""
    aside = int(run("set_aside", view.snapshot, as_of=view.as_of, scope=view.scope)["row_count"].sum())
    words = ngettext("{n} row of this month is set aside", "{n} rows of this month are set aside", aside)
    return words.format(n=aside) if aside else ""


def not_monthly(view: View, *names: str) -> set[str]:
    """Return the sources behind queries but that of the monthly figures."""
    return {source for name in names for source in _behind(name, view.snapshot, queries.place(view.snapshot))} - {
        MONTHLY
    }


@functools.lru_cache(maxsize=2000)
def _behind(name: str, snapshot: queries.Snapshot, place: str) -> list[str]:
    return queries.sources(name, snapshot)


def not_read(run: Run, view: View, *names: str) -> list[str]:
    """Return how many rows are set aside of each file behind these queries but the monthly one; none where none is."""
    rows = run("not_read", view.snapshot, as_of=view.until)
    return [
        _("{n} of {all} rows set aside ({source})").format(
            n=formats.count(row.set_aside_count),
            all=formats.count(row.loaded_count + row.set_aside_count),
            source=_(row.title),
        )
        for row in rows[rows["source"].isin(not_monthly(view, *names))].itertuples()
    ]


def is_restricted(run: Run, view: View, *names: str) -> bool:
    """Return whether what these queries answer in this view may not be passed on: a restricted source stands behind it."""
    return view.has_units and any(source.is_restricted for source in cited(run, view, *names))


def file_name(run: Run, view: View, what: str, *names: str, filters: str = "", is_supposed: bool = False) -> str:
    """Name, without its ending, of a file of what queries answer: EXERCISE, what it holds, the filters that hold, day, scope, version, RESTRICTED.

    The day is that of the figures, not of the page. `filters` are as a file says them: key=code, with semicolons between them; the
    codes stand in the name. A file of what a reader supposed says that it is.
    """
    counts_scope = any("scope" in queries.get(name).params for name in names)
    parts = [
        what,
        *(["supposed"] if is_supposed else []),
        *_chosen(filters),
        day(run, view, *names).isoformat(),
        *([view.scope] if counts_scope else []),
        view.snapshot.version,
        *(["RESTRICTED"] if is_restricted(run, view, *names) else []),
    ]
    return file_start(view) + "-".join(parts)


def chosen(**codes: str | None) -> dict[str, str]:
    """What a file says of the filters that hold, for its head and its name: key=code of each, `all` where the code is empty; None says nothing."""
    said = {key: code.replace(";", ", ") or "all" for key, code in codes.items() if code is not None}
    return {"Filters": "; ".join(f"{key}={code}" for key, code in said.items())} if said else {}


def _chosen(filters: str) -> list[str]:
    """The codes of filters as parts of a file's name, none where all is shown."""
    codes = [part.partition("=")[2].strip() for part in filters.split(";") if not part.strip().startswith("today=")]
    words = "-".join(re.sub(r"\W+", "-", code).strip("-") for code in codes if code not in ("", "all", "none"))
    return [words[:LONGEST].rstrip("-")] if words else []


def who_loads() -> str:
    """A sentence for readers of the open view, who can load nothing."""
    return _("Whoever keeps the restricted view of this dashboard loads it there.")


def citations(run: Run, view: View, *names: str) -> list[str]:
    """Return the reference lists behind queries that a reader would look up: the guide, the strategy with the targets ..."""
    tables = {table.strip() for name in names for table in queries.get(name).about["from"].split(",")}
    lists = run("citations", view.snapshot)
    return list(dict.fromkeys(_(title) for title in lists.loc[lists["relation"].isin(tables), "title"]))


def head(run: Run, view: View, name: str) -> dict[str, str]:
    """Return what a file says of itself, by the words of `labels.FILE_HEADS`: title, definition, unit, exactly its sources with licence and audience, day, version."""
    query = queries.get(name)
    sources = cited(run, view, name)
    lists = citations(run, view, name)
    about = {
        "Title": view.marked(_(query.about["title"])),
        "Definition": _(query.about["metric"]),
        "Unit": _(query.about["unit"]),
        "Note": _(query.about["note"]),
        "Source": semicolon().join(
            f"{errors.told(source.producer)}{colon()}{_(source.title)} ({source.dataset_id})" for source in sources
        ),
        "Reference lists": semicolon().join(lists),
        "Licence": semicolon().join(dict.fromkeys(_(source.licence) for source in sources)),
        "As of": day(run, view, name).isoformat(),
        "Read on": view.reading_day.isoformat() if "today" in query.params else "",
        "Scope": view.scope if "scope" in query.params else "",
        "Columns": semicolon().join(f"{code}{colon()}{_(column.heading)}" for code, column in query.columns.items()),
        "Dataset": view.snapshot.dataset,
        "Audience": "restricted" if is_restricted(run, view, name) else "open",
        "Data version": view.snapshot.version,
    }
    return {key: value for key, value in about.items() if value or key in ("Source", "Note")}


def in_words(name: str, text: str) -> str:
    """A text of a query's header for a reader of the page: columns by their headings, queries by their titles, other codes as words."""
    return _in_words(name, text, catalogue())


@functools.lru_cache(maxsize=2000)
def _in_words(name: str, text: str, _words: Hashable) -> str:
    def told(found: re.Match[str]) -> str:
        code = found[0]
        if code in queries.get(name).columns:
            return quoted(_(queries.get(name).columns[code].heading))
        return quoted(_(queries.get(code).about["title"])) if code in queries.names() else code.replace("_", " ")

    return CODE.sub(told, _(text))
