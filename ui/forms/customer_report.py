"""Customers won, kept and lost, and who brought whom (R157, R158)."""

from __future__ import annotations

from collections import Counter
from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from branchdesk.domain.churn import Churn, LostCustomer
from branchdesk.domain.money import Fen
from branchdesk.domain.typed_dates import Lean
from ui.language import tr, trn
from ui.session import Link, Session, read_link
from ui.theme import GRID, heading_font
from ui.widgets.card import DetailsCard
from ui.widgets.card_content import CardContent, Event, Fact, LinkRow, Section
from ui.widgets.date_field import DateField


class CustomerReportDialog(QDialog):
    """Shows a stretch of time, the last twelve months at first; a line opens the customer."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Customers won, kept and lost"))
        self.resize(640, 680)
        self._session = session
        today = session.today
        self.since = DateField(today, today.replace(year=today.year - 1, day=1), lean=Lean.PAST)
        self.until = DateField(today, today, lean=Lean.PAST)
        self.card = DetailsCard(tr("Customers won, kept and lost"), "")
        self.card.link_activated.connect(self._follow)
        self._lay_out()
        for field in (self.since, self.until):
            field.edited.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the report of the days that are entered."""
        since, until = self.since.value(), self.until.value()
        if since is None or until is None or since > until:
            return
        work = self._session.desk.call_work
        self.card.show_card(self._content(since, until, work.churn(since, until)))

    def _content(self, since: date, until: date, found: Churn) -> CardContent:
        kept = f"{found.kept}/{found.at_start}"
        rate = f" = {found.retention} %" if found.retention is not None else ""
        yearly = tr("{amount} a year", amount=Fen(found.yearly_fen))
        lost = f"{len(found.lost)} = {yearly}"
        facts = (
            Fact(tr("Kept"), f"{kept}{rate}"),
            Fact(tr("Newly won"), str(found.won)),
            Fact(tr("Lost"), lost, "", "late" if found.lost else ""),
        )
        return CardContent(
            key="churn",
            title=tr("{since} to {until}", since=since, until=until),
            sections=(
                Section(tr("In short"), facts=facts),
                Section(tr("Lost customers"), events=_lost(found), empty=tr("No customer was lost.")),
                self._referrals(),
            ),
        )

    def _referrals(self) -> Section:
        found = self._session.desk.call_work.referrals()
        counts = Counter((one.referrer_id, one.code, one.referrer) for one in found)
        rows = []
        for (referrer_id, code, name), count in counts.most_common():
            brought = [
                one.customer for one in found if (one.referrer_id, one.referrer) == (referrer_id, name)
            ]
            text = f"{code} {name}".strip() + ": " + tr("brought {names}", names=tuple(brought))
            link = Link("customer", referrer_id).text() if referrer_id else ""
            rows.append(LinkRow(text, link, trn("{n} referral", "{n} referrals", count), "handshake", "kept"))
        empty = tr("Nobody is entered as referrer yet; the customer's form has a field for it.")
        return Section(tr("Referrals"), rows=tuple(rows), empty=empty)

    def _follow(self, text: str) -> None:
        if text:
            link = read_link(text)
            self.accept()
            self._session.follow(link.kind, link.id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        title = QLabel(tr("Customers won, kept and lost"))
        title.setFont(heading_font())
        column.addWidget(title)
        row = QHBoxLayout()
        for text, field in ((tr("From"), self.since), (tr("Until"), self.until)):
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setBuddy(field)
            field.setAccessibleName(text)
            row.addWidget(label)
            row.addWidget(field)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.card, 1)
        close = QPushButton(tr("Close"))
        close.setProperty("primary", "true")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)


def _lost(found: Churn) -> tuple[Event, ...]:
    return tuple(
        Event(
            one.lost_on.isoformat(),
            one.name,
            _said(one),
            "circle-slash",
            "late",
            Link("customer", one.id).text(),
        )
        for one in reversed(found.lost)
    )


def _said(one: LostCustomer) -> str:
    yearly = tr("{amount} a year", amount=Fen(one.yearly_fen))
    return f"{one.reason} · {yearly}" if one.reason else yearly
