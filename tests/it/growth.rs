//! Time grows with the size of a text, not with its square: each construct is built at one size and
//! at four times that size.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::common::{binary, put, rounds, small};

/// A site with one construct in it, repeated this many times.
type Construct = (&'static str, usize, fn(&Path, usize));

fn text(root: &Path, body: &str) {
    let head = "---\ntitle: Dài\ndate: 2022-05-01\n---\n";
    put(root, "content/news/dai.md", format!("{head}{body}\n"));
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| line(number) + "\n").collect()
}

fn words(count: usize, word: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| word(number) + " ").collect()
}

/// The number of repetitions is such that the larger site takes some tenths of a second.
const CONSTRUCTS: &[Construct] = &[
    ("links to one page", 2_000, |root, n| {
        text(root, &words(n, |_| "[a](@/news/mot.md#dau)".into()));
        let heads = lines(n / 4, |number| format!("## Đầu {number}\n"));
        let head = "---\ntitle: Tin một\ndate: 2022-06-30\n---\n";
        put(
            root,
            "content/news/mot.md",
            format!("{head}## Đầu\n\n{heads}"),
        );
    }),
    (
        "links to other pages that are not there",
        1_000,
        |root, n| {
            text(
                root,
                &words(n, |number| format!("[a](@/news/khong-{number}.md)")),
            );
        },
    ),
    ("pictures that are not there", 1_000, |root, n| {
        text(
            root,
            &words(n, |number| format!("![a](khong-{number}.jpg)")),
        );
    }),
    ("links into the text", 2_000, |root, n| {
        let heads = lines(n / 4, |number| format!("## Đầu {number}\n"));
        text(
            root,
            &(heads + &words(n, |number| format!("[a](#dau-{})", number / 4))),
        );
    }),
    ("headings of the same words", 2_000, |root, n| {
        text(root, &lines(n, |_| "## Đầu\n".into()));
    }),
    ("links to headings of the same words", 1_000, |root, n| {
        let heads = lines(n, |_| "## Đầu\n".into());
        text(
            root,
            &(heads + &words(n, |number| format!("[a](#dau-{})", number + 2))),
        );
    }),
    ("footnotes", 1_000, |root, n| {
        let names = words(n, |number| format!("a[^{number}]"));
        text(
            root,
            &(names + "\n\n" + &lines(n, |number| format!("[^{number}]: b\n"))),
        );
    }),
    ("footnotes that nothing names", 1_000, |root, n| {
        text(root, &lines(n, |number| format!("[^{number}]: b\n")));
    }),
    ("references", 2_000, |root, n| {
        let names = words(n, |number| format!("[a][r{number}]"));
        text(
            root,
            &(names + "\n\n" + &lines(n, |number| format!("[r{number}]: https://a.example/"))),
        );
    }),
    ("references that lead nowhere", 1_000, |root, n| {
        text(root, &words(n, |number| format!("[a][r{number}]")));
    }),
    ("opened notes", 5_000, |root, n| text(root, &"[^".repeat(n))),
    ("opened references", 5_000, |root, n| {
        text(root, &"][".repeat(n))
    }),
    ("opened brackets", 5_000, |root, n| {
        text(root, &"[".repeat(n))
    }),
    ("opened addresses", 5_000, |root, n| {
        text(root, &"[a](b c".repeat(n))
    }),
    ("brackets in addresses", 5_000, |root, n| {
        text(root, &"](".repeat(n))
    }),
    ("emphasis", 5_000, |root, n| {
        text(root, &"**a *b ".repeat(n))
    }),
    ("underlines", 5_000, |root, n| {
        text(root, &"a__b_ ".repeat(n))
    }),
    ("at signs", 5_000, |root, n| text(root, &"@ ".repeat(n))),
    ("mail addresses", 2_000, |root, n| {
        text(root, &"a@b ".repeat(n))
    }),
    ("addresses without a host", 5_000, |root, n| {
        text(root, &";http://".repeat(n))
    }),
    ("an address that ends with brackets", 10_000, |root, n| {
        text(root, &format!("https://a.example/{}", ")".repeat(n)));
    }),
    ("bare addresses", 1_000, |root, n| {
        text(
            root,
            &words(n, |number| format!("https://a.example/{number}")),
        );
    }),
    ("quotes and dashes", 5_000, |root, n| {
        text(root, &"\"a\" -- 'b' ...".repeat(n))
    }),
    ("entities", 5_000, |root, n| {
        text(root, &"&amp;&#x41;&nope;".repeat(n))
    }),
    ("escapes", 5_000, |root, n| {
        text(root, &"\\*\\[\\`".repeat(n))
    }),
    ("hard breaks", 5_000, |root, n| {
        text(root, &"a  \n".repeat(n))
    }),
    ("code", 5_000, |root, n| text(root, &"`a` ".repeat(n))),
    ("a table of many rows", 1_000, |root, n| {
        text(
            root,
            &format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(n)),
        );
    }),
    ("a table of many columns", 500, |root, n| {
        let row = |cell: &str| format!("|{}\n", cell.repeat(n));
        text(root, &(row("a|") + &row("-|") + &row("1|") + &row("2|")));
    }),
    ("rows with too many cells", 1_000, |root, n| {
        text(root, &format!("| a |\n|---|\n{}", "| 1 | 2 |\n".repeat(n)));
    }),
    ("list items", 2_000, |root, n| {
        text(root, &"- a\n".repeat(n))
    }),
    ("lists in each other", 60, |root, n| {
        text(
            root,
            &lines(n, |depth| format!("{}- a", "  ".repeat(depth))),
        );
    }),
    ("quotes in each other", 40, |root, n| {
        text(root, &(">".repeat(n) + " a"))
    }),
    ("quotes", 2_000, |root, n| text(root, &"> a\n\n".repeat(n))),
    ("HTML", 500, |root, n| {
        text(root, &"<span title=\"a\">b</span>".repeat(n))
    }),
    ("HTML blocks", 500, |root, n| {
        text(root, &"<div>a</div>\n\n".repeat(n))
    }),
    ("HTML comments", 2_000, |root, n| {
        text(root, &"a <!-- b --> ".repeat(n))
    }),
    ("HTML comments that do not end", 5_000, |root, n| {
        text(root, &"a <!-- ".repeat(n))
    }),
    ("instructions that do not end", 5_000, |root, n| {
        text(root, &"a <? ".repeat(n))
    }),
    ("CDATA that does not end", 5_000, |root, n| {
        text(root, &"a <![CDATA[ ".repeat(n))
    }),
    ("refused HTML", 500, |root, n| {
        text(root, &"<font x=1>b</font>".repeat(n))
    }),
    ("refused HTML in one line", 1_000, |root, n| {
        text(root, &("<div>".to_owned() + &"<font>b".repeat(n)))
    }),
    ("links and pictures in one block of HTML", 500, |root, n| {
        let tags = "<a href=khong>b</a><img src=x alt=y>";
        text(root, &("<div>".to_owned() + &tags.repeat(n)))
    }),
    ("tags over many lines", 1_000, |root, n| {
        text(root, &("<div>".to_owned() + &"<b\ntitle='>'\n>".repeat(n)))
    }),
    ("comments over many lines", 2_000, |root, n| {
        text(root, &("<!-- ".to_owned() + &"> b <!--\n".repeat(n)))
    }),
    ("numbers in markup", 1_000, |root, n| {
        text(
            root,
            &words(n, |number| format!("09<b>12</b>345{number:03}")),
        )
    }),
    (
        "links to anchors of pages that are made",
        1_000,
        |root, n| text(root, &words(n, |number| format!("[a](@/du-lieu#{number})"))),
    ),
    ("addresses that are defined twice", 1_000, |root, n| {
        text(root, &lines(n, |number| format!("[a{}]: b\n", number / 2)))
    }),
    ("a table that is published", 2_000, |root, n| {
        let rows = lines(n, |number| {
            format!("{number},Trần Văn {},091234", letters(number))
        });
        put(root, "content/static/a.csv", rows);
    }),
    ("quotes in tags", 1_000, |root, n| {
        text(root, &"<a title='>\">".repeat(n))
    }),
    ("macros", 500, |root, n| {
        text(
            root,
            &words(n, |_| {
                "{{ figure metric=\"submitted\" phase=\"g1\" }}".into()
            }),
        );
    }),
    ("macros that do not end", 5_000, |root, n| {
        text(root, &"{{ a ".repeat(n))
    }),
    ("macros that are wrong", 500, |root, n| {
        text(root, &"{{ a b }} ".repeat(n))
    }),
    ("indented lines", 2_000, |root, n| {
        text(root, &"     a\n\nb\n\n".repeat(n))
    }),
    ("typed numbers", 2_000, |root, n| {
        text(
            root,
            &words(n, |number| {
                format!("có {number} lượt sáng kiến trong giai đoạn 1,")
            }),
        );
    }),
    ("numbers that may be of people", 1_000, |root, n| {
        text(
            root,
            &words(n, |number| format!("0912 345 {:03}", number % 1_000)),
        );
    }),
    ("digits", 10_000, |root, n| text(root, &"1 ".repeat(n))),
    ("letters without a blank", 20_000, |root, n| {
        text(root, &"ă".repeat(n))
    }),
    ("lines of a field", 2_000, |root, n| {
        let body = "---\ntitle: A\nsummary: |\n".to_owned() + &"  a b\n".repeat(n.min(4_000));
        put(root, "content/pages/dai.md", body + "---\na\n");
    }),
    ("tags", 500, |root, n| {
        let tags = lines(n, |number| format!("  - Nhãn {number}"));
        let head = format!("---\ntitle: Dài\ndate: 2022-05-01\ntags:\n{tags}---\na\n");
        put(root, "content/news/dai.md", head);
    }),
    ("old addresses", 500, |root, n| {
        let aliases = lines(n, |number| format!("  - cu/{number}.html"));
        let head = format!("---\ntitle: Dài\ndate: 2022-05-01\naliases:\n{aliases}---\na\n");
        put(root, "content/news/dai.md", head);
    }),
    ("sources", 500, |root, n| {
        let sources = lines(n, |n| {
            format!("  - {{title: Nguồn {n}, url: https://a.example/{n}}}")
        });
        let head = format!("---\ntitle: Dài\ndate: 2022-05-01\nsources:\n{sources}---\na\n");
        put(root, "content/news/dai.md", head);
    }),
    ("authors", 300, |root, n| {
        let authors = lines(n, |n| format!("  - {{name: Trần Văn Thử {}}}", letters(n)));
        let head = format!("---\ntitle: Máy\nunit: a\nauthors:\n{authors}---\n");
        let body = words(n, |n| format!("trần văn {}", letters(n)));
        put(root, "content/initiatives/dai.md", head + &body + "\n");
    }),
    ("names without consent in their text", 100, |root, n| {
        let authors = lines(n, |n| format!("  - {{name: Trần Văn Thử {}}}", letters(n)));
        let head = format!("---\ntitle: Máy\nunit: a\nauthors:\n{authors}---\n");
        let body = words(n, |n| format!("Trần Văn Thử {},", letters(n)));
        put(root, "content/initiatives/dai.md", head + &body + "\n");
    }),
    ("unknown keys", 500, |root, n| {
        let keys = lines(n, |number| format!("khoa-{number}: a"));
        put(
            root,
            "content/pages/dai.md",
            format!("---\ntitle: A\n{keys}---\na\n"),
        );
    }),
    ("the same key", 1_000, |root, n| {
        put(
            root,
            "content/pages/dai.md",
            format!("---\ntitle: A\n{}---\na\n", "slug: a\n".repeat(n)),
        );
    }),
    ("YAML in each other", 2_000, |root, n| {
        put(
            root,
            "content/pages/dai.md",
            format!("---\ntitle: {}\n---\na\n", "[".repeat(n)),
        );
    }),
    ("YAML maps in each other", 2_000, |root, n| {
        put(
            root,
            "content/pages/dai.md",
            format!("---\ntitle: {}\n---\na\n", "{a: ".repeat(n)),
        );
    }),
    ("YAML anchors", 1_000, |root, n| {
        let anchors = lines(n, |n| {
            format!("a{n}: &a{n} [*a{}, *a{}]", n.max(1) - 1, n.max(1) - 1)
        });
        put(
            root,
            "content/pages/dai.md",
            format!("---\ntitle: A\n{anchors}---\na\n"),
        );
    }),
    ("units", 200, |root, n| {
        let units = lines(n, |n| {
            format!("- {{id: u{n}, title: Đơn vị {n}, kind: upper, parent: tinh}}")
        });
        put(root, "content/them.yaml", "");
        put(
            root,
            "content/units.yaml",
            format!(
                "- {{id: tinh, title: Tỉnh, kind: province}}\n- {{id: a, title: A, kind: upper, \
                 parent: tinh}}\n{units}"
            ),
        );
    }),
    ("rows of a table", 500, |root, n| {
        let rows = lines(n, |n| format!("S{n},Sáng kiến {n},A,2022-03-01"));
        put(
            root,
            "content/initiatives/b.csv",
            format!("code,title,unit,submitted\n{rows}"),
        );
    }),
    ("rows of unknown units", 300, |root, n| {
        let rows = lines(n, |n| format!("S{n},Sáng kiến {n},Đơn vị {n},2022-03-01"));
        put(
            root,
            "content/initiatives/b.csv",
            format!("code,title,unit,submitted\n{rows}"),
        );
    }),
    ("rows of one code", 300, |root, n| {
        let rows = lines(n, |n| format!("S1,Sáng kiến {n},A,2022-03-01"));
        put(
            root,
            "content/initiatives/b.csv",
            format!("code,title,unit,submitted\n{rows}"),
        );
    }),
    ("columns of a table", 2_000, |root, n| {
        let heads: String = (0..n).fold(String::new(), |mut all, n| {
            let _ = write!(all, ",cột {n}");
            all
        });
        let row = ",x".repeat(n);
        put(
            root,
            "content/initiatives/b.csv",
            format!("code,title,unit{heads}\nS1,A,A{row}\n"),
        );
    }),
    ("columns of one name", 1_000, |root, n| {
        let (heads, row) = (",title".repeat(n), ",x".repeat(n));
        put(
            root,
            "content/initiatives/b.csv",
            format!("code,title,unit{heads}\nS1,A,A{row}\n"),
        );
    }),
    ("a cell", 50_000, |root, n| {
        let rows = format!("S1,{},A,2022-03-01\n", "a ".repeat(n));
        put(
            root,
            "content/initiatives/b.csv",
            format!("code,title,unit,submitted\n{rows}"),
        );
    }),
    ("quotes in a table", 20_000, |root, n| {
        let rows = format!("S1,{},A,2022-03-01\n", "\"".repeat(n));
        put(
            root,
            "content/initiatives/b.csv",
            format!("code,title,unit,submitted\n{rows}"),
        );
    }),
    ("rings of a map", 500, |root, n| {
        let rings: Vec<String> = (0..n)
            .map(|n| {
                let (x, y) = (
                    105.0 + (n % 100) as f64 / 100.0,
                    19.0 + (n / 100) as f64 / 100.0,
                );
                let e = 0.004;
                let (a, b) = (x + e, y + e);
                format!("[[[{x},{y}],[{a},{y}],[{a},{b}],[{x},{b}],[{x},{y}]]]")
            })
            .collect();
        map(
            root,
            &format!(
                "{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}",
                rings.join(",")
            ),
        );
    }),
    ("points of a ring", 2_000, |root, n| {
        let mut points: Vec<String> = (0..n)
            .map(|number| {
                let angle = number as f64 / n as f64 * std::f64::consts::TAU;
                let far = if number % 2 == 0 { 0.5 } else { 0.4 };
                format!(
                    "[{:.6},{:.6}]",
                    105.5 + far * angle.cos(),
                    19.5 + far * angle.sin()
                )
            })
            .collect();
        points.push(points[0].clone());
        map(
            root,
            &format!(
                "{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}",
                points.join(",")
            ),
        );
    }),
];

