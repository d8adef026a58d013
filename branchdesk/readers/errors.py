"""How a file that cannot be read safely says so."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.errors import Known
from branchdesk.domain.messages import Message


class ImportRefused(Known):
    """The file cannot be read safely or not without loss; nothing of it was taken over."""

    code = "import_refused"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Stands where a cell has no usable value (formula never calculated, `#N/A`): refuse its row."""

    message: Message

    def __str__(self) -> str:
        """Render in English, for logs and tests."""
        return str(self.message)
