"""Ways in which the program says no to a person; everything else that is raised is a bug."""

from __future__ import annotations

from branchdesk.domain.messages import Message


class Known(Exception):  # noqa: N818 - reads as a sentence: "except Known"
    """A foreseen trouble with a sentence that says what happened and what to do next."""

    code = "known"

    def __init__(self, message: Message, *, field: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


class Refused(Known):
    """A rule forbids it; `field` names the input beside which the sentence belongs."""

    code = "refused"


class NotFound(Known):
    """The record named does not exist in this branch file."""

    code = "not_found"


class Conflict(Known):
    """Somebody else changed the record since it was read."""

    code = "conflict"


class Invalid(Known):
    """Several inputs are wrong at once; `problems` maps each field to its sentence."""

    code = "invalid"

    def __init__(self, problems: dict[str, Message]) -> None:
        first_field, first = next(iter(problems.items()))
        super().__init__(first, field=first_field)
        self.problems = problems
