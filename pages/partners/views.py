"""Partners on screen: areas by what is offered and needed, the needs, the offers, and what the guide's rule finds."""

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, naming, notes, snapshot, sources
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _, ngettext
from pages.kit.view import View
from pages.partners import charts, facts, labels
from pages.partners.facts import Partners

TALL = 13  # rows from which a table scrolls


def known(view: View) -> None:
    """Say what this view cannot know, or which sheets are not loaded."""
    if view.is_open:
        st.caption(
            _(
                "This view knows offers that were announced in public, and what the guide asks of those who build capacity. Sheets of partners, units that wait and pledges that were not announced are restricted: what is not here may be offered or needed all the same."
            )
        )
        return
    loaded = {source.name for source in sources.cited(run, view, facts.MATCH)}
    missing = [name for name in ("partner_offer", "partner_need") if name not in loaded]
    words = {"partner_offer": _("No sheet of offers is loaded: offers are those of pledges."), "partner_need": _("No sheet of needs is loaded: needs are those of units that files show held back, and the guide's asks.")}  # fmt: skip
    if missing:
        st.info("  \n".join(words[name] for name in missing))
        snapshot.offer_load(missing[0])


def areas(view: View, partners: Partners) -> None:
    """Draw the areas, those without a counterpart first, and name these."""
    notes.finding(facts.finding(partners), _("Areas by needs and offers, those without a counterpart first"))
    named = facts.areas(run, view)
    if lines := facts.without_counterpart(partners.balance, named):
        st.markdown("  \n".join(lines))
    if partners.balance.empty:
        return
    chart, height = charts.areas(partners.balance, named, notes.ink())
    title = _("Areas by needs and offers")
    st.echarts_chart(chart, height=height, key="partner_areas", alt=title)
    st.caption(
        _(
            "One offer serves as many needs as it says; each need is met by one offer. As many needs as can be are counted at once, those due first served first. A need of several areas counts in each. IED: improvised explosive device. UAS: unmanned aerial system. C4ISR: command, control, communications, computers, intelligence, surveillance and reconnaissance."
        )
    )
    notes.under(
        view, facts.query(view, facts.BALANCE), partners.balance, "partner_areas", line=False, names=facts.codes(run, view),
        chart=chart, height=height, title=title,
    )  # fmt: skip


def _narrowed(view: View, frame: pd.DataFrame, with_states: bool = True) -> tuple[pd.DataFrame, dict[str, str]]:
    """Offer area, origin and state, and return the rows that fit with the codes chosen. Frame: areas, origin, iso3."""
    every = {"all": _("All")}
    named = {
        code: name
        for code, name in facts.areas(run, view).items()
        if any(code in str(one).split(";") for one in frame["areas"])
    }
    origins = {code: _(name) for code, name in labels.ORIGINS.items() if code in set(frame["origin"])}
    there = facts.states_of([frame["iso3"]], naming.states(run, view))
    chosen = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen["area"] = filters.choice(_("Area"), "area", every | named, "all")
        chosen["from"] = filters.choice(_("Where it came from"), "from", every | origins, "all")
        if with_states and there:
            chosen["state"] = filters.choice(_("Member State"), "iso3", every | there, "all")
    fits = pd.Series(True, index=frame.index)
    if chosen["area"] != "all":
        fits &= pd.Series([chosen["area"] in str(one).split(";") for one in frame["areas"]], index=frame.index)
    if chosen["from"] != "all":
        fits &= frame["origin"] == chosen["from"]
    if chosen.get("state", "all") != "all":
        fits &= frame["iso3"] == chosen["state"]
    return frame[fits], chosen


