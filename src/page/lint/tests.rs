//! Sentences as newspapers and union portals write them.

use super::*;
use crate::base::Lang;

fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

fn facts(lang: Lang) -> Facts {
    let figure = |subject, amount, date: Option<&str>| Figure {
        subject,
        amount,
        date: date.map(day),
        held: None,
        source: Some("Cổng thông tin".to_owned()),
    };
    let (whole, first, second, unit) = (
        Subject::Whole(0),
        Subject::Phase(0, 0),
        Subject::Phase(0, 1),
        Subject::Unit(3),
    );
    let names: [(&str, Subject); 6] = [
        ("giai đoạn 1", first),
        ("giai đoạn 2", second),
        ("toàn tỉnh", whole),
        ("the province", whole),
        ("phase 1", first),
        ("sầm sơn", unit),
    ];
    Facts {
        figures: vec![
            figure(whole, Amount::Count(170_324), Some("2022-05-31")),
            figure(whole, Amount::Count(170_263), Some("2022-06-29")),
            figure(whole, Amount::Count(600_175), Some("2023-09-01")),
            figure(first, Amount::Count(170_324), Some("2022-05-31")),
            figure(first, Amount::Count(40_000), None),
            figure(
                first,
                Amount::Share(Share::published(425.81)),
                Some("2022-05-31"),
            ),
            figure(second, Amount::Count(60_000), None),
            figure(
                whole,
                Amount::Share(Share::published(351.4)),
                Some("2022-06-29"),
            ),
            figure(unit, Amount::Count(4_120), Some("2022-05-31")),
        ],
        names: names
            .map(|(name, subject)| (name.to_owned(), subject))
            .to_vec(),
        nouns: vec!["sáng kiến".to_owned(), "initiatives".to_owned()],
        titles: vec!["1 triệu sáng kiến".to_owned()],
        lang,
    }
}

