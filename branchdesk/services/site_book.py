"""What a site keeps over its visits: devices, logbook, staff meetings, ratings, recommendations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from dateutil.relativedelta import relativedelta

from branchdesk.domain import checks
from branchdesk.domain.attachments import NewFile
from branchdesk.domain.customers import Site
from branchdesk.domain.devices import Device, check_device, label_order
from branchdesk.domain.duties import Whom
from branchdesk.domain.duties_meetings import FailureFact, repeated_on
from branchdesk.domain.field_gaps import OpenAdvice
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.months import Month
from branchdesk.domain.recommendations import (
    Recommendation,
    RecommendationState,
    check_recommendation,
)
from branchdesk.domain.site_book import (
    Aspect,
    Logbook,
    PreparationMeeting,
    SiteRating,
    check_logbook,
    check_meeting,
    check_rating,
)
from branchdesk.domain.visit_findings import Finding
from branchdesk.domain.visits import Visit, VisitStatus
from branchdesk.services.attachments import Attachments
from branchdesk.services.context import Context, Outcome
from branchdesk.storage.queries import field_gaps
from branchdesk.storage.unit_of_work import UnitOfWork

R = TypeVar("R", bound=Any)


class SiteBook:
    """Everything that belongs to a site rather than to one visit."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # Devices

    def devices(self, site_id: int, *, removed: bool = False) -> list[Device]:
        """Read the devices of a site in the order of their labels."""
        found = self._context.reader.find(Device, site_id=site_id)
        return sorted((one for one in found if removed or one.removed_on is None), key=label_order)

    def save_device(self, device: Device, *, key: str = "") -> Outcome[Device]:
        """Add or change one device."""
        checks.require(check_device(device, self._context.reader.find(Device, site_id=device.site_id)))
        return self._save(device, msg("Device {number} saved", number=device.number), key)

    def save_devices(self, site_id: int, devices: Sequence[Device]) -> Outcome[int]:
        """Let a site have exactly these devices; one that is left out keeps what was found at it."""
        rows = [replace(one, site_id=site_id) for one in devices]
        for one in rows:
            checks.require(check_device(one, [other for other in rows if other is not one]))
        kept = {one.id for one in rows}
        with self._context.act("save_devices") as work:
            for old in self.devices(site_id):
                if old.id not in kept:
                    self._take_away(work, old)
            for one in rows:
                _ = work.update(one) if one.id else work.insert(one)
        return self._context.outcome(work, len(rows), msg("{n} devices saved", n=len(rows)))

    def _take_away(self, work: UnitOfWork, device: Device) -> None:
        if work.first(Finding, device_id=device.id) is None:
            work.delete(device)
        else:
            work.update(replace(device, removed_on=self._context.clock.today()))

    # Recommendations

    def recommendations(self, site_id: int) -> list[Recommendation]:
        """Read all recommendations for a site, the newest first."""
        found = self._context.reader.find(Recommendation, site_id=site_id)
        return sorted(found, key=lambda one: (one.given_on, one.id), reverse=True)

    def open_advice(self) -> list[OpenAdvice]:
        """Read what waits over all sites, the most urgent first: whom to remind (R053)."""
        return field_gaps.open_advice(self._context.database)

    def save_recommendations(self, site_id: int, rows: Sequence[Recommendation]) -> Outcome[int]:
        """Add or change recommendations; one that is no longer open gets its day (R053)."""
        fresh = [self._dated(replace(one, site_id=site_id)) for one in rows]
        for one in fresh:
            checks.require(check_recommendation(one))
        with self._context.act("save_recommendations") as work:
            for one in fresh:
                _ = work.update(one) if one.id else work.insert(one)
        return self._context.outcome(work, len(fresh), msg("{n} recommendations saved", n=len(fresh)))

    def _dated(self, one: Recommendation) -> Recommendation:
        today = self._context.clock.today()
        given = today if one.given_on == date.min else one.given_on
        closed = None if one.state is RecommendationState.OPEN else one.closed_on or today
        return replace(one, given_on=given, closed_on=closed)

    # Logbook, meetings, ratings

    def logbook(self, site_id: int) -> Logbook | None:
        """Read the logbook that lies at a site, None where there is none."""
        found = self._context.reader.find(Logbook, site_id=site_id, removed_on=None)
        return max(found, key=lambda one: one.placed_on, default=None)

    def save_logbook(self, book: Logbook, *, key: str = "") -> Outcome[Logbook]:
        """Say where the logbook lies, since when, by whom, and to whom its purpose was explained (R009)."""
        checks.require(check_logbook(book))
        with self._context.act("save_logbook", key=key) as work:
            saved = work.update(book) if book.id else work.insert(book)
            site = work.get(Site, book.site_id)
            work.update(replace(site, logbook_place="" if book.removed_on else book.place))
        return self._context.outcome(work, saved, msg("Logbook saved"))

    def meetings(self, site_id: int) -> list[PreparationMeeting]:
        """Read the meetings with the people of a site, the newest first."""
        found = self._context.reader.find(PreparationMeeting, site_id=site_id)
        return sorted(found, key=lambda one: (one.held_on, one.id), reverse=True)

    def save_meeting(self, meeting: PreparationMeeting, *, key: str = "") -> Outcome[PreparationMeeting]:
        """Record a meeting with the staff of a site; preparation failures are counted anew from it (R014)."""
        checks.require(check_meeting(meeting, self._context.clock.today()))
        return self._save(meeting, msg("Meeting saved; failures count anew from here"), key)

    def meeting_suggested(self, site_id: int, on: date | None = None) -> tuple[date, ...]:
        """Return the failures for which a meeting is suggested on a day, none where it is not (R014)."""
        context, day = self._context, on or self._context.clock.today()
        visits = context.reader.find(Visit, site_id=site_id, status=VisitStatus.DONE)
        failed = sorted(one.date_on for one in visits if one.preparation_missing and one.date_on <= day)
        met_on = max((one.held_on for one in self.meetings(site_id) if one.held_on <= day), default=None)
        if not failed:
            return ()
        nobody = Whom(customer_id=0, customer="")
        fact = FailureFact(site_id=site_id, whom=nobody, failed_on=tuple(failed), met_on=met_on)
        repeated = repeated_on(fact, context.settings, day)
        if repeated is None:
            return ()
        since = repeated - relativedelta(months=context.settings.preparation_failure_months)
        return tuple(one for one in failed if one >= since and (met_on is None or one > met_on))

    def ratings(self, site_id: int, month: Month) -> list[SiteRating]:
        """Read how a site was rated in a month (R037)."""
        return self._context.reader.find(SiteRating, site_id=site_id, month_on=month.first)

    def save_ratings(
        self, ratings: Sequence[SiteRating], pictures: Mapping[Aspect, Sequence[NewFile]] | None = None
    ) -> Outcome[int]:
        """Rate a site for a month, with pictures by aspect; a second time corrects (R037)."""
        for one in ratings:
            checks.require(check_rating(one))
        with self._context.act("save_ratings") as work:
            for one in ratings:
                saved = self._rate(work, one)
                files = (pictures or {}).get(one.aspect, ())
                Attachments(self._context).attach(work, "site_rating", saved.id, files)
        return self._context.outcome(work, len(ratings), msg("{n} ratings saved", n=len(ratings)))

    def _rate(self, work: UnitOfWork, one: SiteRating) -> SiteRating:
        known = work.first(SiteRating, site_id=one.site_id, month_on=one.month_on, aspect=one.aspect)
        today, author = self._context.clock.today(), self._context.author.name
        fresh = replace(one, noted_on=today, noted_by=author)
        if known is None:
            return work.insert(replace(fresh, id=0))
        return work.update(replace(fresh, id=known.id, version=known.version))

    def _save(self, record: R, message: Message, key: str) -> Outcome[R]:
        with self._context.act("save_" + type(record).__name__.lower(), key=key) as work:
            saved = work.update(record) if record.id else work.insert(record)
        return self._context.outcome(work, saved, message)
