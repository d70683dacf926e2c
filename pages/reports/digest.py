"""What changed since a day, for the states, missions and capabilities of a saved view or for all: as Word, page and unsent e-mail."""

import dataclasses
import datetime as dt
import html
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pandas as pd

import queries
from pages.about import labels as about_labels
from pages.capabilities import facts as capability_facts
from pages.capabilities import labels as capability_labels
from pages.kit import formats, labels, naming, sources, text
from pages.kit.languages import errors
from pages.kit.text import _, colon, ngettext
from pages.kit.view import Run, View, file_start
from pages.outreach import facts as outreach_facts
from pages.pledges import facts as pledge_facts
from pages.reports import pledge_files, writers
from pages.reports.papers import Block, Paper
from pages.women import labels as women_labels

KINDS = {"docx": pledge_files.WORD, "html": "text/html", "eml": "message/rfc822"}
PARITY, PLATOONS = "parity_by_contributor", "engagement_platoon_units"
SILENT = (
    "missing",
    "blank",
    "not_reported",
    "share_not_reported",
    "undetermined",
)  # states that say nothing of a platoon
STATES, MISSIONS, CAPABILITIES = ("iso3", "a", "b", "state", "states"), ("mission",), ("cap", "capability")


@dataclass(frozen=True)
class Subjects:
    """What a digest is about: codes of states, missions and capabilities; all where none is named. `name` is that of the view."""

    states: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()
    capabilities: frozenset[str] = frozenset()
    name: str = ""

    @property
    def is_all(self) -> bool:
        """Whether no state, mission or capability is named."""
        return not (self.states or self.missions or self.capabilities)

    def fits(self, rows: pd.DataFrame, **columns: str) -> pd.DataFrame:
        """The rows that are of one of the subjects; `columns` says in which column which kind of code stands."""
        if self.is_all:
            return rows
        own = pd.Series(False, index=rows.index)
        for kind, column in columns.items():
            own |= rows[column].isin(getattr(self, kind))
        return rows[own]


def subjects(name: str, choices: Mapping[str, str]) -> Subjects:
    """The states, missions and capabilities that a saved view names in its address."""

    def codes(keys: tuple[str, ...]) -> frozenset[str]:
        return frozenset(code for key in keys for code in choices.get(key, "").split(";") if code and code != "all")

    return Subjects(codes(STATES), codes(MISSIONS), codes(CAPABILITIES), name)


def paper(run: Run, view: View, since: dt.date, about: Subjects) -> Paper:
    """What changed after `since`, table by table; what could not be compared is said."""
    then, compared = _version_of(view, since)
    parts = [
        (compared, None),
        *(make(run, view, then, since, about) for make in (_roster, _covered, _parity, _platoons, _pledged)),
        *(make(run, view, since, about) for make in (_files, _aside)),
    ]
    said = [formats.sentence(words) for words, _block in parts if words]
    title = _("What changed since {day}").format(day=formats.day(since))
    title = f"{title}{colon()}{about.name}" if about.name else title
    marks = [*pledge_files.exercise(view), *([] if view.is_open else [_("RESTRICTED: not to be passed on.")])]
    head = _("Figures as of {day}; issued on {today}. {names}").format(
        day=formats.day(view.as_of), today=formats.day(view.today), names=_named(run, view, about)
    )
    blocks = [block for _words, block in parts if block is not None]
    names = [PARITY, *([] if view.is_open else [capability_facts.CHANGE, capability_facts.STAGE, PLATOONS])]
    return Paper(
        view.marked(title), view.marked(title), head, marks, said, blocks, sources.line(run, view, *names), pages=2
    )


def written(run: Run, view: View, since: dt.date, about: Subjects, kind: str) -> bytes:
    """The digest as a file: docx, html or eml."""
    made = paper(run, view, since, about)
    if kind == "docx":
        return writers.written(made, kind)
    return _page(made).encode() if kind == "html" else _mail(made)


def file_name(view: View, since: dt.date, about: Subjects, kind: str) -> str:
    """Name of a digest as a file: of what, since when, the day of its figures, its version, and restricted where it is."""
    of = re.sub(r"[^\w-]+", "-", about.name).strip("-") or "all"
    restricted = [] if view.is_open else ["RESTRICTED"]
    parts = ["digest", of, "since", str(since), str(view.as_of), view.snapshot.version, *restricted]
    return file_start(view) + "-".join(parts) + f".{kind}"


