"""The two kinds of plain label: a heading, and a remark in the muted colour."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ui.theme import heading_font


def heading(text: str, scale: float = 1.0) -> QLabel:
    """Make a heading; `scale` is against the size of plain text."""
    label = QLabel(text)
    label.setFont(heading_font(scale))
    return label


def muted(text: str) -> QLabel:
    """Make a remark that wraps."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label
