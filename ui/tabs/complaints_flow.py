"""The course of a case on its card and in the menu: what runs out of time, who holds it, the talk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from branchdesk.domain.case_talk import CaseOption, CaseRecap, CaseTalk, facts_due
from branchdesk.domain.case_tasks import CaseCaller, CaseTask, TaskKind
from branchdesk.domain.complaint_clocks import ComplaintClock
from branchdesk.domain.complaints import Complaint, Stage
from branchdesk.domain.escalation import EscalationStep
from branchdesk.domain.hand_overs import HandOver, HandOverAnswer, HandOverKind
from branchdesk.services.clock_freezing import frozen_of
from ui.forms.clock_words import clock_word, span_words
from ui.forms.talk_draft import version_words
from ui.language import term, tr, trn, words
from ui.session import Session, read_link
from ui.tabs.base import Command
from ui.widgets.badge import Badge
from ui.widgets.card_content import CardAction, Event, Fact, LinkRow, Section
from ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from ui.tabs.complaints_tab import ComplaintsTab

KINDS: tuple[type, ...] = (
    CaseTalk,
    CaseRecap,
    CaseOption,
    CaseCaller,
    CaseTask,
    HandOver,
    HandOverAnswer,
    EscalationStep,
)
TALK, TAKE, TASK = "talk", "take", "task"
_FAR = timedelta(days=3650)
_TASK_ICONS = {
    TaskKind.CALL_BACK: "phone",
    TaskKind.SUPERIOR_CALL: "phone",
    TaskKind.DECISION: "key",
    TaskKind.DISPUTE: "key",
    TaskKind.SECOND_HANDLING: "undo-2",
    TaskKind.NOTICE: "bell",
}


class FlowFacts:
    """Reads once what the sections show."""

    def __init__(self, session: Session, case: Complaint) -> None:
        desk = session.desk
        self.session, self.case = session, case
        self.now = desk.context.clock.now()
        self.talk = desk.case_flow.talk(case.id)
        self.recaps = desk.case_flow.recaps_of(case.id)
        self.options = desk.case_flow.options_of(case.id)
        self.callers = desk.case_flow.callers_of(case.id)
        self.tasks = desk.escalation.tasks_of(case.id)
        self.steps = desk.escalation.steps_of(case.id)
        self.batons = desk.hand_overs.of(case.id)
        self.count = desk.hand_overs.count(case.id)
        self.pending = next((one for one in self.batons if one.kind is None), None)

    def moment(self, at: datetime) -> str:
        """Write a moment: the time today, else with the day."""
        local, now = self.session.local(at), self.session.local(self.now)
        return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%m-%d %H:%M}"


def badges(facts: FlowFacts) -> Iterator[Badge]:
    """Say at the head what must not be overlooked: threats, a pending offer, too many hand-overs."""
    for threat in facts.case.threats:
        yield Badge(term(threat), "late", "triangle-alert")
    if facts.case.closed_at is not None:
        return
    if facts.pending is not None:
        name = facts.pending.offer.to_name
        yield Badge(tr("offered to {name}", name=name), "soon", "users")
    if facts.count.over_limit:
        yield Badge(trn("{n} hand-over", "{n} hand-overs", len(facts.batons)), "late", "users")


def primary(facts: FlowFacts) -> str:
    """Name the one next step: take it, talk, or close."""
    if facts.pending is not None:
        return TAKE
    return "close" if facts.case.stage is Stage.FOLLOW_UP else TALK


def actions(facts: FlowFacts) -> tuple[CardAction, ...]:
    """Offer the talk, and the case to whoever is asked to take it."""
    first = primary(facts)
    talk = CardAction(TALK, tr("Talk"), "message-square-warning", primary=first == TALK)
    if facts.pending is None:
        return (talk,)
    return CardAction(TAKE, tr("Take the case"), "users", primary=True), talk


def urgent(facts: FlowFacts, clocks: Sequence[ComplaintClock]) -> Section | None:
    """List what runs out of time, the first one first."""
    if facts.case.closed_at is not None:
        return None
    local_now = facts.session.local(facts.now)
    rows: list[tuple[datetime, LinkRow]] = []
    for clock in clocks:
        if clock.done_at is None:
            word = clock_word(clock, local_now)
            at = clock.deadline.at or local_now + _FAR
            rows.append((at, LinkRow(term(clock.kind), "explain:0", word.text, word.icon, word.token)))
    rows.extend(_waiting(facts))
    if not rows:
        return None
    return Section(
        tr("Running out of time"), rows=tuple(row for _at, row in sorted(rows, key=lambda one: one[0]))
    )


def baton(facts: FlowFacts) -> Section:
    """Say who holds the case, to whom it is offered, and how often it changed hands."""
    found = [Fact(tr("Owner"), facts.case.owner)]
    if facts.pending is not None:
        offer = facts.pending.offer
        until = facts.moment(offer.lapses_at)
        found.append(
            Fact(tr("Offered to"), tr("{name}, until {time}", name=offer.to_name, time=until), "", "soon")
        )
    returned = facts.batons[-1] if facts.batons else None
    if returned is not None and returned.kind is HandOverKind.RETURNED and facts.case.closed_at is None:
        found.append(
            Fact(tr("Went back"), tr("{name} did not take it", name=returned.offer.to_name), "", "late")
        )
    if facts.count.accepted:
        often = trn("{n} time", "{n} times", facts.count.accepted)
        mean = tr("{n} min on average", n=facts.count.mean_minutes)
        token = "late" if facts.count.over_limit else ""
        found.append(Fact(tr("Changed hands"), f"{often} · {mean}", token=token))
    return Section(tr("Who holds it"), facts=tuple(found))


def talk_section(facts: FlowFacts) -> Section | None:
    """Show what the talk has brought: words, facts, ways, consent."""
    talk, session = facts.talk, facts.session
    chosen = next((one for one in facts.options if one.chosen), None)
    line = session.desk.case_flow.line(facts.case.id)
    explained = trn("after {n} explanation", "after {n} explanations", talk.explanations)
    understood = {None: "", True: tr("Yes"), False: tr("not yet")}[talk.understood]
    found = (
        Fact(tr("They want first"), words().value([term(one) for one in talk.wishes])),
        Fact(tr("Confirmed words"), version_words(session, facts.recaps)),
        Fact(tr("Is it so?"), term(talk.facts) if talk.facts else "", token=_facts_token(facts)),
        Fact(tr("What is so"), talk.course),
        Fact(tr("Ways offered"), "\n".join(f"{one.place}. {one.text}" for one in facts.options)),
        Fact(tr("Chosen"), f"{chosen.text} · {chosen.why}".rstrip(" ·") if chosen else ""),
        Fact(tr("Agreed by"), talk.consent_by),
        Fact(tr("Understood?"), f"{understood} {explained if talk.explanations else ''}".strip()),
        Fact(tr("Equipment on loan"), _loan(talk)),
        Fact(tr("On the line"), _line_words(line.transferred, line.cut_off)),
        Fact(tr("Those who wait hear"), talk.explanation),
        Fact(
            tr("Other callers"),
            "\n".join(
                " ".join(part for part in (one.name, one.phone, one.text) if part) for one in facts.callers
            ),
        ),
    )
    shown = tuple(fact for fact in found if fact.value)
    return Section(tr("Talk"), facts=shown) if shown else None


def ladder(facts: FlowFacts) -> Section | None:
    """Show the steps of the ladder, and what others decided or have read."""
    done = [one for one in facts.tasks if one.done_at is not None]
    events = [
        (
            one.taken_at,
            Event(
                facts.moment(one.taken_at),
                f"{term(one.kind)} · {one.taken_by}",
                " · ".join(part for part in (one.whom, one.clause, one.approver, one.text) if part),
                "flag",
                "soon",
            ),
        )
        for one in facts.steps
    ]
    events += [(one.done_at or facts.now, _done_event(facts, one)) for one in done]
    newest = sorted(events, key=lambda one: one[0], reverse=True)
    return (
        Section(tr("Escalation and tasks"), events=tuple(event for _at, event in newest)) if events else None
    )


def commands(tab: ComplaintsTab) -> Sequence[Command]:
    """Return what can be done in the course of a case, in the submenus of talk and responsibility."""
    from ui.forms.authority import AuthorityDialog
    from ui.forms.case_call_back import CallBackDialog
    from ui.forms.case_caller import CallerDialog
    from ui.forms.case_decision import DecisionDialog
    from ui.forms.case_line import LineDialog
    from ui.forms.escalation import EscalationDialog
    from ui.forms.hand_over import HandOverDialog
    from ui.forms.unresolved import UnresolvedDialog
    from ui.forms.waiting import WaitingDialog

    talk, duty = tr("Talk"), tr("Responsibility")

    def case(text: str, dialog: _Opens, icon: str, under: str, shortcut: str = "") -> Command:
        return Command(
            text, lambda: tab.with_open_case(dialog), shortcut, icon, needs_record=True, under=under
        )

    def plain(text: str, dialog: Callable[[QWidget, Session], QDialog], icon: str) -> Command:
        return Command(text, lambda: open_plain(tab, dialog), icon=icon, under=duty)

    return (
        case(tr("Wait or call back"), CallBackDialog, "phone", talk, "Ctrl+Shift+B"),
        case(tr("Trouble on the line"), LineDialog, "phone-off", talk),
        case(tr("Another caller"), CallerDialog, "users", talk),
        case(tr("Those who wait"), WaitingDialog, "hourglass", talk),
        case(tr("Hand over"), HandOverDialog, "users", duty, "Ctrl+Shift+H"),
        Command(
            tr("Take the case, or decline it"), lambda: take(tab), icon="users", needs_record=True, under=duty
        ),
        Command(tr("Withdraw the offer"), lambda: withdraw(tab), icon="x", needs_record=True, under=duty),
        case(tr("I cannot decide this"), DecisionDialog, "key", duty),
        case(tr("Next step of the ladder"), EscalationDialog, "flag", duty),
        Command("", under=duty),
        plain(tr("Unresolved cases by age"), UnresolvedDialog, "hourglass"),
        plain(tr("Who may grant what"), AuthorityDialog, "key"),
    )


def follow(tab: ComplaintsTab, link: str) -> bool:
    """Open what a line of these sections leads to; False where it is not one of theirs."""
    if link == TAKE:
        take(tab)
    elif link == TALK:
        tab.talk()
    elif link.startswith(f"{TASK}:"):
        from ui.forms.case_task_done import TaskDoneDialog

        task = tab.session.desk.escalation.task(read_link(link).id)
        tab.show_dialog(TaskDoneDialog(tab, tab.session, task))
    else:
        return False
    return True


def take(tab: ComplaintsTab) -> None:
    """Ask whoever is offered the case to take it."""
    from ui.forms.hand_over import HandOverAnswerDialog, HandOverDialog

    record_id = tab.current_record()
    if record_id is None:
        return
    pending = tab.session.desk.hand_overs.pending(record_id)
    tab.with_open_case(HandOverAnswerDialog if pending else HandOverDialog)


def withdraw(tab: ComplaintsTab) -> None:
    """Take a pending offer back."""
    record_id = tab.current_record()
    if record_id is not None:
        tab.session.act(tab, lambda: tab.session.desk.hand_overs.withdraw(record_id))


def open_plain(tab: ComplaintsTab, make: Callable[[QWidget, Session], QDialog]) -> None:
    """Open a dialog that is about no case."""
    dialog = make(tab, tab.session)
    if isinstance(dialog, FormDialog):
        tab.show_dialog(dialog)
    else:
        dialog.open()


_Opens = Callable[["QWidget", Session, Complaint], FormDialog]


def _waiting(facts: FlowFacts) -> Iterator[tuple[datetime, LinkRow]]:
    local = facts.session.local
    for task in facts.tasks:
        if task.done_at is None:
            due = task.due_at or task.asked_at
            late = facts.now > due
            token = "late" if late else "soon" if facts.now >= task.remind_at else "info"
            who = " · ".join(part for part in (term(task.kind), task.whom or _role(task), task.phone) if part)
            row = LinkRow(who, f"{TASK}:{task.id}", facts.moment(due), _TASK_ICONS[task.kind], token)
            yield local(due), row
    if facts.pending is not None:
        at = facts.pending.offer.lapses_at
        text = tr("offered to {name}", name=facts.pending.offer.to_name)
        yield local(at), LinkRow(text, TAKE, facts.moment(at), "users", "soon")
    due_at = facts_due(facts.talk, facts.session.desk.context.settings.facts_reply_hours)
    if due_at is not None:
        token = "late" if facts.now > due_at else "info"
        yield local(due_at), LinkRow(tr("Tell what was found"), TALK, facts.moment(due_at), "search", token)


def _role(task: CaseTask) -> str:
    return term(task.role) if task.role else ""


def _facts_token(facts: FlowFacts) -> str:
    due = facts_due(facts.talk, facts.session.desk.context.settings.facts_reply_hours)
    if due is None:
        return ""
    return "late" if facts.now > due else "soon"


def _loan(talk: CaseTalk) -> str:
    if talk.loan_offered is None:
        return ""
    offered = tr("Yes") if talk.loan_offered else tr("No")
    return f"{offered} {talk.loan_what}".strip()


def _line_words(transferred: int, cut_off: int) -> str:
    if not transferred and not cut_off:
        return ""
    return tr("put through {n} times, cut off {m} times", n=transferred, m=cut_off)


def _done_event(facts: FlowFacts, task: CaseTask) -> Event:
    late = task.minutes_late(facts.now)
    title = f"{term(task.kind)} · {task.whom or _role(task)}"
    lateness = ""
    if late and task.due_at:
        lateness = tr("late by {span}", span=span_words(timedelta(minutes=late)))
    granted = "" if task.granted is None else tr("Granted") if task.granted else tr("Not granted")
    detail = " · ".join(part for part in (granted, task.outcome or task.text, lateness) if part)
    token = "late" if lateness else "kept"
    return Event(facts.moment(task.done_at or facts.now), title, detail, _TASK_ICONS[task.kind], token)


def frozen_facts(session: Session, case: Complaint) -> Iterator[Fact]:
    """Say with which calendar the clocks of a closed case were frozen (D16)."""
    frozen = frozen_of(session.desk.context, case)
    if frozen:
        value = tr(
            "{moment}, calendar {version}",
            moment=session.moment_text(frozen[0].frozen_at),
            version=frozen[0].calendar,
        )
        yield Fact(tr("Frozen at"), value)
