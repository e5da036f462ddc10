#!/usr/bin/env python3
"""Makes every table of this folder again: `python3 make.py`. Needs LibreOffice Calc (`soffice`); tests never run it.

The tables are invented: no person, code, amount or figure in them is real.
"""

import csv
import datetime
import io
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata
from xml.sax.saxutils import escape, quoteattr

HERE = pathlib.Path(__file__).parent
MADE = "2022-05-31T08:00:00"
NBSP = "\u00a0"
SHEET = "Danh sách sáng kiến"


# What a cell may hold. A plain `str` is a text cell, a plain `int` a number without a format, None an empty cell.


class Date:
    """A real date, shown dd/mm/yyyy."""

    def __init__(self, iso, formula=None):
        self.iso, self.formula = iso, formula


class Amount:
    """A real number, shown #.##0."""

    def __init__(self, value, formula=None, bold=False):
        self.value, self.formula, self.bold = value, formula, bold


class Wide:
    """A text merged over some columns."""

    def __init__(self, text, columns, style="head"):
        self.text, self.columns, self.style = text, columns, style


def nfd(text):
    return unicodedata.normalize("NFD", text)


DONG_SON, BIM_SON, GIAO_DUC = "LĐLĐ huyện Đông Sơn", "LĐLĐ thị xã Bỉm Sơn", "Công đoàn ngành Giáo dục"
TECHNICAL, MANAGEMENT = "Cải tiến kỹ thuật", "Quản lý"

HEADINGS = [
    "STT",
    "Mã sáng kiến",
    "Tên sáng kiến",
    "Họ và tên tác giả",
    "Đơn vị",
    "Nhóm",
    "Ngày nộp",
    "Giá trị làm lợi (đồng)",
    "Trạng thái",
    "Tóm tắt",
]

REPEATED = [
    3,
    "000125",
    "Sổ theo dõi vật tư dùng chung",
    "Lê Thị C",
    GIAO_DUC,
    MANAGEMENT,
    Date("2022-01-10"),
    Amount(36000000),
    "Được công nhận",
    "Mỗi tổ tự cập nhật; kế toán không phải nhập lại.",
]

INITIATIVES = [
    [Wide("DANH SÁCH SÁNG KIẾN NỘP CHƯƠNG TRÌNH 1 TRIỆU SÁNG KIẾN", 10)],
    [Wide("(Số liệu tính đến ngày 31/05/2022)", 10, "under")],
    [],
    HEADINGS,
    # The amount is computed.
    [1, "000123", "Cải tiến đồ gá khoan lỗ tấm đỡ", "Nguyễn Văn A", DONG_SON, TECHNICAL, Date("2021-11-15"),
     Amount(250000000, "1000000*250"), "Đã nộp", "Giảm thời gian gá đặt từ 12 phút xuống 4 phút."],
    # The date is a text; the amount is a text; a line break in the summary.
    [2, "000124", "Tận dụng nhiệt thải lò hơi để sấy nguyên liệu", "Trần Thị B", BIM_SON, TECHNICAL, "15/03/2022",
     "1.250.000.000", "Được công nhận", "Lắp bộ trao đổi nhiệt trên đường khói.\nThu hồi vốn sau 7 tháng."],
    REPEATED,
    # Quotes, semicolons and commas in two cells; the unit by its short title.
    [4, "000126", 'Bảng "5S" tại xưởng: sàng lọc, sắp xếp; sạch sẽ', "Phạm Văn D", "Đông Sơn", MANAGEMENT,
     Date("2022-02-28"), Amount(48500000), "Hợp lệ", 'Dán nhãn "đỏ", "vàng", "xanh"; kiểm tra mỗi tuần, mỗi tổ.'],
    # Trailing blanks in the code, the title and the status; two authors.
    [5, "000127 ", "Giá để khuôn xoay được   ", "Hoàng Văn E; Vũ Thị G", DONG_SON, TECHNICAL, Date("2022-03-02"),
     Amount(15000000), "Hợp lệ  ", "Lấy khuôn không cần xe nâng."],
    [],
    # The unit in capitals without diacritics; no amount.
    [6, "000128", "Ngân hàng câu hỏi dùng chung cho tổ bộ môn", "Đỗ Thị H", "CONG DOAN NGANH GIAO DUC", MANAGEMENT,
     Date("2022-03-20"), None, "Đã nộp", "Không tính được bằng tiền."],
    # The date is a text in the other order; a no-break space within the unit and at the end of the author.
    [7, "000129", "Bộ lọc bụi túi vải tự rũ", "Bùi Văn I" + NBSP, f"LĐLĐ thị xã{NBSP}Bỉm Sơn", TECHNICAL, "2022-04-01",
     Amount(320000000), "Được công nhận", "Nồng độ bụi tại chỗ giảm một nửa."],
    # The title was typed with combining marks (NFD); the amount has no number format.
    [8, "000130", nfd("Hệ thống tưới nhỏ giọt cho vườn trường"), "Ngô Thị K", GIAO_DUC, TECHNICAL, Date("2022-04-12"),
     7500000, "Hợp lệ", "Dùng lại ống nước cũ."],
    [9],
    # The date is computed.
    [10, "001010", "Phần mềm xếp lịch trực ca", "Dương Văn L", BIM_SON, MANAGEMENT,
     Date("2022-05-20", "DATE(2022;5;20)"), Amount(96000000), "Đã nộp", "Xếp lịch cho 140 người trong 5 phút."],
    REPEATED,
    # A line break in the title; no summary.
    [11, "001011", "Thay đèn cao áp bằng đèn LED\nở sân trường", "Nguyễn Văn A", GIAO_DUC, TECHNICAL,
     Date("2022-05-31"), Amount(1234567890), "Được công nhận", None],
    [12, "001012", "Khay đựng dụng cụ theo từng mã hàng", "Mai Thị M", BIM_SON, TECHNICAL, Date("2022-05-31"),
     Amount(8000000), "Đã nộp", "Không còn để lẫn, để quên."],
]
# A sum passes over texts, and counts the repeated row twice.
SUM = sum(getattr(row[7], "value", row[7]) or 0 for row in INITIATIVES[4:] if len(row) > 7 and row[7] != "1.250.000.000")
INITIATIVES.append([Wide("Tổng cộng", 7), Amount(SUM, "SUM([.H5:.H18])", bold=True)])

