"""How a contact is addressed (R030)."""

from __future__ import annotations

_COMPOUND_SURNAMES = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 轩辕 端木 独孤 南宫 西门",
    "百里 呼延 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 万俟 赫连 拓跋 第五",
)


def salutation(name: str, title: str) -> str:
    """Address a contact by surname and title: 欧阳天民, 经理 gives 欧阳经理 (R030)."""
    name, title = name.strip(), title.strip()
    if not title or not name:
        return name or title
    if not _is_chinese(name[0]):
        return f"{title} {name}"
    compound = any(name[:2] in line.split() for line in _COMPOUND_SURNAMES)
    return (name[:2] if compound else name[0]) + title


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or ord(character) >= 0x20000
