"""DEF: what a number is for, what it counts, and which way is better."""
