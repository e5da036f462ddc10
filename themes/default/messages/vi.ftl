# Câu chữ của trang bằng tiếng Việt (Fluent: projectfluent.org). Giao diện riêng của một trang có thể ghi đè
# từng câu trong themes/<tên>/messages/vi.ftl. Tên có dấu _ là chữ của các mẫu trang ({{ t.tên }}), tên có dấu -
# là câu mà chương trình viết.

skip = Đến nội dung chính
home = Trang chủ
menu = Trình đơn chính
breadcrumbs = Đường dẫn
as_of = Số liệu tính đến
unknown = chưa có số liệu
progress_heading = Tiến độ qua biểu đồ
phases = Các giai đoạn
phase = Giai đoạn
target = Chỉ tiêu
submitted = Lượt nộp
percent = Tỷ lệ đạt
groups = Nhóm sáng kiến
news = Tin tức
all_news = Tất cả tin tức
featured = Sáng kiến tiêu biểu
all_initiatives = Tất cả sáng kiến
open_data = Dữ liệu mở
data_lead = Tải về toàn bộ số liệu đã dùng cho các trang và biểu đồ.
data_intro = Mọi số liệu trên cổng này đều tải về được. Tệp XLSX mở bằng Excel hoặc LibreOffice; tệp CSV và JSON dành cho phần mềm. Ô trống là chưa có số liệu, không phải số không.
programme = Chương trình
about_programme = Về chương trình
launched_by = Đơn vị phát động
counted_from = Tính từ ngày
indicators = Chỉ số thực hiện
public_figures = Số liệu đã công bố
public_figures_caption = Từng số liệu kèm ngày và nguồn
ranks = Xếp hạng
rank = Hạng
contact = Đầu mối liên hệ
date = Ngày
metric = Nội dung
value = Số liệu
source = Nguồn
sources = Nguồn
note = Ghi chú
when = Thời điểm
show_table = Xem bảng số liệu
table_of = Bảng số liệu
download = Tải về
other_phases = Giai đoạn khác
method = Cách tính
to = đến
search_initiatives = Tìm trong danh sách sáng kiến
submitted_on = Ngày nộp
all_units = So sánh mọi đơn vị
list_of_units = Danh sách đơn vị
choose_unit = Chọn đơn vị của bạn
filter_units = Tìm đơn vị
filter_none = Không có đơn vị nào như vậy.
filter_many = {"{n}"} đơn vị
sort_by = Sắp xếp theo {"{q}"}
trend_scale = Diễn biến: lũy kế theo thời gian, tính từ 0; mọi đường trong bảng cùng một thang.
best_units = Dẫn đầu
behind_units = Còn xa chỉ tiêu nhất
silent_units = Chưa báo cáo
neighbours = Các đơn vị khác
whom_to_ask = Hỏi thêm về số liệu
why_ended = Đơn vị này đã kết thúc hoạt động và chưa có số liệu nào trên cổng này.
why_not_reported = Đơn vị này chưa có số liệu riêng vì chưa có báo cáo nào của đơn vị được công bố trên cổng này.
why_whole_only = Đơn vị này chưa có số liệu riêng vì đến nay mới có số liệu chung được công bố, chưa chia theo từng đơn vị.
remember_unit = Ghi nhớ đơn vị này
forget_unit = Bỏ ghi nhớ đơn vị này
your_unit = Đơn vị của bạn
filter_by = Lọc theo nhóm
newest_first = Mới nhất trước
full_version = Xem bản đầy đủ tại
embed_light = Muốn biểu đồ luôn có nền sáng, thêm ?nen=sang vào cuối địa chỉ.
news_by = Nhận tin qua
share = Chia sẻ
share_facebook = Chia sẻ lên Facebook
share_zalo = Chia sẻ qua Zalo, tin nhắn…
copy_link = Chép địa chỉ
copied = Đã chép
cite = Trích dẫn
cite_lead = Khi dùng số liệu của cổng này, có thể chép câu sau:
cite_as_of = số liệu tính đến
units = Đơn vị
unit = Đơn vị
organisations = Công đoàn cơ sở
organisations_lead = Những công đoàn cơ sở có trang riêng.
units_lead = Chọn một đơn vị để xem chỉ tiêu, số liệu và sáng kiến.
reported = Lượt nộp lũy kế
records = Sáng kiến trên cổng này
ended = đến
ended_long = Kết thúc hoạt động ngày
valid_from = Hoạt động từ
successors = Đơn vị kế tục
predecessors = Đơn vị tiền thân
chair = Chủ tịch công đoàn
members = Đoàn viên
children = Đơn vị trực thuộc
reports = Báo cáo của đơn vị
initiatives = Sáng kiến
related = Cùng đơn vị
related_news = Tin liên quan
related_initiatives = Sáng kiến trong bài
title = Tên
code = Mã
author = Tác giả
status = Trạng thái
benefit = Giá trị làm lợi
benefit_note = Xác nhận
none_yet = Chưa có mục nào.
pages = Các trang của danh sách
previous = Trang trước
next = Trang sau
page_of = Trang
topics = Chủ đề
by = Bài
photos = Ảnh
updated = Cập nhật
older = Bài trước
newer = Bài sau
more = Xem thêm
tables = Bảng số liệu
charts = Biểu đồ
all_charts = Xem mọi biểu đồ
charts_of_units = Biểu đồ của từng đơn vị
compared = So sánh
map = Bản đồ
embed = Nhúng
embed_code = Nhúng biểu đồ này vào trang khác
embed_lead = Chép đoạn mã dưới đây vào chỗ cần hiện biểu đồ. Biểu đồ tự cập nhật khi cổng này cập nhật.
trend = Diễn biến
columns = Ý nghĩa các cột
column = Cột
key = Khóa
kind = Kiểu
meaning = Ý nghĩa
checksums = Mã kiểm tra SHA-256
licence_data = Giấy phép dữ liệu
visits = Lượt truy cập
online = Đang truy cập
today = Hôm nay
total = Tổng lượt
visits_as_of = số liệu
licence = Giấy phép
licence_issuer = do
licence_issued = cấp
licence_date = ngày
address = Địa chỉ
phone = Điện thoại
fax = Fax
email = Thư điện tử
responsible = Chịu trách nhiệm
built_by = Xây dựng
about_site = Về cổng này
sitemap = Sơ đồ trang
not_found = Địa chỉ này không có trang nào. Có thể trang đã chuyển đi, hoặc địa chỉ bị gõ nhầm.
try = Bạn có thể đi tiếp từ đây
moved = Trang đã chuyển đến địa chỉ mới
related_links = Liên quan
units_unknown = Chưa có số liệu riêng của từng đơn vị.
progress = Tiến độ
more_figures = Các số liệu khác
ranking = Các đơn vị trong giai đoạn
revisions = Số liệu đã sửa
revisions_caption = Số liệu được công bố lại và chỉ tiêu được điều chỉnh, kèm số trước và số sau
was = Số trước
now = Số sau
published = Công bố lại ngày
valid = Hợp lệ
per_100 = Trên 100 đoàn viên
figure_day = Số liệu đến
standing = Trạng thái
tally = Sáng kiến trên cổng này
breakdown = Sáng kiến theo từng cách phân loại
method_page = Các con số được tính như thế nào
package = Dành cho phần mềm
package_lead = datapackage.json mô tả mọi bảng theo chuẩn Frictionless Data Package; SHA256SUMS liệt kê mã của từng tệp, để biết chắc tệp đã tải về không bị sửa đổi.
differences = Báo cáo và danh sách không bằng nhau
sections = Chuyên mục
years = Theo năm
search = Tìm kiếm
search_label = Tìm trên cổng này
search_hint = Tên sáng kiến, đơn vị, tin tức
search_none = Không có kết quả cho “{"{q}"}”. Thử bớt chữ, hoặc xem các mục dưới đây.
search_one = 1 kết quả cho “{"{q}"}”.
search_many = {"{n}"} kết quả cho “{"{q}"}”.
search_over = {"{n}"} kết quả đầu cho “{"{q}"}”; còn nhiều kết quả nữa.
search_instead = Không có kết quả cho đúng những chữ đã gõ, “{"{q}"}”.
search_missing = Không trang nào có “{"{q}"}”, nên chữ này được bỏ qua.
search_suggest = Có phải bạn muốn tìm
search_offers = Xem theo mục
search_busy = Đang tìm…
search_failed = Không tải được dữ liệu tìm kiếm. Hãy thử lại, hoặc xem các mục dưới đây.
search_retry = Thử lại
search_more = Xem thêm
search_all = Tất cả
search_sort = Sắp xếp
search_best = Phù hợp nhất
search_newest = Mới nhất
search_noscript = Trình duyệt này không chạy JavaScript nên không tìm kiếm được; mời xem các mục dưới đây.
search_folder = Tìm kiếm cần cổng thông tin nằm trên máy chủ; trên máy của bạn, hãy xem bằng lệnh tiendo serve.
results = Kết quả
browse = Xem theo mục
print = In trang này
contents = Trong trang này
printed_from = In từ
results_heading = Kết quả đến nay

