# The words of a site in English (Fluent: projectfluent.org). A site's own theme may replace single messages in
# themes/<name>/messages/en.ftl. Names with _ are words of the templates ({{ t.name }}), names with - are
# sentences that the program writes.

skip = Skip to content
home = Home
menu = Main menu
breadcrumbs = Breadcrumbs
as_of = Figures as of
unknown = no figure yet
progress_heading = Progress in charts
phases = Phases
phase = Phase
target = Target
submitted = Submitted
percent = Of target
groups = Groups
news = News
all_news = All news
featured = Featured initiatives
all_initiatives = All initiatives
open_data = Open data
data_lead = Download every figure behind these pages and charts.
data_intro = Every figure on this site can be downloaded. XLSX opens in Excel or LibreOffice; CSV and JSON are for programs. An empty cell is a figure not known, never zero.
programme = Programme
about_programme = About the programme
launched_by = Launched by
counted_from = Counted from
indicators = Indicators
public_figures = Published figures
public_figures_caption = Each figure with its date and source
ranks = Ranks
rank = Rank
contact = Contact
date = Date
metric = What is counted
value = Figure
source = Source
sources = Sources
note = Note
when = When
show_table = Show the table
table_of = Table
download = Download
other_phases = Other phases
method = How it is counted
to = to
search_initiatives = Search the list of initiatives
submitted_on = Submitted on
all_units = Compare all units
list_of_units = List of units
choose_unit = Choose your unit
filter_units = Find a unit
filter_none = There is no such unit.
filter_many = {"{n}"} units
sort_by = Sort by {"{q}"}
trend_scale = Trend: running total from zero; all lines of the table have one scale.
best_units = Leading
behind_units = Furthest below the target
silent_units = Not reported yet
neighbours = Other units
whom_to_ask = Questions about the figures
why_ended = This unit has ended, and this site has no figures of it.
why_not_reported = There is no figure of this unit yet, because no report of it has been published here.
why_whole_only = There is no figure of this unit yet, because only figures of the whole have been published, not of each unit.
remember_unit = Remember this unit
forget_unit = Forget this unit
your_unit = Your unit
filter_by = Only the group
newest_first = Newest first
full_version = The full version is at
embed_light = For a light background at all times add ?nen=sang to the end of the address.
news_by = News by
share = Share
share_facebook = Share on Facebook
share_zalo = Share by Zalo, messages…
copy_link = Copy the address
copied = Copied
cite = How to cite
cite_lead = To cite these figures, copy this sentence:
cite_as_of = figures as of
units = Units
unit = Unit
organisations = Grassroots unions
organisations_lead = Grassroots unions with a page of their own.
units_lead = Choose a unit to see its targets, figures and initiatives.
reported = Reported, cumulative
records = Initiatives on this site
ended = until
ended_long = Ended on
valid_from = Since
successors = Carried on by
predecessors = Carries on
chair = Chair of the union
members = Members
children = Units below
reports = Reports of the unit
initiatives = Initiatives
related = From the same unit
related_news = Related news
related_initiatives = Initiatives in this article
title = Title
code = Code
author = Author
status = Status
benefit = Benefit
benefit_note = Certified by
none_yet = Nothing here yet.
pages = Pages of the list
previous = Previous page
next = Next page
page_of = Page
topics = Topics
by = By
photos = Photos
updated = Updated
older = Older
newer = Newer
more = More
tables = Tables
charts = Charts
all_charts = See all charts
charts_of_units = Charts of each unit
compared = Side by side
map = Map
embed = Embed
embed_code = Embed this chart in another site
embed_lead = Copy this code to where the chart is to be. The chart keeps itself up to date with this site.
trend = Trend
columns = What the columns mean
column = Column
key = Key
kind = Type
meaning = Meaning
checksums = SHA-256 checksums
licence_data = Licence of the data
visits = Visits
online = Online
today = Today
total = Total
visits_as_of = as of
licence = Licence
licence_issuer = by
licence_issued = issued
licence_date = on
address = Address
phone = Phone
fax = Fax
email = E-mail
responsible = Responsible
built_by = Built by
about_site = About this site
sitemap = Sitemap
not_found = There is no page at this address. It may have moved, or the address was mistyped.
try = You can go on from here
moved = This page has moved
related_links = Related
units_unknown = There are no figures by unit yet.
progress = Progress
more_figures = More figures
ranking = Units in this phase
revisions = Revised figures
revisions_caption = Figures that were published again, targets that were changed: both are given
was = Before
now = After
published = Published again on
valid = Valid
per_100 = Per 100 members
figure_day = Figures up to
standing = Standing
tally = Initiatives on this site
breakdown = Initiatives, by whatever tells them apart
method_page = How figures are made
package = For programs
package_lead = datapackage.json describes every table as a Frictionless Data Package; SHA256SUMS lists the checksum of each file, so that a copy can be checked against the original.
differences = Reports and the list that are not equal
sections = Sections
years = By year
search = Search
search_label = Search this site
search_hint = Initiatives, units, news
search_none = No result for “{"{q}"}”. Try fewer words, or go on from the lists below.
search_one = 1 result for “{"{q}"}”.
search_many = {"{n}"} results for “{"{q}"}”.
search_over = The first {"{n}"} results for “{"{q}"}”; there are many more.
search_instead = Nothing has exactly what was typed, “{"{q}"}”.
search_missing = No page has “{"{q}"}”, so it was left out.
search_suggest = Did you mean
search_offers = Narrow down
search_busy = Searching…
search_failed = What the search needs could not be loaded. Try again, or go on from the lists below.
search_retry = Try again
search_more = Show more
search_all = All
search_sort = Order
search_best = Best match
search_newest = Newest
search_noscript = This browser runs no JavaScript, so it cannot search. Go on from the lists below.
search_folder = The search needs a server; on your own computer, look with tiendo serve.
results = Results
browse = Browse
print = Print this page
contents = On this page
printed_from = Printed from
results_heading = Results so far
preview = Preview of the first rows
download_whole = Download all tables and charts
whole_lead = One file with every table (CSV), every chart (CSV and SVG) and a description with the licence.
slices_lead = Each unit and each phase has a JSON file at an address that stays; put an id of the tables in the place of <id>:
data_of_unit = Figures of this unit (JSON)
data_of_phase = Figures of this phase (JSON)
show_units = Show the units
pair = Compare two units
pair_with = Compare with another unit
pair_lead = Choose two units to see their figures side by side.
pair_choose = Choose a unit
pair_caption = Figures of two units
pair_noscript = This browser runs no JavaScript, so that two units cannot be put side by side; the table of all units has their figures.
changes = What is new
changes_lead = New reports, revised figures and new initiatives day by day, the newest day first.
new_reports = New reports
new_initiatives = New initiatives

