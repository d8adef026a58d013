"""What the sample branch writes down about its quarterly meetings, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingWords:
    """Texts that are dealt out to meetings one after the other."""

    topics: tuple[str, ...]
    minutes: tuple[str, ...]
    ours: tuple[tuple[str, str], ...]  # a task of ours, and what came of it
    theirs: tuple[tuple[str, str], ...]
    place: str
    later: str  # why a call is tried again


WORDS: Mapping[str, MeetingWords] = {
    "zh_CN": MeetingWords(
        topics=("虫害趋势、未落实建议", "投诉处理、夜间服务配合", "旺季加密服务、灭蝇灯更换"),
        minutes=(
            "客户认可蟑螂密度下降，希望旺季每月两次；后门缝隙由客户工程部处理。",
            "双方核对了报告签收，约定每次服务后当日签字。",
            "客户提出夜间无人交接，改由值班经理签收并留记录本。",
        ),
        ours=(
            ("补装两只灭蝇灯并编号", "已装，编号 MY-07、MY-08"),
            ("把趋势图发给厨师长", "已发微信"),
            ("为新员工讲一次准备事项", "讲了 20 分钟，12 人参加"),
        ),
        theirs=(
            ("修补后门门缝", "工程部已加装门刷"),
            ("下水口加防鼠网", "已加装"),
            ("仓库货物离墙 20 cm", "已整改一半"),
        ),
        place="客户会议室",
        later="负责人出差，周二回来",
    ),
    "en": MeetingWords(
        topics=(
            "Pest trend, open recommendations",
            "Complaints, co-operation at night",
            "More services in the high season, fly lamps",
        ),
        minutes=(
            "Fewer cockroaches; twice a month wanted in the high season; they mend the gap of the back door.",
            "Reports were gone through; each is to be signed on the day of the service.",
            "Nobody to hand over to at night: the duty manager signs from now on.",
        ),
        ours=(
            ("Put up two more fly lamps and number them", "Done, MY-07 and MY-08"),
            ("Send the trend chart to the chef", "Sent"),
            ("Explain the preparation to new staff", "20 minutes, 12 people"),
        ),
        theirs=(
            ("Mend the gap of the back door", "A brush was fitted"),
            ("Put nets over the drains", "Done"),
            ("Keep goods 20 cm off the wall", "Half of it is done"),
        ),
        place="Their meeting room",
        later="Away on business, back on Tuesday",
    ),
}
