"""The five screens of the guided talk: each has a sentence to say and what is written down with it."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.care import AngerCause, Temper
from branchdesk.domain.case_talk import CaseTalk, FactsState, FirstWish
from branchdesk.domain.complaints import Complaint, Stage
from branchdesk.domain.typed_dates import Lean
from branchdesk.domain.wording import Situation
from branchdesk.domain.wording_rules import TextPurpose
from ui.forms.choice_row import ChoiceRow
from ui.forms.choices import employee_choices
from ui.forms.options_field import OptionsField
from ui.forms.say_field import SayField
from ui.forms.suggest_field import SuggestField
from ui.forms.ticks import TicksField
from ui.forms.verdict_field import VerdictField
from ui.language import tr
from ui.session import Session
from ui.widgets.checked_field import CheckedNoteField, Help
from ui.widgets.choice import EnumCombo
from ui.widgets.date_field import DateField
from ui.widgets.fields import NoteField, NumberField, TextField, TimeField
from ui.widgets.form import Form
from ui.widgets.moment_field import MomentField

STEPS = (Stage.LISTEN, Stage.RECAP, Stage.APOLOGY, Stage.SOLUTION, Stage.FOLLOW_UP)


@dataclass(frozen=True, slots=True)
class TalkSubject:
    """What the screens are filled from."""

    session: Session
    case: Complaint
    talk: CaseTalk


def listen_page(subject: TalkSubject) -> Form:
    """Ask what they say, in their words and in ours (R089, R110, R111)."""
    session, case, talk = subject.session, subject.case, subject.talk
    form = Form(columns=2)
    said = CheckedNoteField(session, TextPurpose.LOG, case.text, lines=3)
    form.add("text", tr("What they say"), said, required=True, wide=True)
    form.add(
        "problem", tr("What is wrong"), TextField(talk.problem, placeholder=tr("for example: cockroaches"))
    )
    form.add(
        "place", tr("Where"), TextField(talk.place, placeholder=tr("for example: beside the cold store"))
    )
    form.add(
        "noticed", tr("Since when"), TextField(talk.noticed, placeholder=tr("for example: this morning"))
    )
    form.add("extent", tr("How much"), TextField(talk.extent, placeholder=tr("for example: three of them")))
    form.add("demand", tr("What they ask for"), TextField(case.demand, longest=1000), wide=True)
    wishes: TicksField[FirstWish] = TicksField(tuple(FirstWish))
    wishes.set_value(talk.wishes)
    form.add("wishes", tr("They want first"), wishes, wide=True)
    known = session.desk.care.temperament(case.customer_id, case.contact_id)
    temper = EnumCombo(Temper, known.temper if known else None, empty="—")
    anger = EnumCombo(AngerCause, known.anger if known else None, empty="—")
    form.add("temper", tr("Temperament"), temper)
    form.add("anger", tr("Upset by"), anger)
    return form


def recap_page(subject: TalkSubject) -> Form:
    """Ask for their yes or correction; what is so stands apart from what was said (R088, R100)."""
    session, case, talk = subject.session, subject.case, subject.talk
    form = Form(columns=2)
    form.add("recap", tr("Our words"), NoteField(lines=2), wide=True)
    form.add(
        "agreed", tr("They say"), VerdictField(tr("Yes, that is right"), tr("They correct it")), wide=True
    )
    correction = TextField(longest=1000, placeholder=tr("What they correct or add, in their words"))
    form.add("correction", tr("Correction"), correction, wide=True)
    form.add("versions", tr("So far"), SayField(), wide=True)
    need = TextField(case.need, longest=1000, placeholder=tr("for example: no pests at the opening"))
    form.add("need", tr("What they need"), need, wide=True)
    facts: ChoiceRow[FactsState] = ChoiceRow(tuple(FactsState), talk.facts, columns=3, anywhere=False)
    form.add("facts", tr("Is it so?"), facts, wide=True)
    now = session.local(session.desk.context.clock.now())
    promised = session.local(talk.facts_reply_at) if talk.facts_reply_at else None
    hours = session.desk.context.settings.facts_reply_hours
    hint = tr("Neither admit nor deny. Empty: {hours} hours from now.", hours=hours)
    form.add("facts_reply_at", tr("We tell them by"), MomentField(now, promised, lean=Lean.FUTURE), hint=hint)
    course = NoteField(
        talk.course, lines=2, placeholder=tr("Only what is shown: photos, report, what we saw")
    )
    form.add("course", tr("What is so"), course, wide=True)
    return form


def apology_page(subject: TalkSubject, aid: Help) -> Form:
    """Ask for the words of regret, from the approved block (R109)."""
    form = Form()
    form.add("block", tr("Block"), SayField())
    field = CheckedNoteField(subject.session, TextPurpose.APOLOGY, subject.talk.apology, lines=4, aid=aid)
    hint = tr("Alt+Down offers the approved sentences. No excuses, nobody else to blame.")
    form.add("apology", tr("What we say"), field, hint=hint)
    return form


def solution_page(subject: TalkSubject) -> Form:
    """Ask for two ways at least, one chosen, and a promise with a date (R104, D18)."""
    session, talk = subject.session, subject.talk
    form = Form(columns=2)
    form.add("early", "", SayField(), wide=True)
    options = OptionsField()
    options.set_value(session.desk.case_flow.options_of(subject.case.id))
    form.add("options", tr("Ways"), options, wide=True)
    people = [one.name for one in session.desk.customers.contacts_of(subject.case.customer_id)]
    agreed = talk.consent_by or ""
    form.add(
        "consent_by", tr("Agreed by"), SuggestField(people, agreed, placeholder=tr("Who of the customer"))
    )
    form.add("why", "", SayField())
    form.section(tr("Our promise"))
    form.add("promise", tr("We promise"), TextField(longest=500), wide=True)
    today, calendar = session.today, session.desk.context.calendar
    form.add("due_on", tr("By when"), DateField(today, calendar=calendar, lean=Lean.FUTURE))
    form.add("due_time", tr("Time"), TimeField())
    inside = [one.text for one in employee_choices(session.desk)]
    form.add(
        "confirmed_by",
        tr("Confirmed inside by"),
        SuggestField(inside, placeholder=tr("who says that it can be kept")),
    )
    form.add("promised", tr("Promised so far"), SayField(), wide=True)
    return form


def follow_up_page(subject: TalkSubject) -> Form:
    """Ask whether they have understood, and when they hear from us again (R097, R131)."""
    session, talk = subject.session, subject.talk
    form = Form(columns=2)
    understood = VerdictField(tr("Yes"), tr("Not yet: explain again"))
    understood.set_value(talk.understood)
    form.add("understood", tr("Understood?"), understood)
    form.add("explanations", tr("Times explained"), NumberField(talk.explanations, most=20))
    today, calendar = session.today, session.desk.context.calendar
    form.add("update_on", tr("Next word on"), DateField(today, calendar=calendar, lean=Lean.FUTURE))
    form.add("update_time", tr("Time"), TimeField())
    loan = VerdictField(tr("Yes"), tr("No"))
    loan.set_value(talk.loan_offered)
    form.add("loan_offered", tr("Equipment on loan"), loan)
    form.add("loan_what", tr("Which"), TextField(talk.loan_what))
    return form


def phrase_help(block: Situation, values: dict[str, object]) -> Help:
    """Offer the approved sentences of a block first."""
    return Help(situations=(block, Situation.APOLOGY), values=lambda: values)
