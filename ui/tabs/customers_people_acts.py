"""What can be done about the people of the chosen customer, its group and its duplicates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from branchdesk.domain.customers import Contact
from branchdesk.domain.people import BriefingTick, ChangeRequest, FirstCall, MergedCustomer, Training
from ui.dialogs import ask, tell
from ui.forms.whom import present
from ui.language import tr
from ui.session import Link
from ui.tabs.base import Command
from ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from ui.tabs.customers_tab import CustomersTab

KINDS: tuple[type, ...] = (BriefingTick, ChangeRequest, FirstCall, MergedCustomer, Training)
"""What the sections of people show: the tab reloads when one of these changes."""


def commands(tab: CustomersTab) -> Sequence[Command]:
    """Return the commands about people."""
    acts = _Acts(tab)
    people, entries = tr("People"), tr("Groups and duplicates")
    return (
        Command(
            tr("Whom to call about what…"),
            acts.of(acts.whom),
            "Ctrl+Shift+W",
            "phone",
            needs_record=True,
            under=people,
        ),
        Command(tr("Briefing…"), acts.of(acts.brief), "", "list-checks", needs_record=True, under=people),
        Command(
            tr("A contact has left…"),
            acts.of(acts.succeed),
            "",
            "user-check",
            needs_record=True,
            under=people,
        ),
        Command(tr("Training…"), acts.of(acts.train), "", "star", needs_record=True, under=people),
        Command(
            tr("Our numbers for the customer…"),
            acts.of(acts.our_numbers),
            "",
            "phone-call",
            needs_record=True,
            under=people,
        ),
        Command(
            tr("Somebody asks for a change…"),
            acts.of(acts.request),
            "",
            "shield-check",
            needs_record=True,
            under=people,
        ),
        Command(
            tr("The whole group…"), acts.of(acts.group), "", "building-2", needs_record=True, under=entries
        ),
        Command(tr("Merge a duplicate…"), acts.of(acts.merge), "", "link", needs_record=True, under=entries),
        Command(tr("Delete…"), acts.of(acts.delete), "", "trash-2", needs_record=True, under=entries),
        Command(tr("Contracts that end soon…"), acts.renewals, "", "hourglass", under=tr("Needs and losses")),
    )


def dialog_of(tab: CustomersTab, link: Link) -> QDialog | None:
    """Return the dialog that a line of the people's sections opens; it tells by itself what was saved."""
    chosen = tab.current_record()
    if chosen is None:
        return None
    match link.kind:
        case "briefing":
            from ui.forms.briefing import BriefingDialog

            dialog = BriefingDialog(tab, tab.session, chosen, site_id=link.id)
            dialog.saved.connect(tab.session.tell)
            return dialog
        case "group":
            from ui.forms.group import GroupDialog

            return GroupDialog(tab, tab.session, chosen)
    return None


class _Acts:
    def __init__(self, tab: CustomersTab) -> None:
        self._tab = tab
        self._session = tab.session

    def of(self, act: Callable[[int], object]) -> Callable[[], None]:
        """Let an act concern the chosen customer."""

        def run() -> None:
            chosen = self._tab.current_record()
            if chosen is not None:
                act(chosen)

        return run

    def whom(self, customer_id: int) -> None:
        from ui.forms.whom_matrix import WhomDialog

        WhomDialog(self._tab, self._session, customer_id).open()

    def brief(self, customer_id: int) -> None:
        from ui.forms.briefing import BriefingDialog

        if self._has_people(customer_id, site=True):
            self._open(BriefingDialog(self._tab, self._session, customer_id))

    def succeed(self, customer_id: int) -> None:
        """Ask who left where there are several."""
        if not self._has_people(customer_id):
            return
        here = self._present(customer_id)
        if len(here) == 1:
            self._succeed(here[0])
            return
        from ui.forms.choose_contact import ChooseContactDialog

        dialog = ChooseContactDialog(self._tab, self._session, here)
        dialog.chosen.connect(lambda contact: self._succeed(contact))
        dialog.open()

    def train(self, customer_id: int) -> None:
        from ui.forms.training import TrainingDialog

        if self._has_people(customer_id):
            self._open(TrainingDialog(self._tab, self._session, customer_id, Training()))

    def our_numbers(self, customer_id: int) -> None:
        from ui.forms.first_calls import FirstCallsDialog

        self._open(FirstCallsDialog(self._tab, self._session, customer_id))

    def request(self, customer_id: int) -> None:
        from ui.forms.change_request import ChangeRequestDialog

        self._open(ChangeRequestDialog(self._tab, self._session, customer_id))

    def group(self, customer_id: int) -> None:
        from ui.forms.group import GroupDialog

        GroupDialog(self._tab, self._session, customer_id).open()

    def renewals(self) -> None:
        from ui.forms.renewals import RenewalsDialog

        RenewalsDialog(self._tab, self._session).open()

    def merge(self, customer_id: int) -> None:
        from ui.forms.merge import MergeDialog

        self._open(MergeDialog(self._tab, self._session, customer_id))

    def delete(self, customer_id: int) -> None:
        """Delete what was entered by mistake; offer the archive where records hang on it."""
        tab, merging = self._tab, self._session.desk.people.merging
        customer = self._session.desk.customers.customer(customer_id)
        count = sum(number for _kind, number in merging.hanging(customer_id))
        if count:
            question = tr(
                "{count} records hang on {name}, so it stays. Archive it instead?",
                count=count,
                name=customer.name,
            )
            ask(tab, question, tr("Archive"), tab.archive)
            return

        def delete() -> None:
            self._session.act(tab, lambda: merging.delete_customer(customer_id), title=tr("Delete"))

        ask(tab, tr("Delete {name}?", name=customer.name), tr("Delete"), delete, loses=True)

    def _succeed(self, contact: Contact) -> None:
        from ui.forms.succession import SuccessionDialog

        self._open(SuccessionDialog(self._tab, self._session, contact))

    def _present(self, customer_id: int) -> list[Contact]:
        return present(self._session.desk.customers.contacts_of(customer_id), self._session.today)

    def _has_people(self, customer_id: int, *, site: bool = False) -> bool:
        """Tell what must be entered first, where it is missing."""
        if not self._present(customer_id):
            tell(self._tab, tr("This customer has no contact yet. Enter the contact first."))
            return False
        if site and not self._session.desk.customers.sites_of(customer_id):
            tell(self._tab, tr("This customer has no site yet. Enter the site first."))
            return False
        return True

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._session.tell)
        dialog.open()
