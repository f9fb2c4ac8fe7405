"""Templates as an earlier run compiled them.

Compiling takes longer than filling in the report of 200 KPIs. What was compiled is code, and so it
lies where Python keeps the compiled modules of this package, never in the cache folder that a user
may choose: whoever can write there could write the modules themselves.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import FileSystemBytecodeCache, compiler
from jinja2.bccache import Bucket

from kpilint.store import stamps
from kpilint.version import VERSION


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps what was compiled beside the compiled modules, as far as Python may write there.

    It holds for one text of a template, one Jinja, one kpilint, and one state of `files`: those
    that set up the environment, or that hold filters which a template asks about its own words.
    Jinja does that once, when it compiles.
    """

    def __init__(self, *files: str) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent))
        self._about = repr((VERSION, stamps((compiler,), *files)))

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{self._about}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        # Whatever is wrong with a file, the template is at hand.
        with suppress(Exception):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
