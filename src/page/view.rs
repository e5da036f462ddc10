//! The only structs a theme may see. Texts are ready to print: numbers and dates are already
//! written in the page's language; a template adds words and markup and nothing else.
//!
//! Every template gets `shell` (a [`Shell`]), `site` (a [`SiteView`]), `t` (the theme's messages by
//! key) and `page` (the struct named after the template: `home.html` gets [`HomeView`]). Addresses
//! are relative to the site's root without a leading slash; a template writes `{{ shell.root }}{{
//! link.url }}`.

use std::collections::BTreeMap;

use serde::Serialize;

/// What every page has.
#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    /// `vi` or `en`.
    pub lang: String,
    /// Way from this page to the root: `./`, `../../`; an absolute path on the 404 page.
    pub root: String,
    /// Way to the files that all languages share: assets, photos, data. The same as `root` in the
    /// main language.
    pub files: String,
    /// Address of the data page from `root`.
    pub data: String,
    /// The languages of the site with this page in each; empty where there is one.
    pub languages: Vec<LanguageView>,
    /// This page's address below the root.
    pub url: String,
    /// Absolute address, when the site has a base_url.
    pub canonical: Option<String>,
    /// Own title of the page.
    pub title: String,
    /// Text of `<title>`: title and site name.
    pub head_title: String,
    /// At most 155 characters.
    pub description: String,
    /// Open Graph type: `website` or `article`.
    pub og_type: &'static str,
    /// JSON-LD, safe to print inside a `<script type="application/ld+json">` with `| safe`.
    pub json_ld: String,
    /// The way from home to this page as JSON-LD, to print like `json_ld`; none without a base_url
    /// and on the home page.
    pub json_ld_crumbs: Option<String>,
    /// Kind of page, for a class on `<body>`: `home`, `phase`, `article` …
    pub kind: &'static str,
    /// From home to the page above this one.
    pub breadcrumbs: Vec<Link>,
    /// Whether search engines should pass by.
    pub noindex: bool,
    /// Figures of the site are as of this day.
    pub as_of: DateView,
    /// The picture that others see when the page is shared; none without a base_url.
    pub image: Option<ImageMeta>,
    /// Feeds of this page's own articles; empty without a base_url. Those of the whole site are in
    /// `site.feeds`.
    pub feeds: Vec<FeedLink>,
}

/// Addresses of pages that a template may lead to, below `shell.root`: `urls.news`.
#[derive(Debug, Clone, Serialize)]
pub struct UrlsView {
    /// Newest articles.
    pub news: String,
    /// All initiatives.
    pub initiatives: String,
    /// All units.
    pub units: String,
    /// All organisations at the base.
    pub organisations: String,
    /// All topics; only where an article has one.
    pub topics: String,
    /// The progress of the phases.
    pub progress: String,
    /// What became known lately.
    pub changes: String,
    /// All charts.
    pub charts: String,
    /// How figures are made.
    pub method: String,
    /// The search.
    pub search: String,
    /// Folder of the index of the search, for the script of the search page.
    pub search_files: String,
}

/// What is around a page, for `links.html`, `top.html` and `foot.html`: made once for all pages
/// where it is the same. What they make, other templates have as `parts.links`, `parts.top` and
/// `parts.foot`.
#[derive(Debug, Clone, Serialize)]
pub struct FrameView {
    /// As [`Shell::lang`].
    pub lang: String,
    /// As [`Shell::root`].
    pub root: String,
    /// As [`Shell::files`].
    pub files: String,
    /// As [`Shell::languages`].
    pub languages: Vec<LanguageView>,
    /// As [`Shell::as_of`].
    pub as_of: DateView,
    /// Main menu.
    pub menu: Vec<MenuView>,
}

/// A link of the main menu.
#[derive(Debug, Clone, Serialize)]
pub struct MenuView {
    /// Words.
    pub title: String,
    /// Below the root, or absolute when `external`.
    pub url: String,
    /// `url` leads to another site: do not put `frame.root` before it.
    pub external: bool,
    /// For `aria-current`: `page` when the link leads to this page, `true` when to its section.
    pub current: Option<&'static str>,
}

/// The page in one language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageView {
    /// `vi` or `en`.
    pub lang: String,
    /// Its name in itself.
    pub title: String,
    /// Address from `root`: the page, or the language's home page where it has no translation.
    pub url: String,
    /// Absolute address, for `hreflang`; none without a translation or a base_url.
    pub absolute: Option<String>,
    /// The main language of the site.
    pub main: bool,
    /// The language of this page.
    pub current: bool,
}

