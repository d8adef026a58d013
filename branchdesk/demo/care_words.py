"""What the sample branch writes down about care, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from branchdesk.domain.care import AttentionKind, ExpectationKind, NoteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CareWords:
    """Texts that are dealt out to customers one after the other."""

    notes: tuple[tuple[NoteKind, str, bool], ...]  # kind, text, whether it is for visits
    improvements: tuple[str, ...]
    attentions: tuple[tuple[AttentionKind, str, str, int], ...]  # kind, what, reaction, yuan
    expectations: tuple[tuple[ExpectationKind, str, str], ...]  # kind, text, how it was settled
    wish: str
    comments: tuple[str, ...]
    agency: str
    exception: str


WORDS: Mapping[str, CareWords] = {
    "zh_CN": CareWords(
        notes=(
            (NoteKind.PREFERENCE, "周二下午勿来电", False),
            (NoteKind.PREFERENCE, "烘焙间不用胶饵", True),
            (NoteKind.HABIT, "每月 25 日盘点，当天不进场", True),
            (NoteKind.NEED, "想了解白蚁检查", False),
            (NoteKind.PREFERENCE, "动火作业需许可证", True),
            (NoteKind.VOLUME, "旺季每天约三百桌", False),
            (NoteKind.HABIT, "喜欢先看照片再听说明", False),
        ),
        improvements=(
            "封堵后门缝隙",
            "垃圾每日清运两次",
            "换装自闭门",
            "下水口加装防鼠网",
            "食品离墙离地存放",
        ),
        attentions=(
            (AttentionKind.SPECIAL_SERVICE, "开业花篮", "店长当场致谢", 268),
            (AttentionKind.THANK_YOU, "及时疏通下水道", "已张贴在办公室", 0),
            (AttentionKind.AWARD, "年度卫生先进", "在例会上颁发", 60),
            (AttentionKind.VISIT, "听取对夜间作业的意见", "希望提前一天短信提醒", 0),
            (AttentionKind.NEWS, "空调清洗消毒服务", "要一份报价", 0),
        ),
        expectations=(
            (ExpectationKind.NORMAL, "作业后半小时内清场", "写入作业计划"),
            (ExpectationKind.TOO_HIGH, "一次处理后永不见蟑螂", "说明周期与监测，同意按月评估"),
            (ExpectationKind.WRONG, "以为喷药当天即可试吃", "说明安全间隔，改在打烊后作业"),
            (ExpectationKind.UNREASONABLE, "营业时间在大堂喷洒", "改为凌晨作业"),
        ),
        wish="夜间完成",
        comments=("整体不错，希望反馈更快", "技术员很专业", "报告要写得更清楚"),
        agency="浙江明察调查公司",
        exception="集团正在续约谈判",
    ),
    "en": CareWords(
        notes=(
            (NoteKind.PREFERENCE, "No calls Tue pm", False),
            (NoteKind.PREFERENCE, "No gel in the bakery", True),
            (NoteKind.HABIT, "Stock-taking on the 25th, no work on that day", True),
            (NoteKind.NEED, "Would like to hear about termite checks", False),
            (NoteKind.PREFERENCE, "Needs a work permit", True),
            (NoteKind.VOLUME, "About three hundred tables a day in season", False),
            (NoteKind.HABIT, "Likes to see photographs first", False),
        ),
        improvements=(
            "Closed the gap under the back door",
            "Waste goes out twice a day",
            "New self-closing doors",
            "Rat guards on the drains",
            "Food kept off wall and floor",
        ),
        attentions=(
            (AttentionKind.SPECIAL_SERVICE, "Flowers for the opening", "Thanked us at once", 268),
            (AttentionKind.THANK_YOU, "the quick repair of the drain", "Hangs in the office", 0),
            (AttentionKind.AWARD, "Model of hygiene of the year", "Given at the meeting", 60),
            (AttentionKind.VISIT, "How the night work goes", "Wants a message the day before", 0),
            (AttentionKind.NEWS, "Cleaning of air conditioners", "Asked for a quotation", 0),
        ),
        expectations=(
            (ExpectationKind.NORMAL, "Site cleared half an hour after work", "Written into the plan"),
            (ExpectationKind.TOO_HIGH, "Never a cockroach again after one treatment", "Explained the cycle"),
            (
                ExpectationKind.WRONG,
                "Thinks one may eat there on the same day",
                "Explained the safety interval",
            ),
            (ExpectationKind.UNREASONABLE, "Spraying in the hall during business", "Moved to the night"),
        ),
        wish="Done at night",
        comments=(
            "Good on the whole, feedback could be faster",
            "The technician knows his trade",
            "Clearer reports",
        ),
        agency="Clearview Research",
        exception="Renewal of the group contract is being talked over",
    ),
}
