"""Where the process starts: `kpilint` and `python -m kpilint`."""

from __future__ import annotations

import atexit
import gc
import signal

# A run is short and keeps nearly all it makes: collecting garbage only costs, a tenth of start-up.
gc.disable()
# The interpreter would still look for garbage once when it ends, in all that was ever imported.
atexit.register(gc.freeze)

# Whoever interrupts before anything has begun is to see no traceback of imports.
_starts = __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _starts:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from kpilint.cli import main  # noqa: E402

if _starts:
    signal.signal(signal.SIGINT, signal.default_int_handler)

if __name__ == "__main__":
    main()
