//! Spellings that must be found, and figures that must not.

use super::*;

fn what(text: &str) -> Option<&'static str> {
    find(text).first().map(|found| found.what)
}

const PHONES: [&str; 63] = [
    "0912345678",
    "gọi 0912 345 678",
    "gọi 0912.345.678.",
    "0912-345-678",
    "091 234 5678",
    "09 12 34 56 78",
    "0 912 345 678",
    "84912345678",
    "84 912 345 678",
    "+84912345678",
    "(+84912345678)",
    "+84 912 345 678",
    "+84.912.345.678",
    "(+84) 912.345.678",
    "+84 (0) 912 345 678",
    "0084912345678",
    "0084 912 345 678",
    "ĐT.0912345678",
    "ĐT:0912345678",
    "sđt0912345678",
    "ĐT 84.912.345.678",
    "(091) 234 5678",
    "(091)2345678",
    "0912\u{a0}345\u{a0}678",
    "0912\u{202f}345\u{202f}678",
    "0912\u{200b}345\u{200b}678",
    "0912\u{2011}345\u{2011}678",
    "0912 – 345 – 678",
    "０９１２３４５６７８",
    "_0912345678_",
    "**0912 345 678**",
    "0912&nbsp;345&nbsp;678",
    "0912\\-345\\-678",
    "anh_0912345678.jpg",
    "https://zalo.me/0912345678",
    "0912&#51;45678",
    "&#48;912&#x33;45678",
    "0912&#8203;345&ensp;678",
    "0912<!-- tổ máy -->345678",
    "0912<b>345</b>678",
    "0912/345/678",
    "0912,345,678",
    "091, 234, 5678",
    "0912;345;678",
    "O912345678",
    "09I2 345 678",
    "o9l2.345.678",
    "\u{41e}912 345 678",
    "⓪⑨①②③④⑤⑥⑦⑧",
    "⓿❾❶❷❸❹❺❻❼❽",
    "⓪➈➊➁➂➃➄➅➆➇",
    "০৯১২৩৪৫৬৭৮",
    "٠٩١٢٣٤٥٦٧٨",
    "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
    "&#x30 912 345 678",
    "0912&numsp;345&MediumSpace;678",
    "0912&nbsp345&nbsp678",
    "02373 852 369",
    "0912\u{2800}345\u{2800}678",
    "0912\u{3164}345\u{3164}678",
    "0\u{332}9\u{332}1\u{332}2\u{332}3\u{332}4\u{332}5\u{332}6\u{332}7\u{332}8\u{332}",
    "0912\u{336} 345\u{336} 678",
    "0912\u{180b}345\u{fff9}678",
];

const IDENTITIES: [&str; 9] = [
    "CCCD 038099001234.",
    "038 099 001 234",
    "038.099.001.234",
    "038-099-001-234",
    "0380 9900 1234",
    "０３８０９９００１２３４",
    "số038099001234",
    "CMND 171234567",
    "CMND: 171 234 567",
];

const ADDRESSES: [&str; 8] = [
    "Liên hệ a.b@example.org nhé",
    "a@b.vn",
    "<mailto:a.b+c@cong-doan.example.vn>",
    "a＠b.vn",
    "A.B@Example.ORG.",
    "a.b&#64;example.org",
    "a.b&commat;example.org",
    "a.b @ example.org",
];

const FIGURES: [&str; 55] = [
    "1.000.000.000.000 đồng",
    "1.234.567.890 đồng",
    "84.912.345.678 đồng",
    "84 912 345 678 đồng",
    "1.091.234.567.800 đồng",
    "12.038.099.001.234 đồng",
    "170324",
    "170.324 lượt",
    "600.175",
    "429.851 lượt nộp, so với 60.000, tức 716,4%",
    "ngày 01/09/2021",
    "01/09/2021 - 30/09/2021",
    "01.09.2021 08",
    "09 12 2022 15 30",
    "01-09-2021 - 02-10-2022",
    "2022-05-31",
    "2022-05-31 2022-06-29 2023-09-01",
    "20220531123456",
    "0,5%",
    "0.912345678",
    "3,0912345678",
    "SK-2022-0000012345",
    "TH-0001234567",
    "000000012345",
    "202200001234",
    "123456789012",
    "06/GP-TTĐT",
    "Quyết định 1234/QĐ-LĐLĐ",
    "Quyết định số 0123456789/QĐ-LĐLĐ",
    "tuần 09 10 11 12 13",
    "07:30 - 11:30, 13:30 - 17:00",
    "điều 12, 13, 14, 15",
    "1, 2, 3, 4, 5, 6, 7, 8, 9, 0",
    "| 0912 | 345678 |",
    "1900 1234",
    "1800 599 999",
    "logo@2x.png",
    "@/news/bai-viet.md",
    "giai-doan-1",
    "3.14159265358979",
    "19°48′N 105°46′E, 19.8075, 105.7764",
    "ISBN 978-604-0-12345-6",
    "https://example.org/tin-tuc/20220629103045.htm",
    "0%",
    "mẫu 012, 345, 678",
    "001/002/003",
    "phòng 012/345",
    "mã 0912/2345-QĐ",
    "giá 5 @ 3.000 đồng",
    "<!-- ghi chú -->12<b>3</b>",
    "ISO123456789, CO2 123 456 789",
    "Quý I/2022 345 678 9",
    "500 lít, 10l, 20l, 30l, 40l",
    "0912 &times; 345 678",
    "<td>038</td><td>099001234</td><td>0912</td><td>345678</td>",
];

#[test]
fn people_are_found_in_every_spelling() {
    for (texts, expected) in [
        (&PHONES[..], "phone number"),
        (&IDENTITIES, "identity number"),
        (&ADDRESSES, "e-mail address"),
    ] {
        for text in texts {
            assert_eq!(what(text), Some(expected), "{text}");
        }
    }
}

#[test]
fn figures_are_nobody() {
    for text in FIGURES {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn one_number_has_one_key() {
    for text in &PHONES[..57] {
        assert_eq!(find(text)[0].key, "0912345678", "{text}");
    }
    let office = ["02373.852.369", "tel:+842373852369", "(0237) 3852 369"];
    assert_eq!(keys(office), BTreeSet::from(["02373852369".to_owned()]));
    assert_eq!(keys(["A@B.vn", "a@b.VN"]).len(), 1);
}

#[test]
fn the_place_is_that_of_the_number_as_written() {
    let text = "Số ０９１２ 345 678, và a@b.vn";
    let found: Vec<&str> = find(text)
        .iter()
        .map(|found| &text[found.start..found.end])
        .collect();
    assert_eq!(found, ["０９１２ 345 678", "a@b.vn"]);
}

/// Texts that are passed over at a look have nothing, whatever is around them.
#[test]
fn what_is_passed_over_has_nothing() {
    let around = [
        "", " ", ".", "12", "ĐT", "ạ", "–", "“", "\\", "₫", "3 - ", "\u{b2}", ",", "\n",
    ];
    let lists: [&[&str]; 4] = [&PHONES, &IDENTITIES, &ADDRESSES, &FIGURES];
    let mut passed = 0;
    for text in lists.concat() {
        for before in around {
            for behind in around {
                let whole = format!("{before}{text}{behind}");
                if !number::possible(&whole) {
                    passed += 1;
                    assert_eq!(find_folded(&whole), [], "{whole}");
                }
            }
        }
    }
    assert!(passed > 2_000, "{passed} passed over");
    let summary = "Hồ sơ 170324. Giảm 12,5 %, 3 – 4 giờ “mỗi ca”, từ năm 2021; xem mục 4.";
    assert!(!number::possible(summary));
}
