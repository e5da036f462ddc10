//! Paces, forecasts, standing of old figures and ranks: small sites whose right values were
//! worked out by hand.
#![allow(clippy::disallowed_methods, reason = "a test writes its own site")]

use std::path::Path;

use tiendo::base::{Date, Interner, Lang, date};
use tiendo::diag::Problems;
use tiendo::model::{self, Options, Portal};
use tiendo::progress::{self, Pace, PhaseProgress, ProgrammeProgress, Ranks, Status};

use crate::common::{put, tiendo};

/// A programme counted from 2024-01-01 with two half-years, and units, reports and initiatives
/// as rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Specimen {
    /// Further keys of the programme.
    programme: &'static str,
    /// Of the phases, and of each unit when it has one of its own.
    target: i64,
    unit_targets: bool,
    /// `id;kind;parent;members;valid_from;valid_to`
    pub(crate) units: Vec<String>,
    /// `as_of;unit;submitted`
    reports: Vec<String>,
    /// `unit;date`
    records: Vec<String>,
}

impl Specimen {
    pub(crate) fn new(target: i64, units: &[&str]) -> Self {
        let owned = |row: &&str| (*row).to_owned();
        Self {
            target,
            units: units.iter().map(owned).collect(),
            ..Self::default()
        }
    }

    /// Cumulative counts of a unit, by days.
    pub(crate) fn reports(mut self, unit: &str, counts: &[(&str, i64)]) -> Self {
        let row = |(day, count): &(&str, i64)| format!("{day};{unit};{count}");
        self.reports.extend(counts.iter().map(row));
        self
    }

    /// Initiatives of a unit, this many on a day.
    pub(crate) fn records(mut self, unit: &str, day: &str, count: usize) -> Self {
        let row = format!("{unit};{day}");
        self.records.extend(std::iter::repeat_n(row, count));
        self
    }

    /// Writes `content/` into a folder.
    fn write(&self, root: &Path) {
        put(root, "content/site.yaml", "title: T\n");
        let programme = format!(
            "id: p\ntitle: P\ncounted_from: 2024-01-01\n{}phases:\n  - {{id: g1, title: G1, start: \
             2024-01-01, end: 2024-06-30, target: {target}}}\n  - {{id: g2, title: G2, start: \
             2024-07-01, end: 2024-12-31, target: {target}}}\n",
            self.programme,
            target = self.target
        );
        put(root, "content/programmes/p.yaml", programme);
        let table = |head: &str, rows: &[String]| format!("{head}\n{}\n", rows.join("\n"));
        let titled = |row: &String| {
            let (id, rest) = row.split_once(';').unwrap();
            let target = if self.unit_targets {
                self.target.to_string()
            } else {
                String::new()
            };
            format!("{id};Đơn vị {id};{rest};{target};{target}")
        };
        let units: Vec<String> = self.units.iter().map(titled).collect();
        let head = "id;title;kind;parent;members;valid_from;valid_to;targets.g1;targets.g2";
        put(root, "content/units.csv", table(head, &units));
        put(
            root,
            "content/reports/r.csv",
            table("as_of;unit;submitted", &self.reports),
        );
        let coded =
            |(number, row): (usize, &String)| format!("SK{number};Sáng kiến {number};{row}");
        let records: Vec<String> = self.records.iter().enumerate().map(coded).collect();
        if !records.is_empty() {
            put(
                root,
                "content/initiatives/i.csv",
                table("code;title;unit;date", &records),
            );
        }
    }

    pub(crate) fn portal(&self) -> Portal {
        let root = tempfile::tempdir().unwrap();
        self.write(root.path());
        let mut problems = Problems::default();
        let sources = tiendo::source::discover(root.path(), &mut problems);
        let interner = Interner::default();
        let files = sources
            .iter()
            .map(|source| model::convert(source, &interner));
        model::assemble(files, &sources, Options::default(), &mut problems).0
    }

