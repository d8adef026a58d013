import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.errors import Refused
from branchdesk.domain.terms import BaseEvent, PaymentTerms, TermUnit, canonical, parse_terms, sentence
from branchdesk.language import LANGUAGES, Words

COUNTED = (TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS)
DATED = [event for event in BaseEvent if event is not BaseEvent.MONTH_END]
ALL_TERMS = st.one_of(
    st.builds(PaymentTerms, st.sampled_from(BaseEvent), st.integers(0, 750), st.sampled_from(COUNTED)),
    st.builds(
        PaymentTerms,
        st.sampled_from(DATED),
        st.integers(0, 36),
        st.sampled_from([TermUnit.MONTHS, TermUnit.MONTH_END]),
    ),
    st.builds(PaymentTerms, st.sampled_from(BaseEvent), st.integers(1, 31), st.just(TermUnit.DAY_OF_MONTH)),
    st.just(PaymentTerms(BaseEvent.SERVICE, 0, TermUnit.ON_THE_SPOT)),
)


@pytest.mark.req("R062")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed+15wd", (BaseEvent.SIGNED, 15, TermUnit.WORKING_DAYS)),
        ("issued+30d", (BaseEvent.ISSUED, 30, TermUnit.CALENDAR_DAYS)),
        ("sent+7d", (BaseEvent.SENT, 7, TermUnit.CALENDAR_DAYS)),
        ("service+3wd", (BaseEvent.SERVICE, 3, TermUnit.WORKING_DAYS)),
        ("signed+2m", (BaseEvent.SIGNED, 2, TermUnit.MONTHS)),
        ("signed+2m-eom", (BaseEvent.SIGNED, 2, TermUnit.MONTH_END)),
        ("eom+45d", (BaseEvent.MONTH_END, 45, TermUnit.CALENDAR_DAYS)),
        ("eom+1m", (BaseEvent.ISSUED, 1, TermUnit.MONTH_END)),
        ("dom:10", (BaseEvent.ISSUED, 10, TermUnit.DAY_OF_MONTH)),
        ("eom+dom:10", (BaseEvent.MONTH_END, 10, TermUnit.DAY_OF_MONTH)),
        ("on-service", (BaseEvent.SERVICE, 0, TermUnit.ON_THE_SPOT)),
    ],
)
def test_canonical_forms_are_read(text: str, expected: tuple[BaseEvent, int, TermUnit]) -> None:
    assert parse_terms(text) == PaymentTerms(*expected)


@pytest.mark.req("R062")
@pytest.mark.req("D13")
@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("发票签收后15个工作日内", "signed+15wd"),
        ("签收后 15 个工作日", "signed+15wd"),
        ("签收后十五个工作日", "signed+15wd"),
        ("付款期限：自签收之日起１５个工作日内付清。", "signed+15wd"),
        ("客户签收发票后一百二十天内付款", "signed+120d"),
        ("收到发票后30天", "signed+30d"),
        ("票到30天", "signed+30d"),
        ("收票后两周内", "signed+14d"),
        ("开票后30天", "issued+30d"),
        ("开具发票之日起30个自然日内结清", "issued+30d"),
        ("开票后两个月内", "issued+2m"),
        ("发票寄出后10日内", "sent+10d"),
        ("完工后7天内付款", "service+7d"),
        ("月结30天", "eom+30d"),
        ("月结 六十 天", "eom+60d"),
        ("月底后45天", "eom+45d"),
        ("每月10日前", "dom:10"),
        ("每月二十五号前付款", "dom:25"),
        ("次月10日前付款", "eom+dom:10"),
        ("次月底前", "issued+1m-eom"),
        ("签收次月底", "signed+1m-eom"),
        ("签收后第2个月月底", "signed+2m-eom"),
        ("签收后两个月的月底前付款", "signed+2m-eom"),
        ("开票当月月底", "issued+0m-eom"),
        ("月底付款", "issued+0m-eom"),
        ("现结", "on-service"),
        ("完工付款", "on-service"),
        ("服务完成后当场付清", "on-service"),
        ("见票即付", "signed+0d"),
    ],
)
def test_chinese_sentences_are_read(text: str, short: str) -> None:
    assert canonical(parse_terms(text)) == short


