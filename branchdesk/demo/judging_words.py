"""What is said where the cases of the sample branch are judged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgingWords:
    """The texts of one language."""

    why: str
    agrees: str
    works: str
    stayed: tuple[str, ...]
    told_how: str
    photo: str
    photo_shows: str
    photo_file: str
    report: str
    report_shows: str
    demands: tuple[tuple[str, str], ...]  # what is asked for, what is granted; the last is too much
    too_much: str
    damage: str
    quantity: str
    wording: str
    courier: str
    courier_what: str
    papers: tuple[str, ...]
    not_valid: str
    change: str
    visit: str


ZH = JudgingWords(
    why="服务报告、照片与客户陈述一致",
    agrees="看过报告和照片，同意",
    works="连续两周监测无虫",
    stayed=("没有再出现", "这周一直很好", "店长说满意"),
    told_how="电话",
    photo="照片",
    photo_shows="后厨冷库门旁 3 只德国小蠊，地面干净",
    photo_file="后厨冷库门旁",
    report="上次服务报告",
    report_shows="第 3、7 号饵站未记录补药",
    demands=(
        ("今晚返工", "当晚 22:00 返工"),
        ("书面说明原因", "三日内寄出说明"),
        ("赔偿5000", "按实际损失 380.00"),
    ),
    too_much="合同约定以实际损失为限，有清点单可查",
    damage="12 箱货物外箱沾到药剂",
    quantity="12 箱",
    wording="我司一次性补偿外箱损失 380.00 元，冲抵服务费，双方对此无其他争议。",
    courier="顺通物流",
    courier_what="送货时外箱已破损 3 箱",
    papers=("运单", "破损照片", "索赔函"),
    not_valid="现场两次查看无虫迹，监测板为零，客户照片拍于隔壁店铺",
    change="预约电话之外，提前一天再发短信",
    visit="返工一次",
)
EN = JudgingWords(
    why="Report, photos and what the customer says agree",
    agrees="Looked at report and photos, agreed",
    works="Two weeks of monitoring without a pest",
    stayed=("Has not come back", "Quiet all week", "The shop manager is content"),
    told_how="By telephone",
    photo="Photo",
    photo_shows="Three German cockroaches beside the cold-store door, the floor is clean",
    photo_file="Cold-store door",
    report="Last service report",
    report_shows="No refill recorded for bait stations 3 and 7",
    demands=(
        ("Service again tonight", "Service again at 22:00"),
        ("Explain the cause in writing", "Letter within three days"),
        ("Compensation 5000", "The damage itself, 380.00"),
    ),
    too_much="The contract pays the damage itself; the count is on record",
    damage="Outer boxes of goods stained by the treatment",
    quantity="12 boxes",
    wording="We pay 380.00 once for the outer boxes, set off against the fee; this settles the matter.",
    courier="Shuntong Couriers",
    courier_what="3 boxes were broken on delivery",
    papers=("Waybill", "Photo of the damage", "Letter of claim"),
    not_valid="Two inspections without a trace, traps at zero; the photo was taken in the shop next door",
    change="A text message on the day before, besides the appointment call",
    visit="Service done again",
)


def judging_words(language: str) -> JudgingWords:
    """Return the texts of a language."""
    return EN if language == "en" else ZH
