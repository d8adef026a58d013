"""What a card says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.badge import Badge
from ui.widgets.journey import JourneyStep


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; a `link` makes it open a record, a `token` gives it a state's colour."""

    label: str
    value: str
    link: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A line that opens a record: icon, text, and something short at the right."""

    text: str
    link: str
    detail: str = ""
    icon: str = "chevron-right"
    token: str = "muted"  # noqa: S105 - a colour, no secret


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, in a timeline."""

    when: str
    title: str
    detail: str = ""
    icon: str = "circle"
    token: str = "muted"  # noqa: S105 - a colour, no secret
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a journey, facts, lines or events; `empty` stands there when there is nothing."""

    title: str
    facts: tuple[Fact, ...] = ()
    rows: tuple[LinkRow, ...] = ()
    events: tuple[Event, ...] = ()
    empty: str = ""
    steps: tuple[JourneyStep, ...] = ()


@dataclass(frozen=True, slots=True)
class CardAction:
    """A button at the head of the card; at most one is primary."""

    key: str
    text: str
    icon: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class CardContent:
    """Everything on a card; `key` names the record, so that a refresh of the same one does not jump."""

    key: str
    title: str
    subtitle: str = ""
    badges: tuple[Badge, ...] = ()
    warning: str = ""
    warning_token: str = "soon"  # noqa: S105 - a colour, no secret
    actions: tuple[CardAction, ...] = ()
    sections: tuple[Section, ...] = ()
