"""What is written down about the course of a case in the sample branch, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWords:
    """The words of one language."""

    recap: str  # with {text}
    options: tuple[tuple[str, str], ...]
    decision: str
    explanation: str
    reason: str
    loan: str
    channel: str
    ladder: tuple[str, str, str]
    clause: str
    caller: str
    called: str


WORDS = {
    "zh_CN": CourseWords(
        recap="您反映的是：{text}",
        options=(("今晚安排返工", "今晚就能解决"), ("周六全面处理并复查", "营业前彻底解决，不影响生意")),
        decision="客户要求赔偿受污染的原料 480 元",
        explanation="药剂批次正在核查，今天下班前给出结论，期间请暂停使用该区域",
        reason="更熟悉现场情况",
        loan="移动灭蝇灯 2 台",
        channel="电话→微信：现场噪音大，听不清",
        ladder=("双方先冷静，下午再谈", "改由主管与客户沟通", "白蚁不在合同范围内，已再次说明"),
        clause="合同第 7 条：白蚁除外",
        caller="我是值班经理，也是这件事",
        called="已说明处理安排，客户同意",
    ),
    "en": CourseWords(
        recap="What you told us is: {text}",
        options=(
            ("Rework tonight", "it is solved tonight"),
            ("Full treatment and check on Saturday", "solved for good before you open"),
        ),
        decision="They ask for 480 for spoilt goods",
        explanation="The batch is being checked; you hear the result today. Please keep the area closed",
        reason="Knows the site better",
        loan="2 mobile fly traps",
        channel="from telephone to message: too noisy on site",
        ladder=(
            "Let it rest until the afternoon",
            "The supervisor speaks with them now",
            "Termites are not covered; explained again",
        ),
        clause="Contract, clause 7: termites excluded",
        caller="I am the manager on duty, it is about the same",
        called="Explained what we do; they agree",
    ),
}
