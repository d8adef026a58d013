"""The English name of every enum member that a person reads: one word for one thing, everywhere."""

from __future__ import annotations

from enum import Enum

from branchdesk.domain.messages import mark

TERMS: dict[Enum, str] = {}
_ = mark