NOTES = [
    ["Ghi chú"],
    ["Danh sách do các đơn vị gửi về qua thư điện tử, văn phòng ghép lại."],
    ["Giá trị làm lợi là số đơn vị tự tính, chưa thẩm định."],
    [],
    ["Các dòng tô vàng ở bản trước đã bổ sung hồ sơ."],
]

REPORTS = [
    [Wide("TỔNG HỢP SỐ LƯỢT SÁNG KIẾN ĐÃ NỘP", 5)],
    ["Đơn vị", "Tính đến ngày", "Số lượt nộp", "Hợp lệ", "Nguồn"],
    [DONG_SON, Date("2022-05-31"), Amount(4215), Amount(998), "Báo cáo của đơn vị, tháng 6/2022"],
    [BIM_SON, Date("2022-05-31"), Amount(12640), Amount(11902), "Báo cáo của đơn vị, tháng 6/2022"],
    [GIAO_DUC, Date("2022-05-31"), Amount(1028500), Amount(998750), 'Bảng "Theo dõi tuần", văn phòng'],
    [DONG_SON, Date("2022-06-30"), Amount(4960), None, "Báo cáo của đơn vị, tháng 7/2022"],
]

UNITS = [
    ["Mã đơn vị", "Tên đơn vị", "Tên ngắn", "Cấp", "Trực thuộc", "Số đoàn viên"],
    ["tinh", "Liên đoàn Lao động tỉnh", "LĐLĐ tỉnh", "Cấp tỉnh", "", "250.000"],
    ["dong-son", DONG_SON, "Đông Sơn", "Công đoàn cấp trên cơ sở", "tinh", "8.450"],
    ["bim-son", BIM_SON, "Bỉm Sơn", "Công đoàn cấp trên cơ sở", "LĐLĐ tỉnh", "12.300"],
    ["cty-may-a", "Công đoàn cơ sở Công ty TNHH May A", "May A", "Công đoàn cơ sở", "dong-son", "960"],
]

# What a reader should make of the sheet of initiatives.

UNIT_IDS = {
    DONG_SON: "dong-son",
    "Đông Sơn": "dong-son",
    BIM_SON: "bim-son",
    GIAO_DUC: "giao-duc",
    "CONG DOAN NGANH GIAO DUC": "giao-duc",
}
GROUP_IDS = {TECHNICAL: "n1", MANAGEMENT: "n2"}
STATUSES = {"Đã nộp": "submitted", "Hợp lệ": "valid", "Được công nhận": "recognised"}


