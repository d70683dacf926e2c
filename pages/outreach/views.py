"""The parts of the outreach page: which states, in which order, each with reasons in words, and one of them opened."""

from typing import Any, cast

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from pages.deployments import facts as deployment_facts
from pages.kit import filters, formats, grids, links, naming, notes
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _, colon, ngettext, quoted
from pages.kit.view import View
from pages.outreach import facts, hold_views, labels, list_facts, region_facts
from pages.outreach.facts import OUTREACH
from pages.partners import facts as partner_facts
from pages.pledges import evidence_facts
from pages.pledges import facts as pledge_facts
from pages.reports import brief_views
from pages.requirements import facts as requirement_facts
from pages.women import facts as women_facts

MOST_WEIGHT = 5
MISSIONS = "country_missions"
PARITY = "parity_by_contributor"


def audience(view: View) -> None:
    """Say who sees what on this page."""
    if view.snapshot.audience == "open":
        st.caption(
            _(
                "This is the co-chairs' view: public figures, released asks and states, and calls that are shared. What a roster says of a state's units is not in it."
            )
        )
    else:
        st.caption(
            _(
                "This is the restricted view: it adds what the roster says of units. Co-chairs see the open view, with released asks and states and shared calls only."
            )
        )


def choose(view: View, entries: list[dict]) -> tuple[pd.DataFrame, dict[str, Any], DeltaGenerator]:
    """Offer group, M49 area or a list of states, and the order, in one row.

    Returned are the states of the choice, the parameters of the query, and the place in the row where a state is opened.
    """
    ways = {"group": _("Regional group"), "area": _("M49 area"), "list": _("Assigned or own")}
    pledged = facts.unregistered(run, view)
    if pledged:
        ways["pledged"] = _("Not in the roster")
    with st.container(horizontal=True, vertical_alignment="center"):
        by = filters.choice(_("Choose by"), "by", ways, "group", wide=True, is_bare=True)
        chooser = st.container(width="stretch" if by == "list" else 180)
        order = "un"
        if (
            not view.is_open
        ):  # the score is for those who press for requirements, not for those whom it could seem to judge
            orders = {"un": _("UN order"), "fit": _("Fit to open gaps")}
            with st.popover(_("Order"), icon=":material/sort:"):
                order = filters.choice(_("Order"), "order", orders, "un", wide=True, is_bare=True)
                weights = _weights() if order == "fit" else {}
        opener = st.container(width=180)
    with chooser:
        parameters: dict[str, Any] = {}
        listed = None
        if by in ("group", "pledged"):
            groups = {"all": _("All groups")} | {
                code: region_facts.name(code, short=True) for code in kit_labels.GROUPS
            }
            group = filters.choice(_("UN regional group"), "group", groups, "all", is_bare=True)
            parameters["regional_group"] = "" if group == "all" else group
        elif by == "area":
            area = filters.choice(_("M49 area"), "region", deployment_facts.areas(run, view), "all", is_bare=True)
            parameters["area"] = "" if area == "all" else area
        else:
            listed = _own(view, entries)
    if order == "fit":
        parameters |= weights
    states = facts.states(run, view, entries, **parameters)
    if by == "pledged":
        listed = set(pledged)
        st.caption(
            _(
                "They pledged units and have none in the newest export of the roster. Pledges of what is not registered as a unit, such as courses or funds, do not count here."
            )
        )
    if listed is not None:
        states = states[states["iso3"].isin(listed)]
        parameters["states"] = ";".join(states["iso3"])
    if order == "fit":
        states = states.sort_values("score", ascending=False, kind="stable")
    return states.reset_index(drop=True), parameters | {"order": order}, opener


def _weights() -> dict[str, int]:
    """Offer the weight of each term of the fit; they stay in the address."""
    defaults = {"unanswered": "3"}
    names = {str(n): str(n) for n in range(MOST_WEIGHT + 1)}
    weights = {}
    st.caption(_("Fit to open gaps is our own sum: each term times its weight. It judges no state."))
    with st.grid(3, gap="small", min_column_width=150):
        for code, name in labels.WEIGHTS.items():
            weights[f"weight_{code}"] = int(filters.choice(_(name), f"w_{code}", names, defaults.get(code, "1")))
    return weights


def _own(view: View, entries: list[dict]) -> set[str]:
    """Offer the states that a person is assigned to, and any list of states; both stay in the address."""
    from etl.records import calls

    hidden = facts.withheld(view, "state", entries)
    assigned = calls.assigned(entry for entry in entries if entry["about"] not in hidden)
    people = {"none": _("Nobody")} | {name: f"{name} ({len(codes)})" for name, codes in assigned.items()}
    person = filters.choice(_("Assigned to"), "assigned", people, "none")
    members = set(run("member_states", view.snapshot)["iso3"]) - hidden
    names = {code: name for code, name in naming.states(run, view).items() if code in members}
    wanted, written = st.query_params.get("states", ""), st.session_state.setdefault("told", {})
    if wanted != written.get("states", "") or "states" not in st.session_state:
        codes = list(filter(None, wanted.split(";")))
        for code in [code for code in codes if code not in names]:
            filters.unknown(code)
        st.session_state["states"] = [code for code in codes if code in names]
    st.session_state["states"] = [code for code in st.session_state["states"] if code in names]
    own = st.multiselect(
        _("Member States"),
        list(names),
        key="states",
        format_func=cast(Any, names.get),
        placeholder=_("Choose Member States"),
        width=520,
    )
    written["states"] = ";".join(own)
    if own:
        st.query_params["states"] = written["states"]
    else:
        st.query_params.pop("states", None)
    return {*own, *assigned.get(person, ())}


