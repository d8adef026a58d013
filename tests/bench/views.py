"""What turning a leaf of the calendar costs with 300 and with 3,000 visits in the month.

`python -m tests.bench.views` makes two branches, turns every view there and back, and prints the median of
reading and of painting one leaf, and the ratio of the full month to the usual one. What is drawn is about
the same in both, so that a ratio near 1 means that only what is visible is read and painted.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from branchdesk.bootstrap import Seat, create_branch
from branchdesk.domain.clock import ManualClock
from branchdesk.domain.customers import Customer, Site
from branchdesk.domain.employees import Employee
from branchdesk.domain.visits import Visit
from branchdesk.services.desk import Desk
from ui.session import Session
from ui.settings import Settings
from ui.tabs.calendar_bar import View
from ui.tabs.calendar_pages import CalendarPages
from ui.theme import apply_theme, install_fonts

TODAY = date(2026, 11, 22)
FULL, USUAL = 3_000, 300
ROUNDS = 8
TECHNICIANS = 12


def branch(folder: Path, count: int) -> Desk:
    """Make a branch with so many visits in November, and as many in December."""
    desk = create_branch(
        folder / f"{count}.branchdesk", "Bench", "zh_CN", Seat("bench"), ManualClock.at(TODAY)
    )
    with desk.context.act("bench") as work:
        people = [work.insert(Employee(name=f"技师{n}")) for n in range(TECHNICIANS)]
        customer = work.insert(Customer(name="三川实业有限公司", short_name="三川实业"))
        sites = [work.insert(Site(customer_id=customer.id, name=f"{n} 号门店")) for n in range(40)]
        for n in range(2 * count):
            day = date(2026, 11, 1) + timedelta(days=n % 61)
            start = f"{(9, 10, 13, 15, 20, 21, 22, 23)[n % 8]:02d}:{n % 2 * 30:02d}"
            person, site = people[n // 61 % TECHNICIANS], sites[n % 40]
            work.insert(Visit(site_id=site.id, date_on=day, start_at=start, technician_id=person.id))
    return desk


def milliseconds(work: Callable[[], object]) -> float:
    """Return what one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def turned(pages: CalendarPages, view: View) -> tuple[float, float]:
    """Return the medians of reading and of painting one leaf."""
    pages.set_view(view)
    pages.go_to_day(TODAY)
    picture = QPixmap(pages.size())
    picture.fill()
    read, painted = [], []
    for by in (1, -1) * ROUNDS:
        read.append(milliseconds(partial(pages.turn, by)))
        painted.append(milliseconds(lambda: pages.render(picture)))
    return statistics.median(read), statistics.median(painted)


def measured(folder: Path, count: int) -> dict[View, tuple[float, float]]:
    """Measure every view that has leaves."""
    desk = branch(folder, count)
    store = QSettings(str(folder / "bench.ini"), QSettings.Format.IniFormat)
    pages = CalendarPages(Session(desk, Settings(store)))
    pages.resize(1000, 700)
    pages.show()
    leaves: list[View] = [view for view in View if view is not View.LIST]
    found = {view: turned(pages, view) for view in leaves}
    pages.hide()
    desk.close()
    return found


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    install_fonts(app)
    apply_theme(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        few, lots = measured(Path(folder), USUAL), measured(Path(folder), FULL)
    print(f"one leaf, ms, median of {2 * ROUNDS}; {USUAL} and {FULL} visits a month")  # noqa: T201
    print(f"{'view':10}{'read':>8}{'':>8}{'ratio':>8}{'paint':>10}{'':>8}{'ratio':>8}")  # noqa: T201
    for view in few:
        (read, paint), (full_read, full_paint) = few[view], lots[view]
        print(  # noqa: T201
            f"{view.value:10}{read:8.1f}{full_read:8.1f}{full_read / read:8.1f}"
            f"{paint:10.1f}{full_paint:8.1f}{full_paint / paint:8.1f}"
        )


if __name__ == "__main__":
    main()
