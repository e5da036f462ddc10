//! `tiendo serve`: tells the address, and how each build went.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use super::args::Serve;
use super::{Report, build, complain, published, say, summary, today};
use crate::base::Lang;
use crate::pipeline::{Built, Input, Step};
use crate::serve::{self, News, Options};

/// A build that takes longer says what it is at.
const PATIENCE: Duration = Duration::from_secs(60);

/// Shows the site until Ctrl-C.
pub(super) fn run(serve: &Serve) -> Result<()> {
    let (site, report) = (serve.site.clone(), build::report(&serve.site));
    let options = Options {
        input: Input {
            preview: true,
            kept: Some(Arc::default()),
            ..build::input(&serve.site)
        },
        port: serve.port,
        patience: PATIENCE,
        today,
        language: serve.site.lang,
        tell: Arc::new(move |news| {
            // A terminal that went away is not a reason to stop.
            let _ = reported(&news, &report, site.lang, site.quiet);
        }),
    };
    serve::run(options)
}

fn reported(news: &News<'_>, report: &Report, lang: Lang, quiet: bool) -> io::Result<()> {
    match news {
        News::Listening(address) => {
            let (opens, ends) = lang.pick(
                ("Xem thử tại", "dừng bằng Ctrl-C"),
                ("Serving", "stop with Ctrl-C"),
            );
            say(&format!("{opens} http://{address}/ · {ends}"))
        }
        News::Built {
            built: Ok(built),
            time,
        } => {
            for notice in &built.notices {
                published::tell(*notice, lang)?;
            }
            report.tell(built, super::args::Format::Text)?;
            if quiet {
                Ok(())
            } else {
                say(&line(built, *time, lang))
            }
        }
        News::Built {
            built: Err(error), ..
        } => complain(error, lang),
        News::Slow { step, time } => say(&slow(*step, *time, lang)),
        News::Unwatched(error) => complain(error, lang),
    }
}

/// "Vẫn đang dựng (60 giây): tạo trang"
fn slow(step: Step, time: Duration, lang: Lang) -> String {
    let (seconds, step) = (time.as_secs(), summary::name(step, lang));
    lang.pick(
        format!("Vẫn đang dựng ({seconds} giây): {step}"),
        format!("Still building ({seconds} s): {step}"),
    )
}

/// "Đã tạo 58 trang trong 42 ms"
fn line(built: &Built, time: Duration, lang: Lang) -> String {
    let ms = time.as_millis();
    match (&built.summary, lang) {
        (Some(summary), Lang::Vi) => {
            format!(
                "Đã tạo {} trang trong {ms} ms · ghi {} tệp",
                summary.pages, summary.written
            )
        }
        (Some(summary), Lang::En) => {
            format!(
                "Made {} pages in {ms} ms · wrote {} files",
                summary.pages, summary.written
            )
        }
        (None, Lang::Vi) => {
            format!("Chưa cập nhật trang ({ms} ms); sửa xong và lưu tệp, trang sẽ tự tải lại")
        }
        (None, Lang::En) => {
            format!("The site was not updated ({ms} ms); fix and save, it builds again by itself")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Summary;

    #[test]
    fn one_line_a_build() {
        let summary = Some(Summary {
            pages: 58,
            written: 3,
            ..Summary::default()
        });
        let built = Built {
            summary,
            ..Built::default()
        };
        assert_eq!(
            line(&built, Duration::from_millis(42), Lang::Vi),
            "Đã tạo 58 trang trong 42 ms · ghi 3 tệp"
        );
    }
}
