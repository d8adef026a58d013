"""What chasing asks of a day: reminders of the ladder, exemptions that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from branchdesk.domain.duties import Duty
from branchdesk.domain.duties_chase import exemption_duties, ladder_duties
from branchdesk.services.context import Context
from branchdesk.services.dunning import Dunning
from branchdesk.storage.queries.chasing import exemption_rows

_ASKED_FOR = timedelta(days=60)


def chase_watch(context: Context, today: date, until: date) -> Iterator[Duty]:
    """Derive the duties of chasing; what ended long ago is settled one way or the other."""
    proposals = Dunning(context).due()
    yield from ladder_duties(len(proposals), sum(one.amount_fen for one in proposals), today)
    recent = [
        one
        for one in exemption_rows(context.database, today)
        if one.ends_on is None or one.ends_on >= today - _ASKED_FOR
    ]
    yield from exemption_duties(recent, context.settings.exemption_notice_days, until)
