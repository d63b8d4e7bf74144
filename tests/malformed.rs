//! Every mistake that a definition can hold, and the one line that tells of it.

use std::borrow::Cow;

use casebook::pack::{MAX_FILE, Pack, Packs, Source, read};

const PACK: &str = r#"id = "test"
title = "Test"
version = "1.0.0"
source = { url = "https://example.com/guide", as_of = "2026-11-22" }
intro = "Hints."

[[service]]
id = "graph"
title = "Microsoft Graph"

[[section]]
id = "s"
title = "Section"
issues = ["a"]
"#;

const ISSUE: &str = r#"title = "Consent failed: Forbidden"
short = "Consent failed"
summary = "Consent is refused."
client = "A permission was missing."
services = ["graph"]
phase = ["consent"]
aliases = ["gdap"]
verified = "2026-11-22"
examples = ["AADSTS1: no"]

[[signature]]
strength = "strong"
codes = ["AADSTS1"]
http = [403]

[[detail]]
kind = "cause"
title = "Cause"
body = "See [the guide](https://example.com)."

[[fix]]
id = "consent"
title = "Consent again"
done = "Consent was renewed."
level = "msp"

[[fix.step]]
id = "open"
text = "Open the settings."
wait = { min = "2h", max = "48h", on = "microsoft" }
copy = [{ label = "name", text = "Value" }]
link = [{ label = "page", url = "https://example.com" }]

[[fix.step]]
id = "close"
text = "Close them."
cleanup = "open"
"#;

