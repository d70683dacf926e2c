"""Tables in a real browser: no button of Streamlit's own for files, and small lines that leave a gap where nothing was reported."""

import pytest

from pages.kit import sparks
from pages.kit.theme import BLUE
from tests.support.browser import more
from tests.support.figures import month_end

pytestmark = pytest.mark.browser

# Draw a picture and return, column by column, how many of its pixels have the line's colour, and how many any other.
COUNT = """async ([url, red, green, blue]) => {
  const image = new Image();
  await new Promise((done, failed) => { image.onload = done; image.onerror = failed; image.src = url; });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const dots = pen.getImageData(0, 0, image.width, image.height).data;
  const near = at => Math.abs(dots[at] - red) + Math.abs(dots[at + 1] - green) + Math.abs(dots[at + 2] - blue) < 60;
  const columns = [];
  for (let x = 0; x < image.width; x++) {
    let line = 0, other = 0;
    for (let y = 0; y < image.height; y++) {
      const at = 4 * (y * image.width + x);
      if (dots[at + 3] > 120) near(at) ? line++ : other++;
    }
    columns.push([line, other]);
  }
  return columns;
}"""


@pytest.mark.parametrize(
    "path", ["gender_parity?show=contributors", *more("contributors", "method_and_sources", "data_health")]
)
def test_a_table_offers_no_file_of_streamlits_own(path, walk):
    with walk(path) as seen:
        seen.page.get_by_test_id("stDataFrame").first.hover()
        buttons = seen.page.locator("[data-testid=stElementToolbar] button")
        buttons.first.wait_for(timeout=15_000)
        offered = [button.get_attribute("aria-label") for button in buttons.all()]
    assert any(label.startswith("Search") for label in offered)
    assert not [label for label in offered if "CSV" in label or "data" in label.lower() or label.startswith("Copy")]


def test_the_small_line_is_really_broken_and_hatched_where_nothing_was_reported(chromium):
    months = [month_end(2024, month) for month in range(1, 13)]
    reported = [day for day in months if day.month not in (5, 6, 7)]
    values = {day: 10 for day in reported if day.month != 11}
    page = chromium.new_page()
    colour = [int(BLUE[at : at + 2], 16) for at in (1, 3, 5)]
    columns = page.evaluate(COUNT, [sparks.line(values, months, reported), *colour])
    page.close()
    step = (sparks.WIDTH - 2 * sparks.EDGE) / (len(months) - 1)

    def around(month: int, reach: float = 0.3) -> list:
        middle = sparks.EDGE + (month - 1) * step
        return columns[max(0, int(middle - reach * step)) : int(middle + reach * step) + 1]

    for month in (2, 3, 9):
        assert all(line and not other for line, other in around(month)), month
    for month in (5, 6, 7):
        assert not any(line for line, _ in around(month)) and any(other for _, other in around(month)), month
    assert not any(line or other for line, other in around(11))