def needs(view: View, partners: Partners) -> None:
    """List the needs, those that could be met first; a click on one opens it with the offers beside it."""
    told = partners.needs.merge(
        partners.match[["need_id", "offers", "state", "beside_count"]], on="need_id", validate="one_to_one"
    )
    rows, chosen = _narrowed(view, told)
    rows = facts.ordered(rows)
    if rows.empty:
        st.info(_("No need is in this choice, which is not that there is none."))
        return
    names, states = facts.codes(run, view), naming.states(run, view)
    ids = list(rows["need_id"])

    def follow() -> None:
        st.query_params["need"] = ids[st.session_state["open_need"].row]

    shown = pd.DataFrame(
        {
            "what": [facts.what(row, names) for row in rows.itertuples()],
            "who": [facts.who(states, code) for code in rows["iso3"]],
            "state": rows["state"].map(names["state"]),
            "offers": rows["offers"],
            "by_when": rows["by_when"],
            "area": rows["areas"].map(names["areas"]),
            "languages": rows["languages"].map(names["languages"]),
            "came_from": [facts.came_from(row, names) for row in rows.itertuples()],
        }
    )
    headings = {
        "what": st.column_config.ButtonColumn(_("Need"), pinned=True, width=300, type="tertiary", alignment="left", key="open_need", on_click=follow),
        "who": Heading(_("Who needs it"), 150),
        "area": Heading(_("Area"), 200),
        "state": Heading(_("Where it stands"), 200),
        "offers": Heading(_("Offers that fit"), 90, "count"),
        "by_when": Heading(_("By when"), 100, "day"),
        "languages": Heading(_("Language"), 110),
        "came_from": Heading(_("Where it came from"), 320),
    }  # fmt: skip
    said = ngettext(
        "{n} need; a click on one shows the offers beside it",
        "{n} needs; a click on one shows the offers beside it",
        len(rows),
    ).format(n=formats.count(len(rows)))
    if served := int(rows["state"].isin(facts.SERVED).sum()):
        said += ". " + ngettext(
            "{n} of them is agreed on, under way or done, and no longer open",
            "{n} of them are agreed on, under way or done, and no longer open",
            served,
        ).format(n=formats.count(served))
    st.caption(said)
    grids.show(
        shown,
        grids.columns(shown, headings),
        height=500 if len(shown) > TALL else "content",
        alt=_("Needs, those that could be met first"),
    )
    frame = partners.match[partners.match["need_id"].isin(ids)]
    notes.under(
        view,
        facts.query(view, facts.MATCH),
        frame,
        "partner_needs",
        line=False,
        names=names,
        more=sources.chosen(**chosen),
    )


def offers(view: View, partners: Partners) -> None:
    """List the offers; a click on one opens it with the needs beside it."""
    rows, chosen = _narrowed(view, partners.offers)
    if rows.empty:
        st.info(_("No offer is in this choice, which is not that there is none."))
        return
    names, states = facts.codes(run, view), naming.states(run, view)
    fitting = partners.pairs[partners.pairs["fits"]]["offer_id"].value_counts()
    ids = list(rows["offer_id"])

    def follow() -> None:
        st.query_params["offer"] = ids[st.session_state["open_offer"].row]

    shown = pd.DataFrame(
        {
            "what": [facts.offered(row, names) for row in rows.itertuples()],
            "who": [states.get(code, code) for code in rows["iso3"]],
            "area": rows["areas"].map(lambda text: names["areas"](text) or _("not stated")),
            "languages": rows["languages"].map(names["languages"]),
            "serves": rows["unit_count"],
            "needs": [int(fitting.get(code, 0)) for code in ids],
            "when": [facts.when(row.from_day, row.to_day) for row in rows.itertuples()],
            "recipients": rows["recipients"].map(names["recipients"]),
            "through": rows["through"].map(names["through"]),
            "came_from": [facts.came_from(row, names) for row in rows.itertuples()],
        }
    )
    headings = {
        "what": st.column_config.ButtonColumn(_("Offer"), pinned=True, width=300, type="tertiary", alignment="left", key="open_offer", on_click=follow),
        "who": Heading(_("Who offers it"), 150),
        "area": Heading(_("Area"), 200),
        "languages": Heading(_("Language"), 110),
        "serves": Heading(_("Serves"), 70, "count"),
        "needs": Heading(_("Needs it fits"), 90, "count"),
        "when": Heading(_("When"), 200),
        "recipients": Heading(_("For whom"), 150),
        "through": Heading(_("Through"), 190),
        "came_from": Heading(_("Where it came from"), 320),
    }  # fmt: skip
    st.caption(
        ngettext(
            "{n} offer; a click on one shows the needs beside it",
            "{n} offers; a click on one shows the needs beside it",
            len(rows),
        ).format(n=formats.count(len(rows)))
    )
    grids.show(
        shown,
        grids.columns(shown, headings),
        height=500 if len(shown) > TALL else "content",
        alt=_("Offers in UN order"),
    )
    if n := int(rows["areas"].isna().sum()):
        st.caption(
            ngettext(
                "{n} offer says no area that could be read: it fits no need until a person reads its words.",
                "{n} offers say no area that could be read: they fit no need until a person reads their words.",
                n,
            ).format(n=n)
        )
    notes.under(
        view,
        facts.query(view, facts.OFFERS),
        rows,
        "partner_offers",
        line=False,
        names=names,
        more=sources.chosen(**chosen),
    )