/// A picture of 1200 × 630 pixels for Open Graph.
#[derive(Debug, Clone, Serialize)]
pub struct ImageMeta {
    /// Absolute address.
    pub url: String,
    /// `image/png`, or `image/jpeg` for a photo.
    pub media_type: &'static str,
    /// What is to be seen, in words.
    pub alt: String,
}

/// What the whole site shares; the same value for every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// Name of the site.
    pub title: String,
    /// The same for narrow places: names in it do not break.
    pub brand: String,
    /// Slogan.
    pub slogan: Option<String>,
    /// Owner.
    pub organisation: OrganisationView,
    /// Visits box.
    pub visits: Option<VisitsView>,
    /// Profiles elsewhere.
    pub social: Vec<Link>,
    /// Links of the footer: other pages.
    pub pages: Vec<Link>,
    /// RSS, Atom, JSON feeds; empty without a base_url.
    pub feeds: Vec<FeedLink>,
    /// Theme files by their name in assets/: `style.css` gives `assets/style.1a2b….css`.
    pub assets: BTreeMap<String, String>,
}

/// The owner in the footer and on the contact page.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationView {
    /// Full name.
    pub name: String,
    /// Abbreviation.
    pub short_name: Option<String>,
    /// "Trang thông tin điện tử".
    pub kind: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Phone as written and for `tel:`.
    pub phone: Option<PhoneView>,
    /// Fax as written.
    pub fax: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Who answers for the content.
    pub responsible: Option<String>,
    /// The licence line's parts.
    pub licence: Option<LicenceView>,
    /// Built by.
    pub built_by: Option<String>,
}

/// A phone number.
#[derive(Debug, Clone, Serialize)]
pub struct PhoneView {
    /// As written.
    pub text: String,
    /// Digits and `+` only.
    pub tel: String,
}

/// The publishing licence.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceView {
    /// Number.
    pub number: String,
    /// Issuer.
    pub issuer: Option<String>,
    /// Date.
    pub date: Option<DateView>,
}

/// Kept figures of the visits box.
#[derive(Debug, Clone, Serialize)]
pub struct VisitsView {
    /// Newer figures are in `visits.json` beside the home page.
    pub live: bool,
    /// Online.
    pub online: Option<String>,
    /// That day.
    pub today: Option<String>,
    /// In all.
    pub total: Option<String>,
    /// When the figures were read.
    pub as_of: Option<String>,
}

/// A feed of the site.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink {
    /// `RSS`, `Atom`, `JSON`.
    pub title: String,
    /// Address below the root.
    pub url: String,
    /// Media type.
    pub media_type: &'static str,
}

/// Words and an address.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Link {
    /// Words.
    pub title: String,
    /// Below the root, or absolute when it begins with `http`.
    pub url: String,
    /// `url` leads to another site: do not put `shell.root` before it.
    pub external: bool,
    /// The link leads to this page or its section.
    pub current: bool,
}

/// A day.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// `2022-05-31`, for `datetime`.
    pub iso: String,
    /// `31/05/2022`.
    pub text: String,
}

/// A chart with all that is around it.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// Unique in the page.
    pub id: String,
    /// The finding.
    pub title: String,
    /// Measure, area, period.
    pub subtitle: String,
    /// SVG 720 wide, print with `| safe`.
    pub wide: String,
    /// SVG 560 wide, print with `| safe`.
    pub middle: String,
    /// SVG 360 wide, print with `| safe`.
    pub narrow: String,
    /// The numbers.
    pub table: TableView,
    /// Where they come from.
    pub source: Option<String>,
    /// What to know.
    pub note: Option<String>,
    /// Where the rest of it is.
    pub more: Option<Link>,
    /// CSV, XLSX, PNG, SVG.
    pub downloads: Vec<FileLink>,
    /// Address of the page that other sites embed.
    pub embed: String,
}

/// A file of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct FileLink {
    /// `CSV`
    pub title: String,
    /// File name.
    pub name: String,
    /// Address below `shell.files`.
    pub url: String,
    /// Size, in words; none for a file that the page of open data does not list.
    pub size: Option<String>,
}

/// `charts.html`: every chart of the site.
#[derive(Debug, Clone, Serialize)]
pub struct ChartsView {
    /// By programme.
    pub groups: Vec<ChartGroup>,
    /// Charts of units, as links.
    pub units: Vec<LinkGroup>,
}

/// The charts of one programme.
#[derive(Debug, Clone, Serialize)]
pub struct ChartGroup {
    /// The programme.
    pub title: String,
    /// Its charts.
    pub figures: Vec<FigureView>,
}

/// Links under a title.
#[derive(Debug, Clone, Serialize)]
pub struct LinkGroup {
    /// What they are about.
    pub title: String,
    /// The links.
    pub links: Vec<Link>,
}

