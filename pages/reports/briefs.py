"""The Country brief: one page, in Word or as PDF, that can be handed to an ambassador, and read aloud."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pandas as pd

from pages.kit import naming
from pages.kit.text import _, colon
from pages.kit.view import Run, View, file_start, mark
from pages.outreach import facts as outreach_facts
from pages.partners import facts as partner_facts
from pages.records import note_facts, reply_facts
from pages.reports import brief_words as words
from pages.reports import papers, pledge_files, writers
from pages.reports.papers import WIDTH, Block, Paper
from pages.women import facts as women_facts


def brief(run: Run, view: View, iso3: str, kind: str = "docx") -> bytes:
    """The brief of one state as a file of one page: docx or pdf."""
    return writers.written(_paper(run, view, _row(run, view, iso3)), kind)


def _row(run: Run, view: View, iso3: str) -> pd.Series:
    """What outreach knows of a state; its name alone where it is not released for this view, or no Member State."""
    states = outreach_facts.states(run, view, outreach_facts.entries(view))
    rows = states[states["iso3"] == iso3]
    if len(rows):
        return rows.iloc[0]
    name = naming.states(run, view).get(iso3, iso3)
    return pd.Series({"iso3": iso3, "name": name, "requirement_ids": None, "signals": None})


def _blocks(run: Run, view: View, iso3: str, asked: pd.DataFrame) -> list[Block]:
    """The tables of a brief that have rows, in the order in which they are read."""
    units, returned = words.unit_rows(run, view, iso3), women_facts.rows(run, view, iso3)
    blocks = [
        Block(_("To speak about"), (_("Ask"), _("Why"), _("In the guide")), (7.6, 6.0, 4.4), words.ask_rows(asked)),
        Block(_("Last said, and next"), (_("What"), _("Words"), _("Day")), (3.0, 11.5, 3.5), words.said_rows(view, iso3)),
        papers.noted(note_facts.in_file(run, view, not view.is_open, [("state", (iso3,)), ("month", (view.as_of.isoformat(),))])),
        Block(_("As stated by the Member State"), (_("On"), _("Stated")), (4.6, 13.4), reply_facts.in_file(run, view, iso3), False, 1),
        Block(_("Personnel deployed"), (), (WIDTH,), words.mission_rows(run, view, iso3)),
        Block(
            _("Women by category, of ten people or more"),
            (_("Category"), _("Women of people"), _("Share"), _("Target"), _("More women, by replacement")),
            (6.0, 3.0, 2.4, 2.6, 4.0),
            words.parity_rows(run, view, iso3),
        ),
        Block(_("Women in its units"), (_("Unit"), _("In its last return"), _("To ask for")), (5.6, 7.4, 5.0), returned or [], False),
        Block(_("Pledges"), (_("Ministerial"), _("Pledge"), _("Status")), (3.4, 7.6, 7.0), words.pledge_rows(run, view, iso3), False),
        Block("", (), (WIDTH,), [(text,) for text in filter(None, [partner_facts.in_brief(run, view, iso3)])], False),
        Block(_("Units in the PCRS"), (_("Capability"), _("Level"), _("Renewal")), (7.0, 5.5, 5.5), units or [], False),
        Block(
            _("What the Pledging Guide asks of all Member States"),
            (_("Category"), _("In the guide")),
            (11.5, 6.5),
            [] if len(asked) else words.way_rows(run, view),
        ),
        Block(_("Whom to turn to"), (_("Office"), _("For what")), (6.5, 11.5), words.turn_to()),
    ]  # fmt: skip
    return [block for block in blocks if block.rows]


def _paper(run: Run, view: View, row: pd.Series) -> Paper:
    """What the brief of one state says. Row: of outreach."""
    iso3 = row["iso3"]
    asked = outreach_facts.asks(run, view, row).head(words.ASKS)
    marks = pledge_files.exercise(view)
    if view.snapshot.state:
        marks.append(
            _(
                "RESTRICTED: the Member State's own copy. Others read it without its units, their returns and pledges not announced. Not to be passed on."
            )
        )
    elif not view.is_open:
        marks.append(
            _(
                "RESTRICTED: may hold calls, levels, renewals or returns of units, and pledges not announced. Not to be passed on."
            )
        )
    paper = Paper(
        view.marked(f"{_('Country brief')}{colon()}{row['name']}"),
        view.marked(row["name"]),
        words.head(run, view, iso3),
        marks,
        words.aloud(run, view, row, asked),
        _blocks(run, view, iso3, asked),
        words.cited(run, view, asked),
    )
    return _without_room(paper, partner_facts.in_brief(run, view, iso3))


def _without_room(paper: Paper, told: str) -> Paper:
    """A brief that says in a line where its paragraph on partnership stands, where there is room for no more, and nothing else gives way to it."""
    counts = papers.fit(paper)[1]
    here = [place for place, block in enumerate(paper.blocks) if told and block.rows == [(told,)]]
    if not here or counts[here[0]]:
        return paper
    blocks = list(paper.blocks)
    blocks[here[0]] = Block(
        "", (), (WIDTH,), [(_("Partnership: what it offers and needs stands on the page Partners."),)]
    )
    shorter = replace(paper, blocks=blocks)
    gives_way = any(new < old for new, old in zip(papers.fit(shorter)[1], counts, strict=True))
    return paper if gives_way else shorter


def file_name(view: View, iso3: str, kind: str = "docx") -> str:
    """Name of a state's brief as a file."""
    return f"{file_start(view)}brief-{iso3}-{view.as_of}-{view.scope}-{view.snapshot.version}{mark(view)}.{kind}"


def bundle(run: Run, view: View, states: pd.DataFrame, progress: Any = None) -> bytes:
    """The briefs of a choice of states as one archive; `progress` is told the share done and the state."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (_place, row) in enumerate(states.iterrows(), 1):
            if progress:
                progress(done / len(states), row["name"])
            archive.writestr(file_name(view, row["iso3"]), writers.written(_paper(run, view, row), "docx"))
    return out.getvalue()
