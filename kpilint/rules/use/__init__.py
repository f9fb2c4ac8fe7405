"""USE: what a number is used for, and what hangs on it."""
