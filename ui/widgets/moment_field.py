"""A day and a time in one line: `14:30`, `-10`, `10分钟前`, `昨天 17:30`, `11-20 9:05`."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta

from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.typed_dates import Lean, parse_typed_date
from ui.language import tr
from ui.widgets.fields import ParsedField
from ui.widgets.typed_values import parse_time

_NOW = ("now", "现在", "刚才", "刚刚")
_AGO = re.compile(r"(?:-(\d{1,3})(h|小时)?|(\d{1,3})\s*(m|min|minutes?|分钟?|h|hours?|小时)\s*(?:ago|前))")
_HOURS = ("h", "hour", "hours", "小时")


class MomentField(ParsedField[datetime]):
    """A local moment without zone; what was not typed over keeps its seconds."""

    def __init__(self, now: datetime, value: datetime | None = None, *, lean: Lean = Lean.PAST) -> None:
        super().__init__(lambda text: parse_moment(text, now, lean), _written)
        self._exact: datetime | None = None
        self.setPlaceholderText(tr("14:30, -10, yesterday 17:30"))
        self.setToolTip(tr("Type 14:30, -10 (ten minutes ago), yesterday 17:30 or 11-20 9:05"))
        self.set_value(value)

    def value(self) -> datetime | None:
        """Return the moment; None where the field is empty or wrong."""
        if self._exact is not None and self.text() == _written(self._exact):
            return self._exact
        return super().value()

    def set_value(self, value: datetime | None) -> None:
        """Show a moment."""
        self._exact = value
        super().set_value(value)


def parse_moment(text: str, now: datetime, lean: Lean = Lean.PAST) -> datetime:
    """Read a typed moment; raises `Refused` with what can be typed instead."""
    typed = unicodedata.normalize("NFKC", text).strip().lower().replace("−", "-")
    if typed in _NOW:
        return now
    if ago := _AGO.fullmatch(typed):
        count, unit = int(ago[1] or ago[3]), ago[2] or ago[4]
        step = timedelta(hours=count) if unit in _HOURS else timedelta(minutes=count)
        return (now - step).replace(second=0)
    return _day_and_time(typed, now, lean)


def _day_and_time(typed: str, now: datetime, lean: Lean) -> datetime:
    for form in (r"(\S+(?:\s+\S+)*)[\st]+(\S+)", r"(\D+?)(\d{1,2}[:点时].*)", r"()(\S+)"):
        match = re.fullmatch(form, typed)
        if match is None:
            continue
        try:
            day = parse_typed_date(match[1], now.date(), lean=lean) if match[1] else now.date()
            return datetime.combine(day, time.fromisoformat(parse_time(match[2])))
        except Refused:
            continue
    raise Refused(
        msg(
            "“{text}” is not a moment. Type for example 14:30, -10 for ten minutes ago, or yesterday 17:30.",
            text=typed,
        )
    )


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")
