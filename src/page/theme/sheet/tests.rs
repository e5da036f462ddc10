//! Style sheets with what becomes of them, and with what is wrong in them.

use super::*;
use crate::diag::SheetError;

#[test]
fn blanks_and_comments_that_mean_nothing_are_left_out() {
    for (written, small) in [
        ("h1 {\n  color : red ;\n}\n", "h1{color:red}"),
        ("a , b > c ~ d + e  f { }", "a,b>c~d+e f{}"),
        ("a :hover { } a:hover { }", "a :hover{}a:hover{}"),
        ("a /* x */ b { }", "a b{}"),
        ("a/* x */b { }", "a/**/b{}"),
        ("a/* x */.b { }", "a.b{}"),
        (
            ":is( main > a , b ):not( :nth-child( 2n + 1 ) ) { }",
            ":is(main>a,b):not(:nth-child(2n + 1)){}",
        ),
        (
            "a { &:hover { x: y } .b & { x: y } z: 1 }",
            "a{&:hover{x:y}.b &{x:y}z:1}",
        ),
        ("a { x: y; b:hover { x: y } }", "a{x:y;b:hover{x:y}}"),
        (
            "a { font: 400 1rem / 1.5 \"A  B\" , serif ! important; }",
            "a{font:400 1rem/1.5 \"A  B\",serif!important}",
        ),
        (
            "a { margin: calc( -1 * var( --x ) + 2px ) -1px; }",
            "a{margin:calc(-1*var(--x) + 2px) -1px}",
        ),
        ("a { --x:; --y: { a: b; c } ; x: url( a b.png ) }", ""),
        ("a { --x:; --y: { a: b; c } }", "a{--x: ;--y:{a: b; c}}"),
        (
            "@media screen and ( min-width : 30rem ) and (width >= 20rem) { a { x: y } }",
            "@media screen and (min-width : 30rem) and (width >= 20rem){a{x:y}}",
        ),
        (
            "@media (min-width: 30rem) { @layer a, b ; a { x: y } }",
            "@media (min-width:30rem){@layer a,b;a{x:y}}",
        ),
        (
            "@supports selector( a :hover ) { }",
            "@supports selector(a :hover){}",
        ),
        (
            "@keyframes k { from { x: y } 50.5% { x: z; } }",
            "@keyframes k{from{x:y}50.5%{x:z}}",
        ),
        (
            "@font-face { src: url(a.woff2) format(\"woff2\") ; font-family: A }",
            "@font-face{src:url(a.woff2) format(\"woff2\");font-family:A}",
        ),
        (
            "@charset \"utf-8\"; @import url(x.css) ;",
            "@charset \"utf-8\";@import url(x.css)",
        ),
        (
            "a { width: 1px/**/2px; x: a / b }",
            "a{width:1px/**/2px;x:a/b}",
        ),
    ] {
        if small.is_empty() {
            assert!(minified(written).is_err(), "{written}");
        } else {
            assert_eq!(minified(written).as_deref(), Ok(small), "{written}");
        }
    }
}

/// What is small already is not made smaller, and so is not changed in another way.
#[test]
fn the_built_in_sheet_is_read_and_stays_as_it_is_once_it_is_small() {
    let css = include_str!("../../../../themes/default/assets/style.css");
    let small = minified(css).unwrap();
    assert_eq!(minified(&small).as_deref(), Ok(&*small));
    assert!(small.len() < css.len() * 93 / 100, "{}", small.len());
}

#[test]
fn all_that_is_wrong_is_reported_at_its_place() {
    let open = |what: &str| SheetError::Open { what: what.into() };
    let odd = |token: &str| SheetError::Selector {
        token: token.into(),
    };
    let property = "color".to_owned();
    for (css, errors) in [
        ("a {\n  b: c", vec![(1, 3, open("{"))]),
        (
            "a { b: f(c; }\n",
            vec![
                (1, 3, open("{")),
                (1, 8, open("(")),
                (1, 13, SheetError::Stray { bracket: '}' }),
            ],
        ),
        (
            "}}\nx {}",
            vec![
                (1, 1, SheetError::Stray { bracket: '}' }),
                (1, 2, SheetError::Stray { bracket: '}' }),
            ],
        ),
        ("a { b: \"c\n d: e }", vec![(1, 8, open("\""))]),
        ("é { } /* x", vec![(1, 7, open("/*"))]),
        ("a { b: url(c d) }", vec![(1, 8, open("url("))]),
        (
            "a { color red; b: c; color: }",
            vec![
                (1, 5, SheetError::NoDeclaration),
                (1, 22, SheetError::NoValue { property }),
            ],
        ),
        ("color: red;\na { }", vec![(1, 1, SheetError::NoBlock)]),
        (
            "@media print { color: red }",
            vec![(1, 16, SheetError::NoBlock)],
        ),
        (
            "..a { }\n.b, { }\n.1c { }",
            vec![(1, 1, odd(".")), (2, 5, odd("{")), (3, 1, odd(".1c"))],
        ),
        ("a > { } { }", vec![(1, 3, odd(">")), (1, 9, odd("{"))]),
        ("a { color: red b { c: d } }", vec![(1, 10, odd(":"))]),
    ] {
        let found = minified(css).unwrap_err();
        let found: Vec<_> = (found.into_iter())
            .map(|found| (found.line, found.column, found.error))
            .collect();
        assert_eq!(found, errors, "{css}");
    }
}

#[test]
fn a_sheet_that_is_nested_too_deeply_is_an_error_at_its_line() {
    for (open, close) in [("a{", "}"), ("@media all{", "}"), (":is(", ")"), ("[", "]")] {
        let css = format!("\n{}{}", open.repeat(3_000), close.repeat(3_000));
        let found = minified(&css).unwrap_err();
        assert_eq!((found.len(), found[0].line), (1, 2), "{open}");
        assert_eq!(found[0].error, SheetError::Deep { most: 100 });
    }
    let css = format!("{}{}", "a{".repeat(100), "}".repeat(100));
    assert!(minified(&css).is_ok());
}