def rule(view: View, partners: Partners) -> None:
    """Say what the guide asks of a capacity-building pledge, and which offers say it."""
    st.markdown(
        _(
            "The guide of Berlin 2025: capacity-building pledges should aim to build self-sustaining national capacity in a current or potential contributor, and be delivered in its national training institution. So a recipient is named, it is given there, and it lasts. What an offer does not state is not stated, which is not no."
        )
    )
    notes.finding(facts.rule_finding(partners.offers), _("What offers say of the guide's rule"))
    if partners.offers.empty:
        return
    tested = facts.rule(partners.offers)
    shown = tested.assign(part=[kit_labels.name(labels.RULE, code) for code in tested["part"]])
    headings = {
        "part": Heading(_("The guide asks"), 260, is_pinned=True),
        "yes_count": Heading(_("Yes"), 80, "count"),
        "no_count": Heading(_("No"), 80, "count"),
        "not_stated_count": Heading(_("Not stated"), 100, "count"),
    }
    grids.show(shown, grids.columns(shown, headings), alt=_("Offers by what they say of the guide's rule"))
    names, states = facts.codes(run, view), naming.states(run, view)
    each = pd.DataFrame(
        {
            "what": [facts.offered(row, names) for row in partners.offers.itertuples()],
            "who": [states.get(code, code) for code in partners.offers["iso3"]],
            **{column: partners.offers[column].map(facts.yes, na_action=None).to_numpy() for column in labels.RULE},
            "came_from": [facts.came_from(row, names) for row in partners.offers.itertuples()],
        }
    )
    heads = {
        "what": Heading(_("Offer"), 300, is_pinned=True),
        "who": Heading(_("Who offers it"), 150),
        **{column: Heading(kit_labels.name(labels.RULE, column), 130) for column in labels.RULE},
        "came_from": Heading(_("Where it came from"), 320),
    }
    by_offer = _("The guide's rule, offer by offer")
    with st.expander(by_offer):  # what is counted above: one file is of both
        grids.show(each, grids.columns(each, heads), height=460 if len(each) > TALL else "content", alt=by_offer)
    notes.under(view, facts.query(view, facts.OFFERS), partners.offers, "partner_rule", line=False, names=names)


def own(view: View) -> None:
    """List what a state itself offers and needs, where a state reads its own."""
    if not view.snapshot.state:
        return
    st.header(_("What your state offers and needs, as files say"))
    lines = facts.of_state(run, view, view.snapshot.state)
    st.markdown(
        "\n".join(f"- {formats.plain(line)}" for line in lines)
        or _("No file says anything of it, which is not that there is nothing.")
    )
