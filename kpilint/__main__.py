"""Where the process starts: `kpilint` and `python -m kpilint`."""

from __future__ import annotations

import gc

# A run is short and keeps nearly all it makes: collecting garbage only costs, a tenth of start-up.
gc.disable()

from kpilint.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
