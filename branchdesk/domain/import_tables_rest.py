"""The fields of the customer file that few sheets have: our own lists come back with all of them."""

from __future__ import annotations

from branchdesk.domain.customers import ContractStatus, HolidayPolicy
from branchdesk.domain.import_fields import How, ImportField

_F = ImportField

CUSTOMER_REST = (
    _F(key="price_free", zh="单据不显示价格", en="Papers without prices", how=How.FLAG,
       attribute="price_free", example="否"),
    _F(key="credit_limit", zh="信用额度", en="Credit limit", how=How.MONEY, attribute="credit_limit_fen",
       example="50000.00"),
    _F(key="lost_on", zh="流失日期", en="Lost on", how=How.DATE, attribute="lost_on"),
    _F(key="lost_reason", zh="流失原因", en="Why lost", how=How.LONG_TEXT, attribute="lost_reason"),
)  # fmt: skip

SITE_REST = (
    _F(key="note", zh="备注", en="Note", how=How.LONG_TEXT, attribute="note", also=("notes", "remarks")),
    _F(key="active", zh="是否服务", en="Served", how=How.FLAG, attribute="active", example="是"),
)  # fmt: skip

CONTACT_REST = (
    _F(key="birthday_lunar", zh="农历生日", en="Lunar birthday", how=How.FLAG, attribute="birthday_lunar",
       example="否"),
    _F(key="expects", zh="期望", en="Expects", how=How.LONG_TEXT,
       attribute="expects", example="先打电话再进厂"),
    _F(key="note", zh="备注", en="Note", how=How.LONG_TEXT, attribute="note", also=("notes", "remarks")),
)  # fmt: skip

CONTRACT_REST = (
    _F(key="status", zh="合同状态", en="Contract status", how=How.WORD, words=ContractStatus,
       attribute="status", example="生效"),
    _F(key="technician", zh="技术员", en="Technician", example="陈伟", also=("服务人员", "技师")),
    _F(key="holiday_policy", zh="节假日安排", en="On days off", how=How.WORD, words=HolidayPolicy,
       attribute="holiday_policy"),
    _F(key="may_leave_month", zh="可跨月", en="May leave the month", how=How.FLAG,
       attribute="may_leave_month", example="否"),
    _F(key="minutes_preparation", zh="准备时长", en="Minutes to prepare", how=How.MINUTES,
       attribute="minutes_preparation", example="30"),
    _F(key="minutes_cleaning", zh="清洁时长", en="Minutes to clean", how=How.MINUTES,
       attribute="minutes_cleaning", example="30"),
    _F(key="minutes_after", zh="善后时长", en="Minutes afterwards", how=How.MINUTES,
       attribute="minutes_after", example="15"),
    _F(key="scope", zh="服务范围", en="Scope", how=How.LONG_TEXT, attribute="scope"),
    _F(key="agreed_by", zh="签约人", en="Agreed by", attribute="agreed_by"),
    _F(key="agreed_on", zh="签约日期", en="Agreed on", how=How.DATE, attribute="agreed_on",
       also=("签订日期", "签署日期")),
    _F(key="explained_to", zh="账期讲解对象", en="Explained to", attribute="explained_to"),
    _F(key="explained_on", zh="账期讲解日期", en="Explained on", how=How.DATE, attribute="explained_on"),
    _F(key="sales", zh="销售", en="Sales", attribute="sales", also=("销售员", "业务员", "sales rep")),
    _F(key="note", zh="备注", en="Note", how=How.LONG_TEXT, attribute="note", also=("notes", "remarks")),
)  # fmt: skip
