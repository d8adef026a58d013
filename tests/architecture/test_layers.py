"""Who may know whom."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.source import ROOT

CONTRACTS = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_cache=True, no_logo=True))
"""
HEADLESS = """
import importlib, pkgutil, sys
for package in map(importlib.import_module, ("branchdesk", "exports")):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith(".__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
print([name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))])
"""
LIGHT = """
import sys, branchdesk.cli, branchdesk.__main__
print([name for name in ("PySide6", "openpyxl", "fpdf") if name in sys.modules])
"""


def answer(code: str) -> str:
    """Run Python code in a process of its own and return what it says."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_imports_point_downwards_only() -> None:
    assert "0 broken" in answer(CONTRACTS)


def test_everything_but_the_window_works_without_qt() -> None:
    assert answer(HEADLESS) == "[]"


def test_a_command_starts_without_qt_and_without_the_makers_of_papers() -> None:
    assert answer(LIGHT) == "[]"
