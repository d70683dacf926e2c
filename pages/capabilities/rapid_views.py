"""The readiness curve on screen: who could be there by which day, as it is and as asked, by capability, and the units behind it."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import facts, labels, loss_views, rapid_charts, rapid_facts, unit_views
from pages.capabilities.rapid_charts import Line
from pages.capabilities.rapid_facts import LEVELS, Question
from pages.kit import filters, formats, grids, naming, notes, snapshot, sources
from pages.kit import labels as kit_labels
from pages.kit.cache import run
from pages.kit.naming import Heading
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import View

CURVE, BY_CAPABILITY = "readiness_curve", "readiness_by_capability"
UNITS, REPLEDGE, POOL = "readiness_units", "repledge", "rdl_units"
KEYS = ("without_units", "without_states", "without_missions", "add", "add_group", "add_level")
MOST = 50  # units that can be supposed
ADDED = ("rdl", "level_3", "level_2")  # levels at which units can be supposed


def without_roster(view: View) -> None:
    """Say why there is no curve, and how the clocks run all the same."""
    words, source = facts.no_levels(
        view,
        _("A Member State's level in the PCRS is restricted: who could be there by which day is not in this view."),
        _(
            "No export of the PCRS is loaded, so nothing is reported here, which is not 0. The PCRS is not public: whoever holds an export loads it as it is, or fills the template."
        ),
    )
    snapshot.nothing_loaded(words, source, "rapid", facts.first_export(run, view))
    st.header(_("Days and clocks"))
    levels = run(LEVELS, view.snapshot)
    st.markdown("\n".join(f"- {rapid_facts.clock(row.days, row.level, row.clock)}" for row in levels.itertuples()))
    words_of = facts.codes(run, view) | {"source": naming.translated}
    table = levels.assign(**{name: levels[name].map(words_of[name]) for name in ("level", "clock", "source")})
    columns = {
        "level": _("Level"),
        "days": st.column_config.NumberColumn(_("Within days")),
        "clock": st.column_config.TextColumn(_("Counted"), width=240),
        "source": st.column_config.TextColumn(_("Source"), width=520),
    }
    grids.show(table, columns, alt=_("Days and clocks"))
    notes.under(view, LEVELS, levels, "levels", line=False, names=words_of)


def choose(view: View) -> Question:
    """Offer what can be supposed; all of it stays in the address."""
    frames = (run(name, view.snapshot, **facts.dated(view)) for name in (UNITS, POOL))
    units = pd.concat([frame[["unit_id", "iso3", "capability"]] for frame in frames]).drop_duplicates("unit_id")
    states, capabilities = naming.states(run, view), naming.capabilities(run, view)
    names = {
        row.unit_id: f"{row.unit_id} · {capabilities.get(row.capability, row.capability)} · {states.get(row.iso3, row.iso3)}"
        for row in units.itertuples()
    }
    missions = list(run("missions", view.snapshot)["mission_code"])
    is_open = any(st.query_params.get(key) for key in KEYS[:4])
    none = _("Nothing chosen")
    with st.expander(_("What if"), expanded=is_open, icon=":material/help:", key="what_if"):
        st.caption(
            _(
                "Suppose that units, states or missions drop out, or that a region adds units. It stays in the link; it changes no data."
            )
        )
        with st.grid(3, gap="small", min_column_width=240):
            gone = filters.several(
                _("Without units"), KEYS[0], names, lambda code: names.get(code, code), placeholder=none
            )
            gone_states = filters.several(
                _("Without states"), KEYS[1], states, lambda code: states.get(code, code), placeholder=none
            )
            closed = filters.several(_("Without missions"), KEYS[2], missions, str, placeholder=none)
            add = filters.number(_("Add units"), KEYS[3], MOST)
            groups = {"none": _("No region chosen")} | {code: _(name) for code, name in kit_labels.GROUPS.items()}
            group = filters.choice(_("From region"), KEYS[4], groups, "none")
            level = filters.choice(_("At level"), KEYS[5], {code: _(labels.LEVELS[code]) for code in ADDED}, "rdl")
        if add and group == "none":
            st.info(_("Choose the region that adds the units: until then none is added."))
        question = Question(tuple(gone), tuple(gone_states), tuple(closed), add, group, level)
        if question.is_asked or add:
            st.button(_("Suppose nothing"), key="clear_question", on_click=_clear)
    return question


def _clear() -> None:
    for key in KEYS:
        st.query_params.pop(key, None)


def curve(view: View, question: Question) -> None:
    """Show the curve of all capabilities or of one."""
    split = run(BY_CAPABILITY, view.snapshot, **facts.dated(view))
    names = naming.capabilities(run, view)
    options = {code: names.get(code, code) for code in split["capability"].drop_duplicates()}
    code = filters.choice(_("Capability"), "cap", {"all": _("All capabilities")} | options, "all")
    parameters = facts.dated(view) | {"capability": "" if code == "all" else code}
    before = run(CURVE, view.snapshot, **parameters)
    after = run(CURVE, view.snapshot, **parameters, **question.of_curve()) if question.is_asked else before
    what = _("Readiness curve: available units whose level says that they can be there by that day")
    notes.finding(rapid_facts.finding(before, after), what)
    if question.is_asked:
        st.markdown(f"**{_('As asked')}**{colon()}{rapid_facts.words(run, view, question)}")
    _draw(view, question, before, after, parameters["capability"])
    _cards(before, after, question.is_asked)
    _clocks(before, after)
    notes.slide(view, "readiness", question=question, capability=parameters["capability"])
    loss_views.asked_for(view, question)
    if code == "all" and options:
        _by_capability(view, question, split)
    _units(view, question, parameters)
    _repledge(view, question)


def _cards(before: pd.DataFrame, after: pd.DataFrame, is_asked: bool) -> None:
    with st.grid(3, gap="small", min_column_width=220):
        for was, now in zip(before.itertuples(), after.itertuples(), strict=True):
            people = _("{people} people").format(people=rapid_facts.arrow(was.person_count, now.person_count, is_asked))
            units = _("{n} units").format(n=rapid_facts.arrow(was.unit_count, now.unit_count, is_asked))
            day = _("By day {n}").format(n=was.day)
            st.metric(day, units, people, border=True, delta_color="off", delta_arrow="off")


def _clocks(before: pd.DataFrame, after: pd.DataFrame) -> None:
    """Say what each day is counted from, how many units report their people, and which windows close before."""
    clocks = [rapid_facts.clock(row.day, row.level, row.clock) for row in before.itertuples()]
    st.markdown(" ".join([_("Two clocks:"), *clocks, _("Each day counts the units of the days before.")]))
    reported = [
        _("day {day}: {n} of {all}").format(
            day=row.day, n=formats.count(row.strength_reported_count), all=formats.count(row.unit_count)
        )
        for row in after.itertuples()
    ]
    sentence = _("Units that report a strength: {list}. People are those of these units.")
    st.caption(sentence.format(list=", ".join(reported)))
    ends = [
        ngettext(
            "{n} unit closes its window before day {day}",
            "{n} units close their window before day {day}",
            row.window_ends_count,
        ).format(n=formats.count(row.window_ends_count), day=row.day)
        for row in after.itertuples()
        if row.window_ends_count
    ]
    if ends:
        st.caption(_("Counted all the same: {list}.").format(list=semicolon().join(ends)))


def _top(before: pd.DataFrame, after: pd.DataFrame, measure: str) -> int:
    """The largest number of both curves, 0 where none is reported: they are drawn on one scale."""
    values = pd.concat([before[measure], after[measure]]).dropna()
    return int(values.max()) if len(values) else 0


def _draw(view: View, question: Question, before: pd.DataFrame, after: pd.DataFrame, capability: str) -> None:
    """Draw units and people, of all capabilities or of one; where something is supposed, as it is on the left and as asked on the right."""
    titles = {"unit_count": _("Units that could be there"), "person_count": _("People in them")}
    tops = {measure: _top(before, after, measure) for measure in titles}
    curves = [(_("As it is"), before)] + ([(_("As asked"), after)] if question.is_asked else [])
    with st.grid(2, gap="medium", min_column_width=430):  # narrower, the levels over the days would lie over each other
        columns = [st.container() for _side in range(2)]
    for place, (name, frame) in enumerate(curves):
        for at, (measure, title) in enumerate(titles.items()):
            with columns[place if question.is_asked else at]:
                st.markdown(f"**{title}**" + (f" · {name}" if question.is_asked else ""))
                option = rapid_charts.curve([Line(name, frame)], measure, tops[measure], notes.ink())
                st.echarts_chart(
                    option, height=rapid_charts.CURVE, key=f"{measure}_{place}", alt=f"{title}{colon()}{name}"
                )
    lines = [Line(_("As it is"), before, question.is_asked)]
    if question.is_asked:
        lines.append(Line(_("As asked"), after))
    picture = rapid_charts.curve(lines, "unit_count", tops["unit_count"], notes.ink())
    frame = rapid_facts.both(before, after) if question.is_asked else before
    notes.under(
        view, CURVE, frame, "curve", table=rapid_facts.own_headings(), line=False, names=facts.codes(run, view), chart=picture, height=rapid_charts.CURVE,
        title=titles["unit_count"], more=rapid_facts.supposed(run, view, question) | sources.chosen(capability=capability),
    )  # fmt: skip


def _by_capability(view: View, question: Question, before: pd.DataFrame) -> None:
    """List units and people of each capability by each day."""
    st.header(_("By capability"))
    after = before
    if question.is_asked:
        after = run(BY_CAPABILITY, view.snapshot, **facts.dated(view), **question.without())
    table = rapid_facts.by_capability(run, view, before, after, question.is_asked)
    kind = "" if question.is_asked else "count"
    columns: dict[str, Any] = {"capability": Heading(_("Capability"), 230, is_pinned=True)}
    for measure, title in (("unit_count", _("Units by day {n}")), ("person_count", _("People by day {n}"))):
        for day in before["day"].drop_duplicates():
            columns[f"{measure}_{day}"] = Heading(title.format(n=day), kind=kind)
    if question.adds:
        st.caption(_("Units that a region adds have no capability: they are not in this table."))
    height = 480 if len(table) > 12 else "content"
    grids.show(table, grids.columns(table, columns), height=height, alt=_("Readiness by capability"))
    frame = rapid_facts.both(before, after) if question.is_asked else before
    more = rapid_facts.supposed(run, view, question)
    notes.under(
        view,
        BY_CAPABILITY,
        frame,
        "by_capability",
        table=rapid_facts.own_headings(),
        line=False,
        names=facts.codes(run, view),
        more=more,
    )


def _units(view: View, question: Question, parameters: dict[str, Any]) -> None:
    """List the available units behind the curve; first those that are taken out."""
    st.header(_("Units behind the curve"))
    units = run(UNITS, view.snapshot, **parameters, **question.without())
    if units.empty:
        st.info(_("No unit is available for this choice."))
        return
    sentence = ngettext("**{n}** unit is available", "**{n}** units are available", len(units))
    sentence = sentence.format(n=formats.count(len(units)))
    if gone := int(units["taken_out"].notna().sum()):
        out = ngettext("{n} of them is taken out", "{n} of them are taken out", gone)
        sentence += semicolon() + out.format(n=formats.count(gone))
    st.markdown(f"{sentence}.")
    if reliant := int(units["relies_on"].notna().sum()):
        words = ngettext(
            "{n} unit has a partner that drops out and gives it something else than personnel: it stays in the count.",
            "{n} units have a partner that drops out and gives them something else than personnel: they stay in the count.",
            reliant,
        )
        st.caption(words.format(n=formats.count(reliant)))
    units = units.sort_values("taken_out", kind="stable", na_position="last", ignore_index=True)
    unit_views.listed(
        view,
        units,
        UNITS,
        "behind",
        rapid_facts.supposed(run, view, question) | sources.chosen(capability=parameters["capability"]),
        question.is_asked,
    )


def _repledge(view: View, question: Question) -> None:
    """List what is deployed in a closing mission, or in those supposed to close: apart, and in no count."""
    units = run(REPLEDGE, view.snapshot, as_of=view.until, without_missions=";".join(question.missions))
    if units.empty and not question.missions:
        return
    st.header(_("Could be pledged again"))
    closing = ", ".join(question.missions) or ", ".join(units["mission_code"].drop_duplicates())
    count = ngettext(
        "**{n}** unit of the export is deployed in {missions} or selected for it.",
        "**{n}** units of the export are deployed in {missions} or selected for it.",
        len(units),
    ).format(n=formats.count(len(units)), missions=closing)
    why = _(
        "When a mission closes, its contingents could be pledged again. They are never available by themselves and in no number above."
    )
    st.markdown(f"{count} {why}")
    if len(units):
        unit_views.listed(view, units, REPLEDGE, "repledge", {})
