"""Icons come with the page's style: each that a page or Streamlit names is drawn, and Streamlit's font of all there are is not asked for."""

import pytest

from serving import icons

pytestmark = pytest.mark.browser

# As wide as high, where the name of an icon is turned into it; a name that is none stays a row of letters.
WIDE = """async ([family, names]) => {
  await document.fonts.ready;
  const one = document.body.appendChild(document.createElement("span"));
  one.style.cssText = `font: 20px "${family}"; position: absolute; white-space: nowrap; font-feature-settings: "liga"`;
  return names.filter(name => { one.textContent = name; return Math.abs(one.getBoundingClientRect().width - 20) > 1; });
}"""


def test_every_icon_is_in_the_font_that_comes_with_the_style(server, chromium):
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    page.locator("[data-testid=stMain] [data-testid=stIconMaterial]").first.wait_for()
    # Streamlit's own font does not have the icon of a filled star by this name.
    assert page.evaluate(WIDE, ["Material Symbols Rounded", sorted(icons.names() | {"no_icon_at_all"})]) == [
        "no_icon_at_all",
        "star_filled",
    ]
    assert not [url for url in asked if "MaterialSymbols" in url]
    page.close()