/// What is written in `ISSUE`, what stands there instead, and the finding.
const ISSUES: &[(&str, &str, &str)] = &[
    // Not TOML.
    (
        "title = \"Consent failed: Forbidden\"",
        "title = \"Consent",
        r#"1:17: not TOML: invalid basic string, expected `"`"#,
    ),
    ("title =", "title", "1:7: not TOML: key with no value, expected `=`"),
    ("[[fix]]", "[[fix]", "21:7: not TOML: unclosed array table, expected `]`"),
    ("[[fix]]", "[fix]", "21:1: `fix` must be a list, not a table"),
    ("verified = \"2026-11-22\"", "title = \"Again\"", "8:1: `title` is given twice"),
    ("cleanup = \"open\"", "text = \"Again\"", "37:1: `text` is given twice"),
    (
        "Forbidden",
        "For\u{1b}[31mbidden",
        r"1:29: not TOML: invalid basic string, expected non-double-quote visible characters, `\`",
    ),
    (
        "[\"gdap\"]",
        "[\"gdap\"",
        "8:1: not TOML: missing comma between array elements, expected `,`",
    ),
    // Keys.
    ("summary =", "sumary =", "3:1: unknown key `sumary` in the issue"),
    ("aliases =", "colour =", "7:1: unknown key `colour` in the issue"),
    ("aliases =", "id = \"a\"\naliases =", "7:1: unknown key `id` in the issue"),
    ("aliases =", "section = \"s\"\naliases =", "7:1: unknown key `section` in the issue"),
    ("codes =", "code =", "13:1: unknown key `code` in [[signature]]"),
    ("[[detail]]", "[[details]]", "16:3: unknown key `details` in the issue"),
    ("cleanup =", "clean_up =", "37:1: unknown key `clean_up` in [[fix.step]]"),
    ("min =", "minimum =", "30:10: unknown key `minimum` in `wait`"),
    (
        "aliases = [\"gdap\"]\nverified = \"2026-11-22\"\nexamples = [\"AADSTS1: no\"]\n",
        "[[detail]]\nkind = \"note\"\ntitle = \"T\"\nbody = \"B\"\naliases = [\"gdap\"]\n",
        "11:1: unknown key `aliases` in [[detail]]",
    ),
    ("cleanup = \"open\"", "phase = []", "37:1: unknown key `phase` in [[fix.step]]"),
    ("summary = \"Consent is refused.\"\n", "", "1:1: the issue has no `summary`"),
    (
        "cleanup = \"open\"",
        "summary = \"Misplaced.\"",
        "37:1: unknown key `summary` in [[fix.step]]",
    ),
    ("title = \"Consent failed: Forbidden\"\n", "", "1:1: the issue has no `title`"),
    ("short = \"Consent failed\"\n", "", "1:1: the issue has no `short`"),
    ("client = \"A permission was missing.\"\n", "", "1:1: the issue has no `client`"),
    ("services = [\"graph\"]\n", "", "1:1: the issue has no `services`"),
    ("done = \"Consent was renewed.\"\n", "", "21:1: [[fix]] has no `done`"),
    ("id = \"close\"\n", "", "34:1: [[fix.step]] has no `id`"),
    ("text = \"Close them.\"\n", "", "34:1: [[fix.step]] has no `text`"),
    ("level = \"msp\"\n", "", "21:1: [[fix]] has no `level`"),
    ("kind = \"cause\"\n", "", "16:1: [[detail]] has no `kind`"),
    ("on = \"microsoft\"", "", "30:8: `wait` has no `on`"),
    // Types.
    (
        "title = \"Consent failed: Forbidden\"",
        "title = 3",
        "1:9: `title` must be a text, not a number",
    ),
    ("title = \"Cause\"", "title = [\"Cause\"]", "18:9: `title` must be a text, not a list"),
    (
        "services = [\"graph\"]",
        "services = \"graph\"",
        "5:12: `services` must be a list, not a text",
    ),
    ("services = [\"graph\"]", "services = []", "5:12: `services` is empty"),
    (
        "services = [\"graph\"]",
        "services = [\"graph\", 1]",
        "5:22: an entry of `services` must be a text, not a number",
    ),
    (
        "services = [\"graph\"]",
        "services = [\"graph\", \"graph\"]",
        "5:22: an entry of `services` stands twice",
    ),
    ("services = [\"graph\"]", "services = [\"grahp\"]", "5:13: no service has the id `grahp`"),
    (
        "verified = \"2026-11-22\"",
        "verified = 2026-11-22",
        "8:12: `verified` must be a text, not a date",
    ),
    (
        "verified = \"2026-11-22\"",
        "verified = \"2026-02-30\"",
        "8:12: `verified` must be a day like 2026-11-22, not `2026-02-30`",
    ),
    (
        "http = [403]",
        "http = [\"403\"]",
        "14:9: an entry of `http` must be a whole number, not a text",
    ),
    ("http = [403]", "http = [4030]", "14:9: an entry of `http` is no HTTP status: 100 to 599"),
    ("http = [403]", "http = [-403]", "14:9: an entry of `http` is too large or negative"),
    (
        "wait = { min = \"2h\", max = \"48h\", on = \"microsoft\" }",
        "wait = \"2h\"",
        "30:8: `wait` must be a table, not a text",
    ),
    (
        "copy = [{ label = \"name\", text = \"Value\" }]",
        "copy = [\"Value\"]",
        "31:9: an entry of `copy` must be a table, not a text",
    ),
    (
        "[{ label = \"name\", text = \"Value\" }]",
        "{ label = \"name\", text = \"Value\" }",
        "31:8: `copy` must be a list, not a table",
    ),
    // Words.
    ("\"strong\"", "\"strnog\"", "12:12: `strength` must be `strong` or `weak`, not `strnog`"),
    (
        "[\"consent\"]",
        "[\"sometimes\"]",
        "6:10: an entry of `phase` must be `install`, `authorize`, `consent` or `run`, not `sometimes`",
    ),
    (
        "\"cause\"",
        "\"Cause\"",
        "17:8: `kind` must be `symptom`, `cause`, `context`, `background`, `warning`, `note` or `reference`, not `Cause`",
    ),
    ("\"msp\"", "\"provider\"", "25:9: `level` must be `msp` or `customer`, not `provider`"),
    (
        "\"microsoft\"",
        "\"Microsoft\"",
        "30:40: `on` must be `microsoft`, `rewst` or `client`, not `Microsoft`",
    ),
    (
        "cleanup = \"open\"",
        "escalate = \"google\"",
        "37:12: `escalate` must be `rewst` or `microsoft`, not `google`",
    ),
    // Texts.
    ("\"Open the settings.\"", "\"\"", "29:8: `text` is empty"),
    ("\"Open the settings.\"", "\" \\n \"", "29:8: `text` is empty"),
    ("\"A permission was missing.\"", "\"Two\\nlines.\"", "4:10: `client` must be one line"),
    (
        "short = \"Consent failed\"",
        "short = \"A short title that is much too long for a row\"",
        "2:9: `short` is 45 columns wide, 36 at most",
    ),
    (
        "short = \"Consent failed\"",
        "short = \"同意が失敗しました同意が失敗しました\\u4E00\"",
        "2:9: `short` is 38 columns wide, 36 at most",
    ),
    (
        "\"Open the settings.\"",
        "\"Repeat step 4 then.\"",
        "29:16: `text` speaks of `step 4`: numbers change",
    ),
    (
        "\"Open the settings.\"",
        "\"\"\"\nOpen.\n\nAs in Step 2.\"\"\"",
        "32:7: `text` speaks of `Step 2`: numbers change",
    ),
    ("Forbidden", "For\\u001b[31mbidden", "1:9: `title` holds the invisible character U+001B"),
    ("Forbidden", "For\u{202e}bidden", "1:29: `title` holds the invisible character U+202E"),
    ("Forbidden", "For\u{9b}31mbidden", "1:29: `title` holds the invisible character U+009B"),
    (
        "Forbidden",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "1:9: `title` piles too many marks on one character",
    ),
    ("(https://example.com)", "(guide.md)", "19:25: `body` links to `guide.md`"),
    (
        "url = \"https://example.com\"",
        "url = \"example.com\"",
        "32:33: `url` must be an absolute http or https address, not `example.com`",
    ),
    (
        "url = \"https://example.com\"",
        "url = \"javascript:alert(1)\"",
        "32:33: `url` must be an absolute http or https address, not `javascript:alert(1)`",
    ),
    (
        "[\"AADSTS1\"]",
        "[\"AADSTS 1\"]",
        "13:10: an entry of `codes` is no code: a code has no blanks",
    ),
    (
        "[\"AADSTS1\"]",
        "[\"-\"]",
        "13:10: an entry of `codes` has neither a letter nor a digit to look for",
    ),
    (
        "codes = [\"AADSTS1\"]\nhttp = [403]",
        "none = [\"Forbidden\"]",
        "11:1: [[signature]] fits every text: give codes, phrases, any or http",
    ),
    // Durations.
    ("\"2h\"", "\"2 hours\"", "30:16: `min` is no duration: `2 hours`"),
    ("\"2h\"", "\"0h\"", "30:16: `min` is no duration: `0h`"),
    ("\"2h\"", "2", "30:16: `min` must be a text, not a number"),
    ("\"2h\"", "\"3d\"", "30:8: `wait` has a `min` that is longer than its `max`"),
    // Ids and references.
    (
        "id = \"open\"",
        "id = \"Open\"",
        "28:6: `id` is no id, `Open`: an id is made of lower-case letters, digits and single hyphens between them",
    ),
    (
        "id = \"consent\"",
        "id = \"consent--again\"",
        "22:6: `id` is no id, `consent--again`: an id is made of lower-case letters, digits and single hyphens between them",
    ),
    ("id = \"close\"", "id = \"open\"", "35:6: another step has the id `open`"),
    (
        "[[fix.step]]\nid = \"close\"",
        "[[fix]]\nid = \"consent\"\ntitle = \"T\"\ndone = \"D.\"\nlevel = \"msp\"\n[[fix.step]]\nid = \"close\"",
        "35:6: another fix has the id `consent`",
    ),
    ("cleanup = \"open\"", "cleanup = \"opne\"", "37:11: no step of this issue has the id `opne`"),
    (
        "cleanup = \"open\"",
        "[[fix]]\nid = \"empty\"\ntitle = \"T\"\ndone = \"D.\"\nlevel = \"msp\"",
        "37:1: [[fix]] has no `step`",
    ),
    (
        "cleanup = \"open\"",
        "[[tell_apart]]\nissue = \"a\"\nsame = true",
        "38:9: `issue` is this very issue",
    ),
    (
        "cleanup = \"open\"",
        "[[tell_apart]]\nissue = \"b\"\nsame = true",
        "38:9: no issue has the id `b`",
    ),
    (
        "cleanup = \"open\"",
        "[[tell_apart]]\nissue = \"b\"",
        "37:1: [[tell_apart]] needs either `when` or `same = true`",
    ),
    (
        "cleanup = \"open\"",
        "[[tell_apart]]\nissue = \"b\"\nsame = false",
        "39:8: `same` can only be `true`",
    ),
    (
        "cleanup = \"open\"",
        "[[tell_apart]]\nissue = \"b\"\nwhen = \"It is.\"\nsame = true",
        "37:1: [[tell_apart]] needs either `when` or `same = true`",
    ),
    (
        "title = \"Consent",
        "extends = \"nothing\"\ntitle = \"Consent",
        "1:11: `extends` stands beside `title`: a file adds to an issue or is one",
    ),
];

