"""Bank statements of every layout, read as the bank means them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from branchdesk.domain.statements import fingerprints
from branchdesk.readers import ImportRefused
from branchdesk.readers.statements import Statement, read_statement

DATA = Path(__file__).parents[3] / "shared" / "data" / "statements"
real = pytest.mark.skipif(not DATA.is_dir(), reason="THE REAL FILES ARE NOT HERE: ../shared/data is missing")


def csv(folder: Path, text: str, encoding: str = "utf-8-sig") -> Statement:
    path = folder / "statement.csv"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return read_statement(path)


@real
@pytest.mark.req("R177")
def test_eleven_rows_of_icbc_five_of_them_incoming_tie_to_the_totals_of_the_bank() -> None:
    found = read_statement(DATA / "icbc_v1.csv")
    assert found.layout == "icbc"
    assert len(found.lines) == 11
    assert sum(line.amount_fen > 0 for line in found.lines) == 5
    assert found.totals == (284_174, 424_108)
    assert found.refused == ()


@real
@pytest.mark.req("R177")
@pytest.mark.parametrize(
    ("name", "layout", "lines", "totals"),
    [
        ("cmb.csv", "cmb", 5, (123_400, 201_314)),
        ("ccb.xls", "ccb", 6, (0, 70_326)),
        ("wechat.csv", "wechat", 16, (2_849, 290_453)),
        ("camt053.xml", "camt053", 4, (140_531, 141_830)),
        ("checking.ofx", "ofx", 3, (1, 5_951)),
        ("bank_small.ofx", "ofx", 0, (0, 0)),
        ("mBank__mt940.sta", "mt940", 3, (3, 0)),
        ("jejik__abnamro.sta", "mt940", 10, (0, 34_593)),
    ],
)
def test_files_of_real_banks_tie(name: str, layout: str, lines: int, totals: tuple[int, int]) -> None:
    found = read_statement(DATA / name)
    assert (found.layout, len(found.lines), found.totals) == (layout, lines, totals)
    assert found.refused == ()


ABC = """交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日志号,交易渠道,交易附言
20261102,093001,转账,+1234.50,5000.00,三川实业有限公司,100200300,网银,HT-1 服务费
20261103,101500,转支,-200.00,4800.00,李四
"""
BOC = """杭州分行 账户明细
记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行,借记卡号
2026-11-02,09:30:01,人民币,"3,240.28","9,000.00",转账,网银,-----,服务费,西湖饭店,6222,中国银行,-----
2026-11-03,10:30:01,人民币,"-40.00","8,960.00",转账,网银,-----,-----,-----,-----,-----,-----
"""
BOCOM = """序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要
1,2026-11-02,09:30,转账,贷 Cr,800.00,1000.00,6222,钱江商贸,杭州,货款
2,2026-11-02,09:31,转账,借 Dr,100.00,900.00,6223,电力公司,杭州,电费
"""
SPDB = """浦发银行对账单
顺序号,交易日期,交易类型,存入金额,取出金额,余额,交易对手名称,交易对手账号,附言
1,20261102,转账,500.00,,1500.00,三川实业,6222,服务费
2,20261103,手续费,,5.00,1495.00,,,
"""
CITIC = """交易日期,收入金额,支出金额,账户余额,对方户名,对方账号,摘要
2026-11-02,"1,000.00",,3000.00,三川实业,6222,服务费
"""
ALIPAY = """------------------------支付宝交易明细------------------------
交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注
2026-11-02 09:30:00,转账,三川,服务费,收入,300.00,余额,交易成功,2026110200001,,
2026-11-02 10:00:00,消费,某店,午餐,支出,20.00,余额,交易关闭,2026110200002,,
2026-11-02 11:00:00,理财,余额宝,转入,不计收支,99.00,余额,交易成功,2026110200003,,
"""
CORPORATE = """交易日期,摘要,对方户名,对方账号,借方发生额,贷方发生额,余额,用途,流水号
2026-11-02,网银转账,三川实业,6222,,"12,400.00",20000.00,服务费,LS001
2026-11-03,手续费,,,10.00,0.00,19990.00,,LS002
合计,,,,10.00,"12,400.00",,,
"""
KINGDEE = """日期,摘要,借方金额,贷方金额
2026-11-02,收服务费,,900.00
2026-11-03,付电费,90.00,
"""


@pytest.mark.req("R177")
@pytest.mark.parametrize(
    ("text", "layout", "amounts"),
    [
        (ABC, "abc", [123_450, -20_000]),
        (BOC, "boc", [324_028, -4_000]),
        (BOCOM, "bocom", [80_000, -10_000]),
        (SPDB, "spdb", [50_000, -500]),
        (CITIC, "citic", [100_000]),
        (ALIPAY, "alipay", [30_000]),
        (CORPORATE, "corporate", [1_240_000, -1_000]),
        (KINGDEE, "kingdee", [90_000, -9_000]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_every_layout_gives_its_signed_amounts(
    tmp_path: Path, text: str, layout: str, amounts: list[int], encoding: str
) -> None:
    found = csv(tmp_path, text, encoding)
    assert found.layout == layout
    assert [line.amount_fen for line in found.lines] == amounts
    assert found.refused == ()


@pytest.mark.req("R177")
def test_the_credit_side_of_a_bank_is_money_received(tmp_path: Path) -> None:
    (line, _fee) = csv(tmp_path, CORPORATE).lines
    assert (line.amount_fen, line.payer, line.reference) == (1_240_000, "三川实业", "LS001")


@pytest.mark.req("R177")
def test_a_totals_row_is_passed_over_and_counted(tmp_path: Path) -> None:
    assert csv(tmp_path, CORPORATE).passed == 1


@pytest.mark.req("R177")
def test_a_closed_payment_and_own_money_moved_about_are_no_receipts(tmp_path: Path) -> None:
    found = csv(tmp_path, ALIPAY)
    assert (len(found.lines), found.passed) == (1, 2)


def test_a_row_without_an_amount_is_told_and_not_dropped(tmp_path: Path) -> None:
    found = csv(tmp_path, CORPORATE.replace('"12,400.00",20000.00', "abc,20000.00"))
    assert [one.row for one in found.refused] == [2]
    assert len(found.lines) == 1


def test_dates_of_eight_digits_and_the_time_beside_them_are_read(tmp_path: Path) -> None:
    line = csv(tmp_path, ABC).lines[0]
    assert (line.on, line.text) == (date(2026, 11, 2), "转账 · HT-1 服务费")


def test_a_table_that_is_no_statement_is_refused_with_a_way_forward(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        csv(tmp_path, "客户,电话\n三川,139\n西湖,138\n")
    assert "statement" in refused.value.message.template


def test_a_workbook_with_banner_lines_reads_like_its_csv(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["账户明细"], ["账号", "6222"], *(line.split(",") for line in KINGDEE.splitlines())):
        sheet.append(row)
    book.save(tmp_path / "s.xlsx")
    assert [line.amount_fen for line in read_statement(tmp_path / "s.xlsx").lines] == [90_000, -9_000]


@pytest.mark.fault(64)
def test_an_xml_bomb_is_refused(tmp_path: Path) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>&b;</BkToCstmrStmt>'
        "</Document>"
    )
    (tmp_path / "bomb.xml").write_text(bomb)
    with pytest.raises(ImportRefused):
        read_statement(tmp_path / "bomb.xml")


def test_half_a_file_between_banks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "half.xml").write_text('<Document xmlns="urn:camt.053"><BkToCstmrStmt><Ntry>')
    with pytest.raises(ImportRefused) as refused:
        read_statement(tmp_path / "half.xml")
    assert refused.value.message.params["name"] == "half.xml"


def test_equal_lines_of_one_file_have_names_of_their_own(tmp_path: Path) -> None:
    twice = KINGDEE + "2026-11-02,收服务费,,900.00\n"
    names = fingerprints(list(csv(tmp_path, twice).lines))
    assert len(set(names)) == 3


def test_a_line_has_the_same_name_in_a_longer_file(tmp_path: Path) -> None:
    short = fingerprints(list(csv(tmp_path, CORPORATE).lines))
    more = CORPORATE.replace("合计", "2026-11-04,网银转账,西湖饭店,6223,,50.00,20040.00,,LS003\n合计")
    assert set(short) <= set(fingerprints(list(csv(tmp_path, more).lines)))
