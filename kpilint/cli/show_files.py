"""`--show-files`: what would be read."""

from __future__ import annotations

from kpilint.catalogue.catalogue import is_catalogue
from kpilint.cli.load import Call
from kpilint.cli.terminal import print_out
from kpilint.text.show import show


def show_files(call: Call) -> None:
    """Print a line for each file: part of the catalogue, or passed over."""
    for source in sorted(call.sources, key=lambda source: source.path):
        tree = call.read(source)
        if not is_catalogue(tree):
            note = "  (passed over: no entries such as mission, goals or kpis)"
        else:
            note = "" if tree.root is not None else "  (cannot be read)"
        print_out(f"{show(source.path)}{note}\n")
