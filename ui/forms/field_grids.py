"""The small tables of a visit: from records to lines that one types, and back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from branchdesk.domain.customers import Site
from branchdesk.domain.devices import Device, DeviceKind
from branchdesk.domain.errors import Refused
from branchdesk.domain.messages import msg
from branchdesk.domain.recommendations import ActsFor, Recommendation, RecommendationState
from branchdesk.domain.typed_dates import Lean, WorkingDays, parse_typed_date
from branchdesk.domain.visit_findings import Finding, FindingKind, MaterialUse, quantity_text
from ui.language import term, tr
from ui.session import Session
from ui.widgets.grid_field import GridColumn, GridField, GridLine
from ui.widgets.typed_values import parse_count

_QUANTITY = re.compile(r"(\d{1,6}|\d{1,3},\d{3})(?:\.(\d{1,3}))?")


def units() -> tuple[str, ...]:
    """Return the usual units, that of animals first (R054)."""
    return (tr("pcs"), tr("units"), tr("boards"), "%", "ml", "L", "g", "kg", "m²", tr("times"))


def pests() -> tuple[str, ...]:
    """Return the usual pests by their professional names."""
    return (
        tr("Rodents"),
        tr("Cockroaches"),
        tr("Flies"),
        tr("Mosquitoes"),
        tr("Ants"),
        tr("Termites"),
        tr("Stored-product insects"),
    )


def usual_pest(kind: DeviceKind) -> str:
    """Return what a device is there for."""
    rodents, roaches, flies = pests()[:3]
    return {
        DeviceKind.BAIT_STATION: rodents,
        DeviceKind.GLUE_BOARD: rodents,
        DeviceKind.SNAP_TRAP: rodents,
        DeviceKind.FLY_LAMP: flies,
        DeviceKind.ROACH_HOUSE: roaches,
    }.get(kind, "")


class FindingsGrid(GridField):
    """Findings by device and place; devices at which nothing was found need no line."""

    def __init__(
        self, devices: Sequence[Device], known: Sequence[str], professional: Mapping[str, str]
    ) -> None:
        self._devices = {one.number: one for one in devices}
        kinds = tuple(term(kind) for kind in (FindingKind.STRUCTURE, FindingKind.HYGIENE))
        what = tuple(dict.fromkeys((*known, *pests(), *kinds)))
        places = tuple(dict.fromkeys(one.place for one in devices if one.place))
        columns = (
            GridColumn(
                "device", tr("Device"), 96, tuple(self._devices), tidy=lambda text: self._device(text).number
            ),
            # Trends add up by name: the plain word becomes the professional one of the word table (R056).
            GridColumn("pest", tr("What"), 132, what, tidy=lambda text: professional.get(text, text)),
            GridColumn("place", tr("Place"), 0, places),
            GridColumn("number", tr("How many"), 88, right=True, tidy=lambda text: str(_count(text))),
            GridColumn("unit", tr("Unit"), 72, units()),
            GridColumn("note", tr("Note")),
        )
        super().__init__(columns, lines=4, completes=self._usual)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings that were saved before."""
        numbers = {one.id: one.number for one in self._devices.values()}
        self.set_value([GridLine(_finding_cells(one, numbers), one) for one in findings])

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings as they stand."""
        return tuple(self._finding(line) for line in self.value())

    def _finding(self, line: GridLine) -> Finding:
        cells = line.cells
        kinds = {term(kind): kind for kind in (FindingKind.STRUCTURE, FindingKind.HYGIENE)}
        kind = kinds.get(cells["pest"], FindingKind.PEST)
        device = self._devices.get(cells["device"])
        return replace(
            line.origin or Finding(),
            device_id=device.id if device else None,
            kind=kind,
            pest="" if kind is not FindingKind.PEST else cells["pest"],
            place=cells["place"],
            number=_count(cells["number"]) if cells["number"] else None,
            unit=cells["unit"],
            note=cells["note"],
        )

    def _device(self, text: str) -> Device:
        """Find a device by its number, or by the end of it where only one ends so."""
        exact = [one for one in self._devices.values() if one.number.lower() == text.lower()]
        close = [one for one in self._devices.values() if one.number.lower().endswith(text.lower())]
        found = exact or close
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(msg("“{text}” fits several devices. Type the whole number.", text=text))
        raise Refused(msg("{text} is no device of this site. Add it to the devices first.", text=text))

    def _usual(self, cells: dict[str, str], key: str) -> dict[str, str]:
        device = self._devices.get(cells["device"])
        if key == "device" and device is not None:
            return {"place": device.place, "pest": usual_pest(device.kind)}
        return {"unit": units()[0]} if key == "number" and cells["number"] else {}


class MaterialsGrid(GridField):
    """Materials used; one that was used before brings how it was used last."""

    def __init__(self, known: Sequence[MaterialUse]) -> None:
        self._last = {one.name: one for one in known}
        columns = (
            GridColumn("name", tr("Material"), 0, tuple(self._last)),
            GridColumn("quantity", tr("Quantity"), 80, right=True, tidy=lambda text: _quantity_text(text)),
            GridColumn("unit", tr("Unit"), 64, units()),
            GridColumn("dilution", tr("Dilution"), 80),
            GridColumn("method", tr("Method"), 96, _used(known, "method")),
            GridColumn("target", tr("Target"), 96, tuple(dict.fromkeys((*_used(known, "target"), *pests())))),
            GridColumn("area", tr("Area"), 0, _used(known, "area")),
        )
        super().__init__(columns, lines=7, completes=self._usual)

    def show_materials(self, materials: Sequence[MaterialUse]) -> None:
        """Show materials that were saved before."""
        self.set_value([GridLine(_material_cells(one), one) for one in materials])

    def materials(self) -> tuple[MaterialUse, ...]:
        """Return the materials as they stand."""
        return tuple(_material(line) for line in self.value())

    def _usual(self, cells: dict[str, str], key: str) -> dict[str, str]:
        last = self._last.get(cells["name"]) if key == "name" else None
        if last is None:
            return {}
        return {name: getattr(last, name) for name in ("unit", "dilution", "method", "target", "area")}


class AdviceGrid(GridField):
    """New recommendations: what, who acts, until when."""

    def __init__(self, names: Sequence[str], today: date, calendar: WorkingDays) -> None:
        actors = tuple(term(one) for one in ActsFor)
        self._read_day = day_reader(today, calendar, Lean.FUTURE)
        columns = (
            GridColumn("text", tr("Recommendation")),
            GridColumn("acts", tr("Who acts"), 84, actors, strict=True),
            GridColumn("owner", tr("Owner"), 132, tuple(names)),
            GridColumn("due", tr("Act by"), 108, tidy=lambda text: self._read_day(text).isoformat()),
        )
        super().__init__(
            columns, lines=4, completes=lambda cells, _key: {"acts": actors[0]} if cells["text"] else {}
        )

    def show_advice(self, rows: Sequence[Recommendation]) -> None:
        """Show the recommendations of this visit."""
        self.set_value([GridLine(_advice_cells(one), one) for one in rows])

    def advice(self) -> tuple[Recommendation, ...]:
        """Return the recommendations as they stand."""
        return tuple(self._one(line) for line in self.value())

    def _one(self, line: GridLine) -> Recommendation:
        cells = line.cells
        actors = {term(one): one for one in ActsFor}
        return replace(
            line.origin or Recommendation(),
            text=cells["text"],
            acts=actors.get(cells["acts"], ActsFor.CUSTOMER),
            owner=cells["owner"],
            due_on=self._read_day(cells["due"]) if cells["due"] else None,
        )


class WaitingGrid(GridField):
    """What earlier visits left open: recommendations, and findings of structure and hygiene."""

    def __init__(self) -> None:
        states = tuple(term(one) for one in RecommendationState)
        columns = (
            GridColumn("text", tr("What"), fixed=True),
            GridColumn("who", tr("Who acts"), 120, fixed=True),
            GridColumn("due", tr("Act by"), 96, fixed=True),
            GridColumn("state", tr("State"), 96, states, strict=True),
            GridColumn("why", tr("Remark"), 160),
        )
        super().__init__(columns, lines=4, grows=False)

    def show_waiting(self, rows: Sequence[Recommendation], findings: Sequence[Finding]) -> None:
        """Show what waits, all of it still open."""
        waiting = term(RecommendationState.OPEN)
        lines = [GridLine({**_waiting_cells(one), "state": waiting}, one) for one in rows]
        lines += [GridLine({**_open_cells(one), "state": waiting}, one) for one in findings]
        self.set_value(lines)

    def answered(self) -> tuple[Recommendation, ...]:
        """Return the recommendations whose state changed."""
        found = ((line.origin, *_answer(line)) for line in self.value())
        return tuple(
            replace(origin, state=state, closed_why=why)
            for origin, state, why in found
            if isinstance(origin, Recommendation) and state is not origin.state
        )

    def settled(self, on: date) -> tuple[Finding, ...]:
        """Return the findings that no longer wait, with the remark kept in their note."""
        found = ((line.origin, *_answer(line)) for line in self.value())
        return tuple(
            replace(origin, settled_on=on, note=" ".join(part for part in (origin.note, why) if part))
            for origin, state, why in found
            if isinstance(origin, Finding) and state is not RecommendationState.OPEN
        )


def names_at(session: Session, site_id: int) -> list[str]:
    """Return whom one meets at a site, by the names that reports carry."""
    desk = session.desk
    customer_id = desk.customers.site(site_id).customer_id
    return [f"{one.name} {one.title}".strip() for one in desk.customers.contacts_of(customer_id)]


def site_line(session: Session, site: Site) -> str:
    """Name a site with whose it is, to stand under a dialog's title."""
    customer = session.desk.customers.customer(site.customer_id)
    return tr("{customer}, {site}", customer=customer.short_name or customer.name, site=site.name)


