//! What a program says that was built without one of its features (`[features]` in Cargo.toml).

use crate::base::Lang;
use crate::pipeline;

/// Why a command does nothing.
#[cfg(any(
    test,
    not(feature = "deploy"),
    not(feature = "desk"),
    not(feature = "serve")
))]
fn missing(feature: &str, lang: Lang) -> anyhow::Error {
    let vi = format!(
        "bản tiendo này không có lệnh {feature}: khi dịch đã tắt tính năng `{feature}`. Hãy dùng \
         bản đầy đủ, hoặc dịch lại với --features {feature}"
    );
    let en = format!(
        "this tiendo has no command {feature}: it was built without the feature `{feature}`. Use \
         a full one, or build it with --features {feature}"
    );
    anyhow::Error::msg(lang.pick(vi, en))
}

/// What a build says once when its program makes no pictures.
pub(super) fn pictures(lang: Lang) -> Option<&'static str> {
    (!pipeline::PICTURES).then(|| without_pictures(lang))
}

fn without_pictures(lang: Lang) -> &'static str {
    lang.pick(
        "Bản tiendo này dịch không có tính năng `pictures`: ảnh được chép nguyên cỡ (đã bỏ thông \
         tin máy ảnh), biểu đồ không có tệp PNG, trang không có ảnh chia sẻ và biểu tượng PNG",
        "This tiendo was built without the feature `pictures`: photos are copied in their own size \
         (without metadata), charts have no PNG, pages no card for sharing and no PNG icons",
    )
}

/// The command `serve` of a program that has none.
#[cfg(any(test, not(feature = "serve")))]
pub(super) mod serve {
    use crate::cli::args::Serve;

    pub(in crate::cli) fn run(serve: &Serve) -> anyhow::Result<()> {
        Err(super::missing("serve", serve.site.lang))
    }
}

/// The command `desk` of a program that has none.
#[cfg(any(test, not(feature = "desk")))]
pub(super) mod desk {
    use crate::cli::args::Desk;

    pub(in crate::cli) fn run(desk: &Desk) -> anyhow::Result<()> {
        Err(super::missing("desk", desk.lang))
    }
}

/// The command `deploy` of a program that has none.
#[cfg(any(test, not(feature = "deploy")))]
pub(super) mod deploy {
    use crate::cli::args::Deploy;

    pub(in crate::cli) fn run(deploy: &Deploy) -> anyhow::Result<()> {
        Err(super::missing("deploy", deploy.lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_feature_is_named_with_its_cure() {
        for lang in Lang::ALL {
            for feature in ["serve", "desk", "deploy"] {
                let message = missing(feature, lang).to_string();
                assert!(message.contains(&format!("`{feature}`")), "{message}");
                assert!(
                    message.contains(&format!("--features {feature}")),
                    "{message}"
                );
            }
            assert!(without_pictures(lang).contains("`pictures`"));
        }
        let without = pictures(Lang::Vi).is_some();
        assert_eq!(without, cfg!(not(feature = "pictures")));
    }

    #[test]
    fn a_command_without_its_feature_is_refused() {
        use crate::cli::args::{Cli, Command};
        use clap::Parser as _;
        let lines: [&[&str]; 3] = [&["serve"], &["desk"], &["deploy", "output"]];
        for line in lines {
            let words = [&["tiendo"], line, &["--lang", "en"]].concat();
            let refused = match Cli::parse_from(words).command {
                Command::Serve(flags) => serve::run(&flags),
                Command::Desk(flags) => desk::run(&flags),
                Command::Deploy(flags) => deploy::run(&flags),
                other => panic!("{other:?}"),
            };
            let message = refused.unwrap_err().to_string();
            let cure = format!("--features {}", line[0]);
            assert!(message.contains(&cure), "{message}");
        }
    }
}