/// `embed.html`: one chart for other sites.
#[derive(Debug, Clone, Serialize)]
pub struct EmbedView {
    /// The chart.
    pub figure: FigureView,
    /// Address below `shell.root` of the page that has the chart.
    pub url: String,
    /// HTML to copy; none without a `base_url`.
    pub code: Option<String>,
    /// Address of the script that tells the page around how high the chart is.
    pub script: &'static str,
}

/// A plain table.
#[derive(Debug, Clone, Serialize, Default)]
pub struct TableView {
    /// Column headings.
    pub head: Vec<String>,
    /// Whether a column holds numbers, one per heading.
    pub numeric: Vec<bool>,
    /// Rows of as many cells; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

/// `home.html`; `specimen.html`, which shows the parts of the theme together when drafts are shown
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// Main programme.
    pub programme: Option<ProgrammeCard>,
    /// The result in one sentence, HTML with `<strong>` and `<time>`; print with `| safe`.
    pub result: Option<String>,
    /// Big figures under the sentence.
    pub figures: Vec<BigFigure>,
    /// Phases of the main programme, at most four.
    pub phases: Vec<PhaseCard>,
    /// Whether it has more phases.
    pub more_phases: bool,
    /// Charts: phases, cumulative.
    pub charts: Vec<FigureView>,
    /// Groups of the main programme.
    pub groups: Vec<GroupView>,
    /// The newest article.
    pub lead: Option<NewsCard>,
    /// The next ones, at most 4.
    pub news: Vec<NewsCard>,
    /// Featured initiatives, at most 4.
    pub featured: Vec<InitiativeCard>,
    /// Data downloads, at most 4.
    pub downloads: Vec<Link>,
    /// The best and the last units; nothing where no unit has a count of its own.
    pub units: Option<HomeUnits>,
    /// Maps of the phase in which units are compared.
    pub maps: Vec<FigureView>,
    /// Upper-level unions by cluster, to choose from; a group may have an empty title.
    pub choice: Vec<LinkGroup>,
}

/// The units of one level on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeUnits {
    /// The phase in which they are compared.
    pub phase: Link,
    /// Their level in words.
    pub kind: String,
    /// By percent of the target, best first, at most 5.
    pub best: Vec<StandingRow>,
    /// Those furthest below their target, last first, at most 5, none of the best.
    pub behind: Vec<StandingRow>,
    /// Those without a count in the phase, at most 12.
    pub silent: Vec<Link>,
    /// How many have none in all.
    pub silent_count: String,
    /// Whether there are more than are named.
    pub silent_more: bool,
}

/// A number that a reader should remember.
#[derive(Debug, Clone, Serialize)]
pub struct BigFigure {
    /// `170.324`
    pub value: String,
    /// What it counts.
    pub label: String,
    /// When and by whom.
    pub note: Option<String>,
}

/// A programme in lists.
#[derive(Debug, Clone, Serialize)]
pub struct ProgrammeCard {
    /// Full title.
    pub title: String,
    /// Short title.
    pub short_title: String,
    /// Address.
    pub url: String,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Who launched it.
    pub launched_by: Option<String>,
}

/// A phase in lists. A figure that is not known is `None`: print `t.unknown`, never 0.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseCard {
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
    /// First day.
    pub start: DateView,
    /// Last day.
    pub end: DateView,
    /// `over`, `open` or `ahead`.
    pub state: &'static str,
    /// The same in words.
    pub state_text: String,
    /// Whether the count is final, in words: "số tạm tính", "số chính thức".
    pub certainty: Option<String>,
    /// Target.
    pub target: Option<String>,
    /// Submitted within the phase.
    pub submitted: Option<String>,
    /// `425,8%`
    pub percent: Option<String>,
    /// Of a count that is the difference of two reports: "trang này tính: 600.175 − 170.324".
    pub computed: Option<String>,
    /// What was reached, and the target, for a bar drawn by the theme. The bars of one page have
    /// one scale.
    pub bar: Option<BarView>,
    /// The day of the count.
    pub as_of: Option<DateView>,
    /// "Đạt 425,8% chỉ tiêu, vượt 325,8%".
    pub finding: String,
}

/// Positions on a bar from 0 to 100.
#[derive(Debug, Clone, Serialize)]
pub struct BarView {
    /// End of the bar.
    pub actual: f64,
    /// Place of the target mark.
    pub target: f64,
}

/// A kind of initiative.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// Title.
    pub title: String,
    /// Records in it, when any record names a group.
    pub count: Option<String>,
    /// The search, narrowed to it, below the root; where the search can be.
    pub url: Option<String>,
}

