"""The command line: build, check, fetch, versions, rollback, template, backup, restore, export.

What reads files of others runs in a child process where the command line is a program of its own; called as a function, `main`
does all in this process.
What a command needs is imported when it runs: openpyxl, pandas and DuckDB take longer to start than most commands do.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from etl import child, contract
from etl.build import publish
from etl.build.publish import BuildError
from etl.contract import SourceError
from etl.records.access import audit

UNPRINTABLE = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ud800-\\udfff]"
)


def main(arguments: list[str] | None = None, apart: bool = False) -> int:
    """Run one command; its exit code: 0 done, 1 refused in words, 2 wrong usage or a yes that is missing.

    `apart` runs what reads files in a child process.
    """
    chosen = _parser().parse_args(arguments)
    try:
        if apart and chosen.command in ("build", "check"):
            heard = None if _quiet(chosen) else _progress()
            answer, text = child.call("etl.__main__.answered", sys.argv[1:], heard=heard)
        else:
            answer, text = chosen.run(chosen)
    except SourceError as error:
        answer, text = {"error": str(error), **error.parts}, f"Refused: {error}"
    except (BuildError, child.Refused, ValueError, OSError) as error:
        answer, text = {"error": str(error)}, f"Stopped: {_in_words(error)}"
    except Exception as error:
        if not child.is_disk_full(error):
            raise
        answer, text = {"error": _in_words(error)}, f"Stopped: {_in_words(error)}"
    code = 2 if "needs" in answer else int(_is_refused(answer) and not getattr(chosen, "lenient", False))
    if chosen.json:
        print(_printable(json.dumps(answer, indent=1, ensure_ascii=False, default=str)))
    else:
        print(_printable(text), file=sys.stderr if code else sys.stdout)
    return code


def _printable(text: str) -> str:
    """A text with what would move or hide letters of a terminal written as its number, as JSON writes it; no file's name does more."""
    return UNPRINTABLE.sub(lambda letter: f"\\u{ord(letter[0]):04x}", text)


def answered(arguments: list[str]) -> tuple[dict | list, str]:
    """What one command answers, as an object and in words."""
    chosen = _parser().parse_args(arguments)
    return chosen.run(chosen)


def _in_words(error: Exception) -> str:
    return child.of_the_disk(error) or str(error)


def _progress() -> Callable[[str, float], None]:
    from etl.build import pipeline

    return pipeline.Progress(quiet=False).say


def _is_refused(answer: dict | list) -> bool:
    """Whether anything was refused: the whole command, or one of several files."""
    if isinstance(answer, list):
        return any(_is_refused(one) for one in answer)
    several = [*answer.get("forms", ()), *answer.get("files", ())] if "forms" in answer else []
    return "error" in answer or bool(answer.get("refused")) or any(_is_refused(one) for one in several)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="Load, check and publish the ledger's data.")
    commands = parser.add_subparsers(dest="command", required=True)
    parsers = {}
    for run, about, more in (
        (_build, "load every file, check, publish a new version", ""),
        (
            _check,
            "say what a file is and what would be set aside, without loading it",
            "Pledge forms (.docx), pledge slides (.pptx) and trackers of pledges (.xlsx, .ods, .csv) are read into candidates, and"
            " --json prints one list with an entry for each; one that is refused has its reason and ends in exit code 1."
            " Data files are told by their headings; --source always means a data file. Where both kinds are given, --json"
            ' prints one object: {"files": what is said of data files, "forms": the list of the others}.',
        ),
        (
            _fetch,
            "download the declared datasets from the UN Peace and Security Data Hub into the inbox",
            "This is the only command that leaves this machine, and only with --yes: without it, it says what it would"
            " ask of which address and ends with exit code 2. A fetch that was stopped goes on where it stopped, on the"
            " same day (UTC); on another day it starts over. Afterwards run `python -m etl build`.",
        ),
        (_versions, "list the published versions", ""),
        (_rollback, "serve an earlier version again", ""),
        (
            _backup,
            "write what cannot be made again into one file: records, loaded files, history",
            "It may run beside the server and waits for a build. The databases are not in it: a restore builds them. Secrets are not in it.",
        ),
        (
            _restore,
            "put back what a backup holds, and build",
            "The backup is read and checked whole before anything is touched. What would be replaced is asked for, and moved aside;"
            " without a terminal only --yes says so. Stop the server first.",
        ),
        (
            _export,
            "write what is published as Parquet, for an engine past one machine",
            "Open data unless --audience restricted asks for all. A version that stands in the folder already is not written again (docs/SCALE.md).",
        ),
        (_template, "write an empty XLSX of a source, with its headings; without one, list the sources", ""),
    ):
        name = run.__name__.strip("_")
        parsers[name] = commands.add_parser(
            name, help=about, description=f"{about[0].upper()}{about[1:]}. {more}".strip()
        )
        parsers[name].set_defaults(run=run)
        parsers[name].add_argument("--json", action="store_true", help="print one JSON object and nothing after it")
    parsers["build"].add_argument(
        "--if-needed", action="store_true", help="only if inputs changed since the last build"
    )
    parsers["build"].add_argument(
        "--lenient", action="store_true", help="exit code 0 although files were refused: they are told all the same"
    )
    parsers["check"].add_argument("file", type=Path, nargs="+")
    parsers["check"].add_argument("--source", help="take the files for this source instead of finding out")
    parsers["check"].add_argument("--state", help="whose pledges a form holds that does not say it: an ISO3 code")
    parsers["check"].add_argument(
        "--ministerial", help="the meeting of a form that does not say it, such as 'Berlin 2025'"
    )
    parsers["check"].add_argument("--as-of", help="the day that a file without dates describes, such as 2026-10-31")
    parsers["fetch"].add_argument("source", nargs="*", help="sources or dataset ids (default: all that the Hub has)")
    parsers["fetch"].add_argument("--yes", action="store_true", help="go out and download")
    parsers["fetch"].add_argument(
        "--per-page", type=int, default=10_000, help="rows asked at a time (default: %(default)s)"
    )
    parsers["rollback"].add_argument("id", nargs="?", help="default: the version served before this one")
    parsers["template"].add_argument(
        "source", nargs="?", help="default: list every source, its folder in the inbox and what it holds"
    )
    parsers["template"].add_argument("--to", type=Path, help="where to write (default: <source>-template.xlsx here)")
    for name in ("backup", "restore"):
        parsers[name].add_argument("file", type=Path)
    parsers["export"].add_argument("--parquet", type=Path, required=True, metavar="DIR", help="the folder to write to")
    parsers["export"].add_argument("--audience", choices=("open", "restricted"), default="open")
    parsers["restore"].add_argument("--yes", action="store_true", help="move aside what would be replaced")
    return parser


