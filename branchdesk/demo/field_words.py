"""What the sample branch writes down in the field, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from branchdesk.domain.devices import DeviceKind
from branchdesk.domain.visit_findings import FindingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords:
    """Texts that are dealt out to sites and visits."""

    devices: tuple[tuple[DeviceKind, str], ...]  # kind and place
    pests: Mapping[DeviceKind, str]
    animals: str  # the unit in which they are counted
    materials: tuple[tuple[str, str, int, str, str, str, str], ...]
    """Name, unit, the most of it, dilution, method, target, area."""
    flaws: tuple[tuple[FindingKind, str, str], ...]  # kind, place, what
    ratings: tuple[str, str, str]  # what is not good, by aspect
    entries: tuple[str, ...]
    questions: tuple[str, ...]
    assessments: tuple[str, ...]
    steps: tuple[tuple[str, str, str], ...]  # step, detail, expected result
    disagreement: tuple[str, str]  # what they said, what we advised
    helps: tuple[str, ...]
    topics: str
    attendees: str
    addendum: str
    withheld: tuple[str, str]  # finding, reason
    declined: str


WORDS: Mapping[str, FieldWords] = {
    "zh_CN": FieldWords(
        devices=(
            (DeviceKind.BAIT_STATION, "后门外墙"),
            (DeviceKind.BAIT_STATION, "垃圾房"),
            (DeviceKind.BAIT_STATION, "卸货平台"),
            (DeviceKind.GLUE_BOARD, "干货仓库"),
            (DeviceKind.GLUE_BOARD, "吊顶检修口"),
            (DeviceKind.FLY_LAMP, "后厨入口"),
            (DeviceKind.FLY_LAMP, "备餐间"),
            (DeviceKind.ROACH_HOUSE, "洗碗间"),
        ),
        pests={
            DeviceKind.BAIT_STATION: "鼠类",
            DeviceKind.GLUE_BOARD: "鼠类",
            DeviceKind.FLY_LAMP: "蝇类",
            DeviceKind.ROACH_HOUSE: "蟑螂",
        },
        animals="只",
        materials=(
            ("溴敌隆毒饵", "g", 240, "", "投放", "鼠类", "外围鼠饵站"),
            ("杀蟑胶饵", "g", 25, "", "点施", "蟑螂", "后厨缝隙"),
            ("高效氯氰菊酯", "ml", 400, "1:100", "滞留喷洒", "蟑螂", "下水口周边"),
            ("灭蝇灯粘纸", "块", 4, "", "更换", "蝇类", "灭蝇灯"),
            ("粘鼠板", "块", 6, "", "更换", "鼠类", "仓库"),
        ),
        flaws=(
            (FindingKind.STRUCTURE, "后门", "门下缝隙约 1 cm"),
            (FindingKind.STRUCTURE, "吊顶", "管道穿墙孔未封堵"),
            (FindingKind.HYGIENE, "排水沟", "积水，有食物残渣"),
            (FindingKind.HYGIENE, "垃圾房", "垃圾桶未加盖"),
        ),
        ratings=("门缝未封堵", "排水沟积油", "台面未清空"),
        entries=("洗碗间见蟑螂 1 只", "仓库粘鼠板移位", "备餐间有小飞虫"),
        questions=("药剂对鱼缸有影响吗？", "下次能否早半小时？", "灭蝇灯多久换一次灯管？"),
        assessments=("鼠类活动较上月减少，属外围侵入", "蝇类与垃圾清运不及时有关", "防制效果稳定"),
        steps=(
            ("厨房夜间胶饵处理", "打烊后 22:00 开始，灶台下方点施", "7 天内蟑螂密度下降"),
            ("外围增设鼠饵站", "后门与卸货平台各 2 个", "外围鼠类取食减少"),
            ("吊顶检查", "由客户电工陪同打开检修口", "确认有无鼠路"),
        ),
        disagreement=("不同意在大厅放粘鼠板", "改放在柜台内侧，每周检查一次"),
        helps=("覆盖食品和餐具", "打开储物柜和检修口", "安排一名员工陪同", "移开靠墙货物 30 cm"),
        topics="服务前清空台面、打开储物柜；由值班经理在服务当天 21:00 检查",
        attendees="值班经理、厨师长、两名后厨员工",
        addendum="客户补充：垃圾房粘鼠板当天已移位，下次服务时重新布放",
        withheld=("店内维修通道发现鼠粪", "客户要求先由门店整改，下月一并上报"),
        declined="业主不同意施工",
    ),
    "en": FieldWords(
        devices=(
            (DeviceKind.BAIT_STATION, "outer wall, back door"),
            (DeviceKind.BAIT_STATION, "refuse room"),
            (DeviceKind.BAIT_STATION, "loading bay"),
            (DeviceKind.GLUE_BOARD, "dry store"),
            (DeviceKind.GLUE_BOARD, "ceiling hatch"),
            (DeviceKind.FLY_LAMP, "kitchen entrance"),
            (DeviceKind.FLY_LAMP, "pantry"),
            (DeviceKind.ROACH_HOUSE, "scullery"),
        ),
        pests={
            DeviceKind.BAIT_STATION: "Rodents",
            DeviceKind.GLUE_BOARD: "Rodents",
            DeviceKind.FLY_LAMP: "Flies",
            DeviceKind.ROACH_HOUSE: "Cockroaches",
        },
        animals="pcs",
        materials=(
            ("Bromadiolone bait", "g", 240, "", "placed", "Rodents", "outer bait stations"),
            ("Cockroach gel", "g", 25, "", "spots", "Cockroaches", "cracks in the kitchen"),
            ("Beta-cypermethrin", "ml", 400, "1:100", "residual spray", "Cockroaches", "around the drains"),
            ("Glue sheet for lamps", "boards", 4, "", "changed", "Flies", "fly lamps"),
            ("Glue board", "boards", 6, "", "changed", "Rodents", "store"),
        ),
        flaws=(
            (FindingKind.STRUCTURE, "back door", "gap of 1 cm under the door"),
            (FindingKind.STRUCTURE, "ceiling", "pipe holes not sealed"),
            (FindingKind.HYGIENE, "drain", "standing water with food remains"),
            (FindingKind.HYGIENE, "refuse room", "bins without lids"),
        ),
        ratings=("gap under the door", "grease in the drain", "worktops not cleared"),
        entries=(
            "One cockroach in the scullery",
            "Glue board in the store moved",
            "Small flies in the pantry",
        ),
        questions=(
            "Does it harm the fish?",
            "Half an hour earlier next time?",
            "How often is a lamp changed?",
        ),
        assessments=(
            "Fewer rodents than last month, coming from outside",
            "Flies follow late refuse",
            "Steady",
        ),
        steps=(
            (
                "Gel in the kitchen at night",
                "from 22:00, under the ranges",
                "fewer cockroaches within 7 days",
            ),
            ("More bait stations outside", "two each at back door and loading bay", "less feeding outside"),
            (
                "Look above the ceiling",
                "their electrician opens the hatches",
                "rodent runs known or ruled out",
            ),
        ),
        disagreement=("No glue boards in the hall", "Behind the counter instead, checked weekly"),
        helps=(
            "Cover food and dishes",
            "Open cupboards and hatches",
            "Send one person along",
            "Move goods off walls",
        ),
        topics="Clear worktops and open cupboards; the duty manager looks at 21:00 on the day",
        attendees="Duty manager, chef, two of the kitchen",
        addendum="Told later: a glue board in the refuse room was moved that day; it is laid anew",
        withheld=("Droppings in the service corridor", "The outlet mends it first and reports next month"),
        declined="the owner does not allow the work",
    ),
}
