"""A claim on its way: taken down with both signatures, approved or not, set off (R082, R108)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from branchdesk.domain.claims import Claim, ClaimKind
from branchdesk.domain.complaints import Complaint
from branchdesk.domain.judgement_checks import check_claim
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.money import Fen
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.case_parts import CaseDialog
from ui.forms.choice_row import ChoiceRow
from ui.forms.say_field import SayField
from ui.forms.verdict_field import VerdictField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.choice import Choice, RecordCombo
from ui.widgets.fields import MoneyField, TextField
from ui.widgets.form_dialog import Job


class ClaimDialog(CaseDialog[Claim]):
    """What was damaged, how much, who signed; nothing of it is granted yet."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint, claim: Claim) -> None:
        title = tr("Claim {number}", number=claim.number) if claim.id else tr("New claim")
        super().__init__(parent, session, case, claim, title, columns=2)
        form = self.form
        kind: ChoiceRow[ClaimKind] = ChoiceRow(tuple(ClaimKind), columns=3)
        form.add("kind", tr("Kind"), kind, wide=True)
        form.add("what", tr("Damage, or what for"), TextField(longest=500), required=True, wide=True)
        form.add("quantity", tr("Number or amount"), TextField(placeholder=tr("such as 12 boxes")))
        form.add("asked_fen", tr("Amount asked"), MoneyField())
        form.add("signed_by_customer", tr("Signed by the customer"), self.their_people())
        form.add("customer_signed_on", tr("On"), self.past_day())
        form.add("signed_by_us", tr("Signed by us"), self.colleagues())
        form.add("we_signed_on", tr("On"), self.past_day())
        form.add("note", tr("Note"), TextField(longest=500), wide=True)
        self.add_files("claim")
        self.fill()

    def check(self) -> dict[str, Message]:
        """Ask the rules of claims."""
        return check_claim(self.read(), self.session.today)

    def then(self, go_on: Callable[[], object]) -> None:
        """Save what was changed, close, and go on with the next step of the claim."""
        if self.form.is_changed():
            self.saved.connect(lambda _outcome: go_on())
            self.save()
        else:
            self.accept()
            go_on()

    def job(self) -> Job:
        """Save it with its files."""
        claims, claim, files, key = self.session.desk.claims, self.read(), self.files(), self.key
        return lambda _progress: claims.save(claim, files, key=key)


class ApproveClaimDialog(CaseDialog[Claim]):
    """Approves amount and wording, or says why nothing is granted; who may is told (R107)."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint, claim: Claim) -> None:
        title = tr("Decide on claim {number}", number=claim.number)
        super().__init__(parent, session, case, claim, title)
        form = self.form
        about = SayField()
        about.say(_about(claim))
        form.add("about", tr("Claim"), about)
        granted = VerdictField(tr("granted"), tr("not granted"))
        granted.set_value(True)
        form.add("decision", tr("It is"), granted, required=True)
        form.add("granted_fen", tr("Amount granted"), MoneyField())
        self._may = SayField()
        form.add("may", "", self._may)
        words = CheckedNoteField(
            session,
            TextPurpose.OUTGOING,
            lines=3,
            placeholder=tr("The only words in which the customer hears of it"),
        )
        form.add("wording", tr("Wording"), words)
        form.add("refused_why", tr("Because"), CheckedNoteField(session, TextPurpose.OUTGOING, lines=2))
        form.add("approved_by", tr("Decided by"), self.colleagues(), required=True)
        form.changed.connect(self._follow)
        self.fill()
        if claim.granted_fen is None and claim.asked_fen is not None:
            form.field("granted_fen").set_value(Fen(claim.asked_fen))
        self._follow()
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask for what the decision needs; the authority is checked when it is saved."""
        values = self.form.values()
        if not values["decision"]:
            missing = {"refused_why": msg("Give the reason that the customer will be told.")}
            return {} if values["refused_why"] else missing
        problems = {}
        if not values["granted_fen"] or values["granted_fen"] <= 0:
            problems["granted_fen"] = msg("Enter an amount above zero.")
        if not values["wording"]:
            problems["wording"] = msg("Enter the words in which the customer is told; no others are used.")
        return problems

    def job(self) -> Job:
        """Approve or refuse."""
        values, claims, claim_id = self.form.values(), self.session.desk.claims, self.record.id
        if not values["decision"]:
            return lambda _progress: claims.refuse(claim_id, values["refused_why"], values["approved_by"])
        fen = int(values["granted_fen"])
        return lambda _progress: claims.approve(claim_id, fen, values["wording"], values["approved_by"])

    def _follow(self) -> None:
        granted = self.form.field("decision").value() is not False
        for key in ("granted_fen", "may", "wording"):
            self.form.set_visible(key, visible=granted)
        self.form.set_visible("refused_why", visible=not granted)
        self.set_verb(tr("Approve") if granted else tr("Record the decision"))
        self._say_who_may(self.form.field("granted_fen").value())

    def _say_who_may(self, fen: int | None) -> None:
        if not fen or fen <= 0:
            self._may.say("")
            return
        found = self.session.desk.escalation.who_grants(int(fen))
        if found is None:
            self._may.say(tr("Nobody may grant {amount}.", amount=Fen(fen)), "late")
            return
        level, name = found
        self._may.say(tr("From this level on: {role} {name}", role=term(level.role), name=name))
        by = self.form.field("approved_by")
        if not by.value() and name:
            by.set_value(name)


