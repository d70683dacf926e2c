"""The Country brief: one page in Word to hand over. Deployments and parity, pledges with status, asks with the guide's section.

What does not fit on the page is counted on it, never cut short: every row that is printed is printed whole.
"""

import io
import textwrap
import zipfile
from collections.abc import Iterable
from typing import Any

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.capabilities import labels as capability_labels
from pages.deployments import facts as deployment_facts
from pages.kit import formats, labels, naming, sources
from pages.kit.text import _, ngettext
from pages.kit.view import Run, View, file_start, scope_name
from pages.outreach import facts as outreach_facts
from pages.pledges import facts as pledge_facts
from pages.reports import pledge_files
from pages.women import facts as women_facts

MISSIONS = "country_missions"
PARITY = "parity_by_contributor"
STATES = "deployment_by_state"
WIDTH = 18.0  # cm between the margins of A4
PARITY_WIDTHS, PLEDGE_WIDTHS = (6.0, 3.0, 2.4, 2.6, 4.0), (4.0, 9.8, 4.2)
ASK_WIDTHS, UNIT_WIDTHS, WOMEN_WIDTHS = (8.4, 4.6, 5.0), (7.0, 5.5, 5.5), (5.6, 7.4, 5.0)
LINES = 75  # lines of the letters below on one page
LETTER = 0.19  # cm that a letter takes at most, on average
POINTS = 8.5


def brief(run: Run, view: View, iso3: str) -> bytes:
    """The brief of one state as a Word file of one page."""
    return _written(run, view, _row(run, view, iso3))


def _row(run: Run, view: View, iso3: str) -> pd.Series:
    """What outreach knows of a state; its name alone where it is not released for this view, or no Member State."""
    states = outreach_facts.states(run, view, outreach_facts.entries(view))
    rows = states[states["iso3"] == iso3]
    if len(rows):
        return rows.iloc[0]
    return pd.Series(
        {
            "iso3": iso3,
            "name": naming.states(run, view).get(iso3, iso3),
            "requirement_ids": None,
            "additional_ids": None,
        }
    )


def _written(run: Run, view: View, row: pd.Series) -> bytes:
    import docx
    from docx.shared import Cm, Pt

    from pages.reports import word

    iso3, page = row["iso3"], docx.Document()
    part = page.sections[0]
    part.page_width, part.page_height = Cm(21), Cm(29.7)
    part.left_margin = part.right_margin = Cm(1.5)
    part.top_margin = part.bottom_margin = Cm(1.3)
    page.core_properties.title = view.marked(f"{_('Country brief')}: {row['name']}")
    page.core_properties.author = page.core_properties.comments = ""
    plain = page.styles["Normal"]
    plain.font.size, plain.paragraph_format.space_after = Pt(POINTS), Pt(2)
    for level, size in ((1, 15), (2, 10.5)):
        style = page.styles[f"Heading {level}"]
        style.font.size, style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(size),
            Pt(4),
            Pt(2),
        )
    units, returned = roster(run, view, iso3), women_facts.rows(run, view, iso3)
    marks = pledge_files.exercise(view)
    if units is not None or returned or _unannounced(run, view, iso3):
        marks.append(_("RESTRICTED: holds levels, renewals or returns of units. Not to be passed on."))
    for mark in marks:
        page.add_paragraph().add_run(mark).bold = True
    state = run("countries", view.snapshot).set_index("iso3").loc[iso3]
    page.add_heading(view.marked(row["name"]), 1)
    page.add_paragraph(f"{_('Country brief')} · {deployment_facts.belongs(state)}")
    sources = _sources(run, view)
    used = len(marks) + 4 + _lines(sources, WIDTH) + 6

    page.add_heading(_("Deployed on {day}, {scope}").format(day=formats.day(view.as_of), scope=scope_name(view)), 2)
    sentence, parity = deployed(run, view, iso3, row["name"])
    page.add_paragraph(sentence)
    used += _lines(sentence, WIDTH)
    if parity:
        heads = (_("Women by category"), _("Women of people"), _("Share"), _("Target"), _("More women, by replacement"))
        word.fill(word.grid(page, heads, PARITY_WIDTHS), parity, PARITY_WIDTHS)
        used += _height([heads, *parity], PARITY_WIDTHS)

    blocks = [
        (_("Pledged"), (_("Ministerial"), _("In its own words"), _("Status")), PLEDGE_WIDTHS, pledged(run, view, iso3), _("No pledge of it is in the ledger: none was found printed.")),
        (_("Could be asked for"), (_("Ask"), _("How to ask"), _("In the guide")), ASK_WIDTHS, asked(run, view, row), _("Nothing that it deploys or pledged points to one ask more than to another.")),
    ]  # fmt: skip
    if units is not None:
        blocks.append((_("Units in the PCRS"), (_("Capability"), _("Level"), _("Renewal")), UNIT_WIDTHS, units, _("None in the export.")))  # fmt: skip
    if returned:
        blocks.append(
            (_("Women in its units"), (_("Unit"), _("In its last return"), _("To ask for")), WOMEN_WIDTHS, returned, "")
        )
    counts = fitting([block[3] for block in blocks], [block[2] for block in blocks], LINES - used - 3 * len(blocks))
    for (head, titles, widths, rows, none), shown in zip(blocks, counts, strict=True):
        page.add_heading(f"{head} ({len(rows)})" if rows else head, 2)
        if not rows:
            page.add_paragraph(none)
            continue
        if shown:
            word.fill(word.grid(page, titles, widths), rows[:shown], widths)
        if len(rows) > shown:
            more = len(rows) - shown
            page.add_paragraph(
                ngettext("{n} more on the dashboard.", "{n} more on the dashboard.", more).format(n=more)
            )
    word.small(page, sources)
    for paragraph in page.paragraphs[-1:]:
        paragraph.runs[0].font.size = Pt(7.5)
    for table in page.tables:
        for cell in (cell for line in table.rows for cell in line.cells):
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _lines(text: str, width: float) -> int:
    return max(1, len(textwrap.wrap(text, max(4, int((width - 0.4) / LETTER)))))