preview = Xem trước những dòng đầu
download_whole = Tải tất cả bảng và biểu đồ
whole_lead = Một tệp gồm mọi bảng (CSV), mọi biểu đồ (CSV và SVG) và tệp mô tả kèm giấy phép.
slices_lead = Mỗi đơn vị và mỗi giai đoạn có một tệp JSON ở địa chỉ không đổi, thay <id> bằng mã trong bảng:
data_of_unit = Số liệu của đơn vị này (JSON)
data_of_phase = Số liệu của giai đoạn này (JSON)
show_units = Hiện từng đơn vị
pair = So sánh hai đơn vị
pair_with = So sánh với đơn vị khác
pair_lead = Chọn hai đơn vị để xem số liệu cạnh nhau.
pair_choose = Chọn đơn vị
pair_caption = Số liệu của hai đơn vị
pair_noscript = Trình duyệt này không chạy JavaScript nên không so sánh được hai đơn vị; mời xem bảng của mọi đơn vị.
changes = Có gì mới
changes_lead = Số liệu mới báo cáo, số liệu đã sửa và sáng kiến mới nộp, theo từng ngày; ngày mới nhất ở trên.
new_reports = Số liệu mới báo cáo
new_initiatives = Sáng kiến mới nộp

# Tên trang
title-phases = Tiến độ theo giai đoạn
title-programmes = Chương trình
title-units = Đơn vị
title-pair = So sánh hai đơn vị
title-grassroots = Công đoàn cơ sở
title-initiatives = Sáng kiến
title-news = Tin tức
title-topics = Chủ đề
title-news-of-year = Tin tức năm { $year }
title-data = Dữ liệu mở
title-changes = Có gì mới
title-charts = Biểu đồ
title-method = Cách tính
title-specimen = Mẫu giao diện
title-search = Tìm kiếm
title-not-found = Không tìm thấy trang
title-redirect = Trang đã chuyển
title-on-page = { $title } – trang { $number }
title-home = { $site } – { $about }
title-home-about = Tiến độ, số liệu và tin tức

# Trình đơn của trang không có trình đơn riêng
menu-progress = Tiến độ
menu-initiatives = Sáng kiến
menu-units = Đơn vị
menu-news = Tin tức
menu-data = Dữ liệu

# Số đếm
count-initiatives = { $count }{"\u00A0"}sáng kiến
count-articles = { $count }{"\u00A0"}bài
count-upper-unions = { $count }{"\u00A0"}công đoàn cấp trên cơ sở
count-grassroots = { $count }{"\u00A0"}công đoàn cơ sở
count-units = { $count }{"\u00A0"}đơn vị
count-pages = { $count }{"\u00A0"}trang
count-news = { $count }{"\u00A0"}tin
count-more-rows = Còn { $count }{"\u00A0"}đơn vị nữa trong tệp dữ liệu.
days-left = còn { $count }{"\u00A0"}ngày

# Điều được đếm, cấp của đơn vị, trạng thái
metric-submitted = lượt { $unit } nộp
metric-valid = { $unit } hợp lệ
unit-province = Cấp tỉnh
unit-cluster = Khối
unit-upper = Công đoàn cấp trên cơ sở
unit-grassroots = Công đoàn cơ sở
status-submitted = Đã nộp
status-valid = Hợp lệ
status-recognised = Được công nhận
status-awarded = Được khen thưởng
phase-over = Đã kết thúc
phase-open = Đang thực hiện
phase-ahead = Chưa bắt đầu

# Mô tả trang cho máy tìm kiếm
about-site = Số liệu, biểu đồ, đơn vị và tin tức của { $site }, tính đến { $day }.
about-as-of = Số liệu tính đến { $day }.
about-redirect = Trang này đã chuyển sang địa chỉ mới: { $path }
about-specimen = Mọi thành phần của giao diện trên một trang, cho người làm giao diện.
about-method = Mỗi con số trên cổng này được tính như thế nào, kèm ví dụ tính tay.
about-changes = Số liệu mới báo cáo, số liệu đã sửa và sáng kiến mới nộp theo từng ngày, đến { $day }.
about-charts = { $count }{"\u00A0"}biểu đồ của cổng này, kèm bảng số liệu, tệp tải về và mã nhúng.
about-no-phases = Chưa có giai đoạn nào được công bố.
about-programmes =
    { $count ->
        [0] Chưa có chương trình nào
       *[other] { $count }{"\u00A0"}chương trình
    }
