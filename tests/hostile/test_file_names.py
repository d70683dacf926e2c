"""Names of files that hold what is restricted, loaded or refused, stand in no open file: neither in a database nor on a page, in a download or in the server's log."""

import io
import logging
import zipfile

import pytest

import queries
from etl import settings
from etl.build import publish
from etl.door import Refused, Upload, load
from pages.kit import exports, sources
from pages.kit.cache import run
from serving import logs
from tests.support import screen
from tests.support.etl_fixtures import Site, csv_text, reading
from tests.support.pledge_forms import ANNOUNCED, HELICOPTERS, QRF, decide, form, know_states, waiting
from tests.support.screen import app

CANARY = "CANARYNAME"
ROSTER = [["U-1", "Fiji", "qrf_company", "military", "150", "Level 2", "2026-05-01", "available"]]
HEADINGS = ("pledge_id", "state", "capability", "component", "strength", "level", "date_accepted", "status")
TRACKER = csv_text([["Member State QMB", "Funding", "EUR 3 million in 2027"]], ("Member State", "Category", "Pledge"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Restricted files of every fate: a roster, one that is refused, a form with an announced pledge, a tracker, a form that is refused."""
    with pytest.MonkeyPatch.context() as patch:
        made = Site(tmp_path_factory.mktemp("named"), patch)
        know_states(made.data, "QMB")
        made.drop(f"{CANARY} roster_2026-06-30.csv", csv_text(ROSTER, HEADINGS), "pcrs_roster")
        made.drop(f"{CANARY} bad_2026-06-30.csv", "nothing,of,this\n1,2,3\n", "pcrs_roster")
        made.drop(f"{CANARY} officers.csv", "nothing,of,this\n1,2,3\n", "officers")
        made.drop(f"{CANARY} form.docx", form(), "pledges")
        made.drop(f"{CANARY} tracker.csv", TRACKER, "pledges")
        made.drop(f"{CANARY} half.docx", b"PK\x03\x04 half a file", "pledges")
        made.build()
        found = waiting(made)
        decide(found[QRF], "confirm")
        decide(found[QRF], "status", new=ANNOUNCED)
        decide(found[HELICOPTERS], "confirm")
        made.build()
        yield made


def test_no_open_database_names_one(site):
    for audience, is_named in (("open", False), ("restricted", True)):
        path = settings.database_file(str(publish.current()), "public", audience)
        with reading(path) as con:
            tables = con.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            told = "".join(
                str(con.execute(f'select * from "{schema}"."{table}"').fetchall()) for schema, table in tables
            )
        assert (CANARY in told or CANARY.encode() in path.read_bytes()) == is_named, audience
        assert QRF in told  # the pledge itself was announced


@pytest.mark.parametrize(
    "page", ["about/method.py", "about/health.py", "pledges/page.py", "deployments/changes.py", "overview/page.py"]
)
def test_no_open_page_or_download_names_one(page, site, monkeypatch):
    monkeypatch.setenv("LEDGER_AUDIENCE", "open")
    at = screen.unfold(app(page))
    assert CANARY not in "\n".join(text for _where, text in screen.texts(at))
    assert CANARY not in "".join(str(part.value) for part in at.dataframe)


def test_no_export_of_an_open_query_names_one(site):
    view = screen.newest("public", "open")
    for name in (
        "files",
        "refused_files",
        "pledge_ledger",
        "pledge_sources",
        "quarantine",
        "findings",
        "not_read",
        "rows_not_read",
    ):
        if queries.get(name).about["audience"] == "restricted":
            continue
        frame, head = run(name, view.snapshot), sources.head(run, view, name)
        with zipfile.ZipFile(io.BytesIO(exports.to_xlsx(frame, head))) as book:
            parts = "".join(book.read(part).decode("utf-8", "replace") for part in book.namelist())
        assert CANARY not in parts and CANARY not in exports.to_csv(frame, head).decode()


def test_no_log_names_one(site):
    with pytest.raises(Refused) as told:
        load(Upload(f"{CANARY} again_2026-06-30.csv", b"a,b\n1,2\n", "pcrs_roster"), "AB")
    record = logging.LogRecord("etl", logging.ERROR, __file__, 1, "%s", (told.value,), None)
    assert (
        CANARY in str(told.value)
        and CANARY not in logs.Lines().format(record)
        and CANARY not in logs.Words().format(record)
    )
