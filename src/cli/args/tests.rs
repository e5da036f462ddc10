//! Tests of the flags.

use super::*;
use crate::base::Lang;

fn site(line: &str) -> Result<Site, clap::Error> {
    match Cli::try_parse_from(line.split(' '))?.command {
        Command::Build(build) => Ok(build.site),
        Command::Check(check) => Ok(check.build.site),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_definition_holds() {
    use clap::CommandFactory as _;
    Cli::command().debug_assert();
}

#[test]
fn reads_flags() {
    let bare = site("tiendo build").unwrap();
    assert_eq!(
        (bare.root, bare.output, bare.jobs),
        (PathBuf::from("."), None, None)
    );
    assert_eq!((bare.format, bare.lang), (Format::Text, Lang::Vi));
    let full =
        site("tiendo check --as-of 31/05/2022 --jobs 3 --format json --lang en --strict").unwrap();
    assert_eq!(full.as_of, Some(Date::constant(2022, 5, 31)));
    assert_eq!(
        (full.jobs, full.format, full.lang, full.strict),
        (Some(3), Format::Json, Lang::En, true)
    );
}

#[test]
fn refuses_wrong_flags_with_2() {
    for wrong in [
        "--jobs 0",
        "--as-of 31/02/2022",
        "--lang fr",
        "--nope",
        "--base-url example.org",
        "--base-url https://",
    ] {
        assert_eq!(
            site(&format!("tiendo build {wrong}"))
                .unwrap_err()
                .exit_code(),
            2,
            "{wrong}"
        );
    }
}

#[test]
fn a_title_is_one_line() {
    assert_eq!(title(" Hội nghị\n sơ kết "), Ok("Hội nghị sơ kết".into()));
    assert!(title("  ").is_err());
}
