"""The parts of the pledges page: filters, the ledger, one pledge opened with its history, bars by category and region."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.pledges import charts as pledge_charts
from pages.pledges import facts as pledge_notes
from pages.pledges import labels as pledge_labels

LEDGER = pledge_notes.LEDGER
BY_CATEGORY = "pledge_by_category"
BY_REGION = "pledge_by_region"
OUTCOMES = "pledge_outcomes"
COUNTRY_PAGE = "pages/deployments/country.py"
NONE = "none"  # as a Ministerial: made at none


def meetings(view: View) -> dict[str, str]:
    """Return the Ministerials to choose from as code -> words, the newest first, with what the ledger holds of each."""
    found = run(OUTCOMES, view.snapshot)
    names = {"all": _("All Ministerials and none")}
    for row in found.itertuples():
        n = formats.count(row.pledge_count)
        if isinstance(row.ministerial, str):
            names[row.ministerial] = f"{row.ministerial} ({n})"
        else:
            names[NONE] = _("At no Ministerial ({n})").format(n=n)
    return names


def ministerial(view: View, with_none: bool = True) -> str:
    """Offer the Ministerials and return the choice as queries take it: empty means all."""
    names = meetings(view)
    if not with_none:
        names = {"all": _("All Ministerials")} | {
            code: name for code, name in names.items() if code not in ("all", NONE)
        }
    code = filters.choice(_("Ministerial"), "ministerial", names, "all")
    return "" if code == "all" else code


def category() -> str:
    """Offer the form's categories and return the choice as queries take it."""
    names = {"all": _("All categories")} | {code: _(name) for code, name in pledge_labels.CATEGORIES.items()}
    code = filters.choice(_("Category of the form"), "category", names, "all")
    return "" if code == "all" else code


