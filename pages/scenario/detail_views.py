"""What stands beside a mission model's lines, on screen: regions, women, what it takes from elsewhere, partners, the note, the drafts."""

import functools

import pandas as pd
import streamlit as st

from pages.capabilities import facts as capability_facts
from pages.kit import formats, grids, links, notes
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _
from pages.kit.view import View
from pages.partners import facts as partner_facts
from pages.reports import labels as report_labels
from pages.reports import pledge_files
from pages.reports.planned import scenario_note
from pages.scenario import facts, labels, person_facts, side_facts, views
from pages.scenario.facts import Model


def regions(view: View, model: Model) -> None:
    """From which regional groups units that fit come, and what of the model each could fill."""
    groups = run(facts.REGIONS, view.snapshot, **facts.parameters(view, model))
    notes.finding(
        side_facts.regions_finding(groups, model),
        _("Regional groups of the available units that fit a line in time"),
    )
    host = _("left out") if model.without_group else _("host")
    table = pd.DataFrame(
        {
            "group": [capability_facts.group(code) for code in groups["regional_group"]],
            "host": [host if code == model.host else "" for code in groups["regional_group"]],
            **{column: groups[column] for column in ("eligible_count", "state_count", "alone_count", "only_count")},
        }
    )
    if model.host == "none":
        table = table.drop(columns="host")
    headings = {
        "group": Heading(_("UN regional group"), 300, is_pinned=True),
        "host": Heading(_("Host"), 80),
        "eligible_count": Heading(_("Units that fit"), 100, "count"),
        "state_count": Heading(_("Member States"), 110, "count"),
        "alone_count": Heading(_("Places it alone could fill"), 170, "count"),
        "only_count": Heading(_("Places nobody else could fill"), 190, "count"),
    }
    grids.show(table, grids.columns(table, headings), height="content", alt=_("Regional groups"))
    notes.under(
        view, facts.REGIONS, groups, "regions", line=False, names=facts.codes(run, view), more=views.chosen(view, model)
    )


def women(view: View, model: Model, has_supply: bool) -> None:
    """Women among the people of units that fit and among the persons asked for, beside the targets; without supply those asked for alone."""
    if has_supply:
        told = run(facts.WOMEN, view.snapshot, **facts.parameters(view, model))
    else:
        told = side_facts.women_asked(run, view, model)
    if told.empty:
        return
    said, listed = side_facts.women_finding(told), side_facts.women_listed(told)
    beside = _("Women in the available units that fit a line in time and in lists, beside the parity targets")
    notes.finding(
        said or listed or _("Women: what is asked for"),
        beside if has_supply else _("Women among the persons that lines state"),
    )
    if said and listed:
        st.markdown(formats.sentence(listed))
    table = side_facts.women_rows(told, person_facts.deployed(run, view))
    if not has_supply:
        table = table[["category", "goal", "deployed", "asked", "asked_women"]]
    headings = {
        "category": Heading(_("Category"), 190, is_pinned=True),
        "goal": Heading(_("Target"), 100),
        "deployed": Heading(_("Women deployed"), 110),
        "share": Heading(_("Women in units that fit"), 140),
        "asked": Heading(_("Persons asked for"), 90),
        "asked_women": Heading(_("Of them women"), 100),
        "in_lists": Heading(_("Women in lists"), 150),
        "reported": Heading(_("Report both"), 110),
    }
    grids.show(table, grids.columns(table, headings), height="content", alt=_("Women beside the targets"))
    st.caption(_("The target of each category is asked of the persons that lines state, as the least of women, rounded up; it holds for the category, not for one of its lines. Women deployed: of the category, in {month}.").format(month=formats.month(view.as_of)))  # fmt: skip
    if not has_supply:
        return
    st.caption(
        _("The units that fit are more than those that would go: the share is of all of them together, where both women and strength are reported. Women in lists: how many places women who stand in lists could fill, one line each; who is not told by sex is not among them.")
    )  # fmt: skip
    notes.under(
        view, facts.WOMEN, told, "women", line=False, names=facts.codes(run, view), more=views.chosen(view, model)
    )


