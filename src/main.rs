//! temp
fn main() -> anyhow::Result<()> {
    let data = std::env::args().nth(1).map(std::path::PathBuf::from);
    let paths = casebook::config::Paths::find(None, data.as_deref())?;
    let (config, _) = casebook::config::Config::load(&paths);
    let ended = casebook::tui::run(casebook::tui::Options { paths, config, faults: vec![], packs: vec![], colourless: false })?;
    if let Some(w) = ended.last_words { eprintln!("{w}"); }
    Ok(())
}
