//! `tiendo visits`: figures for the visits box from the server's own logs.

use crate::base::Lang;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::Visits as Flags;
use super::save::save;
use super::say;
use crate::visits::{Counter, Visits, begins};

/// Lines longer than this are not lines of a log.
const LONGEST: u64 = 64 << 10;

/// Counts the visits in some logs and writes them as JSON.
pub(super) fn run(flags: &Flags) -> Result<()> {
    let lang = flags.lang;
    let zone = TimeZone::get(&flags.timezone).with_context(|| flags.timezone.clone())?;
    let before = kept(&flags.out)?;
    let now = flags.at.unwrap_or_else(now);
    if before.as_ref().is_some_and(|before| before.as_of > now) {
        bail!(
            "{}",
            lang.pick(
                "lần đếm trước đề giờ sau lần này",
                "the last count is of a later time than this one"
            )
        );
    }
    let mut logs = Vec::new();
    for path in &flags.logs {
        let first = lines(path)?.next_line()?.map(|line| begins(&line));
        // A log without a line says nothing.
        if let Some(first) = first {
            logs.push((first.unwrap_or(i64::MAX), path));
        }
    }
    logs.sort();
    let mut counter = Counter::new(now, &zone, before.as_ref());
    for (_, path) in logs {
        let mut lines = lines(path)?;
        while let Some(line) = lines
            .next_line()
            .with_context(|| path.display().to_string())?
        {
            counter.take(&line);
        }
    }
    let visits = counter.finish(flags.start, before.as_ref());
    save(
        &flags.out,
        &format!("{}\n", serde_json::to_string(&visits)?),
        lang,
    )?;
    let (read, strange) = counter.lines();
    say(&match lang {
        Lang::Vi => format!(
            "Đọc {read} dòng ({strange} dòng không phải nhật ký): đang truy cập {}, hôm nay {}, \
             tổng {} · {}",
            visits.online,
            visits.today,
            visits.total,
            flags.out.display()
        ),
        Lang::En => format!(
            "Read {read} lines ({strange} are none of a log): {} online, {} today, {} in all · {}",
            visits.online,
            visits.today,
            visits.total,
            flags.out.display()
        ),
    })?;
    Ok(())
}

/// What was kept the last time; a file that cannot be understood is not overwritten.
fn kept(path: &Path) -> Result<Option<Visits>> {
    match File::open(path) {
        Ok(file) => {
            let kept = serde_json::from_reader(BufReader::new(file.take(1 << 16)));
            Ok(Some(kept.with_context(|| path.display().to_string())?))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// The clock: a count says when it was made.
#[expect(
    clippy::disallowed_methods,
    reason = "a count of who is online is of this moment; no page reads it"
)]
fn now() -> Timestamp {
    Timestamp::now()
}

/// The lines of a log, packed by gzip or not.
struct Lines(Box<dyn BufRead>);

fn lines(path: &Path) -> Result<Lines> {
    Lines::open(path).with_context(|| path.display().to_string())
}

impl Lines {
    fn open(path: &Path) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        let mut magic = [0; 2];
        let packed = file.read(&mut magic)? == 2 && magic == [0x1f, 0x8b];
        file.seek(SeekFrom::Start(0))?;
        let reader: Box<dyn Read> = if packed {
            Box::new(MultiGzDecoder::new(BufReader::new(file)))
        } else {
            Box::new(file)
        };
        Ok(Self(Box::new(BufReader::with_capacity(1 << 17, reader))))
    }

    fn next_line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = (&mut self.0).take(LONGEST).read_until(b'\n', &mut line)?;
        // What is behind the bound belongs to no line.
        if u64::try_from(read).unwrap_or_default() == LONGEST && !line.ends_with(b"\n") {
            self.0.skip_until(b'\n')?;
        }
        if line.ends_with(b"\n") {
            line.pop();
        }
        Ok((read > 0).then_some(line))
    }
}
