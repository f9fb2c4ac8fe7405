"""The report as a PDF: from the same page, tagged, complete, and always the same."""

from __future__ import annotations

import io
import os

import pytest
from pypdf import PdfReader

from tests.report_samples import not_ready, ready

try:
    import weasyprint  # noqa: F401
except (ImportError, OSError):  # no extra, or no Pango on this machine
    if os.environ.get("CI"):
        raise
    pytest.skip("weasyprint cannot be used here", allow_module_level=True)

from kpilint.report.formats import pdf

A4 = (595, 842)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf.render(not_ready())


def test_it_is_tagged_and_on_a4(printed: bytes) -> None:
    document = PdfReader(io.BytesIO(printed))
    root = document.root_object
    assert "/Marked" in str(root["/MarkInfo"])
    assert str(root["/Lang"]) == "en-GB"
    assert "KPI governance report" in str(document.metadata and document.metadata.title)
    for page in document.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4


def test_page_one_holds_the_verdict_and_the_decisions(printed: bytes) -> None:
    report = not_ready()
    text = " ".join(PdfReader(io.BytesIO(printed)).pages[0].extract_text().split())
    assert report.verdict.headline in text
    assert report.decisions[0].action.split('"')[1] in text
    assert "Reviews" in text or "review" in text


def test_the_same_report_gives_the_same_bytes() -> None:
    report = ready()
    assert pdf.render(report) == pdf.render(report)
