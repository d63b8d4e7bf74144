//! What was found in a text, and who is right where two findings overlap.

use std::ops::Range;

use super::Class;

/// A value to be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Find {
    /// What it is.
    pub(super) class: Class,
    /// Where, in bytes.
    pub(super) range: Range<usize>,
}

/// How a value was recognised; an earlier way is right where two overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// It opens doors, whatever else it may be.
    Secrecy,
    /// It looks like what it is.
    Shape,
    /// Words beside it say what it is.
    Name,
}

/// Everything found in a text.
#[derive(Debug, Default)]
pub(super) struct Finds([Vec<Find>; 3]);

impl Finds {
    /// Adds a value; an empty one is ignored.
    pub(super) fn add(&mut self, by: By, class: Class, range: Range<usize>) {
        if !range.is_empty() {
            self.0[by as usize].push(Find { class, range });
        }
    }

    /// What was recognised in that way so far.
    pub(super) fn by(&self, by: By) -> &[Find] {
        &self.0[by as usize]
    }

    /// What is to be replaced, in order and without overlaps; nothing of it lies in a fixed range.
    ///
    /// Of a value that overlaps one with a better right, or a fixed range, the rest is replaced.
    pub(super) fn settle(self, text: &str, fixed: &[Range<usize>]) -> Vec<Find> {
        let mut taken: Vec<Find> = Vec::new();
        for layer in self.0 {
            let free = |find: Find| rest(text, find, fixed, &taken);
            let mut more: Vec<Find> = united(layer).into_iter().flat_map(free).collect();
            more.append(&mut taken);
            more.sort_unstable_by_key(|find| find.range.start);
            taken = more;
        }
        taken
    }
}

/// Overlapping values become one, of the class of the first.
fn united(mut finds: Vec<Find>) -> Vec<Find> {
    finds.sort_by_key(|find| (find.range.start, usize::MAX - find.range.end));
    let mut united: Vec<Find> = Vec::with_capacity(finds.len());
    for find in finds {
        match united.last_mut() {
            Some(last) if find.range.start < last.range.end => {
                last.range.end = last.range.end.max(find.range.end);
            }
            _ => united.push(find),
        }
    }
    united
}

/// The parts of a value outside of ranges, which are in order.
fn rest(text: &str, find: Find, fixed: &[Range<usize>], taken: &[Find]) -> Vec<Find> {
    let fixed = overlapping(fixed, &find.range, |range| range);
    let taken = overlapping(taken, &find.range, |find| &find.range);
    if fixed.is_empty() && taken.is_empty() {
        return vec![find];
    }
    let mut holes: Vec<_> =
        fixed.iter().chain(taken.iter().map(|find| &find.range)).cloned().collect();
    holes.sort_unstable_by_key(|range| range.start);
    holes.push(find.range.end..find.range.end);
    let mut start = find.range.start;
    let mut parts = Vec::new();
    for hole in holes {
        if start < hole.start {
            parts.extend(trimmed(text, start..hole.start));
        }
        start = start.max(hole.end);
    }
    parts.into_iter().map(|range| Find { class: find.class, range }).collect()
}

fn overlapping<'a, T>(
    sorted: &'a [T],
    range: &Range<usize>,
    of: impl Fn(&T) -> &Range<usize>,
) -> &'a [T] {
    let first = sorted.partition_point(|item| of(item).end <= range.start);
    let count = sorted[first..].partition_point(|item| of(item).start < range.end);
    &sorted[first..first + count]
}

/// What is left of a value without punctuation around it, if that is anything.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = part.find(char::is_alphanumeric)?;
    let end = part.rfind(char::is_alphanumeric)?;
    let last = part[end..].chars().next().map_or(0, char::len_utf8);
    Some(range.start + start..range.start + end + last)
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;

    const TEXT: &str = "abc def ghi";

    fn settled(
        finds: &[(By, Class, Range<usize>)],
        fixed: &[Range<usize>],
    ) -> Vec<(Class, &'static str)> {
        let mut all = Finds::default();
        for (by, class, range) in finds.iter().cloned() {
            all.add(by, class, range);
        }
        let settled = all.settle(TEXT, fixed);
        settled.into_iter().map(|find| (find.class, &TEXT[find.range])).collect()
    }

    #[test]
    fn a_secret_is_a_secret_whatever_else_it_is() {
        let finds = [(By::Shape, Class::Email, 4..7), (By::Secrecy, Class::Secret, 0..11)];
        assert_eq!(settled(&finds, &[]), [(Class::Secret, TEXT)]);
    }

    #[test]
    fn the_rest_of_a_name_is_replaced_too() {
        let finds = [(By::Name, Class::User, 0..11), (By::Shape, Class::Email, 4..7)];
        let expected = [(Class::User, "abc"), (Class::Email, "def"), (Class::User, "ghi")];
        assert_eq!(settled(&finds, &[]), expected);
    }

    #[test]
    fn two_of_a_kind_become_one() {
        let finds = [(By::Shape, Class::Domain, 4..11), (By::Shape, Class::Host, 0..7)];
        assert_eq!(settled(&finds, &[]), [(Class::Host, TEXT)]);
    }

    #[test]
    fn tokens_are_left_alone() {
        let finds = [(By::Secrecy, Class::Secret, 0..11)];
        assert_eq!(
            settled(&finds, slice::from_ref(&(3..8))),
            [(Class::Secret, "abc"), (Class::Secret, "ghi")]
        );
        assert_eq!(settled(&finds, &[0..7, 8..11]), []);
    }
}
