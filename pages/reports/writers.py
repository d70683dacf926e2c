"""A document as the file that is asked for. What writes it is read only where somebody downloads one."""

from pages.reports.papers import Paper, cleaned


def written(paper: Paper, kind: str) -> bytes:
    """The document as a file: docx or pdf."""
    paper = cleaned(paper)
    if kind == "pdf":
        from pages.reports import pdf

        return pdf.written(paper)
    from pages.reports import word

    return word.written(paper)
