"""The colours of the window: one table per theme, and what is mixed from them."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

LIGHT = {
    "background": "#f4f5f7",
    "surface": "#ffffff",
    "raised": "#f9fafb",
    "border": "#d8dce2",
    "field_border": "#868f9c",
    "text": "#1a2028",
    "muted": "#586270",
    "accent": "#1f5fbf",
    "on_accent": "#ffffff",
    "selection": "#dbe7fa",
    "hover": "#edf1f6",
    "late": "#b3261e",
    "soon": "#8a5700",
    "kept": "#1c6b3c",
    "info": "#1d5fa8",
    "done": "#5c6470",
}

DARK = {
    "background": "#15181d",
    "surface": "#1d2127",
    "raised": "#242930",
    "border": "#343a43",
    "field_border": "#727c8a",
    "text": "#e6e9ee",
    "muted": "#a6afbb",
    "accent": "#86b4ff",
    "on_accent": "#0b1a30",
    "selection": "#2b4263",
    "hover": "#282e36",
    "late": "#ff9389",
    "soon": "#f0b64a",
    "kept": "#74d19b",
    "info": "#85bcff",
    "done": "#a9b1bc",
}

STATES = ("late", "soon", "kept", "info", "done")
"""Tokens that say how a record stands; each also exists as `<token>_soft`, the ground of a badge."""


def colours(theme: str) -> dict[str, QColor]:
    """Return every token of a theme (`light` or `dark`), with the soft grounds of the states."""
    table = {token: QColor(value) for token, value in (DARK if theme == "dark" else LIGHT).items()}
    share = 0.17 if theme == "dark" else 0.09
    for token in (*STATES, "accent"):
        table[f"{token}_soft"] = mix(table[token], table["surface"], share)
    table["border_soft"] = mix(table["border"], table["surface"], 0.55)
    return table


def mix(top: QColor, ground: QColor, share: float) -> QColor:
    """Lay `share` (0…1) of one colour over another."""

    def part(above: float, below: float) -> float:
        return above * share + below * (1 - share)

    return QColor.fromRgbF(
        part(top.redF(), ground.redF()),
        part(top.greenF(), ground.greenF()),
        part(top.blueF(), ground.blueF()),
    )


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours after WCAG 2 (1…21)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def qt_palette(table: dict[str, QColor]) -> QPalette:
    """Lay the tokens into the roles that Fusion paints with."""
    role = QPalette.ColorRole
    palette = QPalette(table["raised"], table["background"])
    for where, token in (
        (role.Window, "background"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "raised"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"),
        (role.Mid, "border"),
        (role.Dark, "field_border"),
    ):
        palette.setColor(where, table[token])
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, table["done"])
    return palette
