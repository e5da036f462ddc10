//! What was typed and is not understood, in the language of the messages.

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::Lang;

/// What was typed, with a `--lang` before the command behind it: every command takes it.
pub(super) fn ordered(mut words: Vec<OsString>) -> Vec<OsString> {
    let mut moved = Vec::new();
    let mut at = 1;
    while let Some(word) = words.get(at).and_then(|word| word.to_str()) {
        match word {
            "--lang" => moved.extend(words.drain(at..(at + 2).min(words.len()))),
            _ if word.starts_with("--lang=") => moved.push(words.remove(at)),
            _ if word.starts_with('-') => at += 1,
            _ => break,
        }
    }
    if at < words.len() {
        words.splice(at + 1..at + 1, moved);
    }
    words
}

/// The language that was asked for, understood even where the rest is not.
pub(super) fn lang(words: &[OsString]) -> Lang {
    let mut english = false;
    for pair in words.windows(2) {
        english |= pair[0] == "--lang" && pair[1] == "en";
    }
    if english || words.iter().any(|word| word == "--lang=en") {
        Lang::En
    } else {
        Lang::Vi
    }
}

/// Says what is wrong; help and version are not errors.
pub(super) fn refused(error: &clap::Error, lang: Lang) -> ExitCode {
    if lang == Lang::En
        || !error.use_stderr()
        || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    {
        // Nothing is left to do when even this cannot be written.
        let _ = error.print();
    } else {
        let _ = writeln!(io::stderr().lock(), "lỗi: {}", vietnamese(error));
    }
    match error.exit_code() {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}

/// What an error says of one thing.
fn said(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    }
}

fn vietnamese(error: &clap::Error) -> String {
    let argument = said(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = said(error, ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn “{argument}”"),
        ErrorKind::InvalidSubcommand => {
            let command = said(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("không có lệnh “{command}”")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} cần một giá trị đi sau"),
        ErrorKind::InvalidValue => format!("“{value}” không dùng được cho {argument}"),
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            format!(
                "“{value}” không dùng được cho {argument}: {}",
                invalid(&why)
            )
        }
        ErrorKind::MissingRequiredArgument => format!("còn thiếu {argument}"),
        ErrorKind::MissingSubcommand => "chưa ghi lệnh".to_owned(),
        ErrorKind::ArgumentConflict => match said(error, ContextKind::PriorArg) {
            Some(other) if other != argument => format!("không dùng {argument} cùng với {other}"),
            _ => format!("{argument} chỉ ghi một lần"),
        },
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("số giá trị của {argument} không đúng")
        }
        ErrorKind::InvalidUtf8 => "có ký tự không đọc được".to_owned(),
        _ => "cách ghi lệnh không đúng".to_owned(),
    };
    let mut out = message;
    for kind in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ] {
        if let Some(meant) = said(error, kind) {
            out.push_str(&format!(". Có phải “{meant}”?"));
        }
    }
    if let Some(choices) = said(error, ContextKind::ValidValue) {
        out.push_str(&format!(". Chọn một trong: {choices}"));
    }
    out.push_str("\nXem cách dùng: tiendo --help, hoặc thêm --help sau tên lệnh.");
    out
}

/// Why a value cannot be used. What the parsers of this program say is in both languages; what
/// those of clap say of numbers is not.
fn invalid(why: &str) -> String {
    if let Some((_, vietnamese)) = why.split_once(" · ") {
        return vietnamese.to_owned();
    }
    if let Some((_, range)) = why.split_once(" is not in ") {
        let (from, to) = range.split_once("..").unwrap_or((range, ""));
        return match to.trim_start_matches('=') {
            "" => format!("cần một số từ {from}"),
            to => format!("cần một số từ {from} đến {to}"),
        };
    }
    "cần một số nguyên".to_owned()
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::args::Cli;
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn values_are_refused_in_vietnamese() {
        let said = |line: &str| {
            let refused = Cli::try_parse_from(words(line)).unwrap_err();
            vietnamese(&refused).lines().next().unwrap().to_owned()
        };
        assert_eq!(
            said("tiendo serve --port 99999"),
            "“99999” không dùng được cho --port <N>: cần một số từ 0 đến 65535"
        );
        assert_eq!(
            said("tiendo serve --port 80x"),
            "“80x” không dùng được cho --port <N>: cần một số nguyên"
        );
    }

    #[test]
    fn the_language_may_stand_before_the_command() {
        for line in [
            "tiendo --lang en build --quiet",
            "tiendo --lang=en build --quiet",
        ] {
            let words = ordered(words(line));
            assert!(Cli::try_parse_from(&words).is_ok(), "{words:?}");
            assert_eq!(
                (words.len(), lang(&words)),
                (line.split(' ').count(), Lang::En)
            );
        }
        assert_eq!(
            ordered(words("tiendo build --lang en")),
            words("tiendo build --lang en")
        );
    }

    #[test]
    fn in_vietnamese() {
        for (line, said) in [
            ("tiendo buid", "không có lệnh “buid”. Có phải “build”?"),
            (
                "tiendo build --stric",
                "không có tùy chọn “--stric”. Có phải “--strict”?",
            ),
            (
                "tiendo build --lang fr",
                "“fr” không dùng được cho --lang <LANG>",
            ),
            ("tiendo build --as-of 31/02/2022", "viết như 2022-05-31"),
            ("tiendo deploy git@github.com:a/b.git", "kho git"),
            ("tiendo init", "còn thiếu <DIR>"),
        ] {
            let error = Cli::try_parse_from(words(line)).unwrap_err();
            let text = vietnamese(&error);
            assert!(text.contains(said), "{line}: {text}");
            for english in ["error", "invalid", "required", "unexpected", "possible"] {
                assert!(!text.contains(english), "{line}: {text}");
            }
        }
    }
}