# Names of pages
title-phases = Progress by phase
title-programmes = Programmes
title-units = Units
title-pair = Compare two units
title-grassroots = Grassroots unions
title-initiatives = Initiatives
title-news = News
title-topics = Topics
title-news-of-year = News of { $year }
title-data = Open data
title-changes = What is new
title-charts = Charts
title-method = How figures are made
title-specimen = Specimen of the theme
title-search = Search
title-not-found = Page not found
title-redirect = This page has moved
title-on-page = { $title } – page { $number }
title-home = { $site } – { $about }
title-home-about = Progress, figures and news

# The menu of a site that has none of its own
menu-progress = Progress
menu-initiatives = Initiatives
menu-units = Units
menu-news = News
menu-data = Data

# Counts
count-initiatives =
    { $count ->
        [one] { $count }{"\u00A0"}initiative
       *[other] { $count }{"\u00A0"}initiatives
    }
count-articles =
    { $count ->
        [one] { $count }{"\u00A0"}article
       *[other] { $count }{"\u00A0"}articles
    }
count-upper-unions =
    { $count ->
        [one] { $count }{"\u00A0"}upper-level union
       *[other] { $count }{"\u00A0"}upper-level unions
    }
count-grassroots =
    { $count ->
        [one] { $count }{"\u00A0"}grassroots union
       *[other] { $count }{"\u00A0"}grassroots unions
    }
count-units =
    { $count ->
        [one] { $count }{"\u00A0"}unit
       *[other] { $count }{"\u00A0"}units
    }
count-pages =
    { $count ->
        [one] { $count }{"\u00A0"}page
       *[other] { $count }{"\u00A0"}pages
    }
count-news =
    { $count ->
        [one] { $count }{"\u00A0"}article
       *[other] { $count }{"\u00A0"}articles
    }
count-more-rows = { $count }{"\u00A0"}more in the data.
days-left =
    { $count ->
        [one] { $count }{"\u00A0"}day left
       *[other] { $count }{"\u00A0"}days left
    }

# What is counted, levels of units, states
metric-submitted = { $unit } submitted
metric-valid = valid { $unit }
unit-province = Province
unit-cluster = Cluster
unit-upper = Upper-level union
unit-grassroots = Grassroots union
status-submitted = Submitted
status-valid = Valid
status-recognised = Recognised
status-awarded = Awarded
phase-over = Ended
phase-open = Under way
phase-ahead = Not started

# What search engines show of a page
about-site = Figures, charts, units and news of { $site }, as of { $day }.
about-as-of = Figures as of { $day }.
about-redirect = This page has moved to another address: { $path }
about-specimen = Every part of the theme on one page, for those who work on it.
about-method = How each figure of this site is made, with a worked example.
about-changes = New reports, revised figures and new initiatives day by day, up to { $day }.
about-charts =
    { $count ->
        [one] { $count }{"\u00A0"}chart of this site, with tables, files and code to embed them.
       *[other] { $count }{"\u00A0"}charts of this site, with tables, files and code to embed them.
    }
about-no-phases = There is no phase yet.
about-programmes =
    { $count ->
        [0] No programmes yet
        [one] { $count }{"\u00A0"}programme
       *[other] { $count }{"\u00A0"}programmes
    }
about-phases =
    { $count ->
        [0] No phases yet
        [one] { $count }{"\u00A0"}phase
       *[other] { $count }{"\u00A0"}phases
    }
