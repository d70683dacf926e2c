"""Police units: women against one platoon and by function, parity by contributor, French speakers, training on explosive devices."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.women import facts as women_notes
from pages.women import labels as women_labels
from pages.women import police_charts

WOMEN, FRENCH, PARITY = "fpu_women", "police_language", "parity_by_contributor"
CODES = {"status": women_labels.POLICE, "last_status": women_labels.POLICE}


def _counts(found: pd.DataFrame, names: dict[str, str], codes: tuple[str, ...]) -> None:
    number = found["status"].value_counts()
    with st.grid(len(codes), gap="small", min_column_width=140):
        for code in codes:
            st.metric(labels.name(names, code), formats.count(number.get(code, 0)), border=True)


def _mission(found: pd.DataFrame) -> pd.DataFrame:
    names = {"all": _("All missions")} | {code: code for code in sorted(found["mission"].unique())}
    code = filters.choice(_("In"), "mission", names, "all")
    return found[(found["mission"] == code) | (code == "all")]


def platoons(view: View, source: str) -> None:
    """List formed police units with their women against one platoon of the same unit, and by function."""
    found = run(WOMEN, view.snapshot, as_of=view.until)
    if found.empty:
        st.info(_("No formed police unit has ever sent a return."))
        return
    found = _mission(found)
    _counts(found, women_labels.POLICE, ("meets", "within_range", "below", "below_range", "not_reported"))
    said = found[found["status"] != "not_reported"]
    parts = found["has_all_functions"].dropna()
    ied = found["ied_awareness"].dropna()
    st.markdown(
        " ".join(
            (
                _("{said} of {all} units report their women this month.").format(said=formats.count(len(said)), all=formats.count(len(found))),
                _("Women in command, operations and support alike: {n} of the {all} that tell all three.").format(n=formats.count(int(parts.sum())), all=formats.count(len(parts))),
                _("Trained on explosive devices before deployment: {n} of {all} that tell.").format(n=formats.count(int(ied.sum())), all=formats.count(len(ied))),
            )
        )
    )  # fmt: skip
    order = {
        code: place for place, code in enumerate(("below", "below_range", "not_reported", "within_range", "meets"))
    }
    found = (
        found.assign(at=found["status"].map(order))
        .sort_values(["at", "mission", "unit_id"], kind="stable")
        .drop(columns="at")
    )
    drawn(view, found[found["status"] != "not_reported"], source)
    listed(view, found, "fpu_women", source)
    st.caption(
        _("The guide asks for women equal to one platoon of the unit, approximately 20 to 50, across all functions including command. Where the size of a platoon is not reported, 20 women or more stand within the printed range.")
    )  # fmt: skip


def drawn(view: View, found: pd.DataFrame, source: str) -> None:
    """Draw the women of units that report them, by function, against one platoon."""
    if found.empty:
        return
    found = found.sort_values(["more_women_needed", "unit_id"], ascending=[False, True], kind="stable")
    chart = police_charts.women(found, notes.ink())
    tall = police_charts.height(len(found))
    title = _("Women in formed police units, by function, against one platoon")
    st.echarts_chart(chart, height=tall, key="fpu_women_chart", alt=title)
    women_notes.under(view, WOMEN, found, "fpu_drawn", source, CODES, chart=chart, height=tall, title=title)


def listed(view: View, found: pd.DataFrame, key: str, source: str) -> None:
    """List formed police units: women against one platoon, by function, and where the return has it."""
    shown = women_notes.told(view, found[["unit_id", "iso3"]]).assign(
        status=[labels.name(women_labels.POLICE, code) for code in found["status"]],
        women_count=found["women_count"].to_numpy(),
        fpu_platoon_size=found["fpu_platoon_size"].to_numpy(),
        more=found["more_women_needed"].to_numpy(),
        functions=[_functions(row) for row in found.itertuples()],
        ied=[women_notes.yes(flag) for flag in found["ied_awareness"]],
        rotates_out=found["rotates_out"].to_numpy(),
        reported_on=found["reported_on"].to_numpy(),
        age=found["report_age_days"].to_numpy(),
        place=[f"{row.place} · {row.file_name}" for row in found.itertuples()],
    )
    lead = ["unit_id", "women_count", "fpu_platoon_size", "more", "rotates_out", "status", "iso3"]
    shown = shown[[*lead, *(name for name in shown if name not in lead)]]
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    told = women_notes.columns(
        shown,
        status=text(_("Women against one platoon"), width=180),
        women_count=number(_("Women"), format="localized", width=80),
        fpu_platoon_size=number(_("One platoon"), format="localized", width=90),
        functions=text(_("Command, operations, support"), width=190),
        ied=text(_("Explosive devices"), width=110),
    )
    grids.show(shown, told, height=520 if len(shown) > 13 else "content", alt=_("Formed police units and their women"))
    women_notes.under(view, WOMEN, found, key, source, CODES)


def _functions(row: Any) -> str | None:
    parts = (row.women_command, row.women_operations, row.women_support)
    return None if any(pd.isna(part) for part in parts) else ", ".join(formats.count(part) for part in parts)


def french(view: View, source: str) -> None:
    """List police units in missions that work in another language than English, with their French speakers."""
    found = run(FRENCH, view.snapshot, as_of=view.until)
    if found.empty:
        st.info(_("No police unit of a mission with another working language than English has ever sent a return."))
        return
    found = _mission(found)
    _counts(found, women_labels.FRENCH, ("meets", "below", "not_reported", "undetermined"))
    shown = women_notes.told(view, found[["unit_id", "mission", "iso3"]]).assign(
        status=[labels.name(women_labels.FRENCH, code) for code in found["status"]],
        told=[formats.share(row.french_speakers, row.strength_count) for row in found.itertuples()],
        speakers=found["french_speakers"].to_numpy(),
        people=found["strength_count"].to_numpy(),
        more=found["more_speakers_needed"].to_numpy(),
        interpreters=found["interpreters"].to_numpy(),
        language=[_(text) if isinstance(text, str) else _("Not sourced") for text in found["working_language"]],
        rotates_out=found["rotates_out"].to_numpy(),
        reported_on=found["reported_on"].to_numpy(),
        place=[f"{row.place} · {row.file_name}" for row in found.itertuples()],
    )
    lead = ["unit_id", "told", "more", "rotates_out", "status", "iso3"]
    shown = shown[[*lead, *(name for name in shown if name not in lead)]]
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    told = women_notes.columns(
        shown,
        status=text(_("Half French speakers"), width=150),
        told=text(_("Share"), width=80),
        speakers=number(_("French speakers"), format="localized", width=100),
        people=number(_("People"), format="localized", width=80),
        more=number(_("More needed"), format="localized", width=90),
        interpreters=number(_("Interpreters"), format="localized", width=90),
        language=text(_("Working language"), width=120),
    )
    grids.show(
        shown, told, height=520 if len(shown) > 13 else "content", alt=_("Police units and their French speakers")
    )
    st.caption(
        _("The guide asks police units for at least half French speakers where the mission's language is not English. A mission whose working language is not sourced is undetermined.")
    )  # fmt: skip
    women_notes.under(
        view,
        FRENCH,
        found,
        "police_language",
        source,
        {"status": women_labels.FRENCH, "last_status": women_labels.FRENCH},
    )


def parity(view: View) -> None:
    """List contributors of individual police and of formed police units with their share of women against the target."""
    kinds = {
        code: labels.name(labels.CATEGORIES, code) for code in ("individual_police_officers", "formed_police_units")
    }
    kind = filters.choice(_("Category"), "category", kinds, "individual_police_officers", wide=True)
    found = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, category=kind)
    if found.empty:
        st.info(_("Nobody of this category is deployed in the month shown."))
        return
    small = int(found["is_small"].sum())
    large = found[~found["is_small"]]
    goal = large["target_percent"].fillna(large["minimum_2025_percent"])
    below = int((large["more_women_by_replacement"] > 0).sum())
    st.markdown(
        ngettext("**{n}** contributor with ten people or more", "**{n}** contributors with ten people or more", len(large)).format(n=formats.count(len(large)))
        + ", "
        + _("{n} of them below {goal}; {small} with fewer, told as persons.").format(n=formats.count(below), goal=formats.percent(goal.iloc[0]) if len(goal) else formats.DASH, small=formats.count(small))
    )  # fmt: skip
    names = naming.states(run, view)
    shown = pd.DataFrame(
        {
            "name": [names.get(code, code) for code in found["iso3"]],
            "women": found["women_count"].to_numpy(),
            "people": found["people_count"].to_numpy(),
            "share": [formats.share(row.women_count, row.people_count) for row in found.itertuples()],
            "more": found["more_women_by_replacement"].where(~found["is_small"]).to_numpy(),
        }
    )
    number = st.column_config.NumberColumn
    columns = {
        "name": st.column_config.TextColumn(_("Contributor"), pinned=True, width=200),
        "women": number(_("Women"), format="localized"),
        "people": number(_("People"), format="localized"),
        "share": _("Share of women"),
        "more": number(_("More women, by replacement"), format="localized"),
    }
    grids.show(
        shown, columns, height=520 if len(shown) > 13 else "content", alt=_("Women in the police by contributor")
    )
    if (large["target_status"] == "not found").any():
        st.caption(_("The target of {year} was not found: the 2025 minimum is shown.").format(year=view.as_of.year))
    notes.under(view, PARITY, found, "police_parity", names=women_notes.codes(run, view))
    st.page_link(
        "pages/parity/page.py",
        label=_("All categories: gender parity"),
        query_params={"show": "contributors", "category": kind},
    )
