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


SIX = [("exercise", "restricted", 6), ("public", "open", 6)]
FORTY = [("exercise", "restricted", 40), ("exercise", "open", 40), ("public", "open", 40)]


def written(folder, dataset, audience, count) -> list:
    """The briefs of the states of which there is most to say, as files of a folder."""
    snapshot = queries.current(dataset, audience)
    month = pd.Timestamp(queries.run("months", snapshot=snapshot)["as_of"].max()).date()
    view = View(snapshot, month, "all")
    with settings.using(dataset):
        states = outreach_facts.states(run, view, outreach_facts.entries(view))
        pledged = queries.run("pledge_ledger", snapshot=snapshot)["iso3"].value_counts()
        longest = states["iso3"].map(pledged).fillna(0).sort_values(ascending=False, kind="stable").index[:count]
        content = briefs.bundle(run, view, states.loc[sorted(longest)])
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    return sorted(file.rename(file.with_stem(f"{folder.name}-{file.stem}")) for file in folder.glob("*.docx"))


# One start of the office for all of them: it takes longer than to print a brief.
@pytest.mark.parametrize("worlds", [SIX, pytest.param(FORTY, marks=pytest.mark.more)], ids=len)
def test_each_brief_of_a_batch_is_one_page_and_nothing_is_cut_off(worlds, published, tmp_path):
    batches = {world: written(tmp_path / "-".join(world[:2]), *world) for world in worlds}
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    for files in batches.values():
        assert {len(files)} == {world[2] for world in worlds}
    every = [file for files in batches.values() for file in files]
    command = ["soffice", "--headless", own, "--convert-to", "pdf", "--outdir", "printed", *every]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=400)
    for (dataset, audience, _count), files in batches.items():
        for file in files:
            command = ["pdftotext", "-layout", tmp_path / "printed" / f"{file.stem}.pdf", "-"]
            text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
            assert text.count("\f") == 1, file.name  # one page
            words = " ".join(text.split())
            assert words.endswith("which of them fit is this dashboard's own choice."), file.name
            assert ("EXERCISE: Member State" in words) == (dataset == "exercise")
            assert ("RESTRICTED" in words) == (audience == "restricted") >= ("Units in the PCRS" in words)
