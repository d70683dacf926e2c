"""The note on a mission model, or on two, of two pages: what is asked for, what could be there, what is missing, and what it takes."""

from collections.abc import Sequence

import pandas as pd

from pages.capabilities import facts as capability_facts
from pages.kit import formats, sources
from pages.kit import labels as kit_labels
from pages.kit.text import _, colon
from pages.kit.view import Run, View, file_start
from pages.reports import labels as report_labels
from pages.reports import pledge_files, writers
from pages.reports.papers import Block, Paper
from pages.scenario import facts, labels, person_facts, side_facts
from pages.scenario.facts import Model

NAME = "scenario-note"


def note(run: Run, view: View, models: Sequence[Model], ending: str) -> bytes:
    """The note as a file: docx or pdf."""
    return writers.written(paper(run, view, models), ending)


def file_name(run: Run, view: View, ending: str) -> str:
    """Name of the note as a file, with the day of the export, else the day of reading."""
    export = None if view.is_open else capability_facts.export(run, view)
    behind = facts.query(view) if export is None else facts.GAP
    restricted = ["RESTRICTED"] if sources.is_restricted(run, view, behind) else []
    parts = [NAME, "supposed", str(export or view.reading_day), view.snapshot.version, *restricted]
    return file_start(view) + "-".join(parts) + f".{ending}"


def paper(run: Run, view: View, models: Sequence[Model]) -> Paper:
    """What the note says."""
    names = [_("Model A"), _("Model B")] if len(models) > 1 else [""]
    called = facts.names(facts.offered(run, view))
    gaps = [facts.lines(run, view, model) for model in models]
    has_roster = not view.is_open and capability_facts.export(run, view) is not None
    said = []
    for name, model, gap in zip(names, models, gaps, strict=True):
        start = f"{name}{colon()}" if name else ""
        said.append(formats.sentence(start + facts.words(model, view, called)))
        said.append(formats.sentence(start + facts.finding(gap)))
        if len(person_facts.mine(gap)):
            said.append(formats.sentence(start + person_facts.finding(gap)))
        if has_roster:
            said.append(start + " ".join(side_facts.taken(run, view, model)))
            if name:  # of two models regions and women are sentences, so that their lines have room
                groups, women = _told(run, view, model)
                told = filter(
                    None,
                    [
                        side_facts.regions_finding(groups, model),
                        side_facts.women_finding(women),
                        side_facts.women_listed(women),
                    ],
                )
                said += [formats.sentence(start + text) for text in told]
    if not has_roster:
        said.append(facts.no_supply(view)[0])
    blocks = [_compared(run, view, models, names)] if len(models) > 1 else []
    for name, model, gap in zip(names, models, gaps, strict=True):
        blocks.append(_lines(gap, name, has_roster or person_facts.are_listed(gap)))
        if has_roster:
            blocks += _beside(run, view, model, name)
    queries = [facts.GAP, facts.WOMEN, person_facts.DEPLOYED] if has_roster else [facts.query(view)]
    restricted = [_("RESTRICTED: not to be passed on.")] if sources.is_restricted(run, view, *queries) else []
    title = view.marked(_(report_labels.SCENARIO[NAME]))
    return Paper(
        title,
        title,
        _("Supposed, not planned. Issued on {today}.").format(today=formats.day(view.today))
        + " "
        + facts.basis(run, view, models),
        [*pledge_files.exercise(view), *restricted],
        said,
        [block for block in blocks if block.rows],
        sources.line(run, view, *queries),
        pages=2,
    )


def _of(name: str, head: str) -> str:
    return f"{name}{colon()}{head}" if name else head


def _compared(run: Run, view: View, models: Sequence[Model], names: Sequence[str]) -> Block:
    table = side_facts.compared(run, view, models)
    rows = [tuple(row) for row in table.itertuples(index=False)]
    return Block(_("Models side by side"), (_("Measure"), *names), (9.0, 4.5, 4.5), rows)


def _lines(gap, name: str, has_roster: bool) -> Block:
    """Lines of a model, those that are not met first."""
    order = {code: place for place, code in enumerate(("unmet", "not_assessed", "later", "partly_met"))}
    mine = gap.assign(place=gap["state"].map(order).fillna(len(order))).sort_values("place", kind="stable")
    called = capability_facts.names_or_codes(mine, "capability")
    if has_roster:
        heads = (_("Line"), _("Capability"), _("Asked for"), _("By day"), _("State"), _("Why"))
        rows = [
            (row.line, what, facts.number(row), formats.count(row.by_day), kit_labels.name(labels.STATES, row.state), facts.why(row))
            for row, what in zip(mine.itertuples(), called, strict=True)
        ]  # fmt: skip
        return Block(_of(name, _("Line by line")), heads, (1.8, 3.9, 1.9, 1.2, 3.2, 6.0), rows, whole=False, least=4)
    asked = [
        (row.line, what, facts.number(row), formats.count(row.by_day), facts.asks(row, is_by_day=False) or formats.DASH)
        for row, what in zip(mine.itertuples(), called, strict=True)
    ]
    titles = (_("Line"), _("Capability"), _("Asked for"), _("By day"), _("What it must bring"))
    return Block(_of(name, _("What is asked for")), titles, (2.0, 6.0, 2.6, 1.4, 6.0), asked, whole=False, least=4)


def _told(run: Run, view: View, model: Model) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Regional groups and women of the units that fit a model: scenario_regions and scenario_women."""
    asked = facts.parameters(view, model)
    return run(facts.REGIONS, view.snapshot, **asked), run(facts.WOMEN, view.snapshot, **asked)


def _beside(run: Run, view: View, model: Model, name: str) -> list[Block]:
    """Regions, women and what partners could close, of one model; of one of two the last alone."""
    groups, counted = _told(run, view, model)
    rows = [
        (capability_facts.group(row.regional_group), *map(formats.count, (row.eligible_count, row.state_count, row.alone_count, row.only_count)))
        for row in groups.itertuples()
    ]  # fmt: skip
    heads = (_("UN regional group"), _("Units that fit"), _("Member States"), _("Places it alone could fill"), _("Places nobody else could fill"))  # fmt: skip
    of_groups = Block(
        _of(name, formats.sentence(side_facts.regions_finding(groups, model)).rstrip(".")),
        heads,
        (7.0, 2.4, 2.6, 3.0, 3.0),
        rows,
    )
    told = side_facts.women_rows(counted, person_facts.deployed(run, view)).drop(columns="reported")
    women = Block(
        _of(name, _("Women in the available units that fit, and among the persons asked for")),
        (_("Category"), _("Target"), _("Women deployed"), _("Women in units that fit"), _("Persons asked for"), _("Of them women"), _("Women in lists")),
        (3.7, 2.0, 2.0, 3.4, 1.9, 2.2, 2.8), [tuple(row) for row in told.itertuples(index=False)],
    )  # fmt: skip
    helped = side_facts.helped(run, view, side_facts.closing(run, view, model))
    partners = Block(
        _of(name, _("What partners could close")), (_("Line"), _("Capability"), _("Short by"), _("What could help"), _("Who offers it")),
        (1.8, 4.2, 1.6, 4.6, 5.8), [(row.line, row.capability, formats.count(row.short), row.help, row.offered) for row in helped.itertuples()],
        whole=False, least=2,
    )  # fmt: skip
    return [partners] if name else [of_groups, women, partners]
