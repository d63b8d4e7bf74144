//! The beginning of a definition for an error that no issue explains.

use std::fmt::Write;

use toml::Value;
use unicode_width::UnicodeWidthChar;

use crate::{
    clean::{clean, clean_line},
    diagnose::{Group, Shown},
    issue::{SectionId, ServiceId},
    pack::Packs,
};

/// What the pack of a user's own issues says about itself.
pub const OWN_PACK: &str = "\
# Your own issues. What can stand here and in the files of the folders is in the README, section Packs.
id = \"own\"
title = \"Own issues\"
version = \"0.1.0\"
";

/// Longest example, in bytes; a definition takes no longer text than 8 KiB.
const LONGEST_EXAMPLE: usize = 4 << 10;
/// What stands before the code in an example that is cut out of a longer text, in bytes at most.
const BEFORE: usize = 1 << 10;
/// Longest title, in characters.
const LONGEST_TITLE: usize = 100;
/// Widest short title, in columns.
const WIDEST_SHORT: usize = 36;
/// Words and characters of an id that is made of a title.
const ID_WORDS: usize = 6;
const LONGEST_ID: usize = 48;

/// A definition that a person has yet to complete. Its required keys hold what can be said of any error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    section: SectionId,
    service: ServiceId,
    /// The most telling code of the error.
    code: Option<String>,
    /// Microsoft's page for the code, which no issue explains.
    look_up: Option<String>,
    title: String,
    example: String,
}

/// Begins a definition for the first error of a text that is no known issue.
///
/// There is none where every error is known or the text has no words.
pub fn draft_issue(packs: &Packs, shown: &Shown) -> Option<Draft> {
    let groups = &shown.diagnosis.groups;
    let group = groups.iter().find(|group| !group.is_known())?;
    let code = group.extracted.codes.iter().find(|code| is_code(code)).cloned();
    let text = clean(&shown.text()[shown.range(group.range.clone())]).into_owned();
    let at = code.as_deref().and_then(|code| text.find(code));
    let example = excerpt(&text, at.unwrap_or_default());
    (!example.trim().is_empty()).then_some(())?;
    Some(Draft {
        section: section(packs, group)?,
        service: packs.services().first()?.id.clone(),
        title: title(&text[at.unwrap_or_default()..], code.as_deref().filter(|_| at.is_none())),
        example,
        look_up: group.look_up(),
        code,
    })
}

impl Draft {
    /// Folder of the definition.
    pub fn section(&self) -> &SectionId {
        &self.section
    }

    /// Name of the definition's file; drafts of the same error are numbered from 1.
    pub fn id(&self, number: usize) -> String {
        let id = format!("draft-{}", slug(self.code.as_ref().unwrap_or(&self.title)));
        if number == 1 { id } else { format!("{id}-{number}") }
    }

    /// The definition as a file.
    pub fn definition(&self, number: usize) -> String {
        let service = Value::from(self.service.to_string());
        let mut file = String::from(
            "# A draft, made of a pasted error: say what is known of it. `casebook check` tells what is wrong.\n",
        );
        // Writing to a string does not fail.
        let _ = write!(
            file,
            "title = {}\nshort = {}\n\
             summary = \"A draft: nobody has described this error yet.\"\n\
             client = \"We are looking into an error of the Microsoft Cloud.\"\n\
             services = [{service}]\nexamples = [{}]\n",
            Value::from(self.title.as_str()),
            Value::from(self.short(number)),
            Value::from(self.example.as_str()),
        );
        if let Some(code) = &self.code {
            let _ = write!(file, "\n{}", self.signature(code));
        }
        file + "\n" + &self.fix()
    }

    /// Only an AADSTS code that no issue explains is sure to mean one thing.
    fn signature(&self, code: &str) -> String {
        let strength = match self.look_up {
            Some(_) => "\"strong\"",
            None => "\"weak\" # \"strong\" beside `phrases` that no other error has",
        };
        format!("[[signature]]\nstrength = {strength}\ncodes = [{}]\n", Value::from(code))
    }

    fn fix(&self) -> String {
        let link = self.look_up.as_ref().map(|url| {
            let url = Value::from(url.as_str());
            format!("link = [{{ label = \"Microsoft on the code\", url = {url} }}]\n")
        });
        "[[fix]]\n\
         id = \"find-out\"\n\
         title = \"Find out what helps\"\n\
         done = \"The error was looked into.\"\n\
         level = \"msp\"\n\
         \n\
         [[fix.step]]\n\
         id = \"look-up\"\n\
         text = \"Look the error up, and write down here what helped.\"\n"
            .to_owned()
            + &link.unwrap_or_default()
    }

    /// Unique among drafts of the same error.
    fn short(&self, number: usize) -> String {
        let number = if number == 1 { String::new() } else { format!(" ({number})") };
        let begins = format!("Draft: {}", self.code.as_ref().unwrap_or(&self.title));
        let mut room = WIDEST_SHORT - number.len();
        let fits = |c: &char| {
            let width = c.width().unwrap_or_default();
            let fits = width <= room;
            room = if fits { room - width } else { 0 };
            fits
        };
        let short: String = begins.chars().take_while(fits).collect();
        clean_line(short.trim_end()).into_owned() + &number
    }
}

/// Not a token that redaction left in the place of one.
fn is_code(code: &str) -> bool {
    !code.contains(['[', ']']) && !code.contains(char::is_whitespace) && clean_line(code) == *code
}

/// Beside its nearest relative, else at the end.
fn section(packs: &Packs, group: &Group) -> Option<SectionId> {
    let nearest = group.matches.first().and_then(|found| packs.issue(&found.issue));
    let last = || packs.sections().last().map(|section| section.id.clone());
    nearest.map(|issue| issue.section.clone()).or_else(last)
}

/// The first line with words, behind the code where the text has not the whole of it.
fn title(text: &str, code: Option<&str>) -> String {
    let line = text.lines().map(str::trim).find(|line| line.contains(char::is_alphanumeric));
    let line = code.into_iter().chain(line).collect::<Vec<_>>().join(": ");
    let line = clean_line(&line);
    if line.chars().count() <= LONGEST_TITLE {
        return if line.is_empty() { "An unknown error".to_owned() } else { line.into_owned() };
    }
    let beginning: String = line.chars().take(LONGEST_TITLE).collect();
    let whole = beginning.rsplit_once(' ').map_or(&*beginning, |(whole, _)| whole);
    format!("{whole} …")
}

/// What of a text becomes the example: all of it, or a part around the place.
fn excerpt(text: &str, at: usize) -> String {
    if text.len() <= LONGEST_EXAMPLE {
        return text.to_owned();
    }
    let floor = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = floor(at.saturating_sub(BEFORE).min(text.len() - LONGEST_EXAMPLE));
    let start = match text[start..at].find('\n') {
        Some(line_end) if start > 0 => start + line_end + 1,
        _ => start,
    };
    let part = &text[start..floor((start + LONGEST_EXAMPLE).min(text.len()))];
    let line_end = part.rfind('\n').filter(|end| start + end > at);
    // A character may have been cut off from what it stood with.
    clean(&part[..line_end.unwrap_or(part.len())]).into_owned()
}

/// Words of a text as an id.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.take(ID_WORDS).collect::<Vec<_>>().join("-").to_ascii_lowercase();
    slug.truncate(LONGEST_ID);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "error".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests;
