"""What comes out of a printer, read back from the PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Printed:
    """Pages as texts, their sizes in millimetres, and how the structure is tagged.

    `tags` counts the elements of the structure tree (H1, P, Table ...), by which a screen reader
    finds its way; it is empty in a PDF that is not tagged.
    """

    pages: list[str]
    sizes: list[tuple[int, int]]
    tags: Counter[str]
    language: str
    title: str

    @property
    def is_a4(self) -> bool:
        """Whether every page is A4, upright."""
        return set(self.sizes) == {(210, 297)}

    @classmethod
    def read(cls, pdf: bytes) -> Printed:
        from pypdf import PdfReader

        reader = PdfReader(BytesIO(pdf))
        catalogue: dict[str, Any] = {**reader.root_object}
        boxes = [page.mediabox for page in reader.pages]
        return cls(
            pages=[page.extract_text() for page in reader.pages],
            sizes=[
                (round(float(box.width) / POINTS_PER_MM), round(float(box.height) / POINTS_PER_MM))
                for box in boxes
            ],
            tags=Counter(_tags(catalogue.get("/StructTreeRoot"))),
            language=str(catalogue.get("/Lang", "")),
            title=(reader.metadata.title if reader.metadata else None) or "",
        )


def _tags(element: Any) -> Iterator[str]:
    """The kinds of all elements of a structure tree, in order, whatever is nested in what."""
    open_ = [element]
    while open_:
        one = open_.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            open_ += one[::-1]
        elif isinstance(one, dict):
            if "/S" in one:
                yield str(one["/S"]).removeprefix("/")
            open_.append(one.get("/K"))