/// An article in lists.
#[derive(Debug, Clone, Serialize)]
pub struct NewsCard {
    /// Headline.
    pub title: String,
    /// Address.
    pub url: String,
    /// Day.
    pub date: DateView,
    /// Sapô.
    pub summary: Option<String>,
    /// Section.
    pub category: Option<String>,
    /// Lead picture.
    pub image: Option<ImageView>,
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// Address below the root of the file that every browser can show.
    pub src: String,
    /// Width in pixels, so that nothing moves when it comes; none for a drawing that does not say.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// The same as WebP in several widths, for `srcset`; empty for drawings.
    pub sources: Vec<SourceView>,
    /// What is to be seen.
    pub alt: String,
    /// Caption.
    pub caption: Option<String>,
    /// Credit.
    pub credit: Option<String>,
}

/// One width of a picture.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// Address below the root.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
}

/// An initiative in lists.
#[derive(Debug, Clone, Serialize)]
pub struct InitiativeCard {
    /// Title.
    pub title: String,
    /// Address: its page, or its row in the list.
    pub url: String,
    /// Anchor of its row.
    pub anchor: String,
    /// Code.
    pub code: Option<String>,
    /// Names that may be published.
    pub authors: Vec<PersonView>,
    /// Unit.
    pub unit: Option<Link>,
    /// Organisation in words.
    pub organisation: Option<String>,
    /// Group title.
    pub group: Option<String>,
    /// Day of submission.
    pub date: Option<DateView>,
    /// Status in words.
    pub status: String,
    /// A sentence or two.
    pub summary: Option<String>,
    /// `162 triệu đồng`.
    pub benefit: Option<String>,
    /// Whether it has a page of its own.
    pub has_page: bool,
}

/// A person.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    /// Name.
    pub name: String,
    /// First letter of the given name, which is last in Vietnamese.
    pub initial: String,
    /// Role.
    pub role: Option<String>,
}

/// `programmes.html`: every programme, and every phase under it.
#[derive(Debug, Clone, Serialize)]
pub struct ProgrammesView {
    /// Programmes with their phases.
    pub programmes: Vec<ProgrammeWithPhases>,
}

/// One programme of `programmes.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ProgrammeWithPhases {
    /// The programme.
    pub card: ProgrammeCard,
    /// Its phases.
    pub phases: Vec<PhaseCard>,
}

/// `programme.html`
#[derive(Debug, Clone, Serialize)]
pub struct ProgrammeView {
    /// The programme.
    pub card: ProgrammeCard,
    /// Day from which records count.
    pub counted_from: Option<DateView>,
    /// Text, HTML.
    pub body: String,
    /// The headings of the text; empty where there are fewer than three.
    pub contents: Vec<Link>,
    /// Phases.
    pub phases: Vec<PhaseCard>,
    /// Charts.
    pub charts: Vec<FigureView>,
    /// What is compared: clusters, groups, organisations, benefit.
    pub compared: Vec<FigureView>,
    /// Groups.
    pub groups: Vec<GroupView>,
    /// Where the names of the groups come from.
    pub groups_source: Option<String>,
    /// Targets that are not a phase's.
    pub targets: Vec<TargetView>,
    /// Indicators.
    pub indicators: Vec<IndicatorView>,
    /// Published figures, oldest first.
    pub public_figures: Vec<PublicFigureView>,
    /// What the initiatives on the site count to.
    pub breakdown: Vec<TableBlock>,
    /// Published ranks.
    pub ranks: Vec<RankView>,
    /// Contact.
    pub contact: Option<PersonView>,
}

/// A target that is not a phase's.
#[derive(Debug, Clone, Serialize)]
pub struct TargetView {
    /// Words.
    pub title: String,
    /// Value.
    pub value: String,
    /// Source.
    pub source: Option<String>,
}

/// An indicator.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorView {
    /// Words.
    pub title: String,
    /// `100%`.
    pub value: String,
    /// Day or period.
    pub when: Option<String>,
    /// Source.
    pub source: Option<String>,
}

/// A figure somebody published.
#[derive(Debug, Clone, Serialize)]
pub struct PublicFigureView {
    /// Day.
    pub date: DateView,
    /// Metric in words: "lượt nộp" or "hợp lệ".
    pub metric: String,
    /// `170.263` or `351,4% chỉ tiêu`.
    pub value: String,
    /// Source.
    pub source: Option<String>,
    /// Note.
    pub note: Option<String>,
}

/// A published rank.
#[derive(Debug, Clone, Serialize)]
pub struct RankView {
    /// `1`
    pub rank: String,
    /// Among whom.
    pub scope: String,
    /// By what.
    pub metric: String,
    /// Day.
    pub date: DateView,
    /// Source.
    pub source: String,
}

/// One fact in a list: "Xếp hạng: thứ 2 trong 60".
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// What it is about.
    pub label: String,
    /// What it is.
    pub value: String,
    /// Day, source or what else to know.
    pub note: Option<String>,
}