def clean(text):
    return unicodedata.normalize("NFC", " ".join((text or "").replace(NBSP, " ").split()))


def iso(cell):
    if isinstance(cell, Date):
        return cell.iso
    return datetime.datetime.strptime(cell, "%d/%m/%Y" if "/" in cell else "%Y-%m-%d").date().isoformat()


def plain(cell):
    number = cell.value if isinstance(cell, Amount) else cell
    return "" if number is None else str(number).replace(".", "")


def expected():
    """The records, the repeated row once."""
    found = [["id", "title", "unit", "group", "date", "amount", "status", "authors", "summary"]]
    for row in INITIATIVES[4:]:
        if len(row) == len(HEADINGS):
            _, code, title, authors, unit, group, date, amount, status, summary = row
            record = [clean(code), clean(title), UNIT_IDS[clean(unit)], GROUP_IDS[clean(group)], iso(date),
                      plain(amount), STATUSES[clean(status)], clean(authors), clean(summary)]
            if record not in found:
                found.append(record)
    return found


# Flat ODS.

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("number", "datastyle"),
        ("meta", "meta"),
        ("fo", "xsl-fo-compatible"),
    ]
) + ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'

# The whole document speaks vi-VN; the formats name no language of their own, as a Vietnamese office's do not.
STYLES = """ <office:styles>
  <number:number-style style:name="N-amount">
   <number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>
  </number:number-style>
  <number:date-style style:name="N-date">
   <number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>
  </number:date-style>
  <style:default-style style:family="table-cell">
   <style:text-properties style:font-name="Times New Roman" fo:font-size="12pt" fo:language="vi" fo:country="VN"/>
  </style:default-style>
  <style:style style:name="Default" style:family="table-cell"/>
 </office:styles>
 <office:automatic-styles>
  <style:style style:name="text" style:family="table-cell" style:parent-style-name="Default">
   <style:table-cell-properties fo:wrap-option="wrap"/>
  </style:style>
  <style:style style:name="head" style:family="table-cell" style:parent-style-name="Default">
   <style:table-cell-properties fo:wrap-option="wrap"/>
   <style:paragraph-properties fo:text-align="center"/>
   <style:text-properties fo:font-weight="bold"/>
  </style:style>
  <style:style style:name="under" style:family="table-cell" style:parent-style-name="Default">
   <style:paragraph-properties fo:text-align="center"/>
   <style:text-properties fo:font-style="italic"/>
  </style:style>
  <style:style style:name="date" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N-date"/>
  <style:style style:name="amount" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N-amount"/>
  <style:style style:name="total" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N-amount">
   <style:text-properties fo:font-weight="bold"/>
  </style:style>
  <style:style style:name="w" style:family="table-column">
   <style:table-column-properties style:column-width="4cm"/>
  </style:style>
 </office:automatic-styles>
"""


def paragraphs(text):
    """ODF folds runs of blanks, so all but a first one are written as <text:s/>."""
    fold = lambda line: re.sub(r"(?<= ) | $", "<text:s/>", escape(line))
    return "".join(f"<text:p>{fold(line)}</text:p>" for line in text.split("\n"))


def number(value, style, formula, shown):
    formula = f' table:formula={quoteattr("of:=" + formula)}' if formula else ""
    return (f'<table:table-cell table:style-name="{style}"{formula} office:value-type="float" office:value="{value}">'
            f"<text:p>{shown}</text:p></table:table-cell>")


def dotted(value):
    return f"{value:,}".replace(",", ".")


def cell(value, style):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, Wide):
        covered = f'<table:covered-table-cell table:number-columns-repeated="{value.columns - 1}"/>'
        return (f'<table:table-cell table:style-name="{value.style}" table:number-columns-spanned="{value.columns}"'
                f' table:number-rows-spanned="1" office:value-type="string">{paragraphs(value.text)}</table:table-cell>'
                + covered)
    if isinstance(value, Date):
        formula = f' table:formula={quoteattr("of:=" + value.formula)}' if value.formula else ""
        shown = "/".join(reversed(value.iso.split("-")))
        return (f'<table:table-cell table:style-name="date"{formula} office:value-type="date"'
                f' office:date-value="{value.iso}"><text:p>{shown}</text:p></table:table-cell>')
    if isinstance(value, Amount):
        return number(value.value, "total" if value.bold else "amount", value.formula, dotted(value.value))
    if isinstance(value, int):
        return number(value, "Default", None, value)
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs(value)}</table:table-cell>'


