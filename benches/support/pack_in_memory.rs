//! The built-in pack, alone or together with the made-up one.

use std::borrow::Cow;

use casebook::{
    builtin,
    pack::{Pack, Packs, Source, read},
};

use super::made_up;

/// The pack that casebook comes with.
pub(crate) fn builtin() -> Packs {
    merged([builtin::pack()])
}

/// It and many made-up issues.
pub(crate) fn with_many() -> Packs {
    let mut files = made_up::files(made_up::MANY)
        .map(|(path, text)| Source { path, bytes: Ok(Cow::Owned(text.into_bytes())) });
    let pack_toml = files.next().unwrap();
    merged([builtin::pack(), read("made-up", &pack_toml, files)])
}

fn merged(packs: impl IntoIterator<Item = Pack>) -> Packs {
    let (packs, faults) = Packs::merge(packs);
    assert_eq!(faults, []);
    packs
}