/// The same for `PACK`.
const PACKS: &[(&str, &str, &str)] = &[
    ("id = \"test\"\n", "", "pack.toml:1:1: the pack has no `id`"),
    (
        "version = \"1.0.0\"",
        "versoin = \"1.0.0\"",
        "pack.toml:3:1: unknown key `versoin` in the pack",
    ),
    ("title = \"Test\"", "title = \"\"", "pack.toml:2:9: `title` is empty"),
    (
        "https://example.com/guide",
        "example.com",
        "pack.toml:4:18: `url` must be an absolute http or https address, not `example.com`",
    ),
    (", as_of = \"2026-11-22\"", "", "pack.toml:4:10: `source` has no `as_of`"),
    (
        "as_of = \"2026-11-22\"",
        "as_of = \"22.11.2026\"",
        "pack.toml:4:55: `as_of` must be a day like 2026-11-22, not `22.11.2026`",
    ),
    (
        "id = \"graph\"",
        "id = \"Graph\"",
        "pack.toml:8:6: `id` is no id, `Graph`: an id is made of lower-case letters, digits and single hyphens between them",
    ),
    ("id = \"graph\"", "id = \"azure\"", "5:13: no service has the id `graph`"),
    (
        "[[section]]",
        "[[service]]\nid = \"graph\"\ntitle = \"Again\"\n[[section]]",
        "pack.toml:12:6: `id` stands twice",
    ),
    ("id = \"s\"", "id = \"t\"", "p/s: the folder `s` is no section"),
    ("issues = [\"a\"]", "issues = [\"a\", \"b\"]", "pack.toml:14:16: no issue has the id `b`"),
    (
        "issues = [\"a\"]",
        "issues = [\"a\", \"a\"]",
        "pack.toml:14:16: an entry of `issues` stands twice",
    ),
    ("issues = [\"a\"]", "issues = \"a\"", "pack.toml:14:10: `issues` must be a list, not a text"),
    ("issues = [\"a\"]", "issue = [\"a\"]", "pack.toml:14:1: unknown key `issue` in [[section]]"),
    (
        "issues = [\"a\"]",
        "[[section]]\nid = \"other\"\ntitle = \"Other\"\nissues = [\"a\"]",
        "pack.toml:17:11: `a` is in the folder `s`",
    ),
    (
        "issues = [\"a\"]",
        "version = \"2.0.0\"",
        "pack.toml:14:1: unknown key `version` in [[section]]",
    ),
    ("[[section]]", "[[section]", "pack.toml:11:11: not TOML: unclosed array table, expected `]`"),
];