about-programme = { $programme }.
about-programme-dated = { $programme }: { $phases }, from { $from } to { $to }.
about-programme-counted = { $programme }; { $figure }.
about-programme-dated-counted = { $programme }: { $phases }, from { $from } to { $to }; { $figure }.
about-figure = { $count } { $what }, { $days }
about-figure-partial = { $count } { $what } ({ $partial }), { $days }
about-phase = { $programme }, from { $from } to { $to }.
about-pair = Targets, submissions, share of the target and rank of two units side by side, up to { $day }.
about-upper-unions =
    { $count ->
        [0] No upper-level unions yet
        [one] { $count }{"\u00A0"}upper-level union
       *[other] { $count }{"\u00A0"}upper-level unions
    }
about-grassroots =
    { $count ->
        [0] No grassroots unions yet
        [one] { $count }{"\u00A0"}grassroots union
       *[other] { $count }{"\u00A0"}grassroots unions
    }
about-unit = { $unit }: { $figures }.
about-unit-within = { $unit }, part of { $above }: { $figures }.
about-unit-unknown = no figures yet as of { $day }
about-on-page = Page { $number }/{ $pages }, { $text }
about-list = { $what }: { $names }.
about-list-more = { $what }: { $names }…
about-initiatives =
    { $count ->
        [0] No initiatives yet
        [one] { $count }{"\u00A0"}initiative
       *[other] { $count }{"\u00A0"}initiatives
    }
about-initiative = Initiative of { $by }
about-initiative-coded = Initiative { $code } of { $by }
about-benefit = benefit { $amount }
about-news =
    { $count ->
        [0] No articles yet
        [one] { $count }{"\u00A0"}article
       *[other] { $count }{"\u00A0"}articles
    }
about-news-topic = { $news } about “{ $topic }”
about-news-section = { $news } in “{ $section }”
about-news-year = { $news } of { $year }
about-news-day = { $news }, { $day }
about-news-days = { $news }, from { $from } to { $to }
about-article = News of { $day }: { $title }
about-article-on = News of { $day } ({ $topics }): { $title }
about-topics =
    { $count ->
        [0] No topics of the news yet
        [one] { $count }{"\u00A0"}topic of the news
       *[other] { $count }{"\u00A0"}topics of the news
    }
about-tables =
    { $count ->
        [0] No tables yet
        [one] { $count }{"\u00A0"}table
       *[other] { $count }{"\u00A0"}tables
    }
about-data = { $tables } to download (CSV, JSON, Excel), as of { $day }
about-search = Search { $site }: { $counts }.
about-not-found = There is no page at this address. Please begin at the home page of { $site }.

# Two units side by side
pair-since-begin = Since counting began

# What is new
changes-count = { $count }{"\u00A0"}{ $what }
changes-revised-since = revised to { $now } later
changes-one-report = { $unit }: { $counts }, up to { $day }
changes-reports =
    { $count ->
        [one] { $count }{"\u00A0"}unit reported figures up to { $day }
       *[other] { $count }{"\u00A0"}units reported figures up to { $day }
    }
changes-revisions =
    { $count ->
        [one] { $count }{"\u00A0"}figure revised on { $day }
       *[other] { $count }{"\u00A0"}figures revised on { $day }
    }
changes-targets =
    { $count ->
        [one] { $count }{"\u00A0"}target changed from { $day } on
       *[other] { $count }{"\u00A0"}targets changed from { $day } on
    }
changes-initiatives =
    { $count ->
        [one] { $count }{"\u00A0"}initiative sent in on { $day }
       *[other] { $count }{"\u00A0"}initiatives sent in on { $day }
    }
changes-revision = { $what }, { $day }: { $was } became { $now }

# The picture shown where a page is shared
card-first-rows = the first { $shown } of { $of } rows

# Open data
data-as-of = Figures as of { $day }
data-as-of-about = The last day that the figures of the site cover.
data-text = text
data-whole = whole number
data-number = number
data-day = date
data-flag = yes or no
data-sheet = Figures
data-notes = Notes
data-too-long = There is no XLSX, since a sheet holds no more than { $most } rows.
count-rows =
    { $count ->
        [one] { $count }{"\u00A0"}row
       *[other] { $count }{"\u00A0"}rows
    }
package-title = { $site }: open data
package-about = { $about }. Figures as of { $day }. In CSV a text that a spreadsheet would run as a formula has a ' before it; an empty cell is not known.

