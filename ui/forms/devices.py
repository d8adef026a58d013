"""The devices of a site, one line each: the kind brings the next number (R052)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import Site
from branchdesk.domain.devices import Device, DeviceKind, check_device, next_number
from branchdesk.domain.messages import Message
from branchdesk.domain.visit_record import first_wrong
from ui.forms.field_grids import site_line
from ui.language import term, tr
from ui.session import Session
from ui.widgets.form_dialog import FormDialog, Job
from ui.widgets.grid_field import GridColumn, GridField, GridLine


class DevicesDialog(FormDialog):
    """All devices of one site in one table."""

    def __init__(self, parent: QWidget | None, session: Session, site: Site) -> None:
        lead = site_line(session, site)
        super().__init__(parent, tr("Devices of the site"), tr("Save the devices"), lead=lead)
        self.setMinimumWidth(760)
        self._session = session
        self._site = site
        self._kinds = {term(kind): kind for kind in DeviceKind}
        columns = (
            GridColumn("kind", tr("Kind"), 140, tuple(self._kinds), strict=True),
            GridColumn("number", tr("Number on the label"), 150),
            GridColumn("place", tr("Place")),
            GridColumn("note", tr("Note")),
        )
        grid = GridField(columns, lines=12, completes=self._complete)
        known = session.desk.site_book.devices(site.id)
        grid.set_value([GridLine(_cells(one), one) for one in known])
        hint = tr("A device whose line is taken away keeps what was found at it.")
        self.form.add_table("devices", tr("Devices, one line each"), grid, hint=hint)
        self.form.mark_clean()

    def devices(self) -> list[Device]:
        """Return the devices as they stand."""
        return [self._device(line) for line in self.form.field("devices").value()]

    def check(self) -> dict[str, Message]:
        """Ask for numbers, each once."""
        rows = self.devices()
        wrong = first_wrong([check_device(one, [*rows[:at], *rows[at + 1 :]]) for at, one in enumerate(rows)])
        return {} if wrong is None else {"devices": wrong}

    def job(self) -> Job:
        """Save all of them."""
        book, site_id, rows = self._session.desk.site_book, self._site.id, self.devices()
        return lambda _progress: book.save_devices(site_id, rows)

    def _device(self, line: GridLine) -> Device:
        cells = line.cells
        return replace(
            line.origin or Device(site_id=self._site.id),
            kind=self._kinds.get(cells["kind"], DeviceKind.OTHER),
            number=cells["number"],
            place=cells["place"],
            note=cells["note"],
        )

    def _complete(self, cells: dict[str, str], key: str) -> dict[str, str]:
        kind = self._kinds.get(cells["kind"])
        return {"number": next_number(kind, self.devices())} if key == "kind" and kind is not None else {}


def _cells(one: Device) -> dict[str, str]:
    return {"kind": term(one.kind), "number": one.number, "place": one.place, "note": one.note}