def _named(run: Run, view: View, about: Subjects) -> str:
    """The subjects in words."""
    if about.is_all:
        return _("All states, missions and capabilities.")
    states, capabilities = naming.states(run, view), naming.capabilities(run, view)
    names = [states.get(code, code) for code in about.states] + list(about.missions)
    return formats.sentence(", ".join(sorted(names + [capabilities.get(code, code) for code in about.capabilities])))


Part = tuple[str, Block | None]  # a sentence, and the table behind it


def _block(head: str, titles: tuple[str, ...], widths: tuple[float, ...], rows: list[tuple]) -> Block | None:
    return Block(head, titles, widths, rows, whole=False) if rows else None


def _version_of(view: View, since: dt.date) -> tuple[View, str]:
    """The view of the data version that was the newest on that day, and a sentence on it; of the version shown where none of then is kept."""
    versions = queries.versions()  # the newest first
    places = (place for place, one in enumerate(versions) if one["id"] == view.snapshot.version)
    shown = next(places, len(versions))  # none is told from where what is shown is no longer listed
    for one in versions[shown:]:
        if one["built_at"][:10] > since.isoformat() or one["schema_version"] != versions[shown]["schema_version"]:
            continue
        if one["id"] == view.snapshot.version:
            return view, _("This data version is not newer than {day}").format(day=formats.day(since))
        snapshot = dataclasses.replace(view.snapshot, version=one["id"])
        if os.path.exists(queries.place(snapshot)):
            words = _("Compared with data version {version}, the newest on {day}")
            return dataclasses.replace(view, snapshot=snapshot), words.format(version=one["id"], day=formats.day(since))
    words = _("No data version of {day} is kept: figures of then are those that today's version has of it")
    return view, words.format(day=formats.day(since))


def _roster(run: Run, view: View, then: View, since: dt.date, about: Subjects) -> Part:
    """Units that differ between the export in use on that day and the newest."""
    days = capability_facts.exports(run, view)
    if not days:
        return ("" if view.is_open else _("No export of the PCRS is loaded")), None
    earlier = next((day for day in capability_facts.exports(run, then) if day <= since.isoformat()), days[-1])
    if earlier == days[0]:
        return _("No export of the PCRS is newer than {day}").format(day=formats.day(pd.Timestamp(earlier))), None
    units = run(capability_facts.CHANGE, view.snapshot, from_export=earlier, to_export=days[0])
    units = about.fits(units, states="iso3", missions="deployed_mission", capabilities="capability")
    rows = [
        (labels.name(capability_labels.CHANGES, row.change), _(row.country_name), _(row.capability_name), row.unit_id)
        for row in units.fillna(formats.DASH).itertuples()
    ]
    n = units["unit_id"].nunique()
    words = ngettext("{n} unit differs from the export of {day}", "{n} units differ from the export of {day}", n)
    words = words.format(n=formats.count(n), day=formats.day(pd.Timestamp(earlier)))
    heads = (_("What happened"), _("Member State"), _("Capability"), _("Unit"))
    return words, _block(_("Units in the PCRS"), heads, (4.0, 4.5, 6.0, 3.5), rows)


def _covered(run: Run, view: View, then: View, since: dt.date, about: Subjects) -> Part:
    """Capabilities that are met, covered in part or unmet now and were not then."""
    if capability_facts.export(run, view) is None or not (about.is_all or about.capabilities):
        return "", None
    before = run(capability_facts.STAGE, then.snapshot, as_of=since, today=since)
    now = run(capability_facts.STAGE, view.snapshot, **capability_facts.dated(view))
    now = about.fits(now, capabilities="capability")
    pairs = _turned(before, now, ["capability"], "state", ("not_reported", "not_computed"))
    rows = [
        (capability_facts.name_or_code(row.capability_name, row.capability), *_both(capability_labels.STATES, row.state_before, row.state))
        for row in pairs.itertuples()
    ]  # fmt: skip
    words = ngettext("{n} capability is covered otherwise", "{n} capabilities are covered otherwise", len(rows))
    heads = (_("Capability"), _("Before"), _("Now"))
    return words.format(n=formats.count(len(rows))), _block(_("Coverage"), heads, (8.0, 5.0, 5.0), rows)


