"""The words of the forms that Member States fill in, in each of their languages: those by which a form is read back among them. No Streamlit."""

from pages.kit.languages import names
from pages.kit.text import language


def told(text: str) -> str:
    """Return a text of a form in the run's language, as the readers of forms know it (data/reference/form_text.csv)."""
    return names.forms(language()).get(text, text)
