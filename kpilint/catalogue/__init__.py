"""Floor 2: the catalogue. What an organisation measures, why, and what keeps it honest."""