def _month(run: Run, view: View, then: View, since: dt.date) -> dt.date | None:
    """The newest month on or before a day, as known then; None where there is none, or it is the month shown, of the same version."""
    days = [day.date() for day in run("months", then.snapshot)["as_of"]]
    earlier = max((day for day in days if day <= min(since, view.as_of)), default=None)
    return None if then == view and earlier == view.as_of else earlier


def _parity(run: Run, view: View, then: View, since: dt.date, about: Subjects) -> Part:
    """Contributors that stand otherwise to a target than in the month of that day, of ten people or more in both."""
    month = _month(run, view, then, since)
    if month is None:
        return _("No month of personnel is newer than {day}").format(day=formats.day(since)), None
    if not (about.is_all or about.states):
        return "", None
    sides = ((then, month), (view, view.as_of))
    frames = [run(PARITY, side.snapshot, as_of=day, scope=view.scope) for side, day in sides]
    before, now = (about.fits(frame[~frame["is_small"].astype(bool)], states="iso3") for frame in frames)
    names = naming.states(run, view)
    rows = [
        (names.get(row.iso3, row.iso3), labels.category_name(row.category), *_both(labels.VERDICTS, row.verdict_before, row.verdict))
        for row in _turned(before, now, ["iso3", "category"], "verdict", ("cannot_be_told",)).itertuples()
    ]  # fmt: skip
    words = ngettext(
        "{n} category of a contributor stands otherwise to its target than in {month}",
        "{n} categories of contributors stand otherwise to their targets than in {month}",
        len(rows),
    )
    heads = (_("Contributor"), _("Category"), formats.month(month), formats.month(view.as_of))
    words = words.format(n=formats.count(len(rows)), month=formats.month(month))
    return words, _block(_("Women against the parity targets"), heads, (5.0, 6.0, 3.5, 3.5), rows)


def _platoons(run: Run, view: View, then: View, since: dt.date, about: Subjects) -> Part:
    """Infantry units whose engagement platoon stands otherwise than in the returns of that day."""
    month = _month(run, view, then, since)
    if view.is_open or month is None:
        return "", None
    before, now = (run(PLATOONS, side.snapshot, as_of=day) for side, day in ((then, month), (view, view.until)))
    now = about.fits(now, states="iso3", missions="mission")
    names = naming.states(run, view)
    rows = [
        (row.unit_id, names.get(row.iso3, row.iso3), *_both(women_labels.STATUSES, row.status_before, row.status))
        for row in _turned(before, now, ["unit_id"], "status", SILENT).itertuples()
    ]
    words = ngettext(
        "{n} engagement platoon stands otherwise than in {month}",
        "{n} engagement platoons stand otherwise than in {month}",
        len(rows),
    )
    heads = (_("Unit"), _("Member State"), formats.month(month), formats.month(view.as_of))
    words = words.format(n=formats.count(len(rows)), month=formats.month(month))
    return words, _block(_("Engagement platoons"), heads, (4.5, 4.5, 4.5, 4.5), rows)


def _pledged(run: Run, view: View, then: View, since: dt.date, about: Subjects) -> Part:
    """Pledges announced after that day, or with a later step; and those that the version of then has not, or otherwise."""
    pledges = run(pledge_facts.LEDGER, view.snapshot)
    pledges = about.fits(pledges, states="iso3", missions="mission_code", capabilities="capability")
    day, names = pd.Timestamp(since), naming.states(run, view)
    known = dict(run(pledge_facts.LEDGER, then.snapshot)[["pledge_id", "status"]].itertuples(index=False))
    rows = []
    for row in pledges.itertuples():
        days = [on for on in (row.dated, row.status_date) if pd.notna(on)]
        if known.get(row.pledge_id) != row.status or any(on > day for on in days):
            standing = outreach_facts.pledge_standing(view, row)
            rows.append((names.get(row.iso3, row.iso3), row.sentence, standing, formats.day(max(days, default=None))))
    words = ngettext("{n} pledge is new or has a new step", "{n} pledges are new or have a new step", len(rows))
    heads = (_("Member State"), _("Pledge"), _("Status"), _("Day"))
    return words.format(n=formats.count(len(rows))), _block(_("Pledges"), heads, (3.5, 7.5, 4.0, 3.0), rows)


