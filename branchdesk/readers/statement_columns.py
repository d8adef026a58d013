"""How the banks head their columns, and by which headings one knows whose statement it is."""

from __future__ import annotations

from dataclasses import dataclass

from branchdesk.domain.textfold import heading_key

# By field, the best heading first: where a file has several, the first one counts.
HEADINGS: dict[str, tuple[str, ...]] = {
    "on": (
        "交易日期", "交易日", "记账日期", "记账日", "入账日期", "日期", "交易时间", "交易创建时间",
        "付款时间", "date",
    ),
    "at": ("交易时间", "记账时间", "时间", "time"),
    "income": (
        "记账金额(收入)", "收入金额", "收入", "存入金额", "贷方发生额", "贷方金额", "贷方", "转入金额",
        "交易金额(收入)", "credit",
    ),
    "expense": (
        "记账金额(支出)", "支出金额", "支出", "取出金额", "借方发生额", "借方金额", "借方", "转出金额",
        "交易金额(支出)", "debit",
    ),
    "amount": ("交易金额", "发生额", "金额", "金额(元)", "amount"),
    "direction": ("借贷标志", "借贷方向", "借贷", "收/支", "收支", "direction"),
    "balance": ("余额", "账户余额", "本次余额", "联机余额", "当前余额", "balance"),
    "payer": (
        "对方户名", "对方名称", "对方账户名", "对方账户名称", "对方单位名称", "对方单位", "交易对手名称",
        "对手信息", "交易对方", "付款人", "付款方", "payer", "counterparty",
    ),
    "account": ("对方账号", "对方账户", "对方卡号/账号", "交易对手账号", "对手账号", "付款账号", "account"),
    "reference": (
        "交易流水号", "流水号", "交易单号", "交易订单号", "日志号", "核心流水号", "凭证号码", "凭证号",
        "reference",
    ),
    "status": ("当前状态", "交易状态", "状态"),
}  # fmt: skip

TEXTS = (
    "摘要", "交易摘要", "客户摘要", "交易名称", "交易类型", "交易分类", "用途", "用途/附言", "附言",
    "交易附言", "商品", "商品说明", "备注", "说明", "交易地点", "交易场所", "description", "memo",
)  # fmt: skip
"""Everything that says what a transaction is about; the texts stand behind each other."""

INCOME_WORDS = frozenset({"收入", "贷", "贷方", "贷cr", "cr", "c", "credit", "转入", "收"})
EXPENSE_WORDS = frozenset({"支出", "借", "借方", "借dr", "dr", "d", "debit", "转出", "支"})
FAILED_WORDS = ("关闭", "失败", "已全额退款", "已退款", "对方已退还", "撤销", "冲正")
"""In the status of a payment that did not happen, or was taken back."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A bank's own export, known by headings that only it has together."""

    key: str
    name: str
    marks: tuple[str, ...]


LAYOUTS = (
    Layout("icbc", "工商银行", ("交易场所", "记账金额(收入)", "记账金额(支出)")),
    Layout("ccb", "建设银行", ("记账日", "交易日期", "支出", "收入", "交易地点")),
    Layout("abc", "农业银行", ("交易金额", "本次余额", "日志号")),
    Layout("boc", "中国银行", ("记账日期", "交易名称", "对方账户名", "网点名称")),
    Layout("bocom", "交通银行", ("借贷", "交易金额", "对方户名", "交易类型")),
    Layout("cmb", "招商银行", ("记账日期", "联机余额", "对手信息")),
    Layout("spdb", "浦发银行", ("存入金额", "取出金额", "交易对手名称")),
    Layout("citic", "中信银行", ("收入金额", "支出金额", "账户余额")),
    Layout("wechat", "微信支付", ("交易对方", "收/支", "当前状态", "交易单号")),
    Layout("alipay", "支付宝", ("交易对方", "收/支", "交易状态", "交易订单号")),
    Layout("corporate", "企业网银", ("借方发生额", "贷方发生额")),
    Layout("kingdee", "金蝶对账单", ("日期", "借方金额", "贷方金额")),
)

KNOWN = tuple(dict.fromkeys([*(name for names in HEADINGS.values() for name in names), *TEXTS]))


def layout_of(headings: tuple[str, ...]) -> Layout | None:
    """Return whose statement has these headings, None for a table that no bank is known by."""
    there = {heading_key(heading) for heading in headings}
    fitting = [one for one in LAYOUTS if {heading_key(mark) for mark in one.marks} <= there]
    return max(fitting, key=lambda one: len(one.marks), default=None)


def columns_of(headings: tuple[str, ...]) -> dict[str, int]:
    """Return which column holds each field; a column serves one field only."""
    places: dict[str, int] = {}
    for at, heading in enumerate(headings):
        places.setdefault(heading_key(heading), at)
    found: dict[str, int] = {}
    for field, names in HEADINGS.items():
        wanted = [places[key] for key in map(heading_key, names) if key in places]
        free = [at for at in wanted if at not in found.values()]
        if free:
            found[field] = free[0]
    return found


def text_columns(headings: tuple[str, ...]) -> list[int]:
    """Return the columns that say what a transaction is about, in the order of the file."""
    keys = set(map(heading_key, TEXTS))
    return [at for at, heading in enumerate(headings) if heading_key(heading) in keys]
