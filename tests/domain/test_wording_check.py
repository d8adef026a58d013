"""What is written is checked: units, terms, slips, characters, taboo words, excuses."""

from __future__ import annotations

import string
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from branchdesk.domain.wording import WordGroup, WordKind, WordRule
from branchdesk.domain.wording_check import accept_all, check_text
from branchdesk.domain.wording_rules import TextPurpose, WordRules, compile_rules
from branchdesk.domain.wording_seeds import SEED_EXCEPTIONS, SEED_RULES
from branchdesk.services.simplified import simplified

REPORT, OUTGOING, APOLOGY, LOG = TextPurpose


@cache
def shipped() -> WordRules:
    return compile_rules(SEED_RULES, SEED_EXCEPTIONS, simplified)


def found(text: str, purpose: TextPurpose = REPORT, *, open_points: int = 0) -> list[tuple[str, WordKind]]:
    marks = check_text(text, shipped(), purpose, open_points=open_points)
    return [(text[mark.start : mark.end], mark.kind) for mark in marks]


@pytest.mark.req("R054")
@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("喷洒 500", ["500"]),
        ("喷洒 500 ml", []),
        ("喷洒500毫升，胶饵 15g，面积 120m²", []),
        ("共喷洒５００，补饵 ２ 盒", ["５００"]),
        ("喷洒500、600 ml", []),
        ("喷洒 300 于厨房", ["300"]),
        ("2026-11-22 22:30 到场，11月23日 9:00-11:00 离开", []),
        ("11/22 复查，2026 年第 3 季度", []),
        ("毒饵站 12、13 有盗食，灭蝇灯 7 不亮", []),
        ("A12 号设备，3# 机房，2F 走廊，B1 车库，18W 灯管", []),
        ("报告 SR-2026-0012，合同 HZ-2026-018，电话 0571-88001234、13812345678", []),
        ("30% 被啃食，密度下降30％", []),
        ("稀释 1:100，配比 1：50", []),
        ("每月 3 次，检查 2 遍，历时 45 分钟", []),
        ("1.厨房喷洒 20 ml 2.仓库放置 5 块粘鼠板\n3、复查", []),
        ("（1）检查；（2）喷洒 500", ["500"]),
        ("捕获 3-5 只，放置 20×30 cm 粘板", []),
        ("¥500，共 1,200 元", []),
        ("H1N1、3M 胶带、No. 5、pH 7.2", []),
        ("sprayed 500 on the floor", ["500"]),
        ("3 traps, 2 visits, 500 ml", []),
        ("Bait station 7 in the store: 3 on glue traps", []),
        ("下降到 25℃，湿度 60%", []),
    ],
)
def test_a_number_needs_a_unit_where_it_counts_something(text: str, figures: list[str]) -> None:
    assert [word for word, kind in found(text) if kind is WordKind.UNIT] == figures


@pytest.mark.req("R054")
def test_a_number_without_unit_offers_the_usual_ones() -> None:
    (mark,) = check_text("喷洒 500", shipped())
    assert mark.choices == ("500 ml", "500 L", "500 g", "500 kg")
    assert mark.replacement is None


@pytest.mark.req("R056")
def test_three_colloquial_words_become_professional_at_once() -> None:
    text = "后厨发现老鼠和苍蝇滋生"
    marks = check_text(text, shipped())
    assert [(text[m.start : m.end], m.replacement) for m in marks] == [
        ("老鼠", "鼠类"),
        ("苍蝇", "蝇类"),
        ("滋生", "孳生"),
    ]
    assert accept_all(text, shipped()) == "后厨发现鼠类和蝇类孳生"


@pytest.mark.req("R056")
def test_the_shipped_pairs_are_those_of_the_source() -> None:
    pairs = {rule.text: rule.instead for rule in SEED_RULES if rule.kind is WordKind.TERM}
    assert pairs == {
        "苍蝇": "蝇类",
        "老鼠": "鼠类",
        "成蚊": "蚊虫",
        "病媒生物": "卫生害虫",
        "媒介生物": "卫生害虫",
        "滋生": "孳生",
    }


