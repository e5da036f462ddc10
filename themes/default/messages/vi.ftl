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

preview = Xem trước mười dòng đầu
download_whole = Tải tất cả bảng và biểu đồ
whole_lead = Một tệp gồm mọi bảng (CSV), mọi biểu đồ (CSV và SVG) và tệp mô tả kèm giấy phép.
slices_lead = Mỗi đơn vị và mỗi giai đoạn có một tệp JSON ở địa chỉ không đổi, thay <id> bằng mã trong bảng:
data_of_unit = Số liệu của đơn vị này (JSON)
data_of_phase = Số liệu của giai đoạn này (JSON)
show_units = Hiện từng đơn vị
pair = So sánh hai đơn vị
pair_with = So sánh với đơn vị khác
pair_lead = Chọn hai đơn vị để xem số liệu cạnh nhau.
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
count-days = { $count }{"\u00A0"}ngày
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
about-redirect = Trang này đã chuyển sang địa chỉ mới: /{ $url }
about-specimen = Mọi thành phần của giao diện trên một trang, cho người làm giao diện.
about-method = Mỗi con số trên trang được tính như thế nào, kèm ví dụ tính tay.
about-changes = Số liệu mới báo cáo, số liệu đã sửa và sáng kiến mới nộp theo từng ngày, đến { $day }.
about-charts = { $count }{"\u00A0"}biểu đồ của trang, kèm bảng số liệu, tệp tải về và mã nhúng.
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