def day_reader(today: date, calendar: WorkingDays, lean: Lean) -> Callable[[str], date]:
    """Return what reads a typed day in a table."""
    return lambda text: parse_typed_date(text, today, calendar, lean=lean)


def _answer(line: GridLine) -> tuple[RecommendationState, str]:
    states = {term(one): one for one in RecommendationState}
    return states.get(line.cells["state"], RecommendationState.OPEN), line.cells["why"]


def _finding_cells(one: Finding, numbers: dict[int, str]) -> dict[str, str]:
    return {
        "device": numbers.get(one.device_id or 0, ""),
        "pest": one.pest if one.kind is FindingKind.PEST else term(one.kind),
        "place": one.place,
        "number": "" if one.number is None else str(one.number),
        "unit": one.unit,
        "note": one.note,
    }


def _material_cells(one: MaterialUse) -> dict[str, str]:
    names = ("name", "unit", "dilution", "method", "target", "area")
    quantity = "" if one.quantity_milli is None else quantity_text(one.quantity_milli)
    return {name: getattr(one, name) for name in names} | {"quantity": quantity}


def _material(line: GridLine) -> MaterialUse:
    names = ("name", "unit", "dilution", "method", "target", "area")
    typed = line.cells["quantity"]
    return replace(
        line.origin or MaterialUse(),
        quantity_milli=_milli(typed) if typed else None,
        **{name: line.cells[name] for name in names},
    )


def _advice_cells(one: Recommendation) -> dict[str, str]:
    return {
        "text": one.text,
        "acts": term(one.acts),
        "owner": one.owner,
        "due": one.due_on.isoformat() if one.due_on else "",
    }


def _waiting_cells(one: Recommendation) -> dict[str, str]:
    due = one.due_on.isoformat() if one.due_on else ""
    return {"text": one.text, "who": one.owner or term(one.acts), "due": due}


def _open_cells(one: Finding) -> dict[str, str]:
    return {"text": " ".join(part for part in (term(one.kind), one.place, one.note) if part)}


def _used(known: Sequence[MaterialUse], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(getattr(one, name) for one in known if getattr(one, name)))


def _count(text: str) -> int:
    return parse_count(text, 0, 999_999)


def _quantity_text(text: str) -> str:
    return quantity_text(_milli(text))


def _milli(text: str) -> int:
    """Read a quantity with up to three decimals into thousandths."""
    typed = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
    found = _QUANTITY.fullmatch(typed)
    if found is None:
        raise Refused(msg("“{text}” is not a quantity. Type for example 0.5.", text=text))
    return int(found[1].replace(",", "")) * 1000 + int((found[2] or "").ljust(3, "0"))
