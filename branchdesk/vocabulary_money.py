"""The English names in what happens to money that came: part of the vocabulary."""

from __future__ import annotations

from branchdesk.domain.messages import mark

MONEY_TERMS: dict[str, dict[str, str]] = {
    "AdjustmentKind": {
        "PRICE": mark("Price adjustment"),
        "WRITE_OFF": mark("Write-off"),
    },
    "BounceReason": {
        "NO_COVER": mark("Account not covered"),
        "WRONG_DETAILS": mark("Wrong account or name"),
        "SIGNATURE": mark("Seal or signature differs"),
        "RECALLED": mark("Payer took it back"),
        "OTHER": mark("Another reason"),
    },
}
