"""Makes the forms of this folder as offices make them, each with what it means beside it.

What a form means was written down before any reader saw it. Needs openpyxl, xlwt and odfpy.
The same files come each time: nothing in them says when they were made.
"""

import datetime
import io
import json
import os
import re
import zipfile

import openpyxl
import xlwt
from odf import number, opendocument, style, table
from odf.text import P
from openpyxl.styles import Font

HERE = os.path.dirname(os.path.abspath(__file__))
D, B, G = "dong-son", "bim-son", "giao-duc"


def say(name, role, records, reported=(), blank=None, sheets=None):
    """Writes what a form means: records, the codes that are reported, blank rows, lines of the balance."""
    meaning = {"role": role, "records": records, "reported": sorted(reported)}
    if blank is not None:
        meaning["blank"] = blank
    if sheets is not None:
        meaning["sheets"] = sheets
    with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(meaning, file, ensure_ascii=False, indent=1)
        file.write("\n")


def book(name, sheets, merged=(), formats=None, hidden=(), columns=()):
    """A workbook of openpyxl: sheets of rows; areas, formats by cell, hidden rows and columns of the first one."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    for area in merged:
        made.worksheets[0].merge_cells(area)
    for cell, code in (formats or {}).items():
        made.worksheets[0][cell].number_format = code
    for row in hidden:
        made.worksheets[0].row_dimensions[row].hidden = True
    for column in columns:
        made.worksheets[0].column_dimensions[column].hidden = True
    packed(name, made)


def packed(name, made):
    """Saves a workbook or a text of OpenDocument without the time."""
    saved = io.BytesIO()
    made.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(os.path.join(HERE, name), "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part in ("docProps/core.xml", "meta.xml"):
                text = re.sub(rb"\d{4}-\d\d-\d\dT[0-9:.]+Z?", b"2023-09-01T00:00:00Z", text)
            new.writestr(zipfile.ZipInfo(part), text, zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED)


def old(name, rows, merged=(), formats=None, hidden=(), columns=()):
    """An old workbook of xlwt; formats by row and column from 0, hidden rows from 1, hidden columns from 0."""
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("Biểu 1")
    for area in merged:
        sheet.merge(*area)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            code = (formats or {}).get((r, c))
            if cell is not None and code:
                sheet.write(r, c, cell, xlwt.easyxf(num_format_str=code))
            elif cell is not None:
                sheet.write(r, c, cell)
    for row in hidden:
        sheet.row(row - 1).hidden = True
    for column in columns:
        sheet.col(column).hidden = True
    made.save(os.path.join(HERE, name))


def free(name, rows, styles=None, title="Trang1", empty_formulas=(), collapsed=(), columns=()):
    """A sheet of OpenDocument; styles by row and column from 0: ("number", "000000"), ("percent", 2)
    or ("money", "$"). Cells of `empty_formulas` have a formula and no value; rows that are `collapsed`, from 1, are not shown.
    `columns` says of each stretch of columns how many it has and how they are shown."""
    made = opendocument.OpenDocumentSpreadsheet()
    names = {}
    for kind, wanted in sorted(set((styles or {}).values())):
        known = f"N{len(names) + 1}"
        if kind == "number":
            data = number.NumberStyle(name=known)
            for part in re.findall(r"0+|[^0]+", wanted):
                if part[0] == "0":
                    data.addElement(number.Number(decimalplaces=0, minintegerdigits=len(part)))
                else:
                    data.addElement(number.Text(text=part))
        elif kind == "percent":
            data = number.PercentageStyle(name=known)
            data.addElement(number.Number(decimalplaces=0, minintegerdigits=1))
            data.addElement(number.Text(text="%"))
        else:
            data = number.CurrencyStyle(name=known)
            data.addElement(number.Number(decimalplaces=0, minintegerdigits=1))
            data.addElement(number.CurrencySymbol(text=wanted))
        made.automaticstyles.addElement(data)
        made.automaticstyles.addElement(style.Style(name="ce" + known, family="table-cell", datastylename=known))
        names[kind, wanted] = "ce" + known
    sheet = table.Table(name=title)
    for many, shown in columns:
        sheet.addElement(table.TableColumn(numbercolumnsrepeated=many, visibility=shown))
    for r, row in enumerate(rows):
        line = table.TableRow(visibility="collapse") if r + 1 in collapsed else table.TableRow()
        for c, cell in enumerate(row):
            look = (styles or {}).get((r, c))
            more = {"stylename": names[look]} if look else {}
            if (r, c) in empty_formulas:
                line.addElement(table.TableCell(formula="of:=SUM([.A1:.A2])"))
            elif isinstance(cell, datetime.date):
                line.addElement(table.TableCell(valuetype="date", datevalue=cell.isoformat()))
            elif isinstance(cell, (int, float)):
                kind = {"percent": "percentage", "money": "currency"}.get(look and look[0], "float")
                line.addElement(table.TableCell(valuetype=kind, value=cell, **more))
            elif cell is None:
                line.addElement(table.TableCell())
            else:
                made_cell = table.TableCell(valuetype="string")
                made_cell.addElement(P(text=cell))
                line.addElement(made_cell)
        sheet.addElement(line)
    made.spreadsheet.addElement(sheet)
    packed(name, made)


def raw(name, text, encoding="utf-8"):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode(encoding))


# The monthly form: title with the day, headings in two rows, column numbers, sections, totals,
# signatures.
MONTHLY = [
    ["LIÊN ĐOÀN LAO ĐỘNG TỈNH"],
    ["BÁO CÁO SỐ LIỆU SÁNG KIẾN"],
    ["(Số liệu tính đến hết ngày 20/8/2023)"],
    [],
    ["TT", "Đơn vị", "Trong tháng", None, "Lũy kế", None, "Ghi chú"],
    [None, None, "Nộp", "Hợp lệ", "Nộp", "Trong đó hợp lệ", None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ["I", "Khối huyện, thị xã"],
    [1, "LĐLĐ huyện Đông Sơn", 5, 3, 120, 100],
    [2, "LĐLĐ thị xã Bỉm Sơn", 7, 6, 80, 60],
    ["II", "Khối ngành"],
    [3, "Công đoàn ngành Giáo dục", 1, 1, 50, 45],
    [None, "Tổng cộng", 13, 10, 250, 205],
    [],
    [None, None, None, None, "Thanh Hóa, ngày 25 tháng 8 năm 2023"],
    [None, "Người lập biểu", None, None, "TM. BAN THƯỜNG VỤ"],
    [],
    [None, "Nguyễn Thị Lập", None, None, "Trần Văn Ký"],
]
MONTH = [["2023-08-20", D, 120, 100], ["2023-08-20", B, 80, 60], ["2023-08-20", G, 50, 45]]
AREAS = ["A1:G1", "A2:G2", "A3:G3", "C5:D5", "E5:F5", "A5:A6", "B5:B6", "G5:G6"]
book("bieu-thang.xlsx", [("Biểu", MONTHLY)], AREAS)
say("bieu-thang.xlsx", "reports", MONTH, ["period-column", "period-column", "rows-passed-over"], blank=8)
old("bieu-thang-cu.xls", MONTHLY, [(4, 4, 2, 3), (4, 4, 4, 5), (4, 5, 0, 0), (4, 5, 1, 1)])
say("bieu-thang-cu.xls", "reports", MONTH, ["period-column", "period-column", "rows-passed-over"], blank=8)

# The same form a month later.
LATER = [list(row) for row in MONTHLY]
LATER[2] = ["(Số liệu tính đến hết ngày 20/9/2023)"]
LATER[8][2:6], LATER[9][2:6], LATER[11][2:6] = [10, 9, 130, 109], [0, 0, 80, 60], [5, 5, 55, 50]
LATER[12][2:6] = [15, 14, 265, 219]
NEXT = [["2023-09-20", D, 130, 109], ["2023-09-20", B, 80, 60], ["2023-09-20", G, 55, 50]]
book("bieu-thang-9.xlsx", [("Biểu", LATER)], AREAS)
say("bieu-thang-9.xlsx", "reports", NEXT, ["period-column", "period-column", "rows-passed-over"], blank=8)
old("bieu-thang-9-cu.xls", LATER, [(4, 4, 2, 3), (4, 4, 4, 5), (4, 5, 0, 0), (4, 5, 1, 1)])
say("bieu-thang-9-cu.xls", "reports", NEXT, ["period-column", "period-column", "rows-passed-over"], blank=8)

# The report of a month as one office sends it: who to whom above the title, counts as texts with
# dots, a unit without figures, a total, a note and signatures below, and a sheet that explains. Then
# the same with one figure corrected, and with letters in the place of a figure.
def report(name, records, reported, count="1.250", other=871, total=2230):
    rows = [
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["BAN CHÍNH SÁCH PHÁP LUẬT", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["BÁO CÁO KẾT QUẢ PHONG TRÀO SÁNG KIẾN THÁNG 8 NĂM 2024"],
        ["(Số liệu lũy kế tính đến hết ngày 31/8/2024)"],
        [],
        ["TT", "Đơn vị", "Số sáng kiến đã nộp", None, "Số sáng kiến hợp lệ", None, "Ghi chú"],
        [None, None, "Trong tháng", "Lũy kế", "Trong tháng", "Lũy kế", None],
        [1, "LĐLĐ huyện Đông Sơn", 120, count, 95, "1.004"],
        [2, "LĐLĐ thị xã Bỉm Sơn", 40, 980, 30, other],
        [3, "Công đoàn ngành Giáo dục", None, None, None, None, "Chưa báo cáo"],
        [None, "Tổng cộng", 160, total, 125, 1875],
        [],
        ["Ghi chú: số lũy kế tính từ ngày 01/01/2024; đơn vị chưa báo cáo thì để trống."],
        [None, None, None, None, "Thanh Hóa, ngày 05 tháng 9 năm 2024"],
        [None, "NGƯỜI LẬP BIỂU", None, None, "TM. BAN THƯỜNG VỤ"],
        [],
        [None, "Nguyễn Thị Lập", None, None, "Trần Văn Ký"],
    ]
    areas = ["A1:C1", "E1:G1", "A2:C2", "E2:G2", "A4:G4", "A5:G5", "A7:A8", "B7:B8", "C7:D7", "E7:F7", "G7:G8",
             "A14:G14", "E15:G15"]
    guide = [["Hướng dẫn"], ["Nộp biểu trước ngày 05 hằng tháng."]]
    book(name, [("Biểu tháng 8", rows), ("Hướng dẫn", guide)], areas, {"D10": "#,##0", "D12": "#,##0", "F12": "#,##0"})
    say(name, "reports", records, reported)


SENT = [["2024-08-31", D, 1250, 1004], ["2024-08-31", B, 980, 871]]
report("bao-cao-thang-8.xlsx", SENT, ["period-column", "period-column", "rows-passed-over"])
report("bao-cao-thang-8-dinh-chinh.xlsx", [["2024-08-31", D, 1240, 1004], SENT[1]],
       ["period-column", "period-column", "rows-passed-over"], count="1.240", total=2220)
report("bao-cao-thang-8-loi.xlsx", [], ["bad-number", "period-column", "period-column", "rows-passed-over", "total-differs"],
       other="87l")

# The day in the name of the sheet, and one in that of the file.
PLAIN = [["STT", "Tên đơn vị", "Đã nộp", "Hợp lệ"], [1, "Đông Sơn", 10, 8], [2, "Bỉm Sơn", 6, 5], ["Cộng", None, 16, 13]]
book("so-lieu.xlsx", [("T8.23", PLAIN)])
say("so-lieu.xlsx", "reports", [["2023-08-31", D, 10, 8], ["2023-08-31", B, 6, 5]], ["rows-passed-over"], blank=1)
raw("bao-cao-2023-09.csv", "STT;Tên đơn vị;Đã nộp;Hợp lệ\n1;Đông Sơn;12;9\n2;Bỉm Sơn;-;…\n;Toàn tỉnh;12;9\n")
say("bao-cao-2023-09.csv", "reports", [["2023-09-30", D, 12, 9]], ["rows-passed-over"], blank=2)

# A column for each month; one for each day.
book("cac-thang.xlsx", [("Lũy kế", [
    ["LŨY KẾ SÁNG KIẾN ĐÃ NỘP NĂM 2023"], [], ["TT", "Đơn vị", "Tháng 7", "Tháng 8"], [1, "Đông Sơn", 100, 120], [2, "Bỉm Sơn", 70, 80]])])
say("cac-thang.xlsx", "reports", [["2023-07-31", D, 100, None], ["2023-07-31", B, 70, None],
                                  ["2023-08-31", D, 120, None], ["2023-08-31", B, 80, None]])
raw("cac-ngay.csv", "Đơn vị,31/7/2023,,31/8/2023,\n,Đã nộp,Hợp lệ,Đã nộp,Hợp lệ\nĐông Sơn,100,90,120,100\nBỉm Sơn,70,60,80,\n")
say("cac-ngay.csv", "reports", [["2023-07-31", D, 100, 90], ["2023-07-31", B, 70, 60],
                                ["2023-08-31", D, 120, 100], ["2023-08-31", B, 80, None]])

# A sheet for each month, and one that explains.
SHEET = lambda n: [["Đơn vị", "Đã nộp", "Hợp lệ"], ["Đông Sơn", n, n - 1]]
book("theo-thang.xlsx", [("Hướng dẫn", SHEET(9)), ("T7.2023", SHEET(100)), ("T8.2023", SHEET(120))])
say("theo-thang.xlsx", "reports", [["2023-07-31", D, 100, 99], ["2023-08-31", D, 120, 119]], ["sheets-not-read"], sheets=2)
# A sheet for each unit.
LIST = lambda code, title: [["Mã SK", "Tên sáng kiến", "Ngày nộp"], [code, title, "9/7/23"]]
book("theo-don-vi.xlsx", [("Đông Sơn", LIST("01", "Một")), ("Bỉm Sơn", LIST("02", "Hai"))])
say("theo-don-vi.xlsx", "initiatives", [["01", "Một", "2023-07-09", D, "", "submitted", "", ""],
                                        ["02", "Hai", "2023-07-09", B, "", "submitted", "", ""]], sheets=2)

# Sections by unit and group, merged cells among the data.
book("danh-sach.xlsx", [("DS", [
    ["DANH SÁCH SÁNG KIẾN"],
    ["STT", "Tên sáng kiến", "Nhóm", "Ngày nộp", "Trạng thái"],
    ["1) LĐLĐ huyện Đông Sơn"],
    [1, "Một", "Cải tiến kỹ thuật", "1/2/2023", "Hợp lệ"],
    [2, "Hai"],
    ["2) Công đoàn ngành Giáo dục"],
    [3, "Ba", "Quản lý", "2/2/2023", "Đã nộp"]])],
    ["A1:E1", "A3:E3", "A6:E6", "C4:C5", "D4:D5", "E4:E5"])
LISTED = [["", "Một", "2023-02-01", D, "n1", "valid", "", ""], ["", "Hai", "2023-02-01", D, "n1", "valid", "", ""],
          ["", "Ba", "2023-02-02", G, "n2", "submitted", "", ""]]
say("danh-sach.xlsx", "initiatives", LISTED, ["rows-passed-over"], blank=2)
raw("danh-sach.csv", "STT,Tên sáng kiến,Ngày nộp,Trạng thái\nA. LĐLĐ huyện Đông Sơn,,,\nI. Cải tiến kỹ thuật,,,\n1,Một,1/2/2023,Hợp lệ\n"
    "2,Hai,1/2/2023,Hợp lệ\nB. Công đoàn ngành Giáo dục,,,\nI. Quản lý,,,\n3,Ba,2/2/2023,Đã nộp\n")
say("danh-sach.csv", "initiatives", LISTED, ["rows-passed-over"], blank=4)

# Codes as Excel shows them, money by a line above, another currency, subtotals of Excel.
book("ma-so.xlsx", [("DS", [
    ["Đơn vị tính: nghìn đồng"], ["Mã SK", "Tên sáng kiến", "Đơn vị", "Giá trị làm lợi"],
    [45012, "Một", "Đông Sơn", 1500], [129, "Hai", "Đông Sơn", 2500], [None, None, "Đông Sơn Total", 4000], [7, "Ba", "Bỉm Sơn", 10]])],
    formats={"A3": "000-000", "A4": "000000", "A6": '"TH"0000'})
say("ma-so.xlsx", "initiatives", [["045-012", "Một", "", D, "", "submitted", "1500000", "VND"],
                                  ["000129", "Hai", "", D, "", "submitted", "2500000", "VND"],
                                  ["TH0007", "Ba", "", B, "", "submitted", "10000", "VND"]], ["rows-passed-over"], blank=1)
raw("ma-so.csv", 'Mã SK,Tên sáng kiến,Đơn vị,"Giá trị làm lợi (ĐVT: triệu đồng)"\n="0012",Một,Đông Sơn,"1,5"\n\'0013,Hai,Đông Sơn,2 triệu\n')
say("ma-so.csv", "initiatives", [["0012", "Một", "", D, "", "submitted", "1500000", "VND"], ["0013", "Hai", "", D, "", "submitted", "2000000", "VND"]])
raw("tien.csv", "Tên sáng kiến;Đơn vị;Giá trị làm lợi\nMột;Đông Sơn;5000 $\nHai;Đông Sơn;12,000\nBa;Đông Sơn;1,250\n")
say("tien.csv", "initiatives", [["", "Một", "", D, "", "submitted", "5000", "USD"], ["", "Hai", "", D, "", "submitted", "12000", "VND"],
                                ["", "Ba", "", D, "", "submitted", "1250", "VND"]])

# Code and name of one unit; two tables in a sheet; headings again on each page; a moment.
raw("hai-cot.csv", "Mã đơn vị;Tên đơn vị;Tên sáng kiến;Ngày nộp\ndong-son;LĐLĐ huyện Đông Sơn;Một;2023-07-08T17:45:10Z\n"
    "Mã đơn vị;Tên đơn vị;Tên sáng kiến;Ngày nộp\nbim-son;Bỉm Sơn;Hai;2023-07-09\n")
say("hai-cot.csv", "initiatives", [["", "Một", "2023-07-09", D, "", "submitted", "", ""], ["", "Hai", "2023-07-09", B, "", "submitted", "", ""]],
    ["rows-passed-over"], blank=1)
raw("hai-bang.csv", "Đơn vị;Tính đến ngày;Đã nộp\nĐông Sơn;31/7/2023;10\n\nBảng 2\nTính đến ngày;Đơn vị;Hợp lệ\n31/8/2023;Bỉm Sơn;7\n")
say("hai-bang.csv", "reports", [["2023-07-31", D, 10, None], ["2023-08-31", B, None, 7]], ["rows-passed-over"], blank=3)
raw("bang-phu.csv", "STT;Tên sáng kiến;Đơn vị\n1;Một;Đông Sơn\n\nNhóm;Trạng thái;\nQuản lý;Hợp lệ;\n")
say("bang-phu.csv", "initiatives", [["", "Một", "", D, "", "submitted", "", ""]], ["table-not-read"], blank=3)
# Where a default gives the unit, signatures and the clerk's name are no records.
raw("mac-dinh.csv", "STT;Tên sáng kiến\n1;Một\n2;Hai\n;Cộng: 2\n\n;Người lập biểu\n\n;Nguyễn Thị Lập\n")
raw("mac-dinh.csv.yaml", "defaults: {unit: dong-son}\n")
say("mac-dinh.csv", "initiatives", [["", "Một", "", D, "", "submitted", "", ""], ["", "Hai", "", D, "", "submitted", "", ""]],
    ["rows-passed-over"], blank=5)

# Old encodings, in a file and in some cells; invisible characters.
raw("tcvn3.csv", "M· sè;Tªn s¸ng kiÕn;§¬n vÞ\n1;C¶i tiÕn m¸y Ðp;§«ng S¬n\n2;Qu¶n lý hå s¬;BØm S¬n\n".replace("ư", "\xad"), "latin-1")
say("tcvn3.csv", "initiatives", [["1", "Cải tiến máy ép", "", D, "", "submitted", "", ""], ["2", "Quản lý hồ sơ", "", B, "", "submitted", "", ""]], ["old-encoding"])
book("vni.xlsx", [("DS", [["Mã", "Tên sáng kiến", "Đơn vị"], ["1", "Caûi tieán kyõ thuaät maùy eùp", "Ñoâng Sôn"], ["2", "Hồ s\u00adơ điện\u200b tử", "Bỉm Sơn"]])])
say("vni.xlsx", "initiatives", [["1", "Cải tiến kỹ thuật máy ép", "", D, "", "submitted", "", ""], ["2", "Hồ sơ điện tử", "", B, "", "submitted", "", ""]], ["old-encoding"])

# Files that are not what their names say.
PAGE = """<html><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body><table border=1>
<tr><td colspan=3>T&Igrave;NH H&Igrave;NH S&Aacute;NG KI&#7870;N (&#273;&#7871;n 31/8/2023)</td></tr>
<tr><th rowspan=2>Đơn vị</th><th colspan=2>Lũy kế</th></tr><tr><th>Nộp<th>Hợp lệ</tr>
<tr><td>Đông Sơn<td>120</td><td>100&nbsp;</td></tr><tr><td>Bỉm Sơn</td><td>80</td><td>60</td></tr></table></body></html>"""
raw("he-thong.xls", PAGE)
WEB = [["2023-08-31", D, 120, 100], ["2023-08-31", B, 80, 60]]
say("he-thong.xls", "reports", WEB, ["other-kind"], blank=0)
raw("xml2003.xls", """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="T8.2023"><Table>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">Đơn vị</Data></Cell><Cell ss:MergeAcross="1"><Data ss:Type="String">Lũy kế</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">Nộp</Data></Cell><Cell><Data ss:Type="String">Hợp lệ</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Đông Sơn</Data></Cell><Cell><Data ss:Type="Number">120</Data></Cell><Cell><Data ss:Type="Number">100</Data></Cell></Row>
<Row ss:Index="6"><Cell><Data ss:Type="String">Bỉm Sơn</Data></Cell><Cell><Data ss:Type="Number">80</Data></Cell><Cell><Data ss:Type="Number">60</Data></Cell></Row>
</Table></Worksheet></Workbook>""")
say("xml2003.xls", "reports", WEB, ["other-kind"], blank=2)
raw("that-ra-csv.xlsx", "Đơn vị;Tính đến ngày;Đã nộp;Hợp lệ\nĐông Sơn;31/8/2023;120;100\nBỉm Sơn;31/8/2023;80;60\n")
say("that-ra-csv.xlsx", "reports", WEB, ["other-kind"], blank=0)
book("doi-ten.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp", "Hợp lệ"], ["Đông Sơn", "31/8/2023", 120, 100], ["Bỉm Sơn", "31/8/2023", 80, 60]])])
os.replace(os.path.join(HERE, "doi-ten.xlsx"), os.path.join(HERE, "doi-ten.xls"))
say("doi-ten.xls", "reports", WEB, ["other-kind"], blank=0)

# What is refused at its cell.
book("cong-thuc.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", "=SUM(1,2)"]])])
say("cong-thuc.xlsx", "reports", [], ["no-kept-value"])
book("phan-tram.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", 0.75], ["Bỉm Sơn", "31/8/2023", 1]])],
     formats={"C2": "0%", "C3": "0%"})
say("phan-tram.xlsx", "reports", [], ["unclear-number", "unclear-number"])
book("ma-phan-so.xlsx", [("A", [["Mã", "Tên sáng kiến", "Đơn vị"], [12.5, "Một", "Đông Sơn"]])], formats={"A2": "# ?/?"})
say("ma-phan-so.xlsx", "initiatives", [], ["unfaithful-code"])
book("gop-so.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", 12], ["Bỉm Sơn", "31/8/2023", None]])], ["C2:C3"])
say("gop-so.xlsx", "reports", [], ["merged-figure", "merged-figure"])
book("gop-lon.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", 12]])])
with zipfile.ZipFile(os.path.join(HERE, "gop-lon.xlsx")) as made:
    parts = {name: made.read(name) for name in made.namelist()}
sheet = "xl/worksheets/sheet1.xml"
parts[sheet] = parts[sheet].replace(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="D4:XFD500000"/></mergeCells>')
with zipfile.ZipFile(os.path.join(HERE, "gop-lon.xlsx"), "w", zipfile.ZIP_DEFLATED) as made:
    for name, part in parts.items():
        made.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
say("gop-lon.xlsx", "reports", [], ["merged-too-big"])
raw("trong.xlsx", b"")
say("trong.xlsx", "reports", [], ["table-nothing"])
raw("hong.xlsx", b"PK\x03\x04 cut off")
say("hong.xlsx", "reports", [], ["table-broken"])

# Five habits in one file.
book("nam-thoi-quen.xlsx", [("T8.2023", [
    ["TỔNG HỢP SÁNG KIẾN THÁNG 8 NĂM 2023"], ["(Đơn vị tính: nghìn đồng)"],
    ["TT", "Đơn vị", "Lũy kế", None], [None, None, "Nộp", "Hợp lệ"], [1, 2, 3, 4],
    ["I. Khối huyện"], [1, "Đông Sơn", "1.200", "1.000"], [2, "Bỉm Sơn", "–", "–"], [None, "Cộng I", "1.200", "1.000"],
    ["II. Khối ngành"], [3, "Giáo dục", 50, 45], [None, "TỔNG CỘNG (I+II):", "1.250", "1.045"], [],
    [None, "Người lập biểu"], [], [None, "Nguyễn Thị Lập"]])],
    ["A1:D1", "A2:D2", "C3:D3", "A3:A4", "B3:B4", "A6:D6", "A10:D10"])
say("nam-thoi-quen.xlsx", "reports", [["2023-08-31", D, 1200, 1000], ["2023-08-31", G, 50, 45]], ["rows-passed-over"], blank=9)

# ---- Each kind in a second layout, as another office makes it. ----

# Headings in three rows, the month beside the running total under each; letters and numbers below.
THREE = [
    ["LĐLĐ TỈNH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["TỔNG HỢP KẾT QUẢ THAM GIA CHƯƠNG TRÌNH"],
    ["Đến hết tháng 8 năm 2023"],
    ["Số TT", "Tên đơn vị", "Kết quả", None, None, None],
    [None, None, "Số SK đã nộp", None, "Số SK hợp lệ", None],
    [None, None, "Trong tháng", "Lũy kế", "Trong tháng", "Lũy kế"],
    ["A", "B", 1, 2, 3, 4],
    ["I", "LĐLĐ các huyện, thị xã, thành phố", 12, 200, 9, 160],
    [1, "Đông Sơn", 5, 120, 3, 100],
    [2, "Bỉm Sơn", 7, 80, 6, 60],
    ["II", "Công đoàn ngành địa phương", 1, 50, 1, 45],
    [3, "Giáo dục", 1, 50, 1, 45],
    ["Tổng số", None, 13, 250, 10, 205],
]
AUGUST = [["2023-08-31", D, 120, 100], ["2023-08-31", B, 80, 60], ["2023-08-31", G, 50, 45]]
book("ba-tang.xlsx", [("TH", THREE)], ["A2:F2", "A3:F3", "A4:A6", "B4:B6", "C4:F4", "C5:D5", "E5:F5", "A13:B13"])
say("ba-tang.xlsx", "reports", AUGUST, ["period-column", "period-column", "rows-passed-over"], blank=3)
# The same without merged cells, as a text table.
raw("hai-tang.csv", "Báo cáo đến ngày 31.8.2023;;;;\nTT;Đơn vị;Lũy kế từ đầu chương trình;;Ghi chú\n;;Số SK nộp;Số SK hợp lệ;\n"
    "1;Đông Sơn;120;100;\n2;Bỉm Sơn;80;60;\n3;Giáo dục;50;45;\n;CỘNG;250;205;\n")
say("hai-tang.csv", "reports", AUGUST, ["rows-passed-over"], blank=1)
# The total first, as many offices write it; sections are summed in their own rows.
TOP = [["Số liệu đến 31/8/2023"], ["TT", "Đơn vị", "Đã nộp", "Hợp lệ"], [None, "TOÀN TỈNH", 250, 205], ["A", "Cấp huyện", 200, 160],
       [1, "Đông Sơn", 120, 100], [2, "Bỉm Sơn", 80, 60], ["B", "Cấp ngành", 50, 45], [1, "Giáo dục", 50, 45]]
book("tong-truoc.xlsx", [("A", TOP)])
say("tong-truoc.xlsx", "reports", AUGUST, ["rows-passed-over"], blank=3)
old("tong-truoc-cu.xls", TOP)
say("tong-truoc-cu.xls", "reports", AUGUST, ["rows-passed-over"], blank=3)
# Totals that do not add up, at the end and before the records.
raw("tong-sai.csv", "TT;Đơn vị;Tính đến ngày;Đã nộp\n1;Đông Sơn;31/8/2023;120\n2;Bỉm Sơn;31/8/2023;80\n;Tổng cộng;;210\n")
say("tong-sai.csv", "reports", [["2023-08-31", D, 120, None], ["2023-08-31", B, 80, None]], ["rows-passed-over", "total-differs"], blank=1)
book("tong-sai.xlsx", [("A", [TOP[0], TOP[1], [None, "TOÀN TỈNH", 260, 205], *TOP[3:]])])
say("tong-sai.xlsx", "reports", AUGUST, ["rows-passed-over", "total-differs"], blank=3)

# Days: a quarter, the name of the sheet, two that disagree, a column beside a title.
book("quy.xlsx", [("Biểu 02", [["BÁO CÁO QUÝ III/2023"], [], *PLAIN])])
say("quy.xlsx", "reports", [["2023-09-30", D, 10, 8], ["2023-09-30", B, 6, 5]], ["rows-passed-over"], blank=1)
book("hai-ngay.xlsx", [("Tháng 7.2023", [["Số liệu đến ngày 31/8/2023"], *PLAIN])])
say("hai-ngay.xlsx", "reports", [], ["days-differ"])
raw("hai-ngay-2023-07.csv", "Báo cáo tháng 8 năm 2023;;\nTT;Đơn vị;Đã nộp\n1;Đông Sơn;5\n")
say("hai-ngay-2023-07.csv", "reports", [], ["days-differ"])
raw("cot-va-tieu-de.csv", "Số liệu đến ngày 31/8/2023;;\nĐơn vị;Ngày;Đã nộp\nĐông Sơn;31/7/2023;5\n")
say("cot-va-tieu-de.csv", "reports", [], ["days-differ"])
# Columns of quarters and of months below their year.
book("cac-quy.xlsx", [("2023", [["TT", "Đơn vị", "Lũy kế sáng kiến hợp lệ", None], [None, None, "Quý I", "Quý II"], [1, "Đông Sơn", 10, 20], [2, "Bỉm Sơn", 5, None]])],
     ["A1:A2", "B1:B2", "C1:D1"])
say("cac-quy.xlsx", "reports", [["2023-03-31", D, None, 10], ["2023-03-31", B, None, 5], ["2023-06-30", D, None, 20]])
book("nam-thang.xlsx", [("Lũy kế", [["Đơn vị", "Năm 2023", None, "Năm 2024", None], [None, "T11", "T12", "T1", "T2"], ["Đông Sơn", 10, 20, 30, 40]])],
     ["A1:A2", "B1:C1", "D1:E1"])
say("nam-thang.xlsx", "reports", [["2023-11-30", D, 10, None], ["2023-12-31", D, 20, None], ["2024-01-31", D, 30, None], ["2024-02-29", D, 40, None]])

# Merged cells among the data of a web page; sections whose names stand in the column of counters.
raw("gop-html.xls", """<table><tr><th>Tên sáng kiến</th><th>Đơn vị</th><th>Ngày nộp</th><th>Trạng thái</th></tr>
<tr><td>Một</td><td rowspan="2">Đông Sơn</td><td rowspan="2">1/2/2023</td><td rowspan="2">Hợp lệ</td></tr><tr><td>Hai</td></tr>
<tr><td>Ba</td><td>Giáo dục</td><td>2/2/2023</td><td>Đã nộp</td></tr></table>""")
THREE_TITLES = [["", "Một", "2023-02-01", D, "", "valid", "", ""], ["", "Hai", "2023-02-01", D, "", "valid", "", ""], ["", "Ba", "2023-02-02", G, "", "submitted", "", ""]]
say("gop-html.xls", "initiatives", THREE_TITLES, ["other-kind"], blank=0)
old("gop-cu.xls", [["STT", "Tên sáng kiến", "Đơn vị", "Ngày nộp", "Trạng thái"], [1, "Một", "Đông Sơn", "1/2/2023", "Hợp lệ"], [2, "Hai"],
                   [3, "Ba", "Giáo dục", "2/2/2023", "Đã nộp"]], [(1, 2, 2, 2), (1, 2, 3, 3), (1, 2, 4, 4)])
say("gop-cu.xls", "initiatives", THREE_TITLES, blank=0)
# Several authors, a row each, for one initiative that is merged down.
book("nhieu-tac-gia.xlsx", [("DS", [
    ["STT", "Tên sáng kiến", "Tác giả", "Đơn vị", "Ngày nộp", "Giá trị làm lợi"],
    [1, "Một", "Nguyễn Văn A", "Đông Sơn", "1/2/2023", 5000000], [None, None, "Trần Thị B"], [None, None, "Lê Văn C"],
    [2, "Hai", "Phạm Thị D", "Giáo dục", "2/2/2023", 7000000]])],
    ["A2:A4", "B2:B4", "D2:D4", "E2:E4", "F2:F4"])
AUTHORS = [["", "Một", "2023-02-01", D, "", "submitted", "5000000", "VND"], ["", "Hai", "2023-02-02", G, "", "submitted", "7000000", "VND"]]
say("nhieu-tac-gia.xlsx", "initiatives", AUTHORS, blank=2)
# The same without merged cells.
raw("nhieu-tac-gia.csv", "STT;Tên sáng kiến;Tác giả;Đơn vị;Ngày nộp;Giá trị làm lợi\n1;Một;Nguyễn Văn A;Đông Sơn;1/2/2023;5000000\n;;Trần Thị B;;;\n;;Lê Văn C;;;\n"
    "2;Hai;Phạm Thị D;Giáo dục;2/2/2023;7000000\n")
say("nhieu-tac-gia.csv", "initiatives", AUTHORS, blank=2)
raw("muc.csv", "STT;Tên sáng kiến;Ngày nộp\nLĐLĐ huyện Đông Sơn;;\n1;Một;1/2/2023\nCông đoàn ngành Giáo dục;;\n1;Hai;2/2/2023\n")
say("muc.csv", "initiatives", [["", "Một", "2023-02-01", D, "", "submitted", "", ""], ["", "Hai", "2023-02-02", G, "", "submitted", "", ""]], ["rows-passed-over"], blank=2)
# Sections that name no unit that is known.
raw("muc-la.csv", "STT;Tên sáng kiến;Ngày nộp\nI. LĐLĐ huyện Hạ Long;;\n1;Một;1/2/2023\n")
say("muc-la.csv", "initiatives", [], ["rows-passed-over", "unknown-reference"])
book("muc-la.xlsx", [("DS", [["STT", "Tên sáng kiến", "Ngày nộp"], ["I", "LĐLĐ huyện Đông Sơn"], [1, "Một", "1/2/2023"], ["II", "LĐLĐ huyện Hạ Long"], [1, "Hai", "2/2/2023"]])])
say("muc-la.xlsx", "initiatives", [], ["rows-passed-over", "unknown-reference"])

# Sheets: one that looks alike in an old workbook; a sample row in the first one; a list of codes.
book("mau-truoc.xlsx", [("Hướng dẫn nhập", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Bỉm Sơn", "1/1/2023", 999]]), ("Trang 1", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", 120]]),
                        ("Danh mục", [["Mã", "Đơn vị"], ["dong-son", "Đông Sơn"]])])
say("mau-truoc.xlsx", "reports", [["2023-08-31", D, 120, None]], ["sheets-not-read"], sheets=1)
# Two tables side by side; a small one beside the form.
book("canh-nhau.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp", None, "Nhóm", "Số SK"], ["Đông Sơn", "31/8/2023", 120, None, "Cải tiến kỹ thuật", 70],
                               ["Bỉm Sơn", "31/8/2023", 80, None, "Quản lý", 130]])])
say("canh-nhau.xlsx", "reports", [["2023-08-31", D, 120, None], ["2023-08-31", B, 80, None]], ["unknown-column", "unknown-column"], blank=0)
book("hai-bang-duoi.xlsx", [("A", [["Bảng 1. Khối huyện"], ["TT", "Đơn vị", "Đến ngày", "Đã nộp"], [1, "Đông Sơn", "31/8/2023", 120], [2, "Bỉm Sơn", "31/8/2023", 80], [], ["Bảng 2. Khối ngành"],
                                   ["TT", "Đơn vị", "Đến ngày", "Đã nộp"], [1, "Giáo dục", "31/8/2023", 50]])], ["A1:D1", "A6:D6"])
say("hai-bang-duoi.xlsx", "reports", [["2023-08-31", D, 120, None], ["2023-08-31", B, 80, None], ["2023-08-31", G, 50, None]], ["rows-passed-over"], blank=3)
# Headings again on each printed page, two rows of them; a subtotal of Excel under each group.
PAGES = [["TT", "Đơn vị", "Lũy kế", None], [None, None, "Nộp", "Hợp lệ"]]
book("lap-tieu-de.xlsx", [("T8.2023", [*PAGES, [1, "Đông Sơn", 120, 100], [None, "Đông Sơn Count", 1, 1], *PAGES, [2, "Bỉm Sơn", 80, 60], [None, "Grand Count", 2, 2]])], ["C1:D1", "C5:D5"])
say("lap-tieu-de.xlsx", "reports", [["2023-08-31", D, 120, 100], ["2023-08-31", B, 80, 60]], ["rows-passed-over"], blank=4)
# A code and a name that disagree.
book("hai-cot-khac.xlsx", [("A", [["Mã đơn vị", "Tên đơn vị", "Tính đến ngày", "Đã nộp"], ["dong-son", "Bỉm Sơn", "31/8/2023", 5]])])
say("hai-cot-khac.xlsx", "reports", [], ["names-differ"])
# Names with other marks, and two that fold alike (see UNITS in tests/it/forms.rs).
raw("khong-dau.csv", "Đơn vị;Tính đến ngày;Đã nộp\nLDLD huyen Dong Son;31/8/2023;120\nBim Son;31/8/2023;80\n")
say("khong-dau.csv", "reports", [["2023-08-31", D, 120, None], ["2023-08-31", B, 80, None]], ["other-marks", "other-marks"])

# Money: the unit in the heading and another one in a cell; by the year; above the table in an old book.
raw("tien-hai-don-vi.csv", "Tên sáng kiến;Đơn vị;Giá trị làm lợi (triệu đồng)\nMột;Đông Sơn;12.000.000 đồng\n")
say("tien-hai-don-vi.csv", "initiatives", [], ["unclear-number"])
book("tien-nam.xlsx", [("DS", [["(ĐVT: triệu đồng)"], ["Tên sáng kiến", "Đơn vị", "Giá trị làm lợi (đồng/năm)"], ["Một", "Đông Sơn", 12000000]])])
say("tien-nam.xlsx", "initiatives", [["", "Một", "", D, "", "submitted", "12000000", "VND"]])
MONEY = [["Đơn vị tính: nghìn đồng"], ["Mã SK", "Tên sáng kiến", "Đơn vị", "Giá trị làm lợi"], [45012, "Một", "Đông Sơn", 1500], [129, "Hai", "Đông Sơn", 2500], [7, "Ba", "Bỉm Sơn", 10]]
CODED = [["045-012", "Một", "", D, "", "submitted", "1500000", "VND"], ["000129", "Hai", "", D, "", "submitted", "2500000", "VND"], ["TH0007", "Ba", "", B, "", "submitted", "10000", "VND"]]
old("ma-so-cu.xls", MONEY, formats={(2, 0): "000-000", (3, 0): "000000", (4, 0): '"TH"0000'})
say("ma-so-cu.xls", "initiatives", CODED)
free("ma-so.ods", MONEY, {(2, 0): ("number", "000-000"), (3, 0): ("number", "000000"), (4, 0): ("number", "TH0000")})
say("ma-so.ods", "initiatives", CODED)
# Percentages, other currencies, formulas without values and days, in the old and the free format.
PERCENT = [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", 0.75], ["Bỉm Sơn", "31/8/2023", 1]]
old("phan-tram-cu.xls", PERCENT, formats={(1, 2): "0%", (2, 2): "0%"})
say("phan-tram-cu.xls", "reports", [], ["unclear-number", "unclear-number"])
free("phan-tram.ods", PERCENT, {(1, 2): ("percent", "0"), (2, 2): ("percent", "0")})
say("phan-tram.ods", "reports", [], ["unclear-number", "unclear-number"])
DOLLARS = [["Tên sáng kiến", "Đơn vị", "Giá trị làm lợi"], ["Một", "Đông Sơn", 5000]]
USD = [["", "Một", "", D, "", "submitted", "5000", "USD"]]
book("do-la.xlsx", [("A", DOLLARS)], formats={"C2": '"$"#,##0'})
say("do-la.xlsx", "initiatives", USD)
old("do-la-cu.xls", DOLLARS, formats={(1, 2): '"$"#,##0'})
say("do-la-cu.xls", "initiatives", USD)
free("do-la.ods", DOLLARS, {(1, 2): ("money", "$")})
say("do-la.ods", "initiatives", USD)
free("cong-thuc.ods", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", None]], empty_formulas=[(1, 2)])
say("cong-thuc.ods", "reports", [], ["no-kept-value"])
old("cong-thuc-cu.xls", [["Đơn vị", "Tính đến ngày", "Đã nộp", "Hợp lệ"], ["Đông Sơn", "31/8/2023", xlwt.Formula("SUM(1,2)"), xlwt.Formula('IF(1=1,"",3)')]])
say("cong-thuc-cu.xls", "reports", [], ["no-kept-value"])
free("ngay.ods", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", datetime.date(2023, 8, 31), 120], ["Bỉm Sơn", datetime.date(1899, 12, 31), 80]])
say("ngay.ods", "reports", [], ["unlikely-day"])
old("ngay-cu.xls", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", 45169, 120], ["Bỉm Sơn", "31/8/2023", 80]], formats={(1, 1): "dd/mm/yyyy"})
say("ngay-cu.xls", "reports", [["2023-08-31", D, 120, None], ["2023-08-31", B, 80, None]])
# All formulas, none with a value: the programme that wrote the file never calculated it.
book("toan-cong-thuc.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], *[[f"=B!A{n}", f"=B!B{n}", f"=B!C{n}"] for n in range(2, 6)]])])
say("toan-cong-thuc.xlsx", "reports", [], ["no-kept-value"] * 12)

# Cells that are refused, and how they are called.
raw("so-xau.csv", 'Đơn vị;Tính đến ngày;Đã nộp\nĐông Sơn;31/7/2023;45,5\nĐông Sơn;31/8/2023;75%\nĐông Sơn;30/9/2023;5 10\nBỉm Sơn;31/8/2023;"45\n30"\nBỉm Sơn;30/9/2023;5.000 $\n')
say("so-xau.csv", "reports", [], ["bad-number"] + ["unclear-number"] * 4)
book("so-xau.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/7/2023", 45.5], ["Đông Sơn", "31/8/2023", "75%"], ["Bỉm Sơn", "31/7/2023", "45\n30"], ["Bỉm Sơn", "31/8/2023", "12,000"]])])
say("so-xau.xlsx", "reports", [], ["unclear-number"] * 4)
raw("nghin.csv", "Đơn vị;Tính đến ngày;Đã nộp;Hợp lệ\nĐông Sơn;31/8/2023;12,000;10.000\nBỉm Sơn;31/8/2023;9,500;8.000\n")
say("nghin.csv", "reports", [["2023-08-31", D, 12000, 10000], ["2023-08-31", B, 9500, 8000]])
raw("ngay-xau.csv", "Đơn vị;Tính đến ngày;Đã nộp\nĐông Sơn;15/03/1024;1\nBỉm Sơn;00/01/1900;2\nGiáo dục;#####;3\nĐông Sơn;15/3/0024;4\n")
say("ngay-xau.csv", "reports", [], ["bad-date", "cell-hidden", "unlikely-day", "unlikely-day"])
book("nam-xau.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/7/2024", 1], ["Bỉm Sơn", "31/7/2042", 2], ["Giáo dục", "31/7/2024", 3]])])
say("nam-xau.xlsx", "reports", [], ["unlikely-day"])
raw("nam-xau.csv", "Tên sáng kiến;Đơn vị;Ngày nộp\nMột;Đông Sơn;1/2/2024\nHai;Bỉm Sơn;2/2/2042\nBa;Bỉm Sơn;2/3/2024\n")
say("nam-xau.csv", "initiatives", [], ["unlikely-day"])
raw("thang-truoc.csv", "Tên sáng kiến;Đơn vị;Ngày nộp\nMột;Đông Sơn;3/15/2024\nHai;Bỉm Sơn;3/5/2024\n")
say("thang-truoc.csv", "initiatives", [], ["bad-date", "month-first"])
raw("thang-truoc-dung.csv", "Tên sáng kiến;Đơn vị;Ngày nộp\nMột;Đông Sơn;3/15/2024\nHai;Bỉm Sơn;3/5/2024\n")
raw("thang-truoc-dung.csv.yaml", "dates: month-first\n")
say("thang-truoc-dung.csv", "initiatives", [["", "Một", "2024-03-15", D, "", "submitted", "", ""], ["", "Hai", "2024-03-05", B, "", "submitted", "", ""]])
raw("cach-viet-ngay.csv", "Tên sáng kiến;Đơn vị;Ngày nộp\nMột;Đông Sơn;9/7/23\nHai;Đông Sơn;9.7.2023\nBa;Đông Sơn;mùng 9 tháng 7 năm 2023\nBốn;Đông Sơn;ngày 09 tháng 07 năm 2023\nNăm;Đông Sơn;09-07-2023\n")
say("cach-viet-ngay.csv", "initiatives", [["", title, "2023-07-09", D, "", "submitted", "", ""] for title in ["Một", "Hai", "Ba", "Bốn", "Năm"]])
raw("mat-chu.csv", "Tên sáng kiến;Đơn vị\nC?i ti?n máy ép;Đông Sơn\n")
say("mat-chu.csv", "initiatives", [], ["lost-letters"])
book("mat-chu.xlsx", [("A", [["Tên sáng kiến", "Đơn vị"], ["Qu?n lý h? s?", "Đông Sơn"]])])
say("mat-chu.xlsx", "initiatives", [], ["lost-letters"])
raw("ngoac-kep.csv", 'Mã SK;Tên sáng kiến;Đơn vị\n1;"Một;Đông Sơn\n2;Hai;Đông Sơn\n3;Ba";Đông Sơn\n4;Bốn;Đông Sơn\n')
say("ngoac-kep.csv", "initiatives", [], ["swallowed-rows"])
raw("ngoac-kep-phay.csv", 'Mã SK,Tên sáng kiến,Đơn vị\n1,"Máy ép,Đông Sơn\n2,Hai,Đông Sơn\n3,Ba,Đông Sơn\n4,Máy cắt",Đông Sơn\n')
say("ngoac-kep-phay.csv", "initiatives", [], ["swallowed-rows"])
book("loi-cong-thuc.xlsx", [("A", [["Tên sáng kiến", "Đơn vị", "Giá trị làm lợi"], ["Một", "Đông Sơn", "#REF!"], ["#N/A", "Đông Sơn", 5]])])
say("loi-cong-thuc.xlsx", "initiatives", [], ["cell-error", "cell-error"])
# TCVN3 in one column, VNI in another, Unicode in the next.
raw("lan-bang-ma.csv", "Mã;Tên sáng kiến;Tóm tắt;Đơn vị\n1;C¶i tiÕn m¸y Ðp;Caûi tieán kyõ thuaät;Đông Sơn\n2;Qu¶n lý hå s¬;Quản lý;Bỉm Sơn\n")
say("lan-bang-ma.csv", "initiatives", [["1", "Cải tiến máy ép", "", D, "", "submitted", "", ""], ["2", "Quản lý hồ sơ", "", B, "", "submitted", "", ""]], ["old-encoding", "old-encoding"])
old("tcvn3-cu.xls", [["STT", "Tªn s¸ng kiÕn", "§¬n vÞ"], [1, "Qu¶n lý hå s¬ ®iÖn tö", "§«ng S¬n"], [2, "Đổi mới", "Bỉm Sơn"]])
say("tcvn3-cu.xls", "initiatives", [["", "Quản lý hồ sơ điện tử", "", D, "", "submitted", "", ""], ["", "Đổi mới", "", B, "", "submitted", "", ""]], ["old-encoding"])

# Kinds of files under other names.
old("that-ra-xls.xlsx.xls", [["Đơn vị", "Tính đến ngày", "Đã nộp", "Hợp lệ"], ["Đông Sơn", "31/8/2023", 120, 100], ["Bỉm Sơn", "31/8/2023", 80, 60]])
os.replace(os.path.join(HERE, "that-ra-xls.xlsx.xls"), os.path.join(HERE, "that-ra-xls.xlsx"))
say("that-ra-xls.xlsx", "reports", WEB, ["other-kind"], blank=0)
raw("that-ra-html.csv", PAGE)
say("that-ra-html.csv", "reports", WEB, ["other-kind"], blank=0)
free("that-ra-ods.xlsx", [["Đơn vị", "Tính đến ngày", "Đã nộp", "Hợp lệ"], ["Đông Sơn", "31/8/2023", 120, 100], ["Bỉm Sơn", "31/8/2023", 80, 60]])
say("that-ra-ods.xlsx", "reports", WEB, ["other-kind"], blank=0)

# Five habits and more in one file, again.
book("nam-thoi-quen-2.xlsx", [("Phụ lục", [
    ["Phụ lục 1"], ["DANH SÁCH SÁNG KIẾN (Kèm theo Công văn số 12/CV-LĐLĐ ngày 25/8/2023)"], [None, None, None, None, "ĐVT: triệu đồng"],
    ["STT", "Mã SK", "Tên sáng kiến", "Ngày nộp", "Giá trị làm lợi"], ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["A. LĐLĐ huyện Đông Sơn"], [1, 12, "Cải tiến\nmáy\u00ad ép", "9/7/23", "1,5"], [2, 13, "Hai", "mùng 9 tháng 7 năm 2023", "–"], [None, None, "Cộng: 2 sáng kiến", None, "1,5"],
    ["B. Công đoàn ngành Giáo dục"], [1, 14, "Ba", "10/7/2023", "2 triệu"], [], ["Tổng cộng", None, None, None, "3,5"], [],
    [None, None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"], [], [], [None, None, "Lê Thị Lập", None, "Trần Văn Ký"]])],
    ["A2:E2", "A6:E6", "A10:E10"], {"B7": "0000", "B8": "0000", "B11": "0000"})
say("nam-thoi-quen-2.xlsx", "initiatives", [["0012", "Cải tiến máy ép", "2023-07-09", D, "", "submitted", "1500000", "VND"], ["0013", "Hai", "2023-07-09", D, "", "submitted", "", ""],
                                            ["0014", "Ba", "2023-07-10", G, "", "submitted", "2000000", "VND"]], ["rows-passed-over"])
raw("nam-thoi-quen-3.csv", "\ufeffLĐLĐ TỈNH;;;;\nBÁO CÁO THÁNG 8 NĂM 2023;;;;\n;;;;\nTT;Mã đơn vị;Tên đơn vị;Số SK nộp trong tháng;Lũy kế nộp\n1;2;3;4;5\nI;;Khối huyện;;\n1;dong-son;LĐLĐ huyện Đông Sơn;5;1.120\n"
    "2;bim-son;Bỉm Sơn;–;…\n;;Cộng I;5;1.120\nII;;Khối ngành;;\n1;giao-duc;Giáo dục;1;2.050\n;;TỔNG CỘNG (I + II);6;3.170\n;;;;\n;;;;Đông Sơn, ngày 5 tháng 9 năm 2023\n;;Người lập;;\n")
say("nam-thoi-quen-3.csv", "reports", [["2023-08-31", D, 1120, None], ["2023-08-31", G, 2050, None]], ["period-column", "rows-passed-over"])

# Columns of months that are days to Excel, shown as months; a column of months; abbreviations.
book("cot-thang.xlsx", [("Lũy kế", [["Đơn vị", datetime.date(2023, 7, 1), datetime.date(2023, 8, 1)], ["Đông Sơn", 100, 120], ["Bỉm Sơn", 70, 80]])],
     formats={"B1": "mm/yyyy", "C1": "mm/yyyy"})
say("cot-thang.xlsx", "reports", [["2023-07-31", D, 100, None], ["2023-07-31", B, 70, None], ["2023-08-31", D, 120, None], ["2023-08-31", B, 80, None]])
raw("thang-bao-cao.csv", "Mã ĐV;Tên ĐV;Tháng báo cáo;Số SK nộp;Số SK được công nhận hợp lệ\ndong-son;Đông Sơn;7/2023;100;90\nbim-son;Bỉm Sơn;tháng 8 năm 2023;80;60\n")
say("thang-bao-cao.csv", "reports", [["2023-07-31", D, 100, 90], ["2023-08-31", B, 80, 60]])
# A small table of other things below, without numbers of rows; "chưa gửi" is a figure that is not there.
book("bang-phu-duoi.xlsx", [("A", [["Đơn vị", "Ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", 120], [], ["Lĩnh vực", "Số SK"], ["Quản lý", 70], ["Kỹ thuật", 50], [], ["Người lập biểu"]])])
say("bang-phu-duoi.xlsx", "reports", [["2023-08-31", D, 120, None]], ["rows-passed-over", "table-not-read"], blank=6)
# A formula whose result is an empty text has a result.
book("cong-thuc-rong.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "31/8/2023", 5], ["Bỉm Sơn", "31/8/2023"]])])
with zipfile.ZipFile(os.path.join(HERE, "cong-thuc-rong.xlsx")) as made:
    parts = {name: made.read(name) for name in made.namelist()}
parts[sheet] = parts[sheet].replace(b"</row></sheetData>", b'<c r="C3" t="str"><f>IF(1,"","")</f><v></v></c></row></sheetData>')
with zipfile.ZipFile(os.path.join(HERE, "cong-thuc-rong.xlsx"), "w", zipfile.ZIP_DEFLATED) as made:
    for name, part in parts.items():
        made.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
say("cong-thuc-rong.xlsx", "reports", [["2023-08-31", D, 5, None]], blank=1)

# The letter of a section in the column of codes; sections in the column of days.
book("muc-o-cot-ma.xlsx", [("Bỉm Sơn", [["DANH SÁCH SÁNG KIẾN"], ["Mã SK", "Tên sáng kiến", "Ngày nộp"], ["I", "LĐLĐ huyện Đông Sơn"], ["01", "Một", "1/2/2023"]])])
say("muc-o-cot-ma.xlsx", "initiatives", [["01", "Một", "2023-02-01", D, "", "submitted", "", ""]], ["rows-passed-over"], blank=1)
raw("muc-o-cot-ngay.csv", "Tháng;Đã nộp;Hợp lệ\nLĐLĐ huyện Đông Sơn;;\nTháng 7/2023;10;8\nTháng 8/2023;12;9\nBỉm Sơn;;\nTháng 7/2023;1;1\n")
say("muc-o-cot-ngay.csv", "reports", [["2023-07-31", D, 10, 8], ["2023-08-31", D, 12, 9], ["2023-07-31", B, 1, 1]], ["rows-passed-over"], blank=2)

# What a fresh reader tried: sums of a section typed as texts; totals in an old encoding; units behind gaps.
book("muc-so-chu.xlsx", [("Biểu 01", [
    ["LIÊN ĐOÀN LAO ĐỘNG TỈNH", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], [None, None, None, None, "Thanh Hóa, ngày    tháng 7 năm 2023"],
    ["TỔNG HỢP SÁNG KIẾN THÁNG 6 NĂM 2023"], ["TT", "Đơn vị", "Lũy kế", None, "Ghi chú"], [None, None, "Đã nộp", "Hợp lệ", None],
    ["I", "KHỐI HUYỆN, THỊ XÃ", "1.354", "1.160"], [1, "LĐLĐ huyện Đông Sơn", "1.234", "1.100", 12], [2, "LĐLĐ thị xã Bỉm Sơn", "120", "60"],
    ["II", "KHỐI NGÀNH", 50, 45], [1, "Công đoàn ngành Giáo dục", 50, 45, "nộp muộn"], ["Tổng cộng", None, "1.404", "1.205"],
    [None, "NGƯỜI LẬP BIỂU", None, None, "PHÓ CHỦ TỊCH"]])], ["A1:C1", "A3:E3", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "A11:B11"])
say("muc-so-chu.xlsx", "reports", [["2023-06-30", D, 1234, 1100], ["2023-06-30", B, 120, 60], ["2023-06-30", G, 50, 45]], ["rows-passed-over"], blank=4)
raw("muc-so-chu.csv", "Số liệu đến 30/6/2023;;\nTT;Đơn vị;Đã nộp\nI;Khối huyện;1 354\n1;Đông Sơn;1 234\n2;Bỉm Sơn;120\n;Cộng;1 354\n")
say("muc-so-chu.csv", "reports", [["2023-06-30", D, 1234, None], ["2023-06-30", B, 120, None]], ["rows-passed-over"], blank=2)
TCVN3 = [["STT", "Tªn ®¬n vÞ", "§· nép", "Hîp lÖ"], [1, "§«ng S¬n", 12, 10], [2, "BØm S¬n", 8, 7], [None, "Tæng céng", 20, 17], [None, "Ng\u00ad\u00eai lËp biÓu"]]
old("tong-tcvn3.xls", TCVN3)
with open(os.path.join(HERE, "tong-tcvn3.xls.yaml"), "w", encoding="utf-8") as file:
    file.write("defaults: {as_of: 2023-06-30}\n")
OLD = [["2023-06-30", D, 12, 10], ["2023-06-30", B, 8, 7]]
say("tong-tcvn3.xls", "reports", OLD, ["old-encoding", "rows-passed-over"], blank=2)
raw("tong-tcvn3-2023-06-30.csv", "STT;Tªn ®¬n vÞ;§· nép;Hîp lÖ\n1;§«ng S¬n;12;10\n2;BØm S¬n;8;7\n;Tæng céng;20;17\n", "latin-1")
say("tong-tcvn3-2023-06-30.csv", "reports", OLD, ["old-encoding", "rows-passed-over"], blank=1)
raw("muc-cach-dong.csv", "STT;Tên sáng kiến;Ngày nộp\n;LĐLĐ huyện Đông Sơn;\n1;Một;1/2/2023\n;;\n;Công đoàn ngành Giáo dục;\n1;Hai;2/2/2023\n")
SPACED = [["", "Một", "2023-02-01", D, "", "submitted", "", ""], ["", "Hai", "2023-02-02", G, "", "submitted", "", ""]]
say("muc-cach-dong.csv", "initiatives", SPACED, ["rows-passed-over"], blank=3)
book("muc-cach-dong.xlsx", [("DS", [["STT", "Tên sáng kiến", "Ngày nộp"], [None, "LĐLĐ huyện Đông Sơn"], [1, "Một", "1/2/2023"], [], [None, "Công đoàn ngành Giáo dục"], [1, "Hai", "2/2/2023"]])])
say("muc-cach-dong.xlsx", "initiatives", SPACED, ["rows-passed-over"], blank=3)
# Two columns, and a gap: what says a day is no note.
raw("hai-cot-trong.csv", "Tên sáng kiến;Ngày nộp\nMột;1/2/2023\n;\nHai;2/2/2023\n")
book("hai-cot-trong.xlsx", [("Đông Sơn", [["Tên sáng kiến", "Ngày nộp"], ["Một", "1/2/2023"], [], ["Hai", "2/2/2023"]])])
with open(os.path.join(HERE, "hai-cot-trong.csv.yaml"), "w", encoding="utf-8") as file:
    file.write("defaults: {unit: dong-son}\n")
APART = [["", "Một", "2023-02-01", D, "", "submitted", "", ""], ["", "Hai", "2023-02-02", D, "", "submitted", "", ""]]
say("hai-cot-trong.csv", "initiatives", APART, blank=1)
say("hai-cot-trong.xlsx", "initiatives", APART, blank=1)
# A stretch of days; a week, whose last day is not said.
raw("ky-bao-cao.csv", "Kỳ báo cáo: 15/5/2023 - 14/6/2023;\nĐơn vị;Đã nộp\nĐông Sơn;120\n")
say("ky-bao-cao.csv", "reports", [["2023-06-14", D, 120, None]])
book("ky-bao-cao.xlsx", [("A", [["(15/5-14/6/2023)"], ["Đơn vị", "Đã nộp"], ["Đông Sơn", 120]])])
say("ky-bao-cao.xlsx", "reports", [["2023-06-14", D, 120, None]])
raw("tuan.csv", "BÁO CÁO TUẦN 3 THÁNG 6/2023;\nĐơn vị;Đã nộp\nĐông Sơn;120\n")
say("tuan.csv", "reports", [], ["missing-column"])
book("tuan.xlsx", [("Tuần 25.2023", [["Đơn vị", "Đã nộp"], ["Đông Sơn", 120]])])
say("tuan.xlsx", "reports", [], ["missing-column"])
# Other words for the day; marks of footnotes; the branch of a trade for short.
raw("chu-thich.csv", "Đơn vị;Ngày chốt;Đã nộp\nĐông Sơn (1);30/6/2023;120\nBỉm Sơn*;30/6/2023;80\nCĐN Giáo dục;30/6/2023;50\n")
FOOTED = [["2023-06-30", D, 120, None], ["2023-06-30", B, 80, None], ["2023-06-30", G, 50, None]]
say("chu-thich.csv", "reports", FOOTED)
book("chu-thich.xlsx", [("A", [["Tên đơn vị", "Số liệu đến", "Đã nộp"], ["H. Đông Sơn (*)", "30/6/2023", 120], ["TX. Bỉm Sơn (2)", "30/6/2023", 80], ["CĐN Giáo dục", "30/6/2023", 50]])])
say("chu-thich.xlsx", "reports", FOOTED)

# Months as sections: the rows of May are not those of June. Figures of a month alone, by the title.
raw("muc-thang.csv", "Số liệu đến 30/6/2023;;\nĐơn vị;Đã nộp;Hợp lệ\nTháng 5/2023;;\nĐông Sơn;10;8\nTháng 6/2023;;\nBỉm Sơn;6;5\n")
say("muc-thang.csv", "reports", [], ["days-differ"])
book("muc-thang.xlsx", [("Tháng 6.2023", [["TT", "Đơn vị", "Đã nộp"], ["I", "Tháng 5/2023"], [1, "Đông Sơn", 10], ["II", "Tháng 6/2023"], [1, "Bỉm Sơn", 6]])])
say("muc-thang.xlsx", "reports", [], ["days-differ", "rows-passed-over"])
raw("trong-thang.csv", "SỐ SÁNG KIẾN NỘP TRONG THÁNG 6/2023;\nĐơn vị;Đã nộp\nĐông Sơn;5\n")
say("trong-thang.csv", "reports", [], ["period-column"])
book("trong-thang.xlsx", [("A", [["SÁNG KIẾN NỘP TRONG QUÝ II/2023"], ["Đơn vị", "Đã nộp", "Hợp lệ", "Lũy kế nộp"], ["Đông Sơn", 5, 3, 120]])], ["A1:D1"])
say("trong-thang.xlsx", "reports", [["2023-06-30", D, 120, None]], ["period-column", "period-column"])

# Rows that a filter hides are read, and said; a hidden row of totals is not worth a word.
book("dong-an.xlsx", [("T6.2023", [["Đơn vị", "Đã nộp"], ["Đông Sơn", 120], ["Bỉm Sơn", 80], ["Giáo dục", 50], ["Cộng", 250]])], hidden=[3, 4, 5])
say("dong-an.xlsx", "reports", [["2023-06-30", D, 120, None], ["2023-06-30", B, 80, None], ["2023-06-30", G, 50, None]], ["hidden-rows", "rows-passed-over"], blank=1)
book("dong-an-2.xlsx", [("DS", [["STT", "Tên sáng kiến", "Đơn vị"], *[[n, f"Sáng kiến {n}", "Đông Sơn"] for n in range(1, 400)]])], hidden=range(2, 399, 2))
say("dong-an-2.xlsx", "initiatives", [["", f"Sáng kiến {n}", "", D, "", "submitted", "", ""] for n in range(1, 400)], ["hidden-rows"])

# The same in the other formats: an old workbook, a free one with a filter, pages and XML of web systems.
HIDDEN = [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "30/6/2023", 120], ["Bỉm Sơn", "30/6/2023", 80], ["Giáo dục", "30/6/2023", 50], ["Cộng", None, 250]]
HIDDEN_MEANS = [["2023-06-30", D, 120, None], ["2023-06-30", B, 80, None], ["2023-06-30", G, 50, None]]
old("dong-an-cu.xls", HIDDEN, hidden=[3, 5])
free("dong-an.ods", HIDDEN, collapsed=[3, 4, 5])
raw("dong-an-html.xls", "<html><meta charset=utf-8><table>" + "".join(
    ("<tr style='height:15pt; display: none'>" if n in (1, 4) else "<tr>") + "".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) + "</tr>"
    for n, row in enumerate(HIDDEN)) + "</table></html>")
raw("dong-an-xml.xls", '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="T"><Table>' + "".join(
        ('<Row ss:Hidden="1">' if n == 2 else "<Row>") + "".join(
            "<Cell/>" if cell is None else f'<Cell><Data ss:Type="{"Number" if isinstance(cell, int) else "String"}">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for n, row in enumerate(HIDDEN)) + "</Table></Worksheet></Workbook>")
for name, other in [("dong-an-cu.xls", []), ("dong-an.ods", []), ("dong-an-html.xls", ["other-kind"]), ("dong-an-xml.xls", ["other-kind"])]:
    say(name, "reports", HIDDEN_MEANS, ["hidden-rows", "rows-passed-over", *other], blank=1)

def prefixed(name):
    """A workbook again, with a prefix before each name of its XML, as libraries of .NET write it."""
    path = os.path.join(HERE, name)
    with zipfile.ZipFile(path) as file:
        parts = [(part, file.read(part).decode()) for part in file.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, text in parts:
            if part.startswith("xl/") and part.endswith(".xml") and "theme" not in part:
                text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text).replace(' xmlns="', ' xmlns:x="')
            file.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


# Libraries of .NET put a prefix before each name: what is merged, hidden or not calculated is seen all the same.
book("tien-to.xlsx", [("A", [["Tên sáng kiến", "Đơn vị"], ["SK 1", "Đông Sơn"], ["SK 2", None], ["SK 3", "Bỉm Sơn"]])], ["B2:B3"], hidden=[4])
prefixed("tien-to.xlsx")
say("tien-to.xlsx", "initiatives", [["", f"SK {n}", "", u, "", "submitted", "", ""] for n, u in [(1, D), (2, D), (3, B)]], ["hidden-rows"])
book("tien-to-2.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "30/6/2023", "=1+1"]])])
prefixed("tien-to-2.xlsx")
say("tien-to-2.xlsx", "reports", [], ["no-kept-value"])

# A line above the table says the unit of its amounts in other words; one that is not known is refused.
AMOUNT = ["Tên sáng kiến", "Đơn vị", "Giá trị làm lợi"]
raw("tien-don-vi.csv", "Đơn vị: triệu đồng;;\nTên sáng kiến;Đơn vị;Giá trị làm lợi\nSK 1;Đông Sơn;12\nSK 2;Bỉm Sơn;1,5\n")
say("tien-don-vi.csv", "initiatives", [["", "SK 1", "", D, "", "submitted", "12000000", "VND"], ["", "SK 2", "", B, "", "submitted", "1500000", "VND"]])
book("tien-don-vi.xlsx", [("A", [["BIỂU TỔNG HỢP"], [None, None, "(1.000 đồng)"], AMOUNT, ["SK 1", "Đông Sơn", 12]])])
say("tien-don-vi.xlsx", "initiatives", [["", "SK 1", "", D, "", "submitted", "12000", "VND"]])
raw("tien-don-vi-la.csv", "ĐVT: trăm triệu đồng;;\nTên sáng kiến;Đơn vị;Giá trị làm lợi\nSK 1;Đông Sơn;12\n")
say("tien-don-vi-la.csv", "initiatives", [], ["unknown-unit"])
book("tien-don-vi-la.xlsx", [("A", [[*AMOUNT[:2], "Giá trị làm lợi (1.000 USD)"], ["SK 1", "Đông Sơn", 12]])])
say("tien-don-vi-la.xlsx", "initiatives", [], ["unknown-unit"])

# Columns that are hidden are read, and said; one that is not read anyway is not worth a word.
COLUMNS = [["Tính đến ngày", "Đơn vị", "Xếp loại", "Hợp lệ", "Đã nộp"], ["30/6/2023", "Đông Sơn", None, 100, 120], ["30/6/2023", "Bỉm Sơn", None, 70, 80]]
COLUMNS_MEAN = [["2023-06-30", D, 120, 100], ["2023-06-30", B, 80, 70]]
book("cot-an.xlsx", [("A", COLUMNS)], columns=["A", "D"])
book("cot-an-2.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp", "Xếp loại"], ["Đông Sơn", "30/6/2023", 120, "A"]])], columns=["D"])
say("cot-an-2.xlsx", "reports", [["2023-06-30", D, 120, None]], ["unknown-column"])
old("cot-an-cu.xls", COLUMNS, columns=[3])
free("cot-an.ods", COLUMNS, columns=[(3, "visible"), (1, "collapse"), (1, "visible")])
raw("cot-an-html.xls", "<html><meta charset=utf-8><table><col width=80 span=3><col width=0 style='display:none'><col>" + "".join(
    "<tr>" + "".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) + "</tr>" for row in COLUMNS) + "</table></html>")
raw("cot-an-xml.xls", '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="T"><Table><Column ss:Span="2"/><Column ss:Hidden="1" ss:Width="0"/>' + "".join(
        "<Row>" + "".join(
            "<Cell/>" if cell is None else f'<Cell><Data ss:Type="{"Number" if isinstance(cell, int) else "String"}">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in COLUMNS) + "</Table></Worksheet></Workbook>")
for name, other in [("cot-an.xlsx", []), ("cot-an-cu.xls", []), ("cot-an.ods", []), ("cot-an-html.xls", ["other-kind"]), ("cot-an-xml.xls", ["other-kind"])]:
    say(name, "reports", COLUMNS_MEAN, ["hidden-columns", "unknown-column", *other])

# Groups numbered 1, 2 that state what 1.1, 1.2 below them come to are no units; a unit that is called so stays one.
SAID = ["Báo cáo tính đến ngày 31/8/2023"]
LEVELS = [["2023-08-31", D, 120, 100], ["2023-08-31", B, 80, 70], ["2023-08-31", G, 50, 45]]
book("so-cap.xlsx", [("A", [SAID, ["TT", "Đơn vị", "Đã nộp", "Hợp lệ"], ["1", "Cấp huyện", 200, 170], ["1.1", "Đông Sơn", 120, 100], ["1.2", "Bỉm Sơn", 80, 70], ["2", "Ngành", 50, 45], ["2.1", "Giáo dục", 50, 45], [None, "Tổng cộng", 250, 215]])])
say("so-cap.xlsx", "reports", LEVELS, ["rows-passed-over", "rows-passed-over"], blank=3)
book("so-cap-chu.xlsx", [("A", [SAID, ["TT", "Đơn vị", "Đã nộp", "Hợp lệ"], ["I", "Địa phương", 200, 170], [1, "Cấp huyện", 200, 170], ["a", "Đông Sơn", 120, 100], ["b", "Bỉm Sơn", 80, 70], ["II", "Ngành", 50, 45], [1, "Giáo dục", 50, 45], [None, "Tổng cộng", 250, 215]])])
say("so-cap-chu.xlsx", "reports", LEVELS, ["rows-passed-over", "rows-passed-over"], blank=4)
raw("so-cap.csv", "Tính đến ngày 31/8/2023;;;\nSTT;Đơn vị;Đã nộp;Hợp lệ\n1;Toàn bộ các đơn vị;250;215\n1,1;Các địa phương;200;170\n1.1.1;Đông Sơn;120;100\n1.1.2;Bỉm Sơn;80;70\n1.2;Giáo dục;50;45\n")
say("so-cap.csv", "reports", LEVELS, ["rows-passed-over"], blank=2)
raw("so-cap-gach.csv", "Tính đến ngày 31/8/2023;;;\nTT;Đơn vị;Đã nộp;Hợp lệ\n1;LĐLĐ tỉnh;250;215\n-;Đông Sơn;120;100\n-;Bỉm Sơn;80;70\n;Giáo dục;50;45\n;Cộng;250;215\n")
say("so-cap-gach.csv", "reports", [["2023-08-31", "tinh", 250, 215], *LEVELS], ["rows-passed-over"], blank=1)
book("so-cap-sai.xlsx", [("A", [SAID, ["TT", "Đơn vị", "Đã nộp"], ["1", "Cấp huyện", 210], ["1.1", "Đông Sơn", 120], ["1.2", "Bỉm Sơn", 80]])])
say("so-cap-sai.xlsx", "reports", [], ["unknown-reference"])
raw("so-cap-sai.csv", "Tính đến ngày 31/8/2023;;\nTT;Đơn vị;Đã nộp\n1;Cấp huyện;200\na;Đông Sơn;120\nb;Bỉm Sơn;8\n")
say("so-cap-sai.csv", "reports", [], ["unknown-reference"])

# Two halves of one list side by side: the second is reported at its first cell.
book("canh-nhau-2.xlsx", [("A", [SAID, ["TT", "Đơn vị", "Đã nộp", "Hợp lệ", None, "TT", "Đơn vị", "Đã nộp", "Hợp lệ"], [1, "Đông Sơn", 120, 100, None, 3, "Giáo dục", 50, 45], [2, "Bỉm Sơn", 80, 70], [None, None, None, None, None, 4, "LĐLĐ tỉnh", 5, 4]])], ["A1:I1"])
say("canh-nhau-2.xlsx", "reports", LEVELS[:2], ["table-beside"], blank=1)
raw("canh-nhau.csv", "Tính đến ngày 31/8/2023;;;;;\nĐơn vị;Đã nộp;Hợp lệ;Đơn vị;Đã nộp;Hợp lệ\nĐông Sơn;120;100;Giáo dục;50;45\nBỉm Sơn;80;70;;;\n")
say("canh-nhau.csv", "reports", LEVELS[:2], ["table-beside"], blank=0)

# A column for each unit: refused, with how to turn it.
book("xoay.xlsx", [("A", [["Kết quả tháng 8/2023"], ["TT", "Nội dung", "Đông Sơn", "Bỉm Sơn", "Giáo dục", "Cộng"], [1, "Số sáng kiến đã nộp", 120, 80, 50, 250], [2, "Số sáng kiến hợp lệ", 100, 70, 45, 215]])])
raw("xoay.csv", "Số sáng kiến đã nộp (lũy kế);;;\nNgày;Đông Sơn;Bỉm Sơn;Giáo dục\n31/7/2023;110;70;40\n31/8/2023;120;80;50\n")
book("xoay-2.xlsx", [("A", [SAID, ["TT", "Đơn vị", "Đông Sơn", "Bỉm Sơn"], [1, "Đã nộp", 120, 80], [2, "Hợp lệ", 100, 70]])])
for name in ["xoay.xlsx", "xoay.csv", "xoay-2.xlsx"]:
    say(name, "reports", [], ["table-turned"])

# A total in the place of a title, beside the unit that is merged down to it.
COUNTED = [["", "Một", "2023-04-05", D, "", "submitted", "", ""], ["", "Hai", "2023-04-06", D, "", "submitted", "", ""], ["", "Ba", "2023-04-07", B, "", "submitted", "", ""]]
book("cong-o-ten.xlsx", [("DS", [["Đơn vị", "TT", "Tên sáng kiến", "Ngày nộp"], ["LĐLĐ huyện Đông Sơn", 1, "Một", "5.4.23"], [None, 2, "Hai", "6.4.23"], [None, None, "Cộng: 02", None], ["Bỉm Sơn", 1, "Ba", "7.4.23"], [None, None, "Cộng: 01", None]])], ["A2:A4", "A5:A6"])
say("cong-o-ten.xlsx", "initiatives", COUNTED, ["rows-passed-over"], blank=2)
raw("cong-o-ten.csv", "Đơn vị;STT;Tên sáng kiến;Ngày nộp\nĐông Sơn;1;Một;5/4/2023\nĐông Sơn;2;Hai;6/4/2023\nĐông Sơn;;Tổng số sáng kiến: 2;\nBỉm Sơn;1;Ba;7/4/2023\nBỉm Sơn;;Cộng;\n")
say("cong-o-ten.csv", "initiatives", COUNTED, ["rows-passed-over"], blank=2)

# Totals of clusters; a share beside each count; what is valid as a part of what was handed in.
book("cong-cum.xlsx", [("BC", [["Báo cáo số liệu ngày 31-08-2023"], ["TT", "Đơn vị", "Nộp", "Trong đó: SK hợp lệ", "% hợp lệ"], ["Cụm thi đua số 1"], [1, "Đông Sơn (*)", 120, 100, "83,3%"], [2, "Bỉm Sơn", 80, 70, "87,5%"], [None, "Cộng cụm 1", 200, 170, "85%"],
    ["Cụm thi đua số 2"], [1, "Giáo dục", 50, 45, "90%"], [None, "Cộng cụm 2", 50, 45, "90%"], [None, "Tổng cộng 2 cụm", 250, 215, "86%"], [None, "(*) Đông Sơn: có 5 sáng kiến nộp muộn"], [None, "Nguồn: Ban Chính sách"]])], ["A3:E3", "A7:E7"])
say("cong-cum.xlsx", "reports", LEVELS, ["rows-passed-over", "unknown-column"], blank=7)
raw("cong-cum.csv", "Số liệu đến 31/8/2023;;;\nĐơn vị;Đã nộp;Hợp lệ;Hợp lệ (%)\nĐông Sơn;120;100;83,3\nBỉm Sơn;80;70;87,5\nTổng cụm huyện;200;170;85\nGiáo dục;50;45;90\nTổng các cụm;250;215;86\n(*) Số liệu sơ bộ;;;\n")
say("cong-cum.csv", "reports", LEVELS, ["rows-passed-over", "unknown-column"], blank=3)

# Sections that name groups, and nothing that names the unit.
raw("nhom-khong-don-vi.csv", "STT;Tên sáng kiến;Ngày nộp\nA. Cải tiến kỹ thuật;;\n1;Một;1/2/2023\nB. Quản lý;;\n1;Hai;2/2/2023\n")
book("nhom-khong-don-vi.xlsx", [("SK", [["DANH MỤC SÁNG KIẾN"], ["TT", "Tên sáng kiến", "Ngày nộp"], ["I", "Cải tiến kỹ thuật"], [1, "Một", "1/2/2023"]])])
say("nhom-khong-don-vi.csv", "initiatives", [], ["missing-column", "rows-passed-over"])
say("nhom-khong-don-vi.xlsx", "initiatives", [], ["missing-column", "rows-passed-over"])

# The second layout of what had one.
raw("ma-so-utf16.csv", "Mã SK\tTên sáng kiến\tĐơn vị\n=\"0012\"\tMột\tĐông Sơn\n'0013\tHai\tĐông Sơn\n", "utf-16")
say("ma-so-utf16.csv", "initiatives", [["0012", "Một", "", D, "", "submitted", "", ""], ["0013", "Hai", "", D, "", "submitted", "", ""]])
book("thang-truoc.xlsx", [("A", [["Tên sáng kiến", "Đơn vị", "Ngày nộp"], ["Một", "Đông Sơn", "3/15/2024"], ["Hai", "Bỉm Sơn", "3/5/2024"]])])
say("thang-truoc.xlsx", "initiatives", [], ["bad-date", "month-first"])
book("thoi-diem.xlsx", [("A", [["Dấu thời gian", "Tên sáng kiến", "Đơn vị", "Ngày nộp"], ["x", "Một", "Đông Sơn", "2023-07-08T17:45:10Z"]])])
say("thoi-diem.xlsx", "initiatives", [["", "Một", "2023-07-09", D, "", "submitted", "", ""]], ["unknown-column"])
raw("loi-cong-thuc.csv", "Tên sáng kiến;Đơn vị;Giá trị làm lợi\nMột;Đông Sơn;#REF!\n#N/A;Đông Sơn;5\n")
say("loi-cong-thuc.csv", "initiatives", [], ["cell-error", "cell-error"])
raw("vni.csv", "STT;Teân saùng kieán;Ñôn vò\n1;Caûi tieán kyõ thuaät maùy eùp;Ñoâng Sôn\n", "latin-1")
say("vni.csv", "initiatives", [["", "Cải tiến kỹ thuật máy ép", "", D, "", "submitted", "", ""]], ["old-encoding"])
book("khong-dau.xlsx", [("A", [["Don vi", "Tính đến ngày", "Đã nộp"], ["LDLD huyen Dong Son", "31/8/2023", 120]])])
say("khong-dau.xlsx", "reports", [["2023-08-31", D, 120, None]], ["other-marks"])
book("ngay-xau.xlsx", [("A", [["Đơn vị", "Tính đến ngày", "Đã nộp"], ["Đông Sơn", "15/03/1024", 1], ["Bỉm Sơn", "#####", 2]])])
say("ngay-xau.xlsx", "reports", [], ["cell-hidden", "unlikely-day"])
raw("xml2003-2.xls", """<?xml version="1.0"?>
<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Worksheet ss:Name="Biểu"><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type="String">Đơn vị</ss:Data></ss:Cell>
<ss:Cell><ss:Data ss:Type="String">Tính đến ngày</ss:Data></ss:Cell><ss:Cell><ss:Data ss:Type="String">Đã nộp</ss:Data></ss:Cell></ss:Row>
<ss:Row><ss:Cell><ss:Data ss:Type="String">Đông Sơn</ss:Data></ss:Cell><ss:Cell><ss:Data ss:Type="DateTime">2023-08-31T00:00:00.000</ss:Data></ss:Cell><ss:Cell><ss:Data ss:Type="Number">120</ss:Data></ss:Cell></ss:Row>
</ss:Table></ss:Worksheet></ss:Workbook>""")
say("xml2003-2.xls", "reports", [["2023-08-31", D, 120, None]], ["other-kind"])
raw("doi-ten.xlsx", "Đơn vị;Tính đến ngày;Đã nộp\nĐông Sơn;31/8/2023;120\n")
say("doi-ten.xlsx", "reports", [["2023-08-31", D, 120, None]], ["other-kind"])
raw("trong.csv", "")
say("trong.csv", "reports", [], ["table-nothing"])

# Units, with their targets, in two layouts.
UNIT_ROWS = [["tinh", "LĐLĐ tỉnh", "province", "", ""], ["dong-son", "LĐLĐ huyện Đông Sơn", "upper", "tinh", 12500], ["may-son", "CĐCS May Sơn", "grassroots", "dong-son", 1200]]
book("don-vi.xlsx", [("Danh sách", [
    ["DANH SÁCH CÔNG ĐOÀN TRỰC THUỘC"], ["STT", "Mã", "Tên đơn vị", "Cấp", "Trực thuộc", "Số đoàn viên", "Chỉ tiêu", None], [None, None, None, None, None, None, "g1", "g2"],
    [1, "tinh", "LĐLĐ tỉnh", "Cấp tỉnh", None, None, None, None], [2, "dong-son", "LĐLĐ huyện Đông Sơn", "Cấp trên trực tiếp cơ sở", "LĐLĐ tỉnh", "12.500", 100, 200],
    [3, "may-son", "CĐCS May Sơn", "Cơ sở", "LĐLĐ huyện Đông Sơn", 1200, 100, 200], [None, None, "Cộng", None, None, 13700, None, None], [None, None, "Người lập biểu"]])],
    ["A1:H1", "G2:H2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3"])
say("don-vi.xlsx", "units", UNIT_ROWS, ["rows-passed-over"], blank=2)
raw("don-vi.csv", "Mã đơn vị;Tên đơn vị;Loại;Cấp trên;Đoàn viên;Chỉ tiêu g1;Chỉ tiêu g2\ntinh;LĐLĐ tỉnh;province;;;;\ndong-son;LĐLĐ huyện Đông Sơn;upper;tinh;12500;100;200\n"
    "may-son;CĐCS May Sơn;grassroots;dong-son;1.200;100;200\n")
say("don-vi.csv", "units", UNIT_ROWS)

# A hidden sheet of the month before: not read, and said.
SHOWN = [["2023-08-31", D, 120, 100], ["2023-08-31", B, 80, 70]]
MONTHS = [("T7.23", SHEET(9)), ("T8.23", [["Đơn vị", "Đã nộp", "Hợp lệ"], ["Đông Sơn", 120, 100], ["Bỉm Sơn", 80, 70]])]
made = openpyxl.Workbook()
made.remove(made.active)
for title, rows in MONTHS:
    sheet = made.create_sheet(title)
    for row in rows:
        sheet.append(row)
made["T7.23"].sheet_state = "hidden"
made.active = 1
packed("trang-an.xlsx", made)
made = xlwt.Workbook(encoding="utf-8")
for title, rows in MONTHS:
    sheet = made.add_sheet(title)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            sheet.write(r, c, cell)
made.get_sheet("T7.23").visibility = 1
made.set_active_sheet(1)
made.save(os.path.join(HERE, "trang-an-cu.xls"))
made = opendocument.OpenDocumentSpreadsheet()
for name, shown in [("an", "false"), ("hien", "true")]:
    look = style.Style(name=name, family="table")
    look.addElement(style.TableProperties(display=shown))
    made.automaticstyles.addElement(look)
for (title, rows), name in zip(MONTHS, ["an", "hien"]):
    sheet = table.Table(name=title, stylename=name)
    for row in rows:
        line = table.TableRow()
        for cell in row:
            more = {"valuetype": "float", "value": cell} if isinstance(cell, int) else {"valuetype": "string"}
            made_cell = table.TableCell(**more)
            made_cell.addElement(P(text=str(cell)))
            line.addElement(made_cell)
        sheet.addElement(line)
    made.spreadsheet.addElement(sheet)
packed("trang-an.ods", made)
XML_CELL = lambda cell: f'<Cell><Data ss:Type="{"Number" if isinstance(cell, int) else "String"}">{cell}</Data></Cell>'
XML_SHEET = lambda title, rows, shown: (f'<Worksheet ss:Name="{title}"><Table>' + "".join("<Row>" + "".join(map(XML_CELL, row)) + "</Row>" for row in rows)
    + f'</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>{shown}</Visible></WorksheetOptions></Worksheet>')
raw("trang-an-xml.xls", '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    + "".join(XML_SHEET(title, rows, shown) for (title, rows), shown in zip(MONTHS, ["SheetHidden", "SheetVisible"])) + "</Workbook>")
for name, more in [("trang-an.xlsx", []), ("trang-an-cu.xls", []), ("trang-an.ods", []), ("trang-an-xml.xls", ["other-kind"])]:
    say(name, "reports", SHOWN, ["sheets-not-read"] + more, sheets=1)

# Forms of five habits each, as an office fills them in that has not seen the program.
# Appendix with a letter's date, three heading rows, total on top, sections, thousands as text, unit without figures
book("phu-luc.xlsx", [("PL02", [
 ["LIÊN ĐOÀN LAO ĐỘNG TỈNH", None, None, None, "PHỤ LỤC 02"],
 ["(Kèm theo Công văn số 45/LĐLĐ-CSPL ngày 10/01/2024 của LĐLĐ tỉnh)"],
 ["KẾT QUẢ THAM GIA CHƯƠNG TRÌNH \"1 TRIỆU SÁNG KIẾN\""],
 ["Số liệu chốt đến 17h00 ngày 31 tháng 12 năm 2023"],
 [],
 ["STT", "Tên đơn vị", "Kết quả", None, None, "Ghi chú"],
 [None, None, "Số sáng kiến", None, "Tỷ lệ %", None],
 [None, None, "Lũy kế nộp", "Lũy kế hợp lệ", None, None],
 ["A", "B", "1", "2", "3=2/1", "C"],
 [None, "TỔNG SỐ", "1.350", "1.205", 0.8926, None],
 ["I", "Các huyện, thị", 1300, 1160, 0.8923, None],
 [1, "H. Đông Sơn", "1.200", "1.100", 0.9167, "Dẫn đầu"],
 [2, "Thị xã Bỉm Sơn", "100", "60", 0.6, None],
 ["II", "Các ngành", 50, 45, 0.9, None],
 [3, "Ngành Giáo dục", 50, 45, 0.9, None],
 [],
 ["Ghi chú: số liệu do các đơn vị nhập trên Cổng, tính đến 17h00 cùng ngày."],
 [None, "NGƯỜI TỔNG HỢP", None, None, "CHỦ TỊCH"],
])], ["A2:F2", "A3:F3", "A4:F4", "A6:A8", "B6:B8", "C6:E6", "C7:D7", "E7:E8", "F6:F8"])
say("phu-luc.xlsx", "reports", [["2023-12-31", D, 1200, 1100], ["2023-12-31", B, 100, 60], ["2023-12-31", G, 50, 45]], ["rows-passed-over", "unknown-column"])

# Old xls, units merged down, group per section, money in million with comma, month as day, status words
old("trieu-dong-cu.xls", [
 ["DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN NĂM 2023"],
 ["Đơn vị tính: triệu đồng"],
 [],
 ["Stt", "Đơn vị", "Tên sáng kiến, giải pháp", "Lĩnh vực", "Ngày nộp", "Giá trị làm lợi", "Kết quả"],
 [1, "LĐLĐ huyện Đông Sơn", "Cải tiến lò sấy", "Cải tiến kỹ thuật", "05/07/2023", "12,5", "Hợp lệ"],
 [2, None, "Sắp xếp kho", "Quản lý", "06/07/2023", "1.200", "Đã nộp"],
 [3, None, "Máy đếm", "Cải tiến kỹ thuật", "7.7.23", 3, "Hợp lệ"],
 [4, "TX Bỉm Sơn", "Giá đỡ", "Quản lý", "8-7-2023", "", "Hợp lệ"],
 ["", "Tổng cộng: 04 sáng kiến", "", "", "", "1.215,5", ""],
 ["", "", "", "", "Người lập biểu"],
 ["", "", "", "", "Lê Thị Biểu"]],
 [(4, 6, 1, 1)])
say("trieu-dong-cu.xls", "initiatives", [["", "Cải tiến lò sấy", "2023-07-05", D, "n1", "valid", "12500000", "VND"],
 ["", "Sắp xếp kho", "2023-07-06", D, "n2", "submitted", "1200000000", "VND"],
 ["", "Máy đếm", "2023-07-07", D, "n1", "valid", "3000000", "VND"],
 ["", "Giá đỡ", "2023-07-08", B, "n2", "valid", "", ""]], ["rows-passed-over"])

# UTF-16 tab, ="0012", quotes over lines, abbreviations in headings, nbsp
raw("tab-utf16.csv", "DANH MỤC SÁNG KIẾN, GIẢI PHÁP, ĐỀ TÀI\t\t\t\t\n\nSố TT\tMã SK\tTên SK\tĐV\tNgày gửi\n1\t=\"0012\"\t\"Máy gấp\nhộp, bản 2\"\tĐông\u00a0Sơn\t2023-07-09T17:45:10Z\n2\t=\"0013\"\tKhay; giá\tBỉm Sơn\t10/07/2023 08:15\n3\t=\"0014\"\tBa\tGiáo dục\tngày 11 tháng 7 năm 2023\n", "utf-16")
say("tab-utf16.csv", "initiatives", [["0012", "Máy gấp hộp, bản 2", "2023-07-10", D, "", "submitted", "", ""],
 ["0013", "Khay; giá", "2023-07-10", B, "", "submitted", "", ""], ["0014", "Ba", "2023-07-11", G, "", "submitted", "", ""]])

# Ods: quarters as columns with sub-headings, code and name, totals, percent
free("quy-hai-tang.ods", [
 ["LŨY KẾ KẾT QUẢ SÁNG KIẾN"], ["Đơn vị tính: sáng kiến"], [],
 ["TT", "Mã ĐV", "Tên ĐV", "Quý I/2023", None, "Quý II/2023", None],
 [None, None, None, "Đã nộp", "Hợp lệ", "Đã nộp", "Hợp lệ"],
 [1, "dong-son", "Đông Sơn", 10, 8, 20, 18], [2, "bim-son", "Bỉm Sơn", 5, 4, 9, 8], [3, "giao-duc", "Giáo dục", None, None, 1, 1],
 [None, None, "Cộng", 15, 12, 30, 27], [None, "Lập biểu", None, None, None, "Thủ trưởng đơn vị", None]], title="Biểu quý")
say("quy-hai-tang.ods", "reports", [["2023-03-31", D, 10, 8], ["2023-03-31", B, 5, 4], ["2023-06-30", D, 20, 18], ["2023-06-30", B, 9, 8], ["2023-06-30", G, 1, 1]], ["rows-passed-over"])

# Html as .xls
raw("web-ba-tang.xls", """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body>
<table border=1><thead><tr><th colspan=6>DANH S&Aacute;CH S&Aacute;NG KI&#7870;N<br>T&#7915; ng&agrave;y 01/01/2023 &#273;&#7871;n ng&agrave;y 30/06/2023</th></tr>
<tr><th rowspan=2>STT</th><th rowspan=2>M&atilde; s&aacute;ng ki&#7871;n</th><th rowspan=2>T&ecirc;n s&aacute;ng ki&#7871;n</th><th colspan=2>N&#7897;p</th><th rowspan=2>Gi&aacute; tr&#7883; l&agrave;m l&#7907;i (&#273;&#7891;ng)</th></tr>
<tr><th>&#272;&#417;n v&#7883;</th><th>Ng&agrave;y n&#7897;p</th></tr></thead>
<tbody><tr><td>1<td>000045<td>M&aacute;y &lt;&eacute;p&gt;<br>h&#7897;p<td>LĐLĐ huyện Đông Sơn<td>01/06/2023 17:05<td>12.000.000</tr>
<tr><td>2<td>000046<td>Hai&nbsp;<td>Bỉm Sơn<td>02/06/2023 07:05<td>&nbsp;</tr></tbody>
<tfoot><tr><td colspan=5>Tổng cộng<td>12.000.000</tr></tfoot></table><p>Ngày in: 05/07/2023</p></body></html>""")
say("web-ba-tang.xls", "initiatives", [["000045", "Máy <ép> hộp", "2023-06-01", D, "", "submitted", "12000000", "VND"], ["000046", "Hai", "2023-06-02", B, "", "submitted", "", ""]], ["other-kind", "rows-passed-over"])

# Spreadsheetml with index gaps, merges, datetimes
raw("xml2003-quy.xls", """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Bao cao"><Table>
<Row><Cell ss:MergeAcross="4"><Data ss:Type="String">B&#193;O C&#193;O K&#7870;T QU&#7842; - QU&#221; III N&#258;M 2023</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">TT</Data></Cell><Cell ss:MergeDown="1"><Data ss:Type="String">Đơn vị</Data></Cell><Cell ss:MergeAcross="1"><Data ss:Type="String">Trong quý</Data></Cell><Cell ss:MergeAcross="1"><Data ss:Type="String">Lũy kế</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="String">Nộp</Data></Cell><Cell><Data ss:Type="String">Hợp lệ</Data></Cell><Cell><Data ss:Type="String">Nộp</Data></Cell><Cell><Data ss:Type="String">Hợp lệ</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">Đông Sơn</Data></Cell><Cell><Data ss:Type="Number">3</Data></Cell><Cell ss:Index="5"><Data ss:Type="Number">33</Data></Cell><Cell><Data ss:Type="Number">30</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">2</Data></Cell><Cell><Data ss:Type="String">Bỉm Sơn</Data></Cell><Cell ss:Index="5"><Data ss:Type="Number">0</Data></Cell><Cell><Data ss:Type="String">không</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">Cộng</Data></Cell><Cell><Data ss:Type="Number">3</Data></Cell><Cell ss:Index="5"><Data ss:Type="Number">33</Data></Cell><Cell><Data ss:Type="Number">30</Data></Cell></Row>
</Table></Worksheet></Workbook>""")
say("xml2003-quy.xls", "reports", [], ["bad-number", "other-kind", "period-column", "period-column", "rows-passed-over"])

# Units with targets: two heading rows, sections naming the parent, totals, thousands
book("don-vi-chi-tieu.xlsx", [("DS đơn vị", [
 ["DANH SÁCH ĐƠN VỊ VÀ CHỈ TIÊU GIAO"], ["ĐVT: sáng kiến"], [],
 ["STT", "Tên đơn vị", "Cấp", "Trực thuộc", "Số đoàn viên", "Chỉ tiêu", None],
 [None, None, None, None, None, "Giai đoạn 1", "Giai đoạn 2"],
 [1, "LĐLĐ tỉnh", "Cấp tỉnh", None, "200.000", 1000, 2000],
 [2, "LĐLĐ huyện Đông Sơn", "Cấp trên", "LĐLĐ tỉnh", "12.500", 500, 900],
 [3, "LĐLĐ thị xã Bỉm Sơn", "Cấp trên", "LĐLĐ tỉnh", 9800, 300, 700],
 [None, "Tổng cộng", None, None, None, 1800, 3600], [], [None, "Người lập", None, "Chủ tịch"]])],
 ["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:G4"])
say("don-vi-chi-tieu.xlsx", "units", [["ldld-tinh", "LĐLĐ tỉnh", "province", "", 200000], ["ldld-huyen-dong-son", "LĐLĐ huyện Đông Sơn", "upper", "ldld-tinh", 12500],
   ["ldld-thi-xa-bim-son", "LĐLĐ thị xã Bỉm Sơn", "upper", "ldld-tinh", 9800]], ["rows-passed-over", "targets-sum", "targets-sum"])

# TCVN3 names, Unicode notes and headings
old("tcvn3-cot.xls", [["B¸o c¸o sè liÖu s¸ng kiÕn"], ["Số liệu đến 30/6/2023"], ["TT", "Đơn vị", "Đã nộp", "Hợp lệ", "Ghi chú"],
  [1, "L§L§ huyÖn §«ng S¬n", 12, 10, "Đã gửi bản giấy"], [2, "L§L§ thÞ x· BØm S¬n", 8, 7, "Gửi muộn"], [None, "Tổng", 20, 17, None]])
say("tcvn3-cot.xls", "reports", [["2023-06-30", D, 12, 10], ["2023-06-30", B, 8, 7]], ["old-encoding", "rows-passed-over"])

# Two tables one below another, signatures in between, own headings, day of the title
book("hai-khoi.xlsx", [("Sheet1", [
 ["BÁO CÁO TỔNG HỢP ĐẾN HẾT NGÀY 30/9/2023"], [],
 ["1. Khối huyện, thị xã"],
 ["TT", "Tên đơn vị", "Số SK đã nộp", "Số SK hợp lệ"], [1, "Đông Sơn", 40, 33], [2, "Bỉm Sơn", 20, 19], [None, "Cộng", 60, 52],
 [], ["2. Khối ngành"], ["TT", "Tên đơn vị", "Số SK đã nộp", "Số SK hợp lệ"], [1, "Giáo dục", 9, 9], [None, "Cộng", 9, 9], [],
 ["Tổng cộng (1+2)", None, 69, 61], [], [None, None, "Người lập", None], [None, None, "Hoàng Văn Lập", None]])])
say("hai-khoi.xlsx", "reports", [["2023-09-30", D, 40, 33], ["2023-09-30", B, 20, 19], ["2023-09-30", G, 9, 9]], ["rows-passed-over"])

# Windows-1258-like csv with decoy commas in titles; here utf-8 without mark; decimals, spaces in thousands
raw("phay-o-tieu-de.csv", "LIÊN ĐOÀN LAO ĐỘNG TỈNH, BAN CHÍNH SÁCH, PHÁP LUẬT\nBáo cáo, số liệu, kết quả, phong trào, sáng kiến\nTính đến ngày 15-11-2023\nTT;Đơn vị;Lũy kế đã nộp;Lũy kế hợp lệ\n01;H. Đông Sơn;1 250;1 100\n02;TX Bỉm Sơn;900;\n03;Ngành GD;;\nTC;;2 150;1 100\n")
say("phay-o-tieu-de.csv", "reports", [["2023-11-15", D, 1250, 1100], ["2023-11-15", B, 900, None]], ["rows-passed-over"])

# Initiatives: real and typed dates, group merged down, hidden row, Excel subtotal, more authors below
book("tac-gia-gop.xlsx", [("DS SK", [
 ["Biểu số 03/SK"], ["DANH SÁCH SÁNG KIẾN QUÝ I/2023"], [],
 ["STT", "Họ và tên tác giả", "Tên sáng kiến", "Tên đơn vị", "Nhóm SK", "Ngày, tháng", "Ghi chú"],
 [1, "Nguyễn Văn A", "Máy cắt", "Đông Sơn", "Cải tiến kỹ thuật", datetime.date(2023, 3, 15), None],
 [None, "Trần Thị B", None, None, None, None, None],
 [2, "Lê C", "Máy hàn", "Đông Sơn", None, "16.3.2023", None],
 [3, "Đỗ D", "Máy tiện", "Đông Sơn", None, "17/3/23", "trình lại"],
 [None, None, None, "Đông Sơn Count", None, 3, None],
 [4, "Võ E", "Sổ kho", "Bỉm Sơn", "Quản lý", datetime.date(2023, 3, 18), None],
 [None, None, None, "Bỉm Sơn Count", None, 1, None],
 [None, None, None, "Grand Count", None, 4, None]])],
 ["E5:E8"], {"F5": "dd/mm/yyyy", "F10": "d-mmm-yy"}, hidden=[8])
say("tac-gia-gop.xlsx", "initiatives", [["", "Máy cắt", "2023-03-15", D, "n1", "submitted", "", ""], ["", "Máy hàn", "2023-03-16", D, "n1", "submitted", "", ""],
 ["", "Máy tiện", "2023-03-17", D, "n1", "submitted", "", ""], ["", "Sổ kho", "2023-03-18", B, "n2", "submitted", "", ""]], ["hidden-rows", "rows-passed-over", "unknown-column"], blank=4)

# The second layouts of what was new in these.
raw("phu-luc-2.csv", "Phụ lục 2 (kèm Báo cáo số 12/BC-LĐLĐ ngày 05/01/2024);;;;\nKết quả đến hết ngày 31/12/2023;;;;\nTT;Đơn vị;Đã nộp;Hợp lệ;Ghi chú\nA;B;1;2;C\n1;Đông Sơn;1.200;1.100;\n2;Bỉm Sơn;100;60;nộp muộn\n;Cộng;1.300;1.160;\n")
say("phu-luc-2.csv", "reports", [["2023-12-31", D, 1200, 1100], ["2023-12-31", B, 100, 60]], ["rows-passed-over"])
raw("tcvn3-cot.csv", "Số liệu đến 30/6/2023;;;;\nTT;Đơn vị;Đã nộp;Hợp lệ;Ghi chú\n1;L§L§ huyÖn §«ng S¬n;12;10;Đã gửi bản giấy\n2;C§ Gi¸o dôc;8;7;Gửi muộn\n;Tổng;20;17;\n")
say("tcvn3-cot.csv", "reports", [["2023-06-30", D, 12, 10], ["2023-06-30", G, 8, 7]], ["old-encoding", "rows-passed-over"])
raw("tac-gia-gop.xls", """<table><tr><th>TT<th>Tên sáng kiến<th>Tác giả<th>Đơn vị<th>Nhóm<th>Ngày nộp</tr>
<tr><td rowspan=2>1<td>Máy cắt<td>Nguyễn Văn A<td>Đông Sơn<td rowspan=3>Quản lý<td>15/3/2023</tr>
<tr><td><td>Trần Thị B<td><td></tr>
<tr><td>2<td>Sổ kho<td>Võ E<td>Bỉm Sơn<td>16/3/2023</tr></table>""")
say("tac-gia-gop.xls", "initiatives", [["", "Máy cắt", "2023-03-15", D, "n2", "submitted", "", ""], ["", "Sổ kho", "2023-03-16", B, "n2", "submitted", "", ""]], ["other-kind"], blank=1)

# Thousands with commas in members and targets; separators of texts and titles that are not those of the cells.
raw("don-vi-nghin.csv", "Mã đơn vị;Tên đơn vị;Loại;Cấp trên;Đoàn viên;Chỉ tiêu g1;Chỉ tiêu g2\ntinh;LĐLĐ tỉnh;province;;;;\ndong-son;LĐLĐ huyện Đông Sơn;upper;tinh;12,500;1,100;2,200\n"
    "may-son;CĐCS May Sơn;grassroots;dong-son;1,200;1,100;2,200\n")
say("don-vi-nghin.csv", "units", UNIT_ROWS)
raw("tab-phay.csv", "Báo cáo, số liệu; đến 31/8/2023\nĐơn vị\tĐã nộp\tGhi chú\nĐông Sơn\t120\tmột, hai; ba, bốn; năm, sáu; bảy, tám\nBỉm Sơn\t80\tmột, hai, ba; bốn, năm; sáu\n")
say("tab-phay.csv", "reports", [["2023-08-31", D, 120, None], ["2023-08-31", B, 80, None]])
# A target that is merged over two units is neither's.
book("don-vi-gop.xlsx", [("DS", [["Mã đơn vị", "Tên đơn vị", "Loại", "Cấp trên", "Đoàn viên", "Chỉ tiêu g1", "Chỉ tiêu g2"], ["tinh", "LĐLĐ tỉnh", "province", None, None, None, None],
    ["dong-son", "LĐLĐ huyện Đông Sơn", "upper", "tinh", 12500, 100, 200], ["may-son", "CĐCS May Sơn", "grassroots", "tinh", 1200, None, 200]])], ["F3:F4"])
say("don-vi-gop.xlsx", "units", [], ["merged-figure", "merged-figure"])