about-phases =
    { $count ->
        [0] Chưa có giai đoạn nào
       *[other] { $count }{"\u00A0"}giai đoạn
    }
about-programme = { $programme }.
about-programme-dated = { $programme }: { $phases }, từ { $from } đến { $to }.
about-programme-counted = { $programme }; { $figure }.
about-programme-dated-counted = { $programme }: { $phases }, từ { $from } đến { $to }; { $figure }.
about-figure = { $count } { $what }, { $days }
about-figure-partial = { $count } { $what } ({ $partial }), { $days }
about-phase = { $programme }, từ { $from } đến { $to }.
about-pair = Chỉ tiêu, lượt nộp, tỷ lệ đạt và thứ hạng của hai đơn vị đặt cạnh nhau, đến { $day }.
about-upper-unions =
    { $count ->
        [0] Chưa có công đoàn cấp trên cơ sở nào
       *[other] { $count }{"\u00A0"}công đoàn cấp trên cơ sở
    }
about-grassroots =
    { $count ->
        [0] Chưa có công đoàn cơ sở nào
       *[other] { $count }{"\u00A0"}công đoàn cơ sở
    }
about-unit = { $unit }: { $figures }.
about-unit-within = { $unit }, thuộc { $above }: { $figures }.
about-unit-unknown = chưa có số liệu tính đến { $day }
about-on-page = Trang { $number }/{ $pages }, { $text }
about-list = { $what }: { $names }.
about-list-more = { $what }: { $names }…
about-initiatives =
    { $count ->
        [0] Chưa có sáng kiến nào
       *[other] { $count }{"\u00A0"}sáng kiến
    }
about-initiative = Sáng kiến của { $by }
about-initiative-coded = Sáng kiến { $code } của { $by }
about-benefit = giá trị làm lợi { $amount }
about-news =
    { $count ->
        [0] Chưa có tin nào
       *[other] { $count }{"\u00A0"}tin
    }
about-news-topic = { $news } về chủ đề “{ $topic }”
about-news-section = { $news } trong chuyên mục “{ $section }”
about-news-year = { $news } trong năm { $year }
about-news-day = { $news }, ngày { $day }
about-news-days = { $news }, từ { $from } đến { $to }
about-article = Tin ngày { $day }: { $title }
about-article-on = Tin ngày { $day } ({ $topics }): { $title }
about-topics =
    { $count ->
        [0] Chưa có chủ đề của tin tức nào
       *[other] { $count }{"\u00A0"}chủ đề của tin tức
    }
about-tables =
    { $count ->
        [0] Chưa có bảng số liệu nào
       *[other] { $count }{"\u00A0"}bảng số liệu
    }
about-data = { $tables } tải về được (CSV, JSON, Excel), tính đến { $day }
about-search = Tìm không cần gõ dấu trong { $site }: { $counts }.
about-not-found = Địa chỉ này không có trang nào. Xin tìm từ trang chủ của { $site }.

# So sánh hai đơn vị
pair-since-begin = Lũy kế từ khi bắt đầu

# Có gì mới
changes-count = { $count }{"\u00A0"}{ $what }
changes-revised-since = sau đó sửa thành { $now }
changes-one-report = { $unit }: { $counts }, đến { $day }
changes-reports = { $count }{"\u00A0"}đơn vị báo cáo số liệu đến { $day }
changes-revisions = { $count }{"\u00A0"}số liệu được sửa ngày { $day }
changes-targets = { $count }{"\u00A0"}chỉ tiêu được điều chỉnh từ { $day }
changes-initiatives = { $count }{"\u00A0"}sáng kiến nộp ngày { $day }
changes-revision = { $what }, { $day }: { $was } sửa thành { $now }

# Ảnh hiện ra khi chia sẻ
card-first-rows = { $shown } dòng đầu trong { $of } dòng

# Dữ liệu mở
data-as-of = Số liệu tính đến { $day }
data-as-of-about = Ngày mà số liệu trên cổng này tính đến.
data-text = chữ
data-whole = số nguyên
data-number = số
data-day = ngày
data-flag = có/không
data-sheet = Số liệu
data-notes = Chú giải
data-too-long = Không có tệp XLSX, vì một trang tính chỉ chứa được { $most } dòng.
count-rows = { $count }{"\u00A0"}dòng
package-title = { $site }: dữ liệu mở
package-about = { $about }. Số liệu tính đến { $day }. Trong CSV, chữ mà bảng tính có thể hiểu là công thức có dấu ' đứng trước; ô trống là chưa có số liệu.

# Bảng của dữ liệu mở: tên và nội dung
table-phases = Kết quả theo giai đoạn
table-phases-about = Chỉ tiêu, số lượt nộp trong giai đoạn và tỷ lệ đạt của toàn chương trình.
table-progress = Tiến độ của từng đơn vị
table-progress-about = Mỗi đơn vị trong mỗi giai đoạn: chỉ tiêu, lượt nộp, tỷ lệ, hạng, nhịp độ, dự báo và trạng thái.
table-totals = Số lũy kế của từng đơn vị
table-totals-about = Số lũy kế mới nhất của mỗi đơn vị, lấy từ đâu và gồm bao nhiêu đơn vị.
table-series = Số lũy kế theo thời gian
table-series-about = Số lũy kế của từng đơn vị vào mỗi ngày có số; ngày không có số không được suy ra.
table-reports = Báo cáo lũy kế theo ngày
table-reports-about = Từng báo cáo đã công bố, có ngày và nguồn, kể cả số chỉ để tham khảo.
table-public-figures = Chỉ số và số liệu đã công bố
table-public-figures-about = Chỉ số thực hiện, chỉ tiêu khác, kết quả và xếp hạng do các nơi công bố, kèm ngày và nguồn.
table-revisions = Số liệu đã sửa
table-revisions-about = Số của cùng một ngày được công bố lại: cả hai số đều được nêu.
table-targets = Chỉ tiêu đã điều chỉnh
table-targets-about = Chỉ tiêu của một giai đoạn được thay đổi: cả hai số đều được nêu.
table-differences = Đối chiếu báo cáo và danh sách
table-differences-about = Những nơi báo cáo và danh sách sáng kiến trên cổng này không bằng nhau; số của báo cáo được công bố.
table-breakdown = Sáng kiến theo phân loại
table-breakdown-about = Số sáng kiến trên cổng này theo nhóm, trạng thái, tháng nộp và nơi làm việc.
table-benefit = Giá trị làm lợi đã xác nhận
table-benefit-about = Chỉ cộng giá trị đã có nơi xác nhận, theo từng loại tiền.
table-units = Danh mục đơn vị
table-units-about = Cây đơn vị và thời gian hoạt động.
table-initiatives = Danh sách sáng kiến
table-initiatives-about = Những sáng kiến có trên cổng này.

