"""What a person does with duties: one-key results, next attempts, days away, reports owed (D04, D09)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from branchdesk.domain.attempts import NextAttempt, ReportWaiver, SeenDay
from branchdesk.domain.care import CareState, CareTick, Occasion
from branchdesk.domain.duties import Duty, DutyKind
from branchdesk.domain.duty_results import RESULTS, QuickResult, contact_for, is_call
from branchdesk.domain.errors import Refused
from branchdesk.domain.meetings import MeetingTask
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.visit_sheet import VisitSheet
from branchdesk.services.call_work import CallWork, Talk
from branchdesk.services.context import Context, Outcome
from branchdesk.services.duties import Duties
from branchdesk.storage.queries import attempts, visit_facts
from branchdesk.storage.queries.visit_facts import OwedReport

__all__ = ["Away", "DutyWork", "OwedReport"]


@dataclass(frozen=True, slots=True)
class Away:
    """The days on which nobody looked, and what became due in them and is not done yet (D04)."""

    since: date  # the last day on which somebody looked
    until: date  # yesterday
    duties: tuple[Duty, ...]


class DutyWork:
    """Everything that is done with duties themselves; the duties are derived, see `Duties`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # One key, one result

    def log(self, duty: Duty, result: QuickResult, *, key: str = "") -> Outcome[Any]:
        """Record what came of a duty in one act that is taken back as one."""
        if result is QuickResult.DONE:
            return self._done(duty)
        if result not in RESULTS:
            raise Refused(msg("This result needs a sentence. Open the call and write it down."))
        contact = contact_for(duty, RESULTS[result])
        told = duty.kind is DutyKind.COMPLAINT_STATUS and contact.result.fulfils
        outcome = CallWork(self._context).log_together([Talk(interaction=contact, told=told)], key=key)
        return replace(outcome, message=_logged(duty, result))

    def postpone(self, duty: Duty, to: date, why: str, *, at: str = "") -> Outcome[NextAttempt]:
        """Note when a call is tried again, and why; the duty stays on the list as late as it is (D04)."""
        if not is_call(duty):
            raise Refused(msg("Only a call can be tried again another day. This stays until it is done."))
        if to < self._context.clock.today():
            raise Refused(msg("The next attempt cannot lie in the past."), field="try_on")
        if not why.strip():
            raise Refused(msg("Say why it is not done now: whoever rings next wants to know."), field="why")
        with self._context.act("postpone", reason=why) as work:
            known = work.first(NextAttempt, duty_key=duty.key)
            fresh = replace(
                known or NextAttempt(duty_key=duty.key, customer_id=duty.whom.customer_id),
                try_on=to,
                try_at=at,
                why=why.strip(),
                employee=self._context.author.name,
                noted_at=self._context.clock.now(),
            )
            saved = work.update(fresh) if known else work.insert(fresh)
        message = msg("{name}: next attempt on {day}", name=duty.whom.customer, day=to)
        return self._context.outcome(work, saved, message)

    def _done(self, duty: Duty) -> Outcome[Any]:
        context, today = self._context, self._context.clock.today()
        with context.act("duty_done") as work:
            value: object
            if duty.kind is DutyKind.BIRTHDAY_CARE:
                value = work.insert(_greeted(duty, today, context.author.name))
            elif duty.kind is DutyKind.MEETING_TASK:
                value = work.update(replace(work.get(MeetingTask, duty.link_id), done_on=today))
            else:
                raise Refused(msg("Open it to say what came of it."))
        return context.outcome(work, value, msg("{name}: done", name=duty.whom.customer))

    # While nobody looked

    def away(self) -> Away | None:
        """Return what became due while nobody looked; None after a day that followed the one before (D04)."""
        context = self._context
        today = context.clock.today()
        since = attempts.last_seen_before(context.database, today)
        if since is None or today - since <= timedelta(days=1):
            return None
        due = Duties(context).due()
        return Away(since, today - timedelta(days=1), tuple(one for one in due if since < one.due_on < today))

    def look_after_absence(self) -> Away | None:
        """Return the days away at the first look of a day, and remember the look; later looks return None."""
        if self.was_seen_today():
            return None
        away = self.away()
        self.mark_seen()
        return away

    def was_seen_today(self) -> bool:
        """Tell whether somebody looked today already, so that the days away were told."""
        return self._context.reader.first(SeenDay, day=self._context.clock.today()) is not None

    def mark_seen(self) -> None:
        """Remember that somebody looked today; a second time changes nothing."""
        if self.was_seen_today():
            return
        today, name = self._context.clock.today(), self._context.author.name
        with self._context.act("see_duties") as work:
            if work.first(SeenDay, day=today) is None:
                work.insert(SeenDay(day=today, employee=name))

    # Reports owed

    def reports_owed(self, customer_id: int | None = None) -> list[OwedReport]:
        """Return the done visits whose signed report is not there, the oldest first (D09)."""
        return visit_facts.reports_owed(self._context.database, self._context.clock.today(), customer_id)

    def report_gate(
        self, customer_id: int, issued_on: date, contract_id: int | None = None
    ) -> list[OwedReport]:
        """Return what an invoice of a day waits for: services of its month and the one before (D09).

        Where the invoice names a contract, services of other contracts do not hold it.
        """
        first = (issued_on.replace(day=1) - timedelta(days=1)).replace(day=1)
        owed = self.reports_owed(customer_id)
        return [
            one
            for one in owed
            if first <= one.date_on <= issued_on and contract_id in (None, one.contract_id)
        ]

    def sign_report(self, visit_id: int, signed_by: str) -> Outcome[VisitSheet]:
        """Write who signed the report of a visit after it was issued; the report itself stays as it is."""
        if not signed_by.strip():
            raise Refused(msg("Who signed the report?"), field="signed_by")
        with self._context.act("sign_report") as work:
            known = work.first(VisitSheet, visit_id=visit_id)
            fresh = replace(known or VisitSheet(visit_id=visit_id), signed_by=signed_by.strip())
            saved = work.update(fresh) if known else work.insert(fresh)
        return self._context.outcome(work, saved, msg("Report signed by {name}", name=saved.signed_by))

    def waive_report(self, visit_id: int, why: str) -> Outcome[ReportWaiver]:
        """Give up waiting for the report of a visit, with the reason; only then does its invoice go on."""
        if not why.strip():
            raise Refused(msg("Say why there will be no report: the invoice rests on it."), field="why")
        with self._context.act("waive_report", reason=why) as work:
            saved = work.insert(
                ReportWaiver(
                    visit_id=visit_id,
                    why=why.strip(),
                    employee=self._context.author.name,
                    decided_on=self._context.clock.today(),
                )
            )
        return self._context.outcome(work, saved, msg("No report will be waited for"))


def _greeted(duty: Duty, today: date, employee: str) -> CareTick:
    return CareTick(
        occasion=Occasion.BIRTHDAY,
        day=duty.due_on,
        customer_id=duty.whom.customer_id,
        contact_id=duty.whom.contact_id,
        state=CareState.DONE,
        ticked_on=today,
        employee=employee,
    )


def _logged(duty: Duty, result: QuickResult) -> Message:
    name = duty.whom.customer
    if result is QuickResult.REACHED:
        return msg("{name}: {duty} done", name=name, duty=duty.kind)
    if result is QuickResult.MESSAGE:
        return msg("{name}: message left, stays on the list", name=name)
    return msg("{name}: not reached, stays on the list", name=name)
