//! Visits, counted from a web server's own log. A visit is what one reader does with no pause
//! longer than half an hour, as web statistics count them. Readers are distinguished by address and
//! browser, through a hash with a key that lives only as long as the run: nothing that leads back
//! to a person is kept or written.

mod line;

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A pause after which the same reader counts as a new visit, in seconds.
const PAUSE: i64 = 30 * 60;
/// A reader who opened a page within this many seconds counts as online.
const ONLINE: i64 = 15 * 60;

/// What the visits box shows, as it is kept in `visits.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visits {
    /// Readers who opened a page in the last 15 minutes.
    pub online: u64,
    /// Visits that began on that day.
    pub today: u64,
    /// Visits since the counter began.
    pub total: u64,
    /// When it was counted.
    pub as_of: Timestamp,
}

/// Counts the lines of logs, which should come oldest first.
#[derive(Debug)]
pub struct Counter {
    key: RandomState,
    /// When each reader last opened a page.
    last: HashMap<u64, i64>,
    now: i64,
    midnight: i64,
    /// Visits that began later are new to the total.
    counted: i64,
    today: u64,
    fresh: u64,
    /// Lines that are none of a log.
    strange: u64,
    lines: u64,
}

impl Counter {
    /// Counts as of `now`, in a time zone; `before` is what was kept the last time.
    pub fn new(now: Timestamp, zone: &TimeZone, before: Option<&Visits>) -> Self {
        let midnight = now.to_zoned(zone.clone()).start_of_day();
        Self {
            key: RandomState::new(),
            last: HashMap::new(),
            now: now.as_second(),
            midnight: midnight.map_or(now.as_second(), |day| day.timestamp().as_second()),
            counted: before.map_or(i64::MIN, |before| before.as_of.as_second()),
            today: 0,
            fresh: 0,
            strange: 0,
            lines: 0,
        }
    }

    /// Takes a line of a log in the combined format of Apache and nginx.
    pub fn take(&mut self, line: &[u8]) {
        self.lines += 1;
        let Some(request) = line::read(line) else {
            self.strange += u64::from(!line.iter().all(u8::is_ascii_whitespace));
            return;
        };
        if !request.opens_a_page() || request.is_robot() || request.time > self.now {
            return;
        }
        let reader = self.key.hash_one((request.address, request.agent));
        let before = self.last.insert(reader, request.time);
        if before.is_some_and(|before| request.time - before <= PAUSE) {
            return;
        }
        self.today += u64::from(request.time >= self.midnight);
        self.fresh += u64::from(request.time > self.counted);
    }

    /// What was counted; `start` is the total of an older counter, where nothing was kept yet.
    pub fn finish(&self, start: u64, before: Option<&Visits>) -> Visits {
        let online = self
            .last
            .values()
            .filter(|last| self.now - **last <= ONLINE)
            .count();
        Visits {
            online: u64::try_from(online).unwrap_or_default(),
            today: self.today,
            total: before.map_or(start, |before| before.total) + self.fresh,
            as_of: Timestamp::from_second(self.now).unwrap_or_default(),
        }
    }

    /// Lines read, and how many of them are not lines of a log.
    pub fn lines(&self) -> (u64, u64) {
        (self.lines, self.strange)
    }
}

/// When the first line of a log was written, in seconds since 1970, so that rotated logs can be put
/// in order.
pub fn begins(line: &[u8]) -> Option<i64> {
    line::read(line).map(|request| request.time)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENT: &str =
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36";

    fn counted(lines: &[(&str, &str, &str)], before: Option<&Visits>) -> Visits {
        let now: Timestamp = "2022-06-29T10:00:00+07:00".parse().unwrap();
        let mut counter = Counter::new(now, &TimeZone::get("Asia/Ho_Chi_Minh").unwrap(), before);
        for (address, time, request) in lines {
            let (request, agent) = request.split_once(" by ").unwrap_or((request, AGENT));
            counter.take(
                format!("{address} - - [{time} +0700] \"{request}\" 200 512 \"-\" \"{agent}\"")
                    .as_bytes(),
            );
        }
        counter.finish(1000, before)
    }

    #[test]
    fn a_pause_of_half_an_hour_ends_a_visit() {
        let page = "GET / HTTP/1.1";
        let lines = [
            ("10.0.0.1", "28/Jun/2022:23:50:00", page),
            ("10.0.0.1", "29/Jun/2022:00:10:00", page),
            ("10.0.0.1", "29/Jun/2022:09:00:00", page),
            ("10.0.0.1", "29/Jun/2022:09:29:59", page),
            ("10.0.0.2", "29/Jun/2022:09:50:00", page),
        ];
        let visits = counted(&lines, None);
        assert_eq!((visits.online, visits.today, visits.total), (1, 2, 1003));
    }

    #[test]
    fn robots_files_and_faults_are_no_visits() {
        let at = "29/Jun/2022:09:55:00";
        let lines = [
            (
                "10.0.0.1",
                at,
                "GET / HTTP/1.1 by Mozilla/5.0 (compatible; Googlebot/2.1; \
                 +http://www.google.com/bot.html)",
            ),
            ("10.0.0.2", at, "GET / HTTP/1.1 by curl/8.0"),
            ("10.0.0.3", at, "GET /assets/style.css HTTP/1.1"),
            ("10.0.0.4", at, "POST / HTTP/1.1"),
            ("10.0.0.5", at, "GET / HTTP/1.1 by -"),
            ("10.0.0.6", at, "GET /tin-tuc/?q=%C4%91 HTTP/1.1"),
            ("2001:db8::7", at, "GET /404.html HTTP/2.0"),
        ];
        assert_eq!(counted(&lines, None).today, 2);
    }

    #[test]
    fn what_was_counted_is_not_counted_again() {
        let before = Visits {
            online: 3,
            today: 5,
            total: 5000,
            as_of: "2022-06-29T09:00:00+07:00".parse().unwrap(),
        };
        let page = "GET / HTTP/1.1";
        let lines = [
            ("10.0.0.1", "29/Jun/2022:08:30:00", page),
            // The same visit goes on, after the last count.
            ("10.0.0.1", "29/Jun/2022:08:59:00", page),
            ("10.0.0.1", "29/Jun/2022:09:20:00", page),
            ("10.0.0.2", "29/Jun/2022:09:30:00", page),
        ];
        let visits = counted(&lines, Some(&before));
        assert_eq!((visits.today, visits.total), (2, 5001));
    }
}
