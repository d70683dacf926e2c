"""The Country brief: one page in Word to hand over. Deployments and parity, pledges with status, asks with the guide's section.

What does not fit on the page is counted on it, never cut short: every row that is printed is printed whole.
"""

import io
import textwrap
import zipfile
from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from pages.capabilities import labels as capability_labels
from pages.deployments import facts as deployment_facts
from pages.kit import formats, labels, naming, sources
from pages.kit.cache import run
from pages.kit.text import _, ngettext
from pages.kit.view import View, file_start, scope_name
from pages.outreach import facts as outreach_notes
from pages.pledges import facts as pledge_notes
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
LEVELS = ("level_1", "assessed", "level_3", "rdl", "selected")  # statuses that tell a state's level


def parity_line(row: Any) -> str:
    """Return the women of a state's people in one category, with the target and how many more it takes."""
    told = _("{women} of {people}").format(women=formats.count(row.women_count), people=formats.count(row.people_count))
    line = f"{labels.category_name(row.category)}: {told}"
    if row.is_small:
        return line + _(" (under ten people: no percentage)")
    line += f" ({formats.share(row.women_count, row.people_count)}), {_('target')} {target(row)}"
    more = row.more_women_by_replacement
    if pd.isna(more) or not more:
        return line
    return f"{line}: " + ngettext("{n} more woman, by replacement", "{n} more women, by replacement", int(more)).format(n=formats.count(more))  # fmt: skip


def target(row: Any) -> str:
    """Return the target of a category's year, or the 2025 minimum, said as such."""
    if row.target_status == "not found":
        return _("{percent} (2025 minimum)").format(percent=formats.percent(row.minimum_2025_percent))
    return f"{formats.percent(row.target_percent)} ({row.target_year})"


def brief(view: View, iso3: str) -> bytes:
    """Return the brief of one state as a Word file of one page."""
    return _written(view, _row(view, iso3))


def _row(view: View, iso3: str) -> pd.Series | None:
    """Return what outreach knows of a state; None where it is not released for this view, or no Member State."""
    found = outreach_notes.states(view, outreach_notes.entries(view))
    found = found[found["iso3"] == iso3]
    if len(found):
        return found.iloc[0]
    return pd.Series({"iso3": iso3, "name": naming.states(run, view).get(iso3, iso3), "requirement_ids": None, "additional_ids": None})  # fmt: skip


def _written(view: View, row: pd.Series) -> bytes:
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
    held, returned = roster(view, iso3), women_facts.rows(run, view, iso3)
    marks = pledge_files.exercise(view)
    if held is not None or returned or _unannounced(view, iso3):
        marks.append(_("RESTRICTED: holds levels, renewals or returns of units. Not to be passed on."))
    for mark in marks:
        page.add_paragraph().add_run(mark).bold = True
    state = run("countries", view.snapshot).set_index("iso3").loc[iso3]
    page.add_heading(view.marked(row["name"]), 1)
    page.add_paragraph(f"{_('Country brief')} · {deployment_facts.belongs(state)}")
    sources = _sources(view)
    used = len(marks) + 4 + _lines(sources, WIDTH) + 6

    page.add_heading(_("Deployed on {day}, {scope}").format(day=formats.day(view.as_of), scope=scope_name(view)), 2)
    told, parity = deployed(view, iso3, row["name"])
    page.add_paragraph(told)
    used += _lines(told, WIDTH)
    if parity:
        heads = (_("Women by category"), _("Women of people"), _("Share"), _("Target"), _("More women, by replacement"))
        word.fill(word.grid(page, heads, PARITY_WIDTHS), parity, PARITY_WIDTHS)
        used += _height([heads, *parity], PARITY_WIDTHS)

    blocks = [
        (_("Pledged"), (_("Ministerial"), _("In its own words"), _("Status")), PLEDGE_WIDTHS, pledged(view, iso3), _("No pledge of it is in the ledger: none was found printed.")),
        (_("Could be asked for"), (_("Ask"), _("How to ask"), _("In the guide")), ASK_WIDTHS, asked(view, row), _("Nothing that it deploys or pledged points to one ask more than to another.")),
    ]  # fmt: skip
    if held is not None:
        blocks.append((_("Units in the PCRS"), (_("Capability"), _("Level"), _("Renewal")), UNIT_WIDTHS, held, _("None in the export.")))  # fmt: skip
    if returned:
        blocks.append(
            (_("Women in its units"), (_("Unit"), _("In its last return"), _("To ask for")), WOMEN_WIDTHS, returned, "")
        )
    kept = fitting([block[3] for block in blocks], [block[2] for block in blocks], LINES - used - 3 * len(blocks))
    for (head, titles, widths, rows, none), shown in zip(blocks, kept, strict=True):
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
    """Return how many rows of each table fit into so many lines together, taking one of each in turn."""
    kept = [0] * len(tables)
    full: set[int] = set()
    while len(full) < len(tables):
        for place, (rows, width) in enumerate(zip(tables, widths, strict=True)):
            if place in full:
                continue
            tall = _height([rows[kept[place]]], width) if kept[place] < len(rows) else lines + 1
            if tall > lines:
                full.add(place)
            else:
                kept[place], lines = kept[place] + 1, lines - tall
    return kept