/// Counts that add up to the initiatives of a unit: by group, or by status.
#[derive(Debug, Clone, Serialize)]
pub struct TallyView {
    /// By what, and of which programme.
    pub title: String,
    /// The counts.
    pub facts: Vec<FactView>,
}

/// Units of one level beside each other in a phase.
#[derive(Debug, Clone, Serialize)]
pub struct StandingTable {
    /// Level in words.
    pub kind: String,
    /// Whether any row has a count for each 100 members.
    pub has_members: bool,
    /// Whether any row has a count of valid ones.
    pub has_valid: bool,
    /// The whole, above the others and unranked.
    pub whole: Option<StandingRow>,
    /// Best first.
    pub rows: Vec<StandingRow>,
    /// That there are more units than rows.
    pub rest: Option<String>,
}

/// One unit in a phase. A figure that is not known is `None`: print `–`, never 0.
#[derive(Debug, Clone, Serialize)]
pub struct StandingRow {
    /// The unit.
    pub unit: Link,
    /// Place by percent of the target; shared places are the same number. A unit of which only some
    /// units below reported has none.
    pub rank: Option<String>,
    /// Target.
    pub target: Option<String>,
    /// Submitted within the phase.
    pub submitted: Option<String>,
    /// Found valid within the phase: another metric; `None` too where it is known of some units
    /// below only.
    pub valid: Option<String>,
    /// Submitted in percent of the target.
    pub percent: Option<String>,
    /// The same as a bar, on one scale for all rows.
    pub bar: Option<BarView>,
    /// Submitted for each 100 members; not of units with fewer than 100.
    pub per_100_members: Option<String>,
    /// Of how many units it is made, when some are missing.
    pub coverage: Option<String>,
    /// The newest day that the count represents.
    pub date: Option<DateView>,
    /// `exceeded`, `met`, `on-track`, `behind`, `silent`, `missed`, `undecided`, `no-target`,
    /// `no-baseline`, `undated`, `unreported`, `ahead`.
    pub status: &'static str,
    /// The same in words.
    pub status_text: String,
}

/// A figure of a day that was reported again with another value.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionView {
    /// Whose figure.
    pub unit: Link,
    /// The day that it represents.
    pub date: DateView,
    /// What it counts.
    pub metric: String,
    /// First reported.
    pub was: String,
    /// Reported later.
    pub now: String,
    /// When.
    pub published: Option<DateView>,
    /// By whom, or that a kept total differs.
    pub source: Option<String>,
}

/// `pair.html`: two units side by side.
#[derive(Debug, Clone, Serialize)]
pub struct PairView {
    /// Units to choose from.
    pub groups: Vec<PairGroup>,
    /// Their figures as JSON for the script, safe to print inside a `<script>` with `| safe`:
    /// `parts` are titles with the names of their measures; `units` has by id a title, an address
    /// and the texts of each part.
    pub data: String,
}

/// Units to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct PairGroup {
    /// The cluster; empty for none.
    pub title: String,
    /// Its units.
    pub units: Vec<PairUnit>,
}

/// A unit to choose.
#[derive(Debug, Clone, Serialize)]
pub struct PairUnit {
    /// Id.
    pub id: String,
    /// Short title.
    pub title: String,
}

/// `changes.html`: what became known lately.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// Days, newest first.
    pub days: Vec<ChangesDay>,
}

/// What became known on one day.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesDay {
    /// The day.
    pub date: DateView,
    /// By programme.
    pub programmes: Vec<ChangesOfProgramme>,
}

/// What became known of one programme on one day.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesOfProgramme {
    /// Unique in the page; feeds lead to it.
    pub anchor: String,
    /// The programme, where the site has several.
    pub programme: Option<Link>,
    /// Figures that units reported.
    pub reports: Vec<ReportedView>,
    /// Whether the day is the newest one.
    pub newest: bool,
    /// How many units they are of, in words, where they are too many to be shown at once.
    pub report_count: Option<String>,
    /// How many more there are, as a sentence.
    pub more_reports: Option<String>,
    /// Figures and targets that were changed.
    pub revisions: Vec<RevisionView>,
    /// The first initiatives that were sent in.
    pub initiatives: Vec<Link>,
    /// How many they are, in words.
    pub initiative_count: String,
    /// Whether there are more than are named.
    pub more_initiatives: bool,
}

/// What a unit reported.
#[derive(Debug, Clone, Serialize)]
pub struct ReportedView {
    /// The unit.
    pub unit: Link,
    /// Its counts: "600.175 lượt sáng kiến nộp".
    pub counts: String,
    /// What was changed since.
    pub revised: Option<String>,
    /// Source.
    pub source: Option<String>,
}

