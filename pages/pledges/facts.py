"""What pages of pledges share: names of codes, words of a row, the source under a figure, what the public list is not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from pages.kit import formats, labels, notes
from pages.kit.cache import run
from pages.kit.naming import Names
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View
from pages.pledges import labels as pledge_labels
from pages.requirements import labels as requirement_labels

LEDGER = "pledge_ledger"
PAGE = "pages/pledges/page.py"


def countries(view: View) -> dict[str, str]:
    """Return states and territories as code -> name, in UN order."""
    return {row.iso3: _(row.name) for row in run("countries", view.snapshot).itertuples()}


def capabilities(view: View) -> dict[str, str]:
    """Return capabilities as code -> name."""
    return {row.capability: _(row.name) for row in run("capabilities", view.snapshot).itertuples()}


def category(code: str) -> str:
    """Return the name of one of the form's categories."""
    return labels.name(pledge_labels.CATEGORIES, code)


def status(code: str) -> str:
    """Return the name of a step, a mark or a state of a pledge."""
    return labels.name(pledge_labels.STATUS, code)


def flags(codes: Any) -> str:
    """Return the remarks of a pledge in words; nothing where there are none."""
    if not isinstance(codes, str):
        return ""
    return "; ".join(labels.name(pledge_labels.FLAGS, code) for code in codes.split(";"))


def quantity(row: Any) -> str:
    """Return how much a pledge states, with its unit; a dash where it states none."""
    if pd.isna(row.quantity):
        return formats.DASH
    if row.unit == "currency":
        return (
            f"{row.currency} {formats.count(row.quantity)}"
            if isinstance(row.currency, str)
            else formats.count(row.quantity)
        )
    unit = units(row.unit, int(row.quantity)) if isinstance(row.unit, str) else ""
    return f"{formats.count(row.quantity)} {unit}".strip()


def units(code: str, number: int) -> str:
    """Return the name of a unit of count, as it stands beside a number."""
    return ngettext(*pledge_labels.UNITS[code], number) if code in pledge_labels.UNITS else code


def occasion(row: Any) -> str:
    """Return the Ministerial of a pledge, or what its source says that it was."""
    told = row.ministerial if isinstance(row.ministerial, str) else row.occasion
    return told if isinstance(told, str) else formats.DASH


def host(url: Any) -> str:
    """Return the site of a page."""
    return urlsplit(url).hostname or url if isinstance(url, str) else ""


def codes(run: Run, view: View) -> Names:
    """Return how a table tells the codes of pledges: column -> what turns a code into words."""
    named = countries(view), capabilities(view)
    return {
        "iso3": lambda code: named[0].get(code, code) if isinstance(code, str) else None,
        "capability": lambda code: _several(code, named[1]),
        "category": lambda code: category(code) if isinstance(code, str) else None,
        "pledge_category": lambda code: category(code) if isinstance(code, str) else None,
        "states": lambda codes: _several(codes, named[0]),
        "flags": flags,
        "status": lambda code: labels.name(requirement_labels.STATUS | pledge_labels.STATUS | pledge_labels.ANSWERS, code),
        **{
            column: _lookup(names)
            for column, names in {
                "stage": pledge_labels.STATUS, "track": pledge_labels.TRACKS, "kind": requirement_labels.KINDS | pledge_labels.KINDS | pledge_labels.STAGES, "section": requirement_labels.SECTIONS, "news": pledge_labels.NEWS,
                "due_basis": pledge_labels.DUE, "counts": pledge_labels.COUNTS, "origin": pledge_labels.ORIGINS,
                "regional_group": labels.GROUPS, "language": pledge_labels.LANGUAGES, "state": pledge_labels.GRID,
            }.items()
        },
        "unit": lambda code: units(code, 2) if isinstance(code, str) else None,
        "measure": _,
        "ask": _,
    }  # fmt: skip


def open_pledge(view: View, pledge_id: str) -> None:
    """Go to one pledge, with the same version, month and scope: a switch in the middle of a run forgets them."""
    kept = {"v": view.snapshot.version, "month": view.as_of.isoformat(), "scope": view.scope}
    st.switch_page(PAGE, query_params=kept | {"pledge": pledge_id})


def _lookup(names: Mapping[str, str]) -> Any:
    return lambda code: labels.name(names, code) if isinstance(code, str) else None


def _several(codes: Any, names: Mapping[str, str]) -> str | None:
    return "; ".join(names.get(code, code) for code in codes.split(";")) if isinstance(codes, str) else None


def sources(view: View) -> pd.DataFrame:
    """Return the ways by which pledges came in, as pledge_sources tells them."""
    return run("pledge_sources", view.snapshot)


def told(view: View) -> View:
    """Return the view as of the newest report: pledges follow neither the month nor the scope of deployments."""
    newest = sources(view)["last_dated"].max()
    return replace(view, scope="all", as_of=view.as_of if pd.isna(newest) else newest.date())


def source_line(view: View) -> str:
    """Return, as plain text, where the pledges come from."""
    found = sources(view)
    public = found[found["origin"] == "public report"]
    parts = [_("EXERCISE, nothing in it is real.")] if view.is_exercise else []
    if len(public):
        row = public.iloc[0]
        words = _("Source: {n} pledges of {states} states as {pages} public pages report them, the newest of {day}.")
        parts.append(
            words.format(
                n=formats.count(row["pledge_count"]), states=row["state_count"], pages=row["page_count"], day=formats.day(row["last_dated"])
            )
        )  # fmt: skip
    others = int(found.loc[found["origin"] != "public report", "pledge_count"].sum())
    if others:
        parts.append(
            ngettext(
                "{n} more from a form, slide or tracker.", "{n} more from forms, slides and trackers.", others
            ).format(n=formats.count(others))
            if len(public)
            else ngettext(
                "{n} pledge from a form, slide or tracker.", "{n} pledges from forms, slides and trackers.", others
            ).format(n=formats.count(others))
        )
    if found.empty:
        parts.append(_("No pledge is in the ledger."))
    parts.append(_("Data version {version}.").format(version=view.snapshot.version))
    return " ".join(parts)


def partial(view: View) -> None:
    """Say what the public list is not, where the ledger holds one or holds nothing."""
    origins = set(sources(view)["origin"])
    if not origins or "public report" in origins:
        st.caption(
            _(
                "The public list is partial and biased: it holds what was found printed, above all by states and papers that publish in a few languages. A state that is not in it may have pledged; nothing in it says that a pledge was registered."
            )
        )


def under(
    view: View, name: str, frame: pd.DataFrame, key: str, chosen: str = "", line: bool = True, **files: Any
) -> None:
    """Put definition, table and downloads under a figure of pledges; `chosen` says in the files which filters hold."""
    more = {"Filters": chosen} if chosen else {}
    notes.under(view, name, frame, key, line=line, names=codes(run, view), more=more, **files)
