//! The keys of programmes.

use super::Kind::{Choice, Count, Date, Id, List, Number, Record, Reference, Text};
use super::shared::{METRIC, PERSON};
use super::{Field, Word, may, must, word};

const RECORDS: &[Word] = &[
    word("all", "Toàn bộ", "All there are", &[]),
    word("examples", "Chỉ một số tiêu biểu", "Only examples", &[]),
];

const DATED_TARGET: &[Field] = &[
    must("value", Count, "Chỉ tiêu", "Value"),
    may("since", Date, "Từ ngày", "Since").hint(
        "Ngày chỉ tiêu này bắt đầu có hiệu lực; chỉ tiêu đầu tiên thì bỏ trống.",
        "The day from which this target holds; left out for the first one.",
    ),
    may("source", Text, "Nguồn", "Source").hint(
        "Văn bản giao hoặc điều chỉnh chỉ tiêu.",
        "The document that set or changed the target.",
    ),
    may("unit", Reference("unit"), "Đơn vị", "Unit").hint(
        "Bỏ trống là chỉ tiêu của toàn chương trình.",
        "The whole programme's target when left out.",
    ),
];

const PHASE: &[Field] = &[
    must("id", Id, "Mã", "Id").hint(
        "Mã riêng, không đổi: giai-doan-1.",
        "An id that never changes: giai-doan-1.",
    ),
    must("title", Text, "Tên giai đoạn", "Title"),
    must("start", Date, "Từ ngày", "Start").hint(
        "Ngày đầu tiên của giai đoạn.",
        "The first day of the phase.",
    ),
    must("end", Date, "Đến ngày", "End").hint(
        "Ngày cuối cùng của giai đoạn; các giai đoạn không được chồng lên nhau.",
        "The last day of the phase; phases must not overlap.",
    ),
    may("target", Count, "Chỉ tiêu", "Target").hint(
        "Chỉ tiêu của riêng giai đoạn, tính theo lượt nộp; chưa giao thì bỏ trống.",
        "Target of this phase alone, in submitted ones; left out when none was set.",
    ),
    may("set_by", Text, "Nơi giao chỉ tiêu", "Who set the target").hint(
        "Ai giao chỉ tiêu này, theo văn bản nào.",
        "Who set this target, and in which document.",
    ),
    may(
        "targets",
        List(&Record(DATED_TARGET)),
        "Chỉ tiêu đã điều chỉnh",
        "Targets that were changed",
    )
    .hint(
        "Chỉ ghi khi chỉ tiêu đã thay đổi: từng chỉ tiêu, cũ trước, mới sau; trang nêu cả hai số.",
        "Only when a target was changed: each of them, the oldest first; both are shown.",
    ),
];

const GROUP: &[Field] = &[
    must("id", Id, "Mã", "Id").hint(
        "Mã riêng, không đổi: ky-thuat.",
        "An id that never changes: ky-thuat.",
    ),
    must("title", Text, "Tên nhóm", "Title"),
];

const TARGET: &[Field] = &[
    must("title", Text, "Nội dung", "Title"),
    may("from", Date, "Từ ngày", "From"),
    may("to", Date, "Đến ngày", "To"),
    must("value", Count, "Chỉ tiêu", "Value"),
    may("source", Text, "Nguồn", "Source"),
];

const INDICATOR: &[Field] = &[
    must("title", Text, "Nội dung", "Title"),
    may("percent", Number, "Tỷ lệ %", "Percent").hint(
        "Số phần trăm, dấu chấm thập phân, không kèm dấu %: 99.5.",
        "A percentage with a decimal point and without the sign: 99.5.",
    ),
    may("value", Count, "Số lượng", "Value"),
    may("as_of", Date, "Tính đến ngày", "As of"),
    may("period", Text, "Thời kỳ", "Period").hint(
        "Dùng khi không có ngày cụ thể: sau 6 tháng triển khai.",
        "When there is no exact day: sau 6 tháng triển khai.",
    ),
    may("source", Text, "Nguồn", "Source"),
];

const RESULT: &[Field] = &[
    must("as_of", Date, "Tính đến ngày", "As of"),
    must("metric", METRIC, "Số đếm", "Metric").hint(
        "Đếm lượt nộp hay đếm sáng kiến hợp lệ; hai số này không so thẳng với nhau.",
        "Whether it counts submitted or valid ones; the two are never compared directly.",
    ),
    may("value", Count, "Số lượng", "Value"),
    may(
        "percent_of_target",
        Number,
        "% chỉ tiêu đã công bố",
        "Percent of the target, as published",
    )
    .hint(
        "Tỷ lệ đúng như đã công bố, dấu chấm thập phân: 351.4.",
        "As it was published, with a decimal point: 351.4.",
    ),
    may("phase", Reference("phase"), "Giai đoạn", "Phase").hint(
        "Giai đoạn mà số liệu nói đến; không ghi thì số liệu chỉ có ở trang chương trình.",
        "The phase that it speaks of; without one it is on the programme's page alone.",
    ),
    may("target", Count, "Chỉ tiêu", "Target").hint(
        "Chỉ tiêu mà nơi công bố đã dùng để tính tỷ lệ.",
        "The target of which the percentage was published.",
    ),
    must("source", Text, "Nguồn", "Source"),
    may("note", Text, "Ghi chú", "Note"),
];