def taken(view: View, model: Model) -> None:
    """What the model takes from today's lines of missions and from the Rapid Deployment Level."""
    said = side_facts.taken(run, view, model)
    if not said:
        return
    st.header(_("What it takes from elsewhere"))
    st.markdown("\n".join(f"- {text}" for text in said))
    pool = run(facts.POOL, view.snapshot, **facts.parameters(view, model))
    shown = pool[pool["matched_count"].fillna(0) > 0]
    columns = ["matched_count", "spare_count", "lost_count", "rdl_count", "rdl_taken_count"]
    table = pd.DataFrame(
        {"capability": capability_facts.names_or_codes(shown, "capability"), **{one: shown[one] for one in columns}}
    )
    headings = {
        "capability": Heading(_("Capability"), 260, is_pinned=True),
        "matched_count": Heading(_("Filled in time"), 110, "count"),
        "spare_count": Heading(_("Without taking any"), 140, "count"),
        "lost_count": Heading(_("Lost to today's lines"), 150, "count"),
        "rdl_count": Heading(_("Available at RDL"), 130, "count"),
        "rdl_taken_count": Heading(_("Of them taken"), 110, "count"),
    }
    if len(table):
        grids.show(table, grids.columns(table, headings), height="content", alt=_("What the model takes"))
    st.caption(
        _("“At least”: whichever way the most places are filled. Units that are selected or deployed are never touched.")
    )  # fmt: skip
    notes.under(
        view, facts.POOL, pool, "pool", line=False, names=facts.codes(run, view), more=views.chosen(view, model)
    )
    lines = run(facts.TAKEN, view.snapshot, **facts.parameters(view, model))
    label = _("Today's lines before and after")
    notes.under(
        view,
        facts.TAKEN,
        lines,
        "taken",
        label=label,
        line=False,
        names=facts.codes(run, view),
        more=views.chosen(view, model),
    )


def partners(view: View, model: Model) -> None:
    """Lines that help of a partner could close, and who offers it."""
    told = side_facts.closing(run, view, model)
    if told.empty:
        return
    table = side_facts.helped(run, view, told)
    st.header(_("What partners could close"))
    headings = {
        "line": Heading(_("Line"), 80, is_pinned=True),
        "capability": Heading(_("Capability"), 210),
        "short": Heading(_("Short by"), 80, "count"),
        "help": Heading(_("What could help"), 250),
        "offered": Heading(_("Who offers it"), 380),
    }
    table = table[list(headings)]
    height = 480 if len(table) > 8 else "content"
    grids.show(table, grids.columns(table, headings), height=height, row_height=48, alt=_("What partners could close"))
    st.caption(_("What help there is for a reason is our reading of it. Whether help alone fills a line is not said: several reasons may hold a unit, and no partner was asked."))  # fmt: skip
    notes.under(
        view,
        facts.PARTNERS,
        told,
        "partners",
        line=False,
        names=partner_facts.codes(run, view) | facts.codes(run, view),
        more=views.chosen(view, model),
    )


def documents(view: View, models: list[Model]) -> None:
    """Offer the note of two pages, as Word and as PDF."""
    st.header(_("Hand over"))
    st.markdown(_("A note of two pages: what is asked for, what could be there, what is missing, and what it takes."))
    with st.container(horizontal=True):
        for ending, label in report_labels.FILES.items():
            links.download(
                view,
                _(label),
                functools.partial(scenario_note.note, run, view, models, ending),
                scenario_note.file_name(run, view, ending),
                pledge_files.MIME[ending],
                key=f"note_{ending}",
            )


def drafts(view: View, model: Model) -> None:
    """Where each line is drawn from, folded."""
    asked = facts.offered(run, view)
    mine = asked[asked["module"].isin(model.modules) | asked["model"].isin(model.modules)]
    with st.expander(_("What each line is drawn from"), key="drawn_from"):
        st.markdown(
            _("Modules of our own are drafts, ours and to be replaced: no plan of the United Nations, and none of the thirty models of the independent study that the guide names, which are not at hand. A planner's own are loaded from the template.")
        )  # fmt: skip
        table = pd.DataFrame(
            {
                "line": mine["line"],
                "capability": capability_facts.names_or_codes(mine, "capability"),
                "reason": [formats.DASH if pd.isna(text) else _(text) for text in mine["drawn_from"]],
                "source": mine["source"],
                "standing": [_(labels.STANDINGS[code]) for code in mine["standing"]],
            }
        )
        headings = {
            "line": Heading(_("Line"), 80, is_pinned=True),
            "capability": Heading(_("Capability"), 210),
            "reason": Heading(_("Reason"), 420),
            "source": Heading(_("Where"), 420),
            "standing": Heading(_("Where it came from"), 150),
        }
        grids.show(table, grids.columns(table, headings), height="content" if len(table) < 12 else 420, row_height=52, alt=_("What each line is drawn from"))  # fmt: skip
