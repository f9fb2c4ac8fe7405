"""DAT: where a number comes from, and whether it can be believed."""
