"""The titles of the aging's columns on paper, where a label is one text without gaps."""

from __future__ import annotations

from branchdesk.domain.aging import DEFAULT_EDGES, Bucket, Edges
from branchdesk.domain.messages import mark

_TITLES = {
    Bucket.NOT_SIGNED: mark("Not signed"),
    Bucket.NOT_DUE: mark("Not due"),
    Bucket.D1_30: mark("1–30 days"),
    Bucket.D31_60: mark("31–60 days"),
    Bucket.D61_90: mark("61–90 days"),
    Bucket.D91_PLUS: mark("over 90 days"),
    Bucket.ON_ACCOUNT: mark("On account"),
}


def bucket_titles(edges: Edges = DEFAULT_EDGES) -> dict[Bucket, str]:
    """Return a title for each column; edited edges are bare numbers, the same in every language."""
    if edges == DEFAULT_EDGES:
        return dict(_TITLES)
    first, second, third = edges
    return _TITLES | {
        Bucket.D1_30: f"1–{first}",
        Bucket.D31_60: f"{first + 1}–{second}",
        Bucket.D61_90: f"{second + 1}–{third}",
        Bucket.D91_PLUS: f">{third}",
    }
