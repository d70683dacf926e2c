"""Notes to hand over, from the same figures and sentences as the slides: force generation on two pages, women on one."""

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.capabilities import labels as capability_labels
from pages.deployments import event_facts
from pages.kit import formats, labels, naming, sources
from pages.kit.text import _
from pages.kit.view import Run, View, Wanted, file_start, scope_name
from pages.outreach import facts as outreach_facts
from pages.parity import facts as parity_facts
from pages.records import note_facts
from pages.reports import labels as report_labels
from pages.reports import papers, pledge_files, slides, writers
from pages.reports.papers import WIDTH, Block, Paper
from pages.reports.slides import Marks, Slide, Table
from pages.women import facts as women_facts

FORCE, WOMEN = "force-generation-note", "women-peace-and-security-note"


def is_there(run: Run, view: View, kind: str) -> bool:
    """Whether this view has the figures of a note: that of force generation needs levels."""
    return kind == WOMEN or capability_facts.export(run, view) is not None


def note(run: Run, view: View, kind: str, ending: str) -> bytes:
    """A note as a file: docx or pdf."""
    return writers.written(NOTES[kind](run, view), ending)


def file_name(run: Run, view: View, kind: str, ending: str) -> str:
    """Name of a note as a file, with the day that its figures are of."""
    day = capability_facts.export(run, view) if kind == FORCE else view.as_of
    restricted = ["RESTRICTED"] if _is_restricted(run, view, kind) else []
    scope = [view.scope] if kind == WOMEN else []
    return file_start(view) + "-".join([kind, str(day), *scope, view.snapshot.version, *restricted]) + f".{ending}"


def force(run: Run, view: View) -> Paper:
    """Gaps, what could deploy by when, the Rapid Deployment Level by region, and what the newest export changed. Only where there is one."""
    shown = [slides.slide(run, Wanted(kind, view)) for kind in ("gaps", "readiness", "regions")]
    made = [one for one in shown if one is not None]
    export = capability_facts.export(run, view)
    written: set[str] = set()
    changes = capability_facts.readiness(run, view).changes.replace("**", "")
    head = _("{note}. Roster export of {day}; issued on {today}.").format(
        note=_(report_labels.NOTES[FORCE]), day=formats.day(export), today=formats.day(view.today)
    )
    return Paper(
        view.marked(_(report_labels.NOTES[FORCE])),
        view.marked(_(report_labels.NOTES[FORCE])),
        head,
        _marks(run, view, FORCE),
        [formats.sentence(text) for text in (*(one.title for one in made), changes) if text],
        [
            *(block for one in made for block in _blocks(one, written)),
            *_changed(run, view),
            *_noted(run, view, FORCE, ("capability", None)),
        ],
        sources.line(run, view, capability_facts.STAGE, slides.CURVE, slides.DIVERSITY, capability_facts.CHANGE),
        pages=2,
    )


def women(run: Run, view: View) -> Paper:
    """The five categories, how many contributors reach each target, platoons, and what to ask before which rotation."""
    parity = run(parity_facts.BY_CATEGORY, view.snapshot, as_of=view.as_of, scope=view.scope)
    rows = parity_facts.missing(parity)
    table = [
        (
            row.name,
            _("{women} of {people}").format(women=formats.count(row.women_count), people=formats.count(row.people_count))
            if pd.notna(row.people_count) else _("not reported"),
            row.share, outreach_facts.target_of(goal), row.target_2028,
            formats.count(row.more_women_by_replacement), formats.count(row.more_women_2028_by_replacement),
        )
        for row, goal in zip(rows.itertuples(index=False), parity.itertuples(), strict=True)
    ]  # fmt: skip
    heads = (
        _("Category"), _("Women of people"), _("Share"), _("Target"), _("2028"), _("More women, by replacement"), _("To 2028"),
    )  # fmt: skip
    reach = [
        parity_facts.of_contributors(large, code)
        for code in parity.loc[parity["people_count"].notna(), "category"]
        if code != parity_facts.JUSTICE and len(large := parity_facts.contributors(run, view, code)[0])
    ]
    blocks = [
        Block(_("Women against the parity targets"), heads, (4.0, 3.0, 2.0, 2.8, 1.6, 2.6, 2.0), table),
        Block(_("Contributors at or above the target, of ten people or more"), (), (WIDTH,), [(f"{text}.",) for text in reach]),
    ]  # fmt: skip
    platoons = slides.slide(run, Wanted("platoons", view))
    names = [parity_facts.BY_CATEGORY, parity_facts.BY_CONTRIBUTOR]
    if platoons is not None:
        blocks += [*_blocks(platoons, set()), *_rotations(run, view)]
        names += [women_facts.PLATOON_STATUS, women_facts.PLATOONS]
    blocks += _noted(run, view, WOMEN)
    said = [parity_facts.furthest(parity), parity_facts.justice(run, view, parity, is_handed_over=True)]
    if platoons is not None:
        said.append(platoons.title)
    head = _("Figures as of {day}, {scope}; issued on {today}.").format(
        day=formats.day(view.as_of), scope=scope_name(view), today=formats.day(view.today)
    )
    return Paper(
        view.marked(_(report_labels.NOTES[WOMEN])),
        view.marked(_(report_labels.NOTES[WOMEN])),
        head,
        _marks(run, view, WOMEN),
        [formats.sentence(text) for text in said if text],
        [block for block in blocks if block.rows],
        sources.line(run, view, *names),
    )