# Tables of the open data: title and content
table-phases = Results by phase
table-phases-about = Target, submissions within the phase and percent reached, of the whole programme.
table-progress = Progress of each unit
table-progress-about = Each unit in each phase: target, count, percent, ranks, paces, forecast and status.
table-totals = Cumulative counts of each unit
table-totals-about = The newest cumulative count of each unit, where it comes from and of how many units it is made.
table-series = Cumulative counts over time
table-series-about = The cumulative count of each unit on each day that has one; other days are not filled in.
table-reports = Cumulative reports by date
table-reports-about = Each published report with its date and source, those only for reference among them.
table-public-figures = Indicators and published figures
table-public-figures-about = Indicators, other targets, results and ranks as published, each with its date and source.
table-revisions = Revised figures
table-revisions-about = Figures of a day that were published again: both are kept.
table-targets = Changed targets
table-targets-about = Targets of a phase that were changed: both values are given.
table-differences = Reports against the list of initiatives
table-differences-about = Where a report and the initiatives listed here are not equal; the report is published.
table-breakdown = Initiatives by group, status, month and organisation
table-breakdown-about = Initiatives on this site by group, status, month and organisation.
table-benefit = Certified benefit
table-benefit-about = Only certified amounts are summed, each currency by itself.
table-units = List of units
table-units-about = The tree of units and when they existed.
table-initiatives = List of initiatives
table-initiatives-about = The initiatives that are on this site.

# Columns of the tables: title and meaning
column-blank-about = Why it is empty: not-begun, not-reported, no-baseline, undated, no-target, not-comparable, ended.
column-rank-about = Among units of the same level; equal results share a place; one alone has none.
column-programme = Programme
column-programme-about = Id.
column-unit = Unit
column-unit-about = Id.
column-metric = Metric
column-metric-about = submitted or valid.
column-phase = Phase
column-phase-about = Id.
column-submitted = Submitted
column-submitted-about = Empty is not known, not zero.
column-valid = Valid
column-valid-about = Another metric, never compared with submitted ones.
column-date = Figures up to
column-date-about = The newest day.
column-oldest = Oldest figure
column-oldest-about = The oldest day among the parts of a sum.
column-origin = Origin
column-origin-about = report, records (counted from the list), or sum of the units below.
column-units-reported = Units reported
column-units-reported-about = Among the units that are summed.
column-units-in-part = Units in part
column-units-in-part-about = Of which only a part is known.
column-units-expected = Units expected
column-units-expected-about = Units that existed in that time.
column-target = Target
column-target-about = Of the phase; empty when not known.
column-target-set-by = Target set by
column-target-set-by-about = Who; sum adds up those of the units below.
column-percent = Percent
column-percent-about = Submitted, of the target.
column-valid-percent = Valid percent
column-valid-percent-about = Valid, of the target.
column-status = Status
column-status-about = ahead, unreported, no-baseline, undated, no-target, exceeded, met, missed, undecided, on-track, behind; silent: the figure is too old.
column-official = Final
column-official-about = The phase is over and every unit reported a count for its last day; false is provisional.
column-units-uncounted = Units not counted
column-units-uncounted-about = Reported, but without the count on the eve of the phase or without dates.
column-units-settled = Units up to the last day
column-units-settled-about = Reported a count for the last day of the phase.
column-submitted-blank = Why empty: submitted
column-submitted-blank-about = { column-blank-about }
column-valid-blank = Why empty: valid
column-valid-blank-about = { column-blank-about }
column-percent-blank = Why empty: percent
column-percent-blank-about = { column-blank-about }
column-rank-blank = Why empty: rank
column-rank-blank-about = { column-blank-about }
column-pace-blank = Why empty: pace
column-pace-blank-about = { column-blank-about }
column-title = Title
column-title-about = Of the phase.
column-start = From
column-start-about = The first day.
column-end = To
column-end-about = The last day.
column-source = Source
column-source-about = Who published the count.
column-per-100-members = Per 100 members
column-per-100-members-about = Submitted; of units with at least 100 members.
column-rank-percent = Rank by percent
column-rank-percent-about = { column-rank-about }
column-rank-count = Rank by count
column-rank-count-about = { column-rank-about }
column-rank-per-100-members = Rank per 100 members
column-rank-per-100-members-about = { column-rank-about }
column-required-per-day = Pace needed
column-required-per-day-about = To meet the target.
column-actual-per-day = Pace of late
column-actual-per-day-about = A day, between the two days beside it.
column-actual-from = Pace from
column-actual-from-about = The first report of the pace of late.
column-actual-to = Pace to
column-actual-to-about = The last report of the pace of late.
column-forecast = Forecast
column-forecast-about = For the end of the phase, if the pace between the days of the next columns holds.
column-forecast-low = Forecast, low
column-forecast-low-about = At the slowest pace between neighbouring reports.
column-forecast-high = Forecast, high
column-forecast-high-about = At the fastest pace between neighbouring reports.
column-forecast-from = Forecast: pace from
column-forecast-from-about = The first report that it uses.
column-forecast-to = Forecast: pace to
column-forecast-to-about = The last report that it uses.
column-value = Cumulative
column-value-about = Since counting began.
column-in-phases = In phases
column-in-phases-about = The sum of the phases that can be counted.
column-outside-phases = Outside of phases
column-outside-phases-about = Before, between or after them, or without a date.
column-in-unknown-phase = In an unknown phase
column-in-unknown-phase-about = The rest: in phases that cannot be counted.
column-date-of-series = Day
column-date-of-series-about = The day that it represents.
column-value-of-series = Cumulative
column-value-of-series-about = Up to the end of that day.
column-source-of-series = Source
column-source-of-series-about = Empty when summed or counted.
column-source-published = Source
column-source-published-about = Who published it.
column-note = Note
column-note-about = What to know.
column-as-of = As of
column-as-of-about = The day that it represents.
column-submitted-of-reports = Submitted
column-submitted-of-reports-about = Since counting began.
column-valid-of-reports = Valid
column-valid-of-reports-about = Another metric.
column-published = Published again
column-published-about = When revised.
column-conflicts = Only for reference
column-conflicts-about = Contradicts another; never counted with.
column-kind = Kind
column-kind-about = What it is.
column-title-of-public-figures = Title
column-title-of-public-figures-about = What it is about.
column-value-of-public-figures = Value
column-value-of-public-figures-about = A count, or a place.
column-percent-of-public-figures = Percent
column-percent-of-public-figures-about = As it was published.
column-date-of-public-figures = Day
column-date-of-public-figures-about = The day that it represents.
column-period = Period
column-period-about = Where there is no exact day.
column-date-of-revisions = Day
column-date-of-revisions-about = The day that it represents.
column-was = Before
column-was-about = First reported.
column-now = After
column-now-about = Reported later.
column-published-of-revisions = Published again
column-published-of-revisions-about = Of the later one.
column-source-of-revisions = Source
column-source-of-revisions-about = Empty when a kept total differs from the one counted now.
column-unit-of-targets = Unit
column-unit-of-targets-about = Id; empty is the whole programme.
column-since = Since
column-since-about = The first day of the new target.
column-was-of-targets = Before
column-was-of-targets-about = Before that day.
column-now-of-targets = After
column-now-of-targets-about = From that day on.
column-date-of-differences = Day
column-date-of-differences-about = Of the report.
column-reported = Reported
column-reported-about = What is published.
column-counted = Counted
column-counted-about = Listed by then.
column-complete = The list is meant to be whole
column-complete-about = False when only examples are published.
column-by = By
column-by-about = What tells them apart.
column-key = Key
column-key-about = Empty is not known.
column-unit-of-breakdown = Unit
column-unit-of-breakdown-about = Of an organisation.
column-records = Initiatives
column-records-about = On this site.
column-valid-of-breakdown = Valid
column-valid-of-breakdown-about = Among them.
column-currency = Currency
column-currency-about = ISO 4217.
column-amount = Certified amount
column-amount-about = The sum, unconverted.
column-records-of-benefit = Initiatives
column-records-of-benefit-about = With a certified amount.
column-claimed = Only claimed
column-claimed-about = Name an amount, not summed.
column-id = Id
column-id-about = Never changes.
column-title-of-units = Title
column-title-of-units-about = The full name.
column-kind-of-units = Kind
column-kind-of-units-about = Its level.
column-parent = Parent
column-parent-about = Id of the unit above.
column-members = Members
column-members-about = All members.
column-valid-from = Valid from
column-valid-from-about = The first day.
column-valid-to = Valid to
column-valid-to-about = The last day.
column-successors = Successors
column-successors-about = Ids with spaces.
column-id-of-initiatives = Id
column-id-of-initiatives-about = Its code, or a name made of its title.
column-title-of-initiatives = Title
column-title-of-initiatives-about = The full title.
column-date-of-initiatives = Date
column-date-of-initiatives-about = The day it was submitted.
column-organisation = Organisation
column-organisation-about = In words.
column-group = Group
column-group-about = Id.
column-status-of-initiatives = Status
column-status-of-initiatives-about = How far it got.
column-benefit = Benefit
column-benefit-about = As it was declared.
column-certified-by = Certified by
column-certified-by-about = Empty is not certified.
column-authors = Authors
column-authors-about = Names that may be published.

