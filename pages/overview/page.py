"""Overview: how many, how many women, how far from the targets, how fresh. Reads in ten seconds."""

import streamlit as st

from pages.deployments import event_facts
from pages.kit import bar_charts, grids, naming, notes
from pages.kit.cache import run
from pages.kit.text import _
from pages.overview import views
from pages.parity import facts as parity_facts

PARITY = "parity_by_category"
MISSIONS = "deployment_by_mission"
CONTRIBUTORS = "deployment_by_contributor"

view = st.session_state["view"]
chosen = {"as_of": view.as_of, "scope": view.scope}
notes.head(view, _("Overview"), _("Uniformed personnel of the United Nations, and how far women are from parity."))

views.clock(view)
notes.later(event_facts.not_shown(run, view))
views.headline(view)

left, right = st.columns([3, 2], gap="large")
with left:
    st.header(_("Women against the parity targets"))
    parity = run(PARITY, view.snapshot, **chosen)
    bars = bar_charts.parity_bars(parity, notes.ink())
    st.echarts_chart(bars, height=360, key="bars", alt=_("Share of women by personnel category, with targets"))
    if sentence := parity_facts.justice(run, view, parity):
        st.caption(sentence)
    notes.under(view, PARITY, parity, "bars", chart=bars)
    for script, label in (
        ("parity/page", _("Every mission and contributor: gender parity")),
        ("about/method", _("How each figure is defined")),
        ("about/health", _("What is missing or set aside")),
    ):
        st.page_link(f"pages/{script}.py", label=label, icon=":material/arrow_forward:")
with right:
    st.header(_("Largest missions"))
    missions = run(MISSIONS, view.snapshot, **chosen)
    shown = missions.head(6)[["mission", "people_count", "people_change_12m"]]
    change = st.column_config.NumberColumn(_("In 12 months"), format="%+,d")
    bar = st.column_config.ProgressColumn(
        _("People"),
        format="localized",
        min_value=0,
        max_value=int(missions["people_count"].max() if len(missions) else 1),
        color="blue",
    )
    if missions.empty:
        st.caption(_("Mission not stated"))
    else:
        grids.show(
            shown,
            alt=_("Largest missions by people"),
            column_config={"mission": _("Mission"), "people_count": bar, "people_change_12m": change},
        )
    notes.under(view, MISSIONS, missions, "missions", label=_("All missions: table and download"), line=False)
    st.header(_("Largest contributors"))
    states = naming.with_names(run, view, run(CONTRIBUTORS, view.snapshot, **chosen))
    shown = states.head(6)[["name", "people_count", "people_change_12m"]]
    grids.show(
        shown,
        alt=_("Largest contributors by people"),
        column_config={"name": _("Contributor"), "people_count": bar, "people_change_12m": change},
    )
    states = states.sort_values("un_order")[["name", *states.columns.drop(["name", "un_order"])]]
    notes.under(view, CONTRIBUTORS, states, "states", label=_("All contributors: table and download"), line=False)
views.outstanding(view)
views.readiness(view)
views.women(view)
notes.foot()
