"""The fields of every list that can be brought in, with the headings of other people's sheets."""

from __future__ import annotations

from branchdesk.domain.customers import ContactRole, CustomerKind, CustomerStatus
from branchdesk.domain.import_fields import How, ImportField, ImportKind
from branchdesk.domain.import_tables_money import INVOICES, PAYMENTS
from branchdesk.domain.import_tables_rest import CONTACT_REST, CONTRACT_REST, CUSTOMER_REST, SITE_REST
from branchdesk.domain.import_tables_service import COMPLAINTS, CONTRACTS, VISITS

_F = ImportField

CUSTOMERS = (
    _F(key="name", zh="客户名称", en="Name", attribute="name", required=True, example="苏州华联超市",
       also=("客户", "单位名称", "客户全称", "公司名称", "企业名称", "客户单位", "名称", "全称",
             "单位", "客户姓名", "customer name", "customer", "name_customer", "company",
             "company name", "client", "account name")),
    _F(key="code", zh="客户编码", en="Code", how=How.CODE, attribute="code", example="示例-1",
       also=("客户编号", "客户代码", "客商编码", "编码", "编号", "代码", "K3代码", "customer code",
             "cust_number", "customer number", "customer no", "customer id", "account number")),
    _F(key="short_name", zh="简称", en="Short name", attribute="short_name", example="华联",
       also=("客户简称", "公司简称", "abbreviation")),
    _F(key="kind", zh="客户类型", en="Kind", how=How.WORD, words=CustomerKind, attribute="kind",
       example="单店",
       also=("类型", "客户类别", "customer kind", "customer type", "type")),
    _F(key="group", zh="所属集团", en="Group", example="",
       also=("集团", "总部", "集团/总部", "上级单位", "上级客户", "parent", "head office",
             "group name")),
    _F(key="grade", zh="等级", en="Grade", attribute="grade", example="A",
       also=("客户等级", "级别", "客户级别", "class", "rating")),
    _F(key="industry", zh="行业", en="Industry", attribute="industry", example="超市",
       also=("所属行业", "行业/职业", "业态", "sector")),
    _F(key="status", zh="客户状态", en="Status", how=How.WORD, words=CustomerStatus, attribute="status",
       example="合作中",
       also=("状态", "customer status")),
    _F(key="tax_id", zh="税号", en="Tax ID", how=How.CODE, attribute="tax_id",
       also=("统一社会信用代码", "纳税人识别号", "信用代码", "tax number", "tax no", "vat number")),
    _F(key="invoice_title", zh="开票名称", en="Invoice title", attribute="invoice_title",
       also=("发票抬头", "开票抬头", "开票单位", "抬头")),
    _F(key="bank_account", zh="银行账号", en="Bank account", how=How.CODE, attribute="bank_account",
       also=("开户行账号", "账号", "开户行及账号", "银行账户", "iban")),
    _F(key="address", zh="地址", en="Address", how=How.LONG_TEXT, attribute="address",
       example="人民路88号",
       also=("客户地址", "公司地址", "通讯地址", "联系地址", "详细地址", "单位地址")),
    _F(key="phone", zh="电话", en="Phone", how=How.PHONE, attribute="phone", example="0512-65881234",
       also=("联系电话", "客户电话", "公司电话", "座机", "固定电话", "办公电话", "电话号码", "tel",
             "telephone", "phone number")),
    _F(key="email", zh="邮箱", en="Email", attribute="email",
       also=("电子邮箱", "电子邮件", "邮件", "e-mail", "mail", "email address")),
    _F(key="terms", zh="付款条件", en="Payment terms", how=How.TERMS, attribute="terms",
       example="发票签收后15个工作日内",
       also=("账期", "结算方式", "付款方式", "付款期限", "信用期", "terms")),
    _F(key="head_office_pays", zh="总部付款", en="Head office pays", how=How.FLAG,
       attribute="head_office_pays", example="否",
       also=("总部统一付款", "集团付款", "总部结算")),
    _F(key="authorised_signers", zh="授权签收人", en="Authorised signers", attribute="authorised_signers",
       also=("签收人", "发票签收人", "authorized signers")),
    _F(key="note", zh="备注", en="Note", how=How.LONG_TEXT, attribute="note",
       also=("说明", "特别注意", "备注说明", "notes", "remark", "remarks", "comment")),
    _F(key="birthday", zh="生日", en="Birthday", how=How.DATE, attribute="birthday",
       also=("出生日期", "客户生日", "date of birth")),
    _F(key="referred_by", zh="推荐人", en="Referred by", attribute="referred_by",
       also=("介绍人", "来源", "来源渠道", "referrer", "referral")),
    _F(key="since", zh="合作起始日", en="Customer since", how=How.DATE, attribute="since",
       also=("合作日期", "合作开始", "合作时间", "建档日期", "初次日期", "首次合作日期", "since")),
    _F(key="contact_name", zh="联系人", en="Contact", example="王芳",
       also=("联系人姓名", "主要联系人", "负责人", "contact person", "contact name")),
    _F(key="contact_title", zh="职务", en="Contact title", example="店长",
       also=("联系人职务", "职位", "job title", "position", "title")),
    _F(key="contact_mobile", zh="手机", en="Contact mobile", how=How.PHONE, example="13800001234",
       also=("手机号", "手机号码", "联系人手机", "移动电话", "联系手机", "mobile", "mobile phone",
             "cell phone")),
)  # fmt: skip

