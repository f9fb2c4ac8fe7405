"""Floor 6: changing files, so that each is old or new at any moment and never in between."""