def table(view: View, states: pd.DataFrame, choice: dict[str, Any], record: dict) -> None:
    """List every state of the choice: figures and days on screen, where a click opens one; the same in words on paper."""
    why, asked = facts.why(run, view, states), facts.asks_in_words(run, view, states["requirement_ids"])
    shown, columns = list_facts.on_screen(run, view, states, record, choice["order"] == "fit")
    codes = states["iso3"].tolist()

    def follow() -> None:
        st.session_state["iso3"] = codes[st.session_state["open_state"].row]

    columns["name"] = st.column_config.ButtonColumn(
        columns["name"].text, pinned=True, width=190, type="tertiary", alignment="left", key="open_state", on_click=follow
    )  # fmt: skip
    with st.container(key="wide_only_states"):
        grids.show(
            shown,
            grids.columns(shown, columns),
            height=440 if len(shown) > 11 else "content",
            alt=_("Member States of the choice"),
            on_paper=list_facts.on_paper(states, why, asked, record),
        )
    chosen = "; ".join(f"{key}={value}" for key, value in choice.items() if value)
    own = [name for name in queries.get(OUTREACH).columns if name in states]
    notes.under(
        view,
        OUTREACH,
        states[["name", *own]].assign(why=why),
        f"outreach-{facts.chosen_name(choice)}",
        table={"why": _("Reason")},
        names=facts.codes(run, view),
        more={"Filters": chosen},
    )


def one_of(states: pd.DataFrame) -> pd.Series | None:
    """Offer the states of the choice to open, and return the one that is open."""
    names = {"none": _("Open a state")} | dict(zip(states["iso3"], states["name"], strict=True))
    with st.container(key="screen_only_open"):
        code = filters.choice(_("Open a state"), "iso3", names, "none", is_bare=True)
    return None if code == "none" else states[states["iso3"] == code].iloc[0]


def state(view: View, row: pd.Series) -> None:
    """Show one state: why to call it, what it deploys, what it pledged, and what it could be asked for."""
    with st.container(border=True):
        women, units = women_facts.reasons(run, view), facts.units(run, view)
        if sentences := facts.reasons(row, units, women):
            st.markdown(f"**{_('Why')}**\n\n" + "\n".join(f"- {sentence}" for sentence in sentences))
        deploys(view, row)
        pledges(view, row["iso3"])
        partnership(view, row["iso3"])
    st.subheader(_("What it could be asked for"))
    asks(view, row)
    hold_views.offer(view, row["iso3"])
    with st.container(horizontal=True, vertical_alignment="center"):
        brief_views.offer(view, row["iso3"], row["name"])
        brief_views.update(view, row["iso3"])
        links.lead(deployment_facts.COUNTRY_PAGE, _("All of this state"), None, iso3=row["iso3"])


def deploys(view: View, row: pd.Series) -> None:
    """Say what a state deploys: missions, and women by category against their targets."""
    missions = run(MISSIONS, view.snapshot, iso3=row["iso3"], as_of=view.as_of, scope=view.scope)
    missions = missions[missions["is_there"]]
    if missions.empty:
        return
    there = ", ".join(f"{one.mission} {formats.count(one.people_count)}" for one in missions.itertuples())
    st.markdown(f"**{_('Personnel deployed')}**, {formats.month(view.as_of)}{colon()}{there}")
    parity = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, iso3=row["iso3"])
    st.markdown("\n".join(f"- {facts.parity_line(one)}" for one in parity.itertuples()))


def pledges(view: View, iso3: str) -> None:
    """List what a state pledged, newest Ministerial first, with the status and what deployment figures show."""
    rows = run(pledge_facts.LEDGER, view.snapshot, iso3=iso3)
    if rows.empty:
        return
    seen = evidence_facts.sentences(run, view, iso3)
    with st.expander(ngettext("{n} pledge", "{n} pledges", len(rows)).format(n=len(rows))):
        for one in rows.itertuples():
            words = formats.plain(one.sentence)
            said = words if one.origin == evidence_facts.PUBLIC else quoted(words)
            standing = f"{facts.pledge_standing(view, one)}. {seen.get(one.pledge_id, '')}"
            st.markdown(f"- {pledge_facts.occasion(one)}{colon()}{said} :gray[{standing}]")


def partnership(view: View, iso3: str) -> None:
    """Say what a state offers partners and needs of them, as far as this view may know, with the way to the page."""
    if lines := partner_facts.of_state(run, view, iso3):
        st.markdown(f"**{_('Partnership')}**\n\n" + "\n".join(f"- {formats.plain(line)}" for line in lines))
        links.lead("partners/page.py", _("Which could meet which"), None, iso3=iso3)


def asks(view: View, row: pd.Series) -> None:
    """List the asks of a state, the first ones first, each with the one reason that made it and its place in the guide."""
    rows = facts.asks(run, view, row)
    if rows.empty:
        st.markdown(_("Nothing in these figures points to a particular ask."))
        return
    for place, one in enumerate(rows.itertuples(), start=1):
        st.markdown(
            f"{place}. **{_(one.ask)}**  \n{facts.ask_line(one)}  \n:gray[{facts.guide(one)} · {requirement_facts.status(one)}]"
        )
    st.caption(
        _(
            "A state is never asked to pledge what it already deploys, only for an additional or rotation unit; what it pledged and nobody reports as deployed is not asked for again."
        )
    )
    notes.under(
        view,
        facts.ASKS,
        facts.asked_of(run, view, row["iso3"]),
        f"outreach-asks-{row['iso3']}",
        line=False,
        names=facts.codes(run, view),
    )
