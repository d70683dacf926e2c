"""How well pledges are read: precision and recall against labelled public pledges and against sentences as ministers say them.

Of both a part was learnt from and a part is never printed, only its figures: nothing was tuned on it. Public pledges are
summaries, read with their quantity cell and without the list's own category; the natural sentences (natural.csv) are our own,
in six languages, read and split as those of a form are.
"""

import csv
from collections import defaultdict

from etl import settings
from etl.readers.pledges.candidates import build
from etl.readers.pledges.lexicon import Lexicon, bundled
from etl.readers.pledges.model import Candidate, Passage, Reading

FILES = settings.ROOT / "tests" / "files" / "pledges"
MEASURES = ("category", "capability", "quantity", "tangible", "first requirement")


def figure(candidate: Candidate) -> int | None:
    """The figure that a commitment says, be it a number or, as in "up to 20", a limit."""
    return candidate.quantity_max if candidate.quantity is None else candidate.quantity


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def read_all(lexicon):
    """Yield (part, label, public row, candidate) for each labelled pledge."""
    part = {row["iso3"]: row["part"] for row in rows(FILES / "split.csv")}
    labels = {row["pledge_id"]: row for row in rows(FILES / "labels.csv")}
    for row in rows(bundled("public_pledges_2015_2025.csv")):
        passage = Passage(
            row["pledge"], row["pledge_id"], quantity=row["quantity"], iso3=row["iso3"], ministerial=row["ministerial"]
        )
        reading = Reading("public", iso3=row["iso3"], ministerial=row["ministerial"])
        candidates = build([passage], reading, lexicon, split=False)
        yield part[row["iso3"]], labels[row["pledge_id"]], row, candidates[0]


def judge(label, candidate, lexicon, codes):
    """For each measure (said, should have been said, right)."""
    lines = {line for line in label["guide_lines"].split(";") if line}
    cited = {row["requirement_id"]: {row["guide_line"], *row["more_lines"].split(";")} for row in lexicon.requirements}
    known = {code for several in codes.values() for code in several}
    first = candidate.answers[0].requirement_id if candidate.answers else ""
    name = lexicon.categories[candidate.category]
    wanted = label["capability"] if label["capability"] != "none" else ""
    said = candidate.capability if candidate.capability in known else ""
    tangible = label["tangible"] == "yes"
    quantity = label["quantity"]
    return {
        "category": (True, True, name == label["pledge_category"]),
        "capability": (bool(said), bool(wanted), bool(said and wanted) and said in codes[wanted]),
        "quantity": (
            figure(candidate) is not None,
            bool(quantity),
            bool(quantity) and figure(candidate) == int(float(quantity)),
        ),
        "tangible": (candidate.is_tangible, tangible, candidate.is_tangible and tangible),
        "first requirement": (bool(first), bool(lines), bool(first) and bool(cited[first] & lines)),
    }


def figures(part):
    """(precision, recall, said, should have been said) of each measure for one part."""
    lexicon = Lexicon()
    codes = defaultdict(set)
    for row in rows(FILES / "label_capability.csv"):
        codes[row["label"]].add(row["capability"])
    sums = {measure: [0, 0, 0] for measure in MEASURES}
    for of_part, label, _, candidate in read_all(lexicon):
        if of_part == part:
            for measure, judgement in judge(label, candidate, lexicon, codes).items():
                sums[measure] = [have + one for have, one in zip(sums[measure], judgement, strict=True)]
    return {
        m: (right / max(said, 1), right / max(should, 1), said, should) for m, (said, should, right) in sums.items()
    }


def natural(part):
    """(precision, recall, said, should have been said) of each measure over the natural sentences of one part.

    A slot of a label may hold alternatives ("a/b"). An ask is right if one of those suggested is among those labelled.
    """
    lexicon = Lexicon()
    sums = {measure: [0, 0, 0] for measure in ("category", "capability", "quantity", "one of three asks")}
    for row in rows(FILES / "natural.csv"):
        if row["part"] == part:
            for measure, judgement in judge_natural(row, lexicon).items():
                sums[measure] = [have + one for have, one in zip(sums[measure], judgement, strict=True)]
    return {
        m: (right / max(said, 1), right / max(should, 1), said, should) for m, (said, should, right) in sums.items()
    }


def judge_natural(row, lexicon):
    """For each measure (said, should have been said, right) of one natural sentence."""
    candidates = build([Passage(row["sentence"], row["sentence_id"])], Reading("natural"), lexicon)
    said = {candidate.capability for candidate in candidates} - {""}
    slots = [set(slot.split("/")) for slot in row["capabilities"].split(";") if slot]
    asks = set(filter(None, row["requirement_ids"].split(";")))
    offered = {answer.requirement_id for candidate in candidates for answer in candidate.answers}
    quantities = set(filter(None, row["quantity"].split("/")))
    quantity = figure(candidates[0])
    return {
        "category": (True, True, row["category"] == candidates[0].category),
        "capability": (len(said), len(slots), sum(bool(slot & said) for slot in slots)),
        "quantity": (quantity is not None, bool(quantities), str(quantity) in quantities),
        "one of three asks": (bool(offered and asks), bool(asks), bool(asks & offered)),
    }


def run():
    for part in ("learn", "test"):
        for measure, (precision, recall, said, should) in figures(part).items():
            print(
                f"{part:5}  {measure:18} precision {precision:.2f} ({said} said)  recall {recall:.2f} ({should} labelled)"
            )
    for part in ("learn", "test"):
        for measure, (precision, recall, said, should) in natural(part).items():
            print(
                f"{part:5}  natural {measure:18} precision {precision:.2f} ({said} said)  recall {recall:.2f} ({should} labelled)"
            )
