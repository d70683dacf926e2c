"""The parts of the pledges page: filters, the ledger, one pledge opened with its history, bars by category and region."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from pages.kit import filters, formats, grids, links, naming, notes, sources
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.languages import errors
from pages.kit.text import _, colon, ngettext, quoted, semicolon
from pages.kit.view import View
from pages.pledges import charts, confirm_views, evidence_facts, facts, finding_facts, labels

BY_CATEGORY = "pledge_by_category"
BY_REGION = "pledge_by_region"
COUNTRY_PAGE = "deployments/country.py"
TALL = 12  # rows; a longer table scrolls


def ministerial(view: View, with_none: bool = True) -> str:
    """Offer the Ministerials and return the choice as queries take it: empty means all."""
    names = facts.meetings(run, view)
    if not with_none:
        names.pop(facts.NONE, None)
        names["all"] = _("All Ministerials")
    code = filters.choice(_("Ministerial"), "ministerial", names, "all")
    return "" if code == "all" else code


def category() -> str:
    """Offer the form's categories and return the choice as queries take it."""
    names = {"all": _("All categories")} | {code: _(name) for code, name in labels.CATEGORIES.items()}
    code = filters.choice(_("Category of the form"), "category", names, "all")
    return "" if code == "all" else code


def not_applied(applied: tuple[str, ...]) -> None:
    """Say which filters of the ledger stand in the link and narrow nothing here; `applied` are those that do."""
    names = {
        "category": _("Category of the form"),
        "iso3": _("Member State"),
        "group": _("UN regional group"),
        "status": _("Status"),
        "tangible": _("Tangible"),
    }
    idle = [
        name for key, name in names.items() if key not in applied and st.query_params.get(key, "all") not in ("", "all")
    ]
    if idle:
        st.caption(_("Not applied here, only in the ledger: {filters}.").format(filters=", ".join(idle)))


