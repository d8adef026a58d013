"""What the visits of a month lack, and what was open when an extra request came (R009-R037, R143)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from branchdesk.domain.field_gaps import EarlierFinding, GapKind, MonthGap, OpenAdvice
from branchdesk.domain.months import Month
from branchdesk.domain.recommendations import ActsFor
from branchdesk.domain.site_book import Aspect
from branchdesk.storage.database import BranchDatabase
from branchdesk.storage.fields import instant_text

_DONE = """
SELECT v.id, v.date_on, s.id, CASE c.short_name WHEN '' THEN c.name ELSE c.short_name END, s.name,
    v.left_without_hand_over, v.handed_to,
    EXISTS (SELECT 1 FROM service_report r WHERE r.visit_id = v.id AND r.status = 'issued'),
    EXISTS (SELECT 1 FROM logbook b WHERE b.site_id = s.id AND b.placed_on <= v.date_on
        AND (b.removed_on IS NULL OR b.removed_on > v.date_on)) OR (h.id IS NOT NULL AND s.logbook_place <> ''
        AND NOT EXISTS (SELECT 1 FROM logbook b WHERE b.site_id = s.id)),
    h.id, h.logbook_checked, h.doors_closed AND h.lights_off AND h.all_back,
    c.kind = 'single' OR c.kind = 'one_off',
    (SELECT count(*) FROM site_rating g WHERE g.site_id = s.id AND g.month_on = ?)
FROM visit v JOIN site s ON s.id = v.site_id JOIN customer c ON c.id = s.customer_id
LEFT JOIN visit_sheet h ON h.visit_id = v.id
WHERE v.status = 'done' AND v.date_on BETWEEN ? AND ? ORDER BY v.date_on, v.id
"""
_EARLIER = """
SELECT known.day, known.text, known.advice,
    CASE c.short_name WHEN '' THEN c.name ELSE c.short_name END, s.name, s.id, known.visit_id, e.number, e.id,
    e.received_at, e.pest, known.closed_on
FROM extra_request e JOIN site s ON s.id = e.site_id JOIN customer c ON c.id = s.customer_id
JOIN (
    SELECT v.site_id AS site_id, v.date_on AS day, trim(f.place || ' ' || f.note) AS text, 0 AS advice,
        f.settled_on AS closed_on, v.id AS visit_id
    FROM finding f JOIN visit v ON v.id = f.visit_id WHERE f.kind <> 'pest'
    UNION ALL
    SELECT r.site_id, r.given_on, r.text, 1, r.closed_on, r.visit_id FROM recommendation r
) known ON known.site_id = e.site_id
WHERE e.received_at >= ? AND e.received_at < ? AND e.called_off_why = ''
ORDER BY e.received_at, e.id, known.day, known.advice
"""
_OPEN_ADVICE = """
SELECT r.id, r.text, r.acts, r.owner, r.given_on, r.due_on, c.id,
    CASE c.short_name WHEN '' THEN c.name ELSE c.short_name END, s.id, s.name
FROM recommendation r JOIN site s ON s.id = r.site_id JOIN customer c ON c.id = s.customer_id
WHERE r.state = 'open' AND c.status NOT IN ('lost', 'archived')
ORDER BY r.due_on IS NULL, r.due_on, r.given_on, r.id
"""


def open_advice(database: BranchDatabase) -> list[OpenAdvice]:
    """Read every recommendation that waits at a customer of ours, the most urgent first."""
    return [
        OpenAdvice(
            id=row[0],
            text=row[1],
            acts=ActsFor(row[2]),
            owner=row[3],
            given_on=date.fromisoformat(row[4]),
            due_on=date.fromisoformat(row[5]) if row[5] else None,
            customer_id=row[6],
            customer=row[7],
            site_id=row[8],
            site=row[9],
        )
        for row in database.rows(_OPEN_ADVICE)
    ]


def month_gaps(database: BranchDatabase, month: Month) -> list[MonthGap]:
    """Read what is missing at the visits of a month, by kind and day; the ratings of a group's site once."""
    span = (month.first.isoformat(), month.first.isoformat(), month.last.isoformat())
    found = [gap for row in database.rows(_DONE, span) for gap in _gaps(row)]
    rated: set[int] = set()
    kept: list[MonthGap] = []
    for gap in found:
        if gap.kind is not GapKind.RATING or gap.site_id not in rated:
            kept.append(gap)
        if gap.kind is GapKind.RATING:
            rated.add(gap.site_id)
    order = list(GapKind)
    return sorted(kept, key=lambda gap: (order.index(gap.kind), gap.day, gap.visit_id))


def earlier_findings(
    database: BranchDatabase, since: date, until: date, zone: ZoneInfo
) -> list[EarlierFinding]:
    """Read each finding and recommendation that was open on the day of an extra request."""
    span = (_midnight(since, zone), _midnight(until + timedelta(days=1), zone))
    # Closing days and the day of the request are days of the branch: compared here, not as instants.
    dated = ((row, _local(row[9], zone)) for row in database.rows(_EARLIER, span))
    rows = [(row, day) for row, day in dated if _was_open(row[0], row[11], day.isoformat())]
    return [
        EarlierFinding(
            id=number,
            found_on=date.fromisoformat(row[0]),
            text=row[1],
            is_recommendation=bool(row[2]),
            customer=row[3],
            site=row[4],
            site_id=row[5],
            visit_id=row[6],
            request=row[7],
            request_id=row[8],
            requested_on=day,
            pest=row[10],
        )
        for number, (row, day) in enumerate(rows, start=1)
    ]


def _gaps(row: Sequence[Any]) -> Iterator[MonthGap]:
    visit_id, day, site_id, customer, site, left_why, handed_to = row[:7]
    has_report, has_book, sheet, checked, left_well, alone, ratings = row[7:14]

    def gap(kind: GapKind, detail: str = "") -> MonthGap:
        number = visit_id * len(GapKind) + list(GapKind).index(kind)
        return MonthGap(number, kind, date.fromisoformat(day), visit_id, site_id, customer, site, detail)

    if not has_report:
        yield gap(GapKind.REPORT)
    if has_book and not checked:
        yield gap(GapKind.LOGBOOK)
    if left_why or (sheet and not handed_to):
        yield gap(GapKind.HAND_OVER, left_why)
    if sheet and not left_well:
        yield gap(GapKind.LEAVING)
    if ratings < len(Aspect) and not alone:
        yield gap(GapKind.RATING)


def _was_open(known_on: str, closed_on: str | None, day: str) -> bool:
    return known_on < day and (closed_on is None or closed_on > day)


def _midnight(day: date, zone: ZoneInfo) -> str:
    return instant_text(datetime(day.year, day.month, day.day, tzinfo=zone))


def _local(instant: str, zone: ZoneInfo) -> date:
    return datetime.fromisoformat(instant).astimezone(zone).date()
