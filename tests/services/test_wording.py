"""The tables of words are data of the branch; approved answers keep their editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from branchdesk.domain.complaints import Responsibility
from branchdesk.domain.errors import Invalid, Refused
from branchdesk.domain.findings import FoundKind
from branchdesk.domain.wording import (
    PALETTE_GROUPS,
    ApprovedAnswer,
    Situation,
    StockPhrase,
    WordException,
    WordKind,
    WordRule,
    answer_name,
    blocks_for,
)
from branchdesk.domain.wording_check import accept_all
from branchdesk.domain.wording_stock import fill_phrase
from branchdesk.language import Words
from branchdesk.services.desk import Desk
from branchdesk.services.wording import Wording


@pytest.fixture
def wording(desk: Desk) -> Wording:
    return desk.wording


def undo(outcome: object) -> None:
    back = getattr(outcome, "undo", None)
    assert back is not None
    back()


@pytest.mark.req("R056")
def test_an_entry_added_by_the_branch_is_used_at_once_and_undo_takes_it_back(wording: Wording) -> None:
    saved = wording.save_rule(WordRule(kind=WordKind.TERM, text=" 小强 ", instead="蟑螂"))
    assert accept_all("发现小强", wording.rules()) == "发现蟑螂"
    undo(saved)
    assert accept_all("发现小强", wording.rules()) == "发现小强"


@pytest.mark.req("R056")
def test_what_a_branch_deleted_comes_back_only_when_it_is_wanted(wording: Wording) -> None:
    flies = next(one for one in wording.table(WordKind.TERM) if one.text == "苍蝇")
    rats = next(one for one in wording.table(WordKind.TERM) if one.text == "老鼠")
    wording.delete([flies])
    wording.save_rule(replace(rats, instead="鼠"))
    wording.save_rule(WordRule(kind=WordKind.TERM, text="小强", instead="蟑螂"))
    assert accept_all("苍蝇、老鼠、小强", wording.rules()) == "苍蝇、鼠、蟑螂"
    restored = wording.restore(WordKind.TERM)
    assert restored.value == 2
    assert accept_all("苍蝇、老鼠、小强", wording.rules()) == "蝇类、鼠类、蟑螂"
    undo(restored)
    assert accept_all("苍蝇、老鼠、小强", wording.rules()) == "苍蝇、鼠、蟑螂"
    assert wording.restore(WordKind.UNIT).value == 0


@pytest.mark.req("R057")
def test_an_exception_is_left_alone_from_then_on(wording: Wording) -> None:
    assert accept_all("旺旺超市", wording.rules()) == "旺超市"
    wording.save_exception(WordException(kind=WordKind.REPEAT, text="旺旺"))
    assert accept_all("旺旺超市", wording.rules()) == "旺旺超市"
    wording.delete([one for one in wording.exceptions() if one.text in ("旺旺", "天天")])
    assert accept_all("旺旺，天天", wording.rules()) == "旺，天"
    assert wording.restore_exceptions().value == 1


@pytest.mark.req("R056")
@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (WordRule(kind=WordKind.TERM, text="…", instead="x"), "text"),
        (WordRule(kind=WordKind.TERM, text="苍蝇类"), "instead"),
        (WordRule(kind=WordKind.TERM, text="蚊", instead="蚊虫"), "instead"),
        (WordRule(kind=WordKind.TABOO, text="哼"), "group_name"),
    ],
)
def test_an_entry_that_cannot_work_is_refused_beside_its_field(
    wording: Wording, rule: WordRule, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        wording.save_rule(rule)
    assert set(caught.value.problems) == {field}


def test_the_same_word_stands_once_in_a_table(wording: Wording) -> None:
    with pytest.raises(Refused):
        wording.save_rule(WordRule(kind=WordKind.TERM, text="苍蝇", instead="蝇"))


@pytest.mark.req("R055")
def test_the_terms_stand_in_six_groups(wording: Wording) -> None:
    terms = wording.table(WordKind.PALETTE)
    assert [sum(one.group_name is group for one in terms) for group in PALETTE_GROUPS] == [6, 6, 9, 7, 3, 1]


@pytest.mark.req("R113")
def test_there_are_phrases_for_every_situation_in_both_languages(wording: Wording) -> None:
    for language in ("zh_CN", "en"):
        assert {one.situation for one in wording.phrases(language=language)} == set(Situation)


@pytest.mark.req("R113")
def test_a_phrase_takes_names_and_minutes(wording: Wording) -> None:
    (wait, *_more) = wording.phrases(Situation.WAIT)
    assert fill_phrase(wait.text, {"minutes": 8}).text.startswith("对不起，由于查询需要 8 分钟的时间")
    left = fill_phrase("{称呼}，请稍等 {minutes} 分钟", {"salutation": "王经理"})
    assert left.text == "王经理，请稍等 {minutes} 分钟"
    assert [left.text[start:end] for start, end in left.gaps] == ["{minutes}"]


@pytest.mark.req("R113")
def test_a_phrase_may_be_changed_and_comes_back(wording: Wording) -> None:
    shipped = len(wording.all_phrases())
    wording.delete(wording.phrases(Situation.THANKS))
    wording.save_phrase(StockPhrase(situation=Situation.THANKS, text="多谢{称呼}！"))
    assert [one.text for one in wording.phrases(Situation.THANKS)] == ["多谢{称呼}！"]
    wording.restore_phrases()
    assert len(wording.all_phrases()) == shipped + 1
    with pytest.raises(Invalid):
        wording.save_phrase(StockPhrase(text="请稍等 {分钟"))


@pytest.mark.req("R109")
@pytest.mark.parametrize(
    ("responsibility", "blocks"),
    [
        (Responsibility.OURS, (Situation.OUR_FAULT,)),
        (Responsibility.CUSTOMER, (Situation.THEIR_FAULT,)),
        (Responsibility.BOTH, (Situation.OUR_FAULT, Situation.THEIR_FAULT)),
        (Responsibility.UNFOUNDED, (Situation.UNMET,)),
        (None, (Situation.OUR_FAULT, Situation.THEIR_FAULT, Situation.UNMET)),
    ],
)
def test_the_blocks_follow_from_whose_fault_it_was(
    responsibility: Responsibility | None, blocks: tuple[Situation, ...]
) -> None:
    assert blocks_for(responsibility) == blocks


@pytest.mark.req("R109")
def test_no_block_blames_the_customer_or_makes_excuses(wording: Wording) -> None:
    from branchdesk.domain.wording_check import check_text
    from branchdesk.domain.wording_rules import TextPurpose

    unwanted = {WordKind.TABOO, WordKind.EXCUSE, WordKind.REFUSAL, WordKind.TRADITIONAL, WordKind.REPEAT}
    for phrase in wording.phrases():
        marks = check_text(phrase.text, wording.rules(), TextPurpose.APOLOGY)
        assert {mark.kind for mark in marks} & unwanted == set(), phrase.text


def answer(number: int, text: str, day: date = date(2026, 10, 30)) -> ApprovedAnswer:
    return ApprovedAnswer(
        number=number, question="多久见效？", answer=text, approved_by="沈国平", approved_on=day
    )


@pytest.mark.req("R167")
def test_a_change_is_a_new_edition_and_the_old_one_stays(wording: Wording) -> None:
    for nth in range(16):
        wording.approve(replace(answer(0, "是"), question=f"问题 {nth}"))
    first = wording.approve(answer(0, "两周")).value
    wording.approve(replace(first, answer="十天"))
    third = wording.approve(replace(first, answer="一周")).value
    assert str(answer_name(third)) == "FAQ 17 v3 of 2026-10-30"
    assert Words("zh_CN").say(answer_name(third)) == "问答 17 第 3 版（2026-10-30）"
    assert [one.answer for one in wording.editions(17)] == ["一周", "十天", "两周"]
    assert [one.answer for one in wording.answers("见效 一周")] == ["一周"]
    assert [one.number for one in wording.answers("faq17")] == [17]


@pytest.mark.req("R167")
def test_undo_of_an_edition_is_one_more_edition(wording: Wording) -> None:
    first = wording.approve(answer(0, "两周"))
    undo(wording.approve(replace(first.value, answer="一周")))
    assert [(one.edition, one.answer) for one in wording.editions(1)] == [
        (3, "两周"),
        (2, "一周"),
        (1, "两周"),
    ]
    undo(first)
    assert wording.answers() == []
    assert len(wording.editions(1)) == 4


@pytest.mark.req("R167")
def test_an_answer_that_is_no_longer_given_is_not_found(desk: Desk) -> None:
    desk.wording.approve(answer(0, "两周"))
    (hit,) = desk.lists.find("见效")
    assert (hit.kind, hit.title, hit.customer) == (FoundKind.APPROVED_ANSWER, "多久见效？", "FAQ 1")
    desk.wording.retire(1)
    assert desk.lists.find("见效") == []
    assert [one.number for one in desk.wording.answers(retired=True)] == [1]


@pytest.mark.req("R167")
def test_an_answer_says_who_approved_it_and_not_in_the_future(wording: Wording) -> None:
    with pytest.raises(Invalid) as caught:
        wording.approve(replace(answer(0, " "), approved_by="", approved_on=date(2027, 1, 1)))
    assert set(caught.value.problems) == {"answer", "approved_by", "approved_on"}