def narrowed(view: View) -> dict[str, str]:
    """Offer every filter of the ledger and return the choices as the ledger takes them."""
    everything = run(LEDGER, view.snapshot)
    named = naming.states(run, view)
    there = set(everything["iso3"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = {"ministerial": ministerial(view), "category": category()}
        states = {"all": _("All states")} | {code: name for code, name in named.items() if code in there}
        asked["iso3"] = filters.choice(_("Member State"), "iso3", states, "all")
        groups = {"all": _("All groups")} | {code: _(name) for code, name in labels.GROUPS.items()}
        asked["regional_group"] = filters.choice(_("UN regional group"), "group", groups, "all")
        steps = {"all": _("Every status")}
        steps |= {code: _(name) for code, name in pledge_labels.STATUS.items() if code not in ("rdl", "no_news")}
        asked["status"] = filters.choice(_("Status"), "status", steps, "all")
        kinds = {"all": _("Tangible or not"), "yes": _("Tangible"), "no": _("Not tangible")}
        asked["tangible"] = filters.choice(_("Tangible"), "tangible", kinds, "all")
    return {key: "" if code == "all" else code for key, code in asked.items()}


def cards(found: pd.DataFrame) -> None:
    """Count the pledges of the choice, their states, the tangible ones and those with later news."""
    said = found[~found["status"].isin(("announced", "confirmed"))]
    told = (
        (_("Pledges"), formats.count(len(found))),
        (_("Member States"), formats.count(found["iso3"].nunique())),
        (_("Tangible"), _("{n} of {all}").format(n=formats.count(found["is_tangible"].sum()), all=formats.count(len(found)))),
        (_("With later news"), formats.count(len(said))),
        (_("Too general to assess"), formats.count((found["status"] == "too_general").sum())),
    )  # fmt: skip
    with st.grid(5, gap="small", min_column_width=150):
        for label, value in told:
            st.metric(label, value, border=True)


def ledger(view: View, asked: dict[str, str]) -> None:
    """List the pledges of the choice; a click, the list of names or a link opens one beside the table."""
    found = run(LEDGER, view.snapshot, **asked)
    chosen = "; ".join(f"{key}={code}" for key, code in asked.items() if code) or "none"
    if found.empty:
        st.info(_("No pledge of the ledger fits these choices. That says nothing of what was not found printed."))
        return
    cards(found)
    opened = one_of(view, found)
    left, right = st.columns([3, 2], gap="medium") if opened is not None else (st.container(), None)
    with left:
        table(view, found)
    if right is not None:
        with right:
            detail(view, opened)
    pledge_notes.under(view, LEDGER, found, "ledger", chosen)


def one_of(view: View, found: pd.DataFrame) -> pd.Series | None:
    """Offer the pledges to open, and return the one that is open."""
    asked = st.query_params.get("pledge")
    everything = run(LEDGER, view.snapshot)
    kept = everything[everything["pledge_id"].isin(found["pledge_id"]) | (everything["pledge_id"] == asked)]
    named = naming.states(run, view)
    names = {"none": _("No pledge is open")}
    names |= {row.pledge_id: f"{named.get(row.iso3, row.iso3)}: {row.sentence}" for row in kept.itertuples()}
    code = filters.choice(_("Open a pledge"), "pledge", names, "none")
    return None if code == "none" else kept[kept["pledge_id"] == code].iloc[0]


def listed(view: View, found: pd.DataFrame, with_state: bool = True) -> pd.DataFrame:
    """Return pledges as a table says them. Frame: pledge_ledger."""
    named = naming.states(run, view)
    rows = list(found.itertuples())
    shown = {
        "pledge_id": found["pledge_id"],
        "state": [named.get(row.iso3, row.iso3) for row in rows],
        "sentence": found["sentence"],
        "ministerial": [pledge_notes.occasion(row) for row in rows],
        "category": [pledge_notes.category(row.category) for row in rows],
        "quantity": [pledge_notes.quantity(row) for row in rows],
        "status": [standing(row) for row in rows],
        "status_date": found["status_date"],
        "flags": [pledge_notes.flags(row.flags) or formats.DASH for row in rows],
    }
    if not with_state:
        shown.pop("state")
    return pd.DataFrame(shown)


def standing(row: Any) -> str:
    """Return the status of a pledge in words, and that it is restricted where nobody announced it."""
    told = pledge_notes.status(row.status)
    return told if row.is_announced else _("{status} (not announced: restricted)").format(status=told)


def columns(key: str, follow: Any) -> dict:
    """Return how a table of pledges shows its columns; a click on a pledge calls `follow`."""
    text = st.column_config.TextColumn
    return {
        "pledge_id": st.column_config.ButtonColumn(
            _("Pledge"), pinned=True, width=78, type="tertiary", alignment="left", key=key, on_click=follow
        ),
        "state": text(_("Member State"), width=130), "sentence": text(_("In its own words"), width=330), "ministerial": text(_("Ministerial"), width=140),
        "category": text(_("Category"), width=190), "quantity": _("Quantity"), "status": text(_("Status"), width=120),
        "status_date": st.column_config.DateColumn(_("Since")), "flags": text(_("Remarks"), width=240),
    }  # fmt: skip


def table(view: View, found: pd.DataFrame) -> None:
    """List pledges; a click on one opens it."""

    def follow() -> None:
        st.session_state["pledge"] = found["pledge_id"].iloc[st.session_state["open_pledge"].row]

    shown = listed(view, found)
    grids.show(
        shown,
        columns("open_pledge", follow),
        height=460 if len(shown) > 12 else "content",
        alt=_("Pledges of the choice"),
    )
    st.caption(_("A click on a pledge opens its words, its history and what it answers."))


def detail(view: View, row: pd.Series) -> None:
    """Show one pledge: its sentence, what was read of it, its dated steps with sources, its remarks, what it answers."""
    named = naming.states(run, view)
    with st.container(border=True):
        if not row["is_announced"]:
            st.badge(_("not announced: restricted"), color="orange")
        st.markdown(f"**{named.get(row['iso3'], row['iso3'])}** · {pledge_notes.occasion(row)}")
        st.text(f"“{row['sentence']}”")
        read = [
            (_("Category"), pledge_notes.category(row["category"])),
            (_("Capability"), naming.capabilities(run, view).get(row["capability"]) if isinstance(row["capability"], str) else None),
            (_("Quantity"), pledge_notes.quantity(row) if not pd.isna(row["quantity"]) else None),
            (_("By when"), row["by_when"]), (_("Mission"), row["mission_code"]), (_("Condition"), row["condition"]),
            (_("Tangible"), _("yes") if row["is_tangible"] else _("no")),
            (_("Came in as"), labels.name(pledge_labels.ORIGINS, row["origin"])),
        ]  # fmt: skip
        st.markdown("  \n".join(f":gray[{label}:] {value}" for label, value in read if isinstance(value, str)))
        history(view, row)
        remarks(view, row["pledge_id"])
        answers(view, row["pledge_id"])
        st.caption(_("File {file}, {place}").format(file=row["file"], place=row["place"]))
        st.page_link(COUNTRY_PAGE, label=_("All of this state"), query_params={"iso3": row["iso3"]})


def history(view: View, row: pd.Series) -> None:
    """List the dated steps of a pledge, each with its source; with the announcement alone, say that there is no later news."""
    steps = run("pledge_steps", view.snapshot, pledge_id=row["pledge_id"])
    lines = []
    for step in steps.itertuples():
        source = step.source if isinstance(step.source, str) else ""
        where = f"[{pledge_notes.host(source)}](<{source}>)" if source.startswith(("https://", "http://")) else source
        line = f"- {formats.day(step.step_date)}: **{pledge_notes.status(step.status)}**"
        lines.append(f"{line} · {where}" if where else line)
    st.markdown(f"**{_('History')}**\n\n" + ("\n".join(lines) or f"- {_('No step is recorded.')}"))
    if set(steps["status"]) <= {"announced"}:
        st.caption(_("No later news: nothing that was loaded says what followed."))
    st.caption(_("A day that is the first of a month or year may stand for a source that prints no day."))


def remarks(view: View, pledge_id: str) -> None:
    """Say the remarks of a pledge, each with its reason and what it compares with."""
    found = run("pledge_remarks", view.snapshot, pledge_id=pledge_id)
    if found.empty:
        return
    st.markdown(f"**{_('Remarks')}** :gray[{_('a remark rejects nothing')}]")
    for row in found.itertuples():
        st.markdown(f":orange-badge[{labels.name(pledge_labels.FLAGS, row.remark)}]")
        st.text("\n".join([row.reason, *([row.shows] if isinstance(row.shows, str) else [])]))


def answers(view: View, pledge_id: str) -> None:
    """Say which asks of the guide a pledge answers."""
    found = run("pledge_answers", view.snapshot, pledge_id=pledge_id)
    if found.empty:
        st.markdown(f"**{_('Answers')}** :gray[{_('no ask of the guide')}]")
        return
    st.markdown(
        f"**{_('Answers')}**\n\n"
        + "\n".join(f"- {_(row.ask)} :gray[{row.requirement_id}]" for row in found.itertuples())
    )


def by_category(view: View, meeting: str) -> None:
    """Draw the pledges by category of the form."""
    found = run(BY_CATEGORY, view.snapshot, ministerial=meeting)
    names = [pledge_notes.category(code) for code in found["category"]]
    of = [ngettext("{n} state", "{n} states", int(n)).format(n=n) for n in found["state_count"]]
    option, height = pledge_charts.counted(found, names, of, notes.ink())
    st.echarts_chart(option, height=height, key="by_category", alt=_("Pledges by category of the form"))
    pledge_notes.under(
        view, BY_CATEGORY, found, "by_category", f"ministerial={meeting or 'all'}", chart=option, height=height
    )


def by_region(view: View, meeting: str) -> None:
    """Draw the pledges by UN regional group, and name states without one."""
    found = run(BY_REGION, view.snapshot, ministerial=meeting)
    groups = found[found["regional_group"].notna()]
    names = [labels.name(labels.GROUPS, code) for code in groups["regional_group"]]
    of = [
        _("{n} of {all} states").format(n=n, all=all_)
        for n, all_ in zip(groups["state_count"], groups["member_count"], strict=True)
    ]
    option, height = pledge_charts.counted(groups, names, of, notes.ink())
    st.echarts_chart(option, height=height, key="by_region", alt=_("Pledges by UN regional group"))
    named = naming.states(run, view)
    alone = found[found["regional_group"].isna()]
    if len(alone):
        told = "; ".join(f"{named.get(row.iso3, row.iso3)} ({row.pledge_count})" for row in alone.itertuples())
        st.caption(_("In no group: {states}.").format(states=told))
    if not view.is_exercise:
        st.caption(_("Türkiye takes part in two groups and is counted once, under WEOG."))
    pledge_notes.under(
        view, BY_REGION, found, "by_region", f"ministerial={meeting or 'all'}", chart=option, height=height
    )