    /// What is computed for a day, to be looked at.
    fn on<T>(&self, as_of: &str, look: impl FnOnce(&Portal, &ProgrammeProgress<'_>) -> T) -> T {
        let portal = self.portal();
        let progress = progress::compute(&portal, day(as_of));
        look(&portal, &progress.programmes["p"])
    }

    /// Pace of late, and the forecast as expected, low and high, of a unit.
    fn pacing(&self, as_of: &str, phase: usize, unit: &str) -> (Option<Pace>, Option<[i64; 3]>) {
        self.on(as_of, |portal, figures| {
            let p = in_phase(portal, figures, phase, unit);
            (p.actual, p.forecast.map(|f| [f.expected, f.low, f.high]))
        })
    }

    /// The days and counts of a unit's series.
    fn series(&self, as_of: &str, unit: &str) -> Vec<(String, i64)> {
        self.on(as_of, |portal, figures| {
            let unit = portal.units.iter().position(|u| u.id == unit).unwrap();
            let points = figures.units[unit].totals.series.points.iter();
            points.map(|p| (p.date.to_string(), p.value)).collect()
        })
    }
}

pub(crate) fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

fn in_phase<'p, 'a>(
    portal: &Portal,
    figures: &'p ProgrammeProgress<'a>,
    phase: usize,
    unit: &str,
) -> &'p PhaseProgress<'a> {
    let unit = portal.units.iter().position(|u| u.id == unit).unwrap();
    figures.units[unit].phases[phase].as_ref().unwrap()
}

const TWO: [&str; 3] = ["t;province;;;;", "a;upper;t;;;", "b;upper;t;;;"];

/// The province has stood still since 20 September.
fn stalled() -> Specimen {
    let grown = [
        ("2024-06-30", 0),
        ("2024-07-31", 50),
        ("2024-08-31", 100),
        ("2024-09-10", 150),
        ("2024-09-20", 200),
    ];
    let same = [
        ("2024-09-30", 200),
        ("2024-10-10", 200),
        ("2024-10-31", 200),
        ("2024-11-15", 200),
    ];
    Specimen::new(500, &TWO)
        .reports("a", &grown)
        .reports("a", &same)
        .reports("b", &[("2024-06-30", 5)])
}

#[test]
fn a_sum_that_stands_still_has_no_pace() {
    let site = stalled();
    let (pace, forecast) = site.pacing("2024-11-15", 1, "t");
    assert_eq!(pace, Some(Pace { count: 0, days: 36 }));
    assert_eq!(forecast, Some([264, 200, 430]));
    let days: Vec<String> = site
        .series("2024-11-15", "t")
        .into_iter()
        .map(|(day, _)| day)
        .collect();
    assert_eq!(
        days[4..],
        [
            "2024-09-20",
            "2024-09-30",
            "2024-10-10",
            "2024-10-31",
            "2024-11-15"
        ]
    );
}

#[test]
fn a_list_does_not_make_the_first_report_of_another_growth() {
    let site = Specimen::new(5_000, &TWO)
        .reports("b", &[("2024-05-20", 1_000)])
        .records("a", "2024-02-01", 1);
    assert_eq!(site.pacing("2024-06-05", 0, "t"), (None, None));
    assert_eq!(
        site.series("2024-06-05", "t"),
        [("2024-05-20".to_owned(), 1_001)]
    );
}

#[test]
fn nor_does_one_that_is_summed_further_down() {
    let units = [
        "t;province;;;;",
        "c;cluster;t;;;",
        "a;upper;c;;;",
        "b;upper;c;;;",
        "d;upper;t;;;",
    ];
    let site = Specimen::new(5_000, &units)
        .reports("b", &[("2024-05-20", 1_000)])
        .records("a", "2024-02-01", 1)
        .records("d", "2024-03-01", 2);
    for unit in ["c", "t"] {
        assert_eq!(site.pacing("2024-06-05", 0, unit), (None, None), "{unit}");
    }
    assert_eq!(
        site.series("2024-06-05", "t"),
        [("2024-05-20".to_owned(), 1_003)]
    );
}

#[test]
fn a_sum_grows_on_the_days_on_which_all_its_units_reported() {
    let days = ["2024-07-31", "2024-08-31", "2024-09-30", "2024-10-31"];
    let on = |counts: [i64; 4]| -> Vec<(&str, i64)> { days.into_iter().zip(counts).collect() };
    let site = Specimen::new(500, &TWO)
        .reports("a", &[("2024-06-30", 10)])
        .reports("b", &[("2024-06-30", 100)])
        .reports("a", &on([20, 30, 40, 50]))
        .reports("b", &on([100, 110, 130, 160]));
    // 10 + 0, 20 + 10, 30 + 30 and 40 + 60 within the phase: 90 in 92 days, 61 days are left; from
    // one report to the next 20/31, 30/30 and 40/31.
    assert_eq!(
        site.pacing("2024-10-31", 1, "t"),
        (
            Some(Pace {
                count: 40,
                days: 31
            }),
            Some([160, 139, 179])
        )
    );
    // A newer report of one of the two is not a day of both, but is known: 45 more at least.
    let ahead = site.reports("a", &[("2024-11-10", 150)]);
    assert_eq!(
        ahead.pacing("2024-11-10", 1, "t"),
        (
            Some(Pace {
                count: 40,
                days: 31
            }),
            Some([200, 200, 200])
        )
    );
}

#[test]
fn reports_on_different_days_give_no_forecast_of_the_sum() {
    let site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30), ("2024-10-31", 40)])
        .reports(
            "b",
            &[("2024-06-30", 0), ("2024-07-15", 10), ("2024-08-15", 20)],
        )
        .reports("b", &[("2024-09-15", 30), ("2024-10-15", 40)]);
    assert_eq!(site.pacing("2024-10-31", 1, "t"), (None, None));
    assert!(site.pacing("2024-10-31", 1, "a").1.is_some());
}