def _quiet(chosen: argparse.Namespace) -> bool:
    return chosen.json or not sys.stderr.isatty()


def _build(chosen: argparse.Namespace) -> tuple[dict, str]:
    from etl.build import pipeline

    answer = pipeline.run(only_if_needed=chosen.if_needed, quiet=_quiet(chosen))
    if answer["published"]:
        audit.of_command("publish", version=answer["data_version"])
    return answer, pipeline.in_words(answer)


def _check(chosen: argparse.Namespace) -> tuple[dict | list, str]:
    forms: list = []
    words: list[str] = []
    if not chosen.source:
        from etl import form_check

        forms, words = form_check.check(chosen.file, chosen.state, chosen.ministerial)
    if forms and all(forms):
        return forms, "\n\n".join(words)
    from etl import file_check

    answers = []
    for path in [path for path, form in zip(chosen.file, forms or [None] * len(chosen.file), strict=True) if not form]:
        try:
            answers.append(file_check.check(path, chosen.source, chosen.as_of))
            words.append(file_check.in_words(answers[-1]))
        except SourceError as error:
            if not any(forms):
                raise
            answers.append({"error": str(error), **error.parts})
            words.append(f"Refused: {error}")
    answer = {"files": answers}
    return answer | {"forms": list(filter(None, forms))} if any(forms) else answer, "\n\n".join(filter(None, words))


def _fetch(chosen: argparse.Namespace) -> tuple[dict, str]:
    from etl import fetch

    answer = fetch.run(chosen.source, yes=chosen.yes, per_page=chosen.per_page, quiet=_quiet(chosen))
    return answer, fetch.in_words(answer)


def _versions(_: argparse.Namespace) -> tuple[dict, str]:
    versions = publish.versions()
    lines = [
        f"{'*' if one['is_current'] else ' '} {one['data_version']}  built {one['built_at']}"
        f"  schema {one['schema_version']}  data as of {one['as_of']}"
        for one in versions
    ]
    return {"versions": versions}, "\n".join(lines) or "Nothing is published yet: `python -m etl build`."


def _rollback(chosen: argparse.Namespace) -> tuple[dict, str]:
    with publish.lock():
        version = publish.rollback(chosen.id)
    audit.of_command("roll back", version=version)
    return {"data_version": version}, f"Serving {version} again. `python -m etl versions` lists all."


def _export(chosen: argparse.Namespace) -> tuple[dict, str]:
    from etl import export

    answer = export.write(chosen.parquet, chosen.audience)
    audit.of_command("export", audience=chosen.audience, version=answer["data_version"])
    return answer, "Wrote {tables} tables of version {data_version}, {rows:,} rows, to {folder}.".format(**answer)


def _backup(chosen: argparse.Namespace) -> tuple[dict, str]:
    from etl import backup

    answer = backup.write(chosen.file)
    audit.of_command("backup", file=chosen.file.name, files=answer["files"])
    return answer, backup.in_words(answer)


def _restore(chosen: argparse.Namespace) -> tuple[dict, str]:
    from etl import restore

    answer = restore.run(chosen.file, chosen.yes)
    if "needs" in answer and sys.stdin.isatty() and not chosen.json:
        print(_printable(restore.in_words(answer)))
        if input("Move them aside and restore? [yes/no] ").strip().casefold() == "yes":
            answer = restore.run(chosen.file, yes=True)
    if "needs" in answer:
        return answer, restore.in_words(answer)
    audit.of_command("restore", file=chosen.file.name, made_at=answer["made_at"])
    print(_printable(restore.in_words(answer)), file=sys.stderr)
    heard = None if _quiet(chosen) else _progress()
    built = child.call("etl.build.pipeline.run", what=f"restored from {chosen.file.name}", heard=heard)
    return answer | built, _built_in_words(built, answer["served"])


def _built_in_words(built: dict, served: str | None) -> str:
    from etl.build import pipeline

    is_other = served and served != built["data_version"]
    why = f"\nWhen the backup was written, version {served} was served, of other files, decisions or another program."
    return pipeline.in_words(built) + why * bool(is_other)


def _template(chosen: argparse.Namespace) -> tuple[dict, str]:
    from etl import template

    if chosen.source is None:
        titles = {name: f"{source.title} ({source.dataset})" for name, source in contract.sources().items()}
        return titles, "\n".join(f"inbox/{name}/  {title}" for name, title in titles.items())
    source = contract.find(chosen.source)
    path = template.write(source, chosen.to or Path(f"{source.name}-template.xlsx"))
    return {"file": str(path), "source": source.name}, f"Wrote {path}. Fill it and drop it into inbox/{source.name}/."


if __name__ == "__main__":
    sys.exit(main(apart=True))
