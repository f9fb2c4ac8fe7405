"""python -m tests.histories NAME FOLDER"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.histories.build import STORIES, history


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] not in STORIES:
        print(f"python -m tests.histories {{{','.join(STORIES)}}} FOLDER", file=sys.stderr)
        return 2
    print(history(arguments[0], Path(arguments[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
