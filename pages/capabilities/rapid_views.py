"""The readiness curve: who could be there by which day, as it is and as asked, by capability, and the units behind it."""

from typing import Any

import pandas as pd
import streamlit as st

import queries
from pages.capabilities import facts as capability_notes
from pages.capabilities import labels as capability_labels
from pages.capabilities import question_views as rapid_question
from pages.capabilities import rapid_charts, readiness_labels
from pages.capabilities.question_views import Question
from pages.capabilities.rapid_charts import Line
from pages.kit import filters, formats, grids, labels, naming, notes
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View

CURVE, BY_CAPABILITY = "readiness_curve", "readiness_by_capability"
LEVELS = "readiness_levels"
UNITS, REPLEDGE = "readiness_units", "repledge"
MOST_UNITS = 1000  # units listed on screen


def without_roster(view: View) -> None:
    """Say why there is no curve, and how the clocks run all the same."""
    capability_notes.without_roster(
        view,
        "rapid",
        _("A Member State's level in the PCRS is restricted: who could be there by which day is not in this view."),
        _(
            "No export of the PCRS is loaded, so nothing is reported here, which is not 0. The PCRS is not public: whoever holds an export fills the template, or drops the export as it is, into the folder and builds anew."
        ),
    )
    st.header(_("Days and clocks"))
    found = run(LEVELS, view.snapshot)
    st.markdown("\n".join(f"- {clock(row.days, row.level, row.clock)}" for row in found.itertuples()))
    how = capability_notes.codes(run, view)
    shown = found.assign(**{name: [how[name](code) for code in found[name]] for name in ("level", "clock")})
    columns = {
        "level": _("Level"),
        "days": st.column_config.NumberColumn(_("Within days")),
        "clock": st.column_config.TextColumn(_("Counted"), width=240),
        "source": st.column_config.TextColumn(_("Source"), width=520),
    }
    grids.show(shown, columns, alt=_("Days and clocks"))
    capability_notes.under(view, LEVELS, found, "levels", _("Source: the pledging guide, as said of each level."))


def clock(days: int, level: str, code: str) -> str:
    """Return within how many days units of a level could be there, and from when that is counted."""
    return _("{level}: within {n} days {clock}.").format(
        level=labels.name(capability_labels.LEVELS, level), n=days, clock=labels.name(readiness_labels.CLOCKS, code)
    )


def arrow(before: Any, after: Any, is_asked: bool) -> str:
    """Return a number, or what it is and what it would be."""
    return f"{formats.count(before)} → {formats.count(after)}" if is_asked else formats.count(before)


def curve(view: View, question: Question) -> None:
    """Show the curve of all capabilities or of one."""
    dated = rapid_question.dated(view)
    split = run(BY_CAPABILITY, view.snapshot, **dated)
    named = naming.capabilities(run, view)
    there = {code: named.get(code, code) for code in split["capability"].drop_duplicates()}
    code = filters.choice(_("Capability"), "cap", {"all": _("All capabilities")} | there, "all")
    asked = dated | {"capability": "" if code == "all" else code}
    before = run(CURVE, view.snapshot, **asked)
    after = run(CURVE, view.snapshot, **asked, **question.of_curve()) if question.is_asked else before
    source = capability_notes.source_line(view)
    _cards(before, after, question.is_asked)
    _draw(view, question, before, after, source)
    if code == "all" and there:
        _by_capability(view, question, split, source)
    _units(view, question, asked, source)
    _repledge(view, question, source)


def _cards(before: pd.DataFrame, after: pd.DataFrame, is_asked: bool) -> None:
    with st.grid(3, gap="small", min_column_width=220):
        for was, now in zip(before.itertuples(), after.itertuples(), strict=True):
            people = _("{people} people").format(people=arrow(was.person_count, now.person_count, is_asked))
            units = _("{n} units").format(n=arrow(was.unit_count, now.unit_count, is_asked))
            st.metric(
                _("By day {n}").format(n=was.day), units, people, border=True, delta_color="off", delta_arrow="off"
            )
    lines = [clock(row.day, row.level, row.clock) for row in before.itertuples()]
    st.markdown(" ".join([_("Two clocks:"), *lines, _("Each day counts the units of the days before.")]))
    told = [
        _("day {day}: {n} of {all}").format(
            day=row.day, n=formats.count(row.strength_reported_count), all=formats.count(row.unit_count)
        )
        for row in after.itertuples()
    ]
    st.caption(_("Units that report a strength: {list}. People are those of these units.").format(list=", ".join(told)))
    ends = [
        ngettext("{n} unit closes its window before day {day}", "{n} units close their window before day {day}", row.window_ends_count).format(n=formats.count(row.window_ends_count), day=row.day)
        for row in after.itertuples() if row.window_ends_count
    ]  # fmt: skip
    if ends:
        st.caption(_("Counted all the same: {list}.").format(list="; ".join(ends)))