/// Files beside `s/a.toml`, and the finding.
const FILES: &[(&str, &[u8], &str)] = &[
    ("loose.toml", b"", "p/loose.toml: an issue stands in the folder of its section"),
    ("s/deep/b.toml", b"", "p/s/deep/b.toml: an issue stands in the folder of its section"),
    ("s/B.toml", b"", "p/s/B.toml: the file's name is no id: an id is made of lower-case letters, digits and single hyphens between them"),
    ("s/nul.toml", b"", "p/s/nul.toml: the file's name is no id: Windows reserves this name for a device"),
    ("My Section/b.toml", b"", "p/My Section/b.toml: the folder's name is no id: an id is made of lower-case letters, digits and single hyphens between them"),
    ("s/\x1b[31m.toml", b"", "p/s/␛[31m.toml: the file's name is no id: an id is made of lower-case letters, digits and single hyphens between them"),
    ("s/b.toml", b"title = \"B\"\nshort = \"Z\xfcrich\"\n", "p/s/b.toml:2:11: not UTF-8"),
    ("s/b.toml", b"\xff\xfet\0i\0", "p/s/b.toml:1:1: not UTF-8"),
    ("s/b.toml", b"a\0b = 1", "p/s/b.toml:1:2: not TOML: invalid unquoted key, expected letters, numbers, `-`, `_`"),
    ("s/b.toml", &[b' '; MAX_FILE + 1], "p/s/b.toml: larger than 1 MiB"),
    ("s/b.toml", &[b'['; 10_000], "p/s/b.toml:1:3: not TOML: unquoted keys cannot be empty, expected letters, numbers, `-`, `_`"),
    ("s/c.toml", b"extends = \"x\"", "p/s/c.toml:1:11: no issue has the id `x`"),
    ("s/c.toml", b"extends = \"a\"\n[[fix]]\nid = \"consent\"\ntitle = \"T\"\ndone = \"D.\"\nlevel = \"msp\"\n[[fix.step]]\nid = \"new\"\ntext = \"T.\"", "p/s/c.toml:1:11: `a` has a fix `consent` already"),
    ("s/c.toml", b"extends = \"a\"\n[[fix]]\nid = \"new\"\ntitle = \"T\"\ndone = \"D.\"\nlevel = \"msp\"\n[[fix.step]]\nid = \"new\"\ntext = \"T.\"\ncleanup = \"gone\"", "p/s/c.toml:10:11: no step of this issue has the id `gone`"),
];

