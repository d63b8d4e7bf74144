//! Addresses of networks and of their cards.

// The addresses alone; `std::net` has sockets, too.
use core::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use memchr::memchr2_iter;

use super::{
    Class,
    finds::{By, Finds},
    scan,
    view::View,
};

/// Adds every network and hardware address.
pub(super) fn find(view: &View<'_>, finds: &mut Finds) {
    let text = &*view.text;
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr2_iter(b'.', b':', bytes).filter(|at| *at > 0 || bytes.starts_with(b"::")) {
        if at < done {
            continue;
        }
        let found = if bytes[at] == b'.' { dotted(text, at) } else { colons(text, at) };
        if let Some((class, range)) = found {
            done = range.end;
            finds.add(By::Shape, class, range);
        }
    }
    for at in memchr::memchr_iter(b'-', bytes) {
        if let Some(range) = mac(bytes, at, b'-') {
            finds.add(By::Shape, Class::Mac, range);
        }
    }
}

type Found = (Class, Range<usize>);

/// `10.0.0.1` or `aabb.ccdd.eeff`.
fn dotted(text: &str, dot: usize) -> Option<Found> {
    const LONGEST: usize = 15;
    let bytes = text.as_bytes();
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || byte == b'.';
    let start = scan::back(bytes, dot, 4, |byte| byte.is_ascii_hexdigit());
    let end = scan::ahead(bytes, dot, LONGEST + 1, is_part);
    let end = end - usize::from(scan::is_before(bytes, end, |byte| byte == b'.'));
    let is_inside = |byte: u8| scan::is_word(byte) || matches!(byte, b'_' | b'.');
    if scan::is_before(bytes, start, is_inside) || scan::is_at(bytes, end, scan::is_word) {
        return None;
    }
    let value = text.get(start..end)?;
    if is_cisco_mac(value) {
        return Some((Class::Mac, start..end));
    }
    let address = value.parse::<Ipv4Addr>().ok()?;
    (is_somewhere(address) && !is_version(text, start, address)).then_some((Class::Ip, start..end))
}

fn is_cisco_mac(value: &str) -> bool {
    value.len() == 14
        && value.split('.').all(|group| group.len() == 4)
        && value.contains(|c: char| c.is_ascii_digit())
}

/// Not this machine, none, or a mask.
fn is_somewhere(address: Ipv4Addr) -> bool {
    !matches!(address.octets(), [0 | 127, ..] | [255, 255, ..] | [2, 5, 29, _] | [_, _, 0, 0])
}

/// Whether four numbers are rather a version: said so, or after a name and a slash.
fn is_version(text: &str, start: usize, address: Ipv4Addr) -> bool {
    const WORDS: &[&str] =
        &["version", "versions", "ver", "v", "build", "release", "update", "module", "assembly"];
    let bytes = text.as_bytes();
    let before = &bytes[start.saturating_sub(24)..start];
    let end = before.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
    let word = scan::back(before, end, 24, |byte| byte.is_ascii_alphabetic());
    let is_said = WORDS.iter().any(|said| before[word..end].eq_ignore_ascii_case(said.as_bytes()));
    let is_agent = before.ends_with(b"/") && !before.ends_with(b"//") && address.octets()[3] == 0;
    is_said || is_agent
}

/// `aa:bb:cc:dd:ee:ff` or an address of IPv6.
fn colons(text: &str, colon: usize) -> Option<Found> {
    const LONGEST: usize = 45;
    let bytes = text.as_bytes();
    if let Some(range) = mac(bytes, colon, b':') {
        return Some((Class::Mac, range));
    }
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let start = scan::back(bytes, colon, 5, |byte| byte.is_ascii_hexdigit());
    let end = scan::ahead(bytes, colon, LONGEST, is_part);
    let is_edge = |byte: u8| scan::is_word(byte) || matches!(byte, b'_' | b':' | b'.');
    if scan::is_before(bytes, start, is_edge) || scan::is_at(bytes, end, scan::is_word) {
        return None;
    }
    let value = text.get(start..end)?.trim_end_matches(['.']);
    let value = value.strip_suffix(':').filter(|value| !value.ends_with(':')).unwrap_or(value);
    let is_real = value.len() > 4 && value.bytes().any(|byte| byte.is_ascii_digit());
    let address = is_real.then(|| value.parse::<Ipv6Addr>().ok())??;
    (!address.is_loopback() && !address.is_unspecified())
        .then_some((Class::Ip, start..start + value.len()))
}

/// Six pairs whose first separator stands there.
fn mac(bytes: &[u8], at: usize, separator: u8) -> Option<Range<usize>> {
    const LENGTH: usize = 17;
    let start = at.checked_sub(2)?;
    let run = bytes.get(start..start + LENGTH)?;
    let fits = |(index, &byte): (usize, &u8)| {
        if index % 3 == 2 { byte == separator } else { byte.is_ascii_hexdigit() }
    };
    let is_edge = |byte: u8| scan::is_word(byte) || byte == separator;
    let is_alone =
        !scan::is_before(bytes, start, is_edge) && !scan::is_at(bytes, start + LENGTH, is_edge);
    (is_alone && run.iter().enumerate().all(fits)).then_some(start..start + LENGTH)
}
