"""What would be lost, on screen: what a withdrawal does to what is asked for, and whom the UN relies on."""

import pandas as pd
import streamlit as st

from pages.capabilities import facts, loss_facts, rapid_charts, rapid_facts
from pages.capabilities.rapid_facts import Question
from pages.kit import formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _, ngettext
from pages.kit.view import View

DRAWN = 12  # contributors drawn as bars


def asked_for(view: View, question: Question) -> None:
    """Show what units, states or missions that drop out do to what is asked for: how much is covered, and which lines stand elsewhere."""
    if not (question.units or question.states or question.missions):
        return
    before, after = loss_facts.demand(run, view, question)
    if before.empty:
        return
    what = _("Lines of mission requirements and what the requirements file asks beyond them, as it is and as asked")
    notes.finding(loss_facts.finding(before, after), what)
    closed = len(before[before["mission"].isin(question.missions)])
    if closed:
        words = ngettext(
            "{n} line of {missions} is not asked for any more, and in neither number.",
            "{n} lines of {missions} are not asked for any more, and in neither number.",
            closed,
        )
        st.markdown(words.format(n=formats.count(closed), missions=", ".join(question.missions)))
    st.caption(
        _(
            "Covered: units selected or deployed for it, and available ones that can be matched to it, each to one place. A unit that drops out is taken from both; others take its place where they can."
        )
    )
    table = loss_facts.changed(run, view, before, after)
    if table.empty:
        st.info(_("Nothing that is asked for would stand elsewhere."))
    else:
        headings = {
            "line": Heading(_("Line"), 120, is_pinned=True),
            "mission": Heading(_("Mission"), 100),
            "capability": Heading(_("Capability"), 240),
            "quantity": Heading(_("Required"), 80, "count"),
            "covered": Heading(_("Covered"), 80, "count"),
            "covered_after": Heading(_("Covered then"), 110, "count"),
            "state": Heading(_("State"), 180),
            "state_after": Heading(_("State then"), 200),
        }
        grids.show(table, grids.columns(table, headings), alt=_("What is asked for and would stand elsewhere"))
    more = rapid_facts.supposed(run, view, question)
    frame = rapid_facts.both(before, after)
    notes.under(
        view, loss_facts.MATCHED, frame, "asked_for", table=rapid_facts.own_headings() | {"covered": _("Covered")}, line=False,
        names=facts.codes(run, view), more=more,
    )  # fmt: skip
    with st.container(horizontal=True):
        notes.slide(view, "short", question=question)
        notes.slide(view, "asked", question=question)


def reliance(view: View) -> None:
    """Show what would be lost without each contributor, those that most would be lost without first."""
    states = loss_facts.reliance(run, view)
    if states.empty:
        st.info(_("No state has an available unit, or one that serves what is asked for."))
        return
    what = _("Units asked for that would have no other available one if all units of a contributor dropped out")
    notes.finding(loss_facts.reliance_finding(run, view, states), what)
    called = naming.states(run, view)
    names = [called.get(code, code) for code in states["iso3"]]
    drawn = loss_facts.drawn(states, DRAWN)
    option, height = None, 0
    if len(drawn):
        option = rapid_charts.reliance(drawn, names[: len(drawn)], notes.ink())
        height = rapid_charts.reliance_height(len(drawn))
        st.echarts_chart(option, height=height, key="reliance", alt=what)
        if others := int((states["lost_count"].fillna(0) > 0).sum()) - len(drawn):
            words = ngettext(
                "{n} more Member State, with less each, stands in the table.",
                "{n} more Member States, with less each, stand in the table.",
                others,
            )
            st.caption(words.format(n=formats.count(others)))
    one = states.iloc[0]
    covered = _(
        "{n} of {all} units asked for are covered today, by units selected or deployed for them or by available ones."
    )
    st.markdown(covered.format(n=formats.count(one["covered_count"]), all=formats.count(one["asked_count"])))
    st.caption(
        _(
            "This is how much the United Nations depends on a state, not how well the state does: it stands high where few others have the capability. Equal states stand in UN order. Losses of two states are not added, since one may stand in for the other."
        )
    )
    capabilities = naming.capabilities(run, view)
    table = pd.DataFrame(
        {
            "state": names,
            "group": [facts.group(code, short=True) for code in states["regional_group"]],
            "lost_count": states["lost_count"],
            "lost_in": [naming.listed(codes, capabilities) for codes in states["lost_in"]],
            "available_count": states["available_count"],
            "rdl_count": states["rdl_count"],
            "person_count": states["person_count"],
            "serving_count": states["serving_count"],
        }
    )
    headings = {
        "state": Heading(_("Member State"), 150, is_pinned=True),
        "group": Heading(_("UN regional group"), 140),
        "lost_count": Heading(_("Asked for, nobody else"), 150, "count"),
        "lost_in": Heading(_("In which capabilities"), 330),
        "available_count": Heading(_("Available units"), 110, "count"),
        "rdl_count": Heading(_("Of them at RDL"), 110, "count"),
        "person_count": Heading(_("People in them"), 110, "count"),
        "serving_count": Heading(_("Selected or deployed"), 140, "count"),
    }
    height_of_table = 480 if len(table) > 12 else "content"
    grids.show(
        table,
        grids.columns(table, headings),
        height=height_of_table,
        alt=_("What would be lost without each contributor"),
    )
    notes.under(
        view, loss_facts.LOSS, states, "reliance", line=False, chart=option, height=height, title=what,
        names=facts.codes(run, view) | {"lost_in": lambda codes: naming.listed(codes, capabilities), "regional_group": lambda code: labels.name(labels.GROUPS, code)},
    )  # fmt: skip
    notes.slide(view, "reliance")