#[test]
fn every_mistake_in_an_issue_is_one_finding_at_its_place() {
    let told = |old: &str, new: &str| {
        assert!(ISSUE.contains(old), "nothing to replace: {old}");
        findings(PACK, [source("s/a.toml", ISSUE.replacen(old, new, 1).as_bytes())])
    };
    compare(ISSUES.iter().map(|(old, new, expected)| {
        let file = if expected.starts_with("p/") { "" } else { "p/s/a.toml:" };
        (new.to_string(), format!("{file}{expected}"), told(old, new))
    }));
}

#[test]
fn every_mistake_in_pack_toml_is_one_finding_at_its_place() {
    let told = |old: &str, new: &str| {
        assert!(PACK.contains(old), "nothing to replace: {old}");
        findings(&PACK.replacen(old, new, 1), [source("s/a.toml", ISSUE.as_bytes())])
    };
    compare(PACKS.iter().map(|(old, new, expected)| {
        let file = if expected.starts_with("pack") {
            "p/"
        } else if expected.starts_with("p/") {
            ""
        } else {
            "p/s/a.toml:"
        };
        (new.to_string(), format!("{file}{expected}"), told(old, new))
    }));
}

#[test]
fn every_file_that_is_no_definition_is_one_finding() {
    compare(FILES.iter().map(|(path, bytes, expected)| {
        let sources = [source("s/a.toml", ISSUE.as_bytes()), source(path, bytes)];
        ((*path).to_owned(), (*expected).to_owned(), findings(PACK, sources))
    }));
}

#[test]
fn the_table_covers_what_it_promises() {
    assert!(ISSUES.len() + PACKS.len() + FILES.len() >= 100);
    assert_eq!(findings(PACK, [source("s/a.toml", ISSUE.as_bytes())]), "");
}

#[test]
fn byte_order_mark_and_windows_line_ends_are_welcome() {
    let windows = format!("\u{feff}{}", ISSUE.replace('\n', "\r\n"));
    assert_eq!(findings(PACK, [source("s/a.toml", windows.as_bytes())]), "");
    let broken = windows.replace("title = \"Consent failed: Forbidden\"", "title = 1");
    let told = findings(PACK, [source("s/a.toml", broken.as_bytes())]);
    assert_eq!(told, "p/s/a.toml:1:9: `title` must be a text, not a number");
}

