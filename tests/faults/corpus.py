"""Files that do harm, made by script: what importers must withstand."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
BILLION_LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
XXE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
TABLE = (("客户名称", "手机", "金额"), ("杭州一店", "13800138000", 12.5), ("杭州二店", "057188888888", -3))


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file that must be refused: its name, the fault that it shows and a word of the sentence."""

    name: str
    fault: int
    word: str
    build: Callable[[], bytes]


def sheet_xml(body: str, *, dimension: str = "A1:C3", root: str = "worksheet", before: str = "") -> str:
    """Wrap rows as the XML of a sheet."""
    return (
        f'{XML}{before}<{root} xmlns="{MAIN}" xmlns:r="{LINKS}"><dimension ref="{dimension}"/>'
        f"<sheetData>{body}</sheetData></{root}>"
    )


def rows_xml(rows: tuple[tuple[object, ...], ...] = TABLE) -> str:
    """Write rows of texts and numbers as XML with inline strings."""
    written = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell_xml(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))
        written.append(f'<row r="{number}">{cells}</row>')
    return "".join(written)


def cell_xml(place: str, value: object) -> str:
    """Write one cell."""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def workbook(
    sheet: str | None = None, *, parts: dict[str, str | bytes] | None = None, target: str = ""
) -> bytes:
    """Zip a workbook of one sheet; `parts` adds or replaces parts."""
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="客户" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", target or "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet if sheet is not None else sheet_xml(rows_xml()),
        **(parts or {}),
    }
    return zipped(content)


def relations(*entries: tuple[str, str], mode: str = "") -> str:
    """Write a part that links to others."""
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(entries, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}">{links}</Relationships>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Zip named parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def bomb_by_size() -> bytes:
    """Zip a sheet of 300 MB of blanks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(75):
                part.write(b" " * 4 * 1024 * 1024)
    return stream.getvalue()


def bomb_by_ratio() -> bytes:
    """Zip 20 MB of one sign: within every size, but a thousandfold."""
    return workbook(parts={"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 4_000_000 + b"</sst>"})


def bomb_by_entries() -> bytes:
    """Zip 5,000 empty parts."""
    return workbook(parts={f"xl/media/{n}.txt": "" for n in range(5000)})


def bomb_with_false_size() -> bytes:
    """Zip a sheet that claims 100 bytes and unpacks to 50 MB."""
    data = bytearray(workbook(parts={"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 50_000_000}))
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def bomb_by_copies() -> bytes:
    """Zip a sheet whose 20,000 cells each show one shared text of 900 KB: 18 GB in the end."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    noise = random.Random(5).choices("甲乙丙丁戊己庚辛壬癸", k=300_000)
    return workbook(
        sheet_xml(rows), parts={"xl/sharedStrings.xml": f"<sst><si><t>{''.join(noise)}</t></si></sst>"}
    )


def bomb_in_one_cell() -> bytes:
    """Zip a sheet with one text of 12 MB."""
    noise = "".join(random.Random(6).choices("0123456789abcdef", k=12_000_000))
    return workbook(sheet_xml(rows_xml((("客户名称",), (noise,)))))


def encrypted_workbook() -> bytes:
    """Build as much of an OLE container as marks a workbook protected by a password."""
    return _ole("EncryptedPackage")


def word_document() -> bytes:
    """Build as much of an OLE container as marks a letter."""
    return _ole("WordDocument")


def xls_with_macros() -> bytes:
    """Build as much of an OLE container as marks a workbook with macros."""
    return _ole("Workbook", "_VBA_PROJECT_CUR")


def _ole(*streams: str) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in ("Root Entry", *streams))
    return head.ljust(512, b"\x00") + directory.ljust(1024, b"\x00")


def _entity(where: str, entity: str) -> Callable[[], bytes]:
    def build() -> bytes:
        if where == "sheet":
            return workbook(sheet_xml(rows_xml(), before=entity))
        return workbook(parts={where: f"{XML}{entity}<sst/>"})

    return build


def _part(name: str, content: str | bytes = "x") -> Callable[[], bytes]:
    return lambda: workbook(parts={name: content})


def _sheet(body: str, **options: str) -> Callable[[], bytes]:
    return lambda: workbook(sheet_xml(body, **options))


def _plain(data: bytes) -> Callable[[], bytes]:
    return lambda: data


_STRAY = rows_xml() + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_HIDDEN = rows_xml() + '<row r="9"><c x=">" r="XFD1048576"><v>1</v></c></row>'
_COMMENT = rows_xml() + '<!-- <row --><row r="9"><c r="A9"><v>1</v></c></row>'
_LETTERS = "客户名称,手机\n".encode()