# Cột của bảng dữ liệu: tên và ý nghĩa
column-blank-about = Vì sao ô trống: not-begun, not-reported, no-baseline, undated, no-target, not-comparable, ended.
column-rank-about = Trong các đơn vị cùng cấp; bằng nhau thì cùng hạng; chỉ có một đơn vị thì không xếp.
column-programme = Chương trình
column-programme-about = Mã chương trình.
column-unit = Đơn vị
column-unit-about = Mã đơn vị.
column-metric = Số đếm
column-metric-about = submitted hoặc valid.
column-phase = Giai đoạn
column-phase-about = Mã giai đoạn.
column-submitted = Lượt nộp
column-submitted-about = Số lượt nộp; trống là chưa biết, không phải 0.
column-valid = Hợp lệ
column-valid-about = Số hợp lệ: số đếm khác, không so thẳng với lượt nộp.
column-date = Số liệu đến
column-date-about = Ngày mới nhất.
column-oldest = Số liệu từ
column-oldest-about = Ngày cũ nhất trong các số được cộng.
column-origin = Nguồn số
column-origin-about = report: báo cáo; records: đếm theo danh sách; sum: cộng từ các đơn vị bên dưới.
column-units-reported = Đơn vị đã báo cáo
column-units-reported-about = Trong các đơn vị được cộng.
column-units-in-part = Đơn vị báo cáo một phần
column-units-in-part-about = Mới có một phần số liệu.
column-units-expected = Đơn vị hoạt động
column-units-expected-about = Số đơn vị hoạt động trong thời gian đó.
column-target = Chỉ tiêu
column-target-about = Chỉ tiêu của giai đoạn; trống là chưa biết.
column-target-set-by = Nơi giao chỉ tiêu
column-target-set-by-about = Ai giao; sum là tổng của các đơn vị bên dưới.
column-percent = Tỷ lệ %
column-percent-about = Lượt nộp so với chỉ tiêu.
column-valid-percent = Tỷ lệ hợp lệ %
column-valid-percent-about = Hợp lệ so với chỉ tiêu.
column-status = Trạng thái
column-status-about = ahead, unreported, no-baseline, undated, no-target, exceeded, met, missed, undecided, on-track, behind; silent: số liệu đã quá cũ.
column-official = Số chính thức
column-official-about = Giai đoạn đã hết và mọi đơn vị đã báo cáo số của ngày cuối; sai là số tạm tính.
column-units-uncounted = Đơn vị chưa tính được
column-units-uncounted-about = Đã báo cáo, nhưng thiếu số của ngày trước giai đoạn hoặc ngày nộp.
column-units-settled = Đơn vị có số của ngày cuối
column-units-settled-about = Đã báo cáo số của ngày cuối giai đoạn.
column-submitted-blank = Vì sao trống: lượt nộp
column-submitted-blank-about = { column-blank-about }
column-valid-blank = Vì sao trống: hợp lệ
column-valid-blank-about = { column-blank-about }
column-percent-blank = Vì sao trống: tỷ lệ
column-percent-blank-about = { column-blank-about }
column-rank-blank = Vì sao trống: hạng
column-rank-blank-about = { column-blank-about }
column-pace-blank = Vì sao trống: nhịp độ
column-pace-blank-about = { column-blank-about }
column-title = Tên
column-title-about = Tên giai đoạn.
column-start = Từ ngày
column-start-about = Ngày đầu tiên.
column-end = Đến ngày
column-end-about = Ngày cuối cùng.
column-source = Nguồn
column-source-about = Nơi công bố số lượt nộp.
column-per-100-members = Trên 100 đoàn viên
column-per-100-members-about = Lượt nộp; chỉ tính cho đơn vị có từ 100 đoàn viên.
column-rank-percent = Hạng theo tỷ lệ
column-rank-percent-about = { column-rank-about }
column-rank-count = Hạng theo số lượt
column-rank-count-about = { column-rank-about }
column-rank-per-100-members = Hạng trên 100 đoàn viên
column-rank-per-100-members-about = { column-rank-about }
column-required-per-day = Cần mỗi ngày
column-required-per-day-about = Để đạt chỉ tiêu.
column-actual-per-day = Nhịp gần đây
column-actual-per-day-about = Lượt mỗi ngày, giữa hai ngày bên cạnh.
column-actual-from = Nhịp từ ngày
column-actual-from-about = Báo cáo đầu của nhịp gần đây.
column-actual-to = Nhịp đến ngày
column-actual-to-about = Báo cáo cuối của nhịp gần đây.
column-forecast = Dự báo
column-forecast-about = Khi hết giai đoạn, nếu giữ nhịp giữa hai ngày ghi ở cột sau.
column-forecast-low = Dự báo thấp nhất
column-forecast-low-about = Theo nhịp chậm nhất giữa hai báo cáo liền nhau.
column-forecast-high = Dự báo cao nhất
column-forecast-high-about = Theo nhịp nhanh nhất giữa hai báo cáo liền nhau.
column-forecast-from = Dự báo theo nhịp từ ngày
column-forecast-from-about = Báo cáo đầu tiên được dùng.
column-forecast-to = Dự báo theo nhịp đến ngày
column-forecast-to-about = Báo cáo cuối cùng được dùng.
column-value = Lũy kế
column-value-about = Từ ngày bắt đầu đếm.
column-in-phases = Trong các giai đoạn
column-in-phases-about = Cộng các giai đoạn tính được.
column-outside-phases = Ngoài các giai đoạn
column-outside-phases-about = Trước, giữa, sau các giai đoạn, hoặc không rõ ngày nộp.
column-in-unknown-phase = Chưa rõ giai đoạn
column-in-unknown-phase-about = Phần còn lại của lũy kế: thuộc giai đoạn chưa tính được.
column-date-of-series = Ngày
column-date-of-series-about = Ngày của số liệu.
column-value-of-series = Lũy kế
column-value-of-series-about = Đến hết ngày đó.
column-source-of-series = Nguồn
column-source-of-series-about = Trống khi được cộng hoặc đếm.
column-source-published = Nguồn
column-source-published-about = Nơi công bố.
column-note = Ghi chú
column-note-about = Điều cần biết.
column-as-of = Tính đến ngày
column-as-of-about = Ngày của số liệu.
column-submitted-of-reports = Lũy kế đã nộp
column-submitted-of-reports-about = Từ ngày bắt đầu đếm.
column-valid-of-reports = Lũy kế hợp lệ
column-valid-of-reports-about = Số đếm khác với lượt nộp.
column-published = Ngày công bố lại
column-published-about = Khi số của ngày đó được sửa.
column-conflicts = Chỉ để tham khảo
column-conflicts-about = Trái với số khác; không dùng để tính.
column-kind = Loại
column-kind-about = indicator: chỉ số; target: chỉ tiêu; result: kết quả; rank: xếp hạng.
column-title-of-public-figures = Nội dung
column-title-of-public-figures-about = Số này nói về điều gì.
column-value-of-public-figures = Số liệu
column-value-of-public-figures-about = Số lượng hoặc thứ hạng.
column-percent-of-public-figures = Tỷ lệ %
column-percent-of-public-figures-about = Đúng như đã công bố.
column-date-of-public-figures = Ngày
column-date-of-public-figures-about = Ngày của số liệu.
column-period = Thời kỳ
column-period-about = Khi không có ngày cụ thể.
column-date-of-revisions = Ngày
column-date-of-revisions-about = Ngày của số liệu.
column-was = Số trước
column-was-about = Công bố trước.
column-now = Số sau
column-now-about = Công bố sau.
column-published-of-revisions = Ngày công bố lại
column-published-of-revisions-about = Của số sau.
column-source-of-revisions = Nguồn
column-source-of-revisions-about = Trống khi số đã chốt khác với số tính lại.
column-unit-of-targets = Đơn vị
column-unit-of-targets-about = Mã đơn vị; trống là toàn chương trình.
column-since = Từ ngày
column-since-about = Ngày chỉ tiêu mới có hiệu lực.
column-was-of-targets = Chỉ tiêu trước
column-was-of-targets-about = Trước ngày đó.
column-now-of-targets = Chỉ tiêu sau
column-now-of-targets-about = Từ ngày đó.
column-date-of-differences = Ngày
column-date-of-differences-about = Ngày của báo cáo.
column-reported = Theo báo cáo
column-reported-about = Số được công bố.
column-counted = Theo danh sách
column-counted-about = Số sáng kiến trên cổng này đến ngày đó.
column-complete = Danh sách là toàn bộ
column-complete-about = Sai khi cổng này chỉ đăng một số sáng kiến tiêu biểu.
column-by = Phân loại theo
column-by-about = group: nhóm; status: trạng thái; month: tháng; organisation: nơi làm việc.
column-key = Mã
column-key-about = Trống là không rõ.
column-unit-of-breakdown = Đơn vị
column-unit-of-breakdown-about = Của nơi làm việc.
column-records = Số sáng kiến
column-records-about = Trên cổng này.
column-valid-of-breakdown = Hợp lệ
column-valid-of-breakdown-about = Trong số đó.
column-currency = Loại tiền
column-currency-about = ISO 4217.
column-amount = Giá trị đã xác nhận
column-amount-about = Tổng, không quy đổi.
column-records-of-benefit = Số sáng kiến
column-records-of-benefit-about = Có nơi xác nhận.
column-claimed = Chưa xác nhận
column-claimed-about = Nêu giá trị, không cộng.
column-id = Mã
column-id-about = Mã riêng, không đổi.
column-title-of-units = Tên đơn vị
column-title-of-units-about = Tên đầy đủ.
column-kind-of-units = Cấp
column-kind-of-units-about = province, cluster, upper, grassroots.
column-parent = Cấp trên
column-parent-about = Mã đơn vị cấp trên.
column-members = Đoàn viên
column-members-about = Tổng số đoàn viên.
column-valid-from = Hoạt động từ
column-valid-from-about = Ngày đầu tiên.
column-valid-to = Hoạt động đến
column-valid-to-about = Ngày cuối cùng.
column-successors = Đơn vị kế tục
column-successors-about = Các mã cách nhau bằng dấu cách.
column-id-of-initiatives = Mã
column-id-of-initiatives-about = Mã sáng kiến, hoặc tên làm từ tiêu đề.
column-title-of-initiatives = Tên sáng kiến
column-title-of-initiatives-about = Tên đầy đủ.
column-date-of-initiatives = Ngày nộp
column-date-of-initiatives-about = Ngày nộp sáng kiến.
column-organisation = Nơi làm việc
column-organisation-about = Công ty, cơ quan, trường.
column-group = Nhóm
column-group-about = Mã nhóm.
column-status-of-initiatives = Trạng thái
column-status-of-initiatives-about = submitted, valid, recognised, awarded.
column-benefit = Giá trị làm lợi
column-benefit-about = Như đã khai.
column-certified-by = Ai xác nhận
column-certified-by-about = Trống là chưa xác nhận.
column-authors = Tác giả
column-authors-about = Những tên được phép nêu.