/// The numbers that are called with, for an article of that day.
fn reported(text: &str, when: &str, lang: Lang) -> Vec<(String, String)> {
    let mut problems = Problems::default();
    lint(
        &Text {
            text,
            place: Ok(("content/news/a.md", 5)),
        },
        day(when),
        &facts(lang),
        &mut problems,
    );
    problems
        .iter()
        .map(|d| match &d.problem {
            Problem::FigureContradicts { typed, known, .. } => (typed.clone(), known.clone()),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn what_is_right_is_passed_over() {
    for text in [
        "Toàn tỉnh có 170.324 lượt sáng kiến nộp, dẫn đầu cả nước.",
        "Toàn tỉnh có 170\u{a0}324 lượt sáng kiến.",
        "Kết thúc giai đoạn 1, toàn tỉnh có **170.324** lượt sáng kiến nộp, đạt 425,8% chỉ tiêu.",
        "Giai đoạn 1 vượt 325,8% chỉ tiêu, tức 130.324 lượt.",
        "Giai đoạn 1 đạt 426% chỉ tiêu.",
        "Hơn 170.000 sáng kiến được nộp ở giai đoạn 1.",
        "Giai đoạn 1 có gần 171.000 lượt sáng kiến.",
        "Toàn tỉnh có khoảng 170 nghìn lượt sáng kiến.",
        "Toàn tỉnh có 170.263 lượt sáng kiến theo nguồn của Tỉnh ủy.",
        "Theo số hợp lệ, toàn tỉnh đạt 351,4% chỉ tiêu.",
        "Chỉ tiêu giai đoạn 1 là 40.000 sáng kiến, giai đoạn 2 là 60.000 sáng kiến.",
        "Chương trình 1 triệu sáng kiến do Tổng Liên đoàn phát động, toàn tỉnh hưởng ứng.",
        "Công ty có hơn 500 sáng kiến, làm lợi 2 tỷ đồng; toàn tỉnh biểu dương.",
        "Toàn tỉnh trao thưởng 100 sáng kiến tiêu biểu giai đoạn 1.",
        "Hội nghị có 170.325 lượt truy cập trang.",
        "Toàn tỉnh có 170.325 đoàn viên.",
        "Giai đoạn 1 (01/09/2021 - 31/05/2022) có 12.000 lao động tham gia, đạt 98% kế hoạch sản \
         xuất.",
        "Điện thoại 02373.852.369, giấy phép 06/GP-TTĐT, 170.325/UBND.",
        "Toàn tỉnh có `170.325 sáng kiến` và {{ figure metric=\"submitted\" phase=\"giai-doan-1\" \
         }} lượt.",
        "Xem [tin](https://a.vn/170.325-sang-kien) về giai đoạn 1.",
        "> Ông nói toàn tỉnh có 170.325 sáng kiến.",
        "Sầm Sơn có 4.120 sáng kiến, bằng 2,4% toàn tỉnh.",
        "Toàn tỉnh tăng 61 lượt, từ 170.263 lên 170.324 lượt sáng kiến.",
    ] {
        assert_eq!(reported(text, "2022-07-01", Lang::Vi), [], "{text}");
    }
}

#[test]
fn what_contradicts_is_told() {
    for (text, typed, known) in [
        (
            "Toàn tỉnh có 170.234 lượt sáng kiến nộp.",
            "170.234",
            "170.324",
        ),
        (
            "Kết thúc giai đoạn 1 có 180.000 lượt sáng kiến.",
            "180.000",
            "170.324",
        ),
        ("Giai đoạn 1 đạt 420% chỉ tiêu.", "420", "425,8%"),
        ("Giai đoạn 1 đạt **452,8%** chỉ tiêu.", "452,8", "425,8%"),
        ("Giai đoạn 1 vượt 425,8% chỉ tiêu.", "425,8", "425,8%"),
        (
            "Hơn 180.000 sáng kiến được nộp ở giai đoạn 1.",
            "180.000",
            "170.324",
        ),
        (
            "Gần 160.000 sáng kiến được nộp ở giai đoạn 1.",
            "160.000",
            "170.324",
        ),
        (
            "Toàn tỉnh có khoảng 200 nghìn lượt sáng kiến.",
            "200",
            "170.324",
        ),
        (
            "Người lao động đã nộp 17.324 sáng kiến.",
            "17.324",
            "170.324",
        ),
        (
            "Người lao động đã nộp 170.342 sáng kiến.",
            "170.342",
            "170.324",
        ),
        (
            "Chỉ tiêu giai đoạn 1 là 45.000 sáng kiến.",
            "45.000",
            "40.000",
        ),
        ("Sầm Sơn có 4.210 sáng kiến.", "4.210", "4.120"),
    ] {
        let found = reported(text, "2022-07-01", Lang::Vi);
        assert_eq!(found, [(typed.to_owned(), known.to_owned())], "{text}");
    }
}

#[test]
fn only_what_was_known_by_then() {
    let text = "Toàn tỉnh có 600.175 lượt sáng kiến.";
    assert_eq!(reported(text, "2023-09-02", Lang::Vi), []);
    assert_eq!(
        reported(
            "Toàn tỉnh có 170.324 lượt sáng kiến.",
            "2023-09-02",
            Lang::Vi
        ),
        [],
        "an earlier figure may be quoted"
    );
}

#[test]
fn english_numbers_too() {
    assert_eq!(
        reported(
            "The province had 170,324 initiatives, 425.8% of its target in phase 1.",
            "2022-07-01",
            Lang::En
        ),
        []
    );
    let found = reported(
        "Phase 1 reached 428.5% of its target with 170,234 initiatives.",
        "2022-07-01",
        Lang::En,
    );
    let expected = [("428.5", "425.8%"), ("170,234", "170,324")];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn the_place_is_that_of_the_number() {
    let mut problems = Problems::default();
    let text = "Một dòng.\n\nĐến nay, giai đoạn 1 có 180.000 lượt sáng kiến.";
    lint(
        &Text {
            text,
            place: Ok(("content/news/a.md", 5)),
        },
        day("2022-07-01"),
        &facts(Lang::Vi),
        &mut problems,
    );
    let places: Vec<&Place> = problems.iter().map(|d| &d.place).collect();
    assert_eq!(
        places,
        [&Place::text(&"content/news/a.md".into(), 7, 25, 7)]
    );
}

#[test]
fn no_text_is_too_odd() {
    let text = "Toàn tỉnh — İstanbul ĐẠT 170.325 ٣٤٥ lượt sáng kiến!? {{ `<a](http 1.2.3,4.5% chỉ \
     tiêu ``` \u{1f600}9.999.999.999.999.999.999 sáng kiến";
    for at in text.char_indices().map(|(at, _)| at) {
        reported(&text[..at], "2022-07-01", Lang::Vi);
        reported(&text[at..], "2022-07-01", Lang::En);
    }
    let long = "toàn tỉnh có 170.325 lượt sáng kiến và 5% ".repeat(4_000);
    assert_eq!(reported(&long, "2022-07-01", Lang::Vi).len(), 4_000);
}

#[test]
fn a_day_that_the_sentence_names_is_the_day() {
    for wrong in [
        "Đến ngày 31/05/2022, toàn tỉnh có 170.263 lượt sáng kiến.",
        "Đến ngày 31 tháng 5 năm 2022, toàn tỉnh có 170.263 lượt sáng kiến.",
        "Toàn tỉnh có 170.263 lượt sáng kiến (31-5-2022).",
    ] {
        let found = reported(wrong, "2022-07-01", Lang::Vi);
        assert_eq!(
            found,
            [("170.263".to_owned(), "170.324".to_owned())],
            "{wrong}"
        );
    }
    let english = "On 31 May 2022 the province had 170,263 initiatives.";
    assert_eq!(reported(english, "2022-07-01", Lang::En).len(), 1);
    for right in [
        "Đến ngày 31/05/2022, toàn tỉnh có 170.324 lượt sáng kiến.",
        "Đến 29/06/2022, toàn tỉnh có 170.263 lượt sáng kiến.",
        "Hội nghị ngày 15/06/2022 nghe báo cáo: toàn tỉnh có 170.324 lượt sáng kiến.",
        "Từ 31/05/2022 đến 29/06/2022 toàn tỉnh có 170.263 lượt sáng kiến, trước đó 170.324 lượt \
         sáng kiến.",
    ] {
        assert_eq!(reported(right, "2022-07-01", Lang::Vi), [], "{right}");
    }
}

#[test]
fn rounding_that_crosses_a_line_is_told() {
    let known = |count| Facts {
        figures: vec![Figure {
            subject: Subject::Phase(0, 0),
            amount: Amount::Share(Share::new(count, 40_000).unwrap()),
            date: None,
            held: None,
            source: None,
        }],
        ..facts(Lang::Vi)
    };
    let reported = |text: &str, count| {
        let mut problems = Problems::default();
        let place = Ok(("content/news/a.md", 5));
        let text = format!("Giai đoạn 1 {text} chỉ tiêu.");
        lint(
            &Text { text: &text, place },
            day("2022-06-01"),
            &known(count),
            &mut problems,
        );
        problems
            .iter()
            .map(|d| match &d.problem {
                Problem::FigureContradicts { known, .. } => known.replace('\u{a0}', " "),
                other => panic!("{other:?}"),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(reported("đạt 100%", 39_999), ["gần 100%"]);
    assert_eq!(reported("đạt 100%", 40_001), ["hơn 100%"]);
    assert_eq!(reported("đạt 0%", 10), ["dưới 0,1%"]);
    for (text, count) in [
        ("đạt gần 100%", 39_999),
        ("đạt 99,9975%", 39_999),
        ("đạt 100%", 40_000),
        ("đạt hơn 100%", 40_001),
        ("vượt dưới 0,1%", 40_001),
        ("đạt dưới 0,1%", 10),
        ("đạt 0%", 0),
        ("vượt 100%", 79_999),
    ] {
        assert!(reported(text, count).is_empty(), "{text} for {count}");
    }
}
