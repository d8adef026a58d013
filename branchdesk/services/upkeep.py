"""What a person does with the branch file itself: settings, work calendar, backup and check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from branchdesk.domain.bookkeeping import Setting, Workday
from branchdesk.domain.branch import Branch
from branchdesk.domain.customers import Contract, HolidayPolicy
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.settings import Settings
from branchdesk.services.context import Context, Outcome
from branchdesk.services.receivables import Receivables
from branchdesk.storage.backup import back_up, back_up_before
from branchdesk.storage.checks import check_file
from branchdesk.storage.unit_of_work import UnitOfWork


class Upkeep:
    """Settings, work calendar, backup and check of the branch file."""

    def __init__(self, context: Context, receivables: Receivables) -> None:
        self._context = context
        self._receivables = receivables

    @property
    def path(self) -> Path:
        """Return where the branch file lies."""
        return self._context.database.path

    def branch(self) -> Branch:
        """Return whose file it is."""
        return self._context.branch

    def settings(self) -> Settings:
        """Return every setting, defaults included."""
        return self._context.settings

    def save_settings(self, settings: Settings) -> Outcome[Settings]:
        """Keep the settings that differ from their defaults."""
        defaults = asdict(Settings())
        with self._context.act("save_settings") as work:
            for key, value in asdict(settings).items():
                row = work.first(Setting, key=key)
                text = json.dumps(value)
                if row is not None:
                    work.update(replace(row, value=text))
                elif value != defaults[key]:
                    work.insert(Setting(key=key, value=text))
        return self._context.outcome(work, settings, msg("Settings saved"))

    def save_workdays(self, days: Sequence[Workday]) -> Outcome[int]:
        """Put days into the work calendar; open due dates and untouched visits follow it (decision 6)."""
        with self._context.act("save_workdays") as work:
            for day in days:
                known = work.first(Workday, day=day.day)
                if known is None:
                    work.insert(day)
                else:
                    work.update(replace(known, working=day.working, name=day.name))
            moved = self._receivables.recompute_due(work)
            followed = self._follow(work)
        message = msg("{count} days saved, {moved} due dates worked out again", count=len(days), moved=moved)
        if followed:
            message = msg("{what}, {n} visits follow the work calendar", what=message, n=followed)
        return self._context.outcome(work, len(days), message)

    def _follow(self, work: UnitOfWork) -> int:
        """Let visits go where the holiday policy now puts them; returns how many went."""
        from branchdesk.services.planning import plan_contract

        contracts = [one for one in work.find(Contract) if one.holiday_policy is not HolidayPolicy.KEEP]
        return sum(plan_contract(work, one, self._context).followed for one in contracts)

    def back_up(self, target: Path | None = None) -> Path:
        """Write a verified copy of the branch file, by default into `backups` beside it."""
        database = self._context.database
        if target is None:
            return back_up_before(database, "", self._context.clock.now())
        return back_up(database, target)

    def check(self, *, full: bool = False) -> list[Message]:
        """Verify the branch file; returns what is wrong, nothing when all is well."""
        return check_file(self._context.database, self._context.calendar, full=full)
