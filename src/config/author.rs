//! Who is named in events.

use std::env;

use super::Config;
use crate::{
    clean::clean_line,
    incident::{Author, SessionId},
};

impl Config {
    /// Who is named in events: the name set, else the one logged in with, on this machine.
    pub fn author(&self, session: SessionId) -> Author {
        Author {
            name: clean_line(&self.author_name()).into_owned(),
            device: clean_line(&device()).into_owned(),
            session,
        }
    }

    fn author_name(&self) -> String {
        let told = |name: &String| !name.trim().is_empty();
        let variable = |name: &&str| env::var(name).ok().filter(told);
        Some(self.name.clone())
            .filter(told)
            .or_else(|| ["USER", "LOGNAME", "USERNAME"].iter().find_map(variable))
            .or_else(|| account().filter(told))
            .unwrap_or_else(|| "unknown".to_owned())
    }
}

/// What the system calls the account: services and containers often run without any variable.
#[cfg(unix)]
fn account() -> Option<String> {
    use nix::unistd::{Uid, User};

    User::from_uid(Uid::current()).ok().flatten().map(|user| user.name)
}

/// Windows sets a variable everywhere.
#[cfg(not(unix))]
const fn account() -> Option<String> {
    None
}

fn device() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    let name = env::var("COMPUTERNAME").unwrap_or_default();
    name
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_name_that_is_set_is_the_author_and_safe_to_show() {
        let config = Config { name: "Ann\u{1b}[2J".into(), ..Config::default() };
        assert_eq!(config.author(SessionId(Uuid::nil())).name, "Ann␛[2J");
    }
}
