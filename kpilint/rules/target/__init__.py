"""TGT: whether a target says what is to be reached, and from where."""
