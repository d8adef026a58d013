"""What one sends to customers as a message (D33)."""

from __future__ import annotations

from enum import StrEnum


class MessageKind(StrEnum):
    """What a message is about."""

    APPOINTMENT = "appointment"
    REMINDER = "reminder"
    STATEMENT = "statement"
    THANKS = "thanks"