HOSTILE: tuple[Hostile, ...] = (
    Hostile("bomb_size.xlsx", 62, "unpacks", bomb_by_size),
    Hostile("bomb_ratio.xlsx", 62, "unpacks", bomb_by_ratio),
    Hostile("bomb_entries.xlsx", 62, "unpacks", bomb_by_entries),
    Hostile("bomb_false_size.xlsx", 62, "unpacks", bomb_with_false_size),
    Hostile("bomb_copies.xlsx", 62, "far longer", bomb_by_copies),
    Hostile("bomb_cell.xlsx", 62, "far longer", bomb_in_one_cell),
    Hostile("laughs_sheet.xlsx", 63, "entities", _entity("sheet", BILLION_LAUGHS)),
    Hostile("laughs_strings.xlsx", 63, "entities", _entity("xl/sharedStrings.xml", BILLION_LAUGHS)),
    Hostile("xxe_sheet.xlsx", 63, "entities", _entity("sheet", XXE)),
    Hostile("xxe_utf16.xlsx", 63, "damaged", _part("xl/styles.xml", (XXE + "<a/>").encode("utf-16"))),
    Hostile("macros.xlsx", 63, "macros", _part("xl/vbaProject.bin")),
    Hostile("excel4.xlsx", 63, "macros", _part("xl/macrosheets/sheet1.xml", "<a/>")),
    Hostile("macros.xls", 63, "macros", xls_with_macros),
    Hostile("dde.xlsx", 63, "other files", _part("xl/externalLinks/externalLink1.xml", "<a/>")),
    Hostile("connection.xlsx", 63, "other files", _part("xl/connections.xml", "<a/>")),
    Hostile(
        "picture_from_net.xlsx",
        63,
        "other files",
        _part(
            "xl/drawings/_rels/a.rels", relations(("image", "http://x.test/a"), mode=' TargetMode="External"')
        ),
    ),
    Hostile("stray_cell.xlsx", 64, "reaches to row 1048576", _sheet(_STRAY)),
    Hostile("hidden_cell.xlsx", 64, "damaged", _sheet(_HIDDEN)),
    Hostile("comment.xlsx", 64, "damaged", _sheet(_COMMENT)),
    Hostile("too_many_rows.xlsx", 64, "reaches to row 1048577", _sheet("<row/>" * 1_048_577)),
    Hostile("cut_off.xlsx", 64, "damaged", lambda: workbook()[:-40]),
    Hostile("no_sheet.xlsx", 64, "damaged", lambda: workbook(target="worksheets/other.xml")),
    Hostile("letter.xlsx", 69, "not an .xlsx", lambda: zipped({"word/document.xml": "<a/>"})),
    Hostile("encrypted.xlsx", 69, "password", encrypted_workbook),
    Hostile("letter.xls", 69, "not a spreadsheet", word_document),
    Hostile("page.xls", 69, "not a spreadsheet", _plain(b"\r\n <HTML><table><tr><td>1</td></tr></table>")),
    Hostile(
        "table2003.xls", 69, "not a spreadsheet", _plain(b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>')
    ),
    Hostile("paper.xlsx", 69, "PDF", _plain(b"%PDF-1.7\n")),
    Hostile("photo.csv", 69, "PNG", _plain(b"\x89PNG\r\n\x1a\n")),
    Hostile("~$customers.xlsx", 69, "only the mark", _plain(b"\x05Admin")),
    Hostile("empty.csv", 68, "0 bytes", _plain(b"")),
    Hostile("blank.csv", 68, "no row", _plain(b"\r\n , \r\n")),
    Hostile("nul.csv", 68, "NUL", _plain(_LETTERS + b"\x00\x00,1\n")),
    Hostile("binary.csv", 68, "cannot be told", _plain(_LETTERS + b"\xff\xfe\xff\xff\x80,1\n")),
    Hostile("unclosed.csv", 68, "line 3", _plain(_LETTERS + '甲,1\n"乙,2\n丙,3\n'.encode())),
    Hostile("unclosed_twice.csv", 68, "line 2", _plain(_LETTERS + '"甲,1\n乙,2\n"丙,3\n丁,4\n'.encode())),
    Hostile("long_cell.csv", 68, "far longer", _plain(_LETTERS + b'"' + b"a" * 200_000 + b'",1\n')),
    Hostile("half_utf16.csv", 68, "utf-16", _plain("客户名称,手机\n甲,1\n".encode("utf-16")[:-1])),
    Hostile("broken_utf8.csv", 68, "utf-8", _plain(b"\xef\xbb\xbf" + _LETTERS + b"\xe4\xb8,1\n")),
)


def mutated(seed: int, count: int, originals: list[bytes]) -> Iterator[bytes]:
    """Yield damaged copies: bytes changed, cut out or doubled; the same seed gives the same files."""
    chance = random.Random(seed)
    for _ in range(count):
        data = bytearray(chance.choice(originals))
        for _ in range(chance.choice((1, 1, 2, 5, 30))):
            _damage(data, chance)
        yield bytes(data)


def _damage(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    length = chance.choice((1, 2, 8, 100))
    match chance.randrange(5):
        case 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        case 1:
            del data[at : at + length]
        case 2:
            data[at:at] = data[at : at + length]
        case 3:
            data[at:at] = chance.choice((b'"', b",", b"\n", b"\x00", b"\xff", b"<", b">", b"\x81"))
        case _:
            data[at:] = data[at:] if at < 64 else b""
