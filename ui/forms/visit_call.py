"""What a call around a visit is to settle: reminded, asked for anything special, site ready (R018, R019)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from branchdesk.domain.interactions import Interaction, Purpose, SiteReady
from ui.forms.choice_row import ChoiceRow
from ui.language import tr
from ui.widgets.fields import CheckField
from ui.widgets.form import Form

_BEFORE = (Purpose.APPOINTMENT, Purpose.RECONFIRMATION)
_TICKS = ("reminded", "asked_special")


def add_visit_call(form: Form, interaction: Interaction) -> None:
    """Add the ticks of the calls around a visit; only what belongs to the call's purpose is seen."""
    form.add(
        "reminded",
        "",
        CheckField(tr("reminded of day and preparation"), value=interaction.reminded),
        wide=True,
    )
    form.add(
        "asked_special",
        "",
        CheckField(
            tr("asked for special attention; the answer stands above"), value=interaction.asked_special
        ),
        wide=True,
    )
    known = {True: SiteReady.READY, False: SiteReady.NOT_READY, None: None}[interaction.site_ready]
    row = ChoiceRow(tuple(SiteReady), known, anywhere=False)
    form.add("site_ready", tr("Is the site ready?"), row, wide=True)


def show_visit_call(form: Form, purpose: Purpose | None) -> None:
    """Show what belongs to a purpose."""
    for key in _TICKS:
        form.set_visible(key, visible=purpose in _BEFORE)
    form.set_visible("site_ready", visible=purpose is Purpose.SAME_DAY)


def with_visit_call(interaction: Interaction, values: dict[str, Any]) -> Interaction:
    """Read the ticks into a contact; what its purpose does not ask stays empty."""
    before, same_day = interaction.purpose in _BEFORE, interaction.purpose is Purpose.SAME_DAY
    ready = values["site_ready"] if same_day else None
    return replace(
        interaction,
        reminded=bool(before and values["reminded"]),
        asked_special=bool(before and values["asked_special"]),
        site_ready=None if ready is None else ready is SiteReady.READY,
    )
