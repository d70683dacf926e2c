"""What is behind a figure of capability: units with what each waits for and where the export has it, and pledges in words."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

import queries
from pages.capabilities import facts, loss_facts
from pages.kit import formats, grids, labels, links, notes, sources
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import evidence_facts
from pages.pledges import facts as pledge_facts
from pages.pledges import labels as pledge_labels
from pages.requirements import facts as requirement_facts
from pages.requirements import labels as requirement_labels

TAGS, PLEDGES, WAITING = "roster_tags", "capability_pledges", "selected_waiting"
MOST = 40  # pledges read on screen; the files hold them all
TALL, LONG = 520, 13  # pixels of a table that scrolls, and rows from which one does
DAYS_OF_ONE = (
    "invited_on",
    "invitation_accepted_on",
    "ready_by",
    "visit_planned_on",
    "predeployment_visit_on",
    "arrives_on",
)
LISTED = (
    "iso3", "taken_out", "relies_on", "regional_group", "group_rdl_unit_count", "capability", "component", "level", "day",
    "mission_code", "ends_on", "strength_count", "status", "why_not", "renewal", "visit_date", "has_load_list",
    "available_to", "rdl_cycle", "mission_specific", "partners",
)  # fmt: skip


def units(
    view: View,
    frame: pd.DataFrame,
    key: str,
    query: str = facts.UNITS,
    if_none: str = "",
    first: tuple[str, ...] = (),
    more: Mapping[str, str] | None = None,
) -> None:
    """List units: state, level, status, whether stale, why not available, what each waits for, its place in the sheet.

    The columns named in `first` stand before the others.
    """
    if frame.empty:
        st.info(if_none or _("No unit of the export is behind it."))
        return
    st.markdown(facts.how_many(frame))
    table = facts.unit_words(run, view, _first(frame))
    table = table[[*first, *(column for column in table.columns if column not in first)]]
    turns = loss_facts.turns(run, view)
    if any(code in turns for code in table["unit_id"]):
        table["turn"] = [turns.get(code) for code in table["unit_id"]]
    columns = grids.columns(table, facts.unit_headings())
    grids.show(table, columns, height=_height(table), alt=_("Units behind the number"))
    notes.under(view, query, frame, key, line=False, names=facts.codes(run, view), more=more)


def _first(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that are listed on screen; says so where they are not all."""
    first = frame.head(grids.MOST)
    if len(first) < len(frame):
        st.caption(_("The first {n}; the files hold them all.").format(n=formats.count(len(first))))
    return first


def _height(table: pd.DataFrame) -> int | str:
    return TALL if len(table) > LONG else "content"


def listed(
    view: View, frame: pd.DataFrame, query: str, key: str, more: Mapping[str, str], has_taken_out: bool = True
) -> None:
    """List units of rapid deployment, each column as the query heads it, with the place of each unit in its file."""
    first = _first(frame)
    words = facts.codes(run, view)
    table = pd.DataFrame({"unit_id": first["unit_id"]})
    for column in LISTED:
        if column in first.columns and (has_taken_out or column not in ("taken_out", "relies_on")):
            values = first[column]
            table[column] = [words[column](code) for code in values] if column in words else values.to_numpy()
    if "regional_group" in table:
        table["regional_group"] = [facts.group(code, short=True) for code in first["regional_group"]]
    if "why_not" in table:
        table["why_not"] = table["why_not"].where(table["why_not"].notna(), _("available"))
    turns = loss_facts.turns(run, view)
    if any(code in turns for code in first["unit_id"]):
        table.insert(2, "turn", [turns.get(code) for code in first["unit_id"]])
        st.caption(
            _(
                "A rotation stands under the state whose slot covers the day, not under the one that the export lists it for: “Why under this state” says so."
            )
        )
    table["place"] = facts.places(first)
    headings = {
        "unit_id": Heading(_("Unit"), 110, is_pinned=True),
        "turn": Heading(_("Why under this state"), 430),
        "iso3": Heading(_("Member State"), 150),
        "why_not": Heading(_("Available, or why not"), 210),
        "place": Heading(_("In the export"), 300),
    }
    alt = _("{what}: units and their places in the export").format(what=_(queries.get(query).about["title"]))
    grids.show(table, grids.columns(table, notes.headings(query, table) | headings), height=_height(table), alt=alt)
    notes.under(view, query, frame, key, line=False, names=words, more=more)


def tags(view: View, capability: str) -> None:
    """Say what the units of a capability bring, as tags with how many bring each; the tags are never added."""
    counts = run(TAGS, view.snapshot, capability=capability, **facts.dated(view))
    if counts.empty:
        return
    badges = [
        f":blue-badge[{labels.name(requirement_labels.TAGS, row.tag)} **{formats.count(row.unit_count)}** ({_('available {n}').format(n=formats.count(row.available_count))})]"
        for row in counts.itertuples()
    ]
    st.markdown(_("Units that bring:") + " " + " ".join(badges))