# Ngày, đơn vị, điều được đếm trong câu
# Những chữ đầu tên (giai đoạn) viết thường khi đứng giữa câu, cách nhau bằng dấu phẩy
title-small = Giai đoạn, Đợt
days-span = { $from }–{ $to }
days-between = từ { $from } đến { $to }
days-until = tính đến { $day }
metric-submitted-bare = lượt nộp
metric-running = { $metric }, lũy kế
units-coverage =
    { $uncounted ->
        [0] { $reported } trong { $expected } đơn vị đã báo cáo
       *[other] tính được { $reported } trong { $expected } đơn vị
    }{ $partial ->
        [0] {""}
       *[other] , { $partial } đơn vị mới báo cáo một phần
    }{ $uncounted ->
        [0] {""}
       *[other] , { $uncounted } đơn vị đã báo cáo nhưng chưa tính được
    }
units-of-units = { $reported }/{ $expected } đơn vị
units-some = chưa đủ đơn vị
figures-final = số chính thức
figures-provisional = số tạm tính
blank-not-begun = chưa bắt đầu
blank-ended = đã kết thúc hoạt động, chưa báo cáo
blank-not-reported = chưa báo cáo
blank-not-comparable = chưa tính được: danh sách sáng kiến chưa đầy đủ
blank-undated = chưa tính được trong giai đoạn: có sáng kiến chưa ghi ngày nộp
blank-no-baseline = chưa tính được trong giai đoạn: thiếu số của ngày { $day }

