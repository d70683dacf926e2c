"""Slides of what is asked for: beside rosters (lines of mission requirements, a withdrawal, whom the UN relies on) and what was announced in public."""

from collections.abc import Callable
from typing import Any

from pages.capabilities import announced_facts, facts, gap_facts, labels, line_facts, loss_facts, rapid_facts
from pages.kit import formats, naming, theme
from pages.kit import labels as kit_labels
from pages.kit.text import _
from pages.kit.view import Run, View
from pages.pledges import evidence_facts
from pages.reports.slide_parts import ROWS, Chart, Content, Table
from pages.requirements import facts as requirement_facts

SHORT = 8  # capabilities with two bars each
MOST_ANNOUNCED, LONGEST = 7, 44  # capabilities of two lines each under headings of three, and letters of a name


def _lines(run: Run, view: View, edition: str = "") -> Content | None:
    """Lines that are not met, and why; of an edition, else of the newest."""
    export = facts.export(run, view)
    if export is None:
        return None
    lines = run(facts.GAP, view.snapshot, edition=edition or None, **facts.dated(view))
    title = line_facts.finding(lines)
    if not title:
        return None
    short = lines[lines["state"].isin(line_facts.JUDGED) & (lines["state"] != "met")]
    order = {
        code: place for place, code in enumerate(("critical_gap", "not_verified", "matched_not_assessed", "partly_met"))
    }
    short = short.assign(place_of_state=short["state"].map(order)).sort_values(["place_of_state", "line"])
    first = short.head(5)  # a reason takes up to four lines
    rows = [
        (row.line, row.mission, called, kit_labels.name(labels.LINES, row.state), line_facts.why(row))
        for row, called in zip(first.itertuples(), facts.names_or_codes(first, "capability"), strict=True)
    ]
    said = [facts.basis(run, view, lines["edition_date"].dropna().max())]
    if len(short) > len(first):
        said.insert(0, _("The first {n} of {all} lines that are not met.").format(n=len(first), all=len(short)))
    heads = (_("Line"), _("Mission"), _("Capability"), _("State"), _("Why"))
    none = ("", "", _("Each line is met"), "", "")
    return Content(
        title, _("Lines of mission requirements"), Table(heads, tuple(rows) or (none,), (0.07, 0.08, 0.19, 0.16, 0.5)), (facts.GAP,), tuple(said), day=export
    )  # fmt: skip


def _asked(run: Run, view: View, question: Any) -> Content | None:
    """What a withdrawal does to what is asked for, before and after."""
    export = facts.export(run, view)
    if export is None:
        return None
    before, after = loss_facts.demand(run, view, question)
    if before.empty:
        return None
    changed = loss_facts.changed(run, view, before, after)
    rows = [
        (row.line, row.mission, row.capability, formats.count(row.quantity), formats.count(row.covered), formats.count(row.covered_after))
        for row in changed.head(ROWS).itertuples()
    ]  # fmt: skip
    said = [_("The first {n} of {all} that would stand elsewhere.").format(n=ROWS, all=len(changed))] if len(changed) > ROWS else []  # fmt: skip
    heads = (_("Line"), _("Mission"), _("Capability"), _("Required"), _("Covered"), _("Covered then"))
    none = ("", "", _("Nothing that is asked for would stand elsewhere."), "", "", "")
    return Content(
        loss_facts.finding(before, after), _("What if: what is asked for, before and after"),
        Table(heads, tuple(rows) or (none,), (0.17, 0.13, 0.34, 0.11, 0.11, 0.14)), (loss_facts.MATCHED,), tuple(said),
        rapid_facts.words(run, view, question), export,
    )  # fmt: skip


def _short(run: Run, view: View, question: Any) -> Content | None:
    """Units that each capability is short of, as it is and where something drops out: those that change most."""
    export = facts.export(run, view)
    if export is None:
        return None
    before, after = loss_facts.demand(run, view, question)
    short = loss_facts.short(before, after)
    if short.empty:
        return None
    moved = short[short["short"] != short["short_after"]]
    first = (moved if len(moved) else short).head(SHORT)
    of = _("The {n} capabilities that change most, of {all}.") if len(moved) > SHORT else ""
    chart = Chart(
        tuple(naming.capabilities(run, view).get(code, code) for code in first["capability"]),
        (
            (_("Not covered, as it is"), tuple(float(number) for number in first["short"]), theme.BLUE),
            (_("Not covered, as asked"), tuple(float(number) for number in first["short_after"]), theme.ORANGE),
        ),
        _("Units"),
        _("Capability"),
        "rows",
    )
    return Content(
        loss_facts.finding(before, after), _("What if: capability gaps, before and after"), chart, (loss_facts.MATCHED,),
        tuple(filter(None, [of.format(n=SHORT, all=len(moved)), _("Not covered: asked for, less what serves it and available units that can be matched to it.")])),
        rapid_facts.words(run, view, question), export, (("capability", tuple(first["capability"])),),
    )  # fmt: skip


