"""Booking a visit: from the pool, and where somebody let it go on a technician who is taken."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QWidget

from tests.screenshots.entries import Entry, filled, new
from tests.screenshots.world import World
from ui.forms.visit_book import VisitBookDialog
from ui.forms.visit_move import VisitMoveDialog


def _book(parent: QWidget | None, world: World) -> QDialog:
    visit = replace(world.planned(), start_at="", technician_id=None)
    return VisitBookDialog(parent, world.session, visit)


def _clash(parent: QWidget | None, world: World) -> QDialog:
    visit = world.planned()
    taken = world.session.desk.plan.capacity.bookings(visit.date_on, visit.date_on)
    other = next((one for one in taken if one.technician_id and one.id != visit.id), None)
    placed = replace(visit, start_at=other.start_at, technician_id=other.technician_id) if other else visit
    return VisitMoveDialog(parent, world.session, visit, placed)


VIEWS: tuple[Entry, ...] = (
    *new(VisitBookDialog, _book),
    *filled(VisitMoveDialog, _clash, "clash"),
)