# Biểu đồ: loại, tiêu đề phụ, đầu cột
chart-kind-groups = Biểu đồ thanh ngang theo nhóm.
chart-kind-bars = Biểu đồ thanh ngang.
chart-kind-bullets = Biểu đồ thanh so với chỉ tiêu.
chart-kind-steps = Biểu đồ bậc thang theo từng kỳ báo cáo.
chart-kind-ranking = Biểu đồ thanh ngang, xếp theo % chỉ tiêu.
chart-kind-heat = Bảng màu theo đơn vị và giai đoạn.
chart-kind-map = Bản đồ tô màu theo % chỉ tiêu.
chart-subject-target = { $metric } so với chỉ tiêu
chart-subject-percent = { $metric }, % so với chỉ tiêu
chart-subject-groups = { $things } theo nhóm
chart-subject-organisations = { $things } theo nơi làm việc
chart-subject-benefit = Giá trị làm lợi được xác nhận, theo nhóm, { $currency }
chart-subject-cumulative = Lũy kế { $metric }
chart-counted-from = , tính từ { $day }
chart-newest-report = ; báo cáo mới nhất ngày { $day }
chart-figures-between = ; số liệu từ { $from } đến { $to }
chart-figures-until = ; số liệu đến { $day }
chart-head-group = Nhóm
chart-head-share = Tỷ lệ
chart-head-organisation = Nơi làm việc
chart-head-amount = Giá trị, { $currency }
chart-head-until = Tính đến ngày
chart-head-area = Địa bàn
chart-head-from = Từ ngày
chart-head-to = Đến ngày
chart-head-count = Lượt nộp
chart-head-percent = % chỉ tiêu
chart-head-day = Số liệu đến
chart-head-units = Đơn vị đã báo cáo

# Biểu đồ: nhãn và ghi chú
chart-goal = chỉ tiêu
chart-target = chỉ tiêu{"\u00A0"}{ $count }
chart-forecast = nếu giữ nhịp: { $count } vào { $day }
chart-value-without-target = { $count } · chưa có chỉ tiêu
chart-no-share = chưa có tỷ lệ
chart-unknown = chưa có số liệu
chart-things = kết quả
chart-without-group = Chưa phân loại
chart-class-below = dưới{"\u00A0"}{ $percent }%
chart-class-from = từ{"\u00A0"}{ $percent }%
chart-per-100 = { $rate } trên 100 đoàn viên
chart-more-units = … và { $count } đơn vị nữa trong bảng số liệu
chart-list = danh sách sáng kiến trên cổng này
chart-sum = tổng hợp số liệu của các đơn vị
chart-reports-of-units = báo cáo của các đơn vị
chart-table-below = Số liệu đầy đủ ở bảng dưới biểu đồ.
chart-metric-note = Đếm lượt nộp, không phải số được công nhận hợp lệ.
chart-steps-note = Đường giữ nguyên cho đến kỳ báo cáo sau; những ngày không có báo cáo không được suy ra.
chart-rank-note = Xếp theo % chỉ tiêu; đơn vị bằng nhau cùng hạng; đơn vị không có chỉ tiêu, hoặc mới có một phần số liệu, không xếp hạng.
chart-heat-note = Kết quả mới tính từ một phần số đơn vị được ghi rõ ở bảng số liệu.
chart-map-edition = Ranh giới: { $edition }.
chart-map-source = Nguồn ranh giới: { $source }.
chart-difference = { $phase }: lấy { $count } (lũy kế đến { $to }) trừ { $base } (lũy kế đến { $from }).
chart-organisations-top = { $shown } nơi có nhiều nhất trong { $all } nơi có { $things }.
chart-benefit-note =
    Chỉ cộng giá trị đã có nơi xác nhận ({ $count } { $things }), không quy đổi giữa các loại tiền.{ $others ->
        [none] {""}
       *[other] {" "}Ngoài ra: { $others }.
    }{ $claimed ->
        [0] {""}
       *[other] {" "}{ $claimed } { $things } khác nêu giá trị nhưng chưa có xác nhận.
    }

# Biểu đồ: kết quả của giai đoạn
chart-phase-begins = { $phase } bắt đầu từ { $day }
chart-phase-blank = { $phase }: { $why }
chart-phase-blank-second = { $phase } { $why }
chart-phase-nothing =
    { $state ->
        [over] { $phase } không ghi nhận { $metric } nào
       *[open] { $phase } chưa ghi nhận { $metric } nào
    }
chart-phase-reached =
    { $phase } { $state ->
        [over] đạt
       *[open] đã đạt
    }{ $exactly ->
        [yes] {" "}đúng
       *[no] {""}
    } { $percent }{ $goal ->
        [yes] {" "}chỉ tiêu
       *[no] {""}
    }
chart-phase-count =
    { $state ->
        [over] { $phase } có { $count }{"\u00A0"}{ $metric }
       *[open] { $phase } đã có { $count }{"\u00A0"}{ $metric }
    }
chart-clause-until = { $clause } tính đến { $day }
chart-fact =
    { $phase }: { $count } trên chỉ tiêu { $target }, đạt { $percent }{ $above ->
        [none] {""}
       *[other] , vượt { $above }
    }{ $units ->
        [none] {""}
       *[other] {" "}({ $units })
    }.
chart-phases-aimless = Các giai đoạn chưa có chỉ tiêu
chart-phases-none-met =
    { $state ->
        [over] Không
       *[open] Chưa
    } giai đoạn nào{ $among ->
        [yes] {" "}có chỉ tiêu
       *[no] {""}
    } đạt chỉ tiêu
chart-phases-all-met =
    Cả { $all } giai đoạn{ $among ->
        [yes] {" "}có chỉ tiêu
       *[no] {""}
    } { $state ->
        [over] đạt chỉ tiêu
       *[open] đã đạt chỉ tiêu
    }
chart-phases-met =
    { $met } trong { $all } giai đoạn{ $among ->
        [yes] {" "}có chỉ tiêu
       *[no] {""}
    } { $state ->
        [over] đạt chỉ tiêu
       *[open] đã đạt chỉ tiêu
    }

# Biểu đồ: kết quả của các đơn vị
chart-units-none-met =
    { $state ->
        [over] không đơn vị nào đạt chỉ tiêu
       *[open] chưa đơn vị nào đạt chỉ tiêu
    }
chart-units-only-met =
    { $state ->
        [over] đơn vị duy nhất có chỉ tiêu và số liệu đạt chỉ tiêu
       *[open] đơn vị duy nhất có chỉ tiêu và số liệu đã đạt chỉ tiêu
    }