_CUSTOMER = ImportField(
    key="customer", zh="客户名称", en="Customer", required=True, example="苏州华联超市",
    also=("客户", "单位名称", "客户全称", "公司名称", "所属客户", "客户单位", "购方名称",
          "name_customer", "customer name", "company", "client", "客户编码", "客户编号", "客户代码",
          "customer code", "cust_number", "customer number"),
)  # fmt: skip

SITES = (
    _CUSTOMER,
    _F(key="name", zh="服务点", en="Site", attribute="name", required=True, example="一号店",
       also=("服务点名称", "门店", "门店名称", "站点", "地点", "名称", "场所", "site name", "name",
             "store", "location")),
    _F(key="address", zh="地址", en="Address", how=How.LONG_TEXT, attribute="address",
       example="人民路88号",
       also=("服务地址", "门店地址", "详细地址", "site address")),
    _F(key="access", zh="进场方式", en="Access", how=How.LONG_TEXT, attribute="access",
       example="后门, 找保安拿钥匙",
       also=("进入方式", "进场要求", "入场", "门禁")),
    _F(key="sensitive_places", zh="敏感区域", en="Sensitive places", how=How.LONG_TEXT,
       attribute="sensitive_places", example="婴儿食品货架",
       also=("敏感位置", "特别注意", "注意事项")),
    _F(key="prep_items", zh="客户准备事项", en="Preparation", how=How.LONG_TEXT, attribute="prep_items",
       also=("准备事项", "服务前准备", "prep items")),
    _F(key="technician", zh="技术员", en="Technician", example="陈伟",
       also=("服务人员", "服务技师", "技师", "负责技术员", "employee")),
    _F(key="logbook_place", zh="服务手册位置", en="Logbook place", attribute="logbook_place",
       also=("服务记录本位置", "记录本位置", "资料夹位置", "logbook")),
)  # fmt: skip

CONTACTS = (
    _CUSTOMER,
    _F(key="name", zh="姓名", en="Contact name", attribute="name", required=True, example="王芳",
       also=("联系人", "联系人姓名", "contact", "name", "contact person")),
    _F(key="site", zh="服务点", en="Site",
       also=("门店", "门店名称", "站点", "store", "site name")),
    _F(key="title", zh="职务", en="Title", attribute="title", example="店长",
       also=("职位", "岗位", "position", "job title")),
    _F(key="roles", zh="负责事项", en="Roles", how=How.WORDS, words=ContactRole, attribute="roles",
       example="服务、发票",
       also=("角色", "职责", "负责", "role")),
    _F(key="phone", zh="电话", en="Phone", how=How.PHONE, attribute="phone",
       also=("联系电话", "座机", "固定电话", "办公电话", "tel", "telephone")),
    _F(key="mobile", zh="手机", en="Mobile", how=How.PHONE, attribute="mobile", example="13800001234",
       also=("手机号", "手机号码", "移动电话", "mobile phone", "cell phone")),
    _F(key="email", zh="邮箱", en="Email", attribute="email",
       also=("电子邮箱", "电子邮件", "e-mail", "mail")),
    _F(key="wechat", zh="微信", en="WeChat", attribute="wechat",
       also=("微信号", "wechat id")),
    _F(key="birthday", zh="生日", en="Birthday", how=How.DATE, attribute="birthday",
       also=("出生日期",)),
    _F(key="call_hours", zh="方便联系时间", en="Call hours", attribute="call_hours",
       also=("联系时间", "通话时间")),
    _F(key="from", zh="任职起", en="From", how=How.DATE, attribute="from_on",
       also=("开始日期", "起始日期", "到任日期")),
    _F(key="to", zh="任职止", en="To", how=How.DATE, attribute="to_on",
       also=("结束日期", "离职日期", "离任日期")),
)  # fmt: skip

WORKDAYS = (
    _F(key="date", zh="日期", en="Date", how=How.DATE, attribute="day", required=True,
       example="2026-10-01",
       also=("day",)),
    _F(key="working", zh="上班", en="Working", how=How.FLAG, attribute="working", required=True,
       example="否",
       also=("是否上班", "工作日", "是否工作日", "working day", "isworkingday")),
    _F(key="name", zh="名称", en="Name", attribute="name", example="国庆节",
       also=("节日", "说明", "备注", "holiday", "note")),
)  # fmt: skip

_TABLES = {
    ImportKind.CUSTOMERS: (*CUSTOMERS, *CUSTOMER_REST),
    ImportKind.SITES: (*SITES, *SITE_REST),
    ImportKind.CONTACTS: (*CONTACTS, *CONTACT_REST),
    ImportKind.CONTRACTS: (_CUSTOMER, *CONTRACTS, *CONTRACT_REST),
    ImportKind.VISITS: VISITS,
    ImportKind.COMPLAINTS: COMPLAINTS,
    ImportKind.INVOICES: INVOICES,
    ImportKind.PAYMENTS: PAYMENTS,
    ImportKind.WORKDAYS: WORKDAYS,
}


def fields_of(kind: ImportKind) -> tuple[ImportField, ...]:
    """Return the fields of a list, in the order of the import template."""
    return _TABLES[kind]