@pytest.mark.req("R062")
@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("within 15 working days after the invoice is signed for", "signed+15wd"),
        ("Payable within 15 business days of receipt of the invoice.", "signed+15wd"),
        ("30 days after issue", "issued+30d"),
        ("30 days from invoice date", "issued+30d"),
        ("net 30", "issued+30d"),
        ("Net 60 days", "issued+60d"),
        ("net 30 EOM", "eom+30d"),
        ("45 days after the end of the month", "eom+45d"),
        ("2 weeks after dispatch", "sent+14d"),
        ("1 month after completion of the service", "service+1m"),
        ("by the end of the month, 2 months after signing", "signed+2m-eom"),
        ("end of next month", "issued+1m-eom"),
        ("EOM", "issued+0m-eom"),
        ("by the 10th of each month", "dom:10"),
        ("10th of the following month", "eom+dom:10"),
        ("payment on completion", "on-service"),
        ("on the spot", "on-service"),
        ("due on receipt", "signed+0d"),
        ("  SIGNED + 15 WD ", "signed+15wd"),
        ("ｓｉｇｎｅｄ＋１５ｗｄ", "signed+15wd"),
        ("signed + 2m - eom", "signed+2m-eom"),
    ],
)
def test_english_sentences_and_loose_writing_are_read(text: str, short: str) -> None:
    assert canonical(parse_terms(text)) == short


@pytest.mark.req("D13")
@given(ALL_TERMS, st.sampled_from(LANGUAGES))
def test_what_is_written_is_read_back_in_both_languages(terms: PaymentTerms, language: str) -> None:
    assert parse_terms(canonical(terms)) == terms
    assert parse_terms(Words(language).say(sentence(terms))) == terms


@pytest.mark.req("D13")
def test_terms_are_said_as_the_contract_says_them() -> None:
    said = sentence(parse_terms("signed+15wd"))
    assert Words("zh_CN").say(said) == "发票签收后15个工作日内"
    assert Words("en").say(said) == "within 15 working days after the invoice is signed for"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "as usual",
        "signed",
        "signed+wd",
        "signed+-3d",
        "signed+1.5d",
        "signed+30d-eom",
        "on-service+3d",
        "月结",
        "签收后一百十五天",
        "签收后15个工作日内，遇节假日顺延",
        "签收后15个工作日内付50%，验收后付清",
        "15",
        "签收后15",
        "{text} {0}",
        "签" * 5000,
        "after " * 5000,
    ],
)
def test_what_is_not_wholly_understood_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_terms(text)
    assert refusal.value.field == "terms"
    assert all(len(Words(language).say(refusal.value.message)) < 300 for language in LANGUAGES)


@pytest.mark.parametrize("text", ["30天", "15个工作日内", "within 30 days", "15 working days"])
def test_a_span_without_a_start_is_asked_for_its_start(text: str) -> None:
    with pytest.raises(Refused, match="after what"):
        parse_terms(text)


@pytest.mark.parametrize("text", ["dom:0", "dom:32", "每月32日前", "signed+9999wd", "开票后37个月"])
def test_a_number_out_of_range_is_refused_with_the_range(text: str) -> None:
    with pytest.raises(Refused, match="need a number from") as refusal:
        parse_terms(text)
    assert "收款规定" in Words("zh_CN").say(refusal.value.message)


@pytest.mark.parametrize(
    ("base", "count", "unit"),
    [
        (BaseEvent.SIGNED, 0, TermUnit.ON_THE_SPOT),
        (BaseEvent.MONTH_END, 2, TermUnit.MONTHS),
        (BaseEvent.MONTH_END, 2, TermUnit.MONTH_END),
        (BaseEvent.SIGNED, -1, TermUnit.WORKING_DAYS),
    ],
)
def test_fields_that_do_not_go_together_are_refused(base: BaseEvent, count: int, unit: TermUnit) -> None:
    with pytest.raises(Refused):
        PaymentTerms(base, count, unit)


@given(st.text(max_size=60))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    try:
        terms = parse_terms(text)
    except Refused:
        return
    assert parse_terms(canonical(terms)) == terms
