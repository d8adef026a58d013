"""Approved answers to frequent questions in the sample branch (R167)."""

from __future__ import annotations

import re
from datetime import timedelta

from branchdesk.demo.story import Story, Write
from branchdesk.domain.employees import EmployeeRole
from branchdesk.domain.wording import ApprovedAnswer
from branchdesk.storage.unit_of_work import UnitOfWork

_FAQ: dict[str, tuple[tuple[str, str], ...]] = {
    "zh_CN": (
        (
            "使用的药剂对人安全吗？",
            "我们使用有登记证的卫生用药，按标签剂量施用。施药后请通风 2 小时，期间人员和宠物暂离。",
        ),
        ("多久能见效？", "胶饵一般 3 到 7 天开始见效，鼠类防制需要 2 到 4 周，期间请保持诱饵不被移动。"),
        (
            "为什么做完反而看到更多蟑螂？",
            "药剂会把藏匿的蟑螂驱赶出来，前 7 天看到增多属正常过程，之后会明显减少。",
        ),
        ("服务前需要准备什么？", "请收好食品和餐具，移开贴墙物品 30 厘米，并安排一位同事开门和签字。"),
        ("晚上能做吗？", "可以，我们有夜间服务时段，22:00 以后请提前一天安排门禁。"),
        ("可以只做一次吗？", "可以做单次服务。单次不含回访，长期效果建议按月服务。"),
        ("费用怎么算？", "按面积、虫种和次数计算，现场看过后给出书面报价，合同期内不变。"),
        ("什么时候开发票？", "每月服务报告签收后开票，专用发票 3 个工作日内寄出。"),
        ("技术员换人了怎么办？", "换人前会通知您，新技术员第一次由区域主管陪同交接。"),
        ("服务时间能改吗？", "能。请提前 1 个工作日告诉我们，当月内可改一次，不另收费。"),
        ("服务后又出现虫害怎么办？", "合同期内免费加做，接到电话后 24 小时内给出时间，报告同样留一份给您。"),
        ("老人、孕妇、宠物要回避吗？", "喷洒区域建议回避 4 小时；胶饵和捕捉类措施不需要回避。"),
        ("鱼缸和宠物怎么保护？", "鱼缸请加盖并关闭气泵 4 小时，宠物离开处理区域，通风后返回。"),
        ("你们有资质吗？", "有。营业执照、有害生物防制服务资质和员工上岗证可随时提供复印件。"),
        ("药剂的资料可以给我们吗？", "可以。每种药剂都有登记证、标签和安全数据说明书，随服务记录本存放。"),
        (
            "客户自己要做些什么？",
            "每日清走垃圾，食品离地离墙存放，门缝和管道孔洞及时封堵，我们会在报告里写明位置。",
        ),
        (
            "为什么要堵洞和改善卫生？",
            "药剂只能控制已有的害虫，孔洞和残渣不处理，新的会不断进来。我们会标出位置并一起跟进。",
        ),
        ("对服务不满意找谁？", "请拨打本公司客服电话，10 分钟内有人回复，1 小时内给出处理安排。"),
    ),
    "en": (
        (
            "Are the products safe for people?",
            "They are registered and used as labelled. Please air for 2 hours.",
        ),
        ("When does it work?", "Gel bait works within 3 to 7 days, rodent control takes 2 to 4 weeks."),
        (
            "Why do we see more cockroaches now?",
            "They leave their hiding places. After 7 days there are far fewer.",
        ),
        (
            "What must we prepare?",
            "Put away food, move things 30 cm from the walls, and name somebody who opens.",
        ),
        ("Can you come at night?", "Yes. For times after 22:00 please arrange the access one day before."),
        (
            "Can we have it only once?",
            "Yes, a single service without follow-up; monthly service lasts longer.",
        ),
        (
            "How is the price made?",
            "By area, pest and frequency, in writing after a visit; fixed for the contract.",
        ),
        ("When do we get the invoice?", "After the report of the month is signed, within 3 working days."),
        (
            "What if the technician changes?",
            "We tell you before, and the supervisor comes along the first time.",
        ),
        ("Can a visit be moved?", "Yes, tell us 1 working day before; once a month it is free of charge."),
        (
            "What if the pests come back?",
            "During the contract we come again free of charge, with a date within 24 h.",
        ),
        ("Must people leave?", "Sprayed rooms for 4 hours; for gel and traps nobody has to leave."),
        (
            "What about fish and pets?",
            "Cover the tank and stop the pump for 4 hours; pets stay out of the rooms.",
        ),
        ("Are you licensed?", "Yes. We send copies of licence, qualification and staff certificates."),
        (
            "May we have the data sheets?",
            "Yes. Registration, label and safety data sheet lie in the logbook.",
        ),
        (
            "What is our part?",
            "Take out waste daily, store food off the floor, close gaps that the report names.",
        ),
        (
            "Why close gaps at all?",
            "Products control the pests that are there; through gaps new ones come in.",
        ),
        (
            "Whom do we call when unhappy?",
            "Our desk. Somebody answers within 10 minutes, with a plan within 1 hour.",
        ),
    ),
}
_OFTEN = {11: 2, 17: 3}
"""The answers that were approved more than once, with the number of their editions."""
_NEWEST = 17
_NEWEST_DAYS_BACK = 23
_BETWEEN = 90
_SENTENCE_END = re.compile(r"(?<=。)|(?<=\. )")


def answer_questions(story: Story) -> None:
    """Queue the approvals: most answers once, a few again after experience."""
    boss = next(name for name, role in story.pool.names.staff if role is EmployeeRole.SUPERVISOR)
    for number, (question, answer) in enumerate(_FAQ[story.words.language], start=1):
        editions = _OFTEN.get(number, 1)
        newest = _NEWEST_DAYS_BACK + 7 * abs(_NEWEST - number)
        for edition in range(1, editions + 1):
            day = story.today - timedelta(days=newest + (editions - edition) * _BETWEEN)
            one = ApprovedAnswer(
                number=number,
                edition=edition,
                approved_on=day,
                approved_by=boss,
                question=question,
                answer=answer if edition == editions else _beginning(answer),
            )
            story.at(story.moment(day, "16:30"), "approve_answer", _approval(one))


def _beginning(answer: str) -> str:
    """Return what an answer said before it was made complete: its first sentence."""
    return _SENTENCE_END.split(answer)[0].strip()


def _approval(one: ApprovedAnswer) -> Write:
    def write(work: UnitOfWork) -> None:
        work.insert(one)

    return write
