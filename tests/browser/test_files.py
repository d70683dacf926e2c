"""What a reader takes away: pictures, links and paper hold what is on screen and say where it comes from."""

import io
import os
import re
import shutil
import subprocess
import urllib.parse
import xml.etree.ElementTree as tree

import openpyxl
import pytest
from PIL import Image

import queries
from dashboard import CONTENTS
from tests.support.browser import DONE, drawn, more, offered, picture, pictures, saved

pytestmark = pytest.mark.browser


def test_a_chart_is_saved_as_png_that_is_not_blank_and_on_paper_it_is_whole(walk, published, tmp_path):
    with walk("", "Overview") as seen:
        text, pages = paper(seen.page, tmp_path)
    with walk("gender_parity", "Gender parity") as seen:
        png = picture(seen.page, "PNG")
        assert png.suggested_filename == f"parity_by_category-2025-07-31-all-{queries.current().version}.png"
        image = Image.open(png.path()).convert("RGB")
    is_whole_on_paper(text, pages)
    colours = {colour: n for n, colour in image.getcolors(maxcolors=1 << 24)}
    # Blue and orange bars and the letters are there, on white.
    assert image.width > 1500 and len(colours) > 50
    assert all(colours.get(colour, 0) > 500 for colour in ((0x2F, 0x7F, 0xBF), (0xCF, 0x6D, 0x24), (255, 255, 255)))
    # Title above and source below: letters in the first and the last lines.
    for top, bottom in ((0, 60), (image.height - 60, image.height)):
        assert len(image.crop((0, top, image.width, bottom)).getcolors(1 << 24)) > 5


def says_its_source(svg):
    """Hold the words of a picture that was saved against what each must say."""
    words = " ".join(tree.parse(svg.path()).getroot().itertext())
    assert svg.suggested_filename.endswith(".svg")
    for part in ("31 July 2025 · all missions", "Source: UN Department of Peace", queries.current().version):
        assert part in words, part


# Looks of pages that draw other charts than the page as it opens: those of both datasets, then of each.
BOTH = (
    "gender_parity?show=missions", "gender_parity?show=change", "compare?by=state", "explore?by=category", "requirements?show=gaps",
    "requirements?show=announced", "pledges?show=breakdown", "pledges?show=conversion",
)  # fmt: skip
ALSO = {
    "public": ("country?iso3=BGD", "missions?mission=UNIFIL", "explore?look=map", "contributors?measure=share"),
    "exercise": (
        "country?iso3=QMB", "missions?mission=XMC", "contributors?look=flows", "capability_gaps?by=region", "capability_gaps?by=mission",
        "rapid_deployment?add=2&add_group=grulac", "rapid_deployment?show=diversity", "rapid_deployment?show=cycles",
        "engagement_platoons?show=bars", "engagement_platoons?show=trend", "engagement_platoons?show=rotations",
    ),
}  # fmt: skip


@pytest.mark.more
@pytest.mark.parametrize("dataset", ALSO)
def test_every_picture_of_every_page_says_what_it_shows_of_when_whence_and_for_whom(dataset, walk, published):
    pages = [name if name != "overview" else "" for section in CONTENTS.values() for name, _script, _title in section]
    taken = {}
    for path in [*pages, *BOTH, *ALSO[dataset]]:
        with walk(f"{path}{'&' if '?' in path else '?'}dataset={dataset}") as seen:
            for key, svg in pictures(seen):
                taken[path, key] = svg.suggested_filename
                parts = [part for part in tree.parse(svg.path()).iter() if part.tag.endswith("}text")]
                texts = ["".join(part.itertext()) for part in parts]
                is_whole(texts, svg.suggested_filename, dataset)
    assert len(taken) > (25 if dataset == "public" else 35), taken


