"""The words that people write in a sheet: for members of enumerations, currencies and durations."""

from __future__ import annotations

import re
from enum import StrEnum

from branchdesk.domain.complaints import Channel, ComplaintCategory, Responsibility, Severity
from branchdesk.domain.customers import (
    ContactRole,
    ContractStatus,
    CustomerKind,
    CustomerStatus,
    HolidayPolicy,
)
from branchdesk.domain.receivables import PaymentMethod
from branchdesk.domain.visits import VisitKind, VisitStatus

WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    CustomerKind: {
        CustomerKind.SINGLE: "单店 独立客户 单体 普通 单独客户 企业 公司",
        CustomerKind.GROUP: "集团 总部 集团客户 连锁总部 head-office chain",
        CustomerKind.OUTLET: "门店 分店 集团门店 下属门店 分公司 branch store",
        CustomerKind.ONE_OFF: "一次性 零星客户 散客 单次 once",
    },
    CustomerStatus: {
        CustomerStatus.PROSPECT: "潜在 意向 潜在客户 意向客户 lead",
        CustomerStatus.ACTIVE: "合作中 正常 有效 在用 启用 服务中 合作 open",
        CustomerStatus.PAUSED: "暂停 暂停服务 停用",
        CustomerStatus.LOST: "流失 已流失 终止 已终止 解约",
        CustomerStatus.ARCHIVED: "归档 已归档 存档",
    },
    ContactRole: {
        ContactRole.SERVICE: "服务 服务对接 现场",
        ContactRole.COMPLAINT: "投诉 客诉",
        ContactRole.INVOICE: "发票 开票 收票",
        ContactRole.PAYER: "付款 财务 结算 payment finance",
        ContactRole.SIGNER: "签收 签字 签约 sign",
        ContactRole.MEETING: "会议 拜访 洽谈",
        ContactRole.MANAGER: "负责人 经理 店长 主管",
        ContactRole.MAINTENANCE: "维修 工程 保养",
    },
    ContractStatus: {
        ContractStatus.DRAFT: "草案 未签 待签 draft",
        ContractStatus.ACTIVE: "有效 执行中 履行中 合作中 active",
        ContractStatus.PAUSED: "暂停 停用 paused",
        ContractStatus.ENDED: "终止 到期 已终止 已到期 结束 expired",
    },
    HolidayPolicy: {
        HolidayPolicy.BEFORE: "提前 before",
        HolidayPolicy.AFTER: "顺延 推后 after",
        HolidayPolicy.NEAREST: "就近 nearest",
        HolidayPolicy.KEEP: "不变 照常 keep",
    },
    VisitKind: {
        VisitKind.ROUTINE: "例行 常规 定期 例行服务 常规服务 regular",
        VisitKind.FIRST: "首次 首次服务 初次",
        VisitKind.FOLLOW_UP: "回访 跟进 复查 跟进服务 follow-up",
        VisitKind.EXTRA: "加做 额外 追加 增补 临时 加急",
        VisitKind.ONE_OFF: "一次性 单次 单次服务 one-off once",
        VisitKind.COLLECTION: "登门拜访 上门收款 登门催款 collection",
    },
    VisitStatus: {
        VisitStatus.PLANNED: "计划 已计划 待服务 未完成 已预约 预约 open",
        VisitStatus.DONE: "完成 已完成 已服务 completed complete",
        VisitStatus.MISSED: "未做 漏做 错过 未到 爽约",
        VisitStatus.CANCELLED: "取消 已取消 canceled",
    },
    Channel: {
        Channel.PHONE: "电话 来电 热线 call",
        Channel.MESSAGE: "微信 短信 消息 留言 wechat sms",
        Channel.EMAIL: "邮件 电子邮件 邮箱 mail",
        Channel.LETTER: "信函 来信 书面 信件",
        Channel.IN_PERSON: "当面 现场 上门 来访",
        Channel.HEAD_OFFICE: "总部 总公司 总部转来",
        Channel.OTHER: "其他 其它",
    },
    ComplaintCategory: {
        ComplaintCategory.PESTS_BACK: "虫害复发 虫害 复发 有虫 pests",
        ComplaintCategory.PUNCTUALITY: "准时 不准时 迟到 时间 late",
        ComplaintCategory.CONDUCT: "服务态度 态度 行为",
        ComplaintCategory.REPORT: "报告 服务报告 记录",
        ComplaintCategory.SAFETY: "安全 药剂安全 药品",
        ComplaintCategory.BILLING: "账单 发票 费用 收费 invoice",
        ComplaintCategory.COMMUNICATION: "沟通 联系",
        ComplaintCategory.OTHER: "其他 其它",
    },
    Severity: {
        Severity.MINOR: "轻微 轻 低 low",
        Severity.NORMAL: "一般 普通 中 medium",
        Severity.SERIOUS: "严重 高 high major",
        Severity.CRITICAL: "特别严重 重大 紧急 危急 urgent",
    },
    Responsibility: {
        Responsibility.UNFOUNDED: "不成立 无责任 无",
        Responsibility.CUSTOMER: "客户 客户责任 对方",
        Responsibility.BOTH: "双方 双方责任 共同",
        Responsibility.OURS: "我方 我方责任 公司 我司 us",
    },
    PaymentMethod: {
        PaymentMethod.TRANSFER: "转账 银行转账 对公转账 汇款 电汇 银行 bank wire",
        PaymentMethod.CASH: "现金",
        PaymentMethod.WECHAT: "微信 微信支付",
        PaymentMethod.ALIPAY: "支付宝",
        PaymentMethod.CHEQUE: "支票 check",
        PaymentMethod.OTHER: "其他 其它",
    },
}

CURRENCIES = {
    **dict.fromkeys(("人民币", "rmb", "元", "¥", "cny"), "CNY"),
    **dict.fromkeys(("美元", "$", "usd"), "USD"),
}
HOURS = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?:个?小时|h|hours?)")
MINUTES = re.compile(r"([0-9]+)(?:分钟?|min|minutes?)?")