#[test]
fn a_unit_that_began_or_ended_in_the_phase_is_known_on_the_other_days() {
    let units = [
        "t;province;;;;",
        "a;upper;t;;;",
        "old;upper;t;;;2024-08-31",
        "new;upper;t;;2024-09-01;",
    ];
    let site = Specimen::new(500, &units)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30), ("2024-10-31", 40)])
        .reports(
            "old",
            &[("2024-06-30", 5), ("2024-07-31", 8), ("2024-08-31", 9)],
        )
        .reports("new", &[("2024-09-30", 2), ("2024-10-31", 3)]);
    // 13, 24, 36 and 47 within the phase.
    assert_eq!(
        site.pacing("2024-10-31", 1, "t"),
        (
            Some(Pace {
                count: 11,
                days: 31
            }),
            Some([70, 69, 71])
        )
    );
}

#[test]
fn the_units_of_the_count_are_the_units_of_the_pace() {
    // No count of b on the eve of the phase: it is not in the count, so its growth is not either.
    let site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-08-31", 20), ("2024-10-31", 40)],
        )
        .reports(
            "b",
            &[
                ("2024-05-31", 0),
                ("2024-08-31", 900),
                ("2024-10-31", 2_000),
            ],
        );
    site.on("2024-10-31", |portal, figures| {
        let p = in_phase(portal, figures, 1, "t");
        assert_eq!(p.submitted, Some(40));
        assert_eq!(p.actual, None, "61 days from report to report");
    });
    let monthly = site
        .reports("a", &[("2024-09-30", 30)])
        .reports("b", &[("2024-09-30", 1_000)]);
    let (pace, _) = monthly.pacing("2024-10-31", 1, "t");
    assert_eq!(
        pace,
        Some(Pace {
            count: 10,
            days: 31
        })
    );
}

#[test]
fn forty_days_of_history_forecast_no_year() {
    let counts = [
        ("2024-07-01", 0),
        ("2024-07-10", 1_000),
        ("2024-07-20", 4_000),
        ("2024-07-31", 9_000),
        ("2024-08-10", 18_000),
    ];
    let site = Specimen::new(10_000, &TWO)
        .reports("a", &[("2024-06-30", 0)])
        .reports("a", &counts);
    for unit in ["a", "t"] {
        assert_eq!(site.pacing("2024-08-10", 1, unit).1, None, "{unit}");
    }
}