@pytest.mark.req("R057")
@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("已已处理", ["已已"]),
        ("天天检查，人人有责", []),
        ("妈妈常常来，谢谢", []),
        ("干干净净，清清楚楚，仔仔细细", []),
        ("一个个检查，一步步改进", []),
        ("晚上上门更换灭蝇灯灯管", []),
        ("鼠洞洞口与门缝缝隙已封堵", []),
        ("为了了解情况，公司司机到现场场地", []),
        ("水管管道与下水水管", []),
        ("围墙墙角与周边边角", []),
        ("钱江路路口，三组组长与员工工资", []),
        ("受不了了，现在在仓库", []),
        ("处理理了", ["理理"]),
        ("我我们进进行了检查，，", ["我我", "进进", "，，"]),
        ("the the bait", ["the the"]),
        ("二二得四，一一检查", []),
        ("厨房地面未见鼠粪。仓库正常。厨房地面未见鼠粪。", ["厨房地面未见鼠粪"]),
        ("完好。完好。", []),
    ],
)
def test_what_is_written_twice_by_a_slip_is_found(text: str, slips: list[str]) -> None:
    assert [word for word, kind in found(text) if kind is WordKind.REPEAT] == slips


@pytest.mark.req("R058")
@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("滅蟑處理", "灭蟑处理"),
        ("後廚發現蒼蠅", "后厨发现蝇类"),
        ("看著乾淨", "看著干净"),
        ("乾隆年间的著名皇后瞭望", "乾隆年间的著名皇后瞭望"),
        ("昇达公司与乾源国际", "昇达公司与乾源国际"),
    ],
)
def test_traditional_characters_get_their_simplified_form(text: str, simple: str) -> None:
    assert accept_all(text, shipped()) == simple


@pytest.mark.req("R060")
@pytest.mark.parametrize("text", ["正常", "一切正常。", "正常，无异常", "OK", " 无 ", ""])
def test_a_text_that_says_nothing_asks_for_detail(text: str) -> None:
    assert [kind for _, kind in found(text)] == [WordKind.PLAIN]


@pytest.mark.req("R060")
def test_normal_with_three_recommendations_open_names_them() -> None:
    (mark,) = check_text("正常", shipped(), open_points=3)
    assert mark.message.params["n"] == "3"
    assert found("后厨未见活动，粘板 12 块无捕获，正常", open_points=3) == []


@pytest.mark.req("R060")
def test_a_guess_is_kept_apart_from_the_facts() -> None:
    assert found("估计是从后门进来的") == [("估计是", WordKind.OPINION)]


@pytest.mark.req("R112")
def test_two_taboo_words_of_evasion() -> None:
    text = "我不清楚，领导不在"
    marks = check_text(text, shipped(), OUTGOING)
    assert [(text[m.start : m.end], m.group) for m in marks] == [
        ("我不清楚", WordGroup.EVASION),
        ("领导不在", WordGroup.EVASION),
    ]


@pytest.mark.req("R112")
def test_about_55_taboo_words_in_four_groups() -> None:
    taboo = [rule for rule in SEED_RULES if rule.kind is WordKind.TABOO]
    assert 50 <= len(taboo) <= 65
    assert {rule.group_name for rule in taboo} == {
        WordGroup.ADDRESS,
        WordGroup.COUNTER_QUESTION,
        WordGroup.EVASION,
        WordGroup.SCOLDING,
    }


@pytest.mark.req("R112")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("喂，你好", ["喂", "你"]),
        ("你问我，我问谁", ["你问我，我问谁"]),
        ("你问我我问谁", ["你问我我问谁"]),
        ("那你可以投诉我啊", ["那你可以投诉我啊"]),
        ("您好，请你们放心，喂食区已清理", []),
        ("有问题请告诉我，不清楚的地方我来解释", []),
    ],
)
def test_taboo_words_are_found_whole_and_nothing_else(text: str, words: list[str]) -> None:
    assert [word for word, kind in found(text, OUTGOING) if kind is WordKind.TABOO] == words


