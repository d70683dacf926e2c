"""What slides say: of each its finding, one chart or table, where the figures are from. No PowerPoint, no Streamlit."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.capabilities import gap_facts, rapid_facts
from pages.deployments import mission_facts
from pages.kit import formats, labels, naming, sources, theme
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View, Wanted, file_start, scope_name
from pages.parity import facts as parity_facts
from pages.parity import what_if_facts
from pages.parity.what_if_facts import Supposed
from pages.records import note_facts
from pages.reports import brief_words, pledge_files, roster_slides
from pages.reports.planned import scenario_slides
from pages.reports.slide_parts import ROWS, Chart, Marks, Table
from pages.reports.slide_parts import Content as _Content
from pages.women import facts as women_facts
from pages.women import labels as women_labels
from pages.women import platoon_charts, platoon_facts

CURVE, DIVERSITY = "readiness_curve", "rdl_diversity"
MONTH, CONTRIBUTORS = "deployment_by_mission", "mission_contributors"


@dataclass(frozen=True)
class Slide:
    """One slide: `title` is the finding and `figure` names what is shown; `day` is that of the figures."""

    title: str
    figure: str
    shown: Chart | Marks | Table
    said: tuple[str, ...]
    source: str
    day: dt.date
    marks: tuple[str, ...]
    is_restricted: bool
    noted: tuple[str, ...] = ()  # what people noted on it


def slide(run: Run, wanted: Wanted) -> Slide | None:
    """The slide that a reader collected; None where its figures are not reported, or not for this view."""
    view, choices = wanted.view, dict(wanted.choices)
    content = KINDS[wanted.kind](run, view, **choices)
    if content is None:
        return None
    names = content.queries
    is_restricted = sources.is_restricted(run, view, *names)
    marks = pledge_files.exercise(view)
    if is_restricted:
        marks.append(_("RESTRICTED: not to be passed on."))
    day = content.day or max(sources.day(run, view, name) for name in names)
    dated = _("as of {day}").format(day=formats.day(day))
    if content.day:  # availability is read on a later day than that of the export
        dated = _("export of {day}, counted on {read}").format(day=formats.day(day), read=formats.day(view.reading_day))
    about = [content.figure, content.on, dated]
    aside = [sources.set_aside(run, view, *names), *sources.not_read(run, view, *names)]
    if aside := [text for text in aside if text]:
        aside = [_("{rows}: what they say is in no figure here.").format(rows=semicolon().join(aside))]
    month = ("month", (view.as_of.isoformat(),))
    noted = note_facts.in_file(run, view, is_restricted, (*content.about, *([] if content.day else [month])))
    return Slide(
        content.title,
        " · ".join(filter(None, about)),
        content.shown,
        (*content.said, *aside),
        sources.line(run, view, *names),
        day,
        tuple(marks),
        is_restricted,
        tuple(_("Note on {name} ({who}): {text}").format(name=name, text=text, who=who) for name, text, who in noted),
    )


def is_there(run: Run, view: View, kind: str) -> bool:
    """Whether this view has the figures of a slide as it opens; no note decides it."""
    return KINDS[kind](run, view) is not None


def file_name(slides: Sequence[tuple[Wanted, Slide]]) -> str:
    """Name of a deck: EXERCISE, what it is of, the days that its figures are of, its version, and restricted where it is."""
    marked = next((file_start(wanted.view) for wanted, _slide in slides if wanted.view.is_exercise), "")
    kinds = [
        "-".join([wanted.kind, *(str(code) for _key, code in wanted.choices if isinstance(code, str) and code)])
        for wanted, _slide in slides
    ]
    days = sorted({made.day.isoformat() for _wanted, made in slides})
    what = "-".join(kinds) if len(kinds) <= 3 else f"{len(kinds)}"
    parts = ["slides", what, *dict.fromkeys((days[0], days[-1])), *sorted({w.view.snapshot.version for w, _slide in slides})]  # fmt: skip
    if any(made.is_restricted for _wanted, made in slides):
        parts.append("RESTRICTED")
    return marked + re.sub(r"[^\w-]+", "-", "-".join(parts)) + ".pptx"


def _gaps(run: Run, view: View, edition: str = "", stale: str = "in") -> _Content | None:
    """Capabilities asked for in units, the least covered first."""
    export = capability_facts.export(run, view)
    if export is None:
        return None
    dated = capability_facts.dated(view)
    asked = run(capability_facts.STAGE, view.snapshot, **dated, edition=edition or None, stale=stale)
    short = gap_facts.by_coverage(asked[asked["coverage"].notna()])
    if short.empty:
        return None
    first = short.head(ROWS)
    rows, colours = [], []
    for row, called in zip(first.itertuples(), capability_facts.names_or_codes(first, "capability"), strict=True):
        numbers = (formats.count(number) for number in (row.required, row.outstanding, row.available))
        rows.append((called, *numbers, formats.per_cent(row.coverage, 0)))
        colours.append(theme.on_scale(row.coverage, 0, 1, theme.DIVERGING[1:-1]))
    heads = (_("Capability"), _("Asked for"), _("Outstanding"), _("Available"), _("Covered"))
    said = [capability_facts.basis(run, view, asked["edition_date"].dropna().max())]
    if len(short) > ROWS:
        said.insert(0, _("The {n} least covered of {all} with units outstanding.").format(n=ROWS, all=len(short)))
    return _Content(
        gap_facts.finding(asked).replace("**", ""),
        _("Capability gaps"),
        Table(heads, tuple(rows), (0.4, 0.14, 0.17, 0.15, 0.14), tuple(colours)),
        (capability_facts.STAGE,),
        tuple(said),
        _("without stale units") if stale == "out" else "",
        export,
        (("capability", tuple(first["capability"])),),
    )


def _curve(run: Run, view: View, question: Any = None, capability: str = "") -> _Content | None:
    """Units that could be there by each day; of a what-if, before and after."""
    export = capability_facts.export(run, view)
    if export is None:
        return None
    parameters = capability_facts.dated(view) | {"capability": capability}
    before = run(CURVE, view.snapshot, **parameters)
    is_asked = question is not None and question.is_asked
    after = run(CURVE, view.snapshot, **parameters, **question.of_curve()) if is_asked else before
    series = [(_("As it is"), _numbers(before["unit_count"]), theme.BLUE)]
    if is_asked:
        series.append((_("As asked"), _numbers(after["unit_count"]), theme.ORANGE))
    said = [rapid_facts.clock(row.day, row.level, row.clock) for row in before.itertuples()]
    people = [
        _("{people} people by day {day}, of the {n} units that report a strength").format(
            people=formats.count(row.person_count), day=row.day, n=formats.count(row.strength_reported_count)
        )
        for row in after.itertuples()
    ]
    on = [naming.capabilities(run, view).get(capability, capability)]
    if is_asked:
        on.append(rapid_facts.words(run, view, question))
    return _Content(
        rapid_facts.finding(before, after),
        _("What if: before and after") if is_asked else _("Readiness curve"),
        Chart(
            tuple(_("Day {n}").format(n=day) for day in before["day"]), tuple(series), _("Units"), _("By day"), "line"
        ),
        (CURVE,),
        (" ".join(said), formats.sentence(semicolon().join(people))),
        " · ".join(filter(None, on)),
        export,
        (("capability", (capability,)),),
    )


def _regions(run: Run, view: View, question: Any = None) -> _Content | None:
    """Shares of regional groups in the Rapid Deployment Level, Member States and contributors."""
    export = capability_facts.export(run, view)
    if export is None:
        return None
    is_asked = question is not None and question.is_asked
    more = question.of_pool() if is_asked else {}
    groups = run(DIVERSITY, view.snapshot, **capability_facts.dated(view), **more)
    if groups.empty or not groups["rdl_unit_count"].sum():
        return None
    parts = (
        (_("Units at the Rapid Deployment Level"), "rdl_fraction", theme.BLUE),
        (_("Member States"), "member_state_fraction", theme.GREY),
        (_("T/PCCs"), "tpcc_fraction", theme.PALE),
    )
    series = tuple((called, _percents(groups[column]), colour) for called, column, colour in parts)
    names = tuple(capability_facts.group(code) for code in groups["regional_group"])
    return _Content(
        rapid_facts.groups_finding(groups),
        _("Rapid Deployment Level by UN regional group"),
        Chart(names, series, _("Per cent of all"), _("UN regional group"), number="0.0"),
        (DIVERSITY,),
        on=rapid_facts.words(run, view, question) if is_asked else "",
        day=export,
    )


def _parity(run: Run, view: View) -> _Content:
    """Women by category beside the target of the year and that of 2028."""
    parity = run(parity_facts.BY_CATEGORY, view.snapshot, as_of=view.as_of, scope=view.scope)
    few = [
        _("{category}: {women} of {people}").format(
            category=labels.category_name(row.category), women=formats.women_of(row), people=formats.count(row.people_count)
        )
        for row in parity.itertuples()
        if pd.notna(row.people_count)
    ]  # fmt: skip
    series = (
        (_("Share of women"), _percents(parity["women_fraction"]), theme.BLUE),
        (_("Target of the year, or the 2025 minimum"), tuple(formats.goal(row) for row in parity.itertuples()), theme.GREY),
        (_("Target of 2028"), _numbers(parity["target_2028_percent"]), theme.PALE),
    )  # fmt: skip
    said = [
        _("Women of people: {list}.").format(list=semicolon().join(few)),
        parity_facts.justice(run, view, parity, is_handed_over=True),
    ]
    names = tuple(labels.category_name(code, short=True) for code in parity["category"])
    return _Content(
        parity_facts.furthest(parity),
        _("Women against the parity targets"),
        Chart(names, series, _("Per cent"), _("Category"), number="0.0"),
        (parity_facts.BY_CATEGORY,),
        tuple(filter(None, said)),
        scope_name(view),
    )


def _supposed(
    run: Run,
    view: View,
    missions: tuple[str, ...] = (),
    events: tuple[str, ...] = (),
    reach: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    rotations: tuple[str, ...] = (),
    target: str = "year",
) -> _Content | None:
    """Women by category, as it is and as a reader supposed."""
    supposed = Supposed(missions, events, reach, units, rotations)
    if supposed.is_of_units and view.is_open:
        return None
    asked, words, behind = what_if_facts.asked(run, view, supposed)
    rows = run(parity_facts.SUPPOSED, view.snapshot, as_of=view.as_of, scope=view.scope, target=target, **asked)
    rows = rows[rows["from_women_fraction"].notna() & rows["to_women_fraction"].notna()]
    if rows.empty:
        return None
    series = (
        (_("As it is"), _percents(rows["from_women_fraction"]), theme.BLUE),
        (_("As supposed"), _percents(rows["to_women_fraction"]), theme.ORANGE),
        (_("Target of the year, or the 2025 minimum") if target == "year" else _("Target of {year}").format(year=target), _numbers(rows["goal_percent"]), theme.GREY),
    )  # fmt: skip
    of = _("{category}: {before} of {people}, then {after} of {then}")
    said = [
        of.format(
            category=labels.category_name(row.category, short=True),
            before=formats.count(row.from_women_count), people=formats.count(row.from_people_count),
            after=formats.count(row.to_women_count), then=formats.count(row.to_people_count),
        )
        for row in rows.itertuples()
    ]  # fmt: skip
    return _Content(
        parity_facts.supposed(rows),
        _("Women by category, as it is and as supposed"),
        Chart(tuple(labels.category_name(code, short=True) for code in rows["category"]), series, _("Per cent"), _("Category"), number="0.0"),
        (parity_facts.SUPPOSED, *behind),
        (_("Supposed: {words}.").format(words=semicolon().join(words)), _("Women of people: {list}.").format(list=semicolon().join(said))),
        scope_name(view),
    )  # fmt: skip


def _platoons(run: Run, view: View, mission: str = "", units: str = "battalions_companies") -> _Content | None:
    """Infantry units on the scale of the share of women in their engagement platoon; where none has a share, how many are in each state."""
    if women_facts.newest(run, view) is None:
        return None
    status = run(women_facts.PLATOON_STATUS, view.snapshot, as_of=view.until, units=units, mission=mission or None)
    if status.empty:
        return None
    row = status.iloc[0]
    counts = tuple(int(row[f"{code}_count"]) for code in women_labels.IN_SCOPE)
    names = tuple(labels.name(women_labels.STATUSES, code) for code in women_labels.IN_SCOPE)
    rows = run(women_facts.PLATOONS, view.snapshot, as_of=view.until, units=units, mission=mission or None)
    chart = Chart(names, ((_("Infantry units"), counts, theme.BLUE),), _("Units"), _("Engagement platoon"))
    marks = _marks(run, view, rows[rows["status"].isin(women_labels.IN_SCOPE)], chart)
    return _Content(
        women_facts.platoon_finding(row),
        _("Engagement platoons"),
        marks or chart,
        (women_facts.PLATOON_STATUS, women_facts.PLATOONS),
        (platoon_facts.missing(run, view, row, rows).replace("**", ""),),
        mission,
    )


def _marks(run: Run, view: View, units: pd.DataFrame, chart: Chart) -> Marks | None:
    """A mark of each unit of which a share is told, in the rows of its mission; None where none is. Frame: engagement_platoon_units in scope."""
    known = platoon_facts.marks(run, view, units)
    rows, series, top = [], dict[str, list[tuple[float, float, str]]](), 0.0
    for row in platoon_charts.of_missions(known):
        if row.lanes:
            rows.append((row.head, top + len(row.lanes) / 2))
        for lane, drawn in enumerate(row.lanes):
            for share, at in drawn:
                mark = (share, top + lane + 0.5, known[at].unit.removeprefix(f"{known[at].mission}-"))
                series.setdefault(known[at].status, []).append(mark)
        top += len(row.lanes)
    if not series:
        return None
    (_called, numbers, _colour), *_rest = chart.series
    counts = [f"{name}{colon()}{formats.count(n)}" for name, n in zip(chart.categories, numbers, strict=True)]
    colours = {"meets": theme.BLUE, "below": theme.ORANGE}
    asked = float(units["asked_percent"].iloc[0])
    return Marks(
        tuple(rows),
        top,
        tuple(
            (labels.name(women_labels.STATUSES, code), colours[code], tuple(series[code]))
            for code in colours
            if code in series
        ),
        asked,
        _("{share} % asked for").format(share=f"{asked:.0f}"),
        _("Women in the platoon, per cent"),
        _("Infantry units: {list}.").format(list=semicolon().join(counts)),
        chart,
    )


def _state(run: Run, view: View, iso3: str) -> _Content | None:
    """One state: its people and missions, and its women by category."""
    states = run(brief_words.STATES, view.snapshot, as_of=view.as_of, scope=view.scope)
    own = states[states["iso3"] == iso3]
    if own.empty or pd.isna(own["people_count"].iloc[0]):
        return None
    row, called = next(own.itertuples()), naming.states(run, view).get(iso3, iso3)
    words = ngettext("{name}: {n} person deployed", "{name}: {n} people deployed", int(row.people_count))
    title = words.format(name=called, n=formats.count(row.people_count))
    if row.people_count and pd.notna(row.women_count):
        title = _("{people}, {women} of them women").format(people=title, women=formats.women_of(row))
    rows = tuple(brief_words.parity_rows(run, view, iso3))
    heads = (_("Category"), _("Women of people"), _("Share"), _("Target"), _("More women, by replacement"))
    none = (_("No category of ten people or more"), "", "", "", "")
    return _Content(
        title,
        _("Women by category, of ten people or more"),
        Table(heads, rows or (none,), (0.34, 0.18, 0.12, 0.16, 0.2)),
        (brief_words.STATES, brief_words.MISSIONS, brief_words.PARITY),
        tuple(text for (text,) in brief_words.mission_rows(run, view, iso3)[:2]),
        scope_name(view),
        about=(("state", (iso3,)),),
    )


def _mission(run: Run, view: View, mission: str) -> _Content | None:
    """One mission: its contributors with the most people, all others together."""
    months = run(MONTH, view.snapshot, as_of=view.as_of, scope=view.scope)
    own = months[months["mission"] == mission]
    if own.empty:
        return None
    row = next(own.itertuples())
    states = run(CONTRIBUTORS, view.snapshot, mission=mission, as_of=view.as_of)
    states = states[states["people_count"].fillna(0) > 0].sort_values("people_count", ascending=False, kind="stable")
    called, first = naming.states(run, view), states.head(ROWS)
    bars = [(called.get(one.iso3, one.iso3), int(one.people_count)) for one in first.itertuples()]
    if others := states.iloc[ROWS:]["people_count"].tolist():
        bars.append((_("{n} others").format(n=len(others)), int(sum(others))))
    words = ngettext("{mission}: {people} people of {n} state", "{mission}: {people} people of {n} states", len(states))
    title = words.format(mission=row.mission, people=formats.count(row.people_count), n=formats.count(len(states)))
    if pd.notna(row.women_count):
        title = _("{people}, {women} of them women").format(people=title, women=formats.women_of(row))
    chart = Chart(
        tuple(called for called, _n in bars),
        ((_("People"), tuple(n for _called, n in bars), theme.BLUE),),
        _("People"),
        _("Contributor"),
        "rows",
    )
    about = (("mission", mission_facts.names(run, view, mission)),)
    figure = _("Contributors of {mission}").format(mission=row.mission)
    return _Content(title, figure, chart, (MONTH, CONTRIBUTORS), about=about)


def _numbers(values: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if pd.isna(value) else float(value) for value in values)


def _percents(fractions: pd.Series) -> tuple[float | None, ...]:
    return tuple(formats.rounded(value) for value in fractions)


KINDS: dict[str, Callable[..., _Content | None]] = {
    "gaps": _gaps, "readiness": _curve, "regions": _regions, "parity": _parity, "supposed": _supposed, "platoons": _platoons, "state": _state, "mission": _mission,
}  # fmt: skip
MAIN = ("gaps", "readiness", "regions", "parity", "platoons", "announced")  # those that are of no state and no mission
KINDS |= roster_slides.KINDS | scenario_slides.KINDS
