"""What the sample branch writes down about selling, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from branchdesk.domain.sales import ObjectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsWords:
    """Texts that are dealt out to customers one after the other."""

    needs: tuple[tuple[str, str, int], ...]  # need, next step, yuan
    lost_need: str
    objections: tuple[tuple[ObjectionKind, str, str, str, str], ...]  # said, answer, two dates
    competitors: tuple[tuple[str, str, str], ...]  # name, offer, source
    finance: tuple[tuple[str, str, str], ...]  # subject, result, next step
    first_service: str
    key_words: str
    suggestion: str
    focus: str


WORDS: Mapping[str, CallsWords] = {
    "zh_CN": CallsWords(
        needs=(
            ("白蚁检查", "送报价单", 3_800),
            ("加装灭蝇灯 6 台", "约现场量点位", 5_400),
            ("新仓库签年度合同", "请主管一同上门", 18_000),
            ("垃圾房专项除蝇", "报单次价格", 900),
        ),
        lost_need="预算推迟到明年",
        objections=(
            (ObjectionKind.CHEAPER, "别家便宜", "我们包返工，一年只算一次价", "下周三", "周末"),
            (ObjectionKind.NO_NEED, "不需要，没看到虫", "先免费查一次，看记录再定", "周四上午", "下周一"),
            (ObjectionKind.NO_MONEY, "没钱", "可按季付款", "下周二", "月底"),
        ),
        competitors=(
            ("蓝盾消杀", "每月 800 元，两次服务，无书面报告", "客户后勤主任"),
            ("绿安环保", "首月免费，签一年", "门口宣传单"),
        ),
        finance=(
            ("核对上季度发票", "账目一致，下周排款", "周五确认是否付出"),
            ("发票抬头变更", "已记下新抬头，下张起使用", ""),
        ),
        first_service="首次服务满意，希望下次提前半小时到",
        key_words="周三上午十点，找值班经理",
        suggestion="提前一天发消息提醒",
        focus="两处场地尚未签约",
    ),
    "en": CallsWords(
        needs=(
            ("Termite inspection", "send the quotation", 3_800),
            ("Six more fly lamps", "measure the places on site", 5_400),
            ("Yearly contract for the new warehouse", "go there with the supervisor", 18_000),
            ("Fly control in the waste room", "quote a single service", 900),
        ),
        lost_need="The budget was put off to next year",
        objections=(
            (
                ObjectionKind.CHEAPER,
                "Others are cheaper",
                "We come back free of charge; the year counts",
                "next Wednesday",
                "at the weekend",
            ),
            (
                ObjectionKind.NO_NEED,
                "We see no insects",
                "One inspection is free; decide on what it finds",
                "Thursday morning",
                "next Monday",
            ),
            (
                ObjectionKind.NO_MONEY,
                "No money",
                "Payment by quarter is possible",
                "next Tuesday",
                "month end",
            ),
        ),
        competitors=(
            (
                "Blue Shield",
                "800 a month, two services, no written report",
                "the customer's facility manager",
            ),
            ("Green Care", "first month free with a contract for a year", "a leaflet at the door"),
        ),
        finance=(
            (
                "Invoices of the last quarter",
                "Books agree; payment next week",
                "ask on Friday whether it is paid",
            ),
            ("New invoice title", "Noted; used from the next invoice on", ""),
        ),
        first_service="Content with the first service; wishes us half an hour earlier",
        key_words="Wednesday ten o'clock, ask for the manager on duty",
        suggestion="Send a message the day before",
        focus="Two sites are not under contract yet",
    ),
}
