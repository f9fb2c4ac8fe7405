"""Floor 3: what is linked to what. Plain dictionaries; networkx only for questions they cannot answer."""