def narrowed(view: View) -> dict[str, str]:
    """Offer every filter of the ledger and return the choices as the ledger takes them."""
    present = set(run(facts.LEDGER, view.snapshot)["iso3"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choices = {"ministerial": ministerial(view), "category": category()}
        states = {code: name for code, name in naming.states(run, view).items() if code in present}
        choices["iso3"] = filters.choice(_("Member State"), "iso3", {"all": _("All states")} | states, "all")
        groups = {"all": _("All groups")} | {code: _(name) for code, name in kit_labels.GROUPS.items()}
        choices["regional_group"] = filters.choice(_("UN regional group"), "group", groups, "all")
        steps = {"all": _("Every status")}
        steps |= {
            code: _(name)
            for code, name in labels.STATUS.items()
            if code not in ("rdl", "in_figures", "cannot_be_seen", "no_news")
        }
        choices["status"] = filters.choice(_("Status"), "status", steps, "all")
        kinds = {"all": _("Tangible or not"), "yes": _("Tangible"), "no": _("Not tangible")}
        choices["tangible"] = filters.choice(_("Tangible"), "tangible", kinds, "all")
    return {key: "" if code == "all" else code for key, code in choices.items()}


def cards(pledges: pd.DataFrame) -> None:
    """Count the pledges of the choice, their states, the tangible ones and those with later news."""
    tangible = _("{n} of {all}").format(n=formats.count(pledges["is_tangible"].sum()), all=formats.count(len(pledges)))
    values = {
        _("Pledges"): formats.count(len(pledges)),
        _("Member States"): formats.count(pledges["iso3"].nunique()),
        _("Tangible"): tangible,
        _("With later news"): formats.count((~pledges["status"].isin(facts.SILENT)).sum()),
        _("Too general to assess"): formats.count((pledges["status"] == "too_general").sum()),
    }
    with st.grid(5, gap="small", min_column_width=150):
        for label, value in values.items():
            st.metric(label, value, border=True)


def ledger(view: View, choices: dict[str, str]) -> None:
    """List the pledges of the choice; a click, the list of names or a link opens one beside the table."""
    pledges = run(facts.LEDGER, view.snapshot, **choices)
    if pledges.empty:
        st.info(_("No pledge of the ledger fits these choices. That says nothing of what was not found printed."))
        return
    cards(pledges)
    _covered(view, choices)
    opened = one_of(view, pledges)
    left, right = st.columns([3, 2], gap="medium") if opened is not None else (st.container(), None)
    with left:
        table(view, pledges)
    if right is not None:
        with right:
            detail(view, opened)
    narrowing = "; ".join(f"{key}={code}" for key, code in choices.items() if code) or "none"
    names = facts.codes(run, view)
    notes.under(view, facts.LEDGER, pledges, "ledger", names=names, more={"Filters": narrowing})


def _covered(view: View, choices: dict[str, str]) -> None:
    """Say what the list covers of the meeting, and of which states it knows only that they pledged."""
    meeting = choices["ministerial"]
    if words := evidence_facts.coverage(run, view, meeting if meeting != facts.NONE else ""):
        st.caption(words)
    if lines := evidence_facts.not_public(run, view, choices["iso3"], meeting):
        head = ngettext("Pledged, content not public: {n} page", "Pledged, content not public: {n} pages", len(lines))
        with st.expander(head.format(n=len(lines))):
            st.markdown("\n".join(lines))
            st.caption(_("These count nowhere: what was pledged is not known here."))


def one_of(view: View, pledges: pd.DataFrame) -> pd.Series | None:
    """Offer the pledges to open, and the one that a link asks for, and return the one that is open."""
    every = run(facts.LEDGER, view.snapshot)
    asked = st.query_params.get("pledge")
    if asked and (lines := evidence_facts.not_public(run, view, pledge_id=asked)):
        st.info(_("Pledged, content not public: what was pledged is not known here.") + "\n\n" + "\n".join(lines))
        st.query_params.pop("pledge")
    offered = every[every["pledge_id"].isin([*pledges["pledge_id"], asked])]
    states = naming.states(run, view)
    names = {"none": _("No pledge is open")}
    names |= {row.pledge_id: f"{states.get(row.iso3, row.iso3)}{colon()}{row.sentence}" for row in offered.itertuples()}
    code = filters.choice(_("Open a pledge"), "pledge", names, "none")
    return None if code == "none" else offered[offered["pledge_id"] == code].iloc[0]


def columns(pledges: pd.DataFrame, key: str, follow: Callable[[], None]) -> dict[str, Any]:
    """How a table of pledges shows its columns; a click on a pledge calls `follow`."""
    text = st.column_config.TextColumn
    return {
        "state": st.column_config.ButtonColumn(
            _("Member State"), pinned=True, width=150, type="tertiary", alignment="left", key=key, on_click=follow
        ),
        "sentence": text(evidence_facts.words_heading(pledges), width=330),
        "ministerial": text(_("Ministerial"), width=140),
        "category": text(_("Category"), width=190),
        "quantity": _("Quantity"),
        "status": text(_("Status"), width=120),
        "status_date": st.column_config.DateColumn(_("Since")),
        "evidence": text(_("In deployment figures"), width=300),
        "source_url": st.column_config.LinkColumn(_("Page"), display_text=r"https?://([^/]+)", width=150),
        "flags": text(_("Remarks"), width=240),
        "pledge_id": text(_("Code of the pledge"), width=150),
    }


def table(view: View, pledges: pd.DataFrame) -> None:
    """List pledges; a click on one opens it."""

    def follow() -> None:
        st.session_state["pledge"] = pledges["pledge_id"].iloc[st.session_state["open_pledge"].row]

    height = 460 if len(pledges) > TALL else "content"
    shown = facts.in_words(run, view, pledges)
    headings = columns(pledges, "open_pledge", follow)
    on_paper = (shown[["state", "sentence", "ministerial", "quantity", "status", "status_date", "pledge_id"]], headings)
    grids.show(shown, headings, on_paper, height=height, alt=_("Pledges of the choice"))
    st.caption(_("A click on the state of a row opens that pledge: its words, its history and what it answers."))


def detail(view: View, pledge: pd.Series) -> None:
    """Show one pledge: its sentence, what was read of it, its dated steps with sources, its remarks, what it answers."""
    states = naming.states(run, view)
    with st.container(border=True):
        if not pledge["is_announced"]:
            st.badge(_("not announced: restricted"), color="orange")
        st.markdown(f"**{states.get(pledge['iso3'], pledge['iso3'])}** · {facts.occasion(pledge)}")
        if pledge["origin"] == facts.PUBLIC:
            page = facts.host(pledge["source_url"])
            st.markdown(f":gray[{_('Summary of a public page')}] [{page}](<{pledge['source_url']}>)")
            st.text(pledge["sentence"])
        else:
            st.text(quoted(pledge["sentence"]))
        read = [
            (_("Category"), facts.category(pledge["category"])),
            (_("Capability"), naming.lookup(naming.capabilities(run, view))(pledge["capability"])),
            (_("Quantity"), None if pd.isna(pledge["quantity"]) else facts.quantity(pledge)),
            (_("By when"), pledge["by_when"]),
            (_("Mission"), pledge["mission_code"]),
            (_("Condition"), pledge["condition"]),
            (_("Tangible"), _("yes") if pledge["is_tangible"] else _("no")),
            (_("Came in as"), kit_labels.name(labels.ORIGINS, pledge["origin"])),
        ]
        st.markdown(
            "  \n".join(
                f":gray[{label}{colon()[:-1]}] {formats.plain(value)}"
                for label, value in read
                if isinstance(value, str)
            )
        )
        evidence = evidence_facts.sentences(run, view, pledge["iso3"]).get(pledge["pledge_id"], "")
        history(view, pledge["pledge_id"], is_silent=evidence_facts.news(_code(view, pledge)) == "no_news")
        st.markdown(f"**{_('In deployment figures')}**  \n{evidence}")
        st.caption(_("No status: a person may confirm it, and then the step of the pledge changes."))
        confirm_views.offer(view, pledge)
        remarks(view, pledge["pledge_id"])
        answers(view, pledge["pledge_id"])
        where = [
            formats.plain(errors.placed(part)) for part in (pledge["file"], pledge["place"]) if isinstance(part, str)
        ]
        st.caption(_("File {where}").format(where=", ".join(where)))
        links.lead(COUNTRY_PAGE, _("All of this state"), None, iso3=pledge["iso3"])


def _code(view: View, pledge: pd.Series) -> str:
    return evidence_facts.of(run, view, pledge["iso3"]).loc[pledge["pledge_id"], "evidence"]


def history(view: View, pledge_id: str, is_silent: bool) -> None:
    """List the dated steps of a pledge, each with its source; that there is no later news, where something could have been seen."""
    steps = run("pledge_steps", view.snapshot, pledge_id=pledge_id)
    lines = []
    for step in steps.itertuples():
        source = step.source if isinstance(step.source, str) else ""
        where = f"[{facts.host(source)}](<{source}>)" if source.startswith(("https://", "http://")) else source
        line = f"- {formats.day(step.step_date)}{colon()}**{facts.status(step.status)}**"
        lines.append(f"{line} · {where}" if where else line)
    st.markdown(f"**{_('History')}**\n\n" + ("\n".join(lines) or f"- {_('No step is recorded.')}"))
    if is_silent and set(steps["status"]) <= {"announced"}:
        st.caption(_("No later news: nothing that was loaded says what followed."))
    st.caption(_("A day that is the first of a month or year may stand for a source that prints no day."))


def remarks(view: View, pledge_id: str) -> None:
    """Say the remarks of a pledge, each with its reason and what it compares with."""
    rows = run(facts.REMARKS, view.snapshot, pledge_id=pledge_id)
    if rows.empty:
        return
    st.markdown(f"**{_('Remarks')}** :gray[{_('a remark rejects nothing')}]")
    for row in rows.itertuples():
        st.markdown(f":orange-badge[{kit_labels.name(labels.FLAGS, row.remark)}]")
        st.text(facts.reason(row))


def answers(view: View, pledge_id: str) -> None:
    """Say which asks of the guide a pledge answers."""
    asks = run("pledge_answers", view.snapshot, pledge_id=pledge_id)
    if asks.empty:
        st.markdown(f"**{_('Answers')}** :gray[{_('no ask of the guide')}]")
        return
    lines = [f"- {_(row.ask)} :gray[{row.requirement_id}]" for row in asks.itertuples()]
    st.markdown(f"**{_('Answers')}**\n\n" + "\n".join(lines))


def by_category(view: View, meeting: str) -> None:
    """Draw the pledges by category of the form."""
    frame = run(BY_CATEGORY, view.snapshot, ministerial=meeting)
    notes.finding(finding_facts.by_category(frame), _("Pledges by category of the form"))
    names = [facts.category(code) for code in frame["category"]]
    states = [ngettext("{n} state", "{n} states", int(n)).format(n=n) for n in frame["state_count"]]
    chart, height = charts.counted(frame, names, states, notes.ink())
    st.echarts_chart(chart, height=height, key="by_category", alt=_("Pledges by category of the form"))
    _under_bars(view, BY_CATEGORY, frame, meeting, chart=chart, height=height)


def by_region(view: View, meeting: str) -> None:
    """Draw the pledges by UN regional group, and name states without one."""
    frame = run(BY_REGION, view.snapshot, ministerial=meeting)
    figure = _("Pledges by UN regional group")
    if facts.partial(run, view):
        figure += ". " + _("What was found printed: no measure of what a group pledged.")
    notes.finding(finding_facts.by_region(frame), figure)
    groups = frame[frame["regional_group"].notna()]
    names = [kit_labels.name(kit_labels.GROUPS, code) for code in groups["regional_group"]]
    words = _("{n} of {all} states")
    states = [words.format(n=row.state_count, all=row.member_count) for row in groups.itertuples()]
    chart, height = charts.counted(groups, names, states, notes.ink())
    st.echarts_chart(chart, height=height, key="by_region", alt=_("Pledges by UN regional group"))
    state_names = naming.states(run, view)
    alone = frame[frame["regional_group"].isna()]
    if len(alone):
        listed = semicolon().join(
            f"{state_names.get(row.iso3, row.iso3)} ({row.pledge_count})" for row in alone.itertuples()
        )
        st.caption(_("In no group: {states}.").format(states=listed))
    if not view.is_exercise:
        st.caption(_("Türkiye takes part in two groups and is counted once, under WEOG."))
    _under_bars(view, BY_REGION, frame, meeting, chart=chart, height=height)


def _under_bars(view: View, query: str, frame: pd.DataFrame, meeting: str, **files: Any) -> None:
    more = sources.chosen(ministerial=meeting)
    key = query.removeprefix("pledge_")
    notes.under(view, query, frame, key, names=facts.codes(run, view), more=more, **files)
