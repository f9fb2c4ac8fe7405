"""STR: what can be read."""
