"""Valid or not: decided by one person, and where not valid looked at by a second one (R101, R102, D19)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.complaints import Complaint, Responsibility
from branchdesk.domain.judgement import CaseVerdict, Evidence
from branchdesk.domain.judgement_checks import check_second, check_verdict
from branchdesk.domain.messages import Message, msg
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.case_parts import CaseDialog
from ui.forms.choice_row import ChoiceRow
from ui.forms.say_field import SayField
from ui.forms.verdict_field import VerdictField
from ui.language import term, tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField
from ui.widgets.form_dialog import Job


def evidence_words(evidence: list[Evidence]) -> str:
    """Say in a few lines what there is to go by."""
    if not evidence:
        return tr("No evidence is on record yet.")
    return "\n".join(f"{_sign(one)} {one.what}: {one.shows}" for one in evidence)


class VerdictDialog(CaseDialog[CaseVerdict]):
    """Decides; what there is to go by stands above."""

    def __init__(self, parent: QWidget | None, session: Session, case: Complaint) -> None:
        record = CaseVerdict(complaint_id=case.id)
        super().__init__(parent, session, case, record, tr("Valid or not: {number}", number=case.number))
        self.set_verb(tr("Decide"))
        form = self.form
        ground = SayField()
        ground.say(evidence_words(session.desk.judgement.evidence_of(case.id)))
        form.add("ground", tr("To go by"), ground)
        valid = VerdictField(tr("Valid"), tr("Not valid"))
        valid.set_value(case.valid)
        form.add("valid", tr("The complaint is"), valid, required=True)
        who: ChoiceRow[Responsibility] = ChoiceRow(tuple(Responsibility), case.responsibility, columns=2)
        form.add("responsibility", tr("Responsible"), who, required=True)
        why = CheckedNoteField(
            session, TextPurpose.LOG, case.valid_why, lines=3, placeholder=tr("What shows it, plainly")
        )
        form.add("why", tr("Because"), why, required=True)
        form.add("decided_by", tr("Decided by"), self.colleagues(session.desk.context.author.name))
        self._next = SayField()
        form.add("next", "", self._next)
        form.changed.connect(self._follow)
        self._follow()
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of verdicts."""
        values = self.form.values()
        problems = {}
        if values["valid"] is None:
            problems["valid"] = msg("Decide whether the complaint is valid.")
        if values["responsibility"] is None:
            problems["responsibility"] = msg("Say who was responsible.")
        return problems or check_verdict(self.read())

    def job(self) -> Job:
        """Decide."""
        judgement, verdict, key = self.session.desk.judgement, self.read(), self.key
        return lambda _progress: judgement.decide(verdict, key=key)

    def _follow(self) -> None:
        if self.form.field("valid").value() is False:
            text = tr("Counts once a second person agrees. The customer still gets a courteous answer.")
            self._next.say(text, "soon")
        else:
            self._next.say("")


class SecondLookDialog(CaseDialog[CaseVerdict]):
    """A second person looks at “not valid”."""

    def __init__(
        self, parent: QWidget | None, session: Session, case: Complaint, verdict: CaseVerdict
    ) -> None:
        title = tr("Second look: {number}", number=case.number)
        super().__init__(parent, session, case, verdict, title)
        self.set_verb(tr("Record the second look"))
        form = self.form
        ground, said = SayField(), SayField()
        ground.say(evidence_words(session.desk.judgement.evidence_of(case.id)))
        said.say(
            tr(
                "{name}: not valid, {who}. {why}",
                name=verdict.decided_by,
                who=term(verdict.responsibility),
                why=verdict.why,
            )
        )
        form.add("ground", tr("To go by"), ground)
        form.add("said", tr("Verdict"), said)
        form.add("agrees", tr("You"), VerdictField(tr("agree"), tr("see it otherwise")), required=True)
        form.add("second_by", tr("Your name"), self.colleagues(self._somebody_else()), required=True)
        form.add("second_note", tr("Remark"), CheckedNoteField(session, TextPurpose.LOG, lines=2))
        form.mark_clean()

    def check(self) -> dict[str, Message]:
        """Ask the rules of the second look."""
        values = self.form.values()
        if values["agrees"] is None:
            return {"agrees": msg("Say whether you agree.")}
        name, note = values["second_by"], values["second_note"]
        return check_second(self.record, self.case.owner, name, note, agrees=values["agrees"])

    def job(self) -> Job:
        """Record it."""
        judgement, values, verdict_id = self.session.desk.judgement, self.form.values(), self.record.id
        return lambda _progress: judgement.second(
            verdict_id, values["second_by"], values["second_note"], agrees=values["agrees"]
        )

    def _somebody_else(self) -> str:
        """Suggest who sits at the desk, where they may take the second look."""
        name = self.session.desk.context.author.name
        return "" if name in (self.record.decided_by, self.case.owner) else name


def _sign(one: Evidence) -> str:
    if one.confirmed is None:
        return "?"
    return "✓" if one.confirmed else "✗"
