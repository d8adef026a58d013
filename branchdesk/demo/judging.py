"""How the cases of the sample branch are judged, closed, checked and looked after."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import timedelta

from branchdesk.demo.judging_words import JudgingWords, judging_words
from branchdesk.demo.story import Story, Write
from branchdesk.domain.attachments import NewFile
from branchdesk.domain.claims import CaseCost, Claim, CostKind, ThirdPartyClaim
from branchdesk.domain.complaints import Complaint, LogKind, Responsibility, Stage
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.judgement import (
    CaseClosing,
    CaseVerdict,
    CorrectiveAction,
    Demand,
    DemandJudgement,
    Evidence,
    GoodWord,
    HandlingStandard,
    Remedy,
)
from branchdesk.domain.judgement_checks import after_closing
from branchdesk.services.desk import Desk
from branchdesk.storage.unit_of_work import UnitOfWork

_GRANTED_FEN = 38_000


def close_judged(story: Story, work: UnitOfWork, case: Complaint, remedy: str) -> None:
    """Write what closing a case leaves behind: verdict, action, word to the customer, call and watch."""
    words, today = judging_words(story.words.language), story.local(work.at)
    second = "" if case.valid else story.colleague(EmployeeRole.AREA_MANAGER)
    work.insert(
        CaseVerdict(
            complaint_id=case.id,
            valid=bool(case.valid),
            responsibility=case.responsibility or Responsibility.OURS,
            why=case.valid_why or words.why,
            decided_by=case.valid_by,
            decided_at=work.at - timedelta(minutes=40),
            second_by=second,
            second_at=work.at - timedelta(minutes=30) if second else None,
            second_agrees=True if second else None,
            second_note=words.agrees if second else "",
        )
    )
    if case.valid:
        _correct(story, work, case, remedy, words)
    call, until = after_closing(today, story.desk.context.settings, story.calendar)
    closing = work.insert(
        CaseClosing(
            complaint_id=case.id,
            round=case.reopened,
            told_at=case.told_at,
            told_how=words.told_how,
            told_whom=case.reporter,
            told_by=case.owner,
            satisfied=case.satisfied,
            standards=tuple(HandlingStandard),
            follow_up_on=call,
            watch_until=until,
        )
    )
    story.at(story.office(call), "follow_up_closing", _follow_up(story, closing.id, words))


def settle_good_word(story: Story, work: UnitOfWork, case: Complaint) -> None:
    """Write what became of a praise or suggestion that was thanked for (R128)."""
    words, today = judging_words(story.words.language), story.local(work.at)
    word = GoodWord(complaint_id=case.id, told_on=today, told_how=words.told_how)
    if case.kind is LogKind.PRAISE:
        word = replace(word, passed_to=story.colleague(EmployeeRole.TECHNICIAN), passed_on=today)
    else:
        word = replace(word, adopted=True, decided_on=today, change=words.change, changed_on=today)
    work.insert(word)


def judge_present(story: Story) -> None:
    """Judge some of the cases that are open today, through the same services as a person."""
    desk, words = story.desk, judging_words(story.words.language)
    reader = desk.context.reader
    open_ones = [one for one in reader.find(Complaint, closed_at=None) if one.stage is not Stage.LISTEN]
    cases = [one for one in open_ones if one.kind is LogKind.COMPLAINT]
    if cases:
        _evidence(desk, cases[0], words, story)
        _demands(desk, cases[0], words)
        _money(desk, cases[0], words, story)
    if len(cases) > 1:
        decided = story.colleague(EmployeeRole.SUPERVISOR)
        verdict = CaseVerdict(
            complaint_id=cases[-1].id,
            valid=False,
            responsibility=Responsibility.UNFOUNDED,
            why=words.not_valid,
            decided_by=decided,
        )
        desk.judgement.decide(verdict)
    _good_words(desk, words)


def _correct(story: Story, work: UnitOfWork, case: Complaint, remedy: str, words: JudgingWords) -> None:
    """Agree an action, let it be done on its day and found to work some days later."""
    today = story.local(work.at)
    due, check = story.workdays_after(today, 5), story.workdays_after(today, 10)
    action = work.insert(
        CorrectiveAction(
            complaint_id=case.id,
            cause=case.root_cause,
            action=remedy,
            owner=story.colleague(EmployeeRole.SUPERVISOR),
            due_on=due,
            check_on=check,
        )
    )
    story.at(story.office(due), "save_action", _done(story, action.id))
    story.at(story.office(check), "save_action", _verified(story, action.id, words.works))


def _done(story: Story, action_id: int) -> Write:
    def write(work: UnitOfWork) -> None:
        known = work.get(CorrectiveAction, action_id)
        work.update(replace(known, done_on=story.local(work.at)))

    return write


def _verified(story: Story, action_id: int, note: str) -> Write:
    def write(work: UnitOfWork) -> None:
        known, today = work.get(CorrectiveAction, action_id), story.local(work.at)
        checked = replace(known, done_on=known.done_on or today, verified_on=today, effective=True)
        work.update(replace(checked, verified_by=known.owner, effect_note=note))

    return write


def _follow_up(story: Story, closing_id: int, words: JudgingWords) -> Write:
    def write(work: UnitOfWork) -> None:
        known = work.get(CaseClosing, closing_id)
        said = story.pick(words.stayed)
        work.update(replace(known, followed_on=story.local(work.at), follow_up_result=said))

    return write


def _evidence(desk: Desk, case: Complaint, words: JudgingWords, story: Story) -> None:
    photo = NewFile(f"{words.photo_file}.png", picture(), remark=words.photo_shows)
    day = story.today - timedelta(days=1)
    seen = Evidence(complaint_id=case.id, what=words.photo, shows=words.photo_shows, found_on=day)
    agreed = replace(seen, confirmed=True, confirmed_by=case.reporter or words.photo)
    desk.judgement.save_evidence(agreed, [photo])
    report = Evidence(complaint_id=case.id, what=words.report, shows=words.report_shows)
    desk.judgement.save_evidence(report)


def _demands(desk: Desk, case: Complaint, words: JudgingWords) -> None:
    remedies = (Remedy.REWORK, Remedy.INFORMATION, Remedy.COMPENSATION)
    for remedy, (text, granted) in zip(remedies, words.demands, strict=True):
        excessive = remedy is Remedy.COMPENSATION
        demand = Demand(
            complaint_id=case.id,
            text=text,
            remedy=remedy,
            amount_fen=500_000 if excessive else None,
            judged=DemandJudgement.EXCESSIVE if excessive else DemandJudgement.NOW,
            why=words.too_much if excessive else "",
            granted=granted,
        )
        desk.judgement.save_demand(demand)


def _money(desk: Desk, case: Complaint, words: JudgingWords, story: Story) -> None:
    """Let a claim be approved and set off, another party be claimed against, and the visit be counted."""
    today, by = story.today, story.colleague(EmployeeRole.SUPERVISOR)
    draft = Claim(
        complaint_id=case.id,
        what=words.damage,
        quantity=words.quantity,
        asked_fen=500_000,
        signed_by_customer=case.reporter or case.owner,
        customer_signed_on=today,
        signed_by_us=by,
        we_signed_on=today,
    )
    claim = desk.claims.save(draft).value
    desk.claims.approve(claim.id, _GRANTED_FEN, words.wording, by)
    bills = [one for one in desk.claims.open_invoices(case.id) if one.issued_on <= today]
    if bills:
        desk.claims.settle(claim.id, bills[0].id)
    papers = [NewFile(f"{name}.txt", name.encode()) for name in words.papers]
    third = ThirdPartyClaim(
        complaint_id=case.id,
        against=words.courier,
        what=words.courier_what,
        amount_fen=9_600,
        sent_on=today - timedelta(days=2),
    )
    desk.claims.save_third(third, papers)
    visit = CaseCost(complaint_id=case.id, kind=CostKind.VISIT, spent_on=today, minutes=90, what=words.visit)
    desk.claims.save_cost(visit)


def _good_words(desk: Desk, words: JudgingWords) -> None:
    """Let the last open suggestion be adopted, and the customer be told (R128)."""
    today = desk.context.clock.today()
    found = [
        one for one in desk.context.reader.find(Complaint, closed_at=None) if one.kind is LogKind.SUGGESTION
    ]
    for one in found[-1:]:
        adopted = GoodWord(complaint_id=one.id, adopted=True, decided_on=today, change=words.change)
        desk.closing.save_good_word(
            replace(adopted, changed_on=today, told_on=today, told_how=words.told_how)
        )


def picture(width: int = 160, height: int = 120) -> bytes:
    """Draw a small photo-like picture as PNG: a floor, a door, three dark spots."""
    spots = ((60, 90), (84, 98), (110, 86))
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            door = x > width * 0.7 and y < height * 0.8
            spot = any(abs(x - a) <= 4 and abs(y - b) <= 2 for a, b in spots)
            shade = 40 if spot else 150 if door else 205 - y // 2
            rows += bytes((shade, shade, min(shade + 12, 255)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