def _draw(view: View, question: Question, before: pd.DataFrame, after: pd.DataFrame, source: str) -> None:
    """Draw units and people; where something is supposed, as it is on the left and as asked on the right."""
    titles = {"unit_count": _("Units that could be there"), "person_count": _("People in them")}
    tops = {name: int(pd.concat([before[name], after[name]]).max(skipna=True) or 0) if (before[name].notna() | after[name].notna()).any() else 0 for name in titles}  # fmt: skip
    looks = [(_("As it is"), before)] + ([(_("As asked"), after)] if question.is_asked else [])
    if question.is_asked:
        st.markdown(f"**{_('As asked')}**: {rapid_question.words(view, question)}")
    places = st.columns(2, gap="large")
    for place, (name, frame) in enumerate(looks):
        for at, (measure, title) in enumerate(titles.items()):
            with places[place if question.is_asked else at]:
                st.markdown(f"**{title}**" + (f" · {name}" if question.is_asked else ""))
                option = rapid_charts.curve([Line(name, frame)], measure, tops[measure], notes.ink())
                st.echarts_chart(option, height=rapid_charts.CURVE, key=f"{measure}_{place}", alt=f"{title}: {name}")
    lines = [Line(_("As it is"), before, question.is_asked)] + (
        [Line(_("As asked"), after)] if question.is_asked else []
    )
    picture = rapid_charts.curve(lines, "unit_count", tops["unit_count"], notes.ink())
    frame = both(before, after) if question.is_asked else before
    capability_notes.under(
        view, CURVE, frame, "curve", source, chart=picture, height=rapid_charts.CURVE, title=titles["unit_count"], more=supposed(view, question)
    )  # fmt: skip


