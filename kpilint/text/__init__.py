"""Ground floor: text with places. Knows nothing of YAML."""
