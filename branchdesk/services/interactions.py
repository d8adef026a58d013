"""What a person does with calls, messages and meetings."""

from __future__ import annotations

from dataclasses import replace

from branchdesk.domain import checks
from branchdesk.domain.clock import EPOCH
from branchdesk.domain.interactions import Interaction
from branchdesk.domain.messages import msg
from branchdesk.domain.visits import Visit
from branchdesk.services.context import Context, Outcome


class Interactions:
    """The record of every contact with a customer."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def log(self, interaction: Interaction, *, key: str = "") -> Outcome[Interaction]:
        """Record (or correct) a contact; what is not said is filled in: now, and who sits here."""
        checks.require(checks.check_interaction(interaction, self._context.clock.today()))
        interaction = completed(self._context, interaction)
        with self._context.act("log_interaction", key=key) as work:
            saved = work.update(interaction) if interaction.id else work.insert(interaction)
        return self._context.outcome(work, saved, msg("Contact recorded"))

    def interaction(self, interaction_id: int) -> Interaction:
        """Read one interaction."""
        return self._context.reader.get(Interaction, interaction_id)


def completed(context: Context, interaction: Interaction) -> Interaction:
    """Fill in what is not said: now, who sits here, and the day of the visit that was spoken of."""
    if interaction.happened_at == EPOCH:
        interaction = replace(interaction, happened_at=context.clock.now())
    if not interaction.employee:
        interaction = replace(interaction, employee=context.author.name)
    if interaction.visit_id is not None and interaction.for_on is None:
        visit = context.reader.get(Visit, interaction.visit_id)
        interaction = replace(interaction, for_on=visit.date_on)
    return interaction