# Days, units and what is counted, inside sentences
# Words that begin a title (of a phase) and are small inside a sentence, with commas between them
title-small = Phase
days-span = { $from } – { $to }
days-between = from { $from } to { $to }
days-until = as of { $day }
metric-submitted-bare = submissions
metric-running = { $metric }, running total
units-coverage =
    { $uncounted ->
        [0] { $reported } of { $expected } units reported
       *[other] { $reported } of { $expected } units counted
    }{ $partial ->
        [0] {""}
       *[other] , { $partial } in part
    }{ $uncounted ->
        [0] {""}
       *[other] , { $uncounted } reported but cannot be counted
    }
units-of-units = { $reported } of { $expected } units
units-some = not all units
figures-final = final figures
figures-provisional = provisional figures
blank-not-begun = not yet begun
blank-ended = ended without a report
blank-not-reported = not reported
blank-not-comparable = cannot be counted: the list of initiatives is not whole
blank-undated = cannot be counted within the phase: initiatives have no date
blank-no-baseline = cannot be counted within the phase: the count of { $day } is missing

# Charts: kinds, subtitles, headings of tables
chart-kind-groups = Bar chart by group.
chart-kind-bars = Bar chart.
chart-kind-bullets = Bar chart against targets.
chart-kind-steps = Step chart, report by report.
chart-kind-ranking = Bar chart, sorted by % of target.
chart-kind-heat = Table of coloured cells, units by phases.
chart-kind-map = Map coloured by % of the target.
chart-subject-target = { $metric } against the target
chart-subject-percent = { $metric }, % of the target
chart-subject-groups = { $things } by group
chart-subject-organisations = { $things } by organisation
chart-subject-benefit = Certified benefit by group, { $currency }
chart-subject-cumulative = { $heading }, running total
chart-counted-from = , counted from { $day }
chart-newest-report = ; newest report of { $day }
chart-figures-between = ; figures from { $from } to { $to }
chart-figures-until = ; figures up to { $day }
chart-head-group = Group
chart-head-share = Share
chart-head-organisation = Organisation
chart-head-amount = Amount, { $currency }
chart-head-until = As of
chart-head-area = Area
chart-head-from = From
chart-head-to = To
chart-head-count = Submissions
chart-head-percent = % of target
chart-head-day = Figures up to
chart-head-units = Units reported

