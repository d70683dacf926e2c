"""Write requirements' answers, pledges and what a review works on into a database.

The open database is filled first, with announced pledges alone; candidates, forms, decisions and pledges that are not
announced are written into the restricted one afterwards, so that no block of the open file ever held them.
"""

import json
from collections import defaultdict
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb

from etl import settings
from etl.build import ledger, registered
from etl.build.again import readings
from etl.build.intake import Drop
from etl.readers.pledges import public
from etl.readers.pledges.lexicon import Lexicon
from etl.readers.pledges.model import Candidate, Reading, Remark
from etl.records import decisions

PLEDGE_TABLES = ("pledge", "pledge_without_content", "pledge_requirement", "pledge_step", "pledge_remark")
ALSO = "is said in another file too: one commitment, counted once."
CHANGED = "a later version of the form says it otherwise or no longer: decide on the new sentence, or reject this one."
OF_ROSTERS = ("uniformed_not_in_pcrs",)
SQL = settings.ROOT / "etl" / "sources" / "pledges"


class Pledges:
    """All pledge files of a build, read once, with the decisions on them."""

    def __init__(
        self,
        drops: dict[int, Drop],
        roster: dict[str, frozenset[str]] | None = None,
        shown: registered.Steps | None = None,
    ):
        """Read `drops` (file id -> file) in order of receipt; of two versions of a form the later one stands.

        `roster` is what each state has in the PCRS, where one is loaded, and `shown` what its exports show of pledges that
        they name: only the restricted database may tell.
        """
        self.roster, self.shown = roster, shown or {}
        self.lexicon = Lexicon()
        self.log = decisions.log()
        self.drops = drops
        self.readings: dict[int, Reading] = {}
        names = [drop.name for drop in drops.values()]
        for file_id, drop in drops.items():
            # Forms of several states may bear one name: their folders tell them apart.
            home = settings.bundled_dir() if drop.is_bundled else settings.inbox_dir()
            name = drop.name if names.count(drop.name) == 1 else drop.path.relative_to(home).as_posix()
            self.readings[file_id] = readings.of(drop, partial(self._read, drop, name), name)
        self.replaced = _replaced(self.readings)
        self.was = self._changed()
        self._remark()
        self.entries = self._entries()
        self.file_ids = {reading.file: file_id for file_id, reading in self.readings.items()}

    def _read(self, drop: Drop, name: str) -> Reading:
        if drop.is_bundled and settings.dataset() == "public":
            return public.read(drop.path, name, self.lexicon)
        from etl.readers.pledges import read  # python-docx and its like: only where there is a form

        iso3, ministerial = told_by_folder(drop.path, self.lexicon)
        return read.read(drop.path, self.lexicon, name, iso3, ministerial, together=True)

    def _remark(self) -> None:
        forms = [r for file_id, r in self.readings.items() if r.kind != "public" and file_id not in self.replaced]
        if forms:
            from etl.readers.pledges import remarks

            remarks.remark(forms, self.lexicon, self.roster)

    def _entries(self) -> list[ledger.Entry]:
        """Entries of the ledger, once each; a confirmed pledge that a later version of its form changed or left out stays until decided."""
        states = decisions.states(self.log)
        shown = [reading for file_id, reading in self.readings.items() if file_id not in self.replaced]
        entries = _once(ledger.entries(shown, states, self.lexicon))
        present = {entry.candidate.candidate_id for entry in entries}
        settled = {old for new, old in self.was.items() if states.get(new, decisions.State()).verdict}
        for old_id in self.replaced:
            for entry in ledger.entries([self.readings[old_id]], states, self.lexicon):
                name = entry.candidate.candidate_id
                if entry.state.verdict == "confirmed" and name not in present and name not in settled:
                    entry.candidate.remarks.append(Remark("changed_in_form", CHANGED))
                    present.add(name)
                    entries.append(entry)
        return entries

    def write(self, con: duckdb.DuckDBPyConnection, audience: str) -> None:
        """Fill the pledge tables for an audience; in the restricted one, what a review works on too."""
        rows = [ledger.pledge(e, self.lexicon) for e in self.entries if e.state.verdict == "confirmed"]
        if audience == "open":
            con.execute((SQL / "mart.sql").read_text(encoding="utf-8"))
            rows = [_open(row) for row in rows if row["is_announced"]]
        else:
            con.execute("".join(f"delete from mart.{table};" for table in PLEDGE_TABLES))
            con.execute((SQL / "review.sql").read_text(encoding="utf-8"))
            rows = [registered.follow(row, self.shown) for row in rows]
        for row in rows:
            row["file_id"] = self.file_ids[row["file"]]
        everything = [self._unnamed(row) for row in rows] if audience == "open" else rows
        rows = [row for row in everything if row["is_content_public"]]
        fill(con, "pledge", rows)
        fill(con, "pledge_without_content", [row for row in everything if not row["is_content_public"]])
        fill(
            con,
            "pledge_requirement",
            [line for row in rows for line in _answers("pledge_id", row["pledge_id"], row["answers"])],
        )
        fill(
            con,
            "pledge_remark",
            [line for row in rows for line in _remarks("pledge_id", row["pledge_id"], row["remarks"])],
        )
        steps = [(row["pledge_id"], step) for row in rows for step in row["steps"]]
        fill(
            con,
            "pledge_step",
            [step | {"pledge_id": name, "step_date": ledger.day(step["date"])} for name, step in steps],
        )
        self._files(con, audience, everything)
        if audience == "restricted":
            self._review(con)
            registered.note_differences(con)

    def refused(self) -> dict[int, tuple[str, str]]:
        """Where and why a file was not read, by its file id."""
        return {file_id: ("whole file", r.reason) for file_id, r in self.readings.items() if r.refused}

    def _files(self, con, audience: str, rows: list[dict]) -> None:
        """Note the files in meta.file: in the open database only those of which a pledge was announced, and of those alone.

        How many sentences more a form holds says how much a state has not announced.
        """
        con.execute("delete from meta.file where source = 'pledges'")
        own = defaultdict(list)
        for row in rows:
            own[row["file_id"]].append(row["dated"])
        noted = []
        for file_id, drop in self.drops.items():
            dated = [ledger.day(c.dated) for c in self.readings[file_id].candidates]
            if audience == "open" and self.readings[file_id].kind != "public":
                if file_id not in own:
                    continue
                dated = own[file_id]
            count, days = len(dated), sorted(day for day in dated if day)
            name = drop.name if audience == "restricted" else self._called(file_id)
            noted += [
                file_id,
                "pledges",
                name,
                drop.sha256,
                drop.path.stat().st_size,
                drop.received_at,
                drop.is_bundled,
            ]
            noted += [count, count, days[0] if days else None, days[-1] if days else None]
        one = "(?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, try_cast(? as date), try_cast(? as date), null)"
        if noted:
            con.execute(f"insert into meta.file values {', '.join([one] * (len(noted) // one.count('?')))}", noted)

    def _called(self, file_id: int) -> str:
        """How a file is called in the open database: what people received has no name there, for its name may say more than was announced."""
        drop = self.drops[file_id]
        kind = self.readings[file_id].kind
        return drop.name if self._is_shown(file_id) else f"{kind}-{drop.sha256[:8]}{drop.path.suffix}"

    def _is_shown(self, file_id: int) -> bool:
        return self.drops[file_id].is_bundled or self.readings[file_id].kind == "public"

    def _unnamed(self, row: dict) -> dict:
        """A pledge without the name of the file that it stands in, of another that says it too, and without its place there."""
        remarks = [replace(one, reason=ALSO) if one.code == "also_in" else one for one in row["remarks"]]
        place = {} if self._is_shown(row["file_id"]) else {"file": self._called(row["file_id"]), "place": ""}
        return row | place | {"remarks": remarks}

    def _review(self, con) -> None:
        forms = []
        for file_id, reading in self.readings.items():
            if reading.kind == "public":
                continue
            notes = [
                *reading.notes,
                *(["a later version of this form was received"] if file_id in self.replaced else []),
            ]
            forms.append(
                {
                    "file_id": file_id,
                    "file": reading.file,
                    "kind": reading.kind,
                    "iso3": reading.iso3,
                    "state_from": reading.state_from,
                    "ministerial": reading.ministerial,
                    "received_on": str(self.drops[file_id].received_at.date()),
                    "is_refused": reading.refused,
                    "reason": reading.reason,
                    "notes": "\n".join(notes),
                    "candidate_count": len(reading.candidates),
                }
            )
        fill(con, "pledge_form", forms)
        waiting = [entry for entry in self.entries if entry.origin != "public"]
        rows = [
            _candidate(e.candidate)
            | {
                "position": place,
                "file_id": self.file_ids[e.candidate.file],
                "part_of": e.part_of,
                "was": self.was.get(e.candidate.candidate_id, ""),
            }
            for place, e in enumerate(waiting, 1)
        ]
        fill(con, "pledge_candidate", rows)
        names = [(e.candidate.candidate_id, e) for e in waiting]
        fill(
            con,
            "candidate_requirement",
            [t for name, e in names for t in _answers("candidate_id", name, e.candidate.answers)],
        )
        fill(
            con,
            "candidate_remark",
            [t for name, e in names for t in _remarks("candidate_id", name, e.candidate.remarks)],
        )
        decided = [
            {name: entry[name] for name in ("seq", "candidate_id", "action", "reason")}
            | {"decided_at": entry["at"], "decided_by": entry["by"]}
            | {name: json.dumps(entry[name], ensure_ascii=False) for name in ("old", "new")}
            for entry in self.log
        ]
        fill(con, "pledge_decision", decided)

    def _changed(self) -> dict[str, str]:
        """Candidates whose sentence replaces another one of an earlier version of the form: new id -> old id."""
        pairs: dict[str, str] = {}
        for old_id, new_id in self.replaced.items():
            from etl.readers.pledges import read

            pairs |= dict(read.changed(self.readings[old_id].candidates, self.readings[new_id].candidates))
        return pairs