def _relaxed(run: Run, view: View, edition: str = "", code: str = "") -> Content | None:
    """Lines that would stand elsewhere if no line asked for one condition, before and after."""
    export = facts.export(run, view)
    if export is None or code not in labels.RELAXED:
        return None
    before, after = (
        run(facts.GAP, view.snapshot, edition=edition or None, **facts.dated(view)),
        line_facts.relaxed(run, view, edition, code),
    )
    changed = line_facts.changed(before, after)
    rows = [
        (row.line, row.mission, row.capability, row.state, row.state_after, formats.count(row.matched), formats.count(row.matched_after))
        for row in changed.head(ROWS).itertuples()
    ]  # fmt: skip
    heads = (_("Line"), _("Mission"), _("Capability"), _("State"), _("State then"), _("Matched"), _("Matched then"))
    none = ("", "", _("No line would stand elsewhere."), "", "", "", "")
    return Content(
        line_facts.relaxed_finding(before, after, code), _("What if lines asked for less, before and after"),
        Table(heads, tuple(rows) or (none,), (0.08, 0.08, 0.27, 0.19, 0.19, 0.09, 0.1)), (facts.GAP,),
        (facts.basis(run, view, before["edition_date"].dropna().max()),),
        _("no line asks for {condition}").format(condition=_(labels.RELAXED[code])), export,
    )  # fmt: skip


def _reliance(run: Run, view: View) -> Content | None:
    """Units asked for that nobody else could cover, by contributor."""
    export = facts.export(run, view)
    if export is None:
        return None
    states = loss_facts.reliance(run, view)
    first = loss_facts.drawn(states, ROWS)
    if first.empty:
        return None
    called = naming.states(run, view)
    chart = Chart(
        tuple(called.get(code, code) for code in first["iso3"]),
        (
            (
                _("Units asked for, nobody else available"),
                tuple(float(number) for number in first["lost_count"]),
                theme.BLUE,
            ),
        ),
        _("Units"),
        _("Member State"),
        "rows",
    )
    said = (_("This is how much the United Nations depends on a state, not how well the state does. Equal states stand in UN order."),)  # fmt: skip
    return Content(loss_facts.reliance_finding(run, view, states), _("Whom the UN relies on"), chart, (loss_facts.LOSS,), said, day=export)  # fmt: skip


def _announced(run: Run, view: View, by: str = "ministerial") -> Content | None:
    """Capabilities asked for in units with the most pledges announced in public, by Ministerial or by regional group."""
    asked = announced_facts.in_units(run(gap_facts.ANNOUNCED, view.snapshot, as_of=view.until))
    by_meeting = announced_facts.announced(run, view, asked, "ministerial")
    number = announced_facts.pledges(by_meeting)[::-1]
    number = number[number > 0]
    if number.empty:
        return None
    first = list(number.index[:MOST_ANNOUNCED])
    cells = announced_facts.consistent(run, view, asked, by)
    cells = cells[cells["ask_group"].isin(first)]
    filled = set(cells.loc[cells["pledge_count"] > 0, "code"])
    places = {code: name for code, name in requirement_facts.places(cells).items() if code in filled}
    names = requirement_facts.grouped(run, view)
    told = {(row.ask_group, row.code): announced_facts.cell(row) or formats.DASH for row in cells.itertuples()}
    rows = tuple(
        (requirement_facts.shortened(names.get(group, group), LONGEST), *(told[group, code] for code in places))
        for group in first
    )
    said = [
        announced_facts.legend(cells),
        _("{dash}: none found in the public list, which is partial: no fact about a state or region.").format(dash=formats.DASH),
        evidence_facts.coverage(run, view),
        _("Announced is not registered."),
    ]  # fmt: skip
    if len(number) > MOST_ANNOUNCED:
        said.insert(0, _("The {n} announced most often of {all}.").format(n=MOST_ANNOUNCED, all=len(number)))
    title = _("Pledges announced in public, by Ministerial")
    if by == "regional_group":
        title = _("Pledges announced in public, by regional group")
    widths = (0.22, *[0.78 / len(places)] * len(places))
    said = [" ".join(filter(None, said))]  # one paragraph: lines are few under a table
    return Content(
        announced_facts.finding(run, view, by_meeting), title, Table((_("Capability"), *places.values()), rows, widths),
        (requirement_facts.CONSISTENT,), tuple(said), about=(("capability", tuple(cells["capability"].dropna().unique())),),
    )  # fmt: skip


KINDS: dict[str, Callable[..., Content | None]] = {
    "lines": _lines,
    "asked": _asked,
    "short": _short,
    "relaxed": _relaxed,
    "reliance": _reliance,
    "announced": _announced,
}
