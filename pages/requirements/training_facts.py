"""Training and translation as frames: what the guide asks for by year and language, who offers it, who took part. No Streamlit."""

import pandas as pd

from pages.kit import formats, naming
from pages.kit import labels as kit_labels
from pages.kit.text import _, colon, ngettext, semicolon
from pages.kit.view import Run, View
from pages.pledges import facts as pledge_facts
from pages.pledges import labels as pledge_labels
from pages.requirements import facts as requirement_facts

ASKS = "training_asks"
GRID = "translation_grid"
OFFERS = "training_hosts"
PARTICIPANTS = "training_participation"
SUBJECTS = ("training_wmpoc", "training_child_protection", "training_c_ied", "training_medical")  # asked about most


def by_year(run: Run, view: View, asks: pd.DataFrame) -> pd.DataFrame:
    """Asks, one row each, with a column a year and `any` for those that name none: who answers, and whether that is known.

    Columns in which nothing stands are left out. Frame: training_asks.
    """
    states = naming.states(run, view)
    rows: dict[str, dict] = {}
    for ask in asks.sort_values("year", na_position="last", kind="stable").itertuples():
        row = rows.setdefault(ask.requirement_id, {"requirement_id": ask.requirement_id, "ask": _(ask.ask)})
        answer, who = kit_labels.name(pledge_labels.ANSWERS, ask.status), naming.listed(ask.states, states, semicolon())
        row["any" if pd.isna(ask.year) else str(int(ask.year))] = f"{who}{colon()}{answer}" if who else answer
        row["earlier"] = ask.earlier_count
    years = [str(int(year)) for year in sorted(asks["year"].dropna().unique())]
    frame = pd.DataFrame(list(rows.values())).reindex(columns=["ask", *years, "any", "earlier", "requirement_id"])
    return frame.dropna(axis="columns", how="all").astype({"earlier": "int64"})


def by_language(grid: pd.DataFrame) -> pd.DataFrame:
    """Texts to translate, one row each, with a column for each official language asked for: exists, done, pledged, asked, None.

    `so_far` says in which language alone a translation exists, `unsaid` counts pledges that name no language. Frame:
    translation_grid.
    """
    states = grid[grid["language"].notna()].pivot(index="requirement_id", columns="language", values="state")
    texts = grid.drop_duplicates("requirement_id").set_index("requirement_id")
    texts = texts[texts.index.isin(states.index)]
    frame = pd.DataFrame({"ask": [_(ask) for ask in texts["ask"]]})
    for code in filter(states.columns.__contains__, pledge_labels.LANGUAGES):
        frame[code] = [naming.lookup(pledge_labels.GRID)(cell) for cell in states[code].reindex(texts.index)]
    only = _("{languages} only so far")
    existing = states.reindex(texts.index).eq("exists")
    frame["so_far"] = [
        only.format(languages=requirement_facts.languages(";".join(existing.columns[row]))) if row.any() else None
        for row in existing.to_numpy()
    ]
    return frame.assign(unsaid=texts["unsaid_count"].to_numpy())


def other_languages(grid: pd.DataFrame) -> list[str]:
    """Texts asked for in other languages, in Markdown, each with how many pledges there are. Frame: translation_grid."""
    official = grid.loc[grid["language"].notna(), "requirement_id"]
    lines = []
    for row in grid[~grid["requirement_id"].isin(official)].drop_duplicates("requirement_id").itertuples():
        n = int(row.unsaid_count)
        count = ngettext("{n} pledge", "{n} pledges", n).format(n=n) if n else _("no pledge")
        lines.append(f"{_(row.ask)} :gray[{count}]")
    return lines


def offers(run: Run, view: View, subject: str | None = None) -> pd.DataFrame:
    """Pledges on training, a row for each subject of each; on one subject where its capability is given."""
    return run(OFFERS, view.snapshot) if subject is None else run(OFFERS, view.snapshot, capability=subject)


def offers_in_words(run: Run, view: View, offers: pd.DataFrame) -> pd.DataFrame:
    """Pledges on training as a table says them, one row each in the same order."""
    capabilities, states = naming.capabilities(run, view), naming.states(run, view)
    rows = list(offers.itertuples())
    return pd.DataFrame(
        {
            "state": [states.get(row.iso3, row.iso3) for row in rows],
            "subject": [capabilities.get(row.capability, row.capability) for row in rows],
            "sentence": offers["sentence"],
            "ministerial": [pledge_facts.occasion(row) for row in rows],
            # The frame has no currency: an amount stands without one.
            "quantity": [
                formats.count(row.quantity) if row.unit == "currency" else pledge_facts.quantity(row) for row in rows
            ],
            "status": [pledge_facts.status(row.status) for row in rows],
            "status_date": offers["status_date"],
            "pledge_id": offers["pledge_id"],
        }
    )
