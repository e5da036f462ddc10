//! Every problem in Vietnamese.

use super::figures::{valid_vi, whole_vi};
use super::nouns::{broken_table, kind, kind_help, large, number_why, thing};
use super::{
    Place, Problem, Words, causes, figures, files, foreign, hosts, maps, messages, numbers, safety,
    sheets, styles, texts,
};
use crate::base::{Lang, number, slug};

fn maybe(nearest: Option<&str>) -> String {
    nearest
        .map(|n| format!("Có phải “{n}”? "))
        .unwrap_or_default()
}

pub(super) fn words(problem: &Problem) -> Words {
    use Problem as P;
    let (message, help): (String, String) = match problem {
        P::MissingContent => (
            "không tìm thấy thư mục content/".into(),
            "Chạy lệnh ở thư mục gốc của trang, dùng --root, hoặc tạo trang mới bằng tiendo init.".into(),
        ),
        P::MissingSite => (
            "thiếu tệp content/site.yaml nên chưa biết tên trang".into(),
            "Tạo content/site.yaml với ít nhất một dòng, ví dụ: title: Tiến độ sáng kiến".into(),
        ),
        P::Unreadable { why } => (
            format!("không đọc được tệp: {}", causes::cause_vi(why)),
            "Kiểm tra quyền đọc và xem tệp có đang mở ở chương trình khác không.".into(),
        ),
        P::OutsideLink => (
            "liên kết tượng trưng dẫn ra ngoài content/ (themes/ với giao diện), tới tệp ẩn, hoặc tới tệp khác loại".into(),
            "Chép tệp thật vào chỗ này thay cho liên kết.".into(),
        ),
        P::Shrunk { .. } => texts::vi(problem).unwrap_or_default(),
        P::UnknownFile { name, belongs } => (
            format!("tệp “{name}” không thuộc loại nào mà trang đọc ở thư mục này, nên bị bỏ qua"),
            files::vi(belongs),
        ),
        P::UnusedFile { bytes } => (
            format!("không bài nào dùng đến tệp này ({}) nên tệp không được đăng", size(*bytes)),
            "Đặt ảnh hoặc liên kết đến tệp trong bài; muốn đăng mà không cần bài nào nhắc đến thì chuyển tệp vào \
             content/static/; không cần nữa thì xóa."
                .into(),
        ),
        P::Stopped { why } => (
            format!("chương trình phải dừng giữa chừng: {}", causes::causes_vi(why)),
            "Sửa các lỗi khác trong danh sách này trước rồi chạy lại; nếu vẫn dừng, gửi nguyên dòng này cho người phụ \
             trách chương trình."
                .into(),
        ),
        P::TableBroken { why } => (
            format!("không đọc được bảng: {}", broken_table(why)),
            "Mở bảng bằng Excel, lưu lại thành .xlsx rồi thử lại; nếu không mở được thì xin lại tệp.".into(),
        ),
        P::TableLocked => (
            "bảng bị khóa bằng mật khẩu".into(),
            "Trong Excel: Tệp > Thông tin > Bảo vệ sổ làm việc, gỡ mật khẩu rồi lưu lại.".into(),
        ),
        P::TableTooBig { what, limit } => (
            format!("bảng lớn bất thường: quá {limit} {}", large(what)),
            "Kiểm tra nguồn gốc tệp; chép những dòng cần dùng sang một tệp mới.".into(),
        ),
        P::NoSheet { name, known } => (
            format!("tệp không có trang tính “{name}”"),
            format!("Sửa tên sau --sheet, hoặc sau sheet: trong tệp .yaml đi kèm bảng. Hiện có: {known}."),
        ),
        P::NoHeading { known } => (
            "không tìm thấy dòng tiêu đề cột".into(),
            format!("Ghi tên cột ở dòng trên dữ liệu, ví dụ: {known}; hoặc ghi header_row cho biết đó là dòng mấy."),
        ),
        P::SheetsNotRead { read, others, hidden } => (
            sheets::not_read(read, others, hidden, Lang::Vi),
            "Muốn đọc trang tính nào thì ghi tên: --sheet khi nhập, hoặc sheet: trong tệp .yaml đi kèm bảng. Trang tính không dùng thì xóa.".into(),
        ),
        P::HiddenRows { rows } => (
            format!("các dòng đang bị ẩn vẫn được đọc: {rows}"),
            "Bỏ lọc, bỏ ẩn để xem lại; dòng nào không dùng thì xóa khỏi trang tính.".into(),
        ),
        P::HiddenColumns { columns } => (
            format!("các cột đang bị ẩn vẫn được đọc: {columns}"),
            "Bỏ ẩn để xem lại; cột nào không dùng thì xóa khỏi trang tính, hoặc ghi ignore trong tệp .yaml đi kèm bảng.".into(),
        ),
        P::UnknownColumn { heading, nearest } => (
            format!("cột “{heading}” không khớp mục nào nên không được đọc"),
            format!("{}Đổi tên cột, hoặc khai báo columns / ignore trong tệp .yaml đi kèm bảng.", maybe(*nearest)),
        ),
        P::UnnamedColumn => (
            "cột này có dữ liệu nhưng không có tiêu đề nên không được đọc".into(),
            "Ghi tên cột ở dòng tiêu đề, hoặc xóa dữ liệu thừa.".into(),
        ),
        P::DuplicateColumn { heading, field, first } => {
            (format!("hai cột “{first}” và “{heading}” cùng là mục “{field}”"), "Đổi tên hoặc xóa một cột.".into())
        }
        P::MissingColumn { vi, .. } => (
            format!("bảng thiếu cột “{vi}”"),
            format!("Thêm cột có tiêu đề {vi}, hoặc ghi giá trị chung ở defaults: trong tệp .yaml đi kèm bảng."),
        ),
        P::ColumnNotFound { heading, known } => {
            (format!("bảng không có cột nào tên “{heading}”"), format!("Sửa lại tên cột. Bảng đang có: {known}."))
        }
        P::RowsPassedOver { rows, words } => (
            format!("bỏ qua các dòng không phải là bản ghi: {rows} ({words})"),
            "Không cần làm gì nếu đó là dòng tổng cộng, tên nhóm, chữ ký hay ghi chú; nếu không, hãy điền cho đủ.".into(),
        ),
        P::CellError { value } => {
            (format!("công thức ở ô này cho kết quả lỗi {value}"), "Sửa công thức, hoặc gõ thẳng giá trị vào ô.".into())
        }
        P::ExtraCells { expected, found } => (
            format!("dòng này có {found} ô, trong khi chỉ có {expected} tiêu đề cột"),
            "Đặt phần chữ có chứa dấu phân cách trong ngoặc kép, hoặc lưu bảng thành .xlsx.".into(),
        ),
        P::BrokenCharacter => (
            "ô này có chữ bị hỏng khi lưu tệp (�)".into(),
            "Từ Excel, lưu lại thành .xlsx hoặc “CSV UTF-8”, rồi gõ lại chữ bị hỏng.".into(),
        ),
        P::CellTooLong { limit } => (
            format!("ô dài quá {limit} ký tự; có thể thiếu dấu ngoặc kép đóng"),
            "Đóng ngoặc kép ở dòng này, hoặc lưu bảng thành .xlsx.".into(),
        ),
        P::BadFlag { value } => {
            (format!("“{value}” không rõ là có hay không"), "Ghi Có hoặc Không, hoặc để trống.".into())
        }
        P::MangledCode { value } => (
            format!("Excel đã tự đổi mã này thành “{value}”"),
            "Trong Excel, định dạng cột là Văn bản (Text) rồi gõ lại mã, ví dụ 0380001234.".into(),
        ),
        P::UnclearNumber { value, why } => {
            let [why, help] = number_why(why);
            (format!("“{value}” {why}"), help.into())
        }
        P::UnlikelyDay { value } => (
            format!("ngày “{value}” có lẽ gõ nhầm năm: quá xa so với hiện nay"),
            "Sửa năm cho đúng, ví dụ 15/03/2024; ngày nộp sáng kiến chưa biết thì để trống.".into(),
        ),
        P::MonthFirst { heading, value } => (
            format!("cột “{heading}” ghi tháng trước ngày (“{value}”), nên chưa đọc ngày nào của cột"),
            "Sửa cột thành ngày/tháng/năm, hoặc ghi dates: month-first trong tệp .yaml đi kèm bảng.".into(),
        ),
        P::NoKeptValue => (
            "ô này là công thức chưa có kết quả trong tệp".into(),
            "Mở tệp bằng Excel rồi lưu lại, kết quả sẽ có trong tệp.".into(),
        ),
        P::RepeatMark { value } => sheets::repeated(value, Lang::Vi),
        P::CellHidden => (
            "ô này chỉ có các dấu #, vì cột quá hẹp khi lưu tệp".into(),
            "Trong Excel, kéo rộng cột rồi lưu lại tệp.".into(),
        ),
        P::LostLetters { value } => (
            format!("“{value}” bị mất chữ có dấu khi lưu tệp"),
            "Từ Excel, lưu lại thành .xlsx hoặc “CSV UTF-8”.".into(),
        ),
        P::SwallowedRows { rows } => (
            format!("dấu ngoặc kép mở ở đây nuốt {rows} dòng bên dưới vào một ô"),
            "Xóa dấu ngoặc kép thừa, viết hai dấu \"\" nếu là chữ trong ô, hoặc lưu bảng thành .xlsx.".into(),
        ),
        P::OldEncoding { name, cells } => (
            format!("bảng có {cells} ô gõ bằng bảng mã cũ {name}, đã đổi sang Unicode"),
            "Xem lại các tên đã đổi; nên chuyển bảng sang Unicode.".into(),
        ),
        P::OldEncodingUnsure { value } => (
            format!("“{value}” có vẻ gõ bằng bảng mã cũ (TCVN3, VNI) nhưng không đọc được chắc chắn"),
            "Chuyển ô này sang Unicode, ví dụ bằng UniKey, rồi lưu lại.".into(),
        ),
        P::UnfaithfulCode { value } => (
            format!("mã này là số {value}, Excel hiện theo một định dạng không đọc lại được"),
            "Trong Excel, định dạng cột là Văn bản (Text) rồi gõ lại mã như đang thấy.".into(),
        ),
        P::OtherKind { kind } => (
            format!("tên tệp không đúng loại: nội dung là {kind}, và được đọc như vậy"),
            "Nên mở bằng Excel rồi lưu lại thành .xlsx.".into(),
        ),
        P::TableNothing => {
            ("tệp trống, không có gì bên trong".into(), "Lưu lại tệp từ Excel, hoặc tải lại tệp.".into())
        }
        P::MergedFigure => (
            "số ở ô gộp này là của nhiều dòng, không rõ mỗi dòng bao nhiêu".into(),
            "Bỏ gộp ô và ghi số của từng dòng; dòng chưa có số thì để trống.".into(),
        ),
        P::MergedTooBig { area } => (
            format!("ô gộp {area} trùm quá nhiều ô nên không đọc được bảng"),
            "Bỏ gộp vùng này trong Excel rồi lưu lại.".into(),
        ),
        P::DaysDiffer { first, second } => (
            format!("hai chỗ ghi hai ngày khác nhau: {first}; {second}"),
            "Sửa một trong hai chỗ cho khớp; tên tệp và tên trang tính đổi được như chữ trong ô.".into(),
        ),
        P::TotalDiffers { heading, stated, sum } => (
            format!("dòng tổng ghi {} ở cột “{heading}”, nhưng các dòng cộng lại là {}", whole_vi(*stated), whole_vi(*sum)),
            "Kiểm tra lại các dòng; trang dùng số của từng dòng, không dùng dòng tổng.".into(),
        ),
        P::TableNotRead { rows, words } => (
            format!("trong trang tính còn một bảng khác không được đọc ({rows} dòng): {words}"),
            "Không cần làm gì nếu đó là bảng phụ; nếu không, tách nó ra trang tính hay tệp riêng.".into(),
        ),
        P::TableBeside { heading } => (
            format!("từ cột “{heading}” này sang phải là một bảng khác nằm cạnh bảng thứ nhất nên không được đọc"),
            "Cắt bảng bên phải, dán xuống dưới bảng thứ nhất (giữ cả dòng tiêu đề) hoặc sang một trang tính khác.".into(),
        ),
        P::TableTurned => (
            "bảng này xoay ngang, mỗi đơn vị một cột, nên không đọc được".into(),
            "Bôi đen bảng, chọn Sao chép, rồi Dán đặc biệt → Chuyển vị (Paste Special → Transpose) sang trang tính mới, ghi “Đơn vị” trên cột tên đơn vị và xóa bảng cũ.".into(),
        ),
        P::NamesDiffer { code, name } => (
            format!("mã “{code}” và tên “{name}” trên cùng một dòng chỉ hai nơi khác nhau"),
            "Sửa mã hoặc tên cho khớp.".into(),
        ),
        P::PeriodColumn { heading } => (
            format!("cột “{heading}” là số riêng trong kỳ, không phải số lũy kế, nên không được đọc"),
            "Không cần làm gì nếu bảng đã có cột lũy kế; nếu không, thêm cột lũy kế.".into(),
        ),
        P::UnknownUnit { heading, unit } => (
            format!("không hiểu đơn vị tính “{unit}” của cột “{heading}”"),
            "Ghi đồng, nghìn đồng, triệu đồng, tỷ đồng hoặc USD.".into(),
        ),
        P::AmbiguousName { what, name, ids } => {
            (format!("có nhiều hơn một {} tên “{name}”", thing(what)), format!("Ghi mã thay cho tên: {ids}."))
        }
        P::OtherMarks { what, name, title } => (
            format!("“{name}” được hiểu là {} “{title}”, chỉ khác dấu", thing(what)),
            "Nếu không phải thì ghi đúng tên hoặc mã; nếu phải thì nên ghi đủ dấu để không bị nhắc.".into(),
        ),
        P::NotUtf8 { .. } => (
            "tệp lưu bằng bảng mã cũ nên không đọc được chữ có dấu".into(),
            "Mở tệp bằng Notepad, chọn Tệp > Lưu thành, chọn UTF-8 ở ô Mã hóa rồi lưu.".into(),
        ),
        P::NulByte => (
            "tệp này không phải tệp chữ; có lẽ là tệp Word, Excel hay ảnh đã bị đổi đuôi".into(),
            "Mở bằng đúng chương trình, chép phần chữ sang một tệp mới tạo bằng Notepad rồi lưu.".into(),
        ),
        P::FrontMatterMissing { first } => foreign::head_vi(first),
        P::FrontMatterUnclosed => (
            "phần khai báo ở đầu tệp không có dòng --- để kết thúc".into(),
            "Thêm một dòng chỉ có --- sau dòng khai báo cuối cùng.".into(),
        ),
        P::Yaml { error } => foreign::yaml_vi(error),
        P::YamlAlias => (
            "giá trị bắt đầu bằng dấu & hoặc * nên máy không đọc được".into(),
            "Đặt cả phần giá trị trong dấu nháy đơn, ví dụ title: '*Quan trọng'.".into(),
        ),
        P::YamlDepth { limit } => (
            format!("các dòng thụt vào quá {limit} tầng"),
            "Xem lại số dấu cách ở đầu các dòng; bớt tầng thụt vào.".into(),
        ),
        P::NotAMapping => (
            "ở đây cần các dòng gồm tên mục, dấu hai chấm, rồi giá trị".into(),
            "Ví dụ: title: Tên sáng kiến".into(),
        ),
        P::DuplicateKey { key } => (format!("mục “{key}” được viết hai lần"), "Giữ lại một dòng, xóa dòng kia.".into()),
        P::UnknownKey { key, nearest, known } => (
            format!("không có mục nào tên “{key}” ở đây"),
            match nearest {
                Some(nearest) => format!("Viết {nearest}: thay cho {key}:"),
                None => format!("Các mục dùng được: {known}."),
            },
        ),
        P::MissingKey { key } => (
            format!("thiếu mục bắt buộc “{key}”"),
            match *key {
                "alt" => "Thêm alt: và một câu tả ảnh, ví dụ image: {src: anh.jpg, alt: Hội nghị sơ kết}".into(),
                _ => format!("Thêm một dòng {key}: …"),
            },
        ),
        P::Empty { key } => (format!("“{key}” để trống"), "Điền giá trị, hoặc xóa dòng nếu chưa biết.".into()),
        P::WrongType { key, expected } => {
            (format!("mục “{key}” cần {}", kind(expected)), kind_help(key, expected))
        }
        P::BadDate { value } => {
            (format!("“{value}” không phải một ngày có thật"), "Viết như 2022-05-31 hoặc 31/05/2022.".into())
        }
        P::BadNumber { value, whole } => numbers::vi(value, *whole),
        P::BadChoice { value, choices, nearest } => (
            format!("“{value}” không nằm trong các giá trị cho phép"),
            format!("{}Chọn một trong: {}.", maybe(*nearest), choices),
        ),
        P::BadId { value, suggestion } => (
            if slug::reserved(value) {
                format!("“{value}” không dùng làm mã được: Windows không cho đặt tên thư mục này")
            } else {
                format!("“{value}” không dùng làm mã được: chỉ gồm a–z, 0–9 và dấu gạch nối")
            },
            if suggestion.is_empty() {
                "Đặt một mã ngắn bằng chữ không dấu.".into()
            } else {
                format!("Viết: {suggestion}")
            },
        ),
        P::BadUrl { value } => (
            format!("“{value}” không phải địa chỉ dùng được"),
            "Viết địa chỉ đầy đủ bắt đầu bằng https://, hoặc đường dẫn trong trang như tin-tuc/.".into(),
        ),
        P::BadBaseUrl { value } => (
            format!("“{value}” không dùng làm địa chỉ của trang được"),
            "Viết như https://sangkien.example.org/ hoặc https://example.org/sang-kien/: chỉ chữ không dấu, số, dấu chấm, gạch \
             nối; không có tên đăng nhập, dấu cách, ?, # hay ký hiệu khác."
                .into(),
        ),
        P::BadZone { value } => (format!("không có múi giờ “{value}”"), "Viết: Asia/Ho_Chi_Minh".into()),
        P::UnknownReference { what, id, nearest } => (
            format!("không có {} nào mang mã hay tên “{id}”", thing(what)),
            format!("{}Sửa mã, hoặc khai báo {} đó trước.", maybe(nearest.as_deref()), thing(what)),
        ),
        P::DuplicateId { what, id, first } => (
            format!("mã {} “{id}” đã dùng ở {}", thing(what), at(first)),
            "Đổi một trong hai mã; mỗi mã chỉ dùng một lần.".into(),
        ),
        P::UnitCycle { path } => (
            format!("các đơn vị làm cấp trên của nhau thành vòng: {path}"),
            "Sửa parent của một trong các đơn vị ấy.".into(),
        ),
        P::UnitDepth { unit, limit } => (
            format!("“{unit}” nằm dưới quá nhiều cấp: chỉ nhận {limit} cấp đơn vị"),
            "Xem lại parent của đơn vị này và các đơn vị cấp trên.".into(),
        ),
        P::NoRoot => (
            "không có đơn vị gốc: đơn vị nào cũng có parent".into(),
            "Bỏ parent ở đơn vị cao nhất, ví dụ liên đoàn lao động tỉnh.".into(),
        ),
        P::PhaseOrder { start, end } => {
            (format!("giai đoạn kết thúc ({end}) trước khi bắt đầu ({start})"), "Sửa start hoặc end.".into())
        }
        P::PhaseOverlap { other } => {
            (format!("giai đoạn này trùng ngày với “{other}”"), "Cho giai đoạn sau bắt đầu từ ngày tiếp theo.".into())
        }
        P::UnitOrder { start, end } => {
            (format!("đơn vị kết thúc ({end}) trước khi bắt đầu ({start})"), "Sửa valid_from hoặc valid_to.".into())
        }
        P::SuccessorOrder { id, end } => (
            format!("đơn vị kế tục “{id}” không còn hoạt động sau khi đơn vị này kết thúc ({end})"),
            "Sửa successors, hoặc valid_to của một trong hai đơn vị.".into(),
        ),
        P::TargetsSum { phase, target, sum, all, child } => {
            let (target, sum) = (whole_vi(*target), whole_vi(*sum));
            let those = if *all { "các đơn vị bên dưới" } else { "những đơn vị bên dưới đã có chỉ tiêu" };
            (
                format!("chỉ tiêu {phase} là {target}, nhưng {those} cộng lại là {sum} (đơn vị đầu tiên: {})", at(child)),
                "Sửa chỉ tiêu ở một trong các đơn vị ấy; nếu giao lệch có chủ ý thì bỏ qua cảnh báo này.".into(),
            )
        }
        P::TargetTwice { phase, target, first } => (
            format!("chỉ tiêu {phase} của toàn chương trình ở đây là {}, khác với {}", whole_vi(*target), at(first)),
            "Chỉ ghi một chỗ: ở giai đoạn của chương trình, hoặc ở đơn vị cao nhất.".into(),
        ),
        P::ZeroTarget => (
            "chỉ tiêu bằng 0: không tính được tỷ lệ".into(),
            "Ghi chỉ tiêu thật; nếu chưa giao thì bỏ dòng này.".into(),
        ),
        P::OutsideValidity { unit, from, to } => {
            let from = from.as_ref().map(|day| format!(" từ {day}")).unwrap_or_default();
            let to = to.as_ref().map(|day| format!(" đến {day}")).unwrap_or_default();
            (
                format!("đơn vị “{unit}” chỉ hoạt động{from}{to}, nên không có báo cáo cho ngày này"),
                "Sửa ngày của báo cáo, ghi báo cáo cho đơn vị kế tục, hoặc sửa valid_from, valid_to của đơn vị.".into(),
            )
        }
        P::PublishedEarly { date } => (
            format!("ngày công bố lại trước ngày của số liệu ({date})"),
            "Ghi ngày công bố số mới, không sớm hơn ngày mà số liệu thể hiện.".into(),
        ),
        P::SumDiffers { valid, date, value, sum, all } => {
            let (value, sum) = (format!("{}{}", whole_vi(*value), valid_vi(*valid)), whole_vi(*sum));
            let those = if *all { "các đơn vị bên dưới cộng lại" } else { "riêng những đơn vị bên dưới đã báo cáo cộng lại đã" };
            (
                format!("báo cáo ngày {date} là {value}, nhưng {those} là {sum}"),
                "Kiểm tra lại báo cáo của các đơn vị; trang công bố số của đơn vị cấp trên.".into(),
            )
        }
        P::ReportOvertaken { .. }
        | P::NoBaseline { .. }
        | P::ReportFalls { .. }
        | P::Jumped { .. }
        | P::LaterThanToday { .. }
        | P::GrowthLeaps { .. }
        | P::TargetHistory { .. }
        | P::ValidAbove { .. } => figures::vi(problem).unwrap_or_default(),
        P::OutsideUnit { unit, own, from, to, records, reports } => {
            let what = match (*records, *reports) {
                (records, 0) => format!("{} sáng kiến", whole_vi(records)),
                (_, reports) => format!("{} báo cáo", whole_vi(reports)),
            };
            let from = from.as_ref().map(|day| format!(" từ {day}")).unwrap_or_default();
            let to = to.as_ref().map(|day| format!(" đến {day}")).unwrap_or_default();
            if *own {
                (
                    format!(
                        "{what} của đơn vị này ghi ngày ngoài thời gian hoạt động ({}), nên chỉ có trong danh sách, không \
                         được tính vào số liệu",
                        format!("{from}{to}").trim()
                    ),
                    "Sửa ngày nộp, ghi sáng kiến cho đơn vị kế tục, hoặc sửa valid_from, valid_to của đơn vị.".into(),
                )
            } else {
                (
                    format!(
                        "{what} của đơn vị này ghi ngày mà đơn vị cấp trên “{unit}” không hoạt động (chỉ{from}{to}), nên \
                         không được cộng cho đơn vị cấp trên"
                    ),
                    "Ghi parent là đơn vị quản lý trong thời gian đó, hoặc khai đơn vị này hai lần: trước và sau ngày \
                     chuyển."
                        .into(),
                )
            }
        }
        P::PhasesDiffer { programme, valid, total, in_phases, outside } => (
            format!(
                "{programme}: số lũy kế{} của đơn vị là {}, nhưng các giai đoạn cộng lại là {}, ngoài các giai đoạn là {}; \
                 chênh lệch {}",
                valid_vi(*valid),
                whole_vi(*total),
                whole_vi(*in_phases),
                whole_vi(*outside),
                whole_vi(total - in_phases - outside)
            ),
            "Kiểm tra báo cáo của đơn vị và của các đơn vị bên dưới ở ngày đầu, ngày cuối mỗi giai đoạn.".into(),
        ),
        P::RecordsDiffer { valid, date, reported, counted } => (
            format!(
                "báo cáo đến {date} là {}{}, nhưng danh sách sáng kiến đếm được {}",
                whole_vi(*reported),
                valid_vi(*valid),
                whole_vi(*counted)
            ),
            "Trang công bố số của báo cáo. Bổ sung danh sách, hoặc ghi records: examples ở chương trình nếu trang chỉ đăng \
             một số sáng kiến."
                .into(),
        ),
        P::ReportConflict { first } => (
            format!("báo cáo cùng ngày, cùng đơn vị nhưng khác số liệu với {}", at(first)),
            "Giữ một báo cáo; nếu số được sửa thì ghi published (ngày công bố lại) ở số mới; số chỉ để tham khảo thì ghi \
             conflicts: true."
                .into(),
        ),
        P::EmptyReport => (
            "báo cáo không có số liệu nào".into(),
            "Ghi submitted hoặc valid; nếu chưa báo cáo thì xóa cả mục này.".into(),
        ),
        P::PersonalData { .. }
        | P::NamedWithoutConsent { .. }
        | P::TooMuch { .. }
        | P::TemplateBound { .. }
        | P::ThemeBehind
        | P::RefusedFile { .. }
        | P::OtherContent { .. }
        | P::DrawingCleaned { .. }
        | P::NotDeleted { .. }
        | P::NamesInside { .. }
        | P::HiddenFile { .. }
        | P::MenuLink { .. }
        | P::ConsentForEach { .. } => safety::vi(problem).unwrap_or_default(),
        P::SameAddress { .. }
        | P::NoAddress { .. }
        | P::BadAlias { .. }
        | P::AddressWord { .. }
        | P::TagNeedsSlug { .. }
        | P::TableCells { .. }
        | P::UnclosedMark { .. }
        | P::NoFootnote { .. }
        | P::UnusedFootnote { .. }
        | P::UnusedReference { .. }
        | P::DefinedTwice { .. }
        | P::NoReference { .. } => texts::vi(problem).unwrap_or_default(),
        P::BadMacro { text } => (
            format!("không hiểu “{text}”"),
            "Viết như {{ figure metric=\"submitted\" phase=\"giai-doan-1\" }} hoặc {{ chart id=\"phases\" }}.".into(),
        ),
        P::FigureContradicts { typed, known, date, source } => {
            let date = date.as_ref().map(|day| format!(", số liệu đến {day}")).unwrap_or_default();
            let source = source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
            (
                format!("số “{typed}” không khớp với số liệu của trang: {known}{date}{source}"),
                "Sửa số trong bài; hoặc thay bằng {{ figure … }} để số luôn đúng với số liệu.".into(),
            )
        }
        P::UnknownArgument { name, known } => (format!("không có tham số “{name}” ở đây"), format!("Các tham số dùng được: {known}.")),
        P::UnknownMacro { name } => (format!("không có lệnh “{name}”"), "Dùng figure hoặc chart.".into()),
        P::UnknownFigure { name, known } => (format!("không có số liệu “{name}”"), format!("Các số liệu có: {known}.")),
        P::UnknownChart { name, known } => (format!("không có biểu đồ “{name}”"), format!("Các biểu đồ có: {known}.")),
        P::MapFile { why } => (
            format!("tệp bản đồ không đọc được: {}", causes::map_vi(why)),
            "Xuất lại từ phần mềm bản đồ dưới dạng GeoJSON (FeatureCollection, WGS 84), không quá 50 MB.".into(),
        ),
        P::MapAlone { missing } => (
            format!("bản đồ thiếu tệp đi kèm “{missing}”"),
            "Mỗi bản đồ gồm hai tệp cùng tên: .geojson chứa các vùng, .yaml ghi bản ranh giới (edition).".into(),
        ),
        P::HostLimit { host, error } => hosts::vi(host, error),
        P::MapArea { area, error } => maps::vi(area, error),
        P::MapCode { name, code, nearest } => (
            format!("không đơn vị nào có place_code “{code}” của vùng “{name}”"),
            format!("{}Sửa mã trong tệp bản đồ, hoặc ghi place_code cho đơn vị.", maybe(nearest.as_deref())),
        ),
        P::NotOnMap { unit, code } => (
            format!("bản đồ không có vùng nào mang mã “{code}” của {unit}"),
            "Thêm vùng ấy vào bản đồ, hoặc bỏ place_code của đơn vị nếu đơn vị không có địa bàn riêng.".into(),
        ),
        P::EmptyChart { name } => (
            format!("biểu đồ “{name}” chưa có số liệu nào để vẽ với các tham số này"),
            "Chọn giai đoạn, đơn vị hoặc số tháng khác, hoặc bỏ biểu đồ này.".into(),
        ),
        P::ChartTitle { title, numbers } => (
            format!("tiêu đề “{title}” có số không có trong biểu đồ: {numbers}"),
            "Viết đúng số như trong bảng số liệu của biểu đồ, hoặc bỏ title để máy tự đặt.".into(),
        ),
        P::BrokenLink { target, nearest } => (
            format!("liên kết “{target}” không dẫn đến đâu"),
            format!(
                "{}Viết đường dẫn của tệp nguồn, ví dụ @/pages/lien-he.md, hoặc của trang tự tạo, ví dụ @/du-lieu.",
                maybe(nearest.as_deref())
            ),
        ),
        P::DeadLink { url, why } => {
            (format!("không mở được {url}: {}", causes::link_vi(why)), "Sửa địa chỉ, hoặc bỏ liên kết nếu trang ấy không còn.".into())
        }
        P::MissingAlt { src } => {
            (format!("ảnh “{src}” thiếu lời mô tả (alt)"), "Mô tả trong một câu những gì thấy trên ảnh.".into())
        }
        P::MissingMedia { src, .. } if super::nouns::heic(src) => (
            format!("ảnh “{src}” là ảnh HEIC của iPhone, trình duyệt không mở được"),
            "Mở ảnh, xuất hoặc lưu lại thành .jpg, đặt cạnh bài, rồi sửa tên trong bài thành .jpg.".into(),
        ),
        P::MissingMedia { src, nearest } => (
            format!("không có tệp “{src}”"),
            format!("{}Kiểm tra tên tệp, đặt tệp cạnh bài hoặc trong content/media/.", maybe(nearest.as_deref())),
        ),
        P::BrokenPicture { why } => (
            format!("không dùng được tệp này làm ảnh: {}", causes::picture_vi(why)),
            "Mở ảnh bằng phần mềm xem ảnh, lưu lại thành .jpg hoặc .png rồi thay tệp.".into(),
        ),
        P::HugePicture { width, height } => (
            format!("ảnh quá lớn: {width} × {height} điểm ảnh"),
            "Thu nhỏ ảnh xuống dưới 100 triệu điểm ảnh, ví dụ 4.000 × 3.000, rồi thay tệp.".into(),
        ),
        P::UnsafeHtml { what } => (
            format!("“{what}” không được phép trong bài nên bị bỏ đi"),
            "Viết bằng Markdown; ảnh: ![mô tả](anh.jpg), biểu đồ: {{ chart id=\"phases\" }}.".into(),
        ),
        P::HiddenDirection => (
            "có ký tự ẩn (đổi chiều chữ, hoặc ký tự điều khiển) mà mắt không thấy; ký tự đã bị bỏ".into(),
            "Xóa ký tự ẩn: gõ lại đoạn này thay vì chép từ nơi khác.".into(),
        ),
        P::LanguageNotShown { language } => (
            format!("trang không có ngôn ngữ “{language}” nên bản dịch này không được đăng"),
            format!("Ghi languages: [vi, {language}] trong content/site.yaml, hoặc xóa tệp."),
        ),
        P::TranslationAlone { original } => (
            format!("bản dịch này không có bản gốc {original}"),
            "Đặt bản dịch cạnh bản gốc, cùng tên: bai.md và bai.en.md.".into(),
        ),
        P::ThemeMissing { name } => {
            (format!("không có giao diện “{name}”"), "Dùng theme: default hoặc tạo thư mục themes/ tương ứng.".into())
        }
        P::ThemeFile { why } => {
            (format!("tệp giao diện không đúng: {}", foreign::theme_vi(why)), "Sửa tệp, hoặc xóa đi để dùng bản có sẵn.".into())
        }
        P::StyleSheet { error } => styles::vi(error),
        P::MessageFile { error, replaced } => messages::vi(error, *replaced),
        P::Template { message, page, record } => (
            format!(
                "mẫu giao diện lỗi khi tạo trang /{page}{}: {}",
                from(record),
                foreign::template_vi(message)
            ),
            "Sửa mẫu ở dòng này; hoặc xóa tệp trong themes/ để dùng lại mẫu có sẵn.".into(),
        ),
    };
    Words { message, help }
}

fn at(place: &Place) -> String {
    place.in_language(Lang::Vi)
}

fn from(record: &str) -> String {
    if record.is_empty() {
        String::new()
    } else {
        format!(" (từ {record})")
    }
}

/// Bytes in a unit that keeps them readable.
fn size(bytes: u64) -> String {
    let (value, unit) = match bytes {
        0..1_000 => (bytes as f64, "B"),
        1_000..1_000_000 => ((bytes as f64 / 1e3).round(), "kB"),
        _ => (bytes as f64 / 1e6, "MB"),
    };
    format!("{} {unit}", number::decimal(value, Lang::Vi))
}
