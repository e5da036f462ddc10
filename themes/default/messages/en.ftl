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
preview = Preview of the first ten rows
download_whole = Download all tables and charts
whole_lead = One file with every table (CSV), every chart (CSV and SVG) and a description with the licence.
slices_lead = Each unit and each phase has a JSON file at an address that stays; put an id of the tables in the place of <id>:
data_of_unit = Figures of this unit (JSON)
data_of_phase = Figures of this phase (JSON)
show_units = Show the units
pair = Compare two units
pair_with = Compare with another unit
pair_lead = Choose two units to see their figures side by side.
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
count-days =
    { $count ->
        [one] { $count }{"\u00A0"}day
       *[other] { $count }{"\u00A0"}days
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
about-redirect = This page has moved to another address: /{ $url }
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