/// A table with its title.
#[derive(Debug, Clone, Serialize)]
pub struct TableBlock {
    /// Title.
    pub title: String,
    /// What to know.
    pub note: Option<String>,
    /// The table.
    pub table: TableView,
}

/// `phase.html`
#[derive(Debug, Clone, Serialize)]
pub struct PhaseView {
    /// The phase.
    pub card: PhaseCard,
    /// Programme.
    pub programme: Link,
    /// The result in one sentence, HTML.
    pub result: String,
    /// Big figures.
    pub figures: Vec<BigFigure>,
    /// How the count was made when it was subtracted from two reports.
    pub method: Option<String>,
    /// Charts.
    pub charts: Vec<FigureView>,
    /// Maps of its results.
    pub maps: Vec<FigureView>,
    /// Units beside each other: the figure around the table of [`PhaseView::units`].
    pub ranking: Option<FigureView>,
    /// What else is known: who set the target, valid ones, paces, forecast.
    pub facts: Vec<FactView>,
    /// How it is doing, in words.
    pub status: String,
    /// Units beside each other.
    pub units: Option<StandingTable>,
    /// Figures within the phase that were reported again.
    pub revisions: Vec<RevisionView>,
    /// Published figures of the phase.
    pub public_figures: Vec<PublicFigureView>,
    /// Address below `shell.files` of a file with all its figures.
    pub data: String,
    /// The phases before and after.
    pub others: Vec<Link>,
}

/// `units.html` (all units) and `organisations.html` (grassroots only): groups of units.
#[derive(Debug, Clone, Serialize)]
pub struct UnitsView {
    /// How many units in all, in words.
    pub count: String,
    /// The highest unit.
    pub root: Option<Link>,
    /// Address of the page with two units side by side, where there is one.
    pub pair: Option<String>,
    /// Upper-level unions beside each other; nothing where none has a count in a phase.
    pub compared: Option<ComparedView>,
    /// Groups in order; a unit without a group is in one with an empty title.
    pub groups: Vec<UnitGroup>,
}

/// Upper-level unions beside each other in one phase.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedView {
    /// The phase.
    pub phase: Link,
    /// Its programme.
    pub programme: String,
    /// Clusters in order; units of no cluster are in one without a sum.
    pub groups: Vec<ComparedGroup>,
    /// Whether there are too many rows for a phone, which then shows the sums alone until it is
    /// asked.
    pub long: bool,
    /// Whether any row has a trend. Their lines have one scale.
    pub trends: bool,
    /// The states that occur: words, and the key of [`StandingRow::status`] as `url`.
    pub states: Vec<Link>,
}

/// A cluster and its units.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedGroup {
    /// The cluster itself, with its sums.
    pub sum: Option<ComparedRow>,
    /// What to know about it.
    pub note: Option<String>,
    /// Its units.
    pub rows: Vec<ComparedRow>,
}

/// One unit of [`ComparedView`].
#[derive(Debug, Clone, Serialize)]
pub struct ComparedRow {
    /// Its figures in the phase.
    pub row: StandingRow,
    /// All that it reported, in any phase and outside of them, with its trend.
    pub card: UnitCard,
}

/// One group of units.
#[derive(Debug, Clone, Serialize, Default)]
pub struct UnitGroup {
    /// Title; empty for none.
    pub title: String,
    /// The group's own page.
    pub url: Option<String>,
    /// What to know about the group.
    pub note: Option<String>,
    /// Whether any unit in it has a figure: without one, a list of names says as much as a table.
    pub has_figures: bool,
    /// Units.
    pub units: Vec<UnitCard>,
    /// Whether there are small trends. Their lines have one scale.
    pub trends: bool,
}

/// A unit in lists.
#[derive(Debug, Clone, Serialize)]
pub struct UnitCard {
    /// Full title.
    pub title: String,
    /// Short title.
    pub short_title: String,
    /// Address.
    pub url: String,
    /// Newest cumulative count, reported or summed up; `None` is "chưa có số liệu".
    pub submitted: Option<String>,
    /// What limits it: its programme, where the unit has figures in several, and how much of the
    /// sum is known, when it is not all of it: "2/3 đơn vị".
    pub limits: Option<String>,
    /// The newest day that it represents.
    pub date: Option<DateView>,
    /// Initiatives on this site at it or below, when any.
    pub records: Option<String>,
    /// Small trend as SVG, print with `| safe`.
    pub trend: Option<String>,
    /// Whether it existed on the as-of date.
    pub ended: Option<DateView>,
}