#[test]
fn a_file_with_hundreds_of_mistakes_tells_the_first_hundred() {
    let text = (0..250).map(|n| format!("k{n} = 1\n")).collect::<Vec<_>>().concat();
    let told = findings(PACK, [source("s/a.toml", text.as_bytes())]);
    assert_eq!(told.split(" && ").count(), 101);
    assert!(told.ends_with("p/s/a.toml: 156 more faults in this file"), "{told}");
}

#[test]
fn a_file_of_endless_lists_is_one_finding() {
    let text = format!("services = [{}]", "1,".repeat(500_000));
    let told = findings(PACK, [source("s/a.toml", text.as_bytes())]);
    assert_eq!(told, "p/s/a.toml:1:200014: more than 100000 values");
}

#[test]
fn a_finding_is_shown_with_its_line_a_caret_and_advice() {
    let issue = ISSUE.replace("summary =", "sumary =");
    let (_, faults) = Packs::merge([read_sources(PACK, [source("s/a.toml", issue.as_bytes())])]);
    insta::assert_snapshot!(faults[0].render(false), @r#"
    error: unknown key `sumary` in the issue
     --> p/s/a.toml:3:1
      |
    3 | sumary = "Consent is refused."
      | ^^^^^^
      |
      = help: did you mean `summary`?
    "#);
    assert!(faults[0].render(true).contains("\u{1b}["));
}

#[rstest::rstest]
#[case("aliases =", "aliasses =", "did you mean `aliases`?")]
#[case("\"strong\"", "\"storng\"", "did you mean `strong`?")]
#[case(
    "cleanup = \"open\"",
    "phase = []",
    "`phase` belongs to the file: put it before the first [[table]]"
)]
#[case("[\"gdap\"]", "\"gdap\"", "put it in brackets: aliases = [\"…\"]")]
#[case("[[fix]]", "[fix]", "write [[fix]] in double brackets")]
#[case("aliases =", "id = \"a\"\naliases =", "the id is the file's name")]
#[case(
    "\"2h\"",
    "\"2 hours\"",
    "a whole number and `m`, `h` or `d`, such as \"90m\", \"48h\", \"7d\""
)]
fn a_finding_says_what_to_do(#[case] old: &str, #[case] new: &str, #[case] hint: &str) {
    let issue = ISSUE.replacen(old, new, 1);
    let (_, faults) = Packs::merge([read_sources(PACK, [source("s/a.toml", issue.as_bytes())])]);
    assert_eq!(faults[0].hint.as_deref(), Some(hint));
}

#[test]
fn a_finding_in_a_long_hostile_line_shows_the_part_around_it_clean() {
    let issue = format!("title = '{}' \u{9b}= '\u{202e}{}'", "ä".repeat(300), "b".repeat(300));
    let (_, faults) = Packs::merge([read_sources(PACK, [source("s/a.toml", issue.as_bytes())])]);
    insta::assert_snapshot!(faults[0].render(false), @r"
    error: not TOML: unexpected key or value, expected newline, `#`
     --> p/s/a.toml:1:312
      |
    1 | ...   ääääääääääääääääääääääääääääääääääääää' �= '�bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
      |                                               ^
    ");
}

/// Reports every row that differs, not the first.
fn compare(rows: impl Iterator<Item = (String, String, String)>) {
    let wrong: Vec<_> = rows
        .filter(|(_, expected, told)| expected != told)
        .map(|(what, expected, told)| format!("{what:?}\n  expected {expected}\n      told {told}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn findings<'a>(
    pack_toml: &'a str,
    files: impl IntoIterator<Item = Source<'a>, IntoIter: Send>,
) -> String {
    let (_, faults) = Packs::merge([read_sources(pack_toml, files)]);
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join(" && ")
}

fn read_sources<'a>(
    pack_toml: &'a str,
    files: impl IntoIterator<Item = Source<'a>, IntoIter: Send>,
) -> Pack {
    read("p", &source("pack.toml", pack_toml.as_bytes()), files.into_iter())
}

fn source<'a>(path: &str, bytes: &[u8]) -> Source<'a> {
    Source { path: path.to_owned(), bytes: Ok(Cow::Owned(bytes.to_vec())) }
}
