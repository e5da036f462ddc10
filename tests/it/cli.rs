//! Transcripts of the program at work: `tests/cmd/*.md`. `TRYCMD=overwrite` writes them again.

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}
