//! `tiendo deploy`: flags to an order, what became of it to words.

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

use super::args::Deploy as Flags;
use super::summary::{many, size};
use super::{held, say};
use crate::base::Lang;
use crate::deploy::{self, Deployed, Event, Order};
use crate::pipeline;

/// Answers OpenSSH, which asks for the password of a target by calling this program.
pub(super) fn answer_to_ssh() -> Option<ExitCode> {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let password = deploy::answer_to_ssh(&asked)?;
    Some(match say(&password) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

/// Sends the built site to its target, or shows what would be sent.
pub(super) fn run(flags: &Flags) -> Result<()> {
    let order = Order {
        output: flags.output.clone(),
        target: flags.target.clone(),
        endpoint: flags.endpoint.clone(),
        host_key: flags.host_key.clone(),
        dry_run: flags.dry_run,
    };
    // Where a site has no address, robots.txt names no sitemap.
    let robots = std::fs::read_to_string(flags.output.join("robots.txt")).unwrap_or_default();
    let address = robots
        .lines()
        .find_map(|line| line.strip_prefix("Sitemap: "));
    let address = address.and_then(|url| url.strip_suffix("sitemap.xml"));
    if let Some(address) = address.filter(|address| pipeline::stands_for_example(address)) {
        say(&held::sample_address(address, flags.lang))?;
    }
    let bar = bar(!flags.quiet);
    let done = deploy::deploy(&order, &|event| match event {
        Event::Files(files) => bar.set_length(files as u64),
        Event::Sent(files) => bar.inc(files as u64),
    });
    bar.finish_and_clear();
    let done = done?;
    if flags.quiet {
        return Ok(());
    }
    if flags.dry_run {
        for (path, bytes) in &done.sent {
            say(&format!("+ {path} ({})", size(*bytes, flags.lang)))?;
        }
        for path in &done.deleted {
            say(&format!("- {path}"))?;
        }
    }
    say(&line(
        &done,
        &flags.target.to_string(),
        flags.dry_run,
        flags.lang,
    ))?;
    Ok(())
}

fn bar(shows: bool) -> ProgressBar {
    if !shows || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("[{bar:30}] {pos}/{len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style.progress_chars("=> "))
}

/// "Xong: gửi 12 tệp (3,4 MB), giữ nguyên 447 tệp, xóa 2 tệp · s3://kho/trang"
fn line(done: &Deployed, target: &str, dry_run: bool, lang: Lang) -> String {
    let bytes = size(done.sent.iter().map(|(_, bytes)| bytes).sum(), lang);
    let (sent, kept, gone) = (done.sent.len(), done.unchanged, done.deleted.len());
    let counts = match lang {
        Lang::Vi => format!("gửi {sent} tệp ({bytes}), giữ nguyên {kept} tệp, xóa {gone} tệp"),
        Lang::En => {
            format!(
                "sent {} ({bytes}), kept {}, deleted {}",
                many(sent, "file"),
                many(kept, "file"),
                many(gone, "file")
            )
        }
    };
    let head = match (dry_run, lang) {
        (false, Lang::Vi) => "Xong",
        (false, Lang::En) => "Done",
        (true, Lang::Vi) => "Chạy thử, chưa làm gì; khi chạy thật",
        (true, Lang::En) => "Dry run, nothing was done; a real one",
    };
    let resumed = match (done.resumed, lang) {
        (false, _) => "",
        (true, Lang::Vi) => " · tiếp tục lần gửi bị ngắt",
        (true, Lang::En) => " · went on with one that was cut off",
    };
    format!("{head}: {counts}{resumed} · {target}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_both_languages() {
        let done = Deployed {
            sent: vec![("a.css".into(), 400), ("index.html".into(), 3_000)],
            deleted: vec!["b.html".into()],
            unchanged: 447,
            resumed: true,
        };
        assert_eq!(
            line(&done, "s3://kho", false, Lang::Vi),
            "Xong: gửi 2 tệp (3 kB), giữ nguyên 447 tệp, xóa 1 tệp · tiếp tục lần gửi bị ngắt · \
             s3://kho"
        );
        assert_eq!(
            line(
                &Deployed {
                    resumed: false,
                    ..done
                },
                "/srv",
                true,
                Lang::En
            ),
            "Dry run, nothing was done; a real one: sent 2 files (3 kB), kept 447 files, deleted 1 \
             file · /srv"
        );
    }
}