def _height(rows: Iterable[tuple], widths: tuple) -> int:
    return sum(max(_lines(text, width) for text, width in zip(row, widths, strict=True)) for row in rows)


def fitting(tables: list[list[tuple]], widths: list[tuple], lines: int) -> list[int]:
    """How many rows of each table fit into so many lines together, taking one of each in turn."""
    counts = [0] * len(tables)
    full: set[int] = set()
    while len(full) < len(tables):
        for place, (rows, width) in enumerate(zip(tables, widths, strict=True)):
            if place in full:
                continue
            tall = _height([rows[counts[place]]], width) if counts[place] < len(rows) else lines + 1
            if tall > lines:
                full.add(place)
            else:
                counts[place], lines = counts[place] + 1, lines - tall
    return counts


def deployed(run: Run, view: View, iso3: str, name: str) -> tuple[str, list[tuple]]:
    """A state's people and missions as a sentence, and a row of each category."""
    states = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope)
    row = states[states["iso3"] == iso3].iloc[0]
    if pd.isna(row["people_count"]) or not row["people_count"]:
        return deployment_facts.nobody(run, view, iso3, name), []
    missions = run(MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    missions = missions[missions["is_there"]]
    sentence = _("{people} people, {women} of them women ({share}): {missions}.").format(
        people=formats.count(row["people_count"]),
        women=formats.count(row["women_count"]),
        share=formats.share(row["women_count"], row["people_count"]),
        missions=", ".join(f"{one.mission} {formats.count(one.people_count)}" for one in missions.itertuples()),
    )
    parity = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, iso3=iso3)
    return sentence, [
        (
            labels.category_name(one.category),
            _("{women} of {people}").format(
                women=formats.count(one.women_count), people=formats.count(one.people_count)
            ),
            formats.DASH if one.is_small else formats.share(one.women_count, one.people_count),
            formats.DASH if one.is_small else outreach_facts.target_of(one),
            formats.DASH if one.is_small else formats.count(one.more_women_by_replacement),
        )
        for one in parity.itertuples()
    ]


def _unannounced(run: Run, view: View, iso3: str) -> bool:
    return not run(pledge_facts.LEDGER, view.snapshot, iso3=iso3)["is_announced"].all()


def pledged(run: Run, view: View, iso3: str) -> list[tuple]:
    """A row of each pledge: occasion, words, status with its day; no later news is said as that."""
    rows = []
    for one in run(pledge_facts.LEDGER, view.snapshot, iso3=iso3).itertuples():
        status = outreach_facts.pledge_standing(view, one)
        if not outreach_facts.has_news(view, one):
            quiet = _("{status}, no later news")
            if view.snapshot.audience == "open":
                quiet = _("{status}, no later public news")
            status = quiet.format(status=status)
        elif not pd.isna(one.status_date):
            status = f"{status}, {formats.day(one.status_date)}"
        rows.append((pledge_facts.occasion(one), one.sentence, status))
    return rows


def asked(run: Run, view: View, row: pd.Series) -> list[tuple]:
    """A row of each ask that fits: words, how to ask, section and line of the guide."""
    asks = outreach_facts.asks(run, view, row)
    ways = outreach_facts.ways(asks["way"])
    return [(_(one.ask), way, outreach_facts.guide(one)) for one, way in zip(asks.itertuples(), ways, strict=True)]


def roster(run: Run, view: View, iso3: str) -> list[tuple] | None:
    """A row of each unit in the roster; None where this view has no roster."""
    if outreach_facts.units(run, view) is None:
        return None
    units = run(capability_facts.UNITS, view.snapshot, today=view.today)
    rows = units[units["iso3"] == iso3]
    return [
        (
            capability_facts.name_or_code(one.capability_name, one.capability),
            labels.name(capability_labels.LEVELS, one.level),
            labels.name(capability_labels.RENEWALS, one.renewal),
        )
        for one in rows.itertuples()
    ]


def _sources(run: Run, view: View) -> str:
    """Where the page's figures come from, as of when, and by which data version."""
    guide = _("Asks: Pledging Guide of the 2025 Berlin Ministerial; which of them fit is this dashboard's own choice.")
    return " ".join(
        (
            sources.line(run, view, STATES, MISSIONS),
            outreach_facts.target(run, view),
            pledge_facts.collected(run, view),
            guide,
        )
    )


def file_name(view: View, iso3: str) -> str:
    """Name of a state's brief as a file."""
    return f"{file_start(view)}brief-{iso3}-{view.as_of}-{view.snapshot.version}{mark(view)}.docx"


def mark(view: View) -> str:
    """What tells a file of the restricted view from one to hand over."""
    return "" if view.is_open else "-restricted"


def bundle(run: Run, view: View, states: pd.DataFrame, progress: Any = None) -> bytes:
    """The briefs of a choice of states as one archive; `progress` is told the share done and the state."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (_place, row) in enumerate(states.iterrows(), 1):
            if progress:
                progress(done / len(states), row["name"])
            archive.writestr(file_name(view, row["iso3"]), _written(run, view, row))
    return out.getvalue()