const RANK: &[Field] = &[
    must("as_of", Date, "Tính đến ngày", "As of"),
    must("scope", Text, "Phạm vi", "Among whom").hint(
        "Xếp hạng trong phạm vi nào: toàn quốc, cụm thi đua.",
        "Among whom: toàn quốc, cụm thi đua.",
    ),
    may("metric", METRIC, "Số đếm", "Metric").hint(
        "Xếp theo lượt nộp hay theo sáng kiến hợp lệ.",
        "Ranked by submitted or by valid ones.",
    ),
    must("rank", Count, "Thứ hạng", "Rank").hint("Chỉ ghi số: 1.", "The number alone: 1."),
    must("source", Text, "Nguồn", "Source"),
];

/// `programmes/<id>.yaml`
pub const PROGRAMME: &[Field] = &[
    must("id", Id, "Mã", "Id").hint(
        "Mã riêng, không đổi; giống tên tệp.",
        "An id that never changes; the same as the \
         file's name.",
    ),
    must("title", Text, "Tên chương trình", "Title"),
    may("short_title", Text, "Tên ngắn", "Short title")
        .first()
        .hint(
            "Tên dùng trên trình đơn và biểu đồ.",
            "The name used in menus and charts.",
        ),
    may("unit_of_count", Text, "Đơn vị đếm", "Unit of count").hint(
        "Từ đứng sau con số: sáng kiến.",
        "The word after a number: sáng kiến.",
    ),
    may("launched_by", Text, "Đơn vị phát động", "Launched by").hint(
        "Cơ quan phát động chương trình.",
        "The body that started the programme.",
    ),
    may("counted_from", Date, "Tính từ ngày", "Counted from")
        .first()
        .hint(
            "Ngày bắt đầu đếm số lũy kế.",
            "The day from which the cumulative figures count.",
        ),
    may(
        "records",
        Choice(RECORDS),
        "Sáng kiến trên trang là",
        "The initiatives on this site are",
    )
    .hint(
        "Bỏ trống là toàn bộ: đơn vị chưa có báo cáo thì đếm theo danh sách. Khi \
         trang chỉ đăng một số, chọn “Chỉ một số tiêu biểu” (examples).",
        "All when left out: a unit without a report is counted by them. When only some are \
         published, choose “Only examples” (examples).",
    ),
    may(
        "silent_after",
        Count,
        "Số ngày chờ số liệu mới",
        "Days to wait for new figures",
    )
    .hint(
        "Số liệu cũ hơn số ngày này thì không được xét tiến độ, nhịp và dự báo; bỏ trống là 56.",
        "A figure that is more days old has no standing, pace or forecast; 56 when left out.",
    ),
    may(
        "report_every",
        Count,
        "Kỳ báo cáo (ngày)",
        "Report every (days)",
    )
    .hint(
        "Số liệu cũ hơn chừng này ngày thì bàn biên tập nhắc.",
        "The desk reminds once the figures are older than this.",
    ),
    may("summary", Text, "Tóm tắt", "Summary").first().hint(
        "Một, hai câu giới thiệu chương trình.",
        "One or two sentences about the programme.",
    ),
    may("phases", List(&Record(PHASE)), "Các giai đoạn", "Phases")
        .always()
        .hint(
            "Theo thứ tự thời gian, không chồng lên nhau.",
            "In order of time, not overlapping.",
        ),
    may("groups", List(&Record(GROUP)), "Các nhóm", "Groups")
        .always()
        .hint(
            "Các nhóm mà sáng kiến được xếp vào.",
            "The groups that initiatives are sorted \
         into.",
        ),
    may(
        "groups_source",
        Text,
        "Nguồn của tên nhóm",
        "Source of the groups",
    )
    .hint(
        "Văn bản quy định các nhóm này.",
        "The document that names these groups.",
    ),
    may(
        "targets",
        List(&Record(TARGET)),
        "Chỉ tiêu khác",
        "Other targets",
    )
    .hint(
        "Chỉ tiêu không thuộc riêng giai đoạn nào.",
        "Targets that belong to no single \
         phase.",
    ),
    may(
        "indicators",
        List(&Record(INDICATOR)),
        "Chỉ số thực hiện",
        "Indicators",
    )
    .hint(
        "Kết quả khác đã công bố, tính bằng phần trăm hoặc số lượng.",
        "Other published results, as a percentage or a number.",
    ),
    may(
        "results",
        List(&Record(RESULT)),
        "Số liệu đã công bố",
        "Published figures",
    )
    .hint(
        "Số liệu do nơi khác công bố, nêu kèm nguồn; không dùng để tính.",
        "Figures published elsewhere, shown with their source; never counted with.",
    ),
    may(
        "ranks",
        List(&Record(RANK)),
        "Xếp hạng đã công bố",
        "Published ranks",
    ),
    may("contact", Record(PERSON), "Liên hệ", "Contact").hint(
        "Người phụ trách chương trình.",
        "Who answers for the programme.",
    ),
];
