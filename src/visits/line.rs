//! One line of a log in the combined format: `address - user [time] "request" status bytes
//! "referrer" "agent"`.

use jiff::civil::date;
use jiff::tz::Offset;

/// Words in the names of programs that read pages for machines.
const ROBOTS: [&str; 24] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "curl",
    "wget",
    "python",
    "java/",
    "go-http",
    "okhttp",
    "headless",
    "lighthouse",
    "preview",
    "facebookexternalhit",
    "zalo",
    "monitor",
    "uptime",
    "scan",
    "fetch",
    "http-client",
    "axios",
    "scrapy",
    "archiver",
    "validator",
];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// What a line says, as far as it matters here.
pub(super) struct Request<'a> {
    pub(super) address: &'a [u8],
    /// Seconds since 1970.
    pub(super) time: i64,
    line: &'a [u8],
    status: &'a [u8],
    pub(super) agent: &'a [u8],
}

/// Reads a line; nothing when it is not a line of such a log.
pub(super) fn read(line: &[u8]) -> Option<Request<'_>> {
    let (address, rest) = split(line, b" ")?;
    let (_, rest) = split(rest, b"[")?;
    let (moment, rest) = split(rest, b"]")?;
    let (_, rest) = split(rest, b"\"")?;
    let (request, rest) = quoted(rest)?;
    let mut words = rest.split(|b| *b == b' ').filter(|word| !word.is_empty());
    let status = words.next()?;
    // The last text in quotes; without one there is no agent to tell readers apart by.
    let (_, rest) = split(rest, b"\"")?;
    let (_, rest) = quoted(rest)?;
    let (_, rest) = split(rest, b"\"")?;
    let (agent, _) = quoted(rest)?;
    Some(Request {
        address,
        time: time(moment)?,
        line: request,
        status,
        agent,
    })
}

impl Request<'_> {
    /// Whether a page was asked for and given, and not one of its files.
    pub(super) fn opens_a_page(&self) -> bool {
        let Some(path) = self.line.strip_prefix(b"GET ") else {
            return false;
        };
        let path = path
            .split(|b| matches!(b, b' ' | b'?'))
            .next()
            .unwrap_or_default();
        let name = path.rsplit(|b| *b == b'/').next().unwrap_or_default();
        let page = name.is_empty() || name.ends_with(b".html") || !name.contains(&b'.');
        page && matches!(self.status, b"200" | b"304")
    }

    /// Whether a program asked that reads for machines, as far as it says so.
    pub(super) fn is_robot(&self) -> bool {
        let agent = self.agent.to_ascii_lowercase();
        let is_named = ROBOTS.iter().map(|word| word.as_bytes()).any(|word| {
            let mut parts = agent.windows(word.len());
            parts.any(|part| part == word)
        });
        agent.len() < 8 || is_named
    }
}

fn split<'a>(text: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let found = text.windows(at.len()).position(|part| part == at)?;
    Some((&text[..found], &text[found + at.len()..]))
}

/// A text up to its closing quote; a quote inside is written `\"`.
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut escaped = false;
    let end = text.iter().position(|b| {
        let ends = *b == b'"' && !escaped;
        escaped = *b == b'\\' && !escaped;
        ends
    })?;
    Some((&text[..end], &text[end + 1..]))
}

/// `29/Jun/2022:10:00:00 +0700`
fn time(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let (moment, zone) = text.split_once(' ')?;
    let mut parts = moment.split(['/', ':']);
    let day = parts.next()?.parse().ok()?;
    let in_words = parts.next()?;
    let month = i8::try_from(MONTHS.iter().position(|name| *name == in_words)? + 1).ok()?;
    let year = parts.next()?.parse().ok()?;
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next()?.parse().ok()?;
    let second: i8 = parts.next()?.parse().ok()?;
    let in_range = (1..=31).contains(&day) && (0..24).contains(&hour) && (0..60).contains(&minute);
    if !in_range || !(0..=60).contains(&second) || !(1970..=9998).contains(&year) {
        return None;
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = (
        zone.get(1..3)?.parse::<i32>().ok()?,
        zone.get(3..5)?.parse::<i32>().ok()?,
    );
    let offset = Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?;
    let written = jiff::civil::Date::new(year, month, day)
        .ok()
        .unwrap_or_else(|| date(1970, 1, 1));
    offset
        .to_timestamp(written.at(hour, minute, second.min(59), 0))
        .ok()
        .map(jiff::Timestamp::as_second)
}
