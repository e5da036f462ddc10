//! Every problem in English.

use super::figures::{valid_en, whole_en};
use super::nouns::number_why_en;
use super::{
    Place, Problem, Words, figures, files, foreign, hosts, maps, messages, numbers, safety, sheets,
    styles, texts,
};
use crate::base::{Lang, number, slug};

fn maybe(nearest: Option<&str>) -> String {
    nearest
        .map(|n| format!("Did you mean “{n}”? "))
        .unwrap_or_default()
}

pub(super) fn words(problem: &Problem) -> Words {
    use Problem as P;
    let (message, help): (String, String) = match problem {
        P::MissingContent => (
            "there is no content/ folder".into(),
            "Run in the site's root, use --root, or make a new site with tiendo init.".into(),
        ),
        P::MissingSite => (
            "content/site.yaml is missing, so the site has no name".into(),
            "Make content/site.yaml with one line at least: title: Our progress".into(),
        ),
        P::Unreadable { why } => (
            format!("the file cannot be read: {why}"),
            "Check its permissions, and whether another program holds it.".into(),
        ),
        P::OutsideLink => {
            (
                "a symbolic link leads out of content/ (of themes/ for a theme), to a hidden file, or to a file of another kind"
                    .into(),
                "Copy the real file here instead.".into(),
            )
        }
        P::Shrunk { .. } => texts::en(problem).unwrap_or_default(),
        P::UnknownFile { name, belongs } => (
            format!("“{name}” is not a kind of file that is read in this folder, so it was passed over"),
            files::en(belongs),
        ),
        P::UnusedFile { bytes } => (
            format!("no text names this file ({}), so it is not published", size(*bytes)),
            "Show it or link to it in a text; to publish it without one, move it to content/static/; delete it if it is \
             not needed."
                .into(),
        ),
        P::Stopped { why } => (
            format!("the program had to stop halfway: {}", why.replace('\n', ": ")),
            "Fix the other problems of this list first and run it again; if it still stops, send this line to the \
             program's maintainer."
                .into(),
        ),
        P::TableBroken { why } => (
            format!("the table cannot be read: {why}"),
            "Open it in Excel, save it again as .xlsx, and try once more; ask for it again if Excel cannot open it.".into(),
        ),
        P::TableLocked => (
            "the table is locked with a password".into(),
            "In Excel: File > Info > Protect Workbook, take the password away and save it.".into(),
        ),
        P::TableTooBig { what, limit } => (
            format!("the table is too big to be a real one: more than {limit} {}", large(what)),
            "Check where the file comes from; copy the rows that are needed into a new workbook.".into(),
        ),
        P::NoSheet { name, known } => (
            format!("there is no sheet “{name}” in the workbook"),
            format!("Fix the name after --sheet, or after sheet: in the file beside the table. There are: {known}."),
        ),
        P::NoHeading { known } => (
            "no row with the names of the columns was found".into(),
            format!("Write the headings above the data, such as: {known}; or say which row it is with header_row."),
        ),
        P::SheetsNotRead { read, others, hidden } => (
            sheets::not_read(read, others, hidden, Lang::En),
            "Name the sheet to read: --sheet for an import, or sheet: in the file beside the table. Delete those that are not needed.".into(),
        ),
        P::HiddenRows { rows } => (
            format!("hidden rows are read too: {rows}"),
            "Clear the filter and unhide them to look; delete the rows that are not wanted.".into(),
        ),
        P::HiddenColumns { columns } => (
            format!("hidden columns are read too: {columns}"),
            "Unhide them to look; delete the columns that are not wanted, or ignore them in the file beside the table.".into(),
        ),
        P::UnknownColumn { heading, nearest } => (
            format!("the column “{heading}” is not a field that is known, so it was not read"),
            format!("{}Rename the heading, or map or ignore it in the file beside the table.", maybe(*nearest)),
        ),
        P::UnnamedColumn => (
            "this column holds something but has no heading, so it was not read".into(),
            "Write what it is in the row of the headings, or clear the column.".into(),
        ),
        P::DuplicateColumn { heading, field, first } => (
            format!("the columns “{first}” and “{heading}” are both “{field}”"),
            "Rename or delete one of them.".into(),
        ),
        P::MissingColumn { en, vi } => (
            format!("the table has no column “{en}” ({vi})"),
            format!("Add a column with the heading {vi}, or a value under defaults: in the file beside the table."),
        ),
        P::ColumnNotFound { heading, known } => (
            format!("the table has no column with the heading “{heading}”"),
            format!("Fix the heading. The table has: {known}."),
        ),
        P::RowsPassedOver { rows, words } => (
            format!("rows that are not records were passed over: {rows} ({words})"),
            "Nothing to do if they are totals, names of groups, signatures or notes; else fill in what is missing.".into(),
        ),
        P::CellError { value } => (
            format!("the formula in this cell came to {value}"),
            "Fix the formula, or type the value instead of it.".into(),
        ),
        P::ExtraCells { expected, found } => (
            format!("the row has {found} cells, but there are {expected} headings"),
            "Put a text that holds the separator between double quotes, or save the table as .xlsx.".into(),
        ),
        P::BrokenCharacter => (
            "the cell holds characters that were broken when the file was saved (�)".into(),
            "Save the table again from Excel as .xlsx or “CSV UTF-8”, and type the broken letters once more.".into(),
        ),
        P::CellTooLong { limit } => (
            format!("the cell holds more than {limit} characters; a double quote may be left open"),
            "Close the quote in this row, or save the table as .xlsx.".into(),
        ),
        P::BadFlag { value } => {
            (format!("“{value}” is neither yes nor no"), "Write: Có or Không (yes or no), or leave it empty.".into())
        }
        P::MangledCode { value } => (
            format!("Excel has changed this code into “{value}”"),
            "Format the column as Text in Excel, then type the code again, such as 0380001234.".into(),
        ),
        P::UnclearNumber { value, why } => {
            let [why, help] = number_why_en(why);
            (format!("“{value}”: {why}"), help.into())
        }
        P::UnlikelyDay { value } => (
            format!("the year of “{value}” is probably a slip: it is too far from today"),
            "Correct the year, such as 15/03/2024; leave the day of an initiative empty when it is unknown.".into(),
        ),
        P::MonthFirst { heading, value } => (
            format!("the column “{heading}” has the month before the day (“{value}”), so none of its days is read"),
            "Write day/month/year, or dates: month-first in the .yaml file beside the table.".into(),
        ),
        P::NoKeptValue => (
            "this cell is a formula whose result is not in the file".into(),
            "Open the file in Excel and save it; then the result is there.".into(),
        ),
        P::RepeatMark { value } => sheets::repeated(value, Lang::En),
        P::CellHidden => (
            "this cell holds only # signs: the column was too narrow when the file was saved".into(),
            "Make the column wider in Excel and save the file again.".into(),
        ),
        P::LostLetters { value } => (
            format!("“{value}” lost its accented letters when the file was saved"),
            "Save it from Excel as .xlsx or as “CSV UTF-8”.".into(),
        ),
        P::SwallowedRows { rows } => (
            format!("a quote that opens here takes the {rows} rows below into one cell"),
            "Delete the quote, write it twice (\"\") where it is part of the text, or save as .xlsx.".into(),
        ),
        P::OldEncoding { name, cells } => (
            format!("{cells} cells were typed in the old encoding {name} and were turned into Unicode"),
            "Look at the names; better turn the table into Unicode.".into(),
        ),
        P::OldEncodingUnsure { value } => (
            format!("“{value}” looks like an old encoding (TCVN3, VNI) but cannot be read for sure"),
            "Turn the cell into Unicode and save it again.".into(),
        ),
        P::UnfaithfulCode { value } => (
            format!("this code is the number {value}, shown by Excel in a format that cannot be read back"),
            "Give the column the format Text in Excel and type the codes as they are seen.".into(),
        ),
        P::OtherKind { kind } => (
            format!("the name of the file says another kind: its content is {kind}, and is read as that"),
            "Better open it in Excel and save it as .xlsx.".into(),
        ),
        P::TableNothing => (
            "the file is empty".into(),
            "Save it from Excel again, or download it again.".into(),
        ),
        P::MergedFigure => (
            "the number in this merged cell is of several rows, and no one knows how much of each".into(),
            "Unmerge it and write the number of each row; leave empty what is not reported.".into(),
        ),
        P::MergedTooBig { area } => (
            format!("the merged cells {area} cover too much for the table to be read"),
            "Unmerge them in Excel and save the file again.".into(),
        ),
        P::DaysDiffer { first, second } => (
            format!("two places say two different days: {first}; {second}"),
            "Correct one of the two; the names of the file and of the sheet can be changed as well as a cell.".into(),
        ),
        P::TotalDiffers { heading, stated, sum } => (
            format!("the row of totals says {} under “{heading}”, but the rows add up to {}", whole_en(*stated), whole_en(*sum)),
            "Check the rows; the site uses them, never the total.".into(),
        ),
        P::TableNotRead { rows, words } => (
            format!("the sheet has another table that is not read ({rows} rows): {words}"),
            "Nothing to do if it is a small table beside the form; else move it to its own sheet or file.".into(),
        ),
        P::TableBeside { heading } => (
            format!("from this column, “{heading}”, another table begins beside the first one; it is not read"),
            "Cut the table on the right and paste it below the first one, with its headings, or into another sheet.".into(),
        ),
        P::TableTurned => ("this table has a column for each unit, so that it cannot be read".into(),
            "Select and copy it, choose Paste Special → Transpose in a new sheet, write “Unit” over the column of the units, and delete the old table.".into(),
        ),
        P::NamesDiffer { code, name } => (
            format!("the code “{code}” and the name “{name}” in one row mean two different records"),
            "Correct the code or the name.".into(),
        ),
        P::PeriodColumn { heading } => (
            format!("the column “{heading}” has the figures of the period, not running totals, and is not read"),
            "Nothing to do if the table has running totals; else add a column of them.".into(),
        ),
        P::UnknownUnit { heading, unit } => (
            format!("the unit “{unit}” of the column “{heading}” is not known"),
            "Write đồng, nghìn đồng, triệu đồng, tỷ đồng or USD.".into(),
        ),
        P::AmbiguousName { what, name, ids } => {
            (format!("“{name}” is the name of more than one {what}"), format!("Write the id instead: {ids}."))
        }
        P::OtherMarks { what, name, title } => (
            format!("“{name}” was taken for the {what} “{title}”, which differs in marks only"),
            "If that is wrong, write the exact name or the id; if not, write all marks to stop this warning.".into(),
        ),
        P::NotUtf8 { byte } => {
            (format!("the file is not UTF-8 (first problem at byte {byte})"), "Save it again as UTF-8.".into())
        }
        P::NulByte => (
            "the file holds a NUL character; it may be no text file".into(),
            "Open it in a text editor and save it as UTF-8.".into(),
        ),
        P::FrontMatterMissing { first } => foreign::head_en(first),
        P::FrontMatterUnclosed => (
            "the head of the file has no closing ---".into(),
            "Add a line with nothing but --- after the last key.".into(),
        ),
        P::Yaml { error } => foreign::yaml_en(error),
        P::YamlAlias => (
            "YAML anchors (&) and aliases (*) cannot be used here".into(),
            "Write the value out, or quote a text that begins with & or *.".into(),
        ),
        P::YamlDepth { limit } => (format!("nested deeper than {limit} levels"), "Write it flatter.".into()),
        P::NotAMapping => {
            ("lines of the form key: value are needed here".into(), "For example: title: A better fixture".into())
        }
        P::DuplicateKey { key } => (format!("the key “{key}” is written twice"), "Keep one of them.".into()),
        P::UnknownKey { key, nearest, known } => (
            format!("there is no key “{key}” here"),
            match nearest {
                Some(nearest) => format!("Write {nearest}: instead of {key}:"),
                None => format!("The keys are: {known}."),
            },
        ),
        P::MissingKey { key } => (format!("the key “{key}” is required"), format!("Add a line {key}: …")),
        P::Empty { key } => {
            (format!("“{key}” is empty"), "Fill it in, or delete the line if the value is not known.".into())
        }
        P::WrongType { key, expected } => {
            (format!("“{key}” must be a {expected}"), "Change the value to that type.".into())
        }
        P::BadDate { value } => {
            (format!("“{value}” is not a day that exists"), "Write it as 2022-05-31 or 31/05/2022.".into())
        }
        P::BadNumber { value, whole } => numbers::en(value, *whole),
        P::BadChoice { value, choices, nearest } => (
            format!("“{value}” is not one of the values allowed"),
            format!("{}Choose one of: {}.", maybe(*nearest), choices),
        ),
        P::BadId { value, suggestion } => (
            if slug::reserved(value) {
                format!("“{value}” cannot be an id: Windows cannot make a folder of that name")
            } else {
                format!("“{value}” cannot be an id: only a–z, 0–9 and hyphens")
            },
            if suggestion.is_empty() {
                "Give it a short id in plain letters.".into()
            } else {
                format!("Write: {suggestion}")
            },
        ),
        P::BadUrl { value } => (
            format!("“{value}” is not an address that can be here"),
            "Write a whole address that begins with https://, or a path in the site such as tin-tuc/.".into(),
        ),
        P::BadBaseUrl { value } => (
            format!("“{value}” cannot be the address of the site"),
            "Write it like https://portal.example.org/ or https://example.org/portal/: letters of ASCII, digits, dots, hyphens; \
             no login, blank, ?, # or other signs."
                .into(),
        ),
        P::BadZone { value } => (format!("there is no time zone “{value}”"), "Write: Asia/Ho_Chi_Minh".into()),
        P::UnknownReference { what, id, nearest } => (
            format!("there is no {what} “{id}”"),
            format!("{}Fix the id, or declare the {what} first.", maybe(nearest.as_deref())),
        ),
        P::DuplicateId { what, id, first } => (
            format!("the {what} id “{id}” is already used at {}", at(first)),
            "Change one of them; an id represents one thing.".into(),
        ),
        P::UnitCycle { path } => {
            (format!("units are above each other in a circle: {path}"), "Fix the parent of one of them.".into())
        }
        P::UnitDepth { unit, limit } => (
            format!("“{unit}” is below too many levels: units may have {limit}"),
            "Check its parent, and those of the units above it.".into(),
        ),
        P::NoRoot => {
            ("there is no root unit: every unit has a parent".into(), "Leave out parent at the highest unit.".into())
        }
        P::PhaseOrder { start, end } => {
            (format!("the phase ends ({end}) before it starts ({start})"), "Fix start or end.".into())
        }
        P::PhaseOverlap { other } => {
            (format!("this phase overlaps “{other}”"), "Let the later one start on the next day.".into())
        }
        P::UnitOrder { start, end } => {
            (format!("the unit ends ({end}) before it begins ({start})"), "Fix valid_from or valid_to.".into())
        }
        P::SuccessorOrder { id, end } => (
            format!("the successor “{id}” no longer exists after this unit ended ({end})"),
            "Fix successors, or valid_to of one of the two.".into(),
        ),
        P::TargetsSum { phase, target, sum, all, child } => {
            let (target, sum) = (whole_en(*target), whole_en(*sum));
            let those = if *all { "the units below" } else { "those of the units below that have one" };
            (
                format!("the target of {phase} is {target}, but {those} add up to {sum} (the first is at {})", at(child)),
                "Fix one of these targets; if they are meant to differ, keep the warning.".into(),
            )
        }
        P::TargetTwice { phase, target, first } => (
            format!("the whole programme's target of {phase} is {} here, and another one at {}", whole_en(*target), at(first)),
            "Write it once: at the phase of the programme, or at the highest unit.".into(),
        ),
        P::ZeroTarget => (
            "the target is zero, of which nothing is a percentage".into(),
            "Write the real target; if none was set, leave this out.".into(),
        ),
        P::OutsideValidity { unit, from, to } => {
            let from = from.as_ref().map(|day| format!(" from {day}")).unwrap_or_default();
            let to = to.as_ref().map(|day| format!(" to {day}")).unwrap_or_default();
            (
                format!("the unit “{unit}” existed only{from}{to}, so it has no report for this day"),
                "Fix the day, report for the successor, or fix the unit's valid_from or valid_to.".into(),
            )
        }
        P::PublishedEarly { date } => (
            format!("published again before the day that the figure represents ({date})"),
            "Write the day on which the new figure was published.".into(),
        ),
        P::SumDiffers { valid, date, value, sum, all } => {
            let (value, sum) = (format!("{}{}", whole_en(*value), valid_en(*valid)), whole_en(*sum));
            let those = if *all { "the units below add up to" } else { "those below that reported alone add up to" };
            (
                format!("the report for {date} says {value}, but {those} {sum}"),
                "Check the reports of the units; the one of the unit above is published.".into(),
            )
        }
        P::ReportOvertaken { .. }
        | P::NoBaseline { .. }
        | P::ReportFalls { .. }
        | P::Jumped { .. }
        | P::LaterThanToday { .. }
        | P::GrowthLeaps { .. }
        | P::TargetHistory { .. }
        | P::ValidAbove { .. } => figures::en(problem).unwrap_or_default(),
        P::OutsideUnit { unit, own, from, to, records, reports } => {
            let what = match (*records, *reports) {
                (1, 0) => "1 initiative".to_owned(),
                (records, 0) => format!("{} initiatives", whole_en(records)),
                (_, 1) => "1 report".to_owned(),
                (_, reports) => format!("{} reports", whole_en(reports)),
            };
            let from = from.as_ref().map(|day| format!(" from {day}")).unwrap_or_default();
            let to = to.as_ref().map(|day| format!(" to {day}")).unwrap_or_default();
            if *own {
                (
                    format!(
                        "{what} of this unit, dated when it did not exist (it did{from}{to}): listed, but not counted in \
                         any figure"
                    ),
                    "Correct the date, write the successor as the unit, or correct valid_from or valid_to.".into(),
                )
            } else {
                (
                    format!(
                        "{what} of this unit, dated when the unit above, “{unit}”, did not exist (it did{from}{to}): not \
                         counted for the unit above"
                    ),
                    "Write as parent the unit that was above it at that time, or declare this unit twice: before and \
                     after it moved."
                        .into(),
                )
            }
        }
        P::PhasesDiffer { programme, valid, total, in_phases, outside } => (
            format!(
                "{programme}: the cumulative{} count of the unit is {}, but its phases add up to {}, and {} are outside of \
                 them; the difference is {}",
                valid_en(*valid),
                whole_en(*total),
                whole_en(*in_phases),
                whole_en(*outside),
                whole_en(total - in_phases - outside)
            ),
            "Check the reports of the unit and of those below for the first and the last day of each phase.".into(),
        ),
        P::RecordsDiffer { valid, date, reported, counted } => (
            format!(
                "the report up to {date} says {}{}, but the list of initiatives counts {}",
                whole_en(*reported),
                valid_en(*valid),
                whole_en(*counted)
            ),
            "The report is published. Complete the list, or write records: examples in the programme when only some \
             initiatives are published here."
                .into(),
        ),
        P::ReportConflict { first } => (
            format!("a report of the same unit and day says something else at {}", at(first)),
            "Keep one; if the figure was revised, write published (the day of the new figure) at the new one; at a figure \
             that is only for reference, write conflicts: true."
                .into(),
        ),
        P::EmptyReport => (
            "the report holds no figure".into(),
            "Write submitted or valid; if nothing was reported, delete the entry.".into(),
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
        | P::ConsentForEach { .. } => safety::en(problem).unwrap_or_default(),
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
        | P::NoReference { .. } => texts::en(problem).unwrap_or_default(),
        P::BadMacro { text } => (
            format!("“{text}” cannot be understood"),
            "Write {{ figure metric=\"submitted\" phase=\"giai-doan-1\" }} or {{ chart id=\"phases\" }}.".into(),
        ),
        P::FigureContradicts { typed, known, date, source } => {
            let date = date.as_ref().map(|day| format!(", as of {day}")).unwrap_or_default();
            let source = source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
            (
                format!("“{typed}” contradicts the data of the site: {known}{date}{source}"),
                "Fix the number; or name it with {{ figure … }}, so that it always says what the data say.".into(),
            )
        }
        P::UnknownArgument { name, known } => (format!("“{name}” is not an argument here"), format!("What may be here: {known}.")),
        P::UnknownMacro { name } => (format!("there is no macro “{name}”"), "Use figure or chart.".into()),
        P::UnknownFigure { name, known } => (format!("there is no figure “{name}”"), format!("There are: {known}.")),
        P::UnknownChart { name, known } => (format!("there is no chart “{name}”"), format!("There are: {known}.")),
        P::MapFile { why } => (
            format!("the map cannot be read: {why}"),
            "Export it again as GeoJSON (a FeatureCollection in WGS 84) of at most 50 MB.".into(),
        ),
        P::MapAlone { missing } => (
            format!("the map lacks its other file “{missing}”"),
            "A map is two files of one name: .geojson with the areas, .yaml with the edition of its boundaries.".into(),
        ),
        P::HostLimit { host, error } => hosts::en(host, error),
        P::MapArea { area, error } => maps::en(area, error),
        P::MapCode { name, code, nearest } => (
            format!("no unit has the place_code “{code}” of the area “{name}”"),
            format!("{}Fix the code in the map, or give the unit its place_code.", maybe(nearest.as_deref())),
        ),
        P::NotOnMap { unit, code } => (
            format!("no area of the map has the code “{code}” of {unit}"),
            "Add the area to the map, or take the place_code from a unit that has no area of its own.".into(),
        ),
        P::EmptyChart { name } => (
            format!("the chart “{name}” has nothing to show with these arguments"),
            "Choose another phase, unit or number of months, or leave the chart out.".into(),
        ),
        P::ChartTitle { title, numbers } => (
            format!("the title “{title}” has numbers that are not in the chart: {numbers}"),
            "Write them as in the chart's table, or leave title out.".into(),
        ),
        P::BrokenLink { target, nearest } => (
            format!("the link “{target}” leads nowhere"),
            format!(
                "{}Write the path of the source file, such as @/pages/lien-he.md, or of a page that is made, such as @/du-lieu.",
                maybe(nearest.as_deref())
            ),
        ),
        P::DeadLink { url, why } => {
            (format!("{url} cannot be opened: {why}"), "Fix the address, or drop the link if the page is gone.".into())
        }
        P::MissingAlt { src } => {
            (format!("the picture “{src}” has no description (alt)"), "Say in one sentence what is to be seen.".into())
        }
        P::MissingMedia { src, .. } if super::nouns::heic(src) => (
            format!("“{src}” is a HEIC photo of an iPhone, which browsers cannot show"),
            "Open it, export it as .jpg, put that beside the text, and name it there.".into(),
        ),
        P::MissingMedia { src, nearest } => (
            format!("there is no file “{src}”"),
            format!("{}Check its name; put it beside the text or below content/media/.", maybe(nearest.as_deref())),
        ),
        P::BrokenPicture { why } => (
            format!("this file cannot be shown as a picture: {why}"),
            "Open it in a viewer, save it as .jpg or .png, and replace the file.".into(),
        ),
        P::HugePicture { width, height } => (
            format!("the picture is too large: {width} × {height} pixels"),
            "Scale it to below 100 million pixels, such as 4,000 × 3,000, and replace the file.".into(),
        ),
        P::UnsafeHtml { what } => (
            format!("“{what}” is not allowed in a text and was left out"),
            "Write Markdown; a picture: ![words](photo.jpg), a chart: {{ chart id=\"phases\" }}.".into(),
        ),
        P::HiddenDirection => (
            "there is a hidden character (it turns the direction of the text, or is a control character); it was left out"
                .into(),
            "Delete it: type the passage again instead of copying it.".into(),
        ),
        P::LanguageNotShown { language } => (
            format!("the site is not shown in “{language}”, so that this translation is not published"),
            format!("Write languages: [vi, {language}] in content/site.yaml, or delete the file."),
        ),
        P::TranslationAlone { original } => (
            format!("this translation has no original {original}"),
            "Put a translation beside its original, under the same name: bai.md and bai.en.md.".into(),
        ),
        P::ThemeMissing { name } => {
            (format!("there is no theme “{name}”"), "Use theme: default, or make its folder in themes/.".into())
        }
        P::ThemeFile { why } => {
            (format!("a file of the theme is invalid: {why}"), "Fix it, or delete it to use the built-in one.".into())
        }
        P::StyleSheet { error } => styles::en(error),
        P::MessageFile { error, replaced } => messages::en(error, *replaced),
        P::Template { message, page, record } => (
            format!("the template fails on page /{page}{}: {message}", from(record)),
            "Fix the template at this line, or delete the file in themes/ to use the built-in one.".into(),
        ),
    };
    Words { message, help }
}

fn at(place: &Place) -> String {
    place.in_language(Lang::En)
}

fn from(record: &str) -> String {
    if record.is_empty() {
        String::new()
    } else {
        format!(" (from {record})")
    }
}

/// What there is too much of.
fn large(what: &str) -> &'static str {
    match what {
        "columns" => "columns",
        "characters" => "characters in one row",
        "cells" => "cells",
        _ => "when unpacked",
    }
}

/// Bytes in a unit that keeps them readable.
fn size(bytes: u64) -> String {
    let (value, unit) = match bytes {
        0..1_000 => (bytes as f64, "B"),
        1_000..1_000_000 => ((bytes as f64 / 1e3).round(), "kB"),
        _ => (bytes as f64 / 1e6, "MB"),
    };
    format!("{} {unit}", number::decimal(value, Lang::En))
}
