"""The order of an answer whose query stands in UN order: that of the names of states in the language at hand. No Streamlit."""

import re
from collections.abc import Mapping

import pandas as pd

ORDERED = re.compile(
    r"order by\s+((?:(?!order by).)*?)(?:\w+\.)?\bun_order\b(?!.*\border by\b)", re.DOTALL | re.IGNORECASE
)
TERM = re.compile(r"(?:(\w+)\.)?(\w+)(?: desc| asc)?(?: nulls (?:last|first))?")
# Sorted by what is no column of the answer: the column that it stands for.
STANDS_FOR = {
    "held_from": "ministerial",
    "days": "level",
    "deployed_mission": "mission_code",
    "measured.position": "category",
    "subject.position": "capability",
    "changed.position": "change",
    "group_rdl_unit_count": "regional_group",
}


def before(sql: str, columns: list[str]) -> list[str] | None:
    """Columns of the answer that a query is sorted by before UN order; None where it is not in UN order, or by what no column tells."""
    found = ORDERED.search(sql)
    if found is None:
        return None
    told = []
    for term in filter(None, (part.strip() for part in found[1].split(","))):
        match = TERM.fullmatch(term)
        if match is None:
            return None
        table, name = match[1] or "", match[2]
        alias = re.search(rf"\b{re.escape(f'{table}.{name}')} as (\w+)", sql) if table else None
        tried = [name, alias[1] if alias else "", STANDS_FOR.get(f"{table}.{name}", STANDS_FOR.get(name, "")), table]
        column = next((one for one in tried if one in columns), None)
        if column is None:
            return None
        told.append(column)
    return told


def in_order(sql: str, answer: pd.DataFrame, places: Mapping[str, int]) -> pd.DataFrame:
    """The answer with the states of each of its parts, that are sorted by something else, in the order of `places`."""
    by = before(sql, list(answer.columns))
    if by is None or answer.empty:
        return answer
    cells = answer[by].astype("string").fillna("")
    part = (cells != cells.shift()).any(axis=1).cumsum() if by else 0
    keys = pd.DataFrame({"part": part, "place": answer["iso3"].map(places)}, index=answer.index)
    blank = "first" if "un_order nulls first" in sql else "last"  # a total has no state
    return answer.loc[keys.sort_values(["part", "place"], kind="stable", na_position=blank).index].reset_index(
        drop=True
    )
