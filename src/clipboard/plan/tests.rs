//! The plan for every kind of session.

use rstest::rstest;

use super::*;

/// `A=1 B` as an environment with `A` and `B` set, on a terminal unless `| pipe` follows.
fn env(text: &str) -> Env {
    let (vars, terminal) = text.strip_suffix("| pipe").map_or((text, true), |vars| (vars, false));
    let vars = vars.split_whitespace().map(|var| var.split_once('=').unwrap_or((var, "1")));
    Env::new(vars.map(|(name, value)| (name, value.to_owned())), terminal)
}

fn words(plan: &[Provider]) -> String {
    let word = |provider: &Provider| match provider {
        Provider::Command(program) => program.name.clone(),
        Provider::System => "system".to_owned(),
        Provider::Tmux => "tmux".to_owned(),
        Provider::Osc52(Form::Plain) => "osc52".to_owned(),
        Provider::Osc52(Form::Screen) => "screen".to_owned(),
        Provider::File => "file".to_owned(),
    };
    plan.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[rstest]
// at the machine itself
#[case("DISPLAY=:0 TERM=xterm", "system osc52 file")]
#[case("WAYLAND_DISPLAY=wayland-0", "system osc52 file")]
#[case("DISPLAY=:0 WAYLAND_DISPLAY=wayland-0", "system osc52 file")]
#[case("DISPLAY=:0 TMUX", "system tmux osc52 file")]
#[case("DISPLAY=:0 STY", "system screen file")]
#[case("DISPLAY=:0 | pipe", "system file")]
#[case("DISPLAY=:0 TERM=dumb", "system file")]
#[case("", "osc52 file")]
#[case("TERM=xterm-256color", "osc52 file")]
#[case("TERM=linux", "file")]
#[case("TERM=dumb", "file")]
#[case("| pipe", "file")]
#[case("TMUX TERM=tmux-256color", "tmux osc52 file")]
#[case("TMUX | pipe", "tmux file")]
#[case("STY TERM=screen", "screen file")]
#[case("STY TMUX", "tmux screen file")]
// empty variables are unset ones
#[case("DISPLAY= TERM=xterm", "osc52 file")]
#[case("SSH_TTY= DISPLAY=:0", "system osc52 file")]
#[case("TMUX= DISPLAY=", "osc52 file")]
// over SSH
#[case("SSH_CONNECTION", "osc52 file")]
#[case("SSH_TTY=/dev/pts/3", "osc52 file")]
#[case("SSH_CLIENT", "osc52 file")]
#[case("SSH_TTY TMUX", "tmux osc52 file")]
#[case("SSH_TTY STY", "screen file")]
#[case("SSH_TTY TMUX STY", "tmux screen file")]
#[case("SSH_TTY DISPLAY=localhost:10.0", "osc52 system file")]
#[case("SSH_TTY TMUX DISPLAY=localhost:10.0", "tmux osc52 system file")]
#[case("SSH_TTY STY DISPLAY=localhost:10.0", "screen system file")]
#[case("SSH_TTY WAYLAND_DISPLAY=wayland-0", "osc52 file")]
#[case("SSH_TTY TERM=dumb", "file")]
#[case("SSH_TTY TERM=linux TMUX", "tmux file")]
#[case("SSH_TTY TERM=linux DISPLAY=localhost:10.0", "system file")]
#[case("SSH_CONNECTION | pipe", "file")]
#[case("SSH_CONNECTION DISPLAY=localhost:10.0 | pipe", "system file")]
#[case("SSH_CONNECTION TMUX | pipe", "tmux file")]
// Windows Subsystem for Linux
#[case("WSL_DISTRO_NAME=Debian", "osc52 file")]
#[case("WSL_DISTRO_NAME=Debian DISPLAY=:0", "osc52 file")]
#[case("WSL_INTEROP=/run/WSL/1 DISPLAY=:0 TMUX", "tmux osc52 file")]
#[case("WSL_DISTRO_NAME=Debian DISPLAY=:0 WAYLAND_DISPLAY=wayland-0", "system osc52 file")]
#[case("WSL_DISTRO_NAME=Debian SSH_TTY DISPLAY=localhost:10.0", "osc52 system file")]
#[case("WSL_DISTRO_NAME=Debian WT_SESSION", "osc52 file")]
fn linux(#[case] session: &str, #[case] expected: &str) {
    assert_eq!(words(&plan(&env(session), Os::Unix, &Setting::Auto)), expected);
}

#[rstest]
#[case(Os::Windows, "", "system file")]
#[case(Os::Windows, "WT_SESSION", "system osc52 file")]
#[case(Os::Windows, "TERM=xterm-256color", "system osc52 file")]
#[case(Os::Windows, "WT_SESSION | pipe", "system file")]
#[case(Os::Windows, "SSH_CONNECTION", "osc52 file")]
#[case(Os::Windows, "SSH_CONNECTION DISPLAY=:0", "osc52 file")]
#[case(Os::MacOs, "TERM=xterm-256color", "system osc52 file")]
#[case(Os::MacOs, "TMUX", "system tmux osc52 file")]
#[case(Os::MacOs, "SSH_TTY", "osc52 file")]
#[case(Os::MacOs, "SSH_TTY TMUX", "tmux osc52 file")]
#[case(Os::MacOs, "SSH_TTY DISPLAY=localhost:10.0", "osc52 file")]
#[case(Os::MacOs, "| pipe", "system file")]
fn elsewhere(#[case] os: Os, #[case] session: &str, #[case] expected: &str) {
    assert_eq!(words(&plan(&env(session), os, &Setting::Auto)), expected);
}

#[rstest]
#[case(Setting::System, "SSH_TTY", "system file")]
#[case(Setting::Tmux, "DISPLAY=:0", "tmux file")]
#[case(Setting::Osc52, "DISPLAY=:0", "osc52 file")]
#[case(Setting::Osc52, "STY", "screen file")]
#[case(Setting::Osc52, "| pipe", "file")]
#[case(Setting::File, "DISPLAY=:0 TMUX", "file")]
#[case(Setting::Off, "DISPLAY=:0 TMUX", "")]
#[case(Setting::Command(Program { name: "xsel".into(), args: vec![] }), "SSH_TTY DISPLAY=:0", "xsel file")]
fn a_setting_is_obeyed_without_second_thoughts(
    #[case] setting: Setting,
    #[case] session: &str,
    #[case] expected: &str,
) {
    assert_eq!(words(&plan(&env(session), Os::Unix, &setting)), expected);
}

#[rstest]
#[case("| pipe", Setting::Auto, "no display, no tmux, no terminal with a clipboard")]
#[case("TMUX TERM=linux", Setting::Auto, "no display, no terminal with a clipboard")]
#[case("TERM=dumb", Setting::Osc52, "no terminal with a clipboard")]
#[case("", Setting::File, "")]
fn what_is_missing_is_named(
    #[case] session: &str,
    #[case] setting: Setting,
    #[case] expected: &str,
) {
    let plan = plan(&env(session), Os::Unix, &setting);
    let names: Vec<_> =
        missing(&plan, Os::Unix, &setting).iter().map(ToString::to_string).collect();
    assert_eq!(names.join(", "), expected);
}
