"""REV: whether a number is still questioned."""
