"""Makes the forms of this folder as offices make them, each with what it means beside it.

What a form means was written down before any reader saw it. Needs openpyxl and xlwt.
"""

import json
import os
import zipfile

import openpyxl
import xlwt
from openpyxl.styles import Font

HERE = os.path.dirname(os.path.abspath(__file__))
D, B, G = "dong-son", "bim-son", "giao-duc"


def say(name, role, records, told=(), blank=None, sheets=None):
    """Writes what a form means: records, the codes that are told, blank rows, lines of the balance."""
    meaning = {"role": role, "records": records, "told": sorted(told)}
    if blank is not None:
        meaning["blank"] = blank
    if sheets is not None:
        meaning["sheets"] = sheets
    with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(meaning, file, ensure_ascii=False, indent=1)
        file.write("\n")


def book(name, sheets, merged=(), formats=None):
    """A workbook of openpyxl: sheets of rows, areas of the first one, formats by cell."""
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
    made.save(os.path.join(HERE, name))


def old(name, rows, merged=()):
    """An old workbook of xlwt."""
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("Biểu 1")
    for area in merged:
        sheet.merge(*area)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                sheet.write(r, c, cell)
    made.save(os.path.join(HERE, name))


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
        made.writestr(name, part)
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
