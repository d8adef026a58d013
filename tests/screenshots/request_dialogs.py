"""Extra requests, our own promises, difficulties and support."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from branchdesk.domain.commitments import Commitment, CommitmentKind
from branchdesk.domain.duties_requests import RequestFact
from branchdesk.domain.extra_requests import ExtraRequest, RequestFilter, RequestState, SolvedAnswer
from branchdesk.domain.months import Month
from branchdesk.domain.support import SupportKind, SupportRequest
from tests.screenshots.entries import Entry, filled, new
from tests.screenshots.world import TODAY, World
from ui.forms.commitment import CommitmentDialog
from ui.forms.commitment_list import CommitmentListDialog
from ui.forms.commitment_settle import CommitmentResultDialog, UpdateDialog
from ui.forms.extra_request import ExtraRequestDialog
from ui.forms.request_card import RequestCardDialog
from ui.forms.request_follow_up import RequestFollowUpDialog
from ui.forms.request_list import RequestListDialog
from ui.forms.request_measures import RequestMeasuresDialog
from ui.forms.request_steps import RequestArrivedDialog, RequestTextDialog, call_off_dialog, copy_dialog
from ui.forms.support import SupportDialog
from ui.forms.support_list import SupportListDialog

_MONTH = Month.of(TODAY)


def _fact(world: World, state: RequestState) -> RequestFact:
    """Return a request in a state, or any where the branch has none."""
    facts = world.desk.requests.all()
    return next((fact for fact in facts if world.desk.requests.state(fact) is state), facts[0])


def _commitment(world: World, kind: CommitmentKind) -> Commitment:
    rows = [row.commitment for row in world.desk.commitments.register(_MONTH.first, _MONTH.last)]
    found = [one for one in rows if one.kind is kind]
    return next((one for one in found if not one.settled), found[0])


def _taken(parent: QWidget | None, world: World) -> ExtraRequestDialog:
    """Show the form in the middle of the talk."""
    known = _fact(world, RequestState.SERVED).request
    draft = ExtraRequest(
        customer_id=known.customer_id,
        site_id=known.site_id,
        caller=known.caller,
        phone=known.phone,
        pest=known.pest,
        room=known.room,
        place=known.place,
        seen=known.seen,
    )
    dialog = ExtraRequestDialog(parent, world.session, draft)
    dialog.form.field("estimate").set_value(60)
    dialog.form.field("nobody_free").set_value(True)
    dialog.form.changed.emit()
    return dialog


def _not_solved(parent: QWidget | None, world: World) -> RequestFollowUpDialog:
    dialog = RequestFollowUpDialog(parent, world.session, _fact(world, RequestState.SERVED))
    dialog.form.field("answer").set_value(SolvedAnswer.NOT_SOLVED)
    dialog.form.field("answer").edited.emit()
    return dialog


def _everything(parent: QWidget | None, world: World) -> RequestListDialog:
    dialog = RequestListDialog(parent, world.session)
    dialog.show_only(RequestFilter.ALL)
    return dialog


def _difficulty(world: World) -> SupportRequest:
    found = [one.support for one in world.desk.support.all() if one.support.kind is SupportKind.DIFFICULTY]
    return found[0] if found else SupportRequest(customer_id=world.customer().id)


REQUESTS: tuple[Entry, ...] = (
    *new(ExtraRequestDialog, lambda p, w: ExtraRequestDialog(p, w.session, ExtraRequest()), early=True),
    *filled(ExtraRequestDialog, _taken),
    *filled(
        RequestCardDialog,
        lambda p, w: RequestCardDialog(p, w.session, _fact(w, RequestState.SERVED).id),
        "served",
    ),
    *filled(
        RequestCardDialog, lambda p, w: RequestCardDialog(p, w.session, _fact(w, RequestState.NEW).id), "new"
    ),
    *new(
        RequestArrivedDialog,
        lambda p, w: RequestArrivedDialog(p, w.session, _fact(w, RequestState.PLANNED)),
    ),
    *filled(RequestTextDialog, lambda p, w: copy_dialog(p, w.session, _fact(w, RequestState.SOLVED)), "copy"),
    *filled(
        RequestTextDialog, lambda p, w: call_off_dialog(p, w.session, _fact(w, RequestState.NEW)), "calloff"
    ),
    *new(
        RequestFollowUpDialog,
        lambda p, w: RequestFollowUpDialog(p, w.session, _fact(w, RequestState.SERVED)),
    ),
    *filled(RequestFollowUpDialog, _not_solved, "not-solved"),
    *filled(RequestListDialog, _everything),
    *filled(RequestMeasuresDialog, lambda p, w: RequestMeasuresDialog(p, w.session, _MONTH)),
    *new(
        CommitmentDialog,
        lambda p, w: CommitmentDialog(p, w.session, Commitment(customer_id=w.customer().id)),
        early=True,
    ),
    *filled(
        CommitmentDialog,
        lambda p, w: CommitmentDialog(p, w.session, _commitment(w, CommitmentKind.UPDATE)),
    ),
    *filled(
        CommitmentResultDialog,
        lambda p, w: CommitmentResultDialog(p, w.session, _commitment(w, CommitmentKind.SERVICE)),
    ),
    *filled(UpdateDialog, lambda p, w: UpdateDialog(p, w.session, _commitment(w, CommitmentKind.UPDATE))),
    *filled(CommitmentListDialog, lambda p, w: CommitmentListDialog(p, w.session, _MONTH)),
    *new(
        SupportDialog,
        lambda p, w: SupportDialog(p, w.session, SupportRequest(customer_id=w.customer().id)),
        early=True,
    ),
    *filled(SupportDialog, lambda p, w: SupportDialog(p, w.session, _difficulty(w)), "difficulty"),
    *filled(SupportListDialog, lambda p, w: SupportListDialog(p, w.session)),
)
