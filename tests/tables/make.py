#!/usr/bin/env python3
"""Makes the tables of this folder again, with LibreOffice as an office would save them. Tests only read them.

usage: make.py [SOFFICE]     needs LibreOffice Calc (Debian: libreoffice-calc) and msoffcrypto-tool (PyPI) for locked.xlsx
"""
import pathlib, subprocess, sys, tempfile, unicodedata
from xml.sax.saxutils import escape, quoteattr

HERE = pathlib.Path(__file__).resolve().parent
SOFFICE = sys.argv[1] if len(sys.argv) > 1 else "soffice"

# A cell is text, ("date", iso), ("number", n), ("formula", f) or None.
D, N, F = (lambda v: ("date", v)), (lambda v: ("number", v)), (lambda v: ("formula", v))
HEAD = ["STT", "Mã sáng kiến", "Tên sáng kiến", "Họ và tên tác giả", "Đơn vị", "Nhóm", "Ngày nộp",
        "Giá trị làm lợi (đồng)", "Trạng thái", "Tóm tắt"]
ROWS = [
    ["DANH SÁCH SÁNG KIẾN THAM GIA CHƯƠNG TRÌNH"],
    ["(Số liệu tính đến ngày 31/05/2022)"],
    [],
    HEAD,
    [N(1), "000123", "Cải tiến bàn nâng vật liệu", "Nguyễn Văn A", "LĐLĐ huyện Đông Sơn", "Cải tiến kỹ thuật", D("2022-03-15"), N(1250000), "Đã nộp", "Giảm công bê vác."],
    [N(2), "000124", "Sổ theo dõi ca trực điện tử  ", "Trần Thị B; Lê Văn C", "Đông Sơn", "Quản lý", "15/03/2022", "1.250.000.000", "Hợp lệ", "Bỏ sổ giấy,\ntra cứu nhanh hơn."],
    [N(3), "000125", "Biển báo \"ướt; trơn, trượt\"", "Nguyễn Văn A", "DONG SON", "n1", "2022-04-01", None, "Được công nhận", None],
    [N(4), "000126", "Giá\u00a0kệ di động", "Phạm Văn D", "LĐLĐ thị xã Bỉm Sơn", "Cải tiến kỹ thuật", D("2022-04-30"), F("1000000*250"), "đã nộp", None],
    [N(5)],
    [],
    [N(6), "000127", "Phiếu hẹn khám trực tuyến", "Hoàng Thị E", "bim-son", "Quản lý", D("2022-05-02"), N(0), "HỢP LỆ", "Người bệnh không phải chờ."],
    [N(7), "000128", "Bài giảng từ vật liệu tái chế", "Vũ Thị G, Đỗ Văn H", "Công đoàn ngành Giáo dục", "n2", D("2022-05-20"), None, None, "Dùng cho lớp ghép."],
    [N(8), "000123", "Cải tiến bàn nâng vật liệu", "Nguyễn Văn A", "LĐLĐ huyện Đông Sơn", "Cải tiến kỹ thuật", D("2022-03-15"), N(1250000), "Đã nộp", "Giảm công bê vác."],
    [N(9), "000129", "Đèn báo mức nước bể chứa", "Bùi Văn K", "Giáo dục", "n1", D("2022-05-31"), N(12500000), "Hợp lệ", "Tự ngắt bơm khi đầy."],
    ["Tổng cộng", None, None, None, None, None, None, F("SUM([.H5:.H14])")],
]
REPORTS = [
    ["TỔNG HỢP SỐ LƯỢT NỘP"],
    ["Đơn vị", "Tính đến ngày", "Số lượt nộp", "Hợp lệ", "Nguồn"],
    ["Đông Sơn", D("2022-03-31"), N(1234), N(1000), "Báo cáo quý I"],
    ["LĐLĐ thị xã Bỉm Sơn", D("2022-03-31"), N(87), None, "Báo cáo quý I"],
    ["dong-son", D("2022-05-31"), N(2345678), N(2000000), "Báo cáo tổng kết"],
]


def cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        paragraphs = "".join(f"<text:p>{escape(p)}</text:p>" for p in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
    kind, v = value
    if kind == "date":
        return f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{v}"/>'
    if kind == "number":
        return f'<table:table-cell table:style-name="grouped" office:value-type="float" office:value="{v}"/>'
    return f'<table:table-cell table:style-name="grouped" table:formula={quoteattr("of:=" + v)} office:value-type="float"/>'


def fods(sheets):
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join("<table:table-row>" + ("".join(map(cell, row)) or "<table:table-cell/>") + "</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="vi" fo:country="VN"/></style:default-style></office:styles>
<office:automatic-styles>
<number:date-style style:name="D" number:language="vi" number:country="VN"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:number-style style:name="G" number:language="vi" number:country="VN"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="D"/>
<style:style style:name="grouped" style:family="table-cell" style:data-style-name="G"/>
</office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>
"""


def convert(source, to, name, into):
    subprocess.run([SOFFICE, "--headless", "--convert-to", to, "--outdir", str(into), str(source)], check=True, stdout=subprocess.DEVNULL)
    made = into / (source.stem + "." + to.split(":")[0])
    target = HERE / name
    target.write_bytes(made.read_bytes())
    made.unlink()
    return target


def csv(separator, charset):
    # Separator, quote, charset, first line, -, language 0, quote all no, as shown yes, formulas no, -, sheet 1.
    return f"csv:Text - txt - csv (StarCalc):{separator},34,{charset},1,,1066,false,true,false,false,false,1"


def crlf(data, encoding):
    return data.decode(encoding).replace("\r\n", "\n").replace("\n", "\r\n").encode(encoding)


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    records, reports = folder / "initiatives.fods", folder / "reports.fods"
    records.write_text(fods([("Danh sách sáng kiến", ROWS), ("Ghi chú", [["Số liệu do các đơn vị gửi."]])]), encoding="utf-8")
    reports.write_text(fods([("Quý I", REPORTS)]), encoding="utf-8")
    for ending in ("xlsx", "ods", "xls"):
        convert(records, ending, f"initiatives.{ending}", folder)
    convert(reports, "xlsx", "reports.xlsx", folder)
    made = sorted(folder.glob("*.csv"))
    for source, separator, charset, name in ((records, 59, 76, "utf8-semicolon.csv"), (records, 9, 65535, "utf16-tab.csv"),
                                             (records, 44, 76, "windows1258-comma.csv"), (reports, 59, 76, "reports.csv")):
        before = set(folder.glob("*.csv"))
        subprocess.run([SOFFICE, "--headless", "--convert-to", csv(separator, charset), "--outdir", str(folder), str(source)], check=True, stdout=subprocess.DEVNULL)
        path = sorted(set(folder.glob("*.csv")) - before)[0]
        (HERE / name).write_bytes(path.read_bytes())
        path.unlink()

# Excel's "CSV UTF-8" has a mark, its "Unicode Text" too, and both end lines as Windows does.
path = HERE / "utf8-semicolon.csv"
path.write_bytes(b"\xef\xbb\xbf" + crlf(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), "utf-8"))
path = HERE / "utf16-tab.csv"
data = path.read_bytes()
data = data if data[:2] == b"\xff\xfe" else b"\xff\xfe" + data
path.write_bytes(b"\xff\xfe" + crlf(data[2:], "utf-16-le"))
# LibreOffice cannot take tone marks off letters; the code page has them behind their letters.
path = HERE / "windows1258-comma.csv"
TONES = "\u0300\u0301\u0303\u0309\u0323"
def apart(c):
    try:
        c.encode("cp1258")
        return c
    except UnicodeEncodeError:
        full = unicodedata.normalize("NFD", c)
        tone = [m for m in full if m in TONES]
        rest = unicodedata.normalize("NFC", "".join(m for m in full if m not in TONES))
        return rest + "".join(tone)
text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
path.write_bytes("".join(map(apart, unicodedata.normalize("NFC", text))).encode("cp1258"))

subprocess.run(["msoffcrypto-tool", "-e", "-p", "bi-mat", str(HERE / "reports.xlsx"), str(HERE / "locked.xlsx")], check=True)
