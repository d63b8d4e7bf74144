//! The pack that ships, packs in folders, and several packs together.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::{borrow::Cow, fs, path::Path};

use casebook::{
    builtin, drafts,
    export::OwnFix,
    issue::{IssueId, PackId, SectionId},
    pack::{Fault, MAX_FILE, Packs, Source, read},
    pack_files,
};
use proptest::prelude::*;
use tempfile::TempDir;

#[test]
fn the_built_in_pack_has_no_faults() {
    let (packs, faults) = Packs::merge([builtin::pack()]);
    let told: Vec<_> = faults.iter().map(|fault| fault.render(false)).collect();
    assert_eq!(told.join("\n\n"), "");
    assert_eq!(packs.issues().len(), 47);
}

#[test]
fn the_built_in_pack_on_disk_is_the_one_in_the_binary() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("issues/microsoft-cloud");
    let (disk, faults) = Packs::merge(pack_files::load([folder]));
    let (binary, _) = Packs::merge([builtin::pack()]);
    assert_eq!(faults, []);
    assert_eq!(disk.issues(), binary.issues());
    assert_eq!(disk.sections(), binary.sections());
}

#[test]
fn whatever_an_issue_names_can_be_looked_up() {
    let (packs, _) = Packs::merge([builtin::pack(), load(&pack("own", &[("new/lonely", LONELY)]))]);
    assert!(packs.issue(&id("lonely")).is_some());
    for issue in packs.issues() {
        assert_eq!(packs.issue(&issue.id), Some(issue));
        assert!(packs.pack(&issue.pack).is_some());
        assert!(packs.section(&issue.section).unwrap().issues.contains(&issue.id));
        assert!(issue.services.iter().all(|service| packs.service(service).is_some()));
    }
}

#[test]
fn issues_stand_in_the_order_of_the_sections_then_as_listed_then_by_title() {
    let folder = pack(
        "own",
        &[("z/late", &titled("B")), ("z/later", &titled("C")), ("z/early", &titled("A"))],
    );
    let head = "id='own'\ntitle='Own'\nversion='1'\nservice=[{id='graph',title='G'}]\n\
                section=[{id='z',title='Z',issues=['later']},{id='a',title='A'}]";
    fs::write(folder.path().join("pack.toml"), head).unwrap();
    fs::create_dir(folder.path().join("a")).unwrap();
    fs::write(folder.path().join("a/other.toml"), titled("A")).unwrap();
    let (packs, _) = Packs::merge([load(&folder)]);
    let ids: Vec<_> = packs.issues().iter().map(|issue| issue.id.as_str()).collect();
    assert_eq!(ids, ["later", "early", "late", "other"]);
    let sections: Vec<_> = packs.sections().iter().map(|section| section.issues.len()).collect();
    assert_eq!(sections, [3, 1]);
}

#[test]
fn a_later_pack_replaces_an_issue_and_keeps_the_others() {
    let first = pack("first", &[("s/a", &titled("First a")), ("s/b", &titled("First b"))]);
    let second = pack("second", &[("s/a", &titled("Second a"))]);
    let (packs, faults) = Packs::merge([load(&first), load(&second)]);
    assert_eq!(told(&faults, &second), Vec::<String>::new());
    let issue = packs.issue(&id("a")).unwrap();
    assert_eq!((issue.title.as_str(), issue.pack.as_str()), ("Second a", "second"));
    assert_eq!(packs.issue(&id("b")).unwrap().pack.as_str(), "first");
    assert_eq!(packs.issues().len(), 2);
}

#[test]
fn a_broken_replacement_leaves_the_issue_as_it_was() {
    let first = pack("first", &[("s/a", &titled("First a"))]);
    let second = pack("second", &[("s/a", "title = 1"), ("s/b", &titled("Second b"))]);
    let (packs, faults) = Packs::merge([load(&first), load(&second)]);
    assert_eq!(packs.issue(&id("a")).unwrap().title, "First a");
    assert!(packs.issue(&id("b")).is_some());
    assert!(!faults.is_empty());
}

#[test]
fn an_extension_adds_to_an_issue_of_an_earlier_pack() {
    let extension = "extends='a'\nexamples=['raw']\n[[detail]]\nkind='note'\ntitle='Ours'\nbody='Call Ann.'\n\
                     [[fix]]\nid='ours'\ntitle='Ours'\ndone='Done.'\nlevel='msp'\n\
                     [[fix.step]]\nid='call'\ntext='Call.'\ncleanup='first'";
    let first = pack("first", &[("s/a", &titled("First a"))]);
    let second = pack("second", &[("s/more", extension)]);
    let (packs, faults) = Packs::merge([load(&first), load(&second)]);
    assert_eq!(told(&faults, &second), Vec::<String>::new());
    let issue = packs.issue(&id("a")).unwrap();
    assert_eq!(issue.examples, ["raw"]);
    assert_eq!(issue.details[0].title, "Ours");
    assert_eq!(issue.fixes.iter().map(|fix| fix.id.as_str()).collect::<Vec<_>>(), ["only", "ours"]);
    assert_eq!(issue.pack.as_str(), "first");
}

