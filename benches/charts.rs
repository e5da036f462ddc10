//! 2,000 charts and their sizes, and 2,000 cards: `cargo bench --bench charts`. Charts of the
//! gallery's sites (tests/gallery/), made over and over: figures to charts, and each drawn for
//! phones and for wider screens, as a build does.
#![allow(clippy::disallowed_methods, reason = "a bench looks at the clock")]
#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;
use tiendo::base::Interner;
use tiendo::chart::{Card, Chart, Width, scenes, svg};
use tiendo::diag::Problems;
use tiendo::model::{self, Options, Portal};
use tiendo::progress::compute;
use tiendo::source::{self, Role};

const CHARTS: usize = 2_000;
const RUNS: usize = 5;
const CARDS: usize = 2_000;

fn portal(site: &str) -> Portal {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/gallery")
        .join(site);
    let (mut problems, interner) = (Problems::default(), Interner::default());
    let sources = source::discover(&root, &mut problems);
    let files = sources
        .iter()
        .filter(|s| s.role != Role::Media)
        .map(|s| model::convert(s, &interner));
    let (portal, _) = model::assemble(files, &sources, Options::default(), &mut problems);
    assert!(!problems.any_error(), "{site} has problems");
    portal
}

fn median<T: Ord + Copy>(mut values: Vec<T>) -> T {
    values.sort();
    values[values.len() / 2]
}

/// Cards with titles of their own on one thread, as those of initiatives: milliseconds for each,
/// and its bytes.
fn cards() -> (f64, usize) {
    let words =
        "cải tiến quy trình lắp ráp bộ phận phễu cấp liệu để giảm phế phẩm tiết kiệm nguyên liệu";
    let words: Vec<&str> = words.split(' ').collect();
    let text = |seed: usize, count: usize| -> String {
        let word = |at: usize| words[(seed * 7 + at * (seed % 5 + 1)) % words.len()];
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    };
    let mut bytes = 0;
    let start = Instant::now();
    for number in 0..CARDS {
        let card = Card {
            organisation: "Liên đoàn Lao động tỉnh".to_owned(),
            kicker: "Sáng kiến".to_owned(),
            title: format!("Sáng kiến {number}: {}", text(number, 9)),
            text: text(number + 3, 26),
            note: "Công đoàn cơ sở".to_owned(),
            ..Card::default()
        };
        bytes += card.png().map_or(0, |picture| picture.len());
    }
    (
        start.elapsed().as_secs_f64() * 1e3 / CARDS as f64,
        bytes / CARDS,
    )
}

const WIDTHS: [Width; 3] = [Width::Narrow, Width::Middle, Width::Wide];

fn main() {
    let (milliseconds, bytes) = cards();
    println!("{CARDS} cards on one thread: {milliseconds:.2} ms and {bytes} bytes each");
    let sites = ["ordinary", "extreme", "many", "sparse", "english"];
    let portals: Vec<Portal> = sites.iter().map(|site| portal(site)).collect();
    let make = || -> Vec<Chart> {
        let of = |portal: &Portal| {
            let day = portal.site.as_of.or(portal.newest()).unwrap();
            scenes(portal, &compute(portal, day), &Default::default())
        };
        portals.par_iter().flat_map(of).collect()
    };
    let all = make().len();
    let rounds = CHARTS.div_ceil(all);
    let mut times = Vec::new();
    let mut sizes: BTreeMap<(&str, i32), Vec<usize>> = BTreeMap::new();
    for run in 0..RUNS {
        let start = Instant::now();
        let mut drawn = 0;
        for round in 0..rounds {
            let charts = make();
            let charts = &charts[..charts.len().min(CHARTS - drawn)];
            let bytes: Vec<[usize; 3]> = charts
                .par_iter()
                .map(|chart| WIDTHS.map(|width| svg(chart, width).len()))
                .collect();
            drawn += charts.len();
            if run == 0 && round == 0 {
                for (chart, drawings) in charts.iter().zip(bytes) {
                    for (width, bytes) in WIDTHS.into_iter().zip(drawings) {
                        let key = (chart.request.kind.name(), width as i32);
                        sizes.entry(key).or_default().push(bytes);
                    }
                }
            }
        }
        assert_eq!(drawn, CHARTS);
        times.push(start.elapsed());
    }
    println!(
        "{CHARTS} charts of {} sites, figures and three widths: {:.2?} (median of {RUNS})",
        sites.len(),
        median(times)
    );
    let every: Vec<usize> = sizes.values().flatten().copied().collect();
    println!(
        "median drawing: {} bytes; largest: {}",
        median(every.clone()),
        every.iter().max().unwrap()
    );
    println!(
        "{:<16}{:>8}{:>12}{:>12}",
        "kind", "width", "median", "largest"
    );
    for ((kind, width), bytes) in &sizes {
        println!(
            "{kind:<16}{width:>8}{:>12}{:>12}",
            median(bytes.clone()),
            bytes.iter().max().unwrap()
        );
    }
}
