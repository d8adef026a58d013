"""How long 50,000 customers with their contacts take to come in, beside the least that the job costs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from openpyxl import Workbook
from python_calamine import load_workbook

from branchdesk.bootstrap import Seat, create_branch

ROWS = 50_000
HEADINGS = ("客户编码", "客户名称", "简称", "地址", "电话", "联系人", "手机")
_PLACES = ("锦澜", "鲜满", "博雅", "望潮", "朗月", "丰泽", "合一", "半山", "玉泉", "滨澜", "东篱", "嘉禾")
_TRADES = ("酒店", "超市", "学校", "医院", "食品", "物业", "餐饮", "商场", "药房", "面包房")
_PEOPLE = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


def main() -> None:
    """Measure and print: the floor, the program, and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheet = folder / "customers.xlsx"
        write_sheet(sheet)
        floor = measured(lambda: least(sheet, folder / "floor.sqlite"))
        desk = create_branch(folder / "branch.branchdesk", "Bench", "zh_CN", Seat("bench", "bench"))
        plans = []
        looked = measured(lambda: plans.append(desk.imports.preview("customers", sheet)))
        written = measured(lambda: desk.imports.run(plans[0]))
        desk.close()
    print_line("calamine read + executemany", floor, floor)
    print_line("preview: read and check", looked, floor)
    print_line("run: back up and write", written, floor)
    print_line("import", looked + written, floor)


def write_sheet(path: Path) -> None:
    """Write the customers as a person's spreadsheet holds them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for n in range(ROWS):
        place, trade = _PLACES[n % len(_PLACES)], _TRADES[n // 7 % len(_TRADES)]
        person = _PEOPLE[n % len(_PEOPLE)] + "经理"
        name, mobile = f"{place}{trade}{n}号店有限公司", f"138{n:08}"
        sheet.append((f"C{n:05}", name, f"{place}{trade}{n}", f"中山路{n}号", f"021-{n:08}", person, mobile))
    book.save(path)


def least(sheet: Path, target: Path) -> None:
    """Read with calamine and write customers and contacts with two statements."""
    rows = load_workbook(str(sheet)).get_sheet_by_index(0).to_python()[1:]
    database = driver.connect(target)
    database.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, code, name, short_name, address, phone)")
    database.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, customer_id, name, mobile)")
    numbered = list(enumerate(rows, 1))
    customers = [(n, *row[:5]) for n, row in numbered]
    database.executemany("INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?)", customers)
    contacts = [(n, n, *row[5:]) for n, row in numbered]
    database.executemany("INSERT INTO contact VALUES (?, ?, ?, ?)", contacts)
    database.commit()
    database.close()


def measured(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def print_line(name: str, seconds: float, floor: float) -> None:
    """Print one measured time."""
    print(f"{name:32} {seconds * 1000:8.0f} ms {seconds / floor:7.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
