"""Compares an output with its reference file, or rewrites the reference when asked to."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "expected"


def compare(name: str, text: str, *, update: bool) -> None:
    """Fail with a readable difference; `--update-expected` rewrites the reference instead."""
    reference = FOLDER / name
    if update:
        FOLDER.mkdir(exist_ok=True)
        reference.write_text(text, encoding="utf-8", newline="\n")
    assert reference.exists(), f"{name} has no reference: run with --update-expected and read what it wrote"
    assert text.splitlines() == reference.read_text(encoding="utf-8").splitlines()