def deployed(view: View, iso3: str, name: str) -> tuple[str, list[tuple]]:
    """Return a state's people and missions as a sentence, and a row of each category."""
    found = run(STATES, view.snapshot, as_of=view.as_of, scope=view.scope)
    row = found[found["iso3"] == iso3].iloc[0]
    if pd.isna(row["people_count"]) or not row["people_count"]:
        return deployment_facts.nobody(run, view, iso3, name), []
    missions = run(MISSIONS, view.snapshot, iso3=iso3, as_of=view.as_of, scope=view.scope)
    missions = missions[missions["is_there"]]
    told = _("{people} people, {women} of them women ({share}): {missions}.").format(
        people=formats.count(row["people_count"]), women=formats.count(row["women_count"]),
        share=formats.share(row["women_count"], row["people_count"]),
        missions=", ".join(f"{one.mission} {formats.count(one.people_count)}" for one in missions.itertuples()),
    )  # fmt: skip
    parity = run(PARITY, view.snapshot, as_of=view.as_of, scope=view.scope, iso3=iso3)
    return told, [
        (
            labels.category_name(one.category),
            _("{women} of {people}").format(
                women=formats.count(one.women_count), people=formats.count(one.people_count)
            ),
            formats.DASH if one.is_small else formats.share(one.women_count, one.people_count),
            formats.DASH if one.is_small else target(one),
            formats.DASH if one.is_small else formats.count(one.more_women_by_replacement),
        )
        for one in parity.itertuples()
    ]


def _unannounced(view: View, iso3: str) -> bool:
    return not run(pledge_notes.LEDGER, view.snapshot, iso3=iso3)["is_announced"].all()


def standing(view: View, one: Any) -> tuple[str, bool]:
    """Return where a pledge stands and whether that is news since it was announced.

    A level, and who was selected, is restricted: in the open view such a pledge reads as one of which nothing more is public.
    """
    if view.snapshot.audience == "open" and one.status in LEVELS:
        one = one._replace(status="announced")
    return pledge_notes.standing(one), one.status != "announced"


def pledged(view: View, iso3: str) -> list[tuple]:
    """Return a row of each pledge: occasion, words, status with its day; no later news is said as that."""
    rows = []
    for one in run(pledge_notes.LEDGER, view.snapshot, iso3=iso3).itertuples():
        status, is_news = standing(view, one)
        if not is_news:
            quiet = _("{status}, no later news")
            if view.snapshot.audience == "open":
                quiet = _("{status}, no later public news")
            status = quiet.format(status=status)
        elif not pd.isna(one.status_date):
            status = f"{status}, {formats.day(one.status_date)}"
        rows.append((pledge_notes.occasion(one), one.sentence, status))
    return rows


def asked(view: View, row: pd.Series) -> list[tuple]:
    """Return a row of each ask that fits: words, how to ask, section and line of the guide."""
    found = outreach_notes.asks(view, row)
    ways = outreach_notes.ways(found["way"])
    return [(_(one.ask), way, outreach_notes.guide(one)) for one, way in zip(found.itertuples(), ways, strict=True)]


def roster(view: View, iso3: str) -> list[tuple] | None:
    """Return a row of each unit in the roster; None where this view has no roster."""
    if outreach_notes.units(view) is None:
        return None
    found = run("roster_units", view.snapshot, today=view.today)
    rows = found[found["iso3"] == iso3]
    return [
        (
            _(one.capability_name) if isinstance(one.capability_name, str) else one.capability,
            labels.name(capability_labels.LEVELS, one.level),
            labels.name(capability_labels.RENEWALS, one.renewal),
        )
        for one in rows.itertuples()
    ]


def _sources(view: View) -> str:
    """Return where the page's figures come from, as of when, and by which data version."""
    guide = _("Asks: Pledging Guide of the 2025 Berlin Ministerial; which of them fit is this dashboard's own choice.")
    return " ".join(
        (
            sources.line(run, view, STATES, MISSIONS),
            outreach_notes.target(view),
            pledge_notes.collected(run, view),
            guide,
        )
    )


def file_name(view: View, iso3: str) -> str:
    """Return the name of a state's brief as a file."""
    return f"{file_start(view)}brief-{iso3}-{view.as_of}-{view.snapshot.version}{_held(view)}.docx"


def _held(view: View) -> str:
    """Return what tells a file of the restricted view from one to hand over."""
    return "-restricted" if view.snapshot.audience == "restricted" else ""


def offer(view: View, iso3: str, name: str) -> None:
    """Offer the brief of one state."""
    st.download_button(
        _("Country brief (Word)"), lambda: brief(view, iso3), file_name(view, iso3), pledge_files.WORD, key=f"brief_{iso3}",
        on_click="ignore", help=_("One page on {name}, to hand over").format(name=name),
    )  # fmt: skip


def bundle(view: View, found: pd.DataFrame, progress: Any = None) -> bytes:
    """Return the briefs of a choice of states as one archive; `progress` is told the share done and the state."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (_place, row) in enumerate(found.iterrows(), 1):
            if progress:
                progress(done / len(found), row["name"])
            archive.writestr(file_name(view, row["iso3"]), _written(view, row))
    return out.getvalue()


def batch(view: View, found: pd.DataFrame) -> None:
    """Offer the briefs of all states of the choice as one archive, made when asked for."""
    st.header(_("Briefs of these states"))
    n = len(found)
    st.markdown(
        ngettext("A brief of one page for {n} state.", "A brief of one page for each of {n} states.", n).format(n=n)
    )
    # What was made for another choice, month or version is not offered for this one.
    key = (view, tuple(found["iso3"]))
    if st.button(_("Make the briefs"), key="make_briefs"):
        bar = st.progress(0.0)
        st.session_state["briefs"] = key, bundle(view, found, lambda share, name: bar.progress(share, text=name))
        bar.empty()
    made = st.session_state.get("briefs")
    if made and made[0] == key:
        name = f"{file_start(view)}briefs-{len(found)}-{view.as_of}-{view.snapshot.version}{_held(view)}.zip"
        st.download_button(
            ngettext("Download {n} brief (ZIP)", "Download {n} briefs (ZIP)", n).format(n=n), made[1], name, "application/zip",
            key="briefs_zip", on_click="ignore",
        )  # fmt: skip