# Charts: labels and notes
chart-goal = target
chart-target = target{"\u00A0"}{ $count }
chart-forecast = at this pace { $count } on { $day }
chart-value-without-target = { $count } · no target
chart-no-share = no percentage yet
chart-unknown = no figures yet
chart-things = records
chart-without-group = Without a group
chart-class-below = under{"\u00A0"}{ $percent }%
chart-class-from = from{"\u00A0"}{ $percent }%
chart-per-100 = { $rate } per 100 members
chart-more-units =
    { $count ->
        [one] … and { $count } more unit in the table
       *[other] … and { $count } more units in the table
    }
chart-list = the list of initiatives on this site
chart-sum = sum of the units' figures
chart-reports-of-units = reports of the units
chart-table-below = All figures are in the table below the chart.
chart-metric-note = Counts submissions, not those found valid.
chart-steps-note = The line stays level until the next report; days without a report are not filled in.
chart-rank-note = Sorted by % of target; equal units share a rank; units without a target, or of which only a part is known, have none.
chart-heat-note = Results of only a part of the units are marked in the table.
chart-map-edition = Boundaries: { $edition }.
chart-map-source = Source of the boundaries: { $source }.
chart-difference = { $phase }: { $count } (total up to { $to }) less { $base } (total up to { $from }).
chart-organisations-top =
    { $all ->
        [1] The only organisation with { $things }.
       *[other] The top { $shown } of { $all } organisations with { $things }.
    }
chart-benefit-note =
    Only certified amounts are summed ({ $count } { $things }); no currency is converted into another.{ $others ->
        [none] {""}
       *[other] {" "}Besides: { $others }.
    }{ $claimed ->
        [0] {""}
       *[other] {" "}{ $claimed } more { $things } name an amount that no one has certified.
    }

# Charts: results of phases
chart-phase-begins = { $phase } begins on { $day }
chart-phase-blank = { $phase }: { $why }
chart-phase-blank-second = { $phase } { $why }
chart-phase-nothing =
    { $state ->
        [over] { $phase } had no { $metric }
       *[open] { $phase } has had no { $metric }
    }
chart-phase-reached =
    { $phase } { $state ->
        [over] reached
       *[open] has reached
    }{ $exactly ->
        [yes] {" "}exactly
       *[no] {""}
    } { $percent }{ $goal ->
        [yes] {" "}of its target
       *[no] {""}
    }
chart-phase-count =
    { $state ->
        [over] { $phase } had { $count }{"\u00A0"}{ $metric }
       *[open] { $phase } has had { $count }{"\u00A0"}{ $metric }
    }
chart-clause-until = { $clause } as of { $day }
chart-fact =
    { $phase }: { $count } of a target of { $target }, { $percent }{ $above ->
        [none] {""}
       *[other] , above by { $above }
    }{ $units ->
        [none] {""}
       *[other] {" "}({ $units })
    }.
chart-phases-aimless = No phase has a target yet
chart-phases-none-met =
    None of { $all } { $all ->
        [one] phase
       *[other] phases
    }{ $among ->
        [yes] {" "}with a target
       *[no] {""}
    } { $state ->
        [over] met the target
       *[open] have met the target
    }
chart-phases-all-met =
    { $all } of { $all } phases{ $among ->
        [yes] {" "}with a target
       *[no] {""}
    } { $state ->
        [over] met the target
       *[open] have met the target
    }
chart-phases-met =
    { $met } of { $all } { $all ->
        [one] phase
       *[other] phases
    }{ $among ->
        [yes] {" "}with a target
       *[no] {""}
    } { $met ->
        [one] { $state ->
            [over] met its target
           *[open] has met its target
        }
       *[other] { $state ->
            [over] met the target
           *[open] have met the target
        }
    }

# Charts: results of units
chart-units-none-met =
    { $state ->
        [over] no unit met its target
       *[open] no unit has met its target yet
    }
chart-units-only-met = the only unit with a target and figures met its target
chart-units-all-met =
    { $state ->
        [over] all { $all } units met their targets
       *[open] all { $all } units have met their targets
    }
chart-units-met =
    { $met } of { $all } units { $met ->
        [one] { $state ->
            [over] met its target
           *[open] has met its target
        }
       *[other] { $state ->
            [over] met their target
           *[open] have met their target
        }
    }
