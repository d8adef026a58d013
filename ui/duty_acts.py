"""What a person does with a duty wherever it is shown: open, ring, answer with one key, try again later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.language import say
from ui.session import Link, Session

if TYPE_CHECKING:
    from branchdesk.domain.duties import Duty
    from branchdesk.domain.duty_results import QuickResult


def open_duty(parent: QWidget, session: Session, duty: Duty) -> None:
    """Go to the record that a duty is about, or open the list or dialog that it stands for."""
    from ui.case_acts import open_case_duty
    from ui.chase_acts import open_chase_duty
    from ui.forms.care_list import open_round
    from ui.forms.meeting_rounds import open_meeting_duty
    from ui.judging_acts import open_judged_duty
    from ui.request_acts import open_request_duty

    if open_judged_duty(parent, session, duty) or open_chase_duty(parent, session, duty):
        return
    if open_request_duty(parent, session, duty) or open_case_duty(parent, session, duty):
        return
    if not open_round(parent, session, duty) and not open_meeting_duty(parent, session, duty):
        session.link_followed.emit(Link(duty.link.value, duty.link_id))


def call_duty(parent: QWidget, session: Session, duty: Duty) -> None:
    """Record the call that a duty asks for, prefilled; several duties make one call (D02)."""
    from branchdesk.domain.duty_results import is_call
    from ui.duty_calls import interaction_for, several
    from ui.forms.interaction import InteractionDialog
    from ui.forms.one_call import open_call

    if not is_call(duty):  # a round of many, or something that is not done by ringing
        open_duty(parent, session, duty)
        return
    if several(session, duty):
        open_call(parent, session, duty.whom.customer_id)
        return
    dialog = InteractionDialog(parent, session, interaction_for(duty), say=say(duty.say))
    dialog.saved.connect(session.tell)
    dialog.open()


def answer_duty(parent: QWidget, session: Session, duty: Duty, result: QuickResult) -> None:
    """Record what one key said of a duty; what needs a day or a sentence opens the call with it."""
    from branchdesk.domain.duty_results import OPENS, RESULTS
    from ui.duty_calls import interaction_for
    from ui.forms.interaction import InteractionDialog

    if result not in OPENS:
        key = Session.new_key()
        session.act(parent, lambda: session.desk.duty_work.log(duty, result, key=key))
        return
    if result not in RESULTS:
        call_duty(parent, session, duty)
        return
    tomorrow = session.desk.context.calendar.next_working_day(session.today + timedelta(days=1))
    draft = replace(interaction_for(duty), result=RESULTS[result], next_on=tomorrow)
    dialog = InteractionDialog(parent, session, draft, say=say(duty.say))
    dialog.saved.connect(session.tell)
    dialog.open()


def postpone_duty(parent: QWidget, session: Session, duty: Duty) -> None:
    """Ask when the call is tried again, and why."""
    from ui.forms.next_attempt import NextAttemptDialog

    dialog = NextAttemptDialog(parent, session, duty)
    dialog.saved.connect(session.tell)
    dialog.open()
