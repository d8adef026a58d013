"""Payment on the spot as part of recording a visit (R071)."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain import checks
from branchdesk.domain.allocation import Share
from branchdesk.domain.customers import Customer, CustomerKind, Site
from branchdesk.domain.receivables import Invoice, Payment, PaymentMethod
from branchdesk.domain.spot import SpotPayment, check_spot
from branchdesk.domain.visits import Visit, VisitKind
from branchdesk.services.allocating import Allocating
from branchdesk.services.context import Context
from branchdesk.storage.unit_of_work import Reader, UnitOfWork

ON_THE_SPOT = "on-service"


def pays_on_spot(reader: Reader, visit: Visit) -> bool:
    """Tell whether a visit is paid for when it is done: no contract, and a one-off customer or such terms."""
    if visit.contract_id is not None or visit.kind is VisitKind.COLLECTION:
        return False
    customer = reader.get(Customer, reader.get(Site, visit.site_id).customer_id)
    return customer.kind is CustomerKind.ONE_OFF or customer.terms == ON_THE_SPOT


def require_paid_on_spot(work: UnitOfWork, visit: Visit) -> None:
    """Raise Invalid where such a visit becomes done without receipt or reason."""
    if pays_on_spot(work, visit):
        checks.require(check_spot(work.first(SpotPayment, visit_id=visit.id)))


def write_spot(context: Context, work: UnitOfWork, visit: Visit, spot: SpotPayment) -> Payment | None:
    """Write down what was paid at a visit; money that came is a payment, for its invoice if there is one."""
    checks.require(check_spot(spot))
    known = work.first(SpotPayment, visit_id=visit.id)
    fresh = replace(
        spot,
        id=known.id if known else 0,
        version=known.version if known else 0,
        visit_id=visit.id,
        receipt=spot.receipt.strip(),
    )
    if known is None:
        work.insert(fresh)
    else:
        work.update(fresh)
    if not fresh.receipt or (known is not None and known.receipt):
        return None
    return _receive(context, work, visit, fresh)


def _receive(context: Context, work: UnitOfWork, visit: Visit, spot: SpotPayment) -> Payment:
    customer_id = work.get(Site, visit.site_id).customer_id
    payment = work.insert(
        Payment(
            customer_id=customer_id,
            paid_on=min(visit.date_on, context.clock.today()),
            amount_fen=spot.amount_fen,
            method=PaymentMethod.CASH,
            reference=spot.receipt,
            recorded_at=work.at,
            recorded_by=work.author.name,
        )
    )
    invoice = work.first(Invoice, visit_id=visit.id)
    if invoice is not None and invoice.open_fen > 0:
        share = Share(invoice.id, min(spot.amount_fen, invoice.open_fen))
        Allocating(context, work).pay(payment, [share])
    return payment
