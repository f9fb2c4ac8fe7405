"""The report as a PDF, printed from the same page; tagged, so that it can be read aloud."""

from __future__ import annotations

from kpilint.report.facts import Report
from kpilint.report.formats.html import render as render_page


def render(report: Report) -> bytes:
    """The bytes of the document; the same report gives the same bytes.

    Raises ImportError without the extra `pdf`, and OSError without Pango, the library of the system
    that sets its text. Nothing is fetched while it is made, whatever the page names.
    """
    from weasyprint import HTML  # noqa: PLC0415 - an extra
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    page = HTML(string=render_page(report), url_fetcher=URLFetcher(allowed_protocols=()))
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return made
