"""Where the process starts: `kpilint` and `python -m kpilint`."""

from __future__ import annotations

import atexit
import gc
import os
import sys

# A run is short and keeps nearly all it makes: collecting garbage only costs, a tenth of start-up.
gc.disable()
# Whoever registered before this, such as a tool that measures coverage, is called after this.
_is_last = atexit._ncallbacks() == 0  # there is no public way to ask
_status: list[int] = []


def _leave() -> None:
    """End the process, called when all else is done.

    The interpreter would look for garbage once more, and then take apart all that was ever
    imported: a twentieth of the time of checking a small file.
    """
    gc.freeze()
    if _status and _is_last:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # then the interpreter ends as ever, and says what is to be said
        os._exit(_status[0])


def main() -> None:
    """Run the command line, and end this process with its status."""
    try:
        from kpilint.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        # Nothing has begun: no traceback of imports.
        sys.exit(130)
    except SystemExit as end:
        _status.append(int(end.code or 0))
        raise


atexit.register(_leave)

if __name__ == "__main__":
    main()
