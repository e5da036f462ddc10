//! What is on pages besides the site itself: the script, its events, and a page for when there
//! is not a site.

use serde::Serialize;

use super::rebuild::{ShownProblem, State};
use crate::base::Lang;
use crate::base::markup::escape;

/// Loads the script, and tells it which site this page is of: a script that comes after another
/// build must not take an older page for a new one.
fn tag(shown: &str) -> String {
    format!("<script src=\"/__tiendo/reload.js\" data-shown=\"{shown}\" defer></script>")
}

/// A page of the given site with the script before its last `</body>`, or at its end.
pub(super) fn with_script(html: &[u8], shown: &str) -> Vec<u8> {
    let end = b"</body>";
    let at = html
        .windows(end.len())
        .rposition(|part| part.eq_ignore_ascii_case(end))
        .unwrap_or(html.len());
    [&html[..at], tag(shown).as_bytes(), &html[at..]].concat()
}

/// The script.
pub(super) const SCRIPT: &str = include_str!("reload.js");

#[derive(Serialize)]
struct News<'a> {
    id: String,
    shown: String,
    lang: &'a str,
    title: String,
    dismiss: &'a str,
    problems: &'a [ShownProblem],
}

/// The state as the script reads it: JSON on one line.
pub(super) fn event(state: &State, language: Lang) -> String {
    let news = News {
        id: state.id(),
        shown: state.shown(),
        lang: language.code(),
        title: title(state, language),
        dismiss: language.pick("Đóng", "Close"),
        problems: &state.problems,
    };
    // Strings and lists always have a JSON form.
    serde_json::to_string(&news).unwrap_or_default()
}

/// The page that represents all others until a first build is good.
pub(super) fn status(state: &State, language: Lang) -> String {
    let title = escape(&title(state, language));
    let problems: String = state.problems.iter().map(item).collect();
    let (lang, id) = (language.code(), state.id());
    let advice = match state.builds {
        0 => language.pick(
            "Trang sẽ tự mở khi xong.",
            "The site opens by itself when it is made.",
        ),
        _ => language.pick(
            "Sửa xong và lưu tệp, trang sẽ tự tải lại.",
            "Fix and save: the page loads again by itself.",
        ),
    };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" data-tiendo=\"{id}\">\n<head>\n<meta \
         charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{advice}</p>\n<ol>{problems}</ol>\n{}\n</body>\n</html>\n",
        tag(&state.shown())
    )
}

const STYLE: &str = "body{max-width:48rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 \
    system-ui,sans-serif;color:#3b0a06;background:#fff4f2}li{margin:1rem \
    0}b{white-space:pre-wrap}code{font-family:ui-monospace,monospace}";

fn item(problem: &ShownProblem) -> String {
    let [place, message, help] =
        [&problem.place, &problem.message, &problem.help].map(|text| escape(text));
    format!("<li><b>{message}</b><br><code>{place}</code><br>{help}</li>")
}

fn title(state: &State, language: Lang) -> String {
    let count = state.count;
    match (state.builds, language) {
        (0, Lang::Vi) => "Đang tạo trang…".into(),
        (0, Lang::En) => "Making the site…".into(),
        (_, Lang::Vi) => format!("Chưa cập nhật được trang: {count} lỗi"),
        (_, Lang::En) if count == 1 => "The site was not updated: 1 error".into(),
        (_, Lang::En) => format!("The site was not updated: {count} errors"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_before_the_end() {
        let tag = tag("7-1");
        let with = |html: &str| String::from_utf8(with_script(html.as_bytes(), "7-1")).unwrap();
        assert_eq!(
            with("<p>&lt;/body></BODY></html>"),
            format!("<p>&lt;/body>{tag}</BODY></html>")
        );
        assert_eq!(with("<p>đ"), format!("<p>đ{tag}"));
    }

    #[test]
    fn words_of_files_stay_words() {
        let problem = ShownProblem {
            place: "a.md:1:1".into(),
            message: "<b>&\nx".into(),
            help: String::new(),
        };
        let state = State {
            builds: 1,
            good: 0,
            problems: vec![problem],
            count: 1,
        };
        let page = status(&state, Lang::En);
        assert!(
            page.contains("<b>&lt;b&gt;&amp;\nx</b>") && page.contains("1 error<"),
            "{page}"
        );
        let event = event(&state, Lang::Vi);
        assert!(
            !event.contains('\n') && event.contains("\"message\":\"<b>&\\nx\""),
            "{event}"
        );
    }
}
