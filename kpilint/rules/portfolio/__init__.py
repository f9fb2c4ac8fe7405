"""POR: what a set of numbers leaves out, or holds too much of."""
