"""Runs the pages of `specs/` and `examples/`: see `specs/README.md` for how a page is written."""
