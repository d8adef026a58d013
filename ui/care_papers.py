"""Printing what care needs on paper: the feedback form, thank-you notes and awards (R155, R156)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from branchdesk.domain.care import Attention, AttentionKind
from branchdesk.domain.customers import Contact
from ui.forms.whom import addressed
from ui.language import term, tr, words
from ui.operations import Operation, Progress
from ui.printing import Document, PrintPreview
from ui.session import Session


def print_feedback_form(parent: QWidget, session: Session, customer_id: int) -> None:
    """Show the form for a customer, ready to be printed."""
    desk, language = session.desk, words()
    customer = desk.customers.customer(customer_id)
    made_at, branch = _now(session), desk.context.branch.name

    def work(_progress: Progress) -> bytes:
        from exports.pdf.feedback_form import BlankForm, feedback_form_pdf

        opinions, stream = desk.opinions, io.BytesIO()
        wishes = tuple(opinions.wish_courses(customer_id))
        form = BlankForm(branch, customer.name, opinions.next_form_number(), wishes)
        feedback_form_pdf(form, language, stream, made_at=made_at)
        return stream.getvalue()

    name = f"{tr('Feedback form')} {customer.short_name or customer.name}"
    _show(parent, session, name, work)


def print_quarter_pack(
    parent: QWidget, session: Session, customer_id: int, *, with_prices: bool = True
) -> None:
    """Show the pack for the quarterly meeting, ready to be printed (R028, D10)."""
    desk, language = session.desk, words()
    customer = desk.customers.customer(customer_id)
    made_at = _now(session)

    def work(_progress: Progress) -> bytes:
        from exports.pdf.meeting_sheet import meeting_sheet_pdf

        stream = io.BytesIO()
        pack = desk.meetings.pack(customer_id, with_prices=with_prices)
        meeting_sheet_pdf(pack, language, stream, made_at=made_at)
        return stream.getvalue()

    name = f"{tr('Quarterly meeting')} {customer.short_name or customer.name}"
    _show(parent, session, name, work)


def print_attention(parent: QWidget, session: Session, attention: Attention) -> None:
    """Show a thank-you note or award, ready to be printed."""
    desk, language = session.desk, words()
    customer = desk.customers.customer(attention.customer_id)
    made_at, branch = _now(session), desk.context.branch.name
    contact = desk.context.reader.first(Contact, id=attention.contact_id) if attention.contact_id else None

    def work(_progress: Progress) -> bytes:
        from exports.pdf.letters import Letter, award_pdf, thank_you_pdf

        letter = Letter(
            branch=branch,
            customer=customer.name,
            whom=addressed(contact) if contact else "",
            what=attention.what,
            text=attention.text,
            day=attention.given_on,
        )
        stream = io.BytesIO()
        write = award_pdf if attention.kind is AttentionKind.AWARD else thank_you_pdf
        write(letter, language, stream, made_at=made_at)
        return stream.getvalue()

    _show(parent, session, f"{term(attention.kind)} {customer.short_name or customer.name}", work)


def _show(parent: QWidget, session: Session, name: str, work: Callable[[Progress], bytes]) -> None:
    def show(pdf: bytes) -> None:
        PrintPreview(parent, session.settings, Document(name, pdf)).open()

    Operation(parent, work, title=tr("Print: {name}", name=name)).success(show).run()


def _now(session: Session) -> datetime:
    return session.desk.context.clock.now().astimezone(session.desk.context.zone)