def _new(run: Run, view: View, since: dt.date) -> pd.DataFrame:
    files = run("files", view.snapshot)
    return files[files["received_at"] > pd.Timestamp(since)]


def _files(run: Run, view: View, since: dt.date, _about: Subjects) -> Part:
    """Files that were loaded after that day."""
    titles = run("sources", view.snapshot).set_index("source")["title"]
    files = _new(run, view, since)
    rows = [
        (_(titles.get(row.source, row.source)), row.name, formats.day(row.as_of), formats.count(row.loaded_count), formats.count(row.quarantined_count))
        for row in files.itertuples(index=False)
    ]  # fmt: skip
    words = ngettext("{n} file was published", "{n} files were published", len(rows)).format(n=formats.count(len(rows)))
    heads = (_("Source"), _("File"), _("Data as of"), _("Rows loaded"), _("Set aside"))
    return words, _block(_("Published"), heads, (5.0, 5.5, 3.2, 2.2, 2.1), rows)


def _aside(run: Run, view: View, since: dt.date, about: Subjects) -> Part:
    """Rows of those files that are set aside."""
    aside = run("quarantine", view.snapshot)
    aside = aside[aside["file_name"].isin(_new(run, view, since)["name"])]
    aside = about.fits(aside, states="iso3", missions="mission_code")
    rows = [
        (row.file_name, errors.placed(row.place), labels.name(about_labels.REASONS, row.reason))
        for row in aside.itertuples()
    ]
    words = ngettext("{n} row of them is set aside", "{n} rows of them are set aside", len(rows))
    heads = (_("File"), _("Place"), _("Reason"))
    return words.format(n=formats.count(len(rows))), _block(_("Set aside"), heads, (6.5, 4.0, 7.5), rows)


def _turned(before: pd.DataFrame, now: pd.DataFrame, key: list[str], value: str, unknown: tuple[str, ...]) -> pd.DataFrame:  # fmt: skip
    """The rows of `now` whose value was another one before; what is not reported on either side is no change."""
    both = now.merge(before[[*key, value]], on=key, suffixes=("", "_before"))
    old, new = both[f"{value}_before"], both[value]
    is_known = old.notna() & new.notna() & ~old.isin(unknown) & ~new.isin(unknown)
    return both[is_known & (old != new)]


def _both(names: Mapping[str, str], before: Any, now: Any) -> tuple[str, str]:
    return labels.name(names, before), labels.name(names, now)


def _page(made: Paper) -> str:
    """The digest as a page of its own: every word is text."""
    e = html.escape
    parts = [f"<p><strong>{e(mark)}</strong></p>" for mark in made.marks]
    parts += [f"<h1>{e(made.title)}</h1>", f"<p>{e(made.head)}</p>", "<ul>", *(f"<li>{e(text)}</li>" for text in made.said), "</ul>"]  # fmt: skip
    for block in made.blocks:
        heads = "".join(f'<th scope="col">{e(title)}</th>' for title in block.titles)
        rows = ["".join(f"<td>{e(str(cell))}</td>" for cell in row) for row in block.rows]
        parts += [f"<h2>{e(block.head)}</h2>", f"<table><thead><tr>{heads}</tr></thead><tbody>"]
        parts += [*(f"<tr>{row}</tr>" for row in rows), "</tbody></table>"]
    style = "body{font-family:sans-serif;max-width:60em;margin:auto;padding:1em}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3em;text-align:left}"
    head = f'<meta charset="utf-8"><title>{e(made.about)}</title><style>{style}</style>'
    return f'<!doctype html><html lang="{e(text.language())}"><head>{head}</head><body>{"".join(parts)}<p><small>{e(made.cited)}</small></p></body></html>'


def _mail(made: Paper) -> bytes:
    """The digest as an e-mail to nobody yet, which mail programs open to be sent."""
    mail = EmailMessage(policy=SMTP)
    mark = f"[{_('RESTRICTED')}] " if any(_("RESTRICTED") in text for text in made.marks) else ""
    mail["Subject"], mail["X-Unsent"] = mark + made.title, "1"
    mail.set_content("\n".join([*made.marks, made.title, made.head, "", *(f"- {text}" for text in made.said), "", made.cited]))  # fmt: skip
    mail.add_alternative(_page(made), subtype="html")
    return mail.as_bytes()