/// `unit.html` (province, cluster, upper-level union) and `organisation.html` (grassroots union)
#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    /// Full title.
    pub title: String,
    /// Level in words.
    pub kind_text: String,
    /// `province`, `cluster`, `upper`, `grassroots`.
    pub kind: &'static str,
    /// A few sentences, HTML paragraphs.
    pub about: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
    /// Address below `shell.files` of a file with all its figures; none for grassroots unions.
    pub data: Option<String>,
    /// Address of the page that puts it beside another one.
    pub pair: Option<String>,
    /// Chair.
    pub chair: Option<PersonView>,
    /// Members.
    pub members: Option<String>,
    /// Last day of existence, if it ended by the as-of date or a date is set.
    pub valid_from: Option<DateView>,
    /// See `valid_from`.
    pub valid_to: Option<DateView>,
    /// Units that carry on.
    pub successors: Vec<Link>,
    /// Units that it carries on.
    pub predecessors: Vec<Link>,
    /// The phases under way in sentences, print with `| safe`.
    pub now: Vec<String>,
    /// What there is instead of figures, when there are none.
    pub no_figures: Option<NoFigures>,
    /// Cumulative figures: label, value, and of which day or of how many units.
    pub figures: Vec<BigFigure>,
    /// One per phase with a target or a count of this unit.
    pub phases: Vec<UnitPhaseView>,
    /// Figures that were reported again.
    pub revisions: Vec<RevisionView>,
    /// Initiatives on this site by group, and by status.
    pub tally: Vec<TallyView>,
    /// Its own reports.
    pub reports: Vec<PublicFigureView>,
    /// Charts.
    pub charts: Vec<FigureView>,
    /// Units below, without grassroots unions.
    pub children: Option<UnitGroup>,
    /// Grassroots unions below.
    pub organisations: Option<UnitGroup>,
    /// Initiatives of it and below, at most 20, featured first.
    pub initiatives: Vec<InitiativeCard>,
    /// How many there are in all, in words.
    pub initiative_count: Option<String>,
    /// News that name it.
    pub news: Vec<NewsCard>,
}

/// What the page of a unit without figures shows.
#[derive(Debug, Clone, Serialize)]
pub struct NoFigures {
    /// `ended`, `not-reported` (others have figures), `whole-only` (no unit of its level has).
    pub why: &'static str,
    /// The result of the whole in one sentence, HTML; print with `| safe`.
    pub whole: Option<String>,
    /// Whose result that is.
    pub root: Option<Link>,
    /// The unit above.
    pub above: Option<Link>,
    /// The units beside it.
    pub neighbours: Vec<Link>,
    /// Who answers for the programme, when they may be named.
    pub contact: Option<PersonView>,
}

/// How a unit is doing in one phase.
#[derive(Debug, Clone, Serialize)]
pub struct UnitPhaseView {
    /// Phase.
    pub phase: Link,
    /// First day.
    pub start: DateView,
    /// Last day.
    pub end: DateView,
    /// "Đạt 103% chỉ tiêu, vượt 3%."
    pub finding: String,
    /// Whether the count is final: see [`PhaseCard`].
    pub certainty: Option<String>,
    /// Percent of the target.
    pub percent: Option<String>,
    /// Actual and target on one scale.
    pub bar: Option<BarView>,
    /// How it is doing: see [`StandingRow`].
    pub status: &'static str,
    /// The same in words.
    pub status_text: String,
    /// Count, target and all else that is known.
    pub facts: Vec<FactView>,
}

/// `initiatives.html`, one page of the list
#[derive(Debug, Clone, Serialize)]
pub struct InitiativesView {
    /// How many in all, in words.
    pub count: String,
    /// Rows of this page.
    pub rows: Vec<InitiativeCard>,
    /// Way through the pages.
    pub pager: Pager,
    /// How many were counted and how many are shown here: what to know.
    pub note: Option<String>,
    /// The status in words, when it is the same in all rows of this page.
    pub status: Option<String>,
    /// The search, narrowed to each group that has any; empty where there are not two.
    pub groups: Vec<Link>,
}

/// Way through the pages of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub number: usize,
    /// Pages in all.
    pub total: usize,
    /// Page before.
    pub previous: Option<String>,
    /// Page after.
    pub next: Option<String>,
    /// First, neighbours and last; an empty `url` is a gap.
    pub pages: Vec<Link>,
}

/// `initiative.html`
#[derive(Debug, Clone, Serialize)]
pub struct InitiativeView {
    /// The initiative.
    pub card: InitiativeCard,
    /// Text, HTML.
    pub body: String,
    /// Picture.
    pub image: Option<ImageView>,
    /// Who certified the benefit.
    pub benefit_note: Option<String>,
    /// Programme.
    pub programme: Option<Link>,
    /// Sources; `url` may be empty.
    pub sources: Vec<Link>,
    /// For one of the few: others of the same unit, sent in just before and after it, at most 4.
    pub related: Vec<InitiativeCard>,
    /// The same for one of the many.
    pub near: Vec<Link>,
    /// News that name it.
    pub news: Vec<NewsCard>,
    /// Whether it is one of the few.
    pub featured: bool,
}

