"""Which fields say how a number is counted, and which only how it is spoken of."""

from __future__ import annotations

from kpilint.catalogue.model import Entity, Goal, Kpi, Measure, Mission, Person, Scheme, Team

# Where one of these differs, the numbers before and after are not the same number.
DEFINITION: dict[type[Entity], tuple[str, ...]] = {
    Kpi: (
        "formula", "numerator", "denominator", "population", "period", "percentile", "unit",
        "source", "scope", "derived_from", "definition",
    ),
    Measure: ("formula", "unit", "source", "derived_from"),
    Goal: ("statement",),
    Mission: ("statement",),
}  # fmt: skip

# Of these, the ones in which spaces beside signs mean nothing.
FORMULAS = frozenset({"formula", "numerator", "denominator"})

WORDING: dict[type[Entity], tuple[str, ...]] = {
    Kpi: (
        "name", "purpose", "limitations", "gaming_risks", "family_reason", "priority_rule",
    ),
    Goal: ("name",), Mission: ("name",), Measure: ("name",), Team: ("name",),
    Person: ("name", "role"), Scheme: ("name",),
}  # fmt: skip

DETAILS: dict[type[Entity], tuple[str, ...]] = {
    Kpi: (
        "conflicts_with", "proxy_for", "acts_on", "audience", "visible_to", "consulted",
        "exceptions", "controllable", "parkable", "mandated_by", "frequency", "publication_lag",
        "collector", "verified_by", "n", "response_rate", "created", "active_from", "valid_until",
        "retire_on", "replaced_by", "owner_pair",
    ),
    Goal: (
        "perspective", "kind", "avoid", "unmeasured", "quantified_on_purpose", "active_from",
        "retire_on", "replaced_by",
    ),
    Mission: ("approved_by", "approved_on"),
    Team: ("parent", "customer_facing", "review"),
    Person: ("active", "team"),
    Scheme: ("kind", "audience", "items"),
}  # fmt: skip

LABELS = ("family", "subkind", "role", "level")
PURPOSES = {Kpi: ("supports", "explains", "part_of"), Goal: ("supports",), Mission: ("parent",)}
# What hurts when a number is bad (the hard uses of the balance rules, and contracts).
HARD_USES = frozenset({"pay", "ranking", "discipline", "penalty", "public", "gamification"})