def sheet(name, rows):
    lines = [f"  <table:table table:name={quoteattr(name)}>",
             f'   <table:table-column table:style-name="w" table:number-columns-repeated="{max(map(len, rows))}"/>']
    for row in rows:
        style = "head" if row and row[0] in (HEADINGS[0], REPORTS[1][0]) else "text"
        cells = "\n    ".join(cell(value, style) for value in row) or "<table:table-cell/>"
        lines.append(f"   <table:table-row>\n    {cells}\n   </table:table-row>")
    return "\n".join([*lines, "  </table:table>"])


def flat(path, title, sheets):
    tables = "\n".join(sheet(name, rows) for name, rows in sheets)
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
 <office:meta><dc:title>{title}</dc:title><dc:language>vi-VN</dc:language><meta:creation-date>{MADE}</meta:creation-date><dc:date>{MADE}</dc:date></office:meta>
{STYLES} <office:body>
 <office:spreadsheet>
{tables}
 </office:spreadsheet>
 </office:body>
</office:document>
""",
        encoding="utf-8",
    )


# LibreOffice, with a new profile that is set to Vietnamese.

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="DefaultLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>
"""


def export(work, source, target):
    """Saves `source` as `target` (a suffix or `csv:<filter>`) and gives the path of what came out."""
    (work / "profile/user").mkdir(parents=True, exist_ok=True)
    (work / "profile/user/registrymodifications.xcu").write_text(PROFILE)
    out = pathlib.Path(tempfile.mkdtemp(dir=work))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", target,
         "--outdir", str(out), str(source)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    (made,) = out.iterdir()
    return made


UTF8, UTF16 = 76, 65535


def filtered(separator, charset):
    """Cells as they are shown (the ninth value), the first sheet only (the twelfth)."""
    return f"csv:Text - txt - csv (StarCalc):{ord(separator)},34,{charset},1,,0,false,true,true,false,false,1"


def crlf(text):
    """Rows end in CRLF as Excel ends them; a line break within a cell stays LF."""
    parts = text.split('"')
    return '"'.join(part if i % 2 else part.replace("\n", "\r\n") for i, part in enumerate(parts))


def windows_1258(text):
    """A letter of its own where the code page has one (á is E1), else the letter and its tone (ấ is E2 EC).

    LibreOffice (40 for the charset) writes the same, save that its ý comes out as ỳ and its NFD as question marks.
    """
    made = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            made += letter.encode("cp1258")
        except UnicodeEncodeError:
            tones = "".join(mark for mark in nfd(letter) if mark in "\u0300\u0301\u0303\u0309\u0323")
            rest = "".join(mark for mark in nfd(letter) if mark not in tones)
            made += (unicodedata.normalize("NFC", rest) + tones).encode("cp1258")
    return made


def written(rows, separator):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)

        initiatives = HERE / "initiatives.fods"
        flat(initiatives, "Danh sách sáng kiến", [(SHEET, INITIATIVES), ("Ghi chú", NOTES)])
        for suffix in ["xlsx", "ods", "xls"]:
            shutil.copyfile(export(work, initiatives, suffix), HERE / f"initiatives.{suffix}")
        for name, separator, charset, encoding in [
            ("utf8-bom-semicolon", ";", UTF8, "utf-8"),
            ("utf16-tab", "\t", UTF16, "utf-16-le"),
        ]:
            # LibreOffice writes the mark for UTF-16 but not for UTF-8; Excel writes both.
            made = export(work, initiatives, filtered(separator, charset)).read_text(encoding).removeprefix("\ufeff")
            (HERE / f"{name}.csv").write_bytes(("\ufeff" + crlf(made)).encode(encoding))
        made = export(work, initiatives, filtered(",", UTF8)).read_text("utf-8")
        (HERE / "windows1258-comma.csv").write_bytes(windows_1258(crlf(made)))
        (HERE / "expected.csv").write_bytes(written(expected(), ","))

        reports = work / "reports.fods"
        flat(reports, "Tổng hợp", [("Tổng hợp", REPORTS)])
        shutil.copyfile(export(work, reports, "xlsx"), HERE / "reports.xlsx")
        shutil.copyfile(export(work, reports, filtered(",", UTF8)), HERE / "reports-utf8.csv")
        (HERE / "units.csv").write_bytes(written(UNITS, ";"))


if __name__ == "__main__":
    main()
