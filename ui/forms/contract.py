"""What was agreed with a customer: scope, plan, price and terms (R002, R015, R016, R062)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QLabel, QWidget

from branchdesk.domain.checks import check_contract
from branchdesk.domain.customers import Contract, ContractStatus, HolidayPolicy
from branchdesk.domain.errors import Known, Refused
from branchdesk.domain.messages import Message
from branchdesk.domain.people import ChangeRequest
from branchdesk.domain.recurrence import Occurrence, parse_rule
from branchdesk.domain.typed_dates import Lean
from ui.forms.choices import employee_choices, site_choices
from ui.forms.explain_due import explain_terms
from ui.forms.plain_words import (
    RULE,
    TERMS,
    WordsField,
    next_services,
    rule_words,
    terms_example,
    terms_words,
)
from ui.forms.record_dialog import RecordDialog
from ui.language import say, tr, words
from ui.session import Session
from ui.theme import GRID
from ui.widgets.choice import EnumCombo, RecordCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, MoneyField, NoteField, NumberField, TextField, TimeField
from ui.widgets.form_dialog import Job

PREVIEW = 6


class ContractDialog(RecordDialog[Contract]):
    """Adds or changes a contract; one sees the next services while one types the plan."""

    def __init__(self, parent: QWidget | None, session: Session, contract: Contract) -> None:
        title = tr("Contract {number}", number=contract.number) if contract.id else tr("New contract")
        customer = session.desk.customers.customer(contract.customer_id).name
        super().__init__(parent, session, contract, title, lead=customer, columns=2)
        self._frame()
        self._plan()
        self._money()
        self._understanding()
        self.add_button(tr("Count the days…"), self.explain_terms)
        self.fill()
        self.form.changed.connect(self._follow)
        self._follow()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the customer file, and whether the one who asks may change it (R132)."""
        problems = check_contract(self.read())
        request = self._request()
        if request is not None:
            try:
                self.session.desk.people.checked(request)
            except Refused as no:
                problems |= {no.field: no.message}
        return problems

    def job(self) -> Job:
        """Save the contract; the services that it owes are planned with it."""
        desk, contract = self.session.desk, self.read()
        request = self._request()
        return lambda _progress: desk.customers.save_contract(contract, request)

    def read(self) -> Contract:
        """Return the contract; a time that was said within the plan counts as its time."""
        contract = super().read()
        if contract.rule and not contract.start_at:
            try:
                at = parse_rule(contract.rule).at
            except Known:
                return contract
            return replace(contract, start_at=f"{at:%H:%M}" if at else "")
        return contract

    def _request(self) -> ChangeRequest | None:
        values, contract = self.form.values(), self.record
        if not values.get("asked_by", "").strip():
            return None
        return ChangeRequest(
            customer_id=contract.customer_id,
            contract_id=contract.id,
            asked_by=values["asked_by"],
            wish=tr("Change of contract {number}", number=contract.number),
            proof=values["proof"],
        )

    def explain_terms(self) -> None:
        """Open the proof of the terms, with every day that is skipped (D13)."""
        desk, contract = self.session.desk, self.read()
        terms = contract.terms or desk.receivables.default_terms(contract.customer_id)
        explain_terms(self, self.session, terms).open()

    def preview(self) -> str:
        """Return the lines under the plan."""
        return self._preview.text()

    def _frame(self) -> None:
        form, desk, today = self.form, self.session.desk, self.session.today
        sites = site_choices(desk, self.record.customer_id)
        form.add("number", tr("Contract number"), TextField(longest=60), required=True)
        form.add("status", tr("Status"), EnumCombo(ContractStatus))
        form.add("start_on", tr("From"), DateField(today), required=True)
        form.add("end_on", tr("Until"), DateField(today, lean=Lean.FUTURE))
        form.add("service", tr("Service"), TextField())
        form.add("site_id", tr("Site"), RecordCombo(sites), hint=tr("Empty: all sites"))
        form.add("scope", tr("Scope"), NoteField(lines=2), wide=True)

    def _plan(self) -> None:
        form = self.form
        form.section(tr("Plan"))
        example = tr("For example: every month on the second Tuesday, every two weeks on Monday")
        form.add("rule", tr("Rhythm"), WordsField(RULE, placeholder=example), wide=True)
        self._preview: QLabel = self.note()
        self._preview.setProperty("role", "card")
        self._preview.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        form.add("agreed_by", tr("Timetable agreed by"), TextField(), hint=tr("the customer's person"))
        form.add("agreed_on", tr("on"), DateField(self.session.today, lean=Lean.PAST))
        form.add("holiday_policy", tr("On days off"), EnumCombo(HolidayPolicy))
        form.add("may_leave_month", "", CheckField(tr("may move into another month")))
        form.add("start_at", tr("Starts at"), TimeField())
        technicians = employee_choices(self.session.desk)
        form.add("technician_id", tr("Technician"), RecordCombo(technicians))
        form.add("minutes_on_site", tr("Minutes on site"), NumberField(least=1, most=1440), required=True)
        form.add("minutes_preparation", tr("Minutes to prepare"), NumberField(most=1440))
        form.add("minutes_cleaning", tr("Minutes to clean"), NumberField(most=1440))
        form.add("minutes_after", tr("Minutes afterwards"), NumberField(most=1440))

    def _money(self) -> None:
        form = self.form
        form.section(tr("Price and terms"))
        form.add("fee_fen", tr("Fee"), MoneyField())
        form.add("billing", tr("Billed"), TextField(placeholder=tr("Per visit, monthly, quarterly …")))
        placeholder = tr("Empty: the customer's terms")
        form.add("terms", tr("Payment terms"), WordsField(TERMS, placeholder=placeholder), wide=True)
        self._terms_line: QLabel = self.note()

    def _understanding(self) -> None:
        form = self.form
        form.section(tr("What was promised and understood"))
        form.add("promises", tr("Promised"), NoteField(lines=2), wide=True)
        form.add("exclusions", tr("Excluded"), NoteField(lines=2), wide=True)
        for name, title, day in (
            ("read_by", tr("Read by"), "read_on"),
            ("explained_to", tr("Explained to"), "explained_on"),
        ):
            form.add(name, title, TextField())
            form.add(day, tr("on"), DateField(self.session.today, lean=Lean.PAST))
        form.add("sales", tr("Sales"), TextField())
        if self.record.id:
            form.add("asked_by", tr("Change asked by"), TextField(), hint=tr("Empty: we change it ourselves"))
            form.add("proof", tr("Proof of authority"), TextField())
        form.add("note", tr("Note"), NoteField(lines=2), wide=True)

    def _follow(self) -> None:
        contract = self.read()
        self._preview.setText(self._plan_lines(contract))
        example = terms_example(contract.terms, self.session.today, self.session.desk.context.calendar)
        self._terms_line.setText(f"{terms_words(contract.terms)}\n{example}" if example else "")
        self._terms_line.setVisible(bool(example))

    def _plan_lines(self, contract: Contract) -> str:
        if not contract.rule:
            return tr("Empty: nothing is planned by this contract.")
        calendar = self.session.desk.context.calendar
        try:
            found = next_services(contract, self.session.today, calendar, PREVIEW)
        except Known as no:
            return say(no.message)
        said = rule_words(contract.rule)
        if not found:
            return tr("{rule}. No service lies ahead; look at start and end.", rule=said)
        lines = [tr("{rule}. The next services:", rule=said), *(_line(one) for one in found)]
        return "\n".join([*lines, *_window(contract)])


def _window(contract: Contract) -> list[str]:
    """Say how long the place is taken up in all, by the four durations (R016)."""
    whole = (
        contract.minutes_on_site
        + contract.minutes_preparation
        + contract.minutes_cleaning
        + contract.minutes_after
    )
    if not contract.start_at:
        return [tr("The place is taken up for {n} minutes.", n=whole)]
    start = datetime.combine(date.min, time.fromisoformat(contract.start_at))
    end = start + timedelta(minutes=whole)
    return [
        tr(
            "Each time the place is taken up from {since} to {until} ({n} minutes).",
            since=f"{start:%H:%M}",
            until=f"{end:%H:%M}",
            n=whole,
        )
    ]


def _line(service: Occurrence) -> str:
    day = words().long_date(service.day)
    return f"•  {day}  ({say(service.reason)})" if service.reason is not None else f"•  {day}"
