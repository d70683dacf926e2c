"""Download the declared datasets from the UN's Hub into the inbox: `python -m etl fetch --yes`, and never unasked.

How the real API pages could not be tried (see etl.hub): whether it counts from 0 or 1, how many rows it grants at a
time, what it says past the last page, whether its rows keep their order. So none of that is taken for granted. Pages
are asked until one is empty; no row may come twice; and at the end the last row of each page is asked once more by its
number alone, and the one after all, which must not be there. They are other rows if pages count from 0, if a page came
short, if rows came or went meanwhile, or if they have no order.

Each page is kept in build/fetch/<source>/ as it arrives: a fetch that was stopped goes on at the page where it stopped.
Pages of two days, or from before and after an update of the Hub, are never mixed: then it starts over. The inbox gets
one file when all pages are there, whole or not at all; files that are there already are never written over.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
from pathlib import Path

from etl import contract, settings
from etl.build import intake, publish
from etl.contract import Source, SourceError
from etl.hub import BY_HAND, HUB, RESUME, Hub, Patience, is_on_hub

MOST_PAGES = 5_000


class _Mixed(SourceError):
    """Pages that do not belong together: rows came, went or moved between them."""


def run(
    names: list[str] | None = None,
    yes: bool = False,
    per_page: int = 10_000,
    quiet: bool = True,
    patience: Patience | None = None,
    now: dt.datetime | None = None,
) -> dict:
    """Fetch the sources named (default: all that the Hub has); what one dataset meets does not stop the others.

    The answer is {hub, datasets: [{source, dataset, url} and {rows, pages, resumed_at, file, is_new} or {error, ...}]}, with
    `error` when any failed. Without `yes` nothing is asked, and `needs` says so.
    """
    if per_page < 1:
        raise ValueError("--per-page is a number of rows: 1 or more")
    hub = Hub(os.environ.get("LEDGER_HUB_URL") or HUB, patience or Patience(), quiet)
    chosen = list(dict.fromkeys(contract.find(name).name for name in names or []))
    known = contract.sources()
    datasets: list[dict] = []
    for source in [known[name] for name in chosen] if chosen else known.values():
        if is_on_hub(source):
            datasets.append({"source": source.name, "dataset": source.dataset, "url": hub.url(source, "data")})
        elif chosen:
            raise ValueError(f"{source.name} does not come from the Hub but from {source.producer} ({source.url}).")
    answer = {"hub": hub.base, "datasets": datasets}
    if not yes:
        return answer | {"needs": "--yes"}
    with publish.lock("fetch.lock", "fetch"):
        for one in datasets:
            source = known[one["source"]]
            try:
                one |= _fetch(hub, source, per_page, now)
            except SourceError as error:
                one |= {"error": str(error)} | {name: error.parts[name] for name in ("where", "problem", "remedy")}
            except (OSError, ValueError) as error:
                one["error"] = f"{source.dataset}: could not be kept: {error}. {RESUME}"
            except KeyboardInterrupt:
                one["error"] = f"{source.dataset}: stopped by hand. {RESUME}"
                break
            finally:
                hub.say(None)
    failed = sum("rows" not in one for one in datasets)
    return answer | {"error": f"{failed} of {len(datasets)} datasets were not fetched"} if failed else answer


def in_words(answer: dict) -> str:
    """What a fetch did, or would do, as lines of text."""
    datasets = answer["datasets"]
    if "needs" in answer:
        lines = [f"  {one['source']}: {one['url']}" for one in datasets]
        return "\n".join([f"Nothing was asked. With --yes, this would be downloaded from {answer['hub']}:", *lines])
    lines = []
    for one in datasets:
        if "rows" in one:
            again = f", from page {one['resumed_at']} on" if one["resumed_at"] else ""
            where = f"-> {one['file']}" if one["is_new"] else f"unchanged since {one['file']}: nothing written"
            counts = f"{_many(one['rows'], 'row')} in {_many(one['pages'], 'page')}"
            lines.append(f"{one['source']}: {counts}{again} {where}")
        else:
            lines.append(f"{one['source']}: not fetched. {one.get('error', 'Not asked any more.')}")
    if any(one.get("is_new") for one in datasets):
        lines.append("Run `python -m etl build` to load what is new.")
    return "\n".join(lines)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


class Parts:
    """The pages of one dataset that have arrived, one file each, under a stamp that says what they are pages of."""

    def __init__(self, source: Source, stamp: dict, anew: bool = False):
        self.source, self.stamp, self.folder = source, stamp, self.home(source)
        self._forget()
        try:
            same = json.loads((self.folder / "stamp.json").read_text(encoding="utf-8")) == stamp
            pages = sorted(self.folder.glob("page-*.json")) if same and not anew else []
            for path in pages:
                self._take([json.loads(line) for line in path.read_text(encoding="utf-8").split(",\n")])
        except (OSError, ValueError, SourceError):
            pages = []
        if not pages:
            self.clear()

    @staticmethod
    def home(source: Source) -> Path:
        """The folder of the pages of a source."""
        return settings.build_dir() / "fetch" / source.name

    def _forget(self) -> None:
        self.lengths: list[int] = []
        self.seen: set[bytes] = set()
        self.ends: list[dict] = []

    def clear(self) -> None:
        """Start over: no page has arrived."""
        self._forget()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "stamp.json").write_text(json.dumps(self.stamp), encoding="utf-8")

    def page(self, number: int) -> Path:
        """The file of one page."""
        return self.folder / f"page-{number:05}.json"

    def add(self, records: list[dict]) -> None:
        """Take the next page and keep it on disk, whole or not at all."""
        lines = self._take(records)
        path = self.page(len(self.lengths))
        new = path.with_suffix(".new")
        new.write_text(",\n".join(lines), encoding="utf-8")
        os.replace(new, path)

    def _take(self, records: list[dict]) -> list[str]:
        where = f"page {len(self.lengths) + 1}"
        headings = list(dict.fromkeys(key for record in records for key in record))
        _, wrong = contract.pick_columns(self.source, headings)
        if wrong:
            raise SourceError(
                self.source.dataset,
                where,
                f"has not the headings of {self.source.dataset}: {'; '.join(wrong)}. It has {', '.join(headings)}.",
                f"{BY_HAND} The Hub may have renamed a column: add the new heading to etl/sources/{self.source.name}/source.toml.",
            )
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        marks = [hashlib.blake2b(line.encode(), digest_size=16).digest() for line in lines]
        if again := [place for place, mark in enumerate(marks, 1) if mark in self.seen]:
            said = f"repeats {len(again):,} rows of earlier pages, the first at row {again[0]:,} of the page."
            raise _Mixed(
                self.source.dataset, where, said, f"{BY_HAND} Or ask for all rows at once: --per-page 1000000."
            )
        self.seen.update(marks)
        self.lengths.append(len(records))
        self.ends.append(records[-1])
        return lines


def _fetch(hub: Hub, source: Source, per_page: int, now: dt.datetime | None) -> dict:
    """Fetch one dataset into the inbox; pages that do not belong together are thrown away and asked again, once."""
    try:
        return _collect(hub, source, per_page, now)
    except _Mixed as error:
        hub.say(f"{error} Starting over.")
        try:
            return _collect(hub, source, per_page, now, anew=True)
        except _Mixed:
            shutil.rmtree(Parts.home(source), ignore_errors=True)
            raise


def _collect(hub: Hub, source: Source, per_page: int, now: dt.datetime | None, anew: bool = False) -> dict:
    moment = now or dt.datetime.now(dt.UTC)
    updated = hub.updated(source)
    stamp = {"hub": hub.base, "dataset": source.dataset, "per_page": per_page}
    parts = Parts(source, stamp | {"day": str(moment.date()), "updated": updated}, anew)
    resumed_at = len(parts.lengths) + 1 if parts.lengths else None
    if resumed_at:
        _prove(hub, parts, resumed_at - 1)
    while True:
        number = len(parts.lengths) + 1
        hub.say(f"{source.dataset}: page {number}, {sum(parts.lengths):,} rows so far")
        records = hub.records(source, f"page {number}", per_page=per_page, page_num=number)
        if not records:
            break
        if number > MOST_PAGES:
            raise SourceError(
                source.dataset, f"page {number}", "still has rows.", f"Ask for more than {per_page} with --per-page."
            )
        parts.add(records)
    if not parts.lengths:
        raise SourceError(source.dataset, "page 1", "has no rows.", BY_HAND)
    for number in range(1, len(parts.lengths) + 1):
        hub.say(f"{source.dataset}: proving page {number} of {len(parts.lengths)}")
        _prove(hub, parts, number)
    row = sum(parts.lengths) + 1
    if hub.records(source, f"row {row:,}", per_page=1, page_num=row):
        raise _Mixed(source.dataset, f"row {row:,}", "is there, though the pages ended before it.", BY_HAND)
    if len(parts.lengths) > 1 and updated and (hub.updated(source) or updated) != updated:
        raise _Mixed(source.dataset, "all pages", "were updated by the Hub while they were asked.", RESUME)
    counts = {"rows": sum(parts.lengths), "pages": len(parts.lengths), "resumed_at": resumed_at}
    path, is_new = _deliver(hub, parts, moment, sum(parts.lengths))
    shutil.rmtree(parts.folder, ignore_errors=True)
    return counts | {"file": str(path), "is_new": is_new}


def _prove(hub: Hub, parts: Parts, number: int) -> None:
    """Ask the last row of a page that arrived by its number alone: _Mixed where it is another one."""
    source, row = parts.source, sum(parts.lengths[:number])
    records = hub.records(source, f"row {row:,}", per_page=1, page_num=row)
    if json.dumps(records, sort_keys=True) != json.dumps([parts.ends[number - 1]], sort_keys=True):
        said = f"asked by its number alone, is not the last row of page {number}: rows came, went or changed places"
        raise _Mixed(source.dataset, f"row {row:,}", f"{said}, or the Hub does not count pages from 1.", BY_HAND)


def _deliver(hub: Hub, parts: Parts, moment: dt.datetime, rows: int) -> tuple[Path, bool]:
    """Write the pages as one file of the inbox, unless the file received last says the same; the file, and whether it is new.

    The day is in the name because it is the date of a dataset that has none of its own (DPO-JCS-GPP): of such a one
    the same rows on another day are news.
    """
    source = parts.source
    folder = settings.inbox_dir() / source.name
    folder.mkdir(parents=True, exist_ok=True)
    about = {"dataset": source.dataset, "url": hub.url(source, "data"), "updated": parts.stamp["updated"]}
    about |= {"fetched_at": moment.isoformat(timespec="seconds"), "rows": rows}
    new = folder / ".fetch.part"
    with new.open("w", encoding="utf-8", newline="\n") as handle:
        handle.write(json.dumps(about, ensure_ascii=False)[:-1] + ', "records": [\n')
        for number in range(1, len(parts.lengths) + 1):
            text = parts.page(number).read_text(encoding="utf-8")
            handle.write(f",\n{text}" if number > 1 else text)
        handle.write("\n]}\n")
        handle.flush()
        os.fsync(handle.fileno())
    name = f"{source.dataset}_{moment.date()}"
    newest = _newest(source)
    if newest and _records(newest) == _records(new) and (not source.dated_by or newest.name.startswith(name)):
        new.unlink()
        return newest, False
    path, more = folder / f"{name}.json", 1
    while path.exists():
        more += 1
        path = folder / f"{name}_{more}.json"
    os.replace(new, path)
    return path, True


def _newest(source: Source) -> Path | None:
    """The file of the inbox that was received last, or will be by the next build; what it says wins."""
    lines = [
        line for line in intake.read_ledger(settings.build_dir() / "intake.jsonl") if line["source"] == source.name
    ]
    order = {line["sha256"]: place for place, line in enumerate(lines)}
    files = []
    for other, path in intake.waiting():
        if other.name == source.name:
            with path.open("rb") as handle:
                files.append(
                    (order.get(hashlib.file_digest(handle, "sha256").hexdigest(), len(lines)), path.name, path)
                )
    return max(files)[2] if files else None


def _records(path: Path) -> str:
    """The hash of a fetched file's records: of all but its first line, which says when it was fetched."""
    with path.open("rb") as handle:
        handle.readline()
        return hashlib.file_digest(handle, "sha256").hexdigest()
