"""Draw the whole window to pictures: `python -m tests.screenshots [OUTDIR]`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.screenshots.draw import draw_all

if __name__ == "__main__":
    draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("artifacts", "screenshots"), set(sys.argv[2:]))
