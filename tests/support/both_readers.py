"""A file read by the fast reader of CSV and by the careful one of everything, and random files to compare them on."""

import csv
import io
import random
from typing import Literal

from etl import contract
from etl.build import raw, stage
from etl.contract import SourceError
from tests.support.etl_fixtures import HEADINGS


def _scratch():
    return stage.connect(":memory:")


def read(path, source, con=None):
    """Read a file with each reader: (rows or None) of the fast one, (rows or SourceError) of the careful one."""
    con = con or _scratch()
    con.execute("drop table if exists scratch.fast; drop table if exists scratch.slow")
    names = ", ".join(source.columns)
    clean = ", ".join(f"scratch.clean({name})" for name in source.columns)
    shape = raw.shape(path)
    fast = None
    if shape.is_plain and shape.lines > 1 and raw._load_fast(con, path, path.name, source, "scratch.fast", shape):
        fast = con.execute(f"select cast(rowid + 2 as integer), {clean} from scratch.fast order by rowid").fetchall()
    try:
        raw._load_slow(con, path, path.name, source, "scratch.slow")
        careful = con.execute(f"select line, problem, {names} from scratch.slow order by line").fetchall()
    except SourceError as error:
        careful = error
    return fast, careful


CELLS = [
    "FJI",
    "Fiji",
    "",
    " ",
    "12",
    "3.0",
    "Côte d’Ivoire",
    "a b",
    "x\u00a0",
    "0",
    "2024-01-31",
    "\t7",
    "#",
    "\\",
    "'",
]
ODD = ['say "no"', "a,b", "a;b", "two\nlines", "two\r\nlines", '"', "a\rb", '""']


def random_file(dice: random.Random) -> bytes:
    """A CSV of one of the kinds met, sometimes broken by hand."""
    out = io.StringIO()
    end = dice.choice(["\n", "\n", "\r\n"])
    how: Literal[0, 1] = dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    writer = csv.writer(out, delimiter=dice.choice(",,;\t"), lineterminator=end, quoting=how)
    headings = list(HEADINGS)
    dice.shuffle(headings)
    writer.writerow(headings)
    odd = dice.random() < 0.5
    for _ in range(dice.randrange(1, 30)):
        writer.writerow([dice.choice(CELLS + (ODD if odd and dice.random() < 0.2 else [])) for _ in HEADINGS])
    text = out.getvalue()
    for _ in range(dice.choice([0, 0, 0, 1, 2])):
        at = dice.randrange(len(",".join(HEADINGS)) + 20, len(text) + 1) if len(text) > 200 else len(text)
        text = text[:at] + dice.choice(['"', end, ",", "", "\r", " ", '"a"', '""', "é"]) + text[at:]
    if dice.random() < 0.2:
        text = text.rstrip("\r\n")
    return (dice.choice(["", "\ufeff"]) + text).encode()


def compare(seeds, folder) -> tuple[int, int]:
    """Compare both readers; return how many files the fast one took and how many it left."""
    source = contract.find("deployments")
    taken, con = 0, _scratch()
    for seed in seeds:
        path = folder / f"{seed}.csv"
        path.write_bytes(random_file(random.Random(seed)))
        fast, careful = read(path, source, con)
        if fast is None:
            continue
        taken += 1
        assert not isinstance(careful, SourceError), (seed, careful)
        # The careful reader calls a row of blanks not data; to the fast one it is a row of nulls, judged in staging.
        assert {row[1] for row in careful} <= {None, "not_data"}, seed
        assert fast == [(row[0], *row[2:]) for row in careful], seed
    return taken, len(seeds) - taken
