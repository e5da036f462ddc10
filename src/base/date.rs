//! Calendar dates as editors write them and as pages say them.

use super::Lang;

/// A day of the civil calendar, without a time or a zone.
pub type Date = jiff::civil::Date;

/// Reads `2022-05-31` or `31/05/2022` (day first, as in Vietnam).
///
/// Anything else, and a day that does not exist (31/02/2022), gives `None`.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let (y, m, d) = if let Some((d, rest)) = text.split_once('/') {
        let (m, y) = rest.split_once('/')?;
        (y, m, d)
    } else {
        let (y, rest) = text.split_once('-')?;
        let (m, d) = rest.split_once('-')?;
        (y, m, d)
    };
    if y.len() != 4 {
        return None;
    }
    let (m, d) = (
        i8::try_from(digits(m, 2)?).ok()?,
        i8::try_from(digits(d, 2)?).ok()?,
    );
    Date::new(digits(y, 4)?, m, d).ok()
}

/// The number of a text of one to `most` digits and nothing else.
fn digits(text: &str, most: usize) -> Option<i16> {
    if text.len() > most || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// `31/05/2022` in Vietnamese, `31 May 2022` in English.
pub fn written(date: Date, language: Lang) -> String {
    date.strftime(language.forms().day).to_string()
}

/// `05/2022` in Vietnamese, `May 2022` in English.
pub fn month(year: i16, month: i8, language: Lang) -> String {
    Date::new(year, month, 1)
        .map(|day| day.strftime(language.forms().month).to_string())
        .unwrap_or_default()
}

/// The instant a day begins in a time zone, for feeds and sitemaps: RFC 3339.
///
/// `zone` is an IANA name, already checked by the reader of site.yaml; an unknown one falls back to
/// UTC.
pub fn rfc3339(date: Date, zone: &str) -> String {
    zoned(date, zone)
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}

/// The same instant as RSS wants it: RFC 2822.
pub fn rfc2822(date: Date, zone: &str) -> String {
    zoned(date, zone)
        .strftime("%a, %d %b %Y %H:%M:%S %z")
        .to_string()
}

/// Days from one day to another; below zero where `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The day that a moment is in a time zone; `None` for a zone that is not known.
pub fn of_moment(moment: jiff::Timestamp, zone: &str) -> Option<Date> {
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    Some(moment.to_zoned(zone).date())
}

/// Whether the bundled time zone database knows this name.
pub fn zone_exists(zone: &str) -> bool {
    jiff::tz::TimeZone::get(zone).is_ok()
}

fn zoned(date: Date, zone: &str) -> jiff::Zoned {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    date.to_zoned(zone.clone())
        .unwrap_or_else(|_| jiff::Timestamp::UNIX_EPOCH.to_zoned(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_ways_and_no_other() {
        let day = Date::constant(2022, 5, 31);
        assert_eq!(parse("2022-05-31"), Some(day));
        assert_eq!(parse("31/05/2022"), Some(day));
        assert_eq!(parse(" 31/5/2022 "), Some(day));
        for bad in [
            "31/02/2022",
            "2022-13-01",
            "05-31-2022",
            "31.05.2022",
            "",
            "2022",
            "a-b-c",
            "+022-05-01",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn says_the_offset_of_the_place() {
        let day = Date::constant(2022, 5, 31);
        assert_eq!(
            rfc3339(day, "Asia/Ho_Chi_Minh"),
            "2022-05-31T00:00:00+07:00"
        );
        assert_eq!(
            rfc2822(day, "Asia/Ho_Chi_Minh"),
            "Tue, 31 May 2022 00:00:00 +0700"
        );
    }
}