/// `news.html`, one page of the list; also `tag.html`
#[derive(Debug, Clone, Serialize)]
pub struct NewsListView {
    /// How many in all, in words.
    pub count: String,
    /// Articles of this page.
    pub articles: Vec<NewsCard>,
    /// Way through the pages.
    pub pager: Pager,
    /// Sections of the news.
    pub sections: Vec<TagView>,
    /// Years, newest first.
    pub years: Vec<TagView>,
    /// All tags.
    pub tags: Vec<TagView>,
}

/// `article.html`
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// The article.
    pub card: NewsCard,
    /// Last real edit.
    pub updated: Option<DateView>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Who took the photos.
    pub photo_by: Option<String>,
    /// Text, HTML.
    pub body: String,
    /// The headings of the text; empty where there are fewer than three.
    pub contents: Vec<Link>,
    /// Its section.
    pub section: Option<TagView>,
    /// Articles that have topics, units or initiatives in common with it, at most 3.
    pub related: Vec<NewsCard>,
    /// Tags.
    pub tags: Vec<TagView>,
    /// Units it names.
    pub units: Vec<Link>,
    /// Initiatives it names.
    pub initiatives: Vec<InitiativeCard>,
    /// Programme.
    pub programme: Option<Link>,
    /// Newer article.
    pub newer: Option<Link>,
    /// Older article.
    pub older: Option<Link>,
}

/// `tags.html`
#[derive(Debug, Clone, Serialize)]
pub struct TagsView {
    /// All tags, sorted.
    pub tags: Vec<TagView>,
}

/// A tag.
#[derive(Debug, Clone, Serialize)]
pub struct TagView {
    /// As written.
    pub title: String,
    /// Address.
    pub url: String,
    /// How many articles, in words.
    pub count: String,
}

/// `data.html`
#[derive(Debug, Clone, Serialize, Default)]
pub struct DataView {
    /// Tables to download.
    pub datasets: Vec<DatasetView>,
    /// What the charts are drawn from, and the charts.
    pub charts: Vec<DatasetView>,
    /// All tables and charts in one archive.
    pub whole: DataFileView,
    /// The package's own files: `datapackage.json`, `SHA256SUMS`.
    pub package: Vec<DataFileView>,
    /// Licence of the data; without an address `url` is empty.
    pub licence: Option<Link>,
    /// Where reports and the list of initiatives do not agree, in words.
    pub differences: Vec<String>,
}

/// A table of the open data, or a chart.
#[derive(Debug, Clone, Serialize)]
pub struct DatasetView {
    /// Name of its files, without ending; an anchor on the page.
    pub id: String,
    /// Title.
    pub title: String,
    /// What is in it.
    pub description: String,
    /// Rows, in words.
    pub rows: String,
    /// First day that a row tells of.
    pub from: Option<DateView>,
    /// Last day that a row tells of.
    pub to: Option<DateView>,
    /// Its first rows, as people read them; none for a chart.
    pub preview: TableView,
    /// Columns; none for a chart.
    pub columns: Vec<ColumnView>,
    /// The same rows in each format.
    pub files: Vec<DataFileView>,
    /// What to know about the files.
    pub note: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnView {
    /// Its name in CSV and JSON.
    pub key: &'static str,
    /// Its heading in XLSX.
    pub title: String,
    /// What it means.
    pub description: String,
    /// What is in it, in words: "ngày".
    pub kind: String,
    /// Whether it is a quantity.
    pub numeric: bool,
}

/// A data file.
#[derive(Debug, Clone, Serialize, Default)]
pub struct DataFileView {
    /// `CSV`, `XLSX`, `JSON` …
    pub format: &'static str,
    /// File name.
    pub name: String,
    /// Address.
    pub url: String,
    /// Media type.
    pub media_type: &'static str,
    /// Size, in words.
    pub size: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
}

/// `page.html`: about, contact, accessibility, privacy
#[derive(Debug, Clone, Serialize)]
pub struct StaticView {
    /// A sentence.
    pub summary: Option<String>,
    /// Text, HTML.
    pub body: String,
    /// The headings of the text; empty where there are fewer than three.
    pub contents: Vec<Link>,
    /// Day of the last edit.
    pub updated: Option<DateView>,
}

/// `404.html`, `search.html`
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    /// Where to go instead.
    pub links: Vec<Link>,
}

/// `redirect.html`: an old address
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// New address.
    pub url: String,
    /// The same from the root of the site, to be shown: `/en/news/`.
    pub path: String,
}
