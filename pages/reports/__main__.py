"""`python -m pages.reports digest --since DATE`: write what changed since a day as Word, page and unsent e-mail. Nothing is sent."""

import argparse
import datetime as dt
import sys
from pathlib import Path

import pandas as pd

import queries
from etl import settings
from etl.records import saved_views
from etl.records.access import reader
from pages.kit import text
from pages.kit.view import View
from pages.reports import digest


def _run(name: str, snapshot: queries.Snapshot, **parameters) -> pd.DataFrame:
    return queries.run(name, snapshot=snapshot, **parameters)


def _subjects(name: str | None, by: str) -> digest.Subjects:
    if name is None:
        return digest.Subjects()
    views = {one.name.casefold(): one for one in saved_views.of(by)}
    one = views.get(" ".join(name.split()).casefold())
    if one is None:
        known = ", ".join(each.name for each in views.values()) or "none"
        sys.exit(f"There is no saved view {name!r} of {by or 'nobody by name'}. There are: {known}.")
    return digest.subjects(one.name, one.choices)


def main() -> None:
    """Write the three files and say where; who reads the restricted data (LEDGER_AUDIENCE) has what is restricted in them."""
    parser = argparse.ArgumentParser(prog="python -m pages.reports")
    command = parser.add_subparsers(required=True).add_parser(
        "digest", help="what changed since a day; nothing is sent"
    )
    command.add_argument(
        "--since", required=True, type=dt.date.fromisoformat, metavar="DATE", help="such as 2026-11-22"
    )
    command.add_argument("--view", metavar="NAME", help="only the states, missions or capabilities of a saved view")
    command.add_argument("--by", default="", metavar="WHO", help="whose saved view; empty on a machine of one's own")
    command.add_argument("--dataset", default="public", choices=settings.DATASETS)
    command.add_argument("--lang", default="en", choices=text.languages(), help="the language of the files")
    command.add_argument("--out", default=".", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    text.use(asked.lang)
    try:
        snapshot = queries.current(asked.dataset, reader.audience())
    except queries.NoData as problem:
        sys.exit(problem.message.format(**problem.values))
    newest = _run("months", snapshot)["as_of"].max().date()
    view = View(snapshot, newest, "all")
    with settings.using(asked.dataset):
        about = _subjects(asked.view, asked.by)
        for kind in digest.KINDS:
            path = asked.out / digest.file_name(view, asked.since, about, kind)
            with open(path, "wb", opener=settings.own) as file:
                file.write(digest.written(_run, view, asked.since, about, kind))
            print(path)


if __name__ == "__main__":
    main()