class SettleClaimDialog(CaseDialog[Claim]):
    """Sets an approved claim off; what it does is told before it is done."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint, claim: Claim) -> None:
        title = tr("Set off claim {number}", number=claim.number)
        super().__init__(parent, session, case, claim, title)
        self.set_verb(tr("Set it off"))
        self._bills = {one.id: one for one in session.desk.claims.open_invoices(case.id)}
        form = self.form
        choices = [
            Choice(one.id, tr("{number}, {open} open", number=one.number, open=Fen(one.open_fen)), one.number)
            for one in self._bills.values()
        ]
        bill = RecordCombo(choices, choices[0].id if choices else None)
        form.add("invoice_id", tr("Against invoice"), bill, hint=tr("Empty: all of it stays as a credit"))
        self._effect = SayField()
        form.add("effect", tr("What it does"), self._effect)
        form.add("number", tr("Number of the credit note"), TextField(claim.number, longest=60))
        form.changed.connect(self._follow)
        self._follow()
        form.mark_clean()

    def job(self) -> Job:
        """Set it off."""
        values, claims, claim_id, key = self.form.values(), self.session.desk.claims, self.record.id, self.key
        number = "" if values["number"] == self.record.number else values["number"]
        return lambda _progress: claims.settle(claim_id, values["invoice_id"], number=number, key=key)

    def _follow(self) -> None:
        bill = self._bills.get(self.form.field("invoice_id").value() or 0)
        what = self.session.desk.claims.preview(self.record, bill)
        if bill is None:
            text = tr("{credit} stays as a credit, for the next invoice.", credit=Fen(what.credit_fen))
        elif what.credit_fen:
            text = tr(
                "{number} is paid by it. {credit} stays as a credit, for the next invoice.",
                number=bill.number,
                credit=Fen(what.credit_fen),
            )
        else:
            due, before = Fen(what.due_fen), Fen(bill.open_fen)
            text = tr("{number}: {due} due instead of {open}.", number=bill.number, due=due, open=before)
        self._effect.say(text, "info")


class TakeBackClaimDialog(CaseDialog[Claim]):
    """Takes a set-off back by an entry that stays, with the reason."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint, claim: Claim) -> None:
        title = tr("Take back the set-off of {number}", number=claim.number)
        super().__init__(parent, session, case, claim, title)
        self.set_verb(tr("Take back"))
        hint = tr("The credit note stays on record, with an entry that undoes it.")
        self.form.add("why", tr("Because"), TextField(longest=300), required=True, hint=hint)
        self.form.mark_clean()

    def job(self) -> Job:
        """Take it back."""
        claims, claim_id, why = self.session.desk.claims, self.record.id, self.form.field("why").value()
        return lambda _progress: claims.take_back(claim_id, why)


def _about(claim: Claim) -> str:
    asked = tr("asked: {amount}", amount=Fen(claim.asked_fen)) if claim.asked_fen else ""
    return " · ".join(part for part in (term(claim.kind), claim.what, claim.quantity, asked) if part)
