"""What the card of a case says about its judgement, demands, money, cause and what comes after closing."""

from __future__ import annotations

from branchdesk.domain.claims import Claim, ClaimState, ThirdPartyClaim, ThirdPartyState
from branchdesk.domain.complaints import Complaint, LogKind
from branchdesk.domain.judgement import CorrectiveAction, DemandJudgement, Evidence
from branchdesk.domain.money import Fen
from ui.forms.case_cost import totals_words
from ui.language import term, tr, trn, words
from ui.session import Session
from ui.widgets.card_content import Fact, LinkRow, Section

_CLAIM_TOKENS = {
    ClaimState.DRAFT: "soon",
    ClaimState.APPROVED: "soon",
    ClaimState.REFUSED: "done",
    ClaimState.SETTLED: "kept",
}
_DEMAND_TOKENS = {
    DemandJudgement.NOW: "kept",
    DemandJudgement.LATER: "info",
    DemandJudgement.EXCESSIVE: "muted",
}


def sections(session: Session, case: Complaint) -> tuple[Section, ...]:
    """Write what is known about judgement, demands, money and cause; what is empty is left out."""
    if case.kind is not LogKind.COMPLAINT:
        found = [_good_word(session, case)]
    else:
        found = [
            _missing(session, case),
            _evidence(session, case),
            _verdict(session, case),
            _demands(session, case),
            _money(session, case),
            _cause(session, case),
            _after(session, case),
        ]
    found.append(_files(session, case))
    return tuple(section for section in found if section is not None)


def _missing(session: Session, case: Complaint) -> Section | None:
    if case.closed_at is not None:
        return None
    gates = session.desk.closing.gates(case.id)
    waiting = [gate for gate in gates if not gate.passed]
    text = trn("{n} of {all} gates still open", "{n} of {all} gates still open", len(waiting), all=len(gates))
    row = LinkRow(text, "judge:close", icon="list-checks", token="soon" if waiting else "kept")
    return Section(tr("To close the case"), rows=(row,))


def _evidence(session: Session, case: Complaint) -> Section | None:
    found = session.desk.judgement.evidence_of(case.id)
    if not found:
        return None
    files = session.desk.attachments.counts("evidence", [one.id for one in found])
    rows = tuple(
        LinkRow(
            f"{one.what}: {one.shows}",
            f"evidence:{one.id}",
            _with_files(_agreed(one), files.get(one.id, 0)),
            "search",
            "soon" if one.confirmed is None else "kept" if one.confirmed else "late",
        )
        for one in found
    )
    return Section(tr("Evidence"), rows=rows)


def _verdict(session: Session, case: Complaint) -> Section | None:
    verdict = session.desk.judgement.verdict(case.id)
    if verdict is None and case.valid is None:
        return None
    valid = verdict.valid if verdict is not None else bool(case.valid)
    facts = [
        Fact(tr("The complaint is"), tr("Valid") if valid else tr("Not valid")),
        Fact(tr("Responsible"), term(case.responsibility) if case.responsibility else ""),
        Fact(tr("Because"), case.valid_why or (verdict.why if verdict is not None else "")),
        Fact(tr("Decided by"), case.valid_by),
    ]
    if verdict is not None and not verdict.valid:
        if verdict.second_agrees is None:
            facts.append(Fact(tr("Second look"), tr("still to come"), "judge:second", "soon"))
        else:
            agrees = tr("agrees") if verdict.second_agrees else tr("sees it otherwise: decide again")
            token = "" if verdict.second_agrees else "late"
            facts.append(Fact(tr("Second look"), f"{verdict.second_by} {agrees}", "", token))
    return Section(tr("Judgement"), facts=tuple(fact for fact in facts if fact.value))


def _demands(session: Session, case: Complaint) -> Section | None:
    found = session.desk.judgement.demands_of(case.id)
    if not found and case.demand and case.closed_at is None:
        row = LinkRow(
            tr("Take the demand apart, to judge it part by part"), "judge:split", icon="list-checks"
        )
        return Section(tr("Demands, part by part"), rows=(row,))
    if not found:
        return None
    rows = tuple(
        LinkRow(
            " → ".join(part for part in (one.text, one.granted) if part),
            f"demand:{one.id}",
            term(one.judged) if one.judged else tr("open"),
            "list-checks",
            _DEMAND_TOKENS[one.judged] if one.judged else "soon",
        )
        for one in found
    )
    return Section(tr("Demands, part by part"), rows=rows)


def _money(session: Session, case: Complaint) -> Section | None:
    claims, others = session.desk.claims.of(case.id), session.desk.claims.third_parties_of(case.id)
    cost = totals_words(session.desk.claims.totals(case.id))
    if not claims and not others and not cost:
        return None
    files = session.desk.attachments.counts("claim", [one.id for one in claims])
    papers = session.desk.attachments.counts("third_party_claim", [one.id for one in others])
    rows = [_claim(session, one, files.get(one.id, 0)) for one in claims]
    rows += [_third(one, papers.get(one.id, 0)) for one in others]
    for one in claims:
        if session.desk.claims.rest(one) and session.desk.claims.open_invoices(case.id):
            text = tr("Set the rest of {number} off against the next invoice", number=one.number)
            rows.append(LinkRow(text, f"rest:{one.id}", "", "arrow-right", "soon"))
    facts = (Fact(tr("Cost so far"), cost),) if cost else ()
    return Section(tr("Claims and cost"), facts=facts, rows=tuple(rows))


