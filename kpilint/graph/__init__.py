"""Floor 3: what is linked to what. Plain dictionaries answer; networkx where they cannot."""
