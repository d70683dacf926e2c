"""Read a contributor's name as it is printed, cut off where a column was too narrow."""

import csv
import functools
import unicodedata
from collections.abc import Iterable

from etl import settings

TABLES = (("country", "name"), ("country_alias", "spelling"))
SHORTEST = 4  # letters of a name that is cut off


def known() -> "Names":
    """The spellings of the reference lists as they are now."""
    files = [settings.reference_file(table) for table, _ in TABLES]
    return _known(tuple((file, file.stat().st_mtime_ns) for file in files))


@functools.lru_cache(maxsize=4)  # a build asks for each PDF
def _known(_files: tuple) -> "Names":
    return Names()


class Names:
    """The codes of contributors by every spelling that is known."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        for table, spelling in TABLES:
            with settings.reference_file(table).open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    self.codes.setdefault(_fold(row[spelling]), row["iso3"])

    def codes_of(self, names: Iterable[str]) -> dict[str, str]:
        """The code of each name of one file, blank where none or several fit.

        A name that is cut off is of the one state that begins so; where several do, of the one that the file names in no
        other way.
        """
        found = {name: self.codes.get(_fold(name), "") for name in names}
        whole = set(found.values())
        for name, code in found.items():
            if not code:
                begun = {known for spelling, known in self.codes.items() if spelling.startswith(_fold(name))}
                begun = begun if len(begun) == 1 else begun - whole
                found[name] = begun.pop() if len(begun) == 1 and len(_fold(name)) >= SHORTEST else ""
        return found


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode()
    return " ".join(plain.casefold().rstrip(" ,").split())
