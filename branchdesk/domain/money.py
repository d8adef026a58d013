"""Money as whole fen: parsing what people type and writing it back, never a float on the way."""

from __future__ import annotations


class Fen(int):
    """An amount in fen (1/100 yuan); an `int` with a name, so that sentences write it as money."""


def format_money(fen: int) -> str:
    """Write an amount with thousands separators and two decimals: `1,234.50`, `-0.05`."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


def decimal_text(fen: int) -> str:
    """Write an amount for machines: `1234.50`, `-0.05`."""
    return format_money(fen).replace(",", "")
