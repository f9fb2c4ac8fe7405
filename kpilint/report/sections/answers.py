"""What several sections ask of one run, so that each of it is worked out once."""

from __future__ import annotations

from kpilint.report.sections.agreed import Agreed
from kpilint.report.sections.brakes import Brakes
from kpilint.report.sections.hanging import Hanging
from kpilint.report.sections.paths import Paths
from kpilint.report.sections.standing_reviews import StandingReviews
from kpilint.run import Result


class Answers:
    """Everything that remembers what it was asked about a run, together with the run."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.context = result.context
        self.catalogue = result.catalogue
        self.agreed = Agreed(result)
        self.brakes = Brakes(result, self.agreed)
        self.hanging = Hanging(result.catalogue)
        self.paths = Paths(result.context)
        self.reviews = StandingReviews(result.context)
