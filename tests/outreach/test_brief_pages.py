"""The brief as a printer sees it: states of which there is most to say, each on one page with its last line on it."""

import io
import os
import shutil
import subprocess
import zipfile

import pandas as pd
import pytest

import queries
from etl import settings
from pages.kit.cache import run
from pages.kit.view import View
from pages.outreach import facts as outreach_facts
from pages.reports import briefs

NEEDED = ("soffice", "pdftotext")


@pytest.fixture(autouse=True)
def printer():
    """Skip where nothing can print a document or read it, but never in continuous integration."""
    if not all(map(shutil.which, NEEDED)):
        if os.environ.get("CI") == "true":
            raise RuntimeError("LibreOffice or poppler-utils is missing: .ci/run installs them")
        pytest.skip("needs LibreOffice and Poppler: apt-get install libreoffice-writer-nogui poppler-utils")


FORTY = [(*world, 40) for world in (("exercise", "restricted"), ("exercise", "open"), ("public", "open"))]


@pytest.mark.parametrize(
    ("dataset", "audience", "count"),
    [
        ("exercise", "restricted", 6),
        ("public", "open", 6),
        *(pytest.param(*world, marks=pytest.mark.more) for world in FORTY),
    ],
)
def test_each_brief_of_a_batch_is_one_page_and_nothing_is_cut_off(dataset, audience, count, published, tmp_path):
    snapshot = queries.current(dataset, audience)
    month = pd.Timestamp(queries.run("months", snapshot=snapshot)["as_of"].max()).date()
    view = View(snapshot, month, "all")
    with settings.using(dataset):
        states = outreach_facts.states(run, view, outreach_facts.entries(view))
        # The states of which there is most to say.
        pledged = queries.run("pledge_ledger", snapshot=snapshot)["iso3"].value_counts()
        longest = states["iso3"].map(pledged).fillna(0).sort_values(ascending=False, kind="stable").index[:count]
        states = states.loc[sorted(longest)]
        content = briefs.bundle(run, view, states)
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    files = sorted(tmp_path.glob("*.docx"))
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(["soffice", "--headless", own, "--convert-to", "pdf", *files], cwd=tmp_path, check=True, capture_output=True, timeout=240)  # fmt: skip
    assert len(files) == count
    for file in files:
        printed = subprocess.run(
            ["pdftotext", "-layout", file.with_suffix(".pdf"), "-"], check=True, capture_output=True
        )
        text = printed.stdout.decode()
        assert text.count("\f") == 1, file.name  # one page
        words = " ".join(text.split())
        assert words.endswith("which of them fit is this dashboard's own choice."), file.name
        assert ("EXERCISE: Member State" in words) == (dataset == "exercise")
        assert ("RESTRICTED" in words) == (audience == "restricted") >= ("Units in the PCRS" in words)