#[test]
fn sections_and_services_of_earlier_packs_need_no_second_declaration() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pack.toml"), "id='own'\ntitle='Own'\nversion='1'").unwrap();
    fs::create_dir(folder.path().join("s")).unwrap();
    fs::write(folder.path().join("s/b.toml"), titled("B")).unwrap();
    let first = pack("first", &[("s/a", &titled("A"))]);
    let (_, faults) = Packs::merge([load(&first), load(&folder)]);
    assert_eq!(told(&faults, &folder), Vec::<String>::new());
    let (_, faults) = Packs::merge([load(&folder)]);
    let expected =
        ["/s/b.toml:5:13: no service has the id `graph`", "/s: the folder `s` is no section"];
    assert_eq!(told(&faults, &folder), expected);
}

#[test]
fn look_alikes_name_each_other() {
    let alike = |title: &str, other: &str| {
        format!("{}[[tell_apart]]\nissue='{other}'\nwhen='It is.'\n", titled(title))
    };
    let mutual = pack("p", &[("s/a", &alike("A", "b")), ("s/b", &alike("B", "a"))]);
    assert_eq!(told(&Packs::merge([load(&mutual)]).1, &mutual), Vec::<String>::new());
    let one_sided = pack("p", &[("s/a", &alike("A", "b")), ("s/b", &titled("B"))]);
    let faults = Packs::merge([load(&one_sided)]).1;
    assert_eq!(told(&faults, &one_sided), ["/s/a.toml:15:7: `b` does not name `a` in turn"]);
    let broken = pack("p", &[("s/a", &alike("A", "b")), ("s/b", "title = 1")]);
    let faults = Packs::merge([load(&broken)]).1;
    assert!(faults.iter().all(|fault| fault.file.ends_with("b.toml")), "{faults:?}");
}

#[test]
fn shorts_and_file_names_are_unique_in_a_pack() {
    let twice =
        pack("p", &[("s/a", &titled("Same")), ("s/b", &titled("Same")), ("t/a", &titled("Other"))]);
    let faults = Packs::merge([load(&twice)]).1;
    let expected = [
        format!("/t/a.toml: {}/s/a.toml has the same id", twice.path().display()),
        "/s/b.toml:2:7: `a` has the same `short`".to_owned(),
    ];
    let told = told(&faults, &twice);
    assert!(expected.iter().all(|expected| told.contains(expected)), "{told:?}");
}

#[test]
fn a_pack_without_a_sound_pack_toml_still_shows_its_issues() {
    let folder = pack("p", &[("s/a", &titled("A"))]);
    fs::write(folder.path().join("pack.toml"), "id = ").unwrap();
    let (packs, faults) = Packs::merge([load(&folder)]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(packs.issues().len(), 1);
    assert_eq!(packs.section(&"s".parse::<SectionId>().unwrap()).unwrap().title, "s");
}

#[test]
fn a_folder_without_pack_toml_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("s")).unwrap();
    fs::write(folder.path().join("s/a.toml"), titled("A")).unwrap();
    let (packs, faults) = Packs::merge([load(&folder)]);
    assert!(packs.issues().is_empty());
    let expected = ["/pack.toml: there is no such file, and a pack begins with it"];
    assert_eq!(told(&faults, &folder), expected);
}

#[test]
fn what_is_no_definition_is_left_alone_and_what_is_no_file_is_told() {
    let folder = pack("p", &[("s/a", &titled("A"))]);
    fs::write(folder.path().join("README.md"), "hello").unwrap();
    fs::write(folder.path().join(".hidden.toml"), "hello").unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/x.toml"), "hello").unwrap();
    fs::create_dir(folder.path().join("s/b.toml")).unwrap();
    fs::write(folder.path().join("s/c.toml"), vec![b' '; MAX_FILE + 1]).unwrap();
    let (packs, faults) = Packs::merge([load(&folder)]);
    assert_eq!(packs.issues().len(), 1);
    let expected = ["/s/b.toml: a folder where a file is expected", "/s/c.toml: larger than 1 MiB"];
    assert_eq!(told(&faults, &folder), expected);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_refused_and_links_inside_are_followed() {
    use std::os::unix::fs::symlink;

    let outside = pack("o", &[("s/secret", &titled("Secret"))]);
    let folder = pack("p", &[("s/a", &titled("A"))]);
    symlink(outside.path().join("s/secret.toml"), folder.path().join("s/b.toml")).unwrap();
    symlink(outside.path().join("s"), folder.path().join("t")).unwrap();
    symlink("a.toml", folder.path().join("s/c.toml")).unwrap();
    let (packs, faults) = Packs::merge([load(&folder)]);
    let told = told(&faults, &folder);
    assert_eq!(
        told[..2],
        [
            "/s/b.toml: a link that leads out of the pack's folder",
            "/t: a link that leads out of the pack's folder"
        ]
    );
    assert!(packs.issue(&id("secret")).is_none());
    assert!(packs.issue(&id("c")).is_some());
}

#[test]
fn packs_of_a_folder_come_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b", "a", ".c"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("notes.txt"), "").unwrap();
    let found = pack_files::folders_in(folder.path()).unwrap();
    assert_eq!(found, [folder.path().join("a"), folder.path().join("b")]);
    assert_eq!(
        pack_files::folders_in(&folder.path().join("gone")).unwrap(),
        Vec::<std::path::PathBuf>::new()
    );
}

