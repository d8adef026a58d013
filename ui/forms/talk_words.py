"""What is said at each step of the guided talk (D18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from branchdesk.domain.care import AngerCause, Temper, Temperament
from branchdesk.domain.case_talk import CaseOption, FactsState
from branchdesk.domain.complaints import Complaint, Severity, Stage
from branchdesk.domain.customers import Contact
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.temper_tips import tips
from branchdesk.domain.wording import Situation
from branchdesk.domain.wording_stock import fill_phrase
from ui.forms.whom import addressed
from ui.language import say, tr, trc, words
from ui.session import Session


def caller_words(session: Session, case: Complaint) -> str:
    """Address whoever is on the line: 欧阳经理, or the name that they gave (R030)."""
    contact = session.desk.context.reader.first(Contact, id=case.contact_id) if case.contact_id else None
    if contact is None and case.reporter:
        people = session.desk.customers.contacts_of(case.customer_id)
        contact = next((one for one in people if one.name == case.reporter), None)
    return addressed(contact) if contact else case.reporter


def phrase_values(session: Session, case: Complaint, values: Mapping[str, Any]) -> dict[str, object]:
    """Return what fills the gaps of stock phrases."""
    desk = session.desk
    bosses = [one for one in desk.customers.employees() if one.active and one.role is EmployeeRole.SUPERVISOR]
    customer = desk.customers.customer(case.customer_id)
    return {
        "customer": customer.short_name or customer.name,
        "salutation": caller_words(session, case),
        "me": desk.context.author.name,
        "branch": desk.context.branch.name,
        "number": case.number,
        "content": str(values.get("problem") or "").rstrip("。."),
        "solution": chosen_words(values.get("options") or ()).rstrip("。."),
        "superior": bosses[0].name if bosses else "",
        "phone": case.phone,
    }


def listen_words(session: Session, case: Complaint) -> str:
    """Begin: who speaks, and that they may finish."""
    who, me = caller_words(session, case), session.desk.context.author.name
    if not who:
        return tr("This is {me}. Please tell me what happened: I write everything down.", me=me)
    return tr("{who}, this is {me}. Please tell me what happened: I write everything down.", who=who, me=me)


def recap_words(values: Mapping[str, Any]) -> str:
    """Build our words of the matter from the fields (R088)."""
    keys = ("noticed", "place", "problem", "extent")
    parts = [str(values[key]).strip().rstrip("。.，,") for key in keys if values.get(key)]
    what = trc("between parts of a sentence", ", ").join(parts) or str(values.get("text") or "").strip()
    if not what:
        return tr("First write down what they say: the sentence builds itself from it.")
    return tr("Let me repeat: {what}. Is that right?", what=what.rstrip("。."))


def severity_words(case: Complaint, values: Mapping[str, object]) -> str:
    """Add to the apology what a bad case asks for."""
    boss = values.get("superior")
    if case.severity is Severity.CRITICAL and boss:
        return tr("I am telling {boss} at this moment; you will hear from us without delay.", boss=boss)
    if case.severity in (Severity.CRITICAL, Severity.SERIOUS):
        return tr("We treat this before everything else.")
    return ""


def chosen_words(options: Sequence[CaseOption]) -> str:
    """Return the way that was chosen."""
    return next((option.text for option in options if option.chosen), "")


def solution_words(options: Sequence[CaseOption]) -> str:
    """Offer the ways, or repeat the chosen one with its reason."""
    chosen = next((option for option in options if option.chosen), None)
    if chosen is not None and chosen.why:
        return tr(
            "So we do this: {way}. It is good for you: {why}. Do you agree?", way=chosen.text, why=chosen.why
        )
    if chosen is not None:
        return tr("So we do this: {way}. Do you agree?", way=chosen.text)
    if len(options) < 2:
        return tr("Let me think what we can do for you. Offer two ways, so that they can choose.")
    first, *others = [option.text for option in options]
    way = trc("between parts of a sentence", ", ").join(others)
    return tr("We could do this: {first}. Or: {others}. Which suits you better?", first=first, others=way)


def follow_up_words(values: Mapping[str, Any]) -> str:
    """End: has it been understood, when do they hear from us."""
    day: date | None = values.get("update_on")
    if day is None:
        return tr("Have I put it clearly? Thank you for telling us: it helps us to do better.")
    at = " ".join(part for part in (words().long_date(day), values.get("update_time") or "") if part)
    return tr(
        "Have I put it clearly? You hear from me again by {moment}. Thank you for telling us.", moment=at
    )


def temper_tip(temper: Temper | None, anger: AngerCause | None) -> str:
    """Say how to speak with this person; for us alone, never printed (R110)."""
    return " ".join(say(tip) for tip in tips(Temperament(temper=temper, anger=anger)))


def sentence(session: Session, case: Complaint, stage: Stage, values: Mapping[str, Any]) -> str:
    """Return what to say at a step, from what stands in the window."""
    if stage is Stage.LISTEN:
        return listen_words(session, case)
    if stage is Stage.RECAP:
        return values["recap"] or recap_words(values)
    if stage is Stage.APOLOGY:
        more = severity_words(case, phrase_values(session, case, values))
        return " ".join(part for part in (values["apology"], more) if part)
    if stage is Stage.SOLUTION:
        return solution_words(values["options"])
    return follow_up_words(values)


def tip(case: Complaint, stage: Stage, values: Mapping[str, Any]) -> tuple[str, str]:
    """Return a word for us alone, and the colour of its state."""
    if stage is Stage.APOLOGY and case.responsibility is None and values["facts"] is FactsState.UNPROVEN:
        return tr("Not proven yet: neither admit nor deny, only regret the trouble."), "soon"
    how = temper_tip(values["temper"], values["anger"])
    return (tr("For us alone: {tip}", tip=how) if how else ""), "muted"


def approved(session: Session, case: Complaint, block: Situation, values: Mapping[str, Any]) -> str:
    """Return the first approved sentence of a block whose gaps are all known; nothing where there is none."""
    known = phrase_values(session, case, values)
    filled = (fill_phrase(phrase.text, known) for phrase in session.desk.wording.phrases(block))
    return next((one.text for one in filled if not one.gaps), "")
