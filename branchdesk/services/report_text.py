"""Rows of a visit as lines of text: what lists, cards and reports read of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from branchdesk.domain.devices import Device
from branchdesk.domain.recommendations import Recommendation
from branchdesk.domain.visit_findings import Finding, FindingKind, MaterialUse, quantity_text
from branchdesk.language import Words


def findings_text(
    words: Words, findings: Iterable[Finding], devices: Mapping[int, Device], remarks: str
) -> str:
    """Return the findings of a visit, one a line, and the remarks after them."""
    lines = [
        finding_line(words, one, devices.get(one.device_id) if one.device_id else None) for one in findings
    ]
    return "\n".join([*lines, *([remarks] if remarks else [])])


def finding_line(words: Words, finding: Finding, device: Device | None) -> str:
    """Return one finding: where, what, how many, and what else there is to say."""
    where = " ".join(
        dict.fromkeys(
            part
            for part in (device.number if device else "", finding.place or (device.place if device else ""))
            if part
        )
    )
    kind = "" if finding.kind is FindingKind.PEST else words.term(finding.kind)
    count = "" if finding.number is None else f"{finding.number} {finding.unit}".strip()
    what = " ".join(part for part in (finding.pest or kind, count) if part)
    if finding.note:
        what = words.tr("{what}, {note}", what=what, note=finding.note) if what else finding.note
    return words.tr("{where}: {what}", where=where, what=what) if where else what


def recommendations_text(words: Words, rows: Iterable[Recommendation], remarks: str = "") -> str:
    """Return recommendations, one a line with who acts until when, and the remarks after them."""
    lines = [recommendation_line(words, one) for one in rows]
    return "\n".join([*lines, *([remarks] if remarks else [])])


def recommendation_line(words: Words, one: Recommendation) -> str:
    """Return one recommendation with who acts until when."""
    who = one.owner or words.term(one.acts)
    if one.due_on is None:
        return words.tr("{text} ({who})", text=one.text, who=who)
    return words.tr("{text} ({who}, by {day})", text=one.text, who=who, day=one.due_on)


def material_line(words: Words, use: MaterialUse) -> str:
    """Return one material with how much of it, how thin, how and where."""
    amount = "" if use.quantity_milli is None else f"{quantity_text(use.quantity_milli)} {use.unit}"
    parts = (amount, use.dilution, use.method, use.area, use.target, use.note)
    said = [part for part in parts if part]
    return words.tr("{where}: {what}", where=use.name, what=words.tr(", ").join(said)) if said else use.name