def both(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return two answers as one table that says which row is which."""
    return pd.concat([before.assign(question=_("as it is")), after.assign(question=_("as asked"))], ignore_index=True)


def supposed(view: View, question: Question) -> dict[str, str]:
    """Return what files say of a question."""
    return {"Supposed": rapid_question.words(view, question)} if question.is_asked else {}


def _changed(before: Any, after: Any) -> str:
    """Return a number, with what it would be where that is another."""
    was, now = formats.count(before), formats.count(after)
    return was if was == now else f"{was} → {now}"


def _by_capability(view: View, question: Question, before: pd.DataFrame, source: str) -> None:
    """List units and people of each capability by each day."""
    st.header(_("By capability"))
    after = before
    if question.is_asked:
        after = run(BY_CAPABILITY, view.snapshot, **rapid_question.dated(view), **question.without())
    named = naming.capabilities(run, view)
    days = list(before["day"].drop_duplicates())
    was, now = ({(row.capability, row.day): row for row in frame.itertuples()} for frame in (before, after))
    shown = []
    columns: dict[str, Any] = {"capability": st.column_config.TextColumn(_("Capability"), pinned=True, width=230)}
    for code in before["capability"].drop_duplicates():
        row: dict[str, Any] = {"capability": named.get(code, code)}
        for measure in ("unit_count", "person_count"):
            for day in days:
                first, second = (getattr(found[code, day], measure) for found in (was, now))
                row[f"{measure}_{day}"] = _changed(first, second) if question.is_asked else first
        shown.append(row)
    for measure, told in (("unit_count", _("Units by day {n}")), ("person_count", _("People by day {n}"))):
        for day in days:
            title = told.format(n=day)
            columns[f"{measure}_{day}"] = (
                title if question.is_asked else st.column_config.NumberColumn(title, format="localized")
            )
    frame = pd.DataFrame(shown)
    if not question.is_asked:
        frame = frame.astype({name: "Int64" for name in frame.columns if name != "capability"})
    if question.adds:
        st.caption(_("Units that a region adds have no capability: they are not in this table."))
    grids.show(frame, columns, height=480 if len(frame) > 12 else "content", alt=_("Readiness by capability"))
    files = both(before, after) if question.is_asked else before
    capability_notes.under(view, BY_CAPABILITY, files, "by_capability", source, more=supposed(view, question))


def _units(view: View, question: Question, asked: dict[str, Any], source: str) -> None:
    """List the available units behind the curve; first those that are taken out."""
    st.header(_("Units behind the curve"))
    found = run(UNITS, view.snapshot, **asked, **question.without())
    if found.empty:
        st.info(_("No unit is available for this choice."))
        return
    gone = int(found["taken_out"].notna().sum())
    told = ngettext("**{n}** unit is available", "**{n}** units are available", len(found)).format(
        n=formats.count(len(found))
    )
    if gone:
        told += "; " + ngettext("{n} of them is taken out", "{n} of them are taken out", gone).format(
            n=formats.count(gone)
        )
    reliant = int(found["relies_on"].notna().sum())
    st.markdown(f"{told}.")
    if reliant:
        words = ngettext(
            "{n} unit has a partner that drops out and gives it something else than personnel: it stays in the count.",
            "{n} units have a partner that drops out and gives them something else than personnel: they stay in the count.",
            reliant,
        )
        st.caption(words.format(n=formats.count(reliant)))
    found = found.sort_values("taken_out", kind="stable", na_position="last", ignore_index=True)
    listed(view, found, UNITS, "behind", source, supposed(view, question), question.is_asked)


def listed(view: View, found: pd.DataFrame, name: str, key: str, source: str, more: dict[str, str], is_asked: bool = True) -> None:  # fmt: skip
    """List units with the place of each in its file; of very many only the first."""
    kept = found.head(MOST_UNITS)
    if len(kept) < len(found):
        st.caption(_("The first {n}; the files hold them all.").format(n=formats.count(len(kept))))
    how = capability_notes.codes(run, view)
    shown = pd.DataFrame({"unit_id": kept["unit_id"]})
    for column in (
        "iso3", "taken_out", "relies_on", "regional_group", "group_rdl_unit_count", "capability", "component", "level", "day", "mission_code", "ends_on", "strength_count", "status",
        "why_not", "renewal", "visit_date", "has_load_list", "available_to", "rdl_cycle", "mission_specific", "partners",
    ):  # fmt: skip
        if column not in kept.columns or (column in ("taken_out", "relies_on") and not is_asked):
            continue
        shown[column] = [how[column](code) for code in kept[column]] if column in how else kept[column].to_numpy()
    if "regional_group" in shown:
        short = [
            labels.name(labels.GROUPS_SHORT, code) if isinstance(code, str) else _("In no group")
            for code in kept["regional_group"]
        ]
        shown["regional_group"] = short
    if "why_not" in shown:
        shown["why_not"] = shown["why_not"].where(shown["why_not"].notna(), _("available"))
    shown["place"] = [" · ".join(part for part in parts if isinstance(part, str)) for parts in zip(kept["place"], kept["file_name"], strict=True)]  # fmt: skip
    text = st.column_config.TextColumn
    columns = notes.headings(name, shown) | {
        "unit_id": text(_("Unit"), pinned=True, width=110),
        "iso3": text(_("Member State"), width=150),
        "why_not": text(_("Available, or why not"), width=210),
        "place": text(_("In the export"), width=300),
    }
    kept_columns = {column: told for column, told in columns.items() if column in shown.columns}
    grids.show(
        shown,
        kept_columns,
        height=520 if len(shown) > 13 else "content",
        alt=_("{what}: units and their places in the export").format(what=_(queries.get(name).about["title"])),
    )
    capability_notes.under(view, name, found, key, source, more=more)


def _repledge(view: View, question: Question, source: str) -> None:
    """List what is deployed in a closing mission, or in those supposed to close: apart, and in no count."""
    asked = {"as_of": view.until, "without_missions": ";".join(question.missions)}
    found = run(REPLEDGE, view.snapshot, **asked)
    if found.empty and not question.missions:
        return
    st.header(_("Could be pledged again"))
    closing = ", ".join(question.missions) or ", ".join(found["mission_code"].drop_duplicates())
    told = ngettext(
        "**{n}** unit of the export is deployed in {missions} or selected for it.",
        "**{n}** units of the export are deployed in {missions} or selected for it.",
        len(found),
    )
    st.markdown(
        told.format(n=formats.count(len(found)), missions=closing)
        + " "
        + _("When a mission closes, its contingents could be pledged again. They are never available by themselves and in no number above.")
    )  # fmt: skip
    if len(found):
        listed(view, found, REPLEDGE, "repledge", source, {})
