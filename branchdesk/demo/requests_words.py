"""What the sample branch writes down about extra requests and its own promises, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What a customer tells on the telephone."""

    pest: str
    looks: str
    room: str
    place: str
    count: int | None
    plan: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWords:
    """Texts that are dealt out to the requests one after the other."""

    seen: tuple[Seen, ...]
    again: str
    solved: str
    called_off: str
    difficulty_answer: str
    support: str
    support_answer: str
    promises: tuple[str, ...]
    broken: str


WORDS: Mapping[str, RequestWords] = {
    "zh_CN": RequestWords(
        seen=(
            Seen(
                "蟑螂",
                "棕色，约 1.5 cm，会飞",
                "女更衣室",
                "靠近西墙的储物柜内",
                3,
                "夜间点施胶饵并放置粘捕盒，检查相邻更衣室",
                "今晚请清空储物柜内食品，柜门保持打开",
            ),
            Seen(
                "老鼠",
                "灰色，听到天花板响动",
                "后厨",
                "洗碗间吊顶检修口旁",
                1,
                "加放鼠饵站，封堵检修口",
                "收好剩菜，关紧后门",
            ),
            Seen(
                "蚂蚁",
                "黑色小蚁，成列爬行",
                "前台",
                "收银机后方插座",
                40,
                "投放蚁饵，查找蚁路",
                "不要喷家用杀虫剂",
            ),
            Seen(
                "苍蝇",
                "绿头蝇，多在上午",
                "垃圾房",
                "入口右侧垃圾桶上方",
                12,
                "滞留喷洒，更换粘蝇纸",
                "垃圾桶请加盖",
            ),
            Seen(
                "蛾蠓",
                "小黑虫，停在墙上",
                "二楼卫生间",
                "地漏周围",
                20,
                "清除地漏生物膜",
                "每天用热水冲地漏一次",
            ),
        ),
        again="仍看到蟑螂 2 只，在同一排柜子",
        solved="未再发现，客户满意",
        called_off="客户查明是面包屑，不需要上门",
        difficulty_answer="已协调物业开门，周末补做",
        support="高空吊顶需要两人和升降梯，请派人支援",
        support_answer="派朱志强带升降梯同去",
        promises=(
            "周五前送来新的鼠饵站示意图",
            "明天下班前把上月报告补寄一份",
            "下周起固定由同一位技术员上门",
            "三天内给出白蚁检查报价",
            "月底前更换三楼灭蝇灯灯管",
            "后天上午联系物业封堵管道孔",
        ),
        broken="灯管缺货，供应商推迟一周",
    ),
    "en": RequestWords(
        seen=(
            Seen(
                "cockroaches",
                "brown, about 1.5 cm, can fly",
                "women's changing room",
                "inside the locker by the west wall",
                3,
                "gel bait at night and traps, look at the rooms beside it",
                "Tonight empty the lockers of food and leave them open",
            ),
            Seen(
                "mice",
                "grey, noise above the ceiling",
                "kitchen",
                "beside the hatch in the scullery",
                1,
                "more bait stations, close the hatch",
                "Put left-overs away and keep the back door shut",
            ),
            Seen(
                "ants",
                "small and black, in a line",
                "reception",
                "socket behind the till",
                40,
                "ant bait, look for their path",
                "Do not use sprays from the shop",
            ),
            Seen(
                "flies",
                "green, mostly before noon",
                "waste room",
                "above the bins right of the door",
                12,
                "spray the walls, new glue boards",
                "Keep the bins covered",
            ),
            Seen(
                "drain flies",
                "small and black, sitting on the wall",
                "toilet on the second floor",
                "around the drain",
                20,
                "clean the drain",
                "Pour hot water into the drain once a day",
            ),
        ),
        again="Still two of them in the same row of lockers",
        solved="Nothing seen since, the customer is content",
        called_off="It was crumbs, no visit is needed",
        difficulty_answer="The landlord opens the door; done at the weekend",
        support="The ceiling needs two people and a lift, please send somebody",
        support_answer="A colleague comes along with the lift",
        promises=(
            "New plan of the bait stations by Friday",
            "Last month's report again by tomorrow evening",
            "The same technician from next week on",
            "A quotation for the termite inspection within three days",
            "New tubes for the fly lamps on the third floor by the end of the month",
            "Talk to the landlord about the gap at the pipe",
        ),
        broken="The tubes are out of stock, the supplier needs another week",
    ),
}
