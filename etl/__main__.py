"""The command line: build, check, versions, rollback, template."""

import argparse
import json
import sys
from pathlib import Path

from etl import build, check, contract, publish, template
from etl.contract import SourceError
from etl.publish import BuildError


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused in words, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m etl", description="Load, check and publish the ledger's data.")
    commands = parser.add_subparsers(dest="command", required=True)
    told = {}
    for name, about in (
        ("build", "load every file, check, publish a new version"),
        ("check", "say what a file is and what would be set aside, without loading it"),
        ("versions", "list the published versions"),
        ("rollback", "serve an earlier version again"),
        ("template", "write an empty XLSX of a source, with its headings"),
    ):
        told[name] = commands.add_parser(name, help=about, description=about)
        told[name].add_argument("--json", action="store_true", help="print one JSON object and nothing after it")
    told["build"].add_argument("--if-needed", action="store_true", help="only if inputs changed since the last build")
    told["check"].add_argument("file", type=Path, nargs="+")
    told["check"].add_argument("--source", help="take the files for this source instead of finding out")
    told["rollback"].add_argument("id", nargs="?", help="default: the version served before this one")
    told["template"].add_argument("source")
    told["template"].add_argument("--to", type=Path, help="where to write (default: <source>-template.xlsx here)")
    chosen = parser.parse_args(arguments)
    try:
        answer, text = _run(chosen)
    except SourceError as error:
        answer, text = {"error": str(error), **error.parts}, f"Refused: {error}"
    except (BuildError, ValueError, OSError) as error:
        answer, text = {"error": str(error)}, f"Stopped: {error}"
    failed = "error" in answer
    if chosen.json:
        print(json.dumps(answer, indent=1, ensure_ascii=False, default=str))
    else:
        print(text, file=sys.stderr if failed else sys.stdout)
    return int(failed)


def _run(chosen: argparse.Namespace) -> tuple[dict, str]:
    if chosen.command == "build":
        answer = build.run(only_if_needed=chosen.if_needed, quiet=chosen.json or not sys.stderr.isatty())
        return answer, build.in_words(answer)
    if chosen.command == "check":
        answers = [check.check(path, chosen.source) for path in chosen.file]
        return {"files": answers}, "\n\n".join(check.in_words(answer) for answer in answers)
    if chosen.command == "versions":
        found = publish.versions()
        lines = [
            f"{'*' if told['is_current'] else ' '} {told['data_version']}  built {told['built_at']}"
            f"  schema {told['schema_version']}  data as of {told['as_of']}"
            for told in found
        ]
        return {"versions": found}, "\n".join(lines) or "Nothing is published yet: `python -m etl build`."
    if chosen.command == "rollback":
        with publish.lock():
            version = publish.rollback(chosen.id)
        return {"data_version": version}, f"Serving {version} again. `python -m etl versions` lists all."
    source = contract.find(chosen.source)
    path = template.write(source, chosen.to or Path(f"{source.name}-template.xlsx"))
    return {"file": str(path), "source": source.name}, f"Wrote {path}. Fill it and drop it into inbox/{source.name}/."


if __name__ == "__main__":
    sys.exit(main())
