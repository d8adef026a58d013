"""Amounts in Chinese capitals (大写), as contracts, receipts and demands must have them."""

from __future__ import annotations

from decimal import Decimal

import cn2an


def capitals(fen: int) -> str:
    """Write an amount of fen in capitals, such as 壹佰元整; raises ValueError below zero."""
    if fen < 0:
        raise ValueError("an amount in capitals is not negative")
    return str(cn2an.an2cn(f"{Decimal(fen) / 100:.2f}", "rmb"))