/// A number as letters: names have no digits.
fn letters(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    let word: String = [number / 676, number / 26, number]
        .map(letter)
        .iter()
        .collect();
    "Q".to_owned() + &word
}

fn map(root: &Path, geometry: &str) {
    put(root, "content/maps/m.yaml", "title: Bản đồ\n");
    let feature = format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"unit\":\"a\"}},\"geometry\":{geometry}}}"
    );
    let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[{feature}]}}");
    put(root, "content/maps/m.geojson", collection);
}

/// Kilobytes of addresses that a look at a site of a few megabytes may take, of which it uses a
/// part: the allocator asks for much more than it fills.
const MEMORY: &str = "4194304";

/// The seconds of work that a look at the site takes, on all cores together: other programs do not
/// change it. What is said of the site is read by no one here.
fn seconds(construct: &Construct, count: usize) -> f64 {
    let root = tempfile::tempdir().unwrap();
    small(root.path());
    construct.2(root.path(), count);
    let output = Command::new("bash")
        .args([
            "-c",
            "ulimit -v $2; \"$0\" check --root \"$1\" >/dev/null 2>&1; [ $? -lt 100 ] && times",
        ])
        .arg(binary())
        .arg(root.path())
        .arg(MEMORY)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}: {output:?}", construct.0);
    let reported = String::from_utf8(output.stdout).unwrap();
    // The second line is that of the children: `0m0.123s 0m0.045s`.
    let children = reported.lines().nth(1).unwrap().split_whitespace();
    children
        .map(|time| {
            let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
            minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
        })
        .sum()
}

#[test]
fn time_does_not_grow_with_the_square() {
    // GROWTH=tags tries those alone.
    let only = std::env::var("GROWTH").unwrap_or_default();
    let empty = seconds(&("nothing", 0, |_, _| {}), 0);
    let mut slow = Vec::new();
    // In .ci/fast some of them, unless one is asked for.
    let step = if only.is_empty() { rounds(5, 1) } else { 1 };
    for construct in CONSTRUCTS.iter().step_by(step) {
        if !construct.0.contains(&only) {
            continue;
        }
        let count = construct.1 * rounds(1, 4);
        let grown = || {
            let (one, four) = (seconds(construct, count), seconds(construct, 4 * count));
            let growth = (four - empty).max(0.0) / (one - empty).max(0.1);
            (growth, one, four)
        };
        // A busy computer may be slow for a while.
        let best = std::iter::repeat_with(grown)
            .take(2)
            .find(|(growth, ..)| *growth < 8.0);
        let (growth, one, four) = best.unwrap_or_else(grown);
        println!("{:45} {growth:5.1} {one:7.2} s {four:7.2} s", construct.0);
        if growth >= 8.0 {
            slow.push(construct.0);
        }
    }
    assert!(slow.is_empty(), "time grows with the square: {slow:?}");
}
