//! `tiendo deploy`: flags to an order, what became of it to words.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::args::Deploy as Flags;
use super::summary::{many, size};
use super::{held, say};
use crate::base::{Lang, regular};
use crate::deploy::{self, Deployed, Event, Order, Target};
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
    let output = flags.output.clone();
    let (target, host_key) = target(flags)?;
    let order = Order {
        output: output.unwrap_or_else(|| flags.root.join("output")),
        target,
        endpoint: flags.endpoint.clone(),
        host_key: flags.host_key.clone().or(host_key),
        dry_run: flags.dry_run,
    };
    if let Some(address) = sample_address(&order.output) {
        say(&held::sample_address(&address, flags.lang))?;
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
        &order.target.to_string(),
        flags.dry_run,
        flags.lang,
    ))?;
    Ok(())
}

/// Where the site goes: the target that was typed, else the one of site.yaml with the key of its
/// server.
fn target(flags: &Flags) -> Result<(Target, Option<String>)> {
    if let Some(target) = &flags.target {
        return Ok((target.clone(), None));
    }
    let Some(to) = pipeline::deploy_target(&flags.root)? else {
        bail!(flags.lang.pick(
            "chưa biết đưa trang đi đâu: ghi đích sau lệnh (tiendo deploy \
             web@may-chu:/srv/www/sang-kien), hoặc ghi đích vào `deploy:` của content/site.yaml",
            "it is not known where the site goes: give a target to the command (tiendo deploy \
             web@server:/srv/www/site), or write one into `deploy:` of content/site.yaml",
        ));
    };
    let target = Target::of_site(&to.target, &flags.root)
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("content/site.yaml, deploy: {}", to.target))?;
    Ok((target, to.host_key))
}

/// The address of a built site when it is one that represents an example. Where a site has no
/// address, robots.txt names no sitemap.
fn sample_address(output: &Path) -> Option<String> {
    let robots = regular::text(output.join("robots.txt")).unwrap_or_default();
    let address = robots
        .lines()
        .find_map(|line| line.strip_prefix("Sitemap: "))?;
    let address = address.strip_suffix("sitemap.xml")?;
    pipeline::stands_for_example(address).then(|| address.to_owned())
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