#[test]
fn a_mistyped_id_leads_to_the_one_that_was_meant() {
    let (packs, _) = Packs::merge([builtin::pack()]);
    let nearest =
        |text: &str| packs.nearest(text, 2).into_iter().map(IssueId::as_str).collect::<Vec<_>>();
    assert_eq!(nearest("mfa-has-expird").first(), Some(&"mfa-has-expired"));
    assert_eq!(nearest("user-not-in-tenant")[0], "user-not-in-tenant-external-user");
    assert_eq!(nearest("zzzz"), Vec::<&str>::new());
}

#[test]
fn the_later_of_two_packs_of_one_id_speaks_for_it() {
    let first = pack("own", &[]);
    let second = pack("own", &[]);
    let (packs, _) = Packs::merge([load(&first), load(&second)]);
    assert_eq!(packs.packs().len(), 2);
    assert!(packs.pack(&"own".parse::<PackId>().unwrap()).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_are_so_strange_that_reading_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survive(&bytes);
    }

    #[test]
    fn no_damage_to_a_sound_file_makes_reading_panic(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), "\\PC{0,3}|[\\[\\]{}\"'=\n\u{1b}]{0,3}"), 1..6),
    ) {
        let mut text = LONELY.to_owned();
        for (at, insert) in cuts {
            let at = at.index(text.len());
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            text.insert_str(at, &insert);
        }
        survive(text.as_bytes());
    }
}

/// Reads bytes as both kinds of file and looks at everything that is told.
fn survive(bytes: &[u8]) {
    let source = |path: &str| Source { path: path.to_owned(), bytes: Ok(Cow::Borrowed(bytes)) };
    let pack =
        read("p", &source("pack.toml"), [source("s/a.toml"), source("s/b.toml")].into_iter());
    let (packs, faults) = Packs::merge([pack]);
    assert!(!faults.is_empty() || packs.issues().len() == 2);
    for fault in &faults {
        let told = format!("{fault}{}", fault.render(false));
        assert!(!told.chars().any(|c| c.is_control() && c != '\n'), "{told:?}");
    }
}

const LONELY: &str = "title = 'Lonely'\nshort = 'Lonely'\nsummary = 'S.'\nclient = 'C.'\nservices = ['own-service']\n\
    aliases = ['ä', \"\\u00e4\"]\n[[signature]]\nphrases = ['x * y']\n[[fix]]\nid = 'f'\ntitle = 'T'\ndone = 'D.'\nlevel = 'msp'\n\
    [[fix.step]]\nid = 's'\ntext = '''\nmany\nlines'''\nwait = { min = '2h', on = 'client' }\n";

/// A definition with the least that is needed; its short title is its title.
fn titled(title: &str) -> String {
    format!(
        "title='{title}'\nshort='{title}'\nsummary='S.'\nclient='C.'\nservices = ['graph']\n\
         [[fix]]\nid='only'\ntitle='T'\ndone='D.'\nlevel='msp'\n\
         [[fix.step]]\nid='first'\ntext='T.'\n"
    )
}

/// A pack in a folder that declares the service `graph` and the section `s`.
fn pack(id: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let head = format!(
        "id='{id}'\ntitle='T'\nversion='1'\nservice=[{{id='graph',title='G'}}]\nsection=[{{id='s',title='S'}}]"
    );
    fs::write(folder.path().join("pack.toml"), head).unwrap();
    for (path, text) in files {
        let path = folder.path().join(format!("{path}.toml"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn load(folder: &TempDir) -> casebook::pack::Pack {
    pack_files::load([folder.path()]).remove(0)
}

fn id(text: &str) -> IssueId {
    text.parse().unwrap()
}

/// The faults without the temporary path.
fn told(faults: &[Fault], folder: &TempDir) -> Vec<String> {
    let root = folder.path().display().to_string();
    faults.iter().map(|fault| fault.to_string().replacen(&root, "", 1)).collect()
}

#[test]
fn fixes_of_ones_own_are_added_to_their_issue_without_a_fault() {
    let home = tempfile::tempdir().unwrap();
    let (packs, _) = Packs::merge([builtin::pack()]);
    let issue = &packs.issues()[0];
    for text in ["Restarted the \"sync\".", &"A long story. ".repeat(40)] {
        drafts::save_fix(home.path(), &OwnFix::new(issue, text)).unwrap();
    }

    let own = pack_files::load([home.path().join("own")]);
    let (longer, faults) = Packs::merge([builtin::pack()].into_iter().chain(own));

    assert_eq!(faults, []);
    let fixes = &longer.issue(&issue.id).unwrap().fixes[issue.fixes.len()..];
    assert_eq!(fixes.len(), 2);
    assert!(fixes.iter().any(|fix| fix.title == "Restarted the \"sync\"."), "{fixes:?}");
}