#[test]
fn a_fall_leaves_no_forecast() {
    let site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 18), ("2024-10-31", 40)])
        .reports(
            "b",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("b", &[("2024-09-30", 50), ("2024-10-31", 90)]);
    for unit in ["a", "t"] {
        assert_eq!(site.pacing("2024-10-31", 1, unit).1, None, "{unit}");
    }
    let before_the_phase = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 20), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30), ("2024-10-31", 40)]);
    assert_eq!(before_the_phase.pacing("2024-10-31", 1, "a").1, None);
}

#[test]
fn reports_are_counted_by_metric_day_and_phase() {
    let site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30)]);
    let mut again = site.clone();
    again.reports.push("2024-09-30;a;30".to_owned());
    assert_eq!(again.pacing("2024-09-30", 1, "a").1, None, "three days");
    let four = site.reports("a", &[("2024-10-31", 40)]);
    assert_eq!(four.pacing("2024-10-31", 1, "a").1, Some([60, 60, 60]));
}

#[test]
fn on_the_last_day_nothing_is_forecast() {
    let mut site = Specimen::new(500, &TWO)
        .reports(
            "a",
            &[("2024-06-30", 0), ("2024-07-31", 10), ("2024-08-31", 20)],
        )
        .reports("a", &[("2024-09-30", 30), ("2024-12-31", 40)]);
    site.unit_targets = true;
    site.on("2024-12-31", |portal, figures| {
        let p = in_phase(portal, figures, 1, "a");
        assert_eq!((p.required, p.forecast), (None, None));
        assert_eq!(p.status, Status::Behind);
    });
}

/// Two units at 14 %: one silent since July, one that reported yesterday.
fn silent() -> Specimen {
    Specimen::new(500, &TWO)
        .reports("a", &[("2024-06-30", 0), ("2024-07-25", 70)])
        .reports("b", &[("2024-06-30", 0), ("2024-11-14", 70)])
}

#[test]
fn silence_is_not_rewarded() {
    let mut with_targets = silent();
    with_targets.unit_targets = true;
    with_targets.on("2024-11-15", |portal, figures| {
        let [a, b] = ["a", "b"].map(|unit| in_phase(portal, figures, 1, unit));
        assert_eq!((a.status, b.status), (Status::Silent, Status::Behind));
        assert_eq!((a.required, a.actual, a.forecast), (None, None, None));
        assert!(b.required.is_some());
    });
    // 56 days after 25 July is 19 September.
    for (as_of, status) in [
        ("2024-09-19", Status::OnTrack),
        ("2024-09-20", Status::Silent),
    ] {
        with_targets.on(as_of, |portal, figures| {
            assert_eq!(in_phase(portal, figures, 1, "a").status, status, "{as_of}");
        });
    }
    with_targets.programme = "silent_after: 120\n";
    with_targets.on("2024-11-15", |portal, figures| {
        assert_eq!(in_phase(portal, figures, 1, "a").status, Status::OnTrack);
    });
}

#[test]
fn what_was_reached_stays_reached() {
    let mut site = Specimen::new(70, &TWO)
        .reports("a", &[("2024-06-30", 0), ("2024-07-26", 70)])
        .reports("b", &[("2024-06-30", 0), ("2024-07-26", 71)]);
    site.unit_targets = true;
    site.on("2024-11-15", |portal, figures| {
        let status = |unit| in_phase(portal, figures, 1, unit).status;
        assert_eq!((status("a"), status("b")), (Status::Met, Status::Exceeded));
    });
}