def _open(row: dict) -> dict:
    """A pledge without what only the PCRS knows: a level, a selection, and that a state has no such unit.

    It stands at the last of the steps that are left.
    """
    remarks = [remark for remark in row["remarks"] if remark.code not in OF_ROSTERS]
    announced = row | {"remarks": remarks, "flags": ";".join(dict.fromkeys(remark.code for remark in remarks))}
    announced["steps"] = [step for step in row["steps"] if step["status"] not in decisions.IN_PCRS]
    if row["status"] in decisions.IN_PCRS:
        main = [step for step in announced["steps"] if step["status"] not in decisions.SIDE_MARKS]
        last = max(main, key=lambda step: (step["date"], step["seq"]), default=None)
        announced |= {"status": "announced", "status_date": None, "status_source": ""}
        if last:
            announced |= {
                "status": last["status"],
                "status_date": ledger.day(last["date"]),
                "status_source": last["source"],
            }
    return announced


def told_by_folder(path: Path, lexicon: Lexicon) -> tuple[str, str]:
    """State and Ministerial where a person put a file into a folder named for them: inbox/pledges/QMB/Berlin 2025/."""
    folders = [folder.name for folder in path.parents]
    named = {row["ministerial"] for row in lexicon.ministerials}
    iso3 = next((name for name in folders if name in lexicon.state_codes), "")
    return iso3, next((name for name in folders if name in named), "")


