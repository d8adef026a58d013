"""The word tables as they are shipped; every branch may change its own (decision 8)."""

from __future__ import annotations

from branchdesk.domain.wording import WordException, WordGroup, WordKind, WordRule

# Colloquial words with the professional ones (R056).
_TERMS = (
    ("苍蝇", "蝇类"),
    ("老鼠", "鼠类"),
    ("成蚊", "蚊虫"),
    ("病媒生物", "卫生害虫"),
    ("媒介生物", "卫生害虫"),
    ("滋生", "孳生"),
)
# Professional terms to be put in by click (R055).
_PALETTE = {
    WordGroup.PESTS: "蚊虫 蝇类 鼠类 蟑螂 卫生害虫 有害生物",
    WordGroup.BREEDING: "孳生 孳生物 孳生地 孳生场所 繁殖 产卵",
    WordGroup.HABITS: "栖息 停落 栖息场所 生活习性 交配 飞舞 吸血 扩散 迁移",
    WordGroup.TRACES: "鼠洞 鼠路 鼠粪 鼠尸 鼠毛 鼠足印 鼠咬痕",
    WordGroup.HARM: "传播疾病 危害健康 骚扰",
    WordGroup.CONTROL: "控制害虫密度",
}
# What may follow a number (R054): measures first, then what things are counted in.
_UNITS = {
    WordGroup.MEASURE: (
        "ml L g kg m² % 倍 毫升 升 克 千克 公斤 斤 吨 mg 毫克 平方米 平方 平米 ㎡ m2 立方米 m³ m3 米 m "
        "厘米 cm 毫米 mm 公里 km ppm mg/kg ml/m² g/m² mg/m² W V 瓦 伏 ℃ °C 度 ‰ Pa MPa 元 万元 万 小时 "
        "分钟 秒 天 日 周 个月 月 年 岁 时 点 分 h min s"
    ),
    WordGroup.COUNT: (
        "只 个 块 次 处 台 套 张 片 粒 颗 包 盒 袋 瓶 桶 罐 支 枚 条 根 把 件 批 组 项 种 类 份 页 头 "
        "具 窝 堆 滴 层 楼 间 家 名 位 人 户 栋 幢 座 扇 道 面 排 列 箱 车 辆 卷 板 圈 遍 轮 期 级 号 "
        "点位 款 步 成 楼层 街 路 室 区 口 对 双 封 分钟后 余 多 几 来 以上 以下 以内"
    ),
}
_PLAIN = (
    "正常 一切正常 全部正常 均正常 都正常 无异常 未见异常 没有异常 无 没有 没问题 无问题 良好 情况良好 "
    "还好 还行 可以 合格 完成 已完成 已处理 处理完毕 同上 如上 略 OK normal none nothing fine n/a"
)
_OPINION = (
    "我觉得 我认为 我估计 个人认为 感觉上 估计是 估计有 大概是 大概有 应该是 可能是 好像是 好像有 "
    "似乎是 说不定"
)
# Never said to a customer (R112).
_TABOO = {
    WordGroup.ADDRESS: (
        ("喂", ""),
        ("嘿", ""),
        ("哎，你", ""),
        ("你", "您"),
        ("老头", "老先生"),
        ("老太婆", "老人家"),
        ("老太太", "老人家"),
        ("胖子", ""),
        ("瘦子", ""),
        ("小子", ""),
        ("伙计", ""),
        ("那个谁", ""),
        ("乡下人", ""),
        ("你这人", ""),
        ("你们这些人", ""),
    ),
    WordGroup.COUNTER_QUESTION: (
        ("你问我，我问谁", ""),
        ("我怎么知道", ""),
        ("有什么好问的", ""),
        ("不是告诉你了吗", ""),
        ("不是跟你说了吗", ""),
        ("没看见我正忙吗", ""),
        ("急什么", ""),
        ("你着什么急", ""),
        ("你到底想怎样", ""),
        ("你听不懂吗", ""),
        ("谁让你", ""),
        ("有完没完", ""),
        ("怎么才来说", ""),
        ("你早干什么去了", ""),
        ("你不会自己看吗", ""),
    ),
    WordGroup.EVASION: (
        ("我不清楚", "我马上为您查询"),
        ("我不知道", "我马上为您查询"),
        ("我不会", ""),
        ("没有办法", ""),
        ("没办法", ""),
        ("不可能", ""),
        ("不行就是不行", ""),
        ("不关我的事", ""),
        ("不归我管", ""),
        ("这不是我们的责任", ""),
        ("领导不在", ""),
        ("负责人不在", ""),
        ("你找别人去", ""),
        ("你去找别的部门", ""),
        ("下班了", ""),
        ("明天再说", ""),
        ("公司规定就是这样", ""),
        ("这是规定", ""),
        ("等着吧", ""),
        ("又不是我弄的", ""),
    ),
    WordGroup.SCOLDING: (
        ("那你可以投诉我啊", ""),
        ("你去投诉好了", ""),
        ("随便你", ""),
        ("爱要不要", ""),
        ("神经病", ""),
        ("有病", ""),
        ("烦死了", ""),
        ("少啰嗦", ""),
        ("别啰嗦", ""),
        ("你懂什么", ""),
        ("活该", ""),
        ("讨厌", ""),
    ),
}
# What cannot be done, and what can (R114); an empty second half asks for it.
_POSITIVE = (
    ("之前来不了", "可以上门"),
    ("以前来不了", "可以上门"),
    ("才能来", "可以上门"),
    ("才能上门", "可以上门"),
    ("之前去不了", "可以上门"),
    ("之前做不完", "可以完成"),
    ("之前完不成", "可以完成"),
    ("才能做完", "可以完成"),
    ("才能回复", "可以回复您"),
    ("之前给不了答复", "可以答复您"),
    ("你必须", "请您"),
    ("您必须", "请您"),
    ("你应该", "建议您"),
    ("您应该", "建议您"),
    ("不要着急", "请您放心"),
    ("别着急", "请您放心"),
    ("你弄错了", "可能是我没有说清楚"),
    ("您弄错了", "可能是我没有说清楚"),
    ("你没听明白", "可能是我没有说清楚"),
    ("您没听明白", "可能是我没有说清楚"),
    ("你没说清楚", "我想再确认一下"),
    ("您没说清楚", "我想再确认一下"),
    ("不用谢", "不客气，很高兴为您服务"),
    ("出了问题", "需要我们改进"),
)
_REFUSAL = (
    "来不了 去不了 做不到 做不了 办不到 办不了 给不了 帮不了 解决不了 无法 不能 不可以 不行 不允许 "
    "不提供 不包括 不予 不接受 不赔 不退 拒绝 恕不 没法"
)
_ALTERNATIVE = (
    "可以 可改 改为 改在 改到 改约 替代 代替 换成 换为 另外安排 另行 另约 安排在 建议 或者 不如 我们能 "
    "我能 也能 先为您 先给您 为您安排 请您选择 两种 两个方案 方案"
)
_EXCUSE = (
    "因为…请假 由于…请假 人手不足 人手不够 人员紧张 其他部门 别的部门 因为太忙 比较忙 太忙了 忙不过来 "
    "堵车 新来的 新员工 不是我 是他们 是他的 系统问题 上级没有 总部没有 供应商 您也没有 您自己也 旺季 "
    "误会"
)
_PERSONAL = (
    "蛮不讲理 不讲理 无理取闹 胡搅蛮缠 难缠 刁钻 刁难 素质差 素质低 没素质 没教养 没文化 脑子有问题 "
    "神经病 有病 小气 抠门 贪便宜 占便宜 骗子 无赖 流氓 泼妇 疯子 傻 笨 蠢 可恶 讨厌 烦人 事多 事儿多 "
    "难伺候 挑刺 找茬 态度恶劣 态度很差 脾气坏 不可理喻 莫名其妙 死缠烂打 敲诈 讹人"
)

