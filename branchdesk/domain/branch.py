"""Whose file it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from branchdesk.domain.clock import EPOCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Whose file it is; one row."""

    id: int = 0
    version: int = 0
    uuid: str = ""
    name: str = ""
    language: str = "zh_CN"
    time_zone: str = "Asia/Shanghai"
    created_at: datetime = EPOCH