def is_whole(texts, name, dataset):
    """Hold the texts of a picture and the name of its file against what each must say."""
    words = " ".join(texts)
    assert re.search(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b", words) and re.search(r"-20\d\d-\d\d-\d\d-", name), name
    assert "Source: " in words and f"Data version {queries.current(dataset).version}" in words and name.endswith(".svg")
    assert ("EXERCISE: " in words) == name.startswith("EXERCISE-") == (dataset == "exercise"), name
    assert ("RESTRICTED: not to be passed on." in words) == ("RESTRICTED" in name), name
    # Besides title and source stand the chart's own letters.
    assert len({text for text in texts if len(text) < 30}) >= 3, (name, texts)


def test_a_workbook_reread_equals_the_table_on_screen_and_the_chart_is_saved_with_its_source(walk, published):
    with walk("compare?by=state&from=2024-07-31", "Compare") as seen:
        file = saved(seen.page, "XLSX")
        says_its_source(picture(seen.page, "SVG"))
    book = openpyxl.load_workbook(io.BytesIO(file.path().read_bytes()))
    rows = list(book["Data"].iter_rows(values_only=True))
    want = queries.run("deployment_change", from_date="2024-07-31", by="state").set_index("key")
    place = {name: at for at, name in enumerate(rows[0])}
    assert len(rows) - 1 == len(want)
    for row in rows[1:]:
        for column in want.columns:
            assert row[place[column]] == want.loc[row[place["key"]], column]
        assert str(row[place["from_as_of"]])[:10] == "2024-07-31"
    change = book["Data"].cell(2, place["people_change"] + 1)
    assert change.number_format == "+#,##0;-#,##0;0" and book["Data"].freeze_panes == "A2"
    about = dict(book["Source"].iter_rows(values_only=True))
    assert about["Data version"] == queries.current().version and about["As of"] == "2025-07-31"


@pytest.mark.parametrize("kind", ["SVG", *more("PNG")])
def test_the_map_is_saved_with_its_source_and_credit(kind, walk):
    with walk("contributors", "Contributors") as seen:
        offered(seen.page, kind).click()
        seen.page.locator("[role=dialog] .choroplethlayer path").first.wait_for(state="attached", timeout=15_000)
        with seen.page.expect_download() as waiting:
            seen.page.locator("[role=dialog] .modebar-btn").first.click()
        path = waiting.value.path()
    if kind == "PNG":
        image = Image.open(path).convert("RGB")
        assert image.width > 1500 and len(image.getcolors(1 << 24)) > 100
    else:
        words = " ".join(tree.parse(path).getroot().itertext())
        assert "Source: UN Department" in words and "United Nations Geodata" in words and "31 July 2025" in words


def test_a_copied_link_holds_every_choice_and_opens_the_same_page(visit):
    seen = visit()
    seen.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = seen.open("gender_parity?show=contributors&category=formed_police_units&scope=peacekeeping", "Gender parity")
    page.get_by_role("button", name="Copy link").click()
    seen.settle()  # what is drawn anew under the pointer hides its button again
    shown = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").first
    page.mouse.move(0, 0)  # a pointer that is there already does not come to it
    shown.hover()
    shown.get_by_role("button", name="Copy to clipboard").click()
    link = page.evaluate("navigator.clipboard.readText()")
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlparse(link).query))
    assert set(asked) >= {"v", "dataset", "month", "scope", "show", "category"} and link.startswith(seen.base)
    again = visit()
    again.page.goto(link)
    again.page.get_by_role("heading", name="Gender parity", level=1).wait_for()
    again.page.wait_for_selector(DONE)
    again.page.wait_for_function("location.search.includes('category=')", timeout=15_000)
    assert dict(urllib.parse.parse_qsl(urllib.parse.urlparse(again.page.url).query)) == asked
    assert again.page.get_by_text("59,913").count() == 0 and asked["category"] == "formed_police_units"


def paper(page, folder):
    """Print a page on A4 and return its text, a line per line, and its pages as images."""
    drawn(page)
    page.pdf(path=folder / "page.pdf", format="A4", print_background=True)
    subprocess.run(["pdftotext", "-layout", "page.pdf", "page.txt"], cwd=folder, check=True)
    subprocess.run(["pdftoppm", "-r", "60", "-png", "page.pdf", "page"], cwd=folder, check=True)
    images = []
    for path in sorted(folder.glob("page-*.png")):
        with Image.open(path) as image:
            images.append(image.convert("RGB"))
    return (folder / "page.txt").read_text(), images


@pytest.fixture(autouse=True)
def poppler(request):
    """Skip what reads a printed page where nothing can read it, but never in continuous integration."""
    if "paper" in request.node.name and shutil.which("pdftotext") is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError("poppler-utils is missing: .ci/run installs it")
        pytest.skip("needs poppler-utils: apt-get install poppler-utils")


def test_on_paper_every_row_of_a_long_table_stands_and_the_controls_are_gone(walk, published, tmp_path):
    with walk("gender_parity?show=contributors", "Gender parity") as seen:
        text, pages = paper(seen.page, tmp_path)
    states = queries.run("parity_by_contributor", category="contingent_troops")
    names = dict(queries.run("countries")[["iso3", "name"]].itertuples(index=False))
    flat = re.sub(r"\s+", " ", text)
    missing = [names[iso3] for iso3 in states["iso3"] if names[iso3].split()[0] not in flat]
    assert len(states) > 60 and not missing
    assert "Copy link" not in text and "All missions" not in text and len(pages) >= 2
    for image in pages:  # nothing reaches the right edge: nothing is cut off there
        edge = image.convert("L").crop((image.width - 8, 0, image.width, image.height))
        assert edge.getextrema()[0] > 200


@pytest.mark.more
@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("requirements", "Requirements"), ("today?dataset=exercise", "EXERCISE: Today"), ("outreach?group=african_group&iso3=GHA", "Outreach"),
    ],
)  # fmt: skip
def test_on_paper_a_long_page_is_six_pages_at_most_and_cut_nowhere(path, title, walk, tmp_path):
    with walk(path, title) as seen:
        text, pages = paper(seen.page, tmp_path)
    assert 2 <= len(pages) <= 6 and title in text
    for image in pages:
        assert image.convert("L").crop((image.width - 8, 0, image.width, image.height)).getextrema()[0] > 200


@pytest.mark.more
def test_on_paper_a_chart_of_a_narrow_page_is_whole(visit, tmp_path):
    page = visit(width=390).open("", "Overview")
    is_whole_on_paper(*paper(page, tmp_path))


def is_whole_on_paper(text, pages):
    assert "Contingent troops: 3.9 points" in text and "Türkiye" not in text
    orange = [sum(n for n, c in i.convert("RGB").getcolors(1 << 24) if c == (0xCF, 0x6D, 0x24)) for i in pages]
    assert max(orange) > 100
    for image in pages:
        assert image.convert("L").crop((image.width - 8, 0, image.width, image.height)).getextrema()[0] > 200
