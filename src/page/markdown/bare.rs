//! Addresses that stand in a text without any markup, as GitHub makes links of them (GFM, 6.9).

use std::ops::Range;

/// Where the addresses of a text stand, and where each leads.
pub(super) fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let next = ["http://", "https://", "www.", "@"]
            .into_iter()
            .filter_map(|start| find(text, at, start).map(|place| (place, start)))
            .min();
        let Some((place, start)) = next else {
            break;
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
fn find(text: &str, from: usize, start: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..=bytes.len().checked_sub(start.len())?)
        .find(|at| bytes[*at..*at + start.len()].eq_ignore_ascii_case(start.as_bytes()))
}

fn web(text: &str, start: usize, scheme: &str) -> Option<(Range<usize>, String)> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-')) {
        return None;
    }
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '“' | '”' | '‘' | '’' | '«' | '»' | '"' | '|')
            || ('\u{f8f0}'..='\u{f8f3}').contains(&c)
    };
    let length = text[start..].find(ends).unwrap_or(text.len() - start);
    let url = trimmed(&text[start..start + length]);
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

/// Without the punctuation of the sentence around it.
fn trimmed(mut url: &str) -> &str {
    loop {
        let Some(last) = url.chars().next_back() else {
            return url;
        };
        let closes = last == ')' && url.matches(')').count() > url.matches('(').count();
        if !closes
            && !matches!(
                last,
                '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '…' | ']'
            )
        {
            return url;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
}

fn mail(text: &str, at: usize, from: usize) -> Option<(Range<usize>, String)> {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let before = &text[from..at];
    let length: usize = before.chars().rev().take_while(|c| name(*c)).count();
    let start = at - length;
    let after = &text[at + 1..];
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
