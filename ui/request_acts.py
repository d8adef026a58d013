"""What a person does with an extra request, a promise or a call for help, from wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from ui.language import tr
from ui.session import Link, Session

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty
    from branchdesk.domain.duties_requests import RequestFact
    from branchdesk.domain.extra_requests import ExtraRequest
    from branchdesk.services.context import Outcome
    from ui.widgets.form_dialog import FormDialog

LINK_KINDS = ("extra_request", "commitment", "support", "difficulty")
"""Kinds of links that open a dialog over whatever is in view."""


def open_link(parent: QWidget, session: Session, link: Link) -> bool:
    """Open what a link names; False for links of other kinds."""
    if link.kind not in LINK_KINDS:
        return False
    opened = {
        "extra_request": _card,
        "commitment": _promise,
        "support": _support,
        "difficulty": _difficulty,
    }
    opened[link.kind](parent, session, link.id)
    return True


def open_request_duty(parent: QWidget, session: Session, duty: Duty) -> bool:
    """Open the dialog in which a duty is done; False for duties of other parts."""
    from branchdesk.domain.duties import DutyKind

    if duty.kind in (DutyKind.DIFFICULTY, DutyKind.DIFFICULTY_UNTOLD):
        RequestActs(parent, session).difficulty(duty.link_id)
        return True
    acts = RequestActs(parent, session)
    if duty.kind is DutyKind.REQUEST_FOLLOW_UP:
        acts.follow_up(duty.link_id)
    elif duty.kind is DutyKind.ARRIVAL_DUE:
        request_id = session.desk.commitments.commitment(duty.link_id).request_id
        if request_id is None:
            return open_link(parent, session, Link(duty.link.value, duty.link_id))
        acts.arrived(request_id)
    else:
        return open_link(parent, session, Link(duty.link.value, duty.link_id))
    return True


class RequestActs:
    """Opens the dialogs over a parent; each act takes the number of the request."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._parent = parent
        self._session = session

    def new(self, customer_id: int = 0, site_id: int = 0) -> None:
        """Take a new request; the third at a site asks for its cause."""
        from branchdesk.domain.extra_requests import ExtraRequest
        from ui.forms.extra_request import ExtraRequestDialog

        draft = ExtraRequest(customer_id=customer_id, site_id=site_id)
        dialog = ExtraRequestDialog(self._parent, self._session, draft)

        def saved(outcome: Outcome[ExtraRequest]) -> None:  # a method alone would not keep this object
            self._saved(outcome)

        dialog.saved.connect(saved)
        self._show(dialog)

    def change(self, request_id: int) -> None:
        """Change a request, or promise an arrival."""
        from ui.forms.extra_request import ExtraRequestDialog

        request = self._session.desk.requests.request(request_id)
        self._open(ExtraRequestDialog(self._parent, self._session, request))

    def reply(self, request_id: int) -> None:
        """Record that the customer was told what happens, at this moment."""
        requests = self._session.desk.requests
        self._session.act(self._parent, lambda: requests.reply(request_id))

    def acknowledge(self, request_id: int) -> None:
        """Record that the customer was told that we know how serious it is."""
        requests = self._session.desk.requests
        self._session.act(self._parent, lambda: requests.acknowledge(request_id))

    def arrived(self, request_id: int) -> None:
        """Enter when somebody was there."""
        from ui.forms.request_steps import RequestArrivedDialog

        self._open(RequestArrivedDialog(self._parent, self._session, self._fact(request_id)))

    def follow_up(self, request_id: int) -> None:
        """Ask whether it is solved."""
        from ui.forms.request_follow_up import RequestFollowUpDialog

        self._open(RequestFollowUpDialog(self._parent, self._session, self._fact(request_id)))

    def file_copy(self, request_id: int) -> None:
        """Enter where the company keeps its copy of the report."""
        from ui.forms.request_steps import copy_dialog

        self._open(copy_dialog(self._parent, self._session, self._fact(request_id)))

    def call_off(self, request_id: int) -> None:
        """Call a request off."""
        from ui.forms.request_steps import call_off_dialog

        self._open(call_off_dialog(self._parent, self._session, self._fact(request_id)))

    def no_case(self, request_id: int) -> None:
        """Say why no root-cause case is needed."""
        from ui.forms.request_steps import no_case_dialog

        self._open(no_case_dialog(self._parent, self._session, self._fact(request_id)))

    def support(self, request_id: int) -> None:
        """Ask a colleague or superior for support with a request."""
        from branchdesk.domain.support import SupportRequest
        from ui.forms.support import SupportDialog

        request = self._session.desk.requests.request(request_id)
        draft = SupportRequest(request_id=request_id, customer_id=request.customer_id)
        self._open(SupportDialog(self._parent, self._session, draft))

    def difficulty(self, visit_id: int) -> None:
        """Tell the area manager of a difficulty at a visit."""
        from ui.forms.support import SupportDialog

        known = self._session.desk.support.difficulty_of(visit_id)
        self._open(SupportDialog(self._parent, self._session, known))

    def promise(self, request_id: int) -> None:
        """Give a promise about a request."""
        from branchdesk.domain.commitments import Commitment
        from ui.forms.commitment import CommitmentDialog

        request = self._session.desk.requests.request(request_id)
        draft = Commitment(
            customer_id=request.customer_id,
            contact_id=request.contact_id,
            request_id=request_id,
            given_to=request.caller,
        )
        self._open(CommitmentDialog(self._parent, self._session, draft))

    def open_case(self, request_id: int) -> None:
        """Open the case that looks for the cause, filled in with the requests of the site (D08)."""
        from ui.forms.complaint import ComplaintDialog

        draft = self._session.desk.requests.case_draft(request_id)
        dialog = ComplaintDialog(self._parent, self._session, draft)
        dialog.saved.connect(lambda outcome: self._link(request_id, outcome))
        self._show(dialog)

    def card(self, request_id: int) -> None:
        """Show everything about a request."""
        _card(self._parent, self._session, request_id)

    def list(self) -> None:
        """List the extra requests."""
        from ui.forms.request_list import RequestListDialog

        RequestListDialog(self._parent, self._session).open()

    def measures(self) -> None:
        """Show what this month's requests say."""
        from branchdesk.domain.months import Month
        from ui.forms.request_measures import RequestMeasuresDialog

        RequestMeasuresDialog(self._parent, self._session, Month.of(self._session.today)).open()

    def promises(self) -> None:
        """Show the register of our own promises."""
        from branchdesk.domain.months import Month
        from ui.forms.commitment_list import CommitmentListDialog

        CommitmentListDialog(self._parent, self._session, Month.of(self._session.today)).open()

    def supports(self) -> None:
        """Show difficulties and requests for support."""
        from ui.forms.support_list import SupportListDialog

        SupportListDialog(self._parent, self._session).open()

    def _link(self, request_id: int, outcome: Outcome[object]) -> None:
        from branchdesk.domain.complaints import Complaint

        self._session.tell(outcome)
        if isinstance(case := outcome.value, Complaint):
            requests, number = self._session.desk.requests, case.id
            self._session.act(self._parent, lambda: requests.link_case(request_id, number))

    def _saved(self, outcome: Outcome[ExtraRequest]) -> None:
        self._session.tell(outcome)
        saved = outcome.value
        if self._session.desk.requests.asks_for_cause(saved.id):
            self._ask_for_cause(saved)

    def _ask_for_cause(self, request: ExtraRequest) -> None:
        from ui.dialogs import ask

        settings = self._session.desk.context.settings
        question = tr(
            "This site has had {count} extra requests within {days} days. Open a root-cause case?",
            count=len(self._session.desk.requests.asks_for_cause(request.id)),
            days=settings.root_cause_days,
        )
        detail = tr("These requests stand in the case already. It can wait: it stays on today's list.")
        verb, then = tr("Open a case"), _later(self.open_case, request.id)
        ask(self._parent, question, verb, then, detail=detail, cancel=tr("Later"))

    def _fact(self, request_id: int) -> RequestFact:
        return self._session.desk.requests.fact(request_id)

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        self._show(dialog)

    @staticmethod
    def _show(dialog: QDialog) -> None:
        dialog.open()


def _later(act: Callable[[int], object], request_id: int) -> Callable[[], None]:
    def run() -> None:
        act(request_id)

    return run


def _card(parent: QWidget, session: Session, request_id: int) -> None:
    from ui.forms.request_card import RequestCardDialog

    RequestCardDialog(parent, session, request_id).open()


def _promise(parent: QWidget, session: Session, commitment_id: int) -> None:
    from ui.forms.commitment import CommitmentDialog
    from ui.forms.commitment_list import settling

    known = session.desk.commitments.commitment(commitment_id)
    dialog = CommitmentDialog(parent, session, known) if known.settled else settling(parent, session, known)
    dialog.saved.connect(session.tell)
    dialog.open()


def _difficulty(parent: QWidget, session: Session, visit_id: int) -> None:
    RequestActs(parent, session).difficulty(visit_id)


def _support(parent: QWidget, session: Session, support_id: int) -> None:
    from ui.forms.support import SupportDialog

    dialog = SupportDialog(parent, session, session.desk.support.support(support_id))
    dialog.saved.connect(session.tell)
    dialog.open()
