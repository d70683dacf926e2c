"""The parts of the outreach page: which states, in which order, each with reasons in words, and one of them opened."""

from typing import Any, cast

import pandas as pd
import streamlit as st

from pages.deployments import facts as deployment_facts
from pages.kit import filters, formats, grids, naming, notes
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.outreach import facts, labels
from pages.outreach.facts import OUTREACH
from pages.pledges import facts as pledge_facts
from pages.reports import brief_views
from pages.requirements import facts as requirement_facts
from pages.women import facts as women_facts

MOST_WEIGHT = 5
DAYS = ("90", "180", "365", "730")
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


def choose(view: View, entries: list[dict]) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Offer group, M49 area or a list of states, and the order; return the states of the choice and the parameters of the query."""
    ways = {"group": _("UN regional group"), "area": _("M49 area"), "list": _("Assigned or own list")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = filters.choice(_("Choose by"), "by", ways, "group", wide=True)
        parameters: dict[str, Any] = {}
        listed = None
        if by == "group":
            groups = {"all": _("All groups")} | {code: _(name) for code, name in kit_labels.GROUPS.items()}
            group = filters.choice(_("UN regional group"), "group", groups, "all")
            parameters["regional_group"] = "" if group == "all" else group
        elif by == "area":
            area = filters.choice(_("M49 area"), "region", deployment_facts.areas(run, view), "all")
            parameters["area"] = "" if area == "all" else area
        else:
            listed = _own(view, entries)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        orders = {"un": _("UN order"), "fit": _("Fit to open gaps")}
        order = filters.choice(_("Order"), "order", orders, "un", wide=True)
        days = {code: _("{n} days").format(n=code) for code in DAYS}
        parameters["silent_days"] = int(filters.choice(_("No later news after"), "days", days, str(facts.SILENT_DAYS)))
    if order == "fit":
        parameters |= _weights()
    states = facts.states(run, view, entries, **parameters)
    if listed is not None:
        states = states[states["iso3"].isin(listed)]
    if order == "fit":
        states = states.sort_values("score", ascending=False, kind="stable")
    return states.reset_index(drop=True), parameters | {"order": order}


def _weights() -> dict[str, int]:
    """Offer the weight of each term of the fit; they stay in the address."""
    defaults = {"unanswered": "3"}
    names = {str(n): str(n) for n in range(MOST_WEIGHT + 1)}
    weights = {}
    st.caption(_("Fit to open gaps is our own sum: each term times its weight. It judges no state."))
    with st.grid(5, gap="small", min_column_width=150):
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
    """List the states of the choice with reasons in words and where the calls stand; a click opens one."""
    units = facts.units(run, view)
    meeting, by_fit = facts.last_meeting(run, view), choice["order"] == "fit"
    women = women_facts.reasons(run, view)
    st.markdown(
        ngettext("{n} Member State", "{n} Member States", len(states)).format(n=len(states))
        + (_(", by fit to open gaps; equal ones in UN order.") if by_fit else _(", in UN order, unranked."))
        + " "
        + facts.target(run, view)
    )

    def follow() -> None:
        st.session_state["iso3"] = states["iso3"].iloc[st.session_state["open_outreach"].row]

    shown = pd.DataFrame(
        {
            "name": states["name"],
            "reasons": [
                formats.sentence("; ".join(facts.reasons(view, row, units, choice["silent_days"], meeting, women)))
                for row in states.itertuples()
            ],
            "asks": facts.sections(run, view, states["requirement_ids"]),
            "assigned_to": [record[code].assigned_to if code in record else "" for code in states["iso3"]],
            "last_call": [_last(record.get(code)) for code in states["iso3"]],
            "due": pd.to_datetime([(record[code].due if code in record else "") or None for code in states["iso3"]]),
        }
    )
    columns = {
        "name": st.column_config.ButtonColumn(
            _("Member State"),
            pinned=True,
            width=150,
            type="tertiary",
            alignment="left",
            key="open_outreach",
            on_click=follow,
        ),
        "reasons": st.column_config.TextColumn(_("Why"), width=510),
        "asks": st.column_config.TextColumn(_("Asks of the guide that fit"), width=250),
        "assigned_to": st.column_config.TextColumn(_("Assigned to"), width=100),
        "last_call": st.column_config.TextColumn(_("Last call"), width=110),
        "due": st.column_config.DateColumn(_("Due")),
    }
    if by_fit:
        terms = ["score", "unanswered_count", "fitting_count", "below_count", "silent_count", "no_pledge_count"]
        lead = ["name", "score", "reasons"]  # the reasons stay in sight beside the sum, its terms follow
        shown = pd.concat([shown, states[terms]], axis=1)
        shown = shown[[*lead, *terms[1:], *(name for name in shown if name not in (*lead, *terms))]]
        columns |= {
            name: st.column_config.NumberColumn(notes.column_heading(OUTREACH, name), format="localized", width=110)
            for name in terms
        }
    grids.show(
        shown,
        columns,
        height=660 if len(shown) > 5 else "content",
        row_height=116,  # the reasons stand in full
        alt=_("Member States with reasons to call"),
    )
    st.caption(_("A click on a state opens it: what it deploys and pledged, what it could be asked for, its calls."))
    if partial := pledge_facts.partial(run, view):
        st.caption(partial)
    chosen = "; ".join(f"{key}={value}" for key, value in choice.items() if value)
    own = run(OUTREACH, view.snapshot, as_of=view.as_of, scope=view.scope).columns
    why = states[["name", *own]].assign(why=shown["reasons"])
    notes.under(
        view,
        OUTREACH,
        why,
        "outreach",
        table={"why": _("Reason")},
        names=facts.codes(run, view),
        more={"Filters": chosen},
    )


def _last(state: Any) -> str:
    """Return the day of the last call, or a dash."""
    days = [call["called_on"] for call in state.calls] if state else []
    return formats.day(pd.Timestamp(max(days))) if days else formats.DASH


def one_of(states: pd.DataFrame) -> pd.Series | None:
    """Offer the states of the choice to open, and return the one that is open."""
    names = {"none": _("No state is open")} | dict(zip(states["iso3"], states["name"], strict=True))
    code = filters.choice(_("Open a state"), "iso3", names, "none")
    return None if code == "none" else states[states["iso3"] == code].iloc[0]


def state(view: View, row: pd.Series, silent_days: int) -> None:
    """Show one state: why to call it, what it deploys, what it pledged, and what it could be asked for."""
    units = facts.units(run, view)
    with st.container(border=True):
        st.markdown(
            f"**{_('Why')}**\n\n"
            + "\n".join(
                f"- {sentence}"
                for sentence in facts.reasons(
                    view, row, units, silent_days, facts.last_meeting(run, view), women_facts.reasons(run, view)
                )
            )
        )
        deploys(view, row)
        pledges(view, row["iso3"])
    st.subheader(_("What it could be asked for"))
    asks(view, row)
    with st.container(horizontal=True, vertical_alignment="center"):
        brief_views.offer(view, row["iso3"], row["name"])
        st.page_link(
            f"pages/{deployment_facts.COUNTRY_PAGE}", label=_("All of this state"), query_params={"iso3": row["iso3"]}
        )


def deploys(view: View, row: pd.Series) -> None:
    """Say what a state deploys: missions, and women by category against their targets."""
    missions = run(MISSIONS, view.snapshot, iso3=row["iso3"], as_of=view.as_of, scope=view.scope)
    missions = missions[missions["is_there"]]
    if missions.empty:
        return
    there = ", ".join(f"{one.mission} {formats.count(one.people_count)}" for one in missions.itertuples())
    st.markdown(f"**{_('Deployed')}**, {formats.month(view.as_of)}: {there}")
    parity = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, iso3=row["iso3"])
    st.markdown("\n".join(f"- {facts.parity_line(one)}" for one in parity.itertuples()))


def pledges(view: View, iso3: str) -> None:
    """List what a state pledged, newest Ministerial first, in its own words with the status."""
    rows = run(pledge_facts.LEDGER, view.snapshot, iso3=iso3)
    if rows.empty:
        st.markdown(f"**{_('Pledged')}**: {_('nothing that was found printed')}")
        return
    with st.expander(ngettext("{n} pledge", "{n} pledges", len(rows)).format(n=len(rows))):
        for one in rows.itertuples():
            words = formats.plain(one.sentence)
            st.markdown(f"- {pledge_facts.occasion(one)}: “{words}” :gray[{facts.pledge_standing(view, one)}]")


def asks(view: View, row: pd.Series) -> None:
    """List the asks that fit a state, those that nobody answered first, with how to put them and the guide's section and line."""
    rows = facts.asks(run, view, row)
    if not isinstance(row["requirement_ids"], str):
        st.info(
            _(
                "Nothing that this state deploys or pledged points to one ask more than to another: these are the uniformed asks that nobody answered."
            )
        )
    shown = pd.DataFrame(
        {
            "ask": [_(text) for text in rows["ask"]],
            "way": facts.ways(rows["way"]),
            "guide": [facts.guide(one) for one in rows.itertuples()],
            "status": [requirement_facts.status(one) for one in rows.itertuples()],
        }
    )
    text = st.column_config.TextColumn
    columns = {
        "ask": text(_("Ask"), pinned=True, width=430),
        "way": text(_("How to ask"), width=230),
        "guide": text(_("In the guide"), width=210),
        "status": text(_("Where it stands"), width=220),
    }
    grids.show(shown, columns, height=360 if len(shown) > 9 else "content", alt=_("Asks that fit this state"))
    st.caption(
        _(
            "A state is never asked to pledge what it already deploys, only for an additional or rotation unit; what it pledged and nobody reports as deployed is not asked for again: ask for the news of it."
        )
    )
    notes.under(
        view,
        requirement_facts.STATUS,
        rows.drop(columns="way"),
        "outreach_asks",
        line=False,
        names=requirement_facts.codes(run, view),
        more=requirement_facts.files_say(view),
    )