_DOUBLES = (
    "天天 人人 年年 月月 日日 时时 处处 事事 家家 户户 个个 件件 条条 次次 样样 种种 层层 步步 声声 "
    "句句 字字 代代 行行 门门 间间 张张 块块 片片 点点 滴滴 星星 妈妈 爸爸 爷爷 奶奶 哥哥 姐姐 弟弟 "
    "妹妹 叔叔 伯伯 婶婶 舅舅 姑姑 姨姨 公公 婆婆 太太 宝宝 娃娃 乖乖 常常 往往 渐渐 慢慢 刚刚 仅仅 "
    "稍稍 略略 微微 偏偏 悄悄 默默 轻轻 重重 紧紧 牢牢 死死 深深 远远 高高 好好 早早 久久 满满 空空 "
    "细细 薄薄 厚厚 长长 短短 小小 大大 多多 少少 白白 黑黑 红红 统统 通通 频频 屡屡 匆匆 纷纷 明明 "
    "恰恰 断断 万万 谢谢 看看 试试 等等 说说 听听 想想 问问 走走 谈谈 聊聊 讲讲 查查 找找 转转 坐坐 "
    "歇歇 瞧瞧 擦擦 扫扫 洗洗 动动 拜拜 嗡嗡 沙沙 蝈蝈 蛐蛐 猩猩 狒狒 头头 罐罐 本本 框框 条条 一一 "
    "侃侃 陆陆 源源 斤斤 津津 区区 区区 历历 比比 循循 芳芳 莉莉 丽丽 婷婷 娜娜 菲菲 佳佳 圆圆 倩倩 "
    "思思 洋洋 亮亮 强强 冰冰 晶晶 萍萍 玲玲 燕燕 欢欢 乐乐 亲亲 湿漉漉 黑乎乎 油乎乎 脏兮兮 空荡荡 "
    "轰隆隆 赤裸裸 立法法 息息 斑斑 惶惶 沉沉 岌岌 格格 足足 独独 救救 吱吱 轰轰 仆仆 慌慌 勃勃 睁睁 "
    "糟糟 漆漆 凿凿 官官相护 自欺欺人 钉钉 哒哒 散散步 不了了之 而再再而三 青青 迟迟 帮帮 求求 管管 "
    "遥遥 累累 整整 漫漫 夜夜 偷偷 阵阵 滚滚 可可 楚楚 茜茜 盼盼 忍忍 隐隐 缓缓 徐徐 苦苦 活活 牢牢 "
    "连连 急急 狠狠 恶狠狠 痒痒 臭烘烘 软绵绵 茫茫 依依 滔滔 熊熊 团团 堂堂 巴巴 眼巴巴 谈谈 歇歇 讲讲 "
    "念念 生生 硬生生 活生生 想想 走走 笑眯眯 双双 对对 亮晶晶 热乎乎 黏糊糊 干巴巴 白花花 绿油油 "
    "静悄悄 光秃秃 暖洋洋 为了了解 除了了解 哈哈 呵呵 嘿嘿"
)
_PROFESSIONAL_WHOLES = "苍蝇拍 苍蝇纸 苍蝇贴 粘苍蝇 老鼠药 老鼠夹 老鼠笼 老鼠贴 老鼠胶"
_NOT_ADDRESSED = (
    "你们 你们好 喂食 喂养 投喂 喂鸟 喂鱼 喂猫 喂狗 嘿嘿 讨厌的气味 小伙计 胖子鱼头 可不可能 有病害 有病虫害"
)
# Numbers behind these name something and count nothing.
_NAMED = (
    "编号 型号 批号 批次 序号 货号 货架 牌号 证号 电话 手机 传真 邮编 单号 工单 报告 报告号 合同 "
    "合同号 订单 工号 发票 房号 门牌 设备 设备号 鼠站 鼠盒 毒饵站 诱饵站 饵站 诱饵盒 毒饵盒 捕鼠器 "
    "捕鼠笼 粘鼠板 灭蝇灯 灭蚊灯 诱虫灯 监测点 监测站 点位 站点 位置 仓库 库房 冷库 车间 厂房 厂区 库 "
    "区 楼 栋 幢 座 号楼 门 门口 厅 房 室 会议室 客房 包厢 包间 电梯 楼梯 通道 线 生产线 产线 机 柜 井 "
    "池 图 表 附件 附表 版本 版 微信 QQ No. No NO. № Nr. pH 评分 得分 分数 日期 时间 项目 步骤 方案 "
    "厨房 餐厅 库位 货位 区域 卫生间 办公室 宿舍 食堂 门店 店 地块"
)
_NAMED_IN_ENGLISH = (
    "station box trap lamp device point room floor building gate line rack shelf dock bay area zone "
    "site page step item report visit invoice contract phone version"
)
_SIMPLIFIED_TOO = "瞭望 瞭哨 乾坤 乾隆 慰藉 狼藉 藉藉"