#[test]
fn one_alone_has_no_rank_and_a_few_members_make_no_ratio() {
    let units = [
        "t;province;;5000;;",
        "a;upper;t;7;;",
        "b;upper;t;100;;",
        "c;upper;t;99;;",
        "d;upper;t;4000;;",
        "e;grassroots;d;;;",
    ];
    let mut site = Specimen::new(500, &units);
    site.unit_targets = true;
    for (unit, count) in [("a", 10_000), ("b", 20), ("c", 30), ("d", 40), ("e", 5)] {
        site = site.reports(unit, &[("2024-06-30", count)]);
    }
    site.on("2024-06-30", |portal, figures| {
        let [a, b, c, d, e, t] =
            ["a", "b", "c", "d", "e", "t"].map(|unit| in_phase(portal, figures, 0, unit));
        assert_eq!(e.ranks, Ranks::default(), "the only union of its level");
        assert_eq!(t.ranks, Ranks::default());
        let place = |p: &PhaseProgress<'_>| p.ranks.per_100_members.map(|r| (r.place, r.of));
        assert_eq!(
            [a, b, c, d].map(place),
            [None, Some((1, 2)), None, Some((2, 2))]
        );
        assert!(a.per_100_members.is_none() && c.per_100_members.is_none());
        assert_eq!(b.per_100_members.unwrap().text(Lang::En), "20");
        assert_eq!(a.ranks.count.map(|r| (r.place, r.of)), Some((1, 4)));
    });
    let mut alone = Specimen::new(500, &TWO).reports("a", &[("2024-06-30", 3)]);
    alone.unit_targets = true;
    alone.on("2024-06-30", |portal, figures| {
        assert_eq!(in_phase(portal, figures, 0, "a").ranks, Ranks::default());
    });
}

/// Pages of a site as text: without elements, blanks in one.
fn read(root: &Path, page: &str) -> String {
    let html = std::fs::read_to_string(root.join("output").join(page)).unwrap();
    let mut text = String::new();
    for piece in html.split('<').skip(1) {
        text.push(' ');
        text.push_str(piece.split_once('>').map_or("", |(_, words)| words));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[test]
fn pages_say_which_days_and_paces_figures_speak_of() {
    let root = tempfile::tempdir().unwrap();
    let mut site = stalled().reports("b", &[("2024-07-25", 12)]);
    site.unit_targets = true;
    type Expected<'a> = (&'a str, &'a [&'a str]);
    let texts: [(&str, &[Expected]); 2] = [
        (
            "vi",
            &[
                (
                    "don-vi/a/index.html",
                    &[
                        "0 lượt mỗi ngày (từ 10/10/2024 đến 15/11/2024)",
                        "264 (nếu giữ nhịp từ 31/07/2024 đến 15/11/2024; theo nhịp chậm nhất trong \
                         thời gian đó là 200, nhanh nhất là 430)",
                        "thì đến 31/12/2024 là 264 (theo nhịp chậm nhất trong thời gian đó: 200, \
                         nhanh nhất: 430)",
                    ],
                ),
                ("don-vi/b/index.html", &["Chưa có số mới từ 25/07/2024"]),
                (
                    "tien-do/g2/index.html",
                    &["Số liệu đến", "25/07/2024 Chưa có số mới từ 25/07/2024"],
                ),
                ("don-vi/index.html", &["12 25/07/2024", "200 15/11/2024"]),
            ],
        ),
        (
            "en",
            &[
                (
                    "units/a/index.html",
                    &[
                        "0 a day (from 10 October 2024 to 15 November 2024)",
                        "264 (if the pace from 31 July 2024 to 15 November 2024 holds; 200 at the \
                         slowest pace of that time, 430 at the fastest)",
                    ],
                ),
                ("units/b/index.html", &["No new figures since 25 July 2024"]),
                ("progress/g2/index.html", &["Figures up to"]),
            ],
        ),
    ];
    for (language, pages) in texts {
        site.write(root.path());
        let options = format!("title: T\nlanguage: {language}\n");
        put(root.path(), "content/site.yaml", options);
        let text =
            "---\ntitle: Thử\n---\n\n{{ figure metric=\"forecast\" phase=\"g2\" unit=\"a\" }}\n";
        put(root.path(), "content/pages/thu.md", text);
        let built = tiendo(root.path(), &["build", "--as-of", "2024-11-15"]);
        assert!(built.status.success(), "{built:?}");
        for (page, expected) in pages {
            let seen = read(root.path(), page);
            for words in *expected {
                assert!(
                    seen.contains(words),
                    "{page} does not say “{words}”:\n{seen}"
                );
            }
        }
        let html = std::fs::read_to_string(root.path().join("output/thu/index.html")).unwrap();
        let condition = [
            "nếu giữ nhịp từ 31/07/2024",
            "if the pace from 31 July 2024",
        ];
        let condition = condition[usize::from(language == "en")];
        assert!(html.contains(&format!("title=\"{condition}")), "{html}");
    }
}
