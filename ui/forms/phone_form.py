"""What belongs to every good call: an agenda, "convenient now?", key words, suggestions (R029)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from branchdesk.domain.interactions import Interaction
from ui.language import tr
from ui.widgets.fields import CheckField, TextField
from ui.widgets.form import Form

_KEYS = ("agenda", "asked_convenient", "key_words", "asked_suggestions", "suggestions")


def add_phone_form(form: Form, interaction: Interaction, agenda: str) -> None:
    """Add the fields of the phone form; the agenda comes from why one calls where it is known."""
    form.section(tr("Phone form"))
    hint = tr("Before dialling. A call without an agenda is saved too, and counted in the month.")
    form.add("agenda", tr("Agenda"), TextField(agenda), wide=True, hint=hint)
    form.add(
        "asked_convenient", "", CheckField(tr("asked: convenient now?"), value=interaction.asked_convenient)
    )
    form.add(
        "asked_suggestions", "", CheckField(tr("asked for suggestions"), value=interaction.asked_suggestions)
    )
    placeholder = tr("Day, time, amount, name: said back to the customer")
    form.add("key_words", tr("Repeated back"), TextField(interaction.key_words, placeholder=placeholder))
    form.add("suggestions", tr("Suggestions"), TextField(interaction.suggestions))


def with_phone_form(interaction: Interaction, values: dict[str, Any]) -> Interaction:
    """Read the phone form into a contact; a suggestion that is written down was asked for."""
    said = {key: values[key] for key in _KEYS}
    said["asked_suggestions"] = bool(said["asked_suggestions"] or said["suggestions"])
    return replace(interaction, **said)