def pledges(view: View, capability: str, by: str, code: str) -> None:
    """Show announced pledges of a capability, each with its page or its place in a file.

    `by` and `code` say which column of the grid is chosen: pledges for another region or mission stay out.
    """
    announced = run(PLEDGES, view.snapshot, capability=capability, as_of=view.until)
    if by == "region" and code != "all":
        announced = announced[announced["regional_group"] == code]
    if by == "mission" and code != "all":
        announced = announced[announced["mission"].isin(("general", code))]
    st.subheader(_("Announced pledges"))
    if announced.empty:
        st.info(
            _(
                "No announced pledge of a unit is behind it. The public list is partial: one may have been made that nobody printed."
            )
        )
        return
    count = ngettext(
        "{n} pledge. Announced is not registered.", "{n} pledges. Announced is not registered.", len(announced)
    )
    st.markdown(count.format(n=formats.count(len(announced))))
    seen = evidence_facts.sentences(run, view)
    said = {seen.get(code, "") for code in announced["pledge_id"]}
    if is_same := len(announced) > 1 and len(said) == 1:
        st.caption(_("Of each: {sentence}").format(sentence=said.pop()))
    for row in announced.head(MOST).itertuples():
        with st.container(border=True, gap="xxsmall"):
            st.markdown(_pledge(view, row))
            if row.origin == evidence_facts.PUBLIC:
                st.markdown(f":small[:gray[{_('Summary of a public page')}]]")
            st.markdown(formats.plain(row.sentence))
            if not is_same:
                st.caption(seen.get(row.pledge_id, ""))
    notes.under(
        view,
        PLEDGES,
        announced,
        "cell_pledges",
        line=False,
        names=facts.codes(run, view),
        more=sources.chosen(capability=capability, **{by: code}),
    )


def _pledge(view: View, row: Any) -> str:
    """The line above a pledge: state, meeting, status, quantity, source, and a link to it."""
    parts = [
        f"**[{facts.name_or_code(row.country_name, row.iso3)}]({links.way('country', view, iso3=row.iso3)})**",
        requirement_facts.occasion(row),
        labels.name(pledge_labels.STATUS, row.status),
    ]
    if not pd.isna(row.quantity):
        unit = pledge_facts.units(row.unit, int(row.quantity)) if isinstance(row.unit, str) else ""
        parts.append(f"{formats.count(row.quantity)} {unit}".strip())
    url = row.source_url if isinstance(row.source_url, str) else ""
    if urlsplit(url).scheme in ("http", "https"):
        parts.append(f"[{urlsplit(url).hostname}](<{url.replace('>', '%3E')}>)")
    else:
        where = facts.place(*(formats.plain(part) for part in (row.file, row.place) if isinstance(part, str)))
        parts.append(where or labels.name(pledge_labels.ORIGINS, row.origin))
    parts.append(f"[{row.pledge_id}]({links.way('pledges', view, pledge=row.pledge_id)})")
    return " · ".join(parts)


def waiting(view: View) -> None:
    """List units that are selected and not deployed yet, longest first, and what each waits for."""
    st.header(_("Selected and waiting"))
    selected = run(WAITING, view.snapshot, **facts.dated(view))
    if selected.empty:
        st.info(_("No unit of the export is selected and not deployed yet."))
        return
    count = ngettext(
        "{n} unit is selected and not deployed yet.", "{n} units are selected and not deployed yet.", len(selected)
    ).format(n=formats.count(len(selected)))
    since = _("Days are counted from the first export that has it so: an export does not say when a unit was selected.")
    st.markdown(f"{count} {since}")
    words = facts.codes(run, view)
    table = pd.DataFrame(
        {
            "unit_id": selected["unit_id"],
            "state": facts.names_or_codes(selected, "iso3"),
            "capability": [_(name) if isinstance(name, str) else None for name in selected["capability_name"]],
            "deployed_mission": selected["deployed_mission"],
            "requirement_line": selected["requirement_line"],
            "level": facts.told(selected, "level", words["level"]),
            "bottleneck": [words["bottleneck"](code) for code in selected["bottleneck"]],
            "selected_since": selected["selected_since"],
            "waiting_days": selected["waiting_days"],
            "load_list": facts.told(selected, "load_list", words["load_list"]),
            "mou_state": facts.told(selected, "mou_state", words["mou_state"]),
            **{name: selected[name] for name in DAYS_OF_ONE},
            "place": facts.places(selected),
        }
    )
    # What no unit of the export reports has no column on screen; the files have them all.
    optional = ("load_list", "mou_state", *DAYS_OF_ONE)
    table = table.drop(columns=[name for name in optional if table[name].isna().all()])
    headings = facts.unit_headings() | {
        "deployed_mission": Heading(_("For mission"), 100),
        "requirement_line": Heading(_("Line"), 80),
        "selected_since": Heading(_("Since the export of"), None, "day"),
        "waiting_days": Heading(_("Days"), 70, "count"),
        "load_list": Heading(_("Load list"), 110),
        "mou_state": Heading(_("MOU"), 110),
        "invited_on": Heading(_("Invited"), 110, "day"),
        "invitation_accepted_on": Heading(_("Invitation accepted"), 110, "day"),
        "predeployment_visit_on": Heading(_("Pre-deployment visit"), 110, "day"),
        "visit_planned_on": Heading(_("Visit planned"), 110, "day"),
        "arrives_on": Heading(_("Arrives"), 110, "day"),
    }
    grids.show(table, grids.columns(table, headings), height=_height(table), alt=_("Units selected and waiting"))
    notes.under(view, WAITING, selected, "waiting", line=False, names=words)