def _claim(session: Session, claim: Claim, files: int) -> LinkRow:
    fen = claim.granted_fen if claim.granted_fen is not None else claim.asked_fen
    amount = words().value(Fen(fen)) if fen is not None else ""
    rest = session.desk.claims.rest(claim)
    left = tr("{rest} still a credit", rest=rest) if rest else ""
    text = " · ".join(part for part in (claim.number, claim.what, claim.quantity, amount, left) if part)
    detail = _with_files(term(claim.state), files)
    return LinkRow(text, f"claim:{claim.id}", detail, "hand-coins", _CLAIM_TOKENS[claim.state])


def _third(one: ThirdPartyClaim, files: int) -> LinkRow:
    token = "kept" if one.state is ThirdPartyState.PAID else "info"
    return LinkRow(one.against, f"third:{one.id}", _with_files(term(one.state), files), "send", token)


def _cause(session: Session, case: Complaint) -> Section | None:
    actions = session.desk.judgement.actions_of(case.id)
    kind = session.desk.judgement.assessment(case.id).cause_kind
    if not actions and not case.root_cause:
        return None
    cause = " · ".join(part for part in (case.root_cause, term(kind) if kind else "") if part)
    rows = tuple(
        LinkRow(f"{one.action} · {one.owner}", f"action:{one.id}", *_progress(session, one))
        for one in actions
    )
    facts = (Fact(tr("Root cause"), cause, "judge:cause"),) if cause else ()
    return Section(tr("So that it does not come back"), facts=facts, rows=rows)


def _progress(session: Session, one: CorrectiveAction) -> tuple[str, str, str]:
    """Say how far an action has come: words, icon, colour."""
    today = session.today
    if one.verified_on is not None:
        if one.effective:
            return tr("works ({day})", day=words().value(one.verified_on)), "shield-check", "kept"
        return tr("does not work"), "circle-x", "late"
    if one.done_on is not None:
        day = one.check_on
        text = tr("done; check on {day}", day=words().value(day)) if day else tr("done")
        return text, "check", "late" if day and day < today else "info"
    day = one.due_on
    text = tr("by {day}", day=words().value(day)) if day else tr("open")
    return text, "wrench", "late" if day and day < today else "soon"


def _after(session: Session, case: Complaint) -> Section | None:
    """Say what the customer was told, how satisfied they are, and what comes after closing."""
    closing = session.desk.closing.record(case.id)
    told = " ".join(
        part
        for part in (session.moment_text(case.told_at), case.told_how, closing.told_whom, closing.told_by)
        if part
    )
    facts = [
        Fact(tr("Customer told"), told),
        Fact(tr("Satisfied"), tr("{n} of 5", n=case.satisfied) if case.satisfied else ""),
    ]
    if case.closed_at is not None and closing.follow_up_on is not None:
        facts.append(_call(session, closing.follow_up_on, closing.follow_up_result))
        until = words().long_date(closing.watch_until) if closing.watch_until else ""
        facts.append(Fact(tr("Watched until"), until))
    kept = tuple(fact for fact in facts if fact.value)
    return Section(tr("Word to the customer"), facts=kept) if kept else None


def _call(session: Session, day: object, result: str) -> Fact:
    if result:
        return Fact(tr("Call after closing"), result)
    late = "late" if str(day) < session.today.isoformat() else ""
    return Fact(tr("Call after closing"), str(words().value(day)), "judge:after", late)


def _good_word(session: Session, case: Complaint) -> Section | None:
    word = session.desk.closing.good_word(case.id)
    day = words().value
    adopted = "" if word.adopted is None else tr("adopted") if word.adopted else tr("not adopted")
    facts = (
        Fact(tr("Passed on to"), word.passed_to),
        Fact(tr("The suggestion is"), _dated(adopted, day(word.decided_on) if word.decided_on else "")),
        Fact(tr("Because"), word.why),
        Fact(tr("What has changed"), _dated(word.change, day(word.changed_on) if word.changed_on else "")),
        Fact(tr("Customer told"), _dated(word.told_how, day(word.told_on) if word.told_on else "")),
    )
    kept = tuple(fact for fact in facts if fact.value)
    row = LinkRow(tr("Record what became of it"), "judge:word", icon="pen-line")
    section = Section(tr("What became of it"), facts=kept, rows=() if case.closed_at else (row,))
    return section if section.facts or section.rows else None


def _files(session: Session, case: Complaint) -> Section:
    rows = [
        LinkRow(
            one.remark or one.file_name,
            f"file:{one.id}",
            words().value(one.taken_on) if one.taken_on else "",
            "image" if one.is_image else "paperclip",
        )
        for one in session.desk.attachments.of("complaint", case.id)
    ]
    rows.append(LinkRow(tr("Add or change files"), "judge:files", icon="paperclip"))
    rows.append(LinkRow(tr("Print the complaint form"), "judge:paper", icon="printer"))
    return Section(tr("Attachments and papers"), rows=tuple(rows))


def _dated(text: object, day: object) -> str:
    return " · ".join(str(part) for part in (text, day) if part)


def _with_files(text: str, count: int) -> str:
    files = trn("{n} file", "{n} files", count) if count else ""
    return " · ".join(part for part in (text, files) if part)


def _agreed(one: Evidence) -> str:
    if one.confirmed is None:
        return tr("to be verified")
    return tr("customer agrees") if one.confirmed else tr("customer disagrees")
