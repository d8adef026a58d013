"""One call for everything: every reason to ring a customer, one save for all results (D02)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from branchdesk.domain.checks import check_interaction
from branchdesk.domain.customers import Contact
from branchdesk.domain.duties import Duty, DutyKind, LinkKind
from branchdesk.domain.duty_results import contact_for
from branchdesk.domain.interactions import CallResult, Interaction
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.receivables import Promise
from branchdesk.domain.sales import Opportunity, OpportunityStage
from branchdesk.domain.typed_dates import Lean
from branchdesk.services.call_work import Talk
from ui.duty_calls import interaction_for
from ui.forms.call_brief import CallBrief
from ui.forms.care_lines import care_lines
from ui.forms.interaction import InteractionDialog
from ui.forms.phone_form import add_phone_form, with_phone_form
from ui.forms.reason_field import ReasonField, ReasonResult
from ui.forms.suggest_field import SuggestField
from ui.forms.whom import addressed, best_for, present
from ui.language import term, tr, words
from ui.session import Session
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job

_STAGES = {CallResult.AGREED: OpportunityStage.WON, CallResult.REFUSED: OpportunityStage.LOST}


class OneCallDialog(FormDialog):
    """Shows every reason with its sentence; a digit answers it and goes to the next one."""

    def __init__(
        self, parent: QWidget | None, session: Session, customer_id: int, reasons: Sequence[Duty]
    ) -> None:
        customer = session.desk.customers.customer(customer_id)
        super().__init__(
            parent, tr("One call for everything"), tr("Log the call"), lead=customer.name, columns=2
        )
        self._session = session
        self._customer = customer
        self._key = Session.new_key()
        self._contacts = present(session.desk.customers.contacts_of(customer_id), session.today)
        self._drafts = [interaction_for(duty) for duty in reasons]
        self.brief = CallBrief()
        self.form.add_wide(self.brief)
        self.reasons = [self._reason(nth, duty) for nth, duty in enumerate(reasons)]
        self._add_rest(reasons)
        self._show_brief()
        button = self.add_button(tr("Nobody answered"), self.nobody_answered)
        button.setToolTip("Alt+0")
        shortcut = QShortcut(QKeySequence("Alt+0"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.nobody_answered)
        self.form.mark_clean()

    def nobody_answered(self) -> None:
        """Give every reason the result "not reached"."""
        for field in self.reasons:
            field.set_value(replace(field.value(), result=CallResult.UNREACHABLE))

    def check(self) -> dict[str, Message]:
        """Ask for at least one result, and let the next contact lie ahead."""
        talks = self.talks()
        if not talks:
            nothing = msg("Nothing was talked about yet. Give at least one reason its result.")
            return {"reason0": nothing}
        return check_interaction(talks[0].interaction, self._session.today)

    def job(self) -> Job:
        """Record all results in one act."""
        work, talks, key = self._session.desk.call_work, self.talks(), self._key
        return lambda _progress: work.log_together(talks, key=key)

    def talks(self) -> list[Talk]:
        """Return the reasons that were spoken of, with what came of each."""
        values = self.form.values()
        answered = [
            (draft, field.duty, field.value())
            for draft, field in zip(self._drafts, self.reasons, strict=True)
            if field.value().result is not None
        ]
        # What belongs to the call and not to one of its reasons stands once, with the first of them.
        return [
            self._talk(draft, duty, value, values if nth == 0 else {"agenda": values["agenda"]})
            for nth, (draft, duty, value) in enumerate(answered)
        ]

    def _talk(self, draft: Interaction, duty: Duty, value: ReasonResult, values: dict[str, object]) -> Talk:
        result = value.result or CallResult.REACHED
        reached = result.counts_as_reached
        name = str(self.form.field("spoke_with").value())
        talk = replace(
            draft,
            result=result,
            text=value.text,
            contact_id=self._contact_id(name) or draft.contact_id,
            spoke_with=name if reached else "",
            agenda=str(values["agenda"]),
        )
        if reached:
            said = contact_for(duty, result)  # what the sentence of the reason says was said (R018)
            talk = replace(
                talk, reminded=said.reminded, asked_special=said.asked_special, site_ready=said.site_ready
            )
        if "next_on" in values:
            talk = with_phone_form(talk, values)
            talk = replace(
                talk, next_step=str(values["next_step"]), next_on=self.form.field("next_on").value()
            )
        return Talk(
            interaction=talk,
            promise=self._promise(talk, value, name),
            opportunity=self._opportunity(duty, value),
            answer=value.text if reached and duty.kind is DutyKind.COMPLAINT_ANSWER else "",
            told=reached and duty.kind is DutyKind.COMPLAINT_STATUS,
            update_id=duty.link_id if reached and duty.kind is DutyKind.UPDATE_DUE else 0,
            request_id=duty.link_id if reached and duty.link is LinkKind.EXTRA_REQUEST else 0,
        )

    def _promise(self, talk: Interaction, value: ReasonResult, name: str) -> Promise | None:
        if value.result is not CallResult.PROMISED:
            return None
        return Promise(
            customer_id=talk.customer_id,
            invoice_id=talk.invoice_id,
            contact_id=talk.contact_id,
            text=value.text,
            amount_fen=value.amount_fen,
            due_on=value.on or date.min,
            made_by=name,
        )

    def _opportunity(self, duty: Duty, value: ReasonResult) -> Opportunity | None:
        """Take the next step of a need, or end it; nobody reached leaves it as it is."""
        if duty.link is not LinkKind.OPPORTUNITY or value.result is None:
            return None
        need = self._session.desk.call_work.opportunity(duty.link_id)
        stage = _STAGES.get(value.result)
        if stage is not None:
            return replace(need, stage=stage, closed_why=value.text)
        return replace(need, next_on=value.on) if value.on else None

    def _reason(self, nth: int, duty: Duty) -> ReasonField:
        field = ReasonField(self._session, duty, self._expected(duty))
        self.form.add(f"reason{nth}", f"{nth + 1} · {term(duty.kind)}", field, wide=True)
        field.answered.connect(lambda: self._go_on(nth + 1))
        return field

    def _go_on(self, nth: int) -> None:
        following = self.reasons[nth] if nth < len(self.reasons) else self.form.field("spoke_with")
        following.setFocus()

    def _expected(self, duty: Duty) -> Fen | None:
        receivables = self._session.desk.receivables
        if duty.link is LinkKind.INVOICE:
            return Fen(receivables.invoice(duty.link_id).open_fen)
        if duty.kind is DutyKind.PROMISE_CHECK:
            open_fen = sum(one.open_fen for one in receivables.open_invoices(duty.whom.customer_id))
            return Fen(max(open_fen, 0))
        return None

    def _add_rest(self, reasons: Sequence[Duty]) -> None:
        form, session = self.form, self._session
        contact = self._contact()
        names = [one.name for one in self._contacts]
        spoke = SuggestField(names, contact.name if contact else "")
        form.section(tr("The call"))
        form.add("spoke_with", tr("Spoke with"), spoke)
        calendar = session.desk.context.calendar
        form.add("next_on", tr("Next contact"), DateField(session.today, calendar=calendar, lean=Lean.FUTURE))
        form.add("next_step", tr("Next step"), TextField(), wide=True)
        kinds = list(dict.fromkeys(term(duty.kind) for duty in reasons))
        add_phone_form(form, Interaction(), words().value(kinds))

    def _contact(self) -> Contact | None:
        """Pick whom the most urgent reason is to be spoken over with."""
        if not self._drafts:
            return None
        first = self._drafts[0]
        known = next((one for one in self._contacts if one.id == first.contact_id), None)
        return known or best_for(self._contacts, first.purpose, first.site_id)

    def _contact_id(self, name: str) -> int | None:
        named = (one.id for one in self._contacts if name in (one.name, addressed(one)))
        return next(named, None)

    def _show_brief(self) -> None:
        contact = self._contact()
        care = care_lines(self._session, self._customer.id, contact.id if contact else None)
        self.brief.show_brief(self._customer, contact, "", "", care)


def open_call(parent: QWidget, session: Session, customer_id: int) -> FormDialog:
    """Open the call card of a customer; one who has no reason to be rung gets the plain call log."""
    reasons = session.desk.call_work.reasons(customer_id)
    dialog: FormDialog
    if reasons:
        dialog = OneCallDialog(parent, session, customer_id, reasons)
    else:
        dialog = InteractionDialog(parent, session, Interaction(customer_id=customer_id))
    dialog.saved.connect(session.tell)
    dialog.open()
    return dialog