chart-best = , { $unit } leads with { $share }
chart-best-unnamed = , the best reached { $share }
chart-best-two = , { $first } and { $second } lead with { $share }
chart-best-many = , { $count } units lead with { $share }
chart-alone = , { $unit } has reached { $share }
chart-alone-unnamed = , { $share }
chart-count-of = { $unit } has { $count } { $metric }
chart-count-unnamed = { $count } { $metric }
chart-most-none = no unit has any { $metric }
chart-most = { $unit } has the most { $metric } ({ $count })
chart-most-two = { $first } and { $second } both have the most { $metric } ({ $count })
chart-most-many = { $units } units have the most { $metric } ({ $count } each)
chart-most-unnamed = the most is { $count } { $metric }
chart-organisations-most = The most from one organisation is { $count } { $things }
chart-cells-none-met = No unit has met its target in any phase
chart-cells-all-met = Every unit met its target in every phase
chart-cells-met = { $met } of { $all } results by unit and phase met the target
chart-best-cell = ; the best is { $unit } in { $phase } ({ $share })
chart-groups-none = No { $things } have been put into groups yet
chart-group-largest =
    { $all ->
        [1] { $group } makes up { $share } of { $things }
       *[other] { $group } makes up { $share } of { $things }, the most of { $all } groups
    }
chart-groups-two = { $first } and { $second } are largest with { $share } of { $things } each
chart-group-unnamed = The largest group makes up { $share } of { $things }
chart-groups-many = { $count } groups are largest with { $share } of { $things } each
chart-benefit = { $amount } of certified benefit
chart-benefit-most = { $amount } of certified benefit, the largest part in { $group }

# Charts: what has no figures
chart-units-aimless =
    { $count ->
        [one] ; { $count } unit has no target
       *[other] ; { $count } units have no target
    }
chart-undecided =
    ; { $count } { $noun ->
        [unit] { $count ->
            [one] unit has
           *[other] units have
        }
       *[phase] { $count ->
            [one] phase has
           *[other] phases have
        }
    } not enough figures for a verdict
chart-missing-not-begun =
    ; { $count } { $noun ->
        [unit] { $count ->
            [one] unit has
           *[other] units have
        }
       *[phase] { $count ->
            [one] phase has
           *[other] phases have
        }
    } not begun
chart-missing-ended =
    ; { $count } { $noun ->
        [unit] { $count ->
            [one] unit
           *[other] units
        }
       *[phase] { $count ->
            [one] phase
           *[other] phases
        }
    } ended without a report
chart-missing-not-reported =
    ; { $count } { $noun ->
        [unit] { $count ->
            [one] unit has
           *[other] units have
        }
       *[phase] { $count ->
            [one] phase has
           *[other] phases have
        }
    } no figures yet
chart-missing-not-comparable =
    ; { $count } { $noun ->
        [unit] { $count ->
            [one] unit
           *[other] units
        }
       *[phase] { $count ->
            [one] phase
           *[other] phases
        }
    } cannot be counted (the list of initiatives is not whole)
chart-missing-undated =
    ; { $count } { $noun ->
        [unit] { $count ->
            [one] unit
           *[other] units
        }
       *[phase] { $count ->
            [one] phase
           *[other] phases
        }
    } cannot be counted (initiatives have no date)
chart-missing-baseline =
    ; { $count } { $noun ->
        [unit] { $count ->
            [one] unit
           *[other] units
        }
       *[phase] { $count ->
            [one] phase
           *[other] phases
        }
    } cannot be counted (the count of { $day } is missing)
chart-missing-baselines =
    ; { $count } { $noun ->
        [unit] { $count ->
            [one] unit
           *[other] units
        }
       *[phase] { $count ->
            [one] phase
           *[other] phases
        }
    } cannot be counted (the count of the day before the phase is missing)

# Charts: the running total
chart-more = { $count } more { $metric } between { $from } and { $to }
chart-no-count = No { $metric } as of { $day }
chart-count = { $count }{"\u00A0"}{ $metric } as of { $day }
chart-reports =
    { $count ->
        [one] There is { $count } report.
       *[other] There are { $count } reports.
    }
chart-days =
    { $count ->
        [one] There are figures of { $count } day.
       *[other] There are figures of { $count } days.
    }
chart-forecast-sentence = If the pace from { $from } to { $to } holds, it is { $count } on { $end } ({ $low } at the slowest pace of that time, { $high } at the fastest).

# A unit in a phase
standing-ahead = Not started
standing-no-target = No target
standing-exceeded = Above target
standing-met = On target
standing-missed = Below target
standing-on-track = On track
standing-behind = Behind
standing-silent = No new figures since { $day }
standing-undecided = Not enough figures for a verdict
standing-undecided-units = Not enough figures for a verdict ({ $settled } of { $expected } units)
standing-undecided-until = Not enough figures for a verdict (figures up to { $day })
standing-computed = computed here: { $last } −{"\u00A0"}{ $base }
standing-computed-from = Computed here: { $last } − { $base }
standing-outlook =
    <strong>{ $status }</strong>{ $pace ->
        [none] {""}
       *[other] : { $pace } is needed for the { $days ->
            [one] { $days }{"\u00A0"}day
           *[other] { $days }{"\u00A0"}days
        } left
    }{ $forecast ->
        [none] {""}
       *[other] ; if the pace from { $from } to { $to } holds, { $forecast } by { $end }
    }.