@pytest.mark.req("R114")
def test_negative_wording_becomes_what_can_be_done() -> None:
    assert accept_all("星期五之前来不了", shipped(), OUTGOING) == "星期五可以上门"


@pytest.mark.req("R115")
@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("这项要求我们无法满足。", True),
        ("这项不可以。", True),
        ("这项我们无法满足，可以改为每月加做一次。", False),
        ("谢谢您的来电。", False),
    ],
)
def test_a_refusal_needs_an_alternative(text: str, refused: bool) -> None:
    assert (WordKind.REFUSAL in {kind for _, kind in found(text, OUTGOING)}) is refused


@pytest.mark.req("R117")
@pytest.mark.parametrize(
    ("text", "excuse"),
    [
        ("非常抱歉，最近人手不足", "人手不足"),
        ("对不起，因为小王请假，我们来晚了", "因为小王请假"),
        ("抱歉，这是其他部门的事", "其他部门"),
    ],
)
def test_an_apology_gives_no_excuse(text: str, excuse: str) -> None:
    assert (excuse, WordKind.EXCUSE) in found(text, APOLOGY)
    assert (excuse, WordKind.EXCUSE) in found(text, OUTGOING), "an apology is known by its words"


@pytest.mark.req("R127")
def test_the_log_is_about_the_matter() -> None:
    assert found("客户蛮不讲理", LOG) == [("蛮不讲理", WordKind.PERSONAL)]
    assert found("客户说后厨又有老鼠，要求 500", LOG) == []


@pytest.mark.req("R113")
def test_a_gap_that_nobody_filled_is_marked_in_what_goes_out() -> None:
    assert found("请稍等 {分钟} 分钟", OUTGOING) == [("{分钟}", WordKind.GAP)]


def test_a_table_that_turns_in_circles_comes_to_an_end() -> None:
    ring = tuple(WordRule(text=text, instead=instead) for text, instead in (("甲", "乙"), ("乙", "甲")))
    assert accept_all("甲乙", compile_rules(ring, (), str)) in ("甲乙", "乙甲")


SIGNS = (
    "".join(rule.text for rule in SEED_RULES)
    + "已已天滅處理。，；\n 0123456789.-:/%０５①③{}…"
    + string.ascii_letters
)
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=60)


@given(text=TEXTS, purpose=st.sampled_from(TextPurpose))
@example(text="\ud800 500", purpose=REPORT)
@example(text="5" * 400, purpose=REPORT)
@settings(deadline=None, max_examples=300)
def test_any_text_is_checked_and_marks_never_overlap(text: str, purpose: TextPurpose) -> None:
    marks = check_text(text, shipped(), purpose)
    ends = [place for mark in marks for place in (mark.start, mark.end)]
    assert ends == sorted(ends)
    assert all(0 <= mark.start <= mark.end <= len(text) for mark in marks)
    assert all(mark.start < mark.end for mark in marks if text.strip())


@given(text=TEXTS, purpose=st.sampled_from(TextPurpose))
@settings(deadline=None, max_examples=300)
def test_accept_all_leaves_nothing_to_accept(text: str, purpose: TextPurpose) -> None:
    done = accept_all(text, shipped(), purpose)
    assert [mark for mark in check_text(done, shipped(), purpose) if mark.replacement is not None] == []
    assert accept_all(done, shipped(), purpose) == done


@given(text=TEXTS)
@settings(deadline=None, max_examples=100)
def test_what_simplified_text_says_stays_when_nothing_is_marked(text: str) -> None:
    if not check_text(text, shipped(), LOG):
        assert accept_all(text, shipped(), LOG) == text