chart-units-all-met =
    { $state ->
        [over] cả { $all } đơn vị đạt chỉ tiêu
       *[open] cả { $all } đơn vị đã đạt chỉ tiêu
    }
chart-units-met =
    { $state ->
        [over] { $met } trong { $all } đơn vị đạt chỉ tiêu
       *[open] { $met } trong { $all } đơn vị đã đạt chỉ tiêu
    }
chart-best = , cao nhất là { $unit } ({ $share })
chart-best-unnamed = , cao nhất đạt { $share }
chart-best-two = , cao nhất là { $first } và { $second } ({ $share })
chart-best-many = , { $count } đơn vị cùng cao nhất ({ $share })
chart-alone = , { $unit } đạt { $share }
chart-alone-unnamed = , đạt { $share }
chart-count-of = { $unit } có { $count }{"\u00A0"}{ $metric }
chart-count-unnamed = mới có { $count }{"\u00A0"}{ $metric }
chart-most-none = chưa đơn vị nào có { $metric }
chart-most = { $unit } có nhiều { $metric } nhất ({ $count })
chart-most-two = { $first } và { $second } cùng có nhiều { $metric } nhất ({ $count })
chart-most-many = { $units } đơn vị cùng có nhiều { $metric } nhất ({ $count })
chart-most-unnamed = nhiều nhất là { $count }{"\u00A0"}{ $metric }
chart-organisations-most = Nơi nộp nhiều nhất có { $count }{"\u00A0"}{ $things }
chart-cells-none-met = Chưa đơn vị nào đạt chỉ tiêu ở giai đoạn nào
chart-cells-all-met = Mọi đơn vị đạt chỉ tiêu ở mọi giai đoạn
chart-cells-met = { $met } trong { $all } kết quả theo đơn vị và giai đoạn đạt chỉ tiêu
chart-best-cell = ; cao nhất là { $unit } ở { $phase } ({ $share })
chart-groups-none = Chưa { $things } nào được xếp nhóm
chart-group-largest =
    { $all ->
        [1] { $group } chiếm { $share } số { $things }
       *[other] { $group } chiếm { $share } số { $things }, nhiều nhất trong { $all } nhóm
    }
chart-groups-two = { $first } và { $second } cùng nhiều nhất, mỗi nhóm { $share } số { $things }
chart-group-unnamed = Nhóm lớn nhất chiếm { $share } số { $things }
chart-groups-many = { $count } nhóm cùng nhiều nhất, mỗi nhóm { $share } số { $things }
chart-benefit = { $amount } giá trị làm lợi được xác nhận
chart-benefit-most = { $amount } giá trị làm lợi được xác nhận, nhiều nhất ở nhóm { $group }

# Biểu đồ: những gì chưa có số
chart-units-aimless = ; { $count } đơn vị chưa có chỉ tiêu
chart-undecided =
    ; { $count } { $noun ->
        [unit] đơn vị
       *[phase] giai đoạn
    } chưa đủ số liệu để kết luận
chart-missing-not-begun =
    ; { $count } { $noun ->
        [unit] đơn vị
       *[phase] giai đoạn
    } chưa bắt đầu
chart-missing-ended =
    ; { $count } { $noun ->
        [unit] đơn vị
       *[phase] giai đoạn
    } đã kết thúc hoạt động, chưa báo cáo
chart-missing-not-reported =
    ; { $count } { $noun ->
        [unit] đơn vị
       *[phase] giai đoạn
    } chưa có số liệu
chart-missing-not-comparable =
    ; { $count } { $noun ->
        [unit] đơn vị
       *[phase] giai đoạn
    } chưa tính được (danh sách sáng kiến chưa đầy đủ)
chart-missing-undated =
    ; { $count } { $noun ->
        [unit] đơn vị
       *[phase] giai đoạn
    } chưa tính được (có sáng kiến chưa ghi ngày nộp)
chart-missing-baseline =
    ; { $count } { $noun ->
        [unit] đơn vị
       *[phase] giai đoạn
    } chưa tính được (thiếu số của ngày { $day })
chart-missing-baselines =
    ; { $count } { $noun ->
        [unit] đơn vị
       *[phase] giai đoạn
    } chưa tính được (thiếu số của ngày trước giai đoạn)

# Biểu đồ: lũy kế theo thời gian
chart-more = Thêm { $count }{"\u00A0"}{ $metric } từ { $from } đến { $to }
chart-no-count = Chưa có { $metric } nào tính đến { $day }
chart-count = { $count }{"\u00A0"}{ $metric } tính đến { $day }
chart-reports = Có { $count } kỳ báo cáo.
chart-days = Có số liệu của { $count } ngày.
chart-forecast-sentence = Nếu giữ nhịp từ { $from } đến { $to } thì đến { $end } là { $count } (theo nhịp chậm nhất trong thời gian đó: { $low }, nhanh nhất: { $high }).

# Đơn vị trong một giai đoạn
standing-ahead = Chưa bắt đầu
standing-no-target = Chưa có chỉ tiêu
standing-exceeded = Vượt chỉ tiêu
standing-met = Đạt chỉ tiêu
standing-missed = Chưa đạt chỉ tiêu
standing-on-track = Đúng tiến độ
standing-behind = Chậm tiến độ
standing-silent = Chưa có số mới từ { $day }
standing-undecided = Chưa đủ số liệu để kết luận
standing-undecided-units = Chưa đủ số liệu để kết luận ({ $settled } trong { $expected } đơn vị)
standing-undecided-until = Chưa đủ số liệu để kết luận (số liệu đến { $day })
standing-computed = trang này tính: { $last } −{"\u00A0"}{ $base }
standing-computed-from = Trang này tính: { $last } − { $base }
standing-outlook =
    <strong>{ $status }</strong>{ $pace ->
        [none] {""}
       *[other] : cần { $pace } trong { $days }{"\u00A0"}ngày còn lại
    }{ $forecast ->
        [none] {""}
       *[other] ; nếu giữ nhịp từ { $from } đến { $to } thì đến { $end } là { $forecast }
    }.
blank-only-valid = chưa báo cáo số lượt nộp
units-days = số liệu của các đơn vị từ { $from } đến { $to }
origin-report = theo báo cáo của đơn vị
origin-records = đếm theo danh sách sáng kiến
origin-sum = cộng từ các đơn vị bên dưới
target-set-by = { $unit } giao
target-sum = tổng chỉ tiêu các đơn vị bên dưới
pace = { $rate }{"\u00A0"}lượt mỗi ngày
forecast-condition = nếu giữ nhịp từ { $from } đến { $to }; theo nhịp chậm nhất trong thời gian đó là { $low }, nhanh nhất là { $high }
rank-percent =
    thứ { $place }/{ $of } theo tỷ lệ{ $tied ->
        [yes] , đồng hạng
       *[no] {""}
    }