def _blocks(one: Slide, written: set[str]) -> list[Block]:
    """A slide as a table of the same numbers, and what it says besides and is not `written` yet."""
    if isinstance(one.shown, Table):
        titles, rows, widths = one.shown.heads, list(one.shown.rows), [WIDTH * share for share in one.shown.widths]
    else:
        chart = one.shown.counts if isinstance(one.shown, Marks) else one.shown
        heads = [called for called, _values, _colour in chart.series]
        titles = (chart.over, *(heads if len(heads) > 1 else [chart.unit]))
        rows = [
            (called, *(_number(values[place], chart.number) for _called, values, _colour in chart.series))
            for place, called in enumerate(chart.categories)
        ]
        widths = [6.0, *[(WIDTH - 6.0) / len(chart.series)] * len(chart.series)]
    # What is set aside of a file stands once, under the first table that it could change.
    said = [(text,) for text in one.said if text not in written]
    written.update(one.said)
    return [Block(one.figure, titles, tuple(widths), rows), *([Block("", (), (WIDTH,), said)] if said else [])]


def _number(value: float | None, pattern: str) -> str:
    if value is None:
        return _("not reported")
    return formats.written(f"{value:.1f} %") if pattern == "0.0" else formats.count(value)


def _changed(run: Run, view: View) -> list[Block]:
    """What the newest export changed, unit by unit; nothing where there is no earlier one."""
    days = capability_facts.exports(run, view)
    if len(days) < 2:
        return []
    units = run(capability_facts.CHANGE, view.snapshot, from_export=days[1], to_export=days[0])
    called = {code: place for place, code in enumerate(capability_facts.MAIN_CHANGES)}
    units = units[units["change"].isin(called)].sort_values(
        "change", key=lambda codes: codes.map(called), kind="stable"
    )
    rows = [
        (labels.name(capability_labels.CHANGES, row.change), _(row.country_name), _(row.capability_name), row.unit_id)
        for row in units.fillna(formats.DASH).itertuples()
    ]
    head = _("What changed since the export of {day}").format(day=formats.day(pd.Timestamp(days[1])))
    heads = (_("Change"), _("Member State"), _("Capability"), _("Unit"))
    return [Block(head, heads, (3.0, 5.0, 6.0, 4.0), rows, whole=False)] if rows else []


def _noted(run: Run, view: View, kind: str, *subjects: tuple[str, None]) -> list[Block]:
    """What people noted on the month, and on these subjects; of what is restricted nothing where the note is open."""
    month = ("month", (view.as_of.isoformat(),))
    rows = note_facts.in_file(run, view, _is_restricted(run, view, kind), [month, *subjects])
    return [papers.noted(rows)] if rows else []


def _rotations(run: Run, view: View) -> list[Block]:
    """Units that rotate in the next twelve months, the soonest first, with what to ask for; those that go home for good are left out."""
    chosen = {"as_of": view.until, "units": "battalions_companies", "mission": None}
    units, _first, _last = women_facts.rotations(run, view, chosen)
    if units.empty:
        return []
    units = units[[not is_silent for is_silent in event_facts.is_silent(run, view, units, "contingent_troops")]]
    states = naming.states(run, view)
    rows = [
        (
            formats.day(row.rotates_out),
            _asked_by(view, row.ask_by),
            f"{row.unit_id} ({row.mission})",
            states.get(row.iso3, row.iso3),
            women_facts.platoon_ask(row),
        )
        for row in units.itertuples()
    ]
    heads = (_("Leaves on"), _("Ask by"), _("Unit"), _("Member State"), _("To ask for"))
    return [Block(_("What to ask before which rotation"), heads, (3.2, 3.2, 4.0, 4.0, 3.6), rows, whole=False)]


def _asked_by(view: View, day: pd.Timestamp) -> str:
    """The day by which a rotation is asked, and whether that is past."""
    return _("{day} (past)").format(day=formats.day(day)) if day.date() < view.today else formats.day(day)


def _is_restricted(run: Run, view: View, kind: str) -> bool:
    """Whether a note holds what may not be passed on: levels always, women where returns of units stand in it."""
    return kind == FORCE or (women_facts.newest(run, view) is not None)


def _marks(run: Run, view: View, kind: str) -> list[str]:
    restricted = [_("RESTRICTED: not to be passed on.")] if _is_restricted(run, view, kind) else []
    return [*pledge_files.exercise(view), *restricted]


NOTES = {FORCE: force, WOMEN: women}
