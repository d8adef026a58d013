"""One open branch file in the window: acts in the background, one refresh signal, undo, navigation."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from branchdesk.domain.changes import Changes
from branchdesk.services.context import Outcome
from branchdesk.services.desk import Desk
from ui import notices
from ui.change_bus import ChangeBus
from ui.language import say, tr
from ui.operations import Operation
from ui.settings import Settings

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty

MOST_UNDO = 50


@dataclass(frozen=True, slots=True)
class Link:
    """A record to go to; `kind` is a `LinkKind` or `FoundKind` value such as "customer"."""

    kind: str
    id: int

    def text(self) -> str:
        """Write the link the way cards keep it."""
        return f"{self.kind}:{self.id}"


def read_link(text: str) -> Link:
    """Read a link that `Link.text` wrote."""
    kind, _, record_id = text.partition(":")
    return Link(kind, int(record_id))


DUTIES_AHEAD = 31
"""Days for which duties are derived in the background: a month's calendar shows them."""


class Session(QObject):
    """What every tab and dialog holds: the desk, and the way in which acts are done and told."""

    link_followed = Signal(object)
    """Somebody wants to see a record (`Link`)."""
    undo_changed = Signal()
    duties_changed = Signal()
    """The duties were derived anew; they are in `duties`."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.bus = ChangeBus()
        self.duties: list[Duty] = []
        self._duties_ahead = DUTIES_AHEAD
        self._zone = desk.context.zone
        self._undo: deque[Outcome[Any]] = deque(maxlen=MOST_UNDO)

    @property
    def today(self) -> date:
        """Return the branch's date."""
        return self.desk.context.clock.today()

    def local(self, moment: datetime) -> datetime:
        """Turn an instant into the branch's wall time."""
        return moment.astimezone(self._zone).replace(tzinfo=None)

    def instant(self, wall: datetime) -> datetime:
        """Turn a wall time of the branch into an instant."""
        return wall.replace(tzinfo=self._zone)

    def moment_text(self, moment: datetime | None) -> str:
        """Write an instant as the branch's date and time, nothing for None."""
        return self.local(moment).strftime("%Y-%m-%d %H:%M") if moment else ""

    def act(
        self,
        parent: QWidget,
        work: Callable[[], Outcome[Any]],
        *,
        title: str = "",
        done: Callable[[Outcome[Any]], object] | None = None,
    ) -> None:
        """Do one act in the background, then tell it, offer its undo and refresh what shows it."""

        def finish(outcome: Outcome[Any]) -> None:
            self.tell(outcome)
            if done is not None:
                done(outcome)

        Operation(parent, lambda _progress: work(), title=title).success(finish).run()

    def tell(self, outcome: Outcome[Any]) -> None:
        """Say that an act is done, remember its way back, and let every screen reload what changed."""
        text = say(outcome.message)
        if outcome.undo is None:
            notices.post(notices.Notice(text, severity=notices.Severity.DONE))
        else:
            self._undo.append(outcome)
            take_back = self._taking_back(outcome)
            notices.post(notices.Notice(text, tr("Undo"), take_back, severity=notices.Severity.DONE))
        self.undo_changed.emit()
        self.publish(outcome.changes)

    def publish(self, changes: Changes) -> None:
        """Let every screen reload what shows these kinds of record."""
        if changes.kinds:
            self.bus.publish(changes)

    def reload_duties(self, parent: QWidget) -> None:
        """Derive the duties of the coming month in the background, then emit `duties_changed`."""
        desk, days = self.desk, self._duties_ahead
        operation = Operation(parent, lambda _progress: desk.duties.due(days), quiet=True)
        operation.success(self._take_duties).run()

    def want_duties(self, parent: QWidget, days: int) -> None:
        """See to it that the duties are known so many days ahead; `duties_changed` tells when they are."""
        if days > self._duties_ahead:
            self._duties_ahead = days
            self.reload_duties(parent)

    def publish_day(self) -> None:
        """Derive the duties of a new day: the program may stay open over midnight."""
        desk, days = self.desk, self._duties_ahead
        operation = Operation(None, lambda _progress: desk.duties.due(days), quiet=True)
        operation.success(self._take_duties).run()

    def _take_duties(self, duties: list[Duty]) -> None:
        self.duties = duties
        self.duties_changed.emit()

    def undo_text(self) -> str:
        """Say what Undo would take back, or nothing."""
        return say(self._undo[-1].message) if self._undo else ""

    def undo_last(self, parent: QWidget) -> None:
        """Take the last act back that is not taken back yet."""
        if self._undo:
            self._take_back(parent, self._undo[-1])

    def follow(self, kind: str, record_id: int) -> None:
        """Go to a record."""
        self.link_followed.emit(Link(kind, record_id))

    @staticmethod
    def new_key() -> str:
        """Make the key by which a double click saves once (fault 46); one per dialog."""
        return uuid4().hex

    def _taking_back(self, outcome: Outcome[Any]) -> Callable[[], None]:
        def take_back() -> None:
            self._take_back(None, outcome)

        return take_back

    def _take_back(self, parent: QWidget | None, outcome: Outcome[Any]) -> None:
        undo = outcome.undo
        if undo is None or outcome not in self._undo:
            return
        self._undo.remove(outcome)
        self.undo_changed.emit()

        def finish(result: Outcome[Any]) -> None:
            notices.post(notices.Notice(say(result.message), severity=notices.Severity.DONE))
            self.publish(result.changes)

        Operation(parent, lambda _progress: undo(), title=tr("Undo")).success(finish).run()
