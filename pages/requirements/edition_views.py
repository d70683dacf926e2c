"""Two editions of the quarterly requirements file side by side, and the lines of one for a named mission."""

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, notes
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.requirements import facts, finding_facts, labels

TALL = 13  # rows; a longer table scrolls


def compare(view: View, editions: list[str]) -> None:
    """Let the reader choose two editions, count what is new, closed and changed, and list it line by line."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {code: facts.edition_name(code) for code in editions}
        later = filters.choice(_("Later edition"), "edition", names, editions[0])
        older = {code: name for code, name in names.items() if code < later}
        before = filters.choice(_("Earlier edition"), "before", older, next(iter(older))) if older else ""
    if not before:
        st.info(_("There is no earlier edition to compare it with. These are its lines."))
        lines(view, later, "all")
        return
    frame = run(facts.CHANGE, view.snapshot, from_edition=before, to_edition=later, as_of=view.until)
    days = _("Lines of the editions of {before} and {later}")
    notes.finding(
        finding_facts.editions(frame),
        days.format(before=facts.edition_name(before), later=facts.edition_name(later)),
    )
    counts = frame["kind"].value_counts()
    with st.grid(4, gap="small", min_column_width=140):
        for code, name in labels.CHANGES.items():
            st.metric(_(name), formats.count(counts.get(code, 0)), border=True)
    kinds = {"differing": _("All that differ")} | {code: _(name) for code, name in labels.CHANGES.items()}
    kind = filters.choice(_("Lines"), "kind", kinds, "differing")
    rows = frame[frame["kind"] != "same"] if kind == "differing" else frame[frame["kind"] == kind]
    if rows.empty:
        st.info(_("No line is of this kind."))
        return
    shown = pd.DataFrame(
        {
            "kind": [kit_labels.name(labels.CHANGES, code) for code in rows["kind"]],
            "what": [facts.asked_for(row) for row in rows.itertuples()],
            "mission": [facts.mission(code) for code in rows["mission"]],
            "quantity_before": rows["quantity_before"],
            "quantity_after": rows["quantity_after"],
            "quantity_change": rows["quantity_change"],
            "else": [facts.differences(row) for row in rows.itertuples()],
        }
    )
    number = st.column_config.NumberColumn
    columns = {
        "kind": st.column_config.TextColumn(_("Change"), pinned=True, width=90),
        "what": st.column_config.TextColumn(_("Asked for"), width=380),
        "mission": _("Mission"),
        "quantity_before": number(_("Quantity, earlier"), format="localized"),
        "quantity_after": number(_("Quantity, later"), format="localized"),
        "quantity_change": number(_("Difference"), format="%+,d"),
        "else": st.column_config.TextColumn(_("What else changed"), width=380),
    }
    height = 520 if len(shown) > TALL else "content"
    grids.show(shown, columns, height=height, alt=_("Lines that differ between two editions"))
    notes.under(view, facts.CHANGE, rows, "change", names=facts.codes(run, view), more=facts.files_say(view))


def lines(view: View, edition: str, kind: str) -> None:
    """List the lines of an edition; `kind` mission leaves those for a named mission."""
    frame = run(facts.LINES, view.snapshot, edition=edition, as_of=view.until, asks=kind)
    day = facts.edition_name(edition)
    if frame.empty:
        st.info(_("The edition of {day} has no line for a named mission.").format(day=day))
        return
    words = ngettext("{n} line of the edition of {day}", "{n} lines of the edition of {day}", len(frame))
    figure = _("What it asks for a named mission") if kind == "mission" else _("What it asks for")
    notes.finding(words.format(n=formats.count(len(frame)), day=day), figure)
    shown = pd.DataFrame(
        {
            "what": [facts.asked_for(row) for row in frame.itertuples()],
            "mission": [facts.mission(code) for code in frame["mission"]],
            "quantity": frame["quantity"],
            "needed_by": frame["needed_by"],
            "priority": frame["priority"].map(facts.priority, na_action="ignore"),
        }
    )
    columns = {
        "what": st.column_config.TextColumn(_("Asked for"), pinned=True, width=380),
        "mission": _("Mission"),
        "quantity": st.column_config.NumberColumn(_("Quantity"), format="localized"),
        "needed_by": st.column_config.DateColumn(_("Needed by")),
        "priority": _("Priority"),
    }
    height = 520 if len(shown) > TALL else "content"
    grids.show(shown, columns, height=height, alt=_("Lines of an edition"))
    notes.under(view, facts.LINES, frame, f"lines_{kind}", names=facts.codes(run, view), more=facts.files_say(view))
