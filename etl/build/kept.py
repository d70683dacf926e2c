"""Keep the last good content of every file of the inbox, so that a bad one under its name takes nothing away that was served.

inbox/.kept/
  <source>/...    the files of the last version, under their folders and names
  index.json      the hash of each, and what is told of a later content that was refused, by path within the inbox

What is no longer in the inbox, and what a good file has taken the place of, is not kept.
"""

import json
import shutil
from pathlib import Path

from etl import settings
from etl.build.intake import PART

SAID = " What the file said before still stands."


def _folder() -> Path:
    return settings.inbox_dir() / ".kept"


def _within(path: Path) -> str:
    return path.relative_to(settings.inbox_dir()).as_posix()


def _index() -> dict[str, dict]:
    try:
        index = json.loads((_folder() / "index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return index if isinstance(index, dict) and all(isinstance(one, dict) for one in index.values()) else {}


def _write(index: dict[str, dict]) -> None:
    settings.own_folder(_folder())
    new = _folder() / "index.new"
    with open(new, "w", encoding="utf-8", opener=settings.own) as handle:
        json.dump(index, handle, ensure_ascii=False, indent=1)
    new.replace(_folder() / "index.json")


def instead(path: Path) -> Path | None:
    """The last good content of a file that is refused now; None where there is none."""
    kept = _folder() / _within(path)
    return kept if _within(path) in _index() and kept.is_file() else None


def told(path: Path, sha256: str, code: str) -> dict | None:
    """What this same program told of this content when it was refused; None where it was not."""
    refusal = _index().get(_within(path), {}).get("refused") or {}
    return refusal["told"] if (refusal.get("sha256"), refusal.get("code")) == (sha256, code) else None


def note(path: Path, sha256: str, code: str, refusal: dict) -> bool:
    """Note that a content is refused, so that the one before stands in for it; False where none is kept, or it is that one."""
    index = _index()
    if instead(path) is None or index[_within(path)]["sha256"] == sha256:
        return False
    index[_within(path)]["refused"] = {"sha256": sha256, "code": code, "told": refusal}
    _write(index)
    return True


def keep(good: dict[Path, str], present: list[Path]) -> None:
    """Keep what was loaded (hash by path), and of all that is `present` in the inbox what was kept before; nothing else."""
    before = _index()
    index = {_within(path): before[_within(path)] for path in present if _within(path) in before}
    for path, sha256 in good.items():
        if _folder() in path.parents:
            continue
        name = _within(path)
        if index.get(name, {}).get("sha256") != sha256:
            to = _folder() / name
            settings.own_folder(_folder())
            to.parent.mkdir(parents=True, exist_ok=True)
            part = to.with_name(f"{PART}{to.name}")
            shutil.copyfile(path, part)
            part.chmod(0o600)
            part.replace(to)
        index[name] = {"sha256": sha256}
    for name in before.keys() - index.keys():
        (_folder() / name).unlink(missing_ok=True)
    if index != before:
        _write(index)