blank-only-valid = submissions not reported
units-days = figures of the units from { $from } to { $to }
origin-report = reported
origin-records = counted from the list of initiatives
origin-sum = sum of the units below
target-set-by = set by { $unit }
target-sum = sum of the targets of the units below
pace = { $rate }{"\u00A0"}a day
forecast-condition = if the pace from { $from } to { $to } holds; { $low } at the slowest pace of that time, { $high } at the fastest
rank-percent =
    { $place } of { $of } by percent{ $tied ->
        [yes] , shared
       *[no] {""}
    }
rank-count =
    { $place } of { $of } by count{ $tied ->
        [yes] , shared
       *[no] {""}
    }
rank-per-100 =
    { $place } of { $of } per 100 members{ $tied ->
        [yes] , shared
       *[no] {""}
    }
fact-reports = Reports
fact-above = Above target
fact-missing = Missing
fact-rank = Rank
fact-pace-needed = Pace needed
fact-pace = Pace of late
fact-forecast = Forecast for the end
fact-of-target = { $count } · { $share } of the target

# Sentences of pages: results of programmes and phases (with HTML tags)
result-past = { $phase } reached <strong>{ $percent }</strong> of its target, with <strong>{ $count }</strong>{ $limits }.
result-now = By { $day } { $phase } has reached <strong>{ $percent }</strong> of its target, with <strong>{ $count }</strong> { $what }{ $limits }.
result-whole = By { $day } there were <strong>{ $count }</strong> { $what }{ $limits }.
result-whole-from = From { $from } to { $day } there were <strong>{ $count }</strong> { $what }{ $limits }.
result = By { $day } { $phase } has brought <strong>{ $count }</strong> { $what }. { $finding }
result-so-far = By { $day } { $phase } has brought so far <strong>{ $count }</strong> { $what }. { $finding }
result-unknown = { $phase }: no figure by { $day }.

# Sentences of pages: figures, cards, lists
phase-state-on = { $state } (on { $day })
phase-state-until = { $state } (figures up to { $day })
phase-method = The difference of two cumulative counts: { $last } ({ $last-day }) less { $base } ({ $base-day }) is { $difference }.
published-share = { $percent } of the target of { $target }
published-share-of-phase = { $percent } of the target of { $target } ({ $phase })
published-share-bare-of-phase = { $percent } of the target ({ $phase })
published-share-of-nothing = { $percent } of the target (its source does not say which)
finding =
    { $above ->
        [none] Reached { $percent } of the target.
       *[other] Reached { $percent } of the target, { $above } above it.
    }
finding-so-far =
    { $above ->
        [none] { $percent } of the target so far.
       *[other] { $percent } of the target so far, { $above } above it.
    }
finding-without-target = { $count } submitted; no target is known.
finding-ahead = Not started.
finding-unknown = No figure yet.
figure-whole-note = Cumulative, by { $day }
figure-of-target = of the target of { $phase }
figure-rank = No. { $place }
figure-rank-label = { $scope }, by { $metric }
figure-rank-note = As of { $day }
card-of-target = of the target
card-benefit = benefit
macro-no-target = no target
macro-no-rank = not ranked
macro-no-surplus = not above the target
macro-nothing-missing = nothing missing
macro-no-pace = no pace
macro-no-forecast = no forecast
see-all = See all of them
about-dataset = { $about } { $site }, figures as of { $day }.
initiatives-in-part = This list shows a part; { $count } had been reported by { $day }.
difference = { $unit }, by { $day }: { $reported } { $what } reported, { $counted } listed here.
revision-kept = the kept total differs from the one counted now
revision-target = target, { $phase }
tally-by-group = By group
tally-by-status = By status
tally-by-month = By month
tally-without-date = Without a date
month = Month
kind-initiative = Initiative
kind-news = News
kind-page = Page
narrow-kind = Kind
narrow-year = Year
footnotes = Notes
footnote-back = Back to note { $number } in the text
text-table = Table
callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution

# Words by which the search finds pages of a kind, one a line; readers do not see them.

search-data =
    download
    csv
    excel
    xlsx
    json
    tables
    data
search-charts =
    graphs
    embed
    excel
    csv
    xlsx
    png
    svg
    map
    ranking
search-changes =
    new
    updates
    new figures
    changes
search-method =
    formula
    method
    how it is computed
search-units =
    ranking
    compare units
    list of units
search-pair =
    compare units
    compare two units
search-organisations = list of unions
search-initiatives = list of initiatives
search-news =
    articles
    rss
search-programmes =
    progress
    targets
    list of programmes
search-telephone =
    phone number
    contact
    address
search-mail =
    email
    contact
search-phase =
    progress
    target
search-ranking =
    ranking
    rank
search-map = map
