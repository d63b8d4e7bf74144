//! Files of events that could not be saved, from which those of one incident go.
//!
//! Another casebook may have written a line, and a full disk may have ended it in the midst of a character: whose a line
//! is does not depend on whether its event can be read.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

use serde::Deserialize;

use super::{Found, file};
use crate::incident::{Event, IncidentId};

/// What the file holds of the incident.
pub(super) fn look(path: &Path, incident: &IncidentId) -> Result<Found, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let mut found = Found::default();
    for line in lines(&bytes) {
        match is_of(line, incident) {
            Some(true) => {
                found.count += 1;
                found.events.extend(event(line));
            }
            Some(false) => {}
            None => {
                let doubt =
                    "a cut-off line in it may be of any incident; import its other lines first";
                found.doubt = Some(doubt.to_owned());
            }
        }
    }
    Ok(found)
}

/// Takes the incident's lines out of the file; nothing remains of a file that has no others.
pub(super) fn remove(path: &Path, incident: &IncidentId) -> io::Result<()> {
    let bytes = fs::read(path)?;
    let others: Vec<_> = lines(&bytes).filter(|line| is_of(line, incident) != Some(true)).collect();
    if others.is_empty() {
        return fs::remove_file(path);
    }
    let part = path.with_extension("part");
    file::create(&part)?;
    let mut file = File::options().write(true).truncate(true).open(&part)?;
    for line in others {
        file.write_all(line)?;
        file.write_all(b"\n")?;
    }
    file.sync_all()?;
    fs::rename(part, path)
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty())
}

/// Whether a line is of the incident; `None` where nobody can tell: it is cut off before it names one.
fn is_of(line: &[u8], incident: &IncidentId) -> Option<bool> {
    #[derive(Deserialize)]
    struct Whose {
        incident: IncidentId,
    }

    match serde_json::from_slice::<Whose>(line) {
        Ok(whose) => Some(whose.incident == *incident),
        Err(_) => memchr::memmem::find(line, incident.as_str().as_bytes()).map(|_| true),
    }
}

fn event(line: &[u8]) -> Option<Event> {
    Event::from_json(serde_json::from_slice(line).ok()?).ok()
}