def _replaced(readings: dict[int, Reading]) -> dict[int, int]:
    """Which form a later version of itself replaces: old file id -> new one.

    A later form of the same state and meeting is a version of an earlier one where it says half of its sentences again or
    anew; else it is another form, and both stand.
    """
    groups = defaultdict(list)
    for file_id, reading in readings.items():
        if reading.kind == "form" and reading.iso3 and reading.ministerial:
            groups[reading.iso3, reading.ministerial].append(file_id)
    newer: dict[int, int] = {}
    for ids in groups.values():
        for place, old in enumerate(ids):
            later = [new for new in ids[place + 1 :] if _is_version(readings[old].candidates, readings[new].candidates)]
            newer |= {old: later[-1]} if later else {}
    return newer


def _is_version(old: list[Candidate], new: list[Candidate]) -> bool:
    from etl.readers.pledges import read

    same = {candidate.candidate_id for candidate in old} & {candidate.candidate_id for candidate in new}
    return 2 * (len(same) + len(read.changed(old, new))) >= len(old)


def _once(entries: list[ledger.Entry]) -> list[ledger.Entry]:
    """Every commitment once: what a form and its slide both say stands with the form, and says where else it stands."""
    order = {"public": 0, "form": 1, "tracker": 2, "slide": 3}
    first: dict[str, ledger.Entry] = {}
    for entry in sorted(entries, key=lambda entry: order.get(entry.origin, 4)):
        known = first.setdefault(entry.candidate.candidate_id, entry)
        if known is not entry:
            reason = f"is said in {entry.candidate.file} too, {entry.candidate.place}: one commitment, counted once."
            known.candidate.remarks.append(Remark("also_in", reason))
    return [entry for entry in entries if first[entry.candidate.candidate_id] is entry]


def _candidate(candidate: Candidate) -> dict:
    row = vars(candidate) | {"mission_code": candidate.mission, "dated": ledger.day(candidate.dated)}
    row |= {name: ";".join(getattr(candidate, name)) for name in ("languages", "slots", "capability_words")}
    return row | {"partners": ";".join(f"{iso3}:{role}" for iso3, role in candidate.partners)}


def _answers(key: str, name: str, answers) -> list[dict]:
    return [
        {
            key: name,
            "requirement_id": a.requirement_id,
            "position": place,
            "score": a.score,
            "words": ", ".join(a.words),
        }
        for place, a in enumerate(answers, 1)
    ]


def _remarks(key: str, name: str, remarks) -> list[dict]:
    return [{key: name, "remark": r.code, "reason": r.reason, "shows": "\n".join(r.shows)} for r in remarks]


def fill(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict]) -> None:
    """Append rows to a table of mart, by the names of its columns; empty text is null."""
    if not rows:
        return
    columns = con.execute(f"select * from mart.{table} limit 0").description  # the catalogue takes twenty times as long
    values = {name: [None if row.get(name) in ("", None) else str(row[name]) for row in rows] for name, *_ in columns}
    chosen = ", ".join(f"cast(unnest(cast(${name} as varchar[])) as {kind})" for name, kind, *_ in columns)
    con.execute(f"insert into mart.{table} select {chosen}", values)
