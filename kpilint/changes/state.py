"""What is asked of each of two states of a catalogue. A context of a run answers all of it."""

from __future__ import annotations

from typing import Protocol

from kpilint.analysis.balance import Balance
from kpilint.analysis.reviews import Reviews
from kpilint.catalogue.catalogue import Catalogue
from kpilint.graph.links import Links


class State(Protocol):
    """One of them."""

    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def balance(self) -> Balance: ...
    @property
    def links(self) -> Links: ...
    @property
    def reviews(self) -> Reviews: ...
