"""Structure, hygiene and preparation of a site in one month, with pictures (R037)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from branchdesk.domain.customers import Site
from branchdesk.domain.messages import Message
from branchdesk.domain.months import Month
from branchdesk.domain.site_book import Aspect, Rating, SiteRating, check_rating
from ui.forms.field_grids import site_line
from ui.language import term, tr, words
from ui.session import Session
from ui.widgets.attachments import AttachmentsField
from ui.widgets.choice import EnumCombo
from ui.widgets.fields import TextField
from ui.widgets.form_dialog import FormDialog, Job


class SiteRatingsDialog(FormDialog):
    """Three ratings with a word about each; pictures belong to the rating that they show."""

    def __init__(self, parent: QWidget | None, session: Session, site: Site, month: Month) -> None:
        name = words().month(month.year, month.number)
        title = tr("How the site was kept in {month}", month=name)
        super().__init__(parent, title, tr("Save the ratings"), lead=site_line(session, site), columns=2)
        self._session = session
        self._site = site
        self._month = month
        self._known = {one.aspect: one for one in session.desk.site_book.ratings(site.id, month)}
        for aspect in Aspect:
            self._add(aspect)
        self.form.mark_clean()

    def ratings(self) -> list[SiteRating]:
        """Return the ratings that were chosen."""
        values = self.form.values()
        drafts = {aspect: self._known.get(aspect, self._draft(aspect)) for aspect in Aspect}
        return [
            replace(draft, rating=values[f"rating_{aspect}"], text=values[f"text_{aspect}"])
            for aspect, draft in drafts.items()
            if values[f"rating_{aspect}"] is not None
        ]

    def check(self) -> dict[str, Message]:
        """Ask what is not good."""
        return {f"text_{one.aspect}": wrong for one in self.ratings() for wrong in check_rating(one).values()}

    def job(self) -> Job:
        """Save them, with the pictures that wait."""
        book, rows = self._session.desk.site_book, self.ratings()
        pictures = {aspect: self.form.field(f"files_{aspect}").value() for aspect in Aspect}
        return lambda _progress: book.save_ratings(rows, pictures)

    def _add(self, aspect: Aspect) -> None:
        form, one = self.form, self._known.get(aspect)
        form.section(term(aspect))
        rating = EnumCombo(Rating, one.rating if one else None, empty=tr("not rated"))
        form.add(f"rating_{aspect}", tr("Rating"), rating)
        form.add(f"text_{aspect}", tr("What exactly"), TextField(one.text if one else ""))
        files = AttachmentsField(self._session, "site_rating", one.id if one else 0, lines=1)
        form.add(f"files_{aspect}", tr("Pictures"), files, wide=True)

    def _draft(self, aspect: Aspect) -> SiteRating:
        return SiteRating(site_id=self._site.id, month_on=self._month.first, aspect=aspect)
