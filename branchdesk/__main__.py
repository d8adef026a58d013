"""`python -m branchdesk`."""

from __future__ import annotations

import sys

from branchdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
