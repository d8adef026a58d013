"""The month of the branch as one value, and the lock after which it prints the same for ever (R173, D30)."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from decimal import Decimal

from branchdesk.domain.aging import AgingTable, Bucket, age, parse_edges
from branchdesk.domain.aging_titles import bucket_titles
from branchdesk.domain.bookkeeping import MonthLock
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.money import yuan
from branchdesk.domain.month_figures import MONTHS_BACK, charts, compared_months, sections
from branchdesk.domain.month_ties import Corrections, ties
from branchdesk.domain.months import Month
from branchdesk.domain.summaries import MonthlySummary, Section
from branchdesk.domain.summary_json import from_plain, to_plain
from branchdesk.services import month_numbers as numbers_of
from branchdesk.services.context import Context, Outcome
from branchdesk.services.month_numbers import Found
from branchdesk.services.month_sheets import sheets
from branchdesk.storage.queries import receivables, summary_frame, summary_money
from branchdesk.storage.queries.summary_frame import Frame
from branchdesk.storage.queries.summary_money import Flow

_BALANCES = {"receivables": "closing", "visits": "open", "complaints": "open"}  # section, figure at the end


class Summaries:
    """The monthly summary."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def month(self, year: int, month: int) -> MonthlySummary:
        """Return a month: as it was locked, or computed from dated facts as of its end (or today)."""
        wanted = Month(year, month)
        lock = self._context.reader.first(MonthLock, month=wanted.key)
        return self._computed(wanted) if lock is None else self._stored(lock)

    def lock(self, year: int, month: int) -> Outcome[MonthlySummary]:
        """Keep a month as it is printed today; what is entered for it later counts in the next month."""
        wanted = Month(year, month)
        context = self._context
        if context.clock.today() <= wanted.last:
            early = msg("{month} is not over yet. Lock it after {day}.", month=wanted.key, day=wanted.last)
            raise Refused(early, field="month")
        with context.act("lock_month") as work:
            if work.first(MonthLock, month=wanted.key) is not None:
                raise Refused(msg("{month} is locked already.", month=wanted.key), field="month")
            at, by = work.at, work.author.name
            summary = replace(self._computed(wanted), locked_at=at.astimezone(context.zone), locked_by=by)
            marks = summary_frame.newest_rows(context.database)
            kept = {"marks": asdict(marks), "summary": to_plain(summary)}
            text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
            work.insert(MonthLock(month=wanted.key, locked_at=at, locked_by=by, summary=text))
        outcome = context.outcome(work, summary, msg("{month} locked", month=wanted.key))
        return replace(outcome, undo=None)  # a locked month stays locked

    def _stored(self, lock: MonthLock) -> MonthlySummary:
        summary: MonthlySummary = from_plain(json.loads(lock.summary)["summary"])
        zone = self._context.zone
        return replace(
            summary, made_at=summary.made_at.astimezone(zone), locked_at=lock.locked_at.astimezone(zone)
        )

    def _computed(self, month: Month) -> MonthlySummary:
        context = self._context
        if context.clock.today() < month.first:
            raise Refused(
                msg("{month} has not begun. Choose an earlier month.", month=month.key), field="month"
            )
        locks = summary_frame.locked(context.database, month.plus(-MONTHS_BACK - 2), month.plus(-1))
        frame = Frame(
            months=[month.plus(back) for back in range(-MONTHS_BACK - 1, 1)],
            as_of=min(month.last, context.clock.today()),
            zone=context.zone,
            marks={at: marks for at, (marks, _) in locks.items()},
        )
        return _Making(context, frame, {at: _values(text) for at, (_, text) in locks.items()}).summary()


def _values(text: str) -> dict[str, Decimal | None]:
    """Return the values of a locked month by "section.figure"."""
    kept: tuple[Section, ...] = from_plain(json.loads(text))
    return {f"{section.key}.{figure.key}": figure.value for section in kept for figure in section.figures}


