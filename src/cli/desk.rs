//! `tiendo desk`: tells the address, and keeps the list of users.

use std::io::{self, BufRead as _};
use std::sync::Arc;

use anyhow::Result;

use super::args::{Desk, DeskDo, Role, UserDo};
use super::{new, say, today};
use crate::base::Lang;
use crate::desk::{self, Options, Users};

/// Opens the desk until Ctrl-C, or changes its users.
pub(super) fn run(flags: &Desk) -> Result<()> {
    new::content(&flags.root, flags.lang)?;
    match &flags.users {
        Some(DeskDo::User { what }) => users(what, &Users::of(&flags.root), flags.lang),
        None => open(flags),
    }
}

fn open(flags: &Desk) -> Result<()> {
    let lang = flags.lang;
    desk::run(Options {
        root: flags.root.clone(),
        port: flags.port,
        office: flags.listen.zip(flags.public_url.clone()),
        today,
        language: lang,
        tell: Arc::new(move |address| opened(address, lang)),
    })
}

fn opened(address: &str, lang: Lang) {
    let words = lang.pick(
        "Mở bàn biên tập tại {} · dừng bằng Ctrl-C",
        "Open the desk at {} · stop with Ctrl-C",
    );
    // A terminal that went away is not a reason to stop.
    let _ = say(&words.replace("{}", address));
}

fn users(what: &UserDo, users: &Users, lang: Lang) -> Result<()> {
    match what {
        UserDo::Add {
            name,
            full_name,
            role,
            password_stdin,
        } => {
            let (password, made) = password(*password_stdin)?;
            let role = match role {
                Role::Writer => desk::Role::Writer,
                Role::Editor => desk::Role::Editor,
                Role::Publisher => desk::Role::Publisher,
            };
            users.add(name, full_name.as_deref(), role, &password)?;
            show_password(name, &password, made, lang)?;
        }
        UserDo::List => {
            for user in users.all()? {
                let role = serde_json::to_string(&user.role)?;
                let full_name = user
                    .full_name
                    .map_or(String::new(), |name| format!(" · {name}"));
                say(&format!(
                    "{} · {}{full_name}",
                    user.name,
                    role.trim_matches('"')
                ))?;
            }
        }
        UserDo::Password {
            name,
            password_stdin,
        } => {
            let (password, made) = password(*password_stdin)?;
            users.set_password(name, &password)?;
            show_password(name, &password, made, lang)?;
        }
        UserDo::FullName { name, full_name } => users.set_full_name(name, full_name)?,
        UserDo::Remove { name } => users.remove(name)?,
    }
    Ok(())
}

/// A password from standard input, or one that is made here.
fn password(from_input: bool) -> Result<(String, bool)> {
    if !from_input {
        return Ok((desk::password()?, true));
    }
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok((line.trim_end_matches(['\r', '\n']).to_owned(), false))
}

fn show_password(name: &str, password: &str, made: bool, lang: Lang) -> Result<()> {
    if made {
        let words = lang.pick("Mật khẩu của", "Password of");
        say(&format!("{words} {name}: {password}"))?;
    }
    Ok(())
}
