"""What a person does with claims: collect, approve, set off, claim from others, and count the cost."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from branchdesk.domain import judgement_checks as rules
from branchdesk.domain.attachments import NewFile
from branchdesk.domain.checks import require
from branchdesk.domain.claims import (
    CaseCost,
    CaseTotals,
    Claim,
    ClaimKind,
    ClaimState,
    SetOff,
    ThirdPartyClaim,
    set_off,
    totals_of,
)
from branchdesk.domain.complaints import Complaint, EventKind
from branchdesk.domain.customers import Customer
from branchdesk.domain.errors import NotFound, Refused
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen, format_money
from branchdesk.domain.receivables import Allocation, Invoice, InvoiceKind
from branchdesk.services.allocating import Allocating
from branchdesk.services.approving import demand_authority, known_employee
from branchdesk.services.attachments import Attachments
from branchdesk.services.case_flow import add_event
from branchdesk.services.context import Context, Outcome
from branchdesk.services.crediting import record_credit, reverse_credit
from branchdesk.services.judgement import open_case
from branchdesk.storage.queries import judgement as queries
from branchdesk.storage.unit_of_work import Reader, UnitOfWork


class Claims:
    """Money and damage around a case."""

    def __init__(self, context: Context, attachments: Attachments) -> None:
        self._context = context
        self._attachments = attachments

    def of(self, complaint_id: int) -> list[Claim]:
        """Read the claims of a case, oldest first."""
        return self._context.reader.find(Claim, complaint_id=complaint_id)

    def claim(self, claim_id: int) -> Claim:
        """Read one claim."""
        return self._context.reader.get(Claim, claim_id)

    def named(self, name: str) -> Claim:
        """Read the claim with a number or id."""
        reader = self._context.reader
        found = reader.first(Claim, number=name)
        if found is None and name.isdecimal():
            found = reader.first(Claim, id=int(name))
        if found is None:
            raise NotFound(msg("There is no claim {number}. Look it up at its complaint.", number=name))
        return found

    def save(self, claim: Claim, files: Sequence[NewFile] = (), *, key: str = "") -> Outcome[Claim]:
        """Take a claim down or complete it: damage, quantity, photos, signatures (R082)."""
        require(rules.check_claim(claim, self._context.clock.today()))
        with self._context.act("save_claim", key=key) as work:
            case = open_case(work, claim.complaint_id)
            saved = self._change(work, claim) if claim.id else self._begin(work, claim)
            if files:
                self._attachments.attach(work, "claim", saved.id, files)
        text = msg("Claim {number} of {case} saved", number=saved.number, case=case.number)
        outcome = self._context.outcome(work, saved, text)
        return replace(outcome, undo=None) if files or not claim.id else outcome

    def approve(self, claim_id: int, granted_fen: int, wording: str, by: str) -> Outcome[Claim]:
        """Approve amount and wording; only who has the authority may, then it is printed (R107, R108)."""
        problems: dict[str, Message] = {}
        if granted_fen <= 0:
            problems["granted_fen"] = msg("Enter an amount above zero.")
        if not wording.strip():
            problems["wording"] = msg("Enter the words in which the customer is told; no others are used.")
        require(problems)
        with self._context.act("approve_claim") as work:
            claim = self._undecided(work, claim_id)
            case = open_case(work, claim.complaint_id)
            demand_authority(work, by, granted_fen)
            saved = work.update(
                replace(
                    claim,
                    state=ClaimState.APPROVED,
                    granted_fen=granted_fen,
                    wording=wording.strip(),
                    approved_by=by.strip(),
                    approved_at=work.at,
                    refused_why="",
                )
            )
            told = f"{saved.number}: {format_money(granted_fen)}"
            add_event(work, case, EventKind.MONEY, told, by=saved.approved_by)
        message = msg("{amount} approved by {name}", amount=Fen(granted_fen), name=saved.approved_by)
        return replace(self._context.outcome(work, saved, message), undo=None)

    def refuse(self, claim_id: int, why: str, by: str) -> Outcome[Claim]:
        """Grant nothing, with the reason that the customer is told."""
        if not why.strip():
            raise Refused(msg("Give the reason that the customer will be told."), field="refused_why")
        with self._context.act("refuse_claim") as work:
            claim = self._undecided(work, claim_id)
            case = open_case(work, claim.complaint_id)
            known_employee(work, by)
            saved = work.update(
                replace(
                    claim,
                    state=ClaimState.REFUSED,
                    refused_why=why.strip(),
                    approved_by=by.strip(),
                    approved_at=work.at,
                )
            )
            add_event(work, case, EventKind.MONEY, f"{saved.number}: {why.strip()}", by=by.strip())
        message = msg("Claim {number} not granted", number=saved.number)
        return replace(self._context.outcome(work, saved, message), undo=None)

    # Set-off, R082

    def open_invoices(self, complaint_id: int) -> list[Invoice]:
        """Read the invoices against which a claim of a case can be set off, the earliest due first."""
        reader = self._context.reader
        case = reader.get(Complaint, complaint_id)
        owners = [case.customer_id]
        head = reader.get(Customer, case.customer_id).group_id
        found = [
            one
            for owner in (*owners, *([head] if head else ()))
            for one in reader.find(Invoice, customer_id=owner, settled_on=None)
            if one.kind is InvoiceKind.INVOICE and one.open_fen > 0
        ]
        return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.min, one.id))

    def preview(self, claim: Claim, invoice: Invoice | None) -> SetOff:
        """Say what a set-off would do, before anybody does it."""
        return set_off(claim.granted_fen or 0, invoice.open_fen if invoice else 0)

    def settle(
        self, claim_id: int, invoice_id: int | None = None, *, number: str = "", key: str = ""
    ) -> Outcome[Claim]:
        """Set an approved claim off against an invoice; what is above the bill stays as a credit (R082)."""
        with self._context.act("settle_claim", key=key) as work:
            claim = work.get(Claim, claim_id)
            case = work.get(Complaint, claim.complaint_id)
            _demand_ready(claim)
            credit = record_credit(
                self._context, work, self._credit_of(work, claim, case, invoice_id, number), invoice_id
            )
            saved = work.update(
                replace(
                    claim,
                    state=ClaimState.SETTLED,
                    invoice_id=invoice_id,
                    credit_id=credit.id,
                    settled_on=self._context.clock.today(),
                )
            )
            add_event(
                work,
                case,
                EventKind.MONEY,
                f"{saved.number}: {credit.number} {format_money(credit.amount_fen)}",
            )
        text = msg(
            "Claim {number} set off: {amount}", number=saved.number, amount=Fen(saved.granted_fen or 0)
        )
        return Outcome(saved, work.changes, text, lambda: self.take_back(saved.id, "undo"))

    def take_back(self, claim_id: int, why: str) -> Outcome[Claim]:
        """Undo a set-off by a reversing entry; the claim is approved as before."""
        with self._context.act("take_back_set_off", reason=why) as work:
            claim = work.get(Claim, claim_id)
            if claim.credit_id is None:
                raise Refused(msg("Claim {number} is not set off.", number=claim.number))
            counter = reverse_credit(self._context, work, claim.credit_id, why)
            saved = work.update(
                replace(claim, state=ClaimState.APPROVED, invoice_id=None, credit_id=None, settled_on=None)
            )
            case = work.get(Complaint, claim.complaint_id)
            add_event(
                work,
                case,
                EventKind.MONEY,
                f"{saved.number}: {counter.number} {format_money(counter.amount_fen)}",
            )
        text = msg("Set-off of claim {number} taken back", number=saved.number)
        return Outcome(saved, work.changes, text)

    def rest(self, claim: Claim) -> Fen:
        """Return what of a claim that was set off is still a credit, in fen."""
        if claim.credit_id is None:
            return Fen(0)
        return Fen(-self._context.reader.get(Invoice, claim.credit_id).open_fen)

    def use_rest(self, claim_id: int, invoice_id: int, *, key: str = "") -> Outcome[Claim]:
        """Set the rest of a claim off against a further invoice, usually the next one (R082)."""
        with self._context.act("use_rest_of_claim", key=key) as work:
            claim = work.get(Claim, claim_id)
            if claim.credit_id is None:
                raise Refused(msg("Claim {number} is not set off.", number=claim.number))
            credit = work.get(Invoice, claim.credit_id)
            target = self._target(work, work.get(Complaint, claim.complaint_id), invoice_id)
            part = min(-credit.open_fen, target.open_fen)
            if part <= 0:
                raise Refused(msg("Nothing of claim {number} is left.", number=claim.number))
            Allocating(self._context, work).credit(credit, target, part)
            row = work.find(Allocation, credit_id=credit.id, invoice_id=target.id)[-1]
        text = msg("{amount} set off against {number}", amount=Fen(part), number=target.number)
        return Outcome(claim, work.changes, text, lambda: self._give_back(claim, row.id))

    # Third parties, R083

    def third_parties_of(self, complaint_id: int) -> list[ThirdPartyClaim]:
        """Read the claims that we make for the customer against others."""
        return self._context.reader.find(ThirdPartyClaim, complaint_id=complaint_id)

    def third_party(self, third_id: int) -> ThirdPartyClaim:
        """Read one claim against a third party."""
        return self._context.reader.get(ThirdPartyClaim, third_id)

    def save_third(
        self, one: ThirdPartyClaim, files: Sequence[NewFile] = (), *, key: str = ""
    ) -> Outcome[ThirdPartyClaim]:
        """Take down or follow a claim against a third party; it may go on after the case is closed."""
        require(rules.check_third(one, self._context.clock.today()))
        with self._context.act("save_third_party_claim", key=key) as work:
            saved = work.update(one) if one.id else work.insert(one)
            if files:
                self._attachments.attach(work, "third_party_claim", saved.id, files)
        outcome = self._context.outcome(
            work, saved, msg("{against}: {state}", against=saved.against, state=saved.state)
        )
        return replace(outcome, undo=None) if files else outcome

    # Cost, R125

    def costs_of(self, complaint_id: int) -> list[CaseCost]:
        """Read what a case cost beside compensation."""
        return self._context.reader.find(CaseCost, complaint_id=complaint_id)

    def cost(self, cost_id: int) -> CaseCost:
        """Read one cost."""
        return self._context.reader.get(CaseCost, cost_id)

    def save_cost(self, one: CaseCost, *, key: str = "") -> Outcome[CaseCost]:
        """Write down a visit, hours or material that a case cost."""
        require(rules.check_cost(one, self._context.clock.today()))
        with self._context.act("save_case_cost", key=key) as work:
            saved = work.update(one) if one.id else work.insert(one)
        return self._context.outcome(work, saved, msg("Cost of the case saved"))

    def totals(self, complaint_id: int) -> CaseTotals:
        """Add up what a case cost so far."""
        return totals_of(self.of(complaint_id), self.costs_of(complaint_id))

    def month_costs(self, year: int, month: int) -> list[tuple[int, str, str, CaseTotals]]:
        """Read what the cases of a month cost: id, number, customer, totals, the dearest first (R125)."""
        last = date(year, month, monthrange(year, month)[1])
        return queries.month_costs(self._context.database, date(year, month, 1), last)

    def month_total(self, year: int, month: int) -> CaseTotals:
        """Add up what complaints cost in a month (R125)."""
        return sum((row[3] for row in self.month_costs(year, month)), CaseTotals())

    def _begin(self, work: UnitOfWork, claim: Claim) -> Claim:
        prefix = work.at.astimezone(self._context.zone).strftime("SP-%Y-%m-")
        number = f"{prefix}{work.next_number(Claim, prefix):03d}"
        draft = Claim(complaint_id=claim.complaint_id, number=number, **_collected(claim))
        saved: Claim = work.insert(draft)
        return saved

    def _change(self, work: UnitOfWork, claim: Claim) -> Claim:
        """Change what is collected; amount and wording once approved only by a new approval."""
        known = work.get(Claim, claim.id)
        saved: Claim = work.update(replace(known, version=claim.version, **_collected(claim)))
        return saved

    def _undecided(self, work: UnitOfWork, claim_id: int) -> Claim:
        claim = work.get(Claim, claim_id)
        if claim.state is ClaimState.SETTLED:
            raise Refused(msg("Claim {number} is set off. Take the set-off back first.", number=claim.number))
        return claim

    def _credit_of(
        self, work: UnitOfWork, claim: Claim, case: Complaint, invoice_id: int | None, number: str
    ) -> Invoice:
        owner = case.customer_id
        if invoice_id is not None:
            owner = self._target(work, case, invoice_id).customer_id
        return Invoice(
            number=number.strip() or _free_number(work, claim.number),
            customer_id=owner,
            issued_on=self._context.clock.today(),
            amount_fen=-(claim.granted_fen or 0),
            note=f"{case.number} {claim.what}",
        )

    def _target(self, work: UnitOfWork, case: Complaint, invoice_id: int) -> Invoice:
        invoice = work.get(Invoice, invoice_id)
        head = work.get(Customer, case.customer_id).group_id
        if invoice.customer_id not in (case.customer_id, head):
            raise Refused(
                msg("Invoice {number} belongs to another customer.", number=invoice.number),
                field="invoice_id",
            )
        if invoice.kind is not InvoiceKind.INVOICE or invoice.open_fen <= 0:
            raise Refused(
                msg("Invoice {number} is not open any more. Choose another one.", number=invoice.number),
                field="invoice_id",
            )
        return invoice

    def _give_back(self, claim: Claim, row_id: int) -> Outcome[Claim]:
        with self._context.act("take_back_allocation", reason="undo") as work:
            Allocating(self._context, work).take_back(work.get(Allocation, row_id))
        return Outcome(
            claim, work.changes, msg("The rest of claim {number} is free again", number=claim.number)
        )


def _collected(claim: Claim) -> dict[str, Any]:
    """Return what a claim gathers before it is decided."""
    return {name: getattr(claim, name) for name in _COLLECTED}


_COLLECTED = (
    *("kind", "what", "quantity", "asked_fen", "signed_by_customer", "customer_signed_on"),
    *("signed_by_us", "we_signed_on", "note"),
)


def _demand_ready(claim: Claim) -> None:
    if claim.state is not ClaimState.APPROVED:
        raise Refused(msg("Claim {number} is not approved. Have it approved first.", number=claim.number))
    unsigned = not claim.signed_by_customer.strip() or not claim.signed_by_us.strip()
    if claim.kind is ClaimKind.DAMAGE and unsigned:
        raise Refused(
            msg("Claim {number} needs both signatures before it is set off.", number=claim.number),
            field="signed_by_customer",
        )


def _free_number(reader: Reader, number: str) -> str:
    """Return a number for the credit note: the claim's own, or with a count where that was used before."""
    found, count = number, 1
    while reader.first(Invoice, number=found) is not None:
        count += 1
        found = f"{number}-{count}"
    return found