class _Making:
    """One computation of a month, from the facts to the value."""

    def __init__(
        self, context: Context, frame: Frame, printed: dict[Month, dict[str, Decimal | None]]
    ) -> None:
        self._context = context
        self._frame = frame
        self._printed = printed
        self._edges = parse_edges(context.settings.aging_edges)
        self._flows = summary_money.money_flows(context.database, frame)
        self._tables = self._aging()

    def summary(self) -> MonthlySummary:
        """Make the value."""
        context, frame = self._context, self._frame
        numbers = self._numbers()
        corrections = self._corrections(numbers)
        self._hold_to_print(numbers)
        self._open_balance(numbers)
        aging = self._tables[frame.month]
        titles = bucket_titles(self._edges)
        bars = [
            (titles[bucket], yuan(aging.total.amounts[bucket]))
            for bucket in Bucket
            if bucket is not Bucket.ON_ACCOUNT
        ]
        return MonthlySummary(
            branch=context.branch.name,
            year=frame.month.year,
            month=frame.month.number,
            as_of=frame.as_of,
            made_at=context.clock.now().astimezone(frame.zone),
            sections=sections(numbers, frame.month),
            sheets=sheets(context, frame, aging, self._edges),
            ties=ties(numbers, frame.month, corrections),
            charts=charts(numbers, frame.month, bars),
        )

    def _aging(self) -> dict[Month, AgingTable[int]]:
        """Age the same facts as of the end of every month that is shown, and of the month before each."""
        frame = self._frame
        shown = compared_months(frame.month)
        wanted = sorted({*shown, *(month.plus(-1) for month in shown)})
        since = wanted[0].last
        facts = receivables.receivable_history(self._context.database, since, frame.as_of)
        money = receivables.credit_history(self._context.database, since, frame.as_of)
        return {month: age(facts, money, frame.closes(month), self._edges) for month in wanted}

    def _numbers(self) -> Found:
        """Gather every figure of every month; months before the first record have no basis."""
        context, frame = self._context, self._frame
        numbers = numbers_of.visit_numbers(context, frame)
        numbers |= numbers_of.communication_numbers(context, frame)
        numbers |= numbers_of.complaint_numbers(context, frame, numbers["visits.done"])
        numbers |= numbers_of.money_numbers(context, frame, self._flows)
        numbers |= numbers_of.aging_numbers(self._tables)
        first = summary_frame.first_record(context.database, frame.zone)
        for by_month in numbers.values():
            for month in by_month:
                if first is None or month.last < first:
                    by_month[month] = None
        return numbers

    def _corrections(self, numbers: Found) -> Corrections:
        """Find what the month before, were it not locked, would say otherwise today.

        Money that was entered later counts in this month and is no correction.
        """
        before = self._frame.month.plus(-1)
        printed = self._printed.get(before)
        if printed is None:
            return {}
        late = yuan(self._flows.get(self._frame.month, Flow()).late_fen)
        found: Corrections = {}
        for section, figure in _BALANCES.items():
            key = f"{section}.{figure}"
            now, then = numbers[key].get(before), printed.get(key)
            found[section] = (now or Decimal(0)) - (then or Decimal(0))
        found["receivables"] -= late
        return found

    def _hold_to_print(self, numbers: Found) -> None:
        """Let locked months say what was printed of them."""
        for month, printed in self._printed.items():
            for key, value in printed.items():
                if key in numbers:
                    numbers[key][month] = value

    def _open_balance(self, numbers: Found) -> None:
        """Begin each month with the balance at the end of the one before."""
        closing = numbers["receivables.closing"]
        opening: dict[Month, Decimal | None] = {}
        for month in self._frame.months:
            before = month.plus(-1)
            if month in self._printed:
                opening[month] = self._printed[month].get("receivables.opening")
            elif closing.get(month) is not None and before in closing:
                opening[month] = closing[before] or Decimal(0)
        numbers["receivables.opening"] = opening
