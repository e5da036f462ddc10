//! Addresses that are in a text without any markup, as GitHub makes links of them (GFM, 6.9).

use std::ops::Range;

use super::prepare::{BLANK, HOLE};

/// Bytes of the longest address, as browsers take it: what is longer is not an address, and is not
/// read to its end for each `http://` in it.
const LONGEST: usize = 2_000;

/// Where the addresses of a text are, and where each leads.
pub(super) fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(['h', 'H', 'w', 'W', '@']) {
        let place = at + offset;
        let starts = ["http://", "https://", "www.", "@"];
        let Some(start) = starts.into_iter().find(|start| begins(text, place, start)) else {
            at = place + 1;
            continue;
        };
        let one = if start == "@" {
            mail(text, place, found.last().map_or(0, |(range, _)| range.end))
        } else {
            web(text, place, start)
        };
        at = match one {
            Some((range, target)) => {
                let end = range.end;
                found.push((range, target));
                end
            }
            None => place + start.len(),
        };
    }
    found
}

/// Letters of addresses may be capitals.
fn begins(text: &str, place: usize, start: &str) -> bool {
    let bytes = text.as_bytes().get(place..place + start.len());
    bytes.is_some_and(|bytes| bytes.eq_ignore_ascii_case(start.as_bytes()))
}

/// The text from `start`, as far as an address may reach, and whether there is more of it.
fn reach(text: &str, start: usize) -> (&str, bool) {
    let mut end = text.len().min(start + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (&text[start..end], end < text.len())
}

fn web(text: &str, start: usize, scheme: &str) -> Option<(Range<usize>, String)> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-')) {
        return None;
    }
    let (rest, more) = reach(text, start);
    let length = rest.find(ends_address).or((!more).then_some(rest.len()))?;
    let url = trimmed(&rest[..length]);
    let host = url.get(scheme.len()..)?.split(['/', '?', '#']).next()?;
    let host = if scheme == "www." {
        &url[..4 + host.len()]
    } else {
        host
    };
    let good = host.contains('.') || host.starts_with("localhost");
    if !good || host.ends_with('.') || host.starts_with('.') {
        return None;
    }
    let target = if scheme == "www." {
        format!("http://{url}")
    } else {
        url.to_owned()
    };
    Some((start..start + url.len(), target))
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '<' | '“' | '”' | '‘' | '’' | '«' | '»' | '"' | '|')
        || matches!(c, BLANK | HOLE)
}

/// Without the punctuation of the sentence around it.
fn trimmed(mut url: &str) -> &str {
    let open = url.matches('(').count();
    let mut closed = url.matches(')').count();
    loop {
        let Some(last) = url.chars().next_back() else {
            return url;
        };
        let closes = last == ')' && closed > open;
        if !closes
            && !matches!(
                last,
                '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '…' | ']'
            )
        {
            return url;
        }
        closed -= usize::from(last == ')');
        url = &url[..url.len() - last.len_utf8()];
    }
}

fn mail(text: &str, at: usize, from: usize) -> Option<(Range<usize>, String)> {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let before = &text[from..at];
    let length: usize = before.chars().rev().take_while(|c| name(*c)).count();
    let start = at - length;
    let (after, _) = reach(text, at + 1);
    let end = after
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .unwrap_or(after.len());
    let host = after[..end].trim_end_matches(['.']);
    let good = length > 0 && host.contains('.') && !host.ends_with(['-', '_']);
    let range = start..at + 1 + host.len();
    good.then(|| (range.clone(), format!("mailto:{}", &text[range])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        addresses(text)
            .into_iter()
            .map(|(range, target)| (&text[range], target))
            .collect()
    }

    #[test]
    fn as_github_does() {
        assert_eq!(
            found("Xem https://a.example/x_y?z=1#k, (www.b.example/c(d)) và “http://c.example.”"),
            [
                (
                    "https://a.example/x_y?z=1#k",
                    "https://a.example/x_y?z=1#k".into()
                ),
                ("www.b.example/c(d)", "http://www.b.example/c(d)".into()),
                ("http://c.example", "http://c.example".into()),
            ]
        );
        assert_eq!(
            found("Thư: van-phong@cd.example."),
            [("van-phong@cd.example", "mailto:van-phong@cd.example".into())]
        );
        for nothing in [
            "http://",
            "www.",
            "a@b",
            "https://đâu",
            "x.http",
            "@",
            "www. a",
        ] {
            assert_eq!(found(nothing), [], "{nothing}");
        }
    }
}
