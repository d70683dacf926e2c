"""Forms of an invented state for tests: a data folder that knows Member State QMB, and forms written by python-docx."""

import csv
import io

from docx import Document

from etl.records import decisions

CATEGORIES = (
    "Uniformed capabilities", "Peacekeeping Training, Capacity Building, and Partnerships",
    "Safety and Security of Peacekeepers, including medical", "Conduct", "Environment", "Women, Peace and Security",
    "Technology", "Strategic Communications and Information integrity", "Funding", "Other",
)  # fmt: skip
QRF = "One quick reaction force company for MINUSCA by June 2026."
HELICOPTERS = "Two medium utility helicopters by the end of 2026, subject to approval by parliament."
COURSE = "Host a UN staff officers course in French in 2026."
FUND = "EUR 2 million for the Elsie Initiative Fund in 2026."
ANNOUNCED = {"status": "announced", "date": "2025-05-13", "source": "statement at the meeting"}
PROMISED = {0: [QRF, HELICOPTERS], 1: [COURSE], 8: [FUND]}


def form(
    promised: dict[int, list[str]] = PROMISED, state: str = "Member State QMB", meeting: str = "Berlin 2025"
) -> bytes:
    """A pledge form: the guide's table of two columns and ten categories."""
    document = Document()
    document.add_heading("Member State Pledge Form", 0)
    document.add_paragraph(f"Member State: {state}")
    document.add_paragraph(f"{meeting} UN Peacekeeping Ministerial")
    table = document.add_table(rows=0, cols=2)
    for place, category in enumerate(CATEGORIES):
        left, right = table.add_row().cells
        left.text = category
        first, *rest = promised.get(place) or [""]
        right.text = first
        for sentence in rest:
            right.add_paragraph(sentence)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def know_states(data, *codes: str) -> None:
    """Add invented Member States to a test's own list of countries."""
    path = data / "reference" / "country.csv"
    path.chmod(0o644)
    with path.open(encoding="utf-8", newline="") as handle:
        columns = next(csv.reader(handle))
    with path.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, restval="", lineterminator="\n")
        for number, code in enumerate(codes, 9001):
            row = {"iso3": code, "name": f"Member State {code}", "m49": number, "regional_group": "african_group"}
            writer.writerow(row | {"is_member_state": "true", "source": "invented"})


def waiting(site) -> dict[str, str]:
    """Ids of candidates by their sentence."""
    sql = "select sentence, candidate_id from mart.pledge_candidate order by position"
    return dict(site.rows(sql, audience="restricted"))


def decide(candidate_id: str, action: str, **decision) -> dict:
    """Log a decision that rests on the newest one."""
    last = decisions.last_on(candidate_id, decisions.log())
    return decisions.decide(candidate_id, action, "AB", base=last["seq"] if last else 0, **decision)