def _rules() -> tuple[WordRule, ...]:
    found = [WordRule(kind=WordKind.TERM, text=text, instead=instead) for text, instead in _TERMS]
    for kind, table in ((WordKind.PALETTE, _PALETTE), (WordKind.UNIT, _UNITS)):
        found += [
            WordRule(kind=kind, group_name=group, text=text)
            for group, texts in table.items()
            for text in dict.fromkeys(texts.split())
        ]
    found += [
        WordRule(kind=WordKind.TABOO, group_name=group, text=text, instead=instead)
        for group, pairs in _TABOO.items()
        for text, instead in pairs
    ]
    found += [WordRule(kind=WordKind.POSITIVE, text=text, instead=instead) for text, instead in _POSITIVE]
    for kind, texts in (
        (WordKind.PLAIN, _PLAIN),
        (WordKind.OPINION, _OPINION),
        (WordKind.REFUSAL, _REFUSAL),
        (WordKind.ALTERNATIVE, _ALTERNATIVE),
        (WordKind.EXCUSE, _EXCUSE),
        (WordKind.PERSONAL, _PERSONAL),
    ):
        found += [WordRule(kind=kind, text=text) for text in dict.fromkeys(texts.split())]
    return tuple(found)


SEED_RULES: tuple[WordRule, ...] = _rules()
SEED_EXCEPTIONS: tuple[WordException, ...] = tuple(
    WordException(kind=kind, text=text)
    for kind, texts in (
        (WordKind.REPEAT, _DOUBLES),
        (WordKind.TERM, _PROFESSIONAL_WHOLES),
        (WordKind.TABOO, _NOT_ADDRESSED),
        (WordKind.UNIT, f"{_NAMED} {_NAMED_IN_ENGLISH}"),
        (WordKind.TRADITIONAL, _SIMPLIFIED_TOO),
    )
    for text in dict.fromkeys(texts.split())
)