rank-count =
    thứ { $place }/{ $of } theo số lượt{ $tied ->
        [yes] , đồng hạng
       *[no] {""}
    }
rank-per-100 =
    thứ { $place }/{ $of } theo số lượt trên 100 đoàn viên{ $tied ->
        [yes] , đồng hạng
       *[no] {""}
    }
fact-reports = Báo cáo
fact-above = Vượt
fact-missing = Còn thiếu
fact-rank = Xếp hạng
fact-pace-needed = Cần đạt
fact-pace = Nhịp gần đây
fact-forecast = Dự báo hết giai đoạn
fact-of-target = { $count } · { $share } chỉ tiêu

# Câu trong trang: kết quả của chương trình và giai đoạn (có thẻ HTML)
result-past = { $phase } đạt <strong>{ $percent }</strong> chỉ tiêu, với <strong>{ $count }</strong> lượt{ $limits }.
result-now = Tính đến { $day }, { $phase } đã đạt <strong>{ $percent }</strong> chỉ tiêu, với <strong>{ $count }</strong> { $what }{ $limits }.
result-whole =
    { $province ->
        [yes] Tính đến { $day }, toàn tỉnh có <strong>{ $count }</strong> { $what }{ $limits }.
       *[no] Tính đến { $day }, có <strong>{ $count }</strong> { $what }{ $limits }.
    }
result-whole-from =
    { $province ->
        [yes] Lũy kế từ { $from } đến { $day }, toàn tỉnh có <strong>{ $count }</strong> { $what }{ $limits }.
       *[no] Lũy kế từ { $from } đến { $day }, có <strong>{ $count }</strong> { $what }{ $limits }.
    }
result = Tính đến { $day }, { $phase } có <strong>{ $count }</strong> { $what }. { $finding }
result-so-far = Tính đến { $day }, { $phase } đã có <strong>{ $count }</strong> { $what }. { $finding }
result-unknown = { $phase }: chưa có số liệu tính đến { $day }.

# Câu trong trang: số liệu, thẻ, danh sách
phase-state-on = { $state } (tại ngày { $day })
phase-state-until = { $state } (số liệu đến { $day })
phase-method = Tính bằng hiệu của hai số lũy kế: { $last } (ngày { $last-day }) trừ { $base } (ngày { $base-day }), bằng { $difference }.
published-share = { $percent } chỉ tiêu { $target }
published-share-of-phase = { $percent } chỉ tiêu { $target } ({ $phase })
published-share-bare-of-phase = { $percent } chỉ tiêu ({ $phase })
published-share-of-nothing = { $percent } chỉ tiêu (nơi công bố không nêu chỉ tiêu nào)
finding =
    { $above ->
        [none] Đạt { $percent } chỉ tiêu.
       *[other] Đạt { $percent } chỉ tiêu, vượt { $above }.
    }
finding-so-far =
    { $above ->
        [none] Đã đạt { $percent } chỉ tiêu.
       *[other] Đã đạt { $percent } chỉ tiêu, vượt { $above }.
    }
finding-without-target = Có { $count } lượt nộp; chưa có chỉ tiêu.
finding-ahead = Chưa bắt đầu.
finding-unknown = Chưa có số liệu.
figure-whole-note = Lũy kế đến { $day }
figure-of-target = so với chỉ tiêu { $phase }
figure-rank =
    { $place ->
        [1] Thứ nhất
       *[other] Thứ { $place }
    }
figure-rank-label = { $scope } theo { $metric }
figure-rank-note = Tính đến { $day }
card-of-target = so với chỉ tiêu
card-benefit = giá trị làm lợi
macro-no-target = chưa có chỉ tiêu
macro-no-rank = chưa xếp hạng
macro-no-surplus = không vượt chỉ tiêu
macro-nothing-missing = không còn thiếu
macro-no-pace = chưa tính được nhịp
macro-no-forecast = chưa dự báo được
see-all = Xem tất cả
about-dataset = { $about } { $site }, số liệu tính đến { $day }.
initiatives-in-part = Danh sách này giới thiệu một phần; số lượt nộp đã báo cáo đến { $day } là { $count }.
difference = { $unit }, đến { $day }: báo cáo { $reported } { $what }, danh sách trên cổng này có { $counted }.
revision-kept = số đã chốt khác với số tính lại
revision-target = chỉ tiêu, { $phase }
tally-by-group = Theo nhóm
tally-by-status = Theo trạng thái
tally-by-month = Theo tháng nộp
tally-without-date = Không rõ ngày
month = Tháng
kind-initiative = Sáng kiến
kind-news = Tin tức
kind-page = Trang
narrow-kind = Loại
narrow-year = Năm
footnotes = Chú thích
footnote-back = Trở lại chỗ có chú thích { $number }
text-table = Bảng
callout-note = Ghi chú
callout-tip = Mẹo
callout-important = Quan trọng
callout-warning = Cảnh báo
callout-caution = Lưu ý

# Những chữ mà ô tìm kiếm biết thêm về mỗi loại trang, mỗi dòng một cách nói; người đọc không thấy.

search-data =
    tải về
    tải xuống
    tải csv
    tải excel
    tệp xlsx
    json
    bảng số liệu
    dữ liệu
search-charts =
    đồ thị
    hình vẽ
    nhúng biểu đồ
    tải về
    excel
    csv
    xlsx
    png
    svg
    bản đồ
    xếp hạng
search-changes =
    mới
    cập nhật
    số liệu mới
    báo cáo mới
    thay đổi
search-method =
    công thức
    phương pháp
    cách tính
search-units =
    xếp hạng
    so sánh đơn vị
    danh sách đơn vị
search-pair =
    so sánh đơn vị
    so sánh hai đơn vị
search-organisations = danh sách công đoàn cơ sở
search-initiatives = danh sách sáng kiến
search-news =
    tin mới
    bài viết
    rss
search-programmes =
    tiến độ
    chỉ tiêu
    danh sách chương trình
search-telephone =
    số điện thoại
    liên hệ
    địa chỉ
search-mail =
    email
    thư điện tử
    liên hệ
search-phase =
    tiến độ
    chỉ tiêu
search-ranking =
    xếp hạng
    bảng xếp hạng
    thứ hạng
search-map = bản đồ
